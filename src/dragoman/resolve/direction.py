"""Where the clause around a time expression looks: back, ahead, or it does not say."""

from __future__ import annotations

from dragoman.model.annotation import TimeExpression
from dragoman.model.reading import Sentence, Token, Zone

_SCHEDULING = frozenset(
    "schedule slate set due plan expect intend will would shall may might could going arrange book "
    "propose invite next upcoming until deadline forthcoming".split()
)
_PLANNING = frozenset(
    "expect plan schedule hope agree want intend vow pledge promise propose invite ask urge prepare "
    "arrange decide set slate due threaten".split()
)


def direction(expression: TimeExpression, sentence: Sentence) -> int:
    """Where the clause around an expression looks: 1 forward (will, set, scheduled, due, to-infinitive), -1 back (a past
    verb; -2 when it hangs on that verb itself), 0 when it does not say."""
    tokens = sentence.at(expression.span)
    top = next(
        (t for t in tokens if t.head == t.i or not any(o.i == t.head for o in tokens)),
        tokens[0] if tokens else None,
    )
    if top is None:
        return 0
    if any(t.lemma == "since" for t in sentence.tokens[max(0, top.i - 2) : top.i]):
        return -1
    if _is_said_then(sentence, top):
        return -2
    if top.dep == "poss" and expression.kind == "weekday":
        return _of_a_named_day(sentence, top)
    planned = through_noun = seen_verb = beyond = False
    for token in (top, *sentence.governors(top)):
        if through_noun and token.lemma in _PUTTING_OFF:
            return 1
        through_noun = through_noun or (token.i != top.i and token.pos == "NOUN")
        beyond = beyond or (seen_verb and token.pos in ("VERB", "AUX"))
        seen_verb = seen_verb or token.pos in ("VERB", "AUX")
        if planned and (token.lemma in _PLANNING or token.lemma == "be"):
            return 1
        if (token.pos != "PROPN" and token.lemma in _SCHEDULING and token.tag not in ("VBD",)) or (
            token.lemma in ("schedule", "slate", "due", "set") and token.tag == "VBN"
        ):
            return 1
        if token.lemma == "be" and any(
            k.lemma in ("due", "set", "slate", "schedule") for k in sentence.kids(token, "acomp")
        ):
            return 1
        if token.pos in ("VERB", "AUX"):
            helpers = sentence.kids(token, "aux", "auxpass")
            if any(
                h.lemma in ("will", "would", "shall", "may", "might", "could", "can", "should")
                or h.text.lower() in ("'ll", "’ll", "wo")
                for h in helpers
            ):
                return 1
            if any(h.lemma == "to" for h in helpers) and token.dep in (
                "xcomp",
                "acl",
                "relcl",
                "advcl",
                "ccomp",
            ):
                planned = True
                continue
            if sentence.zone is not Zone.BODY and any(h.lemma == "to" for h in helpers):
                return 1
            if not (beyond or through_noun or helpers) and _is_timetabled(expression, sentence, token):
                return 1
            if token.tag in ("VBD", "VBN") and not any(h.lemma == "to" for h in helpers):
                return 1 if _is_set(token) else -1 if through_noun or beyond else -2
    return 0


# The way of a day that lies on this side of the report or on the other, whichever is nearer.
NEAREST = 3
_SAYING = frozenset("say tell announce add declare warn claim state confirm explain write".split())


def _is_said_then(sentence: Sentence, day: Token) -> bool:
    """ "Said on Wednesday it would not renew": the day between the verb of saying and what is said is that of the saying."""
    before = [t for t in sentence.tokens[max(0, day.i - 3) : day.i] if t.tag != "DT"][-2:]
    if before and before[-1].lemma in ("on", "late", "early"):
        before.pop()
    return bool(before) and before[-1].tag == "VBD" and before[-1].lemma in _SAYING


def _of_a_named_day(sentence: Sentence, day: Token) -> int:
    """ "Tuesday's note", "will attend Friday's meeting": it lies where the verb that the noun stands beside looks."""
    noun = sentence.head(day)
    verb = sentence.head(noun) if noun is not None else None
    if verb is not None and verb.pos == "ADP":
        verb = sentence.head(verb)
    if noun is None or verb is None or verb.pos not in ("VERB", "AUX"):
        return 0
    helpers = {h.lemma for h in sentence.kids(verb, "aux", "auxpass")}
    if verb.lemma in _PUTTING_OFF or verb.lemma in ("put", "call", "skip", "attend"):
        return NEAREST
    if helpers & {"will", "would", "shall", "may", "might", "could", "should"}:
        return 1
    above = sentence.head(verb)
    if "to" in helpers and above is not None and above.lemma in _PLANNING | {"be"} and above.tag != "VBD":
        return 1
    return 0 if noun.dep in ("nsubj", "nsubjpass") and verb.lemma in _SCHEDULING else -1


_TIMETABLED = frozenset(
    "arrive attend begin close come conclude convene depart end expire fly gather go head host land leave meet open reconvene "
    "resume return run sail start travel visit vote".split()
)
_PUTTING_OFF = frozenset("postpone cancel delay reschedule defer shelve scrap".split())


def _is_set(token: Token) -> bool:
    return token.tag == "VBN" and token.lemma in ("schedule", "slate", "set", "plan", "expect")


def _is_timetabled(expression: TimeExpression, sentence: Sentence, verb: Token) -> bool:
    """ "The minister, who leaves on Wednesday": in running text the simple present of what goes by a timetable is ahead. (Headlines
    and captions tell what happened in the present.)"""
    dated = expression.kind == "weekday" and not expression.word("rel")
    return dated and sentence.zone is Zone.BODY and verb.tag in ("VBZ", "VBP") and verb.lemma in _TIMETABLED
