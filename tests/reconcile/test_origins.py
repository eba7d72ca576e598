"""Outlets are not sources: copies, credits and reports that have it from another go back to one origin."""

from __future__ import annotations

import dragoman
from dragoman.model.record import Brief, Verdict

WIRE = (
    "Peru expelled two Chilean diplomats on Monday after a quarrel over a fishing zone. The foreign ministry gave them "
    "three days to leave the country and called home its consul in Arica. Chile has rejected the step and says that its "
    "patrol boats never left their own waters. Officials of both countries are to meet in La Paz next week."
)


def brief_of(**texts: str) -> Brief:
    read = [
        dragoman.read(text, published="2024-05-14", outlet=outlet.replace("_", " "))
        for outlet, text in texts.items()
    ]
    return dragoman.brief(read).record


def test_a_trimmed_reprint_has_the_origin_of_the_text_it_cuts() -> None:
    told = brief_of(Andes_Wire=WIRE, Coast_Paper=". ".join(WIRE.split(". ")[:3]) + ".")
    (origin,) = told.origins
    assert origin.basis == "text" and len(origin.documents) == 2
    left, right = origin.passages[0]
    assert left.quote.split() == right.quote.split()


def test_words_of_one_speech_make_no_copy() -> None:
    quoted = "“We have waited for nine years and shall wait no longer for a line drawn on water by somebody else,” "
    told = brief_of(
        Andes_Wire=f"{quoted}said Peruvian Foreign Minister Ana Quispe on Monday.",
        Coast_Paper=f"In Lima, {quoted}Foreign Minister Ana Quispe told Peruvian lawmakers on Monday.",
    )
    assert len(told.origins) == 2


def test_a_report_that_has_most_of_its_news_from_another_outlet_leans_on_it() -> None:
    told = brief_of(
        Andes_Wire="Peru expelled two Chilean diplomats on Monday. The consul left Arica by bus.",
        Coast_Paper="Andes Wire reported that Peru had sent two diplomats of Chile home. Andes Wire said that the consul had "
        "gone by road, too.",
    )
    (origin,) = told.origins
    assert origin.basis == "cited" and "Andes Wire" in origin.why


def test_an_event_that_one_report_has_from_the_other_is_repeated() -> None:
    told = brief_of(
        Andes_Wire="Peru expelled two Chilean diplomats on Monday. Lima was calm.",
        Coast_Paper="Andes Wire reported that Peru had expelled two Chilean diplomats on Monday. “Nobody asked us,” the mayor "
        "of Arica said at a market, where he had come to see the catch of the day and to speak to the captains.",
    )
    event = next(e for e in told.events if e.type == "SANCTION")
    assert event.verdict is Verdict.REPEATED and len(event.origins) == 1
