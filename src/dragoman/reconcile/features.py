"""How alike two event mentions are: a sum of small functions whose docstrings are the explanation a reader sees.

Weights sit in one table; tuning is a one-line change. Cannot-links come first: different days, a thing done against a
thing denied, different people of one country.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.model.annotation import UNREAL, EventMention, EventType, Status
from dragoman.model.record import Reason
from dragoman.model.time import Precision
from dragoman.reconcile.same_words import one_word

_SYMMETRIC = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})
_SPEECH = frozenset(
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


@dataclass(frozen=True, slots=True)
class Side:
    """An event mention with what matching needs beside it: codes of actors and recipients, its quotation words.

    `rarity` weighs its topic words, `word` is the lemma that names the act, `people` who is named in it, `day` the day
    of the report.
    """

    mention: EventMention
    document: int
    actors: frozenset[str]
    recipients: frozenset[str]
    everybody: frozenset[str]
    people: frozenset[str]
    countries: frozenset[str | None]
    quoted: frozenset[tuple[str, ...]]
    rarity: dict[str, float]
    word: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions side by side, with the likenesses that several features look at."""

    a: Side
    b: Side
    words: float
    quotation: float
    place: float

    @property
    def people(self) -> bool:
        return not self.a.people.isdisjoint(self.b.people)


@dataclass(frozen=True, slots=True)
class Feature:
    measure: Callable[[Pair], float]
    weight: float

    @property
    def text(self) -> str:
        return (self.measure.__doc__ or "").strip().rstrip(".")


def paired(a: Side, b: Side) -> Pair:
    """Two sides with what they share in words, quotations and place."""
    return Pair(a, b, words_in_common(a, b), _quotation(a, b), _place(a, b))


def same_kind(pair: Pair) -> float:
    """the same kind of act"""
    if pair.a.mention.type is pair.b.mention.type:
        return 1.0
    return KIN if are_kin(pair.a.mention.type, pair.b.mention.type) else -1.0


def participants(pair: Pair) -> float:
    """the same participants"""
    return same_participants(pair.a, pair.b)


def times_agree(pair: Pair) -> float:
    """their times agree"""
    one, other = pair.a.mention.time, pair.b.mention.time
    if one is None or other is None:
        return 0.0
    if not one.overlaps(other):
        return -1.0
    if pair.a.mention.time_words and pair.b.mention.time_words and one.is_closed and other.is_closed:
        return 1.0 if one == other else 0.7
    return 0.2


def telling_words(pair: Pair) -> float:
    """the clauses share telling words"""
    return pair.words


def same_word(pair: Pair) -> float:
    """one word names the act in both"""
    return 1.0 if pair.a.word and pair.b.word and one_word(pair.a.word, pair.b.word) else 0.0


def same_people(pair: Pair) -> float:
    """the same people are named"""
    return 1.0 if pair.people else 0.0


def shared_quotation(pair: Pair) -> float:
    """they quote the same words"""
    return pair.quotation


def same_place(pair: Pair) -> float:
    """the same place is named"""
    return pair.place


def same_numbers(pair: Pair) -> float:
    """the same numbers are given"""
    if not pair.a.mention.quantities or not pair.b.mention.quantities:
        return 0.0
    mine = {(q.value, q.unit) for q in pair.a.mention.quantities}
    return 1.0 if mine & {(q.value, q.unit) for q in pair.b.mention.quantities} else 0.0


def same_status(pair: Pair) -> float:
    """both tell it as done, planned or denied alike"""
    return 1.0 if pair.a.mention.status is pair.b.mention.status else 0.0


def nothing_shared(pair: Pair) -> float:
    """words of one speaker that share no telling word and no quotation are two things said"""
    a, b = pair.a, pair.b
    if a.mention.type not in _SPEECH or b.mention.type not in _SPEECH or a.document == b.document:
        return 0.0
    return 1.0 if pair.words < 0.12 and not pair.quotation else 0.0


def vague_and_apart(pair: Pair) -> float:
    """one has no time of its own, and neither words, people nor place tie the two"""
    if pair.a.mention.time_words and pair.b.mention.time_words:
        return 0.0
    tied = pair.words >= 0.25 or pair.people or pair.place > 0 or pair.quotation
    return 0.0 if tied else 1.0


def same_participants(a: Side, b: Side) -> float:
    """How far two mentions name the same participants, in the same roles unless the act is mutual, 0 to 1."""
    if a.mention.type in _SYMMETRIC and b.mention.type in _SYMMETRIC:
        return _likeness(a.everybody, b.everybody)
    straight = 0.6 * _likeness(a.actors, b.actors) + 0.4 * (
        _likeness(a.recipients, b.recipients) if a.recipients and b.recipients else 0.5
    )
    return max(straight, 0.8 * _likeness(a.everybody, b.everybody))


def words_in_common(a: Side, b: Side) -> float:
    """The share of telling words of the poorer clause that stand in the other, rare ones counting more, 0 to 1."""
    common = a.mention.topics & b.mention.topics
    if not common:
        return 0.0
    shared = sum(a.rarity.get(w, 1.0) for w in common)
    smaller = min(sum(a.rarity.get(w, 1.0) for w in s.mention.topics) for s in (a, b)) or 1.0
    return min(1.0, shared / (smaller + 1.5))


def _quotation(a: Side, b: Side) -> float:
    if not a.quoted or not b.quoted:
        return 0.0
    return min(1.0, 2 * len(a.quoted & b.quoted) / min(len(a.quoted), len(b.quoted)))


def _place(a: Side, b: Side) -> float:
    if a.mention.place is None or b.mention.place is None:
        return 0.0
    if a.mention.place.name == b.mention.place.name:
        return 1.0
    return 0.2 if a.mention.place.country and a.mention.place.country == b.mention.place.country else -0.6


KIN = -0.4
FEATURES = (
    Feature(same_kind, 1.5),
    Feature(participants, 2.0),
    Feature(times_agree, 1.2),
    Feature(telling_words, 2.6),
    Feature(same_word, 0.5),
    Feature(same_people, 0.8),
    Feature(shared_quotation, 2.0),
    Feature(same_place, 0.6),
    Feature(same_numbers, 0.6),
    Feature(same_status, 0.5),
    Feature(nothing_shared, -2.2),
    Feature(vague_and_apart, -1.0),
)
MATCH = 4.3


def score(pair: Pair) -> float:
    """The likeness of two mentions: the sum of the features, each with its weight."""
    return sum(f.weight * f.measure(pair) for f in FEATURES)


def reasons(pair: Pair) -> tuple[Reason, ...]:
    """What made the likeness of two mentions, strongest first."""
    found = [Reason(f.text, round(f.weight * value, 2)) for f in FEATURES if (value := f.measure(pair))]
    return tuple(sorted(found, key=lambda r: (-abs(r.weight), r.text)))


def are_kin(one: EventType, other: EventType) -> bool:
    """True when one act may be told under either of two types."""
    return frozenset({one, other}) in _KIN


KINDS: dict[EventType, frozenset[EventType]] = {
    t: frozenset({t}) | {o for o in EventType if are_kin(t, o)} for t in EventType
}


def cannot_be_one(a: Side, b: Side) -> str:
    """Why two mentions can never be one event; empty when they may."""
    one, other = a.mention, b.mention
    if other.type not in KINDS[one.type]:
        return "different kinds of act"
    unreal = (one.status in UNREAL, other.status in UNREAL)
    if unreal[0] != unreal[1]:
        return "one is told as done, the other as not done"
    if (
        one.time
        and other.time
        and one.time_words
        and other.time_words
        and not one.time.overlaps(other.time, slack=_grace(a, b))
    ):
        return "different days"
    if (
        a.people
        and b.people
        and a.people.isdisjoint(b.people)
        and not a.countries.isdisjoint(b.countries)
        and one.type is not EventType.CONSULT
    ):
        return "different people"
    if a.everybody and b.everybody and a.everybody.isdisjoint(b.everybody):
        return "different participants"
    if a.actors and b.actors and not a.actors & b.actors and (a.recipients or b.recipients):
        return "different actors"
    ahead = {Status.SCHEDULED, Status.PLANNED, Status.REQUESTED, Status.POSSIBLE}
    if a.document == b.document and (one.status in ahead) != (other.status in ahead):
        return "one report tells one as done and the other as ahead"
    if (one.status is Status.REQUESTED and other.status in (Status.HAPPENED, Status.ONGOING)) or (
        other.status is Status.REQUESTED and one.status in (Status.HAPPENED, Status.ONGOING)
    ):
        return "one is asked for, the other is told as done"
    return ""


def _grace(a: Side, b: Side) -> int:
    """One day for a call across time zones told by two reports; none for meetings, and none inside one report."""
    if a.document == b.document:
        return 0
    exact = (
        a.mention.time
        and b.mention.time
        and a.mention.time.precision is b.mention.time.precision is Precision.DAY
    )
    return 1 if exact and a.mention.mode == "phone" and b.mention.mode == "phone" else 0


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.3
    return len(a & b) / len(a | b) if len(a & b) < min(len(a), len(b)) else max(0.75, len(a & b) / len(a | b))
