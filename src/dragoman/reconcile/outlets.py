"""Which outlet a name means, and which outlet a report has something from ("Oxbow Wire reported that ...")."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dragoman.knowledge import Knowledge, NameKind
from dragoman.knowledge.names import Names, words_of
from dragoman.model.annotation import Annotation, Claim, EventMention, SourceType

_NAMES = frozenset({SourceType.OUTLET, SourceType.NAMED_BODY, SourceType.NAMED_PERSON})


def outlet_id(name: str, knowledge: Knowledge) -> str:
    """One id for all names of an outlet ("AP", "The Associated Press"); an unknown one goes by its words."""
    return _outlet_id(name, knowledge.names)


@lru_cache(maxsize=4096)
def _outlet_id(name: str, names: Names) -> str:
    words = words_of(name)
    words = words[1:] if len(words) > 1 and words[0].lower() == "the" else words
    found = names.find(words, 0) if words else None
    if found is not None and found[0] == len(words) and found[1].kind is NameKind.OUTLET:
        return found[1].party
    return " ".join(words).lower()


def own_outlet(annotation: Annotation, knowledge: Knowledge) -> str:
    """The id of the outlet that published a report, empty when it is not known."""
    outlet = annotation.reading.header.outlet
    return outlet_id(outlet.value, knowledge) if outlet is not None else ""


def cited_outlet(annotation: Annotation, claim: Claim, knowledge: Knowledge) -> str:
    """The id of what may be an outlet that a claim is taken from, empty when its source has no name."""
    if claim.source is None or claim.source_type not in _NAMES:
        return ""
    return outlet_id(annotation.reading.document.quote(claim.source).partition(",")[0], knowledge)


def claim_chain(annotation: Annotation, mention: EventMention) -> tuple[Claim, ...]:
    """The claims an event mention stands in, the innermost first."""
    if mention.claim is None:
        return ()
    chain: list[Claim] = []
    claim = annotation.claim(mention.claim)
    while claim is not None and claim not in chain:
        chain.append(claim)
        claim = annotation.claim(claim.within)
    return tuple(chain)


def leanings(annotation: Annotation, knowledge: Knowledge) -> dict[str, float]:
    """For each named source of a report the share, 0 to 1, of all the words it attributes that are attributed to it."""
    outer = [c for c in annotation.claims if c.within is None]
    total = sum(_length(c) for c in outer)
    found: dict[str, float] = {}
    for claim in outer:
        if name := cited_outlet(annotation, claim, knowledge):
            found[name] = found.get(name, 0.0) + _length(claim) / max(1, total)
    return found


def _length(claim: Claim) -> int:
    return sum(len(span) for span in claim.content)


def taken_from(
    annotation: Annotation, mention: EventMention, outlets: Iterable[str], knowledge: Knowledge
) -> str:
    """The one of `outlets` that the report has an event from, empty when it has it from none of them."""
    known = set(outlets) - {"", own_outlet(annotation, knowledge)}
    if not known:
        return ""
    cited = (cited_outlet(annotation, c, knowledge) for c in claim_chain(annotation, mention))
    return next((c for c in cited if c in known), "")
