"""`dragoman init`: a new, empty project."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.present.cli.reading import NONE


@click.command(name="init", short_help="Make a new project.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), metavar="[DIR]")
def command(folder: Path) -> None:
    """Make a project in DIR (the current folder when left out): one database file, dragoman.db, in which reports accumulate.

    \b
    Examples
      dragoman init
      dragoman init ~/horn-of-africa
    """
    from dragoman.project import Keeping
    from dragoman.store.store import StoreError

    try:
        Keeping.create(folder).close()
    except StoreError as error:
        click.echo(f"dragoman: {error}", err=True)
        raise SystemExit(NONE) from error
    click.echo(f"A new project is in {folder}; add reports to it with: dragoman add PATH")
