"""`dragoman standing`, `dragoman threads` and `dragoman compare`: a pair of countries, or of reports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.present.cli.keeping import opened, project_option, wanted_of
from dragoman.present.cli.reading import NONE, forgiving

if TYPE_CHECKING:
    from dragoman.present.chapters import Standpoint


@click.command(name="standing", short_help="Where a pair stands.")
@click.argument("parties", nargs=2, metavar="PARTY PARTY")
@project_option
def standing(parties: tuple[str, str], folder: Path | None) -> None:
    """Where the two stand by the latest report that tells of them, what says so, and how cooperation and conflict went.

    \b
    Examples
      dragoman standing ETH KEN
      dragoman standing "North Korea" USA
    """
    from dragoman.present.chapters import pairs_of

    forgiving(sys.stdout)
    with opened(folder) as project:
        standings, balances, _ = pairs_of(project.tell(wanted_of(parties, None, None, ())))
    _print(standings + balances)


@click.command(name="threads", short_help="Who answered whom, and who owes an answer.")
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@project_option
def threads(parties: tuple[str, ...], folder: Path | None) -> None:
    """The exchanges of each pair: overture, answer, meeting, outcome; open or closed, and who owes the answer.

    \b
    Examples
      dragoman threads
      dragoman threads USA PRK
    """
    from dragoman.present.chapters import pairs_of

    forgiving(sys.stdout)
    with opened(folder) as project:
        _, _, exchanges = pairs_of(project.tell(wanted_of(parties, None, None, ())))
    _print(exchanges)


@click.command(name="compare", short_help="Two reports side by side.")
@click.argument("left", metavar="REPORT")
@click.argument("right", metavar="REPORT")
@project_option
def compare(left: str, right: str, folder: Path | None) -> None:
    """The brief of just two reports (by the beginnings of their ids): what both tell, what one adds, where they differ or
    conflict.

    \b
    Examples
      dragoman compare b3140970 12d78dc5
    """
    from rich.console import Console

    from dragoman.present.page import lay_out
    from dragoman.present.terminal import print_brief

    forgiving(sys.stdout)
    with opened(folder) as project:
        found = project.compare(left, right)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    print_brief(lay_out(found), console, None)


def _print(lines: list[Standpoint]) -> None:
    if not lines:
        click.echo("dragoman: no report of this project tells of that", err=True)
        raise SystemExit(NONE)
    for line in lines:
        click.echo(f"{line.head}: {line.text}")
