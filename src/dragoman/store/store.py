"""The store of a project: its reports, its log and its findings in one database, SQLite's file or a PostgreSQL server's."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from dragoman.store import care, migrations, state
from dragoman.store.database import Database, PostgresDatabase, SqliteDatabase, StoreError
from dragoman.store.findings import Findings
from dragoman.store.log import Log
from dragoman.store.readings import Read
from dragoman.store.reports import Arrival, Kept, Reports
from dragoman.store.tables import SCHEMA, metadata

__all__ = ["FILE", "POINTER", "SCHEMA", "Arrival", "Kept", "Read", "Store", "StoreError", "folder_around"]

FILE = "dragoman.db"
# In a project on a server: a file with the address of the database.
POINTER = "dragoman.url"


class Store:
    """A project's database. Close it, or use it in a `with` statement."""

    def __init__(self, database: Database, *, any_schema: bool = False) -> None:
        self.database = database
        self.reports, self.log, self.findings = Reports(database), Log(database), Findings(database)
        if not any_schema:
            self._check_schema()

    @classmethod
    def open(cls, folder: Path, *, any_schema: bool = False) -> Store:
        """The store of a project's folder. Raises StoreError where there is none, or one of another schema."""
        return cls(place_of(folder), any_schema=any_schema)

    @classmethod
    def create(cls, folder: Path, url: str | None = None) -> Store:
        """A new, empty project in `folder`, which is made where needed; in the database `url` when one is given. Raises
        StoreError when there is one already."""
        if any((folder / name).exists() for name in (FILE, POINTER)):
            raise StoreError(f"{folder}: there is a project already")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            database: Database = SqliteDatabase(folder / FILE) if url is None else PostgresDatabase(url)
            try:
                _make(database)
                if url is not None:
                    _write_alone(folder / POINTER, url + "\n")
            except BaseException:
                database.close()
                raise
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made ({error.strerror})") from error
        return cls(database)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def schema(self) -> int | None:
        """The version of the database's schema, None where it holds no project."""
        with self.database.reading() as connection:
            there = "about" in self.database.tables(connection)
            found = state.get(connection, "schema") if there else None
        return int(found) if found and found.isdecimal() else None

    def _check_schema(self) -> None:
        try:
            found = self.schema()
        except StoreError as error:
            self.close()
            cause = error.__cause__
            why = self.database.reason(cause) if isinstance(cause, SQLAlchemyError) else str(error)
            raise StoreError(
                f"{self.database.name}: not a project's database, or out of reach ({why})"
            ) from error
        if found == SCHEMA:
            return
        self.close()
        if found is None:
            raise StoreError(f"{self.database.name}: not a project's database")
        if found < SCHEMA:
            raise StoreError(
                f"{self.database.name}: made by an earlier version (schema {found}, this one reads {SCHEMA}); "
                "bring it up to date with: dragoman migrate"
            )
        raise StoreError(
            f"{self.database.name}: made by a later version (schema {found}, this one reads {SCHEMA}); "
            "update dragoman"
        )

    def migrate(self) -> tuple[int, Path | None]:
        """Bring the schema up to date: the version it had, and the backup that was made first (SQLite only). Raises
        StoreError where it holds no project or one of a later version."""
        found = self.schema()
        if found is None or found > SCHEMA:
            self._check_schema()
        if found == SCHEMA or found is None:
            return SCHEMA, None
        backup: Path | None = None
        if isinstance(self.database, SqliteDatabase):
            backup = _unused(self.database.file.with_name(f"{self.database.file.name}.schema{found}"))
            self.database.copy_to(backup)
        with self.database.writing() as connection:
            migrations.upgrade(connection, found)
            self.database.words.clear(connection)
            state.put(connection, "schema", str(SCHEMA))
            state.changed(connection)
        return found, backup

    def faults(self, version: str) -> list[tuple[str, str]]:
        """What is damaged, as (where, what is wrong)."""
        return care.faults(self.database, version)

    def clear(self) -> None:
        """Empty everything that is derived; a file too damaged for that is replaced by a new one."""
        try:
            care.clear(self.database)
        except StoreError:
            care.renew(self.database)

    def digest(self) -> str:
        """The SHA-256 of the record: the reports with their readings, and the decisions."""
        return care.digest(self.database)


def folder_around(folder: Path) -> Path | None:
    """The folder, or the nearest above it, that holds a project; None where there is none."""
    whole = folder.resolve()
    places = (p for p in (whole, *whole.parents) for name in (FILE, POINTER) if (p / name).is_file())
    return next(places, None)


def place_of(folder: Path) -> Database:
    """The database of a project's folder, not yet looked into. Raises StoreError where there is no project."""
    if (folder / FILE).is_file():
        return SqliteDatabase(folder / FILE)
    try:
        return PostgresDatabase((folder / POINTER).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        raise StoreError(f"{folder}: no project here; make one with: dragoman init {folder}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{folder / POINTER}: cannot be read ({error})") from error


def _make(database: Database) -> None:
    """The tables of a new project."""
    try:
        with database.writing() as connection:
            if "about" in database.tables(connection):
                raise StoreError(f"{database.name}: there is a project already")
            metadata.create_all(connection)
            database.words.create(connection)
            state.put(connection, "schema", str(SCHEMA))
            migrations.stamp(connection)
    except SQLAlchemyError as error:
        raise StoreError(f"{database.name}: cannot be made ({database.reason(error)})") from error


def _write_alone(file: Path, text: str) -> None:
    """Write a file that its owner alone may read, from its first moment on: an address may hold a password."""
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as handle:
        handle.write(text)


def _unused(file: Path) -> Path:
    """The file, or one beside it with a number where it is there already."""
    number = 1
    found = file
    while found.exists():
        number += 1
        found = file.with_name(f"{file.name}.{number}")
    return found
