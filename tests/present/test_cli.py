"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from dragoman import __version__
from dragoman.model.ids import sha256
from pages import COURIER, HERALD, POST, folder_of
from runs import EXAMPLES, Run, commands, run_installed

ALL, NONE, USAGE, SOME = 0, 1, 2, 3
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return folder_of(tmp_path, herald=HERALD, post=POST)


def test_the_version_is_that_of_the_package(run: Run) -> None:
    found = run("--version")
    assert (found.exit_code, found.stdout) == (ALL, f"dragoman, version {__version__}\n")


def test_help_names_every_command(run: Run) -> None:
    found = run("--help")
    assert found.exit_code == ALL
    assert all(re.search(rf"^  {name}  ", found.stdout, re.M) for name in commands())


@pytest.mark.parametrize("name", sorted(commands()))
def test_the_help_of_a_command_shows_an_example_of_it(run: Run, name: str) -> None:
    found = run(name, "--help")
    assert found.exit_code == ALL
    assert f"dragoman {name} " in found.stdout.split("Examples", 1)[1]


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_says_what_it_does(name: str) -> None:
    assert all(o.help for o in commands()[name].params if isinstance(o, click.Option))


def test_help_documents_the_exit_codes(run: Run) -> None:
    assert "Exit codes" in run("--help").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["brief"],
        ["annotate"],
        ["why"],
        ["why", "ev1"],
        ["summary"],
        ["brief", "--nonsense", "x"],
        ["brief", "--published", "yesterday", "x"],
        ["brief", "--limit", "many", "x"],
        ["completion", "cobol"],
    ],
)
def test_wrong_usage_is_told_on_standard_error(run: Run, arguments: list[str]) -> None:
    found = run(*arguments)
    assert (found.exit_code, found.stdout) == (USAGE, "")
    assert "Usage: dragoman" in found.stderr


def test_a_day_that_is_none_is_told_with_one_that_is(run: Run) -> None:
    assert "2021-05-11" in run("brief", "--published", "31.2.2020", "x").stderr


@pytest.mark.parametrize(
    "command", [["brief"], ["brief", "--json"], ["brief", "--markdown"], ["annotate"], ["why", "ev1"]]
)
def test_when_all_reports_are_read_the_exit_code_is_0_and_nothing_is_on_standard_error(
    run: Run, reports: Path, command: list[str]
) -> None:
    found = run(*command, reports)
    assert (found.exit_code, found.stderr) == (ALL, "")
    assert found.stdout


@pytest.mark.parametrize("command", [["brief"], ["brief", "--json"], ["annotate"], ["why", "d1"]])
def test_when_some_are_not_the_exit_code_is_3_and_the_rest_is_read(
    run: Run, reports: Path, command: list[str]
) -> None:
    (reports / "zz.txt").write_bytes(PNG)
    found = run(*command, reports)
    assert found.exit_code == SOME
    assert found.stdout and "zz.txt" in found.stderr


@pytest.mark.parametrize("command", [["brief"], ["brief", "--json"], ["annotate"], ["why", "ev1"]])
def test_when_none_is_the_exit_code_is_1_and_nothing_is_printed(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(PNG)
    found = run(*command, tmp_path)
    assert (found.exit_code, found.stdout) == (NONE, "")


def test_every_bad_input_is_told_in_one_line_with_file_and_reason(run: Run, reports: Path) -> None:
    (reports / "empty.txt").touch()
    (reports / "photo.txt").write_bytes(PNG)
    (reports / "lines.jsonl").write_text("{oops\n")
    found = run("annotate", reports, reports / "gone.txt")
    lines = found.stderr.splitlines()
    assert len(lines) == 4 and all(line.startswith("dragoman: ") for line in lines)
    for name, reason in (
        ("empty.txt", "empty"),
        ("photo.txt", "PNG"),
        ("lines.jsonl, line 1", "JSON"),
        ("gone.txt", "no such file"),
    ):
        assert sum(name in line and reason in line for line in lines) == 1, name


def test_annotate_prints_one_object_a_line_in_the_order_of_the_input(run: Run, reports: Path) -> None:
    found = run("annotate", reports / "post.txt", reports / "herald.txt")
    written = [json.loads(line) for line in found.stdout.splitlines()]
    assert [w["document"]["outlet"] for w in written] == ["Lima Post", "Fjord Herald"]


@pytest.mark.parametrize(
    ("command", "schema"),
    [(["annotate"], "dragoman.annotation/1"), (["brief", "--json"], "dragoman.brief/1")],
)
def test_a_dash_reads_json_lines_from_standard_input(run: Run, command: list[str], schema: str) -> None:
    line = json.dumps(
        {
            "id": "a1",
            "text": "Norway thanked Peru on Monday.",
            "published": "2023-10-18",
            "outlet": "The Wire",
        }
    )
    found = run(*command, "-", input=line + "\n")
    assert (found.exit_code, json.loads(found.stdout)["schema"]) == (ALL, schema)


def test_a_line_keeps_its_id_outlet_and_day(run: Run) -> None:
    line = json.dumps(
        {
            "id": "a1",
            "text": "Norway thanked Peru on Monday.",
            "published": "2023-10-18",
            "outlet": "The Wire",
        }
    )
    document = json.loads(run("annotate", "-", input=line).stdout)["document"]
    assert (document["id"], document["outlet"], document["published"]["first"]) == (
        "a1",
        "The Wire",
        "2023-10-18",
    )


def test_a_broken_line_on_standard_input_is_told_and_the_others_go_on(run: Run) -> None:
    found = run("annotate", "-", input='{oops\n{"text": "Norway thanked Peru."}\n')
    assert found.exit_code == SOME
    assert "standard input, line 1" in found.stderr
    assert len(found.stdout.splitlines()) == 1


def test_nothing_on_standard_input_is_a_failure(run: Run) -> None:
    found = run("brief", "-", input="")
    assert (found.exit_code, found.stdout) == (NONE, "")
    assert "standard input" in found.stderr


def test_what_the_user_gives_wins_over_the_page(run: Run, reports: Path) -> None:
    found = run("annotate", "--published", "2023-10-20", "--outlet", "The Wire", reports / "herald.txt")
    document = json.loads(found.stdout)["document"]
    assert (document["outlet"], document["published"]["first"], document["published"]["basis"]) == (
        "The Wire",
        "2023-10-20",
        "given",
    )


def test_what_the_user_gives_wins_over_a_json_line(run: Run) -> None:
    line = json.dumps({"text": "Norway thanked Peru.", "published": "2023-10-18", "outlet": "Lima Post"})
    document = json.loads(
        run("annotate", "--published", "2023-10-20", "--outlet", "The Wire", "-", input=line).stdout
    )["document"]
    assert (document["outlet"], document["published"]["first"]) == ("The Wire", "2023-10-20")


def test_verbose_says_on_standard_error_what_was_read(run: Run, reports: Path) -> None:
    found = run("annotate", "-v", reports)
    assert ["herald.txt" in found.stderr, "post.txt" in found.stderr] == [True, True]
    assert all(json.loads(line) for line in found.stdout.splitlines())


def test_quiet_says_nothing_on_standard_error(run: Run, reports: Path) -> None:
    found = run("brief", "--quiet", reports)
    assert (found.exit_code, found.stderr) == (ALL, "")


def test_quiet_still_tells_failures(run: Run, reports: Path) -> None:
    (reports / "zz.txt").write_bytes(PNG)
    assert "zz.txt" in run("brief", "--quiet", reports).stderr


def test_a_model_that_is_not_installed_is_told_with_what_to_install(run: Run, reports: Path) -> None:
    found = run("annotate", "--model", "no_such_model", reports)
    assert (found.exit_code, found.stdout) == (NONE, "")
    assert len(found.stderr.splitlines()) == 1 and "pip install" in found.stderr


def test_html_is_written_to_its_file(run: Run, reports: Path, tmp_path: Path) -> None:
    page = tmp_path / "out.html"
    found = run("brief", "--html", page, reports)
    assert found.exit_code == ALL
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert str(page) in found.stdout


def test_the_notice_of_the_page_does_not_spoil_json(run: Run, reports: Path, tmp_path: Path) -> None:
    found = run("brief", "--json", "--html", tmp_path / "out.html", reports)
    assert json.loads(found.stdout)["schema"] == "dragoman.brief/1"
    assert "out.html" in found.stderr


def test_quiet_gives_no_notice_of_the_page(run: Run, reports: Path, tmp_path: Path) -> None:
    assert "out.html" not in run("brief", "-q", "--html", tmp_path / "out.html", reports).output


def test_a_page_that_cannot_be_written_is_told(run: Run, reports: Path, tmp_path: Path) -> None:
    found = run("brief", "--html", tmp_path / "no" / "out.html", reports)
    assert found.exit_code == NONE
    assert "cannot be written" in found.stderr and "Traceback" not in found.output


def test_the_json_holds_all_events_whatever_the_limit(run: Run, reports: Path) -> None:
    assert run("brief", "--json", "--limit", 1, reports).stdout == run("brief", "--json", reports).stdout


def test_the_limit_shortens_what_is_told(run: Run, reports: Path) -> None:
    folder_of(reports, courier=COURIER)
    short, long = run("brief", "--limit", 1, reports).stdout, run("brief", reports).stdout
    assert "in the JSON" in short and len(short) < len(long)


@pytest.mark.parametrize("limit", [0, -3])
def test_a_limit_of_nothing_does_not_stop_the_brief(run: Run, reports: Path, limit: int) -> None:
    assert run("brief", "--limit", limit, reports).exit_code in (ALL, USAGE)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("ev1", ["rule ", "characters ", "certainty"]),
        ("d1", ["published", "sha256", "outlet: "]),
        ("o1", ["o1: d"]),
    ],
)
def test_why_explains_an_event_a_document_and_an_origin(
    run: Run, reports: Path, id: str, words: list[str]
) -> None:
    found = run("why", id, reports)
    assert (found.exit_code, found.stdout.startswith(f"{id}: ")) == (ALL, True)
    assert all(word in found.stdout for word in words)


def test_why_an_event_gives_the_day_it_was_counted_from(run: Run, reports: Path) -> None:
    written = json.loads(run("brief", "--json", reports).stdout)
    dated = next(e["id"] for e in written["events"] if any(r["time_words"] for r in e["reports"]))
    assert "counted from 17 Oct 2023" in run("why", dated, reports).stdout


@pytest.mark.parametrize("id", ["ev999", "d0", "x", "", "ev"])
def test_why_an_unknown_id_is_wrong_usage_and_says_what_ids_look_like(
    run: Run, reports: Path, id: str
) -> None:
    found = run("why", id, reports)
    assert (found.exit_code, found.stdout) == (USAGE, "")
    assert "ev3, d1 or o1" in found.stderr


def test_every_event_of_a_brief_can_be_asked_about(run: Run, reports: Path) -> None:
    written = json.loads(run("brief", "--json", reports).stdout)
    assert all(run("why", e["id"], reports).exit_code == ALL for e in written["events"][:4])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(run: Run, shell: str) -> None:
    found = run("completion", shell)
    assert found.exit_code == ALL
    assert "_DRAGOMAN_COMPLETE" in found.stdout and "dragoman" in found.stdout


def test_the_terminal_brief_of_a_pipe_has_no_colours(run: Run, reports: Path) -> None:
    assert "\x1b" not in run("brief", reports).stdout


def test_the_terminal_brief_names_outlets_quotes_and_the_next_meeting(run: Run, reports: Path) -> None:
    told = run("brief", reports).stdout
    assert all(
        words in told for words in ("Fjord Herald", "Lima Post", "Norway", "Peru", "26 Oct 2023", "NOTES")
    )


def test_the_markdown_brief_has_a_footnote_for_every_reference(run: Run, reports: Path) -> None:
    told = run("brief", "--markdown", reports).stdout
    assert told.startswith("# ")
    defined = set(re.findall(r"^\[\^(\d+)\]:", told, re.M))
    assert set(re.findall(r"\[\^(\d+)\](?!:)", told)) <= defined and defined


def test_the_installed_command_runs() -> None:
    found = run_installed("annotate", EXAMPLES / "01-fisheries-talks" / "northern-wire.txt")
    assert (found.returncode, found.stderr) == (ALL, b"")
    assert json.loads(found.stdout)["document"]["outlet"] == "Northern Wire"


def test_the_installed_command_reads_standard_input() -> None:
    text = "Perú thanked Türkiye."
    found = run_installed("annotate", "-", input=json.dumps({"text": text}, ensure_ascii=False).encode())
    assert (found.returncode, found.stderr) == (ALL, b"")
    assert json.loads(found.stdout)["document"]["sha256"] == sha256(text)
