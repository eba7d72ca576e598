"""The TIMEX3 type and value of an expression (TimeML 1.2.1): dates by what is known, durations as ISO 8601 periods."""

from __future__ import annotations

from dragoman.model.annotation import TimeExpression
from dragoman.model.time import Precision, TimeSpan

_UNIT_LETTER = {
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "year": "Y",
    "quarter": "Q",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
    "hour": "H",
    "minute": "M",
}


def timex_of(
    expression: TimeExpression, interval: TimeSpan | None, anchor: TimeSpan | None
) -> tuple[str, str]:
    """The TIMEX3 type and value (TimeML 1.2.1): dates by what is known, durations as ISO 8601 periods."""
    kind, n, unit = expression.kind, expression.part("n") or 0, expression.word("unit")
    if kind == "duration":
        time = "T" if unit in ("hour", "minute") else ""
        return (
            "DURATION",
            f"P{time}{'X' if expression.part('vague') else n * (2 if unit == 'fortnight' else 1)}{_UNIT_LETTER.get(unit, 'D')}",
        )
    if kind in ("past", "coming"):
        letter, times = ("Y", 10) if unit == "decade" else (_UNIT_LETTER.get(unit, "D"), 1)
        amount = "X" if expression.part("vague") else str(n * times)
        return "DURATION", f"P{'T' if unit in ('hour', 'minute') else ''}{amount}{letter}"
    if kind == "recent" and unit and n != 30:
        return "DURATION", f"PX{_UNIT_LETTER.get(unit, 'D')}"
    if kind in ("long",):
        return "DURATION", f"PX{_UNIT_LETTER.get(unit, 'D')}"
    if kind == "set":
        weekday = expression.part("day")
        if weekday is not None:
            return "SET", f"XXXX-WXX-{weekday + 1}"
        return "SET", f"P{n or 1}{_UNIT_LETTER.get(unit, 'D')}"
    if kind == "clock":
        return "TIME", _clock_value(expression, interval)
    if kind == "fiscal":
        return "DATE", f"FY{expression.part('year')}"
    if kind in ("now", "recent", "soon"):
        return "DATE", {"now": "PRESENT_REF", "recent": "PAST_REF", "soon": "FUTURE_REF"}[kind]
    if interval is None or interval.first is None:
        return "DATE", _partial_value(expression)
    first = interval.first
    match interval.precision:
        case Precision.DAY:
            part = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(
                expression.word("daypart"), ""
            )
            part = part or {
                "tonight": "TNI",
                "last night": "TNI",
                "this morning": "TMO",
                "this afternoon": "TAF",
                "this evening": "TEV",
            }.get(expression.word("word"), "")
            return ("TIME" if part else "DATE"), first.isoformat() + part
        case _ if kind == "relunit" and unit == "week":
            return "DATE", "{}-W{:02d}".format(*first.isocalendar()[:2])
        case _ if kind == "relunit" and unit == "month":
            return "DATE", f"{first.year:04d}-{first.month:02d}"
        case Precision.WEEK:
            return "DATE", "{}-W{:02d}".format(*first.isocalendar()[:2])
        case Precision.MONTH | Precision.THIRD if expression.part("month") or unit == "month":
            return "DATE", f"{first.year:04d}-{first.month:02d}"
        case Precision.YEAR | Precision.THIRD:
            return "DATE", f"{first.year:04d}"
        case Precision.MONTH:
            return "DATE", f"{first.year:04d}-{first.month:02d}"
        case Precision.QUARTER:
            return "DATE", f"{first.year:04d}-Q{(first.month + 2) // 3}"
        case Precision.SEASON:
            return (
                "DATE",
                f"{first.year:04d}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}.get(first.month, 'SP') }",
            )
        case _ if unit == "weekend":
            return "DATE", "{}-W{:02d}-WE".format(*first.isocalendar()[:2])
        case _ if kind == "century":
            return "DATE", f"{first.year // 100:02d}"
        case _ if kind == "decade" or unit == "decade":
            return "DATE", f"{first.year // 10}"
        case _:
            return "DATE", first.isoformat() if interval.last == first else f"{first.year:04d}"


def _clock_value(expression: TimeExpression, day: TimeSpan | None) -> str:
    """A time of day as TIMEX3 writes it, with the day it belongs to where that is known."""
    known = day.first.isoformat() if day and day.first else "XXXX-XX-XX"
    word = expression.word("word")
    if word:
        part = {
            "noon": "12:00",
            "midday": "12:00",
            "midnight": "24:00",
            "dawn": "MO",
            "daybreak": "MO",
            "dusk": "EV",
        }
        return f"{known}T{part.get(word, 'NI')}"
    return f"{known}T{expression.part('hour') or 0:02d}:{expression.part('minute') or 0:02d}"


def _partial_value(expression: TimeExpression) -> str:
    month, day = expression.part("month"), expression.part("day")
    if expression.kind == "date":
        return f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "") if month else f"XXXX-XX-{day or 0:02d}"
    if expression.kind == "weekday":
        return f"XXXX-WXX-{(day or 0) + 1}"
    return "XXXX-XX-XX"
