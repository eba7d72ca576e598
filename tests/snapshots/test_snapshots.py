"""What people see, read in review. A change here is meant or a fault: `pytest --snapshot-update` after reading the difference."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from runs import EXAMPLES, ROOT, Run, commands


def test_help(run: Run, snapshot: SnapshotAssertion) -> None:
    assert run("--help").stdout == snapshot


@pytest.mark.parametrize("name", sorted(commands()))
def test_help_of_a_command(run: Run, name: str, snapshot: SnapshotAssertion) -> None:
    assert run(name, "--help").stdout == snapshot


def test_the_terminal_brief_of_the_border_hotline(
    run: Run, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.chdir(ROOT)
    told = run("brief", (EXAMPLES / "02-border-hotline").relative_to(ROOT)).stdout
    assert "\n".join(line.rstrip() for line in told.splitlines()) == snapshot
