"""`dragoman forget`, `dragoman verify` and `dragoman rebuild`: the care of a project."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dragoman.present.cli.keeping import opened, project_option
from dragoman.present.cli.reading import NONE, forgiving


@click.command(name="forget", short_help="Take a report out for good.")
@click.argument("report", metavar="REPORT")
@click.option("--why", default="", metavar="WORDS", help="The reason, kept with the tombstone.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@project_option
def forget(report: str, why: str, yes: bool, folder: Path | None) -> None:
    """Take the text and the reading of REPORT (the beginning of its id) out of the project. That it was there, when it came
    and why it went is kept. This cannot be undone.

    \b
    Examples
      dragoman forget 076e1da2 --why "the outlet asked for it"
    """
    from dragoman.present.words import safe

    with opened(folder) as project:
        kept = project.document(report)
        name = safe(f"{kept.outlet or 'unknown outlet'}: {kept.title or kept.place}")
        if not yes:
            click.confirm(f"Forget {kept.id} ({name}) for good?", abort=True)
        project.forget(kept.id, why)
        click.echo(f"{kept.id} is forgotten.")


@click.command(name="verify", short_help="Look for damage.")
@project_option
def verify(folder: Path | None) -> None:
    """Check the bytes of every raw report against its SHA-256, every reading against its digest, the index of words and the
    database file. Names what is damaged; exit code 1 when something is.

    \b
    Examples
      dragoman verify
      dragoman verify --project ~/horn-of-africa
    """
    with opened(folder) as project:
        faults = project.verify()
    for where, what in faults:
        click.echo(f"{where}: {what}")
    if faults:
        raise SystemExit(NONE)
    click.echo("Everything is sound.")


@click.command(name="rebuild", short_help="Read every report anew.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@project_option
def rebuild(quiet: bool, folder: Path | None) -> None:
    """Read every kept report again from its own bytes, as this version reads, and put the readings and the index of words in
    place of the old ones. Decisions stand.

    \b
    Examples
      dragoman rebuild
      dragoman rebuild --quiet
    """
    forgiving(sys.stderr)
    with opened(folder) as project:
        if quiet or not sys.stderr.isatty():
            count = project.rebuild()
        else:
            from rich.console import Console
            from rich.progress import Progress

            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task("Reading", total=len(project.documents()))
                count = project.rebuild(lambda _: progress.advance(task))
    click.echo(f"{count} reports were read anew.")
