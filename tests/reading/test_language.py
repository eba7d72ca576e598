"""The language of a text; what is not English is an issue and not a silent misreading."""

from __future__ import annotations

import pytest

from dragoman.present.facade import read
from dragoman.reading.language import find_language

ENGLISH = (
    "Norway rejected a Peruvian proposal on anchovy quotas on Monday, its foreign minister said in Oslo."
)
OTHERS = {
    "es": "Noruega rechazó el lunes una propuesta peruana sobre las cuotas de anchoveta, dijo en Oslo su ministra de Exteriores.",
    "de": "Norwegen hat am Montag einen peruanischen Vorschlag zu den Fangquoten abgelehnt, sagte die Außenministerin in Oslo.",
    "ru": "Норвегия отклонила в понедельник предложение Перу о квотах на вылов анчоуса, сообщила министр иностранных дел.",
}


def test_english_is_known_as_english() -> None:
    assert find_language(ENGLISH) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_another_language_is_known(code: str, text: str) -> None:
    assert find_language(text) == code


@pytest.mark.parametrize("text", ["", "Oslo.", "Norway thanked Peru."])
def test_a_short_text_has_no_language_that_we_could_tell(text: str) -> None:
    assert find_language(text) is None


def test_an_english_report_has_no_issue_of_language() -> None:
    report = read(ENGLISH, published="2023-10-17")
    assert report.to_dict()["document"]["language"] == "en"
    assert "language.other" not in [i.code for i in report.annotation.issues]


def test_an_english_report_full_of_foreign_names_stays_english() -> None:
    text = "Selamawit Gobena, Dawit Mekuria, Kåre Nystuen, Ioana Brătescu and Matías Ibáñez met in Constanța on Monday."
    assert read(text).to_dict()["document"]["language"] in ("en", None)


def test_a_report_in_another_language_is_an_issue_that_names_it() -> None:
    report = read(OTHERS["es"])
    (issue,) = [i for i in report.annotation.issues if i.code == "language.other"]
    assert "'es'" in issue.message


@pytest.mark.parametrize("mark", ["\ud800", "\x00", "\u202e", "\ufeff"])
def test_odd_characters_do_not_stop_the_telling(mark: str) -> None:
    assert find_language(ENGLISH + mark) == "en"
