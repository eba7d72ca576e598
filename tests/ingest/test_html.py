"""A web page: its article is the text, its metadata are stated facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.ingest.failure import Failure, UnreadableError
from dragoman.ingest.html import looks_like_html, read_html
from dragoman.ingest.sources import find_documents
from dragoman.model.document import Basis, Document, Given
from dragoman.model.settings import Settings

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Lima thanks Santiago | Lima Post</title>
<meta property="og:site_name" content="Lima Post"><meta property="og:title" content="Lima thanks Santiago">
<meta property="article:published_time" content="2024-03-05T08:00:00-05:00"><meta name="author" content="Ana Rey"></head>
<body><nav><a href="/sport">Sport</a></nav><article><h1>Lima thanks Santiago</h1>
<p>Peru thanked Chile on Monday for the return of two fishing boats that had drifted south in a storm last month.</p>
<p>Chile&rsquo;s foreign ministry said that it was glad to help, and that the crews were well &amp; on their way home.</p>
</article><script>alert("no")</script></body></html>"""


def test_the_page_states_outlet_title_author_and_day() -> None:
    _, given = read_html(PAGE, Given())
    assert (given.outlet, given.title, given.authors) == ("Lima Post", "Lima thanks Santiago", ("Ana Rey",))
    assert (given.published, given.published_basis) == (date(2024, 3, 5), Basis.STATED)


def test_the_text_is_the_article_without_tags_scripts_and_menus() -> None:
    text, _ = read_html(PAGE, Given())
    assert "glad to help, and that the crews were well & on their way home" in text
    assert "<" not in text and "alert" not in text and "Sport" not in text


def test_the_text_begins_with_the_title() -> None:
    assert read_html(PAGE, Given())[0].startswith("Lima thanks Santiago\n")


def test_what_the_user_gives_wins_over_the_page() -> None:
    _, given = read_html(PAGE, Given(outlet="The Wire", published=date(2024, 3, 9), title="Thanks"))
    assert (given.outlet, given.published, given.title, given.published_basis) == (
        "The Wire",
        date(2024, 3, 9),
        "Thanks",
        Basis.GIVEN,
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<!doctype html><html><head><title>Nothing</title></head><body></body></html>",
        "<p>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(UnreadableError, match="HTML"):
        read_html(page, Given())


def test_a_page_without_an_article_is_a_failure_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>")
    (failure,) = find_documents([str(tmp_path)], (), Given(), Settings())
    assert isinstance(failure, Failure) and "HTML without article text" in failure.why


def test_a_page_in_a_text_file_is_known_by_its_first_words(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (document,) = find_documents([str(tmp_path)], (), Given(), Settings())
    assert isinstance(document, Document) and document.given.outlet == "Lima Post"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>", True),
        ("\n <HTML lang='en'>", True),
        ("<?xml version='1.0'?>\n<html>", True),
        ("<!-- saved page --><html>", True),
        ("Peru thanked Chile <html>", False),
        ("< html is a word >", False),
    ],
)
def test_a_page_is_known_by_its_first_tag(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_the_day_of_a_page_is_the_day_of_the_report() -> None:
    from dragoman.pipeline import annotate
    from dragoman.present.facade import ReadReport

    text, given = read_html(PAGE, Given())
    published = ReadReport(annotate(Document("d", "", text, None, given))).to_dict()["document"]["published"]
    assert (published["first"], published["basis"]) == ("2024-03-05", "stated")
