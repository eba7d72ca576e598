"""The database of a project: one transaction a report, nothing half, nothing lost, damage named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from dragoman.model.annotation import Annotation
from dragoman.reconcile.cards import card_of
from dragoman.store.store import FILE, Arrival, Read, Store, StoreError
from runs import Episodes
from servers import databases

VERSION = "test"


def arrival(number: int, *, url: str | None = None) -> Arrival:
    return Arrival(
        f"report {number}".encode(), "text", f"{number}.txt", f"{number}.txt", "The Gazette", None, url
    )


def read_of(annotation: Annotation) -> Read:
    return Read(annotation, card_of(annotation))


@pytest.fixture
def annotations(episodes: Episodes) -> list[Annotation]:
    return [r.annotation for r in (*episodes["01-fisheries-talks"], *episodes["02-border-hotline"])]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Makes stores by name, in files or in databases of a server."""
    if request.param == "sqlite":
        yield lambda name: Store.create(tmp_path / name)
        return
    with databases() as url_of:
        yield lambda name: Store.create(tmp_path / name, url_of(name))


@pytest.fixture
def store(place: Callable[[str], Store]) -> Iterator[Store]:
    with place("record") as made:
        yield made


def test_a_report_is_there_after_it_was_added(store: Store, annotations: list[Annotation]) -> None:
    assert store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
    [(id, found)] = store.reports.annotations(VERSION)
    assert id == arrival(1).id
    assert found.events == annotations[0].events


def test_the_same_report_twice_changes_nothing(store: Store, annotations: list[Annotation]) -> None:
    store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
    before = store.digest()
    assert not store.reports.add(
        replace(arrival(1), place="elsewhere.txt"), read_of(annotations[0]), "", VERSION
    )
    assert store.digest() == before and len(store.reports.listed()) == 1


def test_a_rejected_report_is_kept_with_its_reason(store: Store) -> None:
    store.reports.add(arrival(1), None, "no running text", VERSION)
    [kept] = store.reports.listed()
    assert (kept.state, kept.reason) == ("rejected", "no running text")
    assert list(store.reports.annotations(VERSION)) == []


def test_the_digest_does_not_depend_on_the_order(
    place: Callable[[str], Store], annotations: list[Annotation]
) -> None:
    digests = set()
    for number, order in enumerate(([0, 1, 2, 3], [3, 1, 0, 2])):
        with place(f"order{number}") as made:
            for i in order:
                made.reports.add(
                    arrival(i, url=f"https://gazette.example/{i % 2}"), read_of(annotations[i]), "", VERSION
                )
            digests.add(made.digest())
    assert len(digests) == 1


def test_of_one_address_the_latest_is_in(store: Store, annotations: list[Annotation]) -> None:
    dated = sorted(
        (a for a in annotations if a.reading.header.published.day),
        key=lambda a: a.reading.header.published.day or date.min,
    )
    earlier, later = dated[0], dated[-1]
    store.reports.add(arrival(1, url="https://gazette.example/a"), read_of(later), "", VERSION)
    store.reports.add(arrival(2, url="https://gazette.example/a"), read_of(earlier), "", VERSION)
    states = {k.id: (k.state, k.replaced_by) for k in store.reports.listed()}
    assert states == {arrival(1).id: ("in", None), arrival(2).id: ("replaced", arrival(1).id)}
    assert [id for id, _ in store.reports.annotations(VERSION)] == [arrival(1).id]


class _BrokenError(OperationalError):
    def __init__(self) -> None:
        super().__init__("statement", None, sqlite3.OperationalError("database or disk is full"))


def test_a_fault_at_any_write_leaves_nothing_half(
    place: Callable[[str], Store], annotations: list[Annotation]
) -> None:
    with place("sound") as sound:
        sound.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
        expected = sound.digest()
    writes = 0
    for failing in range(1, 60):
        with place(f"broken{failing}") as store:
            seen = 0

            def fail(*_: object, failing: int = failing) -> None:
                nonlocal seen
                seen += 1
                if seen == failing:
                    raise _BrokenError

            event.listen(store.database.engine, "before_cursor_execute", fail)
            try:
                store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
            except StoreError as error:
                assert "disk is full" in str(error)
                writes += 1
            finally:
                event.remove(store.database.engine, "before_cursor_execute", fail)
            if seen < failing:
                assert store.digest() == expected
                break
            assert store.reports.listed() == [] and list(store.reports.annotations(VERSION)) == []
            assert store.reports.search("proposal", 5) == [] and store.faults(VERSION) == []
            assert store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
            assert store.digest() == expected
    assert writes >= 8


def test_words_are_found_with_their_passage(store: Store, annotations: list[Annotation]) -> None:
    for i, annotation in enumerate(annotations):
        store.reports.add(arrival(i), read_of(annotation), "", VERSION)
    found = store.reports.search("hotline commanders", 10)
    assert found and all("hotline" in f.passage.lower() or "commander" in f.passage.lower() for f in found)


@pytest.mark.parametrize(
    "words", ["", '"', "NEAR(", "a OR", "* -", "title:x", "NOT", "(((", "'; DROP TABLE words; --"]
)
def test_no_words_are_read_as_operators(store: Store, annotations: list[Annotation], words: str) -> None:
    store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
    assert isinstance(store.reports.search(words, 5), list)
    assert store.faults(VERSION) == []


def test_a_forgotten_report_leaves_only_its_tombstone(store: Store, annotations: list[Annotation]) -> None:
    for i in (1, 2):
        store.reports.add(arrival(i), read_of(annotations[i]), "", VERSION)
    store.reports.forget(arrival(1).id, "asked for")
    kept = {k.id: k for k in store.reports.listed()}[arrival(1).id]
    assert (kept.state, kept.reason, kept.place, kept.title) == ("forgotten", "asked for", "", None)
    assert [id for id, _ in store.reports.annotations(VERSION)] == [arrival(2).id]
    assert [id for id, _ in store.reports.arrivals()] == [arrival(2).id]
    assert store.reports.has(arrival(1).id) and store.faults(VERSION) == []


def test_two_reports_of_the_same_bytes_share_them_until_both_are_gone(
    store: Store, annotations: list[Annotation]
) -> None:
    one, other = arrival(1), replace(arrival(1), outlet="Another Gazette")
    store.reports.add(one, read_of(annotations[1]), "", VERSION)
    store.reports.add(other, read_of(annotations[2]), "", VERSION)
    store.reports.forget(one.id, "")
    assert [a.raw for _, a in store.reports.arrivals()] == [other.raw]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE raw SET body = x'00' || substr(body, 2)", "raw report"),
        ("UPDATE readings SET body = substr(body, 1, length(body) - 2) || x'abcd'", "reading of"),
        ("DELETE FROM readings", "reading of"),
        ("UPDATE readings SET layout = 'other'", "another version"),
        ("DELETE FROM words_data WHERE id > 10", "index of words"),
    ],
)
def test_damage_is_named(tmp_path: Path, annotations: list[Annotation], statement: str, named: str) -> None:
    with Store.create(tmp_path / "record") as store:
        store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
    with closing(sqlite3.connect(tmp_path / "record" / FILE)) as connection:
        connection.execute(statement)
        connection.commit()
    with Store.open(tmp_path / "record") as store:
        assert any(named in f"{where}: {what}" for where, what in store.faults(VERSION))


def test_a_damaged_reading_is_not_read(tmp_path: Path, annotations: list[Annotation]) -> None:
    with Store.create(tmp_path / "record") as store:
        store.reports.add(arrival(1), read_of(annotations[0]), "", VERSION)
    with closing(sqlite3.connect(tmp_path / "record" / FILE)) as connection:
        connection.execute("UPDATE readings SET body = x'00'")
        connection.commit()
    with Store.open(tmp_path / "record") as store, pytest.raises(StoreError, match="rebuild"):
        list(store.reports.annotations(VERSION))


def test_a_reading_of_another_version_is_not_mixed_in(store: Store, annotations: list[Annotation]) -> None:
    store.reports.add(arrival(1), read_of(annotations[0]), "", "older")
    with pytest.raises(StoreError, match="rebuild"):
        list(store.reports.annotations(VERSION))


def test_what_is_no_project_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dragoman init"):
        Store.open(tmp_path)
    (tmp_path / FILE).write_bytes(b"this is no database, but long enough to be looked at" * 30)
    with pytest.raises(StoreError, match="not a"):
        Store.open(tmp_path)


def test_a_second_project_in_one_folder_is_refused(tmp_path: Path) -> None:
    Store.create(tmp_path).close()
    with pytest.raises(StoreError, match="already"):
        Store.create(tmp_path)
