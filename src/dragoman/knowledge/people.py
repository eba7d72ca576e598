"""Who held which office on which day. A fact about a day, with a source; after a source's last day we do not know."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from dragoman.knowledge.names import fold
from dragoman.knowledge.tables import LINE, KnowledgeError, listed, rows

# Styles that stand for a name: "King Abdullah" is another person in another country.
_STYLES = frozenset("king queen emir sultan sheikh prince pope crown".split())
SURNAME_FIRST = frozenset({"KOR", "PRK", "CHN", "TWN", "HKG", "VNM", "KHM", "SGP", "MAC"})
TOP = (
    "head-of-state",
    "head-of-government",
    "foreign-minister",
    "organisation-head",
    "defence-minister",
    "national-security-adviser",
)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One term of office. `last` is the last day known; `capped` says that the term may have gone on after it."""

    person: str
    name: str
    code: str
    office: str
    title: str
    first: date
    last: date
    capped: bool

    def holds(self, on: date) -> bool:
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class People:
    """Persons by full name and by surname (folded), and their terms of office."""

    by_name: dict[str, tuple[str, ...]]
    by_surname: dict[str, tuple[str, ...]]
    tenures: dict[str, tuple[Tenure, ...]]
    by_office: dict[tuple[str, str], tuple[Tenure, ...]]
    names: dict[str, str]
    longest: int

    def holders(self, code: str, office: str, on: date) -> tuple[Tenure, ...]:
        """The known holders of an office on a day, the most recent first; empty when nobody is known."""
        held = [t for t in self.by_office.get((code, office), ()) if t.holds(on)]
        return tuple(sorted(held, key=lambda t: t.first, reverse=True))

    def office(self, person: str, on: date | None) -> Tenure | None:
        """The office to name a person by on a day: the highest held then, else None. None without a day."""
        if on is None:
            return None
        held = [t for t in self.tenures.get(person, ()) if t.holds(on)]
        return min(held, key=lambda t: (_rank(t.office), -t.first.toordinal())) if held else None

    def country(self, person: str) -> str | None:
        """The country or organisation a person mostly served; None when unknown."""
        terms = self.tenures.get(person, ())
        codes = [t.code for t in sorted(terms, key=lambda t: (_rank(t.office), -t.last.toordinal()))]
        return codes[0] if codes else None


def folded_name(name: str) -> str:
    """A name as it is looked up: marks folded, hyphens and dots dropped, lower case.

    >>> folded_name("Kim Jŏng-ŭn"), folded_name("Bashar al-Assad")
    ('kim jong un', 'bashar al assad')
    """
    return re.sub(r"[\s.'’ʻ-]+", " ", fold(name)).strip().lower()


def load_people() -> People:
    """All persons and terms of the knowledge files. Raises KnowledgeError on a broken row."""
    tenures: list[Tenure] = []
    aliases: dict[str, set[str]] = defaultdict(set)
    for row in rows("offices.tsv"):
        tenures.append(_tenure(row, row["qid"] or _person_id(row["person"]), "offices.tsv"))
    known = {folded_name(t.name): t.person for t in tenures}
    terms: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        terms[tenure.code, tenure.office].append(tenure)
    for row in rows("offices_by_hand.tsv"):
        forms = (row["person"], *listed(row["aliases"]))
        own = f" {row['code']}" if folded_name(row["person"]).split()[0] in _STYLES else ""
        person = next((known[f] for f in (folded_name(form) + own for form in forms) if f in known), None)
        term = _tenure(row, person or _person_id(row["person"] + own), "offices_by_hand.tsv")
        if person is None and (same := _same_holder(term, terms[term.code, term.office])):
            term = replace(term, person=same)
        known.setdefault(folded_name(row["person"]) + own, term.person)
        aliases[term.person].update(listed(row["aliases"]))
        tenures.append(term)
    return _index(tenures, aliases)


def _same_holder(term: Tenure, others: list[Tenure]) -> str | None:
    """The person who held the same office from about the same day and shares a part of the name: another spelling."""
    parts = {p for p in folded_name(term.name).split() if len(p) > 3}
    for other in others:
        near = abs((other.first - term.first).days) < 400
        if near and parts & {p for p in folded_name(other.name).split() if len(p) > 3}:
            return other.person
    return None


def _index(tenures: list[Tenure], aliases: dict[str, set[str]]) -> People:
    by_name: dict[str, set[str]] = defaultdict(set)
    by_surname: dict[str, set[str]] = defaultdict(set)
    by_person: dict[str, list[Tenure]] = defaultdict(list)
    by_office: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    names: dict[str, str] = {}
    for tenure in tenures:
        by_person[tenure.person].append(tenure)
        by_office[tenure.code, tenure.office].append(tenure)
        names.setdefault(tenure.person, tenure.name)
    for person, terms in by_person.items():
        eastern = terms[0].code in SURNAME_FIRST
        for form in {terms[0].name, *(t.name for t in terms), *aliases.get(person, ())}:
            parts = folded_name(form).split()
            if not parts:
                continue
            by_name[" ".join(parts)].add(person)
            if eastern:
                by_surname[parts[0]].add(person)
                if len(parts) == 3:
                    by_name[f"{parts[0]} {parts[1]}{parts[2]}"].add(person)
            else:
                parts = [p for p in parts if p not in ("jr", "sr", "ii", "iii")]
                if len(parts) > 2:
                    by_name[f"{parts[0]} {parts[-1]}"].add(person)
                by_surname[parts[-1]].add(person)
    return People(
        {name: tuple(sorted(found)) for name, found in by_name.items()},
        {name: tuple(sorted(found)) for name, found in by_surname.items()},
        {person: tuple(sorted(terms, key=lambda t: t.first)) for person, terms in by_person.items()},
        {key: tuple(terms) for key, terms in by_office.items()},
        names,
        max((len(name.split()) for name in by_name), default=0),
    )


def _tenure(row: dict[str, str], person: str, file: str) -> Tenure:
    end = row["end"]
    capped = end.startswith("<") or not end
    try:
        first = _day(row["start"], last=False)
        last = _day(end.lstrip("<"), last=True) if end else date(2026, 6, 30)
        if row.get("note", "").startswith("end unknown") and not end:
            last = date(min(first.year + 2, 2026), 6, 30) if first.year < 2026 else last
    except ValueError as error:
        raise KnowledgeError(
            f"{file}:{row[LINE]}: {row['person']}: {error}. Write dates as 2021-05-03, 2021-05 or 2021."
        ) from error
    if last < first:
        raise KnowledgeError(
            f"{file}:{row[LINE]}: {row['person']}: the term ends before it starts. Mend one of the days."
        )
    return Tenure(
        person, row["person"], row["code"], row["office"], row["title"], first, max(first, last), capped
    )


def _day(text: str, *, last: bool) -> date:
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    return date(
        year, month, parts[2] if len(parts) > 2 else (calendar.monthrange(year, month)[1] if last else 1)
    )


def _person_id(name: str) -> str:
    return "person:" + folded_name(name).replace(" ", "-")


def _rank(office: str) -> int:
    return TOP.index(office) if office in TOP else len(TOP)
