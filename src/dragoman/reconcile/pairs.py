"""Event mentions as columns, and pairs of them: what is compared is looked up once for all pairs of an affair.

`Sides` holds one number for each mention in a column (a known value's number, a day, yes or no), and a set of things for
each as bits, or in a sparse matrix where the things are many or weighted. `Pairs` lays two selections of the same mentions side by side.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dragoman.knowledge.names import words_of
from dragoman.knowledge.people import folded_name
from dragoman.model.annotation import Annotation, EventMention, EventType
from dragoman.model.reading import Sentence, Token, Zone
from dragoman.model.time import Precision
from dragoman.reconcile.codes import code_of
from dragoman.reconcile.content import Content
from dragoman.reconcile.same_words import family

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Column = NDArray[np.int32]
Thing = TypeVar("Thing", bound=Hashable)
_IN_PERSON = frozenset(
    family(word)
    for word in "meeting meet summit session sit dinner lunch breakfast banquet visit host audience closet huddle gather".split()
)
_SPOKEN = family("speak")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DEFINITE = frozenset("the this that these those both their its his her".split())
_ANOTHER = frozenset(
    "second third other another new next further earlier previous last first final more".split()
)
_NOTHING = -1
_FAR = 10_000_000
_RUN = 3
_POOR = 1.5
_SHORT = 0.5
_FEW_DAYS = 3
_BITS = 64
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class Side:
    """An event mention with what matching needs beside it.

    `document` numbers its report, `day` is the report's; `actors` and `recipients` are codes, `quoted` the runs of three
    words that it quotes, `word` the stem of the word that names the act, `telling` the other content words of the clause,
    `weekday` the day of the week (Monday is 0) of a time of its own; `heads` is true for the headline's; `sentence` holds the
    content words and names of the whole sentence, one for those that mean the same; `again` is true for a noun that goes back to
    what was told ("the deal").
    """

    mention: EventMention
    document: int
    day: date | None
    actors: frozenset[str]
    recipients: frozenset[str]
    quoted: frozenset[tuple[str, ...]]
    word: str
    telling: frozenset[str]
    weekday: int | None
    heads: bool
    sentence: frozenset[str]
    again: bool

    @property
    def everybody(self) -> frozenset[str]:
        return self.actors | self.recipients


def side_of(
    annotation: Annotation,
    document: int,
    mention: EventMention,
    day: date | None = None,
    content: Content | None = None,
) -> Side:
    """What matching needs of a mention: `document` numbers its report, `day` is the report's, `content` keeps the words of
    sentences."""
    reading = annotation.reading
    quoted: set[tuple[str, ...]] = set()
    for quotation in reading.quotations_over(mention.evidence):
        if quotation.inner.overlaps(mention.evidence):
            words = [w.lower() for w in words_of(reading.document.quote(quotation.inner)) if w[0].isalnum()]
            quoted |= {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    sentence = reading.sentence_at(mention.trigger.start)
    token = next(iter(sentence.at(mention.trigger)), None) if sentence else None
    return Side(
        mention,
        document,
        day,
        frozenset(c for p in mention.actors if (c := code_of(p))),
        frozenset(c for p in mention.recipients if (c := code_of(p))),
        frozenset(quoted),
        family(token.lemma) if token else "",
        mention.topics - {token.lemma} if token else mention.topics,
        _weekday(annotation, mention),
        sentence is not None and sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST),
        (content or Content()).of(reading, sentence) if sentence else frozenset(),
        sentence is not None and token is not None and _speaks_again(sentence, token),
    )


def _speaks_again(sentence: Sentence, noun: Token) -> bool:
    """ "The deal", "this meeting", "their talks": a noun that goes back to what was told."""
    before = {k.text.lower() for k in sentence.kids(noun, "det", "poss", "amod", "nummod")}
    return noun.pos == "NOUN" and bool(before & _DEFINITE) and not before & _ANOTHER


def _weekday(annotation: Annotation, mention: EventMention) -> int | None:
    """The day of the week of a time of its own: of its day, else the one its words name, however unsure the week is."""
    if not mention.time_words or mention.time is None:
        return None
    if mention.time.precision is Precision.DAY and mention.time.first:
        return mention.time.first.weekday()
    words = " ".join(annotation.reading.document.quote(span) for span in mention.time_words).lower()
    named = {i for i, name in enumerate(_WEEKDAYS) if name in words}
    return next(iter(named)) if len(named) == 1 else None


class Sides:
    """The mentions of an affair as columns."""

    def __init__(self, sides: Sequence[Side]) -> None:
        self.sides = sides
        self.values: dict[str, Column] = {}
        self.names: dict[str, dict[Hashable, int]] = {}
        self.sets: dict[str, csr_matrix] = {}
        self.bits: dict[str, NDArray[np.uint64]] = {}
        self.sizes: dict[str, Column] = {}
        mentions = [s.mention for s in sides]
        called = one_name_each({person for m in mentions for person in m.people})
        acts = [(s.mention.type, s.everybody) for s in sides]
        codes: dict[str, int] = {}
        places = [m.place for m in mentions]
        for name, values in (
            ("type", [m.type for m in mentions]),
            ("status", [m.status for m in mentions]),
            ("time", [m.time or i for i, m in enumerate(mentions)]),
            ("word", [s.word or None for s in sides]),
            ("place", [p.name if p else None for p in places]),
            ("place_country", [p.country if p else None for p in places]),
            ("actors_key", [s.actors for s in sides]),
            ("act", acts),
            ("people_key", [frozenset(called[p] for p in m.people) for m in mentions]),
            ("how", [_how(s) for s in sides]),
            ("weekday", [s.weekday for s in sides]),
        ):
            self._number(name, values)
        for name, parties in (("doer", [s.actors for s in sides]), ("target", [s.recipients for s in sides])):
            self.values[name] = _column(_number_of_one(codes, some) for some in parties)
        self.values["document"] = _column(s.document for s in sides)
        self.values["at"] = _column(m.evidence.start for m in mentions)
        self.values["first"] = _column(_ordinal(m.time.first if m.time else None, -_FAR) for m in mentions)
        self.values["last"] = _column(_ordinal(m.time.last if m.time else None, _FAR) for m in mentions)
        on_a_day = [m.time is not None and m.time.precision is Precision.DAY for m in mentions]
        for name, flags in (
            ("worded", [bool(m.time_words) for m in mentions]),
            ("narrow", [_is_narrow(m) for m in mentions]),
            ("timed", [m.time is not None for m in mentions]),
            ("closed", [m.time is not None and m.time.is_closed for m in mentions]),
            ("on_a_day", on_a_day),
            ("heads", [s.heads for s in sides]),
            ("again", [s.again for s in sides]),
            ("visit", [m.mode == "visit" for m in mentions]),
            ("spoken", [_how(s) == "phone" or s.word == _SPOKEN for s in sides]),
            ("called_on_a_day", [d and m.mode == "phone" for d, m in zip(on_a_day, mentions, strict=True)]),
        ):
            self.values[name] = _column(map(int, flags))
        for name, sets in (
            ("actors", [s.actors for s in sides]),
            ("recipients", [s.recipients for s in sides]),
            ("everybody", [s.everybody for s in sides]),
            ("people", [{called[p] for p in m.people} for m in mentions]),
            ("speakers", [{called[p.person] for p in m.actors if p.person} for m in mentions]),
            ("countries", [{p.country for p in m.actors if p.person} for m in mentions]),
            ("quoted", [s.quoted for s in sides]),
            ("numbers", [{(q.value, q.unit) for q in m.quantities} for m in mentions]),
            ("units", [{q.unit for q in m.quantities} for m in mentions]),
        ):
            self._gather(name, sets)
        told = _rarity([[act] for act in acts])
        self.rarity = np.asarray([told[act] for act in acts])
        rarity = _rarity([s.telling for s in sides])
        self._gather("topics", [s.telling for s in sides], lambda w: math.sqrt(rarity[w]))
        self.telling = np.asarray([math.fsum(rarity[w] for w in s.telling) for s in sides]) + _POOR
        # Many acts stand in one sentence: its words are gathered once.
        sentences = list({id(s.sentence): s.sentence for s in sides}.values())
        place = {id(words): i for i, words in enumerate(sentences)}
        self.in_sentence = _column(place[id(s.sentence)] for s in sides)
        whole = _rarity(sentences)
        self._gather("sentence", sentences, lambda w: math.sqrt(whole[w]))
        self.sentence = np.maximum(_SHORT, [math.fsum(whole[w] for w in words) for words in sentences])

    def __len__(self) -> int:
        return len(self.sides)

    def _number(self, name: str, values: Sequence[Hashable]) -> None:
        """Number the known values of a column; what is not known is nothing."""
        numbers: dict[Hashable, int] = {}
        self.names[name] = numbers
        self.values[name] = _column(
            _NOTHING if v is None else numbers.setdefault(v, len(numbers)) for v in values
        )

    def _gather(
        self,
        name: str,
        sets: Sequence[Collection[Hashable]],
        weight: Callable[[str], float] | None = None,
    ) -> None:
        members = list(chain.from_iterable(sets))
        # Sums of weights are the same from run to run only where they are made in one order.
        distinct = dict.fromkeys(members) if weight is None else sorted(map(str, set(members)))
        numbers: dict[Hashable, int] = {member: i for i, member in enumerate(distinct)}
        columns = np.fromiter(map(numbers.__getitem__, members), dtype=np.int64, count=len(members))
        sizes = _column(map(len, sets))
        rows = np.repeat(np.arange(len(sets)), sizes)
        if weight is None and len(numbers) <= _BITS * _FEW_WORDS:
            bits = np.zeros((len(sets), max(1, -(-len(numbers) // _BITS))), dtype=np.uint64)
            marks = np.uint64(1) << (columns % _BITS).astype(np.uint64)
            np.bitwise_or.at(bits, (rows, columns // _BITS), marks)
            self.bits[name] = bits
        else:
            weights = np.asarray([1.0 if weight is None else weight(str(m)) for m in numbers])
            shape = (len(sets), max(1, len(numbers)))
            self.sets[name] = csr_matrix((weights[columns] if members else [], (rows, columns)), shape=shape)
        self.sizes[name] = sizes


@dataclass(frozen=True)
class Pairs:
    """Pairs of mentions: the rows `left` and `right` of the columns of `sides`."""

    sides: Sides
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    _shared: dict[str, Numbers] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.left)

    def where(self, kept: Mask | NDArray[np.int64]) -> Pairs:
        """The pairs for which `kept` is true, or whose numbers it holds."""
        return Pairs(self.sides, self.left[kept], self.right[kept])

    def _ends(self, name: str) -> tuple[Column, Column]:
        column = self.sides.values[name]
        return column[self.left], column[self.right]

    def same(self, name: str) -> Mask:
        """True where both have one value of a column."""
        a, b = self._ends(name)
        return a == b

    def known(self, name: str) -> Mask:
        """True where both have a value of a column."""
        a, b = self._ends(name)
        return (a != _NOTHING) & (b != _NOTHING)

    def same_known(self, name: str) -> Mask:
        """True where both have one and the same value of a column."""
        return self.same(name) & self.known(name)

    def both(self, name: str) -> Mask:
        """True where a yes-or-no column is yes for both."""
        a, b = self._ends(name)
        return (a == 1) & (b == 1)

    def one(self, name: str) -> Mask:
        """True where a yes-or-no column is yes for just one of the two."""
        a, b = self._ends(name)
        return a != b

    def left_is(self, name: str) -> Mask:
        """True where a yes-or-no column is yes for the left one."""
        return self._ends(name)[0] == 1

    def right_is(self, name: str) -> Mask:
        """True where a yes-or-no column is yes for the right one."""
        return self._ends(name)[1] == 1

    def crossed(self, name: str, other: str) -> Mask:
        """True where one has in the column `name` what the other has in `other`, and not what it has in `name`."""
        a, b = self._ends(name)
        c, d = self._ends(other)
        met = ((a != _NOTHING) & (a == d)) | ((b != _NOTHING) & (b == c))
        return met & (a != b)

    def distance(self, name: str) -> Column:
        """How far apart the numbers of a column are."""
        a, b = self._ends(name)
        return np.abs(a - b)

    def later(self, name: str) -> Mask:
        """True where the right one has the greater number in a column."""
        a, b = self._ends(name)
        return b > a

    def left_in(self, name: str, values: Collection[Hashable]) -> Mask:
        """True where the left one has one of `values`."""
        return self._among(name, values)[self.left]

    def right_in(self, name: str, values: Collection[Hashable]) -> Mask:
        """True where the right one has one of `values`."""
        return self._among(name, values)[self.right]

    def starts(self) -> tuple[Column, Column]:
        """The first days of the two, as numbers."""
        return self._ends("first")

    def ends(self) -> tuple[Column, Column]:
        """The last days of the two, as numbers."""
        return self._ends("last")

    def both_in(self, name: str, values: Collection[Hashable]) -> Mask:
        """True where both have one of `values`."""
        inside = self._among(name, values)
        return inside[self.left] & inside[self.right]

    def one_in(self, name: str, values: Collection[Hashable]) -> Mask:
        """True where just one of the two has one of `values`."""
        inside = self._among(name, values)
        return inside[self.left] != inside[self.right]

    def either_in(self, name: str, values: Collection[Hashable]) -> Mask:
        """True where one of the two or both have one of `values`."""
        inside = self._among(name, values)
        return inside[self.left] | inside[self.right]

    def _among(self, name: str, values: Collection[Hashable]) -> Mask:
        numbers = self.sides.names[name]
        return np.isin(self.sides.values[name], [numbers[v] for v in values if v in numbers])

    def sizes(self, name: str) -> tuple[Column, Column]:
        """How many things each of the two has in a set column."""
        sizes = self.sides.sizes[name]
        return sizes[self.left], sizes[self.right]

    def filled(self, name: str) -> Mask:
        """True where neither set is empty."""
        a, b = self.sizes(name)
        return (a > 0) & (b > 0)

    def shared(self, name: str) -> Numbers:
        """How many things of a set column the two have in common, weighted where the column is."""
        if name not in self._shared:
            found = np.zeros(len(self))
            if name in self.sides.bits:
                for word in self.sides.bits[name].T:
                    found += np.bitwise_count(word[self.left] & word[self.right])
                self._shared[name] = found
                return found
            some = np.flatnonzero(self.filled(name))
            found[some] = _in_both(self.sides.sets[name], self.left[some], self.right[some])
            self._shared[name] = found
        return self._shared[name]

    @property
    def rarity(self) -> Numbers:
        """How seldom an act of the kind and parties of the left one is told in the affair, 0 to 1."""
        return self.sides.rarity[self.left]

    @cached_property
    def words(self) -> Numbers:
        """The share of telling words of the poorer clause that stand in the other, rare ones counting more, 0 to 1."""
        telling = self.sides.telling
        return np.minimum(1.0, self.shared("topics") / np.minimum(telling[self.left], telling[self.right]))

    @cached_property
    def sentences(self) -> Numbers:
        """The share of the words of the two sentences that stand in both, rare ones counting more, 0 to 1: the mean of the share
        of the shorter one and that of the longer one."""
        left, right = self.sides.in_sentence[self.left], self.sides.in_sentence[self.right]
        a, b = self.sides.sentence[left], self.sides.sentence[right]
        return 0.5 * _in_both(self.sides.sets["sentence"], left, right) * (1 / a + 1 / b)

    def overlapping(self, slack: NDArray[np.int64] | int = 0) -> Mask:
        """True where some day may lie in both times, with `slack` days of grace; an unknown time may hold any day."""
        starts, ends = self._ends("first"), self._ends("last")
        return (starts[0] <= ends[1] + slack) & (starts[1] <= ends[0] + slack)


def _in_both(
    matrix: csr_matrix, left: NDArray[np.int64] | Column, right: NDArray[np.int64] | Column
) -> Numbers:
    """The sum of what two rows of a matrix both have, pair by pair."""
    product = matrix[left].multiply(matrix[right])
    return np.asarray(product.sum(axis=1), dtype=np.float64).ravel()


def one_name_each(names: Collection[str]) -> dict[str, str]:
    """For each name the longest one that has all its words, accents aside, or the name itself where several or none have.

    >>> one_name_each(["Ana Díaz Rey", "Ana Diaz", "Omar Rey"])["Ana Diaz"]
    'Ana Díaz Rey'
    """
    words = {name: frozenset(folded_name(name).split()) for name in names}
    holding: dict[str, set[str]] = defaultdict(set)
    for name, own in words.items():
        for word in own:
            holding[word].add(name)
    found = {}
    for name, own in words.items():
        beside = set.intersection(*(holding[w] for w in own)) if len(own) > 1 else set()
        longer = {o for o in beside if own < words[o] or name < o}
        tops = {o for o in longer if not any(words[o] < words[x] for x in longer)}
        found[name] = max(tops) if len({words[o] for o in tops}) == 1 else name
    return found


def _is_narrow(mention: EventMention) -> bool:
    """A time of its own of a few days at most: two acts of one week are not yet one act."""
    days = mention.time.days if mention.time else None
    return bool(mention.time_words) and days is not None and days <= _FEW_DAYS


def _how(side: Side) -> str | None:
    """Whether those who meet sit together or speak by telephone, where the words tell it."""
    mention = side.mention
    if mention.type is not EventType.CONSULT:
        return None
    if mention.mode == "phone" or mention.channel in ("phone", "video"):
        return "phone"
    return "in person" if mention.mode == "visit" or side.word in _IN_PERSON else None


def _number_of_one(numbers: dict[str, int], parties: Collection[str]) -> int:
    """The number of a party that stands alone in its role; nothing for several or none."""
    return numbers.setdefault(next(iter(parties)), len(numbers)) if len(parties) == 1 else _NOTHING


def _rarity(told: Sequence[Iterable[Thing]]) -> dict[Thing, float]:
    """Inverse frequency of things over the mentions of the affair, 0 to 1: what stands everywhere tells nothing."""
    spread = Counter(thing for things in told for thing in things)
    whole = math.log(1 + len(told))
    return {thing: math.log(1 + len(told) / n) / whole for thing, n in spread.items()}


def _column(values: Iterable[int]) -> Column:
    return np.fromiter(values, dtype=np.int32)


def _ordinal(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise
