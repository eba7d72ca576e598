"""What happened to whom: acts of diplomacy with type, mode, roles, status, time, place and channel.

A predicate of the lexicon (verb, phrase, event noun, adjective) is found in the syntax; passives, control,
conjunction, relative and participial clauses and possessives are walked to its actor and recipient. A noun names an
event only when it has participants, a time or a light verb of its own. Types are PLOVER's and four of our own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.extract.lookup import Lookup, subtree_span
from dragoman.extract.status import Factuality, judge
from dragoman.knowledge import Knowledge
from dragoman.knowledge.lexicon import Predicate
from dragoman.model.annotation import (
    Claim,
    EventMention,
    EventType,
    Mention,
    MentionKind,
    Participant,
    Place,
    Quantity,
    ResolvedTime,
    SourceType,
    Status,
)
from dragoman.model.ids import make_id
from dragoman.model.reading import Reading, Sentence, Token, Zone
from dragoman.model.spans import Derivation, Span
from dragoman.model.time import Precision, TimeSpan, between

_ROLE_PREPOSITIONS = ("to", "with", "against", "at", "toward", "towards", "from", "on", "upon", "for", "over", "about", "of", "between", "among", "by", "into", "in")
_RECIPIENT_ORDER = ("obj", "dative", "to", "with", "against", "toward", "towards", "at", "from", "on", "upon", "of", "for", "over", "about", "into", "in")
_OBJECT_CONTROL = frozenset("urge ask tell invite force allow press order call persuade encourage help want expect push get permit require warn advise instruct direct enable let make beg challenge".split())
_LIGHT = frozenset(
    "hold have make take give issue carry conduct launch stage host attend join convene arrange sign reach strike deliver send offer reject accept begin start "
    "resume continue end cancel postpone delay schedule plan set propose seek announce agree pay receive extend impose lift face suspend complete open lead broker "
    "undertake welcome receive demand request call boycott skip abandon break mediate cover follow extend participate engage enter return take".split()
)
_GENERIC = frozenset({"IGO", "NGO", "ISM", "MNC", "IMG"})
_DIRECTED = frozenset("AGREE REJECT RESPONSE SILENCE CONCEDE THREATEN SANCTION REQUEST ACCUSE".split())
_SUFFERED = frozenset("RETREAT CONCEDE SANCTION THREATEN AID COERCE ACCUSE".split())
_ANSWERS = frozenset({"AGREE", "REJECT", "RESPONSE", "SILENCE"})
_OVERTURES = frozenset({EventType.CONSULT, EventType.REQUEST, EventType.AGREE, EventType.ACCUSE, EventType.THREATEN})
_SPEECH = frozenset({EventType.STATEMENT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.SUPPORT,
                     EventType.POLICY, EventType.RESPONSE, EventType.SILENCE, EventType.AGREE})
_SPEAKERS = frozenset({SourceType.NAMED_PERSON, SourceType.NAMED_BODY, SourceType.COUNTRY, SourceType.UNNAMED_OFFICIAL})
_FOLDED = {EventType.CONSULT: "AGREE", EventType.SUPPORT: "AGREE", EventType.COOPERATE: "AGREE", EventType.AID: "AGREE", EventType.RETREAT: "CONCEDE"}
_OURS = {EventType.STATEMENT, EventType.POLICY, EventType.RESPONSE, EventType.SILENCE}
_NOT_SAID = frozenset("show find learn see know feel hope fear doubt wonder worry signal imply".split())
_ANSWERING = frozenset("comment react respond answer confirm elaborate say discuss specify reply disclose reveal identify explain".split())
_IDIOMS = frozenset("response reaction reply answer exchange return agreement support protest coordination cooperation consultation".split())
_JOINT = frozenset("talk negotiation side party negotiator leader minister president official diplomat country nation delegation team they both representative teams envoy".split())
_STOP = frozenset("be have do say tell make take get give go come other such new first last more also own same many much several that this which who it its their his her year day week month".split())
_CHANNELS = (
    ("video", re.compile(r"\bvideo\b|videoconference|virtual(ly)?\b|\bonline\b", re.I)),
    ("phone", re.compile(r"\b(tele)?phone[ds]?\b|\bphone call|\bby telephone|\bcall with\b|\bphoned\b", re.I)),
    ("letter", re.compile(r"\bletters?\b|\bin writing\b|\bnote verbale\b|\bprotest note\b|\bwrote to\b", re.I)),
    ("third-party", re.compile(r"\bintermediar|\bmediat|\bthrough (the )?(swiss|swedish|omani|qatari)|\bback.?channel|\bgo-between", re.I)),
    ("public", re.compile(r"\bpress conference|news conference|\bspeech\b|\bstatement\b|\btweet|\binterview\b|\breporters\b|\btelevised\b|\bannounce", re.I)),
    ("in-person", re.compile(r"\bmeet(s|ing|ings)?\b|\bmet\b|\bsummit\b|\bvisit|\bface.to.face\b|\btalks\b|\bdinner\b|\btable\b", re.I)),
)
_NUMBER = re.compile(
    r"(?P<bound>(?:more than|over|at least|nearly|about|some|up to|around|almost|fewer than|less than|under)\s+)?(?P<cur>[$€£])?"
    r"(?P<n>\d[\d,]*(?:\.\d+)?)(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion))?(?P<pct>\s?(?:percent|per cent|%))?(?:[\s-]+(?P<unit>[a-z]{3,}))?", re.I)
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORD_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_WORD_NUMBER = re.compile(r"\b(?P<n>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+(?:\w+\s+)?(?P<unit>[a-z]{3,}s)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A predicate found at a token, with the object noun it took in, if any."""

    sentence: Sentence
    token: Token
    predicate: Predicate
    object: Token | None


@dataclass(frozen=True, slots=True)
class Context:
    """What the event rules read: the report, who and when, the claims, what we know, the report's day."""

    reading: Reading
    mentions: Lookup[Mention]
    times: Lookup[ResolvedTime]
    claims: tuple[Claim, ...]
    knowledge: Knowledge
    anchor: TimeSpan | None
    sides: tuple[Participant, ...] = ()


def main_sides(mentions: tuple[Mention, ...]) -> tuple[Participant, ...]:
    """The two countries a report is about: those named most, when they are most of what is named; else nothing."""
    named = [m for m in mentions if m.country and len(m.country) == 3 and m.kind not in (MentionKind.PLACE, MentionKind.MEDIA) and m.country not in _GENERIC]
    counts = Counter(m.country for m in named)
    top = counts.most_common(3)
    if len(top) < 2 or top[0][1] + top[1][1] < 0.55 * len(named) or top[1][1] < 3 or (len(top) > 2 and top[2][1] == top[1][1]):
        return ()
    found = []
    for code, _ in top[:2]:
        first = next((m for m in named if m.country == code and m.kind is MentionKind.STATE), next(m for m in named if m.country == code))
        found.append(Participant(first.span, code, code, "GOV", first.name if first.kind is not MentionKind.PERSON else code))
    return tuple(found)


def find_events(context: Context) -> tuple[EventMention, ...]:
    """The event mentions of a report in order of their triggers."""
    found: list[EventMention] = []
    spoken: dict[str, TimeSpan] = {}
    exchange: tuple[int, Participant, Participant] | None = None
    for sentence in context.reading.sentences:
        hits = _hits(context, sentence)
        recent = exchange if exchange is not None and sentence.paragraph - exchange[0] <= 1 else None
        events = [e for hit in hits if (e := _event(context, hit, spoken, recent))]
        events += _statements(context, sentence, events, spoken)
        events.sort(key=lambda e: e.trigger)
        for event in events:
            pair = _pair_of(event)
            if pair is not None:
                exchange = (sentence.paragraph, *pair)
        found += _distinct(events)
    return tuple(found)


def _pair_of(event: EventMention) -> tuple[Participant, Participant] | None:
    """The two sides of an act that calls for an answer."""
    if event.type in _OVERTURES and len(event.actors) == 1 and len(event.recipients) == 1 and event.actors[0].country and event.recipients[0].country:
        return event.actors[0], event.recipients[0]
    if event.type is EventType.CONSULT and len(event.actors) == 2 and not event.recipients:
        return event.actors[0], event.actors[1]
    return None


# --- finding predicates ------------------------------------------------------------------------------------------


def _hits(context: Context, sentence: Sentence) -> list[_Hit]:
    hits: list[_Hit] = []
    taken: set[int] = set()
    for token in sentence.tokens:
        pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(token.pos)
        if pos is None:
            continue
        for predicate in context.knowledge.lexicon.predicates.get((token.lemma, pos), ()):
            matched, noun = _matches(context, sentence, token, predicate)
            if matched:
                hits.append(_Hit(sentence, token, predicate, noun))
                if noun is not None and pos == "verb" and predicate.objects and "@" not in predicate.objects:
                    taken.add(noun.i)
                break
    return [h for h in hits if not (h.predicate.pos == "noun" and h.token.i in taken)]


def _matches(context: Context, sentence: Sentence, token: Token, predicate: Predicate) -> tuple[bool, Token | None]:
    if predicate.pos == "noun":
        size = len(predicate.words)
        if size > 1 and tuple(t.lemma for t in sentence.tokens[max(0, token.i - size + 1) : token.i + 1]) != predicate.words:
            return False, None
        if token.dep == "compound" or (token.dep == "nmod" and token.i + 1 < len(sentence.tokens)):
            return False, None
        if token.lemma == "table":
            return any(k.lemma in ("negotiating", "negotiation", "bargaining", "conference", "negotiate") for k in sentence.kids(token)), None
        return True, None
    if predicate.pos == "adj":
        ok = bool(sentence.kid(token, "xcomp")) or (bool(predicate.particle) and any(k.lemma == predicate.particle for k in sentence.kids(token, "prep")))
        return ok, None
    if token.tag == "VBN" and (token.dep == "amod" or (sentence.kid(token, "auxpass") and sentence.kid(token, "xcomp") and (token.lemma, "participle") in context.knowledge.lexicon.cues)):
        return False, None
    objects = _objects(sentence, token)
    noun: Token | None = objects[0] if objects else None
    if predicate.particle:
        particle = next((k for k in sentence.kids(token) if k.text.lower() == predicate.particle and k.dep in ("prt", "prep", "advmod", "dative", "acomp", "agent", "oprd", "xcomp")), None)
        if particle is None and predicate.particle == "to" and any(h.lemma == "to" for x in sentence.kids(token, "xcomp") for h in sentence.kids(x, "aux")):
            return True, noun
        if particle is None and not (token.i + 1 < len(sentence.tokens) and sentence.tokens[token.i + 1].text.lower() == predicate.particle):
            return False, None
        if particle is not None and particle.dep == "prep" and (inner := sentence.kid(particle, "pobj")):
            noun = inner if predicate.objects and inner.lemma in predicate.objects else noun or inner
            objects = [*objects, inner]
    if predicate.objects:
        for candidate in objects:
            lemmas = {candidate.lemma, *(k.lemma for k in sentence.kids(candidate, "conj"))}
            if lemmas & predicate.objects or ("@" in predicate.objects and _is_party(context, sentence, candidate)):
                return True, candidate
        return False, None
    return True, noun


def _is_party(context: Context, sentence: Sentence, token: Token) -> bool:
    """True when the head of a phrase itself stands for somebody, not just a word before it."""
    mention = context.mentions.on(token)
    return mention is not None and mention.kind not in (MentionKind.PLACE, MentionKind.MEDIA) and mention.span.end >= token.end


def _is_reduced_passive(sentence: Sentence, verb: Token) -> bool:
    """"sanctions imposed in May": a participle that hangs on what it acts on."""
    return verb.tag == "VBN" and verb.dep == "acl" and sentence.kid(verb, "nsubj", "aux") is None


def _objects(sentence: Sentence, verb: Token) -> list[Token]:
    """The things a verb acts on: its object, passive subject, or the noun its participle or relative clause hangs on."""
    found = sentence.kids(verb, "dobj", "nsubjpass", "oprd", "dative")
    if _is_reduced_passive(sentence, verb) and (head := sentence.head(verb)):
        found.append(head)
    if verb.dep == "relcl" and (head := sentence.head(verb)):
        found = [head if t.lemma in ("that", "which", "who", "whom") else t for t in found]
        if not found and sentence.kid(verb, "nsubj"):
            found.append(head)
    if verb.dep == "conj" and not found and verb.tag == "VBN" and (head := sentence.head(verb)) and sentence.kid(head, "nsubjpass"):
        found = sentence.kids(head, "nsubjpass")
    return found


# --- roles -------------------------------------------------------------------------------------------------------


def _subjects(sentence: Sentence, verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: subject, by-phrase, or the one a controlling, joined or attached verb gives."""
    if depth > 6:
        return []
    passive = sentence.kid(verb, "nsubjpass", "auxpass") is not None or _is_reduced_passive(sentence, verb)
    if agent := sentence.kid(verb, "agent"):
        return sentence.kids(agent, "pobj")
    if passive:
        by = next((k for k in sentence.kids(verb, "prep") if k.lemma == "by"), None)
        return sentence.kids(by, "pobj") if by else []
    subject = sentence.kid(verb, "nsubj")
    head = sentence.head(verb)
    if subject is not None:
        if subject.lemma in ("who", "which", "that") and verb.dep == "relcl" and head is not None:
            return [head]
        return [subject]
    if head is None:
        return []
    if verb.dep in ("xcomp", "ccomp"):
        if head.pos == "ADJ" or head.pos == "NOUN":
            return _subjects(sentence, head, depth + 1) if sentence.kid(head, "nsubj") else _subjects_of_copula(sentence, head, depth)
        objects = sentence.kids(head, "dobj", "dative")
        if objects and head.lemma in _OBJECT_CONTROL:
            return objects[:1]
        if head.lemma in _OBJECT_CONTROL and (on := next((k for k in sentence.kids(head, "prep") if k.lemma in ("on", "for", "upon")), None)):
            return sentence.kids(on, "pobj")
        if passive_subject := sentence.kid(head, "nsubjpass"):
            return [passive_subject]
        return _subjects(sentence, head, depth + 1)
    if verb.dep == "conj":
        passive_head = sentence.kid(head, "nsubjpass")
        if passive_head and verb.tag in ("VBD", "VBZ", "VBP"):
            return [passive_head]
        return _subjects(sentence, head, depth + 1)
    if verb.dep == "pcomp" and (outer := sentence.head(head)) is not None:
        if head.lemma == "for" and outer.lemma in ("criticize", "criticise", "blame", "condemn", "thank", "praise", "fault"):
            return sentence.kids(outer, "dobj")
        return _subjects(sentence, outer, depth + 1) if outer.pos in ("VERB", "AUX") else _owners(sentence, outer)
    if verb.dep == "advcl":
        return _subjects(sentence, head, depth + 1) or sentence.kids(head, "nsubjpass")
    if verb.dep == "acl":
        return [head] if verb.tag == "VBG" else _owners(sentence, head) or _noun_subjects(sentence, head, depth)
    return []


def _subjects_of_copula(sentence: Sentence, head: Token, depth: int) -> list[Token]:
    copula = sentence.head(head)
    return _subjects(sentence, copula, depth + 1) if copula is not None and copula.pos in ("AUX", "VERB") else []


def _noun_subjects(sentence: Sentence, noun: Token, depth: int) -> list[Token]:
    verb = sentence.head(noun)
    return _subjects(sentence, verb, depth + 1) if verb is not None and verb.pos in ("VERB", "AUX") and noun.dep == "dobj" else []


def _owners(sentence: Sentence, noun: Token) -> list[Token]:
    found = sentence.kids(noun, "poss")
    for k in sentence.kids(noun, "prep"):
        if k.lemma in ("by", "from", "for"):
            found += sentence.kids(k, "pobj")
    return found


def _prepositions(sentence: Sentence, token: Token, names: tuple[str, ...] = _ROLE_PREPOSITIONS) -> Iterator[tuple[str, Token]]:
    """(preposition, noun) for the prepositional phrases of a token, nested ones ("from talks with Iran") included."""
    for k in sentence.kids(token, "prep", "dative", "agent"):
        if k.lemma in names or k.text.lower() in names:
            for noun in sentence.kids(k, "pobj"):
                yield k.text.lower(), noun
    for k in sentence.kids(token, "prt"):
        for inner in sentence.kids(k, "prep"):
            for noun in sentence.kids(inner, "pobj"):
                yield inner.text.lower(), noun


def _parties(context: Context, sentence: Sentence, token: Token, *, strict: bool = False, depth: int = 0) -> list[Participant]:
    """The parties a noun phrase stands for: its own mention, those joined to it, else those that own or modify it."""
    if depth > 4:
        return []
    found: list[Participant] = []
    mention = context.mentions.on(token)
    if mention is not None and mention.kind is not MentionKind.MEDIA:
        if not (mention.kind is MentionKind.PLACE and strict):
            found += _participants(context, mention)
    if token.pos in ("NOUN", "PROPN") and (mention is None or token.text.lower().endswith("s")):
        for k in sentence.kids(token, "amod", "compound", "poss", "nmod"):
            other = context.mentions.on(k)
            if other is not None and other is not mention and other.kind is not MentionKind.MEDIA and (not strict or k.dep != "poss"):
                found += _participants(context, other)
                found += [p for c in sentence.kids(k, "conj") if (m := context.mentions.on(c)) for p in _participants(context, m)]
    if token.pos in ("NOUN", "PROPN"):
        for k in sentence.kids(token, "amod"):
            if k.tag == "VBN" and k.lemma in ("lead", "back", "broker", "sponsor", "impose", "mediate"):
                found += [p for led in sentence.kids(k) if (m := context.mentions.on(led)) for p in _participants(context, m)]
    inside = [t for t in sentence.at(mention.span)] if mention is not None else [token]
    for t in inside:
        for k in sentence.kids(t, "conj", "appos" if not found else "conj"):
            if mention is None or not mention.span.holds(k.span):
                found += _parties(context, sentence, k, strict=strict, depth=depth + 1)
    if not found and not strict:
        for _, noun in _prepositions(sentence, token, ("of", "from", "by", "between", "with")):
            found += _parties(context, sentence, noun, strict=True, depth=depth + 1)
            if found:
                break
    return _unique(found)


def _participants(context: Context, mention: Mention) -> list[Participant]:
    if mention.derivation.rule == "mention.pronoun-speaker":
        speaker = _speaker_of(context, mention.span)
        return _participants(context, speaker) if speaker is not None and speaker.derivation.rule != "mention.pronoun-speaker" else []
    if mention.members and (not mention.country or mention.kind is MentionKind.STATE):
        return [Participant(mention.span, code, code, "GOV", code) for code in mention.members]
    if mention.party is None and mention.country is None:
        return []
    person = mention.name if mention.kind is MentionKind.PERSON else None
    return [Participant(mention.span, mention.party, mention.country, mention.sector, mention.name, person)]


def _speaker_of(context: Context, span: Span) -> Mention | None:
    """Who speaks the words at `span`: the speaker of the smallest claim that quotes them."""
    holding = [c for c in context.claims if any(s.holds(span) for s in c.content) and c.speaker is not None]
    best = min(holding, key=lambda c: sum(map(len, c.content)), default=None)
    return best.speaker if best else None


def _unique(found: list[Participant]) -> list[Participant]:
    kept: dict[tuple[str | None, str | None], Participant] = {}
    for p in found:
        kept.setdefault((p.country or p.party, p.person), p)
    named = {p.country for p in kept.values() if p.person}
    return [p for p in kept.values() if p.person or p.country not in named or p.country is None]


def _roles(context: Context, hit: _Hit) -> tuple[list[Participant], list[Participant]]:
    """(actors, recipients) of a predicate."""
    if hit.predicate.pos == "noun":
        return _noun_roles(context, hit)
    sentence, token = hit.sentence, hit.token
    if hit.predicate.pos == "adj":
        subjects = sentence.kids(token, "nsubj") or _subjects_of_copula(sentence, token, 0)
    else:
        subjects = _subjects(sentence, token)
    actors = [p for s in subjects for p in _parties(context, sentence, s)]
    roles: dict[str, list[Participant]] = {}
    for candidate in _objects(sentence, token):
        if candidate in subjects:
            continue
        roles.setdefault("obj", []).extend(_parties(context, sentence, candidate))
        for name, noun in _prepositions(sentence, candidate):
            roles.setdefault(name, []).extend(_parties(context, sentence, noun))
    for name, noun in _prepositions(sentence, token):
        roles.setdefault(name, []).extend(_parties(context, sentence, noun, strict=name in ("in", "at")))
        if hit.object is not None and noun.i == hit.object.i:
            for inner, deeper in _prepositions(sentence, noun):
                roles.setdefault(inner, []).extend(_parties(context, sentence, deeper))
    for k in sentence.kids(token, "xcomp", "ccomp") if hit.predicate.pos == "adj" or hit.predicate.type in ("AGREE", "REQUEST", "REJECT", "THREATEN") else ():
        roles.setdefault("comp", []).extend(_complement_parties(context, sentence, k))
    match hit.predicate.roles:
        case "both":
            others = [p for name in ("obj", "with", "between", "among", "to", "of") for p in roles.get(name, ())]
            return _unique(actors + others), []
        case "visit":
            hosts = [p for name in ("obj", "to", "in", "into", "at") for p in roles.get(name, ())]
            hosts += [p for name, noun in _prepositions(sentence, token, ("to", "in", "into", "at", "for")) for p in _parties(context, sentence, noun)]
            return _unique(actors), _others(_unique(hosts), actors)
        case "self":
            return _unique(actors), []
    for name in (*_RECIPIENT_ORDER, "comp"):
        others = _others(_unique(roles.get(name, [])), actors)
        if others:
            return _unique(actors), others
    return _unique(actors), []


def _complement_parties(context: Context, sentence: Sentence, verb: Token) -> list[Participant]:
    found: list[Participant] = []
    for candidate in [*sentence.kids(verb, "dobj", "nsubj"), *(n for _, n in _prepositions(sentence, verb, ("with", "to", "against", "from", "for", "of")))]:
        found += _parties(context, sentence, candidate)
    return found


def _others(found: list[Participant], actors: list[Participant]) -> list[Participant]:
    codes = {p.country or p.party for p in actors}
    return [p for p in found if (p.country or p.party) not in codes]


def _noun_roles(context: Context, hit: _Hit) -> tuple[list[Participant], list[Participant]]:
    sentence, token = hit.sentence, hit.token
    own: list[Participant] = []
    left = [t for t in sentence.subtree(token) if t.i < token.i and not any(g.dep in ("relcl", "acl", "prep", "advcl") for g in (t, *sentence.governors(t)) if g.i != token.i and g.i in {x.i for x in sentence.subtree(token)})]
    for t in left:
        if (m := context.mentions.on(t)) is not None and m.kind not in (MentionKind.MEDIA, MentionKind.PLACE):
            own += _participants(context, m)
    around = context.mentions.on(token)
    if around is not None and not own and around.kind is not MentionKind.PLACE:
        own += _participants(context, around)
    roles: dict[str, list[Participant]] = {}
    for name, noun in _prepositions(sentence, token):
        roles.setdefault(name, []).extend(_parties(context, sentence, noun, strict=name in ("in", "at", "of")))
    governor = sentence.head(token)
    while governor is not None and governor.pos == "NOUN" and governor.lemma in ("round", "series", "resumption", "start", "end", "process", "session", "completion", "outcome", "result", "possibility", "prospect"):
        for name, noun in _prepositions(sentence, governor):
            roles.setdefault(name, []).extend(_parties(context, sentence, noun, strict=True))
        token, governor = governor, sentence.head(governor)
    if governor is not None and governor.pos == "ADP" and token.dep == "pobj":
        governor = sentence.head(governor)
    if token.dep == "conj" and governor is not None and governor.pos in ("NOUN", "PROPN") and not own:
        governor = sentence.head(governor)
    if governor is not None and governor.pos in ("VERB", "AUX") and governor.lemma in _LIGHT and token.dep in ("dobj", "pobj", "nsubjpass", "conj", "attr"):
        subjects = [s for s in _subjects(sentence, governor) if s.i != token.i]
        own += [p for s in subjects for p in _parties(context, sentence, s)] if hit.predicate.roles == "both" or not own else []
        for name, noun in _prepositions(sentence, governor, ("with", "to", "against", "on", "between")):
            if noun.i != token.i:
                roles.setdefault(name, []).extend(_parties(context, sentence, noun, strict=True))
    elif token.dep == "nsubjpass" and governor is not None and (agent := sentence.kid(governor, "agent")):
        own += [p for s in sentence.kids(agent, "pobj") for p in _parties(context, sentence, s)]
    for k in sentence.kids(hit.token, "acl"):
        if k.tag == "VBN" and (agent := sentence.kid(k, "agent")):
            own += [p for s in sentence.kids(agent, "pobj") for p in _parties(context, sentence, s)]
        if k.tag == "VBN":
            for name, noun in _prepositions(sentence, k, ("on", "against", "to")):
                roles.setdefault(name, []).extend(_parties(context, sentence, noun, strict=True))
    if hit.predicate.roles == "both":
        return _unique(own + [p for n in ("between", "with", "of", "among", "by", "to") for p in roles.get(n, ())]), []
    if hit.predicate.roles == "visit":
        return _unique(own + roles.get("by", []) + roles.get("of", [])), _others(_unique(roles.get("to", []) + roles.get("in", [])), own)
    actors = own or roles.get("by", []) or roles.get("from", []) or roles.get("between", [])
    for name in ("against", "on", "of", "to", "toward", "towards", "with", "for", "from", "over"):
        others = _others(_unique(roles.get(name, [])), actors)
        if others and not (name == "of" and not actors):
            return _unique(actors), others
    if not actors and roles.get("of"):
        actors = roles["of"]
    return _unique(actors), []


# --- one event ---------------------------------------------------------------------------------------------------


def _event(
    context: Context, hit: _Hit, spoken: dict[str, TimeSpan], exchange: tuple[int, Participant, Participant] | None
) -> EventMention | None:
    actors, recipients = _answered(hit, *_roles(context, hit), exchange)
    sentence, token = hit.sentence, hit.token
    time, words, rule = _time(context, hit)
    if hit.predicate.pos == "noun" and not _noun_is_event(context, hit, actors, recipients, bool(words)):
        return None
    actors, recipients = _with_sides(context, hit, actors, recipients, bool(words))
    if hit.predicate.type in ("AGREE", "CONSULT") and not actors and len(recipients) > 1:
        actors, recipients = recipients, []
    if not actors and not recipients:
        return None
    if not actors and hit.predicate.pos == "noun" and not words:
        return None
    factuality = judge(sentence, token, context.knowledge.lexicon.governors)
    claim = _claim_at(context, token.span)
    evidence = _evidence(context, hit, claim)
    type_ = EventType(hit.predicate.type)
    if type_ is EventType.REJECT and any(k.lemma in _ANSWERING for k in sentence.kids(token, "xcomp")):
        type_ = EventType.SILENCE
    return _made(context, sentence, token, evidence, type_, hit.predicate.mode, factuality, actors, recipients, time, words, rule,
                 claim, hit.predicate.name, spoken)


def _answered(
    hit: _Hit, actors: list[Participant], recipients: list[Participant], exchange: tuple[int, Participant, Participant] | None
) -> tuple[list[Participant], list[Participant]]:
    """An answer without an addressee goes back to the other side of the exchange it stands in."""
    if exchange is None or recipients or hit.predicate.type not in _ANSWERS:
        return actors, recipients
    _, one, other = exchange
    codes = {p.country for p in actors}
    if len(codes) == 1 and one.country != other.country:
        if other.country in codes:
            return actors, [one]
        if one.country in codes:
            return actors, [other]
    if not actors and hit.object is not None and hit.predicate.type in ("REJECT", "SILENCE") and hit.object.lemma in ("overture", "offer", "proposal", "request", "invitation", "call", "approach"):
        return [other], [one]
    return actors, recipients


def _with_sides(
    context: Context, hit: _Hit, actors: list[Participant], recipients: list[Participant], has_time: bool
) -> tuple[list[Participant], list[Participant]]:
    """What the clause leaves out is supplied by the pair the report is about: the talks are theirs, and an act of one
    without an addressee is toward the other."""
    if len(context.sides) != 2:
        return actors, recipients
    codes = {p.country for p in actors + recipients}
    by_code = {p.country: p for p in context.sides}
    if hit.predicate.type in ("CONSULT", "AGREE") and not recipients:
        if not codes and (has_time or hit.predicate.pos == "verb") and _is_joint(hit):
            return list(context.sides), []
        if hit.predicate.roles == "both" and len(codes) == 1 and codes <= by_code.keys():
            return actors + [p for p in context.sides if p.country not in codes], []
    if not actors and hit.predicate.type in _SUFFERED and len(codes) == 1 and codes <= by_code.keys():
        return [p for p in context.sides if p.country not in codes], recipients
    if hit.predicate.type in _DIRECTED and not recipients and len(codes) == 1 and codes <= by_code.keys():
        return actors, [p for p in context.sides if p.country not in codes]
    return actors, recipients


def _is_joint(hit: _Hit) -> bool:
    """True for an act whose subject is no outsider: talks, sides, negotiators, leaders, or nothing at all."""
    if hit.predicate.pos == "noun":
        return True
    subjects = _subjects(hit.sentence, hit.token)
    return all(s.lemma in _JOINT for s in subjects)


def _noun_is_event(context: Context, hit: _Hit, actors: list[Participant], recipients: list[Participant], has_time: bool) -> bool:
    """A noun names an event when it has participants of its own, a light verb, or a time."""
    sentence, token = hit.sentence, hit.token
    if token.dep == "pobj" and (outer := sentence.head(token)) and outer.lemma == "in" and token.lemma in _IDIOMS:
        return False
    if token.dep in ("nsubj",) and (head := sentence.head(token)) and head.lemma in ("be", "seem", "remain", "appear") and not has_time and len(actors) < 2:
        return False
    if hit.predicate.roles == "both" or hit.predicate.type == "AGREE":
        framed = bool(actors) or len(context.sides) == 2
        return len({p.country or p.party for p in actors}) >= 2 or (has_time and framed) or _is_light_object(sentence, token) and framed
    return bool(actors) or (has_time and bool(recipients)) or (bool(recipients) and _is_light_object(sentence, token))


def _is_light_object(sentence: Sentence, token: Token) -> bool:
    head = sentence.head(token)
    if head is not None and head.pos == "ADP":
        head = sentence.head(head)
    return head is not None and head.pos in ("VERB", "AUX") and head.lemma in _LIGHT


def _made(
    context: Context, sentence: Sentence, token: Token, evidence: Span, type_: EventType, mode: str | None, factuality: Factuality,
    actors: list[Participant], recipients: list[Participant], time: TimeSpan | None, words: tuple[Span, ...], time_rule: str,
    claim: Claim | None, rule: str, spoken: dict[str, TimeSpan],
) -> EventMention:
    text = context.reading.document.quote(evidence)
    status, certainty = factuality.status, factuality.certainty
    if type_ is EventType.RESPONSE and status is Status.NEGATED:
        type_, status, certainty = EventType.SILENCE, Status.HAPPENED, abs(certainty)
    if type_ is EventType.REJECT and status is Status.NEGATED and "rule" in rule:
        status, certainty = Status.NEGATED, certainty
    if _is_beyond(token, status, time, context.anchor):
        time, words, time_rule = None, (), ""
    status = _scheduled(status, time, words, context.anchor)
    if time is None:
        time, time_rule = _undated(context, type_, status, actors, factuality, spoken, claim)
    speaker_key = next((p.person or p.country or p.party for p in actors if p.person or p.country or p.party), None)
    if words and time is not None and time.precision is Precision.DAY and type_ in _SPEECH and speaker_key and status is Status.HAPPENED:
        spoken[speaker_key] = time
    plover = None if type_ in _OURS or status in (Status.NEGATED, Status.DENIED, Status.CANCELLED) else _folded(type_, status)
    return EventMention(
        make_id("event", context.reading.document.sha256, token.start, type_), token.span, evidence, type_, mode, plover,
        _contexts(context, text), status, round(certainty, 2), tuple(actors), tuple(recipients), time, words, _place(context, sentence, evidence, token),
        _channel(type_, mode, text, rule), claim.id if claim else None, _quantities(context, evidence), _topics(context, sentence, evidence),
        Derivation(rule, (token.span, *words), " > ".join(factuality.chain)), time_rule,
    )


def _folded(type_: EventType, status: Status) -> str:
    """PLOVER's own folding of status into type (its codebook): future cooperation is AGREE, threatened assault THREATEN."""
    if status in (Status.PLANNED, Status.SCHEDULED, Status.REQUESTED, Status.POSSIBLE) and type_ in _FOLDED:
        return _FOLDED[type_]
    if status is Status.POSSIBLE and type_ is EventType.ASSAULT:
        return "THREATEN"
    return type_.value


def _scheduled(status: Status, time: TimeSpan | None, words: tuple[Span, ...], anchor: TimeSpan | None) -> Status:
    """A plan with a day of its own is scheduled; a plain past act whose day lies after the report is scheduled too."""
    if status is Status.PLANNED and words and time is not None and time.is_closed and (time.days or 99) <= 7:
        return Status.SCHEDULED
    if status is Status.HAPPENED and words and time and time.first and anchor and anchor.last and time.first > anchor.last:
        return Status.SCHEDULED
    return status


def _is_beyond(token: Token, status: Status, time: TimeSpan | None, anchor: TimeSpan | None) -> bool:
    """A past act cannot lie after its report: "had asked for 8,200 tonnes for 2024" tells what was asked, not when."""
    after = time is not None and time.first is not None and anchor is not None and anchor.last is not None and time.first > anchor.last
    return after and status is Status.HAPPENED and token.tag in ("VBD", "VBN")


def _claim_at(context: Context, span: Span) -> Claim | None:
    """The innermost claim whose content holds the words."""
    holding = [c for c in context.claims if any(s.holds(span) for s in c.content)]
    return min(holding, key=lambda c: sum(map(len, c.content)), default=None)


def _evidence(context: Context, hit: _Hit, claim: Claim | None) -> Span:
    """The clause that carries the act, without its attribution."""
    sentence, token = hit.sentence, hit.token
    verb = token
    if hit.predicate.pos in ("noun", "adj"):
        verb = next((g for g in sentence.governors(token) if g.pos in ("VERB", "AUX")), token)
        if token.dep in ("nmod", "compound", "poss") or (verb.pos in ("VERB", "AUX") and context.knowledge.lexicon.cues.get((verb.lemma, "verb")) and token.dep not in ("dobj", "nsubj")):
            return _grown(sentence, subtree_span(sentence, token))
    keep = [t for t in sentence.subtree(verb)]
    dropped: set[int] = set()
    for k in sentence.kids(verb):
        loose = k.dep in ("conj", "cc", "parataxis", "punct") or (k.dep in ("advcl", "ccomp") and sentence.kid(k, "nsubj") is not None)
        content = k.dep == "ccomp" and k.start > verb.start and verb.i == token.i
        if loose and not content and token.i not in (inner := {t.i for t in sentence.subtree(k)}):
            dropped |= inner
    kept = [t for t in keep if t.i not in dropped and t.pos != "PUNCT"] or [token]
    inside = [t for t in kept if abs(t.i - token.i) <= 60]
    start, end = min(t.start for t in inside), max(t.end for t in inside)
    if verb.dep == "xcomp" and (subjects := _subjects(sentence, verb)) and subjects[0].start < start and start - subjects[0].start < 160:
        start = sentence.subtree(subjects[0])[0].start if subjects[0].i < verb.i else start
    span = Span(min(start, token.start), max(end, token.end))
    if claim is not None:
        inner = next((c for c in claim.content if c.holds(token.span)), None)
        if inner is not None:
            clipped = Span(max(span.start, inner.start), min(span.end, inner.end))
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
    for claim in context.claims:
        edge = min(claim.cue.start, claim.source.start if claim.source else claim.cue.start)
        if token.end <= edge < span.end and any(c.holds(token.span) for c in claim.content) and span.end > edge:
            words = context.reading.document.text[span.start : edge].rstrip(" ,;:–—-")
            if len(words) >= token.end - span.start:
                span = Span(span.start, span.start + len(words))
    return span


def _distinct(events: list[EventMention]) -> list[EventMention]:
    """One event where two triggers of one type name one act of the same parties in one clause."""
    kept: list[EventMention] = []
    for event in events:
        twin = next((k for k in kept if k.type is event.type and k.codes == event.codes and k.evidence.shared(event.evidence) > 0.7 * min(len(k.evidence), len(event.evidence))
                     and k.status is event.status and k.people == event.people), None)
        if twin is None:
            kept.append(event)
        elif not twin.time_words and event.time_words:
            kept[kept.index(twin)] = event
    return kept


# --- statements --------------------------------------------------------------------------------------------------


def _statements(context: Context, sentence: Sentence, events: list[EventMention], spoken: dict[str, TimeSpan]) -> list[EventMention]:
    """A STATEMENT for each claim of a party whose cue is no act of its own."""
    triggers = {e.trigger.start for e in events}
    found = []
    for claim in context.claims:
        if not sentence.span.holds(claim.cue) or claim.speaker is None or claim.cue.start in triggers or claim.source_type not in _SPEAKERS:
            continue
        actors = _participants(context, claim.speaker)
        token = next((t for t in sentence.tokens if t.start == claim.cue.start), None)
        if not actors or token is None or not (actors[0].country or actors[0].party) or actors[0].country is None:
            continue
        factuality = judge(sentence, token, context.knowledge.lexicon.governors) if token.pos == "VERB" else Factuality(Status.HAPPENED, 3.0)
        if token.lemma in _NOT_SAID or (context.knowledge.lexicon.cues.get((token.lemma, "verb")) == "assess" and claim.form.value == "indirect"):
            continue
        content = claim.content[0]
        span = Span(content.start, min(content.end, content.start + 700))
        recipients = _addressed(context, claim, actors)
        said = claim.said
        found.append(_made(context, sentence, token, span, EventType.STATEMENT, None, factuality, actors, recipients, said,
                           (claim.said_span,) if claim.said_span else (), "said-on" if said else "",
                           _outer(context, claim), f"event.statement.{token.lemma}", spoken))
    return found


def _outer(context: Context, claim: Claim) -> Claim | None:
    return next((c for c in context.claims if c.id == claim.within), None)


def _addressed(context: Context, claim: Claim, actors: list[Participant]) -> list[Participant]:
    """The other party a statement is about: the one its content names most."""
    counts: dict[str, list[Participant]] = {}
    for content in claim.content:
        for mention in context.mentions.within(content):
            if mention.kind in (MentionKind.PLACE, MentionKind.MEDIA):
                continue
            for p in _participants(context, mention):
                if p.country and p.country not in {a.country for a in actors}:
                    counts.setdefault(p.country, []).append(p)
    best = max(counts.values(), key=len, default=[])
    return best[:1]


# --- time, place, channel, numbers, topics -----------------------------------------------------------------------


def _time(context: Context, hit: _Hit) -> tuple[TimeSpan | None, tuple[Span, ...], str]:
    """The interval of the act from the time expressions that hang on it, the words, and the rule."""
    sentence, token = hit.sentence, hit.token
    said = {c.said_span for c in context.claims if c.said_span and sentence.span.holds(c.cue)}
    best: tuple[int, ResolvedTime, str] | None = None
    for time in context.times.within(sentence.span):
        if time.interval is None or time.type in ("DURATION", "SET") and time.expression.kind not in ("past", "coming") or time.expression.kind in ("now", "clock", "soon"):
            continue
        top = sentence.top(time.span)
        if top is None:
            continue
        chain = [top, *sentence.governors(top)]
        rank = _attached(sentence, chain, token)
        if rank is None:
            continue
        own_cue = any(c.cue.start == token.start for c in context.claims)
        if not own_cue and time.span in said and rank > 0:
            continue
        preposition = next((t.text.lower() for t in chain[:3] if t.pos in ("ADP", "SCONJ") and t.text.lower() in _BOUNDS), "")
        before = sentence.tokens[top.i - 1].text.lower() if top.i else ""
        preposition = preposition or (before if before in _BOUNDS else "")
        if best is None or rank < best[0]:
            best = (rank, time, preposition)
    if best is None:
        return None, (), ""
    _, time, preposition = best
    assert time.interval is not None
    interval = _bounded(time.interval, preposition, context.anchor)
    return (interval, (time.span,), time.derivation.rule + (f"+{preposition}" if preposition else "")) if interval else (None, (), "")


_BOUNDS = frozenset({"since", "until", "till", "after", "before", "by", "following", "through"})


def _attached(sentence: Sentence, chain: list[Token], trigger: Token) -> int | None:
    """How closely a time hangs on a trigger: 0 on it, more over light verbs; None when another verb stands between."""
    steps = 0
    for token in chain:
        if token.i == trigger.i:
            return steps
        if token.pos in ("VERB", "AUX") and token.i != trigger.i:
            if token.dep in ("acl", "relcl") and token.head == trigger.i:
                return steps + 1
            carried = {k.i for k in sentence.kids(token, "dobj", "nsubjpass", "xcomp", "nsubj", "attr", "prep", "acl", "oprd", "ccomp", "acomp")}
            reach = trigger
            hops = 0
            while reach.head != reach.i and hops < 4:
                if reach.i in carried or reach.head == token.i and reach.dep in ("dobj", "nsubjpass", "xcomp", "nsubj", "attr", "oprd", "acomp"):
                    return steps + 1 + hops
                if reach.dep not in ("pobj", "prep", "dobj", "xcomp", "acl", "compound", "nmod", "conj", "poss", "acomp", "relcl"):
                    break
                reach = sentence.tokens[reach.head]
                hops += 1
                if reach.pos in ("VERB", "AUX") and reach.i != token.i and reach.dep not in ("xcomp", "acl", "relcl"):
                    break
            if token.dep != "xcomp" or sentence.kid(token, "nsubj"):
                return None
        steps += 1
        if steps > 8:
            break
    return None


def _bounded(interval: TimeSpan, preposition: str, anchor: TimeSpan | None) -> TimeSpan | None:
    last = anchor.last if anchor else None
    match preposition:
        case "since" if interval.first and (last is None or last >= interval.first):
            return between(interval.first, last)
        case "after" | "following" if interval.first and last and last >= interval.first:
            return between(interval.first, last)
        case "after" | "following":
            return TimeSpan(interval.first, None, Precision.OPEN) if interval.first else None
        case "before":
            return TimeSpan(None, interval.last, Precision.OPEN) if interval.last else None
        case _:
            return interval


def _undated(
    context: Context, type_: EventType, status: Status, actors: list[Participant], factuality: Factuality, spoken: dict[str, TimeSpan], claim: Claim | None
) -> tuple[TimeSpan | None, str]:
    """An act without a time of its own is bounded by the report; words in a run share the day of the words before."""
    anchor = context.anchor
    if anchor is None or anchor.last is None:
        return None, ""
    key = next((p.person or p.country or p.party for p in actors if p.person or p.country or p.party), None)
    if type_ in _SPEECH and key in spoken and status in (Status.HAPPENED, Status.NEGATED):
        return spoken[key], "time.same-speaker"
    if status in (Status.SCHEDULED, Status.PLANNED, Status.POSSIBLE, Status.REQUESTED) or factuality.future:
        return TimeSpan(anchor.first, None, Precision.OPEN), "time.ahead-of-report"
    if claim is not None and claim.said is not None and type_ in _SPEECH and claim.speaker is not None and claim.speaker.country in {p.country for p in actors}:
        return claim.said, "time.said-on"
    if type_ in _SPEECH and status is Status.HAPPENED and anchor.first:
        recent = _news_day(context)
        return between(recent, anchor.last), "time.news-of-the-day"
    return TimeSpan(None, anchor.last, Precision.OPEN), "time.before-report"


def _news_day(context: Context) -> date:
    """The day that the report names most among its own and the two before it, the latest on a tie; else its own day."""
    anchor = context.anchor
    assert anchor is not None and anchor.first is not None
    days = Counter(
        t.interval.first for t in context.times.values
        if t.interval and t.interval.precision is Precision.DAY and t.interval.first and t.expression.kind != "now" and 0 <= (anchor.first - t.interval.first).days <= 2
    )
    return max(days, key=lambda d: (days[d], d)) if days else anchor.first


def _place(context: Context, sentence: Sentence, evidence: Span, token: Token) -> Place | None:
    """The place of the act: a place name after "in" or "at" inside its clause, the one nearest its trigger."""
    best: tuple[int, Place] | None = None
    for k in sentence.at(evidence):
        if k.lemma not in ("in", "at") or k.pos != "ADP":
            continue
        noun = sentence.kid(k, "pobj")
        if noun is None or noun.pos != "PROPN" or context.times.on(noun):
            continue
        mention = context.mentions.on(noun)
        if mention is not None and mention.kind not in (MentionKind.PLACE, MentionKind.STATE, MentionKind.GOVERNMENT) and mention.derivation.rule != "mention.unknown-person":
            continue
        words = [t for t in sentence.subtree(noun) if t.dep in ("compound", "amod", "det") or t.i == noun.i]
        names = [t for t in words if t.pos == "PROPN" or t.dep != "det"]
        if not names:
            continue
        span = mention.span if mention is not None and mention.kind is not MentionKind.STATE else Span(names[0].start, names[-1].end)
        distance = abs(k.i - token.i)
        if best is None or distance < best[0]:
            best = (distance, Place(span, context.reading.document.quote(span), mention.country if mention else None))
    return best[1] if best else None


def _channel(type_: EventType, mode: str | None, text: str, rule: str) -> str | None:
    if mode == "phone":
        return "video" if re.search(r"video", text, re.I) else "phone"
    if type_ is EventType.STATEMENT:
        return "public"
    if mode == "visit":
        return "in-person"
    return next((name for name, pattern in _CHANNELS if pattern.search(text)), None) if type_ in (EventType.CONSULT, EventType.AGREE, EventType.REQUEST, EventType.RESPONSE, EventType.ACCUSE) else None


def _quantities(context: Context, evidence: Span) -> tuple[Quantity, ...]:
    """Numbers that count something in the clause, years and days left out."""
    text = context.reading.document.text
    found = []
    for match in _NUMBER.finditer(text, evidence.start, evidence.end):
        span = Span(*match.span())
        if any(t.span.overlaps(Span(match.start("n"), match.end("n"))) for t in context.times.within(Span(max(0, span.start - 40), span.end + 40))):
            continue
        unit = "percent" if match["pct"] else {"$": "dollars", "€": "euros", "£": "pounds"}.get(match["cur"] or "", (match["unit"] or "").lower())
        if not unit:
            continue
        value = float(match["n"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
        found.append(Quantity(Span(span.start, span.end), value, unit, (match["bound"] or "").strip().lower()))
    for match in _WORD_NUMBER.finditer(text, evidence.start, evidence.end):
        span = Span(*match.span())
        if not any(t.span.overlaps(span) for t in context.times.within(Span(max(0, span.start - 40), span.end + 40))):
            found.append(Quantity(span, float(_WORD_NUMBERS[match["n"].lower()]), match["unit"].lower()))
    return tuple(found)


def _topics(context: Context, sentence: Sentence, evidence: Span) -> frozenset[str]:
    """The content words of the clause: lemmas of nouns, verbs and adjectives that are no name and no time."""
    words = set()
    for token in sentence.at(evidence):
        if token.pos in ("NOUN", "VERB", "ADJ", "PROPN", "NUM") and token.lemma not in _STOP and len(token.lemma) > 2 and not context.times.on(token):
            mention = context.mentions.on(token)
            if mention is None or mention.kind is MentionKind.UNNAMED:
                words.add(token.lemma)
    return frozenset(words)


def _contexts(context: Context, text: str) -> tuple[str, ...]:
    lowered = text.lower()
    return tuple(sorted(
        name for name, stems in context.knowledge.lexicon.contexts
        if any(re.search(rf"\b{re.escape(stem)}", lowered) for stem in stems)
    ))


def headline_of(sentence: Sentence) -> bool:
    """True for a headline or standfirst: it supports an event only when nothing in the body does."""
    return sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST)
