"""JSON Lines: one document a line; a broken line stops nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dragoman.ingest.failure import Failure, UnreadableError
from dragoman.ingest.jsonl import read_line
from dragoman.ingest.sources import find_documents
from dragoman.model.document import Basis, Document, Given
from dragoman.model.settings import Settings

DEFAULT = Settings()
TEXT = "Peru thanked Chile on Monday."


def line(**record: object) -> str:
    return json.dumps({"text": TEXT} | record)


def from_lines(*lines: str | bytes, settings: Settings = DEFAULT) -> list[Document | Failure]:
    raw = [(one.encode() if isinstance(one, str) else one) + b"\n" for one in lines]
    return list(find_documents(["-"], raw, Given(), settings))


def test_only_the_text_is_needed() -> None:
    assert read_line(line(), Given()).text == TEXT


def test_a_line_states_outlet_day_title_authors_and_address() -> None:
    record = line(
        outlet="Lima Post",
        published="2024-03-04",
        title="Thanks",
        authors=["Ana Rey"],
        url="http://lima.example/1",
    )
    given = read_line(record, Given()).given
    assert (given.outlet, given.published, given.title) == ("Lima Post", date(2024, 3, 4), "Thanks")
    assert (given.authors, given.url) == (("Ana Rey",), "http://lima.example/1")


def test_what_the_user_gives_wins_over_the_line() -> None:
    given = read_line(
        line(outlet="Lima Post", published="2024-03-04"), Given(outlet="The Wire", published=date(2024, 3, 5))
    ).given
    assert (given.outlet, given.published, given.published_basis) == (
        "The Wire",
        date(2024, 3, 5),
        Basis.GIVEN,
    )


def test_the_id_is_the_one_in_the_line() -> None:
    assert read_line(line(id="a-17"), Given()).id == "a-17"


def test_a_number_may_be_an_id() -> None:
    assert read_line(line(id=17), Given()).id == "17"


@pytest.mark.parametrize("missing", [{}, {"id": None}, {"id": ""}])
def test_without_an_id_the_text_gives_one(missing: dict[str, object]) -> None:
    document = read_line(line(**missing), Given())
    assert document.id == document.sha256[:16]


def test_a_time_stamp_counts_as_its_day() -> None:
    assert read_line(line(published="2024-03-04T23:10:00Z"), Given()).given.published == date(2024, 3, 4)


@pytest.mark.parametrize("published", ["last week", "04/03/2024", "2024-02-30", 7, [1], True])
def test_a_day_that_is_none_is_refused_and_shown(published: object) -> None:
    with pytest.raises(UnreadableError, match="published"):
        read_line(line(published=published), Given())


@pytest.mark.parametrize(
    "broken", ['{"text": ', "[1, 2]", '"Peru"', "{}", '{"text": 7}', '{"text": null}', "null"]
)
def test_a_line_without_a_text_is_refused(broken: str) -> None:
    with pytest.raises(UnreadableError, match="the line is left out"):
        read_line(broken, Given())


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="empty"):
        read_line(line(text=" \n "), Given())


def test_lone_surrogates_escaped_in_json_are_refused() -> None:
    with pytest.raises(UnreadableError, match="surrogate"):
        read_line('{"text": "Peru \\ud83d thanked Chile."}', Given())


def test_a_surrogate_pair_in_json_is_a_character() -> None:
    assert (
        read_line('{"text": "Peru \\ud83d\\ude00 thanked Chile."}', Given()).text == "Peru 😀 thanked Chile."
    )


def test_nul_escaped_in_json_is_refused() -> None:
    with pytest.raises(UnreadableError, match="NUL"):
        read_line('{"text": "Peru \\u0000 thanked Chile."}', Given())


@pytest.mark.parametrize("authors", ["Ana Rey", 7, True, {"name": "Ana Rey"}])
def test_authors_that_are_no_list_never_stop_a_line(authors: object) -> None:
    assert read_line(line(authors=authors), Given()).text == TEXT


def test_one_author_may_be_a_string() -> None:
    assert read_line(line(authors="Ana Rey"), Given()).given.authors in ((), ("Ana Rey",))


def test_very_deep_json_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_line("[" * 100_000, Given())


def test_a_very_long_number_is_refused_or_left_out() -> None:
    with pytest.raises(UnreadableError):
        read_line('{"text": 1' + "0" * 5000 + "}", Given())


def test_a_broken_line_is_a_failure_that_names_it_and_the_others_go_on() -> None:
    first, broken, last = from_lines(line(id="a"), "{broken", line(id="b"))
    assert isinstance(first, Document) and isinstance(last, Document)
    assert (first.id, last.id) == ("a", "b")
    assert isinstance(broken, Failure) and broken.where == "standard input, line 2"


def test_blank_lines_are_counted_and_passed_over() -> None:
    found = from_lines("", line(id="a"), "", "nope")
    assert [type(f).__name__ for f in found] == ["Document", "Failure"]
    assert isinstance(found[1], Failure) and found[1].where.endswith("line 4")


def test_a_line_that_is_not_utf_8_is_a_failure() -> None:
    bad, good = from_lines(b'{"text": "Lima\xff"}', line())
    assert isinstance(bad, Failure) and "UTF-8" in bad.why
    assert isinstance(good, Document)


def test_a_byte_order_mark_before_the_first_line_is_passed_over() -> None:
    (found,) = from_lines(b"\xef\xbb\xbf" + line().encode())
    assert isinstance(found, Document) and found.text == TEXT


def test_no_lines_at_all_is_a_failure() -> None:
    (failure,) = from_lines()
    assert isinstance(failure, Failure) and failure.where == "standard input"


def test_a_text_longer_than_the_limit_is_a_failure() -> None:
    long, good = from_lines(
        line(text="Peru thanked Chile. " * 100), line(), settings=Settings(longest_text=1000)
    )
    assert isinstance(long, Failure) and "too long" in long.why
    assert isinstance(good, Document)
