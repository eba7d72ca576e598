"""What is scheduled, as a calendar (iCalendar, RFC 5545): whole days, tentative until a report says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from dragoman.model.annotation import Status
from dragoman.model.record import Brief, Event
from dragoman.present.words import safe

_LONGEST = 31


def to_calendar(brief: Brief, made: datetime | None = None) -> str:
    """The upcoming events of a brief that have days of their own, as the text of a calendar.

    A scheduled event that independent reports corroborate is CONFIRMED, any other TENTATIVE; an interval of more than a
    month is left out, since nobody could keep it free. `made` is the time stamp, now when left out.
    """
    by_id = {e.id: e for e in brief.events}
    calendar = Calendar()
    calendar.add("prodid", "-//Dragoman//EN")
    calendar.add("version", "2.0")
    stamp = made or datetime.now(UTC)
    for entry in _entries((by_id[i] for i in brief.upcoming), brief, stamp):
        calendar.add_component(entry)
    return str(calendar.to_ical().decode("utf-8"))


def _entries(events: Iterable[Event], brief: Brief, stamp: datetime) -> Iterable[Entry]:
    outlets = {d.id: d.outlet or d.id for d in brief.documents}
    for event in events:
        time = event.time
        if time is None or time.first is None or time.last is None or (time.days or 0) > _LONGEST:
            continue
        sure = event.status is Status.SCHEDULED and event.verdict.value == "corroborated"
        entry = Entry()
        entry.add("uid", f"{event.reports[0].mention.id}@dragoman")
        entry.add("dtstamp", stamp)
        entry.add("dtstart", time.first)
        entry.add("dtend", time.last + timedelta(days=1))
        entry.add("summary", safe(event.summary))
        entry.add("status", "CONFIRMED" if sure else "TENTATIVE")
        if event.place:
            entry.add("location", safe(event.place))
        told = dict.fromkeys(f"{outlets[r.document]}: “{safe(r.evidence.quote)}”" for r in event.reports)
        entry.add("description", f"{event.status.value}, {event.verdict.value}\n" + "\n".join(told))
        yield entry
