"""What we hold after comparing reports: parties, origins, events, comparisons, threads, standings, the brief."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.annotation import Annotation, EventMention, EventType, Status
from dragoman.model.document import Published
from dragoman.model.outcome import Issue
from dragoman.model.spans import Evidence, Span
from dragoman.model.time import TimeSpan


class Verdict(StrEnum):
    """A statement about the reports, never about the truth."""

    CORROBORATED = "corroborated"
    REPEATED = "repeated"
    SINGLE = "single"
    DISPUTED = "disputed"


class Relation(StrEnum):
    AGREES = "agrees"
    ADDS = "adds"
    DIFFERS = "differs"
    CONFLICTS = "conflicts"


class Field(StrEnum):
    TIME = "time"
    PLACE = "place"
    OCCASION = "occasion"
    SOURCE = "source"
    WORDING = "wording"
    STATUS = "status"
    NUMBER = "number"
    ACT = "act"


class StandingState(StrEnum):
    """Where a pair of countries stands; the order is the ladder from nothing to agreement, then the ways off it."""

    NO_CONTACT = "no-contact"
    SIGNALS = "signals"
    OVERTURE_OPEN = "overture-open"
    ACKNOWLEDGED = "acknowledged"
    TALKS_SCHEDULED = "talks-scheduled"
    TALKS_HELD = "talks-held"
    AGREEMENT = "agreement"
    SUSPENDED = "suspended"
    BROKEN_OFF = "broken-off"


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who acts: a state, an organisation or a person. `wikidata` is a Q-number where one is known."""

    id: str
    kind: str
    country: str | None
    name: str
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a decision: what was seen and what it weighs."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Documents that go back to one text or lean on one another; `passages` shows the shared words."""

    id: str
    documents: tuple[str, ...]
    basis: str
    why: str
    passages: tuple[tuple[Evidence, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Documents about one episode, and what holds them together. `follows` is the earlier story of the affair that it
    goes on from; `log` tells how it was split off or what it took in; `begins` is the day of its first report."""

    id: str
    documents: tuple[str, ...]
    why: str
    follows: str | None = None
    log: tuple[str, ...] = ()
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One report's version of an event: its words, and through whom it knows."""

    document: str
    mention: EventMention
    evidence: Evidence
    source: str | None
    source_type: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One act by one set of participants, with every report's version of it and the reasons they were joined."""

    id: str
    type: EventType
    mode: str | None
    plover: str | None
    status: Status
    certainty: float
    summary: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[str, ...]
    time: TimeSpan | None
    place: str | None
    channel: str | None
    topics: tuple[str, ...]
    reports: tuple[Report, ...]
    origins: tuple[str, ...]
    verdict: Verdict
    why: str
    reasons: tuple[Reason, ...]
    weight: float
    story: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: where it stands and the typed value read there."""

    document: str
    event: str
    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two reports relate on one slot, with the reason in one sentence."""

    kind: Relation
    field: Field
    left: Side
    right: Side
    why: str


@dataclass(frozen=True, slots=True)
class HeldPosition:
    """A policy position over the reports: holder, toward, concept, agreement, when, and where it is read."""

    holder: str
    toward: str | None
    concept: str
    agreement: int
    time: TimeSpan | None
    reports: tuple[Evidence, ...]
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """An exchange between two parties in order of time: overture, answer, meeting. Open while an answer is owed."""

    dyad: tuple[str, str]
    steps: tuple[str, ...]
    open: bool
    owes: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a pair stands on a day, and the events that say so."""

    dyad: tuple[str, str]
    as_of: date | None
    state: StandingState
    because: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class BalancePeriod:
    """The acts of a pair between two days: how many cooperate, how many are in conflict, and the sum of their PLOVER scores."""

    first: date
    last: date
    cooperative: int
    conflictual: int
    score: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Cooperation and conflict of a pair over time, by weeks, months or years, whichever fits the span of its acts."""

    dyad: tuple[str, str]
    periods: tuple[BalancePeriod, ...]


@dataclass(frozen=True, slots=True)
class BriefDocument:
    """One report in a brief: its reading, when it appeared (perhaps inferred), its origin and story."""

    id: str
    annotation: Annotation
    published: Published
    outlet: str | None
    title: str | None
    origin: str
    story: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Words that an earlier version of a report had and the later one has not. `version` is the earlier one's id in the project,
    `span` lies in its text; `published` is its day and `gone` the day of the version without the words."""

    document: str
    version: str
    span: Span
    words: str
    published: date | None
    gone: date | None


@dataclass(frozen=True, slots=True)
class Brief:
    """What the reports say together. Lists are in a fixed order, so the same reports give the same bytes."""

    documents: tuple[BriefDocument, ...]
    origins: tuple[Origin, ...]
    stories: tuple[Story, ...]
    parties: tuple[Party, ...]
    events: tuple[Event, ...]
    comparisons: tuple[Comparison, ...]
    positions: tuple[HeldPosition, ...]
    upcoming: tuple[str, ...]
    threads: tuple[Thread, ...]
    standings: tuple[Standing, ...]
    balances: tuple[Balance, ...]
    issues: tuple[tuple[str, Issue], ...]
    as_of: date | None
    withdrawn: tuple[Withdrawn, ...] = ()

    def event(self, id: str) -> Event | None:
        """The event with this id, if there is one."""
        return next((e for e in self.events if e.id == id), None)

    def document(self, id: str) -> BriefDocument | None:
        """The document with this id, if there is one."""
        return next((d for d in self.documents if d.id == id), None)
