"""Hermetic runs: nothing of the user's settings, folder or terminal reaches a test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from dragoman.ingest.sources import find_documents
from dragoman.model.document import Document, Given
from dragoman.model.ids import sha256
from dragoman.model.settings import Settings
from dragoman.pipeline import annotate
from dragoman.present.facade import ReadReport

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"

settings.register_profile(
    "ci", deadline=None, derandomize=True, max_examples=30, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def hermetic(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the caller's shell changes what is read or how it is printed."""
    for name in ("DRAGOMAN_MODEL", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def run() -> Run:
    """`dragoman ARGUMENTS...` in this process; a crash is raised and not hidden in an exit code."""

    def call(*arguments: object, input: str | bytes | None = None) -> Result:
        from dragoman.present.cli import main

        found = CliRunner().invoke(main, [str(a) for a in arguments], input=input, prog_name="dragoman")
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        return found

    return call


def run_installed(*arguments: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """The installed console script in a process of its own, with only `variables` added to a bare environment."""
    script = Path(sys.executable).parent / "dragoman"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [str(script), *map(str, arguments)], env=kept | {"TERM": "dumb"} | variables, capture_output=True, timeout=120, check=False
    )


def make_document(text: str, **given: object) -> Document:
    """A document made from `text`, with what the user gives about it."""
    return Document("doc", sha256(text), text, None, Given(**given))  # type: ignore[arg-type]


def commands() -> dict[str, click.Command]:
    """Every command of the command line by name."""
    from dragoman.present.cli import main

    context = click.Context(main)
    return {name: found for name in main.list_commands(context) if (found := main.get_command(context, name))}


@pytest.fixture(scope="session")
def episodes() -> dict[str, tuple[ReadReport, ...]]:
    """The reports of every example episode, read once for all tests."""
    found: dict[str, tuple[ReadReport, ...]] = {}
    for folder in sorted(p for p in EXAMPLES.iterdir() if p.is_dir()):
        documents = find_documents([str(folder)], (), Given(), Settings())
        found[folder.name] = tuple(ReadReport(annotate(d)) for d in documents if isinstance(d, Document))
    return found
