"""How alike reports are in what they are about: weighted words and parties as sparse vectors, and their cosines.

Weights are tf-idf with a logarithmic count, as a stream is weighed: by the reports that came before. Beside the pile at hand stand
`_ELSEWHERE` reports that nobody has read: in a pile of two every shared word would otherwise count as common.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from dragoman.model.card import PARTY, Card

ENOUGH = 2000
_ELSEWHERE = 20
_SALIENT = 40
_FEWEST_SHARED = 2
_AT_A_TIME = 4_000_000


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
        at_once = max(1, _AT_A_TIME // max(1, len(others)))
        vectors, salient = self.vectors[others].T.tocsr(), self.salient[others].T.tocsr()
        found = []
        for start in range(0, len(rows), at_once):
            part = list(rows[start : start + at_once])
            near = (self.salient[part] @ salient).toarray() >= _FEWEST_SHARED
            found.append(csr_matrix(np.where(near, (self.vectors[part] @ vectors).toarray(), 0.0)))
        return vstack(found, format="csr") if found else csr_matrix((0, len(others)))

    def of(self, rows: Sequence[int]) -> Topics:
        """The vectors of some rows alone, in their order."""
        return Topics(self.vectors[rows], self.salient[rows], self.words)

    def averages(self, groups: Sequence[Sequence[int]]) -> list[dict[int, float]]:
        """For each group of rows the average cosine with each other group that shares some telling words with it."""
        sizes = np.asarray([len(g) for g in groups], dtype=float)
        owner = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
        member = [i for g in groups for i in g]
        shape = (len(groups), self.vectors.shape[0])
        means = csr_matrix((1.0 / sizes[owner], (owner, member)), shape=shape) @ self.vectors
        near = csr_matrix((np.ones(len(member)), (owner, member)), shape=shape) @ self.salient
        strong = np.triu((near @ near.T).toarray() >= _FEWEST_SHARED, 1)
        rows, columns = np.nonzero(strong)
        values = (means @ means.T).toarray()[rows, columns]
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


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many of the dated reports before the month of `day` each word stands, and how many reports those are."""

    day: date
    reports: int
    words: Mapping[str, int]


def topics_of(cards: Sequence[Card], before: Spread | None = None) -> Topics:
    """The vectors of the reports over the words of their cards, which come in order, the undated last.

    A word weighs by how few reports hold it: of the dated ones before the report's month, or of the first `ENOUGH` while
    those are fewer. What came later changes nothing, so a record can be sorted on from where it stood: `before` then tells of the
    reports before some month, of which `cards` need not hold the older ones.
    """
    listed = [list(card.words) for card in cards]
    column = {word: i for i, word in enumerate(sorted({word for words in listed for word in words}))}
    sizes = np.asarray([len(words) for words in listed], dtype=np.int64)
    rows = np.repeat(np.arange(len(cards)), sizes)
    columns = np.asarray([column[word] for words in listed for word in words], dtype=np.int64)
    counts = np.asarray([n for card in cards for n in card.words.values()], dtype=float)
    rarity = np.zeros(len(columns))
    for inside, reports, held in _stages(cards, column, rows, columns, before):
        rarity[inside] = np.log((reports + _ELSEWHERE) / (held[columns[inside]] + 0.5))
    weights = (1 + np.log(np.maximum(1.0, counts))) * rarity
    norms = np.sqrt(np.bincount(rows, weights**2, minlength=len(cards)))
    order = np.lexsort((columns, -weights, rows))
    rows, columns = rows[order], columns[order]
    values = weights[order] / np.where(norms > 0, norms, 1.0)[rows]
    rank = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    shape = (len(cards), max(1, len(column)))
    keep = rank < _SALIENT
    return Topics(
        csr_matrix((values, (rows, columns)), shape=shape),
        csr_matrix((np.ones(int(keep.sum())), (rows[keep], columns[keep])), shape=shape),
        tuple(column),
    )


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def _stages(
    cards: Sequence[Card],
    column: Mapping[str, int],
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    before: Spread | None,
) -> Iterator[tuple[slice, int, NDArray[np.float64]]]:
    """The words of each month's reports, as a slice of `columns`, with the reports that weigh them: how many they are, and how many of
    them hold each word."""

    def held(start: int, end: int) -> NDArray[np.float64]:
        inside = columns[np.searchsorted(rows, start) : np.searchsorted(rows, end)]
        return np.bincount(inside, minlength=len(column)).astype(float)

    months = [month_of(card.day) for card in cards if card.day is not None]
    starts = [n for n, month in enumerate(months) if n == 0 or month != months[n - 1]]
    if before is None:
        reports, known, at = 0, np.zeros(len(column)), 0
    else:
        reports, at = before.reports, sum(month < before.day for month in months)
        known = np.asarray([before.words.get(word, 0) for word in column], dtype=float)
    few = min(len(cards), ENOUGH)
    for start, end in pairwise([*starts, len(cards)] if starts else [0, len(cards)]):
        inside = slice(np.searchsorted(rows, start), np.searchsorted(rows, end))
        told = reports + start - at
        if told < ENOUGH:
            yield inside, few, held(0, few)
        else:
            yield inside, told, known + held(at, start) if start >= at else known - held(start, at)


def spread_before(cards: Sequence[Card], day: date, before: Spread | None = None) -> Spread:
    """How words are spread over the dated reports before a day, of which `before` counts the earlier ones."""
    found = Counter(before.words if before else {})
    since = before.day if before else date.min
    inside = [card for card in cards if card.day is not None and since <= card.day < day]
    for card in inside:
        found.update(card.words.keys())
    return Spread(day, len(inside) + (before.reports if before else 0), dict(sorted(found.items())))
