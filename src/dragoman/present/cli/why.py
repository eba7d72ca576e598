"""`dragoman why`: from a line of a brief to rule, words and anchor."""

from __future__ import annotations

from datetime import date

import click

from dragoman.present.cli.reading import NONE, Tally, as_it_is, read_all, reading_options


@click.command(name="why", short_help="The rule, words and day behind a line of a brief.")
@click.argument("id")
@reading_options
def command(
    id: str,
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    workers: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """The rule, the words and the anchor day behind ID: an event (ev3), a document (d1) or an origin (o1) of the
    brief of the same PATHs.

    \b
    Examples
      dragoman why ev3 examples/01-fisheries-talks
      dragoman why d2 examples/01-fisheries-talks
    """
    from dragoman.pipeline import brief
    from dragoman.present.why import explain

    tally = Tally()
    listed = list(read_all(paths, published, outlet, model, workers, quiet, verbose, tally, as_it_is))
    if not listed:
        raise SystemExit(NONE)
    lines = explain(brief(listed), id)
    if not lines:
        click.echo(
            f"dragoman: nothing in this brief has the id {id!r}; ids look like ev3, d1 or o1", err=True
        )
        raise SystemExit(2)
    click.echo("\n".join(lines))
    raise SystemExit(tally.exit_code)
