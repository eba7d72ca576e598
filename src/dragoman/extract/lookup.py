"""Finding the mention or time at a token, without searching the whole report each time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


Value = TypeVar("Value", bound=_Spanned)


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


def subtree_span(sentence: Sentence, token: Token) -> Span:
    """From the first to the last token that `token` governs, marks at the ends left out."""
    tokens = sentence.subtree(token)
    while len(tokens) > 1 and tokens[-1].pos == "PUNCT" and tokens[-1].text in ",.;:–—-":
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0].pos == "PUNCT" and tokens[0].text in ",.;:–—-":
        tokens = tokens[1:]
    return Span(tokens[0].start, tokens[-1].end)
