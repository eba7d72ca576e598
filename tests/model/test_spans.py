"""Evidence can be checked by anyone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.document import Document
from dragoman.model.spans import Span, SpanError, covering

REPORT = Document("doc", "", "Chad thanked Niger.")
spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair)))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (-3, -1)])
def test_a_span_that_does_not_run_forward_from_zero_is_refused(start: int, end: int) -> None:
    with pytest.raises(SpanError):
        Span(start, end)


def test_cited_words_are_the_words_that_stand_there() -> None:
    cited = REPORT.cite(5, 12)
    assert (cited.document, cited.span, cited.quote) == ("doc", Span(5, 12), "thanked")


@pytest.mark.parametrize(("start", "end"), [(0, 20), (19, 19), (3, 3), (7, 2), (-2, 4)])
def test_citing_what_is_not_in_the_text_raises(start: int, end: int) -> None:
    with pytest.raises(SpanError, match=r"does not lie in the 19 characters"):
        REPORT.cite(start, end)


def test_quote_raises_for_a_span_beyond_the_text() -> None:
    with pytest.raises(SpanError):
        REPORT.quote(Span(15, 25))


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 4).overlaps(Span(4, 8))


def test_covering_nothing_raises() -> None:
    with pytest.raises(SpanError):
        covering([])


@given(st.lists(spans, min_size=1, max_size=6))
def test_the_covering_span_holds_every_span(listed: list[Span]) -> None:
    whole = covering(listed)
    assert all(whole.holds(span) for span in listed)


@given(spans, spans)
def test_shared_characters_are_the_same_from_both_sides(left: Span, right: Span) -> None:
    assert left.shared(right) == right.shared(left)
    assert left.overlaps(right) == right.overlaps(left)


@given(spans, spans)
def test_spans_share_characters_exactly_when_they_overlap(left: Span, right: Span) -> None:
    if len(left) and len(right):
        assert left.overlaps(right) == (left.shared(right) > 0)


@given(spans, spans)
def test_a_span_that_holds_another_shares_all_of_it(left: Span, right: Span) -> None:
    if left.holds(right):
        assert left.shared(right) == len(right)
