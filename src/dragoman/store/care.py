"""The care of a database: what is damaged, what is derived made empty, a damaged file replaced, the digest of a record."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, cast, insert, select
from sqlalchemy.exc import SQLAlchemyError

from dragoman.codec import CodecError, unpack
from dragoman.model.annotation import Annotation
from dragoman.store import state
from dragoman.store.database import Database, SqliteDatabase, StoreError
from dragoman.store.findings import event_digest
from dragoman.store.readings import BESIDE, BLOBS, countries_of, filed_of, kept_layout
from dragoman.store.reports import RAW, READ, arrival_of
from dragoman.store.rows import is_whole
from dragoman.store.tables import (
    DERIVED,
    KEPT,
    acting,
    affairs,
    decisions,
    events,
    layouts,
    metadata,
    named,
    raw,
    readings,
    reports,
)

_ANEW = "damaged; dragoman rebuild makes it anew"


def faults(database: Database, version: str) -> list[tuple[str, str]]:
    """What is damaged, as (where, what is wrong): raw reports, readings, findings, the index of words, the file itself."""
    found: list[tuple[str, str]] = []
    try:
        with database.reading() as connection:
            found += [("the database", fault) for fault in database.faults(connection)]
            found += _of_reports(connection)
            found += _of_readings(connection, version)
            found += _of_findings(connection)
    except StoreError as error:
        found.append(("the database", str(error)))
    except (TypeError, ValueError, AttributeError) as error:
        found.append(("the database", f"holds a value that cannot be ({error})"))
    try:
        with database.writing() as connection:
            if not database.words.is_sound(connection):
                found.append(("the index of words", _ANEW))
    except StoreError as error:
        found.append(("the index of words", str(error)))
    return found


def _of_reports(connection: Connection) -> list[tuple[str, str]]:
    found = []
    for kept in connection.execute(select(raw.c.sha256, RAW)):
        if not isinstance(kept.bytes, bytes) or hashlib.sha256(kept.bytes).hexdigest() != kept.sha256:
            found.append((f"raw report {str(kept.sha256)[:16]}", "its bytes are not those that came in"))
    for row in connection.execute(select(reports, RAW).join(raw, raw.c.sha256 == reports.c.sha256)):
        if isinstance(row.bytes, bytes) and arrival_of(row).id != row.id:
            found.append((f"report {row.id}", "what is stated of it is not what came in"))
    return found


def _of_readings(connection: Connection, version: str) -> list[tuple[str, str]]:
    found = []
    for row in connection.execute(select(*BESIDE, *BLOBS)):
        if not is_whole((row.body_bytes, row.syntax_bytes, row.card_bytes), row.digest):
            found.append((f"reading of {row.id}", _ANEW))
        elif row.layout != kept_layout() or row.version != version:
            found.append((f"reading of {row.id}", "made by another version; dragoman rebuild"))
        elif not _is_filed(connection, row):
            found.append((f"what is filed of {row.id}", _ANEW))
    unread = connection.execute(
        select(reports.c.id)
        .join_from(reports, readings, reports.c.id == readings.c.id, isouter=True)
        .where(reports.c.state.in_((*READ, "replaced")), readings.c.id.is_(None))
    ).scalars()
    found += [(f"reading of {id}", "missing; dragoman rebuild makes it anew") for id in unread]
    return found


def _is_filed(connection: Connection, row: Any) -> bool:
    """True when what stands beside a reading is what it says."""
    try:
        annotation = unpack(Annotation, row.body_bytes)
    except CodecError:
        return False
    codes = connection.execute(select(named.c.country).where(named.c.id == row.id)).scalars().all()
    return sorted(codes) == countries_of(annotation) and all(
        getattr(row, name) == value for name, value in filed_of(annotation).items()
    )


def _of_findings(connection: Connection) -> list[tuple[str, str]]:
    """Damage of what was found; findings that are older than the record are no damage, they are made anew when asked for."""
    found = []
    for row in connection.execute(select(layouts.c.digest, _bytes(layouts))):
        if not is_whole((row.bytes,), row.digest):
            found.append(("the layout of the reports", _ANEW))
    for row in connection.execute(select(affairs.c.key, affairs.c.digest, _bytes(affairs))):
        if not is_whole((row.bytes, str(row.key).encode()), row.digest):
            found.append((f"what was found of {row.key}", _ANEW))
    parties: dict[str, list[str]] = {}
    for id, party in connection.execute(select(acting.c.event, acting.c.party)):
        parties.setdefault(id, []).append(party)
    beside = [c for c in events.c if c.name not in ("digest", "body")]
    for row in connection.execute(select(*beside, events.c.digest, _bytes(events))):
        filed = {c.name: row._mapping[c.name] for c in beside}
        whole = isinstance(row.bytes, bytes)
        if not whole or event_digest(row.bytes, filed, parties.pop(row.id, [])) != row.digest:
            found.append((f"what was found of {row.id}", _ANEW))
    found += [(f"what was found of {id}", _ANEW) for id in parties]
    return found


def _bytes(table: Table) -> Any:
    return cast(table.c.body, LargeBinary).label("bytes")


def clear(database: Database) -> None:
    """Empty everything that is derived, damaged or not. Raises StoreError where the file is too damaged for that."""
    with database.writing() as connection:
        database.words.clear(connection)
        for table in DERIVED:
            table.drop(connection, checkfirst=True)
        metadata.create_all(connection)
        state.changed(connection)


def renew(database: Database) -> None:
    """Put a new file in place of a damaged one: what came in and what was decided is copied, nothing that is derived.
    Raises StoreError where what came in cannot be read; then the file stays as it is."""
    if not isinstance(database, SqliteDatabase):
        raise StoreError(f"{database.name}: too damaged to be made anew; restore it from a backup")
    fresh = database.file.with_name(database.file.name + ".new")
    fresh.unlink(missing_ok=True)
    other = SqliteDatabase(fresh)
    try:
        with database.reading() as old, other.writing() as new:
            metadata.create_all(new)
            other.words.create(new)
            for table in KEPT:
                rows = [dict(row._mapping) for row in old.execute(select(table))]
                if rows:
                    new.execute(insert(table), rows)
            state.changed(new)
    except (SQLAlchemyError, StoreError) as error:
        fresh.unlink(missing_ok=True)
        raise StoreError(
            f"{database.name}: what came in cannot be read ({error}); take it from a backup"
        ) from error
    finally:
        other.close()
    with other.reading() as new:
        new.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    other.close()
    database.replace_with(fresh)


def digest(database: Database) -> str:
    """The SHA-256 of the record: the reports that are in with their readings, and the decisions. The same reports and decisions
    give the same digest, in whatever order the reports came."""
    whole = hashlib.sha256()
    with database.reading() as connection:
        rows = connection.execute(
            select(reports.c.id, reports.c.state, readings.c.digest)
            .join_from(reports, readings, reports.c.id == readings.c.id, isouter=True)
            .order_by(reports.c.id)
        )
        for row in rows:
            whole.update(json.dumps(list(row)).encode())
        made = select(decisions.c.kind, decisions.c.body).order_by(decisions.c.number)
        for decision in connection.execute(made):
            whole.update(json.dumps(list(decision)).encode())
    return whole.hexdigest()
