"""Which acts belong in a brief: what a report floats in passing, or tells of nobody in particular, is left to its annotation."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model.annotation import EventMention, EventType, Status
from dragoman.model.record import Event


def belongs_in_a_brief(event: EventMention) -> bool:
    """Acts of parties with a code; a bare purpose ("to explain") and the content of a wish without a day are left to the act above them."""
    if not event.codes:
        return False
    if event.derivation.note.split(" > ")[-1] == "to" and not event.time_words:
        return False
    return not (event.status is Status.REQUESTED and not event.time_words and event.place is None)


_HOLDING = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REQUEST, EventType.REJECT})
_BACKGROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.AID})


def is_inside(event: EventMention, events: Sequence[EventMention]) -> bool:
    """The undated content of a promise, threat, request or refusal is told with the act that holds it, not again."""
    if event.time_words or event.place or event.status in (Status.HAPPENED, Status.ONGOING):
        return False
    nearest = event.derivation.note.split(" > ")[0]
    return any(
        other.type in _HOLDING
        and other.trigger.start < event.trigger.start
        and other.evidence.holds(event.trigger)
        and other.derivation.rule.rsplit(".", 1)[-1].split("+")[0] == nearest
        for other in events
    )


_FIRM_WHEN_NOT_DONE = frozenset(
    {
        EventType.AGREE,
        EventType.REJECT,
        EventType.CONSULT,
        EventType.RESPONSE,
        EventType.SILENCE,
        EventType.POLICY,
    }
)


# Acts between two: what a report tells of one alone, toward nobody and on no day, is no news of diplomacy.
_OF_TWO = frozenset(
    {
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.CONCEDE,
    }
)


# What is nothing unless somebody says it, or says nothing.
_OF_SOMEBODY = frozenset(
    {
        EventType.RESPONSE,
        EventType.SILENCE,
        EventType.POLICY,
        EventType.STATEMENT,
    }
)


def is_worth_telling(event: Event) -> bool:
    """What one report alone floats or negates in passing, or tells of nobody in particular, is left to its annotation."""
    if not event.actors and not event.recipients:
        return False
    if event.type in _OF_SOMEBODY and not event.actors:
        return False
    if len({r.document for r in event.reports}) > 1:
        return True
    if event.status is Status.NEGATED and event.type not in _FIRM_WHEN_NOT_DONE:
        return False
    if any(r.mention.time_words for r in event.reports):
        return True
    if event.type in _OF_TWO and len({*event.actors, *event.recipients}) < 2:
        return False
    if event.status in (Status.POSSIBLE, Status.REQUESTED):
        return False
    if event.type in _BACKGROUND or (event.type is EventType.STATEMENT and _says_nothing(event)):
        return False
    return bool(event.actors) or len(event.recipients) > 1


def _says_nothing(event: Event) -> bool:
    """True for words of which no telling one was made out ("said that")."""
    return not any(r.mention.topics for r in event.reports)
