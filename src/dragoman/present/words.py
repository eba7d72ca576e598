"""Words for a reader: text from outside made fit for a line, cut at a word, and days and intervals as they are written."""

from __future__ import annotations

import re
from datetime import date

from dragoman.model.document import Basis, Published
from dragoman.model.time import Precision, TimeSpan

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def safe(text: str) -> str:
    """Words from outside made fit for a line: white space collapsed, control characters made visible and inert."""
    return inert(text).strip()


def inert(text: str) -> str:
    """The same for a piece of a line: white space at its ends is kept as one space."""
    return _CONTROLS.sub("\ufffd", re.sub(r"\s+", " ", text))


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


def published_words(published: Published) -> str:
    """The publication day for reading, and that it was inferred where it was."""
    if published.span is None:
        return "undated"
    words = day_words(published.span)
    return f"{words} (inferred)" if published.basis is Basis.INFERRED else words
