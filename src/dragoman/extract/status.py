"""Did it happen: status and certainty of an act from the chain of words that govern it, never from the act alone.

After FactBank (Sauri and Pustejovsky 2009) and the work on embedding verbs: negation, modals, tense and every
governing verb or noun on the way up change what the author commits to. Certainty runs from -3 to +3; nested
commitments take the weakest link, and negation turns the sign.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.knowledge.lexicon import Governor
from dragoman.model.annotation import Status
from dragoman.model.reading import Sentence, Token, Zone

_POSSIBLE = frozenset(["may", "might", "could", "can"])
_DESIRED = frozenset(["should", "must", "ought"])
_IF = frozenset("if unless whether should provided".split())
_RANKS = frozenset(["first", "second", "third", "last", "latest", "only"])
_LINKS = frozenset("ccomp xcomp dobj pobj acl nsubjpass pcomp nsubj oprd attr prep".split())
_ABSTRACT = frozenset(
    "goal aim point issue question plan idea purpose task challenge problem step way hope key priority intention objective job role thing policy option signal answer solution remedy choice".split()
)
_ADJUNCT = frozenset(
    "in at during after before since following amid despite by through as under upon behind beside "
    "besides".split()
)
_ORDER = {
    Status.CANCELLED: 0,
    Status.DENIED: 1,
    Status.NEGATED: 2,
    Status.REQUESTED: 3,
    Status.POSSIBLE: 4,
    Status.PLANNED: 5,
    Status.SCHEDULED: 6,
    Status.ONGOING: 7,
    Status.HAPPENED: 8,
}


@dataclass(frozen=True, slots=True)
class Factuality:
    """The status, the author's certainty, and the words on the way up that made it so."""

    status: Status
    certainty: float
    chain: tuple[str, ...] = ()
    future: bool = False


# "Decided against imposing sanctions".
_CHOOSING = frozenset("choose decide opt rule vote".split())


def judge(sentence: Sentence, trigger: Token, governors: dict[str, Governor]) -> Factuality:
    """The factuality of the act named at `trigger`, for the author of the report."""
    state = _undone(sentence, trigger, governors) or _own(sentence, trigger)
    if _is_given(sentence, trigger):
        state = _weaker(state, Factuality(Status.POSSIBLE, 0.8, ("provided",), True))
    current, shared = trigger, trigger.dep == "conj"
    for governor in sentence.governors(trigger):
        link = current.dep
        if link == "conj":
            if (
                not sentence.kids(current, "nsubj", "nsubjpass")
                and current.pos in ("VERB", "AUX")
                and shared
                and not _has_own_tense(sentence, current, governor)
            ):
                state = _weaker(state, _own(sentence, governor, shared=True))
            current = governor
            shared = governor.dep == "conj"
            continue
        if (
            link in ("relcl", "appos", "parataxis")
            or _stands_apart(sentence, current, governor)
            or (link == "acl" and current.tag in ("VBN", "VBD") and not sentence.kid(current, "nsubj"))
        ):
            break
        if link in ("ccomp", "pcomp", "csubj") and any(
            k.text.lower() in ("whether", "if") for k in sentence.kids(current, "mark", "advmod")
        ):
            # "It is not clear whether he will come", "asked if he came": left open.
            return Factuality(Status.POSSIBLE, 0.5, (*state.chain, "whether"), state.future)
        if link == "advcl" and _is_brought_about(sentence, governor, current):
            return _weaker(state, _own(sentence, governor))
        if link == "advcl" and _is_against_fact(sentence, current):
            return Factuality(Status.NEGATED, -2.5, ("had",))
        if link in ("acl", "relcl") and _is_infinitive(sentence, current) and is_ranked(sentence, governor):
            # "Became the first state to break off relations".
            verb = sentence.head(governor)
            return _own(sentence, verb) if verb is not None and verb.pos in ("VERB", "AUX") else state
        if (
            link == "pcomp"
            and governor.lemma == "of"
            and (short := sentence.head(governor)) is not None
            and short.text.lower() == "short"
        ):
            return _weaker(state, Factuality(Status.NEGATED, -2.5, ("short of",)))
        if link == "advcl":
            if _is_awaited(sentence, current):
                return _weaker(state, Factuality(Status.PLANNED, 1.0, ("until",), True))
            if any(k.text.lower() in _IF for k in sentence.kids(current, "mark", "advmod")):
                state = Factuality(Status.POSSIBLE, 0.8, (*state.chain, "if"), True)
            elif _is_infinitive(sentence, current) and state.status is Status.HAPPENED:
                state = _weaker(state, Factuality(Status.POSSIBLE, 0.8, ("to",)))
            break
        if link == "csubj" and current.tag == "VBG":
            # "Reaching a deal would end the sanctions": as real as what it would bring about.
            return _weaker(state, replace(_own(sentence, governor), chain=("-ing",)))
        if governor.pos in ("ADP", "SCONJ") and governor.lemma in _ADJUNCT:
            break
        if link in _LINKS:
            state = _governed(sentence, governor, current, state, governors)
        current = governor
    return state


def _is_brought_about(sentence: Sentence, cause: Token, effect: Token) -> bool:
    """ "Led it, late on Tuesday, to recall its envoy": what somebody is led to do is done, whatever stands between."""
    return (
        cause.lemma in _CAUSING
        and _is_infinitive(sentence, effect)
        and sentence.kid(cause, "dobj") is not None
    )


def _is_against_fact(sentence: Sentence, clause: Token) -> bool:
    """ "Had he gone": a condition that was not met."""
    subject = sentence.kid(clause, "nsubj", "nsubjpass")
    return (
        clause.tag == "VBN"
        and subject is not None
        and any(
            h.lemma == "have" and h.i < subject.i and h.tag == "VBD" for h in sentence.kids(clause, "aux")
        )
    )


def is_ranked(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun is picked by its rank: "the first state to do it", "the last to sign"."""
    words = {noun.lemma, *(k.lemma for k in sentence.kids(noun, "amod"))}
    return bool(words & _RANKS)


def _has_own_tense(sentence: Sentence, verb: Token, joined: Token) -> bool:
    """ "Said it would never yield, and accused them": a past tense shares no helper with the bare verb it is joined to."""
    return verb.tag == "VBD" and joined.tag == "VB" and bool(sentence.kids(joined, "aux"))


def _is_given(sentence: Sentence, verb: Token) -> bool:
    """ "Provided Pyongyang agreed", "assuming that they meet": a condition, whatever the parser makes of the word before it."""
    subject = sentence.kid(verb, "nsubj", "nsubjpass")
    if subject is None:
        return False
    first = min(t.i for t in sentence.subtree(subject))
    before = [t.text.lower() for t in sentence.tokens[max(0, first - 2) : first]]
    return before[-1:] != [] and (before[-1] in _GIVEN or (before[-1] == "that" and before[0] in _GIVEN))


def _is_awaited(sentence: Sentence, verb: Token) -> bool:
    """ "Until they have met", "once he arrives": a present tense behind these words is a future."""
    links = {k.text.lower() for k in sentence.kids(verb, "mark", "advmod")}
    if not links & {"until", "till", "once"}:
        return False
    helpers = {h.tag for h in sentence.kids(verb, "aux", "auxpass")}
    return verb.tag in ("VBZ", "VBP") or bool(helpers & {"VBZ", "VBP"})


def _stands_apart(sentence: Sentence, clause: Token, governor: Token) -> bool:
    """True for a clause that a semicolon parts from the word it is said to hang on: nothing governs it."""
    between = sentence.tokens[min(clause.i, governor.i) : max(clause.i, governor.i)]
    return clause.pos in ("VERB", "AUX") and any(t.text == ";" for t in between)


def of_speech(sentence: Sentence, cue: Token) -> Factuality:
    """The factuality of an act of saying: its own negation and future alone, never what is said."""
    own = _own(sentence, cue)
    if own.status is Status.NEGATED or (own.status is Status.PLANNED and "will" in own.chain):
        return own
    return Factuality(Status.HAPPENED, 3.0)


def _undone(sentence: Sentence, noun: Token, governors: dict[str, Governor]) -> Factuality | None:
    """ "a trip called off", "talks postponed": a participle on the noun takes the act back or puts it off."""
    if noun.pos not in ("NOUN", "PROPN"):
        return None
    for participle in sentence.kids(noun, "acl"):
        particle = next((k.text.lower() for k in sentence.kids(participle, "prt")), "")
        effect = governors.get(f"{participle.lemma}_{particle}") or governors.get(participle.lemma)
        if (
            participle.tag in ("VBN", "VBD")
            and effect is not None
            and effect.effect in ("cancel", "postpone")
            and effect.status
        ):
            return Factuality(
                Status(effect.status), effect.certainty or 0.5, (participle.text.lower(),), True
            )
    return None


def _own(sentence: Sentence, token: Token, *, shared: bool = False) -> Factuality:
    """The state that the word's own form shows: helpers, negation, tense, determiner; of one `shared` with a verb joined to it, not
    what its object says ("took no lectures and refused")."""
    if token.pos == "ADJ" and (copula := sentence.head(token)) is not None and copula.lemma == "be":
        # "Is not ready to sign".
        return _own(sentence, copula, shared=shared)
    if token.pos not in ("VERB", "AUX"):
        if any(k.text.lower() in ("no", "neither") for k in sentence.kids(token, "det", "neg")) or _without(
            sentence, token
        ):
            return Factuality(Status.NEGATED, -2.0, ("no",))
        words = {k.text.lower() for k in sentence.kids(token, "amod")} | {
            k.lemma + ("d" if k.lemma.endswith("e") else "ed")
            for k in sentence.kids(token, "acl")
            if k.tag == "VBN"
        }
        words |= (
            {"scheduled"}
            if any(
                k.lemma in ("set", "slate", "schedule") and k.tag == "VBN"
                for k in sentence.kids(token, "acl")
            )
            else set()
        )
        if words & {"possible", "potential", "likely", "would-be", "hypothetical"}:
            return Factuality(Status.POSSIBLE, 1.2, ("possible",))
        if words & {
            "planned",
            "proposed",
            "upcoming",
            "coming",
            "next",
            "future",
            "expected",
            "scheduled",
            "forthcoming",
            "impending",
        }:
            status = (
                Status.SCHEDULED
                if words & {"scheduled", "upcoming", "coming", "forthcoming"}
                else Status.PLANNED
            )
            return Factuality(status, 1.8, tuple(sorted(words)), True)
        if words & {"cancelled", "canceled", "aborted", "abandoned", "postponed"}:
            return Factuality(Status.CANCELLED, -2.0, tuple(sorted(words)))
        return Factuality(Status.HAPPENED, 3.0)
    helpers = sentence.kids(token, "aux", "auxpass")
    lemmas = {h.lemma for h in helpers} | {h.text.lower() for h in helpers}
    negated = _is_negated(sentence, token, by_object=not shared)
    state = Factuality(Status.HAPPENED, 3.0)
    if lemmas & {"will", "shall", "'ll", "’ll", "wo"}:
        state = Factuality(Status.PLANNED, 2.4, ("will",), True)
    elif lemmas & {"would", "'d", "’d"} and "have" not in lemmas and _is_conditional(sentence, token):
        state = Factuality(Status.POSSIBLE, 1.0, ("would", "if"), True)
    elif lemmas & {"would", "'d", "’d"} and "have" in lemmas and token.tag == "VBN":
        # "Would have stayed away": it did not come to that.
        return Factuality(Status.NEGATED, 2.0 if negated else -2.0, ("would have",))
    elif lemmas & {"would", "'d", "’d"}:
        state = Factuality(Status.PLANNED, 1.6, ("would",), True)
    elif lemmas & _POSSIBLE:
        state = Factuality(Status.POSSIBLE, 1.1, (next(iter(sorted(lemmas & _POSSIBLE))),), True)
    elif lemmas & _DESIRED:
        state = Factuality(Status.REQUESTED, 1.0, (next(iter(sorted(lemmas & _DESIRED))),), True)
    elif token.tag == "VBG" and any(h.lemma == "be" and h.tag in ("VBZ", "VBP") for h in helpers):
        state = Factuality(Status.ONGOING, 3.0, ("is -ing",))
    elif _is_infinitive(sentence, token) and _would_be(sentence, token):
        state = Factuality(Status.POSSIBLE, 0.8, ("would be",), True)
    elif _is_infinitive(sentence, token) and _is_to_be(sentence, token):
        state = Factuality(Status.SCHEDULED, 2.0, ("is to",), True)
    if negated and _is_order(sentence, token, lemmas):
        return Factuality(Status.NEGATED, -1.0, ("do not",), True)
    if negated:
        certainty = -2.8 if state.status is Status.HAPPENED else -abs(state.certainty)
        return Factuality(Status.NEGATED, certainty, (*state.chain, "not"), state.future)
    return state


def _is_order(sentence: Sentence, token: Token, helpers: set[str]) -> bool:
    """ "Do not provoke us": nobody has done or left it yet."""
    return token.tag == "VB" and "do" in helpers and sentence.kid(token, "nsubj", "nsubjpass") is None


def _is_conditional(sentence: Sentence, token: Token) -> bool:
    """ "Would reopen the road if the guns were moved": what hangs on a condition."""
    return any(
        k.text.lower() in _IF
        for c in sentence.kids(token, "advcl")
        for k in sentence.kids(c, "mark", "advmod")
    )


def _is_negated(sentence: Sentence, token: Token, *, by_object: bool = True) -> bool:
    if any(
        k.dep == "neg"
        or (k.text.lower() in ("never", "hardly", "barely", "nor") and k.dep in ("advmod", "cc", "preconj"))
        for k in sentence.kids(token)
    ):
        return True
    subject = sentence.kid(token, "nsubj", "nsubjpass")
    if subject is not None and (
        subject.lemma in ("nobody", "none", "neither", "nothing")
        or any(k.text.lower() in ("no", "neither") for k in sentence.kids(subject, "det"))
    ):
        return True
    objects = sentence.kids(token, "dobj") if by_object else []
    return any(k.text.lower() == "no" for o in objects for k in sentence.kids(o, "det")) and token.lemma in (
        "hold",
        "have",
        "make",
        "reach",
        "give",
        "issue",
        "take",
        "exchange",
        "offer",
        "receive",
    )


def _without(sentence: Sentence, token: Token) -> bool:
    head = sentence.head(token)
    return head is not None and head.lemma in ("without", "despite-no") and token.dep in ("pobj", "pcomp")


def _is_infinitive(sentence: Sentence, token: Token) -> bool:
    return token.pos in ("VERB", "AUX") and any(
        h.lemma == "to" or h.text.lower() == "to" for h in sentence.kids(token, "aux")
    )


def _is_perfect(sentence: Sentence, token: Token) -> bool:
    """ "To have offered": what is understood or thought to be over."""
    return (
        token.tag == "VBN"
        and _is_infinitive(sentence, token)
        and any(h.lemma == "have" for h in sentence.kids(token, "aux"))
    )


def is_past(sentence: Sentence, token: Token) -> bool:
    """True for a verb in the past tense or the perfect, however sure it is."""
    helpers = sentence.kids(token, "aux")
    return (token.tag == "VBD" and not helpers) or (
        token.tag == "VBN"
        and any(h.lemma == "have" for h in helpers)
        and not any(h.lemma == "will" for h in helpers)
    )


def _would_be(sentence: Sentence, token: Token) -> bool:
    """ "The best signal would be to stop": what one may do."""
    head = sentence.head(token)
    helpers = sentence.kids(head, "aux") if head is not None and head.lemma == "be" else []
    return any(h.lemma in ("would", "could", "might", "may", "should") for h in helpers)


def _is_to_be(sentence: Sentence, token: Token) -> bool:
    """ "was to telephone", and the headline's "Ministers to meet"."""
    head = sentence.head(token)
    if head is not None and head.lemma == "be" and token.dep in ("xcomp", "ccomp", "acl"):
        if _would_be(sentence, token):
            return False
        subject = sentence.kid(head, "nsubj")
        asked = any(k.tag in ("WRB", "WP", "WDT") for k in sentence.kids(token))
        return not asked and (subject is None or subject.lemma not in _ABSTRACT)
    return (sentence.zone is Zone.HEADLINE and token.dep in ("ROOT", "acl", "relcl") and head is None) or (
        sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST) and token.dep in ("acl", "relcl")
    )


def _governed(
    sentence: Sentence, governor: Token, current: Token, state: Factuality, governors: dict[str, Governor]
) -> Factuality:
    """The state under one governor: its effect, its own modals and negation where they reach through."""
    if governor.lemma in _TALKED and current.lemma == "about" and sentence.kid(current, "pcomp"):
        return _weaker(state, Factuality(Status.POSSIBLE, 0.8, (governor.lemma, "about"), True))
    if governor.lemma == "against" and (head := sentence.head(governor)) and head.lemma in _CHOOSING:
        return _weaker(state, Factuality(Status.NEGATED, -2.5, (head.lemma, "against"), True))
    if governor.pos == "ADP":
        return (
            _weaker(state, Factuality(Status.NEGATED, -2.0, ("without",)))
            if governor.lemma == "without"
            else state
        )
    if governor.lemma == "be" and current.lemma == "for" and (due := sentence.kid(governor, "acomp")):
        if (effect := governors.get(due.lemma)) is not None and effect.effect == "schedule":
            return _weaker(state, Factuality(Status.SCHEDULED, 2.0, (due.lemma,), True))
    if governor.lemma in ("have", "be") and any(
        k.text.lower() == "yet" for k in sentence.kids(governor, "advmod")
    ):
        return _weaker(
            replace(state, status=Status.HAPPENED, certainty=3.0),
            Factuality(Status.NEGATED, -2.5, ("yet to",)),
        )
    particle = next((k.text.lower() for k in sentence.kids(governor, "prt")), "")
    effect = (governors.get(f"{governor.lemma}_{particle}") if particle else None) or governors.get(
        governor.lemma
    )
    own = (
        _own(sentence, governor)
        if governor.pos in ("VERB", "AUX", "ADJ")
        else Factuality(Status.HAPPENED, 3.0)
    )
    if own.status is Status.NEGATED and _is_about_more(sentence, governor, current):
        return state
    if (
        current.lemma in _DEALS
        and current.dep == "nsubj"
        and governor.lemma not in _OCCURRING
        and governor.pos == "VERB"
    ):
        # "The agreement will help farmers": there is one.
        return state
    if effect is None:
        if current.dep == "nsubj" and governor.lemma == "be" and not sentence.kid(governor, "expl"):
            return (
                replace(state, status=own.status)
                if own.status in (Status.PLANNED, Status.POSSIBLE)
                else state
            )
        if _is_perfect(sentence, current) and current.dep in ("xcomp", "ccomp"):
            return replace(state, certainty=_cap(state.certainty, 1.5), chain=(*state.chain, governor.lemma))
        if current.pos in ("NOUN", "PROPN") and current.dep in ("dobj", "nsubj", "nsubjpass"):
            return _weaker(state, own) if own.status is not Status.ONGOING else state
        if (
            _is_infinitive(sentence, current)
            and current.dep in ("xcomp", "acl")
            and state.status is Status.HAPPENED
        ):
            return _weaker(
                state,
                replace(
                    own,
                    certainty=min(own.certainty, 0.8),
                    status=Status.POSSIBLE if own.status is Status.HAPPENED else own.status,
                    chain=(governor.lemma,),
                ),
            )
        return state
    if current.dep in ("nsubj",) and effect.effect not in ("aspect", "cancel", "postpone", "fail"):
        return (
            _weaker(state, own)
            if current.pos in ("NOUN", "PROPN")
            and own.status in (Status.PLANNED, Status.POSSIBLE, Status.NEGATED, Status.SCHEDULED)
            else state
        )
    if effect.effect == "aspect":
        return _weaker(state, own)
    if effect.effect == "deny":
        if own.status is Status.NEGATED or (governor.lemma != "deny" and current.lemma in _WORDS):
            return state
        turned = (
            Status.DENIED
            if state.status in (Status.HAPPENED, Status.ONGOING, Status.PLANNED, Status.SCHEDULED)
            else state.status
        )
        return Factuality(turned, -1.5, (*state.chain, governor.lemma), state.future)
    if effect.reported or effect.effect in ("say", "confirm"):
        return replace(
            state,
            certainty=_cap(state.certainty, effect.certainty or 3.0),
            chain=(*state.chain, governor.lemma),
        )
    if effect.effect in ("refuse", "fail"):
        excluded = (governor.lemma, particle) == ("rule", "out")
        if current.pos in ("NOUN", "PROPN") and effect.effect == "refuse" and not excluded:
            return replace(state, chain=(*state.chain, governor.lemma))
        if own.status is Status.NEGATED:
            left_open = effect.effect == "refuse"
            return replace(
                state,
                chain=(*state.chain, "not", governor.lemma),
                status=Status.POSSIBLE if left_open else state.status,
                certainty=_cap(state.certainty, 0.8) if left_open else state.certainty,
            )
        return Factuality(
            Status.NEGATED, effect.certainty or -2.0, (*state.chain, governor.lemma), state.future
        )
    if (
        effect.status
        and current.pos in ("NOUN", "PROPN")
        and effect.effect in ("threaten", "expect")
        and governor.pos in ("VERB", "AUX")
    ):
        return replace(
            state,
            certainty=_cap(state.certainty, effect.certainty or 1.0),
            status=Status.POSSIBLE
            if state.status is Status.HAPPENED and effect.effect == "expect"
            else state.status,
            chain=(*state.chain, governor.lemma),
        )
    status = Status(effect.status) if effect.status else state.status
    found = Factuality(status, effect.certainty or 0.8, (governor.lemma,), True)
    if own.status is Status.NEGATED:
        found = Factuality(Status.NEGATED, -abs(found.certainty), ("not", governor.lemma), True)
    if status is Status.SCHEDULED and governor.lemma in ("expect",):
        found = replace(found, status=Status.PLANNED, certainty=1.7)
    return _weaker(state, found)


def _is_about_more(sentence: Sentence, governor: Token, current: Token) -> bool:
    """ "The talks did not produce a deal", "the meeting was not meant to replace the treaty": what did not happen is told of an act
    that may well have happened; "the talks did not take place" tells of the act itself."""
    if current.pos not in ("NOUN", "PROPN"):
        return False
    inner = sentence.kid(governor, "xcomp")
    if current.dep == "nsubjpass":
        return governor.lemma in _MEANING and inner is not None and inner.lemma not in _OCCURRING
    return current.dep == "nsubj" and governor.lemma not in _OCCURRING and governor.pos == "VERB"


# What is said or asked stands as said, however it is dismissed.
_WORDS = frozenset(
    "accusation allegation appeal charge claim complaint concern condemnation criticism demand note objection offer plea proposal "
    "protest rebuke reproach request threat ultimatum warning".split()
)
_CAUSING = frozenset("lead prompt force compel oblige cause induce provoke drive spur".split())
_DEALS = frozenset(["agreement", "deal", "accord", "pact", "treaty", "truce", "ceasefire"])
_GIVEN = frozenset(["provided", "providing", "assuming"])
# "Talk about lifting the embargo": what has not come about yet.
_TALKED = frozenset(["talk", "think", "consult", "ask", "speak"])
_MEANING = frozenset(["mean", "intend", "design", "suppose"])
_OCCURRING = frozenset(
    "take happen occur be begin start open go proceed come materialize materialise convene resume continue end "
    "follow arise exist appear emerge result ensue advance progress succeed move".split()
)


def _cap(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))


def _weaker(one: Factuality, other: Factuality) -> Factuality:
    """The two joined: the less real status, the smaller commitment, negation turning the sign."""
    strong = min((one, other), key=lambda f: _ORDER[f.status])
    size = min(abs(one.certainty), abs(other.certainty))
    negative = (one.certainty < 0) != (other.certainty < 0)
    return Factuality(
        strong.status, -size if negative else size, (*one.chain, *other.chain), one.future or other.future
    )
