"""What the reading commands share: options, documents with progress, one clear line for each that failed, exit codes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO, TypeVar

import click

from dragoman.model.settings import Settings

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
    """PATH..., --published, --outlet, --model, -q and -v."""
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
            "--outlet", metavar="NAME", help="The outlet of these reports; wins over what the pages say."
        ),
        click.option(
            "--published",
            metavar="YYYY-MM-DD",
            callback=_day,
            help="The publication day of these reports; wins over what the pages say.",
        ),
        click.argument("paths", nargs=-1, required=True, metavar="PATH... | -"),
    ):
        command = decorate(command)
    return command


def read_all(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    quiet: bool,
    verbose: bool,
    tally: Tally,
) -> Iterator[Any]:
    """The annotation of each report under `paths` in order; what cannot be read is told in one line and counted."""
    from dragoman.ingest.sources import find_documents
    from dragoman.model.document import Document, Given
    from dragoman.pipeline import annotate
    from dragoman.present.page import safe
    from dragoman.reading.parse import SyntaxMissingError

    forgiving(sys.stdout)
    forgiving(sys.stderr)
    settings = Settings(syntax=model)
    found = find_documents(paths, sys.stdin.buffer, Given(outlet=outlet, published=published), settings)
    for document in _with_progress(found, paths, quiet):
        if not isinstance(document, Document):
            tally.failed += 1
            click.echo(f"dragoman: {safe(str(document))}", err=True)
            continue
        try:
            annotation = annotate(document, settings)
        except SyntaxMissingError as error:
            click.echo(f"dragoman: {error}", err=True)
            raise SystemExit(NONE) from error
        tally.read += 1
        if verbose:
            published_on = annotation.reading.header.published
            click.echo(
                f"dragoman: read {safe(document.path or document.id)}: {len(annotation.events)} events, published {published_on.day or 'unknown'}",
                err=True,
            )
        yield annotation


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
    listed = [] if "-" in paths else list(found)
    if listed and len(listed) < _MANY:
        yield from listed
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(
        listed or found,
        description="Reading",
        total=len(listed) or None,
        console=Console(stderr=True),
        transient=True,
    )


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2021-05-11") from error
