"""JSON Lines: one document a line, only `text` required."""

from __future__ import annotations

import json
from datetime import date

from dragoman.ingest.decode import check_text
from dragoman.ingest.failure import UnreadableError
from dragoman.model.document import Document, Given, publication_day
from dragoman.model.ids import sha256


def read_line(line: str, given: Given) -> Document:
    """The document of one JSON line; what the user gives wins over the line. Raises UnreadableError with the reason."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not a JSON object; the line is left out") from error
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise UnreadableError('a JSON object with a "text" string is needed; the line is left out')
    text = check_text(record["text"])
    digest = sha256(text)
    stated = Given(
        outlet=given.outlet or _string(record, "outlet"),
        published=given.published or _day(record.get("published")),
        title=given.title or _string(record, "title"),
        authors=given.authors or _strings(record.get("authors")),
        url=given.url or _string(record, "url"),
    )
    identity = record.get("id")
    return Document(str(identity) if identity not in (None, "") else digest[:16], digest, text, None, stated)


def _strings(value: object) -> tuple[str, ...]:
    """The strings of a list, or one string alone; anything else is nothing."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def _string(record: dict[str, object], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _day(value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return publication_day(str(value)[:10])
    except ValueError as error:
        raise UnreadableError(f'"published" is {str(value)[:30]!r}, not a day such as 2021-05-11') from error
