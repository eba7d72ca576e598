"""Where a record lives: a file of SQLite, or a database of a PostgreSQL server. What differs between the two stands here.

A writer takes the one writer's lock when it begins and waits for another up to PATIENCE seconds, saying so; a reader never
waits. What cannot be written (a full disk, a locked file, a server that went away) is a StoreError with the reason, and the
transaction is rolled back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError, SQLAlchemyError

from dragoman.store.search import PostgresWords, SqliteWords, Words

PATIENCE = 60
_SOON = 1
_LOCK = 0x64726167


class StoreError(RuntimeError):
    """The project cannot be opened, read or written; the message says what to do."""


class Database(ABC):
    """An open database. `name` is what a person calls it."""

    name: str
    words: Words
    engine: Engine

    def __init__(self) -> None:
        self.on_wait: Callable[[str], None] = lambda message: None

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from; a fault is a StoreError."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise StoreError(
                f"{self.name}: cannot be read ({self.reason(error)}); dragoman verify says what is damaged"
            ) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that holds the writer's lock from its beginning."""
        try:
            with self.engine.connect() as connection:
                self._lock(connection)
                try:
                    yield connection
                except BaseException:
                    connection.rollback()
                    raise
                connection.commit()
        except DatabaseError as error:
            raise StoreError(f"{self.name}: cannot be written ({self.reason(error)})") from error

    def _lock(self, connection: Connection) -> None:
        try:
            self._begin(connection, _SOON)
        except OperationalError as error:
            connection.rollback()
            if not self._is_busy(error):
                raise
            self.on_wait(f"{self.name}: another program is writing; waiting for it up to {PATIENCE} seconds")
            self._begin(connection, PATIENCE)

    @abstractmethod
    def _begin(self, connection: Connection, seconds: int) -> None:
        """Begin a transaction with the writer's lock, waiting so long for it."""

    @abstractmethod
    def _is_busy(self, error: OperationalError) -> bool:
        """True where another writer was in the way."""

    @abstractmethod
    def tables(self, connection: Connection) -> set[str]:
        """The names of the tables that are there."""

    @abstractmethod
    def faults(self, connection: Connection) -> list[str]:
        """What the database itself finds damaged in its files."""

    def reason(self, error: SQLAlchemyError) -> str:
        """What the database says, in one clause a person can use."""
        said = (str(getattr(error, "orig", None) or error).splitlines() or ["no answer"])[0]
        if isinstance(error, OperationalError) and self._is_busy(error):
            return f"another program has been writing to it for {PATIENCE} seconds; try again when it is done"
        if "full" in said or "No space" in said:
            return "the disk is full; nothing of this report was kept"
        if "readonly" in said or "read-only" in said:
            return "it may only be read; check the rights of the folder"
        return said


class SqliteDatabase(Database):
    """A file, in WAL mode: readers and one writer at once."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file
        self.name = str(file)
        self.words = SqliteWords()
        self.engine = self._open()

    def _open(self) -> Engine:
        engine = create_engine(
            f"sqlite:///{self.file}", connect_args={"timeout": PATIENCE, "isolation_level": None}
        )

        @event.listens_for(engine, "connect")
        def _prepare(connection: Any, _: object) -> None:
            cursor = connection.cursor()
            for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        return engine

    def replace_with(self, fresh: Path) -> None:
        """Put another file in the place of this one."""
        self.close()
        for ending in ("-wal", "-shm"):
            for file in (self.file, fresh):
                file.with_name(file.name + ending).unlink(missing_ok=True)
        fresh.replace(self.file)
        self.engine = self._open()

    def copy_to(self, other: Path) -> None:
        """A copy of the whole file as it stands, made by SQLite itself."""
        with self.reading() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(other),))

    def _begin(self, connection: Connection, seconds: int) -> None:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {1000 * seconds}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _is_busy(self, error: OperationalError) -> bool:
        return "locked" in str(error.orig)

    def tables(self, connection: Connection) -> set[str]:
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        return set(found.scalars())

    def faults(self, connection: Connection) -> list[str]:
        answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        return [str(a) for a in answers if a != "ok"][:5]


class PostgresDatabase(Database):
    """A database of a PostgreSQL server that holds one project."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        try:
            parsed = make_url(url).set(drivername="postgresql+psycopg")
            self.name = parsed.render_as_string(hide_password=True).replace("+psycopg", "")
            self.engine = create_engine(parsed, pool_pre_ping=True)
        except (ArgumentError, ValueError) as error:
            raise StoreError(f"{url!r}: not a database URL such as postgresql://localhost/horn") from error
        except ImportError as error:
            raise StoreError(
                "PostgreSQL needs the driver psycopg; install it with: pip install 'dragoman[postgresql]'"
            ) from error
        self.words = PostgresWords()

    def _begin(self, connection: Connection, seconds: int) -> None:
        connection.execute(text(f"SET LOCAL lock_timeout = '{seconds}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))

    def _is_busy(self, error: OperationalError) -> bool:
        return "lock timeout" in str(error.orig)

    def tables(self, connection: Connection) -> set[str]:
        found = connection.execute(
            text("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
        )
        return set(found.scalars())

    def faults(self, connection: Connection) -> list[str]:
        return []
