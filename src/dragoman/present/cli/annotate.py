"""`dragoman annotate`: what each report says, before any comparison."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from dragoman.present.cli.reading import Tally, read_all, reading_options, write_utf8

if TYPE_CHECKING:
    from dragoman.model.annotation import Annotation


@click.command(name="annotate", short_help="What each report says, as JSON Lines.")
@reading_options
def command(
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
      dragoman annotate --workers 4 archive/ > notes.jsonl
    """
    tally = Tally()
    for line in read_all(paths, published, outlet, model, workers, quiet, verbose, tally, as_line):
        write_utf8(line + "\n")
    raise SystemExit(tally.exit_code)


def as_line(annotation: Annotation) -> str:
    """The contract dragoman.annotation/1 of one report in one line."""
    from dragoman.present.annotation_json import annotation_dict, to_json

    return to_json(annotation_dict(annotation))
