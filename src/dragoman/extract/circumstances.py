"""Where and how an act was: place, channel, numbers, telling words, PLOVER contexts."""

from __future__ import annotations

import re

from dragoman.extract.context import Context
from dragoman.model.annotation import EventType, MentionKind, Place, Quantity
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span

_STOP = frozenset(
    "be have do say tell make take get give go come other such new first last more also own same many "
    "much several that this which who it its their his her year day week month".split()
)
_CHANNELS = (
    ("video", re.compile(r"\bvideo\b|videoconference|virtual(ly)?\b|\bonline\b", re.I)),
    (
        "phone",
        re.compile(r"\b(tele)?phone[ds]?\b|\bphone call|\bby telephone|\bcall with\b|\bphoned\b", re.I),
    ),
    (
        "letter",
        re.compile(r"\bletters?\b|\bin writing\b|\bnote verbale\b|\bprotest note\b|\bwrote to\b", re.I),
    ),
    (
        "third-party",
        re.compile(
            r"\bintermediar|\bmediat|\bthrough (the )?(swiss|swedish|omani|qatari)|\bback.?channel|\bgo-between",
            re.I,
        ),
    ),
    (
        "public",
        re.compile(
            r"\bpress conference|news conference|\bspeech\b|\bstatement\b|\btweet|\binterview\b|\breporters\b|\btelevised\b|\bannounce",
            re.I,
        ),
    ),
    (
        "in-person",
        re.compile(
            r"\bmeet(s|ing|ings)?\b|\bmet\b|\bsummit\b|\bvisit|\bface.to.face\b|\btalks\b|\bdinner\b|\btable\b",
            re.I,
        ),
    ),
)
_NUMBER = re.compile(
    r"(?P<bound>(?:more than|over|at least|nearly|about|some|up to|around|almost|fewer than|less than|under)\s+)?(?P<cur>[$€£])?"
    r"(?P<n>\d[\d,]*(?:\.\d+)?)(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion))?(?P<pct>\s?(?:percent|per cent|%))?(?:[\s-]+(?P<unit>[a-z]{3,}))?",
    re.I,
)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORD_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_WORD_NUMBER = re.compile(
    r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\w+\s+)?(?P<unit>[a-z]{3,}s)\b",
    re.I,
)


def find_place(context: Context, sentence: Sentence, evidence: Span, token: Token) -> Place | None:
    """The place of the act: a place name after "in" or "at" inside its clause, the one nearest its trigger."""
    best: tuple[int, Place] | None = None
    for k in sentence.at(evidence):
        if k.lemma not in ("in", "at") or k.pos != "ADP":
            continue
        noun = sentence.kid(k, "pobj")
        if noun is None or noun.pos != "PROPN" or context.times.on(noun):
            continue
        mention = context.mentions.on(noun)
        if (
            mention is not None
            and mention.kind not in (MentionKind.PLACE, MentionKind.STATE, MentionKind.GOVERNMENT)
            and mention.derivation.rule != "mention.unknown-person"
        ):
            continue
        words = [t for t in sentence.subtree(noun) if t.dep in ("compound", "amod", "det") or t.i == noun.i]
        names = [t for t in words if t.pos == "PROPN" or t.dep != "det"]
        if not names:
            continue
        span = (
            mention.span
            if mention is not None and mention.kind is not MentionKind.STATE
            else Span(names[0].start, names[-1].end)
        )
        distance = abs(k.i - token.i)
        if best is None or distance < best[0]:
            best = (
                distance,
                Place(span, context.reading.document.quote(span), mention.country if mention else None),
            )
    return best[1] if best else None


def find_channel(type_: EventType, mode: str | None, text: str, rule: str) -> str | None:
    if mode == "phone":
        return "video" if re.search(r"video", text, re.I) else "phone"
    if type_ is EventType.STATEMENT:
        return "public"
    if mode == "visit":
        return "in-person"
    return (
        next((name for name, pattern in _CHANNELS if pattern.search(text)), None)
        if type_
        in (EventType.CONSULT, EventType.AGREE, EventType.REQUEST, EventType.RESPONSE, EventType.ACCUSE)
        else None
    )


# Durations of TIMEX3, in units that can be set side by side: weeks are days, years are months.
_LASTING = re.compile(r"P(?P<clock>T?)(?P<n>\d+(?:\.\d+)?)(?P<unit>[DWMYH])")
# "A day after the meeting" lasts nothing.
_COUNTS_FROM = re.compile(r"\s{1,3}(?:after|ago|ahead|apart|before|earlier|from|later|since|until)\b")
_UNITS_OF_TIME = {
    "D": (1, "days"),
    "W": (7, "days"),
    "M": (1, "months"),
    "Y": (12, "months"),
    "TH": (60, "minutes"),
    "TM": (1, "minutes"),
}


def find_quantities(context: Context, evidence: Span) -> tuple[Quantity, ...]:
    """Numbers that count something in the clause, and how long something lasts ("a truce of 60 days"); dates are left out."""
    text = context.reading.document.text
    found = []
    for match in _NUMBER.finditer(text, evidence.start, evidence.end):
        span = Span(*match.span())
        if any(
            t.span.overlaps(Span(match.start("n"), match.end("n")))
            for t in context.times.within(Span(max(0, span.start - 40), span.end + 40))
        ):
            continue
        unit = (
            "percent"
            if match["pct"]
            else {"$": "dollars", "€": "euros", "£": "pounds"}.get(
                match["cur"] or "", (match["unit"] or "").lower()
            )
        )
        if not unit:
            continue
        value = float(match["n"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
        found.append(
            Quantity(Span(span.start, span.end), value, unit, (match["bound"] or "").strip().lower())
        )
    for match in _WORD_NUMBER.finditer(text, evidence.start, evidence.end):
        span = Span(*match.span())
        if not any(
            t.span.overlaps(span) for t in context.times.within(Span(max(0, span.start - 40), span.end + 40))
        ):
            found.append(Quantity(span, float(_WORD_NUMBERS[match["n"].lower()]), match["unit"].lower()))
    for time in context.times.within(evidence):
        lasting = _LASTING.fullmatch(time.value) if time.expression.kind == "duration" else None
        size = _UNITS_OF_TIME.get(lasting["clock"] + lasting["unit"]) if lasting is not None else None
        if lasting is not None and size is not None and not _COUNTS_FROM.match(text, time.span.end):
            found.append(Quantity(time.span, float(lasting["n"]) * size[0], size[1]))
    return tuple(found)


def find_topics(context: Context, sentence: Sentence, evidence: Span) -> frozenset[str]:
    """The content words of the clause: lemmas of nouns, verbs and adjectives that are no name and no time."""
    words = set()
    for token in sentence.at(evidence):
        if (
            token.pos in ("NOUN", "VERB", "ADJ", "PROPN", "NUM")
            and token.lemma not in _STOP
            and len(token.lemma) > 2
            and not context.times.on(token)
        ):
            mention = context.mentions.on(token)
            if mention is None or mention.kind is MentionKind.UNNAMED:
                words.add(token.lemma)
    return frozenset(words)


def find_contexts(context: Context, text: str) -> tuple[str, ...]:
    return tuple(sorted(name for name, pattern in context.knowledge.lexicon.contexts if pattern.search(text)))
