"""Actor and recipient of an act, by its lexicon entry; what the clause leaves out, from the exchange it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract.context import Context
from dragoman.extract.phrases import (
    distinct_parties,
    participants_of,
    parties_of,
    phrase_of,
    prepositional_phrases,
    subjects_of,
    subjects_of_copula,
    without,
)
from dragoman.extract.predicates import Hit, objects_of
from dragoman.model.annotation import MentionKind, Participant
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span

_RECIPIENT_ORDER = (
    "obj",
    "dative",
    "to",
    "with",
    "against",
    "toward",
    "towards",
    "at",
    "from",
    "on",
    "upon",
    "of",
    "for",
    "over",
    "about",
    "into",
    "in",
)
_LIGHT = frozenset(
    "hold have make take give issue carry conduct launch stage host attend join convene arrange sign "
    "reach strike deliver send offer begin start resume continue end cancel postpone delay schedule "
    "plan set propose seek announce agree pay receive extend impose lift face suspend complete open "
    "lead broker undertake receive call mediate extend participate engage enter return take run "
    "finish".split()
)
_DIRECTED = frozenset("AGREE REJECT RESPONSE SILENCE CONCEDE THREATEN SANCTION REQUEST ACCUSE".split())
_SUFFERED = frozenset("RETREAT CONCEDE SANCTION THREATEN AID COERCE ACCUSE".split())
_ANSWERS = frozenset({"AGREE", "REJECT", "RESPONSE", "SILENCE"})
# Prepositions that carry a light verb to its noun: "take part in talks", "agree to a meeting".
_CARRYING = frozenset("in to into from with on".split())
_FIGURATIVE = frozenset(
    "trade tariff price culture cold currency bidding propaganda heart panic word verbal economic".split()
)
_IDIOMS = frozenset(
    "response reaction reply answer exchange return agreement support protest coordination "
    "cooperation consultation".split()
)
_JOINT = frozenset(
    "talk negotiation side party negotiator leader minister president official diplomat country "
    "nation delegation team they both representative teams envoy".split()
)


def find_roles(context: Context, hit: Hit) -> tuple[list[Participant], list[Participant]]:
    """(actors, recipients) of a predicate."""
    if hit.predicate.pos == "noun":
        return _noun_roles(context, hit)
    sentence, token = hit.sentence, hit.token
    if hit.predicate.pos == "adj":
        subjects = sentence.kids(token, "nsubj") or subjects_of_copula(sentence, token, 0)
    else:
        subjects = subjects_of(sentence, token)
    actors = [p for s in subjects for p in parties_of(context, sentence, s)]
    roles: dict[str, list[Participant]] = {}
    for candidate in objects_of(sentence, token):
        if candidate in subjects:
            continue
        roles.setdefault("obj", []).extend(parties_of(context, sentence, candidate))
        for name, noun in _carried_on(sentence, candidate):
            roles.setdefault(name, []).extend(parties_of(context, sentence, noun))
    for name, noun in prepositional_phrases(sentence, token):
        roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=name in ("in", "at")))
        if hit.object is not None and noun.i == hit.object.i:
            for inner, deeper in prepositional_phrases(sentence, noun):
                roles.setdefault(inner, []).extend(parties_of(context, sentence, deeper))
    for k in (
        sentence.kids(token, "xcomp", "ccomp")
        if hit.predicate.pos == "adj" or hit.predicate.type in ("AGREE", "REQUEST", "REJECT", "THREATEN")
        else ()
    ):
        roles.setdefault("comp", []).extend(_complement_parties(context, sentence, k))
    match hit.predicate.roles:
        case "both":
            others = [
                p for name in ("obj", "with", "between", "among", "to", "of") for p in roles.get(name, ())
            ]
            return distinct_parties(actors + others), []
        case "visit":
            hosts = [p for name in ("obj", "to", "in", "into", "at") for p in roles.get(name, ())]
            hosts += [
                p
                for name, noun in prepositional_phrases(sentence, token, ("to", "in", "into", "at", "for"))
                for p in parties_of(context, sentence, noun)
            ]
            return distinct_parties(actors), without(distinct_parties(hosts), actors)
        case "self":
            return distinct_parties(actors), []
    if hit.predicate.mode in ("expel", "deport") and not actors:
        actors = roles.pop("from", [])
    if token.lemma in ("summon", "call") and hit.predicate.type == "ACCUSE" and not actors:
        actors = roles.pop("to", []) or roles.pop("in", []) or roles.pop("at", [])
    order: tuple[str, ...] = _RECIPIENT_ORDER
    if _only_names_the_act(context, hit):
        order = ("dative", "to", "against", "on", "at", *_RECIPIENT_ORDER)
    for name in (*order, "comp"):
        others = without(distinct_parties(roles.get(name, [])), actors)
        if others:
            return distinct_parties(actors), others
    return distinct_parties(actors), []


def _complement_parties(context: Context, sentence: Sentence, verb: Token) -> list[Participant]:
    found: list[Participant] = []
    for candidate in [
        *sentence.kids(verb, "dobj", "nsubj"),
        *(
            n
            for _, n in prepositional_phrases(sentence, verb, ("with", "to", "against", "from", "for", "of"))
        ),
    ]:
        found += parties_of(context, sentence, candidate)
    return found


def _noun_roles(context: Context, hit: Hit) -> tuple[list[Participant], list[Participant]]:
    sentence, token = hit.sentence, hit.token
    own: list[Participant] = []
    aside = frozenset({"relcl", "acl", "prep", "advcl"})
    left = [t for t in sentence.subtree(token, without=aside) if t.i < token.i]
    for t in left:
        if (m := context.mentions.on(t)) is not None and m.kind not in (MentionKind.MEDIA, MentionKind.PLACE):
            own += [replace(p, span=phrase_of(sentence, t)) for p in participants_of(context, m)]
    around = context.mentions.on(token)
    if around is not None and not own and around.kind is not MentionKind.PLACE:
        own += participants_of(context, around)
    roles: dict[str, list[Participant]] = {}
    for name, noun in prepositional_phrases(sentence, token):
        roles.setdefault(name, []).extend(
            parties_of(context, sentence, noun, strict=name in ("in", "at", "of"))
        )
    governor = sentence.head(token)
    while (
        governor is not None
        and governor.pos == "NOUN"
        and governor.lemma
        in (
            "round",
            "series",
            "resumption",
            "start",
            "end",
            "process",
            "session",
            "completion",
            "outcome",
            "result",
            "possibility",
            "prospect",
        )
    ):
        for name, noun in prepositional_phrases(sentence, governor):
            roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=True))
        token, governor = governor, sentence.head(governor)
    if governor is not None and governor.pos == "ADP" and token.dep == "pobj":
        carries = governor.lemma in _CARRYING and (
            hit.predicate.roles == "both" or governor.lemma not in ("into", "on")
        )
        governor = sentence.head(governor) if carries else None
    if token.dep == "conj" and governor is not None and governor.pos in ("NOUN", "PROPN") and not own:
        governor = sentence.head(governor)
    if (
        governor is not None
        and governor.pos in ("VERB", "AUX")
        and governor.lemma in _LIGHT
        and token.dep in ("dobj", "pobj", "nsubjpass", "conj", "attr")
    ):
        subjects = [s for s in subjects_of(sentence, governor) if s.i != token.i]
        own += (
            [p for s in subjects for p in parties_of(context, sentence, s)]
            if hit.predicate.roles == "both" or not own
            else []
        )
        for name, noun in prepositional_phrases(
            sentence, governor, ("with", "to", "against", "on", "between")
        ):
            if noun.i != token.i:
                roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=True))
    elif token.dep == "nsubjpass" and governor is not None and (agent := sentence.kid(governor, "agent")):
        own += [p for s in sentence.kids(agent, "pobj") for p in parties_of(context, sentence, s)]
    for k in sentence.kids(hit.token, "acl"):
        if k.tag == "VBN" and (agent := sentence.kid(k, "agent")):
            own += [p for s in sentence.kids(agent, "pobj") for p in parties_of(context, sentence, s)]
        if k.tag == "VBN":
            for name, noun in prepositional_phrases(sentence, k, ("on", "against", "to")):
                roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=True))
    if hit.predicate.roles == "both":
        return distinct_parties(
            own + [p for n in ("between", "with", "of", "among", "by", "to") for p in roles.get(n, ())]
        ), []
    if hit.predicate.roles == "visit":
        return distinct_parties(own + roles.get("by", []) + roles.get("of", [])), without(
            distinct_parties(roles.get("to", []) + roles.get("in", [])), own
        )
    actors = own or roles.get("by", []) or roles.get("from", []) or roles.get("between", [])
    for name in ("against", "on", "of", "to", "toward", "towards", "with", "for", "from", "over"):
        others = without(distinct_parties(roles.get(name, [])), actors)
        if others and not (name == "of" and not actors):
            return distinct_parties(actors), others
    if not actors and roles.get("of"):
        actors = roles["of"]
    return distinct_parties(actors), []


def with_answered(
    hit: Hit,
    actors: list[Participant],
    recipients: list[Participant],
    exchange: tuple[int, Participant, Participant] | None,
) -> tuple[list[Participant], list[Participant]]:
    """An answer without an addressee goes back to the other side of the exchange it stands in."""
    if exchange is None or recipients or hit.predicate.type not in _ANSWERS:
        return actors, recipients
    _, one, other = exchange
    codes = {p.country for p in actors}
    if len(codes) == 1 and one.country != other.country:
        if other.country in codes:
            return actors, [one]
        if one.country in codes:
            return actors, [other]
    if (
        not actors
        and hit.object is not None
        and hit.predicate.type in ("REJECT", "SILENCE")
        and hit.object.lemma in ("overture", "offer", "proposal", "request", "invitation", "call", "approach")
    ):
        return [other], [one]
    return actors, recipients


def with_sides(
    context: Context, hit: Hit, actors: list[Participant], recipients: list[Participant], has_time: bool
) -> tuple[list[Participant], list[Participant]]:
    """What the clause leaves out is supplied by the pair the report is about: the talks are theirs, and an act of one
    without an addressee is toward the other."""
    if len(context.sides) != 2:
        return actors, recipients
    codes = {p.country for p in actors + recipients}
    by_code = {p.country: p for p in context.sides}
    if _has_other_filler(context, hit):
        return actors, recipients
    if hit.predicate.type in ("CONSULT", "AGREE") and not recipients:
        if not codes and (has_time or hit.predicate.pos == "verb") and _is_joint(hit):
            return list(context.sides), []
        if hit.predicate.roles == "both" and len(codes) == 1 and codes <= by_code.keys():
            return actors + [p for p in context.sides if p.country not in codes], []
    if not actors and hit.predicate.type in _SUFFERED and len(codes) == 1 and codes <= by_code.keys():
        return [p for p in context.sides if p.country not in codes], recipients
    if hit.predicate.type in _DIRECTED and not recipients and len(codes) == 1 and codes <= by_code.keys():
        return actors, [p for p in context.sides if p.country not in codes]
    return actors, recipients


def _has_other_filler(context: Context, hit: Hit) -> bool:
    """True when somebody stands in the slot whom we cannot resolve: then nobody else is put there."""
    sentence, token = hit.sentence, hit.token
    for name, noun in prepositional_phrases(
        sentence, token, ("with", "between", "among", "of", "to", "against")
    ):
        if noun.pos == "PROPN" or (
            name in ("with", "between") and noun.pos in ("NOUN", "PRON") and noun.lemma not in _JOINT
        ):
            return True
    if hit.predicate.pos == "verb":
        for noun in sentence.kids(token, "dobj"):
            if noun.pos == "PROPN" and not context.mentions.on(noun):
                return True
    return False


def _is_joint(hit: Hit) -> bool:
    """True for an act whose subject is no outsider: talks, sides, negotiators, leaders, or nothing at all."""
    if hit.predicate.pos == "noun":
        return True
    if hit.predicate.roles != "both" and hit.predicate.type != "AGREE":
        return False
    return all(_is_the_sides(hit.sentence, s) for s in subjects_of(hit.sentence, hit.token))


def _is_the_sides(sentence: Sentence, subject: Token) -> bool:
    """ "The leaders", "both sides", "negotiators": not "diplomats" at large."""
    if subject.lemma in ("talk", "negotiation", "side", "negotiator", "they", "both"):
        return True
    return subject.lemma in _JOINT and any(
        k.lemma in ("the", "both", "two") for k in sentence.kids(subject, "det", "nummod", "predet")
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
        token.dep == "dobj" and head.lemma in _BRINGING | _LIGHT
    )


def _is_light_object(sentence: Sentence, token: Token) -> bool:
    head = sentence.head(token)
    if head is not None and head.pos == "ADP":
        if head.lemma not in _CARRYING:
            return False
        head = sentence.head(head)
    return head is not None and head.pos in ("VERB", "AUX") and head.lemma in _LIGHT


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Those in an act whom no table knows ("protesters", "a car bomb"), by their words alone. `acts_together` is true
    when the actor is a body of people such as take part in politics, or people suffer an act whose doer is left out;
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
    if _only_names_the_act(context, hit) and hit.object is not None:
        carried = [*prepositional_phrases(sentence, token), *_carried_on(sentence, hit.object)]
        objects = [n for name, n in carried if name in _TOWARD and n.i != hit.object.i]
    elif not objects:
        objects = [n for _, n in prepositional_phrases(sentence, token, _TOWARD)]
    objects = [o for o in objects if o.pos in ("NOUN", "PROPN") and not context.times.on(o)]
    if hit.predicate.type not in _MATERIAL:
        objects = [o for named in objects if (o := _somebody(context, sentence, named))]
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
    return Unnamed(actors, recipients, suffered or any(s.lemma in bodies for s in subjects), suffers)


def _carried_on(sentence: Sentence, noun: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a noun, and of the noun it is made of ("10 million in aid to the Palestinians")."""
    for name, inner in prepositional_phrases(sentence, noun):
        yield name, inner
        if name in ("in", "of"):
            yield from prepositional_phrases(sentence, inner, ("to", "for", "against", "with"))


def _somebody(context: Context, sentence: Sentence, noun: Token) -> Token | None:
    """The one a word is meant for: the noun when it stands for somebody or some place, else whose thing it is."""
    somebody = context.knowledge.lexicon.classes["somebody"]
    if noun.lemma in somebody or noun.pos == "PROPN":
        return noun
    owners = [n for _, n in prepositional_phrases(sentence, noun, ("by", "from", "of", "to", "against"))]
    owners += sentence.kids(noun, "poss")
    return next((n for n in owners if n.lemma in somebody or n.pos == "PROPN"), None)


def _only_names_the_act(context: Context, hit: Hit) -> bool:
    """ "Launch an attack", "lodge a protest": the object is no one that the act is done to."""
    classes = context.knowledge.lexicon.classes
    done_to = classes["people"] | classes["territory"] | classes["troops"]
    return hit.object is not None and hit.object.lemma in hit.predicate.objects - done_to


def _by_words(context: Context, sentence: Sentence, head: Token) -> Participant:
    """A phrase as a participant; its name ends with the head noun."""
    span = phrase_of(sentence, head)
    return Participant(span, None, None, None, context.reading.document.quote(Span(span.start, head.end)))


_TOWARD = ("against", "at", "on", "upon", "to", "with", "from", "into", "for", "toward", "towards")
_MATERIAL = frozenset("AID RETREAT SANCTION COERCE ASSAULT".split())
_TOGETHER = frozenset({*_MATERIAL, "PROTEST", "REQUEST", "MOBILIZE"})
_AROUND = frozenset("in during after amid following".split())
_OCCURRING = frozenset(
    "break erupt take occur begin start continue rage flare follow spread last rock hit kill leave injure wound claim "
    "mark grip sweep paralyze paralyse shake cause destroy end resume escalate intensify happen turn greet enter remain "
    "target damage disrupt hold place stage be".split()
)
_BRINGING = frozenset(
    "spark trigger see face cause provoke witness prompt report quell end impose declare".split()
)
