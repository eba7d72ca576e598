"""Who is named: states, bodies, offices, people, organisations, outlets, and the words that refer back to them.

Names come from the knowledge files first, then from titles and apposition in the text itself, then from runs of
proper nouns. Who a name stands for on the report's day is decided in `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.extract.references import find_references
from dragoman.extract.unknown_names import (
    HONORIFIC,
    MONTHS_DAYS,
    find_surnames,
    find_unknown_names,
    taught_by_apposition,
)
from dragoman.knowledge import Knowledge, Name, NameKind
from dragoman.knowledge.lexicon import Title
from dragoman.knowledge.names import WORD, fold
from dragoman.knowledge.people import folded_name
from dragoman.model.annotation import FoundMention, MentionKind
from dragoman.model.reading import Reading, Sentence
from dragoman.model.spans import Span

_GOVERNMENT = {
    "government": "GOV",
    "administration": "GOV",
    "authorities": "GOV",
    "leadership": "GOV",
    "regime": "GOV",
    "cabinet": "GOV",
    "officials": "GOV",
    "side": "GOV",
    "delegation": "GOV",
    "team": "GOV",
    "embassy": "GOV",
    "mission": "GOV",
    "consulate": "GOV",
    "ministry": "GOV",
    "department": "GOV",
    "state": "GOV",
    "negotiators": "GOV",
    "diplomats": "GOV",
    "diplomacy": "GOV",
    "policymakers": "GOV",
    "parliament": "LEG",
    "lawmakers": "LEG",
    "legislature": "LEG",
    "legislators": "LEG",
    "senate": "LEG",
    "congress": "LEG",
    "assembly": "LEG",
    "military": "MIL",
    "army": "MIL",
    "forces": "MIL",
    "troops": "MIL",
    "navy": "MIL",
    "soldiers": "MIL",
    "warplanes": "MIL",
    "jets": "MIL",
    "warships": "MIL",
    "marines": "MIL",
    "airstrikes": "MIL",
    "police": "COP",
    "intelligence": "SPY",
    "court": "JUD",
    "prosecutors": "JUD",
    "media": "MED",
    "companies": "BUS",
    "firms": "BUS",
    "rebels": "REB",
    "separatists": "REB",
    "opposition": "OPP",
    "fighters": "REB",
    "insurgents": "REB",
    "militants": "REB",
    "people": "CVL",
    "citizens": "CVL",
    "public": "CVL",
    "protesters": "CVL",
    "students": "CVL",
}
_MINISTRY = re.compile(
    r"(?:(?:foreign|defen[cs]e|commerce|trade|interior|unification|finance|energy|fisheries|agriculture|transport|justice|home|external|culture|health|"
    r"industry|economy|state|treasury|justice|presidential|information)\s+(?:affairs\s+)?(?:ministry|department|office))|"
    r"ministry of (?:the )?(?-i:[A-Z]\w+(?:,? (?:and )?(?!Spokes|Minister|Under|Deputy)[A-Z]\w+){0,3}|\w+(?: affairs)?)",
    re.I,
)
_BEFORE_TITLE = frozenset(
    "former then ex acting outgoing incoming new senior top chief deputy vice current high ranking "
    "level veteran longtime two three four several some many other unnamed foreign western local "
    "first second assistant under state associate assistant junior permanent special principal lead visiting newly late interim transitional".split()
)
_PLACE_BEFORE = frozenset("in at near from outside around through via inside across".split())
_MOTION = frozenset(
    "travel trip visit fly go return come head arrive move journey flight tour route way back drive "
    "sail leave land".split()
)
_DISTANCES = frozenset(
    "mile kilometer kilometre km hour minute drive flight away road journalist correspondent train bus".split()
)
_AMBIGUOUS_FIRST = frozenset(
    "Jordan Chad Georgia Israel Kenya India China America Paris London Victoria Sofia Lima Santiago "
    "Sydney Kingston".split()
)
_PARTICLES = frozenset("al el bin ibn de da di del van von der la le ben abu ould dos".split())


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence as names are matched: folded text, offsets."""

    text: str
    start: int
    end: int
    raw: str = ""

    @property
    def is_name_like(self) -> bool:
        return self.text[:1].isupper() and self.text not in MONTHS_DAYS


@dataclass(slots=True)
class _Atom:
    """A known name, person or title at words [first, last)."""

    first: int
    last: int
    name: Name | None = None
    persons: tuple[str, ...] = ()
    title: Title | None = None


def find_mentions(reading: Reading, knowledge: Knowledge) -> tuple[FoundMention, ...]:
    """Every mention of the parsed zones in order of the text; none overlap."""
    found: list[FoundMention] = []
    for sentence in reading.sentences:
        words = [
            _Word(fold(m[0]), m.start(), m.end(), m[0])
            for m in WORD.finditer(reading.document.text, sentence.span.start, sentence.span.end)
        ]
        atoms = list(_atoms(words, knowledge))
        references = find_references(reading, sentence)
        here = _compose(reading, sentence, words, atoms, knowledge, references)
        found += taught_by_apposition(_without_overlap(here + references), reading.document.text)
    found += find_surnames(reading, found, knowledge)
    found.sort(key=lambda m: (m.span.start, -m.span.end))
    return tuple(_without_overlap(found))


def _atoms(words: list[_Word], knowledge: Knowledge) -> Iterator[_Atom]:
    """Names, people and titles by longest match, from left to right."""
    texts = [w.text for w in words]
    titles = knowledge.lexicon.titles
    at = 0
    while at < len(words):
        best: _Atom | None = None
        if texts[at][:1].isupper() or (texts[at] in knowledge.names.by_first and texts[at] != "the"):
            best = _person(texts, at, knowledge)
            name = knowledge.names.find(texts, at)
            if (
                name
                and not (name[1].kind is NameKind.OUTLET and at and texts[at - 1] in ("of", "for"))
                and (best is None or name[0] > best.last - at)
                and not _is_first_name(words, at, name, knowledge)
            ):
                best = _Atom(at, at + name[0], name=name[1])
        for title in titles.get(texts[at].lower(), ()):
            size = len(title.words)
            if (best is None or size > best.last - at) and tuple(
                t.lower() for t in texts[at : at + size]
            ) == title.words:
                best = _Atom(at, at + size, title=title)
                break
        if best:
            yield best
            at = best.last
        else:
            at += 1


def _person(texts: list[str], at: int, knowledge: Knowledge) -> _Atom | None:
    by_name = knowledge.people.by_name
    best = None
    parts: list[str] = []
    for i in range(at, min(at + 2 * knowledge.people.longest, len(texts))):
        text = texts[i]
        if text in "-.'’":
            if text == "." and len(texts[i - 1]) > 2:
                break
            continue
        if not (text[:1].isupper() or text in _PARTICLES or (i > at and texts[i - 1] == "-")):
            break
        parts += folded_name(text).split()
        if len(parts) > 1 and (
            persons := by_name.get(" ".join(parts)) or by_name.get(_without_initials(parts))
        ):
            best = _Atom(at, i + 1, persons=persons)
        if len(parts) >= knowledge.people.longest:
            break
    return best


def _without_initials(parts: list[str]) -> str:
    """A name without the initials in its middle.

    >>> _without_initials(["petro", "o", "poroshenko"])
    'petro poroshenko'
    """
    return " ".join(p for i, p in enumerate(parts) if len(p) > 1 or i in (0, len(parts) - 1))


def _is_first_name(words: list[_Word], at: int, name: tuple[int, Name], knowledge: Knowledge) -> bool:
    """ "Jordan Smith" is nobody's kingdom: a name that is also a first name, before an unknown capitalised word."""
    after = at + name[0]
    return (
        name[0] == 1
        and words[at].text in _AMBIGUOUS_FIRST
        and after < len(words)
        and words[after].is_name_like
        and words[after].text.isalpha()
        and not words[after].text.isupper()
        and words[after].text.lower() not in knowledge.lexicon.titles
        and not knowledge.names.find([w.text for w in words], after)
        and words[after].text not in HONORIFIC
        and words[after].start == words[at].end + 1
    )


def _compose(
    reading: Reading,
    sentence: Sentence,
    words: list[_Word],
    atoms: list[_Atom],
    knowledge: Knowledge,
    references: list[FoundMention],
) -> list[FoundMention]:
    """Atoms joined to mentions: country + title + name, country + government word, name + apposition."""
    found: list[FoundMention] = []
    starts = {atom.first: atom for atom in atoms}
    ends = {atom.last: atom for atom in atoms}
    used: set[int] = set()
    text = reading.document.text

    def span(first: int, last: int) -> Span:
        return Span(words[first].start, words[last - 1].end)

    for atom in atoms:
        if atom.title is not None:
            mention, taken = _titled(atom, words, starts, ends, knowledge, span, text)
            found.append(mention)
            used.update(id(a) for a in taken)
    for atom in atoms:
        if id(atom) in used or atom.title is not None:
            continue
        if atom.persons:
            found.append(_apposed(atom, words, starts, knowledge, span, text))
        elif atom.name is not None and not _is_of_two_nations(atom, words) and not _is_sided(atom, words):
            found.append(_named(atom, words, sentence, starts, used, knowledge, span, text))
    taken_spans = [m.span for m in found]
    found += [
        m
        for m in _ministries(text, sentence, found)
        if not any(m.span.overlaps(s) and s.holds(m.span) for s in taken_spans)
    ]
    found += find_unknown_names(sentence, [*found, *references], text)
    return found


def _is_of_two_nations(atom: _Atom, words: list[_Word]) -> bool:
    """ "Cuban-Americans": people at home in one country and no voice of either."""
    after = [w.text for w in words[atom.last : atom.last + 2]]
    before = [w.text for w in words[max(0, atom.first - 2) : atom.first]]
    nation = words[atom.first].text
    return (after[:1] == ["-"] and after[1:] in (["Americans"], ["American"])) or (
        nation in ("American", "Americans") and before[1:] == ["-"] and before[0][:1].isupper()
    )


def _is_sided(atom: _Atom, words: list[_Word]) -> bool:
    """ "Pro-Russian separatists", "anti-American protests": whom they side with and not who they are."""
    before = [w.text.lower() for w in words[max(0, atom.first - 2) : atom.first]]
    return before[1:] == ["-"] and before[0] in ("pro", "anti")


def _left_country(first: int, words: list[_Word], ends: dict[int, _Atom]) -> tuple[_Atom | None, int, bool]:
    """The country name before a title (with its possessive), where the phrase begins, and whether "former" stands there."""
    at, former = first, False
    while at > 0 and (words[at - 1].text.lower() in _BEFORE_TITLE or words[at - 1].text in "-"):
        former = former or words[at - 1].text.lower() in ("former", "ex", "then", "late")
        at -= 1
    look = at
    if look >= 2 and words[look - 1].text == "s" and words[look - 2].text in "'’":
        look -= 2
    atom = ends.get(look)
    if (
        atom
        and atom.name
        and atom.name.kind not in (NameKind.OUTLET, NameKind.PLACE, NameKind.PEOPLE)
        and (look < at or words[look - 1].end + 1 >= words[at].start)
    ):
        before = atom.first
        while before > 0 and words[before - 1].text.lower() in _BEFORE_TITLE:
            former = former or words[before - 1].text.lower() in ("former", "ex", "then", "late")
            before -= 1
        return atom, before, former
    return None, at, former


def _titled(
    atom: _Atom,
    words: list[_Word],
    starts: dict[int, _Atom],
    ends: dict[int, _Atom],
    knowledge: Knowledge,
    span: object,
    text: str,
) -> tuple[FoundMention, list[_Atom]]:
    """A title with what stands around it: a country, a name, "of France", "to the United States"."""
    assert atom.title is not None
    title, taken = atom.title, [atom]
    left, begin, former = _left_country(atom.first, words, ends)
    country = left.name.country if left and left.name else None
    party = left.name.party if left and left.name else None
    if left:
        taken.append(left)
    last = atom.last
    country = country or title.country
    persons, name, end = _name_after(last, words, starts, knowledge)
    if name and end:
        taken += [starts[last]] if last in starts else []
        last = end
    elif last < len(words) and words[last].text in ("of", "for", "to"):
        at = last + 1
        while at < len(words) and words[at].text.lower() in ("the", "its"):
            at += 1
        target = starts.get(at)
        if (
            target
            and target.name
            and target.name.kind in (NameKind.STATE, NameKind.ORGANISATION, NameKind.CAPITAL)
            and title.office not in ("minister",)
        ):
            taken.append(target)
            last = target.last
            speaks_for = words[atom.last].text == "for" and title.office in (
                "spokesperson",
                "press-secretary",
            )
            if (words[atom.last].text == "of" or speaks_for) and not left:
                country, party = target.name.country, target.name.party
            after, name_after, end_after = _name_after(last, words, starts, knowledge)
            if name_after and end_after:
                persons, name, last = after, name_after, end_after
        elif words[last].text == "for" and title.office == "minister":
            last = min(last + 2, len(words))
    plural = title.office == "official" and title.words[-1].endswith("s") and not name
    kind = (
        MentionKind.PERSON
        if name
        else MentionKind.UNNAMED
        if title.office == "official"
        else MentionKind.OFFICE
    )
    sector = title.sector if title.sector != "IGO" or country in ("UNO", "EUR", "IGO", None) else "GOV"
    if title.office == "official" and left and left.name and left.name.sector in ("LEG", "MIL", "SPY"):
        sector = left.name.sector
    mention = FoundMention(
        _span(span, begin, last),
        kind,
        name or _joined(words[begin:last]),
        "mention.title-and-name" if name else "mention.title",
        party=party if country and len(country) == 3 else None,
        country=country,
        sector=sector,
        office=title.office,
        persons=persons,
        former=former,
        anaphor="" if name or country else "office",
        plural=plural,
    )
    if not name:
        mention = _name_in_apposition(mention, last, words, starts, knowledge, span, taken)
    return mention, taken


def _span(make: object, first: int, last: int) -> Span:
    assert callable(make)
    made = make(first, last)
    assert isinstance(made, Span)
    return made


def _name_after(
    at: int, words: list[_Word], starts: dict[int, _Atom], knowledge: Knowledge
) -> tuple[tuple[str, ...], str, int]:
    """The person named right after a title: known, or a run of capitalised words. (ids, name, end); end 0 for none."""
    if at >= len(words) or words[at].start > words[at - 1].end + 1 + (words[at - 1].text == "."):
        return (), "", 0
    atom = starts.get(at)
    if atom and atom.persons:
        return atom.persons, _joined(words[at : atom.last]), atom.last
    if atom and (
        atom.title
        or (
            atom.name
            and atom.name.kind is not NameKind.PEOPLE
            and len(atom.name.form) > 3
            and atom.last - atom.first > 1
        )
    ):
        return (), "", 0
    if (
        atom
        and atom.name
        and atom.name.kind
        in (NameKind.STATE, NameKind.ADJECTIVE, NameKind.CAPITAL, NameKind.ORGANISATION, NameKind.BODY)
    ):
        return (), "", 0
    end = _run_end(at, words)
    if end == at:
        return (), "", 0
    name = _joined(words[at:end])
    folded = folded_name(name)
    people = knowledge.people
    return (
        people.by_name.get(folded)
        or people.by_name.get(_without_initials(folded.split()))
        or (people.by_surname.get(folded, ()) if " " not in folded else ()),
        name,
        end,
    )


def _run_end(at: int, words: list[_Word]) -> int:
    """The end of the run of name-like words that starts at `at`, hyphens, initials and particles inside."""
    end = at
    while end < len(words):
        word = words[end]
        touching = end == at or word.start <= words[end - 1].end + 1
        if not touching:
            break
        if word.is_name_like and word.text[0].isalpha():
            end += 1
        elif (
            end > at
            and word.text == "-"
            and end + 1 < len(words)
            and words[end + 1].start == word.end
            and words[end + 1].text[0].isalpha()
        ):
            end += 2
        elif (end > at and word.text == "." and len(words[end - 1].text) == 1) or (
            end > at
            and word.text in _PARTICLES
            and end + 1 < len(words)
            and (words[end + 1].is_name_like or words[end + 1].text == "-")
        ):
            end += 1
        elif (
            end > at
            and word.text in "'’"
            and end + 1 < len(words)
            and words[end + 1].is_name_like
            and words[end + 1].start == word.end == words[end - 1].end + 1
        ):
            end += 2
        else:
            break
    return end


def _joined(words: list[_Word]) -> str:
    text = ""
    for i, word in enumerate(words):
        text += (" " if i and word.start > words[i - 1].end else "") + word.raw
    return text


def _name_in_apposition(
    mention: FoundMention,
    last: int,
    words: list[_Word],
    starts: dict[int, _Atom],
    knowledge: Knowledge,
    span: object,
    taken: list[_Atom],
) -> FoundMention:
    """ "the South Korean foreign minister, Chung Eui-yong," - the name teaches who holds the office."""
    if mention.kind is not MentionKind.OFFICE or last + 1 >= len(words) or words[last].text != ",":
        return mention
    persons, name, end = _name_after(last + 1, words, starts, knowledge)
    closes = end >= len(words) or (end and words[end].text in ",.;)—–:")
    if not name or not closes or not end:
        return mention
    if last + 1 in starts:
        taken.append(starts[last + 1])
    whole = Span(mention.span.start, _span(span, last + 1, end).end)
    return replace(
        mention,
        span=whole,
        kind=MentionKind.PERSON,
        name=name,
        persons=persons,
        anaphor="",
        rule="mention.title-comma-name",
    )


def _apposed(
    atom: _Atom, words: list[_Word], starts: dict[int, _Atom], knowledge: Knowledge, span: object, text: str
) -> FoundMention:
    """A known person by full name."""
    name = _joined(words[atom.first : atom.last])
    at = (
        atom.last + 2
        if atom.last + 1 < len(words) and words[atom.last].text in "'’" and words[atom.last + 1].text == "s"
        else atom.last
    )
    if at < len(words) and words[at].text.lower() in ("administration", "government", "regime", "cabinet"):
        whole = _joined(words[atom.first : at + 1])
        return FoundMention(
            _span(span, atom.first, at + 1),
            MentionKind.GOVERNMENT,
            whole,
            "mention.person-and-government-word",
            persons=atom.persons,
            sector="GOV",
        )
    return FoundMention(
        _span(span, atom.first, atom.last),
        MentionKind.PERSON,
        name,
        "mention.known-person",
        persons=atom.persons,
    )


def _named(
    atom: _Atom,
    words: list[_Word],
    sentence: Sentence,
    starts: dict[int, _Atom],
    used: set[int],
    knowledge: Knowledge,
    span: object,
    text: str,
) -> FoundMention:
    """A known name of a state, city, body, organisation or outlet, with a government word behind it taken in."""
    name = atom.name
    assert name is not None
    last, sector, kind, rule = atom.last, name.sector, _KINDS[name.kind], f"mention.{name.kind.value}"
    at = (
        last + 2
        if last + 1 < len(words) and words[last].text in "'’" and words[last + 1].text == "s"
        else last
    )
    for step in range(3):
        if at + step >= len(words):
            break
        word = words[at + step].text.lower()
        if word in _GOVERNMENT and name.kind in (
            NameKind.STATE,
            NameKind.ADJECTIVE,
            NameKind.CAPITAL,
            NameKind.GROUP,
            NameKind.ORGANISATION,
        ):
            last, sector, kind, rule = (
                at + step + 1,
                _GOVERNMENT[word],
                MentionKind.GOVERNMENT,
                "mention.country-and-government-word",
            )
            if sector in ("CVL", "MED", "BUS"):
                kind = MentionKind.UNNAMED if sector != "MED" else MentionKind.MEDIA
            break
        if not (
            word in _BEFORE_TITLE
            or _MINISTRY.match(f"{word} ministry")
            or word in ("-", "military", "naval", "air", "ground", "government", "security", "state")
        ):
            break
    whole = _span(span, atom.first, last)
    if kind is MentionKind.STATE and name.kind is NameKind.CAPITAL and _is_place(atom, words, sentence, span):
        kind, rule = MentionKind.PLACE, "mention.capital-as-place"
    country = name.country
    return FoundMention(
        whole,
        kind,
        name.name if kind is not MentionKind.PLACE else name.form,
        rule,
        party=name.party or None,
        country=country,
        sector=sector,
        members=name.members,
        plural=bool(name.members) or name.kind is NameKind.PEOPLE or words[last - 1].text.endswith("s"),
    )


def _is_place(atom: _Atom, words: list[_Word], sentence: Sentence, span: object) -> bool:
    before = words[atom.first - 1].text.lower() if atom.first else ""
    if before == "from":
        top = sentence.top(_span(span, atom.first, atom.last))
        prep = sentence.head(top) if top else None
        governor = sentence.head(prep) if prep else None
        return governor is None or governor.pos == "VERB" or governor.lemma in _DISTANCES
    if before in _PLACE_BEFORE:
        return True
    if before in ("to", "for", "toward", "towards"):
        top = sentence.top(_span(span, atom.first, atom.last))
        prep = sentence.head(top) if top else None
        governor = sentence.head(prep) if prep else None
        return bool(governor and governor.lemma in _MOTION)
    after = words[atom.last].text if atom.last < len(words) else ""
    return after == "," and atom.last + 1 < len(words) and before in ("city", "capital")


_KINDS = {
    NameKind.STATE: MentionKind.STATE,
    NameKind.ADJECTIVE: MentionKind.STATE,
    NameKind.PEOPLE: MentionKind.STATE,
    NameKind.CAPITAL: MentionKind.STATE,
    NameKind.BODY: MentionKind.GOVERNMENT,
    NameKind.ORGANISATION: MentionKind.ORGANISATION,
    NameKind.GROUP: MentionKind.ORGANISATION,
    NameKind.OUTLET: MentionKind.MEDIA,
    NameKind.PLACE: MentionKind.PLACE,
}


# "The Ministry of Defence of Azerbaijan", "the ministry of trade of the Republic of Armenia".
_OF = re.compile(r"\s+of\s+(?:the\s+)?(?:[A-Z]\w+\s+of\s+)?")


def _ministries(text: str, sentence: Sentence, found: list[FoundMention]) -> list[FoundMention]:
    """ "the foreign ministry" without a country: whose it is, the discourse tells."""
    here = []
    for match in _MINISTRY.finditer(text, sentence.span.start, sentence.span.end):
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        if not any(m.span.overlaps(span) for m in found):
            owner = next(
                (
                    m
                    for m in found
                    if m.kind is MentionKind.STATE and _OF.fullmatch(text, span.end, m.span.start)
                ),
                None,
            )
            country = owner.country if owner is not None else None
            here.append(
                FoundMention(
                    span,
                    MentionKind.GOVERNMENT,
                    text[span.start : span.end],
                    "mention.ministry",
                    party=country,
                    country=country,
                    sector="GOV",
                    anaphor="" if country else "body",
                )
            )
    return here


def _without_overlap(found: list[FoundMention]) -> list[FoundMention]:
    """The mentions in order, the longer of two that overlap."""
    kept: list[FoundMention] = []
    for mention in sorted(found, key=lambda m: (m.span.start, -len(m.span))):
        if kept and mention.span.overlaps(kept[-1].span):
            if len(mention.span) > len(kept[-1].span) and mention.anaphor == "" and kept[-1].anaphor:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
