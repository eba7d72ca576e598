"""Who says what: words inserted into a sentence, and statements printed below the line that gives them away."""

from __future__ import annotations

import dragoman


def told(text: str) -> dict[str, list[str]]:
    """What each source says, by the words that name it."""
    return {
        text[c.source.start : c.source.end]: [text[s.start : s.end] for s in c.content]
        for c in dragoman.read(text, published="2024-05-15").claims
        if c.source is not None
    }


def test_an_inserted_source_tells_the_whole_sentence() -> None:
    text = "China blocked it, three council diplomats say, and Russia followed.\n"
    assert told(text) == {"three council diplomats": ["China blocked it", "and Russia followed"]}


def test_a_statement_below_a_colon_is_told_by_who_issued_it_until_the_reporter_speaks_again() -> None:
    text = (
        "A spokesman for the Ministry of Foreign Affairs of Chad issued the following statement:\n\n"
        "Sudan shelled the market of Adre on Monday.\n\nWe warn Sudan that Chad will answer.\n\n"
        "Meanwhile, Egypt closed its embassy.\n"
    )
    (contents,) = (c for s, c in told(text).items() if s.startswith("A spokesman"))
    assert contents == ["Sudan shelled the market of Adre on Monday.", "We warn Sudan that Chad will answer."]
    events = dragoman.read(text, published="2024-05-15").events
    assert [[p.country for p in e.actors] for e in events if e.type.value == "THREATEN"] == [["TCD"]]


def test_a_colleague_with_a_name_is_a_named_person() -> None:
    text = "Her Panamanian colleague, Ama Mensah Rey, said that the canal was open.\n"
    (claim,) = dragoman.read(text, published="2024-05-15").claims
    assert claim.source_type.value == "named-person"
