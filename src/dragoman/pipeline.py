"""The order of the stages, readable as a table of contents. No stage knows another; this module knows them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.extract.claims import find_claims
from dragoman.extract.context import Claims, Context, main_sides
from dragoman.extract.events import find_events
from dragoman.extract.lookup import Lookup
from dragoman.extract.mentions import find_mentions
from dragoman.extract.positions import find_positions
from dragoman.extract.times import find_times
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model.annotation import Annotation, EventMention, EventType, MentionKind, ResolvedTime, Status
from dragoman.model.decided import NOTHING, Decided
from dragoman.model.document import Basis, Document, Published
from dragoman.model.outcome import Issue
from dragoman.model.reading import Reading, Stated
from dragoman.model.record import Brief, BriefDocument, Event, Origin, Party, Story
from dragoman.model.settings import Settings
from dragoman.model.time import Precision, TimeSpan
from dragoman.model.time import day as one_day
from dragoman.reading.reading import read_document
from dragoman.reconcile.balances import find_balances
from dragoman.reconcile.comparisons import compare_events
from dragoman.reconcile.dating import Constraint, infer_day, neighbour, tentative_day
from dragoman.reconcile.likeness import Topics, topics_of
from dragoman.reconcile.matching import match_events
from dragoman.reconcile.merging import disputed, make_event
from dragoman.reconcile.origins import find_origins
from dragoman.reconcile.positions import compare_positions, merge_positions
from dragoman.reconcile.stories import affairs, find_stories
from dragoman.reconcile.teaching import countries_of_people, with_countries
from dragoman.reconcile.threads import find_standings, find_threads, is_upcoming, link_answers
from dragoman.reconcile.wording import name_of
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
    events = find_events(
        Context(reading, who, when, Claims(clauses), knowledge, anchor, main_sides(mentions.found))
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
        header = replace(
            header,
            published=Published(day, day, Precision.DAY, Basis.GIVEN, "decided by the keeper of the record"),
        )
    reading = replace(reading, header=header)
    if day is None:
        return replace(annotation, reading=reading)
    return understand(reading, header.published, load_knowledge(), ())


def brief(annotations: Sequence[Annotation], decided: Decided = NOTHING) -> Brief:
    """What the reports say together. The order of `annotations` does not matter: the same reports give the same brief. What a
    person `decided` of their events wins over what is found."""
    knowledge = load_knowledge()
    issues: list[tuple[str, Issue]] = []
    ordered = _distinct(annotations, issues)
    ids = [f"d{n}" for n in range(1, len(ordered) + 1)]
    topics = topics_of(ordered)
    stories = find_stories(ordered, ids, [a.reading.header.published.day for a in ordered], topics)
    ordered, published = _dated(ordered, ids, stories, topics, knowledge, issues)
    ordered = _taught(ordered, ids, stories)
    origins = find_origins(ordered, ids, knowledge)
    documents = _documents(ordered, ids, published, origins, stories)
    place = {id: n for n, id in enumerate(ids)}
    events = [
        event
        for affair in _affairs(stories, documents, decided)
        for event in link_answers(_events(documents, affair, knowledge, decided, place))
    ]
    events.sort(key=lambda e: (-e.weight, e.id))
    told_on = {id: p.last for id, p in zip(ids, published, strict=True) if p.last}
    as_of = max(told_on.values(), default=None)
    for document in documents:
        issues += [(document.id, issue) for issue in document.annotation.issues]
    comparisons = compare_events(events, documents)
    events = disputed(events, comparisons)
    return _numbered(
        Brief(
            documents,
            origins,
            stories,
            _parties(events, ordered, knowledge),
            tuple(events),
            comparisons + tuple(compare_positions(documents)),
            merge_positions(documents),
            tuple(e.id for e in sorted(events, key=_by_day) if is_upcoming(e, as_of)),
            find_threads(events, told_on),
            find_standings(events, told_on),
            find_balances(events),
            tuple(issues),
            as_of,
        )
    )


def _distinct(annotations: Sequence[Annotation], issues: list[tuple[str, Issue]]) -> list[Annotation]:
    """The annotations in an order of their own, the same text of one outlet once."""
    kept: dict[tuple[str, str], Annotation] = {}
    for annotation in sorted(
        annotations,
        key=lambda a: (
            a.reading.header.published.day or date.max,
            a.reading.document.sha256,
            _outlet_of(a),
            a.reading.document.path or "",
        ),
    ):
        first = kept.setdefault((annotation.reading.document.sha256, _outlet_of(annotation)), annotation)
        if first is not annotation:
            name = annotation.reading.document.path or annotation.reading.document.id
            issues.append(
                (
                    name,
                    Issue(
                        "document.duplicate",
                        f"the same text as {first.reading.document.path or first.reading.document.id}; read once",
                    ),
                )
            )
    return list(kept.values())


def _outlet_of(annotation: Annotation) -> str:
    outlet = annotation.reading.header.outlet
    return outlet.value.casefold() if outlet else ""


def _dated(
    annotations: list[Annotation],
    ids: list[str],
    stories: tuple[Story, ...],
    topics: Topics,
    knowledge: Knowledge,
    issues: list[tuple[str, Issue]],
) -> tuple[list[Annotation], list[Published]]:
    """Every report understood as of its day: stated, or inferred from the dated reports of its story."""
    known = {id: a.reading.header.published for id, a in zip(ids, annotations, strict=True)}
    current = dict(zip(ids, annotations, strict=True))
    mates = {
        d: [o for s in affair for o in s.documents]
        for affair in affairs(stories)
        for a in affair
        for d in a.documents
    }
    stated = [n for n, id in enumerate(ids) if known[id].day is not None]
    undated = [id for id in ids if known[id].span is None]
    for id in sorted(undated, key=lambda i: (current[i].reading.header.dateline_day is None, i)):
        dated = [(day, current[other]) for other in mates[id] if (day := known[other].day) is not None]
        beside = _neighbour(ids.index(id), stated, annotations, topics)
        inferred = _inferred(current[id], dated, beside, knowledge)
        if inferred is None:
            issues.append(
                (
                    id,
                    Issue(
                        "published.unknown",
                        "the report carries no date and none could be inferred; give it with --published",
                    ),
                )
            )
            continue
        known[id] = inferred
        current[id] = understand(current[id].reading, inferred, knowledge, ())
    return [current[id] for id in ids], [known[id] for id in ids]


_GUESSES = (HOME_GUESS, SUBJECT_GUESS)


def _taught(annotations: list[Annotation], ids: list[str], stories: tuple[Story, ...]) -> list[Annotation]:
    """The annotations, people whom no table knows placed where another report of the affair places them."""
    place = {id: n for n, id in enumerate(ids)}
    found = list(annotations)
    for affair in affairs(stories):
        members = [place[d] for story in affair for d in story.documents]
        countries = countries_of_people([annotations[n] for n in members], _GUESSES)
        for n in members:
            found[n] = with_countries(annotations[n], countries, _GUESSES)
    return found


def _neighbour(
    undated: int, stated: list[int], annotations: list[Annotation], topics: Topics
) -> Constraint | None:
    """The constraint that the dated report most like an undated one puts on its day, over the whole pile."""
    cosines = topics.cosines([undated], stated).tocoo()
    near = []
    for at, value in zip(cosines.col.tolist(), cosines.data.tolist(), strict=True):
        header = annotations[stated[at]].reading.header
        assert header.published.day is not None
        near.append((value, header.published.day, header.outlet.value if header.outlet else ""))
    return neighbour(near)


def _inferred(
    annotation: Annotation,
    dated: list[tuple[date, Annotation]],
    beside: Constraint | None,
    knowledge: Knowledge,
) -> Published | None:
    if not dated and beside is None:
        return None
    day = tentative_day([d for d, _ in dated] if dated else sorted(beside.days if beside else ()))
    tentative = understand(
        annotation.reading, Published(day, day, Precision.DAY, Basis.INFERRED, ""), knowledge, ()
    )

    def resolve(time: ResolvedTime, on: date) -> TimeSpan | None:
        return resolve_times((time.expression,), annotation.reading, one_day(on)).found[0].interval

    return infer_day(tentative, dated, resolve, beside)


def _documents(
    annotations: list[Annotation],
    ids: list[str],
    published: list[Published],
    origins: tuple[Origin, ...],
    stories: tuple[Story, ...],
) -> tuple[BriefDocument, ...]:
    origin_of = {d: o.id for o in origins for d in o.documents}
    story_of = {d: s.id for s in stories for d in s.documents}
    found = []
    for annotation, id, day in zip(annotations, ids, published, strict=True):
        header = annotation.reading.header
        found.append(
            BriefDocument(
                id,
                annotation,
                day,
                header.outlet.value if header.outlet else None,
                header.title.value if header.title else None,
                origin_of[id],
                story_of[id],
            )
        )
    return tuple(found)


def _events(
    documents: tuple[BriefDocument, ...],
    affair: tuple[Story, ...],
    knowledge: Knowledge,
    decided: Decided,
    place: Mapping[str, int],
) -> list[Event]:
    """The events of an affair worth telling; `place` numbers the documents."""
    members = sorted(place[d] for story in affair for d in story.documents)
    chosen = [
        (i, e)
        for i in members
        for e in documents[i].annotation.events
        if _belongs_in_a_brief(e) and not _is_inside(e, documents[i].annotation.events)
    ]
    days = [d.published.day or d.published.last for d in documents]
    clusters = match_events([d.annotation for d in documents], chosen, days, decided)
    return [event for c in clusters if _is_worth_telling(event := make_event(c, documents, knowledge))]


def _affairs(
    stories: tuple[Story, ...], documents: Sequence[BriefDocument], decided: Decided
) -> list[tuple[Story, ...]]:
    """The affairs; those that share an event a person holds to be one are one."""
    found = [list(affair) for affair in affairs(stories)]
    story_of = {d.annotation.reading.document.sha256: d.story for d in documents}
    for group in decided.same:
        named = {story_of[sha256] for sha256, _ in group if sha256 in story_of}
        touched = [affair for affair in found if any(s.id in named for s in affair)]
        for other in touched[1:]:
            touched[0].extend(other)
            found.remove(other)
    return [tuple(affair) for affair in found]


def _belongs_in_a_brief(event: EventMention) -> bool:
    """Acts of parties with a code; a bare purpose ("to explain") and the content of a wish without a day are left to the act above them."""
    if not event.codes:
        return False
    if event.derivation.note.split(" > ")[-1] == "to" and not event.time_words:
        return False
    return not (event.status is Status.REQUESTED and not event.time_words and event.place is None)


_HOLDING = frozenset({EventType.AGREE, EventType.THREATEN, EventType.REQUEST, EventType.REJECT})
_BACKGROUND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.AID})


def _is_inside(event: EventMention, events: Sequence[EventMention]) -> bool:
    """The undated content of a promise, threat, request or refusal is told with the act that holds it, not again."""
    if event.time_words or event.place or event.status in (Status.HAPPENED, Status.ONGOING):
        return False
    nearest = event.derivation.note.split(" > ")[0]
    return any(
        other.type in _HOLDING
        and other.trigger.start < event.trigger.start
        and other.evidence.holds(event.trigger)
        and other.derivation.rule.rsplit(".", 1)[-1].split("+")[0] == nearest
        for other in events
    )


_FIRM_WHEN_NOT_DONE = frozenset(
    {
        EventType.AGREE,
        EventType.REJECT,
        EventType.CONSULT,
        EventType.RESPONSE,
        EventType.SILENCE,
        EventType.POLICY,
    }
)


def _is_worth_telling(event: Event) -> bool:
    """What one report alone floats or negates in passing, or tells of nobody in particular, is left to its annotation."""
    if not event.actors and not event.recipients:
        return False
    if len({r.document for r in event.reports}) > 1 or any(r.mention.time_words for r in event.reports):
        return True
    if event.status in (Status.POSSIBLE, Status.REQUESTED):
        return False
    if event.status is Status.NEGATED and event.type not in _FIRM_WHEN_NOT_DONE:
        return False
    if event.type in _BACKGROUND:
        return False
    return bool(event.actors) or len(event.recipients) > 1


def _parties(
    events: Sequence[Event], annotations: Sequence[Annotation], knowledge: Knowledge
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
    for annotation in annotations:
        for mention in annotation.mentions:
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


def _by_day(event: Event) -> tuple[date, date, str]:
    first = event.time.first if event.time and event.time.first else date.max
    return (first, event.time.last if event.time and event.time.last else date.max, event.id)


def _numbered(found: Brief) -> Brief:
    """Short ids for reading: ev1, ev2, ... from the most important on, everywhere they are named."""
    short = {e.id: f"ev{n}" for n, e in enumerate(found.events, 1)}
    return replace(
        found,
        events=tuple(
            replace(e, id=short[e.id], answers=tuple(short[a] for a in e.answers)) for e in found.events
        ),
        comparisons=tuple(
            replace(
                c,
                left=replace(c.left, event=short.get(c.left.event, "")),
                right=replace(c.right, event=short.get(c.right.event, "")),
            )
            for c in found.comparisons
        ),
        upcoming=tuple(short[i] for i in found.upcoming),
        threads=tuple(replace(t, steps=tuple(short[i] for i in t.steps)) for t in found.threads),
        standings=tuple(replace(s, because=tuple(short[i] for i in s.because)) for s in found.standings),
        balances=tuple(
            replace(b, periods=tuple(replace(p, events=tuple(short[i] for i in p.events)) for p in b.periods))
            for b in found.balances
        ),
    )
