"""Actor and recipient of an act, by its lexicon entry and the syntax around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.context import Context
from dragoman.extract.phrases import (
    accused_of,
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
from dragoman.model.annotation import Mention, MentionKind, Participant
from dragoman.model.reading import Sentence, Token

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
LIGHT = frozenset(
    "hold have make take give issue carry conduct launch stage host attend join convene arrange sign "
    "reach strike deliver send offer begin start resume continue end cancel postpone delay schedule "
    "plan set propose seek announce agree pay receive extend impose lift face suspend complete open "
    "lead broker undertake receive call mediate extend participate engage enter return take run "
    "finish present lodge submit hand file".split()
)
_DONE_TO = frozenset(
    "release arrest detention imprisonment expulsion deportation conviction killing assassination murder abduction "
    "kidnapping extradition repatriation indictment capture execution ouster freeing summoning ejection removal "
    "banishment eviction jailing".split()
)
# Nouns whose "of" names whom or what it is done to, beside these.
_DONE_TO_ALL = _DONE_TO | frozenset(
    "annexation blockade bombardment bombing condemnation criticism denunciation encirclement harassment invasion "
    "liberation mistreatment occupation persecution poisoning recognition seizure shelling siege surveillance".split()
)
BEARING = frozenset("face suffer receive undergo endure escape avoid withstand".split())
# What was approved or ordered by somebody is an act of theirs; what was welcomed or condemned by them is not.
_BROUGHT_ABOUT = frozenset(
    "adopt approve authorise authorize back commit decide decree dictate effect enact initiate mount order organise "
    "organize orchestrate perform perpetrate prepare ratify stage".split()
)
# What whoever travels does with the journey.
_TRAVELLING = frozenset(
    "abandon break cancel cut defer drop extend interrupt pay plan postpone prolong put schedule scrap shelve shorten".split()
)
# "No meeting took place between the two".
_COMING_ABOUT = frozenset("begin break continue end follow go happen occur open resume start take".split())
_OF_ONE_MIND = frozenset(["agree", "concur", "accept", "acknowledge"])
# Whose object is what one speaks of and not to whom.
_ABOUT = frozenset("address debate discuss review".split())
# "Spoke after talks with his counterpart": the talks are those of whoever acts around them.
_BESIDE_ACTS = frozenset("after ahead at before during following in".split())
_TAKEN_BACK = frozenset(["CONCEDE", "SANCTION", "REJECT"])
_LAYING = frozenset("apply enact impose introduce lay levy order place put slap".split())
SUFFERED = frozenset("RETREAT CONCEDE SANCTION THREATEN AID COERCE ACCUSE".split())
_MOVING = frozenset(
    {("RETREAT", "withdraw"), ("MOBILIZE", "troops"), ("MOBILIZE", "weapons"), ("SANCTION", "withdraw")}
)


# Prepositions that carry a light verb to its noun: "take part in talks", "agree to a meeting".
CARRYING = frozenset("in to into from with on".split())


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
        for name, noun in carried_on(sentence, candidate):
            roles.setdefault(name, []).extend(parties_of(context, sentence, noun))
    for name, noun in prepositional_phrases(sentence, token):
        roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=name in ("in", "at")))
        if hit.object is not None and noun.i == hit.object.i:
            for inner, deeper in prepositional_phrases(sentence, noun):
                roles.setdefault(inner, []).extend(parties_of(context, sentence, deeper))
    for k in (
        sentence.kids(token, "xcomp", "ccomp")
        if hit.predicate.pos == "adj"
        or hit.predicate.mode in ("allege", "expel")
        or hit.predicate.complement
        or hit.predicate.type in ("AGREE", "REQUEST", "REJECT", "THREATEN")
        else ()
    ):
        if token.lemma in _OF_ONE_MIND and k.dep == "ccomp":
            # "Agreed that the North is a threat": the two agree with each other, and about it.
            continue
        roles.setdefault("comp", []).extend(_complement_parties(context, sentence, k))
    if hit.predicate.type == "PROTEST":
        roles.setdefault("at", []).extend(
            p for n in _in_front_of(sentence, token) for p in parties_of(context, sentence, n)
        )
    match hit.predicate.roles:
        case "together":
            others = [p for name in ("with", "and") for p in roles.get(name, ())]
            return distinct_parties(actors + others), []
        case "both":
            topical = hit.token.lemma in _ABOUT
            whom = ("with", "between", "among", *(() if topical else ("obj", "to", "of")))
            whom += ("from",) if hit.token.lemma in ("receive", "get", "take") else ()
            others = [p for name in whom for p in roles.get(name, ())]
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
    if (
        not actors
        and not any(roles.values())
        and hit.object is not None
        and hit.predicate.type in _TAKEN_BACK
    ):
        actors, laid_on = _of_what_was_imposed(context, sentence, hit.object)
        roles["on"] = laid_on
    order: tuple[str, ...] = _RECIPIENT_ORDER
    if only_names_the_act(context, hit):
        order = ("dative", "to", "against", "on", "at", *_RECIPIENT_ORDER)
    elif moves_its_own(hit):
        order = ("from", "to", *(name for name in _RECIPIENT_ORDER if name != "obj"), "obj")
    for name in (*order, "comp"):
        others = without(distinct_parties(roles.get(name, [])), actors)
        if others:
            return distinct_parties(actors), others
    return distinct_parties(actors), []


def _of_what_was_imposed(
    context: Context, sentence: Sentence, measure: Token
) -> tuple[list[Participant], list[Participant]]:
    """ "The sanctions that Washington imposed on two senators were lifted": who laid a measure on whom takes it back."""
    laid = next((k for k in sentence.kids(measure, "relcl", "acl") if k.lemma in _LAYING), None)
    if laid is None:
        return [], []
    by = [p for s in subjects_of(sentence, laid) for p in parties_of(context, sentence, s)]
    on = [
        p
        for _, n in prepositional_phrases(sentence, laid, ("on", "against", "upon"))
        for p in parties_of(context, sentence, n)
    ]
    return distinct_parties(by), distinct_parties(on)


def _in_front_of(sentence: Sentence, verb: Token) -> list[Token]:
    """ "Marched in front of the embassy", "gathered outside the consulate": whom a crowd stands before."""
    found = [n for k in sentence.kids(verb, "prep") if k.lemma == "outside" for n in sentence.kids(k, "pobj")]
    fronts = [n for name, n in prepositional_phrases(sentence, verb, ("in",)) if n.lemma == "front"]
    return found + [n for f in fronts for _, n in prepositional_phrases(sentence, f, ("of",))]


def _complement_parties(context: Context, sentence: Sentence, verb: Token) -> list[Participant]:
    found: list[Participant] = []
    things = sentence.kids(verb, "dobj") + [n for _, n in prepositional_phrases(sentence, verb, ("with",))]
    carried = [
        n
        for o in things
        for _, n in prepositional_phrases(sentence, o, ("to", "for", "with", "against", "from", "on"))
    ]
    for candidate in [
        *sentence.kids(verb, "dobj", "dative", "nsubj", "nsubjpass"),
        *carried,
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
    suffering: list[Participant] = []
    aside = frozenset({"relcl", "acl", "prep", "advcl"})
    left = [t for t in sentence.subtree(token, without=aside) if t.i < token.i]
    for t in left:
        if (m := context.mentions.on(t)) is not None and m.kind not in (MentionKind.MEDIA, MentionKind.PLACE):
            told = [replace(p, span=phrase_of(sentence, t)) for p in participants_of(context, m)]
            if _is_suffered_by(sentence, token, m):
                suffering += told
            else:
                own += told
    around = context.mentions.on(token)
    if around is not None and not own and around.kind is not MentionKind.PLACE:
        own += participants_of(context, around)
    roles: dict[str, list[Participant]] = {"of": suffering} if suffering else {}
    # "The ejection this week of two diplomats": the parser hangs what is behind the day on the day.
    days = [phrase for k in sentence.kids(token, "npadvmod") for phrase in prepositional_phrases(sentence, k)]
    for name, noun in (*prepositional_phrases(sentence, token), *days):
        roles.setdefault(name, []).extend(
            parties_of(
                context,
                sentence,
                noun,
                strict=name in ("in", "at") or (name == "of" and not _is_people(context, noun)),
            )
        )
        if name in ("of", "on", "against"):
            # "The expulsion of Polish diplomats by Russia": the agent may hang on the noun before it.
            for _, doer in prepositional_phrases(sentence, noun, ("by",)):
                roles.setdefault("by", []).extend(parties_of(context, sentence, doer, strict=True))
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
        carries = governor.lemma in CARRYING and (
            hit.predicate.roles == "both" or governor.lemma not in ("into", "on")
        )
        governor = sentence.head(governor) if carries else None
    if not own:
        own += [p for n in accused_of(sentence, hit.token) for p in parties_of(context, sentence, n)]
    if (
        not own
        and hit.predicate.roles == "visit"
        and token.dep == "dobj"
        and governor is not None
        and governor.lemma in _TRAVELLING
    ):
        own += [p for s in subjects_of(sentence, governor) for p in parties_of(context, sentence, s)]
    if token.dep == "conj" and governor is not None and governor.pos in ("NOUN", "PROPN") and not own:
        governor = sentence.head(governor)
    if (
        governor is not None
        and governor.pos in ("VERB", "AUX")
        and governor.lemma in LIGHT
        # "Called a meeting", and not "called the allegations absurd".
        and (governor.lemma != "call" or token.dep != "dobj" or hit.predicate.type == "CONSULT")
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
    elif (
        hit.predicate.roles == "both"
        and token.dep == "nsubj"
        and governor is not None
        and governor.lemma in _COMING_ABOUT
    ):
        for name, noun in prepositional_phrases(sentence, governor, ("between", "with", "among")):
            roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=True))
    elif hit.predicate.roles == "both" and (speech := _speech_in(context, sentence, token)) is not None:
        for s in (*subjects_of(sentence, speech), *sentence.kids(speech, "dobj", "dative")):
            own += parties_of(context, sentence, s)
    elif (
        hit.predicate.roles == "both" and not own and (acting := _acting_around(sentence, token)) is not None
    ):
        own += [p for s in subjects_of(sentence, acting) for p in parties_of(context, sentence, s)]
    elif (
        token.dep == "nsubjpass"
        and governor is not None
        and governor.lemma in _BROUGHT_ABOUT
        and (agent := sentence.kid(governor, "agent"))
    ):
        own += [p for s in sentence.kids(agent, "pobj") for p in parties_of(context, sentence, s)]
    for k in sentence.kids(hit.token, "acl"):
        if k.tag == "VBN" and (agent := sentence.kid(k, "agent")):
            own += [p for s in sentence.kids(agent, "pobj") for p in parties_of(context, sentence, s)]
        if k.tag == "VBN":
            for name, noun in prepositional_phrases(sentence, k, ("on", "against", "to")):
                roles.setdefault(name, []).extend(parties_of(context, sentence, noun, strict=True))
    if (
        governor is not None
        and governor.lemma in BEARING
        and token.dep == "dobj"
        and hit.predicate.type in SUFFERED | {"REJECT"}
    ):
        # "Iran will face sanctions": who bears them does not impose them.
        borne = [p for s in subjects_of(sentence, governor) for p in parties_of(context, sentence, s)]
        givers = without(own, borne) or roles.get("from", []) or roles.get("by", [])
        return distinct_parties(givers), distinct_parties(borne)
    if hit.predicate.roles == "both":
        return distinct_parties(
            own + [p for n in ("between", "with", "of", "among", "by", "to") for p in roles.get(n, ())]
        ), []
    if hit.predicate.roles == "visit":
        return distinct_parties(own + roles.get("by", []) + roles.get("of", [])), without(
            distinct_parties(roles.get("to", []) + roles.get("in", [])), own
        )
    actors = own or roles.get("by", []) or roles.get("from", []) or roles.get("between", [])
    if not actors and token.lemma in _DONE_TO_ALL and roles.get("of"):
        return [], distinct_parties(roles["of"])
    for name in ("against", "on", "of", "to", "toward", "towards", "with", "for", "from", "over"):
        others = without(distinct_parties(roles.get(name, [])), actors)
        if others and not (name == "of" and not actors):
            return distinct_parties(actors), others
    if not actors and roles.get("of"):
        actors = roles["of"]
    return distinct_parties(actors), []


def _is_suffered_by(sentence: Sentence, noun: Token, mention: Mention) -> bool:
    """ "Gross' release", "his arrest": a person who owns such a noun is the one it is done to, unless it is of another."""
    owner = sentence.top(mention.span)
    return (
        noun.lemma in _DONE_TO
        and owner is not None
        and owner.dep == "poss"
        and owner.head == noun.i
        and mention.kind is MentionKind.PERSON
        and not any(k.lemma == "of" for k in sentence.kids(noun, "prep"))
    )


def _speech_in(context: Context, sentence: Sentence, noun: Token) -> Token | None:
    """ "In a telephone call on Monday, Moon told Trump": those who speak in a call hold it."""
    preposition = sentence.head(noun)
    if noun.dep != "pobj" or preposition is None or preposition.lemma not in ("in", "during"):
        return None
    verb = sentence.head(preposition)
    if verb is None or (verb.lemma, "verb") not in context.knowledge.lexicon.cues:
        return None
    return verb if preposition.i < verb.i else None


def _acting_around(sentence: Sentence, noun: Token) -> Token | None:
    """The verb beside which talks "with" somebody are told ("said after talks with his counterpart")."""
    preposition = sentence.head(noun)
    if noun.dep != "pobj" or preposition is None or preposition.lemma not in _BESIDE_ACTS:
        return None
    joint = any(k.lemma == "joint" for k in sentence.kids(noun, "amod"))
    if not joint and not any(k.lemma == "with" for k in sentence.kids(noun, "prep")):
        return None
    verb = sentence.head(preposition)
    return verb if verb is not None and verb.pos == "VERB" else None


def _is_people(context: Context, noun: Token) -> bool:
    """ "A meeting of the two countries' ministers": people stand for whom they belong to."""
    return noun.lemma in context.knowledge.lexicon.classes["people"]


def is_aimed(context: Context, hit: Hit) -> bool:
    """ "Fired rockets at the north of Chad", not "into the sea"."""
    if hit.token.lemma not in ("fire", "launch", "shoot", "lob", "hurl"):
        return False
    nouns = [hit.token, *([hit.object] if hit.object else [])]
    aims = [n for t in nouns for _, n in prepositional_phrases(hit.sentence, t, ("at", "on", "against"))]
    return any(parties_of(context, hit.sentence, n) for n in aims)


def is_shared(hit: Hit, actors: list[Participant]) -> bool:
    """ "The ministers spoke on Monday", not "the ministers spoke to reporters": two or more, and with each other."""
    others = {"to", "at", "for", "against", "out", "up", "in"}
    elsewhere = any(k.text.lower() in others for k in hit.sentence.kids(hit.token, "prep", "prt", "advmod"))
    return len({p.country or p.party for p in actors}) >= 2 and not elsewhere


def carried_on(sentence: Sentence, noun: Token) -> Iterator[tuple[str, Token]]:
    """The prepositional phrases of a noun, and of the noun it is made of ("10 million in aid to the Palestinians")."""
    for name, inner in prepositional_phrases(sentence, noun):
        yield name, inner
        if name in ("in", "of"):
            yield from prepositional_phrases(sentence, inner, ("to", "for", "against", "with"))


def only_names_the_act(context: Context, hit: Hit) -> bool:
    """ "Launch an attack", "lodge a protest": the object is no one that the act is done to."""
    classes = context.knowledge.lexicon.classes
    done_to = classes["people"] | classes["territory"] | classes["troops"]
    return hit.object is not None and hit.object.lemma in hit.predicate.objects - done_to


def moves_its_own(hit: Hit) -> bool:
    """ "Withdrew its troops from the zone": what one moves is one's own, and those meant are where it is moved."""
    return (hit.predicate.type, hit.predicate.mode) in _MOVING and hit.predicate.pos == "verb"
