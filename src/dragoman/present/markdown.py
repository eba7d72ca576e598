"""A brief as Markdown (CommonMark with footnotes); marks and tags in the reports' words are escaped."""

from __future__ import annotations

import re

from dragoman.present.page import Line, Page, Standpoint


def to_markdown(page: Page) -> str:
    """The page as Markdown text, ending with a newline."""
    lines = [f"# {escape(page.title)}", "", escape(page.lead) + _refs(page.lead_notes), ""]
    lines += ["| report | outlet | published | origin | title |", "|---|---|---|---|---|"]
    lines += [
        f"| {s.id} | {escape(s.outlet)} | {escape(s.published)} | {s.origin} | {escape(s.title)} |"
        for s in page.sources
    ]
    lines += ["", *(f"{s.id} is dated by inference: {escape(s.why)}." for s in page.sources if s.inferred)]
    lines += _events("What happened", page.happened)
    if page.more > 0:
        lines.append(f"\n{page.more} smaller events are in the JSON.")
    lines += _events("What comes next", page.upcoming) + _events(
        "Possible, asked for or planned without a day", page.open
    )
    if page.relations:
        lines += [
            "",
            "## Where the reports conflict, differ, add and agree",
            "",
            "| | on | about | how |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {r.kind} | {r.field} | {escape(r.about)} | {escape(r.why)}{_refs(r.notes)} |"
            for r in page.relations
        ]
    lines += (
        _standpoints("Where each pair stands", page.standings)
        + _standpoints("Exchanges", page.threads)
        + _standpoints("Positions", page.positions)
    )
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


def escape(text: str) -> str:
    """Words from outside as Markdown text: nothing in them is markup.

    >>> escape("<b>*x*</b> [a](b)")
    '&lt;b&gt;\\\\*x\\\\*&lt;/b&gt; \\\\[a\\\\](b)'
    """
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]#|~$])", r"\\\1", plain)


def _refs(notes: tuple[int, ...]) -> str:
    return "".join(f"[^{n}]" for n in notes)


def _events(title: str, lines: tuple[Line, ...]) -> list[str]:
    if not lines:
        return []
    found = ["", f"## {title}", ""]
    for line in lines:
        status = "" if line.status == "happened" else f" *{line.status}*"
        found.append(
            f"- **{escape(line.day)}** {escape(line.text)}{status} ({line.verdict}){_refs(line.notes)}  \n  “{escape(line.quote)}” `{line.event}`"
        )
    return found


def _standpoints(title: str, lines: tuple[Standpoint, ...]) -> list[str]:
    return (
        ["", f"## {title}", "", *(f"- **{escape(s.head)}**: {escape(s.text)}{_refs(s.notes)}" for s in lines)]
        if lines
        else []
    )
