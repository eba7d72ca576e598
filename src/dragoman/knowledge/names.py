"""Names of states, capitals, institutions, organisations, groups and outlets, found in text by longest match."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dragoman.knowledge.tables import listed, rows


class NameKind(StrEnum):
    STATE = "state"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    BODY = "body"
    ORGANISATION = "organisation"
    GROUP = "group"
    OUTLET = "outlet"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a name and who it stands for. `party` is our id, `country` the PLOVER country code."""

    form: str
    kind: NameKind
    party: str
    country: str | None
    sector: str
    name: str
    detail: str = ""
    members: tuple[str, ...] = ()
    qid: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """An index of names by their first word; forms are compared word by word, case kept, marks folded."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], Name], ...]]
    parties: dict[str, Name]

    def find(self, words: list[str], at: int) -> tuple[int, Name] | None:
        """The longest name that starts at word `at`: its length in words and the name; None when there is none."""
        for form, name in self.by_first.get(words[at], ()):
            if tuple(words[at : at + len(form)]) == form:
                return len(form), name
        return None


# Names of outlets and bodies that are ordinary words too; alone they prove nothing.
_ORDINARY = frozenset(
    "Time Focus Stern Prime Trend Turan Beta Index Profil Sabah Fox Independent MAP TAP SPA CARE "
    "Memorial Commonwealth Quad Sun Today Globe Monitor Guardian Star Mirror World Nation Dawn Sky "
    "Mail Express Standard Telegraph Observer Economist Diplomat Hill Blade Metro Spectator".split()
) | {"The Sun", "The Star", "The Nation", "The World"}

WORD = re.compile(r"\w+|[^\w\s]")


def words_of(text: str) -> list[str]:
    """The words and marks of `text`, diacritics folded.

    >>> words_of("São Tomé's U.S. envoy")
    ['Sao', 'Tome', "'", 's', 'U', '.', 'S', '.', 'envoy']
    """
    return [fold(word) for word in WORD.findall(text)]


# Letters that Unicode does not take apart into a letter and a mark.
_NO_MARK = str.maketrans(
    {
        "’": "'",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "þ": "th",
        "Þ": "Th",
    }
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`word` without diacritics, typographic apostrophes made straight."""
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_NO_MARK))
    return "".join(c for c in plain if not unicodedata.combining(c))


def load_names() -> Names:
    """All names of the knowledge files. Raises KnowledgeError when a table is broken."""
    found: list[Name] = []
    for row in rows("states.tsv"):
        code, name, qid = row["code"], row["name"], row["qid"] or None

        def add(
            forms: tuple[str, ...], kind: NameKind, code: str = code, name: str = name, qid: str | None = qid
        ) -> None:
            found.extend(Name(form, kind, code, code, "GOV", name, qid=qid) for form in forms)

        add((name, *listed(row["aliases"])), NameKind.STATE)
        add(listed(row["adjectives"]), NameKind.ADJECTIVE)
        add(listed(row["people"]), NameKind.PEOPLE)
        add((*listed(row["capital"]), *listed(row["capital_aliases"])), NameKind.CAPITAL)
    for row in rows("bodies.tsv"):
        for form in (row["name"], *listed(row["aliases"])):
            found.append(
                Name(form, NameKind.BODY, row["code"], row["code"], row["sector"], row["name"], row["kind"])
            )
    # The union and the United Nations come before the bodies that share their codes, and give the codes their names.
    for row in sorted(rows("organisations.tsv"), key=lambda r: r["code"] not in ("UNO", "EUR")):
        for form in {row["name"], *listed(row["aliases"])} - _ORDINARY:
            code = row["plover"] if row["plover"] in ("UNO", "EUR") else row["code"]
            found.append(
                Name(
                    form,
                    NameKind.ORGANISATION,
                    code,
                    row["plover"],
                    row["sector"] or "IGO",
                    row["name"],
                    row["kind"],
                    listed(row["members"]),
                    row["qid"] or None,
                )
            )
    for row in rows("groups.tsv"):
        party = _slug(row["name"])
        for form in (row["name"], *listed(row["aliases"])):
            found.append(
                Name(
                    form,
                    NameKind.GROUP,
                    party,
                    row["code"] or None,
                    row["sector"],
                    row["name"],
                    qid=row["qid"] or None,
                )
            )
    for row in rows("outlets.tsv"):
        plain = row["name"].split(" (")[0]
        for form in {row["name"], plain, *listed(row["aliases"])} - _ORDINARY:
            found.append(
                Name(
                    form,
                    NameKind.OUTLET,
                    _slug(row["name"]),
                    row["country"] or None,
                    "MED",
                    row["name"],
                    row["kind"],
                )
            )
    found += [Name(row["form"], NameKind.PLACE, "", None, "", row["form"]) for row in rows("places.tsv")]
    return _index(found)


def _index(found: list[Name]) -> Names:
    order = list(NameKind)
    best: dict[tuple[str, ...], Name] = {}
    for name in found:
        key = tuple(words_of(name.form))
        if key and (key not in best or order.index(name.kind) < order.index(best[key].kind)):
            best[key] = name
    by_first: dict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
    for key, name in best.items():
        by_first[key[0]].append((key, name))
    parties: dict[str, Name] = {}
    for name in found:
        if name.party:
            parties.setdefault(name.party, name)
    return Names(
        {first: tuple(sorted(forms, key=lambda pair: -len(pair[0]))) for first, forms in by_first.items()},
        parties,
    )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name).lower()).strip("-")
