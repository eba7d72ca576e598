"""Single facts about a database: the version of its schema, and whether what was found is older than what came in."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from dragoman.store.tables import about


def get(connection: Connection, name: str) -> str | None:
    """A fact, None when it is not there."""
    return connection.execute(select(about.c.value).where(about.c.name == name)).scalar()


def put(connection: Connection, name: str, value: str) -> None:
    """Note a fact in place of what was noted."""
    connection.execute(delete(about).where(about.c.name == name))
    connection.execute(insert(about), [{"name": name, "value": value}])


def changed(connection: Connection) -> None:
    """Note that reports, readings or decisions are others than before: what was found of them may not hold."""
    put(connection, "changed", str(changes(connection) + 1))


def changes(connection: Connection) -> int:
    """How often reports, readings or decisions have changed."""
    found = get(connection, "changed") or "0"
    return int(found) if found.isdecimal() else 0
