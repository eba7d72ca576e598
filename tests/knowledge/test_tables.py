"""Every data file loads, and a broken one is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from io import StringIO
from typing import Any

import pytest

from dragoman.knowledge import KnowledgeError, tables
from dragoman.knowledge.lexicon import TYPES, load_lexicon
from dragoman.knowledge.names import load_names
from dragoman.knowledge.people import load_people
from dragoman.knowledge.tables import LINE, lines, listed, rows, sections
from dragoman.model.annotation import EventType, Status

DATA = files("dragoman.knowledge") / "data"
TABLES = sorted(f.name for f in DATA.iterdir() if f.name.endswith(".tsv"))
WORD_LISTS = sorted(f.name for f in DATA.iterdir() if f.name.endswith(".txt") and f.name != "contexts.txt")


class _Folder:
    """A data folder in which some files are replaced by a text."""

    def __init__(self, replaced: dict[str, str]) -> None:
        self.replaced = replaced
        self.name = ""

    def __truediv__(self, name: str) -> Any:
        if name == "data":
            return self
        return _Text(self.replaced[name]) if name in self.replaced else DATA / name


class _Text(StringIO):
    def read_text(self, encoding: str) -> str:
        assert encoding == "utf-8"
        return self.getvalue()


@pytest.fixture
def replace(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """`replace(name, text)` lets the loaders read `text` in place of the data file."""

    def put(name: str, text: str) -> None:
        monkeypatch.setattr(tables, "files", lambda package: _Folder({name: text}))

    return put


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_rows_with_its_columns(name: str) -> None:
    found = list(rows(name))
    assert found and all(set(row) == set(found[0]) for row in found)


@pytest.mark.parametrize("name", WORD_LISTS)
def test_every_word_list_has_sections_with_entries(name: str) -> None:
    assert all(head and entries for _, head, entries in sections(name, words=1))


@pytest.mark.parametrize("name", TABLES)
def test_the_first_cell_of_a_row_is_never_empty(name: str) -> None:
    assert all(next(iter(row.values())).strip() for row in rows(name))


def test_codes_of_states_are_three_capital_letters_each_once() -> None:
    codes = [row["code"] for row in rows("states.tsv")]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert len(codes) == len(set(codes)) > 190


def test_wikidata_ids_have_their_form() -> None:
    assert all(
        re.fullmatch(r"Q\d+|", row["qid"])
        for name in ("states.tsv", "organisations.tsv", "groups.tsv", "offices.tsv")
        for row in rows(name)
    )


def test_members_of_organisations_are_states_we_know() -> None:
    states = {row["code"] for row in rows("states.tsv")}
    assert {code for row in rows("organisations.tsv") for code in listed(row["members"])} <= states


def test_outlets_stand_in_countries_we_know() -> None:
    states = {row["code"] for row in rows("states.tsv")}
    assert {row["country"] for row in rows("outlets.tsv")} <= states | {""}


def test_the_event_types_of_the_lexicon_are_those_of_the_model() -> None:
    assert {t.value for t in EventType} == TYPES


def test_every_event_type_can_be_found_by_some_predicate() -> None:
    found = {p.type for ps in load_lexicon().predicates.values() for p in ps}
    assert TYPES - found <= {"SILENCE", "RESPONSE", "STATEMENT"}


def test_every_governor_gives_a_known_status_and_a_certainty_in_range() -> None:
    governors = load_lexicon().governors.values()
    assert {g.status for g in governors if g.status} <= {s.value for s in Status}
    assert all(g.certainty is None or -3 <= g.certainty <= 3 for g in governors)


def test_comments_and_blank_lines_are_no_rows(replace: Callable[[str, str], None]) -> None:
    replace("x.tsv", "a\tb\n# why\n\n1\t2\n")
    assert list(rows("x.tsv")) == [{"a": "1", "b": "2", LINE: "4"}]


def test_cells_left_out_at_the_end_are_empty(replace: Callable[[str, str], None]) -> None:
    replace("x.tsv", "a\tb\tc\n1\n")
    assert list(rows("x.tsv")) == [{"a": "1", "b": "", "c": "", LINE: "2"}]


def test_lines_are_counted_from_one_with_comments(replace: Callable[[str, str], None]) -> None:
    replace("x.txt", "# why\n\nword\n")
    assert list(lines("x.txt")) == [(3, "word")]


def test_commas_in_braces_part_no_entries(replace: Callable[[str, str], None]) -> None:
    replace("x.txt", "[HEAD verb both]\nsign{pact,treaty}, meet\n")
    assert list(sections("x.txt", words=2)) == [
        ("x.txt:1", ["HEAD", "verb", "both"], ["sign{pact,treaty}", "meet"])
    ]


def test_a_cell_may_list_several_values() -> None:
    assert listed(" Côte d'Ivoire | Ivory Coast|") == ("Côte d'Ivoire", "Ivory Coast")


STATES = "code\tname\taliases\tadjectives\tpeople\tcapital\tcapital_aliases\tqid\n"
OFFICES = "code\toffice\tstart\tperson\tqid\ttitle\tend\n"


@pytest.mark.parametrize(
    ("name", "text", "load", "where"),
    [
        ("states.tsv", STATES + "PER\tPeru\t\t\t\t\t\t\t\textra\n", load_names, "states.tsv:2"),
        (
            "offices.tsv",
            OFFICES + "# why\nPER\tforeign-minister\tin spring\tAna Rey\t\tMinister\t2020\n",
            load_people,
            "offices.tsv:3",
        ),
        (
            "offices.tsv",
            OFFICES + "PER\tforeign-minister\t2020-13\tAna Rey\t\tMinister\t2021\n",
            load_people,
            "offices.tsv:2",
        ),
        (
            "offices.tsv",
            OFFICES + "PER\tforeign-minister\t2020-05-03\tAna Rey\t\tMinister\t2019-05-03\n",
            load_people,
            "offices.tsv:2",
        ),
        ("predicates.txt", "[MEETING verb both]\nmeet\n", load_lexicon, "predicates.txt:1"),
        ("predicates.txt", "meet, greet\n", load_lexicon, "predicates.txt:1"),
        ("titles.txt", "[head-of-state GOV -\npresident\n", load_lexicon, "titles.txt:1"),
        ("titles.txt", "[head-of-state]\npresident\n", load_lexicon, "titles.txt:1"),
        ("governors.txt", "[say happened strongly]\nsay\n", load_lexicon, "governors.txt:1"),
    ],
    ids=[
        "extra-tab",
        "no-date",
        "no-month",
        "ends-before-start",
        "no-event-type",
        "no-head",
        "head-left-open",
        "short-head",
        "no-number",
    ],
)
def test_a_broken_file_is_told_with_file_and_line(
    replace: Callable[[str, str], None], name: str, text: str, load: Callable[[], object], where: str
) -> None:
    replace(name, text)
    with pytest.raises(KnowledgeError, match=re.escape(where)):
        load()
