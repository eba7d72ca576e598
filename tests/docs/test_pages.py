"""The pages tell the truth: every command in a console block runs, and the lines shown come out, in their order."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.present.cli import main
from dragoman.present.words import safe

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Whose commands follow from one another, in one folder.
STORY = ROOT / "docs" / "project.md"


def blocks_of(page: Path) -> list[str]:
    return re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    if page != STORY
    for number, block in enumerate(blocks_of(page), 1)
]
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


@pytest.mark.parametrize("block", BLOCKS)
def test_the_lines_of_a_console_block_come_out_in_order(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (ROOT / "build").mkdir(exist_ok=True)
    run_block(block)


def test_the_commands_of_a_story_come_out_one_after_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "docs" / "later", tmp_path / "later")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "ana")
    blocks = blocks_of(STORY)
    assert len(blocks) > 10
    for block in blocks:
        run_block(block)


def run_block(block: str) -> None:
    """Run the command of a block and look for its lines in what is printed, in their order; the time of day is no matter."""
    command, *shown = block.splitlines()
    assert command.startswith("$ dragoman ")
    done = CliRunner().invoke(main, shlex.split(command)[2:])
    assert done.exit_code == 0, done.output
    printed = [_STAMP.sub("…", safe(line)) for line in done.output.splitlines()]
    at = 0
    for line in (_STAMP.sub("…", safe(entry)) for entry in shown if entry.strip() not in ("", "…")):
        found = next((i for i in range(at, len(printed)) if printed[i].startswith(line)), None)
        assert found is not None, f"not printed, or not in this order: {line}"
        at = found + 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_has_a_section_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    for name in main.list_commands(main.make_context("dragoman", [], resilient_parsing=True)):
        assert f"## dragoman {name}" in text
        options = main.get_command(main.make_context("dragoman", [], resilient_parsing=True), name)
        assert options is not None
        for parameter in options.params:
            if parameter.param_type_name == "option" and parameter.opts[-1].startswith("--"):
                assert parameter.opts[-1] in text


def test_every_family_of_rules_that_the_examples_show_is_in_the_reference() -> None:
    import dragoman

    text = (ROOT / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    found = dragoman.read(ROOT / "examples" / "01-fisheries-talks" / "northern-wire.txt").to_dict()
    rules = {
        entry["rule"]
        for part in ("zones", "mentions", "times", "claims", "events", "positions")
        for entry in found[part]
    }
    rules |= {entry["time"]["rule"] for entry in found["events"] if entry["time"]["rule"]}
    for family in {rule.split(".")[0] for rule in rules}:
        assert f"`{family}.*`" in text
