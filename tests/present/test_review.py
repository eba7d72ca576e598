"""Reviewing in the terminal: one key a judgement, and the next review goes on where this one stopped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.present.cli import main
from dragoman.present.record import Project
from runs import EXAMPLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("review")
    with Project.create(made) as project:
        project.add([str(EXAMPLES / "01-fisheries-talks"), str(EXAMPLES / "02-border-hotline")])
    return made


@pytest.fixture(autouse=True)
def fresh(folder: Path) -> None:
    """Everything decided before is undone, and nothing is skipped."""
    with Project(folder) as project:
        undone = {d.body["number"] for d in project.log() if d.kind == "undo"}
        for decision in project.log():
            if decision.kind != "undo" and decision.number not in undone:
                project.undo(decision.number)
        for doubt in project.store.log.skipped():
            project.store.log.skip(doubt, skipped=False)


def review(folder: Path, keys: str, *parties: str) -> Result:
    return CliRunner().invoke(
        main, ["review", *parties, "--project", str(folder)], input="\n".join(keys) + "\n"
    )


def left(folder: Path) -> int:
    with Project(folder) as project:
        return len(project.doubts())


def test_every_key_does_what_it_says(folder: Path) -> None:
    whole = left(folder)
    assert whole >= 4
    run = review(folder, "axmsq")
    assert run.exit_code == 0 and "3 decisions made." in run.output
    assert run.output.count("Likeness") == min(5, whole)
    with Project(folder) as project:
        assert [d.why for d in project.log()[-3:]] == ["in review"] * 3


def test_a_review_goes_on_where_it_stopped(folder: Path) -> None:
    whole = left(folder)
    review(folder, "sq")
    assert left(folder) == whole - 1
    second = review(folder, "q")
    assert f"1 of {whole - 1} " in second.output


def test_the_last_decision_can_be_taken_back_at_once(folder: Path) -> None:
    whole = left(folder)
    run = review(folder, "uausuq")
    assert "Nothing to undo here" in run.output and "0 decisions made." in run.output
    assert left(folder) == whole


def test_other_keys_are_asked_again_and_the_end_of_the_input_quits(folder: Path) -> None:
    run = review(folder, "z?")
    assert run.exit_code == 0 and "0 decisions made." in run.output
    assert len(re.findall("a accept", run.output)) >= 3


def test_only_the_judgements_about_a_pair_are_offered(folder: Path) -> None:
    run = review(folder, "q", "GBR", "NOR")
    assert run.exit_code == 0 and "Kenya" not in run.output


def test_when_nothing_is_left_it_says_so(folder: Path) -> None:
    run = review(folder, "q", "Fiji", "Tonga")
    assert run.exit_code == 0 and "Nothing is left to review." in run.output
