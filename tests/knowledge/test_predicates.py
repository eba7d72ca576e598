"""The lexicon of acts says each thing once: a second entry of the same words would never be read."""

from __future__ import annotations

from collections import Counter

from dragoman.knowledge.tables import sections


def test_no_entry_stands_twice_for_one_part_of_speech() -> None:
    entries = Counter(
        (head[1], entry) for _, head, listed in sections("predicates.txt", words=2) for entry in listed
    )
    assert len(entries) > 1000
    assert [entry for entry, count in entries.items() if count > 1] == []
