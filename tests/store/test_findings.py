"""What is kept of findings is what would be found from nothing, and only what is touched is found anew."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete

from dragoman.findings import Findings
from dragoman.kept import KeptSorting
from dragoman.pipeline import brief
from dragoman.present.brief_json import brief_dict, event_dicts
from dragoman.present.record import Project
from dragoman.project import reading_version
from dragoman.reconcile import likeness, stories
from dragoman.reconcile.selection import Wanted
from dragoman.store.store import Arrival
from dragoman.store.tables import acting, affairs, events
from runs import Episodes
from servers import databases

PAIR = Wanted(("ETH", "KEN"))
EPISODES = ("01-fisheries-talks", "02-border-hotline", "03-consulate", "04-grain-corridor")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    if request.param == "sqlite":
        with Project.create(tmp_path / "record") as made:
            yield made
        return
    with databases() as url_of, Project.create(tmp_path / "record", database=url_of("record")) as made:
        yield made


def take(project: Project, episodes: Episodes, *names: str) -> int:
    """Put the reports of episodes into a project, as they were read."""
    count = 0
    for name in names:
        for read in episodes[name]:
            document = read.annotation.reading.document
            raw = document.text.encode()
            arrival = Arrival(raw, "text", document.path or "", document.path, None, None, None)
            count += project.take(arrival, read.annotation) == "new"
    return count


def test_the_findings_are_those_of_a_brief_made_from_nothing(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, *EPISODES)
    read = [a for _, a in empty.store.reports.annotations(reading_version(empty.settings))]
    assert brief_dict(empty.tell()) == brief_dict(brief(read))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reports_that_come_one_by_one_are_found_as_if_all_had_come_at_once(
    tmp_path: Path, episodes: Episodes, seed: int
) -> None:
    with Project.create(tmp_path / "at-once") as project:
        take(project, episodes, *EPISODES)
        project.tell()
        whole = project.store.findings.digest()
        log = list(project.store.reports.arrivals())
        read = dict(project.store.reports.annotations(reading_version(project.settings)))
    random.Random(seed).shuffle(log)
    with Project.create(tmp_path / "one-by-one") as project:
        for id, arrival in log:
            project.take(arrival, read[id])
            project.refresh()
        assert project.store.findings.digest() == whole


def test_sorting_on_from_the_turn_of_a_month_gives_what_sorting_all_gives(
    tmp_path: Path, episodes: Episodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (likeness, stories):
        monkeypatch.setattr(module, "ENOUGH", 3)
    monkeypatch.setattr(stories, "_FIRM", 1)
    with Project.create(tmp_path / "at-once") as project:
        take(project, episodes, *sorted(episodes))
        project.refresh()
        whole = project.store.findings.digest()
        made_by = Findings(project.store, reading_version(project.settings)).made_by
        kept = project.store.findings.sorting(KeptSorting, made_by)
        assert kept is not None and kept.checkpoint is not None and len(kept.checkpoint.heads) > 3
        log = list(project.store.reports.arrivals())
        read = dict(project.store.reports.annotations(reading_version(project.settings)))
    log.sort(key=lambda entry: read[entry[0]].reading.header.published.last or date.max)
    with Project.create(tmp_path / "day-by-day") as project:
        for id, arrival in log:
            project.take(arrival, read[id])
            project.refresh()
        assert project.store.findings.digest() == whole


def test_only_the_affair_of_a_new_report_is_judged_anew(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, "01-fisheries-talks", "02-border-hotline", "03-consulate")
    assert empty.refresh() == 3
    assert empty.refresh() == 0
    first = empty.tell(PAIR)
    take(empty, episodes, "04-grain-corridor")
    assert empty.refresh() == 1
    assert [e.summary for e in empty.tell(PAIR).events] == [e.summary for e in first.events]


def test_a_decision_touches_its_affair_alone_and_undoing_it_gives_back_what_was_found(
    empty: Project, episodes: Episodes
) -> None:
    take(empty, episodes, *EPISODES)
    events = empty.tell(PAIR).events
    before = empty.store.findings.digest()
    number = empty.same([events[0].id, events[1].id], "both tell of the call")
    assert empty.refresh() == 1
    assert empty.store.findings.digest() != before
    joined = empty.tell(PAIR).events[0]
    assert joined.reasons[0].text == "held to be one by the keeper of the record"
    empty.undo(number)
    empty.refresh()
    assert empty.store.findings.digest() == before


def test_a_rejected_event_is_left_out_and_comes_back(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, "02-border-hotline")
    event = empty.tell(PAIR).events[0]
    number = empty.reject(event.id, "a figure of speech")
    assert event.summary not in {e.summary for e in empty.tell(PAIR).events}
    empty.undo(number)
    assert event.summary in {e.summary for e in empty.tell(PAIR).events}


def test_an_accepted_event_stays_one(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, "02-border-hotline")
    event = next(e for e in empty.tell(PAIR).events if len({r.document for r in e.reports}) > 1)
    empty.accept(event.id)
    again = next(e for e in empty.tell(PAIR).events if e.summary == event.summary)
    assert [r.evidence for r in again.reports] == [r.evidence for r in event.reports]
    assert again.reasons[0].text == "held to be one by the keeper of the record"


def test_whose_a_person_is_can_be_decided(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, "02-border-hotline")
    name = next(p for e in empty.tell().events for p in e.people if " " in p)
    empty.identify(name, "NOR", "he moved")
    found = empty.tell(Wanted(("NOR",)))
    assert any(name in e.people for e in found.events)


def test_a_date_decided_moves_what_the_report_tells(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, "02-border-hotline")
    kept = next(k for k in empty.documents() if k.first)
    empty.set_date(kept.id, date(2023, 1, 2))
    found = empty.tell()
    assert any(d.published.day == date(2023, 1, 2) for d in found.documents)
    read = dict(empty.store.reports.annotations(reading_version(empty.settings)))
    assert read[kept.id].reading.header.published.day != date(2023, 1, 2)


def test_what_is_wanted_is_looked_up(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, *EPISODES)
    everything = empty.tell()
    for wanted in (PAIR, Wanted(("NOR",)), Wanted(since=date(2024, 3, 15)), Wanted(words=("hotline",))):
        found = empty.tell(wanted)
        expected = {
            e.summary
            for e in everything.events
            if set(wanted.parties) <= {*e.actors, *e.recipients}
            and (
                wanted.since is None or (e.time and (e.time.last or e.time.first or date.max) >= wanted.since)
            )
            and all(
                w in " ".join([e.summary, *(r.evidence.quote for r in e.reports)]).lower()
                for w in wanted.words
            )
        }
        assert {e.summary for e in found.events} >= expected > set()


def test_the_weakest_judgements_are_offered_and_settled(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, *EPISODES)
    offered = empty.doubts()
    assert offered and len({d.id for d in offered}) == len(offered)
    doubt = offered[0]
    number = empty.settle(doubt, "m")
    assert doubt.id not in {d.id for d in empty.doubts()}
    empty.undo(number)
    assert doubt.id in {d.id for d in empty.doubts()}
    empty.skip(doubt)
    assert doubt.id not in {d.id for d in empty.doubts()}
    empty.unskip(doubt)
    apart = next(d for d in offered if not d.joined)
    empty.settle(apart, "a")
    assert apart.id not in {d.id for d in empty.doubts()}


def test_reports_are_found_by_what_they_tell(empty: Project, episodes: Episodes) -> None:
    take(empty, episodes, *EPISODES)
    whole = {k.id for k, _ in empty.search("minister", 50)}
    telling = {k.id for k, _ in empty.search("minister", 50, parties=["KEN"], types=["CONSULT"])}
    assert telling and telling < whole
    assert not empty.search("minister", 50, parties=["FJI"])


@pytest.mark.parametrize("wanted", [Wanted(), PAIR, Wanted(since=date(2024, 3, 14), words=("border",))])
def test_events_come_affair_by_affair_as_in_a_brief(
    empty: Project, episodes: Episodes, wanted: Wanted
) -> None:
    take(empty, episodes, *EPISODES)
    expected = {e["id"]: e for e in brief_dict(empty.tell(wanted))["events"]}
    found = [e for documents, events in empty.listed(wanted) for e in event_dicts(documents, events)]
    assert {e["id"]: e for e in found} == expected and len(found) == len(expected) > 0


def test_two_programs_that_compare_at_once_both_finish(tmp_path: Path, episodes: Episodes) -> None:
    with Project.create(tmp_path / "record") as project:
        take(project, episodes, *EPISODES)

    def told(_: int) -> int:
        with Project(tmp_path / "record") as own:
            return len(own.tell().events)

    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(told, range(2)))
    assert counts[0] == counts[1] > 0
    with Project(tmp_path / "record") as project:
        assert project.verify() == [] and project.refresh() == 0


def test_an_affair_that_another_program_took_out_is_found_again(
    empty: Project, episodes: Episodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(empty, episodes, "02-border-hotline")
    empty.refresh()
    expected = empty.store.findings.digest()
    take(empty, episodes, "03-consulate")
    keys = empty.store.findings.keys()
    real = empty.store.findings.keys
    asked: list[int] = []

    def seen_before_the_other() -> set[str]:
        asked.append(1)
        return real() | (keys if len(asked) == 1 else set())

    with empty.store.database.writing() as connection:
        for table in (acting, events, affairs):
            connection.execute(delete(table))
    monkeypatch.setattr(empty.store.findings, "keys", seen_before_the_other)
    assert empty.refresh() == 2 and len(asked) == 2
    assert empty.store.findings.digest() != expected and empty.verify() == []


def test_the_timeline_has_the_events_of_the_brief_under_the_same_names(
    empty: Project, episodes: Episodes
) -> None:
    take(empty, episodes, *EPISODES)
    for wanted in (PAIR, Wanted(), Wanted(("NOR",), since=date(2023, 10, 16), until=date(2023, 10, 31))):
        told = {e.id: e.summary for e in empty.tell(wanted).events}
        shown = {id: empty.store.log.shown(id) for id in told}
        assert {e.id: e.summary for e in empty.timeline(wanted)} == told
        assert {id: sorted(empty.store.log.shown(id)) for id in told} == {
            i: sorted(m) for i, m in shown.items()
        }
