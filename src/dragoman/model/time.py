"""Days as intervals: a type says what is known and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How fine an interval is. The order is from fine to coarse."""

    DAY = "day"
    WEEK = "week"
    THIRD = "third"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    RANGE = "range"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The days `first`..`last`, both inclusive; None is an open end.

    >>> str(TimeSpan(date(2021, 5, 3), date(2021, 5, 9), Precision.WEEK))
    '2021-05-03/2021-05-09'
    """

    first: date | None
    last: date | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"time runs forward: {self.first} is after {self.last}")

    def __str__(self) -> str:
        if self.first == self.last and self.first:
            return self.first.isoformat()
        return f"{self.first or '..'}/{self.last or '..'}"

    @property
    def days(self) -> int | None:
        """The number of days, None when an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    @property
    def is_closed(self) -> bool:
        return self.first is not None and self.last is not None

    def overlaps(self, other: TimeSpan, *, slack: int = 0) -> bool:
        """True when some day may lie in both; `slack` days of grace at either end."""
        grace = timedelta(days=slack)
        starts_late = self.first and other.last and self.first > other.last + grace
        ends_early = self.last and other.first and self.last + grace < other.first
        return not starts_late and not ends_early

    def within(self, other: TimeSpan) -> bool:
        """True when this interval lies in the other; an open end lies only in an open end."""
        low = other.first is None or (self.first is not None and self.first >= other.first)
        high = other.last is None or (self.last is not None and self.last <= other.last)
        return low and high

    def meet(self, other: TimeSpan) -> TimeSpan | None:
        """The days in both, None when there are none."""
        firsts = [d for d in (self.first, other.first) if d]
        lasts = [d for d in (self.last, other.last) if d]
        first, last = (max(firsts) if firsts else None), (min(lasts) if lasts else None)
        if first and last and first > last:
            return None
        finer = self if (self.days or 10**6) <= (other.days or 10**6) else other
        if (first, last) == (finer.first, finer.last):
            return TimeSpan(first, last, finer.precision)
        return TimeSpan(first, last, _precision_of(first, last))


def day(of: date) -> TimeSpan:
    """The interval of one day."""
    return TimeSpan(of, of, Precision.DAY)


def week_of(of: date) -> TimeSpan:
    """The Monday-to-Sunday week (ISO 8601) that holds `of`.

    >>> str(week_of(date(2021, 5, 5)))
    '2021-05-03/2021-05-09'
    """
    monday = of - timedelta(days=of.weekday())
    return TimeSpan(monday, monday + timedelta(days=6), Precision.WEEK)


def month_of(year: int, month: int) -> TimeSpan:
    """The interval of one calendar month."""
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
    last = following - timedelta(days=1) if following is not date.max else date.max
    return TimeSpan(date(year, month, 1), last, Precision.MONTH)


def year_of(year: int) -> TimeSpan:
    """The interval of one calendar year."""
    return TimeSpan(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def between(first: date | None, last: date | None) -> TimeSpan:
    """An interval with the precision that its ends show."""
    return TimeSpan(first, last, _precision_of(first, last))


def _precision_of(first: date | None, last: date | None) -> Precision:
    if first is None or last is None:
        return Precision.OPEN if first or last else Precision.UNKNOWN
    return Precision.DAY if first == last else Precision.RANGE
