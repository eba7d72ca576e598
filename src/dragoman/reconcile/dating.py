"""When an undated report appeared: temporal words become constraints on its day, and the days that satisfy them answer.

A constraint comes from an event that a dated report tells too ("on Monday" here is 10 May there), from a scheduled day
that still lies ahead, from a past day already told, or from a dateline without a year. The answer is an interval with
its reasons, or nothing; the events that proved a day do not use the day as proof of their match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from dragoman.model.annotation import Annotation, EventMention, EventType, ResolvedTime, Status
from dragoman.model.document import Basis, Published
from dragoman.model.spans import Span
from dragoman.model.time import Precision, TimeSpan
from dragoman.reconcile.features import (
    KINDS,
    cannot_be_one,
    same_participants,
    same_people,
    shared_quotation,
)
from dragoman.reconcile.pairs import Mask, Numbers, Pairs, Side, Sides, side_of

_REACH = 24
_WIDEST = 16
_SHARED = 1.5
_NARROWS = 3.6
_AROUND = 2
_NEIGHBOUR = 1.5
_ONE_DAY_ALIKE = 0.31
_DATELINE = 4.0
_FAR_EAST = frozenset(
    "AUS BRN CHN FJI HKG IDN JPN KHM KOR LAO MNG MYS NZL PHL PNG PRK SGP THA TLS TWN VNM".split()
)
_RELATIVE = frozenset({"weekday", "relday", "relunit", "ago", "shift", "past", "date"})

Resolve = Callable[[ResolvedTime, date], TimeSpan | None]


@dataclass(frozen=True, slots=True)
class Constraint:
    """The days a report may have appeared on by one reason; `hard` ones are never outvoted; one `names_the_news`: it is of
    the weekday the report names most."""

    days: frozenset[date]
    weight: float
    why: str
    span: Span
    hard: bool = False
    names_the_news: bool = False

    @property
    def core(self) -> frozenset[date]:
        """The day in the middle, which nothing weaker may take away."""
        return frozenset(sorted(self.days)[len(self.days) // 2 :][:1])


def tentative_day(dated: Sequence[date]) -> date:
    """A day to read an undated report by until its own is known: the middle of its dated neighbours."""
    return sorted(dated)[len(dated) // 2]


def infer_day(
    undated: Annotation,
    dated: Sequence[tuple[date, Annotation]],
    resolve: Resolve,
    neighbour: Constraint | None = None,
) -> Published | None:
    """The publication interval of a report without a day, from dated reports at hand; None to abstain.

    `undated` is the report read as of a tentative day; `resolve` counts one of its time expressions from any day.
    A very like `neighbour` gives the days around its own; what the text says of days narrows them. Without one only
    what the text says of days counts.
    """
    around = [d for d, _ in dated] + sorted(neighbour.days if neighbour else ())
    if not around:
        return None
    low, high = min(around) - timedelta(days=_REACH), max(around) + timedelta(days=_REACH)
    window = [low + timedelta(days=n) for n in range((high - low).days + 1)]
    constraints = [
        *_shared_events(undated, dated, resolve, window),
        *_bounds(undated, window),
        *_dateline(undated, window),
        *_named_weekdays(undated, window),
        *_news_day(undated, dated, resolve, window),
    ]
    if neighbour is None and not any(not c.hard or c.weight >= 2.0 for c in constraints):
        return None
    allowed = set(window)
    for constraint in sorted(
        (c for c in [*constraints, *([neighbour] if neighbour else [])] if c.hard), key=lambda c: -c.weight
    ):
        core = neighbour.core if neighbour and constraint.weight < neighbour.weight else constraint.days
        if allowed & constraint.days & core:
            allowed &= constraint.days
    soft = [c for c in constraints if not c.hard]
    votes = {day: sum(c.weight for c in soft if day in c.days) for day in sorted(allowed)}
    best = max(votes.values(), default=0.0)
    near = neighbour is not None and allowed <= neighbour.days
    if soft and not near and best < _SHARED:
        return None
    days = [d for d, v in votes.items() if v >= best - 1e-9]
    behind = [c for c in soft if set(days) <= c.days]
    firm = best >= _NARROWS and len({c.span for c in behind}) > 1
    if near and not firm:
        days = sorted(_from_the_news_day(undated, soft, allowed))
    run = _longest_run(days)
    first, last = run[0], run[-1]
    next_day = last + timedelta(days=1)
    if (
        first == last
        and next_day in allowed
        and not any(c.weight >= _DATELINE for c in constraints if c.hard)
    ):
        # What words of days agree on is told that day or the day after: so it was for 3 of 7 such reports of a development set.
        last = next_day
    if (last - first).days + 1 > _WIDEST:
        return None
    used = [c for c in [*([neighbour] if neighbour else []), *constraints] if set(run) <= c.days]
    why = "; ".join(dict.fromkeys(c.why for c in sorted(used, key=lambda c: (-c.weight, c.span))[:5]))
    precision = Precision.DAY if first == last else Precision.RANGE
    return Published(
        first,
        last,
        precision,
        Basis.INFERRED,
        why,
        tuple(dict.fromkeys(c.span for c in used if len(c.span)))[:8],
    )


def neighbour(likeness: Sequence[tuple[float, date, str]]) -> Constraint | None:
    """The days around the day of the dated report most like this one, when they are alike as reports of one day are.

    `likeness` holds the cosine with each dated report, its day and outlet. Of 191 undated reports of a development set
    with such a neighbour 97% were within two days of it; of 60 reports of other affairs 3 had one.
    """
    value, day, outlet = max(likeness, key=lambda entry: entry[0], default=(0.0, date.min, ""))
    if value < _ONE_DAY_ALIKE:
        return None
    days = frozenset(day + timedelta(days=n) for n in range(-_AROUND, _AROUND + 1))
    name = f"the report of {outlet}" if outlet else "the report"
    why = f"it is most like {name} of {day}, and reports so alike appear within two days"
    return Constraint(days, _NEIGHBOUR, why, Span(0, 0), hard=True)


def _from_the_news_day(undated: Annotation, soft: Sequence[Constraint], allowed: set[date]) -> set[date]:
    """The days around a very like report, without those before the weekday that both name most; where that is a day in the
    Far East, the day before it stays, which it still was elsewhere. The other days stay too when the two share none."""
    named = next((c for c in soft if c.names_the_news), None)
    if named is None:
        return allowed
    days = set(named.days)
    if _is_far_eastern(undated):
        days.add(min(days) - timedelta(days=1))
    return allowed & days or allowed


def _is_far_eastern(annotation: Annotation) -> bool:
    """True when one of the two countries a report names most begins its days seven hours or more before Greenwich."""
    named = Counter(m.country for m in annotation.mentions if m.country)
    return any(country in _FAR_EAST for country, _ in named.most_common(2))


def _longest_run(days: list[date]) -> list[date]:
    runs: list[list[date]] = [[days[0]]]
    for day in days[1:]:
        if (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return max(runs, key=len)


def _shared_events(
    undated: Annotation, dated: Sequence[tuple[date, Annotation]], resolve: Resolve, window: list[date]
) -> list[Constraint]:
    """Events told here with a relative time and there with a day: the days on which the two would be one."""
    times = {t.span: t for t in undated.times}
    annotations = [undated, *(a for _, a in dated)]
    pool = [(0, e) for e in undated.events if e.time_words] + [
        (i, e) for i, (_, a) in enumerate(dated, 1) for e in a.events if _is_fixed(e)
    ]
    sides = [side_of(annotations[i], i, e) for i, e in pool]
    mine = [n for n, s in enumerate(sides) if s.document == 0]
    theirs = [n for n, s in enumerate(sides) if s.document > 0]
    if not mine or not theirs:
        return []
    likeness = _alike(sides, mine, theirs)
    found: list[Constraint] = []
    for row, number in enumerate(mine):
        at = int(likeness[row].argmax())
        weight, other = float(likeness[row, at]), sides[theirs[at]]
        if weight < _SHARED:
            continue
        for words in sides[number].mention.time_words:
            time = times.get(words)
            if (
                time is None
                or time.expression.kind not in _RELATIVE
                or (time.expression.kind == "date" and time.expression.part("day"))
            ):
                continue
            there = other.mention.time
            assert there is not None
            days = frozenset(
                d
                for d in window
                if (here := resolve(time, d)) is not None and here.is_closed and here.overlaps(there)
            )
            if days and len(days) < len(window) // 2:
                quote = undated.reading.document.quote(words)
                told = annotations[other.document].reading.document.quote(other.mention.evidence)
                found.append(
                    Constraint(
                        days, weight, f"its “{quote}” is {there} in a dated report (“{_short(told)}”)", words
                    )
                )
    return found


def _is_fixed(event: EventMention) -> bool:
    """True for an act with a day or week: by words of its own, or words of speech told as the news of the day."""
    if event.time is None or not event.time.is_closed:
        return False
    return (event.time.days or 99) <= (8 if event.time_words else 2)


def _alike(sides: Sequence[Side], mine: Sequence[int], theirs: Sequence[int]) -> Numbers:
    """Likeness without time, a row for each of `mine`: participants, words, people, quotations; 0 for what cannot be one."""
    timeless = Sides([replace(s, mention=replace(s.mention, time=None, time_words=())) for s in sides])
    left = np.repeat(np.asarray(mine, dtype=np.int64), len(theirs))
    pairs = Pairs(timeless, left, np.tile(np.asarray(theirs, dtype=np.int64), len(mine)))
    kinds = pairs.same("type") | pairs.left_in("type", {EventType.STATEMENT}) & _kin(sides, pairs)
    may = kinds & ~cannot_be_one(pairs) & (pairs.shared("everybody") > 0)
    value = (
        same_participants(pairs)
        + 1.6 * pairs.words
        + 0.9 * same_people(pairs)
        + 2.0 * shared_quotation(pairs)
    )
    return np.where(may, value, 0.0).reshape(len(mine), len(theirs))


def _kin(sides: Sequence[Side], pairs: Pairs) -> Mask:
    types = [s.mention.type for s in sides]
    return np.asarray(
        [types[j] in KINDS[types[i]] for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)]
    )


def _bounds(undated: Annotation, window: list[date]) -> list[Constraint]:
    """A scheduled day lies ahead of the report; a day already told lies behind it."""
    found: list[Constraint] = []
    by_span = {t.span: t for t in undated.times}
    for event in undated.events:
        for words in event.time_words:
            time = by_span.get(words)
            if (
                time is None
                or event.time is None
                or not event.time.is_closed
                or time.expression.kind != "date"
                or not time.expression.part("day")
            ):
                continue
            assert event.time.first and event.time.last
            quote = undated.reading.document.quote(words)
            if event.status is Status.SCHEDULED:
                if not event.derivation.note:
                    # A plain past that the tentative day alone puts ahead proves nothing of the day.
                    continue
                days = frozenset(d for d in window if d <= event.time.last)
                found.append(
                    Constraint(days, 1.0, f"what it schedules for {quote} is still ahead", words, hard=True)
                )
            elif event.status is Status.HAPPENED and event.time.first <= window[-1] - timedelta(days=_REACH):
                days = frozenset(d for d in window if d >= event.time.first)
                found.append(Constraint(days, 0.5, f"{quote} is past", words, hard=True))
    return [c for c in found if c.days and len(c.days) < len(window)]


def _dateline(undated: Annotation, window: list[date]) -> list[Constraint]:
    """A dateline with month and day but no year: the report is of that day or the next."""
    partial = undated.reading.header.dateline_day
    if partial is None:
        return []
    month, day, span = partial
    days = frozenset(d for d in window if (d.month, d.day) == (month, day))
    return (
        [
            Constraint(
                days, _DATELINE, f"the dateline names {undated.reading.document.quote(span)}", span, hard=True
            )
        ]
        if days
        else []
    )


def _named_weekdays(undated: Annotation, window: list[date]) -> list[Constraint]:
    """ "Next Thursday, October 26": the report is of the week before that day, or of its own week."""
    found = []
    for time in undated.times:
        expression = time.expression
        month, day, weekday, rel = (
            expression.part("month"),
            expression.part("day"),
            expression.part("weekday"),
            expression.word("rel"),
        )
        if (
            expression.kind != "date"
            or not month
            or not day
            or weekday is None
            or rel not in ("next", "last", "this")
        ):
            continue
        named = [
            d
            for d in (_safe_day(y, month, day) for y in {w.year for w in window})
            if d is not None and d.weekday() == weekday
        ]
        low, high = {"next": (1, 13), "this": (0, 6), "last": (-13, -1)}[rel]
        days = frozenset(w for w in window for d in named if low <= (d - w).days <= high)
        if days:
            found.append(
                Constraint(
                    days,
                    2.0,
                    f"it calls the day “{undated.reading.document.quote(time.span)}”",
                    time.span,
                    hard=True,
                )
            )
    return found


def _news_day(
    undated: Annotation,
    dated: Sequence[tuple[date, Annotation]],
    resolve: Resolve,
    window: list[date],
) -> list[Constraint]:
    """The weekday that the report names most, when the dated reports of its story name one day most and it can be that.

    News names its day on that day or the two after it: so it was for 24 of 26 undated reports of a development set.
    """
    named = [
        t
        for t in undated.times
        if t.expression.kind in ("weekday", "relday")
        and t.expression.word("rel") in ("", "early", "late", "earlier")
        and (t.expression.part("shift") or 0) <= 0
    ]
    told_back = {_day_named(t) for t in named if not _looks_ahead(t, resolve, window)}
    mine = Counter(day for t in named if (day := _day_named(t)) in told_back)
    if not mine or mine.most_common(1)[0][1] < 2:
        return []
    time = next(
        t
        for t in named
        if _day_named(t) == mine.most_common(1)[0][0] and not _looks_ahead(t, resolve, window)
    )
    theirs = Counter(d for on, a in dated if (d := _most_named(on, a)) is not None)
    if not theirs:
        return []
    told, _ = max(theirs.items(), key=lambda pair: (pair[1], pair[0]))
    days = frozenset(
        d
        for d in window
        if 0 <= (d - told).days <= 2 and (here := resolve(time, d)) is not None and here.first == told
    )
    quote = undated.reading.document.quote(time.span)
    why = f"the day it names most, “{quote}”, is the day the dated reports name most ({told})"
    by_name = time.expression.kind == "weekday"
    return [Constraint(days, NEWS_DAY, why, time.span, names_the_news=by_name)] if days else []


NEWS_DAY = 1.5


def _day_named(time: ResolvedTime) -> tuple[str, int | None, int | None]:
    return time.expression.kind, time.expression.part("day"), time.expression.part("shift")


def _looks_ahead(time: ResolvedTime, resolve: Resolve, window: list[date]) -> bool:
    """True for a day of the week that its clause speaks of as one to come."""
    return any((here := resolve(time, d)) is not None and here.first and here.first > d for d in window[:7])


def _most_named(on: date, annotation: Annotation) -> date | None:
    """The day that a dated report names most among its own and the two before it."""
    days = Counter(
        t.interval.first
        for t in annotation.times
        if t.interval
        and t.interval.precision is Precision.DAY
        and t.interval.first
        and t.expression.kind in ("weekday", "relday", "date")
        and 0 <= (on - t.interval.first).days <= 2
    )
    return max(days, key=lambda d: (days[d], d)) if days else None


def _safe_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:67].rsplit(" ", 1)[0] + " …"
