"""What a time expression means, counted from the day of the report: Wednesday 18 October 2023 unless said."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.extract.times import find_times
from dragoman.knowledge import load_knowledge
from dragoman.model.settings import Settings
from dragoman.model.time import between
from dragoman.present.facade import ReadReport, read
from dragoman.reading.reading import read_document
from dragoman.resolve.when import resolve_times
from runs import make_document

WEDNESDAY = "2023-10-18"


def times_of(text: str, published: str | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [
        (text[t.span.start : t.span.end], str(t.interval) if t.interval else None)
        for t in read(text, published=published).times
    ]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        # weekdays, told and foretold
        ("Norway recalled its envoy on Monday.", "2023-10-16"),
        ("Norway recalled its envoy on Wednesday.", "2023-10-18"),
        ("Norway recalled its envoy on Thursday.", "2023-10-12"),
        ("Norway will recall its envoy on Monday.", "2023-10-23"),
        ("The envoy is due to arrive on Friday.", "2023-10-20"),
        ("The envoy left last Friday.", "2023-10-13"),
        ("The envoy will leave next Friday.", "2023-10-20"),
        ("The envoys met on Tuesday evening.", "2023-10-17"),
        ("Monday's call was short.", "2023-10-16"),
        ("Chile cancelled Tuesday's lunch.", "2023-10-17"),
        ("Chile cancelled Friday's lunch.", "2023-10-20"),
        ("Norway said on Monday it would not recall its envoy.", "2023-10-16"),
        ("Chad shelled the post overnight.", "2023-10-17/2023-10-18"),
        ("The talks ran from 5 to 7 October.", "2023-10-05/2023-10-07"),
        ("The envoy was expelled in the last days of September.", "2023-09-21/2023-09-30"),
        ("The price of the meeting in November is high.", "2023-11-01/2023-11-30"),
        ("Chile is to answer by Friday.", "2023-10-20"),
        ("The two met on Thursday, October 12.", "2023-10-12"),
        ("The ministers will meet next Thursday, October 26.", "2023-10-26"),
        # days counted from the report
        ("The envoy spoke to reporters today.", "2023-10-18"),
        ("Peru protested yesterday.", "2023-10-17"),
        ("Peru will answer tomorrow.", "2023-10-19"),
        ("The envoy spoke last night.", "2023-10-17"),
        ("The ministers spoke this morning.", "2023-10-18"),
        ("The envoys met three days ago.", "2023-10-15"),
        ("The envoys met two weeks ago.", "2023-10-02/2023-10-08"),
        ("The envoys met a fortnight ago.", "2023-10-02/2023-10-08"),
        ("The war ended ten years ago.", "2013-01-01/2013-12-31"),
        ("The envoys will meet in two weeks.", "2023-10-30/2023-11-05"),
        # weeks, weekends, months, years
        ("The talks failed last week.", "2023-10-09/2023-10-15"),
        ("The ministers meet this week.", "2023-10-16/2023-10-22"),
        ("The ministers will meet next week.", "2023-10-23/2023-10-29"),
        ("The ministers met earlier this week.", "2023-10-16/2023-10-18"),
        ("The ministers will meet later this week.", "2023-10-18/2023-10-22"),
        ("The ministers met at the weekend.", "2023-10-14/2023-10-15"),
        ("The ministers will meet at the weekend.", "2023-10-21/2023-10-22"),
        ("The talks failed last month.", "2023-09-01/2023-09-30"),
        ("The talks resume next month.", "2023-11-01/2023-11-30"),
        ("Peru will publish its findings early next month.", "2023-11-01/2023-11-10"),
        ("Ships will sail by the end of the month.", "2023-10-21/2023-10-31"),
        ("The accord was signed last year.", "2022-01-01/2022-12-31"),
        ("The accord lapses next year.", "2024-01-01/2024-12-31"),
        ("The plan was dropped late last year.", "2022-09-01/2022-12-31"),
        # a day of a month without its year
        ("The note was handed over on October 3.", "2023-10-03"),
        ("The two met on 3 October.", "2023-10-03"),
        ("The two met on Sept. 14.", "2023-09-14"),
        ("The note was handed over on November 12.", "2022-11-12"),
        ("A signing is scheduled for November 12.", "2023-11-12"),
        ("The vote is set for November 5.", "2023-11-05"),
        ("The ministers will meet on January 30.", "2024-01-30"),
        ("The accord lapses on December 31.", "2023-12-31"),
        ("The envoys met on the 12th.", "2023-10-12"),
        ("The ministers met on October 3-5.", "2023-10-03/2023-10-05"),
        # a month without its year
        ("The accord was signed in March.", "2023-03-01/2023-03-31"),
        ("The ministers will meet in March.", "2024-03-01/2024-03-31"),
        ("Chile plans to protest in November.", "2023-11-01/2023-11-30"),
        ("The two signed the accord last November.", "2022-11-01/2022-11-30"),
        ("The ministers met in late April.", "2023-04-21/2023-04-30"),
        ("The ministers met in mid-July.", "2023-07-11/2023-07-20"),
        # named in full
        ("The two signed it on 5 March 2021.", "2021-03-05"),
        ("The two signed it on March 5, 2021.", "2021-03-05"),
        ("The two signed it on 2021-03-05.", "2021-03-05"),
        ("The ministers met in March 2020.", "2020-03-01/2020-03-31"),
        ("The accord was signed in 2019.", "2019-01-01/2019-12-31"),
        ("The border was drawn in early 2019.", "2019-01-01/2019-04-30"),
        ("The quarrel began in the 1990s.", "1990-01-01/1999-12-31"),
        ("The two met in the first quarter of 2022.", "2022-01-01/2022-03-31"),
        ("The accord was signed in the spring of 2018.", "2018-03-01/2018-05-31"),
        ("Talks resumed last summer.", "2023-06-01/2023-08-31"),
        # stretches
        ("Exports fell over the past year.", "2022-10-18/2023-10-18"),
        ("The plan will be published soon.", "2023-10-18/.."),
    ],
)
def test_an_expression_is_counted_from_the_day_of_the_report(text: str, interval: str) -> None:
    assert [found for _, found in times_of(text)] == [interval]


@pytest.mark.parametrize(
    ("text", "intervals"),
    [
        ("Chile replied on Monday and Peru replied on the same day.", ["2023-10-16", "2023-10-16"]),
        ("Peru agreed on October 9. Chile agreed two days later.", ["2023-10-09", "2023-10-11"]),
        ("Peru agreed on October 9. Chile agreed the next day.", ["2023-10-09", "2023-10-10"]),
        ("Peru agreed on October 9, a day before Chile did.", ["2023-10-09", "2023-10-08"]),
        ("Chile said on Tuesday that Peru will sign on Friday.", ["2023-10-17", "2023-10-20"]),
        ("Peru protested on Sunday and will appeal on Monday.", ["2023-10-15", "2023-10-23"]),
    ],
)
def test_expressions_are_read_with_those_before_them(text: str, intervals: list[str]) -> None:
    assert [found for _, found in times_of(text)] == intervals


@pytest.mark.parametrize(
    ("published", "text", "interval"),
    [
        ("2024-01-02", "Peru protested on Sunday.", "2023-12-31"),
        ("2024-01-02", "Peru protested on December 28.", "2023-12-28"),
        ("2023-12-30", "Peru will protest on January 3.", "2024-01-03"),
        ("2024-01-02", "The talks failed last month.", "2023-12-01/2023-12-31"),
        ("2024-01-02", "The talks failed last week.", "2023-12-25/2023-12-31"),
        ("2023-10-22", "The ministers met on Sunday.", "2023-10-22"),
        ("2023-10-22", "The ministers met last Sunday.", "2023-10-15"),
        ("2023-10-22", "The ministers met at the weekend.", "2023-10-21/2023-10-22"),
        ("2024-03-31", "The talks failed last month.", "2024-02-01/2024-02-29"),
    ],
)
def test_counting_crosses_the_edges_of_weeks_and_years(published: str, text: str, interval: str) -> None:
    assert [found for _, found in times_of(text, published)] == [interval]


@pytest.mark.parametrize(
    "text",
    [
        "The fee is $5 a month.",
        "The envoy, a 50-year-old lawyer, resigned.",
        "The envoy, who is 50 years old, resigned.",
        "It paid 2,019 dollars for 1,990 tonnes.",
        "The ministers may meet in Oslo.",
        "The march on the capital ended in silence.",
        "Readers of the Sunday Times were told of it.",
    ],
)
def test_prices_ages_and_other_words_are_no_times(text: str) -> None:
    assert times_of(text) == []


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("The talks lasted three days.", "DURATION", "P3D"),
        ("The two-year pact lapsed.", "DURATION", "P2Y"),
        ("They were silent for weeks.", "DURATION", "PXW"),
        ("The commission meets every year.", "SET", "P1Y"),
        ("The commission meets every Tuesday.", "SET", "XXXX-WXX-2"),
        ("The talks failed last week.", "DATE", "2023-W41"),
        ("The ministers met at the weekend.", "DATE", "2023-W41-WE"),
        ("The envoys met on Tuesday evening.", "TIME", "2023-10-17TEV"),
        ("The accord was signed in March.", "DATE", "2023-03"),
        ("The quarrel began in the 1990s.", "DATE", "199"),
        ("The plan will be published soon.", "DATE", "FUTURE_REF"),
    ],
)
def test_a_time_has_its_timex_type_and_value(text: str, type_: str, value: str) -> None:
    (found,) = read(text, published=WEDNESDAY).times
    assert (found.type, found.value) == (type_, value)


def test_a_duration_has_no_days() -> None:
    assert times_of("The talks lasted three days.") == [("three days", None)]


def test_a_day_that_no_month_has_is_no_day() -> None:
    assert times_of("The minister left on February 30.") == [("February 30", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway recalled its envoy on Monday.",
        "Talks will follow next week.",
        "The ministers met on October 3.",
        "Peru protested two days ago.",
        "Peru protested yesterday.",
    ],
)
def test_without_an_anchor_there_is_no_interval_and_an_issue_that_cites_the_words(text: str) -> None:
    report = read(text)
    (found,) = report.times
    assert found.interval is None
    assert [(i.code, i.span) for i in report.annotation.issues] == [("time.no-anchor", found.span)]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("The accord was signed in 2019.", "2019-01-01/2019-12-31"),
        ("They met on 5 March 2021.", "2021-03-05"),
    ],
)
def test_what_is_named_in_full_needs_no_anchor(text: str, interval: str) -> None:
    report = read(text)
    assert [str(t.interval) for t in report.times] == [interval]
    assert report.annotation.issues == ()


def resolved_over(first: date, last: date, text: str) -> str:
    reading, _ = read_document(make_document(text), load_knowledge(), Settings())
    (found,) = resolve_times(find_times(reading), reading, between(first, last)).found
    return str(found.interval)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Peru protested yesterday.", "2023-10-16/2023-10-18"),
        ("Peru protested on Monday.", "2023-10-16"),
        ("Peru protested in 2019.", "2019-01-01/2019-12-31"),
        ("Peru protested last month.", "2023-09-01/2023-09-30"),
    ],
)
def test_over_an_anchor_of_some_days_only_what_is_certain_is_kept(text: str, interval: str) -> None:
    assert resolved_over(date(2023, 10, 17), date(2023, 10, 19), text) == interval


def test_the_words_of_a_time_and_how_it_was_counted_are_kept() -> None:
    report: ReadReport = read("Peru protested yesterday.", published=WEDNESDAY)
    (found,) = report.times
    assert (found.derivation.rule, found.derivation.note) == ("time.relative-day", "counted from 2023-10-18")


def test_today_is_counted_from_the_dateline_of_a_day_or_two_before() -> None:
    told = times_of("NAIROBI, Oct 16 (Rift Wire) - Kenya recalled its envoy today.\n")
    assert ("today", "2023-10-16") in told


def test_the_evening_before_is_counted_from_the_day_named() -> None:
    told = times_of("Kenya protested on Monday. Chad had shelled the post the previous evening.")
    assert told[-1] == ("the previous evening", "2023-10-15")
