"""The affairs put together in one brief: who acts, where pairs stand, what comes next, and short numbers for reading.

Within an affair reports, origins and events go by ids made from their content, so that an affair found once is the same in every
brief; here they get the numbers a reader sees: d1 and o1 in the order of the reports, ev1 from the most important event on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.knowledge import Knowledge
from dragoman.model.annotation import MentionKind
from dragoman.model.outcome import Issue
from dragoman.model.record import (
    Brief,
    BriefDocument,
    Comparison,
    Event,
    Origin,
    Party,
    Report,
    Side,
    Story,
)
from dragoman.reconcile.affair import Judged
from dragoman.reconcile.balances import find_balances
from dragoman.reconcile.positions import compare_positions, merge_positions
from dragoman.reconcile.threads import find_standings, find_threads, is_upcoming
from dragoman.reconcile.wording import name_of

_ELSEWHERE = "a report that is not listed here"
_ID = re.compile(r"report-[0-9a-f]{12}")


def assemble(
    documents: Sequence[BriefDocument],
    stories: Sequence[Story],
    judged: Sequence[Judged],
    issues: Sequence[tuple[str, Issue]],
    knowledge: Knowledge,
    as_of: date | None = None,
) -> Brief:
    """The brief of some affairs. `documents` are their reports in order, each with the origin and story it has among its own;
    `stories`, `judged` and `issues` name reports by their ids, and those that are not listed are passed over. It speaks as of a day, or else of its last report's."""
    numbers = Numbers([d.id for d in documents], [o for affair in judged for o in affair.origins])
    found = [e for affair in judged for e in affair.events]
    found.sort(key=lambda e: (-e.weight, e.id))
    numbers.events = {e.id: f"ev{n}" for n, e in enumerate(found, 1)}
    story_of = {d.id: d.story for d in documents}
    listed = tuple(numbers.document(d) for d in documents)
    events = [numbers.event(e, story_of[e.reports[0].document]) for e in found]
    told_on = {d.id: d.published.last for d in listed if d.published.last}
    last = as_of or max(told_on.values(), default=None)
    return Brief(
        listed,
        tuple(numbers.origin(o) for affair in judged for o in affair.origins),
        tuple(numbers.story(s) for s in stories),
        _parties(events, listed, knowledge),
        tuple(events),
        tuple(sorted((numbers.comparison(c) for affair in judged for c in affair.comparisons), key=_by_event))
        + tuple(compare_positions(listed)),
        merge_positions(listed),
        tuple(e.id for e in sorted(events, key=in_time) if is_upcoming(e, last)),
        find_threads(events, told_on),
        find_standings(events, told_on),
        find_balances(events),
        tuple((numbers.reports.get(id, id), issue) for id, issue in issues)
        + tuple((d.id, issue) for d in listed for issue in d.annotation.issues),
        last,
    )


class Numbers:
    """The short number of every report, origin and event; `events` is set by who knows their order."""

    def __init__(self, reports: Sequence[str], origins: Iterable[Origin]) -> None:
        self.reports = {id: f"d{n}" for n, id in enumerate(reports, 1)}
        place = {id: n for n, id in enumerate(reports)}
        ordered = sorted(origins, key=lambda o: min(place[d] for d in o.documents if d in place))
        self.origins = {o.id: f"o{n}" for n, o in enumerate(ordered, 1)}
        self.events: Mapping[str, str] = {}

    def text(self, words: str) -> str:
        """A sentence that may name reports."""
        return _ID.sub(lambda m: self.reports.get(m[0], _ELSEWHERE), words) if "report-" in words else words

    def document(self, document: BriefDocument) -> BriefDocument:
        return replace(document, id=self.reports[document.id], origin=self.origins[document.origin])

    def origin(self, origin: Origin) -> Origin:
        return Origin(
            self.origins[origin.id],
            tuple(self.reports[d] for d in origin.documents if d in self.reports),
            origin.basis,
            self.text(origin.why),
            origin.passages,
        )

    def story(self, story: Story) -> Story:
        listed = tuple(self.reports[d] for d in story.documents if d in self.reports)
        return replace(story, documents=listed)

    def event(self, event: Event, story: str) -> Event:
        return replace(
            event,
            id=self.events[event.id],
            reports=tuple(self._report(r) for r in event.reports),
            origins=tuple(self.origins[o] for o in event.origins),
            why=self.text(event.why),
            story=story,
            answers=tuple(self.events[a] for a in event.answers if a in self.events),
        )

    def _report(self, report: Report) -> Report:
        return Report(
            self.reports[report.document],
            report.mention,
            report.evidence,
            report.source,
            report.source_type,
            report.chain,
        )

    def comparison(self, comparison: Comparison) -> Comparison:
        left, right = (self._side(s) for s in (comparison.left, comparison.right))
        return Comparison(comparison.kind, comparison.field, left, right, self.text(comparison.why))

    def _side(self, side: Side) -> Side:
        return Side(self.reports[side.document], self.events.get(side.event, ""), side.span, side.value)


def _by_event(comparison: Comparison) -> tuple[bool, int, int]:
    """Comparisons within an event go before those of two, each by the numbers of the events; those of none come last."""
    left, right = (int(s.event[2:]) if s.event else 10**9 for s in (comparison.left, comparison.right))
    return left != right, left, right


def _parties(
    events: Sequence[Event], documents: Sequence[BriefDocument], knowledge: Knowledge
) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for code in {c for e in events for c in e.actors + e.recipients}:
        name = knowledge.names.parties.get(code)
        kind = (
            "state"
            if name is not None
            and name.country == code
            and len(code) == 3
            and name.kind.value in ("state", "adjective")
            else "organisation"
        )
        country = code if kind == "state" or code in ("UNO", "EUR") else None
        found[code] = Party(code, kind, country, name_of(code, knowledge), name.qid if name else None)
    told = {person for e in events for person in e.people}
    for document in documents:
        for mention in document.annotation.mentions:
            if mention.kind is MentionKind.PERSON and mention.name in told and mention.party:
                found.setdefault(
                    mention.party,
                    Party(
                        mention.party,
                        "person",
                        mention.country,
                        mention.name,
                        mention.party if mention.party.startswith("Q") else None,
                    ),
                )
    return tuple(sorted(found.values(), key=lambda p: (p.kind, p.id)))


def in_time(event: Event) -> tuple[date, date, str]:
    """Events go by their first days, then their last ones; those without a time come last."""
    first = event.time.first if event.time and event.time.first else date.max
    return (first, event.time.last if event.time and event.time.last else date.max, event.id)
