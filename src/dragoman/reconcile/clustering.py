"""Mentions in groups by the likeness of pairs: average link, and no group with two that cannot be one.

The likest pair is joined first. Likely pairs make chains; what no chain joins can come into no group, so each chain is
grouped by itself, on a table of the likeness of each two of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from dragoman.reconcile.features import MATCH
from dragoman.reconcile.pairs import Numbers

SURE = MATCH + 0.6
_AVERAGE = 0.82 * MATCH
_FOR_SURE = 0.72 * MATCH
_APART = -math.inf
Rows = NDArray[np.int64]


def chains(count: int, left: Rows, right: Rows, together: Sequence[Sequence[int]] = ()) -> NDArray[np.int32]:
    """The chain of each number below `count`, where `left` and `right` have the likely pairs; those `together` are in one."""
    rows = [left, *(np.asarray(group[:-1], dtype=np.int64) for group in together)]
    columns = [right, *(np.asarray(group[1:], dtype=np.int64) for group in together)]
    a, b = np.concatenate(rows), np.concatenate(columns)
    graph = csr_matrix((np.ones(len(a)), (a, b)), shape=(count, count))
    chain: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return chain


def grouped(
    chain: NDArray[np.int32],
    left: Rows,
    right: Rows,
    likeness: Numbers,
    together: Sequence[Sequence[int]] = (),
) -> list[list[int]]:
    """The numbers of `chain` in groups, each in order, in the order of their first.

    `left` and `right` pair numbers of one chain, the lesser on the left, each pair once, with its likeness; two that are no pair
    cannot be one. Those `together` begin as one group whatever their likeness. A chain of n takes 8 n² bytes while it is worked on.
    """
    groups = []
    begun = {group[0]: group for group in together}
    for members, table in _tables(chain, left, right, likeness):
        clusters = _Clusters(table)
        for group in (begun[i] for i in members if i in begun) if begun else ():
            first, *others = (members.index(i) for i in group)
            for other in others:
                clusters.join(first, other)
        clusters.join_the_likely()
        groups += [[members[i] for i in sorted(cluster)] for cluster in clusters.members if cluster]
    return sorted(groups)


def _tables(
    chain: NDArray[np.int32], left: Rows, right: Rows, likeness: Numbers
) -> Iterator[tuple[list[int], Numbers]]:
    """The members of each chain in order, and the likeness of each two of them, `_APART` for two that cannot be one."""
    count, number = len(chain), int(chain.max(initial=-1)) + 1
    members = np.argsort(chain, kind="stable")
    starts = np.searchsorted(chain[members], np.arange(number + 1))
    place = np.empty(count, dtype=np.int64)
    place[members] = np.arange(count) - starts[chain[members]]
    order = np.argsort(chain[left], kind="stable")
    ends = np.searchsorted(chain[left[order]], np.arange(number + 1))
    a, b, values = place[left[order]], place[right[order]], likeness[order]
    for n in range(number):
        size, own = starts[n + 1] - starts[n], slice(ends[n], ends[n + 1])
        table = np.full((size, size), _APART)
        table[a[own], b[own]] = table[b[own], a[own]] = values[own]
        yield members[starts[n] : starts[n + 1]].tolist(), table


class _Clusters:
    """The rows of a table in clusters; between two clusters the table holds the sum of the likeness of their pairs."""

    def __init__(self, table: Numbers) -> None:
        self.members = [[i] for i in range(len(table))]
        self._of = list(range(len(table)))
        self._between = table

    def join_the_likely(self) -> None:
        """Join the clusters of likely pairs, the likest first, where all their pairs are likely on the average."""
        rows, columns = np.nonzero(np.triu(self._between >= MATCH))
        values = self._between[rows, columns]
        order = np.lexsort((columns, rows, -values))
        pairs = zip(rows[order].tolist(), columns[order].tolist(), values[order].tolist(), strict=True)
        for i, j, value in pairs:
            x, y = self._of[i], self._of[j]
            if x != y and self._average(x, y) >= (_FOR_SURE if value >= SURE else _AVERAGE):
                self.join(x, y)

    def _average(self, x: int, y: int) -> float:
        return float(self._between[x, y]) / (len(self.members[x]) * len(self.members[y]))

    def join(self, i: int, j: int) -> None:
        """Put the clusters of two rows into one."""
        x, y = self._of[i], self._of[j]
        if x == y:
            return
        for row in self.members[y]:
            self._of[row] = x
        self.members[x] += self.members[y]
        self.members[y] = []
        self._between[x] += self._between[y]
        self._between[:, x] = self._between[x]
