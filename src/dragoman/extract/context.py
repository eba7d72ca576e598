"""What the event rules read: the report, who and when, the claims, what we know, the report's day and its two sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dragoman.extract.lookup import Lookup
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Claim, Mention, MentionKind, Participant, ResolvedTime
from dragoman.model.reading import Reading
from dragoman.model.time import TimeSpan

_GENERIC = frozenset({"IGO", "NGO", "ISM", "MNC", "IMG"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the event rules read: the report, who and when, the claims, what we know, the report's day."""

    reading: Reading
    mentions: Lookup[Mention]
    times: Lookup[ResolvedTime]
    claims: tuple[Claim, ...]
    knowledge: Knowledge
    anchor: TimeSpan | None
    sides: tuple[Participant, ...] = ()


def main_sides(mentions: tuple[Mention, ...]) -> tuple[Participant, ...]:
    """The two countries a report is about: those named most, when they are most of what is named; else nothing."""
    named = [
        m
        for m in mentions
        if m.country
        and len(m.country) == 3
        and m.kind not in (MentionKind.PLACE, MentionKind.MEDIA)
        and m.country not in _GENERIC
    ]
    counts = Counter(m.country for m in named)
    top = counts.most_common(3)
    if (
        len(top) < 2
        or top[0][1] + top[1][1] < 0.55 * len(named)
        or top[1][1] < 3
        or (len(top) > 2 and top[2][1] == top[1][1])
    ):
        return ()
    found = []
    for code in (c for c, _ in top[:2] if c):
        first = next(
            (m for m in named if m.country == code and m.kind is MentionKind.STATE),
            next(m for m in named if m.country == code),
        )
        found.append(
            Participant(
                first.span, code, code, "GOV", first.name if first.kind is not MentionKind.PERSON else code
            )
        )
    return tuple(found)
