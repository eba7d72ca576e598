"""The reference of event types is true: every sentence in it is read, and gives what its page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman
from dragoman.knowledge import load_knowledge
from dragoman.model.annotation import EventType

FOLDER = Path(__file__).parents[2] / "docs" / "reference" / "events"
PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(FOLDER.glob("*.md"))}
CASES = [
    (name, verb, mode, sentence)
    for name, body in PAGES.items()
    for verb, mode, sentence in re.findall(r"^- (finds|leaves) ?([a-z-]*): (.+)$", body, re.M)
]
MODES = {name: set(re.findall(r"^\| ([a-z-]+) \|", body, re.M)) - {"mode"} for name, body in PAGES.items()}


def test_every_event_type_has_a_page_with_sentences_that_it_finds_and_leaves() -> None:
    assert set(PAGES) == {t.value for t in EventType}
    for name in PAGES:
        assert {verb for n, verb, _, _ in CASES if n == name} == {"finds", "leaves"}


def test_every_mode_of_the_lexicon_is_on_the_page_of_its_type() -> None:
    for predicates in load_knowledge().lexicon.predicates.values():
        for predicate in predicates:
            assert predicate.mode is None or predicate.mode in MODES[predicate.type], predicate.name


@pytest.mark.parametrize(("name", "verb", "mode", "sentence"), CASES)
def test_the_sentences_of_the_reference_are_found_and_left(
    name: str, verb: str, mode: str, sentence: str
) -> None:
    events = dragoman.read(sentence, published="2024-05-15").events
    found = {(e.type.value, e.mode) for e in events}
    assert (name in {type_ for type_, _ in found}) is (verb == "finds"), found
    assert not mode or (name, mode) in found, found
