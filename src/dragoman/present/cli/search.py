"""`dragoman search`: full text."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from dragoman.present.cli.keeping import one_of, opened, party_of, project_option
from dragoman.present.cli.reading import NONE, day_of


@click.command(name="search", short_help="Reports that hold words.")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--outlet", metavar="NAME", help="Only reports of this outlet.")
@click.option(
    "--since", metavar="YYYY-MM-DD", callback=day_of, help="Only reports published on or after the day."
)
@click.option(
    "--until", metavar="YYYY-MM-DD", callback=day_of, help="Only reports published on or before the day."
)
@click.option(
    "--party", "parties", multiple=True, metavar="PARTY", help="Only reports that tell an act of PARTY."
)
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="Only reports that tell an event of this type (CONSULT).",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    metavar="STATUS",
    help="Only reports that tell an event of this status (scheduled).",
)
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1), metavar="N", help="At most N reports."
)
@project_option
def command(
    words: tuple[str, ...],
    outlet: str | None,
    since: date | None,
    until: date | None,
    parties: tuple[str, ...],
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    limit: int,
    folder: Path | None,
) -> None:
    """The reports that hold all of the words, the best first, with the passage. Words between quotation marks are a phrase;
    accents do not matter. With --party, --type or --status only reports that tell an event of that kind, all of them of one event.

    \b
    Examples
      dragoman search hotline
      dragoman search '"joint commission"' Nairobi --since 2024-03-01
      dragoman search talks --party Kenya --type CONSULT --status scheduled
    """
    from rich.console import Console
    from rich.text import Text

    from dragoman.model.annotation import EventType, Status
    from dragoman.present.words import inert, safe
    from dragoman.store.search import MARK

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
    with opened(folder) as project:
        shown = 0
        hits = project.search(
            " ".join(words),
            10 * limit,
            parties=[party_of(p) for p in parties],
            types=[one_of(EventType, t, "type") for t in types],
            statuses=[one_of(Status, s, "status") for s in statuses],
        )
        for kept, found in hits:
            day = kept.last or kept.first
            if outlet and (kept.outlet or "").casefold() != outlet.casefold():
                continue
            if (since and (day is None or day < since)) or (until and (day is None or day > until)):
                continue
            head = Text(f"{kept.id}  {day.isoformat() if day else 'undated':10}  ", style="bold")
            head.append(safe(kept.outlet or "unknown outlet"))
            if kept.state == "replaced":
                head.append("  an earlier version", style="yellow")
            console.print(head, soft_wrap=True)
            passage = Text("    ")
            for at, piece in enumerate(found.passage.replace(MARK[1], MARK[0]).split(MARK[0])):
                passage.append(inert(piece), style="bold yellow" if at % 2 else "")
            console.print(passage)
            shown += 1
            if shown == limit:
                break
    if not shown:
        click.echo("dragoman: no report holds all of these words", err=True)
        raise SystemExit(NONE)
