"""Quotations side by side: the same sentence, two renderings of it, and words that only look alike."""

from __future__ import annotations

import dragoman
from dragoman.model.record import Comparison, Field

HEAD = "Kenya and Ethiopia argued over the dam on the Omo. "


def wordings(left: str, right: str) -> list[Comparison]:
    """The comparisons of wording between two reports of one story that are about quotations."""
    texts = [
        HEAD + left,
        "The dam on the Omo divided Ethiopia and Kenya again. Fishermen of the lake fear the dam. " + right,
    ]
    read = [dragoman.read(t, published="2023-03-14", outlet=f"Outlet {n}") for n, t in enumerate(texts)]
    found = dragoman.brief(read).record.comparisons
    return [c for c in found if (c.field is Field.WORDING and "quote" in c.why) or "rendering" in c.why]


def test_the_same_sentence_agrees_even_if_one_quotes_more_of_it() -> None:
    (found,) = wordings(
        '"Nobody asked the fishermen of Turkana," Kenyan President Wanjiru Otieno said on Monday.',
        'Kenyan President Wanjiru Otieno said: "Nobody asked the fishermen of Turkana, and nobody will."',
    )
    assert found.kind == "agrees" and found.why == "one quotes more of the same words"


def test_two_renderings_of_one_sentence_differ() -> None:
    (found,) = wordings(
        '"We will never drink from a cup that our neighbour holds," Kenyan President Wanjiru Otieno said on Monday.',
        'Kenyan President Wanjiru Otieno said: "We shall not drink from the cup held by a neighbour."',
    )
    assert found.kind == "differs" and found.why == "two renderings of one sentence"


def test_names_for_one_thing_with_another_adjective_differ() -> None:
    (found,) = wordings(
        'Kenyan President Wanjiru Otieno said on Monday that it was a "permanent moratorium".',
        'Kenyan President Wanjiru Otieno said that she wanted a "lasting moratorium".',
    )
    assert found.kind == "differs" and {found.left.value, found.right.value} == {
        "permanent moratorium",
        "lasting moratorium",
    }


def test_other_words_of_the_same_speaker_are_not_compared() -> None:
    assert not wordings(
        '"Nobody asked the fishermen of Turkana," Kenyan President Wanjiru Otieno said on Monday.',
        'Kenyan President Wanjiru Otieno said: "I have invited the prime minister to Lodwar in May."',
    )
