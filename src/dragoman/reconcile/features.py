"""How alike two event mentions are: a sum of small functions whose docstrings are the explanation a reader sees.

Weights sit in one table; tuning is a one-line change. Cannot-links come first: different days, a thing done against a
thing denied, different people of one country. Every function takes many pairs at once (reconcile/pairs) and gives one
number, or one yes or no, for each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.model.annotation import UNREAL, EventType, Status
from dragoman.model.record import Reason
from dragoman.reconcile.pairs import Mask, Numbers, Pairs
from dragoman.reconcile.same_words import family

_SYMMETRIC = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})
SPEECH = frozenset(
    {
        EventType.STATEMENT,
        EventType.ACCUSE,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
        EventType.REJECT,
        EventType.POLICY,
    }
)
_KIN = (
    frozenset({EventType.AGREE, EventType.CONSULT}),
    frozenset({EventType.STATEMENT, EventType.REQUEST}),
    frozenset({EventType.STATEMENT, EventType.POLICY}),
    frozenset({EventType.RESPONSE, EventType.STATEMENT}),
    frozenset({EventType.REJECT, EventType.ACCUSE}),
    frozenset({EventType.STATEMENT, EventType.SUPPORT}),
    frozenset({EventType.STATEMENT, EventType.ACCUSE}),
    frozenset({EventType.STATEMENT, EventType.REJECT}),
    frozenset({EventType.STATEMENT, EventType.THREATEN}),
    frozenset({EventType.CONCEDE, EventType.RETREAT}),
    frozenset({EventType.AGREE, EventType.CONCEDE}),
    frozenset({EventType.AGREE, EventType.COOPERATE}),
    frozenset({EventType.POLICY, EventType.AGREE}),
    frozenset({EventType.THREATEN, EventType.REQUEST}),
)


def are_kin(one: EventType, other: EventType) -> bool:
    """True when one act may be told under either of two types."""
    return frozenset({one, other}) in _KIN


KINDS: dict[EventType, frozenset[EventType]] = {
    t: frozenset({t}) | {o for o in EventType if are_kin(t, o)} for t in EventType
}


# ---------------------------------------------------------------- features


@dataclass(frozen=True, slots=True)
class Feature:
    measure: Callable[[Pairs], Numbers]
    weight: float

    @property
    def text(self) -> str:
        return (self.measure.__doc__ or "").strip().rstrip(".")


def same_kind(pairs: Pairs) -> Numbers:
    """the same kind of act"""
    return np.where(pairs.same("type"), 1.0, KIN)


def same_participants(pairs: Pairs) -> Numbers:
    """the same participants"""
    everybody = _likeness(pairs, "everybody")
    recipients = pairs.filled("recipients")
    in_roles = 0.6 * _likeness(pairs, "actors") + 0.4 * np.where(
        recipients, _likeness(pairs, "recipients"), 0.5
    )
    return np.where(pairs.both_in("type", _SYMMETRIC), everybody, np.maximum(in_roles, 0.8 * everybody))


def rare_act(pairs: Pairs) -> Numbers:
    """such an act of the same parties is seldom told here"""
    return np.where(pairs.same("act") & pairs.same("actors_key"), pairs.rarity, 0.0)


def times_agree(pairs: Pairs) -> Numbers:
    """their times agree"""
    own_words = _both_dated(pairs)
    agreeing = np.where(own_words, np.where(pairs.same("time"), 1.0, 0.7), 0.2)
    unsure = pairs.overlapping(slack=_UNSURE) & ~pairs.both("worded")
    apart = np.where(unsure, 0.0, -1.0)
    return np.where(pairs.both("timed"), np.where(pairs.overlapping(), agreeing, apart), 0.0)


def telling_words(pairs: Pairs) -> Numbers:
    """the clauses share telling words"""
    return pairs.words


def like_sentences(pairs: Pairs) -> Numbers:
    """two reports tell it in sentences that share their words"""
    return np.where(pairs.same("document"), 0.0, pairs.sentences)


def same_word(pairs: Pairs) -> Numbers:
    """one word names the act in both"""
    bare = pairs.both_in("type", _STATEMENTS) | pairs.both_in("word", _BARE)
    return (pairs.same_known("word") & ~bare).astype(float)


def same_people(pairs: Pairs) -> Numbers:
    """the same people are named"""
    return (pairs.shared("people") > 0).astype(float)


def shared_quotation(pairs: Pairs) -> Numbers:
    """they quote the same words"""
    least = np.minimum(*pairs.sizes("quoted"))
    return np.minimum(1.0, 2 * pairs.shared("quoted") / np.maximum(1, least))


def same_place(pairs: Pairs) -> Numbers:
    """the same place is named"""
    same, country = pairs.same_known("place"), pairs.same_known("place_country")
    return np.where(pairs.known("place"), np.where(same, 1.0, np.where(country, 0.2, -0.6)), 0.0)


def same_numbers(pairs: Pairs) -> Numbers:
    """the same numbers are given"""
    return (pairs.shared("numbers") > 0).astype(float)


def same_status(pairs: Pairs) -> Numbers:
    """both tell it as done, planned or denied alike"""
    return pairs.same("status").astype(float)


def nothing_shared(pairs: Pairs) -> Numbers:
    """words of one speaker that share no telling word and no quotation are two things said"""
    said = pairs.both_in("type", SPEECH) & ~pairs.same("document") & ~_one_step(pairs)
    apart = (pairs.words < 0.12) & (pairs.shared("quoted") == 0)
    return (said & apart & (np.minimum(*pairs.sizes("topics")) >= _TELLING)).astype(float)


def one_named(pairs: Pairs) -> Numbers:
    """only one names the person who speaks, and little else ties the two"""
    left, right = pairs.sizes("speakers")
    said = pairs.both_in("type", _STATEMENTS) & pairs.filled("actors") & ((left > 0) != (right > 0))
    return (said & (pairs.words < _MUCH_SHARED) & (pairs.shared("quoted") == 0)).astype(float)


def vague_and_apart(pairs: Pairs) -> Numbers:
    """one has no time of its own, and neither words, people nor place tie the two"""
    tied = (pairs.words >= 0.12) | (pairs.shared("people") > 0) | (same_place(pairs) > 0)
    timed = _both_dated(pairs) | (pairs.both("worded") & pairs.both("closed"))
    return (~timed & ~tied & (pairs.shared("quoted") == 0)).astype(float)


def news_and_background(pairs: Pairs) -> Numbers:
    """one has a day of its own long before the other, which has none"""
    first, second = pairs.ends()
    apart = np.abs(first - second) > _LONG_BEFORE
    return (apart & pairs.one("worded") & pairs.same("type")).astype(float)


def _both_dated(pairs: Pairs) -> Mask:
    """True where both have a time of their own of a few days at most, or name one day of the week, whichever week it is."""
    return pairs.both("narrow") | pairs.same_known("weekday")


def _one_step(pairs: Pairs) -> Mask:
    """True for what the same actors ask, blame or refuse the same others for on the same day: one step, however worded."""
    same = pairs.same("type") & pairs.same("actors_key") & pairs.filled("actors") & pairs.same("time")
    toward = ~pairs.filled("recipients") | (pairs.shared("recipients") > 0)
    return same & toward & pairs.both("narrow") & ~pairs.both_in("type", _STATEMENTS)


def _likeness(pairs: Pairs, field: str) -> Numbers:
    """The share of codes in common; three quarters at least when one side's are all among the other's."""
    left, right = pairs.sizes(field)
    shared = pairs.shared(field)
    share = shared / np.maximum(1, left + right - shared)
    whole = np.where(shared >= np.minimum(left, right), np.maximum(0.75, share), share)
    return np.where((left == 0) | (right == 0), 0.3, whole)


# Words that tell no more than the kind of the act.
_BARE = frozenset(map(family, "agree support welcome accuse criticise warn threaten".split()))
KIN = -0.4
_TELLING = 3
_UNSURE = 2
# How many days before the news of a report what it tells of the past lies, as a rule.
_LONG_BEFORE = 8
_MUCH_SHARED = 0.3
_MOST_SHARED = 0.5
FEATURES = (
    Feature(same_kind, 2.0),
    Feature(same_participants, 0.9),
    Feature(rare_act, 1.5),
    Feature(times_agree, 1.2),
    Feature(telling_words, 2.0),
    Feature(like_sentences, 2.0),
    Feature(same_word, 1.8),
    Feature(same_people, 0.4),
    Feature(shared_quotation, 2.0),
    Feature(same_place, 0.3),
    Feature(same_numbers, 0.3),
    Feature(same_status, 0.4),
    Feature(nothing_shared, -1.8),
    Feature(one_named, -0.8),
    Feature(vague_and_apart, -0.9),
    Feature(news_and_background, -1.2),
)
MATCH = 4.2


# Those that take long, none of which takes anything from the score or gives more than its weight, and the others.
DEAR = tuple(f for f in FEATURES if f.measure is like_sentences)
CHEAP = tuple(f for f in FEATURES if f not in DEAR)


def score(pairs: Pairs, features: Sequence[Feature] = FEATURES) -> Numbers:
    """The sum of the features, each with its weight: of all of them, the likeness of two mentions."""
    return np.sum([f.weight * f.measure(pairs) for f in features], axis=0)


def reasons(pairs: Pairs) -> list[tuple[Reason, ...]]:
    """For each pair what made its likeness, strongest first."""
    table = [(f.text, f.weight * f.measure(pairs)) for f in FEATURES]
    found = []
    for at in range(len(pairs)):
        told = [Reason(text, round(float(values[at]), 2)) for text, values in table if values[at]]
        found.append(tuple(sorted(told, key=lambda r: (-abs(r.weight), r.text))))
    return found


# ---------------------------------------------------------------- cannot-links


def done_and_not_done(pairs: Pairs) -> Mask:
    """one is told as done, the other as not done; what was planned and then called off is one plan with a history"""
    called_off = pairs.either_in("status", _OFF) & pairs.either_in("status", _AHEAD)
    return pairs.one_in("status", UNREAL) & ~called_off


def different_days(pairs: Pairs) -> Mask:
    """different days: one day of grace for a call across time zones that two reports tell, none for meetings"""
    calls = pairs.both("called_on_a_day") & ~pairs.same("document")
    apart = ~pairs.overlapping(slack=np.where(calls, 1, 0))
    named = pairs.known("weekday") & ~pairs.same("weekday") & ~pairs.both("on_a_day")
    return pairs.both("timed") & pairs.both("worded") & (apart | named)


def called_and_met(pairs: Pairs) -> Mask:
    """one is a talk by telephone, the other a meeting in person"""
    return pairs.known("how") & ~pairs.same("how")


def different_people(pairs: Pairs) -> Mask:
    """different people of one country, save in a meeting in person, where another report may name others"""
    apart = pairs.filled("people") & (pairs.shared("people") == 0) & (pairs.shared("countries") > 0)
    by_phone = pairs.both_in("how", frozenset({"phone"}))
    told_whole = by_phone | pairs.both("visit") | pairs.same("document")
    others = pairs.shared("people") < np.minimum(*pairs.sizes("people"))
    another_call = by_phone & others & (pairs.shared("people") > 0)
    return another_call | (apart & (told_whole | ~pairs.left_in("type", frozenset({EventType.CONSULT}))))


def different_partners(pairs: Pairs) -> Mask:
    """each has a party that the other lacks, where one speaks with another or in talks that one report tells"""
    lacking = pairs.shared("everybody") < np.minimum(*pairs.sizes("everybody"))
    told_whole = pairs.both("spoken") | pairs.same("document")
    return lacking & told_whole & pairs.both_in("type", _MEETINGS)


def different_participants(pairs: Pairs) -> Mask:
    """different participants"""
    return pairs.filled("everybody") & (pairs.shared("everybody") == 0)


def different_actors(pairs: Pairs) -> Mask:
    """different actors, save in a meeting, where one may be told as the visitor and the other as the host"""
    some_recipient = np.maximum(*pairs.sizes("recipients")) > 0
    met = pairs.both_in("type", _MEETINGS) & (pairs.shared("everybody") > 1)
    return pairs.filled("actors") & (pairs.shared("actors") == 0) & some_recipient & ~met


def turned_round(pairs: Pairs) -> Mask:
    """what one does to the other is told of the other, as when each fires at the other"""
    return pairs.crossed("target", "doer") & ~pairs.either_in("type", _MUTUAL)


def different_amounts(pairs: Pairs) -> Mask:
    """one report gives them different amounts of one thing"""
    apart = (pairs.shared("units") > 0) & (pairs.shared("numbers") == 0)
    return apart & pairs.same("document") & ~pairs.both_in("type", _STATEMENTS)


def sitting_and_process(pairs: Pairs) -> Mask:
    """one is a meeting with a day of its own, the other negotiations that go on"""
    goes_on = pairs.one_in("word", _GOING_ON)
    return goes_on & pairs.both_in("type", _MEETINGS) & ~_both_dated(pairs) & pairs.one("narrow")


def done_and_ahead(pairs: Pairs) -> Mask:
    """one report tells one as done and the other as ahead"""
    return pairs.same("document") & pairs.one_in("status", _AHEAD)


def done_before_planned(pairs: Pairs) -> Mask:
    """one was over before the day on which the other was still planned"""
    ahead, done = frozenset({Status.SCHEDULED, Status.PLANNED}), frozenset({Status.HAPPENED})
    first = (
        pairs.left_in("status", ahead)
        & pairs.right_in("status", done)
        & (pairs.starts()[0] > pairs.ends()[1])
    )
    second = (
        pairs.right_in("status", ahead)
        & pairs.left_in("status", done)
        & (pairs.starts()[1] > pairs.ends()[0])
    )
    return (first | second) & pairs.both("timed")


def asked_and_done(pairs: Pairs) -> Mask:
    """one is asked for, the other is told as done"""
    asked = pairs.one_in("status", frozenset({Status.REQUESTED}))
    return asked & pairs.one_in("status", _DONE)


def floated_and_done(pairs: Pairs) -> Mask:
    """one is only possible, the other is told as done, and neither a day nor telling words tie the two"""
    floated = pairs.one_in("status", frozenset({Status.POSSIBLE}))
    apart = floated & pairs.one_in("status", _DONE) & ~pairs.both("narrow")
    some = np.flatnonzero(apart)
    apart[some] = pairs.where(some).words < _MOST_SHARED
    return apart


_AHEAD = frozenset({Status.SCHEDULED, Status.PLANNED, Status.REQUESTED, Status.POSSIBLE})
_DONE = frozenset({Status.HAPPENED, Status.ONGOING})
_OFF = frozenset({Status.CANCELLED})
_MUTUAL = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.STATEMENT})
_GOING_ON = frozenset({family("negotiate"), family("negotiation")})
_MEETINGS = frozenset({EventType.CONSULT})
# Those that keep most apart at least cost come first.
CANNOT_LINKS = (
    done_and_not_done,
    different_days,
    asked_and_done,
    called_and_met,
    different_amounts,
    sitting_and_process,
    done_before_planned,
    done_and_ahead,
    different_actors,
    turned_round,
    different_people,
    different_partners,
    different_participants,
    floated_and_done,
)


def cannot_be_one(pairs: Pairs) -> Mask:
    """True for pairs that some cannot-link keeps apart for good."""
    apart = np.zeros(len(pairs), dtype=np.bool_)
    for link in CANNOT_LINKS:
        still = np.flatnonzero(~apart)
        apart[still] = link(pairs.where(still))
    return apart


# ---------------------------------------------------------------- sure links


def same_speech(pairs: Pairs) -> Mask:
    """Words of one speaker on one day in one report are one appearance when they stand together or share telling words."""
    together = (pairs.distance("at") <= _ONE_BREATH) | (pairs.words >= 0.2)
    alike = pairs.same("actors_key") & pairs.same("people_key") & pairs.same("time") & pairs.same("status")
    return together & alike & pairs.same("document") & pairs.both_in("type", _STATEMENTS)


def same_appearance(pairs: Pairs) -> Mask:
    """Two reports that let one named person speak on one and the same day heard one appearance, whatever each quotes."""
    alike = pairs.same("people_key") & pairs.same("time") & pairs.same("status")
    told = pairs.filled("people") & pairs.both("worded") & pairs.both("on_a_day")
    return told & alike & ~pairs.same("document") & pairs.both_in("type", _STATEMENTS)


def same_quotation(pairs: Pairs) -> Mask:
    """Reports that quote the same six words and more heard one statement, whoever each takes the speaker for."""
    said = pairs.both_in("type", SPEECH) & ~pairs.same("document") & ~pairs.one_in("status", UNREAL)
    return said & (pairs.shared("quoted") >= _LONG_QUOTED) & pairs.overlapping(slack=_UNSURE)


def told_below(pairs: Pairs) -> Mask:
    """The headline tells what its text tells: an act of one kind by the same actors toward the same, in one report."""
    one_heads = pairs.one("heads")
    recipients = ~pairs.filled("recipients") | (pairs.shared("recipients") > 0)
    alike = pairs.same("type") & pairs.same("actors_key") & pairs.filled("actors") & recipients
    said = pairs.both_in("type", SPEECH) & (pairs.words < 0.12)
    return one_heads & alike & pairs.same("status") & pairs.same("document") & ~said


def told_again(pairs: Pairs) -> Mask:
    """One report speaks again of the deal, the meeting or the sanctions that it told of before."""
    later = np.where(pairs.later("at"), pairs.right_is("again"), pairs.left_is("again"))
    among = pairs.shared("everybody") >= np.minimum(*pairs.sizes("everybody"))
    alike = pairs.same("type") & pairs.both_in("type", _NAMED_AGAIN) & among & pairs.filled("everybody")
    return (
        later
        & alike
        & pairs.same("status")
        & pairs.same("document")
        & (pairs.overlapping() | ~pairs.both("worded"))
    )


_NAMED_AGAIN = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.SANCTION, EventType.ASSAULT, EventType.COOPERATE}
)
_STATEMENTS = frozenset({EventType.STATEMENT})
_ONE_BREATH = 400
_LONG_QUOTED = 4
