"""What a Python user holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman import Briefing, ReadReport, Settings, brief, read
from dragoman.ingest.failure import UnreadableError
from dragoman.reading.parse import SyntaxMissingError
from pages import COURIER, HERALD, POST


@pytest.fixture(scope="module")
def herald() -> ReadReport:
    return read(HERALD)


@pytest.fixture(scope="module")
def made() -> Briefing:
    return brief([read(HERALD), POST, read(COURIER, outlet="Geneva Courier", published=date(2023, 10, 18))])


def test_reading_a_text_twice_works() -> None:
    assert dragoman.read("Norway thanked Peru.").text == dragoman.read("Norway thanked Peru.").text


def test_what_the_package_offers_is_there() -> None:
    assert all(getattr(dragoman, name) is not None for name in dragoman.__all__)


def test_what_the_package_does_not_offer_is_named() -> None:
    with pytest.raises(AttributeError, match="summarise"):
        dragoman.summarise  # noqa: B018


def test_a_report_has_its_text_and_what_was_found(herald: ReadReport) -> None:
    assert herald.text == HERALD
    assert {m.country for m in herald.mentions} >= {"NOR", "PER"}
    assert herald.events and herald.claims and herald.times


def test_a_rejection_is_read_with_who_whom_and_when(herald: ReadReport) -> None:
    rejected = next(e for e in herald.events if e.type.value == "REJECT" and e.time_words)
    assert ([p.country for p in rejected.actors], [p.country for p in rejected.recipients]) == (
        ["NOR"],
        ["PER"],
    )
    assert str(rejected.time) == "2023-10-16"


def test_a_path_is_read_as_its_file(tmp_path: Path) -> None:
    path = tmp_path / "herald.txt"
    path.write_text(HERALD, encoding="utf-8")
    assert read(path).text == read(str(path)).text == HERALD


def test_a_path_and_its_text_have_the_same_id(tmp_path: Path, herald: ReadReport) -> None:
    (tmp_path / "herald.txt").write_text(HERALD, encoding="utf-8")
    from_file = read(tmp_path / "herald.txt").to_dict()
    assert from_file["document"].pop("path")
    assert from_file == herald.to_dict()


def test_outlet_and_day_given_win_over_the_page() -> None:
    document = read(HERALD, published="2023-10-20", outlet="The Wire").to_dict()["document"]
    assert (document["outlet"], document["published"]["first"]) == ("The Wire", "2023-10-20")


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.txt"):
        read(tmp_path / "gone.txt")


def test_a_folder_without_reports_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="without reports"):
        read(tmp_path)


def test_a_day_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        read(HERALD, published="yesterday")


def test_a_model_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(SyntaxMissingError, match="no_such_model"):
        read(HERALD, settings=Settings(syntax="no_such_model"))


def test_a_report_is_written_as_json(herald: ReadReport) -> None:
    assert json.loads(herald.to_json()) == json.loads(herald.to_json(indent=2)) == herald.to_dict()


def test_a_report_shows_as_a_page(herald: ReadReport) -> None:
    assert herald.to_html().startswith("<!doctype html>")
    assert "Fjord Herald" in herald._repr_html_()


def test_a_brief_is_made_of_reports_and_texts_together(made: Briefing) -> None:
    assert [d["outlet"] for d in made.to_dict()["documents"]] == [
        "Fjord Herald",
        "Lima Post",
        "Geneva Courier",
    ]


def test_a_brief_is_made_of_paths(tmp_path: Path) -> None:
    for name, text in (("a.txt", HERALD), ("b.txt", POST)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(brief([tmp_path / "a.txt", str(tmp_path / "b.txt")]).to_dict()["documents"]) == 2


def test_a_brief_of_nothing_is_empty() -> None:
    empty = brief([])
    assert (empty.events, empty.comparisons, empty.upcoming) == ((), (), ())
    assert empty.to_html() and empty.to_markdown()


def test_a_brief_is_written_as_json_markdown_and_a_page(made: Briefing) -> None:
    assert json.loads(made.to_json()) == made.to_dict()
    assert made.to_markdown().startswith("# ")
    assert made.to_html().startswith("<!doctype html>")


def test_a_brief_shows_in_a_notebook_in_a_frame_of_its_own(made: Briefing) -> None:
    shown = made._repr_html_()
    assert shown.startswith("<iframe srcdoc=") and "sandbox" in shown and "<script" not in shown


def test_what_comes_next_is_among_the_events(made: Briefing) -> None:
    assert made.upcoming and set(made.upcoming) <= set(made.events)


def test_reports_that_name_different_days_for_one_meeting_conflict() -> None:
    told = "Norway and Peru will hold their next round of anchovy talks in Geneva on {}, the {} foreign ministry said on Tuesday."
    reports = [
        read(told.format(*words), published="2023-10-17", outlet=words[1])
        for words in (("October 26", "Norwegian"), ("October 27", "Peruvian"))
    ]
    sides = [
        {c.left.value, c.right.value}
        for c in brief(reports).comparisons
        if c.kind.value == "conflicts" and c.field.value == "time"
    ]
    assert sides == [{"2023-10-26", "2023-10-27"}]


def test_why_tells_rule_words_and_day(made: Briefing) -> None:
    told = made.why(made.events[0].id)
    assert "rule " in told and "“" in told


@pytest.mark.parametrize("id", ["d1", "o1", "ev1"])
def test_why_knows_documents_origins_and_events(made: Briefing, id: str) -> None:
    assert made.why(id).startswith(f"{id}: ")


@pytest.mark.parametrize("id", ["ev999", "", "nonsense"])
def test_why_of_an_unknown_id_is_a_key_error(made: Briefing, id: str) -> None:
    with pytest.raises(KeyError):
        made.why(id)
