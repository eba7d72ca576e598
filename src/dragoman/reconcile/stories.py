"""Which documents tell of one episode, as a desk would sort its mail (reconcile/desk), and which stories are one affair.

The days are gone through once. Where the state of the desk at the turn of a month was kept and nothing before it has
changed, sorting goes on from there, with the same result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model.card import Card, Head
from dragoman.model.record import Story
from dragoman.reconcile.desk import ALIKE, PAUSE, WINDOW, Desk, Past, Slip, story_name
from dragoman.reconcile.likeness import ENOUGH, Spread, Topics, month_of, spread_before, topics_of

STRETCH = 120
_KEPT_BEFORE = timedelta(days=14)
_FIRM = 20


@dataclass(frozen=True, slots=True)
class Near:
    """The dated report most like an undated one, and their cosine."""

    likeness: float
    id: str
    day: date
    outlet: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The desk at the beginning of the day `on`: the reports that it had sorted, with the numbers of their stories, what was settled of
    these, the words of the dated reports, and for the undated ones the nearest so far, weighed as of the month `latest`."""

    on: date
    latest: date
    heads: tuple[Head, ...]
    sorted: tuple[tuple[str, int], ...]
    past: tuple[tuple[int, Past], ...]
    count: int
    spread: Spread
    nearest: tuple[tuple[str, Near | None], ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The stories, in order of their first reports; the dated report that each undated one is most like, if any is like it; and where
    sorting can go on from."""

    stories: tuple[Story, ...]
    nearest: Mapping[str, Near]
    checkpoint: Checkpoint | None


Look = Callable[[Sequence[str]], Sequence[Card]]


def find_stories(cards: Sequence[Card]) -> tuple[Story, ...]:
    """The reports grouped by story, in order of their first ones; every report is in one story, named by its card's id. The cards come
    in the order of their days, those without one last."""
    by_id = {card.id: card for card in cards}
    return sort_reports(cards, lambda ids: [by_id[id] for id in ids]).stories


def sort_reports(heads: Sequence[Head], look: Look, since: Checkpoint | None = None) -> Sorted:
    """The reports sorted into stories; `look` gives the cards of some. `heads` come in the order of their days, those without one
    last. `since` shortens the work and changes nothing of what comes back."""
    if since is not None and _still_holds(since, heads):
        found = _sorted(heads, look, since)
        if found is not None:
            return found
    found = _sorted(heads, look, None)
    assert found is not None
    return found


def _still_holds(since: Checkpoint, heads: Sequence[Head]) -> bool:
    """True when what a checkpoint was made of is still there, was enough to weigh words by, and does not lie after the turn that is to be
    kept now."""
    turn = _turn_to_keep(heads)
    if turn is None or turn < since.on:
        return False
    dated = [head for head in heads if head.day is not None]
    undated = {head.id for head in heads if head.day is None}
    before = tuple(head for head in dated if head.day is not None and head.day < since.on)
    if before != since.heads or undated != {id for id, _ in since.nearest}:
        return False
    weighed_alike = not undated or month_of(dated[-1].day or since.on) == since.latest
    looked_at = _looked_at(since.on)
    return weighed_alike and sum(head.day is not None and head.day < looked_at for head in before) >= ENOUGH


def _looked_at(day: date) -> date:
    """The first day whose reports still matter for those from `day` on."""
    return month_of(day - WINDOW - PAUSE)


def _sorted(heads: Sequence[Head], look: Look, since: Checkpoint | None) -> Sorted | None:
    """The reports sorted, from a checkpoint on where one is given; None where that one does not lead on."""
    first = _looked_at(since.on) if since else date.min
    loaded = [n for n, head in enumerate(heads) if head.day is None or head.day >= first]
    cards = look([heads[n].id for n in loaded])
    topics = topics_of(cards, since.spread if since else None)
    nearest = _nearest(cards, topics, since.on if since else date.min)
    if since is not None:
        placed = {id for id, _ in since.sorted}
        for id, known in since.nearest:
            is_nearest = known is not None and (id not in nearest or nearest[id].likeness <= known.likeness)
            if is_nearest != (id in placed):
                return None
            if known is not None and is_nearest:
                nearest[id] = known
    row = {n: at for at, n in enumerate(loaded)}
    slips = [
        Slip(
            head.day,
            nearest[head.id].day if head.day is None and head.id in nearest else head.day,
            cards[row[n]].countries if n in row else frozenset(),
            row.get(n),
        )
        for n, head in enumerate(heads)
    ]
    came: dict[date | None, list[int]] = defaultdict(list)
    for n, slip in enumerate(slips):
        came[slip.sorted_on].append(n)
    desk = Desk(topics, slips)
    if since is not None:
        _go_on(desk, since, heads)
    days = sorted(day for day in came if day is not None)
    target = _turn_to_keep(heads)
    checkpoint = since if since is not None and since.on == target else None
    turned = month = since.on if since else None
    for day in days:
        if since is not None and day < since.on:
            if day >= since.on - WINDOW:
                desk.look_at(came[day], day)
            continue
        if month is not None and month_of(day) != month:
            turned, before = month_of(day), turned
            desk.turn(turned, before and before - WINDOW - PAUSE)
            if turned == target:
                checkpoint = _kept(desk, turned, heads, cards, topics, since)
        month = month_of(day)
        desk.receive(came[day], day)
    if came[None]:
        desk.receive(came[None], None)
    desk.turn(None, turned and turned - WINDOW - PAUSE)
    return Sorted(_stories(desk, heads), nearest, checkpoint)


def _nearest(cards: Sequence[Card], topics: Topics, since: date) -> dict[str, Near]:
    """For each undated report the dated one that it is most like, of those from a day on, where the two are alike."""
    undated = [n for n, card in enumerate(cards) if card.day is None]
    dated = [n for n, card in enumerate(cards) if card.day is not None and card.day >= since]
    found: dict[str, Near] = {}
    if not undated or not dated:
        return found
    cosines = topics.cosines(undated, dated)
    for place, n in enumerate(undated):
        inside = slice(cosines.indptr[place], cosines.indptr[place + 1])
        likest = max(
            zip(cosines.data[inside].tolist(), (-cosines.indices[inside]).tolist(), strict=True),
            default=(0.0, 0),
        )
        other = cards[dated[-likest[1]]]
        if likest[0] >= ALIKE and other.day is not None:
            found[cards[n].id] = Near(likest[0], other.id, other.day, other.outlet)
    return found


def _turn_to_keep(heads: Sequence[Head]) -> date | None:
    """The turn of a month to keep the desk's state at: one that reports still to come will seldom lie before."""
    days = [head.day for head in heads if head.day is not None]
    if len(days) < ENOUGH + _FIRM:
        return None
    last = month_of(days[-_FIRM] - _KEPT_BEFORE)
    turn = max((month for month in map(month_of, days) if month <= last), default=None)
    if turn is None or sum(day < _looked_at(turn) for day in days) < ENOUGH:
        return None
    return turn


def _kept(
    desk: Desk,
    on: date,
    heads: Sequence[Head],
    cards: Sequence[Card],
    topics: Topics,
    since: Checkpoint | None,
) -> Checkpoint:
    """The state of a desk at the beginning of a day."""
    desk.close(on)
    dated = [head for head in heads if head.day is not None]
    before = [card for card in cards if card.day is None or card.day < on]
    undated = [head.id for head in heads if head.day is None]
    nearest = dict(since.nearest) if since else dict.fromkeys(undated)
    rows = [n for n, card in enumerate(cards) if card.day is None or card.day < on]
    for id, near in _nearest(before, topics.of(rows), since.on if since else date.min).items():
        known = nearest.get(id)
        if known is None or near.likeness > known.likeness:
            nearest[id] = near
    return Checkpoint(
        on,
        month_of(dated[-1].day or on) if nearest else on,
        tuple(head for head in dated if head.day is not None and head.day < on),
        tuple((heads[n].id, number) for n, number in sorted(desk.story.items())),
        tuple((number, _past_of(desk, number, heads)) for number in sorted(set(desk.story.values()))),
        desk.count,
        spread_before(cards, on, since.spread if since else None),
        tuple((id, nearest[id]) for id in undated),
    )


def _past_of(desk: Desk, number: int, heads: Sequence[Head]) -> Past:
    follows = desk.follows.get(number, -1)
    before = "" if follows == -1 else None if follows is None else heads[follows].id
    return Past(tuple(desk.log[number]), before, desk.why.get(number, ""))


def _go_on(desk: Desk, since: Checkpoint, heads: Sequence[Head]) -> None:
    """Put a new desk into the state that was kept."""
    at = {head.id: n for n, head in enumerate(heads)}
    desk.story = {at[id]: number for id, number in since.sorted}
    desk.count = since.count
    for number, past in since.past:
        desk.log[number] = list(past.log)
        if past.follows != "":
            desk.follows[number] = None if past.follows is None else at[past.follows]
        if past.why:
            desk.why[number] = past.why


def _stories(desk: Desk, heads: Sequence[Head]) -> tuple[Story, ...]:
    """The stories in order of their first reports, each with the one it goes on from."""
    groups = desk.groups()
    ordered = sorted(groups, key=lambda number: groups[number])
    begins = {
        number: min((day for n in groups[number] if (day := heads[n].day) is not None), default=None)
        for number in ordered
    }
    place = {number: (begins[number] or date.max, k) for k, number in enumerate(ordered)}

    def earlier(number: int) -> str | None:
        report = desk.follows.get(number)
        before = number if report is None else desk.story[report]
        return story_name(before) if place[before] < place[number] else None

    return tuple(
        Story(
            story_name(number),
            tuple(heads[n].id for n in groups[number]),
            desk.why.get(number) or desk.reason(groups[number]),
            earlier(number),
            tuple(desk.log[number]),
            begins[number],
        )
        for number in ordered
    )


def affairs(stories: Sequence[Story]) -> tuple[tuple[Story, ...], ...]:
    """The stories with those that go on from them, in order of their first ones. What goes on for longer than STRETCH days is cut
    into stretches of so many: a record of years is judged a stretch at a time."""
    by_id = {s.id: s for s in stories}
    root: dict[str, Story] = {}
    for story in sorted(stories, key=lambda s: s.begins or date.max):
        root[story.id] = story if story.follows is None else root.get(story.follows, by_id[story.follows])
    chains: dict[tuple[str, int], list[Story]] = defaultdict(list)
    for story in stories:
        first = root[story.id]
        apart = (story.begins - first.begins).days if story.begins and first.begins else 0
        chains[first.id, apart // STRETCH].append(story)
    return tuple(tuple(chain) for chain in chains.values())
