"""Where reports agree, add, differ or conflict: typed values only, each with both passages and a reason.

A conflict means that both cannot be true: disjoint times of one act, unequal counts of one quantity, opposite status.
Another wording, venue, speaker or degree differs. No judgement on which is right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from rapidfuzz import fuzz

from dragoman.model.annotation import (
    AHEAD,
    UNREAL,
    Annotation,
    Claim,
    EventMention,
    EventType,
    Quantity,
    Status,
)
from dragoman.model.reading import Quotation
from dragoman.model.record import BriefDocument, Comparison, Event, Field, Relation, Report, Side
from dragoman.model.spans import Span
from dragoman.reconcile.content import Content
from dragoman.reconcile.merging import source_name
from dragoman.reconcile.numbers import Counts, numbers_apart, numbers_together
from dragoman.reconcile.outlets import claim_chain
from dragoman.reconcile.passages import REWORDED, compare_passages, passages_alike
from dragoman.reconcile.quotations import compare_quotations

_OPPOSED = (
    frozenset({EventType.SILENCE, EventType.REJECT}),
    frozenset({EventType.AGREE, EventType.REJECT}),
    frozenset({EventType.SILENCE, EventType.RESPONSE}),
    frozenset({EventType.SUPPORT, EventType.ACCUSE}),
    frozenset({EventType.REQUEST, EventType.AGREE}),
)
_SAME_OCCASION = (
    ("press conference", "news conference", "briefing", "remarks to reporters"),
    ("tweet", "post", "twitter"),
    ("call", "phone", "telephone"),
)


_NEAR = 60
_SENTENCE = 3
_QUOTES = 3
_MANY = 6
_NEIGHBOURS = 1
OWN_VOICE = "own voice"


@dataclass(frozen=True)
class _Version:
    """What one document says of an event: all its mentions, the best first."""

    document: BriefDocument
    mentions: tuple[EventMention, ...]

    @property
    def annotation(self) -> Annotation:
        return self.document.annotation

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that carry the mentions, and those whose cue names them, the innermost first."""
        carrying = [c for m in self.mentions for c in claim_chain(self.annotation, m)]
        cues = {m.trigger.start for m in self.mentions}
        return [c for c in self.annotation.claims if c.cue.start in cues] + carrying

    @cached_property
    def quotes(self) -> list[Quotation]:
        """The quotations in and right around what it says, in order."""
        reach = [m.evidence for m in self.mentions]
        reach += [span for claim in self.claims for span in claim.content]
        found = {q for span in reach for q in self.annotation.reading.quotations_over(span)}
        return sorted(found, key=lambda q: q.span.start)

    @cached_property
    def sentences_quoted(self) -> list[tuple[Quotation, str]]:
        """The quotations of at least three words, with the words in small letters."""
        said = [(q, self.annotation.reading.document.quote(q.inner).lower()) for q in self.quotes]
        return [(q, words) for q, words in said if len(words.split()) >= _SENTENCE]


def compare_events(
    events: Sequence[Event], documents: Sequence[BriefDocument], content: Content
) -> tuple[Comparison, ...]:
    """The comparisons of every pair of reports within each event, then across events that cannot both be, in order."""
    by_id = {d.id: d for d in documents}
    found: list[Comparison] = []
    for event in events:
        versions = _versions(event, by_id)
        told = [c for i, j in _chosen_pairs(len(versions)) for c in _pair(event, versions[i], versions[j])]
        found += told if len(versions) <= _MANY else _once_each(told)
    found += _across(events)
    compared = _Compared(found)
    counts = Counts(events)
    found += (c for c in numbers_apart(counts, documents) if c not in compared)
    quoted = {(s.document, s.span) for c in found if c.field is Field.WORDING for s in (c.left, c.right)}
    found += (
        c
        for c in compare_quotations(events, documents)
        if not {(c.left.document, c.left.span), (c.right.document, c.right.span)} <= quoted
    )
    passages = list(passages_alike(documents, content))
    compared = _Compared(found)
    found += (c for c in numbers_together(counts, passages) if c not in compared)
    told_in_words = {
        frozenset((s.document, s.event) for s in (c.left, c.right)) for c in found if c.field is Field.WORDING
    }
    found += compare_passages(passages, events, told_in_words)
    # A number that the other report has too, told with another event, is not only the one's.
    compared = _Compared(found)
    alone = {id(c) for c in found if c.kind is Relation.ADDS and c.field is Field.NUMBER and c in compared}
    return tuple(c for c in found if id(c) not in alone)


class _Compared:
    """The numbers that comparisons set side by side. Another comparison is among them when it tells of one of its two numbers,
    between the same reports, again."""

    def __init__(self, comparisons: Iterable[Comparison]) -> None:
        self._spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for c in comparisons:
            if c.field is Field.NUMBER and c.left.value and c.right.value:
                self._spans[c.left.document, c.right.document].append(c.left.span)
                self._spans[c.right.document, c.left.document].append(c.right.span)

    def __contains__(self, comparison: Comparison) -> bool:
        left, right = comparison.left, comparison.right
        return any(
            span.overlaps(side.span)
            for side, other in ((left, right), (right, left))
            for span in self._spans.get((side.document, other.document), ())
        )


def _chosen_pairs(count: int) -> list[tuple[int, int]]:
    """All pairs of a few versions; of many, each with the first and with the next."""
    if count <= _MANY:
        return list(combinations(range(count), 2))
    return [(i, j) for i in range(count) for j in range(i + 1, count) if i == 0 or j - i <= _NEIGHBOURS]


def _once_each(told: list[Comparison]) -> list[Comparison]:
    """The comparisons without those that set the same two values of one field side by side again."""
    kept: dict[tuple[object, ...], Comparison] = {}
    for c in told:
        kept.setdefault((c.kind, c.field, frozenset({c.left.value.lower(), c.right.value.lower()})), c)
    return list(kept.values())


def _versions(event: Event, by_id: dict[str, BriefDocument]) -> list[_Version]:
    order = list(dict.fromkeys(r.document for r in event.reports))
    return [
        _Version(
            by_id[d],
            tuple(
                sorted(
                    (r.mention for r in event.reports if r.document == d),
                    key=lambda m: (not m.time_words, m.trigger.start),
                )
            ),
        )
        for d in order
    ]


def _pair(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    for compare in (_time, _place, _occasion, _source, _wording, _number, _status, _act):
        yield from compare(event, left, right)


def _make(
    kind: Relation,
    field: Field,
    event: Event,
    left: tuple[_Version, Span, str],
    right: tuple[_Version, Span, str],
    why: str,
) -> Comparison:
    sides = [Side(v.document.id, event.id, span, value) for v, span, value in (left, right)]
    return Comparison(kind, field, sides[0], sides[1], why)


def _added(
    field: Field,
    event: Event,
    mine: tuple[_Version, Span, str],
    lack: _Version,
    is_left: bool,
    why: str,
) -> Comparison:
    """What one version tells and the other, shown by its own words on the event, does not."""
    theirs = lack, lack.mentions[0].evidence, ""
    left, right = (mine, theirs) if is_left else (theirs, mine)
    return _make(Relation.ADDS, field, event, left, right, why)


def _name(version: _Version) -> str:
    return version.document.outlet or version.document.id


def _time(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    a, b = (next((m for m in v.mentions if m.time_words and m.time), None) for v in (left, right))
    if a and b and a.time and b.time:
        ends = (left, a.time_words[0], str(a.time)), (right, b.time_words[0], str(b.time))
        if a.time == b.time:
            yield _make(Relation.AGREES, Field.TIME, event, *ends, f"both give {a.time}")
        elif not a.time.overlaps(b.time):
            yield _make(
                Relation.CONFLICTS, Field.TIME, event, *ends, f"{a.time} in one, {b.time} in the other"
            )
        else:
            yield _make(Relation.DIFFERS, Field.TIME, event, *ends, "one is more specific about the time")
    elif a or b:
        have, lack, mention = (left, right, a) if a else (right, left, b)
        assert mention is not None
        mine = have, mention.time_words[0], str(mention.time)
        yield _added(Field.TIME, event, mine, lack, bool(a), f"only {_name(have)} gives a time")


def _place(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    a, b = (next((m for m in v.mentions if m.place), None) for v in (left, right))
    if a and b and a.place and b.place:
        ends = (left, a.place.span, a.place.name), (right, b.place.span, b.place.name)
        if a.place.name.lower().removeprefix("the ") == b.place.name.lower().removeprefix("the "):
            yield _make(Relation.AGREES, Field.PLACE, event, *ends, f"both name {a.place.name}")
        elif a.place.country and b.place.country and a.place.country == b.place.country:
            yield _make(Relation.DIFFERS, Field.PLACE, event, *ends, "one names the place more closely")
        elif event.status in (Status.SCHEDULED, Status.PLANNED):
            yield _make(
                Relation.CONFLICTS,
                Field.PLACE,
                event,
                *ends,
                f"{a.place.name} in one, {b.place.name} in the other",
            )
        else:
            yield _make(
                Relation.DIFFERS,
                Field.PLACE,
                event,
                *ends,
                f"{a.place.name} in one, {b.place.name} in the other",
            )
    elif a or b:
        have, lack, mention = (left, right, a) if a else (right, left, b)
        assert mention is not None and mention.place is not None
        mine = have, mention.place.span, mention.place.name
        yield _added(Field.PLACE, event, mine, lack, bool(a), f"only {_name(have)} names a place")


def _occasion(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    a, b = (next((c for c in v.claims if c.occasion and c.occasion_span), None) for v in (left, right))
    if a and b and a.occasion and b.occasion and a.occasion_span and b.occasion_span:
        ends = (left, a.occasion_span, a.occasion), (right, b.occasion_span, b.occasion)
        if a.occasion == b.occasion or any(
            all(any(w in o for w in kin) for o in (a.occasion, b.occasion)) for kin in _SAME_OCCASION
        ):
            yield _make(
                Relation.AGREES, Field.OCCASION, event, *ends, f"both name the occasion: {b.occasion}"
            )
        else:
            yield _make(
                Relation.DIFFERS,
                Field.OCCASION,
                event,
                *ends,
                f"{a.occasion} in one, {b.occasion} in the other",
            )
    elif a or b:
        have, lack, claim = (left, right, a) if a else (right, left, b)
        assert claim is not None and claim.occasion_span is not None
        mine = have, claim.occasion_span, claim.occasion or ""
        yield _added(Field.OCCASION, event, mine, lack, bool(a), f"only {_name(have)} says on what occasion")


def _source(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    a, b = (
        next((c for m in v.mentions for c in claim_chain(v.annotation, m) if c.source), None)
        for v in (left, right)
    )
    if not a and not b:
        return
    values = [source_name(v.annotation, c) if c and c.source else "" for v, c in ((left, a), (right, b))]
    spans = [c.source if c and c.source else v.mentions[0].evidence for v, c in ((left, a), (right, b))]
    same = (
        a
        and b
        and (
            (
                a.speaker
                and b.speaker
                and (a.speaker.party or a.speaker.name) == (b.speaker.party or b.speaker.name)
            )
            or values[0].lower() == values[1].lower()
        )
    )
    ends = (left, spans[0], values[0] or OWN_VOICE), (right, spans[1], values[1] or OWN_VOICE)
    if same:
        yield _make(Relation.AGREES, Field.SOURCE, event, *ends, f"both have it from {values[0]}")
    else:
        yield _make(
            Relation.DIFFERS,
            Field.SOURCE,
            event,
            *ends,
            f"one leans on {values[0] or 'no source'}, the other on {values[1] or 'no source'}",
        )


def _wording(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    """Quoted words: the same, two renderings of one sentence, or words that only one has."""
    mine, theirs = left.quotes, right.quotes
    found = _nearest_quotes(left, right)
    if found:
        for a, b in found:
            yield _quoted(event, left, right, a, b)
        return
    ends = _told(left), _told(right)
    if mine and not theirs:
        own = (left, mine[0].inner, left.annotation.reading.document.quote(mine[0].inner))
        yield _make(Relation.ADDS, Field.WORDING, event, own, ends[1], f"only {_name(left)} quotes the words")
    elif theirs and not mine:
        own = (right, theirs[0].inner, right.annotation.reading.document.quote(theirs[0].inner))
        yield _make(
            Relation.ADDS, Field.WORDING, event, ends[0], own, f"only {_name(right)} quotes the words"
        )
    else:
        yield _make(Relation.DIFFERS, Field.WORDING, event, *ends, REWORDED)


def _told(version: _Version) -> tuple[_Version, Span, str]:
    span = version.mentions[0].evidence
    return version, span, version.annotation.reading.document.quote(span)


def _nearest_quotes(left: _Version, right: _Version) -> list[tuple[Quotation, Quotation]]:
    """The quotations with most words in common, each once, the nearest first and a few at most; none when none are near."""
    pairs = [
        (value, n, a, b)
        for n, ((a, one), (b, other)) in enumerate(product(left.sentences_quoted, right.sentences_quoted))
        if (value := fuzz.token_set_ratio(one, other)) >= _NEAR
    ]
    found: list[tuple[Quotation, Quotation]] = []
    for _, _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1])):
        if len(found) < _QUOTES and not any(a is x or b is y for x, y in found):
            found.append((a, b))
    return found


def _quoted(event: Event, left: _Version, right: _Version, a: Quotation, b: Quotation) -> Comparison:
    one, other = (
        left.annotation.reading.document.quote(a.inner),
        right.annotation.reading.document.quote(b.inner),
    )
    ends = (left, a.inner, one), (right, b.inner, other)
    plain = [re.sub(r"\W+", " ", words.lower()).strip() for words in (one, other)]
    if plain[0] == plain[1]:
        return _make(Relation.AGREES, Field.WORDING, event, *ends, "they quote the same words")
    if plain[0] in plain[1] or plain[1] in plain[0]:
        return _make(Relation.AGREES, Field.WORDING, event, *ends, "one quotes more of the same words")
    return _make(Relation.DIFFERS, Field.WORDING, event, *ends, "two renderings of one sentence")


def _number(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    """For each unit that both count in: the same number if both have one, else the first two."""
    mine = [q for m in left.mentions for q in m.quantities]
    theirs = [q for m in right.mentions for q in m.quantities]
    told: dict[str, tuple[bool, Quantity, Quantity]] = {}
    for a, b in product(mine, theirs):
        unit, differ = a.unit.rstrip("s"), a.value != b.value
        if unit == b.unit.rstrip("s") and (unit not in told or told[unit][0] > differ):
            told[unit] = differ, a, b
    for differ, a, b in told.values():
        ends = _ends(left, a, right, b)
        if not differ and a.bound == b.bound:
            kind, why = Relation.AGREES, "the same number"
        elif not differ:
            kind, why = (
                Relation.DIFFERS,
                f"{a.bound or 'exactly'} in one, {b.bound or 'exactly'} in the other",
            )
        else:
            kind = Relation.DIFFERS if a.bound or b.bound else Relation.CONFLICTS
            why = f"{ends[0][2]} in one, {ends[1][2]} in the other"
        yield _make(kind, Field.NUMBER, event, *ends, why)
    if bool(mine) != bool(theirs):
        have, lack, number = (left, right, mine[0]) if mine else (right, left, theirs[0])
        own, other = (have, number.span, _number_words(have, number)), (lack, lack.mentions[0].evidence, "")
        yield _make(
            Relation.ADDS,
            Field.NUMBER,
            event,
            *((own, other) if mine else (other, own)),
            f"only {_name(have)} gives the number",
        )


def _ends(
    left: _Version, a: Quantity, right: _Version, b: Quantity
) -> tuple[tuple[_Version, Span, str], tuple[_Version, Span, str]]:
    return (left, a.span, _number_words(left, a)), (right, b.span, _number_words(right, b))


def _number_words(version: _Version, number: Quantity) -> str:
    return " ".join(version.annotation.reading.document.quote(number.span).split())


# What may still be called off: then the two reports tell two steps of one plan.
_COMING = frozenset({*AHEAD, Status.POSSIBLE, Status.REQUESTED})


def _status(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    a, b = left.mentions[0], right.mentions[0]
    if a.status is b.status:
        return
    ends = (left, a.evidence, a.status.value), (right, b.evidence, b.status.value)
    off = Status.CANCELLED in (a.status, b.status) and (a.status in _COMING or b.status in _COMING)
    opposite = (a.status in UNREAL) != (b.status in UNREAL) and not off
    yield _make(
        Relation.CONFLICTS if opposite else Relation.DIFFERS,
        Field.STATUS,
        event,
        *ends,
        f"{a.status.value} in one, {b.status.value} in the other",
    )


def _act(event: Event, left: _Version, right: _Version) -> Iterator[Comparison]:
    a, b = left.mentions[0], right.mentions[0]
    if a.type is not b.type:
        ends = (left, a.evidence, a.type.value), (right, b.evidence, b.type.value)
        yield _make(
            Relation.DIFFERS,
            Field.ACT,
            event,
            *ends,
            f"told as {a.type.value} in one, as {b.type.value} in the other",
        )


def _across(events: Sequence[Event]) -> Iterator[Comparison]:
    """Events of one pair, each in other reports, that cannot both be or tell one thing apart."""
    by_actors: dict[tuple[str, frozenset[str]], list[Event]] = defaultdict(list)
    for event in events:
        if event.actors:
            by_actors[event.story, frozenset(event.actors)].append(event)
    for alike in by_actors.values():
        for one, other in combinations(alike, 2):
            ends = _reports_apart(one, other) if _same_sides(one, other) else None
            if ends is None:
                continue
            yield from _opposed_acts(one, other, *ends)
            yield from _two_days(one, other, *ends)


def _same_sides(one: Event, other: Event) -> bool:
    return not (one.recipients and other.recipients and not set(one.recipients) & set(other.recipients))


def _reports_apart(one: Event, other: Event) -> tuple[Report, Report] | None:
    """A report of each event from documents that tell only the one and only the other."""
    mine, theirs = {r.document for r in one.reports}, {r.document for r in other.reports}
    left = next((r for r in one.reports if r.document not in theirs), None)
    right = next((r for r in other.reports if r.document not in mine), None)
    return (left, right) if left is not None and right is not None else None


def _between(
    kind: Relation,
    field: Field,
    one: Event,
    other: Event,
    left: tuple[Report, Span, str],
    right: tuple[Report, Span, str],
    why: str,
) -> Comparison:
    sides = [Side(r.document, e.id, span, value) for e, (r, span, value) in ((one, left), (other, right))]
    return Comparison(kind, field, sides[0], sides[1], why)


def _opposed_acts(one: Event, other: Event, left: Report, right: Report) -> Iterator[Comparison]:
    if one.time and other.time and not one.time.overlaps(other.time):
        return
    real = one.status not in UNREAL and other.status not in UNREAL
    if real and frozenset({one.type, other.type}) in _OPPOSED:
        ends = (
            (left, left.mention.evidence, one.type.value),
            (right, right.mention.evidence, other.type.value),
        )
        why = f"{one.type.value.lower()} in one, {other.type.value.lower()} in the other"
        yield _between(Relation.DIFFERS, Field.ACT, one, other, *ends, why)
    elif (
        one.type is other.type
        and (one.status in UNREAL) != (other.status in UNREAL)
        and _shared_topics(one, other)
    ):
        ends = (
            (left, left.mention.evidence, one.status.value),
            (right, right.mention.evidence, other.status.value),
        )
        yield _between(
            Relation.CONFLICTS,
            Field.STATUS,
            one,
            other,
            *ends,
            f"{one.status.value} in one, {other.status.value} in the other",
        )


def _two_days(one: Event, other: Event, left: Report, right: Report) -> Iterator[Comparison]:
    """One meeting ahead that two reports put on different days of about the same week."""
    if (
        one.type is not other.type
        or {one.status, other.status} != {Status.SCHEDULED}
        or one.time is None
        or other.time is None
    ):
        return
    if one.time.overlaps(other.time) or not one.time.overlaps(other.time, slack=7):
        return
    if left.mention.time_words and right.mention.time_words:
        ends = (
            (left, left.mention.time_words[0], str(one.time)),
            (right, right.mention.time_words[0], str(other.time)),
        )
        yield _between(
            Relation.CONFLICTS, Field.TIME, one, other, *ends, f"{one.time} in one, {other.time} in the other"
        )


def _topics_shared(one: Event, other: Event) -> frozenset[str]:
    mine: frozenset[str] = frozenset().union(*(r.mention.topics for r in one.reports))
    return mine & frozenset().union(*(r.mention.topics for r in other.reports))


def _shared_topics(one: Event, other: Event) -> bool:
    return len(_topics_shared(one, other)) >= 2
