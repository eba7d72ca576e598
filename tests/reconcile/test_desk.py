"""The desk can go on from where it stood: what comes out is what sorting everything from the beginning gives."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from dragoman.codec import pack, unpack
from dragoman.model.card import Card, Head
from dragoman.model.document import Basis, Published
from dragoman.model.time import Precision
from dragoman.reconcile import likeness, stories
from dragoman.reconcile.stories import Checkpoint, Sorted, sort_reports

START = date(2021, 1, 4)
SUBJECTS = ("dam", "cable", "grain", "border", "airspace", "fishery", "pipeline")


def made(count: int, undated: int, seed: int) -> list[Card]:
    """Cards of reports on a few subjects over many months, some without a day."""
    chance = random.Random(seed)
    cards = []
    for n in range(count):
        subject = chance.choice(SUBJECTS)
        day = START + timedelta(days=n // 2)
        season = f"{subject}-{(day - START).days // 40}"
        words = {f"{season}-{chance.randrange(12)}": 1.0 + chance.randrange(3) for _ in range(8)}
        words |= {f"common-{chance.randrange(60)}": 1.0 for _ in range(10)}
        published = Published(day, day, Precision.DAY, Basis.GIVEN, "")
        if n % (count // undated) == 3 if undated else False:
            published = Published(None, None, Precision.UNKNOWN, Basis.UNKNOWN, "")
        countries = frozenset({subject[:3].upper()})
        cards.append(Card(f"report-{n:04}", f"{n:04}", f"{n:064}", "", published, False, countries, words))
    return cards


def sorted_cards(cards: Sequence[Card], since: Checkpoint | None = None) -> tuple[Sorted, int]:
    """What sorting them gives, and how many cards were looked at."""
    ordered = sorted(cards, key=lambda c: (c.day or date.max, c.sha256))
    by_id = {card.id: card for card in ordered}
    heads = [Head(c.id, c.name, c.sha256, c.outlet, c.published, c.has_dateline) for c in ordered]
    looked_at: list[str] = []

    def look(ids: Sequence[str]) -> list[Card]:
        looked_at[:] = ids
        return [by_id[id] for id in ids]

    return sort_reports(heads, look, since), len(looked_at)


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likeness, "ENOUGH", 60)
    monkeypatch.setattr(stories, "ENOUGH", 60)


@pytest.mark.parametrize(("undated", "seed"), [(0, 1), (0, 2), (6, 3), (6, 4)])
def test_going_on_gives_what_beginning_anew_gives(undated: int, seed: int) -> None:
    cards = made(700, undated, seed)
    since, shortened = None, 0
    for end in range(560, 700, 7):
        from_nothing, _ = sorted_cards(cards[:end])
        gone_on, looked_at = sorted_cards(cards[:end], since)
        assert gone_on == from_nothing
        assert sum(len(s.documents) for s in gone_on.stories) == end
        shortened += looked_at < end - 150
        assert gone_on.checkpoint is not None
        since = unpack(Checkpoint, pack(gone_on.checkpoint))
        assert since == gone_on.checkpoint
    assert shortened >= (15 if undated == 0 else 5)


@pytest.mark.parametrize("late", [2, 400, 640])
def test_a_report_that_comes_late_or_goes_is_sorted_as_from_nothing(late: int) -> None:
    cards = made(700, 0, 5)
    without = cards[:late] + cards[late + 1 :]
    before, _ = sorted_cards(without)
    assert sorted_cards(cards, before.checkpoint)[0] == sorted_cards(cards)[0]
    whole, _ = sorted_cards(cards)
    assert sorted_cards(without, whole.checkpoint)[0] == before


def test_a_record_that_lost_its_last_reports_is_sorted_as_from_nothing() -> None:
    cards = made(700, 0, 7)
    whole, _ = sorted_cards(cards)
    shorter, _ = sorted_cards(cards[:640])
    assert whole.checkpoint is not None and shorter.checkpoint is not None
    assert shorter.checkpoint.on < whole.checkpoint.on
    assert sorted_cards(cards[:640], whole.checkpoint)[0] == shorter


def test_a_record_that_is_short_keeps_nothing_to_go_on_from() -> None:
    assert sorted_cards(made(70, 3, 6))[0].checkpoint is None
