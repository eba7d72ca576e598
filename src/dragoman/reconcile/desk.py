"""The desk that sorts reports into stories as they come, day after day.

Each day's reports join the reports of the open window; within it, complete link (a report must be like every other of its
story) cuts the pile, so that no chain of half-likenesses joins two affairs. Likeness is the cosine of words and parties,
zero between reports on different countries, fading as days pass. A story keeps its number while it grows; splits and merges
are logged. Complete link with time decay is the best of the plain methods on US roundups (B-cubed .884, pairs .772 on one
half).

What has left the window changes no more. At the turn of a month the desk decides which earlier story each story goes on from,
and its state can be kept: sorting on from there gives what sorting from the beginning gives.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from dragoman.reconcile.likeness import Topics

ALIKE = 0.16
CONTINUES = 0.2
WINDOW = timedelta(days=21)
PAUSE = timedelta(days=60)
_GRACE = 2
_FADING = 10.0
_SHOWN = 4
_BLOCK = 200


@dataclass(frozen=True, slots=True)
class Slip:
    """What the desk knows of one report: the countries it names, the day it says it appeared on, the day it is sorted in with (that of
    the report an undated one is most like), and its row in the topics; None for one that is too old to be looked at."""

    day: date | None
    sorted_on: date | None
    countries: frozenset[str] = frozenset()
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What is settled of a story: what happened to it, the last report of the story it goes on from (None for none, "" while it is open
    which), and why it is one story, once that changes no more."""

    log: tuple[str, ...]
    follows: str | None
    why: str


@dataclass
class Desk:
    """The stories so far: the number of each report's story, and what happened to the stories. Reports go by their numbers in
    `slips`."""

    topics: Topics
    slips: Sequence[Slip]
    story: dict[int, int] = field(default_factory=dict)
    log: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    follows: dict[int, int | None] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)
    links: dict[int, dict[int, float]] = field(default_factory=dict)
    open: list[int] = field(default_factory=list)
    count: int = 0

    # ------------------------------------------------------------ a day's reports

    def receive(self, new: list[int], today: date | None) -> None:
        """Sort the reports of a day into stories; those without one are sorted among themselves."""
        self.look_at(new, today)
        window = set(self.open)
        waiting = sorted(new)
        while waiting:
            group = self._component(waiting[0], window)
            waiting = [i for i in waiting if i not in group]
            self._sort(self._cut(sorted(group)), today)

    def look_at(self, new: list[int], today: date | None) -> None:
        """Open the window of a day and keep how alike the new reports are with those in it, where that reaches the threshold."""
        horizon = today - WINDOW if today else date.max
        self.open = [i for i in self.open if (on := self.slips[i].sorted_on) is not None and on >= horizon]
        self.open += new
        cosines = self.topics.cosines(self._rows(new), self._rows(self.open)).tocoo()
        fresh = set(new)
        for i in new:
            self.links[i] = {}
        for row, column, value in zip(
            cosines.row.tolist(), cosines.col.tolist(), cosines.data.tolist(), strict=True
        ):
            i, j = new[row], self.open[column]
            told_already = j in fresh and j <= i
            if not told_already and value >= ALIKE and (faded := value * self._tie(i, j)) >= ALIKE:
                self.links[i][j] = self.links[j][i] = faded

    def _rows(self, reports: Iterable[int]) -> list[int]:
        return [row for i in reports if (row := self.slips[i].row) is not None]

    def _component(self, start: int, window: set[int]) -> set[int]:
        """The reports of the window that chains of likeness lead to."""
        found, waiting = {start}, [start]
        while waiting:
            for other in self.links[waiting.pop()]:
                if other in window and other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def _cut(self, group: list[int]) -> list[list[int]]:
        """The group in clusters of which all members are at least ALIKE alike, the likest joined first."""
        place = {i: n for n, i in enumerate(group)}
        inside = [
            (place[i], place[j], value) for i in group for j, value in self.links[i].items() if j in place
        ]
        if len(inside) == len(group) * (len(group) - 1):
            return [group]
        rows, columns, values = zip(*inside, strict=True)
        distance = np.ones((len(group), len(group)))
        np.fill_diagonal(distance, 0.0)
        distance[rows, columns] = np.maximum(0.0, 1.0 - np.asarray(values))
        clusters = {n: [i] for n, i in enumerate(group)}
        # A row of the linkage joins two clusters, at a distance, into the next number.
        steps = linkage(squareform(distance, checks=False), "complete").tolist()
        for number, (one, other, far, _) in enumerate(steps, len(group)):
            if far > 1.0 - ALIKE:
                break
            clusters[number] = clusters.pop(int(one)) + clusters.pop(int(other))
        return sorted(sorted(members) for members in clusters.values())

    def _tie(self, a: int, b: int) -> float:
        """What is left of a likeness: nothing between two sets of countries, less with the days between."""
        here, there = self.slips[a], self.slips[b]
        if here.countries and there.countries and not here.countries & there.countries:
            return 0.0
        if here.day is None or there.day is None:
            return 1.0
        return math.exp(-max(0, abs((here.day - there.day).days) - _GRACE) / _FADING)

    def _sort(self, clusters: list[list[int]], today: date | None) -> None:
        """Give every cluster the story that most of it belonged to, or a new one, and log what was split or merged."""
        before = {i: self.story[i] for c in clusters for i in c if i in self.story}
        claims = sorted(
            (
                (n, -number, k)
                for k, c in enumerate(clusters)
                for number, n in Counter(before[i] for i in c if i in before).items()
            ),
            reverse=True,
        )
        given: dict[int, int] = {}
        for _, number, k in claims:
            if k not in given and -number not in given.values():
                given[k] = -number
        when = f" on {today}" if today else ""
        for k in sorted(set(range(len(clusters))) - set(given), key=lambda k: min(clusters[k])):
            self.count += 1
            given[k] = self.count
            origin = sorted({before[i] for i in clusters[k] if i in before})
            if origin:
                self.log[self.count].append(f"split from {_names(origin)}{when}")
        for k, cluster in enumerate(clusters):
            lost = sorted({before[i] for i in cluster if i in before} - set(given.values()))
            if lost:
                self.log[given[k]].append(f"took in {_names(lost)}{when}")
            for i in cluster:
                self.story[i] = given[k]

    # ------------------------------------------------------------ what holds stories together

    def groups(self) -> dict[int, list[int]]:
        """The reports of each story, in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for i, number in sorted(self.story.items()):
            found[number].append(i)
        return found

    def turn(self, until: date | None, since: date | None) -> None:
        """Decide what each story goes on from that began a window before `until` and is not decided yet; reports sorted in before `since`
        are not looked at. The most alike on average goes first, days apart or not, that ended at most PAUSE before and is not
        about other countries."""
        groups = self.groups()
        spans = {number: self._span(group) for number, group in groups.items()}
        order = sorted(groups, key=lambda number: (spans[number][0], groups[number][0]))
        undecided = {
            number
            for number in groups
            if number not in self.follows and (until is None or spans[number][0] < until - WINDOW)
        }
        todo = [number for number in order if number in undecided]
        for start in range(0, len(todo), _BLOCK):
            self._decide(todo[start : start + _BLOCK], order, groups, spans, since)

    def _decide(
        self,
        block: list[int],
        order: list[int],
        groups: Mapping[int, list[int]],
        spans: Mapping[int, tuple[date, date]],
        since: date | None,
    ) -> None:
        opens = spans[block[0]][0]
        recent = {
            number: seen
            for number in order[: order.index(block[-1]) + 1]
            if opens == date.max or spans[number][1] == date.max or opens - spans[number][1] <= PAUSE
            if (seen := self._seen(groups[number], since))
        }
        near = list(recent)
        rank = {number: k for k, number in enumerate(near)}
        countries = [frozenset[str]().union(*(self.slips[i].countries for i in recent[n])) for n in near]
        averages = self.topics.averages([self._rows(recent[number]) for number in near])
        for number in block:
            best: tuple[float, int | None] = (CONTINUES, None)
            here = countries[rank[number]]
            for place, value in averages[rank[number]].items():
                if place >= rank[number] or value < best[0]:
                    continue
                there, ended = countries[place], spans[near[place]][1]
                begun = spans[number][0]
                apart = begun - ended if date.max not in (begun, ended) else timedelta(0)
                if apart <= PAUSE and (here & there or not here or not there):
                    best = (value, recent[near[place]][-1])
            self.follows[number] = best[1]

    def _span(self, group: Collection[int]) -> tuple[date, date]:
        """The first and the last day of a story; of one without days the end of time."""
        days = sorted(day for i in group if (day := self.slips[i].sorted_on) is not None)
        return (days[0], days[-1]) if days else (date.max, date.max)

    def _seen(self, group: Collection[int], since: date | None) -> list[int]:
        """The reports of a story that are new enough to be looked at."""
        return [i for i in group if since is None or (self.slips[i].sorted_on or date.max) >= since]

    def close(self, before: date) -> None:
        """Say why each story is one that no report can join any more on the day `before`."""
        for number, group in self.groups().items():
            if number not in self.why and self._span(group)[1] < before - WINDOW:
                self.why[number] = self.reason(group)

    def reason(self, group: Sequence[int]) -> str:
        """Why the reports are one story, by those of its last PAUSE."""
        last = self._span(group)[1]
        members = self._seen(group, last - PAUSE if last != date.max else None)
        if len(group) == 1:
            return "no other report is like it"
        common = sorted(frozenset.intersection(*(self.slips[i].countries for i in members)))
        words = self.topics.shared_words(self._rows(members), _SHOWN)
        parts = [f"all name {', '.join(common[:6])}"] if common else []
        parts += [f"share the words {', '.join(words)}"] if words else []
        return "; ".join(parts) or "alike in words and parties"


def story_name(number: int) -> str:
    """The id of the story of a number."""
    return f"s{number}"


def _names(numbers: Iterable[int]) -> str:
    return ", ".join(map(story_name, numbers))
