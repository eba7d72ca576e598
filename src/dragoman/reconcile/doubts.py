"""Where the machine's judgement is weakest: events joined by little, and events of one pair that were nearly joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dragoman.model.decided import Decided, MentionKey
from dragoman.model.ids import make_id
from dragoman.model.record import Event, Reason, Report
from dragoman.reconcile.affair import Member
from dragoman.reconcile.features import MATCH, cannot_be_one, reasons, score
from dragoman.reconcile.pairs import Pairs, Sides, side_of

_BARELY = 1.0
_NEARLY = 1.2


@dataclass(frozen=True, slots=True)
class Doubt:
    """A judgement to be looked at. `joined` is true for one event whose reports were joined by little, and false for two that
    were nearly joined; `left` and `right` are what would be taken apart or put together, `passages` the words of the two that
    were compared. `score` is the likeness, to be read against MATCH, and `reasons` what made it."""

    id: str
    joined: bool
    left: tuple[MentionKey, ...]
    right: tuple[MentionKey, ...]
    events: tuple[Event, ...]
    passages: tuple[Report, Report]
    score: float
    reasons: tuple[Reason, ...]


def doubts(members: Sequence[Member], events: Sequence[Event], decided: Decided) -> list[Doubt]:
    """The doubts about the events of an affair, the greatest first; what a person has decided is none."""
    place = {m.id: n for n, m in enumerate(members)}
    text = {m.id: m.annotation.reading.document.sha256 for m in members}
    rows = [(n, report) for n, event in enumerate(events) for report in _one_each(event)]
    sides = [
        side_of(
            members[place[r.document]].annotation,
            place[r.document],
            r.mention,
            members[place[r.document]].published.last,
        )
        for _, r in rows
    ]
    wanted = [
        (i, j)
        for i, j in combinations(range(len(rows)), 2)
        if rows[i][1].document != rows[j][1].document
        and (rows[i][0] == rows[j][0] or _may_be_one(events[rows[i][0]], events[rows[j][0]]))
    ]
    if not wanted:
        return []
    table = np.asarray(wanted, dtype=np.int64)
    pairs = Pairs(Sides(sides), table[:, 0], table[:, 1])
    possible = np.flatnonzero(~cannot_be_one(pairs))
    pairs = pairs.where(possible)
    values, told = score(pairs).tolist(), reasons(pairs)
    best: dict[tuple[int, int], Doubt] = {}
    for (i, j), value, why in zip(table[possible].tolist(), values, told, strict=True):
        (one, left), (other, right) = rows[i], rows[j]
        joined = one == other
        if not (MATCH - _NEARLY <= value < MATCH if not joined else value < MATCH + _BARELY):
            continue
        ends = [
            tuple(
                sorted(
                    (text[r.document], r.mention.trigger.start)
                    for r in events[n].reports
                    if not joined or r.document == report.document
                )
            )
            for n, report in ((one, left), (other, right))
        ]
        if _is_decided(ends[0], ends[1], decided):
            continue
        doubt = Doubt(
            make_id("doubt", joined, *sorted(ends)),
            joined,
            ends[0],
            ends[1],
            (events[one],) if joined else (events[one], events[other]),
            (left, right),
            round(value, 2),
            why,
        )
        known = best.get((one, other))
        if known is None or _greater(doubt, known):
            best[one, other] = doubt
    return sorted(best.values(), key=lambda d: (abs(d.score - MATCH), d.id))


def _one_each(event: Event) -> list[Report]:
    """The first version of each document."""
    found: dict[str, Report] = {}
    for report in event.reports:
        found.setdefault(report.document, report)
    return list(found.values())


def _may_be_one(one: Event, other: Event) -> bool:
    """Events of one type and a common actor whose times may meet, of several countries or people."""
    if one.type is not other.type or not set(one.actors) & set(other.actors):
        return False
    if len({*one.actors, *one.recipients}) < 2:
        return False
    return not (one.time and other.time and not one.time.overlaps(other.time))


def _greater(one: Doubt, other: Doubt) -> bool:
    """A joined event is as doubtful as its weakest pair, two events as their strongest."""
    return one.score < other.score if one.joined else one.score > other.score


def _is_decided(left: tuple[MentionKey, ...], right: tuple[MentionKey, ...], decided: Decided) -> bool:
    together = any(set(left) & group and set(right) & group for group in decided.same)
    apart = any(frozenset({a, b}) in decided.different for a in left for b in right)
    return together or apart
