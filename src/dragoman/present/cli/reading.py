"""What the reading commands share: options, documents with progress, one clear line for each that failed, exit codes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from dragoman.model.document import publication_day
from dragoman.model.settings import Settings

if TYPE_CHECKING:
    from dragoman.model.annotation import Annotation

Command = TypeVar("Command", bound=Callable[..., Any])
ALL, NONE, SOME = 0, 1, 3
_MANY = 4


@dataclass(slots=True)
class Tally:
    """How many reports were read and how many were not."""

    read: int = 0
    failed: int = 0

    @property
    def exit_code(self) -> int:
        """0 all, 3 some failed, 1 none."""
        if not self.read:
            return NONE
        return SOME if self.failed else ALL


def reading_options(command: Command) -> Command:
    """PATH..., --published, --outlet, --workers, --model, -q and -v."""
    return source_options(click.argument("paths", nargs=-1, required=True, metavar="PATH... | -")(command))


def reading_or_project_options(command: Command) -> Command:
    """The same for commands that speak of a project when they are given no PATH, or parties in its place."""
    return source_options(click.argument("paths", nargs=-1, metavar="PATH... | - | [PARTY]...")(command))


def source_options(command: Command) -> Command:
    """--published, --outlet, --workers, --model, -q and -v."""
    for decorate in (
        click.option("-v", "--verbose", is_flag=True, help="Say on standard error what is read."),
        click.option(
            "-q", "--quiet", is_flag=True, help="No progress and no notices; failures are still told."
        ),
        click.option(
            "--model",
            default=Settings().syntax,
            show_default=True,
            envvar="DRAGOMAN_MODEL",
            metavar="NAME",
            help="An installed spaCy pipeline for English with a parser.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(1, 64),
            default=1,
            show_default=True,
            metavar="N",
            help="Read with N processes; what comes out is the same, in the same order.",
        ),
        click.option(
            "--outlet", metavar="NAME", help="The outlet of these reports; wins over what the pages say."
        ),
        click.option(
            "--published",
            metavar="YYYY-MM-DD",
            callback=day_of,
            help="The publication day of these reports; wins over what the pages say.",
        ),
    ):
        command = decorate(command)
    return command


def read_all(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    workers: int,
    quiet: bool,
    verbose: bool,
    tally: Tally,
    form: Callable[[Annotation], Any],
) -> Iterator[Any]:
    """Each report under `paths` in the form asked for, in order; what cannot be read is told in one line and counted."""
    from dragoman.ingest.failure import Failure
    from dragoman.ingest.sources import find_documents
    from dragoman.model.document import Given
    from dragoman.present.words import safe
    from dragoman.reading.parse import SyntaxMissingError
    from dragoman.workers import annotate_all

    forgiving(sys.stdout)
    forgiving(sys.stderr)
    settings = Settings(syntax=model)
    found = find_documents(paths, sys.stdin.buffer, Given(outlet=outlet, published=published), settings)
    results = annotate_all(found, settings, form, workers=workers)
    try:
        for result in _with_progress(results, paths, quiet):
            if isinstance(result, Failure):
                tally.failed += 1
                click.echo(f"dragoman: {safe(str(result))}", err=True)
                continue
            tally.read += 1
            if verbose:
                day = result.published or "unknown"
                line = f"dragoman: read {safe(result.name)}: {result.events} events, published {day}"
                click.echo(line, err=True)
            yield result.value
    except SyntaxMissingError as error:
        click.echo(f"dragoman: {error}", err=True)
        raise SystemExit(NONE) from error


def as_it_is(annotation: Annotation) -> Annotation:
    """The annotation itself, for commands that compare."""
    return annotation


def write_utf8(text: str) -> None:
    """Write text for other programs: UTF-8 whatever the shell's encoding is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def forgiving(stream: TextIO) -> None:
    """What a narrow terminal encoding cannot show is shown as a mark instead of stopping the command."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def _with_progress(found: Iterator[Any], paths: tuple[str, ...], quiet: bool) -> Iterator[Any]:
    """Progress on a terminal when several reports are read; silent otherwise."""
    if quiet or not sys.stderr.isatty():
        yield from found
        return
    from dragoman.ingest.sources import count_files

    expected = count_files(paths)
    if expected is not None and expected < _MANY:
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        found, description="Reading", total=expected, console=Console(stderr=True), transient=True
    )


def day_of(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """A day as it is typed; a usage error for anything else."""
    if value is None:
        return None
    try:
        return publication_day(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day of a report; write it as 2021-05-11") from error
