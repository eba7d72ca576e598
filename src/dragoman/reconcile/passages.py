"""Sentences in which two reports of one story tell the same thing, whatever event each makes of it, and what they differ in.

Two sentences are laid side by side when they share enough of their words (rare words count more) and one of them is the
likest that the other report has. Compared are typed values alone: days, what became of an act, and the sentence itself
where its words differ. Numbers have rules of their own (reconcile/numbers).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise

import numpy as np
from scipy.sparse import csr_matrix

from dragoman.model.annotation import UNREAL, EventMention, EventType, ResolvedTime
from dragoman.model.reading import Sentence, Zone
from dragoman.model.record import BriefDocument, Comparison, Event, Field, Relation, Side
from dragoman.model.spans import Span
from dragoman.model.time import Precision
from dragoman.reconcile.codes import code_of
from dragoman.reconcile.content import Content, content_words
from dragoman.reconcile.features import SPEECH
from dragoman.reconcile.neighbours import Clauses, clauses_of, event_at, neighbours

ALIKE = 0.22
_SAME_THING = 0.35
_SAME_WORDS = 0.95
_FEWEST = 3
_REACH = 2
_DIGITS = 9
# Acts of speech: what is said twice is said twice.
_WORDS = SPEECH | {EventType.RESPONSE, EventType.SILENCE}
_SHARE = 0.4
_MOST = 6
REWORDED = "told in other words"


@dataclass(frozen=True, slots=True)
class Passage:
    """Two sentences that tell the same thing, and how alike they are, 0 to 1."""

    left: BriefDocument
    one: Sentence
    right: BriefDocument
    other: Sentence
    likeness: float


def passages_alike(documents: Sequence[BriefDocument], content: Content) -> Iterator[Passage]:
    """The sentences that neighbouring reports of a story (reconcile/neighbours) share, in order of the reports."""
    told = {d.id: _Told.of(d, content) for d in documents}
    lines = _Lines(list(told.values()))
    for left, right in neighbours(documents, copies=True, reach=_REACH):
        yield from _aligned(left, told[left.id], right, told[right.id], lines)


@dataclass(slots=True)
class _Told:
    """The sentences of a report's running text that have words enough, with their words, and the row of the first."""

    sentences: list[Sentence]
    words: list[frozenset[str]]
    row: int = 0

    @classmethod
    def of(cls, document: BriefDocument, content: Content) -> _Told:
        kept = [
            (s, words)
            for s in document.annotation.reading.sentences
            if s.zone is Zone.BODY and len(words := content.of(document.annotation.reading, s)) >= _FEWEST
        ]
        return cls([s for s, _ in kept], [words for _, words in kept])

    @property
    def rows(self) -> slice:
        return slice(self.row, self.row + len(self.sentences))


class _Lines:
    """All sentences by words, each word with the root of its weight, and the sum of the weights of each sentence."""

    def __init__(self, told: Sequence[_Told]) -> None:
        lines = [sorted(words) for t in told for words in t.words]
        for before, after in pairwise(told):
            after.row = before.rows.stop
        members = list(chain.from_iterable(lines))
        column = {word: i for i, word in enumerate(sorted(set(members)))}
        columns = np.fromiter(map(column.__getitem__, members), dtype=np.int64, count=len(members))
        weights = np.log(1 + len(lines) / np.maximum(1, np.bincount(columns, minlength=len(column))))
        ends = np.concatenate([[0], np.cumsum([len(words) for words in lines])]).astype(np.int64)
        shape = (len(lines), max(1, len(column)))
        self.words = csr_matrix((np.sqrt(weights[columns]), columns, ends), shape=shape)
        self.sizes = np.asarray(self.words.multiply(self.words).sum(axis=1), dtype=np.float64).ravel()


def _aligned(
    left: BriefDocument, mine: _Told, right: BriefDocument, theirs: _Told, lines: _Lines
) -> Iterator[Passage]:
    """The pairs of which one is the likest that the other report has."""
    if not mine.sentences or not theirs.sentences:
        return
    table = (lines.words[mine.rows] @ lines.words[theirs.rows].T).toarray()
    table *= 0.5 * (1 / lines.sizes[mine.rows][:, None] + 1 / lines.sizes[theirs.rows][None, :])
    table = np.round(table, _DIGITS)  # so that sentences alike to the last bit but one are alike
    best = (table >= table.max(axis=1, keepdims=True)) | (table >= table.max(axis=0, keepdims=True))
    for row, at in zip(*np.nonzero(best & (table >= ALIKE)), strict=True):
        yield Passage(left, mine.sentences[row], right, theirs.sentences[at], float(table[row, at]))


def compare_passages(
    passages: Sequence[Passage], events: Sequence[Event], compared: set[frozenset[tuple[str, str]]]
) -> Iterator[Comparison]:
    """What passages agree and differ in; those of two events of `compared` (each as report and event) only in their words are
    left out, since they are told already."""
    clauses = clauses_of(events)
    acts = _acts(events, {d.id: d for p in passages for d in (p.left, p.right)})
    days: dict[str, dict[int, list[ResolvedTime]]] = {}
    for (left, right), told in _by_pair(passages):
        for d in (left, right):
            if d.id not in days:
                days[d.id] = _days_named(d)
        edited = left.origin == right.origin
        other_words: list[tuple[float, Comparison]] = []
        for passage in told:
            found = [] if edited else [*_days(passage, days), *_fates(passage, acts)]
            for finding in found:
                comparison = _found(passage, finding, clauses)
                if comparison.field is Field.TIME or not _within_one(comparison):
                    yield comparison
            if not found and _SAME_THING <= passage.likeness < _SAME_WORDS:
                comparison = _found(passage, _reworded(passage), clauses)
                places = frozenset((s.document, s.event) for s in (comparison.left, comparison.right))
                if places not in compared and not _within_one(comparison):
                    other_words.append((passage.likeness, comparison))
        likest = sorted(other_words, key=lambda pair: -pair[0])
        yield from (comparison for _, comparison in likest[:_MOST])


def _by_pair(
    passages: Sequence[Passage],
) -> Iterator[tuple[tuple[BriefDocument, BriefDocument], list[Passage]]]:
    """The passages of each two reports, which stand together."""
    for _, told in groupby(passages, key=lambda p: (p.left.id, p.right.id)):
        together = list(told)
        yield (together[0].left, together[0].right), together


def _found(passage: Passage, finding: _Finding, clauses: Mapping[str, Clauses]) -> Comparison:
    kind, field, (a, mine), (b, theirs), why = finding
    return Comparison(
        kind,
        field,
        Side(passage.left.id, event_at(a, clauses[passage.left.id]), a, mine),
        Side(passage.right.id, event_at(b, clauses[passage.right.id]), b, theirs),
        why,
    )


def _within_one(comparison: Comparison) -> bool:
    """True when both sides tell one event, whose reports are compared elsewhere."""
    return bool(comparison.left.event) and comparison.left.event == comparison.right.event


_End = tuple[Span, str]
_Finding = tuple[Relation, Field, _End, _End, str]
_Acts = dict[tuple[str, int], list[tuple[str, EventMention]]]


def _acts(events: Sequence[Event], documents: Mapping[str, BriefDocument]) -> _Acts:
    """The acts told in each sentence, by report and the place where it begins, with the event of each."""
    found: _Acts = defaultdict(list)
    for event in events:
        for report in event.reports:
            document = documents.get(report.document)
            if document is None or report.mention.type in _WORDS:
                continue
            sentence = document.annotation.reading.sentence_at(report.mention.trigger.start)
            if sentence is not None:
                found[report.document, sentence.span.start].append((event.id, report.mention))
    return found


def _days_named(document: BriefDocument) -> dict[int, list[ResolvedTime]]:
    """The days that a report names, by the place where their sentence begins."""
    found: dict[int, list[ResolvedTime]] = defaultdict(list)
    for time in document.annotation.times:
        named = time.interval is not None and time.interval.precision is Precision.DAY
        if named and time.expression.kind in ("date", "weekday", "relday"):
            sentence = document.annotation.reading.sentence_at(time.span.start)
            if sentence is not None:
                found[sentence.span.start].append(time)
    return found


def _days(passage: Passage, days: Mapping[str, Mapping[int, list[ResolvedTime]]]) -> Iterator[_Finding]:
    """The same day named in both."""
    for a in days[passage.left.id].get(passage.one.span.start, ()):
        for b in days[passage.right.id].get(passage.other.span.start, ()):
            if a.interval == b.interval:
                ends = (a.span, str(a.interval)), (b.span, str(b.interval))
                yield Relation.AGREES, Field.TIME, *ends, f"both give {a.interval}"
                return


def _fates(passage: Passage, acts: _Acts) -> Iterator[_Finding]:
    """One act of the same parties, on days that may be one, that the two sentences give another status."""
    for id, a in acts.get((passage.left.id, passage.one.span.start), ()):
        for other, b in acts.get((passage.right.id, passage.other.span.start), ()):
            if id == other or a.type is not b.type or a.status is b.status:
                continue
            if a.time and b.time and not a.time.overlaps(b.time):
                continue
            codes = [{c for p in m.actors + m.recipients if (c := code_of(p))} for m in (a, b)]
            words = [_words_in(s, m.evidence) for s, m in ((passage.one, a), (passage.other, b))]
            shared = len(words[0] & words[1])
            if not codes[0] & codes[1] or not shared or shared < _SHARE * min(map(len, words)):
                continue
            kind = Relation.CONFLICTS if (a.status in UNREAL) != (b.status in UNREAL) else Relation.DIFFERS
            ends = (a.evidence, a.status.value), (b.evidence, b.status.value)
            yield kind, Field.STATUS, *ends, f"{a.status.value} in one, {b.status.value} in the other"
            return


def _words_in(sentence: Sentence, clause: Span) -> frozenset[str]:
    return content_words(t for t in sentence.at(clause) if t.pos != "PROPN")


def _reworded(passage: Passage) -> _Finding:
    ends = [
        (s.span, " ".join(d.annotation.reading.document.quote(s.span).split()))
        for d, s in ((passage.left, passage.one), (passage.right, passage.other))
    ]
    return Relation.DIFFERS, Field.WORDING, ends[0], ends[1], REWORDED
