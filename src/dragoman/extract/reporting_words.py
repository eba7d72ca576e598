"""Attributions without a reporting verb: "according to", evidentials, reporting nouns, headlines, transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.extract.attribution import Raw, source_span, speaker_of, trimmed
from dragoman.extract.lookup import Lookup, subtree_span
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Mention, MentionKind
from dragoman.model.reading import Reading, Sentence, Token, Zone
from dragoman.model.spans import Span, covering

_VOICE = re.compile(
    r"\b(polls?|reports?|study|survey|sources?|officials?|experts?|analysis|police|court|minister|ministry|agency|media)$",
    re.I,
)
_TRANSCRIPT = re.compile(r"[\"“]?(?P<s>[A-Z][A-Z.'’ -]{2,28}):\s+(?P<c>\S.{10,})$", re.S)


def find_according(reading: Reading, sentence: Sentence) -> Iterator[Raw]:
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
        source = source_span(sentence, noun)
        if source.start < preposition.end:
            source = noun.span
        after = [t for t in sentence.tokens if t.start >= source.end]
        if token.i == 0 or all(t.pos in ("PUNCT", "CCONJ", "ADV") for t in sentence.tokens[: token.i]):
            rest = [t for t in after if not (t.pos == "PUNCT" and t.text in ",:")]
            comma = next((t for t in after if t.text == ","), None)
            rest = [t for t in rest if comma is None or t.i > comma.i]
            content = trimmed(sentence, Span(rest[0].start, sentence.span.end)) if rest else None
        else:
            content = trimmed(sentence, Span(_clause_start(sentence, token), token.start))
        parts = [content] if content else []
        verb = next((g for g in sentence.governors(token) if g.pos in ("VERB", "AUX")), None)
        if content and verb is not None and verb.i > noun.i and token.i and after:
            # "Rwanda, according to Congo, has soldiers there": said on both sides of it.
            behind = trimmed(sentence, Span(after[0].start, sentence.span.end))
            parts += [behind] if behind and content.end < behind.start else []
        if content:
            yield Raw(
                sentence,
                source,
                noun,
                Span(token.start, preposition.end),
                token,
                tuple(parts),
                "claim.according-to",
            )


def _clause_start(sentence: Sentence, token: Token) -> int:
    """Where the clause that an "according to" closes begins: the sentence, or behind a semicolon."""
    stops = [t for t in sentence.tokens[: token.i] if t.text == ";"]
    return stops[-1].end if stops else sentence.span.start


def find_evidentials(sentence: Sentence, knowledge: Knowledge) -> Iterator[Raw]:
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
                yield Raw(
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
                yield Raw(
                    sentence,
                    None,
                    None,
                    token.span,
                    token,
                    (subtree_span(sentence, verb),),
                    "claim.hearsay-adverb",
                )


def find_by_noun(sentence: Sentence, knowledge: Knowledge, before: list[Raw]) -> Iterator[Raw]:
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
            owner = speaker_of(sentence, verb) if verb else None
        span = subtree_span(sentence, clause)
        if any(span.shared(c) > 0.8 * len(span) for r in before for c in r.content):
            continue
        yield Raw(
            sentence,
            source_span(sentence, owner) if owner else None,
            owner,
            token.span,
            token,
            (span,),
            f"claim.noun.{token.lemma}",
        )


def find_in_headline(reading: Reading, sentence: Sentence, mentions: Lookup[Mention]) -> Iterator[Raw]:
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
            yield Raw(sentence, source, head, colon, head, (content,), "claim.headline-colon")
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
            yield Raw(
                sentence,
                source,
                sentence.top(source) or tokens[-1],
                Span(content.end, source.start),
                tokens[-1],
                (content,),
                "claim.headline-dash",
            )


def find_in_transcript(reading: Reading, sentence: Sentence) -> Iterator[Raw]:
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
        yield Raw(
            sentence,
            source,
            tokens[-1],
            Span(source.end, source.end + 1),
            tokens[-1],
            (content,),
            "claim.transcript",
        )


# "Issued the following statement:": verbs and nouns that hand the page over to whoever speaks.
_GIVING = frozenset("issue make release publish give read deliver carry circulate send answer put".split())
_TEXTS = frozenset(
    "statement communique communiqué declaration remark answer commentary reply speech message letter text note address".split()
)
# Where the reporter speaks again.
_BACK = re.compile(
    r"(?:Meanwhile|Separately|Earlier|Later|Elsewhere|In another|In a separate|The (?:statement|spokes\w+|communiqu[eé]|declaration)|"
    r"Reporting by|Editing by|END\b|Ends\b|Note to editors|For more)\b"
)


def find_statement_below(reading: Reading, sentence: Sentence) -> Iterator[Raw]:
    """ "The ministry issued the following statement:": the paragraphs below, up to where the reporter speaks again."""
    if sentence.zone is not Zone.BODY or not sentence.tokens or sentence.tokens[-1].text != ":":
        return
    verb = next(
        (
            t
            for t in sentence.tokens
            if t.lemma in _GIVING and any(k.lemma in _TEXTS for k in sentence.kids(t, "dobj", "nsubjpass"))
        ),
        None,
    )
    below = [s for s in reading.sentences if s.paragraph > sentence.paragraph and s.zone is Zone.BODY]
    last = [s for s in reading.sentences if s.paragraph == sentence.paragraph][-1]
    owner = speaker_of(sentence, verb) if verb is not None else None
    if verb is None or owner is None or last is not sentence:
        return
    content: list[Span] = []
    for paragraph in sorted({s.paragraph for s in below}):
        here = [s for s in below if s.paragraph == paragraph]
        if _BACK.match(reading.document.quote(here[0].span)):
            break
        content.append(Span(here[0].span.start, here[-1].span.end))
    if content:
        yield Raw(
            sentence,
            source_span(sentence, owner),
            owner,
            verb.span,
            verb,
            tuple(content),
            "claim.statement-below",
        )
