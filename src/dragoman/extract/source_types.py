"""Who says so, by the head noun of the source and whom it stands for (the closed list of source types)."""

from __future__ import annotations

import re

from dragoman.model.annotation import Mention, MentionKind, SourceType
from dragoman.model.reading import Reading, Sentence, Token
from dragoman.model.spans import Span

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
_SHARES = frozenset("one some two both several many most few other another none all each".split())
_BODIES = frozenset(
    "statement document communique declaration letter ministry government office embassy department administration "
    "committee agency regime leadership military army police parliament side delegation team council mission commission "
    "presidency authority cabinet court".split()
)


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
            case MentionKind.UNNAMED if _is_named_behind(sentence, head):
                return SourceType.NAMED_PERSON
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


def _is_named_behind(sentence: Sentence, head: Token) -> bool:
    """ "Her Panamanian colleague, Ama Mensah": a name of two words or more stands behind the comma."""
    return any(k.pos == "PROPN" and sentence.kids(k, "compound") for k in sentence.kids(head, "appos"))
