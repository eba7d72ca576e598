"""The balance of a pair: acts that were done, by PLOVER's quads and scores, in weeks, months or years."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.model.record import Balance
from dragoman.reconcile.balances import SCORES


def balances_of(*texts: tuple[str, str]) -> dict[tuple[str, str], Balance]:
    read = [dragoman.read(text, published=day, outlet=f"Outlet {n}") for n, (text, day) in enumerate(texts)]
    return {b.dyad: b for b in dragoman.brief(read).record.balances}


def test_an_expulsion_weighs_against_the_pair_in_its_week() -> None:
    found = balances_of(("Peru expelled two Chilean diplomats on Monday.", "2024-05-15"))["CHL", "PER"]
    assert [(str(p.first), str(p.last), p.cooperative, p.conflictual, p.score) for p in found.periods] == [
        ("2024-05-13", "2024-05-19", 0, 1, SCORES["SANCTION"])
    ]


def test_a_visit_weighs_more_than_a_call() -> None:
    visit = balances_of(("Peru's president visited Chile on Monday.", "2024-05-15"))["CHL", "PER"]
    call = balances_of(("Peru's president telephoned the president of Chile on Monday.", "2024-05-15"))[
        "CHL", "PER"
    ]
    assert visit.periods[0].score == 4.0 and call.periods[0].score == 1.5


@pytest.mark.parametrize(
    "text",
    [
        "Peru may expel two Chilean diplomats.",
        "Peru denied that it had expelled two Chilean diplomats.",
        "Peru will expel two Chilean diplomats on Friday.",
    ],
)
def test_what_was_not_done_weighs_nothing(text: str) -> None:
    found = balances_of((text, "2024-05-15")).get(("CHL", "PER"))
    assert found is None or all(p.score != SCORES["SANCTION"] for p in found.periods)


def test_acts_far_apart_are_counted_by_months() -> None:
    found = balances_of(
        ("Peru expelled two Chilean diplomats on Monday.", "2024-05-15"),
        ("Peru's president visited Chile on Monday, September 30.", "2024-10-01"),
    )["CHL", "PER"]
    assert [(str(p.first), str(p.last)) for p in found.periods] == [
        ("2024-05-01", "2024-05-31"),
        ("2024-09-01", "2024-09-30"),
    ]
