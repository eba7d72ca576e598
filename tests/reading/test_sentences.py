"""Where sentences end inside a paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Okafor met Dr. Lindqvist in Accra.",
        "Gen. Sato and Lt. Col. Ruiz spoke for an hour.",
        "The U.S. Senate voted on the treaty.",
        "A U.N. envoy arrived at 5 p.m. Friday.",
        "George W. Hale wrote to J. R. Moyo about it.",
        "Talks resume on Oct. 26 in Quito.",
        "Chile offered 2.5 million tonnes.",
        "She works for Delta Corp. Ltd. of Lagos.",
        "Fiji vs. Tonga is the name of the case.",
    ],
)
def test_a_point_that_shortens_a_word_ends_no_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Norway agreed.", "Peru did not."),
        ("Is it over?", "Nobody knows."),
        ("They left at 5 p.m.", "The talks had failed."),
        ("He flew to the U.S.", "He did not return."),
        ("“It is done.”", "She left."),
        ('"It is done."', "She left."),
        ("It is done (for now).", "She left."),
        ("It is done …", "She left."),
        ("Ghana signed.", "“At last,” he said."),
        ("They met in 2019.", "30 ministers came."),
    ],
)
def test_a_point_before_a_new_beginning_ends_a_sentence(first: str, second: str) -> None:
    assert split(f"{first} {second}") == [first, second]


def test_a_point_before_a_small_letter_ends_no_sentence() -> None:
    assert split("“Will you sign?” asked the envoy.") == ["“Will you sign?” asked the envoy."]


def test_sentences_in_a_quotation_are_parted() -> None:
    assert split("“We waited. Nobody came.” He sighed.") == ["“We waited.", "Nobody came.”", "He sighed."]


def test_offsets_count_from_the_start_of_the_paragraph() -> None:
    assert [(s.start, s.end) for s in split_sentences("Go. Now.", 100)] == [(100, 103), (104, 108)]


def test_white_space_belongs_to_no_sentence() -> None:
    assert split("  Norway agreed.   Peru did not. ") == ["Norway agreed.", "Peru did not."]


@given(st.text(st.sampled_from('aA .!?”"(—U.S 5\n'), max_size=40))
def test_sentences_hold_every_word_in_order(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())
