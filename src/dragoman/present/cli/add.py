"""`dragoman add`: reports into the project."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.present.cli.keeping import opened, project_option
from dragoman.present.cli.reading import ALL, NONE, SOME, forgiving, source_options

if TYPE_CHECKING:
    from dragoman.project import Added


@click.command(name="add", short_help="Take reports into the project.")
@source_options
@project_option
@click.argument("paths", nargs=-1, required=True, metavar="PATH... | -")
def command(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    workers: int,
    quiet: bool,
    verbose: bool,
    folder: Path | None,
) -> None:
    """Take the reports under PATH into the project: files (.txt, .html, .jsonl), folders, or "-" for JSON Lines from standard
    input. Every report is one transaction: in, in part or rejected with
    the reason. What is there already changes nothing, so an
    add that was stopped goes on where it was.

    \b
    Examples
      dragoman add scraped/2024-05-14/
      dragoman add --outlet "The Gazette" --published 2024-05-14 page.html
      dragoman add --workers 2 - < today.jsonl
    """
    from dragoman.model.document import Given
    from dragoman.model.settings import Settings
    from dragoman.present.words import safe
    from dragoman.reading.parse import SyntaxMissingError

    forgiving(sys.stdout)
    forgiving(sys.stderr)
    with opened(folder) as project, _counting(quiet, paths) as count:
        project.settings = Settings(syntax=model)

        def told(where: str, what: str) -> None:
            count()
            if verbose or what not in ("new", "known"):
                click.echo(f"dragoman: {safe(where)}: {safe(what)}", err=True)

        try:
            added = project.add(
                paths,
                given=Given(outlet=outlet, published=published),
                standard_input=sys.stdin.buffer,
                workers=workers,
                told=told,
            )
        except SyntaxMissingError as error:
            click.echo(f"dragoman: {error}", err=True)
            raise SystemExit(NONE) from error
    if not quiet:
        click.echo(_summary(added))
    bad = added.rejected + added.failed
    raise SystemExit(ALL if not bad else SOME if added.new or added.known else NONE)


def _summary(added: Added) -> str:
    parts = [
        f"{added.new} new" + (f" ({added.partial} in part)" if added.partial else ""),
        f"{added.known} known already" if added.known else "",
        f"{added.rejected} rejected" if added.rejected else "",
        f"{added.failed} unreadable" if added.failed else "",
    ]
    return "Reports: " + ", ".join(p for p in parts if p) + "."


@contextmanager
def _counting(quiet: bool, paths: tuple[str, ...]) -> Iterator[Any]:
    """A progress bar on a terminal; what is yielded is called once for each report."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    from dragoman.ingest.sources import count_files

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Adding", total=count_files(paths))
        yield lambda: progress.advance(task)
