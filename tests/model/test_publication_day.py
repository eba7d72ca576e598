"""A publication day is one that a newspaper can have: arithmetic with days goes on from it both ways."""

from __future__ import annotations

from datetime import date

import pytest

import dragoman
from dragoman.model.document import publication_day


def test_a_day() -> None:
    assert publication_day("1851-09-18") == date(1851, 9, 18)


@pytest.mark.parametrize("text", ["0001-01-01", "1849-12-31", "2151-01-01", "9999-12-31", "yesterday"])
def test_no_day_of_a_report(text: str) -> None:
    with pytest.raises(ValueError):
        publication_day(text)
    with pytest.raises(ValueError):
        dragoman.read("Kenya and Ethiopia met in Moyale on Monday.", published=text)
