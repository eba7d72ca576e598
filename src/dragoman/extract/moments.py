"""When an act was: the time expression that hangs on it, else what the report bounds it by."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from dragoman.extract.context import Context
from dragoman.extract.predicates import Hit
from dragoman.extract.status import Factuality
from dragoman.extract.times import number_of
from dragoman.model.annotation import Claim, EventType, Participant, ResolvedTime, Status
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span
from dragoman.model.time import Precision, TimeSpan, between

_CARRIED = ("dobj", "nsubjpass", "xcomp", "nsubj", "attr", "prep", "acl", "oprd", "ccomp", "acomp")
_VERBS = 3
# Nobody counts further back from the day of another act.
_MOST = 99
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_UP_TO = frozenset(["to", "until", "till", "through"])
_RANKS = frozenset(["first", "second", "third", "fourth", "fifth", "only", "last"])
_BOUNDS = frozenset({"since", "until", "till", "after", "before", "by", "following", "through"})
_AHEAD = frozenset({Status.SCHEDULED, Status.PLANNED, Status.POSSIBLE, Status.REQUESTED})
SPEECH = frozenset(
    {
        EventType.STATEMENT,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.SUPPORT,
        EventType.POLICY,
        EventType.RESPONSE,
        EventType.SILENCE,
        EventType.AGREE,
    }
)


def find_time(
    context: Context, hit: Hit, verbs: int = _VERBS
) -> tuple[TimeSpan | None, tuple[Span, ...], str]:
    """The interval of the act from the time expressions that hang on it, the words, and the rule. It may share the time of a
    verb it is joined to or told beside, over at most `verbs` of them."""
    sentence, token = hit.sentence, hit.token
    cued = context.claims.cued_in(sentence.span)
    said = {c.said_span for c in cued if c.said_span}
    quoted = context.reading.quotations_over(token.span)
    own_cue = any(c.cue.start == token.start for c in cued)
    best: tuple[int, ResolvedTime, str] | None = None
    for time in context.times.within(sentence.span):
        if (
            time.interval is None
            or (time.type in ("DURATION", "SET") and time.expression.kind not in ("past", "coming"))
            or time.expression.kind in ("now", "clock", "soon")
        ):
            continue
        top = sentence.top(time.span)
        if top is None:
            continue
        chain = [top, *sentence.governors(top)]
        rank = _attached(sentence, chain, token)
        if rank is None:
            continue
        if _is_of_the_promise(sentence, chain, token, time, context.anchor):
            continue
        if (
            not own_cue
            and time.span in said
            and rank > 0
            and not _belongs(chain, token)
            and not _is_beside(sentence, token)
        ):
            continue
        if rank > 0 and any(q.inner.holds(token.span) and not q.inner.holds(time.span) for q in quoted):
            continue
        preposition = next(
            (t.text.lower() for t in chain[:3] if t.pos in ("ADP", "SCONJ") and t.text.lower() in _BOUNDS), ""
        )
        before = sentence.tokens[top.i - 1].text.lower() if top.i else ""
        if top.dep == "poss":
            # "After Wednesday's meeting": what comes after is not the meeting.
            preposition = before = ""
        preposition = preposition or (before if before in _BOUNDS else "")
        since = next((t for t in chain[:3] if t.text.lower() == "since"), None)
        if since is not None and _is_counted(sentence, since):
            continue
        if best is None or rank < best[0]:
            best = (rank, time, preposition)
    if counted := _counted_from(context, sentence, token):
        return counted
    if best is None:
        above = _meanwhile(sentence, token) or _joined_to(sentence, token)
        if above is None or not verbs:
            return None, (), ""
        return find_time(context, replace(hit, token=above), verbs - 1)
    _, time, preposition = best
    assert time.interval is not None
    interval = _bounded(_through(context, sentence, time), preposition, context.anchor)
    return (
        (interval, (time.span,), time.derivation.rule + (f"+{preposition}" if preposition else ""))
        if interval
        else (None, (), "")
    )


def _through(context: Context, sentence: Sentence, time: ResolvedTime) -> TimeSpan:
    """ "From Friday to Sunday": the interval of a time, up to the one behind "to" where it stands behind "from"."""
    assert time.interval is not None
    text = context.reading.document.text
    later = next((t for t in context.times.within(sentence.span) if t.span.start > time.span.end), None)
    if (
        later is None
        or later.interval is None
        or later.interval.last is None
        or time.interval.first is None
        or later.interval.last < time.interval.first
        or text[time.span.end : later.span.start].strip().lower() not in _UP_TO
        or not text[sentence.span.start : time.span.start].rstrip().lower().endswith("from")
    ):
        return time.interval
    return between(time.interval.first, later.interval.last)


def _counted_from(
    context: Context, sentence: Sentence, token: Token
) -> tuple[TimeSpan | None, tuple[Span, ...], str] | None:
    """ "Said on Wednesday, two days after the talks": the day of the first act behind the count, by the day it counts from."""
    link = next((t for t in reversed(sentence.tokens[: token.i]) if t.lemma in ("after", "before")), None)
    if (
        link is None
        or link.i < 2
        or not _is_led_by(sentence, token, link)
        or any(t.pos == "VERB" for t in sentence.tokens[link.i : token.i])
    ):
        return None
    unit, count = sentence.tokens[link.i - 1], sentence.tokens[link.i - 2]
    size = number_of(count.text) if count.tag == "CD" or count.lemma in ("a", "an") else None
    days = [
        t for t in context.times.within(sentence.span) if t.interval and t.interval.precision is Precision.DAY
    ]
    earlier = [t for t in days if t.span.end <= count.start]
    at = earlier[-1] if earlier else next(iter(days), None) if count.i == 0 else None
    if (
        unit.lemma not in _DAYS
        or size is None
        or size > _MOST
        or at is None
        or at.interval is None
        or at.interval.first is None
    ):
        return None
    shift = timedelta(days=size * _DAYS[unit.lemma] * (-1 if link.lemma == "after" else 1))
    day = at.interval.first + shift
    return TimeSpan(day, day, Precision.DAY), (Span(count.start, link.end), at.span), "time.counted-from"


def _is_led_by(sentence: Sentence, act: Token, link: Token) -> bool:
    """ "Two days after the talks", "a week after they had met": the act stands behind the word and not beside it."""
    above = {act.i, *(g.i for g in sentence.governors(act))}
    return link.i in above or (link.dep == "mark" and link.head in above)


def _meanwhile(sentence: Sentence, token: Token) -> Token | None:
    """ "When it last fired one, in 2016, the council answered", "walked out on Tuesday, accusing them": the verb above that a clause
    of "when" or a bare participle shares its time with."""
    above = sentence.head(token)
    if token.dep != "advcl" or above is None or above.pos not in ("VERB", "AUX"):
        return None
    links = {k.text.lower() for k in sentence.kids(token, "advmod", "mark")}
    beside = token.tag == "VBG" and not sentence.kids(token, "mark", "aux", "nsubj") and above.tag == "VBD"
    return above if beside or links & {"when", "as", "while"} else None


def _joined_to(sentence: Sentence, token: Token) -> Token | None:
    """ "Met on Monday and signed": the verb before "and" that a verb of the same subject and tense shares its time with."""
    before = sentence.head(token)
    if token.dep != "conj" or before is None or before.pos != "VERB" or before.i > token.i:
        return None
    own = sentence.kid(token, "nsubj", "nsubjpass", "aux") is not None
    return before if not own and before.tag == token.tag == "VBD" else None


def _is_counted(sentence: Sentence, since: Token) -> bool:
    """ "Their first meeting since 2019": the year counts how rare the meeting is and is not its day."""
    before = sentence.tokens[max(0, since.i - 8) : since.i]
    return any(t.text.lower() in _RANKS or t.tag in ("JJS", "RBS") for t in before)


def _attached(sentence: Sentence, chain: list[Token], trigger: Token) -> int | None:
    """How closely a time hangs on a trigger: 0 on it, more over light verbs; None when another verb stands between."""
    for steps, token in enumerate(chain[:9]):
        if token.i == trigger.i:
            return steps
        if token.pos in ("VERB", "AUX") and token.i != trigger.i:
            first = sentence.kid(token, "dobj")
            if token.lemma in _SEQUENCE and first is not None and trigger.i < token.i < first.i < chain[0].i:
                return None
            if (
                token.dep in ("acl", "relcl")
                and (
                    token.head == trigger.i
                    or _is_held(sentence, token, trigger)
                    or _is_told_behind(sentence, token, trigger)
                )
                and token.tag in ("VBN", "VBD", "VBZ", "VBG")
            ):
                return steps + 1
            if steps and chain[steps - 1].dep in ("nsubj", "nsubjpass") and token.dep != "xcomp":
                carrying: tuple[str, ...] = tuple(d for d in _CARRIED if d != "ccomp")
            else:
                carrying = _CARRIED
            carried = {k.i for k in sentence.kids(token, *carrying)}
            reach = trigger
            hops = 0
            while reach.head != reach.i and hops < 4:
                if reach.i in carried or (
                    reach.head == token.i
                    and reach.dep in ("dobj", "nsubjpass", "xcomp", "nsubj", "attr", "oprd", "acomp")
                ):
                    return steps + 1 + hops
                if not _is_what_it_would_be(sentence, reach) and reach.dep not in (
                    "pobj",
                    "prep",
                    "dobj",
                    "xcomp",
                    "acl",
                    "compound",
                    "nmod",
                    "conj",
                    "poss",
                    "acomp",
                    "relcl",
                ):
                    break
                reach = sentence.tokens[reach.head]
                hops += 1
                if (
                    reach.pos in ("VERB", "AUX")
                    and reach.i != token.i
                    and reach.dep not in ("xcomp", "acl", "relcl")
                    and not _is_what_it_would_be(sentence, reach)
                ):
                    break
            if token.dep != "xcomp" or sentence.kid(token, "nsubj"):
                return None
    return None


def _is_what_it_would_be(sentence: Sentence, token: Token) -> bool:
    """ "Expects them on Friday for what would be their first meeting": the noun, and the verb that says what it would be."""
    verb = sentence.head(token) if token.dep == "attr" else token
    return verb is not None and verb.lemma == "be" and verb.dep == "pcomp"


def _is_of_the_promise(
    sentence: Sentence, chain: list[Token], token: Token, time: ResolvedTime, anchor: TimeSpan | None
) -> bool:
    """ "On Saturday agreed to hold off": a past day is that of the promise and not of what it promises."""
    verb = next((t for t in chain if t.pos in ("VERB", "AUX")), None)
    return (
        verb is not None
        and verb.lemma in _COMMITTING
        and verb.tag in ("VBD", "VBN")
        and any(
            k.i == token.i or k.i in {g.i for g in sentence.governors(token)}
            for k in sentence.kids(verb, "xcomp")
        )
        and time.interval is not None
        and time.interval.last is not None
        and anchor is not None
        and anchor.first is not None
        and time.interval.last < anchor.first
    )


# "The call follows the delivery of a note on Thursday": the day is that of what came first.
_SEQUENCE = frozenset(["follow", "precede", "succeed"])
_COMMITTING = frozenset(
    "agree promise pledge vow offer decide urge ask order call demand threaten refuse commit undertake propose".split()
)


def _belongs(chain: list[Token], noun: Token) -> bool:
    """ "In a telephone call on Monday, they said": the day is the noun's own, and the words have it from there."""
    verb = next((i for i, t in enumerate(chain) if t.pos in ("VERB", "AUX")), len(chain))
    return noun.pos == "NOUN" and any(t.i == noun.i for t in chain[:verb])


def _is_beside(sentence: Sentence, noun: Token) -> bool:
    """ "Promised on Tuesday during a call": what is said during an act is said on its day."""
    link = sentence.head(noun)
    return noun.dep == "pobj" and link is not None and link.lemma == "during"


def _is_held(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """ "A meeting of the ministers held on 9 November": the meeting is held, though the parser lets the ministers be."""
    owner = sentence.head(verb)
    link = sentence.head(owner) if owner is not None else None
    return (
        verb.lemma in _HELD
        and verb.tag == "VBN"
        and link is not None
        and link.pos == "ADP"
        and link.head == noun.i
        and noun.pos == "NOUN"
    )


def _is_told_behind(sentence: Sentence, verb: Token, noun: Token) -> bool:
    """ "The progress since their last meeting, held on 6 January": the participle behind the comma tells of the noun before it."""
    return (
        verb.tag == "VBN"
        and noun.pos == "NOUN"
        and verb.i == noun.i + 2
        and sentence.tokens[verb.i - 1].text == ","
    )


_HELD = frozenset("hold convene schedule plan conduct sign conclude reach stage host set".split())


def _bounded(interval: TimeSpan, preposition: str, anchor: TimeSpan | None) -> TimeSpan | None:
    last = anchor.last if anchor else None
    match preposition:
        case "since" if interval.first and (last is None or last >= interval.first):
            return between(interval.first, last)
        case "after" | "following" if interval.first and last and last >= interval.first:
            return between(interval.first, last)
        case "after" | "following":
            return TimeSpan(interval.first, None, Precision.OPEN) if interval.first else None
        case "before":
            return TimeSpan(None, interval.last, Precision.OPEN) if interval.last else None
        case _:
            return interval


def from_now_on(time: TimeSpan | None, rule: str, status: Status, anchor: TimeSpan | None) -> TimeSpan | None:
    """The interval of an act that lies ahead, "before Christmas" or "by the end of June": from the report's day on."""
    if time is None or time.last is None or status not in _AHEAD or anchor is None or anchor.first is None:
        return time
    bounded = rule.endswith(("+before", "+by", "+until", "+till"))
    return between(anchor.first, time.last) if bounded and anchor.first <= time.last else time


def bounded_by_report(
    context: Context,
    type_: EventType,
    status: Status,
    actors: list[Participant],
    factuality: Factuality,
    spoken: TimeSpan | None,
    claim: Claim | None,
    over: bool,
) -> tuple[TimeSpan | None, str]:
    """An act without a time of its own is bounded by the report; words in a run share the day `spoken` of the words
    that the same party said just before. What may have been is `over`."""
    anchor = context.anchor
    if anchor is None or anchor.last is None:
        return None, ""
    if type_ in SPEECH and spoken is not None and status in (Status.HAPPENED, Status.NEGATED):
        return spoken, "time.same-speaker"
    if status is Status.ONGOING and anchor.first:
        return between(anchor.first, anchor.last), "time.going-on"
    if over and status is Status.POSSIBLE:
        return TimeSpan(None, anchor.last, Precision.OPEN), "time.before-report"
    if status in (Status.SCHEDULED, Status.PLANNED, Status.POSSIBLE, Status.REQUESTED) or factuality.future:
        return TimeSpan(anchor.first, None, Precision.OPEN), "time.ahead-of-report"
    if (
        claim is not None
        and claim.said is not None
        and type_ in SPEECH
        and claim.speaker is not None
        and claim.speaker.country in {None, *(p.country for p in actors)}
    ):
        return claim.said, "time.said-on"
    if type_ in SPEECH and status is Status.HAPPENED and anchor.first:
        recent = _news_day(context)
        return between(recent, anchor.last), "time.news-of-the-day"
    return TimeSpan(None, anchor.last, Precision.OPEN), "time.before-report"


def _news_day(context: Context) -> date:
    """The day that the report names most among its own and the two before it, the latest on a tie; else its own day."""
    anchor = context.anchor
    assert anchor is not None and anchor.first is not None
    days = Counter(
        t.interval.first
        for t in context.times.values
        if t.interval
        and t.interval.precision is Precision.DAY
        and t.interval.first
        and t.expression.kind != "now"
        and 0 <= (anchor.first - t.interval.first).days <= 2
    )
    return max(days, key=lambda d: (days[d], d)) if days else anchor.first
