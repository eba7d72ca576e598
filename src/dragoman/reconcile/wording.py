"""One line for an event: who, then what in the report's own verb phrase where it has one, else a phrase for the type."""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge
from dragoman.model.annotation import UNREAL, Annotation, EventMention, EventType, Status
from dragoman.model.reading import Sentence, Token
from dragoman.model.spans import Span

_LONGEST = 120
_PLAIN = {
    EventType.AGREE: "agree with",
    EventType.CONSULT: "hold talks with",
    EventType.SUPPORT: "express support for",
    EventType.CONCEDE: "yield to",
    EventType.COOPERATE: "cooperate with",
    EventType.AID: "help",
    EventType.RETREAT: "withdraw or release",
    EventType.REQUEST: "make a request of",
    EventType.ACCUSE: "criticise",
    EventType.REJECT: "reject a move of",
    EventType.THREATEN: "warn",
    EventType.PROTEST: "protest against",
    EventType.SANCTION: "take measures against",
    EventType.MOBILIZE: "show force toward",
    EventType.COERCE: "use coercion on",
    EventType.ASSAULT: "attack",
    EventType.STATEMENT: "make a statement about",
    EventType.POLICY: "set policy toward",
    EventType.RESPONSE: "respond to",
    EventType.SILENCE: "give no answer to",
}
_PLAIN_BY_MODE = {
    (EventType.RETREAT, "withdraw"): "withdraw from",
    (EventType.RETREAT, "release"): "release people of",
    (EventType.RETREAT, "disarm"): "disarm toward",
    (EventType.RETREAT, "ceasefire"): "cease fire with",
    (EventType.RETREAT, "access"): "give access to",
    (EventType.RETREAT, "resign"): "see a resignation in",
    (EventType.SANCTION, "expel"): "expel people of",
    (EventType.SANCTION, "withdraw"): "call back envoys from",
    (EventType.SANCTION, "convict"): "convict people of",
    (EventType.COERCE, "arrest"): "detain people of",
    (EventType.COERCE, "deport"): "deport people of",
    (EventType.COERCE, "seize"): "seize what belongs to",
    (EventType.ACCUSE, "investigate"): "investigate",
    (EventType.ACCUSE, "allege"): "accuse",
}
_LINKS = frozenset("with for to of toward against on about from in a move make people what belongs".split())
_MADE = frozenset(
    "offer proposal request demand appeal suggestion plea threat warning ultimatum promise pledge commitment concession apology response reply complaint statement speech".split()
)
_MEETINGS = frozenset(
    "summit meeting session conversation dialogue round conference discussion dinner".split()
)


def name_of(code: str, knowledge: Knowledge) -> str:
    """The usual name of a code; a person's or unknown party's id made readable."""
    found = knowledge.names.parties.get(code)
    if found:
        return found.name
    return code.removeprefix("person:").replace("-", " ").title() if code.startswith("person:") else code


def listed(names: list[str]) -> str:
    """Names as English lists them.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return (
        names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "Somebody"
    )


def summarise(
    type_: EventType,
    status: Status,
    actors: tuple[str, ...],
    recipients: tuple[str, ...],
    mention: EventMention,
    annotation: Annotation,
    knowledge: Knowledge,
) -> str:
    """The line of an event, for example "South Korea (Moon Jae-in) is set to hold a summit with US President Joe Biden"."""
    if not actors:
        clause = _cut(_LINK.sub("", _clean(annotation.reading.document.quote(mention.evidence))))
        sentence = annotation.reading.sentence_at(mention.trigger.start)
        token = next(iter(sentence.at(mention.trigger)), None) if sentence else None
        if token is not None and token.tag == "VB" and clause.startswith(token.text):
            clause = f"to {clause}"
        return clause[:1].upper() + clause[1:]
    names = [name_of(c, knowledge) for c in actors]
    subject = listed(names)
    if len(actors) == 1 and (who := _person(mention, actors[0])):
        subject = f"{names[0]} ({who})"
    sentence = annotation.reading.sentence_at(mention.trigger.start)
    token = next(iter(sentence.at(mention.trigger)), None) if sentence else None
    if sentence is not None and token is not None and actors:
        if mention.derivation.rule.startswith("event.statement"):
            return f"{subject} {_said(annotation, mention, status, len(actors) > 1)}"
        if token.pos == "ADJ" and (
            phrase := _adjective_phrase(annotation, sentence, token, mention, status, len(actors) > 1)
        ):
            return f"{subject} {phrase}"
        if (
            token.pos in ("VERB", "AUX")
            and mention.type is type_
            and (phrase := _verb_phrase(annotation, sentence, token, mention, status, len(actors) > 1))
        ):
            return f"{subject} {phrase}"
    target = listed([name_of(c, knowledge) for c in recipients]) if recipients else ""
    return f"{subject} {_with_status(_plain(type_, mention, annotation, len(actors) > 1, token), target, status, len(actors) > 1)}"


def _person(mention: EventMention, code: str) -> str | None:
    return next(
        (p.person for p in mention.actors if p.person and (p.country == code or p.party == code)), None
    )


def _said(annotation: Annotation, mention: EventMention, status: Status, plural: bool) -> str:
    says = "say" if plural else "says"
    words = _cut(_clean(_content(annotation, mention)))
    if re.match(r"(that|how|what|why|whether|if)\b", words):
        told = f"{says} {words}"
    elif words.startswith(("“", '"')) or annotation.reading.quotation_at(mention.evidence):
        told = f"{says} “{words.strip('“”').strip(chr(34))}”"
    else:
        told = f"{says}: {words}"
    if status in (Status.HAPPENED, Status.ONGOING):
        return told
    modes = _MODES_MANY if plural else _MODES
    return f"{modes.get(status, '')} make a statement: {words}"


def _for_one(words: str, verb: Token, many: bool) -> str:
    """ "We are prepared", "I pledge": what somebody says of themselves, told of one country.

    >>> _for_one("are prepared to talk", Token(0, 0, 3, "are", "be", "AUX", "VBP", "ROOT", 0, ""), False)
    'is prepared to talk'
    """
    first, _, rest = words.partition(" ")
    if many:
        return words
    if first.lower() in _OF_ONE:
        return f"{_OF_ONE[first.lower()]} {rest}"
    return f"{_third(first)} {rest}" if verb.tag == "VBP" and first == verb.text else words


_OF_ONE = {"are": "is", "am": "is", "have": "has", "were": "was", "do": "does"} | {
    mark + short: whole
    for mark in "'’"
    for short, whole in (("re", "is"), ("m", "is"), ("ve", "has"), ("s", "is"))
}


def _what_it_acts_on(sentence: Sentence, verb: Token) -> Span | None:
    """ "The pact it suspended": the noun before a relative clause that has a subject of its own and no object, with what stands before it."""
    noun = sentence.head(verb)
    subject = sentence.kid(verb, "nsubj")
    if (
        verb.dep != "relcl"
        or noun is None
        or noun.pos != "NOUN"
        or subject is None
        or subject.lemma in ("who", "which", "that")
        or any(
            k.lemma not in ("which", "that", "whom") for k in sentence.kids(verb, "dobj", "ccomp", "xcomp")
        )
        or any(k.dep == "prep" and not sentence.kids(k, "pobj") for k in sentence.kids(verb))
    ):
        return None
    before = [
        k for k in sentence.kids(noun, "det", "amod", "compound", "nmod", "poss", "nummod") if k.i < noun.i
    ]
    first = min((sentence.subtree(k)[0] for k in before), key=lambda t: t.i, default=noun)
    return Span(first.start, noun.end)


def _adjective_phrase(
    annotation: Annotation,
    sentence: Sentence,
    token: Token,
    mention: EventMention,
    status: Status,
    many: bool,
) -> str:
    """ "Is ready to talk": the words from the verb "to be", where they say what the status says."""
    copula = sentence.head(token)
    if (
        copula is None
        or copula.lemma != "be"
        or copula.i > token.i
        or copula.tag not in ("VBZ", "VBP", "VBD")
    ):
        return ""
    words = _cut(
        _clean(annotation.reading.document.text[copula.start : max(mention.evidence.end, token.end)])
    )
    said = _for_one(words, copula, many)
    return said if status is Status.HAPPENED or _UNDOING.search(words) else ""


def _content(annotation: Annotation, mention: EventMention) -> str:
    """What was said; where its speaker stands in the middle of it ("Key to any talks, he said, is that ..."), both parts."""
    quote = annotation.reading.document.quote
    claim = next((c for c in annotation.claims if c.cue.start == mention.trigger.start), None)
    parts = claim.content if claim is not None else ()
    apart = len(parts) == 2 and parts[1].start - parts[0].end < _INSERTED
    if not apart or parts[0].start != mention.evidence.start or len(parts[0]) >= len(parts[1]):
        return quote(mention.evidence)
    return f"{_clean(quote(parts[0]))} {_clean(quote(parts[1]))}"


def _verb_phrase(
    annotation: Annotation,
    sentence: Sentence,
    token: Token,
    mention: EventMention,
    status: Status,
    many: bool,
) -> str:
    """The words from the verb's helpers to the end of its clause, when the verb is active and its form can stand."""
    if many and any(p.span.start > token.start and sentence.span.holds(p.span) for p in mention.actors):
        # "Spoke with Putin": one of the two stands behind the verb, so the words cannot follow both.
        return ""
    passive = any(k.dep in ("auxpass", "nsubjpass") for k in sentence.kids(token)) or (
        token.tag == "VBN" and token.dep == "acl"
    )
    if passive:
        return ""
    if mention.type is EventType.SILENCE and token.lemma in _ANSWERING and not _is_negated(sentence, token):
        return ""
    helpers = [k for k in sentence.kids(token, "aux", "neg") if k.i < token.i and token.i - k.i <= 4]
    infinitive = any(k.lemma == "to" for k in helpers)
    start = token if infinitive or not helpers else min(helpers, key=lambda k: k.i)
    end = max(mention.evidence.end, token.end)
    text = annotation.reading.document.text
    words = _cut(_clean(text[start.start : end]))
    if (thing := _what_it_acts_on(sentence, token)) is not None:
        # "The pact it suspended last week": the words behind the verb leave out what it acts on.
        words = _cut(_clean(f"{text[start.start : token.end]} {text[thing.start : thing.end]}"))
    words = re.sub(r"^(n['’]t|not)\b", "did not", words)
    if infinitive or (token.tag in ("VB", "VBG") and not helpers):
        if token.tag == "VBG":
            return ""
        if any(k.lemma == "have" for k in helpers):
            return f"reportedly {words}"
        if status is Status.HAPPENED:
            # "Approved measures to restrict": what is done is not still to be done.
            return ""
        modes = _MODES_MANY if many else _MODES
        return f"{modes.get(status, 'are to' if many else 'is to')} {words}"
    if status in UNREAL and not _UNDOING.search(words):
        return ""
    if token.tag == "VBN" and not helpers:
        return ""
    own_subject = sentence.kid(token, "nsubj") is not None or token.dep in (
        "conj",
        "relcl",
        "ROOT",
        "ccomp",
        "advcl",
    )
    return _for_one(words, token, many) if own_subject else ""


# What joins a clause to the rest of its sentence.
_LINK = re.compile(r"^(?:when|if|that|while|as|because|whether|after|before|since|although|though)\s+", re.I)
# How much may stand between two parts of what was said.
_INSERTED = 120
_UNDOING = re.compile(r"\b(not|no|never|neither|nor|denie[sd]|without)\b|n['’]t\b")
_ANSWERING = frozenset(
    "comment say elaborate specify confirm answer reply respond react give explain disclose reveal identify "
    "acknowledge".split()
)


def _is_negated(sentence: Sentence, token: Token) -> bool:
    """True when the negation stands on the verb itself, so that its words can be quoted as they are."""
    return any(k.dep == "neg" for k in sentence.kids(token))


_MODES = {
    Status.SCHEDULED: "is to",
    Status.PLANNED: "plans to",
    Status.POSSIBLE: "may",
    Status.REQUESTED: "is asked to",
    Status.NEGATED: "does not",
    Status.DENIED: "is said not to",
    Status.CANCELLED: "is no longer to",
    Status.HAPPENED: "is to",
    Status.ONGOING: "continues to",
}
_MODES_MANY = {
    Status.SCHEDULED: "are to",
    Status.PLANNED: "plan to",
    Status.POSSIBLE: "may",
    Status.REQUESTED: "are asked to",
    Status.NEGATED: "do not",
    Status.DENIED: "are said not to",
    Status.CANCELLED: "are no longer to",
    Status.ONGOING: "continue to",
}


def _plain(
    type_: EventType, mention: EventMention, annotation: Annotation, many: bool, token: Token | None
) -> str:
    if type_ is EventType.CONSULT:
        if mention.mode == "phone":
            return "speak by phone with"
        noun = (
            annotation.reading.document.quote(mention.trigger).lower()
            if token is not None and token.pos == "NOUN"
            else "talks"
        )
        if mention.mode == "visit":
            return "visit"
        if not many and mention.recipients and noun not in _MEETINGS | {"talks"}:
            return "contact"
        return f"hold a {noun} with" if noun in _MEETINGS else "hold talks with"
    if token is not None and token.pos == "NOUN" and token.lemma in _MADE and type_ is not EventType.SILENCE:
        return f"make {'an' if token.lemma[0] in 'aeiou' else 'a'} {token.lemma} to"
    return _PLAIN_BY_MODE.get((type_, mention.mode or ""), _PLAIN[type_])


def _with_status(plain: str, target: str, status: Status, many: bool) -> str:
    words = plain.split()
    if not target:
        while words and words[-1] in _LINKS:
            words.pop()
    phrase = " ".join([*words, target]).strip() if words else f"acts toward {target}".strip()
    if status is Status.HAPPENED:
        head, _, rest = phrase.partition(" ")
        return phrase if many else f"{_third(head)} {rest}".strip()
    return f"{(_MODES_MANY if many else _MODES).get(status, '')} {phrase}".strip()


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else verb + "s"


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip(" ,;:–—")


def _cut(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
