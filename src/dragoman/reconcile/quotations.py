"""Words that two reports of one story quote alike, or render in two ways, whatever event each tells them with.

Quotations are compared over whole reports: a sentence that everybody quotes stands now in a statement, now beside a meeting.
The same run of words is one sentence; where the words differ, they must be of one side and share most telling words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from dragoman.model.annotation import Annotation, Mention
from dragoman.model.reading import Zone
from dragoman.model.record import BriefDocument, Comparison, Event, Field, Relation, Side
from dragoman.model.spans import Span
from dragoman.reconcile.neighbours import Clauses, clauses_of, event_at, neighbours

_SHORTEST = 2
_SENTENCE = 4
_ALIKE = 60
_SHARED = 3
_SHARE = 0.35
_LONG = 4


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Quoted words: where they stand, their plain form, their telling words, who says them, and the event told there."""

    span: Span
    text: str
    plain: str
    words: frozenset[str]
    speaker: str
    event: str


def compare_quotations(events: Sequence[Event], documents: Sequence[BriefDocument]) -> Iterator[Comparison]:
    """The comparisons of quotations between the reports of each story that do not go back to one text."""
    clauses = clauses_of(events)
    quoted: dict[str, list[_Quoted]] = {}
    for left, right in neighbours(documents):
        for d in (left, right):
            if d.id not in quoted:
                quoted[d.id] = _quoted(d.annotation, clauses[d.id])
        for a in quoted[left.id]:
            if (b := _nearest(a, quoted[right.id])) is not None:
                yield _compared(left, a, right, b)


def _quoted(annotation: Annotation, clauses: Clauses) -> list[_Quoted]:
    reading = annotation.reading
    spoken = [(s, c.speaker) for c in annotation.claims if c.speaker is not None for s in c.content]
    found = []
    for quotation in reading.quotations:
        sentence = reading.sentence_at(quotation.span.start)
        text = reading.document.quote(quotation.inner)
        plain = re.sub(r"\W+", " ", text.lower()).strip()
        if sentence is None or sentence.zone is not Zone.BODY or len(plain.split()) < _SHORTEST:
            continue
        start, end = quotation.inner.start, quotation.inner.end
        speaker = next((who for s, who in spoken if s.start < end and start < s.end), None)
        event = event_at(quotation.inner, clauses)
        found.append(_Quoted(quotation.inner, text, plain, _telling(plain), _name_of(speaker), event))
    return found


def _telling(plain: str) -> frozenset[str]:
    """The words of a quotation that are long enough to tell something."""
    return frozenset(w for w in plain.split() if len(w) >= _LONG)


def _name_of(speaker: Mention | None) -> str:
    return "" if speaker is None else speaker.country or speaker.party or speaker.name


def _nearest(quoted: _Quoted, others: Sequence[_Quoted]) -> _Quoted | None:
    """The quotation that shares most telling words, where it is the same sentence or a rendering of it."""
    best: tuple[float, _Quoted] | None = None
    for other in others:
        common = len(quoted.words & other.words)
        if common <= (best[0] if best else 0):
            continue
        if _is_same(quoted, other) or _is_rendering(quoted, other, common):
            best = common, other
    return best[1] if best else None


def _is_same(one: _Quoted, other: _Quoted) -> bool:
    """One run of words, perhaps longer in one."""
    short, long = sorted((one.plain, other.plain), key=len)
    return len(short.split()) >= _SENTENCE and short in long


def _is_rendering(one: _Quoted, other: _Quoted, common: int) -> bool:
    """Words of one speaker told in two ways: sentences that share most telling words, or names for one thing ("a lasting truce")."""
    if one.speaker != other.speaker or not one.speaker:
        return False
    sizes = len(one.plain.split()), len(other.plain.split())
    if max(sizes) < _SENTENCE:
        return one.plain.split()[-1] == other.plain.split()[-1] and one.plain != other.plain
    least = min(len(one.words), len(other.words))
    return (
        min(sizes) >= _SENTENCE
        and common >= max(_SHARED, _SHARE * least)
        and fuzz.token_set_ratio(one.plain, other.plain) >= _ALIKE
    )


def _compared(left: BriefDocument, a: _Quoted, right: BriefDocument, b: _Quoted) -> Comparison:
    sides = Side(left.id, a.event, a.span, a.text), Side(right.id, b.event, b.span, b.text)
    if a.plain == b.plain:
        return Comparison(Relation.AGREES, Field.WORDING, *sides, "they quote the same words")
    if a.plain in b.plain or b.plain in a.plain:
        return Comparison(Relation.AGREES, Field.WORDING, *sides, "one quotes more of the same words")
    return Comparison(Relation.DIFFERS, Field.WORDING, *sides, "two renderings of one sentence")
