"""The forms in which findings are kept, and parts of them that are quicker to read where no more is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.model.document import Published
from dragoman.model.outcome import Issue
from dragoman.model.record import Comparison, Origin, Story
from dragoman.reconcile.compact import CompactEvent
from dragoman.reconcile.stories import Checkpoint


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where a report lies: the id it goes by in findings, its id in the project, the SHA-256 of its text, the key of its affair,
    and its day."""

    id: str
    report: str
    text: str
    affair: str
    published: Published
    inferred: bool


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """All reports in order, the stories, and what could not be known. `as_of` is the day of the last report."""

    places: tuple[KeptPlace, ...]
    stories: tuple[Story, ...]
    issues: tuple[tuple[str, Issue], ...]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Teller:
    """Of a report's version of an event whose it is."""

    document: str


@dataclass(frozen=True, slots=True)
class Tellers:
    """Of an event its id and which reports tell it."""

    event: EventId
    reports: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class EventId:
    id: str


@dataclass(frozen=True, slots=True)
class ToldBy:
    """Of a kept event who tells it, and nothing else."""

    event: Tellers


@dataclass(frozen=True, slots=True)
class Told:
    """Of a kept event what needs no other report: the event without the comparisons."""

    event: CompactEvent


@dataclass(frozen=True, slots=True)
class KeptSorting:
    """What shortens the next sorting: the state of the desk at a turn of the month, and the days of undated reports under the keys of
    all that they depend on."""

    checkpoint: Checkpoint | None
    known: dict[str, Published | None]


@dataclass(frozen=True, slots=True)
class KeptAffair:
    """What is found of an affair beside its events: origins, comparisons that belong to no event, and where its reports place
    people."""

    origins: tuple[Origin, ...]
    comparisons: tuple[Comparison, ...]
    countries: dict[str, str]


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event and the comparisons of its reports."""

    event: CompactEvent
    comparisons: tuple[Comparison, ...]
