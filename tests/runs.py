"""Ways to run Dragoman in a test: in this process, as the installed command, and over the example episodes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
from click.testing import CliRunner, Result

from dragoman.ingest.sources import find_documents
from dragoman.model.document import Document, Given
from dragoman.model.ids import sha256
from dragoman.model.settings import Settings
from dragoman.pipeline import annotate
from dragoman.present.cli import main
from dragoman.present.facade import ReadReport

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
EPISODES = ("01-fisheries-talks", "02-border-hotline", "03-consulate", "04-grain-corridor")

Run = Callable[..., Result]
Episodes = dict[str, tuple[ReadReport, ...]]


def invoke(*arguments: object, input: str | bytes | None = None) -> Result:
    """`dragoman ARGUMENTS...` in this process; a crash is raised and not hidden in an exit code."""
    found = CliRunner().invoke(main, [str(a) for a in arguments], input=input, prog_name="dragoman")
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def run_installed(
    *arguments: object, input: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """The installed console script in a process of its own, with only `variables` added to a bare environment."""
    script = Path(sys.executable).parent / "dragoman"
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [str(script), *map(str, arguments)],
        env=kept | {"TERM": "dumb"} | variables,
        input=input,
        capture_output=True,
        timeout=120,
        check=False,
    )


def make_document(text: str, **given: object) -> Document:
    """A document made from `text`, with what the user gives about it."""
    return Document("doc", sha256(text), text, None, Given(**given))  # type: ignore[arg-type]


def commands() -> dict[str, click.Command]:
    """Every command of the command line by name."""
    assert isinstance(main, click.Group)
    context = click.Context(main)
    return {name: found for name in main.list_commands(context) if (found := main.get_command(context, name))}


def read_episodes() -> Episodes:
    """The reports of every example episode by its folder's name."""
    found: Episodes = {}
    for name in EPISODES:
        documents = find_documents([str(EXAMPLES / name)], (), Given(), Settings())
        found[name] = tuple(ReadReport(annotate(d)) for d in documents if isinstance(d, Document))
    return found
