"""Full text behind one small interface: SQLite's FTS5. Words in any order, "quoted phrases", the best first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

_CREATE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(id UNINDEXED, title, body, "
    "tokenize = 'unicode61 remove_diacritics 2')"
)
_TERM = re.compile(r'"([^"]+)"|(\S+)')
MARK = ("\x02", "\x03")


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words: a passage around them, the hits between the two characters of MARK."""

    id: str
    passage: str


def create(connection: Connection) -> None:
    connection.execute(text(_CREATE))


def put(connection: Connection, id: str, title: str, body: str) -> None:
    """Index a report, instead of what was indexed of it before."""
    drop(connection, id)
    connection.execute(
        text("INSERT INTO words (id, title, body) VALUES (:id, :title, :body)"),
        {"id": id, "title": title, "body": body},
    )


def drop(connection: Connection, id: str) -> None:
    connection.execute(text("DELETE FROM words WHERE id = :id"), {"id": id})


def find(connection: Connection, words: str, limit: int) -> list[Found]:
    """The reports that hold all of `words`, the best first; a word is meant as it stands, so no operator is read in it."""
    terms = [phrase or word for phrase, word in _TERM.findall(words)]
    query = " ".join('"' + term.replace('"', "") + '"' for term in terms if re.search(r"\w", term))
    if not query:
        return []
    rows = connection.execute(
        text(
            "SELECT id, snippet(words, 2, :begin, :end, '…', 24) FROM words WHERE words MATCH :query "
            "ORDER BY rank, id LIMIT :limit"
        ),
        {"query": query, "limit": limit, "begin": MARK[0], "end": MARK[1]},
    )
    return [Found(id, passage) for id, passage in rows]


def is_sound(connection: Connection) -> bool:
    """True when the index holds together."""
    try:
        connection.execute(text("INSERT INTO words(words) VALUES ('integrity-check')"))
    except Exception:
        return False
    return True
