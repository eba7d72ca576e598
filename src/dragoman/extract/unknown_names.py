"""Names that no table knows: runs of proper nouns, what an apposition teaches of them, and surnames that come again."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.extract.lookup import Near
from dragoman.knowledge import Knowledge
from dragoman.model.annotation import FoundMention, MentionKind
from dragoman.model.reading import Reading, Sentence, Zone
from dragoman.model.spans import Span

MONTHS_DAYS = frozenset(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov "
    "Dec GMT".split()
)
HONORIFIC = frozenset("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Sheikh Ayatollah Comrade Marshal".split())
_ORG_WORDS = frozenset(
    "committee university ministry party council agency institute group bank corp company association "
    "federation commission union foundation center centre fund court house league club office "
    "department organization organisation school college front movement alliance coalition forum "
    "press news times post act treaty accord agreement convention protocol street avenue hotel palace "
    "airport river sea ocean island islands mountain valley day war world cup games award prize inc "
    "initiative charter pact fund programme program summit mission ltd plc newspaper tv radio channel nations states tribunal bureau board authority service "
    "services".split()
)


def find_unknown_names(sentence: Sentence, found: list[FoundMention], text: str) -> list[FoundMention]:
    """Runs of proper nouns that no table knows: people ("Alan Gross", "Mr. Gross") and organisations."""
    here: list[FoundMention] = []
    if sentence.zone is Zone.HEADLINE:
        return here
    taken = Near(found, lambda m: (m.span,))
    run: list[int] = []
    for i in range(len(sentence.tokens) + 1):
        token = sentence.tokens[i] if i < len(sentence.tokens) else None
        if (
            token
            and token.pos == "PROPN"
            and token.text[:1].isupper()
            and token.text not in MONTHS_DAYS
            and not taken.overlapping(token.span)
        ):
            run.append(i)
            continue
        if run:
            first, last = sentence.tokens[run[0]], sentence.tokens[run[-1]]
            words = [sentence.tokens[k].text for k in run]
            honorific = words[0].strip(".") in HONORIFIC
            span = Span(
                sentence.tokens[run[1]].start if honorific and len(run) > 1 else first.start, last.end
            )
            name = text[span.start : span.end]
            is_org = any(w.lower() in _ORG_WORDS for w in words) or (
                len(words) == 1 and words[0].isupper() and len(words[0]) > 1
            )
            if is_org:
                here.append(
                    FoundMention(span, MentionKind.ORGANISATION, name, "mention.unknown-organisation")
                )
            elif honorific and len(run) > 1:
                here.append(
                    FoundMention(
                        span,
                        MentionKind.PERSON,
                        name,
                        "mention.honorific",
                        anaphor="surname" if len(run) == 2 else "",
                    )
                )
            elif len(words) >= 2 and all(re.match(r"[^\W\d_]", w) for w in words) and not name.isupper():
                here.append(FoundMention(span, MentionKind.PERSON, name, "mention.unknown-person"))
            elif len(words) == 1:
                here.append(
                    FoundMention(span, MentionKind.PERSON, name, "mention.single-name", anaphor="surname")
                )
            run = []
    return here


def taught_by_apposition(found: list[FoundMention], text: str) -> list[FoundMention]:
    """ "Chung Eui-yong, the South Korean foreign minister," - one mention, the office and country taught by the text."""
    kept: list[FoundMention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if (
            before
            and before.kind is MentionKind.PERSON
            and not before.anaphor
            and mention.kind is MentionKind.OFFICE
            and (
                re.fullmatch(
                    r",\s+(?:the|a|an|who is(?: the)?)?\s*", text[before.span.end : mention.span.start]
                )
            )
            and not before.office
        ):
            kept[-1] = replace(
                before,
                span=Span(before.span.start, mention.span.end),
                country=before.country or mention.country,
                party=before.party or mention.party,
                office=mention.office,
                sector=mention.sector,
                former=mention.former,
                rule="mention.name-comma-title",
            )
        elif before and _places(before, mention, text[before.span.end : mention.span.start]):
            kept[-1] = replace(before, country=mention.country, party=mention.party)
            kept.append(mention)
        else:
            kept.append(mention)
    return kept


def _places(person: FoundMention, country: FoundMention, between: str) -> bool:
    """ "Verónica Muñoz of Chile", "Alan Gross, the American contractor": the text itself says where somebody belongs."""
    if person.kind is not MentionKind.PERSON or person.anaphor or person.country or person.persons:
        return False
    if country.rule == "mention.state" and re.fullmatch(r"\s+(?:of|from)\s+(?:the\s+)?", between):
        return True
    return country.rule in ("mention.adjective", "mention.state") and bool(
        re.fullmatch(r",\s+(?:the|an?)\s*", between)
    )


def find_surnames(reading: Reading, found: list[FoundMention], knowledge: Knowledge) -> list[FoundMention]:
    """Bare capitalised words inside sentences that repeat the surname of a person named with more words elsewhere."""
    surnames: dict[str, FoundMention] = {}
    for mention in found:
        if mention.kind is MentionKind.PERSON and not mention.anaphor:
            parts = mention.name.split()
            for part in {parts[0], parts[-1]} if len(parts) > 1 else {parts[-1]}:
                surnames.setdefault(part, mention)
    taken = sorted((m.span for m in found), key=lambda s: s.start)
    here = []
    index = 0
    for sentence in reading.sentences:
        for token in sentence.tokens:
            if token.text not in surnames or not token.text[:1].isupper():
                continue
            while index < len(taken) and taken[index].end <= token.start:
                index += 1
            if any(s.overlaps(token.span) for s in taken[max(0, index - 2) : index + 3]):
                continue
            here.append(
                FoundMention(
                    token.span, MentionKind.PERSON, token.text, "mention.surname-again", anaphor="surname"
                )
            )
    return here
