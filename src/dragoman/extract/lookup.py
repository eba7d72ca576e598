"""Finding the mention or time at a token, without searching the whole report each time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Value = TypeVar("Value", bound=_Spanned)
Anything = TypeVar("Anything")


class Lookup(Generic[Value]):
    """Values with spans that do not overlap, in order of the text."""

    __slots__ = ("_starts", "values")

    def __init__(self, values: Sequence[Value]) -> None:
        self.values = tuple(sorted(values, key=lambda v: v.span.start))
        self._starts = [v.span.start for v in self.values]

    def at(self, offset: int) -> Value | None:
        """The value whose span holds the character at `offset`."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and self.values[i].span.end > offset:
            return self.values[i]
        return None

    def on(self, token: Token) -> Value | None:
        """The value whose span holds the start of `token`."""
        return self.at(token.start)

    def within(self, span: Span) -> list[Value]:
        """The values that lie in `span`, in order."""
        i = bisect_right(self._starts, span.start - 1)
        found = []
        while i < len(self.values) and self.values[i].span.start < span.end:
            if self.values[i].span.end <= span.end:
                found.append(self.values[i])
            i += 1
        return found


class Near(Generic[Anything]):
    """Values with one or more spans each, which may overlap, found by place: only what is near is looked at."""

    __slots__ = ("_buckets", "_spans")

    def __init__(self, values: Iterable[Anything], spans: Callable[[Anything], Iterable[Span]]) -> None:
        self._spans = spans
        self._buckets: dict[int, list[Anything]] = defaultdict(list)
        for value in values:
            places = {b for span in spans(value) for b in _buckets(span)}
            for bucket in sorted(places):
                self._buckets[bucket].append(value)

    def holding(self, span: Span) -> list[Anything]:
        """The values one of whose spans holds `span`, in the order they were given."""
        near = self._buckets.get(span.start // _REACH, ())
        return [v for v in near if any(s.holds(span) for s in self._spans(v))]

    def overlapping(self, span: Span) -> list[Anything]:
        """The values one of whose spans shares a character with `span`, each once."""
        found: list[Anything] = []
        seen: set[int] = set()
        for bucket in _buckets(span):
            for value in self._buckets.get(bucket, ()):
                if id(value) not in seen and any(s.overlaps(span) for s in self._spans(value)):
                    seen.add(id(value))
                    found.append(value)
        return found


_REACH = 512


def _buckets(span: Span) -> range:
    return range(span.start // _REACH, max(span.start, span.end - 1) // _REACH + 1)


def subtree_span(sentence: Sentence, token: Token) -> Span:
    """From the first to the last token that `token` governs, marks at the ends left out."""
    tokens = sentence.subtree(token)
    while len(tokens) > 1 and tokens[-1].pos == "PUNCT" and tokens[-1].text in ",.;:–—-":
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].pos == "PUNCT" and tokens[0].text in ",.;:–—-":
        tokens = tokens[1:]
    return Span(tokens[0].start, tokens[-1].end)
