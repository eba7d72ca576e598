"""Which texts share words: runs of five words outside quotations, hashed, indexed by sorting.

Containment (Broder 1997): the share of the shorter text's runs that stand in the other. Jaccard misses a trimmed
reprint; quotations are stripped because two reporters who heard one speech quote the same words. Sorting the runs of all
texts puts equal ones side by side, so finding who shares text with whom costs n log n. Above `_MOST_RUNS` only the
runs that are 0 modulo some number are sorted (Manber 1994), and the pairs found are measured on all of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.model.annotation import Annotation
from dragoman.model.reading import Zone
from dragoman.model.spans import Evidence, Span

RUN = 5
_WORD = re.compile(r"\w+")
_MOST_RUNS = 20_000_000
_NEIGHBOURS = 8
_FEWEST = 3
_GAP = 40
_SLIP = 4
_PRIME = np.uint64(1_000_003)


@dataclass(frozen=True, slots=True)
class WordRuns:
    """The distinct runs of one text, in order of their hash, each with the number of its first word among its words."""

    hashes: NDArray[np.uint64]
    first: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.hashes)

    def share(self, other: WordRuns) -> float:
        """The share of the shorter text's runs that stand in the other, 0 to 1."""
        common = np.intersect1d(self.hashes, other.hashes, assume_unique=True)
        return len(common) / max(1, min(len(self), len(other)))


def word_runs(annotation: Annotation, vocabulary: dict[str, int]) -> WordRuns:
    """The runs of five words of a report's body outside quotations; `vocabulary` numbers the words and grows."""
    text = annotation.reading.document.text
    numbers: list[int] = []
    ends: list[int] = []
    for stretches in _unquoted(annotation):
        for span in stretches:
            for word in _WORD.findall(text[span.start : span.end].lower()):
                number = vocabulary.get(word)
                if number is None:
                    number = vocabulary[word] = len(vocabulary) + 1
                numbers.append(number)
        ends.append(len(numbers))
    words = np.asarray(numbers, dtype=np.uint64)
    if len(words) < RUN:
        return WordRuns(np.empty(0, np.uint64), np.empty(0, np.int64))
    hashes = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for k in range(RUN):
        hashes = _mixed(hashes * _PRIME + words[k : len(words) - RUN + 1 + k])
    whole = np.ones(len(hashes), dtype=bool)
    for end in ends[:-1]:
        whole[max(0, end - RUN + 1) : end] = False
    unique, first = np.unique(hashes[whole], return_index=True)
    return WordRuns(unique, np.flatnonzero(whole)[first])


def _unquoted(annotation: Annotation) -> list[list[Span]]:
    """For each paragraph of the body the stretches of it outside quotations."""
    found = []
    for block in annotation.reading.blocks:
        if block.zone is not Zone.BODY:
            continue
        stretches, at = [], block.span.start
        for quotation in annotation.reading.quotations_over(block.span):
            if quotation.closed:
                if quotation.span.start > at:
                    stretches.append(Span(at, quotation.span.start))
                at = max(at, quotation.span.end)
        if at < block.span.end:
            stretches.append(Span(at, block.span.end))
        found.append(stretches)
    return found


def word_starts(annotation: Annotation) -> list[int]:
    """Where the words that runs are made of begin."""
    text = annotation.reading.document.text
    spans = [span for stretches in _unquoted(annotation) for span in stretches]
    return [m.start() for s in spans for m in _WORD.finditer(text, s.start, s.end)]


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finishing steps of the splitmix64 generator (Steele, Lea and Flood 2014), which spread every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def sharing_pairs(texts: Sequence[WordRuns], least: float) -> list[tuple[int, int, float]]:
    """The pairs of texts that share at least `least` of the shorter one's runs, with that share, in order.

    Of a run that many texts hold each text is paired with its next few holders only: a chain that keeps copies of
    one text together without an all-pairs loop.
    """
    total = sum(len(t) for t in texts)
    if not total:
        return []
    step = np.uint64(1 + total // _MOST_RUNS)
    kept = [t.hashes[t.hashes % step == 0] if step > 1 else t.hashes for t in texts]
    hashes = np.concatenate(kept)
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(k) for k in kept])
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    codes = []
    for k in range(1, _NEIGHBOURS + 1):
        equal = hashes[k:] == hashes[:-k]
        codes.append(owners[:-k][equal] * len(texts) + owners[k:][equal])
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    found = []
    for code, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        i, j = divmod(code, len(texts))
        shorter = min(len(kept[i]), len(kept[j]))
        if count >= min(_FEWEST, shorter) and count >= 0.5 * least * shorter:
            share = texts[i].share(texts[j])
            if share >= least:
                found.append((i, j, share))
    return found


def longest_passage(
    left: Annotation,
    right: Annotation,
    left_runs: WordRuns,
    right_runs: WordRuns,
    starts_of: Callable[[Annotation], list[int]],
) -> tuple[Evidence, Evidence] | None:
    """The longest stretch that two texts share nearly word for word, with its place in each; None when there is none.
    `starts_of` gives where the words of a text begin (`word_starts`, kept by the caller where it asks often)."""
    _, mine, theirs = np.intersect1d(
        left_runs.hashes, right_runs.hashes, assume_unique=True, return_indices=True
    )
    if not len(mine):
        return None
    places = starts_of(left), starts_of(right)
    starts = sorted(
        (places[0][i], places[1][j])
        for i, j in zip(left_runs.first[mine].tolist(), right_runs.first[theirs].tolist(), strict=True)
    )
    best = (starts[0], starts[0])
    first = previous = starts[0]
    for current in [*starts[1:], None]:
        if current is None or not _goes_on(previous, current):
            if previous[0] - first[0] > best[1][0] - best[0][0]:
                best = (first, previous)
            if current is None:
                break
            first = current
        previous = current
    texts = left.reading.document, right.reading.document
    ends = [_after_run(d.text, at) for d, at in zip(texts, best[1], strict=True)]
    return texts[0].cite(best[0][0], ends[0]), texts[1].cite(best[0][1], ends[1])


def _goes_on(before: tuple[int, int], after: tuple[int, int]) -> bool:
    here, there = after[0] - before[0], after[1] - before[1]
    return 0 < here < _GAP and abs(here - there) < _SLIP


def _after_run(text: str, start: int) -> int:
    """The end of the run of words that starts at `start`."""
    end = start
    for count, match in enumerate(_WORD.finditer(text, start), 1):
        end = match.end()
        if count == RUN:
            break
    return end
