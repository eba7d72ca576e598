"""`dragoman why`: from a line of a brief to rule, words and anchor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from dragoman.present.cli.keeping import means_project, opened, project_option, wanted_of, wanted_options
from dragoman.present.cli.reading import NONE, Tally, as_it_is, read_all, reading_or_project_options


@click.command(name="why", short_help="The rule, words and day behind a line of a brief.")
@click.argument("id")
@reading_or_project_options
@wanted_options
@project_option
def command(
    id: str,
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    workers: int,
    quiet: bool,
    verbose: bool,
    since: date | None,
    until: date | None,
    words: tuple[str, ...],
    folder: Path | None,
) -> None:
    """The rule, the words and the anchor day behind ID: an event (ev3), a document (d1) or an origin (o1) of the
    brief of the same PATHs, or of the project and the same parties.

    \b
    Examples
      dragoman why ev3 examples/01-fisheries-talks
      dragoman why d2 examples/01-fisheries-talks
      dragoman why ev3 ETH KEN
    """
    from dragoman.present.why import explain

    tally = Tally()
    if means_project(folder, paths):
        with opened(folder) as project:
            record = project.tell(wanted_of(paths, since, until, words))
        tally.read = len(record.documents)
    elif not paths:
        raise click.UsageError("Missing argument 'PATH...'")
    else:
        from dragoman.pipeline import brief
        from dragoman.reconcile.selection import select

        listed = list(read_all(paths, published, outlet, model, workers, quiet, verbose, tally, as_it_is))
        if not listed:
            raise SystemExit(NONE)
        record = select(brief(listed), wanted_of((), since, until, words))
    lines = explain(record, id)
    if not lines:
        click.echo(
            f"dragoman: nothing in this brief has the id {id!r}; ids look like ev3, d1 or o1", err=True
        )
        raise SystemExit(2)
    click.echo("\n".join(lines))
    raise SystemExit(tally.exit_code)
