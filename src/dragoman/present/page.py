"""A brief laid out for reading, once for all forms: a chapter for each affair, numbered notes; important things first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.model.document import Basis
from dragoman.model.record import Brief, BriefDocument, Event
from dragoman.model.spans import Span
from dragoman.present.chapters import (
    Affair,
    Chapter,
    Line,
    affairs_of,
    count,
    lay_out_chapter,
    line_of,
    period_of,
    title_of,
)
from dragoman.present.words import published_words, safe, shorten

LIMIT = 30
# How many affairs have a chapter of their own, and the events that each of them tells at least.
_CHAPTERS, _LEAST = 6, 8


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered footnote: which report, the words, and through whom the report knows them."""

    number: int
    document: str
    outlet: str
    quote: str
    span: Span
    via: str


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the table of reports."""

    id: str
    outlet: str
    title: str
    published: str
    why: str
    origin: str
    inferred: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A brief in reading order: `chapters` are its main affairs, `short` has one line for each of the others, `more` counts
    the events that are left to the JSON."""

    title: str
    lead: str
    lead_notes: tuple[int, ...]
    sources: tuple[Source, ...]
    chapters: tuple[Chapter, ...]
    short: tuple[Line, ...]
    more: int
    withdrawn: tuple[str, ...]
    questions: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def others(self) -> tuple[Source, ...]:
        """The reports that no chapter is about: of affairs told in short, or of none."""
        inside = {id for c in self.chapters for id in c.sources}
        return tuple(s for s in self.sources if s.id not in inside)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every event told, chapter by chapter."""
        inside = (line for c in self.chapters for line in (*c.happened, *c.upcoming, *c.open))
        return (*inside, *self.short)


def lay_out(brief: Brief, *, limit: int = LIMIT) -> Page:
    """The page of a brief with about `limit` events told; the rest are counted and stay in the JSON."""
    found = affairs_of(brief)
    main, others = _main(found)
    told = _told(brief, main, limit)
    heads = [a.events[0] for a in others]
    notes, numbers = _notes(brief, [*(e for events in told for e in events), *heads])
    names = {p.id: p.name for p in brief.parties}
    chapters = tuple(lay_out_chapter(brief, a, t, numbers) for a, t in zip(main, told, strict=True))
    days = {d.id: published_words(d.published) for d in brief.documents}
    order = {d.id: i for i, d in enumerate(brief.documents)}
    lead, lead_notes = _lead(brief, found, chapters, names)
    return Page(
        "; ".join(c.title for c in chapters[:3]) if len(found) > 1 else title_of(brief.events, names),
        lead,
        lead_notes,
        tuple(_source(d) for d in brief.documents),
        chapters,
        tuple(line_of(e, numbers, days, order) for e in heads),
        len(brief.events) - sum(len(t) for t in told) - len(heads),
        tuple(_withdrawn(brief)),
        tuple(_questions(brief)),
        notes,
    )


def _main(found: Sequence[Affair]) -> tuple[list[Affair], list[Affair]]:
    """The affairs that have a chapter and the others: those of several reports first, then those with most to read."""
    ranked = sorted(found, key=lambda a: len(a.documents) < 2)
    return ranked[:_CHAPTERS], ranked[_CHAPTERS:]


def _told(brief: Brief, main: Sequence[Affair], limit: int) -> list[list[Event]]:
    """The most important events of each chapter, by the affair's share of the weight; what lies ahead always has its place."""
    ahead = set(brief.upcoming)
    whole = sum(a.weight for a in main)
    told = []
    for affair in main:
        share = limit if len(main) == 1 else max(min(_LEAST, limit), round(limit * affair.weight / whole))
        ranked = sorted(affair.events, key=lambda e: (e.id not in ahead, -e.weight, e.id))
        told.append(ranked[: max(share, sum(e.id in ahead for e in affair.events))])
    return told


def _notes(brief: Brief, told: Sequence[Event]) -> tuple[tuple[Note, ...], dict[tuple[str, Span], int]]:
    """One note for each passage, numbered in the order of the documents and their texts."""
    outlets = {d.id: safe(d.outlet or d.id) for d in brief.documents}
    passages: dict[tuple[str, Span], str] = {}
    for event in told:
        for report in event.reports:
            via = " ← ".join(safe(c) for c in report.chain[1:])
            passages.setdefault((report.document, report.evidence.span), via)
    for position in brief.positions:
        for cited in position.reports:
            passages.setdefault((cited.document, cited.span), "")
    order = [d.id for d in brief.documents]
    texts = {d.id: d.annotation.reading.document for d in brief.documents}
    numbers = {key: n for n, key in enumerate(sorted(passages, key=lambda k: (order.index(k[0]), k[1])), 1)}
    notes = tuple(
        Note(n, d, outlets[d], safe(texts[d].quote(span)), span, passages[d, span])
        for (d, span), n in numbers.items()
    )
    return notes, numbers


def _lead(
    brief: Brief, found: Sequence[Affair], chapters: Sequence[Chapter], names: Mapping[str, str]
) -> tuple[str, tuple[int, ...]]:
    """The lead of the one affair, or what the pile holds."""
    if len(found) == 1:
        return chapters[0].lead, chapters[0].lead_notes
    outlets = len({d.outlet for d in brief.documents if d.outlet})
    parts = [
        f"{count(len(brief.documents), 'report')} of {count(outlets, 'outlet')}, "
        f"{count(len(brief.origins), 'independent origin')}, {period_of(brief.documents)}."
    ]
    if found:
        listed = "; ".join(f"{c.title} ({count(len(c.sources), 'report')})" for c in chapters)
        rest = len(found) - len(chapters)
        parts.append(
            f"They tell {count(len(found), 'affair')}: {listed}{f'; and {rest} more' if rest else ''}."
        )
    return " ".join(parts), ()


def _source(document: BriefDocument) -> Source:
    published = document.published
    return Source(
        document.id,
        safe(document.outlet or "unknown outlet"),
        shorten(document.title or document.annotation.reading.document.text[:90], 90),
        published_words(published),
        safe(published.why),
        document.origin,
        published.basis is Basis.INFERRED,
    )


def _withdrawn(brief: Brief) -> Iterable[str]:
    """What earlier versions of reports said and later ones do not, each with the days between which it went."""
    outlets = {d.id: safe(d.outlet or d.id) for d in brief.documents}
    for gone in brief.withdrawn:
        days = [d.isoformat() if d else "an unknown day" for d in (gone.published, gone.gone)]
        yield (
            f"{outlets[gone.document]}: “{shorten(safe(gone.words), 240)}” stood in the version of {days[0]} "
            f"and is gone from that of {days[1]}."
        )


_QUESTIONS = {
    "published.unknown": "{n} could not be dated; give the day with --published to place what it tells.",
    "published.ambiguous": "{n} prints a date that reads as two days.",
    "person.ambiguous": "{n}: a name may stand for several people.",
    "document.duplicate": "{n} is the same text as another report and was read once.",
    "zone.no-body": "{n} has no running text.",
    "language.other": "{n} does not read as English; little of it will be right.",
}


def _questions(brief: Brief) -> Iterable[str]:
    outlets = {d.id: safe(d.outlet or d.id) for d in brief.documents}
    seen = set()
    for where, issue in brief.issues:
        template = _QUESTIONS.get(issue.code)
        name = f"{outlets.get(where, where)} ({where})" if where in outlets else where
        text = template.format(n=safe(name)) if template else ""
        if issue.code == "person.ambiguous":
            text = f"{safe(name)}: {safe(issue.message)}."
        if text and text not in seen:
            seen.add(text)
            yield text
    for thread in brief.threads:
        if thread.owes:
            names = {p.id: p.name for p in brief.parties}
            a, b = (names.get(c, c) for c in thread.dyad)
            yield f"Between {safe(a)} and {safe(b)}: {safe(names.get(thread.owes, thread.owes))} has not answered the last overture told."
