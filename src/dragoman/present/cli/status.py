"""`dragoman status` and `dragoman documents`: what a project holds."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.present.cli.keeping import opened, project_option

if TYPE_CHECKING:
    from dragoman.store.store import Kept


@click.command(name="status", short_help="What the project holds.")
@project_option
def status(folder: Path | None) -> None:
    """How many reports the project holds and of which days, how many were rejected, replaced or forgotten, and the digest of
    the record (equal for equal reports and decisions, in whatever order they came).

    \b
    Examples
      dragoman status
      dragoman status --project ~/horn-of-africa
    """
    from dragoman.model.time import Precision, TimeSpan
    from dragoman.present.words import day_words

    with opened(folder) as project:
        listed = project.documents()
        states = Counter(k.state for k in listed)
        there = [k for k in listed if k.state in ("in", "partial")]
        days = [d for k in there for d in (k.first, k.last) if d]
        period = day_words(TimeSpan(min(days), max(days), Precision.RANGE)) if days else "no dated report"
        undated = sum(k.first is None for k in there)
        outlets = len({k.outlet for k in there if k.outlet})
        click.echo(f"Project      {project.folder}")
        click.echo(
            f"Reports      {len(there)} of {outlets} outlets, {period}"
            + (f"; {undated} undated" if undated else "")
        )
        for state, words in (
            ("partial", "of these read only in part (dragoman documents)"),
            ("replaced", "earlier versions"),
            ("rejected", "rejected, kept with the reason (dragoman documents)"),
            ("forgotten", "forgotten"),
        ):
            if states[state]:
                click.echo(f"             {states[state]} {words}")
        click.echo(f"Decisions    {len(project.log())}")
        click.echo(f"Digest       {project.digest()}")


@click.command(name="documents", short_help="The reports of the project.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@project_option
def documents(as_json: bool, folder: Path | None) -> None:
    """Every report that ever came in: its id, day, outlet, title and what became of it.

    \b
    Examples
      dragoman documents
      dragoman documents --json | head
    """
    from dragoman.present.words import safe, shorten

    with opened(folder) as project:
        for kept in project.documents():
            if as_json:
                click.echo(json.dumps(_as_dict(kept), ensure_ascii=False))
                continue
            note = (
                "" if kept.state == "in" else f"  {kept.state}" + (f": {kept.reason}" if kept.reason else "")
            )
            title = shorten(kept.title or kept.place or "—", 60)
            click.echo(
                f"{kept.id}  {_days(kept):10}  {safe(kept.outlet or '—'):24.24}  {title}{safe(note) and '  ' + safe(note)}"
            )


def _days(kept: Kept) -> str:
    return kept.first.isoformat() if kept.first and kept.first == kept.last else "undated"


def _as_dict(kept: Kept) -> dict[str, object]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name in _FIELDS
        for value in [getattr(kept, name)]
    }


_FIELDS = (
    "id",
    "state",
    "reason",
    "place",
    "outlet",
    "title",
    "first",
    "last",
    "events",
    "url",
    "replaced_by",
    "added",
)
