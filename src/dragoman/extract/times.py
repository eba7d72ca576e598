"""Time expressions and what they mean before any anchor. Grammar after TimeML's TIMEX3; no date is made here.

Kinds: date (year, month, day), year, decade, weekday, relday, relunit, third, ago, past, coming, sameday, shift,
season, quarter, vague, duration, set, clock. Prices, ages and scores are not times.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.knowledge.holidays import HOLIDAYS
from dragoman.model.annotation import TimeExpression
from dragoman.model.reading import Reading
from dragoman.model.spans import Span

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_OF = {
    **{m: i for i, m in enumerate(_MONTHS, 1)},
    **{m[:3]: i for i, m in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF = {
    **{d: i for i, d in enumerate(_DAYS)},
    **{d[:3]: i for i, d in enumerate(_DAYS)},
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_NUMBERS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "a couple of": 2,
    "couple of": 2,
    "half a": 0,
    "several": 5,
    "a few": 3,
    "few": 3,
    "dozens of": 24,
    "hundred": 100,
    "many": 5,
    "some": 3,
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
NUMBER = r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety|a\s+couple\s+of|several|a\s+few|few|many|some|dozens\s+of|half\s+a)"
UNIT = r"(?:minute|hour|day|week|fortnight|weekend|month|quarter|year|decade|centur(?:y|ie))"
YEAR = r"(?:1[89]\d\d|20\d\d)"
PART = r"(?:early|mid|middle|late|beginning|start|end)"
DAYPART = r"(?:morning|afternoon|evening|night|noon|midday|midnight)"
_HOLIDAY_NAMES = "|".join(re.escape(name) for name in sorted(HOLIDAYS, key=len, reverse=True))
_LEAD = re.compile(r"(?:on|over|in|for|during|within|at|by|until|after|just)\s+", re.I)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """One shape of expression: its name, its pattern, and how the match becomes a kind and parts."""

    name: str
    pattern: re.Pattern[str]
    build: Callable[[re.Match[str]], tuple[str, dict[str, int | str]] | None]


def find_times(reading: Reading) -> tuple[TimeExpression, ...]:
    """The time expressions of the parsed sentences in order; none overlap."""
    found: list[TimeExpression] = []
    text = reading.document.text
    for sentence in reading.sentences:
        here: list[TimeExpression] = []
        for grammar in _GRAMMARS:
            for match in grammar.pattern.finditer(text, sentence.span.start, sentence.span.end):
                span = _core(text, match)
                if any(span.overlaps(t.span) for t in here) or _is_noise(text, span, grammar.name):
                    continue
                built = grammar.build(match)
                if built:
                    here.append(
                        TimeExpression(
                            span, built[0], tuple(sorted(built[1].items())), f"time.{grammar.name}"
                        )
                    )
        found += sorted(here, key=lambda t: t.span)
    return tuple(found)


def _core(text: str, match: re.Match[str]) -> Span:
    """The expression without the preposition before it (TimeML leaves it out)."""
    lead = _LEAD.match(text, match.start(), match.end())
    return Span(lead.end() if lead else match.start(), match.end())


def _is_noise(text: str, span: Span, name: str) -> bool:
    """Prices ("$5 a month"), ages ("a 50-year-old"), scores and section numbers."""
    before, after = text[max(0, span.start - 14) : span.start], text[span.end : span.end + 6]
    if name in ("duration", "relunit") and re.search(r"[$€£¥]\s?[\d.,]+\s?$", before):
        return True
    return name == "duration" and (after.startswith(("-old", " old", " of age")))


def number_of(words: str) -> int:
    """The whole number of "two", "12", "a couple of"; vague words give a small stand-in that the rules keep wide."""
    plain = re.sub(r"\s+", " ", words.strip().lower())
    if plain.isdigit():
        return int(plain)
    return _NUMBERS.get(plain, 1)


def _is_vague(words: str | None) -> int:
    """1 for "several", "a few" and their kin, 0 for a number."""
    plain = re.sub(r"\s+", " ", (words or "").strip().lower())
    return int(plain in ("several", "a few", "few", "many", "some", "dozens of", "a couple of", "recent"))


def _unit(words: str) -> str:
    plain = words.lower().rstrip("s")
    return "century" if plain.startswith("centur") else plain


def _month(words: str) -> int:
    return _MONTH_OF[words.lower().rstrip(".")]


def _part(words: str | None) -> str:
    plain = (words or "").lower().strip(" -")
    return {
        "": "",
        "middle": "mid",
        "beginning": "early",
        "start": "early",
        "end": "late",
        "first": "early",
        "opening": "early",
        "last": "late",
        "final": "late",
        "closing": "late",
        "later": "later",
        "earlier": "earlier",
    }.get(plain, plain)


def _date(m: re.Match[str]) -> tuple[str, dict[str, int | str]] | None:
    g = m.groupdict()
    parts: dict[str, int | str] = {}
    if g.get("y"):
        parts["year"] = int(g["y"])
    if g.get("m"):
        parts["month"] = _month(g["m"]) if not g["m"].isdigit() else int(g["m"])
    if g.get("d"):
        parts["day"] = int(g["d"])
    if g.get("d2"):
        parts["day2"] = int(g["d2"])
    if g.get("p"):
        parts["part"] = _part(g["p"])
    if g.get("w"):
        parts["weekday"] = _DAY_OF[g["w"].lower()]
        parts["rel"] = (g.get("rel") or "").lower()
    if (
        not 1 <= int(parts.get("month", 1)) <= 12
        or not 1 <= int(parts.get("day", 1)) <= 31
        or not 1 <= int(parts.get("day2", 1)) <= 31
    ):
        return None
    return "date", parts


def _weekday(m: re.Match[str]) -> tuple[str, dict[str, int | str]]:
    rel = re.sub(r"\s+", " ", (m["rel"] or "").lower()).strip()
    return "weekday", {"day": _DAY_OF[m["w"].lower()], "rel": rel, "daypart": (m["dp"] or "").lower()}


def _relunit(m: re.Match[str]) -> tuple[str, dict[str, int | str]]:
    rel = m["rel"].lower()
    shift = {
        "last": -1,
        "previous": -1,
        "past": -1,
        "this": 0,
        "current": 0,
        "the": 0,
        "next": 1,
        "coming": 1,
        "following": 1,
    }[rel]
    return "relunit", {"unit": _unit(m["u"]), "shift": shift, "part": _part(m["p"])}


def _count(kind: str) -> Callable[[re.Match[str]], tuple[str, dict[str, int | str]]]:
    def build(m: re.Match[str]) -> tuple[str, dict[str, int | str]]:
        words = re.sub(r"\s+", " ", (m["n"] or "few").strip().lower())
        vague = int(
            words in ("several", "a few", "few", "many", "some", "dozens of", "a couple of", "recent")
        )
        return kind, {"n": number_of(words), "unit": _unit(m["u"]), "vague": vague}

    return build


def _const(kind: str, **parts: int | str) -> Callable[[re.Match[str]], tuple[str, dict[str, int | str]]]:
    return lambda m: (kind, dict(parts))


def _p(pattern: str, flags: int = re.I) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def _shift(m: re.Match[str]) -> tuple[str, dict[str, int | str]]:
    sign = -1 if m["dir"].lower() in ("earlier", "before", "previously", "prior") else 1
    return "shift", {"n": sign * number_of(m["n"]), "unit": _unit(m["u"])}


def _season(m: re.Match[str]) -> tuple[str, dict[str, int | str]]:
    rel = (m["rel"] or "").lower()
    parts: dict[str, int | str] = {"month": _SEASONS[m["s"].lower()], "rel": rel, "part": _part(m["p"])}
    if m["y"]:
        parts["year"] = int(m["y"])
    return "season", parts


def _set(m: re.Match[str]) -> tuple[str, dict[str, int | str]]:
    if m["w"]:
        return "set", {"day": _DAY_OF[m["w"].lower()]}
    if m["u"]:
        return "set", {"unit": _unit(m["u"]), "n": 1}
    word = m["adv"].lower()
    unit = {
        "daily": "day",
        "weekly": "week",
        "biweekly": "week",
        "monthly": "month",
        "quarterly": "month",
    }.get(word, "year")
    return "set", {"unit": unit, "n": {"biweekly": 2, "quarterly": 3}.get(word, 1)}


def _month_quarter(m: re.Match[str]) -> tuple[str, dict[str, int | str]] | None:
    first, last = _month(m["a"]), _month(m["b"])
    if first % 3 != 1 or last != first + 2:
        return None
    return "quarter", {"q": (last // 3), "year": int(m["y"] or 0)}


def _clock(m: re.Match[str]) -> tuple[str, dict[str, int | str]] | None:
    hour, minute = int(m["h"] or m["h24"]), int(m["m"] or m["m24"] or 0)
    if m["half"]:
        hour = hour % 12 + (12 if m["half"].lower() == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    weekday = m["w"] or m["w24"]
    parts: dict[str, int | str] = {"hour": hour, "minute": minute}
    return "clock", {**parts, "day": _DAY_OF[weekday.lower()], "rel": ""} if weekday else parts


def _fiscal(m: re.Match[str]) -> tuple[str, dict[str, int | str]] | None:
    first, second = m["y"] or m["y2"], m["to"]
    if second:
        last = int(first[:2] + second[-2:])
        return ("fiscal", {"year": last, "span": 1}) if last == int(first) + 1 else None
    return "fiscal", {"year": int(first), "span": 0}


_GRAMMARS = (
    _Grammar(
        "fiscal-year",
        _p(
            rf"(?P<to>)\b(?:(?:the\s+)?(?:fiscal|financial|school|academic)\s+(?:year\s+)?(?P<y>{YEAR})|FY\s?(?P<y2>{YEAR}))\b"
        ),
        _fiscal,
    ),
    _Grammar(
        "fiscal-span",
        _p(
            rf"\b(?:the\s+)?(?P<y>{YEAR})\s?[-–/]\s?(?P<to>\d{{2}}|{YEAR})\s+(?:fiscal|financial|school|academic|marketing|crop)\s+year\b(?P<y2>)"
        ),
        _fiscal,
    ),
    _Grammar(
        "holiday",
        _p(rf"\b(?P<w>{_HOLIDAY_NAMES})(?:,?\s+(?P<y>{YEAR}))?\b", 0),
        lambda m: ("holiday", {"name": m["w"], "year": int(m["y"] or 0)}),
    ),
    _Grammar(
        "month-quarter",
        _p(
            rf"\b(?:the\s+)?(?P<a>(?-i:{MONTH}))\s?(?:[-–]|to)\s?(?P<b>(?-i:{MONTH}))\s+(?:quarter|period)(?:\s+of\s+(?P<y>{YEAR}))?\b"
        ),
        _month_quarter,
    ),
    _Grammar(
        "month-relyear",
        _p(rf"\b(?P<m>(?-i:{MONTH}))(?:\s+of)?\s+(?P<rel>last|this|next)\s+year\b"),
        lambda m: (
            "relmonthyear",
            {"month": _month(m["m"]), "shift": {"last": -1, "this": 0, "next": 1}[m["rel"].lower()]},
        ),
    ),
    _Grammar(
        "half-unit",
        _p(r"\bhalf\s+an\s+hour\b|\ba\s+half[\s-]hour\b"),
        _const("duration", n=30, unit="minute", vague=0),
    ),
    _Grammar(
        "week-ago-day",
        _p(rf"\b(?P<n>a|one|two|three)\s+weeks?\s+ago\s+(?:today|(?:on\s+)?(?P<w>(?-i:{WEEKDAY})))\b"),
        lambda m: ("weekago", {"n": number_of(m["n"]), "day": _DAY_OF[m["w"].lower()] if m["w"] else -1}),
    ),
    _Grammar(
        "week-before-last",
        _p(r"\bthe\s+(?P<u>week|month|year)\s+(?P<rel>before\s+last|after\s+next)\b"),
        lambda m: (
            "relunit",
            {"unit": m["u"].lower(), "shift": -2 if "before" in m["rel"].lower() else 2, "part": ""},
        ),
    ),
    _Grammar("iso-date", _p(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})\b"), _date),
    _Grammar(
        "day-range",
        _p(
            rf"\b(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})\s?(?:-|–|to|through|until)\s?(?P<d2>\d{{1,2}})(?:,?\s+(?P<y>{YEAR}))?\b(?!\s*[%:])",
            0,
        ),
        _date,
    ),
    _Grammar(
        "month-day",
        _p(
            rf"\b(?:(?:(?P<rel>[Nn]ext|[Ll]ast|[Tt]his)\s+)?(?P<w>{WEEKDAY}),?\s+)?(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y>{YEAR}))?\b(?![\d:%,]\d)",
            0,
        ),
        _date,
    ),
    _Grammar(
        "days-of-month",
        _p(
            rf"\b[Tt]he\s+(?P<p>first|last|final|opening|closing)\s+(?:few\s+)?(?:days|weeks?)\s+of\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?\b",
            0,
        ),
        _date,
    ),
    _Grammar(
        "day-span-month",
        _p(
            rf"(?<![\d.,:])\b(?P<d>\d{{1,2}})(?:\s?[-–]\s?|\s+(?:to|until|till|through)\s+|(?<=between \d)\s+and\s+|(?<=between \d\d)\s+and\s+)(?P<d2>\d{{1,2}})\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?\b",
            0,
        ),
        _date,
    ),
    _Grammar(
        "day-month",
        _p(
            rf"\b(?:(?:(?P<rel>[Nn]ext|[Ll]ast|[Tt]his)\s+)?(?P<w>{WEEKDAY}),?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?\b",
            0,
        ),
        _date,
    ),
    _Grammar(
        "part-of-month",
        _p(
            rf"\b(?P<p>[Ee]arly|[Mm]id|[Ll]ate|[Ee]nd|[Bb]eginning|[Mm]iddle|[Ss]tart)(?:[\s-]+|\s+of\s+|\s+in\s+)(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?\b",
            0,
        ),
        _date,
    ),
    _Grammar(
        "relative-month",
        _p(rf"\b(?P<rel>last|next|this|this past|this coming)\s+(?P<m>(?-i:{MONTH}))\b"),
        lambda m: ("relmonth", {"month": _month(m["m"]), "rel": m["rel"].lower()}),
    ),
    _Grammar("month-year", _p(rf"\b(?P<m>{MONTH})(?:\s+of)?,?\s+(?P<y>{YEAR})\b", 0), _date),
    _Grammar(
        "the-nth",
        _p(r"\b(?:on|until|by) the (?P<d>\d{1,2})(?:st|nd|rd|th)\b"),
        lambda m: ("date", {"day": int(m["d"])}),
    ),
    _Grammar(
        "same-day",
        _p(r"\b(?:(?:the|that)\s+(?:very\s+)?same\s+day|that\s+(?:day|night|evening|morning|afternoon))\b"),
        _const("shift", n=0, unit="day"),
    ),
    _Grammar(
        "next-day",
        _p(
            r"\b(?:the\s+(?:next|following)\s+(?:day|morning|afternoon|evening|night)|the\s+(?:morning|evening|night)\s+after(?=\s*[.,;])|a\s+day\s+(?:later|after(?=\s*[.,;)]))|the\s+day\s+after)\b"
        ),
        _const("shift", n=1, unit="day"),
    ),
    _Grammar(
        "day-before",
        _p(
            r"\b(?:the\s+(?:previous|preceding)\s+(?:day|evening|night|morning|afternoon)|the\s+(?:day|evening|night|morning|afternoon)\s+before(?!\s+(?:yesterday|last))|the\s+day\s+earlier|a\s+day\s+(?:earlier|before))\b"
        ),
        _const("shift", n=-1, unit="day"),
    ),
    _Grammar(
        "overnight",
        _p(rf"\bovernight\b(?!\s+(?:(?:on|from)\s+)?{WEEKDAY})"),
        _const("past", n=1, unit="day", vague=0),
    ),
    _Grammar(
        "relative-day",
        _p(
            r"\b(?P<w>today|yesterday|tomorrow|tonight|last\s+night|this\s+(?:morning|afternoon|evening)|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow)\b"
        ),
        lambda m: (
            "relday",
            {
                "shift": {
                    "yesterday": -1,
                    "last night": -1,
                    "tomorrow": 1,
                    "the day before yesterday": -2,
                    "the day after tomorrow": 2,
                }.get(re.sub(r"\s+", " ", m["w"].lower()), 0),
                "word": re.sub(r"\s+", " ", m["w"].lower()),
            },
        ),
    ),
    _Grammar(
        "set",
        _p(
            rf"\b(?:every|each)\s+(?:(?P<u>{UNIT})|(?P<w>{WEEKDAY}))\b|\b(?P<adv>daily|weekly|monthly|annual(?:ly)?|yearly|biweekly|quarterly)\b"
        ),
        _set,
    ),
    _Grammar(
        "weekday",
        _p(
            rf"\b(?:(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+previous|the\s+following|early|late|earlier|later)\s+)?(?:on\s+)?(?P<w>(?-i:{WEEKDAY}))(?:\s+(?P<dp>{DAYPART}))?(?:'s|’s)?(?<!s)(?!s?\s+(?:Times|Post|Mail))(?!\w)"
        ),
        _weekday,
    ),
    _Grammar("weekday-possessive", _p(rf"\b(?P<rel>)(?P<w>(?-i:{WEEKDAY}))(?P<dp>)(?=['’]s)"), _weekday),
    _Grammar(
        "ago",
        _p(
            rf"\b(?:about\s+|some\s+|nearly\s+|almost\s+|more\s+than\s+|over\s+|just\s+)?(?P<n>{NUMBER})\s+(?P<u>{UNIT}s?)\s+ago\b"
        ),
        _count("ago"),
    ),
    _Grammar(
        "hence",
        _p(
            rf"\b(?:in|within)\s+(?:about\s+|the\s+next\s+)?(?P<n>{NUMBER})\s+(?P<u>{UNIT}s?)(?:['’]\s+time)?\b(?!\s+(?:of|after|since|before))"
        ),
        _count("hence"),
    ),
    _Grammar(
        "past-span",
        _p(
            rf"\b(?:(?:over|in|for|during|within)\s+)?(?:the\s+)?(?:past|last)\s+(?P<n>{NUMBER}\s+)?(?P<u>(?:minute|hour|day|week|month|year|decade|centurie?)s?)\b(?<!last week)(?<!last month)(?<!last year)(?<!last decade)"
        ),
        lambda m: (
            "past",
            {"n": number_of(m["n"] or "1"), "unit": _unit(m["u"]), "vague": _is_vague(m["n"])},
        ),
    ),
    _Grammar(
        "coming-span",
        _p(
            rf"\b(?:(?:over|in|for|during|within)\s+)?the\s+(?:coming|next)\s+(?P<n>{NUMBER}\s+)?(?P<u>(?:hour|day|week|month|year|decade)s?)\b(?<!the next day)(?<!the next week)(?<!the next month)(?<!the next year)"
        ),
        lambda m: (
            "coming",
            {"n": number_of(m["n"] or "3"), "unit": _unit(m["u"]), "vague": _is_vague(m["n"] or "few")},
        ),
    ),
    _Grammar(
        "recent-span",
        _p(
            r"\b(?:(?:in|over|during)\s+)?(?:the\s+)?recent\s+(?P<n>)(?P<u>(?:day|week|month|year|decade)s)\b"
        ),
        _count("recent"),
    ),
    _Grammar(
        "shift",
        _p(
            rf"\b(?P<n>{NUMBER})\s+(?P<u>{UNIT}s?)\s+(?P<dir>earlier|later|afterwards|previously|before(?=\s*[.,;)]))\b(?!\s+(?:this|last|next))"
        ),
        _shift,
    ),
    _Grammar(
        "relative-unit",
        _p(
            r"\b(?:(?P<p>early|late|earlier|later|mid)(?:\s+in)?\s+)?(?:the\s+)?(?P<rel>last|previous|this|next|coming|following|current)\s+(?P<u>week|weekend|month|quarter|year|decade|century)\b"
        ),
        _relunit,
    ),
    _Grammar(
        "end-of-unit",
        _p(
            r"\b(?:the\s+)?(?P<p>end|beginning|start|middle)\s+of\s+(?P<rel>the|this|last|next)\s+(?P<u>week|month|year|quarter|decade)\b"
        ),
        _relunit,
    ),
    _Grammar("the-weekend", _p(r"\b(?:at|over|during)\s+(?P<rel>the)\s+(?P<p>)(?P<u>weekend)\b"), _relunit),
    _Grammar(
        "season",
        _p(
            rf"\b(?:(?P<p>early|late|mid)[\s-]+)?(?:(?P<rel>last|this|next|in the|in|the)\s+)(?P<s>spring|summer|autumn|winter|fall)(?:\s+of)?(?:\s+(?P<y>{YEAR}))?\b(?!\s+(?:in|of\s+the|for|Olympic|to|from))"
        ),
        _season,
    ),
    _Grammar(
        "quarter",
        _p(
            rf"\b(?:the\s+)?(?P<q>first|second|third|fourth|Q[1-4])[\s-]quarter(?:\s+of(?:\s+the)?)?(?:\s+(?P<y>{YEAR}))?\b|\bQ(?P<q2>[1-4])\b"
        ),
        lambda m: (
            "quarter",
            {
                "q": int(m["q2"])
                if m["q2"]
                else {"first": 1, "second": 2, "third": 3, "fourth": 4}.get((m["q"] or "").lower(), 1),
                "year": int(m["y"] or 0),
            },
        ),
    ),
    _Grammar(
        "half",
        _p(
            rf"\b(?:the\s+)?(?P<h>first|second)\s+half\s+of\s+(?:(?P<m>(?-i:{MONTH}))|(?P<y>{YEAR})|the\s+year)\b"
        ),
        lambda m: (
            "half",
            {
                "h": 1 if m["h"].lower() == "first" else 2,
                "month": _month(m["m"]) if m["m"] else 0,
                "year": int(m["y"] or 0),
            },
        ),
    ),
    _Grammar(
        "century",
        _p(r"\b(?:(?P<p>early|mid|late)[\s-]+)?(?P<c>1\d|20|21)(?:st|nd|rd|th)[\s-]century\b"),
        lambda m: ("century", {"century": int(m["c"])}),
    ),
    _Grammar(
        "decade",
        _p(r"\b(?:the\s+)?(?P<p>early|mid|late)?[\s-]*(?P<y>(?:1[89]|20)\d)0s\b"),
        lambda m: ("decade", {"year": int(m["y"]) * 10}),
    ),
    _Grammar(
        "part-of-year",
        _p(rf"\b(?P<p>early|mid|late)[\s-]+(?:in\s+)?(?P<y>{YEAR})\b"),
        lambda m: ("year", {"year": int(m["y"]), "part": _part(m["p"])}),
    ),
    _Grammar(
        "month",
        _p(
            r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )|(?<=\bfor )|(?<=\bbetween )|(?<=\band )|(?<=\bto )|(?<=\bduring )|(?<=\bIn )|(?<=\bSince )|(?<=\bafter )|(?<=\bbefore )|(?<=\bthe ))(?P<m>January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s+\d)(?=['’\s.,;:)\]-])",
            0,
        ),
        _date,
    ),
    _Grammar(
        "bare-month",
        _p(
            r"\b(?P<m>January|February|April|June|July|August|September|October|November|December)\b(?!\s+\d)",
            0,
        ),
        _date,
    ),
    _Grammar(
        "year",
        _p(
            rf"(?:(?<=\bin )|(?<=\ba )|(?<=\bhis )|(?<=\bits )|(?<=\bher )|(?<=\btheir )|(?<=\bbetween )|(?<=\bsince )|(?<=\bof )|(?<=\bfor )|(?<=\buntil )|(?<=\bby )|(?<=\bfrom )|(?<=\bthe )|(?<=\bto )|(?<=\bafter )|(?<=\bbefore )|(?<=\bduring )|(?<=\band )|(?<=\()|(?<=\bIn )|(?<=\bSince ))(?P<y>{YEAR})\b(?![.,]?\d)(?!\s*(?:people|troops|soldiers|tons|tonnes|miles|km|kilomet|dollars|jobs|million|percent|%))",
            0,
        ),
        lambda m: ("year", {"year": int(m["y"])}),
    ),
    _Grammar(
        "duration",
        _p(rf"\b(?P<n>{NUMBER})[\s-]+(?P<u>{UNIT}s?)(?:['’])?\b(?!\s+(?:ago|earlier|later|old))"),
        _count("duration"),
    ),
    _Grammar(
        "long-span",
        _p(
            r"\b(?:for|in|over|after|within)\s+(?P<n>)(?P<u>(?:day|week|month|year|decade|generation|centurie)s)\b"
        ),
        _count("long"),
    ),
    _Grammar(
        "now",
        _p(r"\b(?:now|currently|at present|at the moment|nowadays|these days|presently)\b"),
        _const("now"),
    ),
    _Grammar("recently", _p(r"\b(?:recently|lately|of late)\b"), _const("recent", n=30, unit="day", vague=1)),
    _Grammar("soon", _p(r"\b(?:soon|in the near future|in the future|before long)\b"), _const("soon")),
    _Grammar(
        "clock",
        _p(
            r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s*(?P<half>[ap])\.?m\.?(?:\s+(?:GMT|ET|EST|EDT|local time|[A-Z]{3,4}))?(?!\w)(?:\s+(?:on\s+)?(?P<w>(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)?|\b(?P<h24>\d{1,2}):(?P<m24>\d{2})\s*(?:GMT|UTC|local time|ET|EST|EDT|[A-Z]{2,3}ST)\b(?:\s+(?:on\s+)?(?P<w24>(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)?"
        ),
        _clock,
    ),
    _Grammar(
        "time-of-day",
        _p(
            r"(?:(?<=\bat )|(?<=\bby )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\bsince ))(?P<w>noon|midday|midnight|dawn|dusk|daybreak|nightfall)\b"
        ),
        lambda m: ("clock", {"word": m["w"].lower()}),
    ),
)
