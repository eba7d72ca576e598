"""`dragoman annotate`: what each report says, before any comparison."""

from __future__ import annotations

from datetime import date

import click

from dragoman.present.cli.reading import Tally, read_all, reading_options, write_utf8


@click.command(name="annotate", short_help="What each report says, as JSON Lines.")
@reading_options
def command(
    paths: tuple[str, ...], published: date | None, outlet: str | None, model: str, quiet: bool, verbose: bool
) -> None:
    """What each report under PATH says, before any comparison: one JSON object a line (dragoman.annotation/1), in
    input order, with zones, mentions, times, claims, events and positions, each with offsets into the text.

    \b
    Examples
      dragoman annotate report.txt | jq .events
      dragoman annotate - < reports.jsonl > notes.jsonl
    """
    from dragoman.present.annotation_json import annotation_dict, to_json

    tally = Tally()
    for annotation in read_all(paths, published, outlet, model, quiet, verbose, tally):
        write_utf8(to_json(annotation_dict(annotation)) + "\n")
    raise SystemExit(tally.exit_code)
