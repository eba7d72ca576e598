"""How alike reports are in what they are about: weighted words and parties as sparse vectors, and their cosines.

Weights are tf-idf with a logarithmic count. Beside the pile at hand stand `_ELSEWHERE` reports that nobody has read: in a
pile of two every shared word would otherwise count as common.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from dragoman.model.card import PARTY, Card

_ELSEWHERE = 20
_SALIENT = 40
_FEWEST_SHARED = 2
_AT_A_TIME = 50_000


@dataclass(frozen=True, slots=True)
class Topics:
    """The reports of a pile as unit vectors over words and parties. Row i is report i; `words` names the columns."""

    vectors: csr_matrix
    salient: csr_matrix
    words: tuple[str, ...]

    def cosines(self, rows: Sequence[int], others: Sequence[int]) -> csr_matrix:
        """The cosines of `rows` with `others`, a sparse matrix of that shape.

        Pairs that share fewer than two of their most telling words are left out: their cosine is below any threshold
        of use.
        """
        near = (self.salient[rows] @ self.salient[others].T).tocoo()
        strong = near.data >= _FEWEST_SHARED
        at, to = near.row[strong], near.col[strong]
        values = _row_products(self.vectors, np.asarray(rows)[at], self.vectors, np.asarray(others)[to])
        return csr_matrix((values, (at, to)), shape=(len(rows), len(others)))

    def averages(self, groups: Sequence[Sequence[int]]) -> list[dict[int, float]]:
        """For each group of rows the average cosine with each other group that shares some telling words with it."""
        sizes = np.asarray([len(g) for g in groups], dtype=float)
        owner = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
        member = [i for g in groups for i in g]
        shape = (len(groups), self.vectors.shape[0])
        means = csr_matrix((1.0 / sizes[owner], (owner, member)), shape=shape) @ self.vectors
        near = csr_matrix((np.ones(len(member)), (owner, member)), shape=shape) @ self.salient
        pairs = (near @ near.T).tocoo()
        strong = (pairs.row < pairs.col) & (pairs.data >= _FEWEST_SHARED)
        rows, columns = pairs.row[strong], pairs.col[strong]
        values = _row_products(means, rows, means, columns)
        found: list[dict[int, float]] = [{} for _ in groups]
        for i, j, value in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True):
            found[i][j] = found[j][i] = value
        return found

    def shared_words(self, rows: Sequence[int], count: int) -> list[str]:
        """The words, parties left out, that weigh most in all of `rows` together, at most `count`."""
        least = self._weights(rows[0])
        for row in rows[1:]:
            other = self._weights(row)
            least = {word: min(weight, other[word]) for word, weight in least.items() if word in other}
        ranked = sorted((-weight, self.words[word]) for word, weight in least.items())
        return [word for _, word in ranked if not word.startswith(PARTY)][:count]

    def _weights(self, row: int) -> dict[int, float]:
        """The weights of a report's words, by their columns."""
        inside = slice(self.vectors.indptr[row], self.vectors.indptr[row + 1])
        return dict(
            zip(self.vectors.indices[inside].tolist(), self.vectors.data[inside].tolist(), strict=True)
        )


def _row_products(
    left: csr_matrix, rows: NDArray[np.int64], right: csr_matrix, others: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The dot product of each named row of one matrix with the named row of the other, some thousands at a time."""
    found = np.zeros(len(rows))
    for start in range(0, len(rows), _AT_A_TIME):
        part = slice(start, start + _AT_A_TIME)
        found[part] = np.asarray(left[rows[part]].multiply(right[others[part]]).sum(axis=1)).ravel()
    return found


def topics_of(cards: Sequence[Card]) -> Topics:
    """The vectors of the reports over the words of their cards."""
    counts = [card.words for card in cards]
    spread = Counter(word for words in counts for word in words)
    column = {word: i for i, word in enumerate(sorted(spread))}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    strong: list[bool] = []
    for row, words in enumerate(counts):
        weighted = {
            w: (1 + math.log(max(1.0, n))) * math.log((len(counts) + _ELSEWHERE) / (spread[w] + 0.5))
            for w, n in words.items()
        }
        norm = math.sqrt(sum(v * v for v in weighted.values())) or 1.0
        ranked = sorted(weighted, key=lambda w: (-weighted[w], w))
        rows += [row] * len(ranked)
        columns += [column[w] for w in ranked]
        values += [weighted[w] / norm for w in ranked]
        strong += [i < _SALIENT for i in range(len(ranked))]
    shape = (len(counts), max(1, len(column)))
    keep = np.asarray(strong, dtype=bool)
    vectors = csr_matrix((values, (rows, columns)), shape=shape)
    salient = csr_matrix(
        (np.ones(int(keep.sum())), (np.asarray(rows, int)[keep], np.asarray(columns, int)[keep])), shape=shape
    )
    return Topics(vectors, salient, tuple(column))
