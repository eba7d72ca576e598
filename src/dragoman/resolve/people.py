"""Named people: the one who held an office on the report's day and fits the country named with them; others by their words."""

from __future__ import annotations

from datetime import date

from dragoman.knowledge import Knowledge
from dragoman.knowledge.people import TOP, folded_name
from dragoman.model.annotation import FoundMention, Mention, MentionKind
from dragoman.model.outcome import Issue
from dragoman.model.spans import Derivation


def resolve_person(
    mention: FoundMention, knowledge: Knowledge, day: date | None, issues: list[Issue]
) -> Mention:
    """A named person: the candidate who held an office that day and fits the country named with it."""
    people = knowledge.people
    candidates = _fitting(mention, knowledge, day)
    if len(candidates) > 1:
        issues.append(
            Issue(
                "person.ambiguous",
                f"{mention.name} may be {len(candidates)} people; give the day or more of the name",
                mention.span,
            )
        )
    if len(candidates) != 1:
        slug = "person:" + folded_name(mention.name).replace(" ", "-")
        sector = "ELI" if mention.former else mention.sector
        return Mention(
            mention.span,
            MentionKind.PERSON,
            mention.name,
            slug,
            mention.country,
            sector,
            Derivation(mention.rule, (mention.span,)),
            mention.office,
            mention.members,
        )
    person = candidates[0]
    tenure = people.office(person, day)
    country = mention.country or (tenure.code if tenure else people.country(person))
    office = mention.office or (tenure.office if tenure else None)
    sector = (
        "GOV"
        if tenure and not mention.former
        else "ELI"
        if mention.former or (day and _all_past(knowledge, person, day))
        else mention.sector or "GOV"
    )
    note = f"held {tenure.title} of {tenure.code} from {tenure.first} to {tenure.last}" if tenure else ""
    return Mention(
        mention.span,
        MentionKind.PERSON,
        _display(mention.name, people.names[person]),
        person,
        country,
        sector,
        Derivation(mention.rule, (mention.span,), note),
        office,
        mention.members,
    )


def _display(read: str, known: str) -> str:
    return known if len(known.split()) > 1 or len(read.split()) < 2 else read


def _fitting(mention: FoundMention, knowledge: Knowledge, day: date | None) -> tuple[str, ...]:
    people = knowledge.people
    found = mention.persons
    if len(found) > 1 and mention.country:
        found = tuple(p for p in found if any(t.code == mention.country for t in people.tenures[p])) or found
    if len(found) > 1 and day:
        found = tuple(p for p in found if people.office(p, day)) or found
    if len(found) > 1 and mention.office:
        found = (
            tuple(
                p
                for p in found
                if any(
                    t.office == mention.office and (day is None or t.holds(day)) for t in people.tenures[p]
                )
            )
            or found
        )
    if len(found) > 1:
        top = tuple(
            p
            for p in found
            if any(t.office in TOP and (day is None or t.holds(day)) for t in people.tenures[p])
        )
        found = top if len(top) == 1 else found
    if mention.country and found and len(mention.country) == 3 and " " not in mention.name:
        found = tuple(p for p in found if any(t.code == mention.country for t in people.tenures[p]))
    return found


def _all_past(knowledge: Knowledge, person: str, day: date) -> bool:
    return all(t.last < day and not t.capped for t in knowledge.people.tenures[person])


def surname_keys(name: str) -> list[str]:
    parts = folded_name(name).split()
    if not parts:
        return []
    return [parts[-1], parts[0]] if len(parts) > 1 else [parts[0]]
