"""Attributions by a verb: clauses, quotations, infinitives and things spoken of, in any order, split or inserted."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.extract.attribution import Raw, is_day, source_span, speaker_of, trimmed
from dragoman.extract.lookup import subtree_span
from dragoman.knowledge import Knowledge
from dragoman.model.reading import Reading, Sentence, Token
from dragoman.model.spans import Span, covering

_ORDERING = frozenset("tell ask order instruct direct want plan refuse decline decide".split())


# What people say of their own mind while they speak is no voice of its own.
_OWN_MIND = frozenset("think know hope believe guess feel want wish mean suppose".split())


def find_by_verb(reading: Reading, sentence: Sentence, knowledge: Knowledge) -> Iterator[Raw]:
    cues = knowledge.lexicon.cues
    for token in sentence.tokens:
        kind = cues.get((token.lemma, "verb")) or cues.get((token.lemma, "object"))
        if token.pos not in ("VERB", "AUX") or kind is None:
            continue
        if sentence.kid(token, "nsubjpass") and not sentence.kid(token, "agent"):
            continue
        source_head = speaker_of(sentence, token)
        if source_head is not None and source_head.lemma in ("i", "we", "you") and token.lemma in _OWN_MIND:
            continue
        content = _verb_content(reading, sentence, token, kind, cues)
        if not content or (source_head is None and token.dep not in ("ROOT",)):
            continue
        if source_head is None and not any(reading.quotation_at(c) for c in content):
            continue
        if (
            source_head is not None
            and source_head.lemma in ("it", "that", "this", "which", "what", "there")
            and token.lemma not in ("say", "add", "announce", "tell", "warn")
        ):
            continue
        source = source_span(sentence, source_head) if source_head else None
        family = "object" if _is_object_content(sentence, token, content) else "verb"
        yield Raw(
            sentence,
            source,
            source_head,
            _cue_span(sentence, token),
            token,
            content,
            f"claim.{family}.{token.lemma}",
        )


def _verb_content(
    reading: Reading, sentence: Sentence, verb: Token, kind: str, cues: dict[tuple[str, str], str]
) -> tuple[Span, ...]:
    clause = next((k for k in sentence.kids(verb, "ccomp") if len(sentence.subtree(k)) > 1), None)
    if clause is not None and clause.dep == "ccomp":
        return _clause_content(sentence, verb, clause)
    if kind in ("say", "claim", "confirm") and (loose := _loose_clause(sentence, verb)) is not None:
        return (subtree_span(sentence, loose),)
    parataxis = next((k for k in sentence.kids(verb, "parataxis") if k.start < verb.start), None)
    if parataxis is not None:
        return _clause_content(sentence, verb, parataxis)
    if (kind in ("promise", "threaten", "claim", "assess", "request") or verb.lemma in _ORDERING) and (
        infinitive := sentence.kid(verb, "xcomp")
    ):
        if any(t.lemma == "to" for t in sentence.kids(infinitive, "aux")):
            return (subtree_span(sentence, infinitive),)
    quoted = _quotes_beside(reading, sentence, verb)
    if quoted:
        return quoted
    if kind == "object" or (verb.lemma, "object") in cues:
        if content := _object_content(sentence, verb):
            return content
    head = sentence.head(verb)
    if (
        verb.dep in ("parataxis", "ccomp")
        and head is not None
        and head.pos in ("VERB", "AUX")
        and (verb.dep == "parataxis" or head.start < verb.start)
        and _is_inserted(sentence, verb)
    ):
        return _around(sentence, verb)
    return ()


def _loose_clause(sentence: Sentence, verb: Token) -> Token | None:
    """ "Said on the same day that the government wants": a whole clause of "that", which the parser hangs on the noun before it."""
    for inner in sentence.subtree(verb):
        noun = sentence.head(inner)
        if (
            inner.i < verb.i
            or inner.dep not in ("acl", "relcl", "ccomp")
            or noun is None
            or noun.pos not in ("NOUN", "PROPN")
        ):
            continue
        preposition = sentence.head(noun)
        linked = noun.dep == "pobj" and preposition is not None and preposition.head == verb.i
        subject = sentence.kid(inner, "nsubj", "nsubjpass")
        that = next((k for k in sentence.kids(inner, "mark", "advmod") if k.lemma == "that"), None)
        if linked and that is not None and subject is not None and subject.i > that.i:
            return inner
    return None


def _object_content(sentence: Sentence, verb: Token) -> tuple[Span, ...]:
    """What is spoken of when no clause is quoted: "cited the ruling", "called for talks", "called it a mistake"."""
    links = ("dobj", "oprd", "xcomp", "prep", "dative", "acomp")
    kept = [k for k in sentence.kids(verb, *links) if k.i > verb.i and not is_day(sentence, k)]
    core = [
        k for k in kept if k.dep in ("dobj", "xcomp", "oprd") or (k.dep == "prep" and k.lemma in _ARGUMENTS)
    ]
    if not core:
        return ()
    first = core[0]
    words = [t for k in kept if k.i >= first.i for t in sentence.subtree(k)]
    start = words[0].start
    if first.dep == "prep" and len(words) > 1:
        start = words[1].start
    inside = [t for t in words if t.pos != "PUNCT" or t.text not in ",.;:–—-"]
    return (Span(start, max(t.end for t in inside)),) if inside and max(t.end for t in inside) > start else ()


_ARGUMENTS = frozenset("for on upon about of against to with".split())


def _is_object_content(sentence: Sentence, verb: Token, content: tuple[Span, ...]) -> bool:
    return len(content) == 1 and content == _object_content(sentence, verb)


def _clause_content(sentence: Sentence, verb: Token, clause: Token) -> tuple[Span, ...]:
    """The clause; when it stands before the speaker, all of the sentence before the comma; when it is split, both parts."""
    whole = subtree_span(sentence, clause)
    if whole.start > verb.start:
        return (whole,)
    speaker = sentence.kid(verb, "nsubj")
    cut = min(verb.start, (speaker and sentence.subtree(speaker)[0].start) or verb.start)
    if whole.end <= cut:
        return (
            Span(
                min(whole.start, sentence.span.start)
                if _nothing_between(sentence, whole.start)
                else whole.start,
                whole.end,
            ),
        )
    tail = max(
        verb.end, sentence.subtree(speaker)[-1].end if speaker and speaker.start > verb.start else verb.end
    )
    left = Span(whole.start, max(whole.start, cut))
    right_tokens = [t for t in sentence.tokens if t.start >= tail and t.end <= whole.end and t.pos != "PUNCT"]
    parts = [
        p
        for p in (
            trimmed(sentence, left),
            Span(right_tokens[0].start, right_tokens[-1].end) if right_tokens else None,
        )
        if p and len(p)
    ]
    return tuple(parts) or (whole,)


def _nothing_between(sentence: Sentence, start: int) -> bool:
    return all(t.pos in ("PUNCT", "CCONJ", "ADV", "SCONJ") for t in sentence.tokens if t.start < start)


def _is_inserted(sentence: Sentence, verb: Token) -> bool:
    before = [t for t in sentence.tokens if t.end <= verb.start]
    speaker = sentence.kid(verb, "nsubj")
    first = min(verb.i, sentence.subtree(speaker)[0].i if speaker else verb.i)
    return first > 0 and sentence.tokens[first - 1].text in (",", "–", "—", "-") and bool(before)


def _around(sentence: Sentence, verb: Token) -> tuple[Span, ...]:
    """The sentence around an inserted "he said"."""
    inserted = sentence.subtree(verb, without=frozenset(["conj", "cc"]))
    inserted = [t for t in inserted if t.i <= verb.i or t.pos != "PUNCT" or t.i == verb.i + 1]
    parts = [Span(sentence.span.start, inserted[0].start), Span(inserted[-1].end, sentence.span.end)]
    return tuple(p for p in (trimmed(sentence, part) for part in parts) if p and len(p) > 3)


def _quotes_beside(reading: Reading, sentence: Sentence, verb: Token) -> tuple[Span, ...]:
    """Quotations in the sentence that hang on the verb; a partial one brings the words of its clause with it."""
    found = []
    for quotation in reading.quotations:
        if quotation.span.end <= sentence.span.start or quotation.span.start >= sentence.span.end:
            continue
        part = Span(
            max(quotation.span.start, sentence.span.start), min(quotation.span.end, sentence.span.end)
        )
        if part.start <= verb.start < part.end:
            continue
        words = len(reading.document.text[part.start : part.end].split())
        top = sentence.top(part)
        hangs = top is not None and (top.i == verb.i or any(g.i == verb.i for g in sentence.governors(top)))
        if words >= 3 and (hangs or part.start < verb.start):
            found.append(part)
        elif hangs and part.start > verb.start:
            found.append(Span(verb.end + 1, part.end))
    if len(found) > 1 and any(a.overlaps(b) for a in found for b in found if a is not b):
        return (covering(found),)
    return tuple(found)


def _cue_span(sentence: Sentence, verb: Token) -> Span:
    """The verb with its particle ("pointed out")."""
    particle = sentence.kid(verb, "prt")
    return Span(verb.start, particle.end) if particle and particle.i == verb.i + 1 else verb.span
