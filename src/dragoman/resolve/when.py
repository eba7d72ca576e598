"""Time expressions to TIMEX3 values and intervals of days.

No anchor, no date: a relative expression in a report whose day is not known stays relative, as an issue. When the
day is only known as an interval, an expression is resolved at both ends, and what is certain is kept.
Direction: a weekday or a month-day without a year is the last one before the report in a past clause, the next one
in a clause that plans, schedules or says "will".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.knowledge.holidays import HOLIDAYS
from dragoman.model.annotation import ResolvedTime, TimeExpression
from dragoman.model.outcome import Issue, Outcome
from dragoman.model.reading import Reading, Sentence
from dragoman.model.spans import Derivation
from dragoman.model.time import Precision, TimeSpan, between, month_of, week_of, year_of
from dragoman.model.time import day as one_day
from dragoman.resolve.counting import (
    counted_from,
    days_of,
    moved_by,
    nearest_of,
    quarter_of,
    season_of,
    third_of,
)
from dragoman.resolve.direction import NEAREST, direction
from dragoman.resolve.timex import timex_of

# "The meeting in October", said in September, is seldom that of a year ago.
_SOON_AFTER = timedelta(days=62)
# How many days a report may appear after the day of its dateline.
_IN_PRINT = 2
_RELATIVE = frozenset(
    "weekday relday relunit ago hence past coming recent shift relmonth season quarter half now long "
    "soon".split()
)


def resolve_times(
    found: Iterable[TimeExpression], reading: Reading, anchor: TimeSpan | None
) -> Outcome[ResolvedTime]:
    """Every expression with its TIMEX3 type and value and its interval where that can be known, in order.

    `anchor` is the report's day, or the interval it lies in. Issues name the expressions that need an anchor.
    """
    resolved: list[ResolvedTime] = []
    issues: list[Issue] = []
    last: TimeSpan | None = None
    written = _written_on(reading, anchor)
    for expression in found:
        sentence = reading.sentence_at(expression.span.start)
        way = direction(expression, sentence) if sentence else 0
        expression = _measured(expression, reading, way)
        interval, note = _interval(expression, written if expression.kind == "relday" else anchor, way, last)
        if expression.kind == "clock" and interval is None:
            day = next((r.interval for r in reversed(resolved) if _is_day_of(r, sentence)), None)
            interval, note = (
                (day or (anchor if anchor and anchor.first == anchor.last else None)),
                "the day named with it",
            )
        if interval is None and expression.kind in _RELATIVE | {"date"} and anchor is None:
            words = reading.document.quote(expression.span)
            issues.append(
                Issue("time.no-anchor", f"no publication day to count {words!r} from", expression.span)
            )
        type_, value = timex_of(expression, interval, anchor)
        resolved.append(
            ResolvedTime(
                expression, type_, value, interval, Derivation(expression.rule, (expression.span,), note)
            )
        )
        if interval and interval.precision is Precision.DAY:
            last = interval
    return Outcome(tuple(resolved), tuple(issues))


def _written_on(reading: Reading, anchor: TimeSpan | None) -> TimeSpan | None:
    """The day that "today" is counted from: that of the dateline where a report appeared a day or two after it, else `anchor`."""
    partial = reading.header.dateline_day
    if partial is None or anchor is None or anchor.first is None or anchor.first != anchor.last:
        return anchor
    days = [anchor.first - timedelta(days=n) for n in range(_IN_PRINT + 1)]
    return next((one_day(d) for d in days if (d.month, d.day) == partial[:2]), anchor)


def _is_day_of(time: ResolvedTime, sentence: Sentence | None) -> bool:
    return (
        sentence is not None
        and sentence.span.holds(time.span)
        and time.interval is not None
        and time.interval.precision is Precision.DAY
    )


def _measured(expression: TimeExpression, reading: Reading, way: int) -> TimeExpression:
    """ "For the second time in five days", "answer within ten days": a stretch of time and not a day at its end."""
    if expression.kind != "hence":
        return expression
    before = reading.document.text[max(0, expression.span.start - 24) : expression.span.start].lower()
    if way < 0 or "within" in before[-8:] or re.search(r"\btimes?\s+in\s+$", before):
        return replace(expression, kind="duration")
    return expression


def _interval(
    expression: TimeExpression, anchor: TimeSpan | None, way: int, last: TimeSpan | None
) -> tuple[TimeSpan | None, str]:
    """The interval at the anchor; over an anchor that is an interval itself, the hull of both ends."""
    absolute = _absolute(expression)
    if absolute:
        return absolute, "named in full"
    if expression.kind == "shift":
        if last is not None and last.first:
            return _shifted(expression, last), f"counted from {last}, the day named before"
        if expression.part("n") == 0 or anchor is None:
            return None, ""
    if anchor is None or anchor.first is None or anchor.last is None:
        return None, ""
    note = f"counted from {anchor}"
    low = _at(expression, anchor.first, way)
    if anchor.first == anchor.last:
        return low, note
    high = _at(expression, anchor.last, way)
    if low == high or low is None or high is None:
        return (low if low == high else None), note
    firsts = [s.first for s in (low, high)]
    lasts = [s.last for s in (low, high)]
    first = min(d for d in firsts if d) if all(firsts) else None
    final = max(d for d in lasts if d) if all(lasts) else None
    return between(first, final), note + ", at both of its ends"


def _absolute(expression: TimeExpression) -> TimeSpan | None:
    year, month, day = expression.part("year"), expression.part("month"), expression.part("day")
    if expression.kind == "century" and (century := expression.part("century")):
        return TimeSpan(date(100 * century - 99, 1, 1), date(100 * century, 12, 31), Precision.RANGE)
    if not year or not 1 <= year <= 9998:
        return None
    if expression.kind == "date" and month:
        if day:
            return days_of(year, month, day, expression.part("day2"))
        return third_of(month_of(year, month), expression.word("part"))
    if expression.kind == "year":
        return third_of(year_of(year), expression.word("part"))
    if expression.kind == "decade":
        return TimeSpan(date(year, 1, 1), date(min(year + 9, 9999), 12, 31), Precision.RANGE)
    if expression.kind == "season" and month:
        return season_of(year, month)
    if expression.kind == "holiday":
        return one_day(HOLIDAYS[expression.word("name")](year))
    if expression.kind == "fiscal":
        return between(date(year - 1, 4 if not expression.part("span") else 1, 1), date(year, 12, 31))
    if expression.kind == "quarter":
        return quarter_of(year, expression.part("q") or 1)
    if expression.kind == "half" and not month:
        return between(
            date(year, 1 if expression.part("h") == 1 else 7, 1),
            date(year, 6, 30) if expression.part("h") == 1 else date(year, 12, 31),
        )
    return None


def _at(expression: TimeExpression, anchor: date, way: int) -> TimeSpan | None:
    """The interval of an expression counted from one day, None when it has none."""
    ahead = way > 0
    try:
        match expression.kind:
            case "date":
                return _partial_date(expression, anchor, way)
            case "relmonthyear":
                return month_of(anchor.year + (expression.part("shift") or 0), expression.part("month") or 1)
            case "weekago":
                return _week_ago(expression, anchor)
            case "holiday":
                name = expression.word("name")
                return nearest_of(
                    [one_day(HOLIDAYS[name](y)) for y in range(anchor.year - 1, anchor.year + 2)], anchor, way
                )
            case "relmonth":
                return _relative_month(expression.part("month") or 1, expression.word("rel"), anchor)
            case "clock" if expression.part("day") is not None:
                return _weekday(expression, anchor, ahead)
            case "weekday" if way == NEAREST and not expression.word("rel"):
                return nearest_of([_weekday(expression, anchor, side) for side in (False, True)], anchor, 0)
            case "weekday":
                return _weekday(expression, anchor, ahead)
            case "relday":
                return one_day(anchor + timedelta(days=expression.part("shift") or 0))
            case "relunit":
                return _relative_unit(expression, anchor, ahead)
            case "ago":
                return counted_from(
                    anchor,
                    -(expression.part("n") or 0),
                    expression.word("unit"),
                    vague=bool(expression.part("vague")),
                )
            case "hence":
                return counted_from(
                    anchor,
                    expression.part("n") or 0,
                    expression.word("unit"),
                    vague=bool(expression.part("vague")),
                )
            case "past":
                return between(
                    moved_by(anchor, -(expression.part("n") or 1), expression.word("unit")), anchor
                )
            case "coming":
                return between(anchor, moved_by(anchor, expression.part("n") or 1, expression.word("unit")))
            case "recent":
                reach = {"day": 7, "week": 42, "month": 182, "year": 5 * 365, "decade": 30 * 365}[
                    expression.word("unit")
                ]
                return between(anchor - timedelta(days=30 if expression.part("n") == 30 else reach), anchor)
            case "shift":
                return _shifted(expression, one_day(anchor))
            case "season":
                return _relative_season(expression, anchor, ahead)
            case "quarter":
                return quarter_of(anchor.year, expression.part("q") or 1)
            case "half":
                month = expression.part("month")
                if not month:
                    return None
                whole = _partial_month(month, anchor, ahead)
                assert whole.first
                return (
                    between(whole.first, whole.first.replace(day=15))
                    if expression.part("h") == 1
                    else between(whole.first.replace(day=16), whole.last)
                )
            case "now":
                return one_day(anchor)
            case "soon":
                return TimeSpan(anchor, None, Precision.OPEN)
            case _:
                return None
    except (ValueError, OverflowError):
        return None


def _week_ago(expression: TimeExpression, anchor: date) -> TimeSpan:
    """ "A week ago today" is a day; "a week ago Friday" is the Friday of that week's end."""
    moved, day = anchor - timedelta(days=7 * (expression.part("n") or 1)), expression.part("day")
    if day is None or day < 0:
        return one_day(moved)
    return one_day(moved - timedelta(days=(moved.weekday() - day) % 7))


def _partial_date(expression: TimeExpression, anchor: date, way: int) -> TimeSpan | None:
    """A day or month without its year: the last one for the past, the next one ahead, else the nearest."""
    month, day, ahead = expression.part("month"), expression.part("day"), way > 0
    if month and day:
        options = [
            s
            for year in range(anchor.year - 4, anchor.year + 5)
            if (s := days_of(year, month, day, expression.part("day2")))
        ]
        weekday = expression.part("weekday")
        if weekday is not None:
            options = [s for s in options if s.first and s.first.weekday() == weekday] or options
            ahead = ahead or expression.word("rel") == "next"
        return nearest_of(options, anchor, 1 if ahead else way)
    if month:
        coming = _partial_month(month, anchor, True)
        near = way > -2 and coming.first is not None and anchor < coming.first <= anchor + _SOON_AFTER
        return third_of(_partial_month(month, anchor, ahead or near), expression.word("part"))
    if day:
        here = days_of(anchor.year, anchor.month, day, None)
        if here and here.first and (here.first <= anchor) == (not ahead):
            return here
        other = moved_by(anchor.replace(day=1), 1 if ahead else -1, "month")
        return days_of(other.year, other.month, day, None)
    return None


def _partial_month(month: int, anchor: date, ahead: bool) -> TimeSpan:
    if ahead:
        return month_of(anchor.year + (month < anchor.month), month)
    return month_of(anchor.year - (month > anchor.month), month)


def _relative_month(month: int, rel: str, anchor: date) -> TimeSpan:
    if rel.startswith("last") or rel == "this past":
        return month_of(anchor.year - (month >= anchor.month), month)
    if rel.startswith("next") or rel == "this coming":
        return month_of(anchor.year + (month <= anchor.month), month)
    return month_of(anchor.year, month)


def _weekday(expression: TimeExpression, anchor: date, ahead: bool) -> TimeSpan:
    wanted, rel = expression.part("day") or 0, expression.word("rel")
    back = (anchor.weekday() - wanted) % 7
    if rel in ("next", "this coming", "the following"):
        forward = (wanted - anchor.weekday()) % 7 or 7
        return one_day(anchor + timedelta(days=forward))
    if rel in ("last", "this past", "the previous"):
        return one_day(anchor - timedelta(days=back or 7))
    if ahead or (rel == "later" and back):
        return one_day(anchor + timedelta(days=(wanted - anchor.weekday()) % 7))
    return one_day(anchor - timedelta(days=back))


def _relative_unit(expression: TimeExpression, anchor: date, ahead: bool) -> TimeSpan | None:
    unit, shift, part = expression.word("unit"), expression.part("shift") or 0, expression.word("part")
    match unit:
        case "week":
            whole = week_of(anchor + timedelta(days=7 * shift))
        case "weekend":
            saturday = anchor + timedelta(days=(5 - anchor.weekday()))
            if shift == 0 and anchor.weekday() < 5 and not ahead:
                saturday -= timedelta(days=7)
            if shift:
                saturday += timedelta(days=7 * shift if anchor.weekday() >= 5 or shift > 0 else -7)
            whole = between(saturday, saturday + timedelta(days=1))
        case "month":
            moved = moved_by(anchor.replace(day=1), shift, "month")
            whole = month_of(moved.year, moved.month)
        case "quarter":
            moved = moved_by(anchor.replace(day=1), 3 * shift, "month")
            whole = quarter_of(moved.year, (moved.month + 2) // 3)
        case "year":
            whole = year_of(anchor.year + shift)
        case "decade":
            first = (anchor.year // 10 + shift) * 10
            whole = between(date(first, 1, 1), date(first + 9, 12, 31))
        case _:
            return None
    if part == "earlier" and whole.first and shift == 0:
        return between(whole.first, anchor)
    if part == "later" and whole.last and shift == 0:
        return between(anchor, whole.last)
    return third_of(whole, part) if part in ("early", "mid", "late") else whole


def _relative_season(expression: TimeExpression, anchor: date, ahead: bool) -> TimeSpan:
    month, rel = expression.part("month") or 3, expression.word("rel")
    this = season_of(anchor.year, month)
    before = season_of(anchor.year - 1, month)
    if rel == "last":
        return this if this.last and this.last < anchor else before
    if rel == "next":
        return this if this.first and this.first > anchor else season_of(anchor.year + 1, month)
    if ahead:
        return this if this.last and this.last >= anchor else season_of(anchor.year + 1, month)
    return this if (this.first and this.first <= anchor) or rel == "this" else before


def _shifted(expression: TimeExpression, base: TimeSpan) -> TimeSpan | None:
    n, unit = expression.part("n") or 0, expression.word("unit")
    if n == 0:
        return base
    start = base.first if n < 0 else base.last
    if start is None:
        return None
    try:
        return counted_from(start, n, unit, vague=False)
    except (ValueError, OverflowError):
        return None
