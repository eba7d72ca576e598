"""Names of parties, found by longest match."""

from __future__ import annotations

import pytest

from dragoman.knowledge import NameKind, Names, load_knowledge
from dragoman.knowledge.names import words_of


@pytest.fixture(scope="module")
def names() -> Names:
    return load_knowledge().names


@pytest.mark.parametrize(
    ("form", "kind", "party"),
    [
        ("Peru", NameKind.STATE, "PER"),
        ("Côte d’Ivoire", NameKind.STATE, "CIV"),
        ("Guinea-Bissau", NameKind.STATE, "GNB"),
        ("Timor-Leste", NameKind.STATE, "TLS"),
        ("South Korea", NameKind.STATE, "KOR"),
        ("Norwegian", NameKind.ADJECTIVE, "NOR"),
        ("Chileans", NameKind.PEOPLE, "CHL"),
        ("Addis Ababa", NameKind.CAPITAL, "ETH"),
        ("U.N. Security Council", NameKind.ORGANISATION, "UNO"),
        ("European Union", NameKind.ORGANISATION, "EUR"),
        ("Reuters", NameKind.OUTLET, "reuters"),
    ],
)
def test_a_name_stands_for_a_party(names: Names, form: str, kind: NameKind, party: str) -> None:
    words = words_of(form)
    found = names.find(words, 0)
    assert found is not None
    assert (found[0], found[1].kind, found[1].party) == (len(words), kind, party)


def test_the_longest_name_wins(names: Names) -> None:
    words = words_of("Equatorial Guinea agreed")
    found = names.find(words, 0)
    assert found is not None and found[1].party == "GNQ"


def test_a_place_that_holds_the_name_of_a_state_is_no_state(names: Names) -> None:
    found = names.find(words_of("Gulf of Guinea"), 0)
    assert found is not None and (found[1].kind, found[1].country) == (NameKind.PLACE, None)


def test_the_case_of_a_name_counts(names: Names) -> None:
    assert names.find(words_of("turkey"), 0) is None
    assert names.find(words_of("Turkey"), 0) is not None


def test_an_ordinary_word_is_no_name(names: Names) -> None:
    assert names.find(words_of("Today"), 0) is None
