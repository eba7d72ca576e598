"""A brief laid out for reading, once for all forms: sections, lines and numbered notes; important things first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.model.annotation import AHEAD, Status
from dragoman.model.document import Basis, Published
from dragoman.model.record import Brief, BriefDocument, Comparison, Event, Relation, Verdict
from dragoman.model.spans import Span
from dragoman.model.time import Precision, TimeSpan
from dragoman.reconcile.comparisons import OWN_VOICE, REWORDED

LIMIT = 30
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_VERDICTS = {
    Verdict.CORROBORATED: "corroborated",
    Verdict.REPEATED: "repeated, independence not shown",
    Verdict.SINGLE: "one report",
    Verdict.DISPUTED: "disputed",
}
_STATES = {
    "no-contact": "no contact",
    "signals": "signals only",
    "overture-open": "an overture waits for an answer",
    "acknowledged": "an overture was acknowledged",
    "talks-scheduled": "talks are scheduled",
    "talks-held": "talks were held",
    "agreement": "an agreement is told",
    "suspended": "contact is suspended",
    "broken-off": "contact is broken off",
}


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
class Line:
    """One entry of a section. `day` is made for reading; `event` is the id to ask `why` of."""

    event: str
    day: str
    text: str
    status: str
    verdict: str
    why: str
    notes: tuple[int, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Relationed:
    """One comparison for reading: what it is about, both sides, and the reason."""

    kind: str
    field: str
    about: str
    left: str
    right: str
    left_outlet: str
    right_outlet: str
    why: str
    notes: tuple[int, ...]


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
class Standpoint:
    """Where a pair stands, or what a party holds: a line with notes."""

    head: str
    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A brief in reading order."""

    title: str
    lead: str
    lead_notes: tuple[int, ...]
    sources: tuple[Source, ...]
    happened: tuple[Line, ...]
    more: int
    upcoming: tuple[Line, ...]
    open: tuple[Line, ...]
    relations: tuple[Relationed, ...]
    positions: tuple[Standpoint, ...]
    standings: tuple[Standpoint, ...]
    threads: tuple[Standpoint, ...]
    questions: tuple[str, ...]
    notes: tuple[Note, ...]


def lay_out(brief: Brief, *, limit: int = LIMIT) -> Page:
    """The page of a brief with at most `limit` events told; the rest are counted and stay in the JSON."""
    told = _told(brief, limit)
    notes, numbers = _notes(brief, told)
    names = {p.id: p.name for p in brief.parties}
    by_id = {e.id: e for e in brief.events}
    ahead = [by_id[i] for i in brief.upcoming if by_id[i] in told]
    happened = [
        e for e in told if e not in ahead and e.status not in (Status.POSSIBLE, Status.REQUESTED, *AHEAD)
    ]
    maybe = [e for e in told if e not in ahead and e not in happened]
    lead, lead_notes = _lead(brief, told, numbers)
    return Page(
        _title(brief, names),
        lead,
        lead_notes,
        tuple(_source(d) for d in brief.documents),
        tuple(_line(e, numbers) for e in sorted(happened, key=_chronological)),
        len(brief.events) - len(told),
        tuple(_line(e, numbers) for e in ahead),
        tuple(_line(e, numbers) for e in sorted(maybe, key=_chronological)),
        tuple(_relations(brief, told, numbers)),
        tuple(_positions(brief, names)),
        tuple(_standings(brief, told, names, numbers)),
        tuple(_threads(brief, told, names, numbers)),
        tuple(_questions(brief)),
        notes,
    )


def safe(text: str) -> str:
    """Words from outside made fit for a line: white space collapsed, control characters made visible and inert."""
    collapsed = re.sub(r"\s+", " ", text).strip()
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", collapsed
    )


def shorten(text: str, length: int) -> str:
    """`text` cut at a word, with an ellipsis, when it is longer than `length`."""
    plain = safe(text)
    return plain if len(plain) <= length else plain[: length - 2].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def day_words(interval: TimeSpan | None) -> str:
    """An interval for reading: "3–9 May 2021", "by 11 May 2021", "from 10 May 2021", "2019"."""
    if interval is None or (interval.first is None and interval.last is None):
        return "day unknown"
    first, last = interval.first, interval.last
    if first is None:
        return f"by {_day(last)}"
    if last is None:
        return f"from {_day(first)}"
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if interval.precision is Precision.MONTH:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    return f"{_day(first) if first.year != last.year else _day(first).rsplit(' ', 1)[0]} – {_day(last)}"


def _day(day: date | None) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "?"


def _told(brief: Brief, limit: int) -> list[Event]:
    """The most important events; what lies ahead always has its place."""
    ahead = set(brief.upcoming)
    ranked = sorted(brief.events, key=lambda e: (e.id not in ahead, -e.weight, e.id))
    return ranked[: max(limit, len(ahead))]


def _notes(brief: Brief, told: list[Event]) -> tuple[tuple[Note, ...], dict[tuple[str, Span], int]]:
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


def _numbers(event: Event, numbers: dict[tuple[str, Span], int]) -> tuple[int, ...]:
    return tuple(sorted({n for r in event.reports if (n := numbers.get((r.document, r.evidence.span)))}))


def _line(event: Event, numbers: dict[tuple[str, Span], int]) -> Line:
    best = max(
        event.reports,
        key=lambda r: (bool(r.mention.time_words), r.mention.type is event.type, -r.mention.trigger.start),
    )
    place = (
        f", {safe(event.place)}"
        if event.place and event.place not in event.summary and " in " not in event.summary
        else ""
    )
    return Line(
        event.id,
        day_words(event.time),
        safe(event.summary) + place,
        event.status.value,
        _VERDICTS[event.verdict],
        safe(event.why),
        _numbers(event, numbers),
        shorten(best.evidence.quote, 180),
    )


def _chronological(event: Event) -> tuple[date, date, str]:
    last = event.time.last or event.time.first if event.time else None
    first = event.time.first or event.time.last if event.time else None
    return (last or date.max, first or date.max, event.id)


def _title(brief: Brief, names: dict[str, str]) -> str:
    counts: dict[str, float] = defaultdict(float)
    for event in brief.events:
        for code in {*event.actors, *event.recipients}:
            counts[code] += event.weight
    top = [
        names.get(code, code) for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    ]
    return safe(" – ".join(top) or "Brief")


def _lead(
    brief: Brief, told: list[Event], numbers: dict[tuple[str, Span], int]
) -> tuple[str, tuple[int, ...]]:
    reports, origins = len(brief.documents), len(brief.origins)
    outlets = len({d.outlet for d in brief.documents if d.outlet})
    when = [d.published.span for d in brief.documents if d.published.span]
    firsts, lasts = [w.first for w in when if w.first], [w.last for w in when if w.last]
    period = (
        day_words(TimeSpan(min(firsts), max(lasts), Precision.RANGE)) if firsts and lasts else "days unknown"
    )
    parts = [
        f"{_count(reports, 'report')} of {_count(outlets, 'outlet')}, {_count(origins, 'independent origin')}, {period}."
    ]
    if len(brief.stories) > 1:
        parts.append(f"They tell {len(brief.stories)} stories.")
    main = sorted(
        (e for e in told if e.status in (Status.HAPPENED, Status.ONGOING)), key=lambda e: (-e.weight, e.id)
    )[:3]
    parts += [f"{safe(e.summary)} ({day_words(e.time)}; {_VERDICTS[e.verdict]})." for e in main]
    coming = [e for e in told if e.id in brief.upcoming and e.status is Status.SCHEDULED]
    if coming:
        parts.append(f"Next: {safe(coming[0].summary)} ({day_words(coming[0].time)}).")
    disputed = sum(c.kind is Relation.CONFLICTS for c in brief.comparisons)
    if disputed:
        parts.append(f"The reports conflict on {_count(disputed, 'point')}.")
    return " ".join(parts), tuple(sorted({n for e in [*main, *coming[:1]] for n in _numbers(e, numbers)[:2]}))


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


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


def published_words(published: Published) -> str:
    """The publication day for reading, and that it was inferred where it was."""
    if published.span is None:
        return "undated"
    words = day_words(published.span)
    return f"{words} (inferred)" if published.basis is Basis.INFERRED else words


_ORDER = {Relation.CONFLICTS: 0, Relation.DIFFERS: 1, Relation.ADDS: 2, Relation.AGREES: 3}


def _relations(brief: Brief, told: list[Event], numbers: dict[tuple[str, Span], int]) -> Iterable[Relationed]:
    """The comparisons worth reading: conflicts and differences of typed values first; bare rewording is left to the JSON."""
    shown = {e.id: e for e in told}
    outlets = {d.id: safe(d.outlet or d.id) for d in brief.documents}
    seen: set[tuple[str, ...]] = set()
    ranked = sorted(
        (c for c in brief.comparisons if c.left.event in shown or not c.left.event),
        key=lambda c: (
            _ORDER[c.kind],
            -(shown[c.left.event].weight if c.left.event in shown else 1.0),
            c.left.span,
        ),
    )
    for c in ranked:
        if _is_dull(c):
            continue
        about = shown[c.left.event].summary if c.left.event in shown else "position"
        key = (c.kind.value, c.field.value, *sorted((c.left.value.lower()[:60], c.right.value.lower()[:60])))
        if key in seen:
            continue
        seen.add(key)
        cited = tuple(sorted({n for s in (c.left, c.right) for n in _note_near(s.document, s.span, numbers)}))
        yield Relationed(
            c.kind.value,
            c.field.value,
            safe(about),
            shorten(c.left.value, 120) or "—",
            shorten(c.right.value, 120) or "—",
            safe(outlets[c.left.document]),
            safe(outlets[c.right.document]),
            shorten(c.why, 160),
            cited,
        )


def _is_dull(c: Comparison) -> bool:
    if c.field.value == "wording" and c.why == REWORDED:
        return True
    if c.field.value == "source" and (
        OWN_VOICE in (c.left.value, c.right.value) or c.kind is Relation.AGREES
    ):
        return True
    return c.kind is Relation.ADDS and c.field.value in ("wording", "occasion")


def _note_near(document: str, span: Span, numbers: dict[tuple[str, Span], int]) -> list[int]:
    holding = sorted(
        ((s, n) for (d, s), n in numbers.items() if d == document and s.overlaps(span)),
        key=lambda pair: len(pair[0]),
    )
    return [holding[0][1]] if holding else []


def _positions(brief: Brief, names: dict[str, str]) -> Iterable[Standpoint]:
    numbers = {(d, s): n for (d, s), n in _notes(brief, [])[1].items()}
    for p in brief.positions:
        holder, toward = names.get(p.holder, p.holder), names.get(p.toward or "", p.toward or "")
        verb = "holds to" if p.agreement > 0 else "leaves" if p.agreement < 0 else "mentions"
        text = f"{verb} “{shorten(p.concept, 80)}”" + (f" ({p.relation})" if p.relation else "")
        yield Standpoint(
            safe(f"{holder} toward {toward}" if toward else holder),
            safe(text),
            tuple(n for r in p.reports if (n := numbers.get((r.document, r.span)))),
        )


def _standings(
    brief: Brief, told: list[Event], names: dict[str, str], numbers: dict[tuple[str, Span], int]
) -> Iterable[Standpoint]:
    shown = {e.id: e for e in told}
    weights = {
        s.dyad: sum(e.weight for e in told if set(s.dyad) <= {*e.actors, *e.recipients})
        for s in brief.standings
    }
    for s in sorted(brief.standings, key=lambda s: (-weights[s.dyad], s.dyad))[:8]:
        if weights[s.dyad] <= 0:
            continue
        cited = tuple(sorted({n for i in s.because if i in shown for n in _numbers(shown[i], numbers)}))
        told_by = "; ".join(safe(shown[i].summary) for i in s.because if i in shown)
        yield Standpoint(
            safe(f"{names.get(s.dyad[0], s.dyad[0])} – {names.get(s.dyad[1], s.dyad[1])}"),
            f"{_STATES[s.state.value]}" + (f" ({told_by})" if told_by else ""),
            cited,
        )


def _threads(
    brief: Brief, told: list[Event], names: dict[str, str], numbers: dict[tuple[str, Span], int]
) -> Iterable[Standpoint]:
    shown = {e.id: e for e in told}
    for t in brief.threads:
        steps = [shown[i] for i in t.steps if i in shown]
        if len(steps) < 2:
            continue
        chain = " → ".join(f"{day_words(e.time)}: {shorten(e.summary, 70)}" for e in steps[-6:])
        state = f"open: {t.why}" if t.open else f"closed: {t.why}"
        state = state.replace(f"; {t.owes} owes", f"; {names.get(t.owes or '', t.owes or '')} owes")
        cited = tuple(sorted({n for e in steps[-6:] for n in _numbers(e, numbers)[:1]}))
        yield Standpoint(
            safe(f"{names.get(t.dyad[0], t.dyad[0])} – {names.get(t.dyad[1], t.dyad[1])} ({state})"),
            chain,
            cited,
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
