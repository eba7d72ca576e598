"""The mode of a request, a refusal or a threat: what it asks for, refuses or announces, by the act named beneath it.

PLOVER's codebook gives REQUEST and REJECT the modes assist, change, yield and meet, and THREATEN the modes restrict,
arrest, relations, expel, territory and violence: they say what the words are about, not how they are said.
"""

from __future__ import annotations

from dragoman.extract.predicates import Hit, objects_of
from dragoman.model.reading import Token

_ASKED = {
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "CONSULT": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "POLICY": "change",
}
_THREATENED = {
    "ASSAULT": "violence",
    "SANCTION": "relations",
    "REJECT": "relations",
    "COERCE": "restrict",
    "PROTEST": "restrict",
    "MOBILIZE": "violence",
}
_THREATENED_MODES = {"expel": "expel", "arrest": "arrest", "seize": "territory", "deport": "expel"}
_BY_NOUN = {
    "meet": frozenset(
        "meeting talk summit negotiation dialogue visit mediation invitation conference".split()
    ),
    "assist": frozenset("aid assistance help loan support cooperation asylum extradition protection".split()),
    "yield": frozenset("ceasefire cease-fire truce release withdrawal concession compromise access".split()),
    "change": frozenset("reform resignation change election review law constitution policy".split()),
}


def find_mode(hit: Hit, hits: list[Hit]) -> str | None:
    """The mode its entry gives, else for REQUEST, REJECT and THREATEN the one that the nearest act beneath it gives."""
    if hit.predicate.mode or hit.predicate.type not in ("REQUEST", "REJECT", "THREATEN"):
        return hit.predicate.mode
    under = {t.i for t in hit.sentence.subtree(hit.token)} - {hit.token.i}
    beneath = [h for h in hits if h.token.i in under and h.token.i > hit.token.i]
    beneath.sort(key=lambda h: h.token.i)
    for other in beneath[:1]:
        if hit.predicate.type == "THREATEN":
            return _THREATENED_MODES.get(other.predicate.mode or "") or _THREATENED.get(other.predicate.type)
        if mode := _ASKED.get(other.predicate.type):
            return mode
    if hit.predicate.type == "THREATEN":
        return None
    return next(
        (mode for noun in _named(hit) for mode, nouns in _BY_NOUN.items() if noun.lemma in nouns), None
    )


def _named(hit: Hit) -> list[Token]:
    """The nouns right beneath: objects, and those of a preposition ("call for talks")."""
    sentence, token = hit.sentence, hit.token
    inner = [n for p in sentence.kids(token, "prep") for n in sentence.kids(p, "pobj")]
    return objects_of(sentence, token) + inner
