"""Dates as a page prints them about itself: publication lines, datelines, ISO stamps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.model.document import YEARS

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(?:(?P<iso_y>\d{{4}})[-/.](?P<iso_m>\d{{1,2}})[-/.](?P<iso_d>\d{{1,2}})"
    rf"|(?P<m1>{MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{{4}}))?(?:(?=\d{{1,2}}:\d{{2}})|(?![\d:]))"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH})\.?(?:,?\s+(?P<y2>\d{{4}}))?(?![\d:])"
    rf"|(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.](?P<y3>\d{{4}}))",
    re.I,
)
_CLOCK = re.compile(
    r"\b(?P<clock>\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?)"
    r"\s*(?P<zone>(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|PST|PDT|MSK|KST|JST|IST|EET|EAT|NZST|NZDT|AEST)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|Z|[+-]\d{2}:?\d{2})?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A printed date: the day when year, month and day are known; `partial` is (month, day) without a year."""

    day: date | None
    partial: tuple[int, int] | None
    start: int
    end: int
    ambiguous: bool = False


def find_day(line: str) -> PrintedDay | None:
    """The first date printed in `line`, offsets within it. A numeric date that reads two ways is `ambiguous`."""
    for match in _DATE.finditer(line):
        parts = match.groupdict()
        if parts["a"]:
            a, b, year = int(parts["a"]), int(parts["b"]), int(parts["y3"])
            if a <= 12 and b <= 12 and a != b:
                return PrintedDay(None, None, *match.span(), ambiguous=True)
            month, day = (b, a) if a > 12 else (a, b)
        else:
            year = int(parts["iso_y"] or parts["y1"] or parts["y2"] or 0)
            month = int(parts["iso_m"] or MONTHS[(parts["m1"] or parts["m2"]).lower()])
            day = int(parts["iso_d"] or parts["d1"] or parts["d2"])
        try:
            whole = date(year or 2000, month, day)
        except ValueError:
            continue
        if year and year not in YEARS:
            continue
        return PrintedDay(whole if year else None, None if year else (month, day), *match.span())
    return None


def find_clock(line: str) -> str:
    """The time of day and zone printed in `line`, as printed; empty when there is none."""
    match = _CLOCK.search(_DATE.sub(lambda m: " " * len(m[0]), line))
    return " ".join(match[0].split()) if match else ""


def is_only_a_day(line: str) -> bool:
    """True when nothing but a date, weekday, time and separators stand in `line`."""
    if not find_day(line):
        return False
    rest = _CLOCK.sub(" ", _DATE.sub(" ", line))
    rest = re.sub(
        r"\b(updated|published|posted)\s+(\d+|an?)\s+(minute|hour|day|week|month|year)s?\s+ago\b",
        " ",
        rest,
        flags=re.I,
    )
    rest = re.sub(
        r"\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(day)?\b|\b(at|on|the|a\.?m|p\.?m)\b",
        " ",
        rest,
        flags=re.I,
    )
    return not re.search(r"[^\W_]", rest)
