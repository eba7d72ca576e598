"""Part of a brief: the events of parties, days or words, with what belongs to them. Nothing is found anew."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from dragoman.model.record import Brief, Event


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a brief is asked for: events between or of all `parties` (codes), whose time may lie from `since` to `until`,
    and that hold all the `words`; empty asks for everything."""

    parties: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    words: tuple[str, ...] = ()

    def is_everything(self) -> bool:
        return not (self.parties or self.since or self.until or self.words)


def select(brief: Brief, wanted: Wanted) -> Brief:
    """The brief of the events that are asked for, their reports, and the pairs, threads and comparisons about them."""
    if wanted.is_everything():
        return brief
    events = tuple(e for e in brief.events if is_wanted(e, wanted))
    kept = {e.id for e in events}
    told = {r.document for e in events for r in e.reports}
    documents = tuple(d for d in brief.documents if d.id in told)
    stories = {d.story for d in documents}
    return replace(
        brief,
        documents=documents,
        origins=tuple(o for o in brief.origins if told & set(o.documents)),
        stories=tuple(
            replace(
                s,
                documents=tuple(d for d in s.documents if d in told),
                follows=s.follows if s.follows in stories else None,
            )
            for s in brief.stories
            if s.id in stories
        ),
        events=events,
        comparisons=tuple(
            c
            for c in brief.comparisons
            if (c.left.event in kept and c.right.event in kept)
            or (not c.left.event and {c.left.document, c.right.document} <= told)
        ),
        positions=tuple(
            p
            for p in brief.positions
            if {r.document for r in p.reports} & told and _concerns((p.holder, p.toward or p.holder), wanted)
        ),
        upcoming=tuple(i for i in brief.upcoming if i in kept),
        threads=tuple(
            replace(t, steps=steps)
            for t in brief.threads
            if _concerns(t.dyad, wanted) and (steps := tuple(i for i in t.steps if i in kept))
        ),
        standings=tuple(
            replace(s, because=tuple(i for i in s.because if i in kept))
            for s in brief.standings
            if _concerns(s.dyad, wanted) and any(_is_between(e, s.dyad) for e in events)
        ),
        balances=tuple(
            replace(b, periods=periods)
            for b in brief.balances
            if _concerns(b.dyad, wanted) and (periods := tuple(p for p in b.periods if set(p.events) <= kept))
        ),
        issues=tuple(i for i in brief.issues if i[0] in told),
        withdrawn=tuple(w for w in brief.withdrawn if w.document in told),
    )


def is_wanted(event: Event, wanted: Wanted) -> bool:
    """True for an event of all the parties whose time may lie in the days and whose words hold the words."""
    if not set(wanted.parties) <= {*event.actors, *event.recipients}:
        return False
    time = event.time
    first, last = (time.first, time.last) if time else (None, None)
    if wanted.since and (last or first or date.max) < wanted.since:
        return False
    if wanted.until and (first or last or date.min) > wanted.until:
        return False
    return all(_holds(event, word) for word in wanted.words)


def _holds(event: Event, word: str) -> bool:
    """True where the event's own words hold `word`, in whatever case."""
    folded = word.casefold()
    return folded in event.summary.casefold() or any(
        folded in r.evidence.quote.casefold() for r in event.reports
    )


def _concerns(dyad: Collection[str], wanted: Wanted) -> bool:
    """A pair that is asked for: with one party all its pairs, with several only pairs among them."""
    if not wanted.parties:
        return True
    if len(wanted.parties) == 1:
        return wanted.parties[0] in dyad
    return set(dyad) <= set(wanted.parties)


def _is_between(event: Event, dyad: tuple[str, str]) -> bool:
    return set(dyad) <= {*event.actors, *event.recipients}
