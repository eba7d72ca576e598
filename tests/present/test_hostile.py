"""Words of a report are never markup, script or a command to the terminal, in any form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.present.facade import brief, read
from dragoman.present.markdown import escape
from pages import HOSTILE, Page, folder_of
from runs import Run

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
RAW = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{BIDI}]")
FORMS = (["brief"], ["brief", "--markdown"], ["brief", "--json"], ["annotate"], ["why", "ev1"], ["why", "d1"])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return folder_of(tmp_path, hostile=HOSTILE)


def page_of(run: Run, reports: Path, *options: str) -> str:
    assert (
        run("brief", "-q", *options, "--html", reports / "out.html", reports / "hostile.txt").exit_code == 0
    )
    return (reports / "out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_no_form_holds_a_control_character_or_an_override_of_direction(
    run: Run, reports: Path, form: list[str]
) -> None:
    found = run(*form, reports)
    assert found.exit_code == 0
    assert RAW.findall(found.output) == []


def test_the_page_holds_no_control_character_or_override_of_direction(run: Run, reports: Path) -> None:
    assert RAW.findall(page_of(run, reports)) == []


def test_markdown_holds_no_tag_and_no_link_of_a_report(run: Run, reports: Path) -> None:
    told = run("brief", "--markdown", reports).stdout
    assert not re.search(r"<(script|/?mark|img|a|/?span|/?title)\b", told)
    assert not re.search(r"(?<!\\)\]\(", told)


def test_the_terminal_prints_markup_of_a_report_as_it_stands(run: Run, reports: Path) -> None:
    assert "[red]rejects[/red]" in " ".join(run("brief", reports).stdout.split())


def test_the_page_shows_the_words_of_a_report_and_runs_none(run: Run, reports: Path) -> None:
    page = Page(page_of(run, reports))
    assert not {"script", "img", "link", "iframe", "object", "embed", "form", "base"} & set(page.tags)
    assert not [
        name for name, _ in page.attributes if name.startswith("on") or name in ("src", "srcset", "action")
    ]
    assert all(target.startswith("#") for target in page.values("href"))
    assert "<script>alert(1)</script>" in page.words


def test_the_page_escapes_what_a_report_writes(run: Run, reports: Path) -> None:
    page = page_of(run, reports)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page and "<img" not in page


def test_an_outlet_that_the_user_names_is_escaped_too(run: Run, reports: Path) -> None:
    page = page_of(run, reports, "--outlet", '<b>Post</b> "onload=x \x1b[2J')
    assert "<b>" not in page and "\x1b" not in page and '"onload' not in page
    assert "\x1b" not in run("brief", "--outlet", "Post\x1b[2J", reports / "hostile.txt").output


def test_a_file_name_is_escaped_where_it_is_told(run: Run, tmp_path: Path) -> None:
    name = "a\x1b[31m<b>\u202e.txt"
    (tmp_path / name).write_text(HOSTILE, encoding="utf-8")
    (tmp_path / f"b{name}").touch()
    for form in FORMS:
        assert RAW.findall(run(*form, "-v", tmp_path).output) == []


def test_what_a_json_line_states_is_escaped(run: Run) -> None:
    line = json.dumps(
        {
            "id": "a\x1b[31m\u202e",
            "text": "Norway thanked Peru on Monday.",
            "outlet": "P\x1bost\u202e",
            "title": "<b>\x07",
            "authors": ["\x1b"],
            "url": "\x9b31m",
        }
    )
    for form in FORMS:
        assert RAW.findall(run(*form, "-v", "-", input=line).output) == []


@given(
    st.lists(
        st.sampled_from(
            ["<script>", "</mark>", "\x1b[31m", "\u202e", "&amp;", '"', "'>", "<!--", "]]>", "\x9b", " "]
        ),
        max_size=6,
    ).map("".join)
)
@settings(max_examples=25)
def test_no_mark_anywhere_in_a_report_leaves_the_text_of_the_page(marks: str) -> None:
    text = f"Norway rejected {marks} a Peruvian proposal on Monday, Foreign Minister Kari Holm said {marks} in Oslo."
    plain = Page(
        brief(
            [
                read(
                    "Norway rejected a Peruvian proposal on Monday, Foreign Minister Kari Holm said in Oslo.",
                    published="2023-10-18",
                )
            ]
        ).to_html()
    )
    made = brief([read(text, published="2023-10-18", outlet=f"Post{marks}")]).to_html()
    assert set(Page(made).tags) <= set(plain.tags) | {
        "text",
        "line",
        "rect",
        "g",
        "a",
        "svg",
        "title",
        "p",
        "blockquote",
        "span",
    }
    assert RAW.findall(made) == []


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("a_b*c", "a\\_b\\*c"),
        ("<i>", "&lt;i&gt;"),
        ("[x](y)", "\\[x\\](y)"),
        ("a|b", "a\\|b"),
        ("R&D", "R&amp;D"),
    ],
)
def test_marks_of_markdown_are_escaped(words: str, escaped: str) -> None:
    assert escape(words) == escaped
