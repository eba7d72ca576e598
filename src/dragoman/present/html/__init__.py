"""The HTML brief: one self-contained page that opens from disk with no request and needs no script."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from dragoman.model.record import Brief, BriefDocument
from dragoman.model.spans import Span
from dragoman.present.chapters import Chapter
from dragoman.present.page import LIMIT, Note, lay_out
from dragoman.present.timeline import draw_timeline
from dragoman.present.words import safe


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of source text: plain, or evidence with the numbers of the notes that rest on it."""

    text: str
    notes: tuple[int, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceText:
    id: str
    outlet: str
    title: str
    pieces: tuple[Piece, ...]


def to_html(brief: Brief, *, limit: int = LIMIT) -> str:
    """The brief as one HTML page; everything from outside is escaped."""
    page = lay_out(brief, limit=limit)
    by_id = {e.id: e for e in brief.events}
    environment = Environment(
        loader=PackageLoader("dragoman.present", "html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html.j2").render(
        page=page,
        timelines=[
            Markup(draw_timeline([by_id[i] for i in c.events], _last_day(brief, c)))  # noqa: S704 - drawn here, escaped there
            for c in page.chapters
        ],
        texts=[_text(d, [n for n in page.notes if n.document == d.id]) for d in brief.documents],
        notes={n.number: n for n in page.notes},
    )


def _last_day(brief: Brief, chapter: Chapter) -> date | None:
    """The day of the last report of a chapter."""
    days = [d.published.last for d in brief.documents if d.id in chapter.sources and d.published.last]
    return max(days, default=None)


def _text(document: BriefDocument, notes: Sequence[Note]) -> SourceText:
    raw = document.annotation.reading.document.text
    edges = sorted({0, len(raw), *(n.span.start for n in notes), *(n.span.end for n in notes)})
    pieces = []
    for start, end in itertools.pairwise(edges):
        covering = tuple(n.number for n in notes if n.span.holds(Span(start, end)))
        starting = tuple(n.number for n in notes if n.span.start == start)
        pieces.append(Piece(_visible(raw[start:end]), covering, starting))
    return SourceText(
        document.id, safe(document.outlet or document.id), safe(document.title or ""), tuple(pieces)
    )


def _visible(text: str) -> str:
    """Source text with its line breaks kept and its control characters made inert."""
    return "\n".join(_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _line(line: str) -> str:
    lead = line[: len(line) - len(line.lstrip())]
    tail = line[len(line.rstrip()) :] if line.strip() else ""
    return (" " if lead else "") + safe(line) + (" " if tail else "")
