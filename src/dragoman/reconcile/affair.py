"""What the reports of one affair say together. An affair is judged by itself: other affairs change nothing of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Annotation
from dragoman.model.decided import NOTHING, Decided
from dragoman.model.document import Published
from dragoman.model.record import BriefDocument, Comparison, Event, Origin
from dragoman.reconcile.comparisons import compare_events
from dragoman.reconcile.content import Content
from dragoman.reconcile.matching import match_events
from dragoman.reconcile.merging import disputed, make_event
from dragoman.reconcile.origins import find_origins
from dragoman.reconcile.threads import link_answers
from dragoman.reconcile.worth import belongs_in_a_brief, is_inside, is_worth_telling


@dataclass(frozen=True, slots=True)
class Member:
    """A report of an affair: its id, its reading, its day (perhaps inferred) and its story."""

    id: str
    annotation: Annotation
    published: Published
    story: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found of an affair: which of its reports go back to one text, its events, and how the reports compare."""

    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    comparisons: tuple[Comparison, ...]


def judge(members: Sequence[Member], knowledge: Knowledge, decided: Decided = NOTHING) -> Judged:
    """The events of an affair worth telling, the most important first. The order of `members` is that of the record; what a
    person `decided` wins over what is found."""
    annotations = [m.annotation for m in members]
    origins = find_origins(annotations, [m.id for m in members], knowledge)
    documents = documents_of(members, origins)
    chosen = [
        (i, event)
        for i, annotation in enumerate(annotations)
        for event in annotation.events
        if belongs_in_a_brief(event)
        and not is_inside(event, annotation.events)
        and (annotation.reading.document.sha256, event.trigger.start) not in decided.rejected
    ]
    days = [m.published.day or m.published.last for m in members]
    content = Content()
    clusters = match_events(annotations, chosen, days, decided, content)
    made = {
        event.id: event for c in clusters if is_worth_telling(event := make_event(c, documents, knowledge))
    }
    found = list(link_answers(tuple(made.values())))
    found.sort(key=lambda e: (-e.weight, e.id))
    comparisons = compare_events(found, documents, content)
    return Judged(origins, tuple(disputed(found, comparisons)), comparisons)


def documents_of(members: Sequence[Member], origins: Sequence[Origin]) -> tuple[BriefDocument, ...]:
    """The reports as a brief lists them, each with its origin."""
    origin_of = {d: o.id for o in origins for d in o.documents}
    found = []
    for member in members:
        header = member.annotation.reading.header
        found.append(
            BriefDocument(
                member.id,
                member.annotation,
                member.published,
                header.outlet.value if header.outlet else None,
                header.title.value if header.title else None,
                origin_of[member.id],
                member.story,
            )
        )
    return tuple(found)
