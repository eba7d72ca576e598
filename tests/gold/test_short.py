"""The short passages and sketches are sound, and what the product reads in them stays above the pinned bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus
import short

ROOT = Path(__file__).parents[2]
BARS = json.loads((ROOT / "corpus" / "bars.json").read_text(encoding="utf-8"))["short"]
HALVES = short.halves()


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return {half: short.measure(*some).figures() for half, some in HALVES.items()}


def test_there_are_three_hundred_passages_and_forty_sketches() -> None:
    assert sum(len(passages) for passages, _ in HALVES.values()) >= 300
    assert sum(len(sketches) for _, sketches in HALVES.values()) >= 40


@pytest.mark.parametrize("half", HALVES)
def test_every_act_of_a_passage_is_sound(half: str) -> None:
    assert [line for passage in HALVES[half][0] for line in corpus.faults(passage)] == []


@pytest.mark.parametrize("half", HALVES)
def test_every_mark_of_a_sketch_names_an_act_in_two_reports_or_more(half: str) -> None:
    for sketch in HALVES[half][1]:
        marked = [tuple(m) for e in sketch.notes["events"] for m in e["mentions"]]
        assert len(marked) == len(set(marked)), sketch.name
        assert len({stem for stem, _ in marked}) >= 2, sketch.name
        assert {sketch.place(list(m)) for m in marked} == set(sketch.event_of()), sketch.name


def test_a_mark_without_an_act_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "sketches.txt"
    broken.write_text("=== a\n--- Wire | 2024-05-01\nMali {e1 met} Chad.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="e1"):
        short.load_sketches(broken)


@pytest.mark.parametrize(
    ("half", "figure"), [(half, figure) for half in ("open", "held") for figure in BARS[half]]
)
def test_a_figure_stays_above_its_bar(figures: dict[str, dict[str, float]], half: str, figure: str) -> None:
    assert figures[half][figure] >= BARS[half][figure]
