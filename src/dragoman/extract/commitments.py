"""What a promise, an intention, an offer or an order comes to, by what it is about."""

from __future__ import annotations

from dragoman.extract.context import Context
from dragoman.extract.phrases import parties_of
from dragoman.extract.predicates import Hit
from dragoman.model.reading import Sentence, Token

_PROMISING = frozenset("pledge promise vow ready prepared willing".split())
_EASING = frozenset(
    "lift ease remove suspend drop end relax waive reduce cut scrap respect enforce abide".split()
)
_HARMS = frozenset(
    "sanction embargo tariff retaliation revenge reprisal lesson countermeasure punishment".split()
)
_HARMING = frozenset(
    "strike attack retaliate punish avenge invade bomb fight destroy annihilate shell".split()
)
_INTENDING = frozenset(["intend", "plan"])
_ORDERING = frozenset("instruct order direct authorize authorise task".split())
_WORDS_OFFERED = frozenset(
    "message view assessment explanation detail glimpse hint comment outline criticism account version reason answer "
    "evidence sign opinion word insight prediction".split()
)


def is_harm(hit: Hit) -> bool:
    """ "Pledged new sanctions", "ready to strike": what is promised hurts whom it is meant for."""
    sentence, token = hit.sentence, hit.token
    if token.lemma not in _PROMISING:
        return False
    promised = sentence.kids(token, "xcomp", "dobj", "prep")
    words = [t for k in promised for t in sentence.subtree(k)]
    if any(t.dep == "neg" or (t.pos == "VERB" and t.lemma in _EASING) for t in words):
        return False
    return any(t.pos == "NOUN" and t.lemma in _HARMS for t in words) or any(
        k.dep == "xcomp" and k.lemma in _HARMING for k in promised
    )


def only_leads_to(context: Context, hit: Hit) -> bool:
    """ "Intends to terminate the treaty": the act is the one intended. "Offered mixed messages" offers nothing."""
    sentence, token = hit.sentence, hit.token
    if token.lemma in _INTENDING:
        predicates = context.knowledge.lexicon.predicates
        return any((k.lemma, "verb") in predicates for k in sentence.kids(token, "xcomp"))
    return token.lemma == "offer" and any(k.lemma in _WORDS_OFFERED for k in sentence.kids(token, "dobj"))


def is_ordered_at_home(context: Context, sentence: Sentence, verb: Token) -> bool:
    """ "The president instructed his minister to begin talks": what one's own people are told to do is a plan and no wish."""
    order = next((g for g in sentence.governors(verb) if g.lemma in _ORDERING), None)
    if order is None:
        return False
    told = sentence.kids(order, "dobj") or [
        s for k in sentence.kids(order, "ccomp", "xcomp") for s in sentence.kids(k, "nsubj")
    ]
    givers, takers = (
        {p.country for t in tokens for p in parties_of(context, sentence, t) if p.country}
        for tokens in (sentence.kids(order, "nsubj"), told)
    )
    return bool(givers & takers)
