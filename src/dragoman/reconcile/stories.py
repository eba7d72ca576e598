"""Which documents tell of one episode, as a desk would sort its mail: day after day, into the stories that are open.

Each day's reports join the reports of the open window; within it, complete link (a report must be like every other of its
story) cuts the pile, so that no chain of half-likenesses joins two affairs. Likeness is the cosine of words and parties,
zero between reports on different countries, fading as days pass. A story keeps its id while it grows; splits and merges are
logged. Complete link with time decay is the best of the plain methods on US roundups (B-cubed .884, pairs .772 on one half).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from dragoman.model.card import Card
from dragoman.model.record import Story
from dragoman.reconcile.likeness import Topics, topics_of

ALIKE = 0.16
CONTINUES = 0.2
WINDOW = 21
_GRACE = 2
_FADING = 10.0
_SHOWN = 4
_PAUSE = 60
_BLOCK = 200


def find_stories(cards: Sequence[Card], topics: Topics | None = None) -> tuple[Story, ...]:
    """The reports grouped by story, in order of their first ones; every report is in one story, named by its card's id.

    Reports without a day come last and meet all. `topics` are the vectors of the cards, made anew when left out.
    """
    days = [card.day for card in cards]
    desk = _Desk(topics or topics_of(cards), [card.countries for card in cards], days)
    dated = sorted((day, i) for i, day in enumerate(days) if day is not None)
    for day in sorted({d for d, _ in dated}):
        desk.receive([i for d, i in dated if d == day], day)
    undated = [i for i, day in enumerate(days) if day is None]
    if undated:
        desk.receive(undated, None)
    return desk.stories([card.id for card in cards])


@dataclass
class _Desk:
    """The stories so far: the number of each document's story, and what happened to the stories."""

    topics: Topics
    countries: list[frozenset[str]]
    days: list[date | None]
    story: dict[int, int] = field(default_factory=dict)
    log: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[int, dict[int, float]] = field(default_factory=dict)
    open: list[int] = field(default_factory=list)
    count: int = 0

    def receive(self, new: list[int], today: date | None) -> None:
        """Sort the reports of a day into stories; `today` None opens all that was read so far."""
        if today is None:
            self.open = sorted(self.story)
        else:
            horizon = today - timedelta(days=WINDOW)
            self.open = [i for i in self.open if (own := self.days[i]) is not None and own >= horizon]
        self.open += new
        self._link(new)
        window = set(self.open)
        waiting = sorted(new)
        while waiting:
            group = self._component(waiting[0], window)
            waiting = [i for i in waiting if i not in group]
            self._sort(self._cut(sorted(group)), today)

    def _link(self, new: list[int]) -> None:
        """Keep how alike the new reports are with those of the open window, where it reaches the threshold."""
        cosines = self.topics.cosines(new, self.open).tocoo()
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
        if len(group) == 1:
            return [group]
        place = {i: n for n, i in enumerate(group)}
        distance = np.ones((len(group), len(group)))
        np.fill_diagonal(distance, 0.0)
        for i in group:
            for j, value in self.links[i].items():
                if j in place:
                    distance[place[i], place[j]] = max(0.0, 1.0 - value)
        labels = fcluster(linkage(squareform(distance), "complete"), 1.0 - ALIKE, "distance")
        clusters: dict[int, list[int]] = defaultdict(list)
        for i, label in zip(group, labels.tolist(), strict=True):
            clusters[label].append(i)
        return sorted(clusters.values())

    def _tie(self, a: int, b: int) -> float:
        """What is left of a likeness: nothing between two sets of countries, less with the days between."""
        here, there = self.countries[a], self.countries[b]
        if here and there and not here & there:
            return 0.0
        one, other = self.days[a], self.days[b]
        if one is None or other is None:
            return 1.0
        return math.exp(-max(0, abs((one - other).days) - _GRACE) / _FADING)

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

    def stories(self, ids: Sequence[str]) -> tuple[Story, ...]:
        """The stories in order of their first documents, each with the one it goes on from."""
        groups: dict[int, list[int]] = defaultdict(list)
        for i, number in sorted(self.story.items()):
            groups[number].append(i)
        ordered = sorted(groups, key=lambda number: groups[number])
        earlier = self._continued([groups[number] for number in ordered])
        return tuple(
            Story(
                _name(number),
                tuple(ids[i] for i in groups[number]),
                self._why(groups[number]),
                _name(ordered[earlier[n]]) if n in earlier else None,
                tuple(self.log[number]),
            )
            for n, number in enumerate(ordered)
        )

    def _continued(self, groups: list[list[int]]) -> dict[int, int]:
        """For each story that goes on from an earlier one the number of that one: the most alike on average, days apart
        or not, that ended at most `_PAUSE` days before and is not about other countries."""
        spans = [sorted(d for i in g if (d := self.days[i]) is not None) for g in groups]
        order = sorted(range(len(groups)), key=lambda n: (spans[n][0] if spans[n] else date.max, n))
        found: dict[int, int] = {}
        for start in range(0, len(order), _BLOCK):
            block = order[start : start + _BLOCK]
            opens = spans[block[0]][0] if spans[block[0]] else date.min
            near = [
                n
                for n in order[: start + len(block)]
                if not spans[n] or opens == date.min or (opens - spans[n][-1]).days <= _PAUSE
            ]
            rank = {n: k for k, n in enumerate(near)}
            average = self.topics.averages([groups[n] for n in near])
            for n in block:
                best = (CONTINUES, -1)
                for place, value in average[rank[n]].items():
                    other = near[place]
                    if place >= rank[n] or value < best[0]:
                        continue
                    apart = (spans[n][0] - spans[other][-1]).days if spans[n] and spans[other] else 0
                    here, there = (
                        frozenset.union(*(self.countries[i] for i in groups[g])) for g in (n, other)
                    )
                    if apart <= _PAUSE and (here & there or not here or not there):
                        best = (value, other)
                if best[1] >= 0:
                    found[n] = best[1]
        return found

    def _why(self, members: list[int]) -> str:
        if len(members) == 1:
            return "no other report is like it"
        common = sorted(frozenset.intersection(*(self.countries[i] for i in members)))
        words = self.topics.shared_words(members, _SHOWN)
        parts = [f"all name {', '.join(common[:6])}"] if common else []
        parts += [f"share the words {', '.join(words)}"] if words else []
        return "; ".join(parts) or "alike in words and parties"


def affairs(stories: Sequence[Story]) -> tuple[tuple[Story, ...], ...]:
    """The stories in chains, each with those that go on from it, in order of their first stories."""
    first: dict[str, str] = {}
    chains: dict[str, list[Story]] = {}
    earlier = {s.id: s.follows for s in stories}
    for story in stories:
        head = story.id
        while (before := earlier[head]) is not None:
            head = first.get(before, before)
        first[story.id] = head
        chains.setdefault(head, []).append(story)
    return tuple(tuple(chain) for chain in chains.values())


def _name(number: int) -> str:
    return f"s{number}"


def _names(numbers: Iterable[int]) -> str:
    return ", ".join(map(_name, numbers))
