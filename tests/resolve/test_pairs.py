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
