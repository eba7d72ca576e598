"""Who says what: source, cue and content of every attribution (the terms of the PARC and PolNeAR corpora).

Reporting verbs with clauses, quotations and infinitives; "according to"; evidentials without a holder ("is believed
to"); reporting nouns; headlines with a colon; quotations that run on. Nesting is explicit: a claim whose cue lies in
another's content is within it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.extract.attribution import Raw
from dragoman.extract.lookup import Lookup, Near
from dragoman.extract.reporting_verbs import find_by_verb
from dragoman.extract.reporting_words import (
    find_according,
    find_by_noun,
    find_evidentials,
    find_in_headline,
    find_in_transcript,
    find_statement_below,
)
from dragoman.extract.running_quotations import with_quotations
from dragoman.extract.source_types import source_type
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Claim, Form, Mention, MentionKind, ResolvedTime
from dragoman.model.ids import make_id
from dragoman.model.reading import Reading, Token
from dragoman.model.spans import Derivation, Span, covering

OCCASION = re.compile(
    r"\b(?:joint\s+)?(?:press conference|news conference|press briefing|news briefing|briefing|televised address|televised speech|speech|address|"
    r"interview|joint statement|statement|communiqu[eé]|video conference|videoconference|conference call|phone call|telephone call|tweets?|twitter|"
    r"facebook post|social media post|post|letter|op-ed|editorial|commentary|testimony|remarks|press release|hearing|weekly briefing|news release)\b",
    re.I,
)
_TO_OCCASION = re.compile(
    r"\b(?:told|to) (?:a (?:group|handful) of )?(?:reporters|journalists|the press)\b", re.I
)
_NOT_THEN = frozenset("before until till since by with to about".split())
_OCCASION_NOUNS = frozenset(
    "conference speech statement interview briefing address meeting letter call post remark tweet "
    "hearing summit visit news".split()
)


def find_claims(
    reading: Reading, mentions: Lookup[Mention], times: Lookup[ResolvedTime], knowledge: Knowledge
) -> tuple[Claim, ...]:
    """The attributions of a report in order of their contents, nesting marked."""
    raw: list[Raw] = []
    for sentence in reading.sentences:
        here = (
            list(find_by_verb(reading, sentence, knowledge))
            + list(find_according(reading, sentence))
            + list(find_evidentials(sentence, knowledge))
        )
        here += list(find_by_noun(sentence, knowledge, here)) + list(
            find_in_headline(reading, sentence, mentions)
        )
        here += list(find_in_transcript(reading, sentence))
        here += list(find_statement_below(reading, sentence))
        raw += here
    raw = with_quotations(reading, raw)
    claims = [_claim(reading, r, mentions, times) for r in raw]
    return _nested(_distinct(claims))


def _claim(reading: Reading, raw: Raw, mentions: Lookup[Mention], times: Lookup[ResolvedTime]) -> Claim:
    speaker = _speaker(raw, mentions)
    occasion, occasion_span = _occasion(reading, raw)
    said = _said(raw, times)
    content = raw.content
    return Claim(
        make_id("claim", reading.document.sha256, content[0].start, content[-1].end, raw.cue.start),
        raw.source,
        raw.cue,
        content,
        _form(reading, content),
        source_type(raw.source_head, raw.sentence, speaker, reading, raw.source),
        speaker,
        None,
        said.interval if said else None,
        said.span if said else None,
        occasion,
        occasion_span,
        Derivation(
            raw.rule,
            tuple(s for s in (raw.source, raw.cue) if s),
            f"said {reading.document.quote(said.span)}" if said else "",
        ),
    )


def _speaker(raw: Raw, mentions: Lookup[Mention]) -> Mention | None:
    if raw.source_head is None or raw.source is None:
        return None
    direct = mentions.on(raw.source_head)
    if direct is not None:
        return direct
    inside = [m for m in mentions.within(raw.source) if m.kind is not MentionKind.PLACE]
    return inside[0] if inside else None


def _form(reading: Reading, content: tuple[Span, ...]) -> Form:
    quoted = sum(q.inner.shared(c) for q in reading.quotations_over(covering(content)) for c in content)
    total = sum(len(c) for c in content) or 1
    return Form.DIRECT if quoted > 0.85 * total else Form.MIXED if quoted > 0 else Form.INDIRECT


def _said(raw: Raw, times: Lookup[ResolvedTime]) -> ResolvedTime | None:
    """The time expression of the cue's clause that lies outside the content: when it was said, not when it happened."""
    best: ResolvedTime | None = None
    for time in times.within(raw.sentence.span):
        if (
            any(c.overlaps(time.span) for c in raw.content)
            or time.type in ("DURATION", "SET")
            or time.interval is None
        ):
            continue
        top = raw.sentence.top(time.span)
        if top is None:
            continue
        if any(
            g.lemma in _NOT_THEN or (g.pos == "NOUN" and g.lemma not in _OCCASION_NOUNS)
            for g in (top, *raw.sentence.governors(top))
            if g.i != raw.cue_token.i and _between(raw, top, g)
        ):
            continue
        verbs = [g for g in raw.sentence.governors(top) if g.pos in ("VERB", "AUX") or g.i == raw.cue_token.i]
        beside_source = raw.source is not None and 0 <= time.span.start - raw.source.end <= 4
        if (verbs and verbs[0].i == raw.cue_token.i) or beside_source:
            best = best or time
    return best


def _between(raw: Raw, top: Token, token: Token) -> bool:
    """True for a governor of `top` below the cue."""
    return token.i != top.i and any(g.i == raw.cue_token.i for g in raw.sentence.governors(token))


def _occasion(reading: Reading, raw: Raw) -> tuple[str | None, Span | None]:
    """Where it was said ("press conference"), read in the sentence outside the content."""
    text = reading.document.text
    for pattern in (OCCASION, _TO_OCCASION):
        for match in pattern.finditer(text, raw.sentence.span.start, raw.sentence.span.end):
            span = Span(*match.span())
            near = abs(span.start - raw.cue.end) < 140
            if (
                near
                and not any(c.overlaps(span) for c in raw.content)
                and not (raw.source and raw.source.holds(span))
            ):
                name = "remarks to reporters" if pattern is _TO_OCCASION else match[0].lower()
                return name, span
    return None, None


def _distinct(claims: list[Claim]) -> list[Claim]:
    """One claim for one cue and content; a claim with a source wins over one without."""
    kept: dict[tuple[Span, tuple[Span, ...]], Claim] = {}
    for claim in claims:
        key = (claim.cue, claim.content)
        if key not in kept or (kept[key].source is None and claim.source is not None):
            kept[key] = claim
    return sorted(kept.values(), key=lambda c: (c.content[0].start, -c.content[-1].end, c.cue.start))


def _nested(claims: list[Claim]) -> tuple[Claim, ...]:
    """Each claim with the id of the smallest claim whose content holds its cue."""
    found = []
    by_content = Near(claims, lambda c: c.content)
    for claim in claims:
        holders = [
            other
            for other in by_content.holding(claim.cue)
            if other is not claim
            and not any(c.holds(other.cue) for c in claim.content)
            and not (other.derivation.rule == "claim.evidential" and other.cue == claim.cue)
        ]
        outer = min(holders, key=lambda c: sum(map(len, c.content)), default=None)
        found.append(replace(claim, within=outer.id if outer else None))
    return tuple(found)
