"""A document: one report of one outlet, its text kept exactly as it was decoded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.spans import Evidence, Span, SpanError
from dragoman.model.time import Precision, TimeSpan


class Basis(StrEnum):
    """What a publication day rests on; what is given wins over what is stated, stated over inferred."""

    GIVEN = "given"
    STATED = "stated"
    FEED = "feed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """When a document appeared: an interval, what it rests on, and why."""

    first: date | None
    last: date | None
    precision: Precision
    basis: Basis
    why: str
    evidence: tuple[Span, ...] = ()
    clock: str = ""

    @property
    def day(self) -> date | None:
        """The day, when it is one; None when it is an interval or not known."""
        return self.first if self.first == self.last else None

    @property
    def span(self) -> TimeSpan | None:
        return TimeSpan(self.first, self.last, self.precision) if self.first or self.last else None


UNKNOWN_DAY = Published(None, None, Precision.UNKNOWN, Basis.UNKNOWN, "the report carries no date")


YEARS = range(1850, 2151)


def publication_day(text: str) -> date:
    """The day that a report says it appeared on, from ISO 8601. Raises ValueError for what is no day, and for one before newspapers or
    far ahead.

    >>> publication_day("2021-05-11")
    datetime.date(2021, 5, 11)
    """
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError(f"{text} is no day a report can be of ({YEARS[0]} to {YEARS[-1]})")
    return day


def decided_day(day: date) -> Published:
    """The day that a person says a report was published on."""
    return Published(day, day, Precision.DAY, Basis.GIVEN, "decided by the keeper of the record")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user or the file's own metadata states about a document; None where nothing is stated."""

    outlet: str | None = None
    published: date | None = None
    published_basis: Basis = Basis.GIVEN
    title: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `id` is the one given, else made from the content; `sha256` is that of the text in UTF-8."""

    id: str
    sha256: str
    text: str
    path: str | None = None
    given: Given = Given()

    def cite(self, start: int, end: int) -> Evidence:
        """The words at `start..end`. Raises SpanError when they do not lie in this text."""
        if not 0 <= start < end <= len(self.text):
            raise _not_here(self, start, end)
        return Evidence(self.id, Span(start, end), self.text[start:end])

    def quote(self, span: Span) -> str:
        """The words at `span`; raises SpanError when it does not lie in this text."""
        if not 0 <= span.start < span.end <= len(self.text):
            raise _not_here(self, span.start, span.end)
        return self.text[span.start : span.end]


def _not_here(document: Document, start: int, end: int) -> SpanError:
    return SpanError(f"{start}..{end} does not lie in the {len(document.text)} characters of {document.id}")
