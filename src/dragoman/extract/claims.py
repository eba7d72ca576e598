"""Who says what: source, cue and content of every attribution (the terms of the PARC and PolNeAR corpora).

Reporting verbs with clauses, quotations and infinitives; "according to"; evidentials without a holder ("is believed
to"); reporting nouns; headlines with a colon; quotations that run on. Nesting is explicit: a claim whose cue lies in
another's content is within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract.lookup import Lookup, Near, subtree_span
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Claim, Form, Mention, MentionKind, ResolvedTime, SourceType
from dragoman.model.ids import make_id
from dragoman.model.reading import Quotation, Reading, Sentence, Token, Zone
from dragoman.model.spans import Derivation, Span, covering

_EXPERTS = frozenset(
    "expert analyst observer academic scholar economist researcher pundit commentator strategist "
    "specialist professor historian".split()
)
_SOURCES = frozenset(["source", "insider"])
_MEDIA = frozenset(
    "report media newspaper press outlet broadcaster agency television tv radio daily paper website "
    "magazine newsletter".split()
)
_VAGUE = frozenset(
    "some many other critic people observer supporter opponent one few several most resident voice "
    "skeptic detractor anyone everyone".split()
)
_ROLES = frozenset(
    "official diplomat aide minister lawmaker spokesman spokeswoman spokesperson envoy negotiator "
    "adviser advisor ambassador senator officer general delegate representative leader president "
    "person trader witness authority soldier commander legislator politician activist member".split()
)
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
_VOICE = re.compile(
    r"\b(polls?|reports?|study|survey|sources?|officials?|experts?|analysis|police|court|minister|ministry|agency|media)$",
    re.I,
)
_TRANSCRIPT = re.compile(r"[\"“]?(?P<s>[A-Z][A-Z.'’ -]{2,28}):\s+(?P<c>\S.{10,})$", re.S)
_ORDERING = frozenset("tell ask order instruct direct want plan refuse decline decide".split())
# What people say of their own mind while they speak is no voice of its own.
_OWN_MIND = frozenset("think know hope believe guess feel want wish mean suppose".split())
_OCCASION_NOUNS = frozenset(
    "conference speech statement interview briefing address meeting letter call post remark tweet "
    "hearing summit visit news".split()
)
_SHARES = frozenset("one some two both several many most few other another none all each".split())
_BODIES = frozenset(
    "statement document communique declaration letter ministry government office embassy department administration "
    "committee agency regime leadership military army police parliament side delegation team council mission commission "
    "presidency authority cabinet court".split()
)
_LONG_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class _Raw:
    """An attribution before its speaker, nesting and id are known."""

    sentence: Sentence
    source: Span | None
    source_head: Token | None
    cue: Span
    cue_token: Token
    content: tuple[Span, ...]
    rule: str


def find_claims(
    reading: Reading, mentions: Lookup[Mention], times: Lookup[ResolvedTime], knowledge: Knowledge
) -> tuple[Claim, ...]:
    """The attributions of a report in order of their contents, nesting marked."""
    raw: list[_Raw] = []
    for sentence in reading.sentences:
        here = (
            list(_verbs(reading, sentence, knowledge))
            + list(_according(reading, sentence))
            + list(_evidentials(sentence, knowledge))
        )
        here += list(_nouns(sentence, knowledge, here)) + list(_headline(reading, sentence, mentions))
        here += list(_transcript(reading, sentence))
        raw += here
    raw = _with_quotations(reading, raw)
    claims = [_claim(reading, r, mentions, times) for r in raw]
    return _nested(_distinct(claims))


# --- reporting verbs ---------------------------------------------------------------------------------------------


def _verbs(reading: Reading, sentence: Sentence, knowledge: Knowledge) -> Iterator[_Raw]:
    cues = knowledge.lexicon.cues
    for token in sentence.tokens:
        kind = cues.get((token.lemma, "verb")) or cues.get((token.lemma, "object"))
        if token.pos not in ("VERB", "AUX") or kind is None:
            continue
        if sentence.kid(token, "nsubjpass") and not sentence.kid(token, "agent"):
            continue
        source_head = _subject(sentence, token)
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
        source = _source_span(sentence, source_head) if source_head else None
        family = "object" if _is_object_content(sentence, token, content) else "verb"
        yield _Raw(
            sentence,
            source,
            source_head,
            _cue_span(sentence, token),
            token,
            content,
            f"claim.{family}.{token.lemma}",
        )


def _subject(sentence: Sentence, verb: Token) -> Token | None:
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
        return _subject(sentence, head)
    if verb.dep == "acl" and verb.tag == "VBG":
        return head
    return None


def _verb_content(
    reading: Reading, sentence: Sentence, verb: Token, kind: str, cues: dict[tuple[str, str], str]
) -> tuple[Span, ...]:
    clause = next((k for k in sentence.kids(verb, "ccomp") if len(sentence.subtree(k)) > 1), None)
    if clause is not None and clause.dep == "ccomp":
        return _clause_content(sentence, verb, clause)
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
        return _object_content(sentence, verb)
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


def _object_content(sentence: Sentence, verb: Token) -> tuple[Span, ...]:
    """What is spoken of when no clause is quoted: "cited the ruling", "called for talks", "called it a mistake"."""
    links = ("dobj", "oprd", "xcomp", "prep", "dative", "acomp")
    kept = [k for k in sentence.kids(verb, *links) if k.i > verb.i and not _is_day(sentence, k)]
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
            _trimmed(sentence, left),
            Span(right_tokens[0].start, right_tokens[-1].end) if right_tokens else None,
        )
        if p and len(p)
    ]
    return tuple(parts) or (whole,)


def _nothing_between(sentence: Sentence, start: int) -> bool:
    return all(t.pos in ("PUNCT", "CCONJ", "ADV", "SCONJ") for t in sentence.tokens if t.start < start)


def _trimmed(sentence: Sentence, span: Span) -> Span | None:
    tokens = [t for t in sentence.at(span) if t.start >= span.start and t.end <= span.end]
    while tokens and tokens[-1].pos == "PUNCT" and tokens[-1].text in ",.;:–—-":
        tokens.pop()
    while tokens and tokens[0].pos == "PUNCT" and tokens[0].text in ",.;:–—-":
        tokens.pop(0)
    return Span(tokens[0].start, tokens[-1].end) if tokens else None


def _is_inserted(sentence: Sentence, verb: Token) -> bool:
    before = [t for t in sentence.tokens if t.end <= verb.start]
    speaker = sentence.kid(verb, "nsubj")
    first = min(verb.i, speaker.i if speaker else verb.i)
    return first > 0 and sentence.tokens[first - 1].text in (",", "–", "—", "-") and bool(before)


def _around(sentence: Sentence, verb: Token) -> tuple[Span, ...]:
    """The sentence around an inserted "he said"."""
    inserted = sentence.subtree(verb)
    parts = [Span(sentence.span.start, inserted[0].start), Span(inserted[-1].end, sentence.span.end)]
    return tuple(p for p in (_trimmed(sentence, part) for part in parts) if p and len(p) > 3)


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


def _source_span(sentence: Sentence, head: Token) -> Span:
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
            and not _is_day(sentence, token)
        )
    return token.dep == "acl" and token.lemma in ("name", "brief", "involve", "know", "base", "speak")


def _is_day(sentence: Sentence, prep: Token) -> bool:
    noun = sentence.kid(prep, "pobj")
    return noun is not None and bool(
        re.match(
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may$|jun|jul|aug|sep|oct|nov|dec|week|month|year",
            noun.text.lower(),
        )
    )


def _below(sentence: Sentence, token: Token, dropped: set[int]) -> bool:
    return token.i in dropped or any(g.i in dropped for g in sentence.governors(token))


# --- according to, evidentials, nouns, headlines ----------------------------------------------------------------


def _according(reading: Reading, sentence: Sentence) -> Iterator[_Raw]:
    for token in sentence.tokens:
        if (
            token.text.lower() != "according"
            or token.i + 1 >= len(sentence.tokens)
            or sentence.tokens[token.i + 1].text.lower() != "to"
        ):
            continue
        preposition = sentence.tokens[token.i + 1]
        noun = sentence.kid(preposition, "pobj", "pcomp") or sentence.kid(token, "pobj")
        if noun is None:
            continue
        source = _source_span(sentence, noun)
        if source.start < preposition.end:
            source = noun.span
        after = [t for t in sentence.tokens if t.start >= source.end]
        if token.i == 0 or all(t.pos in ("PUNCT", "CCONJ", "ADV") for t in sentence.tokens[: token.i]):
            rest = [t for t in after if not (t.pos == "PUNCT" and t.text in ",:")]
            comma = next((t for t in after if t.text == ","), None)
            rest = [t for t in rest if comma is None or t.i > comma.i]
            content = _trimmed(sentence, Span(rest[0].start, sentence.span.end)) if rest else None
        else:
            content = _trimmed(sentence, Span(_clause_start(sentence, token), token.start))
        if content:
            yield _Raw(
                sentence,
                source,
                noun,
                Span(token.start, preposition.end),
                token,
                (content,),
                "claim.according-to",
            )


def _clause_start(sentence: Sentence, token: Token) -> int:
    """Where the clause that an "according to" closes begins: the sentence, or behind a semicolon."""
    stops = [t for t in sentence.tokens[: token.i] if t.text == ";"]
    return stops[-1].end if stops else sentence.span.start


def _evidentials(sentence: Sentence, knowledge: Knowledge) -> Iterator[_Raw]:
    cues = knowledge.lexicon.cues
    for token in sentence.tokens:
        if (
            token.tag == "VBN"
            and (token.lemma, "evidential") not in cues
            and (token.lemma, "participle") in cues
        ):
            helper = sentence.kid(token, "auxpass")
            inner = sentence.kid(token, "xcomp", "ccomp")
            subject = sentence.kid(token, "nsubjpass")
            if helper and inner and subject and not sentence.kid(token, "agent"):
                whole = covering((sentence.subtree(subject)[0].span, subtree_span(sentence, inner)))
                to = sentence.kid(inner, "aux")
                cue_end = to.end if to and to.lemma == "to" else token.end
                yield _Raw(
                    sentence,
                    None,
                    None,
                    Span(min(helper.start, token.start), max(cue_end, token.end)),
                    token,
                    (whole,),
                    "claim.evidential",
                )
        elif (token.text.lower(), "adverb") in cues and token.pos == "ADV":
            head = sentence.head(token)
            verb = (
                head
                if head is not None and head.pos in ("VERB", "AUX")
                else next((g for g in sentence.governors(token) if g.pos in ("VERB", "AUX")), None)
            )
            if verb is not None:
                yield _Raw(
                    sentence,
                    None,
                    None,
                    token.span,
                    token,
                    (subtree_span(sentence, verb),),
                    "claim.hearsay-adverb",
                )


def _nouns(sentence: Sentence, knowledge: Knowledge, before: list[_Raw]) -> Iterator[_Raw]:
    cues = knowledge.lexicon.cues
    for token in sentence.tokens:
        if token.pos != "NOUN" or (token.lemma, "noun") not in cues:
            continue
        clause = next(
            (
                k
                for k in sentence.kids(token, "acl", "ccomp", "relcl")
                if any(m.text.lower() == "that" and m.dep == "mark" for m in sentence.kids(k))
            ),
            None,
        )
        if clause is None:
            continue
        owner = sentence.kid(token, "poss")
        if owner is None:
            of = next((k for k in sentence.kids(token, "prep") if k.lemma in ("by", "from", "of")), None)
            owner = sentence.kid(of, "pobj") if of else None
        if owner is None and token.dep in ("dobj", "pobj"):
            verb = next((g for g in sentence.governors(token) if g.pos == "VERB"), None)
            owner = _subject(sentence, verb) if verb else None
        span = subtree_span(sentence, clause)
        if any(span.shared(c) > 0.8 * len(span) for r in before for c in r.content):
            continue
        yield _Raw(
            sentence,
            _source_span(sentence, owner) if owner else None,
            owner,
            token.span,
            token,
            (span,),
            f"claim.noun.{token.lemma}",
        )


def _headline(reading: Reading, sentence: Sentence, mentions: Lookup[Mention]) -> Iterator[_Raw]:
    """ "Oslo: plan not accepted" and "Plan not accepted - ministry"."""
    if sentence.zone not in (Zone.HEADLINE, Zone.STANDFIRST):
        return
    words = reading.document.quote(sentence.span)
    match = re.match(r"(?P<s>[^:]{2,40}):\s+(?P<c>.{8,})$", words, re.S)
    if match:
        source = Span(sentence.span.start, sentence.span.start + match.end("s"))
        inside = mentions.within(source)
        named = (
            inside
            and sum(len(m.span) for m in inside) > 0.6 * len(source)
            and inside[-1].kind is not MentionKind.PLACE
        )
        if named or _VOICE.search(match["s"]):
            head = sentence.top(source) or sentence.at(source)[0]
            content = Span(sentence.span.start + match.start("c"), sentence.span.end)
            colon = Span(source.end, source.end + 1)
            yield _Raw(sentence, source, head, colon, head, (content,), "claim.headline-colon")
    match = re.match(r"(?P<c>.{12,}?)\s+[-–—]\s+(?P<s>[\w .]{3,40})$", words, re.S)
    if match and re.search(
        r"\b(sources?|officials?|ministry|reports?|media|minister|spokes\w+|agency|aide|diplomats?)$",
        match["s"],
        re.I,
    ):
        source = Span(sentence.span.start + match.start("s"), sentence.span.end)
        tokens = sentence.at(source)
        content = Span(sentence.span.start, sentence.span.start + match.end("c"))
        if tokens:
            yield _Raw(
                sentence,
                source,
                sentence.top(source) or tokens[-1],
                Span(content.end, source.start),
                tokens[-1],
                (content,),
                "claim.headline-dash",
            )


def _transcript(reading: Reading, sentence: Sentence) -> Iterator[_Raw]:
    """ "WALLACE: Let us start." in a printed transcript: the rest of the paragraph is the speaker's."""
    if sentence.zone is not Zone.BODY:
        return
    match = _TRANSCRIPT.match(reading.document.quote(sentence.span))
    if match is None:
        return
    source = Span(sentence.span.start + match.start("s"), sentence.span.start + match.end("s"))
    last = max(
        (s.span.end for s in reading.sentences if s.paragraph == sentence.paragraph),
        default=sentence.span.end,
    )
    tokens = sentence.at(source)
    if tokens:
        content = Span(sentence.span.start + match.start("c"), last)
        yield _Raw(
            sentence,
            source,
            tokens[-1],
            Span(source.end, source.end + 1),
            tokens[-1],
            (content,),
            "claim.transcript",
        )


# --- quotations that run on --------------------------------------------------------------------------------------


def _with_quotations(reading: Reading, raw: list[_Raw]) -> list[_Raw]:
    """Contents grown to the quotations they touch; quotations without a cue given to the speaker beside them."""
    grown: list[_Raw] = []
    quotations = Near(reading.quotations, lambda q: (q.span,))
    for r in raw:
        content = list(r.content)
        for quotation in {q.span: q for c in r.content for q in quotations.overlapping(c)}.values():
            if quotation.span.holds(r.cue):
                continue
            if quotation.span.start < r.sentence.span.start:
                content.append(Span(quotation.span.start, min(quotation.span.end, r.sentence.span.start)))
            if quotation.span.end > r.sentence.span.end:
                content.append(Span(max(quotation.span.start, r.sentence.span.end), quotation.span.end))
        grown.append(replace(r, content=tuple(sorted(_joined(reading, content)))))
    told = Near([(r.cue, c) for r in grown for c in r.content], lambda pair: (pair[1],))
    outside = [r for r in grown if not quotations.holding(r.cue)]
    for quotation in reading.quotations:
        if any(not quotation.span.holds(cue) for cue, _ in told.overlapping(quotation.inner)):
            continue
        if len(reading.document.quote(quotation.inner).split()) < _LONG_ENOUGH:
            continue
        speaker = _speaker_beside(reading, quotation, outside)
        here = reading.sentence_at(quotation.inner.start)
        if speaker is None or here is None:
            continue
        if speaker.sentence.paragraph == here.paragraph and speaker.rule.startswith(
            ("claim.verb", "claim.quotation")
        ):
            longer = replace(speaker, content=tuple(sorted((*speaker.content, quotation.span))))
            grown[grown.index(speaker)] = outside[outside.index(speaker)] = longer
        else:
            grown.append(replace(speaker, content=(quotation.span,), rule="claim.quotation-run"))
    return sorted(grown, key=lambda r: (r.content[0], r.cue))


def _joined(reading: Reading, spans: list[Span]) -> list[Span]:
    """Spans merged where nothing but white space and marks stands between."""
    merged: list[Span] = []
    for span in sorted(s for s in spans if len(s)):
        if (
            merged
            and not reading.document.text[merged[-1].end : span.start].strip(" \t\"“”'‘’,.")
            and merged[-1].end >= span.start - 3
        ):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _speaker_beside(reading: Reading, quotation: Quotation, raw: list[_Raw]) -> _Raw | None:
    """The attribution just before a quotation in its paragraph or the one before, else just after it in its paragraph."""
    here = reading.sentence_at(quotation.inner.start)
    if here is None:
        return None
    with_source = [r for r in raw if r.source is not None and not quotation.span.holds(r.cue)]
    before = [
        r
        for r in with_source
        if r.cue.end <= quotation.span.start
        and 0 <= here.index - r.sentence.index <= 2
        and here.paragraph - r.sentence.paragraph <= 1
    ]
    if before:
        return max(before, key=lambda r: r.cue.end)
    after = [
        r
        for r in with_source
        if r.cue.start >= quotation.span.end
        and r.sentence.paragraph == here.paragraph
        and r.sentence.index - here.index <= 1
    ]
    return min(after, key=lambda r: r.cue.start) if after else None


# --- from raw to claim -------------------------------------------------------------------------------------------


def _claim(reading: Reading, raw: _Raw, mentions: Lookup[Mention], times: Lookup[ResolvedTime]) -> Claim:
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


def _speaker(raw: _Raw, mentions: Lookup[Mention]) -> Mention | None:
    if raw.source_head is None or raw.source is None:
        return None
    direct = mentions.on(raw.source_head)
    if direct is not None:
        return direct
    inside = [m for m in mentions.within(raw.source) if m.kind is not MentionKind.PLACE]
    return inside[0] if inside else None


def source_type(
    head: Token | None, sentence: Sentence, speaker: Mention | None, reading: Reading, source: Span | None
) -> SourceType:
    """Who says so, by the head noun of the source and whom it stands for (the closed list of source types)."""
    if head is None or source is None:
        return SourceType.IMPERSONAL
    lemma, words = head.lemma, reading.document.quote(source).lower()
    if lemma in _SHARES and (of := next((k for k in sentence.kids(head, "prep") if k.lemma == "of"), None)):
        if (group := sentence.kid(of, "pobj")) and group.pos == "NOUN":
            return source_type(group, sentence, speaker, reading, source)
    if lemma in _EXPERTS:
        return SourceType.EXPERTS
    if lemma in ("people", "person", "those") and sentence.kid(head, "acl", "amod", "relcl", "prep"):
        return SourceType.UNNAMED_ROLE
    if speaker is not None and speaker.derivation.rule == "mention.definite" and lemma in _BODIES:
        return SourceType.NAMED_BODY
    if lemma in _SOURCES:
        if speaker is not None and speaker.country:
            return SourceType.UNNAMED_OFFICIAL
        return (
            SourceType.UNNAMED_ROLE
            if any(k.dep in ("amod", "compound") for k in sentence.kids(head))
            else SourceType.BARE_SOURCES
        )
    if speaker is not None and speaker.span.holds(Span(head.start, head.end)):
        match speaker.kind:
            case MentionKind.PERSON:
                return SourceType.NAMED_PERSON
            case MentionKind.MEDIA:
                return (
                    SourceType.OUTLET
                    if speaker.party and speaker.name[:1].isupper() and not speaker.name.endswith("media")
                    else SourceType.UNNAMED_MEDIA
                )
            case MentionKind.GOVERNMENT | MentionKind.ORGANISATION:
                return SourceType.NAMED_BODY
            case MentionKind.STATE:
                return SourceType.COUNTRY
            case MentionKind.OFFICE:
                vague_office = speaker.office in (
                    "spokesperson",
                    "special-envoy",
                    "chief-of-staff",
                    "legislator",
                    "minister",
                ) and re.match(r"(an?|one|some)\b", words)
                return (
                    SourceType.UNNAMED_OFFICIAL
                    if vague_office and speaker.country
                    else SourceType.UNNAMED_ROLE
                    if vague_office
                    else SourceType.NAMED_PERSON
                )
            case MentionKind.UNNAMED:
                return SourceType.UNNAMED_OFFICIAL if speaker.country else SourceType.UNNAMED_ROLE
            case _:
                return SourceType.UNNAMED_ROLE
    if lemma in _MEDIA:
        return SourceType.UNNAMED_MEDIA
    if lemma in _VAGUE:
        return SourceType.VAGUE
    if lemma in _ROLES:
        return (
            SourceType.UNNAMED_OFFICIAL
            if speaker is not None and speaker.country
            else SourceType.UNNAMED_ROLE
        )
    if head.pos == "PRON":
        return SourceType.NAMED_PERSON if lemma in ("he", "she") else SourceType.VAGUE
    if lemma in _BODIES:
        return SourceType.NAMED_BODY
    return SourceType.NAMED_PERSON if head.pos == "PROPN" else SourceType.UNNAMED_ROLE


def _form(reading: Reading, content: tuple[Span, ...]) -> Form:
    quoted = sum(q.inner.shared(c) for q in reading.quotations_over(covering(content)) for c in content)
    total = sum(len(c) for c in content) or 1
    return Form.DIRECT if quoted > 0.85 * total else Form.MIXED if quoted > 0 else Form.INDIRECT


def _said(raw: _Raw, times: Lookup[ResolvedTime]) -> ResolvedTime | None:
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


def _between(raw: _Raw, top: Token, token: Token) -> bool:
    """True for a governor of `top` below the cue."""
    return token.i != top.i and any(g.i == raw.cue_token.i for g in raw.sentence.governors(token))


def _occasion(reading: Reading, raw: _Raw) -> tuple[str | None, Span | None]:
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
