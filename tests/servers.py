"""PostgreSQL databases for tests: one for each store, dropped afterwards; without a server the test is skipped."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, make_url, text

SERVER = "DRAGOMAN_TEST_POSTGRES"


@contextmanager
def databases() -> Iterator[Callable[[str], str]]:
    """What makes an empty database and gives its address. The server is the one that the variable SERVER names."""
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"no PostgreSQL server: {SERVER} is not set (tools/postgres.sh start prints an address)")
    engine = create_engine(
        make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    made: list[str] = []

    def url_of(name: str) -> str:
        database = f"test_{uuid.uuid4().hex[:12]}"
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{database}"'))
        made.append(database)
        return make_url(server).set(database=database).render_as_string(hide_password=False)

    try:
        yield url_of
    finally:
        with engine.connect() as connection:
            for database in made:
                connection.execute(text(f'DROP DATABASE "{database}" WITH (FORCE)'))
        engine.dispose()
