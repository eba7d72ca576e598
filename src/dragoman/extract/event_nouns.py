"""When a noun names an act: by its participants, a light verb or a time, or because it is said to have occurred."""

from __future__ import annotations

import re

from dragoman.extract.context import Context
from dragoman.extract.predicates import Hit
from dragoman.extract.roles import CARRYING, LIGHT
from dragoman.model.annotation import Participant
from dragoman.model.reading import Sentence, Token

_FIGURATIVE = frozenset(
    "trade tariff price culture cold currency bidding propaganda heart panic word verbal economic near nuclear".split()
)
_IDIOMS = frozenset(
    "response reaction reply answer exchange return agreement support protest coordination "
    "cooperation consultation".split()
)


def _is_figurative(sentence: Sentence, token: Token) -> bool:
    """ "trade war", "clash of dates": violence in name only."""
    if any(k.lemma in _FIGURATIVE for k in sentence.kids(token, "compound", "amod", "nmod")):
        return True
    of = next((k for k in sentence.kids(token, "prep") if k.lemma == "of"), None)
    return (
        token.lemma in ("clash", "war")
        and of is not None
        and any(n.pos == "NOUN" for n in sentence.kids(of, "pobj"))
    )


def noun_is_event(
    context: Context, hit: Hit, actors: list[Participant], recipients: list[Participant], has_time: bool
) -> bool:
    """A noun names an event when it has participants of its own, a light verb, or a time."""
    sentence, token = hit.sentence, hit.token
    if (
        token.dep == "pobj"
        and (outer := sentence.head(token))
        and outer.lemma == "in"
        and token.lemma in _IDIOMS
    ):
        return False
    if hit.predicate.type == "AGREE" and _is_set_aside(sentence, token):
        return False
    if hit.predicate.type == "ASSAULT" and _is_figurative(sentence, token):
        return False
    if (
        hit.predicate.type == "ACCUSE"
        and token.lemma in ("inquiry", "investigation", "probe")
        and not recipients
    ):
        return False
    if (
        token.dep in ("nsubj",)
        and (head := sentence.head(token))
        and head.lemma in ("be", "seem", "remain", "appear")
        and not has_time
        and len(actors) < 2
    ):
        return False
    if hit.predicate.roles == "both" or hit.predicate.type == "AGREE":
        framed = bool(actors) or len(context.sides) == 2
        return (
            len({p.country or p.party for p in actors}) >= 2
            or (has_time and framed)
            or (_is_light_object(sentence, token) and framed)
        )
    return (
        bool(actors)
        or (has_time and bool(recipients))
        or (bool(recipients) and _is_light_object(sentence, token))
    )


def _is_set_aside(sentence: Sentence, deal: Token) -> bool:
    """ "Suspended an agreement with the North", "return to the deal", "pulled out of the 2015 deal": it is an old one, and what happens to it is the act."""
    if any(_YEAR.fullmatch(k.text) for k in sentence.kids(deal, "nummod", "compound", "amod", "nmod")):
        return True
    head = sentence.head(deal)
    if head is not None and head.pos == "ADP":
        verb = sentence.head(head)
        if head.lemma in ("of", "from") and any(
            g.lemma in _LEAVING for g in list(sentence.governors(head))[:2]
        ):
            return True
        return head.lemma == "to" and verb is not None and verb.lemma in _GOING_BACK
    return deal.dep in ("dobj", "nsubjpass") and head is not None and head.lemma in _SETTING_ASIDE


def occurs(hit: Hit) -> bool:
    """ "Riots broke out", "there were clashes", "shelling on Tuesday killed two": an act told without those who did it."""
    if hit.predicate.roles != "alone":
        return False
    sentence, token = hit.sentence, hit.token
    head = sentence.head(token)
    if head is None:
        return sentence.zone.value == "headline"
    if head.pos == "ADP":
        return (
            head.lemma in _AROUND and sentence.head(head) is not None and bool(sentence.kids(token, "prep"))
        )
    if token.dep in ("nsubj", "nsubjpass"):
        return head.lemma in _OCCURRING or any(k.lemma in _OCCURRING for k in sentence.kids(token, "acl"))
    return (head.lemma == "be" and sentence.kid(head, "expl") is not None) or (
        token.dep == "dobj" and head.lemma in _BRINGING | LIGHT
    )


def _is_light_object(sentence: Sentence, token: Token) -> bool:
    head = sentence.head(token)
    if head is not None and head.pos == "ADP":
        if head.lemma not in CARRYING:
            return False
        head = sentence.head(head)
    return head is not None and head.pos in ("VERB", "AUX") and head.lemma in LIGHT


_SETTING_ASIDE = frozenset(
    "abandon abrogate annul breach break cancel defy denounce ditch flout freeze ignore leave quit renounce repudiate "
    "revoke scrap suspend terminate undermine violate void".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:-era)?")
_LEAVING = frozenset("pull withdraw back walk exit drop violation breach".split())
_GOING_BACK = frozenset("adhere come go keep rejoin return stick".split())
_AROUND = frozenset("in during after amid following".split())
_OCCURRING = frozenset(
    "break erupt take occur begin start continue rage flare follow spread last rock hit kill leave injure wound claim "
    "mark grip sweep paralyze paralyse shake cause destroy end resume escalate intensify happen turn greet enter remain "
    "target damage disrupt hold place stage be".split()
)
_BRINGING = frozenset(
    "spark trigger see face cause provoke witness prompt report quell end impose declare".split()
)
