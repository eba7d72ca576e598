"""The clause that carries an act, without its attribution."""

from __future__ import annotations

from dragoman.extract.context import Context
from dragoman.extract.lookup import subtree_span
from dragoman.extract.phrases import subjects_of
from dragoman.extract.predicates import Hit
from dragoman.model.annotation import Claim
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span


def find_evidence(context: Context, hit: Hit, claim: Claim | None) -> Span:
    """The clause that carries the act, without its attribution."""
    sentence, token = hit.sentence, hit.token
    verb = token
    if hit.predicate.pos in ("noun", "adj"):
        verb = next((g for g in sentence.governors(token) if g.pos in ("VERB", "AUX")), token)
        if token.dep in ("nmod", "compound", "poss") or (
            verb.pos in ("VERB", "AUX")
            and context.knowledge.lexicon.cues.get((verb.lemma, "verb"))
            and token.dep not in ("dobj", "nsubj")
        ):
            return _grown(sentence, subtree_span(sentence, token))
    keep = list(sentence.subtree(verb))
    dropped: set[int] = set()
    for k in sentence.kids(verb):
        loose = k.dep in ("conj", "cc", "parataxis", "punct") or (
            k.dep in ("advcl", "ccomp") and sentence.kid(k, "nsubj") is not None
        )
        content = k.dep == "ccomp" and k.start > verb.start and verb.i == token.i
        if loose and not content and token.i not in (inner := {t.i for t in sentence.subtree(k)}):
            dropped |= inner
    kept = [t for t in keep if t.i not in dropped and t.pos != "PUNCT"] or [token]
    inside = [t for t in kept if abs(t.i - token.i) <= 60]
    start, end = min(t.start for t in inside), max(t.end for t in inside)
    if (
        verb.dep == "xcomp"
        and (subjects := subjects_of(sentence, verb))
        and subjects[0].start < start
        and start - subjects[0].start < 160
    ):
        start = sentence.subtree(subjects[0])[0].start if subjects[0].i < verb.i else start
    span = Span(min(start, token.start), max(end, token.end))
    if claim is not None:
        holding = next((c for c in claim.content if c.holds(token.span)), None)
        if holding is not None:
            clipped = Span(max(span.start, holding.start), min(span.end, holding.end))
            span = clipped if clipped.holds(token.span) else token.span
    return _without_source(context, span, token)


def _grown(sentence: Sentence, span: Span) -> Span:
    if len(span) >= 20:
        return span
    head = sentence.top(span)
    outer = sentence.head(head) if head else None
    return subtree_span(sentence, outer) if outer is not None else span


def _without_source(context: Context, span: Span, token: Token) -> Span:
    """A trailing "according to ..." or "he said" cut off."""
    for claim in context.claims.around(token.span):
        edge = min(claim.cue.start, claim.source.start if claim.source else claim.cue.start)
        if token.end <= edge < span.end:
            words = context.reading.document.text[span.start : edge].rstrip(" ,;:–—-")
            if len(words) >= token.end - span.start:
                span = Span(span.start, span.start + len(words))
    return span
