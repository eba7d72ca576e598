"""Who a mention stands for: people by the office held on the report's day, references by the discourse.

An office is a fact about a day: after the last day our sources know, a person keeps the country but gets no office.
Two people of one name are an issue and not a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.knowledge import Knowledge
from dragoman.knowledge.people import TOP, folded_name
from dragoman.model.annotation import FoundMention, Mention, MentionKind
from dragoman.model.outcome import Issue, Outcome
from dragoman.model.reading import Reading, Sentence, Zone
from dragoman.model.spans import Derivation
from dragoman.resolve.belonging import HOME_GUESS, home_of, with_belonging
from dragoman.resolve.discourse import Discourse, subjects_first
from dragoman.resolve.people import resolve_person, surname_keys

_PERSONS = (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.UNNAMED)
_PEOPLE_OF_STATE = frozenset("leaders presidents ministers premiers counterparts negotiators".split())
_COUNTRY_KINDS = (MentionKind.STATE, MentionKind.GOVERNMENT)
SUBJECT_GUESS = "mention.country-of-the-subject"
_OWNED = re.compile(r"\b(?:its|his|her|their)\s+(?:[\w-]+\s+){0,3}$", re.I)
_COMMON_WORDS = frozenset(
    "park may brown rice major young king long rain ban song hill wall price power".split()
)


def resolve_mentions(
    found: Iterable[FoundMention],
    reading: Reading,
    knowledge: Knowledge,
    day: date | None,
) -> Outcome[Mention]:
    """The mentions of a report with the party each stands for, in order, and an issue for each that stays open."""
    listed = list(found)
    listed = with_belonging(listed, reading, countries_taught(listed), home_of(reading, knowledge))
    named = frozenset(m.country for m in listed if m.country and not m.anaphor)
    spoken = _persons_named(listed, knowledge, day, named)
    discourse = Discourse(main=_main_pair(listed), named=_countries_named(listed))
    resolved: list[Mention] = []
    issues: list[Issue] = []
    for mention in listed:
        sentence = reading.sentence_at(mention.span.start)
        index = sentence.index if sentence else 0
        discourse.quoted = reading.quotation_at(mention.span) is not None
        one = _resolve(mention, index, discourse, spoken, named, knowledge, day, issues, reading, sentence)
        if one is None:
            continue
        resolved.append(one)
        discourse.add(index, one, _is_subject(one, sentence))
    return Outcome(tuple(resolved), tuple(issues))


def countries_taught(found: Iterable[FoundMention]) -> dict[str, str]:
    """Folded name to country for the people whom the text itself places ("Norwegian minister Torgeir Haavik")."""
    return {
        folded_name(m.name): m.country
        for m in found
        if m.kind is MentionKind.PERSON and m.country and not m.persons and " " in m.name
    }


def _resolve(
    mention: FoundMention,
    index: int,
    discourse: Discourse,
    spoken: dict[str, Mention],
    named: frozenset[str],
    knowledge: Knowledge,
    day: date | None,
    issues: list[Issue],
    reading: Reading,
    sentence: Sentence | None,
) -> Mention | None:
    match mention.anaphor:
        case "" if mention.kind is MentionKind.GOVERNMENT and mention.persons:
            head = resolve_person(mention, knowledge, day, issues)
            return (
                replace(_plain(mention, party=head.country, country=head.country, sector="GOV"))
                if head.country
                else None
            )
        case "" if mention.rule == HOME_GUESS and mention.office in ("spokesperson", "press-secretary"):
            body = discourse.latest(index, (MentionKind.GOVERNMENT,), reach=2)
            if body and body.country and _owner(mention, discourse, reading) is None:
                mention = replace(mention, country=body.country, party=body.country, rule=SUBJECT_GUESS)
            return resolve_person(_of_owner(mention, discourse, reading), knowledge, day, issues)
        case "" if (
            mention.kind is MentionKind.PERSON
            and not mention.persons
            and (not mention.country or mention.rule == HOME_GUESS)
        ):
            return resolve_person(
                _of_the_clause(_of_owner(mention, discourse, reading), index, discourse),
                knowledge,
                day,
                issues,
            )
        case "":
            return (
                resolve_person(mention, knowledge, day, issues)
                if mention.kind is MentionKind.PERSON
                else _plain(mention)
            )
        case "surname":
            return _surname(mention, discourse, spoken, named, knowledge, day)
        case "person":
            return _as(
                mention,
                discourse.latest(
                    index,
                    (MentionKind.PERSON, MentionKind.OFFICE, MentionKind.UNNAMED),
                    need_country=False,
                    one=True,
                    apart=_own_subjects(mention, index, discourse, sentence),
                ),
                "nearest person, subjects first",
            )
        case "thing" | "definite":
            kinds = (MentionKind.STATE, MentionKind.GOVERNMENT, MentionKind.ORGANISATION, MentionKind.MEDIA)
            if mention.anaphor == "definite":
                if same := _same_body(mention, discourse):
                    return _plain(mention, party=same.country, country=same.country, sector="GOV")
                near = discourse.latest(
                    index, (*_COUNTRY_KINDS, MentionKind.PERSON, MentionKind.OFFICE), reach=2
                )
                return (
                    _plain(mention, party=near.country, country=near.country, sector="GOV") if near else None
                )
            if blamed := _held_to_account(mention, index, discourse, sentence):
                return _as(mention, blamed, "whom the verb before it is about")
            return _as(
                mention,
                discourse.latest(
                    index, kinds, reach=2, apart=_own_subjects(mention, index, discourse, sentence)
                ),
                "nearest state or body, subjects first",
            )
        case "north" | "south":
            code = "PRK" if mention.anaphor == "north" else "KOR"
            if not {"PRK", "KOR"} & named:
                return None
            return _plain(
                mention,
                party=code,
                country=code,
                sector="GOV",
                name="North Korea" if code == "PRK" else "South Korea",
            )
        case "pair":
            return _pair(mention, index, discourse, named)
        case "former" | "latter":
            return _one_of_two(mention, index, discourse)
        case "plural":
            return _plural(mention, index, discourse)
        case "office":
            return _office(mention, index, discourse, knowledge, day, reading)
        case "body":
            return _body(mention, index, discourse, reading)
        case _:
            return _plain(mention)


def _own_subjects(
    mention: FoundMention, index: int, discourse: Discourse, sentence: Sentence | None
) -> frozenset[str]:
    """ "He urged him": the names of whoever does what is done to the pronoun, for whom it does not stand (principle B of the
    binding theory, Chomsky 1981)."""
    top = sentence.top(mention.span) if sentence else None
    if sentence is None or top is None or top.text.lower().endswith("self"):
        return frozenset()
    verb = sentence.head(top) if top.dep in ("dobj", "dative", "pobj") else None
    if verb is not None and verb.pos == "ADP":
        verb = sentence.head(verb)
    if verb is None or verb.pos != "VERB":
        return frozenset()
    subjects = sentence.kids(verb, "nsubj")
    while not subjects and verb is not None and verb.dep in ("conj", "xcomp", "advcl"):
        outer = sentence.head(verb)
        if outer is None:
            break
        subjects = (sentence.kids(outer, "dobj") if verb.dep == "xcomp" else []) or sentence.kids(
            outer, "nsubj", "nsubjpass"
        )
        verb = outer
    words = [t for s in subjects for t in (s, *sentence.kids(s, "appos"))]
    return frozenset(
        m.name for i, m, _ in discourse.seen if i == index and any(m.span.holds(w.span) for w in words)
    )


def _held_to_account(
    mention: FoundMention, index: int, discourse: Discourse, sentence: Sentence | None
) -> Mention | None:
    """ "Blamed Russia for its support", "thanked Italy for its help": what one is blamed or thanked for is one's own."""
    top = sentence.top(mention.span) if sentence else None
    if sentence is None or top is None or top.dep != "poss":
        return None
    noun = sentence.head(top)
    link = sentence.head(noun) if noun is not None and noun.dep == "pobj" else None
    verb = sentence.head(link) if link is not None and link.lemma == "for" else None
    objects = sentence.kids(verb, "dobj", "nsubjpass") if verb is not None else []
    return next(
        (
            m
            for i, m, _ in reversed(discourse.seen)
            if i == index and any(m.span.holds(o.span) for o in objects)
        ),
        None,
    )


def _owner(mention: FoundMention, discourse: Discourse, reading: Reading) -> Mention | None:
    """ "Its foreign minister", "her spokesman": whom the pronoun before the title stands for."""
    before = reading.document.text[max(0, mention.span.start - 40) : mention.span.start]
    if not _OWNED.search(before):
        return None
    for _, other, _ in reversed(discourse.seen):
        if other.span.end <= mention.span.start:
            return other if other.span.end >= mention.span.start - 30 and other.country else None
    return None


def _of_owner(mention: FoundMention, discourse: Discourse, reading: Reading) -> FoundMention:
    owner = _owner(mention, discourse, reading)
    if owner is None:
        return mention
    return replace(mention, country=owner.country, party=owner.country, rule="mention.country-of-the-owner")


def _of_the_clause(mention: FoundMention, index: int, discourse: Discourse) -> FoundMention:
    """An officer of state without a country, beside one country only: "Germany went further. Its foreign minister ..."."""
    if mention.country or not mention.office or mention.sector not in ("GOV", "MIL", "LEG", "COP"):
        return mention
    for back in range(2):
        codes = {
            m.country
            for i, m, _ in discourse.heard
            if i == index - back and m.kind in (*_COUNTRY_KINDS, MentionKind.PERSON) and m.country
        }
        if len(codes) == 1:
            code = next(iter(codes))
            return replace(mention, country=code, party=code, rule=SUBJECT_GUESS)
        if codes:
            break
    return mention


def _same_body(mention: FoundMention, discourse: Discourse) -> Mention | None:
    """ "The ministry": the last ministry named, not just the last state."""
    noun = mention.name.split()[-1].lower()
    for _, other, _ in reversed(discourse.heard):
        if other.country and other.kind is MentionKind.GOVERNMENT and other.name.lower().endswith(noun):
            return other
    return None


def _plain(mention: FoundMention, **changed: str | None) -> Mention:
    values: dict[str, str | None] = {
        "party": mention.party,
        "country": mention.country,
        "sector": mention.sector,
        "name": mention.name,
    }
    values.update(changed)
    return Mention(
        mention.span,
        mention.kind,
        str(values["name"]),
        values["party"],
        values["country"],
        values["sector"],
        Derivation(mention.rule, (mention.span,)),
        mention.office,
        mention.members,
        mention.plural,
    )


def _persons_named(
    listed: list[FoundMention], knowledge: Knowledge, day: date | None, named: frozenset[str]
) -> dict[str, Mention]:
    """Surname to person over the whole report, for surnames that stand before the full name (headlines)."""
    found: dict[str, Mention] = {}
    for mention in listed:
        if mention.kind is MentionKind.PERSON and not mention.anaphor:
            one = resolve_person(mention, knowledge, day, [])
            for part in surname_keys(one.name) + surname_keys(mention.name):
                found.setdefault(part, one)
    return found


def _surname(
    mention: FoundMention,
    discourse: Discourse,
    spoken: dict[str, Mention],
    named: frozenset[str],
    knowledge: Knowledge,
    day: date | None,
) -> Mention | None:
    parts = folded_name(mention.name).split()
    key = parts[-1] if parts else ""
    before = discourse.surnames.get(key) or spoken.get(key)
    if before:
        return _as(mention, before, f"{before.name}, named in full in this report")
    people = knowledge.people
    if key in _COMMON_WORDS:
        return None
    fitting = [
        p
        for p in people.by_surname.get(key, ())
        if any(
            t.office in TOP and (t.holds(day) if day else False) and t.code in named
            for t in people.tenures[p]
        )
    ]
    if len(fitting) == 1:
        tenure = people.office(fitting[0], day)
        assert tenure is not None
        return Mention(
            mention.span,
            MentionKind.PERSON,
            people.names[fitting[0]],
            fitting[0],
            tenure.code,
            "GOV",
            Derivation("mention.surname-of-office-holder", (mention.span,), f"held {tenure.title} on {day}"),
            tenure.office,
        )
    if mention.rule == "mention.honorific":
        return _plain(mention)
    return None


def _as(mention: FoundMention, target: Mention | None, note: str) -> Mention | None:
    """`mention` standing for what `target` stands for."""
    if target is None:
        return None
    return Mention(
        mention.span,
        target.kind
        if mention.kind is not MentionKind.PERSON or target.kind is MentionKind.UNNAMED
        else MentionKind.PERSON,
        target.name,
        target.party,
        target.country,
        target.sector,
        Derivation(mention.rule, (mention.span, target.span), note),
        target.office,
        target.members,
        target.plural,
    )


def _pair(mention: FoundMention, index: int, discourse: Discourse, named: frozenset[str]) -> Mention | None:
    """The two that a sentence just before set side by side, unless one is named in passing; for "the leaders", the two people
    it names, in passing or not; else the pair the report names most, else the last two."""
    if "korea" in mention.name.lower():
        return _members(mention, ("KOR", "PRK"), "the two Koreas")
    people = mention.name.split()[-1].lower() in _PEOPLE_OF_STATE
    for back in range(3):
        here = {
            code
            for i, other, _ in discourse.heard
            if i == index - back and (not people or other.kind in _PERSONS)
            for code in _codes(other)
        }
        if len(here) == 2 and (people or not discourse.names_in_passing(here)):
            return _members(mention, tuple(sorted(here)), "the two named together just before")
        if len(here) > 2:
            break
    if discourse.main:
        return _members(mention, discourse.main, "the two countries the report names most")
    recent: list[str] = []
    for _, other, _ in reversed(discourse.heard):
        recent += [code for code in _codes(other) if code not in recent]
        if len(recent) >= 2:
            return _members(mention, tuple(sorted(recent[:2])), "the two countries named last")
    return None


def _one_of_two(mention: FoundMention, index: int, discourse: Discourse) -> Mention | None:
    """ "The former", "the latter": the first and the last of the two that a sentence just before sets side by side, people before
    countries."""
    for back in range(2):
        for kinds in (_PERSONS[:1], (*_COUNTRY_KINDS, *_PERSONS)):
            here: dict[str, Mention] = {}
            for i, other, _ in discourse.heard:
                if i == index - back and other.kind in kinds and other.span.end <= mention.span.start:
                    here.setdefault(other.name, other)
            if len(here) == 2:
                one, two = here.values()
                return _as(
                    mention, one if mention.anaphor == "former" else two, "of the two named just before"
                )
    return None


def _codes(mention: Mention) -> tuple[str, ...]:
    """The countries a mention stands for, places left out."""
    if mention.kind in (MentionKind.PLACE, MentionKind.MEDIA):
        return ()
    if mention.members and not mention.country:
        return mention.members
    return (mention.country,) if mention.country and len(mention.country) == 3 else ()


def _main_pair(listed: list[FoundMention]) -> tuple[str, ...]:
    """The two countries a report names most, when no third comes near them."""
    counts = _countries_named(listed)
    top = counts.most_common(3)
    if len(top) < 2 or (len(top) > 2 and top[2][1] * 1.5 > top[1][1]):
        return ()
    return tuple(sorted(code for code, _ in top[:2] if code))


def _countries_named(listed: list[FoundMention]) -> Counter[str]:
    """How often a report names each country, pronouns and places left out."""
    return Counter(
        m.country
        for m in listed
        if m.country
        and len(m.country) == 3
        and not m.anaphor
        and m.kind not in (MentionKind.PLACE, MentionKind.MEDIA)
    )


def _members(mention: FoundMention, codes: tuple[str, ...], note: str) -> Mention:
    return Mention(
        mention.span,
        MentionKind.STATE,
        mention.name,
        None,
        None,
        "GOV",
        Derivation(mention.rule, (mention.span,), note),
        None,
        codes,
        True,
    )


def _plural(mention: FoundMention, index: int, discourse: Discourse) -> Mention | None:
    for back in range(2):
        here = [m for i, m, _ in discourse.heard if i == index - back and (m.plural or m.members)]
        if here:
            return _as(mention, here[-1], "nearest plural")
    return None


def _office(
    mention: FoundMention,
    index: int,
    discourse: Discourse,
    knowledge: Knowledge,
    day: date | None,
    reading: Reading,
) -> Mention | None:
    """ "the president", "a ministry spokesman": the person who was named with that office, else the last body's country."""
    if mention.country and mention.rule != HOME_GUESS and mention.kind is not MentionKind.UNNAMED:
        return _plain(mention)
    text = reading.document.text[max(0, mention.span.start - 5) : mention.span.start].lower()
    definite = text.endswith(("the ", "his ", "her ", "its "))
    if definite:
        if holder := _holder(mention.office, discourse):
            return _as(mention, holder, f"the {mention.office} named before")
        noun = mention.name.split()[-1].lower()
        for _, other, _ in reversed(discourse.heard):
            if other.country and other.office == mention.office and other.name.lower().endswith(noun):
                return _as(mention, other, f"the {noun} named before")
    if owner := _owner(mention, discourse, reading):
        return _plain(mention, party=owner.country, country=owner.country)
    if mention.kind is MentionKind.UNNAMED:
        return _plain(mention)
    if definite or mention.office in ("spokesperson", "press-secretary"):
        holder = discourse.latest(index, _COUNTRY_KINDS, reach=1)
        if holder and holder.country:
            return _plain(mention, party=holder.country, country=holder.country)
    return _plain(mention)


def _holder(office: str | None, discourse: Discourse) -> Mention | None:
    """ "The president": the one named before with that office; of several, the one that the report speaks of far more often,
    else the last that acted."""
    named = [
        m
        for _, m, _ in subjects_first(discourse.heard)
        if m.kind is MentionKind.PERSON and m.office == office
    ]
    if not named:
        return None
    often = Counter(m.name for m in named).most_common(2)
    if len(often) == 2 and often[0][1] >= _MUCH_MORE * often[1][1]:
        return next(m for m in named if m.name == often[0][0])
    return named[0]


_MUCH_MORE = 3


def _body(mention: FoundMention, index: int, discourse: Discourse, reading: Reading) -> Mention | None:
    """A ministry without a country: the one of that name before, else the country nearest before it."""
    for _, other, _ in reversed(discourse.heard):
        if (
            other.country
            and other.kind is MentionKind.GOVERNMENT
            and any(
                folded_name(mention.name) in folded_name(name)
                for name in (other.name, reading.document.quote(other.span))
            )
        ):
            return _as(mention, other, "the ministry named before")
    near = discourse.latest(index, (*_COUNTRY_KINDS, MentionKind.PERSON), reach=3)
    return (
        _plain(mention, party=near.country, country=near.country)
        if near and near.country
        else _plain(mention)
    )


def _is_subject(mention: Mention, sentence: Sentence | None) -> bool:
    if sentence is None or sentence.zone is Zone.HEADLINE:
        return False
    top = sentence.top(mention.span)
    return bool(top and top.dep in ("nsubj", "nsubjpass", "agent"))
