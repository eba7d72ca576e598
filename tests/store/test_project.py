"""A project through its verbs: it grows, it is the same in any order, it survives, and a correction stands."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dragoman.model.settings import Settings
from dragoman.present.brief_json import brief_dict
from dragoman.present.record import Project
from dragoman.project import reading_version
from dragoman.reconcile.selection import Wanted
from dragoman.store.store import FILE, StoreError
from runs import EXAMPLES
from servers import databases

HOTLINE = EXAMPLES / "02-border-hotline"
PAIR = Wanted(("ETH", "KEN"))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the reports of two examples, to be copied and not changed."""
    folder = tmp_path_factory.mktemp("grown")
    with Project.create(folder) as project:
        project.add([str(HOTLINE), str(EXAMPLES / "01-fisheries-talks")])
    return folder


@pytest.fixture
def on_file(grown: Path, tmp_path: Path) -> Iterator[Project]:
    """The grown project in a file of its own."""
    with closing(sqlite3.connect(grown / FILE)) as source, closing(sqlite3.connect(tmp_path / FILE)) as copy:
        source.backup(copy)
    with Project(tmp_path) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgresql"])
def project(request: pytest.FixtureRequest, grown: Path, tmp_path: Path) -> Iterator[Project]:
    """The grown project, in a file and in a database of a server."""
    if request.param == "sqlite":
        yield request.getfixturevalue("on_file")
        return
    with databases() as url_of, Project.create(tmp_path / "server", database=url_of("grown")) as made:
        with Project(grown) as source:
            version = reading_version(source.settings)
            read = dict(source.store.reports.annotations(version))
            for id, arrival in source.store.reports.arrivals():
                made.take(arrival, read[id])
        yield made


def digest_of(folder: Path) -> str:
    with Project(folder) as project:
        return project.digest()


def test_what_a_project_says_is_what_its_reports_say(project: Project) -> None:
    from dragoman.present.facade import brief, read

    by_hand = brief([read(p) for p in sorted(HOTLINE.glob("*.*")) if p.suffix in (".txt", ".html")])
    kept = project.tell(PAIR)
    assert [e.summary for e in kept.events] == [
        e.summary for e in by_hand.events if {"ETH", "KEN"} <= {*e.actors, *e.recipients}
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_any_order_of_files_and_any_number_of_workers_give_the_same_record(
    grown: Path, tmp_path: Path, workers: int
) -> None:
    files = [
        str(p)
        for e in ("01-fisheries-talks", "02-border-hotline")
        for p in (EXAMPLES / e).iterdir()
        if p.suffix in (".txt", ".html")
    ]
    random.Random(workers).shuffle(files)
    with Project.create(tmp_path / "other") as project:
        project.add(files, workers=workers)
        assert project.digest() == digest_of(grown)
        assert brief_dict(project.tell()) == brief_dict(Project(grown).tell())


def test_adding_again_changes_nothing(project: Project) -> None:
    before = project.digest()
    added = project.add([str(HOTLINE)])
    assert (added.new, added.known) == (0, 4) and project.digest() == before


def test_what_cannot_be_read_is_rejected_and_the_rest_goes_on(project: Project, tmp_path: Path) -> None:
    bad, good = tmp_path / "a.txt", tmp_path / "b.txt"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    good.write_text("LIMA - Peru expelled two Chilean diplomats on Monday.", encoding="utf-8")
    told: dict[str, str] = {}
    added = project.add([str(bad), str(good)], told=lambda where, what: told.update({where: what}))
    assert (added.new, added.rejected) == (1, 1)
    assert told[str(bad)].startswith("rejected: ") and told[str(good)] == "new"
    assert {k.state for k in project.documents() if k.place == str(bad)} == {"rejected"}


def test_a_correction_of_the_day_stands_above_what_is_found_and_survives_a_rebuild(project: Project) -> None:
    wire = next(k for k in project.documents() if k.outlet == "Rift Wire")
    number = project.set_date(wire.id[:8], date(2024, 3, 15), "the archive has it")
    assert published(project, "Rift Wire") == date(2024, 3, 15)
    project.rebuild()
    assert published(project, "Rift Wire") == date(2024, 3, 15)
    project.undo(number)
    assert published(project, "Rift Wire") == date(2024, 3, 12)


def published(project: Project, outlet: str) -> date | None:
    found = project.tell(PAIR)
    return next(d.published.day for d in found.documents if d.outlet == outlet)


def test_a_corrected_outlet_is_the_one_that_is_shown(project: Project) -> None:
    wire = next(k for k in project.documents() if k.outlet == "Rift Wire")
    project.set_outlet(wire.id, "Rift Valley Wire")
    assert "Rift Valley Wire" in {d.outlet for d in project.tell(PAIR).documents}


def test_events_held_to_be_one_are_one_and_stay_one(project: Project) -> None:
    found = project.tell(PAIR)
    first, other = found.events[0], next(e for e in found.events[1:] if e.type is not found.events[0].type)
    told = {(r.document, r.mention.trigger) for e in (first, other) for r in e.reports}
    number = project.same([first.id, other.id], "one and the same")
    project.rebuild()
    assert any(
        told <= {(r.document, r.mention.trigger) for r in e.reports} for e in project.tell(PAIR).events
    )
    project.undo(number)
    assert [e.summary for e in project.tell(PAIR).events] == [e.summary for e in found.events]


def test_a_wrong_merge_is_taken_apart_and_stays_apart(project: Project) -> None:
    found = project.tell(PAIR)
    joined = next(e for e in found.events if len({r.document for r in e.reports}) > 1)
    document = joined.reports[0].document
    text = found.document(document).annotation.reading.document.sha256  # type: ignore[union-attr]
    report = next(k for k in project.documents() if k.outlet == found.document(document).outlet)  # type: ignore[union-attr]
    project.split(joined.id, report.id, "another call")
    project.rebuild()
    apart = project.tell(PAIR)
    texts = {d.id: d.annotation.reading.document.sha256 for d in apart.documents}
    triggers = {(text, r.mention.trigger.start) for r in joined.reports if r.document == document}
    for event in apart.events:
        own = {(texts[r.document], r.mention.trigger.start) for r in event.reports}
        assert not own & triggers or {t for t, _ in own} == {text}


def test_two_events_held_apart_are_never_joined(project: Project) -> None:
    found = project.tell(PAIR)
    one, other = found.events[0], found.events[1]
    project.same([one.id, other.id])
    joined = project.tell(PAIR)
    assert len(joined.events) == len(found.events) - 1
    project.undo(1)
    project.tell(PAIR)
    project.different(one.id, other.id)
    assert len(project.tell(PAIR).events) == len(found.events)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda p: p.set_date("ffff", date(2024, 3, 1)),
        lambda p: p.set_date("", date(2024, 3, 1)),
        lambda p: p.same(["ev9999", "ev1"]),
        lambda p: p.undo(99),
        lambda p: (
            p.forget("0", "")
            if len([k for k in p.documents() if k.id.startswith("0")]) != 1
            else p.forget("zz", "")
        ),
        lambda p: p.split("ev1", "ffff"),
    ],
)
def test_a_decision_about_nothing_is_refused(project: Project, wrong: object) -> None:
    project.tell(PAIR)
    with pytest.raises(StoreError):
        wrong(project)  # type: ignore[operator]
    assert project.log() == []


def test_as_of_a_day_nothing_later_is_known(project: Project) -> None:
    found = project.tell(PAIR, as_of=date(2024, 3, 13))
    days = {d.published.last for d in found.documents}
    assert max(d for d in days if d) <= date(2024, 3, 13)


def test_a_selection_holds_only_what_was_asked_for(project: Project) -> None:
    found = project.tell(Wanted(("ETH", "KEN"), date(2024, 3, 15), date(2024, 3, 31), ("hotline",)))
    assert found.events
    for event in found.events:
        assert {"ETH", "KEN"} <= {*event.actors, *event.recipients}
        assert event.time is None or event.time.last is None or event.time.last >= date(2024, 3, 15)
        assert "hotline" in " ".join([event.summary, *(r.evidence.quote for r in event.reports)]).lower()


def test_a_rebuild_gives_back_what_was_damaged_byte_for_byte(on_file: Project) -> None:
    before = on_file.digest()
    on_file.close()
    with closing(sqlite3.connect(on_file.folder / FILE)) as connection:
        connection.execute("UPDATE readings SET body = x'00', digest = 'lost'")
        connection.execute("DELETE FROM named")
        connection.execute("DELETE FROM words")
        connection.commit()
    with Project(on_file.folder) as again:
        assert len(again.verify()) == len(again.documents()) + 1  # and the index of words
        again.rebuild()
        assert again.verify() == [] and again.digest() == before
        assert again.search("hotline")


def test_two_writers_at_once_both_finish(grown: Path, tmp_path: Path) -> None:
    Project.create(tmp_path).close()

    def write(episode: str) -> int:
        with Project(tmp_path) as own:
            return own.add([str(EXAMPLES / episode)]).new

    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(write, ["01-fisheries-talks", "02-border-hotline"]))
    assert sum(counts) == 7 and digest_of(tmp_path) == digest_of(grown)


def test_an_add_that_is_killed_goes_on_where_it_was(grown: Path, tmp_path: Path) -> None:
    Project.create(tmp_path).close()
    paths = [str(HOTLINE), str(EXAMPLES / "01-fisheries-talks")]
    script = Path(sys.executable).parent / "dragoman"
    chance = random.Random(7)
    kept = []
    for _ in range(4):
        process = subprocess.Popen(
            [str(script), "add", "-q", "--project", str(tmp_path), *paths],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(2.0 + 1.5 * chance.random())
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with Project(tmp_path) as project:
            assert project.verify() == []
            kept.append(len(project.documents()))
    assert kept == sorted(kept)
    with Project(tmp_path, Settings()) as project:
        project.add(paths)
    assert digest_of(tmp_path) == digest_of(grown)


def test_there_is_no_project_where_none_was_made(tmp_path: Path) -> None:
    assert Project.around(tmp_path) is None
    with pytest.raises(StoreError, match="dragoman init"):
        Project(tmp_path)


def test_the_project_of_a_folder_is_found_from_below(grown: Path) -> None:
    below = grown / "notes" / "may"
    below.mkdir(parents=True, exist_ok=True)
    with Project.around(below) as project:  # type: ignore[union-attr]
        assert len(project.documents()) == 7
