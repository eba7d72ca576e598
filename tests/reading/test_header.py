"""What the page says about itself."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.knowledge import load_knowledge
from dragoman.model.document import Basis
from dragoman.model.outcome import Issue
from dragoman.model.reading import Header
from dragoman.reading.header import read_header
from dragoman.reading.zones import find_blocks
from runs import make_document

HEADLINE = "Oslo and Lima sign anchovy pact"
FIRST = (
    "Norway and Peru signed a pact on anchovy research on Wednesday, both foreign ministries said in Oslo."
)
SECOND = "The pact runs for five years and costs little, officials in both capitals said on the same day."
BODY = f"{FIRST}\n\n{SECOND}"


def header_of(text: str, **given: object) -> Header:
    return read(text, **given)[0]


def read(text: str, **given: object) -> tuple[Header, tuple[Issue, ...]]:
    return read_header(make_document(text, **given), find_blocks(text), load_knowledge())


def value(stated: object) -> str | None:
    return getattr(stated, "value", None)


def test_the_headline_is_the_title() -> None:
    text = f"{HEADLINE}\n\n{BODY}"
    title = header_of(text).title
    assert title is not None and title.span is not None
    assert title.value == text[title.span.start : title.span.end] == HEADLINE


def test_a_page_without_a_headline_has_the_title_that_is_given() -> None:
    title = header_of(FIRST, title="Anchovy pact").title
    assert title is not None and (title.value, title.span) == ("Anchovy pact", None)


def test_a_page_without_any_title_has_none() -> None:
    assert header_of(FIRST).title is None


def test_an_outlet_run_into_the_headline_is_parted_from_it() -> None:
    header = header_of(f"Fjord Herald{HEADLINE}\n{HEADLINE}\n\n{BODY}")
    assert (value(header.outlet), value(header.title)) == ("Fjord Herald", HEADLINE)


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Fjord Herald", "Fjord Herald"),
        ("The Fjord Herald", "The Fjord Herald"),
        ("FJORD HERALD", "Fjord Herald"),
        ("DELTA WIRE - EUROPE - 18:47", "Delta Wire"),
        ("Reuters", "Reuters"),
    ],
)
def test_an_outlet_is_read_from_a_line_of_its_own(line: str, outlet: str) -> None:
    assert value(header_of(f"{line}\n{HEADLINE}\n{HEADLINE}\n\n{BODY}").outlet) == outlet


@pytest.mark.parametrize("line", ["Europe | Fisheries", "World | Europe", "News » World", "World"])
def test_a_section_is_no_outlet(line: str) -> None:
    assert header_of(f"{line}\n{HEADLINE}\n{HEADLINE}\n\n{BODY}").outlet is None


def test_the_outlet_that_is_given_wins() -> None:
    assert value(header_of(f"Fjord Herald\n{HEADLINE}\n\n{BODY}", outlet="The Wire").outlet) == "The Wire"


def test_a_copyright_line_names_the_outlet_when_nothing_else_does() -> None:
    assert (
        value(header_of(f"{HEADLINE}\n\n{BODY}\n\n© 2023 Fjord Herald. All rights reserved.").outlet)
        == "Fjord Herald"
    )


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Nora Vik", ["Nora Vik"]),
        ("By Nora Vik and Luis Paredes", ["Nora Vik", "Luis Paredes"]),
        ("By Nora Vik, Luis Paredes and Kim Min-ji", ["Nora Vik", "Luis Paredes", "Kim Min-ji"]),
        ("By Nora Vik, diplomatic correspondent", ["Nora Vik"]),
        ("By Nora Vik | Fjord Herald", ["Nora Vik"]),
        ("By Nora Vik in Lima", ["Nora Vik"]),
    ],
)
def test_authors_are_read_from_the_byline(byline: str, authors: list[str]) -> None:
    assert [a.value for a in header_of(f"{HEADLINE}\n\n{byline}\n\n{BODY}").authors] == authors


def test_an_author_is_cited_where_the_name_stands() -> None:
    text = f"{HEADLINE}\n\nBy Nora Vik and Luis Paredes\n\n{BODY}"
    spans = [a.span for a in header_of(text).authors]
    assert [text[s.start : s.end] for s in spans if s] == ["Nora Vik", "Luis Paredes"]


def test_an_address_is_no_author() -> None:
    assert header_of(f"{HEADLINE}\n\n{BODY}\n\nnora.vik@fjordherald.example").authors == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published : Oct 18, 2023 - 14:05 (GMT+2)", date(2023, 10, 18)),
        ("Published 18 October 2023", date(2023, 10, 18)),
        ("October 18, 20239:10 AM ET", date(2023, 10, 18)),
        ("Wed 18 Oct 2023 10.05 BST", date(2023, 10, 18)),
        ("October 18th, 2023", date(2023, 10, 18)),
        ("2023-10-18 14:05", date(2023, 10, 18)),
        ("Published: 2023/10/18", date(2023, 10, 18)),
        ("Posted 18.10.2023, 14.05", date(2023, 10, 18)),
        ("Published 10/18/2023", date(2023, 10, 18)),
        ("Date: 07/07/2023", date(2023, 7, 7)),
    ],
)
def test_a_publication_line_states_the_day(line: str, day: date) -> None:
    published = header_of(f"{HEADLINE}\n\n{line}\n\n{BODY}").published
    assert (published.day, published.basis) == (day, Basis.STATED)


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("Published : Oct 18, 2023 - 14:05 (GMT+2)", "14:05"),
        ("Updated 18 October 2023, 14:05 GMT", "14:05 GMT"),
        ("Published 18 October 2023 2:05 pm EDT", "2:05 pm EDT"),
        ("Published 18 October 2023", ""),
    ],
)
def test_a_publication_line_keeps_the_clock_and_zone_as_printed(line: str, clock: str) -> None:
    assert header_of(f"{HEADLINE}\n\n{line}\n\n{BODY}").published.clock == clock


def test_the_words_of_the_date_are_cited() -> None:
    text = f"{HEADLINE}\n\nPublished : Oct 18, 2023 - 14:05\n\n{BODY}"
    (span,) = header_of(text).published.evidence
    assert text[span.start : span.end] == "Oct 18, 2023"


@pytest.mark.parametrize("line", ["Published 03/04/2023", "Date: 5.6.2022"])
def test_a_numeric_date_that_reads_two_ways_is_an_issue_and_no_guess(line: str) -> None:
    header, issues = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
    assert header.published.day is None and header.published.basis is Basis.UNKNOWN
    assert [i.code for i in issues] == ["published.ambiguous"]


def test_a_first_publication_wins_over_an_update() -> None:
    assert header_of(
        f"{HEADLINE}\n\nUpdated 19 October 2023\nPublished 18 October 2023\n\n{BODY}"
    ).published.day == date(2023, 10, 18)


def test_an_update_alone_states_the_day() -> None:
    assert header_of(f"{HEADLINE}\n\nUpdated 19 October 2023\n\n{BODY}").published.day == date(2023, 10, 19)


def test_the_day_that_is_given_wins() -> None:
    published = header_of(
        f"{HEADLINE}\n\nPublished 18 October 2023\n\n{BODY}", published=date(2023, 10, 20)
    ).published
    assert (published.day, published.basis) == (date(2023, 10, 20), Basis.GIVEN)


def test_a_page_without_a_date_is_of_unknown_day() -> None:
    assert header_of(f"{HEADLINE}\n\n{BODY}").published.basis is Basis.UNKNOWN


@pytest.mark.parametrize("line", ["Published 31 February 2023", "Published 18 October"])
def test_a_date_that_is_no_whole_day_is_not_made_one(line: str) -> None:
    assert header_of(f"{HEADLINE}\n\n{line}\n\n{BODY}").published.day is None


def test_a_dateline_gives_place_agency_and_the_day_without_a_year() -> None:
    text = f"{HEADLINE}\n\nOSLO, Oct 18 (Delta Wire) - {BODY}"
    header = header_of(text)
    assert (value(header.place), [c.value for c in header.credits]) == ("OSLO", ["Delta Wire"])
    assert header.dateline_day is not None and header.dateline_day[:2] == (10, 18)
    assert header.published.day is None


def test_a_credit_under_the_text_names_whose_copy_it_is() -> None:
    assert [c.value for c in header_of(f"{HEADLINE}\n\n{BODY}\n\n(Delta Wire)").credits] == ["Delta Wire"]


def test_an_agency_that_contributed_is_a_credit() -> None:
    assert [
        c.value
        for c in header_of(f"{HEADLINE}\n\n{BODY}\n\nThe Delta Wire contributed to this report.").credits
    ] == ["Delta Wire"]


@pytest.mark.parametrize(
    "line",
    ["Photo: Delta Wire", "(Delta Wire/file)", "Image credit: Delta Wire", "Boats at Callao. (Getty Images)"],
)
def test_a_photo_credit_says_nothing_about_the_text(line: str) -> None:
    assert header_of(f"{HEADLINE}\n\n{line}\n\n{BODY}").credits == ()


@pytest.mark.parametrize(
    "line", ["Delta Wire writer Luis Paredes in Lima contributed to this report.", "(END)"]
)
def test_a_writer_or_an_end_mark_is_no_agency(line: str) -> None:
    assert [
        c.value for c in header_of(f"{HEADLINE}\n\n{BODY}\n\n{line}").credits if c.value != "Delta Wire"
    ] == []


def test_every_stated_value_is_cited_where_it_stands() -> None:
    text = f"Fjord Herald{HEADLINE}\n{HEADLINE}\n\nBy Nora Vik\n\nOSLO (Delta Wire) - {BODY}\n\n(Rift Wire)"
    header = header_of(text)
    stated = [header.title, header.outlet, header.place, *header.authors, *header.credits]
    assert all(
        s is not None and s.span is not None and text[s.span.start : s.span.end] == s.value for s in stated
    )
