"""A pile of several affairs is read chapter by chapter: who tells what, how a status changed, one line for the small ones."""

from __future__ import annotations

from collections import Counter

import pytest

import dragoman
from dragoman.present.chapters import OTHERWISE, REPEATS, TELLS
from dragoman.present.page import Page, lay_out
from pages import COURIER, HERALD, POST

LIMA = (
    "LIMA - Peru expelled two Chilean diplomats on Monday after a quarrel over fishing rights off Tacna.",
    "SANTIAGO - Peru on Monday threw out a pair of Chilean diplomats in the quarrel over fishing rights off Tacna, and Chile "
    "condemned the expulsion as unworthy of a neighbour.",
)


def page_of(*texts: tuple[str, str], limit: int = 30) -> Page:
    read = [dragoman.read(text, published=day, outlet=f"Outlet {n}") for n, (text, day) in enumerate(texts)]
    return lay_out(dragoman.brief(read).record, limit=limit)


@pytest.fixture(scope="module")
def pile() -> Page:
    pages = [dragoman.read(p) for p in (HERALD, POST, COURIER)]
    lima = [dragoman.read(t, published="2024-05-14", outlet=f"Outlet {n}") for n, t in enumerate(LIMA)]
    return lay_out(dragoman.brief([*pages, *lima]).record)


def test_each_affair_has_a_chapter_with_its_own_reports(pile: Page) -> None:
    assert [set(c.sources) for c in pile.chapters] == [
        {s.id for s in pile.sources if s.outlet in outlets}
        for outlets in (
            {s.outlet for s in pile.sources if "Outlet" not in s.outlet},
            {"Outlet 0", "Outlet 1"},
        )
    ]


def test_no_event_stands_in_two_places(pile: Page) -> None:
    assert [e for e, n in Counter(line.event for line in pile.lines).items() if n > 1] == []


def test_the_lead_of_a_pile_names_its_affairs(pile: Page) -> None:
    assert "2 affairs" in pile.lead and all(c.title in pile.lead for c in pile.chapters)


def test_the_table_marks_who_tells_and_who_does_not() -> None:
    chapter = page_of((LIMA[0], "2024-05-14"), (LIMA[1], "2024-05-14")).chapters[0]
    assert chapter.shared is not None
    cells = {row.text: row.cells for row in chapter.shared.rows}
    expelled = next(cells[text] for text in cells if "expel" in text.lower() or "threw out" in text)
    condemned = next(cells[text] for text in cells if "condemn" in text.lower())
    assert expelled == (TELLS, TELLS) and set(condemned) == {TELLS, ""}


def test_a_copy_is_marked_as_a_copy() -> None:
    text = (
        LIMA[0]
        + " The two envoys, who had served in the consulate since March, were given three days to pack, an official in Lima said."
    )
    shared = page_of((text, "2024-05-14"), (text + " More follows.", "2024-05-15")).chapters[0].shared
    assert shared is not None and shared.rows[0].cells == (TELLS, REPEATS)


def test_an_event_called_off_in_a_later_report_shows_its_history() -> None:
    planned = "OSLO - The foreign ministers of Norway and Iceland will meet in Reykjavik on June 20 to discuss fishing quotas."
    off = "REYKJAVIK - The meeting of the foreign ministers of Norway and Iceland in Reykjavik on June 20 to discuss fishing quotas has been called off."
    lines = page_of((planned, "2024-06-10"), (off, "2024-06-14")).lines
    told = [line.history for line in lines if line.history]
    assert told == ["scheduled (10 Jun 2024), then cancelled (14 Jun 2024)"]


def test_opposite_tellings_are_marked() -> None:
    told = "TUNIS - Tunisia and Libya signed a fishing accord in Tunis on May 3, the Tunisian foreign ministry said."
    denied = "TRIPOLI - Libya denied that Tunisia and Libya had signed a fishing accord in Tunis on May 3."
    shared = page_of((told, "2024-05-04"), (denied, "2024-05-04")).chapters[0].shared
    assert shared is None or all(OTHERWISE in row.cells or "" in row.cells for row in shared.rows)


def test_a_pile_of_single_reports_tells_the_rest_in_short() -> None:
    pairs = [
        ("Peru", "Chile"),
        ("Ghana", "Togo"),
        ("Nepal", "India"),
        ("Latvia", "Estonia"),
        ("Oman", "Yemen"),
        ("Cuba", "Haiti"),
        ("Fiji", "Tonga"),
        ("Mali", "Niger"),
    ]
    page = page_of(
        *(
            (
                f"{a} expelled two diplomats of {b} on Monday over a quarrel about the port of {b}.",
                "2024-05-14",
            )
            for a, b in pairs
        )
    )
    assert len(page.chapters) == 6 and len(page.short) == 2


def test_a_report_that_tells_of_no_act_is_still_listed(pile: Page) -> None:
    page = page_of(("The weather in the valley was fine all week, and the harvest was good.", "2024-05-14"))
    assert page.chapters == () and [s.outlet for s in page.others] == ["Outlet 0"]
    assert pile.others == ()


def test_what_was_over_long_before_the_reports_does_not_lead() -> None:
    texts = [
        f"LIMA - Norway expelled two Peruvian diplomats in May 1998. Norway and Peru {did} a fisheries agreement in Lima on Monday."
        for did in ("signed", "concluded and signed")
    ]
    page = page_of(*((text, "2023-10-17") for text in texts))
    assert page.lead.index("signed") < page.lead.index("1998")
