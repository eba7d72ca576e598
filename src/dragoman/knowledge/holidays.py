"""Holidays with a date: fixed days, weekdays counted in a month, and days counted from Easter.

Easter is the Gregorian date by the anonymous algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    """The nth given weekday of a month (Monday 0); -1 is the last."""

    def find(year: int) -> date:
        if nth > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return find


def easter(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar.

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "New Year's Day": _fixed(1, 1),
    "New Year’s Day": _fixed(1, 1),
    "New Year's Eve": _fixed(12, 31),
    "New Year’s Eve": _fixed(12, 31),
    "Epiphany": _fixed(1, 6),
    "Valentine's Day": _fixed(2, 14),
    "Valentine’s Day": _fixed(2, 14),
    "Bastille Day": _fixed(7, 14),
    "Boxing Day": _fixed(12, 26),
    "Christmas Eve": _fixed(12, 24),
    "Christmas Day": _fixed(12, 25),
    "Christmas": _fixed(12, 25),
    "Halloween": _fixed(10, 31),
    "May Day": _fixed(5, 1),
    "Armistice Day": _fixed(11, 11),
    "Remembrance Day": _fixed(11, 11),
    "Veterans Day": _fixed(11, 11),
    "Memorial Day": _nth(5, 0, -1),
    "Labor Day": _nth(9, 0, 1),
    "Columbus Day": _nth(10, 0, 2),
    "Presidents Day": _nth(2, 0, 3),
    "Martin Luther King Jr. Day": _nth(1, 0, 3),
    "Thanksgiving": _nth(11, 3, 4),
    "Ash Wednesday": _from_easter(-46),
    "Palm Sunday": _from_easter(-7),
    "Good Friday": _from_easter(-2),
    "Easter Sunday": _from_easter(0),
    "Easter Monday": _from_easter(1),
    "Easter": _from_easter(0),
    "Ascension Day": _from_easter(39),
    "Pentecost": _from_easter(49),
}
