"""The Admiralty grade says how credible the reports make an event, and why."""

from __future__ import annotations

import dragoman
from dragoman.present.brief_json import brief_dict


def grade_of(*texts: str, type_: str) -> tuple[str, int, str]:
    read = [dragoman.read(t, published="2024-05-15", outlet=f"Outlet {i}") for i, t in enumerate(texts)]
    events = brief_dict(dragoman.brief(read).record)["events"]
    found = next(e["grade"] for e in events if e["type"] == type_)
    return found["reliability"], found["credibility"], found["why"]


def test_what_one_outlet_tells_is_graded_three() -> None:
    assert grade_of("Peru expelled two Chilean diplomats on Monday.", type_="SANCTION") == (
        "F",
        3,
        "one origin only",
    )


def test_the_word_of_the_acting_party_on_record_is_graded_two() -> None:
    text = "Peru expelled two Chilean diplomats on Monday, the Peruvian foreign ministry said."
    reliability, credibility, why = grade_of(text, type_="SANCTION")
    assert (reliability, credibility) == ("F", 2) and "says so on record" in why


def test_two_independent_origins_are_graded_one() -> None:
    grade = grade_of(
        "Peru expelled two Chilean diplomats on Monday after a quarrel over fishing rights.",
        "Lima sent a hard signal: Peru on Monday expelled two Chilean diplomats, to the surprise of the region.",
        type_="SANCTION",
    )
    assert grade[1] == 1


def test_a_denied_act_is_graded_five() -> None:
    text = "Chile accused Peru on Monday. Peru denied that its soldiers had crossed the border and attacked Chile."
    assert grade_of(text, "Peru denied that its soldiers attacked Chile on Monday.", type_="ASSAULT")[1] == 5
