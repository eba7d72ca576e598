"""The page opens from disk: one file, no request, no script, every link leads somewhere."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.present.facade import brief, read
from pages import HERALD, POST, Page
from runs import ROOT, Episodes


@pytest.fixture(scope="module")
def page() -> str:
    return brief([read(HERALD), read(POST)]).to_html()


def test_the_page_asks_for_nothing_from_outside(page: str) -> None:
    assert [
        mark for mark in ("http://", "https://", "<script", "src=", "@import", "url(") if mark in page
    ] == []


def test_the_page_forbids_itself_to_ask(page: str) -> None:
    assert "default-src 'none'" in page


def test_the_page_says_its_language_and_title(page: str) -> None:
    assert '<html lang="en">' in page
    assert page.count("<title>") >= 1 and "<h1>" in page


def test_every_link_leads_to_a_place_on_the_page(page: str, episodes: Episodes) -> None:
    for made in (page, *(brief(found).to_html() for found in episodes.values())):
        read_page = Page(made)
        assert {target.removeprefix("#") for target in read_page.values("href")} <= set(
            read_page.values("id")
        )


def test_no_two_places_have_one_name(page: str, episodes: Episodes) -> None:
    for made in (page, *(brief(found).to_html() for found in episodes.values())):
        assert [name for name, n in Counter(Page(made).values("id")).items() if n > 1] == []


def test_the_texts_stand_on_the_page_word_for_word(page: str) -> None:
    shown = " ".join(Page(page).words.split())
    assert all(" ".join(line.split()) in shown for line in HERALD.splitlines())


def test_the_evidence_is_marked_in_the_texts(page: str) -> None:
    assert page.count("<mark") >= 2


def test_a_page_is_the_same_whatever_the_folder_of_the_caller(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT.parent)
    assert brief([read(POST), read(HERALD)]).to_html() == page
