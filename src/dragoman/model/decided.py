"""What a person decided about a record, as it holds: it wins over what is found."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

# A mention of an event: the SHA-256 of its report's text, and where the word that names the act begins.
MentionKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """Days and outlets of reports by their ids; sets of mentions that are one event, and pairs of mentions that are not;
    mentions that tell of no event; the countries of people by their names in small letters."""

    days: Mapping[str, date] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    same: tuple[frozenset[MentionKey], ...] = ()
    different: frozenset[frozenset[MentionKey]] = frozenset()
    rejected: frozenset[MentionKey] = frozenset()
    people: Mapping[str, str] = field(default_factory=dict)

    def about(self, texts: Collection[str]) -> Decided:
        """What of it concerns the texts of these SHA-256, days and outlets left out: they are in the readings already."""
        return Decided(
            same=tuple(part for g in self.same if len(part := frozenset(m for m in g if m[0] in texts)) > 1),
            different=frozenset(p for p in self.different if all(m[0] in texts for m in p)),
            rejected=frozenset(m for m in self.rejected if m[0] in texts),
            people=self.people,
        )


NOTHING = Decided()
