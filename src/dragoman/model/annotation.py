"""What one report says, before any comparison: mentions, times, claims, event mentions, positions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.outcome import Issue
from dragoman.model.reading import Reading
from dragoman.model.spans import Derivation, Span
from dragoman.model.time import TimeSpan


class MentionKind(StrEnum):
    STATE = "state"
    GOVERNMENT = "government"
    OFFICE = "office"
    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIA = "media"
    PLACE = "place"
    UNNAMED = "unnamed"


class Form(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SourceType(StrEnum):
    """Who says so, from the firmest to the least firm; `own-voice` is never written out as a claim."""

    NAMED_PERSON = "named-person"
    NAMED_BODY = "named-body"
    COUNTRY = "country"
    OUTLET = "outlet"
    UNNAMED_OFFICIAL = "unnamed-official"
    UNNAMED_ROLE = "unnamed-role"
    EXPERTS = "experts"
    BARE_SOURCES = "bare-sources"
    UNNAMED_MEDIA = "unnamed-media"
    VAGUE = "vague"
    IMPERSONAL = "impersonal"
    OWN_VOICE = "own-voice"


class Status(StrEnum):
    HAPPENED = "happened"
    ONGOING = "ongoing"
    SCHEDULED = "scheduled"
    PLANNED = "planned"
    REQUESTED = "requested"
    POSSIBLE = "possible"
    NEGATED = "negated"
    DENIED = "denied"
    CANCELLED = "cancelled"


AHEAD = (Status.SCHEDULED, Status.PLANNED)
UNREAL = (Status.NEGATED, Status.DENIED, Status.CANCELLED)


class EventType(StrEnum):
    """PLOVER's sixteen (Open Event Data Alliance codebook, version 2) and four of our own."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"
    POLICY = "POLICY"
    RESPONSE = "RESPONSE"
    SILENCE = "SILENCE"


OURS = (EventType.STATEMENT, EventType.POLICY, EventType.RESPONSE, EventType.SILENCE)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody. `party` is our id for who, `country` an ISO 3166 or organisation code.

    `office` is the office named or held on the report's day; None fields mean not known.
    """

    span: Span
    kind: MentionKind
    name: str
    party: str | None
    country: str | None
    sector: str | None
    derivation: Derivation
    office: str | None = None
    members: tuple[str, ...] = ()
    plural: bool = False


@dataclass(frozen=True, slots=True)
class FoundMention:
    """Words that name or refer to somebody, before we decide who it is on that day.

    `persons` are the ids of those the name may stand for; `anaphor` says that only the discourse can tell
    ("pronoun", "surname", "definite", "pair", "office", "body"); `former` that an office is said to be past.
    """

    span: Span
    kind: MentionKind
    name: str
    rule: str
    party: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    persons: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    former: bool = False
    anaphor: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression and what it means before any anchor: a kind and its parts (see extract/times)."""

    span: Span
    kind: str
    parts: tuple[tuple[str, int | str], ...]
    rule: str

    def part(self, name: str) -> int | None:
        """The whole number under `name`, None when there is none."""
        value = dict(self.parts).get(name)
        return value if isinstance(value, int) else None

    def word(self, name: str) -> str:
        """The word under `name`, empty when there is none."""
        value = dict(self.parts).get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """A time expression with its TIMEX3 type and value and, where it can be known, its interval."""

    expression: TimeExpression
    type: str
    value: str
    interval: TimeSpan | None
    derivation: Derivation

    @property
    def span(self) -> Span:
        return self.expression.span


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: who says it (source), by what words (cue), and what is said (content)."""

    id: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    form: Form
    source_type: SourceType
    speaker: Mention | None
    within: str | None
    said: TimeSpan | None
    said_span: Span | None
    occasion: str | None
    occasion_span: Span | None
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in an event: the words, the party and, for codes, the country or organisation."""

    span: Span
    party: str | None
    country: str | None
    sector: str | None
    name: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    span: Span
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts, as read: `value` in plain units, `unit` the counted noun or currency."""

    span: Span
    value: float
    unit: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class EventMention:
    """One act as one report tells it. `certainty` is the author's commitment from -3 to +3, 0 unknown.

    `evidence` is the clause that carries the act, without its attribution. `topics` are content words of
    that clause, used to compare event mentions; `derivation.note` names the chain of governors.
    """

    id: str
    trigger: Span
    evidence: Span
    type: EventType
    mode: str | None
    plover: str | None
    contexts: tuple[str, ...]
    status: Status
    certainty: float
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    time: TimeSpan | None
    time_words: tuple[Span, ...]
    place: Place | None
    channel: str | None
    claim: str | None
    quantities: tuple[Quantity, ...]
    topics: frozenset[str]
    derivation: Derivation
    time_rule: str = ""

    @property
    def codes(self) -> frozenset[str]:
        """The country and organisation codes of everybody in it."""
        return frozenset(p.country for p in self.actors + self.recipients if p.country)

    @property
    def people(self) -> frozenset[str]:
        return frozenset(p.person for p in self.actors + self.recipients if p.person)


@dataclass(frozen=True, slots=True)
class Position:
    """A policy position: who holds (+1), rejects (-1) or mentions (0) what, toward whom, and who says so."""

    holder: str
    toward: str | None
    concept: str
    agreement: int
    claim: str | None
    evidence: Span
    derivation: Derivation
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything one report says, in document order, and what could not be known."""

    reading: Reading
    mentions: tuple[Mention, ...]
    times: tuple[ResolvedTime, ...]
    claims: tuple[Claim, ...]
    events: tuple[EventMention, ...]
    positions: tuple[Position, ...]
    issues: tuple[Issue, ...]

    def claim(self, id: str | None) -> Claim | None:
        """The claim with this id, if it is one of this report's."""
        return next((c for c in self.claims if c.id == id), None)
