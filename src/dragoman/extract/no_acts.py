"""What reads like an act of diplomacy and is none: questions, words for things, people spoken to, travellers."""

from __future__ import annotations

from dragoman.extract.commitments import only_leads_to
from dragoman.extract.context import Context
from dragoman.extract.predicates import Hit, is_opening_passive
from dragoman.model.annotation import Participant
from dragoman.model.reading import Sentence

# "Asked not to be named".
_UNNAMED = frozenset(["name", "identify", "quote"])
# Who is spoken to and not conferred with.
_AUDIENCE = frozenset(
    "reporter journalist press medium media correspondent broadcaster newspaper television radio crowd audience supporter".split()
)
# With whom one confers at home.
_OWN_PEOPLE = frozenset(
    "congress parliament senate lawmaker legislator senator congressman voter aide adviser advisor donor nation".split()
)
_QUESTIONS = frozenset("whether if how why when where what who".split())
# Objects that make another thing of a verb, by the act it would be.
_NO_SUCH_OBJECTS = {
    ("ASSAULT", "strike"): frozenset("balance chord note tone pose posture bargain deal".split()),
    ("CONSULT", "meet"): frozenset(
        "standard criterion criteria condition demand deadline goal target need requirement obligation commitment expectation "
        "resistance challenge threshold opposition fate end".split()
    ),
    ("CONCEDE", "yield"): frozenset("floor chair microphone return crop result".split()),
    ("RETREAT", "withdraw"): frozenset(
        "bill legislation law nomination candidacy candidature remark comment statement motion draft amendment money cash".split()
    ),
}
_FEELINGS = frozenset("confidence hope optimism satisfaction".split())


def is_no_act(context: Context, hit: Hit, actors: list[Participant], recipients: list[Participant]) -> bool:
    """True when nobody does with the words of a hit what the lexicon takes them for."""
    match hit.predicate.type:
        case "AGREE":
            none = only_leads_to(context, hit)
        case "RETREAT" if hit.token.lemma == "disarm":
            # "The idea of disarming the militia": what others would do to it.
            none = hit.sentence.kid(hit.token, "dobj") is not None
        case "CONSULT":
            none = _is_among_their_own(hit, actors + recipients) or _are_travellers(context, hit, actors)
        case "REQUEST":
            none = _only_asks(hit) or _only_insists(hit) or _is_called_for(hit)
        case "ACCUSE" if hit.token.lemma == "charge" and hit.predicate.pos == "noun":
            none = (link := hit.sentence.head(hit.token)) is not None and link.lemma == "in"
        case "SUPPORT":
            none = _is_own_confidence(hit)
        case _:
            none = False
    return none or _is_another_thing(hit) or _is_asked(hit) or _stays_unnamed(hit) or _only_words_it(hit)


def _is_asked(hit: Hit) -> bool:
    """ "How has Russia reacted?": a question that takes for granted what it asks after tells nothing of it."""
    tokens = hit.sentence.tokens
    asks = next((t.text.lower() for t in tokens if t.pos != "PUNCT"), "")
    return asks in _QUESTIONS and tokens[-1].text == "?" and hit.token.dep == "ROOT"


def _is_called_for(hit: Hit) -> bool:
    """ "Decisive action when called for": nobody calls for anything."""
    link = hit.sentence.kid(hit.token, "prep")
    return (
        hit.predicate.words == ("call",)
        and hit.predicate.pos == "verb"
        and link is not None
        and not hit.sentence.kids(link)
        and hit.sentence.kid(hit.token, "nsubj", "nsubjpass") is None
    )


def _is_another_thing(hit: Hit) -> bool:
    """ "Strike a balance", "met the conditions", "withdrew the bill": a verb whose object makes another thing of it."""
    nouns = _NO_SUCH_OBJECTS.get((hit.predicate.type, hit.token.lemma), frozenset())
    return any(k.lemma in nouns for k in hit.sentence.kids(hit.token, "dobj", "nsubjpass"))


def _stays_unnamed(hit: Hit) -> bool:
    return any(k.lemma in _UNNAMED for k in hit.sentence.kids(hit.token, "xcomp"))


def _only_words_it(hit: Hit) -> bool:
    """ "What it called provocations": a word for something, said in passing."""
    return hit.token.lemma in ("call", "describe", "brand", "label") and any(
        k.lemma == "what" for k in hit.sentence.kids(hit.token, "dobj", "nsubj", "nsubjpass", "pobj", "oprd")
    )


def _is_among_their_own(hit: Hit, parties: list[Participant]) -> bool:
    """ "Spoke to reporters", "met lawmakers": no other country is there."""
    whom = hit.object.lemma.lower() if hit.object is not None else ""
    abroad = len({p.country for p in parties if p.country}) > 1
    return whom in _AUDIENCE or (whom in _OWN_PEOPLE and not abroad)


def _are_travellers(context: Context, hit: Hit, actors: list[Participant]) -> bool:
    """ "Five Americans landed": so many people of a country are no delegation of it."""
    return (
        hit.predicate.roles == "visit"
        and bool(actors)
        and all(_are_counted(context, hit.sentence, p) for p in actors)
    )


def _are_counted(context: Context, sentence: Sentence, party: Participant) -> bool:
    top = sentence.top(party.span)
    if top is None or top.tag != "NNPS" or not sentence.kids(top, "nummod"):
        return False
    mention = context.mentions.on(top)
    return mention is not None and top.text.lower() not in mention.name.lower()


def _only_asks(hit: Hit) -> bool:
    """ "Asked whether he would go", "asked about the delay": a question."""
    if hit.token.lemma not in ("ask", "press"):
        return False
    about = any(k.lemma == "about" for k in hit.sentence.kids(hit.token, "prep"))
    return (about and is_opening_passive(hit.sentence, hit.token)) or any(
        k.text.lower() in _QUESTIONS
        for clause in hit.sentence.kids(hit.token, "ccomp")
        for k in hit.sentence.kids(clause, "mark", "advmod", "attr", "dobj")
    )


def _only_insists(hit: Hit) -> bool:
    """ "Insisted that the talks were on track": words that ask for nothing, unlike "insisted that they be held"."""
    return hit.token.lemma == "insist" and any(
        not any(h.lemma in ("must", "should") for h in hit.sentence.kids(clause, "aux"))
        and (clause.tag in ("VBD", "VBZ", "VBP") or bool(hit.sentence.kids(clause, "aux")))
        for clause in hit.sentence.kids(hit.token, "ccomp")
    )


def _is_own_confidence(hit: Hit) -> bool:
    """ "Expressed confidence that it could": support for nobody."""
    noun = hit.object
    return (
        noun is not None
        and noun.lemma in _FEELINGS
        and not any(k.lemma in ("in", "for", "to") for k in hit.sentence.kids(noun, "prep"))
    )
