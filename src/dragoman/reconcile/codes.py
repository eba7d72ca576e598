"""The code that a participant goes by."""

from __future__ import annotations

from dragoman.model.annotation import Participant

_PRIVATE = frozenset({None, "ELI", "CVL", "MED", "BUS", "REB"})


def code_of(participant: Participant) -> str | None:
    """The code a participant goes by: ISO 3166 country, UNO or EUR, else the organisation or party."""
    if participant.person and participant.sector in _PRIVATE:
        return None
    country = participant.country
    if country and (
        country in ("UNO", "EUR")
        or (len(country) == 3 and country not in ("IGO", "NGO", "ISM", "MNC", "IMG"))
    ):
        return country
    party = participant.party
    return None if party is None or participant.person else party
