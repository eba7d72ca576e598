"""Reading our own data files: tab-separated tables and sectioned word lists, with errors that name the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

LINE = "@line"


class KnowledgeError(ValueError):
    """A data file that does not hold what it should; the message names file and line."""


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a tab-separated table as dictionaries by column; comment lines are left out."""
    columns: list[str] = []
    for number, line in lines(name):
        fields = line.split("\t")
        if not columns:
            columns = fields
            continue
        if len(fields) > len(columns):
            raise KnowledgeError(
                f"{name}:{number}: {len(fields)} columns where {len(columns)} are named. Remove the extra tab."
            )
        row = dict(zip(columns, fields + [""] * (len(columns) - len(fields)), strict=True))
        row[LINE] = str(number)
        yield row


def listed(cell: str) -> tuple[str, ...]:
    """The values of a cell joined with `|`."""
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def sections(name: str, *, words: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """The (place, head words, entries) of a sectioned word list; entries are separated by commas and line ends.

    Raises KnowledgeError when a head has fewer than `words` words.
    """
    head: list[str] | None = None
    entries: list[str] = []
    place = ""
    for number, line in lines(name):
        if line.startswith("["):
            if head is not None:
                yield place, head, entries
            if not line.endswith("]"):
                raise KnowledgeError(f"{name}:{number}: a section head ends with ']'. Add it.")
            head, entries, place = line[1:-1].split(), [], f"{name}:{number}"
            if len(head) < words:
                raise KnowledgeError(
                    f"{place}: a section head here has {words} words or more, not {len(head)}. Add what is missing."
                )
        elif head is None:
            raise KnowledgeError(f"{name}:{number}: words before the first section head.")
        else:
            entries += [entry.strip() for entry in _COMMA.split(line) if entry.strip()]
    if head is not None:
        yield place, head, entries


def lines(name: str) -> Iterator[tuple[int, str]]:
    text = (files("dragoman.knowledge") / "data" / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip()


_COMMA = re.compile(r",(?![^{]*\})")
