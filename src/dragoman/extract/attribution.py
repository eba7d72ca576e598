"""An attribution before its speaker, nesting and id are known, and the words that name its source."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span


@dataclass(frozen=True, slots=True)
class Raw:
    """An attribution before its speaker, nesting and id are known."""

    sentence: Sentence
    source: Span | None
    source_head: Token | None
    cue: Span
    cue_token: Token
    content: tuple[Span, ...]
    rule: str


def speaker_of(sentence: Sentence, verb: Token) -> Token | None:
    """The speaker of a verb: its subject, its by-phrase, or that of the verb it is joined or attached to."""
    subject = sentence.kid(verb, "nsubj")
    if subject is None and (agent := sentence.kid(verb, "agent")):
        subject = sentence.kid(agent, "pobj")
    if subject is not None and subject.lemma in ("who", "which", "that") and verb.dep == "relcl":
        return sentence.head(verb)
    if subject is not None:
        return subject
    head = sentence.head(verb)
    if head is None:
        return None
    if verb.dep in ("conj", "advcl", "xcomp") and head.pos in ("VERB", "AUX"):
        if verb.dep == "advcl" and verb.tag != "VBG":
            return None
        return speaker_of(sentence, head)
    if verb.dep == "acl" and verb.tag == "VBG":
        return head
    return None


def trimmed(sentence: Sentence, span: Span) -> Span | None:
    tokens = [t for t in sentence.at(span) if t.start >= span.start and t.end <= span.end]
    while tokens and tokens[-1].pos == "PUNCT" and tokens[-1].text in ",.;:–—-":
        tokens.pop()
    while tokens and tokens[0].pos == "PUNCT" and tokens[0].text in ",.;:–—-":
        tokens.pop(0)
    return Span(tokens[0].start, tokens[-1].end) if tokens else None


def source_span(sentence: Sentence, head: Token) -> Span:
    """The noun phrase of the speaker, without a day, a relative clause or what else hangs on it loosely."""
    tokens = []
    dropped: set[int] = set()
    for token in sentence.subtree(head):
        if token.i == head.i:
            tokens.append(token)
            continue
        if token.head in dropped or (
            token.head == head.i
            and token.dep in ("relcl", "punct", "acl", "npadvmod", "advcl", "prep")
            and not _belongs(sentence, head, token)
        ):
            dropped.add(token.i)
            continue
        tokens.append(token)
    kept = [t for t in tokens if not _below(sentence, t, dropped)]
    if not kept:
        return head.span
    while len(kept) > 1 and kept[-1].pos == "PUNCT":
        kept.pop()
    while len(kept) > 1 and kept[0].pos == "PUNCT":
        kept.pop(0)
    return Span(kept[0].start, kept[-1].end)


def _belongs(sentence: Sentence, head: Token, token: Token) -> bool:
    if token.dep == "prep":
        return (
            token.lemma in ("of", "for", "to", "from", "at", "with", "in", "close")
            and token.i > head.i
            and not is_day(sentence, token)
        )
    return token.dep == "acl" and token.lemma in ("name", "brief", "involve", "know", "base", "speak")


def is_day(sentence: Sentence, prep: Token) -> bool:
    noun = sentence.kid(prep, "pobj")
    return noun is not None and bool(
        re.match(
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may$|jun|jul|aug|sep|oct|nov|dec|week|month|year",
            noun.text.lower(),
        )
    )


def _below(sentence: Sentence, token: Token, dropped: set[int]) -> bool:
    return token.i in dropped or any(g.i in dropped for g in sentence.governors(token))
