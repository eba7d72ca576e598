"""A brief laid out for reading: days, cuts and counts in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.record import Brief
from dragoman.model.time import Precision, TimeSpan, between, day, month_of, week_of, year_of
from dragoman.present.facade import brief, read
from dragoman.present.page import Page, lay_out
from dragoman.present.words import day_words, safe, shorten
from pages import COURIER, HERALD, POST


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (None, "day unknown"),
        (TimeSpan(None, None, Precision.UNKNOWN), "day unknown"),
        (day(date(2023, 10, 16)), "16 Oct 2023"),
        (week_of(date(2021, 5, 5)), "3–9 May 2021"),
        (between(date(2023, 9, 28), date(2023, 10, 2)), "28 Sep – 2 Oct 2023"),
        (between(date(2023, 12, 30), date(2024, 1, 2)), "30 Dec 2023 – 2 Jan 2024"),
        (month_of(2023, 9), "Sep 2023"),
        (year_of(2019), "2019"),
        (between(date(1990, 1, 1), date(1999, 12, 31)), "1990–1999"),
        (between(None, date(2023, 10, 16)), "by 16 Oct 2023"),
        (between(date(2023, 10, 16), None), "from 16 Oct 2023"),
    ],
)
def test_an_interval_is_told_in_words(interval: TimeSpan | None, words: str) -> None:
    assert day_words(interval) == words


def test_a_short_text_is_not_cut() -> None:
    assert shorten("Norway agreed.", 20) == "Norway agreed."


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("Norway agreed, after two days of talks.", 20) == "Norway agreed …"


@given(st.text(max_size=80), st.integers(5, 40))
def test_a_cut_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


@given(st.text(max_size=60))
def test_a_safe_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    plain = safe(text)
    assert plain.splitlines() in ([plain], [])
    assert safe(plain) == plain


@pytest.fixture(scope="module")
def record() -> Brief:
    return brief([read(HERALD), read(POST), read(COURIER)]).record


def named_notes(page: Page) -> set[int]:
    parts = [
        part
        for c in page.chapters
        for part in (
            c.happened,
            c.upcoming,
            c.open,
            c.relations,
            c.positions,
            c.standings,
            c.balances,
            c.threads,
            c.shared.rows if c.shared else (),
        )
    ]
    named = {n for part in (*parts, page.short) for line in part for n in line.notes}
    return named | set(page.lead_notes) | {n for c in page.chapters for n in c.lead_notes}


def test_notes_are_numbered_from_one_without_gaps(record: Brief) -> None:
    assert [n.number for n in lay_out(record).notes] == list(range(1, len(lay_out(record).notes) + 1))


def test_every_line_has_a_note(record: Brief) -> None:
    page = lay_out(record)
    assert all(line.notes for line in page.lines)


def test_every_note_that_is_named_exists(record: Brief) -> None:
    page = lay_out(record)
    assert named_notes(page) <= {n.number for n in page.notes}


@pytest.mark.parametrize("limit", [1, 2])
def test_with_a_small_limit_every_note_that_is_named_still_exists(record: Brief, limit: int) -> None:
    page = lay_out(record, limit=limit)
    assert named_notes(page) <= {n.number for n in page.notes}


def test_what_is_told_and_what_is_left_out_is_everything(record: Brief) -> None:
    page = lay_out(record, limit=2)
    assert len(page.lines) + page.more == len(record.events)


def test_what_happened_stands_in_order_of_time(record: Brief) -> None:
    by_id = {e.id: e for e in record.events}
    times = [by_id[line.event].time for line in lay_out(record).chapters[0].happened]
    days = [time.last for time in times if time and time.last]
    assert days == sorted(days)
