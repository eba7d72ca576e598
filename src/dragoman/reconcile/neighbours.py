"""Which reports of a story are laid side by side as wholes, and which event a passage of one belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.model.record import BriefDocument, Event
from dragoman.model.spans import Span

_NEIGHBOURS = 4
Clauses = list[tuple[Span, str]]


def neighbours(
    documents: Sequence[BriefDocument], *, copies: bool = False, reach: int = _NEIGHBOURS
) -> Iterator[tuple[BriefDocument, BriefDocument]]:
    """The pairs of reports of one story that do not go back to one text, or with `copies` those too: each with the first of its
    story and with the next `reach`."""
    stories: dict[str, list[BriefDocument]] = defaultdict(list)
    for document in documents:
        stories[document.story].append(document)
    for members in stories.values():
        for (i, left), (j, right) in combinations(enumerate(members), 2):
            if (copies or left.origin != right.origin) and (j - i <= reach or i == 0):
                yield left, right


def clauses_of(events: Sequence[Event]) -> dict[str, Clauses]:
    """For each report the clauses that tell its events, with their ids; a report that tells none has no clauses."""
    found: dict[str, Clauses] = defaultdict(list)
    for event in events:
        for report in event.reports:
            found[report.document].append((report.mention.evidence, event.id))
    return found


def event_at(span: Span, clauses: Clauses) -> str:
    """The event that a passage belongs to, empty for none."""
    return next((id for c, id in clauses if c.start < span.end and span.start < c.end), "")
