"""What the commands of a project share: which project, parties by name or code, clear errors."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dragoman.present.cli.reading import NONE, day_of

if TYPE_CHECKING:
    from dragoman.project import Keeping
    from dragoman.reconcile.selection import Wanted

Command = TypeVar("Command", bound=Callable[..., Any])
USAGE = 2


def project_option(command: Command) -> Command:
    """--project DIR."""
    return click.option(
        "--project",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="DRAGOMAN_PROJECT",
        metavar="DIR",
        help="The project's folder; without it, the one around the current folder.",
    )(command)


def wanted_options(command: Command) -> Command:
    """--since, --until and --topic."""
    for decorate in (
        click.option(
            "--topic",
            "words",
            multiple=True,
            metavar="WORD",
            help="Only events that hold WORD; may be repeated.",
        ),
        click.option(
            "--until",
            metavar="YYYY-MM-DD",
            callback=day_of,
            help="Only events that may lie on or before the day.",
        ),
        click.option(
            "--since",
            metavar="YYYY-MM-DD",
            callback=day_of,
            help="Only events that may lie on or after the day.",
        ),
    ):
        command = decorate(command)
    return command


@contextmanager
def opened(folder: Path | None) -> Iterator[Keeping]:
    """The project of `folder`, or the one around the current folder; what goes wrong in it is one line and exit code 1."""
    from dragoman.project import Keeping
    from dragoman.store.store import StoreError

    try:
        found = Keeping(folder) if folder is not None else Keeping.around(Path.cwd())
        if found is None:
            raise StoreError("no project here or above; make one with: dragoman init")
        found.store.database.on_wait = lambda message: click.echo(f"dragoman: {message}", err=True)
        with found as project:
            yield project
    except StoreError as error:
        click.echo(f"dragoman: {error}", err=True)
        raise SystemExit(NONE) from error


@contextmanager
def comparing(quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal for what has to be compared anew; what is yielded hears how many reports are done, of how
    many. A little work shows none."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Comparing", total=None, visible=False)
        yield lambda done, whole: progress.update(task, completed=done, total=whole, visible=whole > done)


def means_project(folder: Path | None, names: tuple[str, ...]) -> bool:
    """True when the command speaks of a project and its parties: one is named or around, and no name is a file or "-"."""
    from dragoman.store.store import folder_around

    around = folder is not None or folder_around(Path.cwd()) is not None
    return around and not any(name == "-" or Path(name).exists() for name in names)


def party_of(name: str) -> str:
    """The code of a party by its code or a name of it ("PRK", "North Korea"). Raises BadParameter for no party."""
    from dragoman.knowledge import NameKind, load_knowledge
    from dragoman.knowledge.names import WORD, fold

    knowledge = load_knowledge()
    if name in knowledge.names.parties:
        return name
    words = [fold(w) for w in WORD.findall(name)]
    tries = (words, [w.capitalize() for w in words]) if words else ()
    found = next((f for w in tries if (f := knowledge.names.find(w, 0))), None)
    if found and found[0] == len(words) and found[1].kind is not NameKind.OUTLET:
        code = found[1].country or found[1].party
        if code:
            return code
    raise click.BadParameter(
        f"{name!r} is neither a file nor a party known here; give a code such as PRK or a name such as Norway"
    )


def one_of(kind: type[StrEnum], word: str, name: str) -> str:
    """The value of an enum that a word names, in whatever case. Raises BadParameter with the values for any other word."""
    found = next((member.value for member in kind if member.value.casefold() == word.casefold()), None)
    if found is None:
        raise click.BadParameter(f"{word!r} is no {name}; one of {', '.join(kind)}")
    return found


def wanted_of(
    parties: tuple[str, ...], since: date | None, until: date | None, words: tuple[str, ...]
) -> Wanted:
    """What is asked for, with the parties by their codes."""
    from dragoman.reconcile.selection import Wanted

    codes = tuple(dict.fromkeys(party_of(p) for p in parties))
    return Wanted(codes, since, until, tuple(w for entry in words for w in entry.split()))


def where_typed(folder: Path | None) -> str:
    """The option that leads back to the project, empty inside it."""
    return (
        f" --project {shlex.quote(str(folder))}"
        if folder is not None and folder.resolve() != Path.cwd()
        else ""
    )
