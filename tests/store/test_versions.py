"""Versions of a report: the last one speaks, and what it no longer says is shown as withdrawn, never erased."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.model.document import Given
from dragoman.present.record import Project

FIRST = """Oslo and Tallinn agree on ferry safety

OSLO, 4 March 2024 - Norway and Estonia agreed on Monday to inspect each other's ferries.

Norwegian Foreign Minister Espen Barth Eide met his Estonian colleague Margus Tsahkna in Oslo on Monday.
The two ministers signed an agreement on the inspection of ferries in the Baltic Sea.
Estonia paid Norway ten million euros for the inspectors, an official said.
Mr Tsahkna said that the first inspection would take place in May.
He invited Mr Eide to Tallinn for the summer.
"""
LATER = FIRST.replace(
    "Estonia paid Norway ten million euros for the inspectors, an official said.\n", ""
).replace("OSLO, 4 March", "OSLO, 5 March")
OTHER = """Poland recalls its ambassador

WARSAW, 5 March 2024 - Poland recalled its ambassador from Minsk on Tuesday, the foreign ministry said.

The ministry gave no reason. Belarus said that it regretted the step.
"""


def write(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("url", [None, "https://gazette.example/ferries"])
def test_a_corrected_report_is_the_next_version_of_the_first(
    tmp_path: Path, order: tuple[int, int], url: str | None
) -> None:
    texts = [write(tmp_path, "first.txt", FIRST), write(tmp_path, "later.txt", LATER)]
    with Project.create(tmp_path / "record") as project:
        for i in order:
            project.add(
                [texts[i]], given=Given(outlet="The Gazette", published=date(2024, 3, 4 + i), url=url)
            )
        states = {k.place: k.state for k in project.documents()}
        assert states == {texts[0]: "replaced", texts[1]: "in"}
        found = project.tell()
        assert len(found.documents) == 1
        [gone] = found.withdrawn
        assert gone.words == "Estonia paid Norway ten million euros for the inspectors, an official said."
        assert (gone.published, gone.gone) == (date(2024, 3, 4), date(2024, 3, 5))


def test_two_reports_of_one_outlet_on_other_things_are_no_versions(tmp_path: Path) -> None:
    texts = [write(tmp_path, "first.txt", FIRST), write(tmp_path, "other.txt", OTHER)]
    with Project.create(tmp_path / "record") as project:
        project.add(texts, given=Given(outlet="The Gazette"))
        assert {k.state for k in project.documents()} == {"in"}
        assert project.tell().withdrawn == ()


def test_the_same_text_of_another_outlet_is_no_version(tmp_path: Path) -> None:
    first = write(tmp_path, "first.txt", FIRST)
    with Project.create(tmp_path / "record") as project:
        project.add([first], given=Given(outlet="The Gazette"))
        project.add([write(tmp_path, "copy.txt", LATER)], given=Given(outlet="Harbour News"))
        assert {k.state for k in project.documents()} == {"in"}


def test_of_three_versions_the_last_is_in_and_every_loss_is_shown(tmp_path: Path) -> None:
    last = LATER.replace("He invited Mr Eide to Tallinn for the summer.\n", "").replace("5 March", "6 March")
    with Project.create(tmp_path / "record") as project:
        for name, text, day in (("c", last, 6), ("a", FIRST, 4), ("b", LATER, 5)):
            file = write(tmp_path, f"{name}.txt", text)
            project.add([file], given=Given(outlet="The Gazette", published=date(2024, 3, day)))
        assert [k.state for k in project.documents()] == ["in", "replaced", "replaced"]
        assert len({k.replaced_by for k in project.documents() if k.replaced_by}) == 1
        gone = project.tell().withdrawn
        assert sorted({(g.published, g.words.split()[0]) for g in gone}) == [
            (date(2024, 3, 4), "Estonia"),
            (date(2024, 3, 4), "He"),
            (date(2024, 3, 5), "He"),
        ]


def test_a_report_in_another_language_is_in_only_in_part(tmp_path: Path) -> None:
    french = (
        "Le ministre norvégien des affaires étrangères a rencontré lundi à Oslo son homologue estonien. Les deux "
        "ministres ont signé un accord sur la sécurité des navires dans la mer Baltique, a indiqué le ministère.\n"
    )
    with Project.create(tmp_path / "record") as project:
        added = project.add([write(tmp_path, "fr.txt", french * 3)], given=Given(outlet="Le Quai"))
        assert (added.new, added.partial) == (1, 1)
        [kept] = project.documents()
        assert kept.state == "partial" and "English" in kept.reason
        assert [d.outlet for d in project.tell().documents] == ["Le Quai"]
