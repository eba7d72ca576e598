"""The order of the stages, readable as a table of contents. No stage knows another; this module knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.codec import pack, unpack
from dragoman.extract.claims import find_claims
from dragoman.extract.context import Claims, Context, are_even, kinds_of_names, main_sides
from dragoman.extract.events import find_events
from dragoman.extract.lookup import Lookup
from dragoman.extract.mentions import find_mentions
from dragoman.extract.positions import find_positions
from dragoman.extract.times import find_times
from dragoman.forked import forked_map, no_collector
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model.annotation import Annotation, ResolvedTime
from dragoman.model.card import Head
from dragoman.model.decided import NOTHING, Decided
from dragoman.model.document import Basis, Document, Published, decided_day
from dragoman.model.ids import make_id
from dragoman.model.outcome import Issue
from dragoman.model.reading import Reading, Stated
from dragoman.model.record import Brief, Story
from dragoman.model.settings import Settings
from dragoman.model.time import Precision, TimeSpan
from dragoman.model.time import day as one_day
from dragoman.reading.reading import read_document
from dragoman.reconcile.affair import Judged, Member, documents_of, judge
from dragoman.reconcile.assembly import assemble
from dragoman.reconcile.cards import card_of
from dragoman.reconcile.compact import CompactAffair, compact, restored
from dragoman.reconcile.dating import Constraint, infer_day, neighbour, tentative_day
from dragoman.reconcile.stories import Checkpoint, Look, Near, affairs, sort_reports
from dragoman.reconcile.teaching import countries_of_people, with_countries
from dragoman.resolve.belonging import HOME_GUESS
from dragoman.resolve.parties import SUBJECT_GUESS, resolve_mentions
from dragoman.resolve.when import resolve_times


def annotate(document: Document, settings: Settings = Settings()) -> Annotation:  # noqa: B008 - a frozen value
    """What one report says, before any comparison. Raises SyntaxMissingError when no model is installed."""
    knowledge = load_knowledge()
    reading, issues = read_document(document, knowledge, settings)
    return understand(reading, reading.header.published, knowledge, issues)


def understand(
    reading: Reading,
    published: Published,
    knowledge: Knowledge,
    issues: tuple[Issue, ...],
) -> Annotation:
    """A reading understood as of a publication day, which may be an inferred interval."""
    anchor = published.span if published.first and published.last else None
    mentions = resolve_mentions(
        find_mentions(reading, knowledge), reading, knowledge, published.day or published.first
    )
    times = resolve_times(find_times(reading), reading, anchor)
    who, when = Lookup(mentions.found), Lookup(times.found)
    claims = find_claims(reading, who, when, knowledge)
    clauses = tuple(c for c in claims if not c.derivation.rule.startswith("claim.object"))
    sides = main_sides(mentions.found)
    events = find_events(
        Context(
            reading,
            who,
            when,
            Claims(clauses),
            knowledge,
            anchor,
            sides,
            are_even(mentions.found, sides),
            kinds_of_names(reading, knowledge.lexicon.classes["named"]),
        )
    )
    positions = find_positions(reading, who, clauses, events)
    return Annotation(
        reading,
        mentions.found,
        times.found,
        claims,
        events,
        positions,
        issues + mentions.issues + times.issues,
    )


def as_decided(annotation: Annotation, day: date | None, outlet: str | None) -> Annotation:
    """A report understood with the day and the outlet that a person gives it; None leaves what it says itself."""
    header, reading = annotation.reading.header, annotation.reading
    if outlet is not None:
        header = replace(header, outlet=Stated(outlet, None, "header.decided"))
    if day is not None:
        header = replace(header, published=decided_day(day))
    reading = replace(reading, header=header)
    if day is None:
        return replace(annotation, reading=reading)
    return understand(reading, header.published, load_knowledge(), ())


def brief(annotations: Sequence[Annotation], decided: Decided = NOTHING, *, workers: int = 1) -> Brief:
    """What the reports say together. The order of `annotations` does not matter: the same reports give the same brief. What a
    person `decided` of their events wins over what is found. Several `workers` share the affairs among them."""
    with no_collector():
        found = sorted(((card_of(a), a) for a in annotations), key=lambda pair: pair[0].name, reverse=True)
        load = {card.id: annotation for card, annotation in found}.__getitem__
        cards = {card.id: card for card, _ in reversed(found)}
        layout = lay_out([card for card, _ in found], lambda ids: [cards[id] for id in ids], load)
        pile = [layout.members(affair, load, decided) for affair in layout.affairs(decided)]
        return together(layout, pile, judge_all(pile, decided, workers))


def judge_all(pile: Sequence[Sequence[Member]], decided: Decided = NOTHING, workers: int = 1) -> list[Judged]:
    """What is found of each affair of a pile, by several processes where there are `workers` for them."""
    knowledge = load_knowledge()
    if workers <= 1:
        return [judge(members, knowledge, decided) for members in pile]

    def found(members: Sequence[Member]) -> bytes:
        return pack(compact(judge(members, knowledge, decided), _readings(members)))

    return [
        restored(unpack(CompactAffair, body), _readings(members))
        for members, body in zip(pile, forked_map(found, pile, workers, len), strict=True)
    ]


def _readings(members: Sequence[Member]) -> dict[str, Annotation]:
    return {m.id: m.annotation for m in members}


def together(layout: Layout, pile: Sequence[Sequence[Member]], judged: Sequence[Judged]) -> Brief:
    """The brief of affairs that were judged, their reports in the order of the layout."""
    documents = [
        d for members, found in zip(pile, judged, strict=True) for d in documents_of(members, found.origins)
    ]
    place = {id: n for n, id in enumerate(layout.cards)}
    documents.sort(key=lambda d: place[d.id])
    return assemble(documents, layout.stories, judged, layout.issues, load_knowledge())


Load = Callable[[str], Annotation]
Known = Mapping[str, Published | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """A pile sorted: the heads of its reports by their ids, in order, each report once; the days inferred for undated ones; the stories.
    `checkpoint` and `known` shorten the work on the same pile with more reports in it."""

    cards: Mapping[str, Head]
    inferred: Mapping[str, Published]
    stories: tuple[Story, ...]
    issues: tuple[tuple[str, Issue], ...]
    checkpoint: Checkpoint | None
    known: Known

    def affairs(self, decided: Decided = NOTHING) -> list[tuple[Story, ...]]:
        """The affairs; those that share an event a person holds to be one are one."""
        found = [list(affair) for affair in affairs(self.stories)]
        story_of = {id: s.id for s in self.stories for id in s.documents}
        of_text = {card.sha256: story_of[id] for id, card in self.cards.items()}
        for group in decided.same:
            named = {of_text[sha256] for sha256, _ in group if sha256 in of_text}
            touched = [affair for affair in found if any(s.id in named for s in affair)]
            for other in touched[1:]:
                touched[0].extend(other)
                found.remove(other)
        return [tuple(affair) for affair in found]

    def members(self, affair: Sequence[Story], load: Load, decided: Decided = NOTHING) -> tuple[Member, ...]:
        """The reports of an affair in order, understood as of their days, people placed where one of them places them."""
        cards = self.ordered(affair)
        read = {card.id: as_of_day(load(card.id), self.inferred.get(card.id)) for card, _ in cards}
        countries = taught_by(read.values())
        return tuple(
            Member(
                card.id,
                placed(read[card.id], countries, decided),
                self.inferred.get(card.id, card.published),
                story,
            )
            for card, story in cards
        )

    def ordered(self, affair: Sequence[Story]) -> list[tuple[Head, str]]:
        """The heads of an affair in order, each with its story."""
        story_of = {id: s.id for s in affair for id in s.documents}
        return [(c, story_of[c.id]) for c in sorted((self.cards[id] for id in story_of), key=_in_order)]


_GUESSES = (HOME_GUESS, SUBJECT_GUESS)


def taught_by(read: Iterable[Annotation]) -> dict[str, str]:
    """The countries that the reports of an affair give to people whom no table knows."""
    return countries_of_people(tuple(read), _GUESSES)


def placed(annotation: Annotation, countries: Mapping[str, str], decided: Decided = NOTHING) -> Annotation:
    """A reading with people placed in the countries that other reports, or a person, give them."""
    return with_countries(annotation, countries, _GUESSES, decided.people)


def lay_out(
    heads: Iterable[Head], look: Look, load: Load, since: Checkpoint | None = None, known: Known | None = None
) -> Layout:
    """Reports sorted into stories and undated ones dated; `look` gives the cards of reports and `load` the reading of one, where its head
    is not enough. What was found before, the state of the desk at a turn of the month (`since`) and the days that were `known`
    under their keys, shortens the work and changes nothing."""
    issues: list[tuple[str, Issue]] = []
    ordered = _distinct(heads, issues)
    found = sort_reports(ordered, look, since)
    dating = _Dating(load, found.nearest, known or {})
    inferred = dating.dated(ordered, found.stories, issues)
    by_id = {head.id: head for head in ordered}
    return Layout(by_id, inferred, found.stories, tuple(issues), found.checkpoint, dating.told)


def _distinct(cards: Iterable[Head], issues: list[tuple[str, Issue]]) -> tuple[Head, ...]:
    """The reports in an order of their own, the same text of one outlet once."""
    kept: dict[str, Head] = {}
    for card in sorted(cards, key=_in_order):
        first = kept.setdefault(card.id, card)
        if first is not card:
            again = f"the same text as {first.name}; read once"
            issues.append((card.name, Issue("document.duplicate", again)))
    return tuple(kept.values())


def _in_order(card: Head) -> tuple[date, str, str, str]:
    """Reports go by their days, those without one last."""
    return (card.day or date.max, card.sha256, card.id, card.name)


def as_of_day(annotation: Annotation, day: Published | None) -> Annotation:
    """A reading understood as of an inferred day, where there is one."""
    return annotation if day is None else understand(annotation.reading, day, load_knowledge(), ())


class _Dating:
    """The days of undated reports, inferred from the dated ones of their affairs; `told` holds each under the key of all that it
    depends on."""

    def __init__(self, load: Load, nearest: Mapping[str, Near], known: Known) -> None:
        self._load = load
        self._nearest = nearest
        self._known = known
        self.told: dict[str, Published | None] = {}

    def dated(
        self, heads: Sequence[Head], stories: Sequence[Story], issues: list[tuple[str, Issue]]
    ) -> dict[str, Published]:
        """The days inferred, by report; of a report without one an issue says so."""
        days = {head.id: head.day for head in heads if head.day is not None}
        undated = [(n, head) for n, head in enumerate(heads) if head.published.span is None]
        mates = {
            d: [o for s in affair for o in s.documents]
            for affair in (affairs(stories) if undated else ())
            for a in affair
            for d in a.documents
        }
        inferred: dict[str, Published] = {}
        for _, head in sorted(undated, key=lambda u: (not u[1].has_dateline, u[0])):
            dated = [(other, days[other]) for other in mates[head.id] if other in days]
            found = self._day(head, dated, inferred)
            if found is None:
                told = "the report carries no date and none could be inferred; give it with --published"
                issues.append((head.id, Issue("published.unknown", told)))
                continue
            inferred[head.id] = found
            if found.day is not None:
                days[head.id] = found.day
        return inferred

    def _day(
        self, head: Head, dated: Sequence[tuple[str, date]], inferred: Mapping[str, Published]
    ) -> Published | None:
        near = self._nearest.get(head.id)
        key = make_id("day", head.id, near, [(other, day, other in inferred) for other, day in dated])
        if key in self._known:
            found = self._known[key]
        else:
            beside = neighbour([(near.likeness, near.day, near.outlet)] if near else [])
            read = [(day, as_of_day(self._load(other), inferred.get(other))) for other, day in dated]
            found = _inferred(self._load(head.id), read, beside)
        self.told[key] = found
        return found


def _inferred(
    annotation: Annotation, dated: list[tuple[date, Annotation]], beside: Constraint | None
) -> Published | None:
    if not dated and beside is None:
        return None
    day = tentative_day([d for d, _ in dated] if dated else sorted(beside.days if beside else ()))
    tentative = as_of_day(annotation, Published(day, day, Precision.DAY, Basis.INFERRED, ""))

    def resolve(time: ResolvedTime, on: date) -> TimeSpan | None:
        return resolve_times((time.expression,), annotation.reading, one_day(on)).found[0].interval

    return infer_day(tentative, dated, resolve, beside)
