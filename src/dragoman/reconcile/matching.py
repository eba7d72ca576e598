"""Which event mentions are one event: blocking by parties, kind and time, a score with reasons, cannot-links, average link."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from dragoman.model.annotation import Annotation, EventMention, EventType
from dragoman.model.decided import NOTHING, Decided, MentionKey
from dragoman.model.record import Reason
from dragoman.reconcile.content import Content
from dragoman.reconcile.features import (
    KINDS,
    MATCH,
    cannot_be_one,
    reasons,
    same_appearance,
    same_quotation,
    same_speech,
    score,
    told_again,
    told_below,
)
from dragoman.reconcile.pairs import Mask, Numbers, Pairs, Side, Sides, side_of

_REACH = 31
_SURE = MATCH + 0.5
_AVERAGE = 0.8 * MATCH
_FOR_SURE = 0.7 * MATCH
_SHOWN = 6
_HELD = (Reason("held to be one by the keeper of the record", 0.0),)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions held to be one event, as (document, mention), and why."""

    members: tuple[tuple[int, EventMention], ...]
    reasons: tuple[Reason, ...]


def match_events(
    annotations: Sequence[Annotation],
    chosen: Sequence[tuple[int, EventMention]],
    days: Sequence[date | None],
    decided: Decided = NOTHING,
    content: Content | None = None,
) -> tuple[Cluster, ...]:
    """The chosen mentions of one affair clustered into events, in order of the first mention of each.

    `chosen` pairs the number of a report in `annotations` with a mention of it; `days` has the reports' days. What a
    person `decided` is joined or kept apart whatever the score; `content` keeps the words of sentences.
    """
    content = content or Content()
    sides = [side_of(annotations[d], d, m, days[d], content) for d, m in chosen]
    columns = Sides(sides)
    pairs = _candidates(columns)
    pairs = pairs.where(~cannot_be_one(pairs) | same_quotation(pairs))
    likeness = score(pairs)
    sure = (
        same_quotation(pairs)
        | same_speech(pairs)
        | same_appearance(pairs)
        | _first_of_each(told_below(pairs), pairs)
        | _last_before_each(told_again(pairs), pairs)
    )
    likeness = np.where(sure, np.maximum(likeness, _SURE), likeness)
    together, apart = _decided(annotations, chosen, decided)
    values = _within_reach(len(sides), pairs, likeness, together)
    for pair in apart:
        values.pop(pair, None)
    groups = _joined(len(sides), values, together)
    why = _reasons(columns, groups)
    held = {i for group in together for i in group}
    return tuple(
        Cluster(tuple(chosen[i] for i in g), (*_HELD, *why[at]) if len(held & set(g)) > 1 else why[at])
        for at, g in enumerate(groups)
    )


def _within_reach(
    count: int, pairs: Pairs, likeness: Numbers, together: Sequence[Sequence[int]]
) -> dict[tuple[int, int], float]:
    """The values of the pairs whose mentions a chain of likely pairs joins: the others can come into no group together."""
    likely = likeness >= MATCH
    rows, columns = pairs.left[likely].tolist(), pairs.right[likely].tolist()
    for group in together:
        rows += group[:-1]
        columns += group[1:]
    graph = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    chain = connected_components(graph, directed=False)[1]
    inside = np.flatnonzero(chain[pairs.left] == chain[pairs.right])
    keys = zip(pairs.left[inside].tolist(), pairs.right[inside].tolist(), strict=True)
    return dict(zip(keys, likeness[inside].tolist(), strict=True))


def _first_of_each(below: Mask, pairs: Pairs) -> Mask:
    """Of the pairs of a headline's mention with those below it, the one with the first in the text."""
    headed = np.where(pairs.left_is("heads"), pairs.left, pairs.right)
    under = np.where(pairs.left_is("heads"), pairs.right, pairs.left)
    at = pairs.sides.values["at"][under]
    first: dict[int, int] = {}
    for row in np.flatnonzero(below).tolist():
        head = int(headed[row])
        if head not in first or at[row] < at[first[head]]:
            first[head] = row
    chosen = np.zeros(len(pairs), dtype=np.bool_)
    chosen[list(first.values())] = True
    return chosen


def _last_before_each(again: Mask, pairs: Pairs) -> Mask:
    """Of the pairs of a noun that goes back to what was told with what was, the one with the last before it."""
    at = pairs.sides.values["at"]
    first, second = at[pairs.left], at[pairs.right]
    noun = np.where(second > first, pairs.right, pairs.left)
    before = np.minimum(first, second)
    last: dict[int, int] = {}
    for row in np.flatnonzero(again).tolist():
        told = int(noun[row])
        if told not in last or before[row] > before[last[told]]:
            last[told] = row
    chosen = np.zeros(len(pairs), dtype=np.bool_)
    chosen[list(last.values())] = True
    return chosen


def _pairs(columns: Sides, pairs: Sequence[tuple[int, int]]) -> Pairs:
    table = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    return Pairs(columns, table[:, 0], table[:, 1])


def _reasons(columns: Sides, groups: Sequence[list[int]]) -> list[tuple[Reason, ...]]:
    """For each group the reasons of the pair of its first members that has most of them."""
    shown = [list(combinations(group[:_SHOWN], 2)) for group in groups]
    told = reasons(_pairs(columns, [pair for pairs in shown for pair in pairs]))
    found, start = [], 0
    for pairs in shown:
        found.append(max(told[start : start + len(pairs)], key=len, default=()))
        start += len(pairs)
    return found


def _decided(
    annotations: Sequence[Annotation], chosen: Sequence[tuple[int, EventMention]], decided: Decided
) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """The chosen mentions that a person holds to be one event, group by group, and the pairs held to be two."""
    if not decided.same and not decided.different:
        return [], []
    at: dict[MentionKey, list[int]] = defaultdict(list)
    for i, (d, mention) in enumerate(chosen):
        at[annotations[d].reading.document.sha256, mention.trigger.start].append(i)
    together = [sorted(i for key in group for i in at.get(key, ())) for group in decided.same]
    apart = [
        (min(i, j), max(i, j))
        for pair in decided.different
        for a, b in [sorted(pair)]
        for i in at.get(a, ())
        for j in at.get(b, ())
    ]
    return [group for group in together if len(group) > 1], apart


def _joined(
    count: int, values: dict[tuple[int, int], float], together: Sequence[Sequence[int]] = ()
) -> list[list[int]]:
    """The numbers below `count` in groups, the likest pair first: average link, and only pairs with a value in one group.
    Those `together` begin as one group."""
    clusters = _Clusters(count, values)
    for group in together:
        for i in group[1:]:
            clusters.join(group[0], i)
    close = [(pair, value) for pair, value in values.items() if value >= MATCH]
    for (i, j), value in sorted(close, key=lambda entry: (-entry[1], entry[0])):
        if clusters.average(i, j) >= (_FOR_SURE if value >= _SURE else _AVERAGE):
            clusters.join(i, j)
    return clusters.groups()


class _Clusters:
    """Numbers in clusters, with the values between each two clusters: their sum and how many pairs have one."""

    def __init__(self, count: int, values: Mapping[tuple[int, int], float]) -> None:
        self._of = list(range(count))
        self._members = {i: [i] for i in range(count)}
        self._between: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        for (i, j), value in values.items():
            self._between[i][j] = self._between[j][i] = (value, 1)

    def average(self, i: int, j: int) -> float:
        """The average value of the pairs between the clusters of two numbers; less than any when some pair has none, or
        when they are in one cluster already."""
        x, y = self._of[i], self._of[j]
        total, pairs = self._between[x].get(y, (0.0, 0))
        if x == y or pairs < len(self._members[x]) * len(self._members[y]):
            return -math.inf
        return total / pairs

    def join(self, i: int, j: int) -> None:
        """Put the clusters of two numbers into one."""
        x, y = self._of[i], self._of[j]
        if x == y:
            return
        if len(self._between[x]) < len(self._between[y]):
            x, y = y, x
        for b in self._members[y]:
            self._of[b] = x
        self._members[x] += self._members.pop(y)
        for z, (total, pairs) in self._between.pop(y, {}).items():
            self._between[z].pop(y, None)
            if z != x:
                before, count = self._between[x].get(z, (0.0, 0))
                self._between[x][z] = self._between[z][x] = (before + total, count + pairs)

    def groups(self) -> list[list[int]]:
        """The clusters, each in order, in the order of their first numbers."""
        return [sorted(group) for group in sorted(self._members.values(), key=min)]


def _candidates(columns: Sides) -> Pairs:
    """Pairs that share a participant, or lack one, of one kind or of kinds that one act is told under, and near in time:
    told within `_REACH` days of one another, or with times of their own in one month.

    Near in time keeps the work linear in a long affair.
    """
    sides = columns.sides
    found = [np.empty(0, np.int64)]
    blocks: dict[tuple[str, EventType], list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        for code in side.everybody or {"?"}:
            blocks[code, side.mention.type].append(i)
    order = np.asarray([side.day.toordinal() if side.day else 0 for side in sides], dtype=np.int64)
    sorted_blocks = {key: _by_day(block, order) for key, block in blocks.items()}
    by_month: dict[tuple[str, EventType, tuple[int, int]], list[int]] = defaultdict(list)
    months = [_months(side) for side in sides]
    for (code, kind), block in blocks.items():
        for i in block:
            for month in months[i]:
                by_month[code, kind, month].append(i)
    for (code, kind), told in sorted_blocks.items():
        for other in KINDS[kind]:
            if (code, other) in sorted_blocks:
                found.append(_near(told, sorted_blocks[code, other], order, len(sides)))
    for (code, kind, month), timed in by_month.items():
        for other in KINDS[kind]:
            if beside := by_month.get((code, other, month)):
                left, right = np.repeat(timed, len(beside)), np.tile(beside, len(timed))
                far = np.abs(order[left] - order[right]) > _REACH
                found.append((left * len(sides) + right)[(left < right) & far])
    codes = np.sort(np.concatenate(found))
    codes = codes[np.append(True, codes[1:] != codes[:-1])] if len(codes) else codes
    return Pairs(columns, codes // max(1, len(sides)), codes % max(1, len(sides)))


def _by_day(block: list[int], order: NDArray[np.int64]) -> NDArray[np.int64]:
    rows = np.asarray(block, dtype=np.int64)
    by_day: NDArray[np.int64] = rows[np.argsort(order[rows], kind="stable")]
    return by_day


def _near(
    block: NDArray[np.int64], against: NDArray[np.int64], order: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """The pairs of two blocks told within `_REACH` days, what has no day being near everything, as left * count + right."""
    told, days = order[against], order[block]
    undated = int(np.searchsorted(told, 0, side="right"))
    low = np.maximum(np.searchsorted(told, days - _REACH, side="left"), undated)
    high = np.searchsorted(told, days + _REACH, side="right")
    low, high = np.where(days > 0, low, 0), np.where(days > 0, np.maximum(low, high), len(against))
    found = [_laid_out(block, low, high, against)]
    if undated:
        dated = block[days > 0]
        found.append((np.repeat(dated, undated), np.tile(against[:undated], len(dated))))
    left = np.concatenate([f[0] for f in found])
    right = np.concatenate([f[1] for f in found])
    ordered = left < right
    codes: NDArray[np.int64] = left[ordered] * count + right[ordered]
    return codes


def _laid_out(
    block: NDArray[np.int64], low: NDArray[np.int64], high: NDArray[np.int64], against: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each member of a block beside its own stretch of the other, from `low` to `high`."""
    sizes = high - low
    left = np.repeat(block, sizes)
    starts = np.repeat(low - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
    return left, against[starts + np.arange(len(left))]


def _months(side: Side) -> list[tuple[int, int]]:
    """The calendar months that a mention's own time touches, none when it is open or long."""
    time = side.mention.time
    if not side.mention.time_words or time is None or time.first is None or time.last is None:
        return []
    if (time.days or 0) > _REACH:
        return []
    return sorted({(time.first.year, time.first.month), (time.last.year, time.last.month)})
