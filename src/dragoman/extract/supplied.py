"""What a clause leaves out of its act, from the exchange it stands in and from the two sides that the report is about.

A reader supplies it, but not freely: of 330 supplied parties in real reports that readers judged, 58 in 100 were wrong while the
whole report was searched. Whoever is supplied is therefore named in the sentence, or in the one before where the report is about
what goes on between two countries; what legislators, courts and people at large do is not aimed abroad; and what is rejected,
condemned or praised must itself be an act or a claim of somebody's.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.context import Context
from dragoman.extract.phrases import is_passive, parties_of, prepositional_phrases, subjects_of
from dragoman.extract.predicates import Hit, objects_of
from dragoman.extract.roles import BEARING, SUFFERED
from dragoman.model.annotation import Participant
from dragoman.model.reading import Sentence, Token, Zone
from dragoman.model.spans import Span

_SAID_TO = frozenset(["REQUEST", "THREATEN", "ACCUSE", "AGREE", "SUPPORT"])
_OF_STATE = frozenset({"GOV", "MIL", "LEG", "COP"})
_DIRECTED = frozenset(
    "AGREE REJECT RESPONSE CONCEDE THREATEN SANCTION REQUEST ACCUSE SUPPORT RETREAT COERCE AID".split()
)
_TO_WHAT_WAS_DONE = frozenset(["ACCUSE", "REJECT", "RESPONSE", "SUPPORT"])
_AT_HOME = frozenset("LEG ELI OPP PTY JUD COP CVL MED BUS EDU LAB NGO REB SPY".split())
# Those who speak for no government, of whichever country.
_VOICES_AT_HOME = frozenset(
    "lawmaker legislator senator congressman congresswoman critic opponent supporter republican democrat conservative expert "
    "analyst observer commentator hearing resident voter reader deputy".split()
)
# What one does with anybody, and at home most of all.
_ALSO_AT_HOME = frozenset(
    "address assemble attend brief consult convene debate discuss gather host review speak talk".split()
)
_POINTING = frozenset("they it which that who".split())
_ANSWERS = frozenset({"AGREE", "REJECT", "RESPONSE", "SILENCE"})
_JOINT = frozenset(
    "general commander chief deputy adviser expert engineer head ruler king emir premier chancellor talk negotiation side party negotiator leader minister president official diplomat country "
    "nation delegation team they both representative teams envoy counterpart colleague host guest visitor number".split()
)


def with_answered(
    hit: Hit,
    actors: list[Participant],
    recipients: list[Participant],
    exchange: tuple[Participant, Participant] | None,
) -> tuple[list[Participant], list[Participant]]:
    """An answer without an addressee goes back to the other side of the exchange it stands in."""
    if exchange is None or recipients or hit.predicate.type not in _ANSWERS or _are_at_home(hit, actors):
        return actors, recipients
    one, other = exchange
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
    """What the clause leaves out is supplied by the pair the report is about, if whoever is supplied is named close by: the talks are
    theirs, and an act of one without an addressee is toward the other."""
    if len(context.sides) != 2 or _is_whole(hit, actors):
        return actors, recipients
    filled = _filled(context, hit, actors, recipients, has_time)
    supplied = {p.country for p in (*filled[0], *filled[1])} - {p.country for p in (*actors, *recipients)}
    if len(supplied) == 2:
        return filled if context.even else (actors, recipients)
    if (
        recipients != filled[1]
        and hit.predicate.type in _TO_WHAT_WAS_DONE
        and not _is_to_an_act(context, hit)
    ):
        return actors, recipients
    return filled if supplied <= _named_close_by(context, hit) else (actors, recipients)


def _is_whole(hit: Hit, actors: list[Participant]) -> bool:
    """True for an act that leaves nobody out: one that is done alone, "Trump called Pompeo" at home, and what is done for those at
    home."""
    if hit.predicate.type == "CONSULT" and len({p.person for p in actors if p.person}) > 1:
        return True
    return hit.predicate.roles == "self" or _are_at_home(hit, actors)


def _is_to_an_act(context: Context, hit: Hit) -> bool:
    """ "Rejected the offer", "condemned the launch", "denied that it had fired": what is answered is an act or a claim, which somebody
    stands behind; behind skeptics or an outcome stands nobody."""
    sentence, verb = hit.sentence, hit.token
    if hit.predicate.pos != "verb" or sentence.kid(verb, "ccomp"):
        return True
    acts = context.knowledge.lexicon.predicates
    nouns = objects_of(sentence, verb)
    nouns += [n for k in sentence.kids(verb, "prep") for n in sentence.kids(k, "pobj")]
    return any(
        (n.lemma, "noun") in acts or any((k.lemma, "noun") in acts for k in sentence.kids(n, "compound"))
        for n in nouns
    )


def _are_at_home(hit: Hit, actors: list[Participant]) -> bool:
    """Legislators, parties, courts, the press, people at large: what they do is meant for their own country unless they say otherwise."""
    if hit.predicate.pos == "verb" and any(
        s.lemma in _VOICES_AT_HOME for s in subjects_of(hit.sentence, hit.token)
    ):
        return True
    return bool(actors) and all(p.sector in _AT_HOME for p in actors)


def _named_close_by(context: Context, hit: Hit) -> set[str | None]:
    """The countries that the sentence names; where both sides of the report are named about as often, also those of the sentence before,
    and both for a headline. What one does at home as well ("discuss", "gather") must have the other in its own sentence."""
    sentence = hit.sentence
    if hit.predicate.type == "CONSULT" and hit.token.lemma in _ALSO_AT_HOME:
        return {m.country for m in context.mentions.within(sentence.span)}
    if context.even and sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST):
        return {p.country for p in context.sides}
    before = context.reading.sentences[max(0, sentence.index - context.even)]
    return {m.country for m in context.mentions.within(Span(before.span.start, sentence.span.end))}


def _filled(
    context: Context, hit: Hit, actors: list[Participant], recipients: list[Participant], has_time: bool
) -> tuple[list[Participant], list[Participant]]:
    """Actors and recipients with what the pair the report is about may supply."""
    codes = {p.country for p in actors + recipients}
    alone = len(codes) == 1 and codes <= {p.country for p in context.sides}
    other = [p for p in context.sides if p.country not in codes]
    if _has_other_filler(context, hit):
        return actors, recipients
    if hit.predicate.type in ("CONSULT", "AGREE") and not recipients:
        if not codes and (has_time or hit.predicate.pos == "verb") and _is_joint(hit):
            return list(context.sides), []
        if hit.predicate.roles == "both" and alone:
            return actors + other, []
    if _is_borne(hit):
        return actors, recipients
    if not actors and alone and hit.predicate.type in SUFFERED and _is_open_who(hit):
        return other, recipients
    if not recipients and alone and hit.predicate.type in _DIRECTED:
        return actors, other
    return actors, recipients


def _is_open_who(hit: Hit) -> bool:
    """ "The note was rejected", "the arrest": the words leave open who of the two did it; in "they accused" and "was condemned by
    bishops" they do not."""
    if hit.predicate.pos != "verb":
        return True
    doers = subjects_of(hit.sentence, hit.token)
    return not any(d.lemma in _POINTING for d in doers) and not (
        doers and is_passive(hit.sentence, hit.token)
    )


def with_unplaced(
    context: Context, actors: list[Participant], recipients: list[Participant], placed: dict[str, str]
) -> tuple[list[Participant], list[Participant]]:
    """ "Minister Vjollca Hoxhaj thanked Italy": an officer of state whose country nobody names is of that of the two sides which
    stands on the other end of the act. `placed` keeps the countries of those who were placed before in the report."""
    actors, recipients = (
        [_as_of(p, placed.get(p.person or "")) for p in one] for one in (actors, recipients)
    )
    unplaced = [_is_unplaced(p) for p in actors], [_is_unplaced(p) for p in recipients]
    sides = {side.country for side in context.sides}
    here = {p.country for p in actors + recipients} & sides
    if len(sides) != 2 or len(here) != 1 or any(unplaced[0]) == any(unplaced[1]):
        return actors, recipients
    (country,) = sides - here
    placed.update(
        {p.person: country for p in actors + recipients if _is_unplaced(p) and p.person and country}
    )
    return [_as_of(p, country) for p in actors], [_as_of(p, country) for p in recipients]


def _is_unplaced(party: Participant) -> bool:
    return party.country is None and party.person is not None and party.sector in _OF_STATE


def _as_of(party: Participant, country: str | None) -> Participant:
    return replace(party, party=country, country=country) if country and _is_unplaced(party) else party


def _is_borne(hit: Hit) -> bool:
    """ "It will face sanctions": of whom, nobody says."""
    verb = hit.sentence.head(hit.token)
    return hit.predicate.pos == "noun" and verb is not None and verb.lemma in BEARING


def _has_other_filler(context: Context, hit: Hit) -> bool:
    """True when somebody stands in the slot whom we cannot resolve, or one's own: then nobody else is put there."""
    sentence, token = hit.sentence, hit.token
    for name, noun in prepositional_phrases(
        sentence, token, ("with", "between", "among", "of", "to", "against")
    ):
        if noun.pos == "PROPN" or (
            name in ("with", "between") and noun.pos in ("NOUN", "PRON") and noun.lemma not in _JOINT
        ):
            return True
    if hit.predicate.pos == "verb":
        somebody = context.knowledge.lexicon.classes["somebody"]
        own = {p.country for s in subjects_of(sentence, token) for p in parties_of(context, sentence, s)}
        for noun in sentence.kids(token, "dobj", "nsubjpass"):
            mention = context.mentions.on(noun)
            if mention is not None and mention.country in own and hit.predicate.type in _SAID_TO:
                # "Asked Congress to wait": one's own are meant.
                return True
            if noun.pos == "PROPN" and not context.mentions.on(noun):
                return True
            if noun.pos == "NOUN" and noun.lemma in somebody and hit.predicate.type in _SAID_TO:
                # "The automakers were encouraged to build": they are meant, and no other country.
                return not parties_of(context, sentence, noun)
    return False


def _is_joint(hit: Hit) -> bool:
    """True for an act whose subject is no outsider: talks, sides, negotiators, leaders, or nothing at all."""
    if hit.predicate.pos == "noun":
        return True
    if hit.predicate.roles not in ("both", "together") and hit.predicate.type != "AGREE":
        return False
    return all(_is_the_sides(hit.sentence, s) for s in subjects_of(hit.sentence, hit.token))


def _is_the_sides(sentence: Sentence, subject: Token) -> bool:
    """ "The leaders", "both sides", "negotiators": not "diplomats" at large."""
    if subject.lemma in ("talk", "negotiation", "side", "negotiator", "they", "both"):
        return True
    return subject.lemma in _JOINT and any(
        k.lemma in ("the", "both", "two") for k in sentence.kids(subject, "det", "nummod", "predet")
    )
