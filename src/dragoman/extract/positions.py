"""Policy positions: who holds or rejects what approach toward whom, and who says so."""

from __future__ import annotations

import re

from dragoman.extract.lookup import Lookup
from dragoman.model.annotation import Claim, EventMention, Mention, MentionKind, Position
from dragoman.model.reading import Reading, Sentence, Token
from dragoman.model.spans import Derivation, Span

_CONCEPT = frozenset(
    "approach policy strategy stance line doctrine bargain patience diplomacy denuclearization "
    "denuclearisation principle solution framework normalization normalisation".split()
)
_HOLDS = frozenset(
    "pursue seek adopt take favor favour support embrace prefer follow endorse back unveil announce "
    "choose use focus".split()
)
_REJECTS = frozenset("reject abandon oppose drop rule forgo shun avoid end".split())
_LEANS = frozenset(["rely", "focus", "depend", "build"])
_EARLIER = re.compile(
    r"\b(?P<who>[A-Z][a-z]+)(?: administration)?['’]s\b|\bduring the (?P<whose>[A-Z][a-z]+) administration\b|\bprevious\b|\bpredecessor"
)


def find_positions(
    reading: Reading, mentions: Lookup[Mention], claims: tuple[Claim, ...], events: tuple[EventMention, ...]
) -> tuple[Position, ...]:
    """The positions stated in a report, in order; holder and toward are party codes."""
    found: list[Position] = []
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.pos != "NOUN" or token.lemma not in _CONCEPT or token.dep == "compound":
                continue
            verb, negated = _verb(sentence, token)
            if verb is None:
                continue
            agreement = -1 if verb.lemma in _REJECTS or negated else 1
            holder = _holder(sentence, verb, mentions, claims)
            if holder is None:
                continue
            span = _concept(sentence, token, mentions)
            words = reading.document.quote(span)
            claim = min(
                (c for c in claims if any(s.holds(token.span) for s in c.content)),
                key=lambda c: sum(map(len, c.content)),
                default=None,
            )
            text = reading.document.quote(sentence.span)
            relation = "departs from an earlier policy" if agreement < 0 and _EARLIER.search(text) else None
            found.append(
                Position(
                    holder,
                    _toward(sentence, holder, mentions),
                    re.sub(r"[“”\"]", "", words).strip(),
                    agreement,
                    claim.id if claim else None,
                    span,
                    Derivation(f"position.{verb.lemma}", (span, verb.span)),
                    relation,
                )
            )
    return tuple(found)


def _verb(sentence: Sentence, noun: Token) -> tuple[Token | None, bool]:
    """The verb that takes or leaves the concept, and whether it is negated on the way."""
    negated = False
    current = noun
    for governor in sentence.governors(noun):
        if governor.lemma in ("without", "nor", "neither"):
            negated = True
        if governor.pos in ("VERB", "AUX"):
            negated = negated or any(
                k.dep == "neg" or k.text.lower() in ("nor", "never") for k in sentence.kids(governor)
            )
            if governor.lemma in _HOLDS | _REJECTS | _LEANS and current.dep in (
                "dobj",
                "prep",
                "nsubjpass",
                "pobj",
                "conj",
            ):
                return governor, negated or _under_negation(sentence, governor)
            if governor.lemma in ("achieve", "rely", "base") and governor.dep in ("pcomp", "xcomp"):
                current = governor
                continue
            return None, False
        if governor.pos in ("NOUN", "PROPN") and current.dep != "conj" and governor.lemma not in _CONCEPT:
            return None, False
        current = governor
    return None, False


def _under_negation(sentence: Sentence, verb: Token) -> bool:
    return any(
        g.pos == "VERB" and any(k.dep == "neg" for k in sentence.kids(g))
        for g in sentence.governors(verb)
        if verb.dep in ("xcomp", "pcomp")
    ) or (verb.dep == "pcomp" and sentence.tokens[verb.head].lemma == "without")


def _holder(
    sentence: Sentence, verb: Token, mentions: Lookup[Mention], claims: tuple[Claim, ...]
) -> str | None:
    for candidate in (verb, *sentence.governors(verb)):
        subject = sentence.kid(candidate, "nsubj")
        if subject is not None:
            mention = mentions.on(subject)
            if mention is not None and mention.country and mention.kind is not MentionKind.UNNAMED:
                return mention.country
            speaker = next(
                (c.speaker for c in claims if any(s.holds(subject.span) for s in c.content) and c.speaker),
                None,
            )
            if (
                subject.lemma in ("strategy", "policy", "approach", "we", "i", "administration", "government")
                and speaker
                and speaker.country
            ):
                return speaker.country
    return None


def _toward(sentence: Sentence, holder: str, mentions: Lookup[Mention]) -> str | None:
    others = [
        m.country
        for m in mentions.within(sentence.span)
        if m.country and m.country != holder and m.kind is not MentionKind.PLACE
    ]
    return others[0] if others else None


def _concept(sentence: Sentence, noun: Token, mentions: Lookup[Mention]) -> Span:
    """The words of the concept: the noun with its adjectives and quoted words, without articles and owners."""
    kept = [
        t
        for t in sentence.subtree(noun)
        if t.i <= noun.i
        and (t.i == noun.i or t.dep in ("amod", "compound", "advmod", "nmod", "conj", "cc"))
        and not mentions.on(t)
    ]
    run = [noun]
    for token in reversed(kept[:-1] if kept else []):
        if run[-1].i - token.i <= 2 and token.i < noun.i:
            run.append(token)
    return Span(run[-1].start, noun.end)
