"""`dragoman review`: the machine's weakest judgements one after another, decided with one key each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.present.cli.keeping import opened, project_option, wanted_of
from dragoman.present.cli.reading import forgiving

if TYPE_CHECKING:
    from rich.console import Console

    from dragoman.project import Keeping
    from dragoman.reconcile.doubts import Doubt

_KEYS = "a accept, x reject, m merge, s skip, u undo, q quit"


@click.command(name="review", short_help="Decide the weakest judgements.")
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@project_option
def command(parties: tuple[str, ...], folder: Path | None) -> None:
    """The judgements that the machine is least sure of, one after another with their evidence: reports that were joined in one
    event by little, and events that were nearly joined. One key decides: a accepts the judgement, x rejects it (what was joined
    is two events; what was kept apart is one), m merges, s skips, u takes the last decision back, q quits. Every decision goes
    to the log; the next review goes on where this one stopped.

    \b
    Examples
      dragoman review
      dragoman review ETH KEN
    """
    from rich.console import Console

    forgiving(sys.stdout)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    with opened(folder) as project:
        listed = project.doubts(wanted_of(parties, None, None, ()).parties)
        if not listed:
            click.echo("Nothing is left to review.")
            return
        made = _review(project, listed, console)
    click.echo(f"{made} decision{'' if made == 1 else 's'} made.")


def _review(project: Keeping, listed: list[Doubt], console: Console) -> int:
    """Go through the doubts; how many decisions stand at the end."""
    done: list[tuple[int, int | None]] = []
    at = 0
    while at < len(listed):
        _show(listed[at], at + 1, len(listed), console)
        key = _key()
        if key == "q":
            break
        if key == "u":
            if not done:
                click.echo("Nothing to undo here; dragoman undo NUMBER takes back any decision.")
                continue
            at, number = done.pop()
            if number is None:
                project.unskip(listed[at])
            else:
                project.undo(number, "in review")
            continue
        number = None if key == "s" else project.settle(listed[at], key)
        if key == "s":
            project.skip(listed[at])
        done.append((at, number))
        at += 1
    return sum(number is not None for _, number in done)


def _key() -> str:
    """The key that is pressed, or the first letter of a line where input is no terminal."""
    while True:
        click.echo(f"{_KEYS}: ", nl=False)
        if sys.stdin.isatty():
            pressed = click.getchar()
            click.echo(pressed)
        else:
            line = sys.stdin.readline()
            pressed = line.strip()[:1] if line else "q"
            click.echo(pressed)
        if pressed.lower() in set("axmsuq"):
            return pressed.lower()


def _show(doubt: Doubt, number: int, whole: int, console: Console) -> None:
    from rich.rule import Rule
    from rich.text import Text

    from dragoman.present.words import day_words, inert, safe
    from dragoman.reconcile.features import MATCH

    asked = "Joined by little: is it one event?" if doubt.joined else "Kept apart: are they two events?"
    console.print(Rule(Text(f"{number} of {whole}", style="bold"), align="left"))
    console.print(Text(asked, style="bold"))
    for event in doubt.events:
        console.print(Text(f"{day_words(event.time)}  {safe(event.summary)}  [{event.status.value}]"))
    for report in doubt.passages:
        line = Text(f"    {safe(report.chain[0])}: ", style="cyan")
        line.append(f"“{inert(' '.join(report.evidence.quote.split()))}”", style="default")
        console.print(line)
    seen = "; ".join(f"{r.text} ({r.weight:+.1f})" for r in doubt.reasons[:5])
    console.print(Text(f"Likeness {doubt.score:.1f}, joined from {MATCH:.1f} on: {seen}", style="dim"))
