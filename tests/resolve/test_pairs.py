""" "The two sides": those set side by side just before, unless one is named in passing."""

from __future__ import annotations

import dragoman


def members_of(text: str, words: str) -> tuple[str, ...]:
    read = dragoman.read(text, published="2023-03-14")
    return next(m.members for m in read.annotation.mentions if m.name.lower() == words)


def test_the_two_named_just_before() -> None:
    text = "Kenya and Ethiopia met. Peru and Chile quarrelled over a pier. The two sides agreed to talk."
    assert members_of(text, "the two sides") == ("CHL", "PER")


def test_a_country_named_in_passing_is_not_one_of_the_two_a_report_is_about() -> None:
    text = (
        "Kenya and Ethiopia met in Moyale over the dam. Kenya wants water, Ethiopia wants power. Kenya asked Ethiopia "
        "for a delay; Ethiopia asked Kenya for a loan. Kenya sent its minister of water, Ethiopia its minister of "
        "power, and Kenya paid for the hall while Ethiopia paid for lunch. Kenya has an older quarrel with Sudan. "
        "The two sides agreed to meet again in May."
    )
    assert members_of(text, "the two sides") == ("ETH", "KEN")


def test_the_leaders_are_the_two_people_told_of_just_before() -> None:
    text = (
        "In a telephone call on Monday, the French president, Emmanuel Macron, and his Kenyan counterpart, Wanjiru Otieno, "
        "agreed that the armies of Sudan must stop. The leaders said they would help."
    )
    assert members_of(text, "the leaders") == ("FRA", "KEN")


def test_a_ministry_named_with_its_country_is_not_that_of_the_outlet() -> None:
    text = (
        "WASHINGTON, March 14 (Rift Wire) - The Chinese Commerce Ministry spoke of progress. American farmers were glad. The "
        "Commerce Ministry asked for patience."
    )
    read = dragoman.read(text, published="2023-03-14")
    named = [m for m in read.annotation.mentions if "Commerce" in text[m.span.start : m.span.end]]
    assert [m.country for m in named] == ["CHN", "CHN"]
