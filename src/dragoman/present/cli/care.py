"""`dragoman forget`, `dragoman verify`, `dragoman rebuild` and `dragoman migrate`: the care of a project."""

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
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    metavar="N",
    help="Read with N processes.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@project_option
def rebuild(workers: int, quiet: bool, folder: Path | None) -> None:
    """Read every kept report again from its own bytes, as this version reads, and put the readings and the index of words in
    place of the old ones. Decisions stand.

    \b
    Examples
      dragoman rebuild
      dragoman rebuild --workers 2 --quiet
    """
    forgiving(sys.stderr)
    with opened(folder) as project:
        if quiet or not sys.stderr.isatty():
            count = project.rebuild(workers=workers)
        else:
            from rich.console import Console
            from rich.progress import Progress

            with Progress(console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task("Reading", total=len(project.documents()))
                count = project.rebuild(lambda _: progress.advance(task), workers)
    click.echo(f"{count} reports were read anew.")


@click.command(name="migrate", short_help="Bring an older project up to date.")
@project_option
def migrate(folder: Path | None) -> None:
    """Bring the database of a project that an earlier version made to this version's schema. A copy of the file is made first.
    Reports and decisions stay as they are; the readings are made anew with `dragoman rebuild`.

    \b
    Examples
      dragoman migrate
      dragoman migrate --project ~/horn-of-africa
    """
    from dragoman.store.store import SCHEMA, Store, StoreError, folder_around

    try:
        place = folder if folder is not None else folder_around(Path.cwd())
        if place is None:
            raise StoreError("no project here or above; make one with: dragoman init")
        with Store.open(place, any_schema=True) as store:
            before, backup = store.migrate()
    except StoreError as error:
        click.echo(f"dragoman: {error}", err=True)
        raise SystemExit(NONE) from error
    if before == SCHEMA:
        click.echo(f"The project has schema {SCHEMA} already; nothing to do.")
        return
    kept = f"; the database as it was is in {backup}" if backup is not None else ""
    click.echo(f"Schema {before} is now schema {SCHEMA}{kept}.")
    click.echo("Make the readings anew with: dragoman rebuild")
