"""From every earlier schema to this one: a copy first, then the same tables as a new project has, and nothing kept is lost."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from click.testing import CliRunner
from sqlalchemy import Connection, create_engine, insert, inspect

from dragoman.present.cli import main
from dragoman.present.record import Project
from dragoman.store import state
from dragoman.store.database import PostgresDatabase
from dragoman.store.migrations import _config
from dragoman.store.store import FILE, SCHEMA, Store, StoreError
from dragoman.store.tables import about
from servers import databases

# A project that the first version made, with the reports of one example and three decisions.
FIRST = Path(__file__).parent / "schema1.db.gz"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / FILE).write_bytes(gzip.decompress(FIRST.read_bytes()))
    return folder


def shape(connection: Connection) -> dict[str, Any]:
    """The tables with their columns, keys and indexes, without those of the index of words and of Alembic."""
    look = inspect(connection)
    return {
        table: (
            sorted((c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)),
            look.get_pk_constraint(table)["constrained_columns"],
            sorted((k["constrained_columns"], k["referred_table"]) for k in look.get_foreign_keys(table)),
            sorted((i["name"] or "", i["column_names"]) for i in look.get_indexes(table)),
        )
        for table in look.get_table_names()
        if not table.startswith(("words", "alembic"))
    }


def test_an_old_project_is_not_touched_before_it_is_migrated(old: Path) -> None:
    with pytest.raises(StoreError, match="dragoman migrate"):
        Project(old)
    with closing(sqlite3.connect(old / FILE)) as connection:
        assert connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone() == ("1",)
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (4,)


def test_a_project_of_the_first_version_comes_along_with_all_that_was_decided(old: Path) -> None:
    run = CliRunner().invoke(main, ["migrate", "--project", str(old)])
    assert run.exit_code == 0 and "Schema 1 is now schema 2" in run.output
    backup = old / f"{FILE}.schema1"
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT value FROM about WHERE name = 'schema'").fetchone() == ("1",)
        raw = connection.execute("SELECT sha256, body FROM raw ORDER BY sha256").fetchall()
    with closing(sqlite3.connect(old / FILE)) as connection:
        assert connection.execute("SELECT sha256, body FROM raw ORDER BY sha256").fetchall() == raw
    with Project(old) as project:
        assert {what for _, what in project.verify()} == {"missing; dragoman rebuild makes it anew"}
        assert project.rebuild() == 4 and project.verify() == []
        assert [d.kind for d in project.log()] == ["date", "outlet", "same"]
        found = project.tell()
        assert "Rift Wire Service" not in {k.outlet for k in project.documents()}
        assert "Rift Wire Service" in {d.outlet for d in found.documents}
        assert any("keeper of the record" in r.text for e in found.events for r in e.reasons)


def test_a_migrated_project_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    with Store.open(old, any_schema=True) as store:
        assert store.migrate()[0] == 1
    Store.create(tmp_path / "new").close()
    shapes = []
    for folder in (old, tmp_path / "new"):
        engine = create_engine(f"sqlite:///{folder / FILE}")
        with engine.connect() as connection:
            shapes.append(shape(connection))
        engine.dispose()
    assert shapes[0] == shapes[1]


def test_on_a_server_too(tmp_path: Path) -> None:
    with databases() as url_of:
        old = PostgresDatabase(url_of("old"))
        with old.writing() as connection:
            command.upgrade(_config(connection), "1")
            connection.execute(insert(about), [{"name": "schema", "value": "1"}])
        store = Store(old, any_schema=True)
        assert store.migrate() == (1, None) and store.schema() == SCHEMA
        new = Store.create(tmp_path / "new", url_of("new"))
        with old.reading() as one, new.database.reading() as other:
            assert shape(one) == shape(other)
        new.close()
        store.close()


def test_a_project_of_this_version_needs_nothing(tmp_path: Path) -> None:
    Project.create(tmp_path / "new").close()
    run = CliRunner().invoke(main, ["migrate", "--project", str(tmp_path / "new")])
    assert run.exit_code == 0 and "nothing to do" in run.output


def test_a_later_schema_is_refused(tmp_path: Path) -> None:
    with Store.create(tmp_path / "new") as store, store.database.writing() as connection:
        state.put(connection, "schema", str(SCHEMA + 1))
    with pytest.raises(StoreError, match="update dragoman"):
        Store.open(tmp_path / "new")
    run = CliRunner().invoke(main, ["migrate", "--project", str(tmp_path / "new")])
    assert run.exit_code == 1 and "update dragoman" in run.output


def test_a_migration_that_fails_leaves_the_old_project(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("stopped in the middle")

    with Store.open(old, any_schema=True) as store:
        monkeypatch.setattr("dragoman.store.store.state.changed", fail)
        with pytest.raises(RuntimeError):
            store.migrate()
        assert store.schema() == 1
    with closing(sqlite3.connect(old / FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM readings").fetchone() == (4,)
