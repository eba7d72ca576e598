"""The database of a project: one file, one transaction a report, nothing half.

SQLite in WAL mode through SQLAlchemy Core. A writer takes the lock when it begins and waits for another up to
`PATIENCE` seconds; a reader never waits. What cannot be written (a full disk, a locked file) is a StoreError with the
reason, and the transaction is rolled back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    LargeBinary,
    cast,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.engine import Row
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from dragoman.codec import CodecError, layout, pack, unpack
from dragoman.model.annotation import Annotation, MentionKind
from dragoman.model.decided import MentionKey
from dragoman.store import search
from dragoman.store.decisions import Decision, as_text
from dragoman.store.tables import (
    SCHEMA,
    about,
    decisions,
    metadata,
    named,
    raw,
    readings,
    reports,
    shown,
)

FILE = "dragoman.db"
# Bytes whatever has become of them: damage may have made text of a blob.
_RAW = cast(raw.c.body, LargeBinary).label("bytes")
_BESIDE = [column for column in readings.c if column.name != "body"]
_READING = cast(readings.c.body, LargeBinary).label("bytes")
PATIENCE = 60


class StoreError(RuntimeError):
    """The project cannot be opened, read or written; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as the project keeps it: what came, how it stands, and what was read from it (None where nothing was)."""

    id: str
    place: str
    state: str
    reason: str
    added: str
    outlet: str | None
    title: str | None
    first: date | None
    last: date | None
    events: int | None
    url: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that comes in: its bytes, how to read them, what is stated about it from outside."""

    raw: bytes
    form: str
    place: str
    path: str | None
    outlet: str | None
    published: date | None
    url: str | None

    @property
    def id(self) -> str:
        """Sixteen characters made from the content and from what is stated of it: the same report has the same id."""
        stated = [self.form, self.outlet, self.published.isoformat() if self.published else None]
        whole = hashlib.sha256(self.raw).hexdigest() + json.dumps(stated)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


class Store:
    """A project's database. Close it, or use it in a `with` statement."""

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise StoreError(f"{file}: no project here; make one with: dragoman init {file.parent}")
        self.file = file
        self._engine = _engine(file)
        try:
            with self._engine.connect() as connection:
                found = connection.execute(select(about.c.value).where(about.c.name == "schema")).scalar()
        except DatabaseError as error:
            self._engine.dispose()
            raise StoreError(f"{file}: not a project's database ({_reason(error)})") from error
        if found != str(SCHEMA):
            raise StoreError(f"{file}: made by another version (schema {found}, this one reads {SCHEMA})")

    @classmethod
    def create(cls, folder: Path) -> Store:
        """A new, empty project in `folder`, which is made where needed. Raises StoreError when there is one already."""
        file = folder / FILE
        if file.exists():
            raise StoreError(f"{file}: there is a project already")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made ({error.strerror})") from error
        engine = _engine(file)
        try:
            with engine.begin() as connection:
                metadata.create_all(connection)
                search.create(connection)
                connection.execute(insert(about), [{"name": "schema", "value": str(SCHEMA)}])
        except SQLAlchemyError as error:
            raise StoreError(f"{file}: cannot be made ({_reason(error)})") from error
        finally:
            engine.dispose()
        return cls(file)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    # ------------------------------------------------------------ reports in

    def has(self, id: str) -> bool:
        """True for a report that came in before, whatever became of it."""
        with self._reading() as connection:
            return connection.execute(select(reports.c.id).where(reports.c.id == id)).first() is not None

    def add(self, arrival: Arrival, annotation: Annotation | None, reason: str, version: str) -> bool:
        """Take a report in, in one transaction; without an annotation it is kept as rejected, with the reason.

        Of the reports of one address the one published last is in, and the others are its earlier versions. False when the report is there
        already: then nothing changes.
        """
        digest = hashlib.sha256(arrival.raw).hexdigest()
        with self._writing() as connection:
            if connection.execute(select(reports.c.id).where(reports.c.id == arrival.id)).first():
                return False
            if not connection.execute(select(raw.c.sha256).where(raw.c.sha256 == digest)).first():
                connection.execute(insert(raw), [{"sha256": digest, "body": arrival.raw}])
            connection.execute(
                insert(reports),
                [
                    {
                        "id": arrival.id,
                        "sha256": digest,
                        "form": arrival.form,
                        "place": arrival.place,
                        "path": arrival.path,
                        "outlet": arrival.outlet,
                        "published": arrival.published.isoformat() if arrival.published else None,
                        "url": arrival.url,
                        "state": "in" if annotation is not None else "rejected",
                        "reason": reason,
                        "added": _now(),
                    }
                ],
            )
            if annotation is not None:
                _keep_reading(connection, arrival.id, annotation, version)
                _settle_versions(connection, arrival.url)
        return True

    def forget(self, id: str, reason: str) -> None:
        """Take a report's text and reading out for good; that it was there, and why it went, stays."""
        with self._writing() as connection:
            row = connection.execute(select(reports.c.sha256).where(reports.c.id == id)).first()
            if row is None:
                raise StoreError(f"{id}: no such report; dragoman documents lists them")
            _drop_reading(connection, id)
            connection.execute(
                update(reports)
                .where(reports.c.id == id)
                .values(state="forgotten", reason=reason, sha256=None, place="", path=None, url=None)
            )
            used = select(reports.c.sha256).where(reports.c.sha256.is_not(None))
            connection.execute(delete(raw).where(raw.c.sha256.not_in(used)))

    # ------------------------------------------------------------ what is there

    def listed(self) -> list[Kept]:
        """Every report that ever came in, in that order."""
        with self._reading() as connection:
            rows = connection.execute(
                select(
                    reports.c.id,
                    reports.c.place,
                    reports.c.state,
                    reports.c.reason,
                    reports.c.added,
                    func.coalesce(readings.c.outlet, reports.c.outlet),
                    readings.c.title,
                    readings.c.first,
                    readings.c.last,
                    readings.c.events,
                    reports.c.url,
                    reports.c.replaced_by,
                )
                .join_from(reports, readings, reports.c.id == readings.c.id, isouter=True)
                .order_by(reports.c.number)
            ).all()
        return [_kept(tuple(row)) for row in rows]

    def annotations(
        self, version: str, *, naming: Sequence[str] = (), only: Iterable[str] | None = None
    ) -> Iterator[tuple[str, Annotation]]:
        """The readings of the reports that are in, with their ids, in the order of the ids; those that name all the
        countries `naming` where some are given. Raises StoreError for a damaged or outdated reading."""
        wanted = (
            select(
                readings.c.id,
                readings.c.layout,
                readings.c.version,
                readings.c.digest,
                _READING,
                reports.c.path,
            )
            .join(reports, reports.c.id == readings.c.id)
            .where(reports.c.state == "in")
        )
        for country in naming:
            wanted = wanted.where(readings.c.id.in_(select(named.c.id).where(named.c.country == country)))
        chosen = None if only is None else frozenset(only)
        with self._reading() as connection:
            for row in connection.execute(wanted.order_by(readings.c.id)):
                if chosen is not None and row.id not in chosen:
                    continue
                if row.layout != layout(Annotation) or row.version != version:
                    raise StoreError(
                        "the readings were made by another version; make them anew with: dragoman rebuild"
                    )
                yield row.id, _reading_of(row)

    def arrivals(self, only: Iterable[str] | None = None) -> Iterator[tuple[str, Arrival]]:
        """The bytes of the reports that are in or replaced, with their ids, to read them again."""
        with self._reading() as connection:
            rows = connection.execute(
                select(reports, _RAW)
                .join(raw, raw.c.sha256 == reports.c.sha256)
                .where(reports.c.state.in_(("in", "replaced")))
                .order_by(reports.c.number)
            )
            chosen = None if only is None else frozenset(only)
            for row in rows:
                if chosen is None or row.id in chosen:
                    yield row.id, _arrival(row)

    def keep_reading(self, id: str, annotation: Annotation, version: str) -> None:
        """Put a reading in place of the one that is kept."""
        with self._writing() as connection:
            _drop_reading(connection, id)
            _keep_reading(connection, id, annotation, version)

    def search(self, words: str, limit: int) -> list[search.Found]:
        """The reports that hold all the words, the best first."""
        with self._reading() as connection:
            return search.find(connection, words, limit)

    # ------------------------------------------------------------ decisions

    def decide(self, kind: str, body: Mapping[str, Any], who: str, why: str, at: str | None = None) -> int:
        """Write a decision to the log, made `at` a time or now; its number."""
        with self._writing() as connection:
            done = connection.execute(
                insert(decisions),
                {"at": at or _now(), "who": who, "kind": kind, "body": as_text(body), "why": why},
            )
            key = done.inserted_primary_key
            assert key is not None
            return int(key[0])

    def log(self) -> list[Decision]:
        """Every decision, in the order they were made."""
        with self._reading() as connection:
            rows = connection.execute(select(decisions).order_by(decisions.c.number)).all()
        return [Decision(r.number, r.at, r.who, r.kind, json.loads(r.body), r.why) for r in rows]

    def show(self, labels: Mapping[str, Iterable[MentionKey]]) -> None:
        """Remember what a brief called its events, instead of the one before."""
        rows = [{"label": k, "mentions": json.dumps(sorted(v))} for k, v in labels.items()]
        with self._writing() as connection:
            connection.execute(delete(shown))
            if rows:
                connection.execute(insert(shown), rows)

    def shown(self, label: str) -> list[MentionKey]:
        """The mentions of an event that the last brief called so; none for a label it did not use."""
        with self._reading() as connection:
            found = connection.execute(select(shown.c.mentions).where(shown.c.label == label)).scalar()
        return [(sha256, start) for sha256, start in json.loads(found)] if found else []

    # ------------------------------------------------------------ soundness

    def faults(self, version: str) -> list[tuple[str, str]]:
        """What is damaged, as (where, what is wrong): raw reports, readings, the index of words, the file itself."""
        found: list[tuple[str, str]] = []
        try:
            with self._reading() as connection:
                answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                found += [("the database", str(a)) for a in answers if a != "ok"][:5]
                for kept in connection.execute(select(raw.c.sha256, _RAW)):
                    if not _is_whole(kept.bytes, kept.sha256):
                        found.append(
                            (f"raw report {str(kept.sha256)[:16]}", "its bytes are not those that came in")
                        )
                for row in connection.execute(
                    select(reports, _RAW).join(raw, raw.c.sha256 == reports.c.sha256)
                ):
                    if isinstance(row.bytes, bytes) and _arrival(row).id != row.id:
                        found.append((f"report {row.id}", "what is stated of it is not what came in"))
                for read in connection.execute(select(*_BESIDE, _READING)):
                    if not _is_whole(read.bytes, read.digest):
                        found.append((f"reading of {read.id}", "damaged; dragoman rebuild makes it anew"))
                    elif read.layout != layout(Annotation) or read.version != version:
                        found.append((f"reading of {read.id}", "made by another version; dragoman rebuild"))
                    elif not _is_filed(connection, read):
                        found.append(
                            (f"what is filed of {read.id}", "damaged; dragoman rebuild makes it anew")
                        )
                unread = connection.execute(
                    select(reports.c.id)
                    .join_from(reports, readings, reports.c.id == readings.c.id, isouter=True)
                    .where(reports.c.state.in_(("in", "replaced")), readings.c.id.is_(None))
                ).scalars()
                found += [(f"reading of {id}", "missing; dragoman rebuild makes it anew") for id in unread]
        except StoreError as error:
            found.append(("the database", str(error)))
        except (TypeError, ValueError, AttributeError) as error:
            found.append(("the database", f"holds a value that cannot be ({error})"))
        try:
            with self._writing() as connection:
                if not search.is_sound(connection):
                    found.append(("the index of words", "damaged; dragoman rebuild makes it anew"))
        except StoreError as error:
            found.append(("the index of words", str(error)))
        return found

    def clear(self) -> None:
        """Empty everything that is derived, damaged or not. Raises StoreError where the file is too damaged for that."""
        with self._writing() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS words")
            for table in (named, readings):
                table.drop(connection, checkfirst=True)
            metadata.create_all(connection)
            search.create(connection)

    def renew(self) -> None:
        """Put a new file in place of a damaged one: what came in and what was decided is copied, nothing that is derived.
        Raises StoreError where what came in cannot be read; then the file stays as it is."""
        fresh = self.file.with_name(self.file.name + ".new")
        fresh.unlink(missing_ok=True)
        try:
            engine = _engine(fresh)
            try:
                with self._reading() as old, engine.begin() as new:
                    metadata.create_all(new)
                    search.create(new)
                    for table in (about, raw, reports, decisions):
                        rows = [dict(row._mapping) for row in old.execute(select(table))]
                        if rows:
                            new.execute(insert(table), rows)
                    new.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                engine.dispose()
        except SQLAlchemyError as error:
            fresh.unlink(missing_ok=True)
            raise StoreError(
                f"{self.file}: what came in cannot be read ({_reason(error)}); take it from a backup"
            ) from error
        self.close()
        for ending in ("-wal", "-shm"):
            self.file.with_name(self.file.name + ending).unlink(missing_ok=True)
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
        fresh.replace(self.file)
        self._engine = _engine(self.file)

    def digest(self) -> str:
        """The SHA-256 of the record: the reports that are in with their readings, and the decisions. The same reports and
        decisions give the same digest, in whatever order the reports came."""
        whole = hashlib.sha256()
        with self._reading() as connection:
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

    # ------------------------------------------------------------ connections

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise StoreError(
                f"{self.file}: cannot be read ({_reason(error)}); dragoman verify says what is damaged"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that holds the writer's lock from its beginning."""
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
        except DatabaseError as error:
            raise StoreError(f"{self.file}: cannot be written ({_reason(error)})") from error


def _engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": PATIENCE, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _keep_reading(connection: Connection, id: str, annotation: Annotation, version: str) -> None:
    body = pack(_placed(annotation, None))
    kept = {
        "layout": layout(Annotation),
        "version": version,
        "digest": hashlib.sha256(body).hexdigest(),
        "body": body,
    }
    filed = _filed(annotation)
    connection.execute(insert(readings), [{"id": id, **kept, **filed}])
    codes = _countries(annotation)
    if codes:
        connection.execute(insert(named), [{"id": id, "country": code} for code in codes])
    search.put(connection, id, filed["title"] or "", annotation.reading.document.text)


def _filed(annotation: Annotation) -> dict[str, Any]:
    """What stands beside a reading, to be found without unpacking it."""
    header = annotation.reading.header
    published = header.published
    return {
        "outlet": header.outlet.value if header.outlet else None,
        "title": header.title.value if header.title else None,
        "first": published.first.isoformat() if published.first else None,
        "last": published.last.isoformat() if published.last else None,
        "events": len(annotation.events),
    }


def _countries(annotation: Annotation) -> list[str]:
    return sorted({m.country for m in annotation.mentions if m.country and m.kind is not MentionKind.MEDIA})


def _is_filed(connection: Connection, row: Any) -> bool:
    """True when what stands beside a reading is what it says."""
    annotation = unpack(Annotation, row.bytes)
    codes = connection.execute(select(named.c.country).where(named.c.id == row.id)).scalars().all()
    return sorted(codes) == _countries(annotation) and all(
        getattr(row, name) == value for name, value in _filed(annotation).items()
    )


def _placed(annotation: Annotation, path: str | None) -> Annotation:
    """The same reading of a report from `path`; where a report came from is no part of what is kept of its reading."""
    document = replace(annotation.reading.document, path=path)
    return replace(annotation, reading=replace(annotation.reading, document=document))


def _drop_reading(connection: Connection, id: str) -> None:
    connection.execute(delete(named).where(named.c.id == id))
    connection.execute(delete(readings).where(readings.c.id == id))
    search.drop(connection, id)


def _settle_versions(connection: Connection, url: str | None) -> None:
    """Of the reports of one address the one published last is in and the others are its earlier versions, in whatever order
    they came; of one day, the one whose id is last."""
    if not url:
        return
    rows = connection.execute(
        select(reports.c.id, readings.c.last)
        .join(readings, readings.c.id == reports.c.id)
        .where(reports.c.url == url, reports.c.state.in_(("in", "replaced")))
    ).all()
    newest = max(rows, key=lambda r: (r[1] or "", r[0]))[0]
    for id, _ in rows:
        values = (
            {"state": "in", "replaced_by": None}
            if id == newest
            else {"state": "replaced", "replaced_by": newest}
        )
        connection.execute(update(reports).where(reports.c.id == id).values(**values))


def _reading_of(row: Row[Any]) -> Annotation:
    if not _is_whole(row.bytes, row.digest):
        raise StoreError(f"the reading of {row.id} is damaged; make it anew with: dragoman rebuild")
    try:
        return _placed(unpack(Annotation, row.bytes), row.path)
    except CodecError as error:
        raise StoreError(
            f"the reading of {row.id} is damaged; make it anew with: dragoman rebuild"
        ) from error


def _is_whole(body: object, digest: str) -> bool:
    """True for the very bytes that the digest was made of."""
    return isinstance(body, bytes) and hashlib.sha256(body).hexdigest() == digest


def _arrival(row: Row[Any]) -> Arrival:
    published = _day(row.published)
    return Arrival(row.bytes, row.form, row.place, row.path, row.outlet, published, row.url)


def _kept(row: tuple[Any, ...]) -> Kept:
    id, place, state, reason, added, outlet, title, first, last, events, url, replaced_by = row
    days = [_day(d) for d in (first, last)]
    return Kept(id, place, state, reason, added, outlet, title, days[0], days[1], events, url, replaced_by)


def _day(text: object) -> date | None:
    """A kept day; damage may have made anything of it, which is then no day."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _reason(error: SQLAlchemyError) -> str:
    """What the database says, in one clause a person can use."""
    said = str(getattr(error, "orig", None) or error).splitlines()[0]
    if "locked" in said:
        return f"another program has been writing to it for {PATIENCE} seconds; try again when it is done"
    if "full" in said:
        return "the disk is full; nothing of this report was kept"
    if "readonly" in said or "read-only" in said:
        return "it may only be read; check the rights of the folder"
    return said


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
