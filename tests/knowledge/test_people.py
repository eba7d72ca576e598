"""Who held which office on which day: public facts."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.knowledge import People, load_knowledge
from dragoman.knowledge.people import folded_name


@pytest.fixture(scope="module")
def people() -> People:
    return load_knowledge().people


@pytest.mark.parametrize(
    ("code", "office", "on", "name"),
    [
        ("USA", "foreign-minister", date(2015, 6, 1), "John Kerry"),
        ("USA", "foreign-minister", date(2024, 1, 1), "Antony Blinken"),
        ("GBR", "foreign-minister", date(2011, 3, 1), "William Hague"),
        ("NOR", "foreign-minister", date(2019, 1, 1), "Ine Marie Eriksen Søreide"),
        ("KOR", "foreign-minister", date(2005, 5, 5), "Ban Ki-moon"),
        ("AUS", "foreign-minister", date(2010, 1, 1), "Stephen Smith"),
        ("EUR", "foreign-minister", date(2012, 1, 1), "Catherine Ashton"),
        ("FRA", "head-of-state", date(2010, 1, 1), "Nicolas Sarkozy"),
        ("DEU", "head-of-government", date(2012, 1, 1), "Angela Merkel"),
        ("GBR", "head-of-government", date(2024, 1, 1), "Rishi Sunak"),
    ],
)
def test_the_holder_of_an_office_on_a_day_is_known(
    people: People, code: str, office: str, on: date, name: str
) -> None:
    assert {t.name for t in people.holders(code, office, on)} == {name}


def test_on_the_day_of_a_change_the_new_holder_comes_first(people: People) -> None:
    names = [t.name for t in people.holders("USA", "foreign-minister", date(2013, 2, 1))]
    assert names[0] == "John Kerry" and "Hillary Clinton" in names


def test_before_the_tables_begin_nobody_is_known(people: People) -> None:
    assert people.holders("USA", "foreign-minister", date(1960, 1, 1)) == ()


def test_a_capped_term_is_unknown_after_the_cap(people: People) -> None:
    capped = next(
        t for terms in people.by_office.values() for t in terms if t.capped and t.last < date(2026, 1, 1)
    )
    assert capped.holds(capped.last)
    assert not capped.holds(date(2026, 6, 1))


def test_no_term_is_known_for_a_day_after_the_tables_were_made(people: People) -> None:
    assert not any(t.holds(date(2027, 1, 1)) for terms in people.tenures.values() for t in terms)


def test_no_term_ends_before_it_starts(people: People) -> None:
    assert all(t.first <= t.last for terms in people.tenures.values() for t in terms)


def test_terms_of_a_person_stand_in_order(people: People) -> None:
    assert all(list(terms) == sorted(terms, key=lambda t: t.first) for terms in people.tenures.values())


def test_a_person_is_found_by_full_name_and_by_surname(people: People) -> None:
    assert people.by_name["antony blinken"] == people.by_surname["blinken"]


def test_a_korean_surname_comes_first(people: People) -> None:
    assert people.by_name["ban ki moon"][0] in people.by_surname["ban"]


@pytest.mark.parametrize(
    ("code", "office", "on", "part"),
    [
        ("ETH", "head-of-government", date(2020, 1, 1), "Abiy"),
        ("ESP", "head-of-state", date(2020, 1, 1), "Felipe"),
        ("KOR", "foreign-minister", date(2019, 1, 1), "Kang"),
        ("RUS", "foreign-minister", date(2014, 3, 1), "Lavrov"),
        ("JOR", "head-of-state", date(2012, 1, 1), "Abdullah"),
    ],
)
def test_one_person_has_one_id_in_all_tables(
    people: People, code: str, office: str, on: date, part: str
) -> None:
    assert len({t.person for t in people.holders(code, office, on) if part in t.name}) == 1


def test_the_head_of_the_united_nations_is_its_secretary_general(people: People) -> None:
    assert {t.name for t in people.holders("UNO", "organisation-head", date(2008, 1, 1))} == {"Ban Ki-moon"}


def test_the_office_of_a_person_depends_on_the_day(people: People) -> None:
    (blinken,) = people.by_name["antony blinken"]
    in_2016, in_2022 = people.office(blinken, date(2016, 1, 1)), people.office(blinken, date(2022, 1, 1))
    assert in_2016 is not None and in_2016.office == "deputy-foreign-minister"
    assert in_2022 is not None and in_2022.office == "foreign-minister"


def test_without_a_day_a_person_has_no_office(people: People) -> None:
    (blinken,) = people.by_name["antony blinken"]
    assert people.office(blinken, None) is None


def test_a_person_belongs_to_the_country_served(people: People) -> None:
    (blinken,) = people.by_name["antony blinken"]
    assert people.country(blinken) == "USA"


def test_the_country_of_an_unknown_person_is_unknown(people: People) -> None:
    assert people.country("nobody") is None


@pytest.mark.parametrize(
    ("name", "folded"),
    [("José Manuel Barroso", "jose manuel barroso"), ("Ban Ki-moon", "ban ki moon"), ("O’Brien", "o brien")],
)
def test_names_are_looked_up_without_marks(name: str, folded: str) -> None:
    assert folded_name(name) == folded


@pytest.mark.parametrize(
    ("printed", "full"),
    [
        ("Borge Brende", "Børge Brende"),
        ("Ine Marie Eriksen Soreide", "Ine Marie Eriksen Søreide"),
        ("Jose Manuel Barroso", "José Manuel Barroso"),
    ],
)
def test_a_name_printed_without_its_marks_is_the_same_person(people: People, printed: str, full: str) -> None:
    assert people.by_name.get(folded_name(printed)) == people.by_name[folded_name(full)]
