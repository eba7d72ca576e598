"""The card of a report: the little of it that tells which story it belongs to, so that a pile is sorted without its texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.model.annotation import Annotation, MentionKind
from dragoman.model.document import Published
from dragoman.model.ids import make_id
from dragoman.model.reading import Zone

PARTY = "@"
_HEAD_WEIGHT = 2.0
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Card:
    """One report among others: `id` is made from its text and outlet, `name` is what a person calls it.

    `countries` are those it names; `words` counts its lemmas of content words, those of the head twice, and the parties it
    names (behind a PARTY mark).
    """

    id: str
    name: str
    sha256: str
    outlet: str
    published: Published
    countries: frozenset[str]
    words: Mapping[str, float]

    @property
    def day(self) -> date | None:
        """The day it says it was published, where that is one day."""
        return self.published.day


def card_of(annotation: Annotation) -> Card:
    """The card of a report that was read."""
    reading = annotation.reading
    outlet = reading.header.outlet.value if reading.header.outlet else ""
    return Card(
        make_id("report", reading.document.sha256, outlet.casefold()),
        reading.document.path or reading.document.id,
        reading.document.sha256,
        outlet,
        reading.header.published,
        frozenset(m.country for m in annotation.mentions if m.country and m.kind is not MentionKind.MEDIA),
        _words(annotation),
    )


def _words(annotation: Annotation) -> dict[str, float]:
    words: dict[str, float] = defaultdict(float)
    for sentence in annotation.reading.sentences:
        weight = _HEAD_WEIGHT if sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST) else 1.0
        for token in sentence.tokens:
            if token.pos in _CONTENT and len(token.lemma) >= _SHORTEST:
                words[token.lemma.lower()] += weight
    for mention in annotation.mentions:
        key = mention.party or mention.country
        if key and mention.kind is not MentionKind.MEDIA:
            words[PARTY + key] += 1.0
    return dict(words)
