"""What a person decided about a record, as it holds: it wins over what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

# A mention of an event: the SHA-256 of its report's text, and where the word that names the act begins.
MentionKey = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """Days and outlets of reports by their ids, sets of mentions that are one event, and pairs of mentions that are not."""

    days: Mapping[str, date] = field(default_factory=dict)
    outlets: Mapping[str, str] = field(default_factory=dict)
    same: tuple[frozenset[MentionKey], ...] = ()
    different: frozenset[frozenset[MentionKey]] = frozenset()


NOTHING = Decided()
