"""The reference of event types is true: every sentence in it is read, and gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman
from dragoman.model.annotation import EventType

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "events.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([A-Z]+)\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S))
CASES = [
    (name, verb, sentence)
    for name, body in SECTIONS.items()
    for verb, sentence in re.findall(r"^- (finds|leaves): (.+)$", body, re.M)
]


def test_every_event_type_has_a_section_with_sentences_that_it_finds_and_leaves() -> None:
    assert list(SECTIONS) == [t.value for t in EventType]
    for name in SECTIONS:
        assert {verb for n, verb, _ in CASES if n == name} == {"finds", "leaves"}


@pytest.mark.parametrize(("name", "verb", "sentence"), CASES)
def test_the_sentences_of_the_reference_are_found_and_left(name: str, verb: str, sentence: str) -> None:
    found = {e.type.value for e in dragoman.read(sentence, published="2024-05-15").events}
    assert (name in found) is (verb == "finds")
