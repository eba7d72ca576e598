"""Tokens and syntax through an installed spaCy pipeline."""

from __future__ import annotations

import pytest

from dragoman.model.reading import Block, Sentence, Zone
from dragoman.model.settings import Settings
from dragoman.model.spans import Span
from dragoman.reading.parse import SyntaxMissingError, has_words, parse
from runs import make_document


def parsed(text: str, *, syntax: str = Settings().syntax) -> tuple[Sentence, ...]:
    return parse(make_document(text), [Block(Zone.BODY, Span(0, len(text)), "test")], syntax)


def words(text: str) -> list[str]:
    return [t.text for s in parsed(text) for t in s.tokens]


@pytest.mark.parametrize(
    "name", ["Ban Ki-moon", "Kim Jong-un", "Yoon Suk-yeol", "Abdel Fattah al-Sisi", "Salah el-Din"]
)
def test_a_hyphenated_name_stays_whole(name: str) -> None:
    hyphenated = next(part for part in name.split() if "-" in part)
    assert hyphenated in words(f"Reporters saw {name} at the airport.")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The South Korea-U.S. pact holds.", ["Korea", "-", "U.S."]),
        ("The Chile-Peru border is open.", ["Chile", "-", "Peru"]),
        ("A Saudi-led force left.", ["Saudi", "-", "led"]),
    ],
)
def test_a_pair_of_countries_is_split(text: str, parts: list[str]) -> None:
    found = words(text)
    at = found.index(parts[0])
    assert found[at : at + 3] == parts


def test_tokens_stand_at_their_offsets() -> None:
    text = "Norway’s  envoy\tmet Peru’s."
    assert all(text[t.start : t.end] == t.text for s in parsed(text) for t in s.tokens)


def test_sentences_are_those_of_the_splitter() -> None:
    text = "Mr. Vik met U.S. officials. They left at 5 p.m. on Monday."
    assert [text[s.span.start : s.span.end] for s in parsed(text)] == [
        "Mr. Vik met U.S. officials.",
        "They left at 5 p.m. on Monday.",
    ]


def test_every_token_has_a_governor_in_its_sentence_and_one_is_the_root() -> None:
    for sentence in parsed("Norway met Peru in Oslo. Peru, which had asked, was glad."):
        assert all(0 <= t.head < len(sentence.tokens) for t in sentence.tokens)
        assert any(t.head == t.i for t in sentence.tokens)


def test_a_subject_is_found_under_its_verb() -> None:
    (sentence,) = parsed("Norway rejected the plan.")
    rejected = next(t for t in sentence.tokens if t.text == "rejected")
    subject = sentence.kid(rejected, "nsubj")
    assert subject is not None and subject.text == "Norway"


def test_a_model_that_is_not_installed_is_named_with_what_to_install() -> None:
    with pytest.raises(
        SyntaxMissingError, match=r"'no_such_model' is not installed; run: python -m pip install \S+"
    ):
        parsed("Norway agreed.", syntax="no_such_model")


@pytest.mark.parametrize("text", ["", " ", "…—!", "“”"])
def test_there_is_nothing_to_parse_without_words(text: str) -> None:
    assert not has_words(text)
