"""The log of decisions in the database, and what the last brief called its events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from dragoman.model.decided import MentionKey
from dragoman.store import state
from dragoman.store.database import Database
from dragoman.store.decisions import Decision, as_text
from dragoman.store.rows import now, storable
from dragoman.store.state import changed
from dragoman.store.tables import decisions, shown


class Log:
    """The decisions of a database. Rows are only added."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(self, kind: str, body: Mapping[str, Any], who: str, why: str, at: str | None = None) -> int:
        """Write a decision to the log, made `at` a time or now; its number."""
        row = {
            "at": at or now(),
            "who": storable(who),
            "kind": kind,
            "body": as_text(body),
            "why": storable(why),
        }
        with self._database.writing() as connection:
            done = connection.execute(insert(decisions).returning(decisions.c.number), [row])
            number = int(done.scalar_one())
            changed(connection)
        return number

    def listed(self) -> list[Decision]:
        """Every decision, in the order they were made."""
        with self._database.reading() as connection:
            rows = connection.execute(select(decisions).order_by(decisions.c.number)).all()
        return [Decision(r.number, r.at, r.who, r.kind, json.loads(r.body), r.why) for r in rows]

    def skip(self, doubt: str, *, skipped: bool = True) -> None:
        """Note that a doubt was passed over in a review, or that it was not."""
        with self._database.writing() as connection:
            known = set(json.loads(state.get(connection, "skipped") or "[]"))
            known = known | {doubt} if skipped else known - {doubt}
            state.put(connection, "skipped", json.dumps(sorted(known)))

    def skipped(self) -> set[str]:
        """The doubts that were passed over."""
        with self._database.reading() as connection:
            return set(json.loads(state.get(connection, "skipped") or "[]"))

    def show(self, labels: Mapping[str, Iterable[MentionKey]]) -> None:
        """Remember what a brief called its events, instead of the one before."""
        rows = [{"label": k, "mentions": json.dumps(sorted(v))} for k, v in labels.items()]
        with self._database.writing() as connection:
            connection.execute(delete(shown))
            if rows:
                connection.execute(insert(shown), rows)

    def shown(self, label: str) -> list[MentionKey]:
        """The mentions of an event that the last brief called so; none for a label it did not use."""
        with self._database.reading() as connection:
            found = connection.execute(select(shown.c.mentions).where(shown.c.label == label)).scalar()
        return [(sha256, start) for sha256, start in json.loads(found)] if found else []
