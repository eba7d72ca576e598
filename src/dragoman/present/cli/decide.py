"""`dragoman date`, `outlet`, `same`, `different`, `split`, `accept`, `reject`, `person`, `undo` and `log`: what a person decides."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dragoman.present.cli.keeping import opened, party_of, project_option

if TYPE_CHECKING:
    from dragoman.store.decisions import Decision

_why = click.option("--why", default="", metavar="WORDS", help="The reason, kept in the log.")


@click.command(name="date", short_help="Decide the day of a report.")
@click.argument("report", metavar="REPORT")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD")
@_why
@project_option
def set_date(report: str, day: date, why: str, folder: Path | None) -> None:
    """REPORT (the beginning of its id) was published on the day, whatever it says or was inferred. Its times are understood
    from that day on.

    \b
    Examples
      dragoman date b3140970 2024-03-12 --why "the web archive has it"
    """
    with opened(folder) as project:
        _told(project.set_date(report, date(day.year, day.month, day.day), why))


@click.command(name="outlet", short_help="Decide the outlet of a report.")
@click.argument("report", metavar="REPORT")
@click.argument("name", metavar="NAME")
@_why
@project_option
def set_outlet(report: str, name: str, why: str, folder: Path | None) -> None:
    """REPORT (the beginning of its id) is of the outlet NAME.

    \b
    Examples
      dragoman outlet b3140970 "Rift Wire"
    """
    with opened(folder) as project:
        _told(project.set_outlet(report, name, why))


@click.command(name="same", short_help="Events are one.")
@click.argument("events", nargs=-1, required=True, metavar="EVENT EVENT...")
@_why
@project_option
def same(events: tuple[str, ...], why: str, folder: Path | None) -> None:
    """The events, as the last brief of this project named them, are one. `dragoman merge` is the same command.

    \b
    Examples
      dragoman same ev3 ev17 --why "both tell of the Monday call"
      dragoman merge ev3 ev17 ev20
    """
    if len(events) < 2:
        raise click.UsageError("name two events or more")
    with opened(folder) as project:
        _told(project.same(events, why))


@click.command(name="different", short_help="Events are two, and stay two.")
@click.argument("left", metavar="EVENT")
@click.argument("right", metavar="EVENT")
@_why
@project_option
def different(left: str, right: str, why: str, folder: Path | None) -> None:
    """The two events, as the last brief of this project named them, are never joined.

    \b
    Examples
      dragoman different ev3 ev17
    """
    with opened(folder) as project:
        _told(project.different(left, right, why))


@click.command(name="split", short_help="A report tells another event.")
@click.argument("event", metavar="EVENT")
@click.argument("report", metavar="REPORT")
@_why
@project_option
def split(event: str, report: str, why: str, folder: Path | None) -> None:
    """What REPORT (the beginning of its id) tells of EVENT is another event: a wrong merge taken apart.

    \b
    Examples
      dragoman split ev3 076e1da2 --why "another call, a day later"
    """
    with opened(folder) as project:
        _told(project.split(event, report, why))


@click.command(name="accept", short_help="An event is one, as found.")
@click.argument("event", metavar="EVENT")
@_why
@project_option
def accept(event: str, why: str, folder: Path | None) -> None:
    """EVENT, as the last brief of this project named it, is one event: its reports stay together in every later run.

    \b
    Examples
      dragoman accept ev3
    """
    with opened(folder) as project:
        _told(project.accept(event, why))


@click.command(name="reject", short_help="There is no such event.")
@click.argument("event", metavar="EVENT")
@_why
@project_option
def reject(event: str, why: str, folder: Path | None) -> None:
    """What EVENT rests on tells of no event: it is left out of every later brief. The reports stay as they are.

    \b
    Examples
      dragoman reject ev9 --why "a figure of speech"
    """
    with opened(folder) as project:
        _told(project.reject(event, why))


@click.command(name="person", short_help="Decide whose a person is.")
@click.argument("name", metavar="NAME")
@click.argument("country", metavar="PARTY")
@_why
@project_option
def person(name: str, country: str, why: str, folder: Path | None) -> None:
    """A person of this NAME, as the reports give it in full, is of the country PARTY.

    \b
    Examples
      dragoman person "Abebe Bikele" Ethiopia --why "spokesman since May"
    """
    with opened(folder) as project:
        _told(project.identify(name, party_of(country), why))


@click.command(name="undo", short_help="Take a decision back.")
@click.argument("number", type=int, metavar="NUMBER")
@_why
@project_option
def undo(number: int, why: str, folder: Path | None) -> None:
    """Take back the decision NUMBER of the log. The log keeps both.

    \b
    Examples
      dragoman undo 4
    """
    with opened(folder) as project:
        _told(project.undo(number, why))


@click.command(name="log", short_help="Every decision so far.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--import",
    "taken",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="Append the decisions of a log written with --json; what is known already is passed over.",
)
@project_option
def log(as_json: bool, taken: TextIO | None, folder: Path | None) -> None:
    """Every decision: its number, when, who, what and why. Nothing is ever taken out of the log.

    \b
    Examples
      dragoman log
      dragoman log --json > decisions.jsonl
      dragoman log --import decisions.jsonl
    """
    from dragoman.present.words import safe

    with opened(folder) as project:
        if taken is not None:
            count = project.take_log(_read(taken))
            click.echo(f"{count} decision{'' if count == 1 else 's'} taken over.")
            return
        for d in project.log():
            if as_json:
                entry = {
                    "number": d.number,
                    "at": d.at,
                    "who": d.who,
                    "kind": d.kind,
                    "body": dict(d.body),
                    "why": d.why,
                }
                click.echo(json.dumps(entry, ensure_ascii=False))
                continue
            what = _words(d.kind, dict(d.body))
            click.echo(
                f"{d.number:4}  {d.at}  {safe(d.who)}  {what}" + (f"  ({safe(d.why)})" if d.why else "")
            )


def _read(file: TextIO) -> list[Decision]:
    """The decisions of a log in JSON Lines; a usage error for a line that is none."""
    from dragoman.store.decisions import Decision

    found = []
    for number, line in enumerate(filter(str.strip, file), 1):
        try:
            entry = json.loads(line)
            body = entry["body"]
            if not isinstance(body, dict):
                raise TypeError
            found.append(
                Decision(
                    int(entry["number"]),
                    str(entry["at"]),
                    str(entry["who"]),
                    str(entry["kind"]),
                    body,
                    str(entry["why"]),
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise click.UsageError(
                f"line {number} is no decision as dragoman log --json writes them"
            ) from error
    return found


def _words(kind: str, body: dict[str, object]) -> str:
    """A decision as a line of the log."""
    match kind:
        case "date":
            return f"date {body['report']} {body['day']}"
        case "outlet":
            return f"outlet {body['report']} {json.dumps(body['name'], ensure_ascii=False)}"
        case "person":
            return f"person {json.dumps(body['name'], ensure_ascii=False)} {body['country']}"
        case "accept":
            return f"accept: {_size(body['mentions'])} are one event, as found"
        case "reject":
            return f"reject: {_size(body['mentions'])} tell of no event"
        case "same":
            return f"same: {_size(body['mentions'])} are one event"
        case "different":
            return f"different: {_size(body['left'])} and {_size(body['right'])} are two events"
        case _:
            return f"undo {body['number']}"


def _size(mentions: object) -> str:
    count = len(mentions) if isinstance(mentions, list) else 0
    return f"{count} mention{'' if count == 1 else 's'}"


def _told(number: int) -> None:
    click.echo(f"Decision {number} is in the log; dragoman undo {number} takes it back.")
