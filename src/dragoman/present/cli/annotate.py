"""`dragoman annotate`: what each report says, before any comparison."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import click

from dragoman.present.cli.reading import Tally, read_all, reading_options, write_utf8

if TYPE_CHECKING:
    from dragoman.model.annotation import Annotation


@click.command(name="annotate", short_help="What each report says, as JSON Lines.")
@click.option(
    "--no-statements",
    is_flag=True,
    help="Leave out events of type STATEMENT; the claims still hold the words.",
)
@reading_options
def command(
    no_statements: bool,
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    workers: int,
    quiet: bool,
    verbose: bool,
) -> None:
    """What each report under PATH says, before any comparison: one JSON object a line (dragoman.annotation/1), in
    input order, with zones, mentions, times, claims, events and positions, each with offsets into the text.

    \b
    Examples
      dragoman annotate report.txt | jq .events
      dragoman annotate - < reports.jsonl > notes.jsonl
      dragoman annotate --workers 4 --no-statements archive/ > notes.jsonl
    """
    tally = Tally()
    for line in read_all(
        paths,
        published,
        outlet,
        model,
        workers,
        quiet,
        verbose,
        tally,
        partial(as_line, statements=not no_statements),
    ):
        write_utf8(line + "\n")
    raise SystemExit(tally.exit_code)


def as_line(annotation: Annotation, *, statements: bool) -> str:
    """The contract dragoman.annotation/1 of one report in one line, with or without its STATEMENT events."""
    from dragoman.model.annotation import EventType
    from dragoman.present.annotation_json import annotation_dict, to_json

    if not statements:
        kept = tuple(e for e in annotation.events if e.type is not EventType.STATEMENT)
        annotation = replace(annotation, events=kept)
    return to_json(annotation_dict(annotation))
