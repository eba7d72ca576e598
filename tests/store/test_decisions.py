"""The log of decisions: what holds of it, whatever was decided, undone and decided again."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.decisions import Decision, replay

A, B, C = ["a", 1], ["b", 2], ["c", 3]


def log(*entries: tuple[str, dict[str, object]]) -> list[Decision]:
    return [Decision(n, "2024-05-01", "ana", kind, body, "") for n, (kind, body) in enumerate(entries, 1)]


def test_the_later_day_wins() -> None:
    found = replay(
        log(("date", {"report": "r", "day": "2024-05-01"}), ("date", {"report": "r", "day": "2024-05-02"}))
    )
    assert found.days == {"r": date(2024, 5, 2)}


def test_an_undone_decision_does_not_hold_and_an_undone_undo_does() -> None:
    entries = [("outlet", {"report": "r", "name": "Wire"}), ("undo", {"number": 1}), ("undo", {"number": 2})]
    assert replay(log(*entries[:2])).outlets == {}
    assert replay(log(*entries)).outlets == {"r": "Wire"}


def test_what_is_held_to_be_one_is_no_longer_held_apart() -> None:
    found = replay(log(("different", {"left": [A], "right": [B, C]}), ("same", {"mentions": [A, B]})))
    assert found.same == (frozenset({("a", 1), ("b", 2)}),)
    assert found.different == {frozenset({("a", 1), ("c", 3)})}


def test_what_is_held_apart_is_no_longer_held_to_be_one() -> None:
    found = replay(log(("same", {"mentions": [A, B]}), ("different", {"left": [A], "right": [B]})))
    assert found.same == () and found.different == {frozenset({("a", 1), ("b", 2)})}


@given(st.lists(st.integers(0, 8), max_size=8))
def test_any_order_of_undoing_gives_an_answer(numbers: list[int]) -> None:
    first = ("date", {"report": "r", "day": "2024-05-01"})
    entries = [first, *(("undo", {"number": n}) for n in numbers)]
    assert set(replay(log(*entries)).days) <= {"r"}
