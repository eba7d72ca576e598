"""Whose somebody is: those served, rebels, and a state's own council."""

from __future__ import annotations

import pytest

import dragoman


def spoke(text: str) -> list[tuple[str | None, str | None]]:
    """Country and sector of whoever speaks in a text."""
    events = dragoman.read(text, published="2024-05-15").events
    return [(p.country, p.sector) for e in events if e.type.value == "STATEMENT" for p in e.actors]


@pytest.mark.parametrize(
    ("sentence", "country", "sector"),
    [
        ("A spokesman for Chadian President Mahamat Tahir said that Sudan had lied.", "TCD", "GOV"),
        ("Chad's National Defense and Security Council said that Sudan had lied.", "TCD", "GOV"),
        ("The Security Council said on Monday that Sudan had lied.", "UNO", "IGO"),
        ("Chadian rebel leader Issa Abakar said that Sudan had lied.", "TCD", "REB"),
        (
            "Issa Abakar, the prime minister of the self-proclaimed republic in Chad, said that Sudan had lied.",
            "TCD",
            "REB",
        ),
    ],
)
def test_whose_a_speaker_is(sentence: str, country: str, sector: str) -> None:
    assert spoke(sentence) == [(country, sector)]


def test_what_a_rebel_says_is_not_told_of_the_state() -> None:
    read = dragoman.read(
        "Chadian rebel leader Issa Abakar said on Monday that Sudan had lied.", published="2024-05-15"
    )
    assert not any("TCD" in e.actors for e in dragoman.brief([read]).record.events)
