"""The gold corpus is sound, was read twice, and what the product reads in it stays above the pinned bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus

ROOT = Path(__file__).parents[2]
BARS = json.loads((ROOT / "corpus" / "bars.json").read_text(encoding="utf-8"))
REPORTS = corpus.load_corpus()


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return {half: corpus.measure(reports).figures() for half, reports in corpus.halves(REPORTS).items()}


def test_there_are_forty_reports_in_twelve_episodes_undated_pages_among_them() -> None:
    assert len(REPORTS) >= 40
    assert len({r.path.parent for r in REPORTS}) >= 12
    assert sum("published" not in r.notes for r in REPORTS) >= 2


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.name)
def test_every_span_and_word_of_the_notes_is_sound(report: corpus.GoldReport) -> None:
    assert list(corpus.faults(report)) == []


@pytest.mark.parametrize("report", REPORTS, ids=lambda r: r.name)
def test_every_report_was_read_a_second_time(report: corpus.GoldReport) -> None:
    assert report.notes["second_reading"]


def test_the_bars_are_pinned_for_this_corpus_and_no_other() -> None:
    assert corpus.digest() == BARS["digest"], (
        "the corpus has changed: look at bench/corpus.py --misses, then pin the bars and the digest anew"
    )


@pytest.mark.parametrize(
    ("half", "figure"), [(half, figure) for half in ("open", "held") for figure in BARS[half]]
)
def test_a_figure_stays_above_its_bar(figures: dict[str, dict[str, float]], half: str, figure: str) -> None:
    assert figures[half][figure] >= BARS[half][figure]
