"""Cards of reports, so that a pile is sorted without its texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from dragoman.model.annotation import Annotation, MentionKind
from dragoman.model.card import PARTY, Card, Head
from dragoman.model.document import decided_day
from dragoman.model.ids import make_id
from dragoman.model.reading import Zone

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_SHORTEST = 3


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
        reading.header.dateline_day is not None,
        frozenset(m.country for m in annotation.mentions if m.country and m.kind is not MentionKind.MEDIA),
        _words(annotation),
    )


def _words(annotation: Annotation) -> dict[str, float]:
    said: list[str] = []
    for sentence in annotation.reading.sentences:
        told = [t.lemma.lower() for t in sentence.tokens if t.pos in _CONTENT and len(t.lemma) >= _SHORTEST]
        said += told
        if sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST):
            said += told
    words = Counter(said)
    words.update(
        PARTY + key
        for mention in annotation.mentions
        if (key := mention.party or mention.country) and mention.kind is not MentionKind.MEDIA
    )
    return {word: float(count) for word, count in words.items()}


def decided_head(head: Head, day: date | None, outlet: str | None) -> Head:
    """The head of a report whose day or outlet a person has decided."""
    if outlet is not None:
        head = replace(head, outlet=outlet, id=make_id("report", head.sha256, outlet.casefold()))
    if day is not None:
        head = replace(head, published=decided_day(day))
    return head
