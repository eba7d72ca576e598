"""Who does it and who is meant: subjects through passives, control, joining and participles; the parties of a phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.extract.context import Context
from dragoman.extract.predicates import (
    PASSED_ON,
    is_headline_passive,
    is_let_go,
    is_opening_passive,
    is_reduced_passive,
    objects_of,
)
from dragoman.extract.status import is_ranked
from dragoman.model.annotation import Mention, MentionKind, Participant
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span

_ROLE_PREPOSITIONS = (
    "to",
    "with",
    "against",
    "at",
    "toward",
    "towards",
    "from",
    "on",
    "upon",
    "for",
    "over",
    "about",
    "of",
    "between",
    "among",
    "by",
    "into",
    "in",
)
_OBJECT_CONTROL = frozenset(
    "urge ask tell invite force allow press order call persuade encourage help want expect push get "
    "permit require warn advise instruct direct enable let make beg challenge prompt lead cause compel oblige induce spur "
    "provoke drive convince inspire".split()
)


_MAKING = frozenset(
    "adopt announce approve back draft enact introduce issue launch make order pass prepare propose reach sign take "
    "unveil".split()
)
# What is made for others to do.
_ASKING = frozenset("appeal call demand invitation offer order pressure request warning".split())
# Verbs whose object does what stands behind a preposition: "accused Moscow of shelling", "fined the bank for dealing".
_OF_THE_OBJECT = {
    "of": frozenset("accuse suspect convict acquit".split()),
    "for": frozenset(
        "arrest attack berate blame castigate censure chastise chide commend condemn criticise criticize denounce deride "
        "expel fault fine forgive hail imprison indict jail lambast penalise penalize praise prosecute punish rebuke "
        "reprimand reproach sanction scold sentence slam sue thank".split()
    ),
    "from": frozenset(
        "ban bar block deter discourage dissuade exclude keep prevent prohibit restrain stop".split()
    ),
    "into": frozenset("bully coerce force frighten goad lure pressure push scare talk trick".split()),
}
# "Units of the armed forces of Azerbaijan": bodies that are whose "of" names the state.
_OF_A_STATE = frozenset(
    "authority delegation embassy government ministry parliament police side staff team".split()
)
_BESIDE = frozenset(["along", "together", "alongside"])
# "Accepted an invitation to visit": who takes it does it.
_TAKEN = frozenset("invitation chance opportunity request demand call offer order right".split())
_TAKING = frozenset("accept decline get have receive refuse reject take".split())
# Nouns for what one means to do, whose "of" names who means it: "the decision of Panama to call off the summit".
_MEANT = frozenset(
    "attempt decision desire effort intention move offer plan pledge promise proposal readiness refusal threat "
    "unwillingness vow willingness wish".split()
)


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """True for a verb whose subject, said or left out, is what it acts on."""
    return (
        sentence.kid(verb, "nsubjpass", "auxpass") is not None
        or is_reduced_passive(sentence, verb)
        or is_opening_passive(sentence, verb)
        or is_headline_passive(sentence, verb)
    )


def subjects_of(sentence: Sentence, verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: subject, by-phrase, or the one a controlling, joined or attached verb gives."""
    if depth > 6:
        return []
    passive = is_passive(sentence, verb)
    subject = sentence.kid(verb, "nsubj")
    # "Spoke by phone": the parser takes some means for an agent.
    if (agent := sentence.kid(verb, "agent")) and (passive or subject is None):
        return sentence.kids(agent, "pobj")
    if passive:
        by = next((k for k in sentence.kids(verb, "prep") if k.lemma == "by"), None) or _by_behind(
            sentence, verb
        )
        return sentence.kids(by, "pobj") if by else []
    head = sentence.head(verb)
    if subject is not None:
        if subject.lemma in ("who", "which", "that") and head is not None:
            if verb.dep == "relcl":
                return [_told_of_one(sentence, verb, head)]
            if head.lemma == "be" and (cleft := sentence.kids(head, "attr", "oprd")):
                return cleft[:1]
        # "Ama Mensah and President Kofi Addo agreed": the parser may give each a subject of its own.
        others = sentence.kids(verb, "nsubj")[1:] if sentence.kid(subject, "cc") else []
        return [subject, *others, *_along_with(sentence, verb)]
    if before := _with_its_clause(sentence, verb):
        return [before]
    if head is None:
        return []
    if is_let_go(sentence, verb):
        return sentence.kids(head, "nsubj")
    if verb.dep in ("xcomp", "ccomp"):
        if head.pos == "ADJ" or head.pos == "NOUN":
            return (
                subjects_of(sentence, head, depth + 1)
                if sentence.kid(head, "nsubj")
                else subjects_of_copula(sentence, head, depth)
            )
        objects = sentence.kids(head, "dobj", "dative")
        if objects and head.lemma in _OBJECT_CONTROL:
            return objects[:1]
        if head.lemma in _OBJECT_CONTROL and (
            on := next((k for k in sentence.kids(head, "prep") if k.lemma in ("on", "for", "upon")), None)
        ):
            return sentence.kids(on, "pobj")
        if passive_subject := sentence.kid(head, "nsubjpass"):
            return [passive_subject]
        return subjects_of(sentence, head, depth + 1)
    if verb.dep == "conj":
        passive_head = sentence.kid(head, "nsubjpass")
        if passive_head and verb.tag in ("VBD", "VBZ", "VBP") and verb.lemma not in PASSED_ON:
            return [passive_head]
        return subjects_of(sentence, head, depth + 1)
    if verb.dep == "pcomp" and (outer := sentence.head(head)) is not None:
        if head.lemma == "in" and outer.lemma == "join":
            return [*subjects_of(sentence, outer, depth + 1), *sentence.kids(outer, "dobj")]
        above = _passive_of(sentence, outer) or outer
        if above.lemma in _OF_THE_OBJECT.get(head.lemma, ()):
            return objects_of(sentence, above)
        return (
            subjects_of(sentence, outer, depth + 1)
            if outer.pos in ("VERB", "AUX")
            else owners_of(sentence, outer)
        )
    if (
        verb.dep == "advcl"
        and head.lemma in _OBJECT_CONTROL
        and verb.tag == "VB"
        and sentence.kid(verb, "aux")
    ):
        # "Led it, late on Tuesday, to recall its envoy".
        if led := sentence.kids(head, "dobj"):
            return led[:1]
    if verb.dep == "advcl":
        return subjects_of(sentence, head, depth + 1) or sentence.kids(head, "nsubjpass")
    if verb.dep == "acl" and is_reduced_passive(sentence, verb):
        return owners_of(sentence, head) or _noun_subjects(sentence, head, depth)
    if verb.dep in ("acl", "relcl") and verb.tag == "VB" and sentence.kid(verb, "aux"):
        meaning = (
            [n for _, n in prepositional_phrases(sentence, head, ("of",))] if head.lemma in _MEANT else []
        )
        if (verb_of := _ranked_in(sentence, head)) is not None:
            return subjects_of(sentence, verb_of, depth + 1)
        if head.lemma in _TAKEN and (verb_of := sentence.head(head)) is not None and verb_of.lemma in _TAKING:
            return subjects_of(sentence, verb_of, depth + 1)
        named = [] if head.lemma in _MEANT or head.lemma in _TAKEN else [head]
        return owners_of(sentence, head) or meaning or _makers_of(sentence, head, depth) or named
    # The parser takes "the minister, meeting his colleague" for a second name of the minister.
    if verb.dep == "acl" or (verb.dep == "appos" and verb.tag == "VBG"):
        return [head]
    return []


def _ranked_in(sentence: Sentence, noun: Token) -> Token | None:
    """ "Became the first state to break off relations": the verb whose subject is the first."""
    verb = sentence.head(noun)
    return (
        verb
        if is_ranked(sentence, noun)
        and verb is not None
        and noun.dep in ("attr", "oprd", "dobj")
        and verb.lemma in ("be", "become")
        else None
    )


def _passive_of(sentence: Sentence, agent: Token) -> Token | None:
    """ "Accused by Kyiv of shelling a village": the verb whose agent the parser hangs "of" on."""
    by = sentence.head(agent)
    return sentence.head(by) if agent.dep == "pobj" and by is not None and by.lemma == "by" else None


def _along_with(sentence: Sentence, token: Token) -> list[Token]:
    """ "Australia, along with Canada, condemned it": those beside the subject, whom the parser hangs on it or on the verb."""
    beside = [k for k in sentence.kids(token, "prep", "advmod") if k.lemma in _BESIDE]
    if token.pos in ("VERB", "AUX"):
        beside = [k for k in beside if k.i < token.i]
    return [
        noun
        for k in beside
        for preposition in (k, *sentence.kids(k, "prep"))
        for noun in sentence.kids(preposition, "pobj")
    ]


def _by_behind(sentence: Sentence, verb: Token) -> Token | None:
    """ "Was hit with sanctions by Spain": the parser hangs the agent of a passive on the noun before it."""
    things = [
        *sentence.kids(verb, "oprd", "dobj"),
        *(n for _, n in prepositional_phrases(sentence, verb, ("with", "to", "for", "from"))),
    ]
    return next((k for noun in things for k in sentence.kids(noun, "prep") if k.lemma == "by"), None)


def _told_of_one(sentence: Sentence, verb: Token, noun: Token) -> Token:
    """ "Between Chad and Sudan, which has closed the border": a verb in the singular tells of the last of those joined."""
    finite = sentence.kid(verb, "aux", "auxpass") or verb
    while finite.tag == "VBZ" and (joined := sentence.kid(noun, "conj")) is not None and joined.i < verb.i:
        noun = joined
    return noun


def _with_its_clause(sentence: Sentence, verb: Token) -> Token | None:
    """ "Members to be sworn in next year have threatened": the parser may let the infinitive have the subject and stand before the verb
    as its clause."""
    return next(
        (
            subject
            for k in sentence.kids(verb, "ccomp", "csubj", "advcl")
            if k.i < verb.i
            and any(t.text.lower() == "to" for t in sentence.kids(k, "aux"))
            and (subject := sentence.kid(k, "nsubj", "nsubjpass")) is not None
            and subject.pos in ("NOUN", "PROPN")
        ),
        None,
    )


def subjects_of_copula(sentence: Sentence, head: Token, depth: int) -> list[Token]:
    copula = sentence.head(head)
    return (
        subjects_of(sentence, copula, depth + 1)
        if copula is not None and copula.pos in ("AUX", "VERB")
        else []
    )


def _noun_subjects(sentence: Sentence, noun: Token, depth: int) -> list[Token]:
    verb = sentence.head(noun)
    return (
        subjects_of(sentence, verb, depth + 1)
        if verb is not None and verb.pos in ("VERB", "AUX") and noun.dep == "dobj"
        else []
    )


def _makers_of(sentence: Sentence, noun: Token, depth: int) -> list[Token]:
    """ "Approved measures to restrict imports": who makes the measures restricts."""
    verb = sentence.head(noun)
    made = verb is not None and verb.lemma in _MAKING and noun.lemma not in _ASKING
    return _noun_subjects(sentence, noun, depth) if made else []


def accused_of(sentence: Sentence, noun: Token) -> list[Token]:
    """ "Condemned Belarus for the arrest of a worker": whom a verb holds to account for the act that a noun names."""
    link = sentence.head(noun)
    verb = sentence.head(link) if link is not None and noun.dep == "pobj" else None
    if link is None or verb is None or verb.lemma not in _OF_THE_OBJECT.get(link.lemma, ()):
        return []
    return objects_of(sentence, verb)


def owners_of(sentence: Sentence, noun: Token) -> list[Token]:
    found = sentence.kids(noun, "poss")
    for k in sentence.kids(noun, "prep"):
        if k.lemma in ("by", "from", "for"):
            found += sentence.kids(k, "pobj")
    return found


def prepositional_phrases(
    sentence: Sentence, token: Token, names: tuple[str, ...] = _ROLE_PREPOSITIONS
) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) for the prepositional phrases of a token, nested ones ("from talks with Iran") included."""
    for k in sentence.kids(token, "prep", "dative", "agent"):
        if k.lemma in names or k.text.lower() in names:
            for noun in sentence.kids(k, "pobj"):
                yield k.text.lower(), noun
    for k in sentence.kids(token, "prt", "prep"):
        if k.dep == "prep" and k.lemma not in ("away", "back", "out"):
            continue
        for inner in sentence.kids(k, "prep"):
            for noun in sentence.kids(inner, "pobj"):
                yield inner.text.lower(), noun


_DONE_TO_WHOM_OF_NAMES = frozenset(["ASSAULT", "COERCE", "SANCTION"])
# "Syria's neighbours" are anybody but Syria.
_OTHERS_THAN = frozenset(
    "neighbor neighbour ally rival enemy foe adversary opponent critic backer patron".split()
)


def parties_of(
    context: Context, sentence: Sentence, token: Token, *, strict: bool = False, depth: int = 0
) -> list[Participant]:
    """The parties a noun phrase stands for: its own mention, those joined to it, else those that own or modify it."""
    if depth > 4:
        return []
    found: list[Participant] = []
    mention = context.mentions.on(token)
    if mention is not None and mention.kind is not MentionKind.MEDIA:
        if not (mention.kind is MentionKind.PLACE and strict):
            found += participants_of(context, mention)
    nobody = mention is None or not (mention.country or mention.party or mention.members)
    if (
        token.pos in ("NOUN", "PROPN")
        and (nobody or token.text.lower().endswith("s"))
        and token.lemma not in _OTHERS_THAN
    ):
        for k in sentence.kids(token, "amod", "compound", "poss", "nmod"):
            other = context.mentions.on(k)
            if (
                other is not None
                and other is not mention
                and other.kind is not MentionKind.MEDIA
                and (not strict or k.dep != "poss")
            ):
                found += participants_of(context, other)
                found += [
                    p
                    for c in sentence.kids(k, "conj")
                    if (m := context.mentions.on(c))
                    for p in participants_of(context, m)
                ]
    if token.pos in ("NOUN", "PROPN"):
        for k in sentence.kids(token, "amod"):
            if k.tag == "VBN" and k.lemma in ("lead", "back", "broker", "sponsor", "impose", "mediate"):
                found += [
                    p
                    for led in sentence.kids(k)
                    if (m := context.mentions.on(led))
                    for p in participants_of(context, m)
                ]
    if (
        token.tag == "NNS"
        and mention is not None
        and mention.kind in (MentionKind.UNNAMED, MentionKind.OFFICE)
    ):
        for _, noun in prepositional_phrases(sentence, token, ("from", "of")):
            members = parties_of(context, sentence, noun, strict=True, depth=depth + 1)
            found = members if len(members) > 1 else found
    if token.pos == "PROPN":
        # "Trump and Chinese leader Xi Jinping": the parser lets the first hang on the last.
        for k in sentence.kids(token, "nmod"):
            if (
                sentence.kid(k, "cc")
                and (first := context.mentions.on(k)) is not None
                and first is not mention
            ):
                found = [*participants_of(context, first), *found]
    for noun in _along_with(sentence, token):
        found += parties_of(context, sentence, noun, strict=True, depth=depth + 1)
    phrase = phrase_of(sentence, token)
    found = _named_behind(context, sentence, token, mention) or found
    found = [replace(p, span=phrase) for p in found]
    arms = context.knowledge.lexicon.classes["troops"]
    if not found and (not strict or token.lemma in arms or token.lemma in _OF_A_STATE):
        links: tuple[str, ...] = ("of",) if strict else ("of", "from", "by", "between")
        acts = context.knowledge.lexicon.predicates.get((token.lemma, "noun"), ())
        if any(p.type in _DONE_TO_WHOM_OF_NAMES for p in acts):
            # "The shelling of Sudan killed two": Sudan did nothing.
            links = ("from", "by", "between")
        for _, noun in prepositional_phrases(sentence, token, links):
            found += parties_of(context, sentence, noun, strict=True, depth=depth + 1)
            if found:
                break
    inside = list(sentence.at(mention.span)) if mention is not None else [token]
    for t in inside:
        listed = sentence.kids(
            t, "conj", *(() if found and not _goes_on_in_a_list(context, sentence, t) else ("appos",))
        )
        for k in listed:
            if mention is None or not mention.span.holds(k.span):
                found += parties_of(context, sentence, k, strict=strict, depth=depth + 1)
    return distinct_parties(found)


def _goes_on_in_a_list(context: Context, sentence: Sentence, first: Token) -> bool:
    """ "Mali, the African Union and the United Nations met": the parser takes the second of a list for another name of the first."""
    kinds = (MentionKind.STATE, MentionKind.ORGANISATION)
    named = [
        m
        for t in (first, *sentence.kids(first, "appos"))
        if (m := context.mentions.on(t)) and m.kind in kinds
    ]
    joined = [k for a in sentence.kids(first, "appos") for k in sentence.kids(a, "conj")]
    return len(named) == 2 and bool(joined) and named[0].country != named[1].country


def _named_behind(
    context: Context, sentence: Sentence, token: Token, mention: Mention | None
) -> list[Participant]:
    """ "His American counterpart, Ann Lee": the name behind the comma tells who the one of that country is."""
    if mention is None or mention.kind not in (MentionKind.UNNAMED, MentionKind.OFFICE):
        return []
    named = [m for k in sentence.kids(token, "appos") if (m := context.mentions.on(k))]
    if len(named) != 1 or named[0].kind is not MentionKind.PERSON:
        return []
    return [replace(p, country=p.country or mention.country) for p in participants_of(context, named[0])]


def phrase_of(sentence: Sentence, head: Token) -> Span:
    """The words of a noun phrase: what hangs on its head without clauses, without what is joined to it, without who does what is
    done to it ("the diplomats by Moscow") and without what describes it again behind a comma (a name may: "the leader, Ama
    Mensah")."""
    beside = sentence.kids(head, "relcl", "conj", "cc", "preconj", "advcl", "punct")
    beside += [k for k in sentence.kids(head, "prep") if k.lemma == "by"]
    left_out = {t.i for k in beside for t in sentence.subtree(k)}
    left_out |= {
        t.i
        for inner in sentence.subtree(head)
        for k in sentence.kids(inner, "relcl", "acl", "advcl", "appos")
        if k.i > head.i and (k.dep != "appos" or k.pos != "PROPN")
        for t in sentence.subtree(k)
    }
    first = last = head.i
    own = {t.i for t in sentence.subtree(head)} - left_out
    while first - 1 in own or (first - 2 in own and sentence.tokens[first - 1].pos == "PUNCT"):
        first -= 1
    while last + 1 in own or (last + 2 in own and sentence.tokens[last + 1].pos == "PUNCT"):
        last += 1
    return Span(sentence.tokens[first].start, sentence.tokens[last].end)


def participants_of(context: Context, mention: Mention) -> list[Participant]:
    if mention.derivation.rule == "mention.pronoun-speaker":
        speaker = _speaker_of(context, mention.span)
        return (
            participants_of(context, speaker)
            if speaker is not None and speaker.derivation.rule != "mention.pronoun-speaker"
            else []
        )
    if mention.members and (not mention.country or mention.kind is MentionKind.STATE):
        return [Participant(mention.span, code, code, "GOV", code) for code in mention.members]
    if mention.party is None and mention.country is None:
        return []
    person = mention.name if mention.kind is MentionKind.PERSON else None
    return [Participant(mention.span, mention.party, mention.country, mention.sector, mention.name, person)]


def _speaker_of(context: Context, span: Span) -> Mention | None:
    """Who speaks the words at `span`: the speaker of the smallest claim that quotes them."""
    return next((c.speaker for c in context.claims.around(span) if c.speaker is not None), None)


def distinct_parties(found: list[Participant]) -> list[Participant]:
    kept: dict[tuple[str | None, str | None], Participant] = {}
    for p in found:
        kept.setdefault((p.country or p.party, p.person), p)
    named = {p.country for p in kept.values() if p.person}
    return [p for p in kept.values() if p.person or p.country not in named or p.country is None]


def without(found: list[Participant], actors: list[Participant]) -> list[Participant]:
    codes = {p.country or p.party for p in actors}
    return [p for p in found if (p.country or p.party) not in codes]
