"""An act named again: "the talks", "Friday's call", "the deal", "the release" take from where it was told what their own words leave out. Whoever meets or agrees is named once in a report; what follows speaks of "the meeting" and "the deal".

The antecedent is the last act of the same type told before with those who did it (definite noun phrases take the most
recent fitting entity: the recency rule of the anaphora literature, Lappin and Leass 1994). A noun with an ordinal or
"another" names an act of its own by the same parties: it takes them and not the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.extract.context import Context
from dragoman.extract.phrases import prepositional_phrases, subjects_of
from dragoman.extract.predicates import Hit
from dragoman.extract.roles import LIGHT
from dragoman.model.annotation import EventMention, EventType, Participant, Status
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span
from dragoman.model.time import TimeSpan

_DEFINITE = frozenset("the this that these those such both its their his her".split())
_OTHER = frozenset(
    "second third fourth fifth sixth another other new next further earlier previous last separate first final fresh "
    "additional more later similar".split()
)
# What happens to a meeting or a deal as a whole: its noun is then an act, definite or not.
_BEFALLS = frozenset(
    "take last go fail founder collapse begin start open resume end finish close break continue hold plan schedule set postpone "
    "delay put call cancel agree reach sign announce expect bring produce yield drag proceed come stall adjourn "
    "conclude follow stand remain stay confirm describe".split()
)


# What one side does to another, told again by a noun.
_DONE_TO_SOMEBODY = frozenset(
    "ASSAULT COERCE RETREAT SANCTION ACCUSE REQUEST REJECT AID CONCEDE MOBILIZE".split()
)
_UNDOING = {
    "CONCEDE": (EventType.CONCEDE, EventType.SANCTION),
}
# How many acts back one may be named again.
_REACH = 40
_CALLS = frozenset(["call", "videoconference", "teleconference"])
_EITHER = frozenset(["conversation", "contact", "exchange", "discussion", "dialogue", "consultation"])


@dataclass(frozen=True, slots=True)
class Again:
    """Who takes part, and where the noun names the very same act as one told before, its day and that one."""

    actors: list[Participant]
    recipients: list[Participant]
    time: TimeSpan | None = None
    words: tuple[Span, ...] = ()
    told: EventMention | None = None


def named_again(
    context: Context,
    hit: Hit,
    actors: list[Participant],
    recipients: list[Participant],
    before: Sequence[EventMention],
) -> Again | None:
    """What a noun for an act of two or more takes from the report; None when it stands for nothing told before.

    `before` are the acts told so far, in the order of the text.
    """
    if hit.predicate.pos != "noun":
        return None
    if hit.predicate.type in _DONE_TO_SOMEBODY or hit.predicate.roles == "visit":
        return _done_again(context, hit, actors, recipients, before)
    if not (hit.predicate.roles == "both" or hit.predicate.type == "AGREE"):
        return None
    together = actors if hit.predicate.roles == "both" else actors + recipients
    codes = {p.country or p.party for p in together}
    over = [e for e in before if e.status is Status.HAPPENED] if _was(hit) else before
    if _is_said_of_it(hit) and (spoken_of := next(_fitting(hit, codes, over), None)) is not None:
        actors = _joined(together, list(spoken_of.actors))
        return Again(actors, [], spoken_of.time, spoken_of.time_words, spoken_of)
    if len(codes) >= 2 or not _speaks_of_one(context, hit, bool(codes)) or _names_somebody_else(context, hit):
        return None
    earlier = _antecedent(hit, codes, before)
    if earlier is None:
        sides = list(context.sides)
        fits = len(sides) == 2 and codes <= {p.country for p in sides}
        return Again(_joined(together, sides), []) if fits else None
    own = is_another(hit)
    time, words = (None, ()) if own else (earlier.time, earlier.time_words)
    told = None if own else earlier
    return Again(_joined(together, list(earlier.actors)), [], time if words else None, words, told)


def _done_again(
    context: Context,
    hit: Hit,
    actors: list[Participant],
    recipients: list[Participant],
    before: Sequence[EventMention],
) -> Again | None:
    """ "The release", "Tuesday's expulsions": a definite noun for what one side did to the other takes both from where it was told;
    none when two of different days or of different sides fit."""
    sentence, token = hit.sentence, hit.token
    words = _modifiers(sentence, token)
    dated = any(context.times.on(k) for k in sentence.kids(token, "poss"))
    codes = {p.country or p.party for p in actors + recipients}
    if not (words & _DEFINITE or dated) or words & _OTHER or len(codes) > 1:
        return None
    fitting = [
        e
        for e in reversed(before[-_REACH:])
        if e.type is EventType(hit.predicate.type)
        and (
            e.mode == hit.predicate.mode
            or (None in (e.mode, hit.predicate.mode) and e.type is not EventType.ASSAULT)
        )
        and e.actors
        and e.recipients
        and {p.country or p.party for p in actors} <= {p.country or p.party for p in e.actors}
        and {p.country or p.party for p in recipients} <= {p.country or p.party for p in e.recipients}
    ]
    own = [t.interval for k in sentence.kids(token, "poss") if (t := context.times.on(k)) and t.interval]
    if own:
        fitting = [e for e in fitting if e.time is not None and e.time.overlaps(own[0])]
    days = [e.time for e in fitting if e.time_words and e.time is not None]
    doers = {frozenset(p.country or p.party for p in e.actors) for e in fitting}
    if len(doers) != 1 or any(not one.overlaps(other) for one in days for other in days):
        return None
    told = next((e for e in fitting if e.time_words), fitting[0])
    return Again(
        actors or list(told.actors), recipients or list(told.recipients), told.time, told.time_words, told
    )


def by_precedent(
    context: Context, hit: Hit, before: Sequence[EventMention]
) -> tuple[list[Participant], list[Participant]]:
    """ "The vessel was impounded", "the ambassador had been called in": who did it to whom, from the acts of this kind that a report
    about two sides has told; nobody when they go both ways. Who imposed lifts."""
    if hit.predicate.type not in _DONE_TO_SOMEBODY or len(context.sides) != 2:
        return [], []
    sides = {p.country for p in context.sides}
    such = [
        e
        for e in before
        if e.type in _UNDOING.get(hit.predicate.type, (EventType(hit.predicate.type),))
        and e.actors
        and e.recipients
    ]
    ways = {(e.actors[0].country, e.recipients[0].country) for e in such}
    if len(ways) != 1 or not all(set(way) == sides for way in ways):
        return [], []
    named = {p.country: p for p in context.sides}
    ((doer, other),) = ways
    return [named[doer]], [named[other]]


def is_another(hit: Hit) -> bool:
    """ "A second call", "another round": an act of its own beside the one told before."""
    return bool(_modifiers(hit.sentence, hit.token) & _OTHER)


def _antecedent(hit: Hit, codes: set[str | None], before: Sequence[EventMention]) -> EventMention | None:
    """The last act of this type with two or more who did it together, all those named here among them; none when two
    of different days fit, since then nobody can tell which is meant."""
    fitting = list(_fitting(hit, codes, before))
    days = [e.time for e in fitting if e.time_words and e.time is not None]
    if any(not one.overlaps(other) for one in days for other in days):
        return None
    return next((e for e in fitting if e.time_words), fitting[0]) if fitting else None


def _fitting(hit: Hit, codes: set[str | None], before: Sequence[EventMention]) -> Iterator[EventMention]:
    """The acts told before that the noun may stand for, the last first."""
    for event in reversed(before[-_REACH:]):
        parties = {p.country or p.party for p in event.actors}
        such = event.type is EventType(hit.predicate.type) and _is_such(hit.token.lemma, event)
        if such and len(parties) >= 2 and codes <= parties:
            yield event


def _was(hit: Hit) -> bool:
    """ "It was their first meeting": said of one that took place."""
    verb = hit.sentence.head(hit.token)
    return verb is not None and verb.tag == "VBD"


def _is_said_of_it(hit: Hit) -> bool:
    """ "It was their second talk this week": said of the act told just before, whatever is counted."""
    verb = hit.sentence.head(hit.token)
    if hit.token.dep != "attr" or verb is None or verb.lemma != "be":
        return False
    subject = hit.sentence.kid(verb, "nsubj")
    return subject is not None and subject.lemma in ("it", "this", "that")


def _is_such(noun: str, event: EventMention) -> bool:
    """ "The call" goes back to one by telephone, "the summit" and "the meeting" to one that was not."""
    if event.type is not EventType.CONSULT:
        return True
    by_phone = event.mode == "phone" or event.channel == "phone"
    if noun in _CALLS:
        return by_phone
    return noun in _EITHER or not by_phone


def _joined(named: list[Participant], others: list[Participant]) -> list[Participant]:
    """Those named here, then the rest of those who did it."""
    codes = {p.country or p.party for p in named}
    return named + [p for p in others if (p.country or p.party) not in codes]


def _names_somebody_else(context: Context, hit: Hit) -> bool:
    """ "Ukraine and the separatists resumed the talks", "the talks with the rebels": others than those told of before."""
    sentence, token = hit.sentence, hit.token
    named = [n for _, n in prepositional_phrases(sentence, token, ("with", "between", "among"))]
    verb = sentence.head(token)
    if verb is not None and verb.pos == "VERB" and token.dep in ("dobj", "pobj") and verb.lemma in LIGHT:
        named += subjects_of(sentence, verb)
    named += [k for n in named for k in sentence.kids(n, "conj")]
    return any(n.pos in ("NOUN", "PROPN") and context.mentions.on(n) is None for n in named)


def _speaks_of_one(context: Context, hit: Hit, has_party: bool) -> bool:
    """True for a definite noun ("the talks", "Tuesday's meeting", "a second call") and for one that something befalls."""
    sentence, token = hit.sentence, hit.token
    before = _modifiers(sentence, token)
    if before & {"no", "any"} and not before & {"such"}:
        return False
    if has_party and not before & _DEFINITE:
        return False
    if before & (_DEFINITE | _OTHER) or any(context.times.on(k) for k in sentence.kids(token, "poss")):
        return True
    head = sentence.head(token)
    if head is None:
        return False
    if token.dep in ("nsubj", "nsubjpass"):
        return head.lemma in _BEFALLS
    return (
        token.dep == "pobj"
        and head.lemma in ("after", "before", "during", "following")
        and token.tag in ("NNS", "NNPS")
    )


def _modifiers(sentence: Sentence, token: Token) -> set[str]:
    """The small words before the noun, in lower case."""
    return {k.text.lower() for k in sentence.kids(token, "det", "amod", "poss", "predet", "advmod", "nummod")}
