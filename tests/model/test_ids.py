"""An id is made from content."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.ids import make_id, sha256


def test_an_id_names_its_kind() -> None:
    assert make_id("claim", "abc", 1, 2).startswith("claim-")


def test_an_id_is_the_same_on_every_machine() -> None:
    assert make_id("claim", "abc", 10, 20) == "claim-" + sha256("abc|10|20")[:12]


def test_another_place_gives_another_id() -> None:
    assert make_id("claim", "abc", 10, 20) != make_id("claim", "abc", 10, 21)


def test_the_digest_of_a_known_text_is_the_published_one() -> None:
    assert sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.text())
def test_any_text_has_a_digest(text: str) -> None:
    assert len(sha256(text)) == 64


def test_a_lone_surrogate_has_a_digest_of_its_own() -> None:
    assert sha256("\ud800") != sha256("\ufffd")
