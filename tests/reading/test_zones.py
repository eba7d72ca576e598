"""What each line of a raw page is: one mini page for each zone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.reading import Zone
from dragoman.reading.zones import find_blocks

HEADLINE = "Oslo and Lima sign anchovy pact"
FIRST = (
    "Norway and Peru signed a pact on anchovy research on Wednesday, both foreign ministries said in Oslo."
)
SECOND = "The pact runs for five years and costs little, officials in both capitals said on the same day."


def zones(page: str) -> list[tuple[Zone, str]]:
    return [(b.zone, page[b.span.start : b.span.end]) for b in find_blocks(page)]


def zone_of(line: str, page: str) -> Zone:
    (found,) = {zone for zone, words in zones(page) if words == line}
    return found


def above(line: str) -> str:
    """A page with `line` between the headline and the text."""
    return f"{HEADLINE}\n\n{line}\n\n{FIRST}\n\n{SECOND}\n"


def amid(line: str) -> str:
    """A page with `line` between two paragraphs."""
    return f"{HEADLINE}\n\n{FIRST}\n\n{line}\n\n{SECOND}\n"


def below(line: str) -> str:
    """A page with `line` under the text."""
    return f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{line}\n"


def test_a_title_over_paragraphs_is_the_headline() -> None:
    assert zones(f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}") == [
        (Zone.HEADLINE, HEADLINE),
        (Zone.BODY, FIRST),
        (Zone.BODY, SECOND),
    ]


def test_a_headline_that_stands_twice_is_a_headline_twice() -> None:
    page = f"Fjord Herald\n{HEADLINE}\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}"
    assert [zone for zone, words in zones(page) if words == HEADLINE] == [Zone.HEADLINE, Zone.HEADLINE]


def test_a_headline_run_into_the_outlet_and_repeated_is_a_headline() -> None:
    page = f"Fjord Herald{HEADLINE} and more\n{HEADLINE} and more\n\n{FIRST}\n\n{SECOND}"
    assert [zone for zone, _ in zones(page)][:2] == [Zone.HEADLINE, Zone.HEADLINE]


@pytest.mark.parametrize(
    "line",
    [
        "World | Europe | Fisheries",
        "World » Europe",
        "Sea & Trade > Fisheries",
        "News / National",
        "Home · World · Americas",
    ],
)
def test_a_line_with_separators_is_a_section_line(line: str) -> None:
    assert zone_of(line, f"{line}\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}") is Zone.SECTION


def test_a_short_line_over_the_headline_is_a_section_line() -> None:
    assert zone_of("Fjord Herald", f"Fjord Herald\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}") is Zone.SECTION


def test_a_line_in_another_script_is_a_section_line() -> None:
    assert zone_of("오슬로 리마 협정", f"오슬로 리마 협정\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}") is Zone.SECTION


def test_a_sentence_between_headline_and_byline_is_a_standfirst() -> None:
    line = "The two ministers met for an hour and shook hands."
    assert zone_of(line, f"{HEADLINE}\n\n{line}\n\nBy Nora Vik\n\n{FIRST}\n\n{SECOND}") is Zone.STANDFIRST


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Vik",
        "By Nora Vik and Luis Paredes",
        "By Nora Vik, diplomatic correspondent",
        "BY NORA VIK",
        "By Nora Vik in Lima",
        "Words by Nora Vik",
        "By Øyvind Ås",
        "nora.vik@fjordherald.example",
    ],
)
def test_a_line_that_names_the_writer_is_a_byline(line: str) -> None:
    assert zone_of(line, above(line)) is Zone.BYLINE


@pytest.mark.parametrize(
    "line",
    [
        "Published : Oct 18, 2023 - 14:05 (GMT+2)",
        "Updated 18 October 2023, 14:05",
        "October 18, 2023",
        "2023-10-18",
        "Wed 18 Oct 2023 14:05 CEST",
        "Last modified on 18 October 2023",
        "October 18, 20239:10 AM ET",
        "October 18, 2023 4:05 PM GMT+2 Updated 2 years ago",
    ],
)
def test_a_line_that_says_when_it_appeared_is_a_dateline(line: str) -> None:
    assert zone_of(line, above(line)) is Zone.DATELINE


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, Oct 18 (Wire) -",
        "OSLO -",
        "OSLO —",
        "OSLO (Delta Wire) –",
        "Oslo, Norway (Wire) -",
        "OSLO, 18 October -",
        "PUERTO MONTT, Chile (Wire) --",
    ],
)
def test_a_dateline_is_split_from_its_paragraph(dateline: str) -> None:
    found = zones(f"{HEADLINE}\n\n{dateline} {FIRST}\n\n{SECOND}")
    assert found[1:3] == [(Zone.DATELINE, dateline), (Zone.BODY, FIRST)]


def test_a_first_word_before_a_dash_is_no_dateline() -> None:
    line = "Peru - which has the larger fleet of the two countries - said on Wednesday that it was content."
    assert zone_of(line, amid(line)) is Zone.BODY


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Nora Vik in Oslo; editing by Luis Paredes)",
        "© Fjord Herald 2023. All rights reserved.",
        "(Delta Wire)",
        "The Delta Wire contributed to this report.",
    ],
)
def test_a_line_that_says_whose_copy_it_is_is_a_credit(line: str) -> None:
    assert zone_of(line, below(line)) is Zone.CREDIT


def test_a_line_under_a_picture_that_names_the_photographer_is_a_credit() -> None:
    assert zone_of("Photo: Karin Dahl", above("Photo: Karin Dahl")) is Zone.CREDIT


@pytest.mark.parametrize(
    "line",
    [
        "The harbour at Callao at dawn. (Fjord Herald/file)",
        "Boats wait for ice at Callao. Credit: Karin Dahl / Pool",
    ],
)
def test_a_line_that_ends_in_a_picture_credit_is_a_caption(line: str) -> None:
    assert zone_of(line, above(line)) is Zone.CAPTION


def test_a_line_about_who_is_seen_is_a_caption() -> None:
    line = "Minister Vik, left, shakes hands with her Peruvian colleague"
    assert zone_of(line, amid(line)) is Zone.CAPTION


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe from $3 a week.",
        "Advertisement",
        "Read more: five things about anchovies",
        "Link copied",
        "Sign up to our newsletter for more fish",
        "You have 3 free articles left this month. Get the Herald app.",
        "Share this story | Print",
        "Most read",
    ],
)
def test_a_promotion_among_the_paragraphs_is_a_promotion(line: str) -> None:
    assert zone_of(line, amid(line)) is Zone.PROMO


@pytest.mark.parametrize("mark", ["ENDS", "(END)", "###", "-30-"])
def test_an_end_mark_is_no_text(mark: str) -> None:
    assert zone_of(mark, below(mark)) is Zone.PROMO


def test_a_short_line_among_the_paragraphs_is_a_subheading() -> None:
    assert zone_of("What comes next", amid("What comes next")) is Zone.SECTION


@pytest.mark.parametrize("line", ["“No.”", "She did not say why.", "• Peru sends six scientists to Bergen"])
def test_a_short_line_of_the_report_is_body(line: str) -> None:
    assert zone_of(line, amid(line)) is Zone.BODY


@pytest.mark.parametrize(
    "line",
    [
        "Peru said it would sign up to the treaty on Monday.",
        "The two ministers may sign in Geneva on Tuesday.",
        "“We share this concern,” the Chilean envoy said.",
        "Officials have an account of the call that differs.",
        "The crews read more letters than they wrote.",
        "Norway sent a subscription of its own to the fund on Friday.",
    ],
)
def test_a_sentence_with_a_word_that_promotions_use_stays_in_the_body(line: str) -> None:
    assert zone_of(line, amid(line)) is Zone.BODY


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, Chile had replied.",
        "From Lima, the envoy flew to Santiago.",
        "From January, Chile will pay.",
    ],
)
def test_a_sentence_that_begins_like_a_byline_stays_in_the_body(line: str) -> None:
    assert zone_of(line, amid(line)) is Zone.BODY


def test_a_sentence_that_begins_like_a_publication_line_stays_in_the_body() -> None:
    line = "Issued on March 2, 2024, the note gave Chile ten days to reply."
    assert zone_of(line, amid(line)) is Zone.BODY


@pytest.mark.parametrize(
    "line", ["Copyright law was not discussed by the two sides.", "(She later apologised to the ambassador.)"]
)
def test_a_sentence_that_begins_like_a_credit_stays_in_the_body(line: str) -> None:
    assert zone_of(line, amid(line)) is Zone.BODY


def test_a_pull_quote_does_not_make_its_paragraph_a_headline() -> None:
    quote = "“This is a small fish and a large friendship.”"
    paragraph = f"Norway and Peru signed a pact on Wednesday, and the Peruvian envoy to Oslo said: {quote}"
    assert zone_of(paragraph, f"{HEADLINE}\n\n{paragraph}\n\n{quote}\n\n{SECOND}") is Zone.BODY


@pytest.mark.parametrize(
    "closing", ["nora.vik@fjordherald.example", "By Nora Vik", "nora.vik@fjordherald.example\n(END)"]
)
def test_a_line_about_the_writer_under_a_short_report_leaves_its_lead_in_the_body(closing: str) -> None:
    page = f"{HEADLINE}\n\nBy Nora Vik\n\nOSLO, Oct. 18 (Wire) -- {FIRST}\n\n{SECOND}\n\n{closing}"
    assert zones(page)[2:5] == [
        (Zone.DATELINE, "OSLO, Oct. 18 (Wire) --"),
        (Zone.BODY, FIRST),
        (Zone.BODY, SECOND),
    ]


@pytest.mark.parametrize("dateline", ["(Delta Wire) —", "(WIRE) -"])
def test_an_agency_alone_before_the_first_words_is_a_dateline(dateline: str) -> None:
    assert (Zone.DATELINE, dateline) in zones(f"{HEADLINE}\n\n{dateline} {FIRST}\n\n{SECOND}")


def test_one_line_alone_is_body() -> None:
    assert zones("Norway thanked Peru.") == [(Zone.BODY, "Norway thanked Peru.")]


@pytest.mark.parametrize("page", ["", "\n\n \r\n\t"])
def test_an_empty_page_has_no_blocks(page: str) -> None:
    assert find_blocks(page) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_parts_lines(end: str) -> None:
    assert [words for _, words in zones(end.join([HEADLINE, "", FIRST, SECOND]))] == [HEADLINE, FIRST, SECOND]


LINES = st.sampled_from(
    [
        HEADLINE,
        FIRST,
        SECOND,
        "By Nora Vik",
        "Oct 18, 2023",
        "OSLO, Oct 18 (Wire) - " + FIRST,
        "(Delta Wire)",
        "Link copied",
        "What next",
        "",
        "   ",
        "“",
        "한국",
    ]
) | st.text(max_size=30)


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_blocks_run_forward_apart_and_hold_every_word(page: str) -> None:
    blocks = find_blocks(page)
    edges = [0, *(edge for b in blocks for edge in (b.span.start, b.span.end)), len(page)]
    assert edges == sorted(edges)
    assert all(b.span.start < b.span.end for b in blocks)
    left_out = "".join(page[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True))
    assert not left_out.strip()
