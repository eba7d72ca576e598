"""The commands of a project, as a user types them: what is printed, with which exit code, and what holds afterwards."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

import dragoman
from runs import EXAMPLES, Run

ALL, NONE, USAGE, SOME = 0, 1, 2, 3
HOTLINE = EXAMPLES / "02-border-hotline"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """A project with the reports of an example, and the current folder in it."""
    monkeypatch.chdir(tmp_path)
    assert run("init").exit_code == ALL
    assert run("add", HOTLINE).stdout == "Reports: 4 new.\n"
    return tmp_path


def event_named(printed: str, words: str) -> str:
    line = next(entry for entry in printed.splitlines() if words in entry)
    found = re.search(r"\bev\d+$", line)
    assert found, line
    return found[0]


def report_of(printed: str, outlet: str) -> str:
    return next(line.split()[0] for line in printed.splitlines() if outlet in line)


def test_a_second_add_says_what_is_known(here: Path, run: Run) -> None:
    assert run("add", HOTLINE).stdout == "Reports: 0 new, 4 known already.\n"


def test_what_is_unreadable_is_told_and_counted(here: Path, run: Run) -> None:
    found = run("add", HOTLINE, "nowhere.txt")
    assert found.exit_code == SOME and "nowhere.txt: no such file" in found.stderr
    assert run("add", "nowhere.txt").exit_code == NONE


def test_json_lines_come_from_standard_input(here: Path, run: Run) -> None:
    line = json.dumps(
        {"text": "LIMA - Peru expelled two Chilean diplomats on Monday.", "published": "2024-05-14"}
    )
    assert run("add", "-", input=line + "\n").stdout == "Reports: 1 new.\n"
    assert "Peru" in run("brief", "Peru", "Chile").stdout


def test_a_brief_of_a_pair_speaks_of_that_pair(here: Path, run: Run) -> None:
    run("add", EXAMPLES / "01-fisheries-talks")
    told = run("brief", "Ethiopia", "KEN").stdout
    assert told.startswith("Ethiopia – Kenya\n") and "Norway" not in told


def test_a_file_is_read_even_inside_a_project(here: Path, run: Run) -> None:
    told = run("brief", EXAMPLES / "01-fisheries-talks").stdout
    assert "Norway" in told.splitlines()[0]


@pytest.mark.parametrize("arguments", [("brief", "Atlantis"), ("timeline", "XQZ")])
def test_an_unknown_party_is_a_usage_error(here: Path, run: Run, arguments: tuple[str, ...]) -> None:
    found = run(*arguments)
    assert found.exit_code == USAGE and "neither a file nor a party" in found.stderr


def test_a_pair_nobody_tells_of_is_said_in_one_line(here: Path, run: Run) -> None:
    found = run("brief", "PER", "NZL")
    assert (found.exit_code, found.stderr) == (NONE, "dragoman: no report of this project tells of that\n")


@pytest.mark.parametrize("command", ["status", "documents", "log", "verify", "upcoming"])
def test_outside_a_project_it_is_said_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(command)
    assert found.exit_code == NONE and "dragoman init" in found.stderr


def test_a_project_elsewhere_is_named(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    assert "4 of 4 outlets" in run("status", "--project", here).stdout


def test_search_shows_the_passage_and_filters(here: Path, run: Run) -> None:
    assert "hotline" in run("search", "hotline").stdout
    only = run("search", "hotline", "--outlet", "Savannah Post").stdout
    assert "Savannah Post" in only and "Rift Wire" not in only
    assert run("search", "hotline", "--since", "2030-01-01").exit_code == NONE
    assert run("search", "xylophone").stderr == "dragoman: no report holds all of these words\n"


def test_the_events_are_as_many_as_are_counted(here: Path, run: Run) -> None:
    lines = run("events").stdout.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("events", "--format", "csv").stdout)))
    timeline = run("timeline").stdout.splitlines()
    assert len(lines) == len(rows) == len(timeline) > 10
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]


def test_the_timeline_is_in_order_of_time(here: Path, run: Run) -> None:
    march = run("timeline", "ETH", "--since", "2024-03-14", "--until", "2024-03-16").stdout
    assert march and "9 Mar 2024" not in march


def test_a_wrong_day_is_a_usage_error(here: Path, run: Run) -> None:
    assert run("timeline", "--since", "soon").exit_code == USAGE
    assert run("date", "abc", "2024-13-01").exit_code == USAGE


def test_a_corrected_day_stands_and_is_undone(here: Path, run: Run) -> None:
    wire = report_of(run("documents").stdout, "Rift Wire")
    told = run("date", wire[:8], "2024-03-15", "--why", "the archive has it").stdout
    assert told == "Decision 1 is in the log; dragoman undo 1 takes it back.\n"
    assert "15 Mar 2024" in run("brief", "ETH", "KEN").stdout
    assert run("rebuild").stdout == "4 reports were read anew.\n"
    assert "15 Mar 2024" in run("brief", "ETH", "KEN").stdout
    assert "the archive has it" in run("log").stdout
    run("undo", 1)
    assert "12 Mar 2024 (inferred)" in run("brief", "ETH", "KEN").stdout


def test_events_are_joined_and_taken_apart_by_their_names(here: Path, run: Run) -> None:
    before = run("timeline", "ETH", "KEN").stdout
    one, other = event_named(before, "speak by phone"), event_named(before, "Ethiopia denied")
    run("same", one, other)
    assert len(run("timeline", "ETH", "KEN").stdout.splitlines()) == len(before.splitlines()) - 1
    run("undo", 1)
    assert run("timeline", "ETH", "KEN").stdout == before


def test_one_event_cannot_be_joined_with_nothing(here: Path, run: Run) -> None:
    assert run("same", "ev1").exit_code == USAGE
    found = run("same", "ev1", "ev2000")
    assert found.exit_code == NONE and "run dragoman brief first" in found.stderr


def test_a_report_is_forgotten_only_after_yes(here: Path, run: Run) -> None:
    wire = report_of(run("documents").stdout, "Rift Wire")
    assert run("forget", wire, input="n\n").exit_code == NONE
    assert "Rift Wire" in run("documents").stdout
    assert run("forget", wire, "--why", "asked for", input="y\n").exit_code == ALL
    assert f"{wire}  undated     —                         —  forgotten: asked for" in run("documents").stdout
    assert "3 of 3 outlets" in run("status").stdout and run("verify").stdout == "Everything is sound.\n"


def test_why_explains_a_line_of_the_projects_brief(here: Path, run: Run) -> None:
    told = run("brief", "ETH", "KEN").stdout
    hint = re.search(r"dragoman (why ev\d+ ETH KEN)", told)
    assert hint and run(*hint[1].split()).stdout.startswith(hint[1].split()[1] + ": ")


def test_a_second_project_in_a_folder_is_refused(here: Path, run: Run) -> None:
    found = run("init")
    assert found.exit_code == NONE and "there is a project already" in found.stderr


def test_documents_as_json_hold_what_is_known_of_them(here: Path, run: Run) -> None:
    listed = [json.loads(line) for line in run("documents", "--json").stdout.splitlines()]
    assert {d["outlet"] for d in listed} == {
        "The Coast Tribune",
        "The Highland Observer",
        "Rift Wire",
        "Savannah Post",
    }
    assert all(d["state"] == "in" and d["events"] > 0 for d in listed)


def test_a_python_user_holds_the_same_project(here: Path) -> None:
    with dragoman.Project(here) as project:
        briefing = project.brief("ETH", "KEN", topic="hotline")
        table = project.events("ETH", "KEN", topic="hotline")
        assert [e.id for e in briefing.events] == [row["id"] for row in table] and len(table) > 0
        assert "hotline" in table._repr_html_() and "4 reports" in project._repr_html_()


def test_a_cell_that_a_spreadsheet_would_run_is_told_to_be_text(run: Run) -> None:
    from dragoman.present.table import COLUMNS, EventTable

    row = dict.fromkeys(COLUMNS) | {"id": "ev1", "summary": "=cmd|' /C calc'!A0", "certainty": -2.0}
    assert ",'=cmd" in EventTable((row,)).to_csv() and ",-2.0," in EventTable((row,)).to_csv()


def test_a_pair_has_a_standing_and_a_balance(here: Path, run: Run) -> None:
    standing, balance = run("standing", "ETH", "Kenya").stdout.splitlines()
    assert standing.startswith("Ethiopia – Kenya: an agreement is told")
    assert re.match(r"Ethiopia – Kenya: \d+ cooperative, \d+ conflictual; score [+−]", balance)


def test_the_exchanges_say_whether_they_are_open(here: Path, run: Run) -> None:
    assert re.match(r"Ethiopia – Kenya \((open|closed): ", run("threads").stdout)
    assert run("threads", "PER", "NZL").exit_code == NONE


def test_two_reports_are_compared_alone(here: Path, run: Run) -> None:
    listed = run("documents").stdout
    told = run("compare", report_of(listed, "Rift Wire"), report_of(listed, "Coast Tribune")).stdout
    assert "2 reports of 2 outlets, 1 independent origin" in told
    assert run("compare", "ffff", "eeee").exit_code == NONE


def test_what_is_scheduled_goes_into_a_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    from icalendar import Calendar

    monkeypatch.chdir(tmp_path)
    run("init")
    line = {
        "text": "OSLO - The foreign ministers of Norway and Iceland will meet in Reykjavik on June 20, the Norwegian ministry said.",
        "published": "2024-06-10",
        "outlet": "The Gazette",
    }
    run("add", "-", input=json.dumps(line) + "\n")
    assert run("upcoming", "--ics", "next.ics").exit_code == ALL
    written = (tmp_path / "next.ics").read_bytes()
    [entry] = Calendar.from_ical(written).walk("VEVENT")
    assert (entry.decoded("dtstart").isoformat(), entry.decoded("dtend").isoformat()) == (
        "2024-06-20",
        "2024-06-21",
    )
    assert str(entry["status"]) == "TENTATIVE" and b"\r\n" in written


def test_a_log_is_taken_to_another_project(here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = report_of(run("documents").stdout, "Rift Wire")
    run("date", wire, "2024-03-15")
    run("outlet", wire, "Rift Valley Wire")
    run("undo", 2)
    (here / "log.jsonl").write_text(run("log", "--json").stdout, encoding="utf-8")
    run("init", "other")
    run("add", "--project", "other", HOTLINE)
    assert run("log", "--project", "other", "--import", "log.jsonl").stdout == "3 decisions taken over.\n"
    assert run("log", "--project", "other", "--import", "log.jsonl").stdout == "0 decisions taken over.\n"
    told = run("brief", "--project", "other", "ETH", "KEN").stdout
    assert "15 Mar 2024" in told and "Rift Valley" not in told
    (here / "bad.jsonl").write_text('{"kind": "date"}\n', encoding="utf-8")
    assert run("log", "--import", "bad.jsonl").exit_code == USAGE


def test_search_is_narrowed_by_what_the_reports_tell(here: Path, run: Run) -> None:
    run("add", EXAMPLES / "01-fisheries-talks")
    told = run("search", "minister", "--party", "Kenya", "--type", "consult", "--status", "happened")
    assert told.exit_code == ALL and "Rift Wire" in told.stdout and "Harbour" not in told.stdout
    assert run("search", "minister", "--party", "Fiji").exit_code == NONE
    wrong = run("search", "minister", "--type", "parley")
    assert wrong.exit_code == USAGE and "CONSULT" in wrong.stderr


def test_an_event_is_accepted_and_another_rejected(here: Path, run: Run) -> None:
    printed = run("timeline", "ETH", "KEN").stdout
    call, refusal = event_named(printed, "speak by phone"), event_named(printed, "declined to comment")
    assert run("accept", call, "--why", "read by hand").exit_code == ALL
    assert run("reject", refusal).exit_code == ALL
    again = run("timeline", "ETH", "KEN").stdout
    assert "speak by phone" in again and again.count("declined to comment") < printed.count(
        "declined to comment"
    )
    log = run("log").stdout
    assert "are one event, as found  (read by hand)" in log and "tell of no event" in log


def test_a_person_is_given_a_country(here: Path, run: Run) -> None:
    assert run("person", "Selamawit Gobena", "Norway").exit_code == ALL
    assert "Norway" in run("timeline", "Norway").stdout
    assert 'person "Selamawit Gobena" NOR' in run("log").stdout
    assert run("person", "Selamawit Gobena", "Ruritania").exit_code == USAGE


def test_merge_is_another_name_of_same(here: Path, run: Run) -> None:
    printed = run("timeline", "ETH", "KEN", "--until", "2024-03-13").stdout
    offer, proposal = (
        event_named(printed, "has offered Ethiopia"),
        event_named(printed, "Kenya makes an offer"),
    )
    assert run("merge", offer, proposal).exit_code == ALL
    assert "are one event" in run("log").stdout


def test_what_went_from_a_later_version_is_told(here: Path, run: Run) -> None:
    later = Path(__file__).parents[2] / "docs" / "later" / "savannah-post.txt"
    assert run("add", later).stdout == "Reports: 1 new.\n"
    for form in ((), ("--markdown",)):
        told = " ".join(run("brief", "ETH", "KEN", *form).stdout.split())
        assert "A diplomatic source with knowledge of the meeting" in told and "2024-03-21" in told
    run("brief", "ETH", "KEN", "--html", "page.html")
    assert "<h2>Withdrawn</h2>" in Path("page.html").read_text(encoding="utf-8")
    listed = json.loads(run("brief", "ETH", "KEN", "--json").stdout)["withdrawn"]
    assert [w["gone"] for w in listed] == ["2024-03-21"] and listed[0]["end"] > listed[0]["start"]
    assert "1 earlier versions" in run("status").stdout
