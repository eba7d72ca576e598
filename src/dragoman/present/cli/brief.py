"""`dragoman brief`: what the reports say together."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from pathlib import Path

import click

from dragoman.present.cli.keeping import (
    comparing,
    means_project,
    opened,
    project_option,
    wanted_of,
    wanted_options,
    where_typed,
)
from dragoman.present.cli.reading import (
    NONE,
    Tally,
    as_it_is,
    day_of,
    read_all,
    reading_or_project_options,
    write_utf8,
)


@click.command(name="brief", short_help="What the reports say together.")
@reading_or_project_options
@wanted_options
@click.option("--as-of", metavar="YYYY-MM-DD", callback=day_of, help="Only reports published by then.")
@project_option
@click.option("--json", "form", flag_value="json", help="Print the contract dragoman.brief/1.")
@click.option("--markdown", "form", flag_value="markdown", help="Print Markdown.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one self-contained page as well.",
)
@click.option(
    "--limit",
    default=30,
    show_default=True,
    metavar="N",
    help="Tell at most N events; the JSON always holds all.",
)
def command(
    paths: tuple[str, ...],
    published: date | None,
    outlet: str | None,
    model: str,
    workers: int,
    quiet: bool,
    verbose: bool,
    form: str | None,
    page: Path | None,
    limit: int,
    since: date | None,
    until: date | None,
    words: tuple[str, ...],
    as_of: date | None,
    folder: Path | None,
) -> None:
    """What the reports under PATH say together: what happened and when, who says so, where the reports agree, add,
    differ or conflict, what comes next, and where each pair of countries stands. Every line is footnoted.

    A PATH is a file (.txt, .html, .jsonl) or a folder; "-" reads JSON Lines from standard input. In a project, without a
    PATH, it is what the project's reports say, about the parties that are named.

    \b
    Examples
      dragoman brief examples/01-fisheries-talks
      dragoman brief --html brief.html report1.txt report2.html
      dragoman brief --json - < reports.jsonl > brief.json
      dragoman brief --published 2021-05-11 --outlet "The Gazette" scraped.txt
      dragoman brief USA PRK --since 2021-05-01
    """
    tally = Tally()
    again = "" if "-" in paths else " ".join(shlex.quote(p) for p in paths)
    if means_project(folder, paths):
        with opened(folder) as project, comparing(quiet) as told:
            record = project.tell(wanted_of(paths, since, until, words), as_of, workers, told)
        tally.read = len(record.documents)
        if not record.documents:
            click.echo("dragoman: no report of this project tells of that", err=True)
            raise SystemExit(NONE)
        again += where_typed(folder)
    elif not paths:
        raise click.UsageError("Missing argument 'PATH...'; or make a project with: dragoman init")
    else:
        from dragoman.pipeline import brief
        from dragoman.reconcile.selection import select

        listed = list(read_all(paths, published, outlet, model, workers, quiet, verbose, tally, as_it_is))
        if as_of is not None:
            listed = [a for a in listed if (day := a.reading.header.published.last) is None or day <= as_of]
        if not listed:
            raise SystemExit(NONE)
        record = select(brief(listed, workers=workers), wanted_of((), since, until, words))
    if page is not None:
        from dragoman.present.html import to_html

        try:
            page.write_text(to_html(record, limit=limit), encoding="utf-8")
        except OSError as error:
            click.echo(
                f"dragoman: {page}: cannot be written ({error.strerror}); give another --html FILE", err=True
            )
            raise SystemExit(NONE) from error
    if form == "json":
        from dragoman.present.annotation_json import to_json
        from dragoman.present.brief_json import brief_dict

        write_utf8(to_json(brief_dict(record), indent=1) + "\n")
    else:
        from dragoman.present.page import lay_out

        laid_out = lay_out(record, limit=limit)
        if form == "markdown":
            from dragoman.present.markdown import to_markdown

            write_utf8(to_markdown(laid_out))
        else:
            from rich.console import Console

            from dragoman.present.terminal import print_brief

            console = Console(highlight=False, width=None if sys.stdout.isatty() else 100)
            print_brief(laid_out, console, None if "-" in paths else again)
    if page is not None and not quiet:
        click.echo(f"The page is in {page}; open it in a browser.", err=form is not None)
    raise SystemExit(tally.exit_code)
