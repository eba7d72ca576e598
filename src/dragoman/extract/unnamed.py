"""Those in an act whom no table knows, by their words alone: "protesters", "two of its diplomats", "a bank"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.context import Context
from dragoman.extract.phrases import (
    parties_of,
    phrase_of,
    prepositional_phrases,
    subjects_of,
)
from dragoman.extract.predicates import Hit, objects_of
from dragoman.extract.roles import carried_on, moves_its_own, only_names_the_act
from dragoman.model.annotation import Participant
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Those in an act whom no table knows ("protesters", "a car bomb"), by their words alone. `acts_together` is true
    when the actor is a body of people such as take part in politics, or a name that acts toward somebody, or people suffer an act
    whose doer is left out;
    `suffers` when the object of a material act is people of no known party, who are then meant, not a place beside them."""

    actors: list[Participant]
    recipients: list[Participant]
    acts_together: bool
    suffers: bool = False


def unnamed_roles(context: Context, hit: Hit) -> Unnamed:
    """The phrases in the actor's and the recipient's slot of a verb, or after an event noun, without a party."""
    if hit.predicate.pos == "adj":
        return Unnamed([], [], False)
    sentence, token = hit.sentence, hit.token
    if hit.predicate.pos == "noun":
        slots = dict(prepositional_phrases(sentence, token, ("between", "by", "against", "on", "with")))
        doers = [slots[k] for k in ("by", "between") if k in slots and slots[k].pos in ("NOUN", "PROPN")]
        done_to = [
            slots[k] for k in ("against", "on", "with") if k in slots and slots[k].pos in ("NOUN", "PROPN")
        ]
        done_to = [n for n in done_to if not context.times.on(n)]
        return Unnamed(
            [_by_words(context, sentence, s) for s in doers[:1]],
            [_by_words(context, sentence, s) for s in done_to[:1]],
            False,
        )
    classes = context.knowledge.lexicon.classes
    bodies = classes["bodies"] | (classes["civilians"] if hit.predicate.type in _TOGETHER else frozenset())
    subjects = [s for s in subjects_of(sentence, token) if s.pos in ("NOUN", "PROPN")]
    actors = [_by_words(context, sentence, s) for s in subjects[:1]]
    objects = [o for o in objects_of(sentence, token) if o.pos in ("NOUN", "PROPN") and o not in subjects]
    if (only_names_the_act(context, hit) or moves_its_own(hit)) and hit.object is not None:
        carried = [*prepositional_phrases(sentence, token), *carried_on(sentence, hit.object)]
        toward = _TOWARD + (_FROM if hit.predicate.type in _ANSWERING else ())
        objects = [n for name, n in carried if name in toward and n.i != hit.object.i]
    elif not objects:
        objects = [n for _, n in prepositional_phrases(sentence, token, _TOWARD)]
    objects = [o for o in objects if o.pos in ("NOUN", "PROPN") and not context.times.on(o)]
    if hit.predicate.type not in _MATERIAL:
        objects = [o for named in objects if (o := _somebody(context, sentence, named))]
    if not objects and (hit.predicate.type, hit.predicate.mode) in _LAID_ON:
        held = [token] if hit.object is None else [token, hit.object]
        places = [
            n for t in held for _, n in prepositional_phrases(sentence, t, ("in", "on", "across", "over"))
        ]
        objects = [n for n in places if n.pos in ("NOUN", "PROPN") and not context.times.on(n)]
    recipients = (
        [] if hit.predicate.roles == "both" else [_by_words(context, sentence, o) for o in objects[:1]]
    )
    suffered = (
        hit.predicate.type in _MATERIAL
        and not subjects
        and any(o.lemma in classes["people"] for o in objects)
    )
    meant = (
        hit.predicate.type in _MATERIAL and hit.object is not None and hit.object.lemma in classes["people"]
    )
    suffers = meant and hit.object in objects[:1] and not parties_of(context, sentence, objects[0])
    named = bool(recipients) and any(s.pos == "PROPN" and s.i > 0 for s in subjects)
    together = suffered or named or any(s.lemma in bodies for s in subjects)
    return Unnamed(actors, recipients, together, suffers)


def _somebody(context: Context, sentence: Sentence, noun: Token) -> Token | None:
    """The one a word is meant for: the noun when it stands for somebody or some place, else whose thing it is."""
    somebody = context.knowledge.lexicon.classes["somebody"]
    if noun.lemma in somebody or noun.pos == "PROPN":
        return noun
    owners = [n for _, n in prepositional_phrases(sentence, noun, ("by", "from", "of", "to", "against"))]
    owners += sentence.kids(noun, "poss")
    return next((n for n in owners if n.lemma in somebody or n.pos == "PROPN"), None)


def _by_words(context: Context, sentence: Sentence, head: Token) -> Participant:
    """A phrase as a participant; its name ends with the head noun."""
    span = phrase_of(sentence, head)
    return Participant(span, None, None, None, context.reading.document.quote(Span(span.start, head.end)))


_TOWARD = (
    "against",
    "at",
    "on",
    "upon",
    "to",
    "with",
    "from",
    "into",
    "for",
    "toward",
    "towards",
    "along",
    "near",
)
_MATERIAL = frozenset("AID RETREAT SANCTION COERCE ASSAULT".split())
# Measures laid on a place: those who live there are meant.
_LAID_ON = frozenset(
    {("COERCE", "curfew"), ("COERCE", "martial-law"), ("COERCE", "restrict"), ("RETREAT", "ceasefire")}
    | {("MOBILIZE", mode) for mode in ("troops", "weapons", "police", "militia")}
)
# What is accepted or refused is somebody's: "the demands by protesters".
_ANSWERING = frozenset(["AGREE", "REJECT", "RESPONSE"])
_FROM = ("by", "of")
_TOGETHER = frozenset({*_MATERIAL, "PROTEST", "REQUEST", "MOBILIZE"})
