"""One affair of a brief laid out for reading: what happened, what comes next, who tells what, where the pairs stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model.annotation import AHEAD, UNREAL, Status
from dragoman.model.record import (
    Balance,
    Brief,
    BriefDocument,
    Comparison,
    Event,
    Relation,
    Report,
    Verdict,
)
from dragoman.model.spans import Span
from dragoman.model.time import Precision, TimeSpan
from dragoman.present.words import day_words, published_words, safe, shorten
from dragoman.reconcile.comparisons import OWN_VOICE
from dragoman.reconcile.passages import REWORDED
from dragoman.reconcile.stories import affairs

Numbers = Mapping[tuple[str, Span], int]
VERDICTS = {
    Verdict.CORROBORATED: "corroborated",
    Verdict.REPEATED: "repeated, independence not shown",
    Verdict.SINGLE: "one report",
    Verdict.DISPUTED: "disputed",
}
TELLS, REPEATS, OTHERWISE = "●", "○", "✗"
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
_COLUMNS, _ROWS, _PAIRS = 8, 12, 8
# What was over so many days before the first report is background.
_NEWS = 30
# A balance of fewer acts says nothing.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a section. `day` is made for reading; `event` is the id to ask `why` of; `history` tells how its status
    changed from report to report, where it did."""

    event: str
    day: str
    text: str
    status: str
    verdict: str
    why: str
    notes: tuple[int, ...]
    quote: str
    history: str = ""


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
class Standpoint:
    """Where a pair stands, or what a party holds: a line with notes."""

    head: str
    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A report of the table, or an outlet: `short` heads it, `name` is the outlet."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one event is to each report of the table: told, repeated from a text already counted, told otherwise, or not
    told (empty)."""

    event: str
    text: str
    cells: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Who tells what: the reports or, when they are many (`by_outlet`), the outlets that tell most, and the main events."""

    by_outlet: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One affair of a brief in reading order; `sources` are the ids of its reports, `more` counts the events left out."""

    title: str
    lead: str
    lead_notes: tuple[int, ...]
    sources: tuple[str, ...]
    events: tuple[str, ...]
    happened: tuple[Line, ...]
    more: int
    upcoming: tuple[Line, ...]
    open: tuple[Line, ...]
    shared: Shared | None
    relations: tuple[Relationed, ...]
    positions: tuple[Standpoint, ...]
    standings: tuple[Standpoint, ...]
    balances: tuple[Standpoint, ...]
    threads: tuple[Standpoint, ...]


@dataclass(frozen=True, slots=True)
class Affair:
    """The reports of stories that go on from one another, and the events they tell, the weightiest first."""

    documents: tuple[BriefDocument, ...]
    events: tuple[Event, ...]

    @property
    def weight(self) -> float:
        """How much there is to read of it: the weight of its ten main events."""
        return sum(e.weight for e in self.events[:10])


def affairs_of(brief: Brief) -> tuple[Affair, ...]:
    """The affairs of a brief that tell of an event, those with most to read first."""
    found = []
    for stories in affairs(brief.stories):
        names = {s.id for s in stories}
        events = tuple(e for e in brief.events if e.story in names)
        if events:
            found.append(Affair(tuple(d for d in brief.documents if d.story in names), events))
    return tuple(sorted(found, key=lambda a: (-a.weight, a.documents[0].id)))


def lay_out_chapter(brief: Brief, affair: Affair, told: Sequence[Event], numbers: Numbers) -> Chapter:
    """The chapter of an affair that tells the events `told`; `numbers` are the notes of the whole page."""
    names = {p.id: p.name for p in brief.parties}
    by_id = {e.id: e for e in told}
    ahead = [by_id[i] for i in brief.upcoming if i in by_id]
    happened = [
        e for e in told if e not in ahead and e.status not in (Status.POSSIBLE, Status.REQUESTED, *AHEAD)
    ]
    maybe = [e for e in told if e not in ahead and e not in happened]
    lead, lead_notes = _lead(brief, affair, told, numbers)
    days = {d.id: published_words(d.published) for d in affair.documents}
    order = {d.id: i for i, d in enumerate(affair.documents)}

    def lines(events: Iterable[Event]) -> tuple[Line, ...]:
        return tuple(line_of(e, numbers, days, order) for e in events)

    return Chapter(
        title_of(affair.events, names),
        lead,
        lead_notes,
        tuple(d.id for d in affair.documents),
        tuple(e.id for e in told),
        lines(sorted(happened, key=chronological)),
        len(affair.events) - len(told),
        lines(ahead),
        lines(sorted(maybe, key=chronological)),
        _shared(brief, affair, told, numbers),
        tuple(_relations(brief, affair, told, numbers)),
        tuple(_positions(brief, affair, names, numbers)),
        tuple(_standings(brief, told, names, numbers)),
        tuple(_balances(brief, told, names, numbers)),
        tuple(_threads(brief, told, names, numbers)),
    )


def pairs_of(brief: Brief) -> tuple[list[Standpoint], list[Standpoint], list[Standpoint]]:
    """Standings, balances and exchanges of the pairs of a whole brief, without notes."""
    names = {p.id: p.name for p in brief.parties}
    told = brief.events
    return (
        list(_standings(brief, told, names, {})),
        list(_balances(brief, told, names, {})),
        list(_threads(brief, told, names, {})),
    )


def title_of(events: Sequence[Event], names: Mapping[str, str]) -> str:
    """The parties that the events are about, the weightiest three."""
    counts: dict[str, float] = defaultdict(float)
    for event in events:
        for code in {*event.actors, *event.recipients}:
            counts[code] += event.weight
    top = [names.get(code, code) for code, _ in sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:3]]
    return safe(" – ".join(top) or "Brief")


def line_of(event: Event, numbers: Numbers, days: Mapping[str, str], order: Mapping[str, int]) -> Line:
    """An event as one line; `days` and `order` are the publication days of its reports, in words, and their places."""
    best = max(
        event.reports,
        key=lambda r: (_says_when(r), r.mention.type is event.type, -r.mention.trigger.start),
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
        VERDICTS[event.verdict],
        safe(event.why),
        numbers_of(event, numbers),
        shorten(best.evidence.quote, 180),
        _history(event, days, order),
    )


def _says_when(report: Report) -> bool:
    """True when the words that tell an act give its time; a headline may have it from the text below."""
    return bool(report.mention.time_words) and report.mention.time_rule != "time.told-below"


def numbers_of(event: Event, numbers: Numbers) -> tuple[int, ...]:
    """The notes that an event rests on."""
    return tuple(sorted({n for r in event.reports if (n := numbers.get((r.document, r.evidence.span)))}))


def period_of(documents: Sequence[BriefDocument]) -> str:
    """The days from the first of the reports to the last, in words."""
    when = [d.published.span for d in documents if d.published.span]
    firsts, lasts = [w.first for w in when if w.first], [w.last for w in when if w.last]
    if not firsts or not lasts:
        return "days unknown"
    return day_words(TimeSpan(min(firsts), max(lasts), Precision.RANGE))


def count(n: int, noun: str) -> str:
    """
    >>> count(1, "report"), count(2, "story")
    ('1 report', '2 stories')
    """
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{n} {noun if n == 1 else plural}"


def _history(event: Event, days: Mapping[str, str], order: Mapping[str, int]) -> str:
    """ "planned (12 Mar 2024), cancelled (13 Mar 2024)": the statuses in the order of the reports that tell them."""
    steps: list[tuple[str, str]] = []
    for report in sorted(event.reports, key=lambda r: order.get(r.document, 0)):
        status = report.mention.status.value
        if (not steps or steps[-1][0] != status) and report.document in days:
            steps.append((status, days[report.document]))
    changed = len({status for status, _ in steps}) > 1 and len({day for _, day in steps}) > 1
    return ", then ".join(f"{status} ({day})" for status, day in steps) if changed else ""


def chronological(event: Event) -> tuple[date, date, int, str]:
    """The order of a timeline: by the last day, then the first, then the number of the event."""
    last = event.time.last or event.time.first if event.time else None
    first = event.time.first or event.time.last if event.time else None
    return (last or date.max, first or date.max, len(event.id), event.id)


def _lead(
    brief: Brief, affair: Affair, told: Sequence[Event], numbers: Numbers
) -> tuple[str, tuple[int, ...]]:
    outlets = len({d.outlet for d in affair.documents if d.outlet})
    origins = len({d.origin for d in affair.documents})
    parts = [
        f"{count(len(affair.documents), 'report')} of {count(outlets, 'outlet')}, "
        f"{count(origins, 'independent origin')}, {period_of(affair.documents)}."
    ]
    done = (e for e in told if e.status in (Status.HAPPENED, Status.ONGOING))
    main = sorted(done, key=lambda e: (_is_background(e, affair), -e.weight, e.id))[:3]
    parts += [f"{safe(e.summary)} ({day_words(e.time)}; {VERDICTS[e.verdict]})." for e in main]
    coming = [e for e in told if e.id in brief.upcoming and e.status is Status.SCHEDULED]
    if coming:
        parts.append(f"Next: {safe(coming[0].summary)} ({day_words(coming[0].time)}).")
    ids = {e.id for e in affair.events}
    disputed = sum(c.kind is Relation.CONFLICTS and c.left.event in ids for c in brief.comparisons)
    if disputed:
        parts.append(f"The reports conflict on {count(disputed, 'point')}.")
    return " ".join(parts), tuple(
        sorted({n for e in [*main, *coming[:1]] for n in numbers_of(e, numbers)[:2]})
    )


def _is_background(event: Event, affair: Affair) -> bool:
    """True for what was over a month and more before the first of the reports: however many of them recall it, it is no news."""
    days = [d.published.first for d in affair.documents if d.published.first]
    if not days or event.time is None or event.time.last is None:
        return False
    return event.time.last < min(days) - timedelta(days=_NEWS)


# ---------------------------------------------------------------- who tells what


def _shared(brief: Brief, affair: Affair, told: Sequence[Event], numbers: Numbers) -> Shared | None:
    """The table of reports and events; none for one report, or where no two tell one thing."""
    by_outlet = len(affair.documents) > _COLUMNS
    column_of = {d.id: safe(d.outlet or d.id) if by_outlet else d.id for d in affair.documents}
    telling = {e.id: {column_of[r.document] for r in e.reports if r.document in column_of} for e in told}
    voices: dict[str, int] = defaultdict(int)
    for columns in telling.values():
        for column in columns:
            voices[column] += 1
    ranked = sorted(voices, key=lambda c: -voices[c]) if by_outlet else list(column_of.values())
    shown = tuple(ranked[:_COLUMNS])
    if len(shown) < 2 or not any(len(columns) > 1 for columns in telling.values()):
        return None
    common = sorted(
        (e for e in told if len(telling[e.id]) > 1), key=lambda e: (-len(telling[e.id]), -e.weight)
    )
    alone = [e for e in told if len(telling[e.id]) == 1]
    chosen = [*common[:_COLUMNS], *alone[: max(0, _ROWS - min(_COLUMNS, len(common)))]]
    against = _against(brief)
    outlets = {d.id: safe(d.outlet or d.id) for d in affair.documents}
    heads = tuple(
        Column(chr(ord("A") + at), column) if by_outlet else Column(column, outlets[column])
        for at, column in enumerate(shown)
    )
    rows = (
        Row(
            e.id,
            safe(e.summary),
            tuple(_cell(e, column, affair, column_of, against) for column in shown),
            numbers_of(e, numbers),
        )
        for e in chosen
    )
    return Shared(by_outlet, heads, tuple(rows))


def _against(brief: Brief) -> set[tuple[str, str]]:
    """(event, document) for the reports of which another report of the event says the opposite."""
    return {
        (side.event, side.document)
        for c in brief.comparisons
        if c.kind is Relation.CONFLICTS
        for side in (c.left, c.right)
        if side.event
    }


def _cell(
    event: Event,
    column: str,
    affair: Affair,
    column_of: Mapping[str, str],
    against: set[tuple[str, str]],
) -> str:
    """How one report, or the reports of one outlet, tell an event."""
    telling = {r.document: r for r in event.reports}
    mine = [d for d in affair.documents if d.id in telling and column_of[d.id] == column]
    if not mine:
        return ""
    if any(
        (event.id, d.id) in against or (telling[d.id].mention.status in UNREAL) != (event.status in UNREAL)
        for d in mine
    ):
        return OTHERWISE
    first: dict[str, str] = {}
    for document in sorted(affair.documents, key=lambda d: d.published.last or date.max):
        if document.id in telling:
            first.setdefault(document.origin, document.id)
    return TELLS if any(first[d.origin] == d.id for d in mine) else REPEATS


# ---------------------------------------------------------------- the reports side by side


_ORDER = {Relation.CONFLICTS: 0, Relation.DIFFERS: 1, Relation.ADDS: 2, Relation.AGREES: 3}


def _relations(brief: Brief, affair: Affair, told: Sequence[Event], numbers: Numbers) -> Iterable[Relationed]:
    """The comparisons worth reading: conflicts and differences of typed values first; bare rewording is left to the JSON."""
    origin = {d.id: d.origin for d in affair.documents}
    shown = {e.id: e for e in told}
    outlets = {d.id: safe(d.outlet or d.id) for d in brief.documents}
    seen: set[tuple[str, ...]] = set()
    ranked = sorted(
        (
            c
            for c in brief.comparisons
            if c.left.event in shown or (not c.left.event and c.left.document in origin)
        ),
        key=lambda c: (
            _ORDER[c.kind],
            -(shown[c.left.event].weight if c.left.event in shown else 1.0),
            c.left.span,
        ),
    )
    for c in ranked:
        copied = origin.get(c.left.document) == origin.get(c.right.document)
        if _is_dull(c) or (copied and c.kind is Relation.AGREES):
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


def _note_near(document: str, span: Span, numbers: Numbers) -> list[int]:
    holding = sorted(
        ((s, n) for (d, s), n in numbers.items() if d == document and s.overlaps(span)),
        key=lambda pair: len(pair[0]),
    )
    return [holding[0][1]] if holding else []


# ---------------------------------------------------------------- pairs and parties


def _positions(
    brief: Brief, affair: Affair, names: Mapping[str, str], numbers: Numbers
) -> Iterable[Standpoint]:
    inside = {d.id for d in affair.documents}
    for p in brief.positions:
        if not inside & {r.document for r in p.reports}:
            continue
        holder, toward = names.get(p.holder, p.holder), names.get(p.toward or "", p.toward or "")
        verb = "holds to" if p.agreement > 0 else "leaves" if p.agreement < 0 else "mentions"
        text = f"{verb} “{shorten(p.concept, 80)}”" + (f" ({p.relation})" if p.relation else "")
        yield Standpoint(
            safe(f"{holder} toward {toward}" if toward else holder),
            safe(text),
            tuple(n for r in p.reports if (n := numbers.get((r.document, r.span)))),
        )


def _standings(
    brief: Brief, told: Sequence[Event], names: Mapping[str, str], numbers: Numbers
) -> Iterable[Standpoint]:
    shown = {e.id: e for e in told}
    weights = {
        s.dyad: sum(e.weight for e in told if set(s.dyad) <= {*e.actors, *e.recipients})
        for s in brief.standings
    }
    for s in sorted(brief.standings, key=lambda s: (-weights[s.dyad], s.dyad))[:_PAIRS]:
        if weights[s.dyad] <= 0:
            continue
        cited = tuple(sorted({n for i in s.because if i in shown for n in numbers_of(shown[i], numbers)}))
        told_by = "; ".join(safe(shown[i].summary) for i in s.because if i in shown)
        yield Standpoint(
            safe(f"{names.get(s.dyad[0], s.dyad[0])} – {names.get(s.dyad[1], s.dyad[1])}"),
            f"{_STATES[s.state.value]}" + (f" ({told_by})" if told_by else ""),
            cited,
        )


def _balances(
    brief: Brief, told: Sequence[Event], names: Mapping[str, str], numbers: Numbers
) -> Iterable[Standpoint]:
    """The pairs with most acts among those told, each with its acts and scores period by period."""
    shown = {e.id: e for e in told}

    def acts(balance: Balance) -> list[str]:
        return [i for p in balance.periods for i in p.events if i in shown]

    ranked = sorted(brief.balances, key=lambda b: (-len(acts(b)), b.dyad))
    for b in ranked[:_PAIRS]:
        if len(acts(b)) < _ENOUGH:
            continue
        cooperative = sum(p.cooperative for p in b.periods)
        conflictual = sum(p.conflictual for p in b.periods)
        periods = "; ".join(
            f"{day_words(TimeSpan(p.first, p.last, Precision.RANGE))}: {_signed(p.score)}" for p in b.periods
        )
        yield Standpoint(
            safe(" – ".join(names.get(code, code) for code in b.dyad)),
            f"{cooperative} cooperative, {conflictual} conflictual; score {_signed(sum(p.score for p in b.periods))} ({periods})",
            tuple(sorted({n for i in acts(b)[:6] for n in numbers_of(shown[i], numbers)[:1]})),
        )


def _signed(score: float) -> str:
    return f"{score:+.1f}".replace("-", "−")


def _threads(
    brief: Brief, told: Sequence[Event], names: Mapping[str, str], numbers: Numbers
) -> Iterable[Standpoint]:
    shown = {e.id: e for e in told}
    for t in brief.threads:
        steps = [shown[i] for i in t.steps if i in shown]
        if len(steps) < 2:
            continue
        chain = " → ".join(f"{day_words(e.time)}: {shorten(e.summary, 70)}" for e in steps[-6:])
        state = f"open: {t.why}" if t.open else f"closed: {t.why}"
        state = state.replace(f"; {t.owes} owes", f"; {names.get(t.owes or '', t.owes or '')} owes")
        cited = tuple(sorted({n for e in steps[-6:] for n in numbers_of(e, numbers)[:1]}))
        yield Standpoint(
            safe(f"{names.get(t.dyad[0], t.dyad[0])} – {names.get(t.dyad[1], t.dyad[1])} ({state})"),
            chain,
            cited,
        )
