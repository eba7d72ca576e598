"""One line in our own words for an event: who does what to whom, with its status, from the typed values alone."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Annotation, EventMention, EventType, Status

_VERBS = {
    EventType.AGREE: ("agrees to cooperate with", "agree"), EventType.CONSULT: ("contacts", "hold talks"), EventType.SUPPORT: ("expresses support for", "express support"),
    EventType.CONCEDE: ("yields to", "yield"), EventType.COOPERATE: ("cooperates with", "cooperate"), EventType.AID: ("helps", "help"),
    EventType.RETREAT: ("withdraws or releases", "withdraw or release"), EventType.REQUEST: ("makes a request of", "make a request"),
    EventType.ACCUSE: ("criticises", "criticise"), EventType.REJECT: ("rejects a move of", "reject a move"), EventType.THREATEN: ("warns", "warn"),
    EventType.PROTEST: ("protests against", "protest"), EventType.SANCTION: ("takes measures against", "take measures"), EventType.MOBILIZE: ("shows force toward", "show force"),
    EventType.COERCE: ("coerces", "use coercion"), EventType.ASSAULT: ("attacks", "use force"), EventType.STATEMENT: ("makes a statement about", "make a statement"),
    EventType.POLICY: ("sets policy toward", "set policy"), EventType.RESPONSE: ("responds to", "respond"), EventType.SILENCE: ("does not answer", "do not answer"),
}
_ADJECTIVES = frozenset({"ready", "willing", "prepared", "open", "eager"})


def name_of(code: str, knowledge: Knowledge) -> str:
    """The usual name of a code; a person's or unknown party's id made readable."""
    found = knowledge.names.parties.get(code)
    if found:
        return found.name
    return code.removeprefix("person:").replace("-", " ").title() if code.startswith("person:") else code


def listed(names: list[str]) -> str:
    """"A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "Somebody"


def summarise(
    type_: EventType, status: Status, actors: tuple[str, ...], recipients: tuple[str, ...], people: tuple[str, ...],
    mention: EventMention, annotation: Annotation, knowledge: Knowledge,
) -> str:
    """The line of an event, for example "United States contacts North Korea" or "South Korea and United States to hold a summit"."""
    subject = listed([name_of(c, knowledge) for c in actors]) if actors else "Somebody"
    if len(actors) == 1 and (who := _person(mention, actors[0])):
        subject = f"{who} ({subject})"
    target = listed([name_of(c, knowledge) for c in recipients]) if recipients else ""
    phrase, plural = _phrase(type_, mention, annotation, len(actors) > 1, bool(target))
    return _with_status(subject, phrase, plural, target, status)


def _person(mention: EventMention, code: str) -> str | None:
    return next((p.person for p in mention.actors if p.person and (p.country == code or p.party == code)), None)


def _phrase(type_: EventType, mention: EventMention, annotation: Annotation, many: bool, has_target: bool) -> tuple[str, str]:
    """(third person with the link to a recipient, plain form) of the act, by the words that named it."""
    words = annotation.reading.document.quote(mention.trigger).lower()
    third, plain = _VERBS[type_]
    rule = mention.derivation.rule.rsplit(".", 1)[-1]
    lemma, _, particle = rule.partition("+")
    sentence = annotation.reading.sentence_at(mention.trigger.start)
    token = next((t for t in sentence.at(mention.trigger)), None) if sentence else None
    if type_ is EventType.CONSULT and (many or not has_target):
        noun = words if token is not None and token.pos == "NOUN" and len(words.split()) == 1 else "talks"
        if mention.mode == "phone":
            return "speaks by phone with", "speak by phone"
        if noun in ("summit", "meeting", "session", "conversation", "dialogue", "round", "conference", "discussion"):
            return f"holds a {noun} with", f"hold a {noun}"
        return ("meets", "meet") if lemma == "meet" else ("holds talks with", "hold talks")
    if token is not None and token.pos in ("VERB", "AUX") and lemma.isalpha() and type_ not in (EventType.STATEMENT, EventType.POLICY) and not mention.derivation.rule.startswith("event.statement"):
        object_noun = _object(mention, annotation)
        if object_noun:
            return f"{_third(lemma)} {object_noun}" + (" — to" if has_target else ""), f"{lemma} {object_noun}"
        return f"{_third(lemma)} {particle}".strip(), f"{lemma} {particle}".strip()
    return third, plain


def _object(mention: EventMention, annotation: Annotation) -> str:
    """The bare object of the verb ("a proposal"), when it is short and names no party."""
    sentence = annotation.reading.sentence_at(mention.trigger.start)
    if sentence is None:
        return ""
    token = next(iter(sentence.at(mention.trigger)), None)
    if token is None:
        return ""
    noun = sentence.kid(token, "dobj")
    if noun is None or noun.pos != "NOUN":
        return ""
    words = [t for t in sentence.subtree(noun) if t.i <= noun.i and t.dep in ("det", "amod", "compound", "nummod") or t.i == noun.i]
    text = " ".join(t.text for t in words)
    return text if len(text) <= 40 else ""


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" else lemma + "s"


def _with_status(subject: str, third: str, plain: str, target: str, status: Status) -> str:
    many = " and " in subject
    third_bare, linked = third.removesuffix(" — to"), third.endswith(" — to")
    tail = f" ({target})" if linked else f" {target}" if target else ""
    link = third_bare.split(" ", 1)[1] if " " in third_bare else ""
    head = third_bare.split(" ", 1)[0]
    bare = _base(head)
    full = f"{bare} {link}".strip() if target and not linked else (f"{bare} {link}".strip() if linked else plain)
    if not target and link.split(" ")[-1:] in (["with"], ["of"], ["for"], ["toward"], ["about"], ["to"], ["against"]):
        full = plain
    match status:
        case Status.SCHEDULED:
            return f"{subject} {'are' if many else 'is'} to {full}{tail}"
        case Status.PLANNED:
            return f"{subject} {'plan' if many else 'plans'} to {full}{tail}"
        case Status.POSSIBLE:
            return f"{subject} may {full}{tail}"
        case Status.REQUESTED:
            return f"{subject} {'are' if many else 'is'} asked to {full}{tail}"
        case Status.NEGATED:
            return f"{subject} {'do' if many else 'does'} not {full}{tail}"
        case Status.DENIED:
            return f"It is denied that {subject} {'' if many else 'did '}{full}{tail}".replace("  ", " ")
        case Status.CANCELLED:
            return f"Called off: {subject} to {full}{tail}"
        case Status.ONGOING:
            return f"{subject} {'continue' if many else 'continues'} to {full}{tail}"
        case _:
            happened = full if many else (f"{head} {link}".strip() if full != plain or not link else _third_phrase(plain))
            return f"{subject} {happened}{tail}"


def _third_phrase(plain: str) -> str:
    first, _, rest = plain.partition(" ")
    return f"{_third(first)} {rest}".strip()


def _base(third: str) -> str:
    if third == "does":
        return "do"
    for ending, cut in (("ies", "y"), ("shes", "sh"), ("ches", "ch"), ("sses", "ss"), ("xes", "x"), ("oes", "o")):
        if third.endswith(ending):
            return third[: -len(ending)] + cut
    return third.removesuffix("s")
