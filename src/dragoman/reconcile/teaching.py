"""What one report says of people helps to read the others: a country given to a name in one stands for all of an affair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.model.annotation import Annotation, Mention, MentionKind, Participant

Named = TypeVar("Named", Mention, Participant)
_PERSON = "person:"
NOBODY: Mapping[str, str] = {}


def countries_of_people(annotations: Sequence[Annotation], guesses: Iterable[str]) -> dict[str, str]:
    """The country of each person whom no table knows, by party id, where some report places them with the full name.

    `guesses` are the rules whose countries are no teaching.
    """
    weak = set(guesses)
    found: dict[str, str] = {}
    for annotation in annotations:
        for mention in annotation.mentions:
            if (
                mention.kind is MentionKind.PERSON
                and mention.country
                and mention.derivation.rule not in weak
                and (mention.party or "").startswith(_PERSON)
                and " " in mention.name
            ):
                found.setdefault(mention.party or "", mention.country)
    return found


def with_countries(
    annotation: Annotation,
    taught: Mapping[str, str],
    guesses: Iterable[str],
    decided: Mapping[str, str] = NOBODY,
) -> Annotation:
    """The annotation with the country of people of `taught` filled in where it names them without one or by a guess, and that of
    people of `decided`, by their names in small letters, put in place of whatever it says."""
    weak = set(guesses)
    open_: dict[str | None, str] = {
        m.party: taught[m.party]
        for m in annotation.mentions
        if m.party is not None and m.party in taught and (m.country is None or m.derivation.rule in weak)
    }
    if decided:
        people = (m for m in annotation.mentions if m.kind is MentionKind.PERSON and m.party)
        open_ |= {m.party: decided[m.name.casefold()] for m in people if m.name.casefold() in decided}
    if not open_:
        return annotation
    return replace(
        annotation,
        mentions=tuple(_placed(m, open_) for m in annotation.mentions),
        claims=tuple(
            replace(c, speaker=_placed(c.speaker, open_)) if c.speaker else c for c in annotation.claims
        ),
        events=tuple(
            replace(
                e,
                actors=tuple(_placed(p, open_) for p in e.actors),
                recipients=tuple(_placed(p, open_) for p in e.recipients),
            )
            for e in annotation.events
        ),
    )


def _placed(who: Named, countries: dict[str | None, str]) -> Named:
    country = countries.get(who.party)
    return who if country is None else replace(who, country=country)
