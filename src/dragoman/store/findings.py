"""What was found across reports, affair by affair: kept until a report or a decision that it depends on changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import LargeBinary, Select, cast, delete, insert, select
from sqlalchemy.sql.expression import ColumnElement

from dragoman.codec import CodecError, pack, unpack
from dragoman.store import state
from dragoman.store.database import Database, StoreError
from dragoman.store.rows import digest_of, is_whole, parts_of
from dragoman.store.tables import acting, affairs, events, layouts

Value = TypeVar("Value")
_LAYOUT, _SORTING = 1, 2


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as it is kept: what it is looked up by, and its value."""

    id: str
    type: str
    status: str
    first: date | None
    last: date | None
    weight: float
    parties: frozenset[str]
    value: Any


class Findings:
    """The findings of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def are_current(self, version: str) -> bool:
        """True when no report, reading or decision has changed since they were made, by this version."""
        with self._database.reading() as connection:
            return state.get(connection, "found") == f"{state.changes(connection)} {version}"

    def changes(self) -> int:
        """How often the record has changed, to be told to `replace`."""
        with self._database.reading() as connection:
            return state.changes(connection)

    def keys(self) -> set[str]:
        """The keys of the affairs that are kept."""
        with self._database.reading() as connection:
            return set(connection.execute(select(affairs.c.key)).scalars())

    def replace(
        self,
        whole: Any,
        sorting: Any,
        current: Collection[str],
        new: Mapping[str, tuple[Any, Sequence[EventRow]]],
        changes: int,
        version: str,
    ) -> bool:
        """In one transaction: the affairs that are not `current` out, the `new` ones in with their events, and the layout in place of
        the one before, and so what shortens the next `sorting`, unless it is None. `changes` is what the record had seen when they were made. False, and nothing is changed, where another
        program has taken out a current affair meanwhile."""
        with self._database.writing() as connection:
            there = set(connection.execute(select(affairs.c.key)).scalars())
            if set(current) - there - set(new):
                return False
            gone = there - set(current)
            new = {key: found for key, found in new.items() if key not in there}
            for part in parts_of(gone):
                inside = select(events.c.id).where(events.c.affair.in_(part or ()))
                connection.execute(delete(acting).where(acting.c.event.in_(inside)))
                connection.execute(delete(events).where(events.c.affair.in_(part or ())))
                connection.execute(delete(affairs).where(affairs.c.key.in_(part or ())))
            for key, (value, rows) in sorted(new.items()):
                body = pack(value)
                connection.execute(
                    insert(affairs), [{"key": key, "digest": digest_of([body, key.encode()]), "body": body}]
                )
                if rows:
                    connection.execute(insert(events), [_event(key, row) for row in rows])
                parties = [{"event": r.id, "party": p} for r in rows for p in sorted(r.parties)]
                if parties:
                    connection.execute(insert(acting), parties)
            for number, kept in ((_LAYOUT, whole), (_SORTING, sorting)):
                if kept is not None:
                    body = pack(kept)
                    connection.execute(delete(layouts).where(layouts.c.number == number))
                    connection.execute(
                        insert(layouts), [{"number": number, "digest": digest_of([body]), "body": body}]
                    )
            state.put(connection, "found", f"{changes} {version}")
        return True

    def layout(self, kind: type[Value]) -> Value:
        """How the reports lie in stories and affairs."""
        with self._database.reading() as connection:
            row = connection.execute(_laid_out(_LAYOUT)).first()
        if row is None:
            raise StoreError("what was found is missing; make it anew with: dragoman rebuild")
        return _whole(kind, row)

    def sorting(self, kind: type[Value], version: str) -> Value | None:
        """What shortens the next sorting, where findings of this version are kept."""
        with self._database.reading() as connection:
            found = state.get(connection, "found") or ""
            row = connection.execute(_laid_out(_SORTING)).first()
        if row is None or found.partition(" ")[2] != version:
            return None
        return _whole(kind, row)

    def affairs(self, kind: type[Value], keys: Iterable[str]) -> dict[str, Value]:
        """What is kept of affairs beside their events, by their keys."""
        found: dict[str, Value] = {}
        for part in parts_of(keys):
            with self._database.reading() as connection:
                rows = connection.execute(
                    select(affairs.c.key, affairs.c.digest, cast(affairs.c.body, LargeBinary).label("bytes"))
                    .where(affairs.c.key.in_(part or ()))
                    .order_by(affairs.c.key)
                ).all()
            found.update((row.key, _whole(kind, row, row.key.encode())) for row in rows)
        return found

    def events(
        self,
        kind: type[Value],
        *,
        parties: Sequence[str] = (),
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
        affair: str | None = None,
    ) -> list[tuple[str, Value]]:
        """The events of all the `parties`, of one of the types and statuses and of the affair where some are given, each with the key
        of its affair, the most important first."""
        clauses: list[ColumnElement[bool]] = [
            events.c.id.in_(select(acting.c.event).where(acting.c.party == party)) for party in parties
        ]
        if affair is not None:
            clauses.append(events.c.affair == affair)
        if types:
            clauses.append(events.c.type.in_(types))
        if statuses:
            clauses.append(events.c.status.in_(statuses))
        wanted = (
            select(events.c.affair, cast(events.c.body, LargeBinary).label("bytes"))
            .where(*clauses)
            .order_by(events.c.weight.desc(), events.c.id)
        )
        with self._database.reading() as connection:
            return [(row.affair, _value(kind, row.bytes)) for row in connection.execute(wanted)]

    def digest(self) -> str:
        """The SHA-256 of all that was found: equal for equal records, however they came to be."""
        whole = hashlib.sha256()
        with self._database.reading() as connection:
            for wanted in (
                select(layouts.c.digest).order_by(layouts.c.number),
                select(affairs.c.key, affairs.c.digest).order_by(affairs.c.key),
                select(events.c.id, events.c.affair, events.c.digest).order_by(events.c.id),
                select(acting.c.event, acting.c.party).order_by(acting.c.event, acting.c.party),
            ):
                for row in connection.execute(wanted):
                    whole.update("|".join(map(str, row)).encode())
        return whole.hexdigest()


def _laid_out(number: int) -> Select[Any]:
    body = cast(layouts.c.body, LargeBinary).label("bytes")
    return select(layouts.c.digest, body).where(layouts.c.number == number)


def _event(affair: str, row: EventRow) -> dict[str, Any]:
    body = pack(row.value)
    filed = {
        "id": row.id,
        "affair": affair,
        "type": row.type,
        "status": row.status,
        "first": row.first.isoformat() if row.first else None,
        "last": row.last.isoformat() if row.last else None,
        "weight": row.weight,
    }
    return {**filed, "digest": event_digest(body, filed, row.parties), "body": body}


def event_digest(body: bytes, filed: Mapping[str, Any], parties: Iterable[str]) -> str:
    """The digest of an event's row: of its value and of all that it is looked up by."""
    return digest_of([body, json.dumps([sorted(filed.items()), sorted(parties)]).encode()])


def _whole(kind: type[Value], row: Any, *beside: bytes) -> Value:
    if not is_whole((row.bytes, *beside), row.digest):
        raise StoreError("what was found is damaged; make it anew with: dragoman rebuild")
    return _value(kind, row.bytes)


def _value(kind: type[Value], body: bytes) -> Value:
    try:
        return unpack(kind, body)
    except CodecError as error:
        raise StoreError("what was found is damaged; make it anew with: dragoman rebuild") from error
