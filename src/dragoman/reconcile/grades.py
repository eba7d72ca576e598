"""The Admiralty grade of an event: how reliable the source, how credible the information, and the reason.

The two are independent fields (NATO AJP-2.1 and its forerunners). Reliability stays F, "cannot be judged", since nobody has
judged the outlets of a run. Credibility is read off the reports, never off the world: 1 another independent origin agrees,
2 the acting party says so on record, 3 one origin only, 4 another origin conflicts, 5 the party placed to know denies,
6 every chain ends in the unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.model.annotation import SourceType, Status
from dragoman.model.record import BriefDocument, Event, Report, Verdict

_UNKNOWN = frozenset({"impersonal", "vague", "bare-sources", "unnamed-media"})
_ON_RECORD = frozenset({SourceType.NAMED_PERSON, SourceType.NAMED_BODY, SourceType.COUNTRY})


@dataclass(frozen=True, slots=True)
class Grade:
    """Reliability A to F, credibility 1 to 6, and why."""

    reliability: str
    credibility: int
    why: str

    @property
    def code(self) -> str:
        """The grade as it is written, for example "F3"."""
        return f"{self.reliability}{self.credibility}"


def grade_event(event: Event, documents: Mapping[str, BriefDocument]) -> Grade:
    """The grade of an event by the reports that tell it; `documents` are those of the brief by id."""
    if event.verdict is Verdict.DISPUTED:
        return Grade("F", 4, "another origin conflicts with it")
    if event.status is Status.DENIED or any(r.mention.status is Status.DENIED for r in event.reports):
        return Grade("F", 5, "a party placed to know denies it")
    if event.verdict is Verdict.CORROBORATED:
        return Grade("F", 1, "another independent origin agrees")
    for report in event.reports:
        if speaker := _acting_speaker(event, report, documents):
            return Grade("F", 2, f"{speaker}, who acts in it, says so on record")
    if all(r.source_type in _UNKNOWN for r in event.reports):
        return Grade("F", 6, "every chain of voices ends in the unknown")
    if event.verdict is Verdict.REPEATED:
        return Grade("F", 3, "several outlets, one origin or none shown to be independent")
    return Grade("F", 3, "one origin only")


def _acting_speaker(event: Event, report: Report, documents: Mapping[str, BriefDocument]) -> str | None:
    """The name of the speaker through whom a report knows of the act, when that speaker's side acts in it."""
    claim = documents[report.document].annotation.claim(report.mention.claim)
    if claim is None or claim.speaker is None or claim.source_type not in _ON_RECORD:
        return None
    side = claim.speaker.country or claim.speaker.party
    return claim.speaker.name if side in event.actors else None
