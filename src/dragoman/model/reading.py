"""A document as a reader sees it: zones, sentences, quotations, tokens with their syntax."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.document import Document, Published
from dragoman.model.spans import Span


class Zone(StrEnum):
    """What a stretch of a raw page is. Only headline, standfirst, caption and body are parsed."""

    HEADLINE = "headline"
    SECTION = "section"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    CREDIT = "credit"
    CAPTION = "caption"
    PROMO = "promo"
    BODY = "body"


PARSED = (Zone.HEADLINE, Zone.STANDFIRST, Zone.BODY)


@dataclass(frozen=True, slots=True)
class Block:
    """A line or part of a line, what it is, and the rule that says so."""

    zone: Zone
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Stated:
    """Words of the page that state a fact about it (outlet, author, title), or a given value without words."""

    value: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the page says about itself. `credits` are agencies or outlets whose copy it carries; `dateline_day` is the
    month and day of a dateline that names no year, with its words."""

    title: Stated | None
    outlet: Stated | None
    authors: tuple[Stated, ...]
    published: Published
    place: Stated | None
    credits: tuple[Stated, ...]
    dateline_day: tuple[int, int, Span] | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its index in the sentence, offsets, and Universal/ClearNLP syntax labels as spaCy gives them."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a parsed block. `children[i]` are the indices of the dependents of token i, in order."""

    index: int
    paragraph: int
    zone: Zone
    span: Span
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def kids(self, token: Token, *deps: str) -> list[Token]:
        """The dependents of `token`, all of them or those with one of the labels `deps`."""
        found = (self.tokens[i] for i in self.children[token.i])
        return [t for t in found if not deps or t.dep in deps]

    def kid(self, token: Token, *deps: str) -> Token | None:
        """The first dependent with one of the labels `deps`."""
        return next((t for i in self.children[token.i] if (t := self.tokens[i]).dep in deps), None)

    def head(self, token: Token) -> Token | None:
        """The governor of `token`, None for the root."""
        return None if token.head == token.i else self.tokens[token.head]

    def governors(self, token: Token) -> Iterator[Token]:
        """The chain of governors from the nearest to the root."""
        seen = token
        while seen.head != seen.i:
            seen = self.tokens[seen.head]
            yield seen

    def subtree(self, token: Token, *, without: frozenset[str] = frozenset()) -> list[Token]:
        """`token` and all it governs, in text order; what hangs by a label in `without` is left out with all below it."""
        found, stack = [], [token.i]
        while stack:
            i = stack.pop()
            found.append(self.tokens[i])
            stack.extend(k for k in self.children[i] if self.tokens[k].dep not in without)
        return sorted(found, key=lambda t: t.i)

    def at(self, span: Span) -> list[Token]:
        """The tokens that lie in `span`, wholly or in part."""
        return [t for t in self.tokens if t.start < span.end and span.start < t.end]

    def top(self, span: Span) -> Token | None:
        """The token of `span` whose governor lies outside it: the head of the phrase."""
        inside = self.at(span)
        ids = {t.i for t in inside}
        return next((t for t in inside if t.head == t.i or t.head not in ids), None)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks. `span` holds the marks, `inner` does not; it may run over sentences."""

    span: Span
    inner: Span
    closed: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its zones, its own statements about itself, and its parsed sentences in order.

    `language` is an ISO 639-1 code, None when the text is too short to tell."""

    document: Document
    header: Header
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    language: str | None = None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The parsed sentence that holds the character at `offset`."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return self.sentences[low]
        return None

    def quotations_over(self, span: Span) -> tuple[Quotation, ...]:
        """The quotations that share a character with `span`, in order; quotations do not overlap."""
        first = bisect_right(self.quotations, span.start, key=lambda q: q.span.end)
        last = bisect_left(self.quotations, span.end, key=lambda q: q.span.start)
        return self.quotations[first:last]

    def quotation_at(self, span: Span) -> Quotation | None:
        """The quotation that holds `span`, if any."""
        return next((q for q in self.quotations_over(span) if q.span.holds(span)), None)
