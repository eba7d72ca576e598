"""What a Python user holds: one report's annotation, or a brief, with their forms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.ingest.failure import UnreadableError
from dragoman.ingest.sources import document_of, find_documents
from dragoman.model.annotation import Annotation, Claim, EventMention, Mention, Position, ResolvedTime
from dragoman.model.document import Document, Given, publication_day
from dragoman.model.record import Brief, Comparison, Event
from dragoman.model.settings import Settings
from dragoman.present.annotation_json import annotation_dict, to_json
from dragoman.present.brief_json import brief_dict
from dragoman.present.why import explain


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What one report says. Offsets are half-open code points into `text`, exactly as it was decoded."""

    annotation: Annotation

    @property
    def text(self) -> str:
        return self.annotation.reading.document.text

    @property
    def events(self) -> tuple[EventMention, ...]:
        return self.annotation.events

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.annotation.claims

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return self.annotation.mentions

    @property
    def times(self) -> tuple[ResolvedTime, ...]:
        return self.annotation.times

    @property
    def positions(self) -> tuple[Position, ...]:
        return self.annotation.positions

    def to_dict(self) -> dict[str, Any]:
        """The contract `dragoman.annotation/1` as a dictionary."""
        return annotation_dict(self.annotation)

    def to_json(self, *, indent: int | None = None) -> str:
        """The contract `dragoman.annotation/1` as JSON text."""
        return to_json(self.to_dict(), indent=indent)

    def to_html(self) -> str:
        """A self-contained page: the brief of this one report."""
        return brief([self]).to_html()

    def _repr_html_(self) -> str:
        return brief([self])._repr_html_()


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the reports say together."""

    record: Brief

    @property
    def events(self) -> tuple[Event, ...]:
        return self.record.events

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return self.record.comparisons

    @property
    def upcoming(self) -> tuple[Event, ...]:
        return tuple(e for i in self.record.upcoming if (e := self.record.event(i)))

    def to_dict(self) -> dict[str, Any]:
        """The contract `dragoman.brief/1` as a dictionary."""
        return brief_dict(self.record)

    def to_json(self, *, indent: int | None = None) -> str:
        """The contract `dragoman.brief/1` as JSON text."""
        return to_json(self.to_dict(), indent=indent)

    def to_html(self) -> str:
        """One self-contained HTML page."""
        from dragoman.present.html import to_html

        return to_html(self.record)

    def to_markdown(self) -> str:
        """The brief as Markdown."""
        from dragoman.present.markdown import to_markdown
        from dragoman.present.page import lay_out

        return to_markdown(lay_out(self.record))

    def why(self, id: str) -> str:
        """Rule, words and anchor behind an event (ev3), document (d1) or origin (o1). Raises KeyError for another id."""
        lines = explain(self.record, id)
        if not lines:
            raise KeyError(id)
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from html import escape

        return f'<iframe srcdoc="{escape(self.to_html(), quote=True)}" style="width:100%;height:640px;border:1px solid #ccc" sandbox></iframe>'


def read(
    text_or_path: str | Path,
    *,
    published: date | str | None = None,
    outlet: str | None = None,
    settings: Settings | None = None,
) -> ReadReport:
    """One report read: a path to a file, or its text.

    `published` (a date or "2021-05-11") and `outlet` win over what the page states. Raises ValueError for a file that
    holds no report or a day that is none, and SyntaxMissingError when no English model is installed.
    """
    from dragoman.pipeline import annotate

    settings = settings or Settings()
    given = Given(outlet=outlet, published=publication_day(str(published)) if published else None)
    if isinstance(text_or_path, Path) or _is_path(text_or_path):
        found = next(iter(find_documents([str(text_or_path)], (), given, settings)))
        if not isinstance(found, Document):
            raise UnreadableError(str(found))
        return ReadReport(annotate(found, settings))
    return ReadReport(annotate(document_of(text_or_path, given), settings))


def brief(reports: Iterable[ReadReport | str | Path]) -> Briefing:
    """The brief of reports, given as `read` returns them or as `read` takes them; their order does not matter."""
    from dragoman.pipeline import brief as make

    return Briefing(
        make([r.annotation if isinstance(r, ReadReport) else read(r).annotation for r in reports])
    )


def _is_path(text: str) -> bool:
    if "\n" in text or len(text) > 1000 or "\x00" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
