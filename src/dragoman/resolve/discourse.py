"""What has been read so far, sentence by sentence: who was mentioned where, and who was a subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dragoman.model.annotation import Mention, MentionKind
from dragoman.resolve.people import surname_keys

_FURTHEST_BACK = 4
_IN_PASSING = 4


@dataclass(slots=True)
class Discourse:
    """What has been read so far, sentence by sentence: who was mentioned where, and who was a subject."""

    seen: list[tuple[int, Mention, bool]] = field(default_factory=list)
    surnames: dict[str, Mention] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    main: tuple[str, ...] = ()
    named: Mapping[str, int] = field(default_factory=dict)
    voiced: list[tuple[int, Mention, bool]] = field(default_factory=list)
    quoted: bool = False

    @property
    def heard(self) -> list[tuple[int, Mention, bool]]:
        """What a reference may point to: outside quotation marks, nothing that was only said inside them."""
        return self.seen if self.quoted else self.voiced

    def names_in_passing(self, codes: Collection[str]) -> bool:
        """True when the report is about two countries and names another one of `codes` far less often, or only once."""
        often = max((self.named[code] for code in self.main), default=0)
        least = min((self.named[code] for code in self.main), default=0)
        return any(
            self.named.get(c, 0) * _IN_PASSING < often or self.named.get(c, 0) < min(2, least)
            for c in codes
            if c not in self.main
        )

    def add(self, sentence: int, mention: Mention, is_subject: bool) -> None:
        self.seen.append((sentence, mention, is_subject))
        if not self.quoted:
            self.voiced.append((sentence, mention, is_subject))
        if mention.country and mention.kind is not MentionKind.PLACE:
            self.counts[mention.country] += 1
        if mention.kind is MentionKind.PERSON:
            for part in surname_keys(mention.name):
                self.surnames[part] = mention

    def latest(
        self,
        sentence: int,
        kinds: tuple[MentionKind, ...],
        *,
        reach: int = _FURTHEST_BACK,
        need_country: bool = True,
        one: bool = False,
        apart: Collection[str] = (),
    ) -> Mention | None:
        """The nearest mention of these kinds: a subject of this or the last sentence first, then whatever is nearest;
        with `one`, nobody plural; nobody of the names `apart`."""

        def fits(mention: Mention) -> bool:
            return (
                mention.kind in kinds
                and bool(mention.country or not need_country)
                and not (one and mention.plural)
                and mention.name not in apart
            )

        for back in range(2):
            subjects = [m for i, m, s in self.heard if i == sentence - back and s and fits(m)]
            if subjects:
                return subjects[-1]
        for back in range(reach + 1):
            here = [(m, s) for i, m, s in self.heard if i == sentence - back and fits(m)]
            if here:
                subjects = [m for m, s in here if s]
                return subjects[-1] if subjects else here[-1][0]
        return None


def subjects_first(heard: list[tuple[int, Mention, bool]]) -> list[tuple[int, Mention, bool]]:
    """What was heard, subjects before others, the latest first among each."""
    latest = list(reversed(heard))
    return [entry for entry in latest if entry[2]] + [entry for entry in latest if not entry[2]]
