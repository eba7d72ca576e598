"""A brief as Markdown (CommonMark with footnotes); marks and tags in the reports' words are escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.present.chapters import OTHERWISE, REPEATS, TELLS, Chapter, Line, Shared, Standpoint, count
from dragoman.present.page import Page, Source


def to_markdown(page: Page) -> str:
    """The page as Markdown text, ending with a newline."""
    lines = [f"# {escape(page.title)}", "", escape(page.lead) + _refs(page.lead_notes)]
    alone = len(page.chapters) == 1 and not page.short
    for number, chapter in enumerate(page.chapters, 1):
        if not alone:
            lines += ["", f"## {number}. {escape(chapter.title)}", ""]
            lines += [escape(chapter.lead) + _refs(chapter.lead_notes)]
        lines += _chapter(page, chapter, "##" if alone else "###")
    lines += _events("Also told", page.short, "##")
    if page.others:
        lines += ["", "## Other reports" if page.chapters else "## Reports", *_sources(page.others)]
    if page.withdrawn:
        lines += ["", "## Withdrawn", "", *(f"- {escape(w)}" for w in page.withdrawn)]
    if page.questions:
        lines += ["", "## Open questions", "", *(f"- {escape(q)}" for q in page.questions)]
    lines += [
        "",
        *(
            f"[^{n.number}]: {escape(n.outlet)}{' ← ' + escape(n.via) if n.via else ''}: “{escape(n.quote)}”"
            for n in page.notes
        ),
    ]
    return "\n".join(lines) + "\n"


def _chapter(page: Page, chapter: Chapter, head: str) -> list[str]:
    lines = _sources([s for s in page.sources if s.id in chapter.sources])
    lines += _events("What happened", chapter.happened, head)
    lines += _events("What comes next", chapter.upcoming, head)
    lines += _events("Possible, asked for or planned, no outcome told", chapter.open, head)
    if chapter.more > 0:
        lines.append(f"\n{count(chapter.more, 'smaller event')} in the JSON.")
    if chapter.shared is not None:
        lines += _table_of(chapter.shared, head)
    if chapter.relations:
        lines += ["", f"{head} Where the reports conflict, differ, add and agree", ""]
        lines += ["| | on | about | how |", "|---|---|---|---|"]
        lines += [
            f"| {r.kind} | {r.field} | {escape(r.about)} | {escape(r.why)}{_refs(r.notes)} |"
            for r in chapter.relations
        ]
    return lines + (
        _standpoints("Where each pair stands", chapter.standings, head)
        + _standpoints("Cooperation and conflict", chapter.balances, head)
        + _standpoints("Exchanges", chapter.threads, head)
        + _standpoints("Positions", chapter.positions, head)
    )


def _sources(sources: Sequence[Source]) -> list[str]:
    lines = ["", "| report | outlet | published | origin | title |", "|---|---|---|---|---|"]
    lines += [
        f"| {s.id} | {escape(s.outlet)} | {escape(s.published)} | {s.origin} | {escape(s.title)} |"
        for s in sources
    ]
    return [*lines, "", *(f"{s.id} is dated by inference: {escape(s.why)}." for s in sources if s.inferred)]


def _table_of(shared: Shared, head: str) -> list[str]:
    lines = ["", f"{head} Who tells what", ""]
    lines.append("| | " + " | ".join(f"{c.short} {escape(c.name)}" for c in shared.columns) + " |")
    lines.append("|---|" + "---|" * len(shared.columns))
    lines += [
        f"| {escape(row.text)}{_refs(row.notes)} | " + " | ".join(row.cells) + " |" for row in shared.rows
    ]
    return [
        *lines,
        "",
        f"{TELLS} tells it, {REPEATS} repeats a text already counted, {OTHERWISE} tells it otherwise.",
    ]


def escape(text: str) -> str:
    """Words from outside as Markdown text: nothing in them is markup.

    >>> escape("<b>*x*</b> [a](b)")
    '&lt;b&gt;\\\\*x\\\\*&lt;/b&gt; \\\\[a\\\\](b)'
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#|~$])", r"\\\1", plain)


def _refs(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{n}]" for n in notes)


def _events(title: str, lines: tuple[Line, ...], head: str) -> list[str]:
    if not lines:
        return []
    found = ["", f"{head} {title}", ""]
    for line in lines:
        status = "" if line.status == "happened" else f" *{line.status}*"
        status += f" *{escape(line.history)}*" if line.history else ""
        found.append(
            f"- **{escape(line.day)}** {escape(line.text)}{status} ({line.verdict}){_refs(line.notes)}  \n  “{escape(line.quote)}” `{line.event}`"
        )
    return found


def _standpoints(title: str, lines: tuple[Standpoint, ...], head: str) -> list[str]:
    return (
        [
            "",
            f"{head} {title}",
            "",
            *(f"- **{escape(s.head)}**: {escape(s.text)}{_refs(s.notes)}" for s in lines),
        ]
        if lines
        else []
    )
