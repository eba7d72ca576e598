"""Which event mentions are one event: blocking by parties, kind and time, a score with reasons, cannot-links, average link."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np

from dragoman.model.annotation import Annotation, EventMention, EventType
from dragoman.model.decided import NOTHING, Decided, MentionKey
from dragoman.model.record import Reason
from dragoman.reconcile.features import (
    KINDS,
    MATCH,
    cannot_be_one,
    reasons,
    same_appearance,
    same_speech,
    score,
    told_below,
)
from dragoman.reconcile.pairs import Mask, Pairs, Side, Sides, side_of

_REACH = 31
_SURE = MATCH + 0.5
_AVERAGE = 0.8 * MATCH
_SHOWN = 6


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
) -> tuple[Cluster, ...]:
    """The chosen mentions of one affair clustered into events, in order of the first mention of each.

    `chosen` pairs the number of a report in `annotations` with a mention of it; `days` has the reports' days. What a
    person `decided` is joined or kept apart whatever the score.
    """
    sides = [side_of(annotations[d], d, m, days[d]) for d, m in chosen]
    columns = Sides(sides)
    pairs = _pairs(columns, _candidates(sides))
    may = np.flatnonzero(~cannot_be_one(pairs)) if len(pairs) else np.empty(0, np.int64)
    pairs = Pairs(columns, pairs.left[may], pairs.right[may])
    likeness = score(pairs)
    sure = same_speech(pairs) | same_appearance(pairs) | _first_of_each(told_below(pairs), pairs)
    likeness = np.where(sure, np.maximum(likeness, _SURE), likeness)
    keys = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    values = dict(zip(keys, likeness.tolist(), strict=True))
    together, apart = _decided(annotations, chosen, decided)
    for pair in apart:
        values.pop(pair, None)
    groups = _joined(len(sides), values, together)
    why = _reasons(columns, groups)
    return tuple(Cluster(tuple(chosen[i] for i in g), why[at]) for at, g in enumerate(groups))


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
    cluster_of = list(range(count))
    members = {i: [i] for i in range(count)}
    for group in together:
        head = cluster_of[group[0]]
        for i in group[1:]:
            other = cluster_of[i]
            if other != head:
                for b in members[other]:
                    cluster_of[b] = head
                members[head] += members.pop(other)
    close = [(pair, value) for pair, value in values.items() if value >= MATCH]
    for (i, j), _ in sorted(close, key=lambda entry: (-entry[1], entry[0])):
        x, y = cluster_of[i], cluster_of[j]
        if x == y:
            continue
        if _average(values, members[x], members[y]) < _AVERAGE:
            continue
        for b in members[y]:
            cluster_of[b] = x
        members[x] += members.pop(y)
    return [sorted(group) for group in sorted(members.values(), key=min)]


def _average(values: dict[tuple[int, int], float], one: list[int], other: list[int]) -> float:
    """The average value of the pairs between two groups; less than any when some pair has none."""
    total = 0.0
    for a in one:
        for b in other:
            value = values.get((a, b) if a < b else (b, a))
            if value is None:
                return -math.inf
            total += value
    return total / (len(one) * len(other))


def _candidates(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Pairs that share a participant, or lack one, of one kind or of kinds that one act is told under, and near in time:
    told within `_REACH` days of one another, or with times of their own in one month.

    Near in time keeps the work linear in a long affair.
    """
    blocks: dict[tuple[str, EventType], list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        for code in side.everybody or {"?"}:
            blocks[code, side.mention.type].append(i)
    order = [side.day.toordinal() if side.day else 0 for side in sides]
    months = [_months(side) for side in sides]
    days: dict[tuple[str, EventType], list[int]] = {}
    by_month: dict[tuple[str, EventType, tuple[int, int]], list[int]] = defaultdict(list)
    for key, block in blocks.items():
        block.sort(key=lambda j: order[j])
        days[key] = [order[j] for j in block]
        for j in block:
            for month in months[j]:
                by_month[*key, month].append(j)
    found: set[tuple[int, int]] = set()
    for (code, kind), block in blocks.items():
        for other in KINDS[kind]:
            against = blocks.get((code, other))
            if not against:
                continue
            told = days[code, other]
            undated = bisect_right(told, 0)
            for i in block:
                low, high = bisect_left(told, order[i] - _REACH), bisect_right(told, order[i] + _REACH)
                near = against[max(low, undated) : high] + against[:undated] if order[i] else against
                found.update((i, j) for j in near if i < j)
                for month in months[i]:
                    found.update((i, j) for j in by_month.get((code, other, month), ()) if i < j)
    return sorted(found)


def _months(side: Side) -> list[tuple[int, int]]:
    """The calendar months that a mention's own time touches, none when it is open or long."""
    time = side.mention.time
    if not side.mention.time_words or time is None or time.first is None or time.last is None:
        return []
    if (time.days or 0) > _REACH:
        return []
    return sorted({(time.first.year, time.first.month), (time.last.year, time.last.month)})
