"""Stretches in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.reading import Quotation
from dragoman.model.spans import Span
from dragoman.reading.quotes import find_quotations


def quotations(*paragraphs: str) -> tuple[str, tuple[Quotation, ...]]:
    text, spans = "\n\n".join(paragraphs), []
    at = 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return text, find_quotations(text, tuple(spans))


def inner(*paragraphs: str) -> list[str]:
    text, found = quotations(*paragraphs)
    return [text[q.inner.start : q.inner.end] for q in found]


@pytest.mark.parametrize(
    "text",
    [
        "“Not yet,” she said.",
        '"Not yet," she said.',
        "‘Not yet,’ she said.",
        "«Not yet,» she said.",
        "„Not yet,” she said.",
    ],
)
def test_every_kind_of_mark_opens_and_closes(text: str) -> None:
    assert inner(text) == ["Not yet,"]


def test_a_quotation_holds_its_marks_and_its_inside_does_not() -> None:
    text, (found,) = quotations("He said “no” twice.")
    assert (text[found.span.start : found.span.end], text[found.inner.start : found.inner.end]) == (
        "“no”",
        "no",
    )
    assert found.closed


def test_two_quotations_in_a_paragraph_are_two() -> None:
    assert inner('"We waited," she said. "Nobody came."') == ["We waited,", "Nobody came."]


def test_a_quotation_left_open_runs_to_the_end_of_its_paragraph() -> None:
    text, (first, second) = quotations("“We waited for them.", "“Nobody came.”")
    assert text[first.inner.start : first.inner.end] == "We waited for them."
    assert (first.closed, second.closed) == (False, True)


def test_straight_marks_left_open_do_not_turn_the_next_paragraph_inside_out() -> None:
    assert inner('"We waited for them.', '"Nobody came," he said.') == ["We waited for them.", "Nobody came,"]


def test_an_apostrophe_is_no_quotation_mark() -> None:
    assert inner("Peru’s envoys’ plan wasn’t Chile’s.") == []


def test_an_apostrophe_in_single_marks_does_not_close_them() -> None:
    assert inner("She called it ‘Chile’s affair’ and left.") == ["Chile’s affair"]


def test_a_quotation_in_a_quotation_belongs_to_it() -> None:
    assert inner("“He called it ‘absurd’ to my face,” she said.") == ["He called it ‘absurd’ to my face,"]


def test_marks_with_nothing_between_them_are_no_quotation() -> None:
    assert inner('“” and ""') == []


@given(st.lists(st.text(st.sampled_from('ab “”‘’«»„".’'), max_size=20), max_size=3))
def test_quotations_stand_in_order_inside_their_paragraph(paragraphs: list[str]) -> None:
    text, found = quotations(*paragraphs)
    assert list(found) == sorted(found, key=lambda q: q.span)
    assert all(
        q.span.holds(q.inner) and q.span.end <= len(text) and "\n\n" not in text[q.span.start : q.span.end]
        for q in found
    )
