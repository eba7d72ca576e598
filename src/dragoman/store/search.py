"""Full text behind one small interface: SQLite's FTS5 or PostgreSQL's tsvector. Words in any order, "quoted phrases", the best
first; words are meant as they stand, without operators, and accents do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, and_, column, func, select, table, text
from sqlalchemy.exc import DatabaseError

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")
MARK = ("\x02", "\x03")
_AROUND = 12
_LONGEST = 300_000
_WORDS = table("words", column("id"), column("body"), column("vector"))
_VECTOR = _WORDS.c.vector


@dataclass(frozen=True, slots=True)
class Found:
    """A report that holds the words: a passage around them, the hits between the two characters of MARK."""

    id: str
    passage: str


class Words(Protocol):
    """An index of the words of reports."""

    def create(self, connection: Connection) -> None:
        """Make the index where there is none."""

    def clear(self, connection: Connection) -> None:
        """Make the index anew, empty, whatever state it is in."""

    def put(self, connection: Connection, id: str, title: str, body: str) -> None:
        """Index a report, instead of what was indexed of it before."""

    def drop(self, connection: Connection, id: str) -> None:
        """Take a report out."""

    def find(self, connection: Connection, words: str, limit: int) -> list[Found]:
        """The reports that hold all of `words`, the best first."""

    def is_sound(self, connection: Connection) -> bool:
        """True when the index holds together."""


def terms_of(words: str) -> list[str]:
    """The words and phrases that are asked for.

    >>> terms_of('"joint commission" Nairobi')
    ['joint commission', 'Nairobi']
    """
    terms = [(phrase or word).replace('"', "") for phrase, word in _TERM.findall(words)]
    return [term for term in terms if re.search(r"\w", term)]


def folded(words: str) -> str:
    """Words without case and accents, one character for one of `words`.

    >>> folded("Élysée")
    'elysee'
    """
    return "".join((unicodedata.normalize("NFD", c)[:1] or c).lower()[:1] for c in words)


def passage(body: str, terms: Sequence[str]) -> str:
    """The stretch of `body` around the first place where terms stand close together, the hits marked."""
    plain = folded(body)
    hits = sorted(
        match.span()
        for term in terms
        for match in re.finditer(r"\W+".join(rf"\b{w}\b" for w in _WORD.findall(folded(term))), plain)
    )
    if not hits:
        return " ".join(body.split()[: 2 * _AROUND])
    words = [m.span() for m in _WORD.finditer(plain)]
    reach = 40 * _AROUND // 3
    start = max(hits, key=lambda h: (len({plain[a:b] for a, b in hits if h[0] <= a <= h[0] + reach}), -h[0]))[
        0
    ]
    at = next(i for i, (a, b) in enumerate(words) if b > start)
    first, last = words[max(0, at - _AROUND // 2)][0], words[min(len(words) - 1, at + 2 * _AROUND)][1]
    told, done = [], first
    for a, b in hits:
        if done <= a and b <= last:
            told += [body[done:a], MARK[0], body[a:b], MARK[1]]
            done = b
    told.append(body[done:last])
    return (
        ("…" if first else "") + " ".join("".join(told).split()) + ("…" if last < len(body.rstrip()) else "")
    )


class SqliteWords:
    """FTS5. A report's row has the report's number: a row is found at once by its number, by its id only by reading all."""

    def create(self, connection: Connection) -> None:
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(id UNINDEXED, title, body, "
                "tokenize = 'unicode61 remove_diacritics 2')"
            )
        )

    def clear(self, connection: Connection) -> None:
        connection.execute(text("DROP TABLE IF EXISTS words"))
        self.create(connection)

    def put(self, connection: Connection, id: str, title: str, body: str) -> None:
        self.drop(connection, id)
        connection.execute(
            text(
                "INSERT INTO words (rowid, id, title, body) "
                "SELECT number, id, :title, :body FROM reports WHERE id = :id"
            ),
            {"id": id, "title": title, "body": body},
        )

    def drop(self, connection: Connection, id: str) -> None:
        connection.execute(
            text("DELETE FROM words WHERE rowid = (SELECT number FROM reports WHERE reports.id = :id)"),
            {"id": id},
        )

    def find(self, connection: Connection, words: str, limit: int) -> list[Found]:
        terms = terms_of(words)
        if not terms:
            return []
        rows = connection.execute(
            text("SELECT id, body FROM words WHERE words MATCH :query ORDER BY rank, id LIMIT :limit"),
            {"query": " ".join(f'"{term}"' for term in terms), "limit": limit},
        )
        return [Found(id, passage(body, terms)) for id, body in rows]

    def is_sound(self, connection: Connection) -> bool:
        try:
            connection.execute(text("INSERT INTO words(words) VALUES ('integrity-check')"))
            return _holds_all(connection)
        except DatabaseError:
            return False


class PostgresWords:
    """A column of tsvector with a GIN index, words taken as they stand (the configuration "simple")."""

    def create(self, connection: Connection) -> None:
        connection.execute(
            text(
                "CREATE TABLE IF NOT EXISTS words (id varchar(16) PRIMARY KEY, title text NOT NULL, "
                "body text NOT NULL, vector tsvector NOT NULL)"
            )
        )
        connection.execute(text("CREATE INDEX IF NOT EXISTS words_vector ON words USING gin (vector)"))

    def clear(self, connection: Connection) -> None:
        connection.execute(text("DROP TABLE IF EXISTS words"))
        self.create(connection)

    def put(self, connection: Connection, id: str, title: str, body: str) -> None:
        self.drop(connection, id)
        connection.execute(
            text(
                "INSERT INTO words (id, title, body, vector) "
                "VALUES (:id, :title, :body, to_tsvector('simple', :plain))"
            ),
            {"id": id, "title": title, "body": body, "plain": folded(f"{title}\n{body}"[:_LONGEST])},
        )

    def drop(self, connection: Connection, id: str) -> None:
        connection.execute(text("DELETE FROM words WHERE id = :id"), {"id": id})

    def find(self, connection: Connection, words: str, limit: int) -> list[Found]:
        terms = terms_of(words)
        if not terms:
            return []
        asked = and_(*(_VECTOR.op("@@")(func.phraseto_tsquery("simple", folded(t))) for t in terms))
        whole = func.plainto_tsquery("simple", folded(" ".join(terms)))
        rows = connection.execute(
            select(_WORDS.c.id, _WORDS.c.body)
            .where(asked)
            .order_by(func.ts_rank_cd(_VECTOR, whole, 1).desc(), _WORDS.c.id)
            .limit(limit)
        )
        return [Found(id, passage(body, terms)) for id, body in rows]

    def is_sound(self, connection: Connection) -> bool:
        return _holds_all(connection)


def _holds_all(connection: Connection) -> bool:
    """True when every report that was read is in the index, and nothing else is."""
    there = set(connection.execute(text("SELECT id FROM words")).scalars())
    return there == set(connection.execute(text("SELECT id FROM readings")).scalars())
