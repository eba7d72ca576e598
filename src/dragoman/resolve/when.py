"""Time expressions to TIMEX3 values and intervals of days.

No anchor, no date: a relative expression in a report whose day is not known stays relative, as an issue. When the
day is only known as an interval, an expression is resolved at both ends, and what is certain is kept.
Direction: a weekday or a month-day without a year is the last one before the report in a past clause, the next one
in a clause that plans, schedules or says "will".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dragoman.knowledge.holidays import HOLIDAYS
from dragoman.model.annotation import ResolvedTime, TimeExpression
from dragoman.model.outcome import Issue, Outcome
from dragoman.model.reading import Reading, Sentence, Token, Zone
from dragoman.model.spans import Derivation
from dragoman.model.time import Precision, TimeSpan, between, month_of, week_of, year_of
from dragoman.model.time import day as one_day

_SCHEDULING = frozenset(
    "schedule slate set due plan expect intend will would shall may might could going arrange book "
    "propose invite next upcoming until deadline forthcoming".split()
)
_PLANNING = frozenset(
    "expect plan schedule hope agree want intend vow pledge promise propose invite ask urge prepare "
    "arrange decide set slate due threaten".split()
)
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
    for expression in found:
        sentence = reading.sentence_at(expression.span.start)
        way = direction(expression, sentence) if sentence else 0
        expression = _measured(expression, reading, way)
        interval, note = _interval(expression, anchor, way, last)
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
        type_, value = _timex(expression, interval, anchor)
        resolved.append(
            ResolvedTime(
                expression, type_, value, interval, Derivation(expression.rule, (expression.span,), note)
            )
        )
        if interval and interval.precision is Precision.DAY:
            last = interval
    return Outcome(tuple(resolved), tuple(issues))


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


def direction(expression: TimeExpression, sentence: Sentence) -> int:
    """Where the clause around an expression looks: 1 forward (will, set, scheduled, due, to-infinitive), -1 back (a past
    verb; -2 when it hangs on that verb itself), 0 when it does not say."""
    tokens = sentence.at(expression.span)
    top = next(
        (t for t in tokens if t.head == t.i or not any(o.i == t.head for o in tokens)),
        tokens[0] if tokens else None,
    )
    if top is None:
        return 0
    if any(t.lemma == "since" for t in sentence.tokens[max(0, top.i - 2) : top.i]):
        return -1
    planned = through_noun = seen_verb = beyond = False
    for token in (top, *sentence.governors(top)):
        if through_noun and token.lemma in _PUTTING_OFF:
            return 1
        through_noun = through_noun or (token.i != top.i and token.pos == "NOUN")
        beyond = beyond or (seen_verb and token.pos in ("VERB", "AUX"))
        seen_verb = seen_verb or token.pos in ("VERB", "AUX")
        if planned and (token.lemma in _PLANNING or token.lemma == "be"):
            return 1
        if (token.pos != "PROPN" and token.lemma in _SCHEDULING and token.tag not in ("VBD",)) or (
            token.lemma in ("schedule", "slate", "due", "set") and token.tag == "VBN"
        ):
            return 1
        if token.pos in ("VERB", "AUX"):
            helpers = sentence.kids(token, "aux", "auxpass")
            if any(
                h.lemma in ("will", "would", "shall", "may", "might", "could", "can", "should")
                or h.text.lower() in ("'ll", "’ll", "wo")
                for h in helpers
            ):
                return 1
            if any(h.lemma == "to" for h in helpers) and token.dep in (
                "xcomp",
                "acl",
                "relcl",
                "advcl",
                "ccomp",
            ):
                planned = True
                continue
            if sentence.zone is not Zone.BODY and any(h.lemma == "to" for h in helpers):
                return 1
            if token.tag in ("VBD", "VBN") and not any(h.lemma == "to" for h in helpers):
                return 1 if _is_set(token) else -1 if through_noun or beyond else -2
    return 0


_PUTTING_OFF = frozenset("postpone cancel delay reschedule defer shelve scrap".split())


def _is_set(token: Token) -> bool:
    return token.tag == "VBN" and token.lemma in ("schedule", "slate", "set", "plan", "expect")


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
            return _days(year, month, day, expression.part("day2"))
        return _third(month_of(year, month), expression.word("part"))
    if expression.kind == "year":
        return _third(year_of(year), expression.word("part"))
    if expression.kind == "decade":
        return TimeSpan(date(year, 1, 1), date(min(year + 9, 9999), 12, 31), Precision.RANGE)
    if expression.kind == "season" and month:
        return _season(year, month)
    if expression.kind == "holiday":
        return one_day(HOLIDAYS[expression.word("name")](year))
    if expression.kind == "fiscal":
        return between(date(year - 1, 4 if not expression.part("span") else 1, 1), date(year, 12, 31))
    if expression.kind == "quarter":
        return _quarter(year, expression.part("q") or 1)
    if expression.kind == "half" and not month:
        return between(
            date(year, 1 if expression.part("h") == 1 else 7, 1),
            date(year, 6, 30) if expression.part("h") == 1 else date(year, 12, 31),
        )
    return None


def _days(year: int, month: int, day: int, until: int | None) -> TimeSpan | None:
    try:
        first = date(year, month, day)
        return between(first, date(year, month, until)) if until and until > day else one_day(first)
    except ValueError:
        return None


def _third(whole: TimeSpan, part: str) -> TimeSpan:
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


def _season(year: int, month: int) -> TimeSpan:
    last = month_of(year + (month == 12), 2 if month == 12 else month + 2).last
    return TimeSpan(date(year, month, 1), last, Precision.SEASON)


def _quarter(year: int, quarter: int) -> TimeSpan:
    return TimeSpan(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).last, Precision.QUARTER)


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
                return _nearest(
                    [one_day(HOLIDAYS[name](y)) for y in range(anchor.year - 1, anchor.year + 2)], anchor, way
                )
            case "relmonth":
                return _relative_month(expression.part("month") or 1, expression.word("rel"), anchor)
            case "clock" if expression.part("day") is not None:
                return _weekday(expression, anchor, ahead)
            case "weekday":
                return _weekday(expression, anchor, ahead)
            case "relday":
                return one_day(anchor + timedelta(days=expression.part("shift") or 0))
            case "relunit":
                return _relative_unit(expression, anchor, ahead)
            case "ago":
                return _counted(
                    anchor,
                    -(expression.part("n") or 0),
                    expression.word("unit"),
                    vague=bool(expression.part("vague")),
                )
            case "hence":
                return _counted(
                    anchor,
                    expression.part("n") or 0,
                    expression.word("unit"),
                    vague=bool(expression.part("vague")),
                )
            case "past":
                return between(_moved(anchor, -(expression.part("n") or 1), expression.word("unit")), anchor)
            case "coming":
                return between(anchor, _moved(anchor, expression.part("n") or 1, expression.word("unit")))
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
                return _quarter(anchor.year, expression.part("q") or 1)
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


_OUT_OF_REACH = timedelta(days=300)


def _nearest(options: list[TimeSpan], anchor: date, way: int) -> TimeSpan | None:
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


def _partial_date(expression: TimeExpression, anchor: date, way: int) -> TimeSpan | None:
    """A day or month without its year: the last one for the past, the next one ahead, else the nearest."""
    month, day, ahead = expression.part("month"), expression.part("day"), way > 0
    if month and day:
        options = [
            s
            for year in range(anchor.year - 4, anchor.year + 5)
            if (s := _days(year, month, day, expression.part("day2")))
        ]
        weekday = expression.part("weekday")
        if weekday is not None:
            options = [s for s in options if s.first and s.first.weekday() == weekday] or options
            ahead = ahead or expression.word("rel") == "next"
        return _nearest(options, anchor, 1 if ahead else way)
    if month:
        return _third(_partial_month(month, anchor, ahead), expression.word("part"))
    if day:
        here = _days(anchor.year, anchor.month, day, None)
        if here and here.first and (here.first <= anchor) == (not ahead):
            return here
        other = _moved(anchor.replace(day=1), 1 if ahead else -1, "month")
        return _days(other.year, other.month, day, None)
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
            moved = _moved(anchor.replace(day=1), shift, "month")
            whole = month_of(moved.year, moved.month)
        case "quarter":
            moved = _moved(anchor.replace(day=1), 3 * shift, "month")
            whole = _quarter(moved.year, (moved.month + 2) // 3)
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
    return _third(whole, part) if part in ("early", "mid", "late") else whole


def _relative_season(expression: TimeExpression, anchor: date, ahead: bool) -> TimeSpan:
    month, rel = expression.part("month") or 3, expression.word("rel")
    this = _season(anchor.year, month)
    before = _season(anchor.year - 1, month)
    if rel == "last":
        return this if this.last and this.last < anchor else before
    if rel == "next" or ahead:
        return this if this.first and this.first > anchor else _season(anchor.year + 1, month)
    return this if (this.first and this.first <= anchor) or rel == "this" else before


def _moved(day: date, n: int, unit: str) -> date:
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


def _counted(anchor: date, n: int, unit: str, *, vague: bool) -> TimeSpan:
    """N units before or after a day, as coarse as the unit is; a vague number widens it."""
    moved = _moved(anchor, n, unit)
    if vague:
        wide = _moved(anchor, 2 * n, unit)
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


def _shifted(expression: TimeExpression, base: TimeSpan) -> TimeSpan | None:
    n, unit = expression.part("n") or 0, expression.word("unit")
    if n == 0:
        return base
    start = base.first if n < 0 else base.last
    if start is None:
        return None
    try:
        return _counted(start, n, unit, vague=False)
    except (ValueError, OverflowError):
        return None


def _timex(expression: TimeExpression, interval: TimeSpan | None, anchor: TimeSpan | None) -> tuple[str, str]:
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
