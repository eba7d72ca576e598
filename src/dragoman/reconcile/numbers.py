"""Numbers that two reports of one story give apart: one counted thing in sentences that share telling words.

Counts are compared over whole reports and not within one event alone: what is counted (tonnes, prisoners, days) is told
beside many acts. A number is read from the syntax (what it modifies is the unit). A report that has both values anywhere
contradicts nobody, and a bound ("more than 300") only differs. Where each report counts a rare thing just once (cubic
metres, kilowatt hours), a single shared word will do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.model.reading import Sentence, Token, Zone
from dragoman.model.record import BriefDocument, Comparison, Event, Field, Relation, Side
from dragoman.model.spans import Span
from dragoman.reconcile.neighbours import Clauses, clauses_of, event_at, neighbours
from dragoman.reconcile.passages import Passage
from dragoman.reconcile.same_words import root

_SHARED = 2
_SHARE = 0.3
_NEAR = 1.5
_FEW = 5
_TELLING = 3
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "%": "percent"}
_COMMON = frozenset(map(root, "percent year month week day hour minute time country side".split()))
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SMALL = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "seventy": 70.0,
    "eighty": 80.0,
    "ninety": 90.0,
}
_BOUNDS = {
    word: kind
    for kind, words in (
        ("more than", "more over least above"),
        ("less than", "less under most nearly almost up fewer below"),
        ("about", "about around some roughly approximately"),
    )
    for word in words.split()
}
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A number as one report tells it: value, unit, what bounds it ("more than", "" for none), the telling words of its sentence and
    where that begins."""

    value: float
    unit: str
    bound: str
    span: Span
    words: frozenset[str]
    event: str
    sentence: int


class Counts:
    """The numbers of reports, each report's read once."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._clauses = clauses_of(events)
        self._told: dict[str, dict[str, list[_Told]]] = {}
        self._by_sentence: dict[str, dict[int, list[_Told]]] = {}

    def by_unit(self, document: BriefDocument) -> dict[str, list[_Told]]:
        if document.id not in self._told:
            self._told[document.id] = _told(document, self._clauses[document.id])
        return self._told[document.id]

    def by_sentence(self, document: BriefDocument) -> dict[int, list[_Told]]:
        """The numbers by the places where their sentences begin."""
        if document.id not in self._by_sentence:
            found: dict[int, list[_Told]] = defaultdict(list)
            for _, told in sorted(self.by_unit(document).items()):
                for number in told:
                    found[number.sentence].append(number)
            self._by_sentence[document.id] = found
        return self._by_sentence[document.id]


def numbers_apart(counts: Counts, documents: Sequence[BriefDocument]) -> Iterator[Comparison]:
    """The comparisons of unequal counts of one thing, at most one for a unit and a pair of reports of a story."""
    for left, right in neighbours(documents):
        mine, theirs = counts.by_unit(left), counts.by_unit(right)
        for unit in sorted(mine.keys() & theirs.keys()):
            yield from _compared(left, mine[unit], right, theirs[unit], unit)


def numbers_together(counts: Counts, passages: Sequence[Passage]) -> Iterator[Comparison]:
    """The numbers of one thing that two like sentences both give: the same, or one bounded otherwise."""
    done: set[tuple[str, str, str, float]] = set()
    for passage in passages:
        mine = counts.by_sentence(passage.left).get(passage.one.span.start, ())
        theirs = counts.by_sentence(passage.right).get(passage.other.span.start, ())
        for a, b in product(mine, theirs):
            key = (passage.left.id, passage.right.id, a.unit, a.value)
            if a.unit == b.unit and a.value == b.value >= _TELLING and key not in done:
                done.add(key)
                yield _side_by_side(passage, a, b)


def _side_by_side(passage: Passage, a: _Told, b: _Told) -> Comparison:
    one, other = _words(passage.left, a), _words(passage.right, b)
    sides = Side(passage.left.id, a.event, a.span, one), Side(passage.right.id, b.event, b.span, other)
    if a.bound == b.bound:
        return Comparison(Relation.AGREES, Field.NUMBER, *sides, "the same number")
    why = f"{a.bound or 'exactly'} in one, {b.bound or 'exactly'} in the other"
    return Comparison(Relation.DIFFERS, Field.NUMBER, *sides, why)


def _told(document: BriefDocument, clauses: Clauses) -> dict[str, list[_Told]]:
    """The numbers of a report by unit, those of headings and of days left out."""
    reading = document.annotation.reading
    times = [(t.span.start, t.span.end) for t in document.annotation.times if t.type != "DURATION"]
    found: dict[str, list[_Told]] = defaultdict(list)
    for sentence in reading.sentences:
        counted = list(_counted(sentence)) if sentence.zone is Zone.BODY else []
        if not counted:
            continue
        words = frozenset(
            root(t.lemma)
            for t in sentence.tokens
            if t.pos in _CONTENT and len(t.lemma) > 2 and t.lemma not in _SCALES
        )
        for head, parts in counted:
            span = Span(min(t.start for t in parts), max(head.end, *(t.end for t in parts)))
            value = _value([t.text for t in parts])
            glued = span.start > 0 and (
                reading.document.text[span.start - 1].isalnum()
                or reading.document.text[span.start - 1] == "-"
            )
            first, last = parts[0].start, parts[-1].end
            if value is None or glued or any(a < last and first < b for a, b in times):
                continue
            unit = _MONEY.get(head.text) or root(head.lemma)
            before = sentence.tokens[
                max(0, parts[0].i - sentence.tokens[0].i - 2) : parts[0].i - sentence.tokens[0].i
            ]
            bound = next((_BOUNDS[w] for t in before if (w := t.text.lower()) in _BOUNDS), "")
            event = event_at(span, clauses)
            found[unit].append(_Told(value, unit, bound, span, words - {unit}, event, sentence.span.start))
    return found


def _counted(sentence: Sentence) -> Iterator[tuple[Token, list[Token]]]:
    """What is counted in a sentence, each with the tokens of its number."""
    by_head: dict[int, list[Token]] = defaultdict(list)
    for token in sentence.tokens:
        if token.pos == "NUM" and token.dep in ("nummod", "pobj", "dobj", "appos"):
            inner = [
                t for t in sentence.tokens if t.head == token.i and t.pos == "NUM" and t.dep == "compound"
            ]
            signs = [t for t in sentence.tokens if t.head == token.i and t.text in _MONEY]
            head = signs[0] if signs else sentence.tokens[token.head - sentence.tokens[0].i]
            if signs or (token.dep == "nummod" and head.pos in ("NOUN", "PROPN", "SYM")):
                by_head[head.i] = sorted([*inner, token], key=lambda t: t.i)
    for at, parts in by_head.items():
        yield sentence.tokens[at - sentence.tokens[0].i], parts


def _value(words: list[str]) -> float | None:
    """The number that words stand for ("2", "2.5 million", "sixty"), None when they are none.

    >>> _value(["2.5", "million"]), _value(["sixty"]), _value(["few"])
    (2500000.0, 60.0, None)
    """
    value: float | None = None
    for word in (w.lower().replace(",", "") for w in words):
        if word in _SCALES:
            value = (value or 1.0) * _SCALES[word]
        elif value is None:
            try:
                value = float(word)
            except ValueError:
                value = _SMALL.get(word)
    return value


def _compared(
    left: BriefDocument, mine: list[_Told], right: BriefDocument, theirs: list[_Told], unit: str
) -> Iterator[Comparison]:
    """The pair of unequal numbers whose clauses are most alike, when they are alike enough."""
    values = {t.value for t in mine}, {t.value for t in theirs}
    best: tuple[float, _Told, _Told] | None = None
    for a in mine:
        for b in theirs:
            if a.value in values[1] or b.value in values[0] or not _of_one_size(a, b):
                continue
            common = a.words & b.words
            share = len(common) / max(1, min(len(a.words), len(b.words)))
            alone = (
                len(values[0]) == len(values[1]) == 1
                and unit not in _COMMON
                and min(a.value, b.value) >= _FEW
            )
            least = 1 if alone else _SHARED + 2 * (unit in _COMMON)
            if len(common) >= least and (alone or share >= _SHARE) and (best is None or share > best[0]):
                best = share, a, b
    if best is None:
        return
    _, a, b = best
    one, other = (_words(document, t) for document, t in ((left, a), (right, b)))
    yield Comparison(
        Relation.DIFFERS if a.bound or b.bound else Relation.CONFLICTS,
        Field.NUMBER,
        Side(left.id, a.event, a.span, one),
        Side(right.id, b.event, b.span, other),
        f"{one} in one, {other} in the other",
    )


def _words(document: BriefDocument, told: _Told) -> str:
    return " ".join(document.annotation.reading.document.quote(told.span).split())


def _of_one_size(a: _Told, b: _Told) -> bool:
    low, high = sorted((abs(a.value), abs(b.value)))
    return low > 0 and high / low <= _NEAR
