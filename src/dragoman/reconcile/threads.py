"""Exchanges of a pair and where it stands: overture, answer, meeting, outcome. Silence is not a response."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.model.annotation import AHEAD, EventType, Status
from dragoman.model.record import Event, Standing, StandingState, Thread

_OVERTURES = frozenset({EventType.REQUEST, EventType.CONSULT, EventType.AGREE, EventType.CONCEDE})
_ANSWERS = frozenset({EventType.RESPONSE, EventType.AGREE, EventType.REJECT, EventType.CONCEDE})
_STEPS = (
    _OVERTURES
    | _ANSWERS
    | {EventType.SILENCE, EventType.THREATEN, EventType.SANCTION, EventType.COOPERATE, EventType.RETREAT}
)


def dyads(event: Event) -> list[tuple[str, str]]:
    """The pairs of codes an event is between: actors with recipients, or among the actors when it has none."""
    left = event.actors
    right = event.recipients or event.actors
    return sorted({(min(a, b), max(a, b)) for a in left for b in right if a != b})


def _calls_for_an_answer(event: Event) -> bool:
    """True for an overture that was made: a visit paid is none, since nobody owes it an answer."""
    done = event.status in (Status.HAPPENED, Status.ONGOING)
    return event.type in _OVERTURES and done and bool(event.recipients) and event.mode != "visit"


def is_upcoming(event: Event, as_of: date | None) -> bool:
    """True for what is scheduled or planned and lies after the latest report, and for what is possible on a named day."""
    if as_of is None or event.time is None:
        return False
    ahead = (event.time.last is None or event.time.last >= as_of) and (
        event.time.first is None
        or event.time.first >= as_of
        or event.time.last is None
        or event.time.last > as_of
    )
    if event.status in AHEAD:
        return ahead
    return event.status is Status.POSSIBLE and ahead and any(r.mention.time_words for r in event.reports)


def link_answers(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of one affair, each answer holding the ids of the overtures it answers: those of the other side, before it, the nearest."""
    overtures: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.type in _OVERTURES and event.status in (Status.HAPPENED, Status.ONGOING):
            for side in ((a, r) for a in event.actors for r in event.recipients):
                overtures[side].append(event)
    linked = []
    for event in events:
        answered: tuple[str, ...] = ()
        if event.type in _ANSWERS:
            sides = ((a, r) for a in event.recipients for r in event.actors)
            before = [o for s in sides for o in overtures[s] if o.id != event.id and not _is_after(o, event)]
            if before:
                best = max(before, key=lambda o: (_last(o) or date.min, o.weight, o.id))
                answered = (best.id,)
        linked.append(event if answered == event.answers else replace(event, answers=answered))
    return tuple(linked)


def find_threads(events: Sequence[Event], days: Mapping[str, date]) -> tuple[Thread, ...]:
    """One thread for each pair with an overture, in order of the codes. Open while the last overture has no answer or a step lies ahead.

    `days` has the day of each dated report: what lies ahead for a pair lies after the last report that tells of it.
    """
    by_dyad: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.type in _STEPS and event.status not in (Status.REQUESTED,):
            for dyad in dyads(event):
                by_dyad[dyad].append(event)
    threads = []
    for dyad, steps in sorted(by_dyad.items()):
        steps.sort(key=_when)
        if len(steps) < 2 and not any(s.recipients for s in steps):
            continue
        overtures = [s for s in steps if _calls_for_an_answer(s)]
        as_of = _last_told(steps, days)
        ahead = [s for s in steps if is_upcoming(s, as_of)]
        last = overtures[-1] if overtures else None
        answer = next(
            (
                s
                for s in steps
                if last
                and (
                    last.id in s.answers
                    or (
                        s.type in _ANSWERS and set(s.actors) & set(last.recipients) and not _is_after(last, s)
                    )
                )
            ),
            None,
        )
        owes = next((c for c in last.recipients if c in dyad), None) if last and answer is None else None
        why = (
            "a step lies ahead"
            if ahead
            else f"the last overture has no answer; {owes} owes it"
            if owes
            else "the last overture was answered"
            if last
            else "no overture is told"
        )
        threads.append(Thread(dyad, tuple(s.id for s in steps), bool(ahead or owes), owes, why))
    return tuple(threads)


def find_standings(events: Sequence[Event], days: Mapping[str, date]) -> tuple[Standing, ...]:
    """Where each pair stands on the day of the last report that tells of it: the highest rung its latest acts support.

    `days` has the day of each dated report.
    """
    by_dyad: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        for dyad in dyads(event):
            by_dyad[dyad].append(event)
    standings = []
    for dyad, listed in sorted(by_dyad.items()):
        as_of = _last_told(listed, days)
        state, because, why = _state(listed, as_of)
        standings.append(Standing(dyad, as_of, state, because, why))
    return tuple(standings)


def _last_told(events: Sequence[Event], days: Mapping[str, date]) -> date | None:
    """The day of the last dated report that tells of any of the events."""
    told = [days[r.document] for e in events for r in e.reports if r.document in days]
    return max(told, default=None)


def _state(events: list[Event], as_of: date | None) -> tuple[StandingState, tuple[str, ...], str]:
    done = sorted((e for e in events if e.status in (Status.HAPPENED, Status.ONGOING)), key=_when)
    ahead = [
        e
        for e in events
        if e.type in (EventType.CONSULT, EventType.AGREE)
        and is_upcoming(e, as_of)
        and e.status is Status.SCHEDULED
    ]
    recent = [
        e
        for e in done
        if as_of is None or (_last(e) or date.min) >= date.fromordinal(max(1, as_of.toordinal() - 60))
    ]
    broken = [
        e
        for e in events
        if e.type in (EventType.REJECT, EventType.SANCTION)
        and e.status is Status.HAPPENED
        and e in recent
        and "break" in e.reports[0].mention.derivation.rule
    ]
    if broken:
        return StandingState.BROKEN_OFF, (broken[-1].id,), "relations or talks were broken off"
    agreed = [
        e for e in recent if e.type is EventType.AGREE and e.status is Status.HAPPENED and _is_concluded(e)
    ]
    if agreed:
        return StandingState.AGREEMENT, (agreed[-1].id,), "an agreement is told"
    if ahead:
        return StandingState.TALKS_SCHEDULED, (ahead[0].id,), "talks are scheduled"
    talks = [e for e in recent if e.type is EventType.CONSULT and not e.recipients and len(e.actors) > 1]
    if talks:
        return StandingState.TALKS_HELD, (talks[-1].id,), "talks were held"
    answers = [e for e in recent if e.type is EventType.RESPONSE]
    overtures = [e for e in recent if e.type in (EventType.CONSULT, EventType.REQUEST) and e.recipients]
    if answers and overtures:
        return StandingState.ACKNOWLEDGED, (overtures[-1].id, answers[-1].id), "an overture was acknowledged"
    if overtures:
        return StandingState.OVERTURE_OPEN, (overtures[-1].id,), "an overture waits for an answer"
    if recent:
        return StandingState.SIGNALS, (recent[-1].id,), "words or acts, but no overture"
    return (
        StandingState.NO_CONTACT,
        tuple(e.id for e in done[-1:]),
        "nothing within two months of the latest report",
    )


_CONCLUDING = frozenset(
    "sign reach strike clinch conclude seal finalize finalise settle approve extend agree".split()
)


def _is_concluded(event: Event) -> bool:
    """True for a concluded act between both sides with a day or two witnesses: not readiness, a promise, a deal talked about."""
    lemmas = {
        r.mention.derivation.rule.removeprefix("event.agree.").split("+")[0]
        for r in event.reports
        if r.mention.type is EventType.AGREE
    }
    witnessed = len({r.document for r in event.reports}) > 1 or any(
        r.mention.time_words for r in event.reports
    )
    return bool(lemmas & _CONCLUDING) and len(event.actors) > 1 and witnessed


def _when(event: Event) -> tuple[date, date, float]:
    return (_last(event) or date.max, (event.time.first if event.time else None) or date.min, -event.weight)


def _last(event: Event) -> date | None:
    return (event.time.last or event.time.first) if event.time else None


def _is_after(one: Event, other: Event) -> bool:
    """True when `one` certainly lies after `other`."""
    return bool(
        one.time and other.time and one.time.first and other.time.last and one.time.first > other.time.last
    )
