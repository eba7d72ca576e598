"""What a project's reports say together, kept affair by affair and made anew only where something has changed.

An affair goes by a key made of all that its findings depend on: its reports' readings, days and stories, what was decided of
them, the version of the rules. A report that comes in changes the keys of the affairs it touches and no others, so the
findings are those that would be made from nothing, whatever was there before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.codec import layout
from dragoman.kept import KeptAffair, KeptEvent, KeptLayout, KeptPlace, KeptSorting, Told, ToldBy
from dragoman.knowledge import load_knowledge
from dragoman.model.annotation import Annotation
from dragoman.model.card import Card
from dragoman.model.decided import Decided, MentionKey
from dragoman.model.document import Published
from dragoman.model.ids import make_id
from dragoman.model.record import Brief, BriefDocument, Comparison, Event, Story, Withdrawn
from dragoman.pipeline import Layout, as_decided, as_of_day, judge_all, lay_out, placed, taught_by
from dragoman.reconcile.affair import Judged, Member, documents_of
from dragoman.reconcile.assembly import Numbers, assemble
from dragoman.reconcile.cards import decided_head
from dragoman.reconcile.compact import CompactEvent, compact, restored_event
from dragoman.reconcile.doubts import Doubt, doubts
from dragoman.reconcile.features import MATCH
from dragoman.reconcile.selection import Wanted, is_wanted, select
from dragoman.reconcile.versions import vanished
from dragoman.store.findings import EventRow
from dragoman.store.store import Store

_AT_A_TIME = 400


class Findings:
    """The findings of a store, as the rules of `version` make them; `made_by` names these rules and the form of what is kept."""

    def __init__(self, store: Store, version: str) -> None:
        self._store = store
        self._version = version
        # Findings of another form are old, whatever they were made from.
        forms = [layout(kind) for kind in (KeptLayout, KeptSorting, KeptAffair, KeptEvent)]
        self.made_by = " ".join([version, *forms])

    # ------------------------------------------------------------ made

    def refresh(
        self,
        decided: Callable[[], Decided],
        workers: int = 1,
        told: Callable[[int, int], None] = lambda done, all: None,
    ) -> int:
        """Bring the findings up to date with the record and with what is `decided` now; how many affairs were judged anew.
        `told` hears how many reports of those that have to be compared again are done. Raises StoreError."""
        while not self._store.findings.are_current(self.made_by):
            judged = self._refresh(decided, workers, told)
            if judged is not None:
                return judged
        return 0

    def _refresh(
        self, decided_now: Callable[[], Decided], workers: int, told: Callable[[int, int], None]
    ) -> int | None:
        """One round of it; None where another program has changed the findings meanwhile."""
        store = self._store
        # First of all: what comes in from here on makes these findings old at once.
        changes = store.findings.changes()
        decided = decided_now()
        rows = [
            (id, digest, decided_head(replace(head, name=id), decided.days.get(id), decided.outlets.get(id)))
            for id, digest, head in store.reports.heads(self._version)
        ]
        at = {head.id: (id, digest) for id, digest, head in reversed(rows)}
        load = _Loader(store, self._version, decided, {head: id for head, (id, _) in at.items()})
        before = store.findings.sorting(KeptSorting, self.made_by)
        heads = [head for _, _, head in rows]
        since, days = (before.checkpoint, before.known) if before else (None, {})
        layout = lay_out(heads, load.cards, load.one, since, days)
        listed = [(self._key(layout, affair, at, decided), affair) for affair in layout.affairs(decided)]
        known = store.findings.keys()
        new = [(key, affair) for key, affair in listed if key not in known]
        found: dict[str, tuple[KeptAffair, list[EventRow]]] = {}
        whole, done = sum(len(s.documents) for _, affair in new for s in affair), 0
        for part in _parts(new):
            load.ahead([c.id for _, affair in part for c, _ in layout.ordered(affair)])
            pile = [layout.members(affair, load.one, decided) for _, affair in part]
            countries = [
                taught_by([as_of_day(load.one(m.id), layout.inferred.get(m.id)) for m in members])
                for members in pile
            ]
            judged = judge_all(pile, decided, workers)
            for (key, _), members, taught, one in zip(part, pile, countries, judged, strict=True):
                found[key] = _kept(one, members, taught)
            done += sum(map(len, pile))
            told(done, whole)
        keys = {id: key for key, affair in listed for s in affair for id in s.documents}
        kept = KeptLayout(
            tuple(
                KeptPlace(
                    id,
                    at[id][0],
                    card.sha256,
                    keys[id],
                    layout.inferred.get(id, card.published),
                    id in layout.inferred,
                )
                for id, card in layout.cards.items()
            ),
            layout.stories,
            layout.issues,
            max((p.last for p in _days(layout) if p.last), default=None),
        )
        sorting = KeptSorting(layout.checkpoint, dict(layout.known))
        current = {key for key, _ in listed}
        is_kept = store.findings.replace(
            kept, sorting if sorting != before else None, current, found, changes, self.made_by
        )
        return len(new) if is_kept else None

    def _key(
        self,
        layout: Layout,
        affair: Sequence[Story],
        at: Mapping[str, tuple[str, str]],
        decided: Decided,
    ) -> str:
        cards = layout.ordered(affair)
        about = decided.about({card.sha256 for card, _ in cards})
        first: dict[str, str] = {}
        members = [
            (
                card.id,
                at[card.id][1],
                decided.days.get(at[card.id][0]),
                layout.inferred.get(card.id),
                first.setdefault(story, card.id),
            )
            for card, story in cards
        ]
        held = (
            sorted(sorted(g) for g in about.same),
            sorted(sorted(p) for p in about.different),
            sorted(about.rejected),
            sorted(about.people.items()),
        )
        return make_id("affair", self.made_by, members, held)

    # ------------------------------------------------------------ told

    def brief(self, wanted: Wanted, decided: Decided) -> Brief:
        """What was found, as far as it is `wanted`. The findings must be current."""
        store = self._store
        layout = store.findings.layout(KeptLayout)
        # The days are narrowed down at the end: where a pair stands rests on all that is between the two.
        rows = store.findings.events(KeptEvent, parties=wanted.parties)
        told = {r.document for _, kept in rows for r in kept.event.reports}
        if wanted.is_everything():
            told = {place.id for place in layout.places}
        places = [place for place in layout.places if place.id in told]
        affairs = store.findings.affairs(KeptAffair, {place.affair for place in places})
        load = _Loader(store, self._version, decided, {p.id: p.report for p in places})
        load.ahead([p.id for p in places if p.inferred or p.report in decided.days], syntax=True)
        load.ahead([p.id for p in places], syntax=False)
        readings = {p.id: self._reading(p, load, affairs[p.affair], decided) for p in places}
        story_of = {id: story.id for story in layout.stories for id in story.documents}
        members: dict[str, list[Member]] = {}
        for p in places:
            members.setdefault(p.affair, []).append(Member(p.id, readings[p.id], p.published, story_of[p.id]))
        events: dict[str, list[tuple[Event, KeptEvent]]] = {}
        for key, kept in rows:
            events.setdefault(key, []).append((restored_event(kept.event, readings), kept))
        shown = {kept.event.event.id for _, kept in rows}
        documents: list[BriefDocument] = []
        judged = []
        for key, inside in members.items():
            affair = affairs[key]
            documents += documents_of(inside, affair.origins)
            here = events.get(key, [])
            judged.append(
                Judged(
                    tuple(o for o in affair.origins if told & set(o.documents)),
                    tuple(event for event, _ in here),
                    tuple(
                        c
                        for comparisons in (*(kept.comparisons for _, kept in here), affair.comparisons)
                        for c in comparisons
                        if {c.left.document, c.right.document} <= told
                        and {c.left.event, c.right.event} - {""} <= shown
                    ),
                )
            )
        order = {place.id: n for n, place in enumerate(places)}
        documents.sort(key=lambda d: order[d.id])
        whole = assemble(
            documents,
            [s for s in layout.stories if told & set(s.documents)],
            judged,
            [issue for issue in layout.issues if issue[0] in told or wanted.is_everything()],
            load_knowledge(),
            layout.as_of,
        )
        numbered = {p.report: d for p, d in zip(places, whole.documents, strict=True)}
        return select(replace(whole, withdrawn=self._withdrawn(numbered)), wanted)

    def events(
        self, wanted: Wanted, decided: Decided
    ) -> Iterator[tuple[tuple[BriefDocument, ...], list[Event]]]:
        """The events of a brief of the same, under the same names, with their reports: affair by affair, so that no more than one is held
        at a time. The findings must be current."""
        store = self._store
        layout = store.findings.layout(KeptLayout)
        rows = store.findings.events(ToldBy, parties=wanted.parties)
        named = {row.event.event.id: f"ev{n}" for n, (_, row) in enumerate(rows, 1)}
        told = {r.document for _, row in rows for r in row.event.reports}
        if wanted.is_everything():
            told = {place.id for place in layout.places}
        of_affair: dict[str, list[KeptPlace]] = {}
        for place in layout.places:
            if place.id in told:
                of_affair.setdefault(place.affair, []).append(place)
        affairs = store.findings.affairs(KeptAffair, of_affair)
        origins = (o for affair in affairs.values() for o in affair.origins if told & set(o.documents))
        numbers = Numbers([p.id for p in layout.places if p.id in told], origins)
        numbers.events = named
        story_of = {id: story.id for story in layout.stories for id in story.documents}
        for key, places in of_affair.items():
            load = _Loader(store, self._version, decided, {p.id: p.report for p in places})
            readings = {p.id: self._reading(p, load, affairs[key], decided) for p in places}
            members = [Member(p.id, readings[p.id], p.published, story_of[p.id]) for p in places]
            found = [
                numbers.event(restored_event(kept.event, readings), story_of[kept.event.reports[0].document])
                for _, kept in store.findings.events(KeptEvent, parties=wanted.parties, affair=key)
            ]
            listed = tuple(numbers.document(d) for d in documents_of(members, affairs[key].origins))
            yield listed, [event for event in found if is_wanted(event, wanted)]

    def _withdrawn(self, listed: Mapping[str, BriefDocument]) -> tuple[Withdrawn, ...]:
        """What earlier versions of some reports, by their ids in the project, said and the later ones do not."""
        versions = self._store.reports.versions(listed)
        if not versions:
            return ()
        earlier = {id for ids in versions.values() for id in ids}
        read = dict(self._store.reports.annotations(self._version, only=earlier, syntax=False, replaced=True))
        found = []
        for later, ids in sorted(versions.items()):
            document = listed[later]
            for id in ids:
                old = read[id].reading
                for span in vanished(read[id], document.annotation):
                    found.append(
                        Withdrawn(
                            document.id,
                            id,
                            span,
                            old.document.quote(span),
                            old.header.published.last,
                            document.published.last,
                        )
                    )
        return tuple(found)

    def timeline(self, wanted: Wanted) -> list[tuple[Event, list[MentionKey]]]:
        """The events of a brief of the same, under the same names, without their reports' words but with the places of their
        mentions. Words cannot be wanted here. The findings must be current."""
        texts = {p.id: p.text for p in self._store.findings.layout(KeptLayout).places}
        rows = self._store.findings.events(Told, parties=wanted.parties)
        rows.sort(key=lambda row: (-row[1].event.event.weight, row[1].event.event.id))
        named = [
            (replace(kept.event.event, id=f"ev{n}"), kept.event.reports)
            for n, (_, kept) in enumerate(rows, 1)
        ]
        return [
            (event, [(texts[r.document], r.start) for r in reports])
            for event, reports in named
            if is_wanted(event, wanted)
        ]

    def doubts(self, parties: Sequence[str], decided: Decided) -> list[Doubt]:
        """The weakest judgements about the events of all the parties, the greatest doubt first. The findings must be current."""
        store = self._store
        layout = store.findings.layout(KeptLayout)
        rows = store.findings.events(KeptEvent, parties=parties)
        of_affair: dict[str, list[CompactEvent]] = {}
        for key, kept in rows:
            of_affair.setdefault(key, []).append(kept.event)
        several = {
            key: events
            for key, events in of_affair.items()
            if len({r.document for e in events for r in e.reports}) > 1
        }
        affairs = store.findings.affairs(KeptAffair, several)
        places: dict[str, list[KeptPlace]] = {}
        for place in layout.places:
            if place.affair in several:
                places.setdefault(place.affair, []).append(place)
        found: list[Doubt] = []
        for key, events in sorted(several.items()):
            load = _Loader(store, self._version, decided, {p.id: p.report for p in places[key]})
            members = [
                Member(p.id, self._reading(p, load, affairs[key], decided), p.published, "")
                for p in places[key]
            ]
            readings = {m.id: m.annotation for m in members}
            found += doubts(members, [restored_event(e, readings) for e in events], decided)
        return sorted(found, key=lambda d: (abs(d.score - MATCH), d.id))

    def _reading(self, place: KeptPlace, load: _Loader, affair: KeptAffair, decided: Decided) -> Annotation:
        """The reading of a report as it was judged."""
        read = as_of_day(load.one(place.id), place.published if place.inferred else None)
        return placed(read, affair.countries, decided)

    def reports_telling(
        self, parties: Sequence[str], types: Sequence[str], statuses: Sequence[str]
    ) -> set[str]:
        """The ids, in the project, of the reports that tell of an event of all the parties, of one of the types and statuses."""
        rows = self._store.findings.events(Told, parties=parties, types=types, statuses=statuses)
        report_of = {place.id: place.report for place in self._store.findings.layout(KeptLayout).places}
        return {report_of[r.document] for _, kept in rows for r in kept.event.reports}


class _Loader:
    """Readings by the ids that findings use, some kept at hand."""

    def __init__(self, store: Store, version: str, decided: Decided, reports: Mapping[str, str]) -> None:
        self._store = store
        self._version = version
        self._decided = decided
        self._reports = reports
        self._at_hand: dict[str, Annotation] = {}

    def one(self, id: str) -> Annotation:
        if id not in self._at_hand:
            if len(self._at_hand) > 2 * _AT_A_TIME:
                self._at_hand.clear()
            self._read([id], syntax=True)
        return self._at_hand[id]

    def cards(self, ids: Sequence[str]) -> list[Card]:
        """The cards of reports, under the ids and the days that were decided."""
        named = {self._reports[id]: id for id in ids}
        found = {
            named[report]: self._decided_card(report, named[report], card)
            for report, card in self._store.reports.cards(self._version, named)
        }
        return [found[id] for id in ids]

    def _decided_card(self, report: str, id: str, card: Card) -> Card:
        day, outlet = self._decided.days.get(report), self._decided.outlets.get(report)
        head = decided_head(card, day, outlet)
        return replace(card, id=id, name=report, outlet=head.outlet, published=head.published)

    def ahead(self, ids: Sequence[str], syntax: bool = True) -> None:
        """Read these in few queries; those that are at hand stay."""
        missing = [id for id in ids if id not in self._at_hand]
        if syntax and len(self._at_hand) + len(missing) > 2 * _AT_A_TIME:
            self._at_hand.clear()
            missing = list(ids)
        self._read(missing, syntax)

    def _read(self, ids: Iterable[str], syntax: bool) -> None:
        named = {self._reports[id]: id for id in ids}
        for report, annotation in self._store.reports.annotations(self._version, only=named, syntax=syntax):
            day, outlet = self._decided.days.get(report), self._decided.outlets.get(report)
            as_it_is = day is None and outlet is None
            self._at_hand[named[report]] = annotation if as_it_is else as_decided(annotation, day, outlet)


def _days(layout: Layout) -> Iterator[Published]:
    return (layout.inferred.get(id, card.published) for id, card in layout.cards.items())


def _parts(
    affairs: Sequence[tuple[str, tuple[Story, ...]]],
) -> Iterator[list[tuple[str, tuple[Story, ...]]]]:
    """The affairs in parts of about _AT_A_TIME reports."""
    part: list[tuple[str, tuple[Story, ...]]] = []
    size = 0
    for entry in affairs:
        part.append(entry)
        size += sum(len(s.documents) for s in entry[1])
        if size >= _AT_A_TIME:
            yield part
            part, size = [], 0
    if part:
        yield part


def _kept(
    judged: Judged, members: Sequence[Member], countries: dict[str, str]
) -> tuple[KeptAffair, list[EventRow]]:
    """What is kept of an affair, and a row for each of its events."""
    small = compact(judged, {m.id: m.annotation for m in members})
    beside: dict[str, list[Comparison]] = {}
    for comparison in small.comparisons:
        beside.setdefault(comparison.left.event or comparison.right.event, []).append(comparison)
    rows = [
        EventRow(
            kept.event.id,
            kept.event.type.value,
            kept.event.status.value,
            kept.event.time.first if kept.event.time else None,
            kept.event.time.last if kept.event.time else None,
            kept.event.weight,
            frozenset({*kept.event.actors, *kept.event.recipients}),
            KeptEvent(kept, tuple(beside.get(kept.event.id, ()))),
        )
        for kept in small.events
    ]
    return KeptAffair(small.origins, tuple(beside.get("", ())), countries), rows
