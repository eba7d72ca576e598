"""Days as intervals: a type says what is known and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.time import Precision, TimeSpan, between, day, month_of, week_of, year_of

days = st.dates(date(1950, 1, 1), date(2050, 12, 31))
ends = st.none() | days


@st.composite
def intervals(draw: st.DrawFn) -> TimeSpan:
    first, last = draw(ends), draw(ends)
    return between(min(first, last), max(first, last)) if first and last else between(first, last)


def holds(span: TimeSpan, on: date) -> bool:
    return (span.first is None or span.first <= on) and (span.last is None or on <= span.last)


def test_time_does_not_run_backward() -> None:
    with pytest.raises(ValueError, match="time runs forward"):
        TimeSpan(date(2022, 3, 2), date(2022, 3, 1), Precision.RANGE)


def test_one_day_is_written_as_one_day() -> None:
    assert str(day(date(2022, 3, 1))) == "2022-03-01"


def test_an_open_end_is_written_as_two_dots() -> None:
    assert str(between(None, date(2022, 3, 1))) == "../2022-03-01"


def test_the_days_of_an_open_interval_are_not_known() -> None:
    assert between(date(2022, 3, 1), None).days is None


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(2022, 3, 1), date(2022, 3, 1), Precision.DAY),
        (date(2022, 3, 1), date(2022, 3, 4), Precision.RANGE),
        (date(2022, 3, 1), None, Precision.OPEN),
        (None, date(2022, 3, 1), Precision.OPEN),
        (None, None, Precision.UNKNOWN),
    ],
)
def test_precision_is_what_the_ends_show(first: date | None, last: date | None, precision: Precision) -> None:
    assert between(first, last).precision is precision


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert str(week_of(date(2024, 2, 29))) == "2024-02-26/2024-03-03"


def test_a_week_may_begin_in_the_year_before() -> None:
    assert str(week_of(date(2020, 1, 1))) == "2019-12-30/2020-01-05"


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        (2024, 2, "2024-02-01/2024-02-29"),
        (2023, 2, "2023-02-01/2023-02-28"),
        (2021, 12, "2021-12-01/2021-12-31"),
        (9999, 12, "9999-12-01/9999-12-31"),
    ],
)
def test_a_month_ends_on_its_own_last_day(year: int, month: int, expected: str) -> None:
    assert str(month_of(year, month)) == expected


def test_a_year_is_whole() -> None:
    assert str(year_of(1999)) == "1999-01-01/1999-12-31"


def test_days_apart_do_not_overlap_without_slack() -> None:
    monday, wednesday = day(date(2024, 3, 4)), day(date(2024, 3, 6))
    assert not monday.overlaps(wednesday)
    assert monday.overlaps(wednesday, slack=2)


def test_intervals_that_do_not_touch_have_no_meeting() -> None:
    assert year_of(2019).meet(month_of(2020, 1)) is None


def test_a_day_meets_its_week_in_the_day() -> None:
    tuesday = day(date(2024, 3, 5))
    assert week_of(date(2024, 3, 5)).meet(tuesday) == tuesday


def test_an_open_end_lies_only_in_an_open_end() -> None:
    since = between(date(2024, 3, 1), None)
    assert not since.within(year_of(2024))
    assert year_of(2025).within(since)


@given(days)
def test_a_week_holds_its_day_and_starts_on_monday(on: date) -> None:
    week = week_of(on)
    assert week.first is not None and week.first.weekday() == 0 and week.days == 7 and holds(week, on)


@given(days)
def test_a_month_holds_its_days_and_no_other(on: date) -> None:
    month = month_of(on.year, on.month)
    assert holds(month, on) and month.first is not None and month.last is not None
    assert month.first.day == 1 and (month.last + timedelta(days=1)).day == 1


@given(intervals(), intervals())
def test_meeting_is_the_same_from_both_sides(left: TimeSpan, right: TimeSpan) -> None:
    here, there = left.meet(right), right.meet(left)
    assert (here and (here.first, here.last)) == (there and (there.first, there.last))


@given(intervals(), intervals())
def test_two_intervals_meet_exactly_when_they_overlap(left: TimeSpan, right: TimeSpan) -> None:
    assert (left.meet(right) is not None) == left.overlaps(right) == right.overlaps(left)


@given(intervals(), intervals())
def test_a_meeting_lies_within_both(left: TimeSpan, right: TimeSpan) -> None:
    met = left.meet(right)
    if met is not None:
        assert met.within(left) and met.within(right)


@given(intervals(), intervals(), days)
def test_a_day_lies_in_the_meeting_when_it_lies_in_both(left: TimeSpan, right: TimeSpan, on: date) -> None:
    met = left.meet(right)
    assert (met is not None and holds(met, on)) == (holds(left, on) and holds(right, on))


@given(intervals())
def test_an_interval_meets_itself_in_itself(span: TimeSpan) -> None:
    assert span.meet(span) == span


@given(intervals(), intervals(), st.integers(0, 30))
def test_more_slack_never_parts_what_overlaps(left: TimeSpan, right: TimeSpan, slack: int) -> None:
    if left.overlaps(right):
        assert left.overlaps(right, slack=slack)
