"""Two writers, wrong addresses, files that are none: what a person is told."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest

from dragoman.store import database as module
from dragoman.store.database import PostgresDatabase, StoreError
from dragoman.store.search import MARK, folded, passage
from dragoman.store.store import POINTER, Store
from servers import databases


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_writer_says_that_it_waits_and_then_writes(kind: str, tmp_path: Path) -> None:
    if kind == "sqlite":
        _wait(Store.create(tmp_path / "record"), Store.open(tmp_path / "record"))
        return
    with databases() as url_of:
        _wait(Store.create(tmp_path / "record", url_of("record")), Store.open(tmp_path / "record"))


def _wait(one: Store, other: Store) -> None:
    heard: list[str] = []
    other.database.on_wait = heard.append
    held = threading.Event()

    def hold() -> None:
        with one.database.writing():
            held.set()
            time.sleep(1.6)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait()
    number = other.log.decide("date", {"report": "a", "day": "2024-01-01"}, "ana", "")
    holder.join()
    assert number >= 1 and len(heard) == 1 and "waiting" in heard[0]
    one.close()
    other.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_writer_that_waits_in_vain_says_so(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1)
    if kind == "sqlite":
        _in_vain(Store.create(tmp_path / "record"), Store.open(tmp_path / "record"))
        return
    with databases() as url_of:
        _in_vain(Store.create(tmp_path / "record", url_of("record")), Store.open(tmp_path / "record"))


def _in_vain(one: Store, other: Store) -> None:
    with one.database.writing(), pytest.raises(StoreError, match="another program has been writing"):
        other.log.decide("date", {"report": "a", "day": "2024-01-01"}, "ana", "")
    assert other.log.listed() == []
    one.close()
    other.close()


def test_a_server_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=re.escape("postgresql://nobody:***@127.0.0.1:1/none")) as told:
        Store.create(tmp_path / "record", "postgresql://nobody:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value) and "\n" not in str(told.value)
    assert not (tmp_path / "record" / POINTER).exists()
    (tmp_path / "record" / POINTER).write_text(
        "postgresql://nobody:secret@127.0.0.1:1/none", encoding="utf-8"
    )
    with pytest.raises(StoreError, match="out of reach") as told:
        Store.open(tmp_path / "record")
    assert "secret" not in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize("url", ["", "no address", "postgresql://[::1", "mysql"])
def test_what_is_no_address_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError):
        Store.create(tmp_path / "record", url)


def test_a_database_that_holds_a_project_is_not_taken_for_another(tmp_path: Path) -> None:
    with databases() as url_of:
        url = url_of("taken")
        Store.create(tmp_path / "one", url).close()
        with pytest.raises(StoreError, match="already"):
            Store.create(tmp_path / "other", url)
        mode = (tmp_path / "one" / POINTER).stat().st_mode & 0o777
        assert mode == 0o600


def test_a_server_has_no_file_to_renew(tmp_path: Path) -> None:
    with databases() as url_of:
        address = PostgresDatabase(url_of("empty"))
        with pytest.raises(StoreError, match="not a project"):
            Store(address)


def test_a_passage_marks_every_hit_and_keeps_the_accents() -> None:
    body = (
        "First words of no interest at all. " * 5
        + "The Élysée said that talks in Évian would go on. "
        + "End. " * 40
    )
    told = passage(body, ["elysee", "talks"])
    assert f"{MARK[0]}Élysée{MARK[1]}" in told and f"{MARK[0]}talks{MARK[1]}" in told
    assert told.startswith("…") and told.endswith("…")
    assert len(folded(body)) == len(body)
