"""What the event rules read: the report, who and when, the claims, what we know, the report's day and its two sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.extract.lookup import Lookup, Near
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Claim, Mention, MentionKind, Participant, ResolvedTime
from dragoman.model.reading import Reading
from dragoman.model.spans import Span
from dragoman.model.time import TimeSpan

_EVEN = 0.4
_FEW = 3
_GENERIC = frozenset({"IGO", "NGO", "ISM", "MNC", "IMG"})


class Claims:
    """The claims of a report, found by what they hold and by where their cue stands."""

    __slots__ = ("_by_content", "_by_cue", "_by_id")

    def __init__(self, claims: Iterable[Claim]) -> None:
        listed = tuple(claims)
        self._by_content = Near(listed, lambda c: c.content)
        self._by_cue = Near(listed, lambda c: (c.cue,))
        self._by_id = {c.id: c for c in listed}

    def around(self, span: Span) -> list[Claim]:
        """The claims whose content holds `span`, the innermost first."""
        return sorted(self._by_content.holding(span), key=lambda c: sum(map(len, c.content)))

    def cued_in(self, span: Span) -> list[Claim]:
        """The claims whose cue lies in `span`, in the order of their contents."""
        return [c for c in self._by_cue.overlapping(span) if span.holds(c.cue)]

    def named(self, id: str | None) -> Claim | None:
        """The claim with this id, if there is one."""
        return self._by_id.get(id or "")


@dataclass(frozen=True, slots=True)
class Context:
    """What the event rules read: the report, who and when, the claims, what we know, the report's day, its two sides, and whether these are
    named about equally often (`even`); `kinds` has what the report says that a name is the name of ("trawler"), by the name's last word
    in small letters."""

    reading: Reading
    mentions: Lookup[Mention]
    times: Lookup[ResolvedTime]
    claims: Claims
    knowledge: Knowledge
    anchor: TimeSpan | None
    sides: tuple[Participant, ...] = ()
    even: bool = False
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)


def kinds_of_names(reading: Reading, things: frozenset[str]) -> dict[str, frozenset[str]]:
    """What a report says that names are the names of: "the trawler Onega Star", "a dhow, the Al-Salam", "the Kapikoy crossing". Only kinds
    among `things` count: "the Vienna talks" are no name of talks."""
    found: dict[str, set[str]] = defaultdict(set)
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.pos != "PROPN":
                continue
            kinds = {k.lemma for k in sentence.kids(token, "compound", "nmod", "appos") if k.pos == "NOUN"}
            head = sentence.head(token)
            if head is not None and head.pos == "NOUN" and token.dep in ("appos", "compound", "nmod"):
                kinds.add(head.lemma)
            if kinds := kinds & things:
                found[token.text.lower()] |= kinds
    return {name: frozenset(kinds) for name, kinds in found.items()}


def are_even(mentions: tuple[Mention, ...], sides: tuple[Participant, ...]) -> bool:
    """Whether the side that is named less often of two is named at least two fifths as often as the other, a short text's few
    mentions aside: a report on what goes on between them, and not on what one has at home."""
    counts = sorted(
        sum(m.country == side.country and m.kind is not MentionKind.MEDIA for m in mentions) for side in sides
    )
    return len(counts) == 2 and (counts[0] >= _EVEN * counts[1] or counts[1] - counts[0] <= _FEW)


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
    few = len(counts) > 2 and top[1][1] < 3 and top[2][1] * 2 > top[1][1]
    if (
        len(top) < 2
        or top[0][1] + top[1][1] < 0.55 * len(named)
        or few
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
