"""Acts found in the syntax: entries of the predicate lexicon matched to verbs, nouns and adjectives of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.extract.context import Context
from dragoman.knowledge.lexicon import Predicate
from dragoman.model.annotation import MentionKind
from dragoman.model.reading import Sentence, Token, Zone
from dragoman.model.spans import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A predicate found at a token, with the object noun it took in, if any."""

    sentence: Sentence
    token: Token
    predicate: Predicate
    object: Token | None


def find_hits(context: Context, sentence: Sentence) -> list[Hit]:
    hits: list[Hit] = []
    taken: set[int] = set()
    for token in sentence.tokens:
        pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(token.pos)
        if pos is None or _is_month(context, token) or _is_in_a_name(context, token):
            continue
        for predicate in context.knowledge.lexicon.predicates.get((token.lemma, pos), ()):
            matched, noun = _matches(context, sentence, token, predicate)
            if matched:
                hits.append(Hit(sentence, _head_of(sentence, token, predicate), predicate, noun))
                if noun is not None and _takes_its_noun(predicate):
                    taken.add(noun.i)
                break
    return [h for h in hits if not (h.predicate.pos == "noun" and h.token.i in taken)]


def _is_month(context: Context, token: Token) -> bool:
    """ "From March 20 to 22": no one marches."""
    return token.lemma.lower() == "march" and context.times.on(token) is not None


def _is_in_a_name(context: Context, token: Token) -> bool:
    """ "The Belt and Road Initiative": a word of an organisation's name."""
    mention = context.mentions.on(token) if token.pos == "PROPN" else None
    return (
        mention is not None
        and mention.kind is MentionKind.ORGANISATION
        and len(mention.span) > len(token.text)
    )


def _head_of(sentence: Sentence, last: Token, predicate: Predicate) -> Token:
    """The word of a noun entry that the others hang on: "note" of "a note of protest"."""
    words = sentence.tokens[last.i - len(predicate.words) + 1 : last.i + 1] if predicate.pos == "noun" else ()
    return next((t for t in words if t.head == t.i or t.head not in {w.i for w in words}), last)


def trigger_of(context: Context, hit: Hit) -> Span:
    """The word that names the act: the noun of a light verb ("held talks"), else the verb, noun or adjective itself.
    A noun that is only acted on ("launched a rocket") names nothing."""
    noun = hit.object
    if hit.predicate.pos == "noun":
        return _with_what_it_counts(context, hit)
    if (
        noun is not None
        and hit.token.lemma in _LIGHT
        and (
            noun.lemma in hit.predicate.objects
            or any(k.lemma in hit.predicate.objects for k in hit.sentence.kids(noun, "amod"))
        )
        and _names_an_act(context, noun)
    ):
        return noun.span
    return hit.token.span


def _is_of_a_table(sentence: Sentence, verb: Token) -> bool:
    """ "On negotiating table": a participle that the parser takes for a verb with an object."""
    behind = sentence.tokens[verb.i + 1 : verb.i + 2]
    return (
        verb.lemma in ("negotiate", "bargain")
        and bool(behind)
        and behind[0].lemma in ("table", "team", "partner", "position")
    )


def _counts_such(context: Context, sentence: Sentence, noun: Token, predicate: Predicate) -> bool:
    """ "A round of talks", "the second round", not "eight rounds of sanctions"."""
    counted = [n for p in sentence.kids(noun, "prep") if p.lemma == "of" for n in sentence.kids(p, "pobj")]
    acts = context.knowledge.lexicon.predicates
    return not any(
        (found := acts.get((n.lemma, "noun"), ())) and all(e.type != predicate.type for e in found)
        for n in counted
    )


def _with_what_it_counts(context: Context, hit: Hit) -> Span:
    """ "A second round of talks": the noun with the one behind "of" that names the same act."""
    if hit.token.lemma not in _ROUNDS:
        return hit.token.span
    acts = [
        n
        for p in hit.sentence.kids(hit.token, "prep")
        if p.lemma == "of"
        for n in hit.sentence.kids(p, "pobj")
        if any(
            e.type == hit.predicate.type
            for e in context.knowledge.lexicon.predicates.get((n.lemma, "noun"), ())
        )
    ]
    return Span(hit.token.start, acts[0].end) if acts else hit.token.span


def _names_an_act(context: Context, noun: Token) -> bool:
    """False for what is only acted on: people, arms, money, land, hours."""
    lexicon = context.knowledge.lexicon
    if any(len(p.words) == 1 for p in lexicon.predicates.get((noun.lemma, "noun"), ())):
        return True
    return noun.lemma not in lexicon.classes["things"] and context.times.on(noun) is None


def _takes_its_noun(predicate: Predicate) -> bool:
    """True when verb and object name one act; "cancelled the talks" names two."""
    return (
        predicate.pos == "verb"
        and bool(predicate.objects)
        and "@" not in predicate.objects
        and predicate.type != "REJECT"
    )


def _matches(
    context: Context, sentence: Sentence, token: Token, predicate: Predicate
) -> tuple[bool, Token | None]:
    if predicate.pos == "noun":
        size = len(predicate.words)
        if (
            size > 1
            and tuple(t.lemma for t in sentence.tokens[max(0, token.i - size + 1) : token.i + 1])
            != predicate.words
        ):
            return False, None
        if predicate.particle and not any(
            k.text.lower() == predicate.particle for k in sentence.kids(token, "prep")
        ):
            return False, None
        head = sentence.head(token)
        goes_on = head is not None and head.lemma == "process" and predicate.type == "CONSULT"
        if (token.dep == "compound" and not goes_on) or (
            token.dep == "nmod" and token.i + 1 < len(sentence.tokens)
        ):
            return False, None
        if token.lemma in _ROUNDS and not _counts_such(context, sentence, token, predicate):
            return False, None
        if token.lemma == "briefing" and any(k.lemma in _FOR_THE_PRESS for k in sentence.kids(token)):
            return False, None
        if token.lemma == "table":
            return _leads_to(sentence, token) and any(
                k.lemma in ("negotiating", "negotiation", "bargaining", "conference", "negotiate")
                for k in sentence.kids(token)
            ), None
        return True, None
    if predicate.pos == "adj":
        ok = bool(sentence.kid(token, "xcomp")) or (
            bool(predicate.particle)
            and any(k.lemma == predicate.particle for k in sentence.kids(token, "prep"))
        )
        return ok, None
    if token.tag == "VBG" and (token.dep in ("amod", "compound") or _is_of_a_table(sentence, token)):
        # "The negotiating table", "his acting head".
        return False, None
    if token.tag == "VBN" and (
        token.dep == "amod"
        or (
            sentence.kid(token, "auxpass")
            and sentence.kid(token, "xcomp")
            and (token.lemma, "participle") in context.knowledge.lexicon.cues
        )
    ):
        return False, None
    if not predicate.particle and _goes_with_its_particle(context, sentence, token):
        return False, None
    objects = objects_of(sentence, token)
    noun: Token | None = objects[0] if objects else None
    if predicate.complement:
        # "Gave the envoy three days to leave": what is given is given for it.
        given = sentence.kids(token, "dobj", "npadvmod", "dative")
        if token.lemma == "give" and not any(context.times.on(n) for n in given):
            return False, None
        under = [
            *sentence.kids(token, "xcomp", "ccomp"),
            *(k for n in given for k in sentence.kids(n, "acl", "relcl")),
        ]
        under += [k for k in sentence.kids(token, "advcl") if k.tag == "VB" and given]
        return any(k.lemma == predicate.complement for k in under), noun
    if "@" in predicate.objects and _is_described(sentence, token):
        return False, None
    if token.lemma == "be":
        return _is_away(context, sentence, token), None
    if token.lemma == "expect" and predicate.particle == "to" and not _expects_of_others(sentence, token):
        return False, None
    if predicate.particle:
        particle = next(
            (
                k
                for k in sentence.kids(token)
                if _is_particle(sentence, k, predicate.particle)
                and k.i > token.i
                and not _dates(context, sentence, k)
                and k.dep in ("prt", "prep", "advmod", "dative", "acomp", "agent", "oprd", "xcomp")
            ),
            None,
        )
        if (
            particle is None
            and predicate.particle == "to"
            and not predicate.objects
            and any(
                h.lemma == "to"
                for x in sentence.kids(token, "xcomp", "ccomp")
                for h in sentence.kids(x, "aux")
            )
        ):
            return True, noun
        if particle is None and not (
            token.i + 1 < len(sentence.tokens)
            and sentence.tokens[token.i + 1].text.lower() == predicate.particle
            and not _dates(context, sentence, sentence.tokens[token.i + 1])
        ):
            return False, None
        if particle is not None and predicate.mode == "visit" and sentence.kid(particle, "pcomp"):
            # "When it comes to easing the rules": nobody goes anywhere.
            return False, None
        if (
            particle is not None
            and "_" in predicate.particle
            and sentence.tokens[particle.i + 1].pos == "ADP"
        ):
            particle = sentence.tokens[particle.i + 1]
        if particle is not None and particle.dep == "prep" and (inner := sentence.kid(particle, "pobj")):
            noun = inner if predicate.objects and inner.lemma in predicate.objects else noun or inner
            objects = [*objects, inner]
    if predicate.objects:
        if token.lemma in _GIVING_WITH:
            objects = [
                *objects,
                *(
                    n
                    for p in sentence.kids(token, "prep")
                    if p.lemma == "with"
                    for n in sentence.kids(p, "pobj")
                ),
            ]
        for candidate in objects:
            lemmas = {candidate.lemma, *(k.lemma for k in sentence.kids(candidate, "conj"))}
            lemmas |= {k.lemma for k in sentence.kids(candidate, "amod") if k.lemma in _TELLING}
            lemmas |= {n.lemma for n in _counted(sentence, candidate)}
            lemmas |= _also_known_as(context, sentence, candidate)
            if lemmas & predicate.objects or (
                "@" in predicate.objects and _is_party(context, sentence, candidate)
            ):
                return True, candidate
        return False, None
    return True, noun


def _goes_with_its_particle(context: Context, sentence: Sentence, verb: Token) -> bool:
    """ "Called off a strike" is no call for one: the particle makes another verb."""
    particles = {k.text.lower() for k in sentence.kids(verb, "prt")}
    entries = context.knowledge.lexicon.predicates[verb.lemma, "verb"]
    return bool(particles) and (verb.lemma in _PHRASAL or any(p.particle in particles for p in entries))


def _is_away(context: Context, sentence: Sentence, verb: Token) -> bool:
    """ "The minister was in Dili on Tuesday": somebody of a country in the capital of another, which is told as over."""
    if verb.tag != "VBD":
        return False
    subject = sentence.kid(verb, "nsubj")
    visitor = context.mentions.on(subject) if subject is not None else None
    places = [
        m
        for k in sentence.kids(verb, "prep")
        if k.lemma == "in"
        for n in sentence.kids(k, "pobj")
        if (m := context.mentions.on(n)) is not None and m.kind in (MentionKind.PLACE, MentionKind.STATE)
    ]
    return (
        visitor is not None
        and visitor.kind in (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.UNNAMED)
        and bool(visitor.country)
        and any(m.country and m.country != visitor.country for m in places)
    )


def _is_particle(sentence: Sentence, token: Token, particle: str) -> bool:
    """True for the word, or the first of two, that an entry asks for: "out" of "pull_out_of"."""
    first, _, second = particle.partition("_")
    behind = sentence.tokens[token.i + 1 : token.i + 2]
    if first == "at" and behind and behind[0].text.lower() in ("least", "most", "last", "once"):
        return False
    return token.text.lower() == first and (not second or [t.text.lower() for t in behind] == [second])


def _expects_of_others(sentence: Sentence, verb: Token) -> bool:
    """ "Expects China to act" asks something of somebody; "expects to have differences" does not."""
    inner = sentence.kids(verb, "xcomp", "ccomp")
    return sentence.kid(verb, "dobj") is not None or any(sentence.kid(k, "nsubj", "nsubjpass") for k in inner)


def _is_described(sentence: Sentence, verb: Token) -> bool:
    """ "Called it an insult": the verb gives its object a name and does nothing to it. "Called President Petrov" names nobody."""
    names = [
        k
        for k in sentence.kids(verb)
        if k.dep == "oprd" or (k.dep == "ccomp" and k.pos not in ("VERB", "AUX"))
    ]
    called = verb.lemma == "call" and len(names) == 1 and not sentence.kid(verb, "dobj")
    return verb.lemma in ("call", "find", "name") and bool(names) and not (called and names[0].pos == "PROPN")


def _leads_to(sentence: Sentence, table: Token) -> bool:
    """ "Return to the negotiating table" is a wish for talks; what is put on the table is not."""
    link = sentence.head(table)
    return link is not None and link.lemma in ("to", "at", "around", "from")


def _counted(sentence: Sentence, noun: Token) -> list[Token]:
    """ "Dozens of soldiers", "a group of experts", "two of its crossings": what the quantity is of."""
    if noun.lemma not in _QUANTITIES and noun.tag != "CD":
        return []
    return [n for p in sentence.kids(noun, "prep") if p.lemma == "of" for n in sentence.kids(p, "pobj")]


def _also_known_as(context: Context, sentence: Sentence, token: Token) -> frozenset[str]:
    """ "The Onega Star" is a trawler once the report has said so, "her" and "Alan Gross" are a person, and "$500,000" are dollars."""
    if token.pos == "PROPN":
        mention = context.mentions.on(token)
        person = mention is not None and mention.kind is MentionKind.PERSON
        return context.kinds.get(token.text.lower(), _NOTHING) | (_PERSON if person else _NOTHING)
    if token.tag == "CD" and any(k.text in "$€£¥" for k in sentence.kids(token)):
        return _MONEY
    return _PERSON if token.text.lower() in _HE_OR_SHE else _NOTHING


def _dates(context: Context, sentence: Sentence, preposition: Token) -> bool:
    """ "called the president on Wednesday": the preposition belongs to a day, not to the verb."""
    nouns = sentence.kids(preposition, "pobj")
    return bool(nouns) and all(context.times.on(n) is not None for n in nouns)


def _is_party(context: Context, sentence: Sentence, token: Token) -> bool:
    """True when the head of a phrase itself stands for somebody, not just a word before it."""
    mention = context.mentions.on(token)
    return (
        mention is not None
        and mention.kind not in (MentionKind.PLACE, MentionKind.MEDIA)
        and mention.span.end >= token.end
    )


def is_reduced_passive(sentence: Sentence, verb: Token) -> bool:
    """ "sanctions imposed in May": a participle that hangs on what it acts on, and has no object of its own."""
    return (
        verb.tag == "VBN"
        and verb.dep == "acl"
        and sentence.kid(verb, "nsubj", "aux") is None
        and not any(k.pos == "PROPN" for k in sentence.kids(verb, "dobj", "oprd"))
    )


def is_opening_passive(sentence: Sentence, verb: Token) -> bool:
    """ "Accused by Kyiv of an attack, Moscow denied it": a participle before the clause whose subject it acts on."""
    return (
        verb.tag == "VBN"
        and verb.dep == "advcl"
        and verb.i < verb.head
        and sentence.kid(verb, "nsubj", "nsubjpass", "aux", "auxpass", "dobj") is None
    )


def is_headline_passive(sentence: Sentence, verb: Token) -> bool:
    """ "French ambassador summoned", "Trawler seized off Bear Island": headlines leave out the helper of the passive, and a verb that
    is always done to something has nothing behind it."""
    return (
        sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST)
        and verb.tag in ("VBD", "VBN")
        and verb.lemma in _ALWAYS_DONE_TO
        and sentence.kid(verb, "nsubj") is not None
        and sentence.kid(verb, "aux", "auxpass", "dobj", "dative", "ccomp", "xcomp", "oprd") is None
    )


def is_let_go(sentence: Sentence, verb: Token) -> bool:
    """ "Algeria let go nine Malians": the parser takes "let" for a helper of "go"."""
    head = sentence.head(verb)
    return verb.lemma == "let" and verb.dep == "aux" and head is not None and head.lemma == "go"


def objects_of(sentence: Sentence, verb: Token) -> list[Token]:
    """The things a verb acts on: its object, passive subject, or the noun its participle or relative clause hangs on."""
    found = sentence.kids(verb, "dobj", "nsubjpass", "oprd", "dative")
    if is_let_go(sentence, verb):
        found += sentence.kids(sentence.tokens[verb.head], "dobj")
    if is_reduced_passive(sentence, verb) and (head := sentence.head(verb)):
        found.append(head)
    if is_opening_passive(sentence, verb) and (head := sentence.head(verb)):
        found += sentence.kids(head, "nsubj", "nsubjpass")
    if is_headline_passive(sentence, verb):
        found += sentence.kids(verb, "nsubj")
    if verb.dep == "relcl" and (head := sentence.head(verb)):
        if any(t.lemma == "which" for t in found) and (above := _held_by(sentence, head)) is not None:
            found.append(above)
        found = [head if t.lemma in ("that", "which", "who", "whom") else t for t in found]
        subject = sentence.kid(verb, "nsubj")
        if not found and subject is not None and subject.lemma not in _WHO:
            found.append(head)
    if (
        verb.dep == "conj"
        and (not found or verb.lemma in PASSED_ON)
        and (verb.tag == "VBN" or verb.lemma in PASSED_ON)
        and (head := sentence.head(verb))
        and sentence.kid(head, "nsubjpass")
    ):
        found += sentence.kids(head, "nsubjpass")
    return found


def _held_by(sentence: Sentence, noun: Token) -> Token | None:
    """ "The ban on khat which it imposed": the noun that another hangs on, which the clause may be about."""
    link = sentence.head(noun)
    above = sentence.head(link) if noun.dep == "pobj" and link is not None else None
    return above if above is not None and above.pos == "NOUN" else None


_ALWAYS_DONE_TO = frozenset(
    "abduct adopt approve arrest ambush attack ban bar block bomb bombard cancel capture condemn deliver deport detain evacuate "
    "exchange expel free freeze hold impose invite jail kill lift oust postpone recall reject release reopen ratify scrap sanction "
    "seize shell shelve shut sign summon suspend swap torpedo veto welcome wound".split()
)
# Verbs whose receiver is their passive subject, also beside another passive: "was called in and handed a note".
PASSED_ON = frozenset(["hand", "give", "tell", "offer", "send", "deny"])
# Verbs that name what they give behind "with": "provided Ukraine with tents".
_GIVING_WITH = frozenset(["provide", "supply", "equip", "furnish", "present", "arm"])
# Adjectives that decide what an act is: a joint exercise is cooperation.
_TELLING = frozenset(["joint", "guilty", "hunger"])
# Verbs that any particle makes another verb of.
_PHRASAL = frozenset(
    "blast break bring call carry come cut get give go hold look make pull push put run set stand take turn work".split()
)
_WHO = frozenset(["who", "which", "that"])
_NOTHING: frozenset[str] = frozenset()
_PERSON = frozenset(["person"])
_MONEY = frozenset(["dollar"])
_HE_OR_SHE = frozenset(["he", "she", "him", "her", "whom"])
# "A weekly news briefing": nobody confers with anybody.
_FOR_THE_PRESS = frozenset("news press media weekly daily regular televised".split())
_QUANTITIES = frozenset(
    "dozen score hundred thousand million billion number group couple series string part team handful shipment package "
    "round lot some most ton tonne".split()
)
_ROUNDS = frozenset(["round", "series", "session"])
# Verbs that only carry their noun: the noun names the act.
_LIGHT = frozenset(
    "hold have make give take conduct carry launch stage pay deliver issue lodge file voice express perform wage mount "
    "open begin start continue resume attend join enter extend hand put do go lend".split()
)
