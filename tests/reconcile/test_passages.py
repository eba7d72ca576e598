"""Sentences of two reports that tell one thing: days, numbers and what became of an act, side by side."""

from __future__ import annotations

import dragoman
from dragoman.model.record import Comparison, Field

HEAD = "Kenya and Ethiopia argued over the dam on the Omo. "
OTHER = "The dam on the Omo divided Ethiopia and Kenya again. Fishermen of the lake fear the dam. "


def compared(left: str, right: str, field: Field) -> list[Comparison]:
    texts = HEAD + left, OTHER + right
    read = [dragoman.read(t, published="2023-03-14", outlet=f"Outlet {n}") for n, t in enumerate(texts)]
    return [c for c in dragoman.brief(read).record.comparisons if c.field is field]


def test_a_number_bounded_in_another_way_differs() -> None:
    (found,) = compared(
        "The engineer Joseph Lokwang, held for nearly 20 years in an Ethiopian prison, wept at the border.",
        "The engineer Joseph Lokwang spent more than 20 years in an Ethiopian prison.",
        Field.NUMBER,
    )
    assert found.kind == "differs" and found.why == "less than in one, more than in the other"


def test_the_same_number_of_one_thing_agrees() -> None:
    (found,) = compared(
        "A lorry carried 40 tonnes of frozen perch across the closed bridge.",
        "Across the bridge, closed since the quarrel, went 40 tonnes of frozen perch.",
        Field.NUMBER,
    )
    assert found.kind == "agrees" and found.why == "the same number"


def test_the_same_day_is_found_in_sentences_that_tell_no_act() -> None:
    found = compared(
        "The perch market of Kalokol, the largest of the lake, stood empty on Monday.",
        "On Monday the largest market of the lake, that of Kalokol, was empty.",
        Field.TIME,
    )
    assert [c.kind for c in found] == ["agrees"] and found[0].why == "both give 2023-03-13"


def test_sentences_that_share_little_are_not_compared() -> None:
    assert not compared(
        "The perch market of Kalokol stood empty on Monday.",
        "On Monday a teacher in Addis Ababa opened her school.",
        Field.TIME,
    )
