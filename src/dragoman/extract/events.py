"""What happened to whom: acts of diplomacy with type, mode, roles, status, time, place and channel.

A predicate of the lexicon (verb, phrase, event noun, adjective) is found in the syntax; passives, control,
conjunction, relative and participial clauses and possessives are walked to its actor and recipient. A noun names an
event only when it has participants, a time or a light verb of its own. Types are PLOVER's and four of our own.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.circumstances import (
    find_channel,
    find_contexts,
    find_place,
    find_quantities,
    find_topics,
)
from dragoman.extract.commitments import is_harm, is_ordered_at_home
from dragoman.extract.context import Context
from dragoman.extract.event_nouns import noun_is_event, occurs
from dragoman.extract.evidence import find_evidence
from dragoman.extract.modes import find_mode
from dragoman.extract.moments import bounded_by_report, find_time, from_now_on
from dragoman.extract.named_again import by_precedent, is_another, named_again
from dragoman.extract.no_acts import is_no_act
from dragoman.extract.phrases import participants_of, parties_of
from dragoman.extract.predicates import Hit, find_hits, is_opening_passive, trigger_of
from dragoman.extract.roles import find_roles, is_aimed, is_shared
from dragoman.extract.status import Factuality, is_past, judge, of_speech
from dragoman.extract.supplied import with_answered, with_sides, with_unplaced
from dragoman.extract.telling import Telling, key_of
from dragoman.extract.unnamed import unnamed_roles
from dragoman.model.annotation import (
    Claim,
    EventMention,
    EventType,
    Mention,
    MentionKind,
    Participant,
    SourceType,
    Status,
)
from dragoman.model.ids import make_id
from dragoman.model.reading import Sentence, Token, Zone
from dragoman.model.spans import Derivation, Span
from dragoman.model.time import Precision, TimeSpan

_SPEAKERS = frozenset(
    {SourceType.NAMED_PERSON, SourceType.NAMED_BODY, SourceType.COUNTRY, SourceType.UNNAMED_OFFICIAL}
)
_FOLDED = {
    EventType.CONSULT: "AGREE",
    EventType.SUPPORT: "AGREE",
    EventType.COOPERATE: "AGREE",
    EventType.AID: "AGREE",
    EventType.RETREAT: "CONCEDE",
}
_REFUSED = {*_FOLDED, EventType.AGREE, EventType.CONCEDE}
_UNWILLING = frozenset({"refuse", "decline", "fail", "reject", "resist"})
_BESIDE = frozenset("despite at after following amid over because under upon".split())
_TELLING = frozenset("tell assure inform remind notify".split())
_MUTUAL = frozenset({EventType.CONSULT, EventType.COOPERATE, EventType.AGREE})
_HEADS = frozenset("head chief chair chairman chairwoman director president leader secretary-general".split())
_ABOVE = (Zone.HEADLINE, Zone.STANDFIRST)
_OURS = {EventType.STATEMENT, EventType.POLICY, EventType.RESPONSE, EventType.SILENCE}
_NOT_SAID = frozenset("show find learn see know feel hope fear doubt wonder worry signal imply".split())
_THINGS_OF = frozenset(
    "capital city town resort resolution charter decision headquarters newspaper daily".split()
)
# "Warned him not to react": nobody has kept silent yet.
_ASKED_OF = frozenset(
    "warn ask urge tell order advise beg implore call caution want demand request should must".split()
)
_ANSWERING = frozenset(
    "comment react respond answer confirm elaborate say discuss specify reply disclose reveal "
    "identify explain".split()
)


def find_events(context: Context) -> tuple[EventMention, ...]:
    """The event mentions of a report in order of their triggers."""
    telling = Telling()
    for sentence in context.reading.sentences:
        hits = find_hits(context, sentence)
        told: list[tuple[Hit, EventMention]] = []
        for hit in hits:
            event = _event(context, hit, find_mode(hit, hits), telling, [e for _, e in told])
            if event is not None:
                told.append((hit, event))
        events = [e for _, e in told]
        events += _statements(context, sentence, {hit.token.start for hit, _ in told}, telling)
        telling.end_sentence(sentence, _distinct(sorted(events, key=lambda e: e.trigger)))
    return tuple(_dated_below(context, telling.told))


def _dated_below(context: Context, told: list[EventMention]) -> list[EventMention]:
    """The events, those of headlines on the day on which the text below tells the first such act of the same parties."""
    done = []
    for event in told:
        sentence = context.reading.sentence_at(event.trigger.start)
        if sentence is not None and sentence.zone in _ABOVE and not event.time_words:
            below = next(
                (e for e in told if e.time_words and e.trigger > event.trigger and _is_same(event, e)), None
            )
            if below is not None and below.time is not None and below.time.precision is Precision.DAY:
                event = replace(
                    event, time=below.time, time_words=below.time_words, time_rule="time.told-below"
                )
        done.append(event)
    return done


def _is_same(one: EventMention, other: EventMention) -> bool:
    """Whether two tell one act by all but its day: type, status, who did it, and nobody it was done to that the other leaves out."""
    return (
        one.type is other.type
        and one.status is other.status
        and bool(_doers(one))
        and _doers(one) == _doers(other)
        and {p.country for p in one.recipients} <= {p.country for p in other.recipients}
    )


def _event(
    context: Context,
    hit: Hit,
    mode: str | None,
    telling: Telling,
    here: list[EventMention],
) -> EventMention | None:
    """The act of a hit, or None when nothing is done by or to anybody; `here` are those before it in the sentence."""
    sentence, token = hit.sentence, hit.token
    actors, recipients = with_answered(
        hit, *find_roles(context, hit), telling.exchange(sentence.paragraph, here)
    )
    actors, recipients = with_unplaced(context, actors, recipients, telling.placed)
    time, words, rule = find_time(context, hit)
    again = named_again(context, hit, actors, recipients, telling.told + here)
    if again is not None and (again.words or (words and not _is_wide(hit, time))):
        actors, recipients = again.actors, again.recipients
        mode = mode or (again.told.mode if again.told is not None else None)
        if not words or (again.told is not None and again.words and _is_wide(hit, time)):
            time, words, rule = again.time, again.words, "time.named-again"
    alone = hit.predicate.pos == "noun" and occurs(hit)
    if (
        hit.predicate.pos == "noun"
        and not alone
        and not noun_is_event(context, hit, actors, recipients, bool(words))
    ):
        return None
    actors, recipients = with_sides(context, hit, actors, recipients, bool(words))
    if not actors and not recipients and hit.predicate.pos == "verb":
        actors, recipients = by_precedent(context, hit, telling.told + here)
    if hit.predicate.type in ("AGREE", "CONSULT") and not actors and len(recipients) > 1:
        actors, recipients = recipients, []
    if hit.predicate.roles == "together" and not is_shared(hit, actors):
        return None
    if is_no_act(context, hit, actors, recipients):
        return None
    others = unnamed_roles(context, hit)
    if not actors and not recipients and not others.acts_together and not alone:
        return None
    actors = actors or others.actors
    recipients = others.recipients if others.suffers else recipients or others.recipients
    recipients = [r for r in recipients if not any(r.span.overlaps(a.span) for a in actors)]
    if not actors and hit.predicate.pos == "noun" and not words and not alone:
        return None
    factuality = judge(sentence, token, context.knowledge.lexicon.governors)
    if factuality.status is Status.REQUESTED and is_ordered_at_home(context, sentence, token):
        factuality = Factuality(Status.PLANNED, 1.5, factuality.chain, True)
    if again is not None and again.told is not None and token.dep == "nsubjpass":
        # "The call was requested by Oslo": who asked for it is told, and not that it is only asked for.
        if factuality.status is Status.REQUESTED:
            factuality = Factuality(
                again.told.status, again.told.certainty, factuality.chain, factuality.future
            )
    claim = _claim_at(context, token.span)
    if hit.predicate.roles == "negated":
        if factuality.status is not Status.NEGATED:
            return None
        factuality = Factuality(Status.HAPPENED, 3.0, factuality.chain)
    left_open = hit.predicate.words == ("rule",) and hit.predicate.particle == "out"
    if left_open and factuality.status is Status.NEGATED:
        return None
    if hit.predicate.type == "REJECT" and not actors and _is_undone(context, sentence, token):
        return None
    evidence = find_evidence(context, hit, claim)
    type_, mode = _as_told(context, hit, mode, actors, recipients)
    return _made(
        context,
        sentence,
        token,
        trigger_of(context, hit),
        evidence,
        type_,
        mode,
        factuality,
        actors,
        recipients,
        time,
        words,
        rule,
        claim,
        hit.predicate.name,
        telling,
    )


def _as_told(
    context: Context, hit: Hit, mode: str | None, actors: list[Participant], recipients: list[Participant]
) -> tuple[EventType, str | None]:
    """Type and mode of an act, where what it is done with or to makes another of it than its entry has."""
    match hit.predicate.type:
        case "MOBILIZE" if is_aimed(context, hit):
            return EventType.ASSAULT, mode
        case "RETREAT" if hit.token.lemma == "destroy" and _are_others(actors, recipients):
            return EventType.ASSAULT, None
        case "RETREAT" if hit.predicate.mode == "disarm" and _is_given_abroad(hit, actors, recipients):
            return EventType.AID, None
        case "AGREE" if is_harm(hit):
            return EventType.THREATEN, mode
        case "PROTEST" if hit.token.lemma == "protest" and _are_states(context, hit, actors):
            return EventType.ACCUSE, "disapprove"
        case "PROTEST" if hit.token.lemma == "walkout" and _are_states(context, hit, actors):
            return EventType.REJECT, None
        case "REJECT" if any(k.lemma in _ANSWERING for k in hit.sentence.kids(hit.token, "xcomp")):
            return EventType.SILENCE, mode
    return EventType(hit.predicate.type), mode


def _are_states(context: Context, hit: Hit, actors: list[Participant]) -> bool:
    """ "Moscow's sharp protest", not "Iranian students protested": those who do it are governments and their officers."""
    heads = [hit.sentence.top(p.span) for p in actors if p.country]
    found = [context.mentions.on(t) for t in heads if t is not None]
    return bool(found) and len(found) == len(actors) and all(m is not None and not m.plural for m in found)


def _are_others(actors: list[Participant], recipients: list[Participant]) -> bool:
    """ "Destroyed an Iranian drone": what belongs to another country."""
    return bool({p.country for p in recipients if p.country} - {p.country for p in actors})


def _is_given_abroad(hit: Hit, actors: list[Participant], recipients: list[Participant]) -> bool:
    """ "Handed over its first jets to Ukraine": arms that another country gets are laid down by nobody."""
    others = {p.country for p in recipients if p.country} - {p.country for p in actors}
    return (
        bool(others)
        and any(p.country for p in actors)
        and any(k.lemma == "to" for k in hit.sentence.kids(hit.token, "prep", "dative"))
    )


def _is_wide(hit: Hit, time: TimeSpan | None) -> bool:
    """ "Their second call this week": the span counts the calls and is not the day of this one."""
    return is_another(hit) and (time is None or time.precision is not Precision.DAY)


def _is_undone(context: Context, sentence: Sentence, verb: Token) -> bool:
    """ "The talks have been postponed": with nobody who does it, what is put off is told by the status of the talks."""
    particle = next((k.text.lower() for k in sentence.kids(verb, "prt")), "")
    governors = context.knowledge.lexicon.governors
    effect = governors.get(f"{verb.lemma}_{particle}") or governors.get(verb.lemma)
    passive = sentence.kid(verb, "nsubjpass", "auxpass") is not None or is_opening_passive(sentence, verb)
    return passive and effect is not None and effect.effect in ("cancel", "postpone")


def _made(
    context: Context,
    sentence: Sentence,
    token: Token,
    trigger: Span,
    evidence: Span,
    type_: EventType,
    mode: str | None,
    factuality: Factuality,
    actors: list[Participant],
    recipients: list[Participant],
    time: TimeSpan | None,
    words: tuple[Span, ...],
    time_rule: str,
    claim: Claim | None,
    rule: str,
    telling: Telling,
) -> EventMention:
    text = context.reading.document.quote(evidence)
    status, certainty = factuality.status, factuality.certainty
    if type_ is EventType.RESPONSE and status is Status.NEGATED and not _ASKED_OF & set(factuality.chain):
        type_, status, certainty = EventType.SILENCE, Status.HAPPENED, abs(certainty)
    if _is_beyond(sentence, token, status, time, context.anchor):
        time, words, time_rule = None, (), ""
    status = _scheduled(status, time, words, context.anchor)
    time = from_now_on(time, time_rule, status, context.anchor)
    if time is None:
        time = telling.day_of_story(sentence, token, type_, status)
        time_rule = "time.story-goes-on" if time else ""
    if time is None:
        recent = telling.last_spoke(key_of(actors) or "", sentence.paragraph)
        # "If Russia attacked": a past tense of what lies ahead.
        over = is_past(sentence, token) and not {"if", "provided"} & set(factuality.chain)
        time, time_rule = bounded_by_report(context, type_, status, actors, factuality, recent, claim, over)
    plover = None if type_ in _OURS else _folded(type_, status, factuality)
    event = EventMention(
        make_id("event", context.reading.document.sha256, trigger.start, type_),
        trigger,
        evidence,
        type_,
        mode,
        plover,
        find_contexts(context, text),
        status,
        round(certainty, 2),
        tuple(actors),
        tuple(recipients),
        time,
        words,
        find_place(context, sentence, evidence, token),
        find_channel(type_, mode, text, rule),
        claim.id if claim else None,
        find_quantities(context, evidence),
        find_topics(context, sentence, evidence),
        Derivation(rule, (trigger, *words), " > ".join(factuality.chain)),
        time_rule,
    )
    telling.hear(event, sentence, token)
    return event


def _folded(type_: EventType, status: Status, factuality: Factuality) -> str | None:
    """PLOVER's own folding of status into type (its codebook): future cooperation is AGREE, a future retreat CONCEDE, a
    threatened assault THREATEN, and cooperation that its actor will not give REJECT ("decline to yield"). What else did
    not happen has no code."""
    if (
        status is Status.NEGATED
        and type_ in _REFUSED
        and (factuality.future or _UNWILLING & set(factuality.chain))
    ):
        return "REJECT"
    if status in (Status.NEGATED, Status.DENIED, Status.CANCELLED):
        return None
    if status in (Status.PLANNED, Status.SCHEDULED, Status.REQUESTED, Status.POSSIBLE) and type_ in _FOLDED:
        return _FOLDED[type_]
    if status is Status.POSSIBLE and type_ is EventType.ASSAULT:
        return "THREATEN"
    return type_.value


def _scheduled(
    status: Status, time: TimeSpan | None, words: tuple[Span, ...], anchor: TimeSpan | None
) -> Status:
    """A plan with a day of its own is scheduled; a plain past act whose day lies after the report is scheduled too."""
    if status is Status.PLANNED and words and time is not None and time.is_closed and (time.days or 99) <= 7:
        return Status.SCHEDULED
    if (
        status is Status.HAPPENED
        and words
        and time
        and time.first
        and anchor
        and anchor.last
        and time.first > anchor.last
    ):
        return Status.SCHEDULED
    return status


def _is_beyond(
    sentence: Sentence, token: Token, status: Status, time: TimeSpan | None, anchor: TimeSpan | None
) -> bool:
    """A past act cannot lie after its report: "had asked for 8,200 tonnes for 2024" tells what was asked, not when."""
    after = (
        time is not None
        and time.first is not None
        and anchor is not None
        and anchor.last is not None
        and time.first > anchor.last
    )
    return (
        after
        and status is Status.HAPPENED
        and (token.tag in ("VBD", "VBN") or _is_set_beside(sentence, token))
    )


def _is_set_beside(sentence: Sentence, noun: Token) -> bool:
    """ "Will go ahead on Friday despite an appeal", "put off until autumn at the request of Kyiv": the day is not that of the noun."""
    link = sentence.head(noun)
    return noun.dep == "pobj" and link is not None and link.text.lower() in _BESIDE


def _claim_at(context: Context, span: Span) -> Claim | None:
    """The innermost claim whose content holds the words."""
    return next(iter(context.claims.around(span)), None)


def _doers(event: EventMention) -> set[str | None]:
    return {p.country or p.party for p in event.actors}


def _distinct(events: list[EventMention]) -> list[EventMention]:
    """One event where two triggers of one type name one act of the same parties in one clause."""
    kept: list[EventMention] = []
    for event in events:
        twin = next(
            (
                k
                for k in kept
                if k.type is event.type
                and k.codes == event.codes
                and k.evidence.shared(event.evidence) > 0.7 * min(len(k.evidence), len(event.evidence))
                and k.status is event.status
                and k.people == event.people
                and (event.type in _MUTUAL or _doers(k) == _doers(event))
            ),
            None,
        )
        if twin is None:
            kept.append(event)
        elif not twin.time_words and event.time_words:
            kept[kept.index(twin)] = event
    return kept


def _statements(
    context: Context, sentence: Sentence, triggers: set[int], telling: Telling
) -> list[EventMention]:
    """A STATEMENT for each claim of a party whose cue is no act of its own (does not begin at one of `triggers`)."""
    found = []
    for claim in context.claims.cued_in(sentence.span):
        if (
            claim.speaker is None
            or claim.cue.start in triggers
            or not (claim.source_type in _SPEAKERS or _speaks_for_a_body(context, claim))
        ):
            continue
        actors = participants_of(context, claim.speaker)
        token = next((t for t in sentence.tokens if t.start == claim.cue.start), None)
        if (
            not actors
            or token is None
            or not (actors[0].country or actors[0].party)
            or actors[0].country is None
        ):
            continue
        factuality = of_speech(sentence, token) if token.pos == "VERB" else Factuality(Status.HAPPENED, 3.0)
        if token.lemma in _NOT_SAID or (
            context.knowledge.lexicon.cues.get((token.lemma, "verb")) == "assess"
            and claim.form.value == "indirect"
        ):
            continue
        content = claim.content[0]
        span = Span(content.start, min(content.end, content.start + 700))
        recipients = _told(context, sentence, token, actors) or _spoken_of(context, claim, actors)
        said = claim.said
        found.append(
            _made(
                context,
                sentence,
                token,
                token.span,
                span,
                EventType.STATEMENT,
                None,
                factuality,
                actors,
                recipients,
                said,
                (claim.said_span,) if claim.said_span else (),
                "said-on" if said else "",
                _outer(context, claim),
                f"event.statement.{token.lemma}",
                telling,
            )
        )
    return found


def _speaks_for_a_body(context: Context, claim: Claim) -> bool:
    """ "The head of the International Atomic Energy Agency": who leads a body speaks for it."""
    words = context.reading.document.quote(claim.source).lower().split() if claim.source else []
    return words[:1] == ["the"] and "of" in words[2:5] and bool(_HEADS & set(words[1:4]))


def _outer(context: Context, claim: Claim) -> Claim | None:
    return context.claims.named(claim.within)


def _told(context: Context, sentence: Sentence, cue: Token, actors: list[Participant]) -> list[Participant]:
    """ "Told his Pakistani counterpart": the party that the words are said to."""
    heard = [p for k in sentence.kids(cue, "dobj", "dative") for p in parties_of(context, sentence, k)]
    own = {p.country for p in actors}
    return [p for p in heard if p.country and p.country not in own][:1] if cue.lemma in _TELLING else []


def _only_tells_which(context: Context, mention: Mention) -> bool:
    """ "The Kazakh capital", "U.N. resolutions": a name that says which thing is meant, and not of whom one speaks."""
    sentence = context.reading.sentence_at(mention.span.start)
    top = sentence.top(mention.span) if sentence is not None else None
    head = sentence.head(top) if sentence is not None and top is not None else None
    return (
        head is not None
        and top is not None
        and top.dep in ("amod", "compound", "nmod", "poss")
        and head.lemma in _THINGS_OF
    )


def _spoken_of(context: Context, claim: Claim, actors: list[Participant]) -> list[Participant]:
    """The other party a statement is about: the one its content names most."""
    counts: dict[str, list[Participant]] = {}
    for content in claim.content:
        for mention in context.mentions.within(content):
            if mention.kind in (MentionKind.PLACE, MentionKind.MEDIA) or _only_tells_which(context, mention):
                continue
            for p in participants_of(context, mention):
                if p.country and p.country not in {a.country for a in actors}:
                    counts.setdefault(p.country, []).append(p)
    best = max(counts.values(), key=len, default=[])
    return best[:1]
