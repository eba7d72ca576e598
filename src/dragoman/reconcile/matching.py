"""Which event mentions are one event: blocking by parties, kind and time, a score with reasons, cannot-links, average link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dragoman.model.annotation import Annotation, EventMention, EventType
from dragoman.model.decided import NOTHING, Decided, MentionKey
from dragoman.model.record import Reason
from dragoman.reconcile.clustering import SURE, chains, grouped
from dragoman.reconcile.content import Content
from dragoman.reconcile.features import (
    CHEAP,
    DEAR,
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
_SHOWN = 4
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
    together, apart = _decided(annotations, chosen, decided)
    pairs = _candidates(columns)
    if apart:
        pairs = pairs.where(~_held_apart(pairs, apart))
    pairs = pairs.where(~cannot_be_one(pairs) | same_quotation(pairs))
    sure = (
        same_quotation(pairs)
        | same_speech(pairs)
        | same_appearance(pairs)
        | _first_of_each(told_below(pairs), pairs)
        | _last_before_each(told_again(pairs), pairs)
    )
    chain, pairs, likeness = _chained(pairs, sure, together)
    groups = grouped(chain, pairs.left, pairs.right, likeness, together)
    why = _reasons(columns, groups)
    held = {i for group in together for i in group}
    return tuple(
        Cluster(tuple(chosen[i] for i in g), (*_HELD, *why[at]) if len(held & set(g)) > 1 else why[at])
        for at, g in enumerate(groups)
    )


def _chained(
    pairs: Pairs, sure: Mask, together: Sequence[Sequence[int]]
) -> tuple[NDArray[np.int32], Pairs, Numbers]:
    """The chain of each mention, the pairs within chains, and their likeness, which is that of a sure pair for those `sure`.

    Whole sentences are dear to lay side by side: it is done where the other features leave open whether a pair is likely, and
    for all within a chain.
    """
    rest, dear = score(pairs, CHEAP), np.full(len(pairs), np.nan)

    def measure(rows: NDArray[np.int64]) -> None:
        dear[rows] = score(pairs.where(rows), DEAR)

    measure(np.flatnonzero(rest >= MATCH - sum(f.weight for f in DEAR)))
    likely = sure | (rest + dear >= MATCH)
    chain = chains(len(pairs.sides), pairs.left[likely], pairs.right[likely], together)
    inside = chain[pairs.left] == chain[pairs.right]
    measure(np.flatnonzero(inside & np.isnan(dear)))
    likeness = (rest + dear)[inside]
    return chain, pairs.where(inside), np.where(sure[inside], np.maximum(likeness, SURE), likeness)


def _held_apart(pairs: Pairs, apart: Sequence[tuple[int, int]]) -> Mask:
    """True for the pairs that a person holds to be two."""
    held = set(apart)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    return np.fromiter((pair in held for pair in ends), dtype=np.bool_, count=len(pairs))


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
