"""Whose an office, a ministry or an official is when no country stands in the name itself.

Reports leave it to the reader: the seat behind the title ("officials in Tokyo"), the words in apposition ("Akylbek
Dooronov, the chairman of Kyrgyzstan's cabinet"), and at last the country that the report is written from, whose own
ministers need no country ("the Commerce Ministry" in a Delhi paper).
"""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.knowledge import Knowledge, Name, NameKind
from dragoman.knowledge.names import WORD, fold
from dragoman.knowledge.people import folded_name
from dragoman.model.annotation import FoundMention, MentionKind
from dragoman.model.reading import Reading, Sentence, Zone

HOME_GUESS = "mention.country-of-the-report"
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "LEG", "COP", "JUD"})
# Offices held abroad: the city behind them is where they sit, not whose they are.
_SENT_ABROAD = frozenset({"ambassador", "special-envoy", "un-ambassador"})
_COLLEAGUE = re.compile(
    r"\b(?:counterpart|colleague|opposite number|host|hostess),?\s+(?:(?:Mr|Mrs|Ms|Dr|Gen|Sheikh)\.?\s+)?\Z",
    re.I,
)
_COLLEAGUES = frozenset(["counterpart", "colleague", "host", "hostess"])
_OFFICERS = frozenset(
    "minister secretary chairman chairwoman chair head chief director deputy spokesman spokeswoman spokesperson adviser advisor aide "
    "envoy ambassador negotiator governor official officer commissioner prosecutor commander representative leader premier diplomat".split()
)
_BODIES_OF_STATE = frozenset(
    "cabinet government ministry delegation parliament presidency council agency department directorate command staff embassy mission "
    "consulate army navy force guard police service committee commission secretariat office administration".split()
)
_SEAT = re.compile(r"\A\s+(?:in|from)\s+(?:the\s+)?\Z")
_COUNCIL = "Security Council"
_NATIONAL = re.compile(r"\bNational\s+(?:Defen[cs]e\s+and\s+)?\Z")
_REBELS = r"(?:separatist|rebel|insurgent|militant|breakaway|self-(?:proclaimed|declared|styled|appointed))"
_REBEL = re.compile(rf"\b{_REBELS}\b", re.I)
_REBEL_BEFORE = re.compile(rf"\b{_REBELS}s?(?:['’]s?)?\s{{1,3}}(?:[\w-]{{1,30}}\s{{1,3}}){{0,2}}\Z", re.I)
_REBEL_BEHIND = re.compile(
    rf",?\s{{1,3}}(?:(?:the|an?)\s{{1,3}})?(?:[\w-]{{1,30}}\s{{1,3}}){{0,3}}(?:of|for|with)\s{{1,3}}(?:the\s{{1,3}})?{_REBELS}",
    re.I,
)
_SERVES = re.compile(r"\A\s+(?:for|to)\s+(?:the\s+)?\Z")
_SERVED_KINDS = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.GOVERNMENT)
_DIPLOMATS = re.compile(
    r"\b(?:diplomats?|envoys?|analysts?|correspondents?|ambassadors?|negotiators?)$", re.I
)
_SEGMENT = re.compile(r"[|>»·–—/•]|(?<=\s)-+(?=\s)|,")
_COUNTRY_NAMES = (NameKind.STATE, NameKind.ADJECTIVE, NameKind.CAPITAL)


def home_of(reading: Reading, knowledge: Knowledge) -> str | None:
    """The country a report is written from: by its dateline, its outlet, or a capital that stands in its page header."""
    place = reading.header.place
    if place is not None:
        found = {n.country for part in place.value.split("/") for n in _names_in(part, knowledge)}
        if len(found) == 1:
            return next(iter(found))
    outlet = reading.header.outlet
    if outlet is not None:
        names = _names_in(outlet.value, knowledge)
        national = {n.country for n in names if n.kind in _COUNTRY_NAMES or n.detail not in ("", "agency")}
        if len(national) == 1:
            return next(iter(national))
    for block in reading.blocks:
        if block.zone is Zone.BODY:
            break
        if block.zone not in (Zone.SECTION, Zone.BYLINE, Zone.DATELINE):
            continue
        for segment in _SEGMENT.split(reading.document.quote(block.span)):
            name = _whole_name(segment, knowledge)
            if name is not None and name.kind is NameKind.CAPITAL:
                return name.country
    return None


def _names_in(text: str, knowledge: Knowledge) -> list[Name]:
    """The names of states, capitals and outlets in a line of the header; capitals letters are read as a title's."""
    words = [fold(w).capitalize() if w.isupper() else fold(w) for w in WORD.findall(text)]
    found: list[Name] = []
    at = 0
    while at < len(words):
        name = knowledge.names.find(words, at)
        if name and name[1].country and name[1].kind in (*_COUNTRY_NAMES, NameKind.OUTLET):
            found.append(name[1])
        at += name[0] if name else 1
    return found


def _whole_name(segment: str, knowledge: Knowledge) -> Name | None:
    words = [fold(w).capitalize() if w.isupper() else fold(w) for w in WORD.findall(segment)]
    found = knowledge.names.find(words, 0) if words else None
    return found[1] if found and found[0] == len(words) else None


def with_belonging(
    mentions: list[FoundMention], reading: Reading, taught: dict[str, str], home: str | None
) -> list[FoundMention]:
    """The mentions with the country that their seat, an apposition or the report's home gives them, and people whom no table knows with
    what they are where the report says it of them anywhere."""
    mentions = _with_national_councils(mentions, reading)
    rebels = {
        folded_name(m.name)
        for m in mentions
        if m.kind is MentionKind.PERSON and not m.anaphor and _leads_rebels(m, reading)
    }
    standing = {
        folded_name(m.name): m.sector
        for m in mentions
        if m.kind is MentionKind.PERSON and m.sector and not m.former
    }
    done: list[FoundMention] = []
    for i, mention in enumerate(mentions):
        country = None
        rule = mention.rule
        if not mention.country and not mention.persons and _needs_country(mention):
            following = mentions[i + 1] if i + 1 < len(mentions) else None
            country = taught.get(folded_name(mention.name)) or _seat(mention, following, reading)
            country = country or _served(mention, following, reading)
            country = country or _seat_before(mention, mentions[i - 1] if i else None, reading)
            if country is None and mention.kind is MentionKind.PERSON:
                country = _owned_by(mention, mentions[i - 1] if i else None, reading)
            if country is None and mention.kind is MentionKind.PERSON:
                country = _apposed(mention, mentions, reading)
            if (
                country is None
                and home
                and _is_of_home(mention)
                and not _was_named(mention, mentions[:i], reading)
            ):
                country, rule = home, HOME_GUESS
        elif mention.rule == "mention.body":
            country = _seat(mention, mentions[i + 1] if i + 1 < len(mentions) else None, reading)
        elif mention.country == "BEL" and mention.rule == "mention.capital" and _is_the_union(mentions):
            done.append(replace(mention, country="EUR", party="EUR", sector="IGO", name="European Union"))
            continue
        if mention.kind is MentionKind.PERSON and folded_name(mention.name) in rebels:
            mention = replace(mention, sector="REB")
        elif mention.kind is MentionKind.PERSON and mention.sector is None and not mention.persons:
            speaks = _is_an_officer(mention, mentions[i - 1] if i else None, reading)
            mention = replace(mention, sector="GOV" if speaks else standing.get(folded_name(mention.name)))
        done.append(
            replace(mention, country=country, party=country, rule=rule, anaphor=_settled(mention))
            if country
            else mention
        )
    return done


def _needs_country(mention: FoundMention) -> bool:
    if mention.kind is MentionKind.PERSON:
        return not mention.anaphor
    return mention.anaphor in ("office", "body", "definite") or mention.kind is MentionKind.UNNAMED


def _settled(mention: FoundMention) -> str:
    """An office or body whose country is known by its seat refers to nothing before it."""
    return "" if mention.anaphor in ("body", "definite") else mention.anaphor


def _seat(mention: FoundMention, following: FoundMention | None, reading: Reading) -> str | None:
    """ "Officials in Tokyo", "the foreign ministry in Prague": the capital right behind."""
    if following is None or following.country is None or mention.office in _SENT_ABROAD:
        return None
    if _DIPLOMATS.search(mention.name) or not following.rule.startswith(("mention.capital", "mention.state")):
        return None
    between = reading.document.text[mention.span.end : following.span.start]
    return following.country if len(between) < 12 and _SEAT.match(between) else None


def _served(mention: FoundMention, following: FoundMention | None, reading: Reading) -> str | None:
    """ "A spokesman for Russian President Vladimir Putin", "an aide to the Kenyan minister": whose the one served is."""
    if following is None or following.country is None or mention.office in _SENT_ABROAD:
        return None
    if following.kind not in _SERVED_KINDS or mention.anaphor not in ("office", ""):
        return None
    between = reading.document.text[mention.span.end : following.span.start]
    return following.country if len(between) < 12 and _SERVES.match(between) else None


def _seat_before(mention: FoundMention, before: FoundMention | None, reading: Reading) -> str | None:
    """ "In Moscow, foreign ministry spokeswoman Larisa Podkopayeva said": the capital that opens the sentence."""
    if before is None or before.rule != "mention.capital-as-place" or mention.office in _SENT_ABROAD:
        return None
    text, sentence = reading.document.text, reading.sentence_at(mention.span.start)
    if sentence is None or text[sentence.span.start : before.span.start].strip().lower() != "in":
        return None
    between = text[before.span.end : mention.span.start]
    return before.country if re.fullmatch(r",\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){0,3}", between) else None


def _owned_by(mention: FoundMention, before: FoundMention | None, reading: Reading) -> str | None:
    """ "Egypt's Hatem Shawki": the state that a name is said to be of."""
    if before is None or before.kind is not MentionKind.STATE:
        return None
    between = reading.document.text[before.span.end : mention.span.start]
    return before.country if between.strip() in ("'s", "’s") else None


def _is_an_officer(mention: FoundMention, before: FoundMention | None, reading: Reading) -> bool:
    """ "Her Czech colleague, Radim Sekerak", "Egypt's Hatem Shawki", "Lu Wei, the head of China's delegation": somebody who acts for a
    state, whatever the office."""
    if _owned_by(mention, before, reading):
        return True
    sentence = reading.sentence_at(mention.span.start)
    top = sentence.top(mention.span) if sentence else None
    if sentence is None or top is None:
        return False
    if _COLLEAGUE.search(reading.document.text[sentence.span.start : mention.span.start]):
        return True
    nouns = sentence.kids(top, "appos")
    head = sentence.head(top)
    if top.dep == "appos" and head is not None:
        nouns.append(head)
    return any(
        noun.lemma in _COLLEAGUES
        or (noun.lemma == "number" and any(k.lemma == "opposite" for k in sentence.kids(noun, "amod")))
        or (
            noun.lemma in _OFFICERS
            and any(t.lemma.lower() in _BODIES_OF_STATE for t in sentence.subtree(noun))
        )
        for noun in nouns
    )


def _with_national_councils(mentions: list[FoundMention], reading: Reading) -> list[FoundMention]:
    """ "Kyrgyzstan's Security Council", "the National Defense and Security Council": a state's own, and not that of the United Nations.
    Of which state the second is, the state named last tells; where none was, nobody knows."""
    done: list[FoundMention] = []
    state = None
    for i, mention in enumerate(mentions):
        state = mention.country if mention.kind is MentionKind.STATE and mention.country else state
        owner = _of_the_state(mention, mentions[i - 1] if i else None, reading)
        if owner is None and _is_national(mention, reading):
            if state is None:
                continue
            owner = state
        if owner is not None:
            mention = replace(
                mention,
                kind=MentionKind.GOVERNMENT,
                name=_COUNCIL,
                country=owner,
                party=owner,
                sector="GOV",
            )
        done.append(mention)
    return done


def _is_national(mention: FoundMention, reading: Reading) -> bool:
    before = reading.document.text[max(0, mention.span.start - 40) : mention.span.start]
    return reading.document.quote(mention.span) == _COUNCIL and bool(_NATIONAL.search(before))


def _leads_rebels(mention: FoundMention, reading: Reading) -> bool:
    """ "Separatist leader Denis Pushilin", "the prime minister of the self-proclaimed republic": nobody who speaks for the state."""
    text, span = reading.document.text, mention.span
    return bool(
        _REBEL.search(reading.document.quote(span))
        or _REBEL_BEFORE.search(text[max(0, span.start - 40) : span.start])
        or _REBEL_BEHIND.match(text[span.end : span.end + 60])
    )


def _of_the_state(mention: FoundMention, before: FoundMention | None, reading: Reading) -> str | None:
    """ "Kyrgyzstan's Security Council": a state's own, and not that of the United Nations."""
    if before is None or before.kind is not MentionKind.STATE or mention.kind is not MentionKind.ORGANISATION:
        return None
    if reading.document.quote(mention.span) != _COUNCIL or before.country in ("UNO", None):
        return None
    between = reading.document.text[before.span.end : mention.span.start]
    owned = between.strip() in ("'s", "’s") or (between.isspace() and before.rule == "mention.adjective")
    return before.country if owned else None


def _is_the_union(mentions: list[FoundMention]) -> bool:
    """ "Brussels" is the Union's where the report speaks of the Union and never of Belgium."""
    named = {m.country for m in mentions if m.rule not in ("mention.capital", "mention.capital-as-place")}
    return "EUR" in named and "BEL" not in named


def _apposed(mention: FoundMention, mentions: list[FoundMention], reading: Reading) -> str | None:
    """The country named in the phrase that stands in apposition to a person."""
    sentence = reading.sentence_at(mention.span.start)
    top = sentence.top(mention.span) if sentence else None
    if sentence is None or top is None:
        return None
    nouns = sentence.kids(top, "appos")
    head = sentence.head(top)
    if top.dep == "appos" and head is not None:
        nouns.append(head)
    own = {t.i for t in sentence.subtree(top)} if top.dep == "appos" else set()
    for noun in nouns:
        if noun.pos != "NOUN":
            continue
        words = [t for t in sentence.subtree(noun) if t.i not in own] or [noun]
        for other in mentions:
            if (
                other is not mention
                and other.country
                and other.kind is not MentionKind.PLACE
                and _holds(sentence, other, words[0].start, words[-1].end)
            ):
                return other.country
    return None


def _holds(sentence: Sentence, mention: FoundMention, start: int, end: int) -> bool:
    return start <= mention.span.start and mention.span.end <= end and sentence.span.holds(mention.span)


def _was_named(mention: FoundMention, before: list[FoundMention], reading: Reading) -> bool:
    """ "The Chinese Commerce Ministry ... the Commerce Ministry": told of with its country, so it is nobody else's."""
    words = mention.name.lower()
    return mention.anaphor == "body" and any(
        m.country
        and m.kind is MentionKind.GOVERNMENT
        and reading.document.quote(m.span).lower().endswith(" " + words)
        for m in before
    )


def _is_of_home(mention: FoundMention) -> bool:
    """Officers of state and ministries; not those of organisations, nor diplomats at large."""
    if mention.anaphor == "definite":
        return False
    if mention.kind is MentionKind.PERSON:
        return (
            bool(mention.office)
            and mention.sector in _OFFICIAL_SECTORS
            and mention.office not in _SENT_ABROAD
        )
    return mention.anaphor == "body"
