"""A cluster of mentions to one event: every report's version kept, one value told for each field, and the verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.knowledge import Knowledge
from dragoman.model.annotation import (
    OURS,
    Annotation,
    Claim,
    EventMention,
    EventType,
    MentionKind,
    SourceType,
    Status,
)
from dragoman.model.ids import make_id
from dragoman.model.reading import Zone
from dragoman.model.record import BriefDocument, Comparison, Event, Reason, Relation, Report, Verdict
from dragoman.model.time import TimeSpan
from dragoman.reconcile.codes import code_of
from dragoman.reconcile.features import SPEECH
from dragoman.reconcile.matching import Cluster
from dragoman.reconcile.outlets import claim_chain, own_outlet, taken_from
from dragoman.reconcile.wording import summarise

_REAL = {
    s: i
    for i, s in enumerate(
        (
            Status.CANCELLED,
            Status.DENIED,
            Status.NEGATED,
            Status.REQUESTED,
            Status.POSSIBLE,
            Status.PLANNED,
            Status.SCHEDULED,
            Status.ONGOING,
            Status.HAPPENED,
        )
    )
}
_HEARSAY = frozenset(
    {
        SourceType.UNNAMED_ROLE,
        SourceType.UNNAMED_MEDIA,
        SourceType.BARE_SOURCES,
        SourceType.IMPERSONAL,
        SourceType.VAGUE,
        SourceType.UNNAMED_OFFICIAL,
        SourceType.EXPERTS,
    }
)
_SYMMETRIC = frozenset({EventType.CONSULT, EventType.COOPERATE})
_WEIGHTS = {
    EventType.CONSULT: 1.2,
    EventType.AGREE: 1.2,
    EventType.SANCTION: 1.3,
    EventType.ASSAULT: 1.3,
    EventType.RETREAT: 1.2,
    EventType.REJECT: 1.1,
    EventType.RESPONSE: 1.1,
    EventType.THREATEN: 1.1,
    EventType.COERCE: 1.2,
    EventType.MOBILIZE: 1.2,
    EventType.POLICY: 1.0,
    EventType.CONCEDE: 1.1,
    EventType.STATEMENT: 0.7,
    EventType.SILENCE: 0.9,
}


def make_event(cluster: Cluster, documents: Sequence[BriefDocument], knowledge: Knowledge) -> Event:
    """The event a cluster stands for, with its reports in document order and its verdict."""
    members = cluster.members
    body = _body(members, documents)
    mentions = [m for _, m in body]
    type_ = _type(mentions)
    actors, recipients = _roles(mentions, type_)
    status = _status([(documents[d], m) for d, m in body])
    time = _time(body, documents)
    people = tuple(dict.fromkeys(p.person for m in mentions for p in m.actors + m.recipients if p.person))
    places = Counter(m.place.name for m in mentions if m.place)
    channels = Counter(m.channel for m in mentions if m.channel)
    reports = tuple(_report(documents[d], m, len(members) > 1) for d, m in members)
    ultimate = _ultimate_origins(members, documents, knowledge)
    origins = tuple(dict.fromkeys(ultimate[documents[d].id] for d, _ in members))
    verdict, why = _verdict(type_, [(documents[d], m) for d, m in body], ultimate)
    fitting = [m for m in mentions if m.type is type_ and m.status is status] or mentions
    fitting = [m for m in fitting if {c for p in m.actors if (c := code_of(p))} == set(actors)] or fitting
    best = max(
        fitting, key=lambda m: (bool(m.time_words), len(m.actors) + len(m.recipients), -m.trigger.start)
    )
    modes = Counter(m.mode for m in mentions if m.mode)
    weight = _weight(type_, members, documents)
    return Event(
        make_id(
            "event",
            *(_told_at(documents[d].id, m) for d, m in members),
        ),
        type_,
        modes.most_common(1)[0][0] if modes else None,
        _plover(mentions, type_, status),
        status,
        round(sum(m.certainty for m in mentions) / len(mentions), 2),
        summarise(
            type_, status, actors, recipients, best, documents[_document_of(body, best)].annotation, knowledge
        ),
        actors,
        recipients,
        people,
        time,
        places.most_common(1)[0][0] if places else None,
        channels.most_common(1)[0][0] if channels else None,
        tuple(sorted({c for m in mentions for c in m.contexts})),
        reports,
        origins,
        verdict,
        why,
        cluster.reasons or (Reason("told by one report", 0.0),),
        weight,
        documents[members[0][0]].story,
    )


def _told_at(document: str, mention: EventMention) -> str:
    """Which mention it is: one word may name several acts of several parties."""
    who = [
        ",".join(sorted(c for p in side if (c := code_of(p))))
        for side in (mention.actors, mention.recipients)
    ]
    return ":".join([document, str(mention.trigger.start), mention.type, mention.status, *who])


def _body(
    members: tuple[tuple[int, EventMention], ...], documents: Sequence[BriefDocument]
) -> list[tuple[int, EventMention]]:
    """The mentions in running text; those of a headline where a report has nothing else on the event."""
    running = [not _is_headline(documents[d].annotation, m) for d, m in members]
    told = {d for (d, _), runs in zip(members, running, strict=True) if runs}
    return [(d, m) for (d, m), runs in zip(members, running, strict=True) if runs or d not in told]


def _document_of(body: list[tuple[int, EventMention]], mention: EventMention) -> int:
    return next(d for d, m in body if m is mention)


def _is_headline(annotation: Annotation, mention: EventMention) -> bool:
    sentence = annotation.reading.sentence_at(mention.trigger.start)
    return sentence is not None and sentence.zone in (Zone.HEADLINE, Zone.STANDFIRST)


def _type(mentions: Sequence[EventMention]) -> EventType:
    counts = Counter(m.type for m in mentions)
    return max(
        counts,
        key=lambda t: (counts[t] - (0.5 if t is EventType.STATEMENT else 0.0), -list(EventType).index(t)),
    )


def _plover(mentions: Sequence[EventMention], type_: EventType, status: Status) -> str | None:
    if type_ in OURS:
        return None
    codes = Counter(m.plover for m in mentions if m.type is type_ and m.status is status)
    return codes.most_common(1)[0][0] if codes else None


def _roles(mentions: Sequence[EventMention], type_: EventType) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of actors and recipients: those that at least half of the mentions with such a role name."""
    actors = _voted([[c for p in m.actors if (c := code_of(p))] for m in mentions])
    recipients = _voted([[c for p in m.recipients if (c := code_of(p))] for m in mentions])
    if type_ in _SYMMETRIC and not any(m.recipients for m in mentions):
        return actors, ()
    recipients = tuple(c for c in recipients if c not in actors)
    return actors, recipients


def _voted(lists: list[list[str]]) -> tuple[str, ...]:
    filled = [set(codes) for codes in lists if codes]
    counts = Counter(code for codes in filled for code in codes)
    return tuple(sorted(c for c, n in counts.items() if n >= len(filled) / 2))


def _status(body: list[tuple[BriefDocument, EventMention]]) -> Status:
    """The status in the latest report, and in those that may be as late; among them, the one most reports give, the more real
    on a tie. Word that a plan is
    off outweighs, within the day, what still names the plan: "the talks, due on Monday, were called off"."""
    days = [d.published.first for d, _ in body if d.published.first]
    latest = max(days, default=None)
    last = [m.status for d, m in body if latest is None or (d.published.last or latest) >= latest]
    counts = Counter(last)
    if counts[Status.CANCELLED] and not counts[Status.HAPPENED] and not counts[Status.ONGOING]:
        return Status.CANCELLED
    return max(counts, key=lambda s: (counts[s], _REAL[s]))


def _time(body: list[tuple[int, EventMention]], documents: Sequence[BriefDocument]) -> TimeSpan | None:
    """The interval told: that of most reports with words for it, the narrower on a tie; else what bounds it."""
    worded = [m.time for _, m in body if m.time and m.time_words]
    pool = worded or [m.time for _, m in body if m.time]
    if not pool:
        return None
    told = Counter(pool)
    agreeing = {t: sum(n for o, n in told.items() if t.overlaps(o)) for t in told}
    best = max(pool, key=lambda t: (agreeing[t], t.is_closed, -(t.days or 10**6)))
    if not worded:
        for other in pool:
            best = best.meet(other) or best
    return best


def _report(document: BriefDocument, mention: EventMention, joined: bool) -> Report:
    annotation = document.annotation
    chain = claim_chain(annotation, mention)
    innermost = chain[0] if chain else None
    source = source_name(annotation, innermost) if innermost and innermost.source else None
    names = [document.outlet or "the report"]
    for claim in reversed(chain):
        names.append(source_name(annotation, claim) if claim.source else "(unknown)")
    evidence = annotation.reading.document.cite(mention.evidence.start, mention.evidence.end)
    return Report(
        document.id,
        mention,
        evidence,
        source,
        (innermost.source_type if innermost else SourceType.OWN_VOICE).value,
        tuple(names),
    )


def source_name(annotation: Annotation, claim: Claim) -> str:
    """The source as the report words it; a pronoun or surname alone is written out as who it stands for."""
    assert claim.source is not None
    words = annotation.reading.document.quote(claim.source)
    speaker = claim.speaker
    if speaker is None or " " in words or speaker.name.lower() == words.lower():
        return words
    return speaker.name


def _verdict(
    type_: EventType,
    body: list[tuple[BriefDocument, EventMention]],
    ultimate: dict[str, str],
) -> tuple[Verdict, str]:
    """How far the reports support one another: a statement about them, never about the truth.

    `ultimate` gives the origin that each document has this event from.
    """
    outlets = {d.id for d, _ in body}
    if len(outlets) < 2:
        return Verdict.SINGLE, f"only {next(iter(d.outlet or d.id for d, _ in body))} has it"
    if len({d.origin for d, _ in body}) < 2:
        return Verdict.REPEATED, "the reports go back to one text"
    held = {ultimate[d.id] for d, _ in body}
    if len(held) < 2:
        return Verdict.REPEATED, "one report has it from the other"
    clash = _clash(body)
    if clash:
        return Verdict.DISPUTED, clash
    if all(_leans_on_hearsay(d.annotation, m) for d, m in body):
        return (
            Verdict.REPEATED,
            "every report leans on sources it does not name, so independence is not shown",
        )
    speakers = [_speaker_code(d.annotation, m) for d, m in body]
    if type_ not in SPEECH and all(speakers) and len(set(speakers)) == 1:
        return Verdict.REPEATED, f"both know it from one side ({speakers[0]})"
    return Verdict.CORROBORATED, f"{len(held)} independent origins agree"


def _ultimate_origins(
    members: tuple[tuple[int, EventMention], ...], documents: Sequence[BriefDocument], knowledge: Knowledge
) -> dict[str, str]:
    """For each document that tells an event the origin it goes back to: that of another one when it has it from there."""
    publisher: dict[str, str] = {}
    for d, _ in members:
        publisher.setdefault(own_outlet(documents[d].annotation, knowledge), documents[d].origin)
    found: dict[str, str] = {}
    for d, mention in members:
        outlet = taken_from(documents[d].annotation, mention, publisher, knowledge)
        if outlet:
            found.setdefault(documents[d].id, publisher[outlet])
    return {documents[d].id: found.get(documents[d].id, documents[d].origin) for d, _ in members}


def disputed(events: Sequence[Event], comparisons: Sequence[Comparison]) -> list[Event]:
    """The events, those *disputed* of which two origins hold values that cannot both be true."""
    clashes: dict[str, Comparison] = {}
    for comparison in comparisons:
        if comparison.kind is Relation.CONFLICTS and comparison.left.event == comparison.right.event:
            clashes.setdefault(comparison.left.event, comparison)
    return [_disputed(event, clashes[event.id]) if event.id in clashes else event for event in events]


def _disputed(event: Event, clash: Comparison) -> Event:
    if len(event.origins) < 2:
        return event
    why = f"the reports conflict on the {clash.field.value}: {clash.why}"
    return replace(event, verdict=Verdict.DISPUTED, why=why)


def _clash(body: list[tuple[BriefDocument, EventMention]]) -> str:
    for x, (d, one) in enumerate(body):
        for e, other in body[x + 1 :]:
            if d.origin == e.origin:
                continue
            for a in one.quantities:
                for b in other.quantities:
                    if (
                        a.unit == b.unit
                        and a.value != b.value
                        and a.value >= 10
                        and b.value >= 10
                        and not a.bound
                        and not b.bound
                        and 0.5 < a.value / b.value < 2
                    ):
                        return f"{a.value:g} {a.unit} in one, {b.value:g} in another"
    return ""


def _leans_on_hearsay(annotation: Annotation, mention: EventMention) -> bool:
    chain = claim_chain(annotation, mention)
    return bool(chain) and any(c.source_type in _HEARSAY for c in chain)


def _speaker_code(annotation: Annotation, mention: EventMention) -> str | None:
    chain = claim_chain(annotation, mention)
    speaker = chain[-1].speaker if chain else None
    return speaker.country if speaker is not None and speaker.kind is not MentionKind.MEDIA else None


def _weight(
    type_: EventType, members: tuple[tuple[int, EventMention], ...], documents: Sequence[BriefDocument]
) -> float:
    """How much an event matters in a brief: reports that tell it, how early they do, its kind, whether it has a day."""
    reports = len({d for d, _ in members})
    early = max(
        1.0 - m.trigger.start / (len(documents[d].annotation.reading.document.text) + 1) for d, m in members
    )
    people = any(m.people for _, m in members)
    dated = any(m.time_words for _, m in members)
    both = any(len(m.codes) >= 2 for _, m in members)
    real = 0.6 if all(m.status in (Status.POSSIBLE, Status.REQUESTED) for _, m in members) else 1.0
    return round(
        _WEIGHTS.get(type_, 0.9)
        * real
        * (
            1.0
            + 1.2 * (reports - 1)
            + 0.8 * early
            + 0.5 * dated
            + 0.4 * both
            + 0.2 * people
            + 0.15 * (len(members) - reports)
        ),
        3,
    )
