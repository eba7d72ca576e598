"""`dragoman init`: a new, empty project."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.present.cli.reading import NONE


@click.command(name="init", short_help="Make a new project.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="[DIR]")
@click.option(
    "--database",
    metavar="URL",
    help="Keep the record in this empty PostgreSQL database instead of a file: postgresql://[user@]host/name.",
)
def command(folder: Path, database: str | None) -> None:
    """Make a project in DIR (the current folder when left out): one database file, dragoman.db, in which reports accumulate.
    With --database the record is in PostgreSQL, and DIR holds its address in dragoman.url, readable by its owner alone.

    \b
    Examples
      dragoman init
      dragoman init ~/horn-of-africa
      dragoman init --database postgresql://localhost/horn ~/horn-of-africa
    """
    from dragoman.project import Keeping
    from dragoman.store.store import StoreError

    try:
        Keeping.create(folder, database=database).close()
    except StoreError as error:
        click.echo(f"dragoman: {error}", err=True)
        raise SystemExit(NONE) from error
    click.echo(f"A new project is in {folder}; add reports to it with: dragoman add PATH")
