"""Days counted from a day: units before and after it, thirds, seasons, quarters, and the nearest of some days."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dragoman.model.time import Precision, TimeSpan, between, month_of, week_of, year_of
from dragoman.model.time import day as one_day


def days_of(year: int, month: int, day: int, until: int | None) -> TimeSpan | None:
    try:
        first = date(year, month, day)
        return between(first, date(year, month, until)) if until and until > day else one_day(first)
    except ValueError:
        return None


def third_of(whole: TimeSpan, part: str) -> TimeSpan:
    """Early, mid or late: a third of a month (days 1-10, 11-20, 21-end) or of a year (four months each)."""
    assert whole.first and whole.last
    if part not in ("early", "mid", "late"):
        return whole
    index = ("early", "mid", "late").index(part)
    if whole.precision is Precision.MONTH:
        first = whole.first + timedelta(days=10 * index)
        return TimeSpan(first, whole.last if index == 2 else first + timedelta(days=9), Precision.THIRD)
    if whole.precision is Precision.YEAR:
        return TimeSpan(
            date(whole.first.year, 1 + 4 * index, 1),
            month_of(whole.first.year, 4 + 4 * index).last,
            Precision.THIRD,
        )
    length = (whole.last - whole.first).days + 1
    first = whole.first + timedelta(days=length * index // 3)
    return TimeSpan(
        first,
        whole.first + timedelta(days=max(length * (index + 1) // 3 - 1, length * index // 3)),
        Precision.THIRD,
    )


def season_of(year: int, month: int) -> TimeSpan:
    last = month_of(year + (month == 12), 2 if month == 12 else month + 2).last
    return TimeSpan(date(year, month, 1), last, Precision.SEASON)


def quarter_of(year: int, quarter: int) -> TimeSpan:
    return TimeSpan(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).last, Precision.QUARTER)


_OUT_OF_REACH = timedelta(days=300)


def nearest_of(options: list[TimeSpan], anchor: date, way: int) -> TimeSpan | None:
    """The last of some days for the past, the next one ahead, else the nearest. A day named without its year lies not the
    better part of a year away: what the tense puts there is the one just on the other side."""
    past = [s for s in options if s.first and s.first <= anchor]
    future = [s for s in options if s.last and s.last >= anchor]
    if not past or not future:
        return past[-1] if past else future[0] if future else None
    before, after = past[-1], future[0]
    assert before.first and after.first
    if way > 0:
        return before if after.first - anchor > _OUT_OF_REACH else after
    if way < -1:
        return before
    if way < 0:
        return after if anchor - before.first > _OUT_OF_REACH else before
    return after if after.first - anchor < anchor - before.first else before


def moved_by(day: date, n: int, unit: str) -> date:
    """`day` moved by n units; the day of the month is kept where the month has it."""
    match unit:
        case "minute" | "hour":
            return day
        case "day":
            return day + timedelta(days=n)
        case "week" | "weekend":
            return day + timedelta(days=7 * n)
        case "fortnight":
            return day + timedelta(days=14 * n)
        case "month" | "quarter":
            total = day.year * 12 + day.month - 1 + n * (3 if unit == "quarter" else 1)
            year, month = divmod(total, 12)
            return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        case _:
            years = n * {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
            try:
                return day.replace(year=day.year + years)
            except ValueError:
                return day.replace(year=day.year + years, day=28)


def counted_from(anchor: date, n: int, unit: str, *, vague: bool) -> TimeSpan:
    """N units before or after a day, as coarse as the unit is; a vague number widens it."""
    moved = moved_by(anchor, n, unit)
    if vague:
        wide = moved_by(anchor, 2 * n, unit)
        return between(min(moved, wide), max(moved, wide))
    match unit:
        case "week" | "fortnight":
            return week_of(moved)
        case "month":
            return month_of(moved.year, moved.month)
        case "year":
            return year_of(moved.year)
        case "decade" | "century":
            return between(date(moved.year - 5, 1, 1), date(moved.year + 5, 12, 31))
        case _:
            return one_day(moved)
