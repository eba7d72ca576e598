"""What the reports of each gold episode say together: the notes are sound, read twice, and the brief stays above its bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import episodes

ROOT = Path(__file__).parents[2]
BARS = json.loads((ROOT / "corpus" / "bars.json").read_text(encoding="utf-8"))["episodes"]
EPISODES = episodes.load_episodes()


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return {half: episodes.measure(some).figures() for half, some in episodes.halves(EPISODES).items()}


def test_there_are_twelve_episodes() -> None:
    assert len(EPISODES) >= 12


@pytest.mark.parametrize("episode", EPISODES, ids=lambda e: e.name)
def test_every_noted_event_stands_in_one_event_of_the_episode(episode: episodes.GoldEpisode) -> None:
    assert episodes.faults(episode) == []
    assert episode.notes["second_reading"]


@pytest.mark.parametrize(
    ("half", "figure"), [(half, figure) for half in ("open", "held") for figure in BARS[half]]
)
def test_a_figure_stays_above_its_bar(figures: dict[str, dict[str, float]], half: str, figure: str) -> None:
    assert figures[half][figure] >= BARS[half][figure]
