"""Where words stand: half-open code-point offsets into a document's text exactly as it was decoded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class SpanError(ValueError):
    """Offsets that do not lie in the text they point into."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The words `text[start:end]` of one document.

    >>> Span(4, 9).overlaps(Span(8, 12)), Span(4, 9).holds(Span(5, 6)), len(Span(4, 9))
    (True, True, 5)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise SpanError(f"a span runs forward from 0, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> int:
        """The number of characters the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a named document with the words that stand there, so that a bad offset is loud."""

    document: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why we hold a value: the rule that made it, the words it rests on, and a note a reader can follow."""

    rule: str
    evidence: tuple[Span, ...] = ()
    note: str = ""


def covering(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`. Raises SpanError when there are none."""
    listed = tuple(spans)
    if not listed:
        raise SpanError("no spans to cover")
    return Span(min(s.start for s in listed), max(s.end for s in listed))
