"""A brief in the terminal: rich on a terminal, plain lines when piped. No word of a report is read as markup."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.present.chapters import (
    OTHERWISE,
    REPEATS,
    TELLS,
    Chapter,
    Line,
    Shared,
    Standpoint,
    count,
)
from dragoman.present.page import Page, Source

_CELLS = {TELLS: "green", REPEATS: "yellow", OTHERWISE: "bold red"}
_SOURCES = 20
_STYLES = {
    "corroborated": "green",
    "disputed": "bold red",
    "one report": "dim",
    "repeated, independence not shown": "yellow",
    "scheduled": "cyan",
    "planned": "cyan",
    "possible": "magenta",
    "requested": "magenta",
    "negated": "red",
    "denied": "red",
    "cancelled": "red",
    "ongoing": "green",
    "conflicts": "bold red",
    "differs": "yellow",
    "adds": "cyan",
    "agrees": "green",
}


def print_brief(page: Page, console: Console, again: str | None) -> None:
    """Print a page. `again` is what the reader types after `dragoman why ID`; None leaves the hint out."""
    console.print(Text(page.title, style="bold"), soft_wrap=True)
    console.print(_with_notes(Text(page.lead), page.lead_notes))
    alone = len(page.chapters) == 1 and not page.short
    for number, chapter in enumerate(page.chapters, 1):
        console.print()
        if not alone:
            console.print(Rule(Text(f"{number}. {chapter.title}", style="bold"), align="left"))
            console.print(_with_notes(Text(chapter.lead), chapter.lead_notes))
            console.print()
        _chapter(console, page, chapter)
    if page.short:
        console.print()
        _section(console, "Also told", [_event(line) for line in page.short])
    if page.others:
        _section(console, "Other reports" if page.chapters else "Reports", [_sources(page.others)])
    _section(console, "Withdrawn", [Text(f"• {w}") for w in page.withdrawn])
    _section(console, "Open questions", [Text(f"• {q}") for q in page.questions])
    _section(console, "Notes", [_note_text(n.number, n.outlet, n.quote, n.via) for n in page.notes])
    first = next((line.event for line in page.lines), None)
    if again is not None and first:
        hint = f"Why does it say so?  dragoman why {first} {again}".rstrip()
        console.print(Text(hint, style="dim"), soft_wrap=True)


def _chapter(console: Console, page: Page, chapter: Chapter) -> None:
    console.print(_sources([s for s in page.sources if s.id in chapter.sources]))
    _section(console, "What happened", [_event(line) for line in chapter.happened])
    _section(console, "What comes next", [_event(line) for line in chapter.upcoming])
    _section(
        console, "Possible, asked for or planned, no outcome told", [_event(line) for line in chapter.open]
    )
    if chapter.more > 0:
        console.print(Text(f"{count(chapter.more, 'smaller event')} in the JSON (--json).", style="dim"))
    if chapter.shared is not None:
        _section(console, "Who tells what", [_table_of(chapter.shared)])
    _section(
        console,
        "Where the reports conflict, differ, add and agree",
        [
            _relation(chapter, kind)
            for kind in ("conflicts", "differs", "adds", "agrees")
            if any(r.kind == kind for r in chapter.relations)
        ],
    )
    _section(console, "Where each pair stands", [_standpoint(s) for s in chapter.standings])
    _section(console, "Cooperation and conflict", [_standpoint(s) for s in chapter.balances])
    _section(console, "Exchanges", [_standpoint(s) for s in chapter.threads])
    _section(console, "Positions", [_standpoint(s) for s in chapter.positions])


def _table_of(shared: Shared) -> RenderableType:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1))
    table.add_column("", overflow="fold")
    for column in shared.columns:
        table.add_column(column.short, no_wrap=True, justify="center")
    for row in shared.rows:
        words = _with_notes(Text(row.text), row.notes)
        table.add_row(words, *(Text(cell, style=_CELLS.get(cell, "")) for cell in row.cells))
    named = _named(shared) if shared.by_outlet else ""
    legend = (
        f"{TELLS} tells it  {REPEATS} repeats a text already counted  {OTHERWISE} tells it otherwise{named}"
    )
    return Group(table, Text(legend, style="dim"))


def _named(shared: Shared) -> str:
    return "\n" + "  ".join(f"{c.short} {c.name}" for c in shared.columns)


def _section(console: Console, title: str, entries: list[RenderableType]) -> None:
    if not entries:
        return
    console.print()
    console.print(Text(title.upper(), style="bold underline"))
    for entry in entries:
        console.print(entry)


def _with_notes(text: Text, notes: tuple[int, ...]) -> Text:
    if notes:
        text.append(" [" + ",".join(map(str, notes)) + "]", style="dim")
    return text


def _sources(sources: Sequence[Source]) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for name in ("", "outlet", "published", "origin", "title"):
        table.add_column(name, overflow="fold", no_wrap=name in ("", "origin"))
    for s in sources[:_SOURCES]:
        table.add_row(
            Text(s.id),
            Text(s.outlet),
            Text(s.published, style="yellow" if s.inferred else ""),
            Text(s.origin),
            Text(s.title),
        )
    extra = [
        Padding(Text(f"{s.id}: {s.why}", style="dim"), (0, 0, 0, 2)) for s in sources[:_SOURCES] if s.inferred
    ]
    if len(sources) > _SOURCES:
        extra.append(
            Padding(Text(f"… and {count(len(sources) - _SOURCES, 'report')} more", style="dim"), (0, 0, 0, 2))
        )
    return Group(table, *extra)


def _event(line: Line) -> RenderableType:
    head = Text()
    head.append(f"{line.day}  ", style="bold")
    head.append(line.text)
    if line.status != "happened":
        head.append(f"  {line.status}", style=_STYLES.get(line.status, ""))
    if line.history:
        head.append(f"  {line.history}", style="cyan")
    head.append(f"  {line.verdict}", style=_STYLES.get(line.verdict, "dim"))
    _with_notes(head, line.notes)
    head.append(f"  {line.event}", style="dim")
    return Group(head, Padding(Text(f"“{line.quote}”", style="dim italic"), (0, 0, 0, 4)))


def _relation(chapter: Chapter, kind: str) -> RenderableType:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    shown = [r for r in chapter.relations if r.kind == kind]
    for r in shown[:12]:
        words = Text(f"{r.about}: ")
        words.append(r.why, style=_STYLES[kind])
        if (
            r.left != "—"
            and r.right != "—"
            and r.field not in ("time", "source", "place", "occasion", "status", "act")
        ):
            words.append(f" ({r.left_outlet}: {r.left}; {r.right_outlet}: {r.right})", style="dim")
        table.add_row(Text(kind, style=_STYLES[kind]), Text(r.field), _with_notes(words, r.notes))
    if len(shown) > 12:
        table.add_row("", "", Text(f"… and {len(shown) - 12} more in the JSON", style="dim"))
    return table


def _standpoint(s: Standpoint) -> RenderableType:
    text = Text(f"{s.head}: ", style="bold")
    text.append(s.text, style="not bold")
    return _with_notes(text, s.notes)


def _note_text(number: int, outlet: str, quote: str, via: str) -> Text:
    text = Text(f"[{number}] ", style="dim")
    text.append(outlet, style="bold")
    if via:
        text.append(f" ← {via}", style="yellow")
    text.append(f": “{quote}”")
    return text
