"""`dragoman timeline`, `dragoman upcoming` and `dragoman events`: the events of the project, all of them."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dragoman.present.cli.keeping import opened, project_option, wanted_of, wanted_options
from dragoman.present.cli.reading import NONE, forgiving, write_utf8

if TYPE_CHECKING:
    from dragoman.model.record import Event


@click.command(name="timeline", short_help="The events in order of time.")
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@wanted_options
@project_option
def timeline(
    parties: tuple[str, ...],
    since: date | None,
    until: date | None,
    words: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Every event of the project in order of time, one line each: day, status, what, the verdict, and its id for `dragoman
    brief`, `same` and `different`.

    \b
    Examples
      dragoman timeline ETH KEN
      dragoman timeline Norway --since 2023-10-01 --until 2023-10-31
    """
    from dragoman.present.chapters import chronological

    forgiving(sys.stdout)
    with opened(folder) as project:
        found = project.timeline(wanted_of(parties, since, until, words))
    for event in sorted(found, key=chronological):
        click.echo(_line(event))


@click.command(name="upcoming", short_help="What is scheduled next.")
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@click.option(
    "--ics",
    type=click.File("w", encoding="utf-8", lazy=True),
    metavar="FILE",
    help="Write a calendar as well; tentative until independent reports agree.",
)
@wanted_options
@project_option
def upcoming(
    parties: tuple[str, ...],
    ics: TextIO | None,
    since: date | None,
    until: date | None,
    words: tuple[str, ...],
    folder: Path | None,
) -> None:
    """What is scheduled, planned or possible on a named day after the latest report.

    \b
    Examples
      dragoman upcoming
      dragoman upcoming USA PRK
      dragoman upcoming --ics upcoming.ics
    """
    forgiving(sys.stdout)
    with opened(folder) as project:
        found = project.tell(wanted_of(parties, since, until, words))
    if ics is not None:
        from dragoman.present.calendar import to_calendar

        try:
            ics.write(to_calendar(found))
        except OSError as error:
            click.echo(f"dragoman: {ics.name}: cannot be written ({error.strerror})", err=True)
            raise SystemExit(NONE) from error
    by_id = {e.id: e for e in found.events}
    for event in (by_id[i] for i in found.upcoming):
        click.echo(_line(event))


@click.command(name="events", short_help="All events, as JSON Lines or CSV.")
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="How to write them.",
)
@wanted_options
@project_option
def events(
    parties: tuple[str, ...],
    form: str,
    since: date | None,
    until: date | None,
    words: tuple[str, ...],
    folder: Path | None,
) -> None:
    """Every event of the project, one a line: as the contract's JSON objects, or as a table.

    \b
    Examples
      dragoman events > events.jsonl
      dragoman events ETH KEN --format csv > events.csv
    """
    from dragoman.present.brief_json import event_dicts
    from dragoman.present.table import csv_lines, rows_of

    with opened(folder) as project:
        listed = project.listed(wanted_of(parties, since, until, words))
        if form == "jsonl":
            for documents, found in listed:
                for entry in event_dicts(documents, found):
                    write_utf8(json.dumps(entry, ensure_ascii=False) + "\n")
        else:
            rows = (row for documents, found in listed for row in rows_of(documents, found))
            for line in csv_lines(rows):
                write_utf8(line)


def _line(event: Event) -> str:
    from dragoman.present.chapters import VERDICTS
    from dragoman.present.words import day_words, safe

    status = "" if event.status.value == "happened" else f"  [{event.status.value}]"
    return (
        f"{day_words(event.time):26} {safe(event.summary)}{status}  ({VERDICTS[event.verdict]})  {event.id}"
    )
