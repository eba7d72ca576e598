"""Strategies: texts put together from pieces of reports and from characters that reports should not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

PIECES = (
    "Fjord Herald",
    "Fjord HeraldOslo and Lima sign anchovy pact",
    "Oslo and Lima sign anchovy pact",
    "World | Europe | Fisheries",
    "By Nora Vik and Luis Paredes",
    "Published : Oct 18, 2023 - 14:05 (GMT+2)",
    "Published 03/04/2023",
    "OSLO, Oct 18 (Delta Wire) - Norway rejected a Peruvian proposal on Monday, its foreign minister said.",
    "“We waited for an answer, and none came,” Foreign Minister Ana Rey told reporters in Lima on Tuesday.",
    "Peru denied that its envoys had threatened to walk out of the talks last week.",
    "The ministers will meet in Geneva on November 12, according to two diplomats familiar with the plan.",
    "Chile is understood to have asked Norway, through the Swiss embassy, for another week.",
    "Her ministry said, citing the ambassador, that 7,500 tonnes had been offered and refused.",
    "If Peru agrees, the accord could be signed early next month.",
    '"It was a Monday," he said. He did not elaborate.',
    "“A text left open is",
    "Subscribe from $3 a week.",
    "(Delta Wire)",
    "© Fjord Herald 2023. All rights reserved.",
    "노르웨이와 페루",
)
ODD = (
    "\x00",
    "\x1b[31m",
    "\u202e",
    "\u200b",
    "\ufeff",
    "😀",
    "e\u0301",
    "\ud800",
    "\r\n",
    "\u2028",
    "\x85",
    "\t",
    "”",
    "«",
    "'",
    "(",
    "—",
    "&amp;",
    "<b>",
    "]]>",
    "\\",
    "١٢",
)
JOINTS = ("\n\n", "\n", " ", "\r\n\r\n", "", "\u2028", "  \n \n")


@st.composite
def reports(draw: st.DrawFn, *, odd: bool = True) -> str:
    """A text of up to six pieces, with odd characters anywhere in it unless `odd` is off."""
    pieces = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6))
    text = pieces[0]
    for piece in pieces[1:]:
        text += draw(st.sampled_from(JOINTS)) + piece
    for mark in draw(st.lists(st.sampled_from(ODD), max_size=3)) if odd else ():
        at = draw(st.integers(0, len(text)))
        text = text[:at] + mark + text[at:]
    return text


def spans_in(value: Any, path: str = "$") -> Iterator[tuple[str, int, int]]:
    """Every span in a JSON value with the path to it."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield path, value["start"], value["end"]
        for key, inner in value.items():
            yield from spans_in(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from spans_in(inner, f"{path}[{n}]")


def shifted(value: Any, by: int) -> Any:
    """A JSON value with every span moved."""
    if isinstance(value, dict):
        return {
            k: v + by if k in ("start", "end") and "start" in value else shifted(v, by)
            for k, v in value.items()
        }
    if isinstance(value, list):
        return [shifted(inner, by) for inner in value]
    return value
