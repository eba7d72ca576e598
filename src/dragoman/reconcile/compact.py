"""What was found of an affair without the words it rests on: a report's version of an event by its number in the reading.

The readings are at hand wherever a finding is shown, so keeping a finding, or handing it from one process to another, need
not copy them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dragoman.model.annotation import Annotation
from dragoman.model.record import Comparison, Event, Origin, Report
from dragoman.reconcile.affair import Judged


@dataclass(frozen=True, slots=True)
class CompactReport:
    """A report's version of an event: its mention is the one of this number in the reading of the document, and `start` is where
    the word that names the act begins."""

    document: str
    mention: int
    start: int
    source: str | None
    source_type: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompactEvent:
    """An event, its reports apart; its story is that of its first report, whatever that is called now."""

    event: Event
    reports: tuple[CompactReport, ...]


@dataclass(frozen=True, slots=True)
class CompactAffair:
    """What was found of an affair."""

    origins: tuple[Origin, ...]
    events: tuple[CompactEvent, ...]
    comparisons: tuple[Comparison, ...]


def compact(judged: Judged, readings: Mapping[str, Annotation]) -> CompactAffair:
    """The affair without its words; `readings` has the reading of every report by its id."""
    number = {id(m): n for a in readings.values() for n, m in enumerate(a.events)}
    return CompactAffair(
        judged.origins,
        tuple(
            CompactEvent(
                replace(event, reports=(), story=""),
                tuple(
                    CompactReport(
                        r.document,
                        number[id(r.mention)],
                        r.mention.trigger.start,
                        r.source,
                        r.source_type,
                        r.chain,
                    )
                    for r in event.reports
                ),
            )
            for event in judged.events
        ),
        judged.comparisons,
    )


def restored(kept: CompactAffair, readings: Mapping[str, Annotation]) -> Judged:
    """The affair with its words."""
    events = tuple(restored_event(event, readings) for event in kept.events)
    return Judged(kept.origins, events, kept.comparisons)


def restored_event(kept: CompactEvent, readings: Mapping[str, Annotation]) -> Event:
    """The event with the words of its reports."""
    reports = []
    for told in kept.reports:
        annotation = readings[told.document]
        mention = annotation.events[told.mention]
        evidence = annotation.reading.document.cite(mention.evidence.start, mention.evidence.end)
        reports.append(Report(told.document, mention, evidence, told.source, told.source_type, told.chain))
    return replace(kept.event, reports=tuple(reports))
