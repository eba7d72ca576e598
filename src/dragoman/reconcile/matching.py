"""Which event mentions are one event: blocking by story and parties, a score with reasons, cannot-links, average link."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.model.annotation import Annotation, EventMention, EventType, Participant
from dragoman.model.record import Reason
from dragoman.model.time import Precision
from dragoman.reconcile.features import (
    KINDS,
    MATCH,
    Side,
    cannot_be_one,
    paired,
    reasons,
    score,
    words_in_common,
)

_ONE_BREATH = 400
_REACH = 31
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions held to be one event, as (document, mention), and why."""

    members: tuple[tuple[int, EventMention], ...]
    reasons: tuple[Reason, ...]


def code_of(participant: Participant) -> str | None:
    """The code a participant goes by: ISO 3166 country, UNO or EUR, else the organisation or party."""
    country = participant.country
    if country and (
        country in ("UNO", "EUR")
        or (len(country) == 3 and country not in ("IGO", "NGO", "ISM", "MNC", "IMG"))
    ):
        return country
    party = participant.party
    return None if party is None or participant.person else party


def match_events(
    annotations: Sequence[Annotation],
    chosen: Sequence[tuple[int, EventMention]],
    days: Sequence[date | None],
) -> tuple[Cluster, ...]:
    """The chosen mentions of one affair clustered into events, in order of the first mention of each.

    `chosen` pairs the number of a report in `annotations` with a mention of it; `days` has the reports' days.
    """
    rarity = rarity_of([m for _, m in chosen])
    sides = [side_of(annotations[d], d, m, rarity, days[d]) for d, m in chosen]
    values: dict[tuple[int, int], float] = {}
    for i, j in _candidates(sides):
        if cannot_be_one(sides[i], sides[j]):
            continue
        value = score(paired(sides[i], sides[j]))
        if _same_speech(sides[i], sides[j]) or _same_appearance(sides[i], sides[j]):
            value = max(value, MATCH + 0.5)
        values[i, j] = value
    found = []
    for group in _joined(sides, values):
        pairs = [(i, j) for i in group for j in group if (i, j) in values]
        why = (reasons(paired(sides[i], sides[j])) for i, j in pairs)
        found.append(Cluster(tuple(chosen[i] for i in group), max(why, key=len, default=())))
    return tuple(found)


def _joined(sides: Sequence[Side], values: dict[tuple[int, int], float]) -> list[list[int]]:
    """The sides in groups, the likest pair first: average link, and no two in a group that cannot be one event."""
    cluster_of = list(range(len(sides)))
    members = {i: [i] for i in range(len(sides))}
    close = [(pair, value) for pair, value in values.items() if value >= MATCH]
    for (i, j), _ in sorted(close, key=lambda entry: (-entry[1], entry[0])):
        x, y = cluster_of[i], cluster_of[j]
        if x == y:
            continue
        links = [(min(a, b), max(a, b)) for a in members[x] for b in members[y]]
        if any(link not in values and cannot_be_one(sides[link[0]], sides[link[1]]) for link in links):
            continue
        if sum(values.get(link, 0.0) for link in links) / len(links) < 0.8 * MATCH:
            continue
        for b in members[y]:
            cluster_of[b] = x
        members[x] += members.pop(y)
    return [sorted(group) for group in sorted(members.values(), key=min)]


def _candidates(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Pairs that share a participant, or lack one, of one kind or of kinds that one act is told under, and near in time:
    told within `_REACH` days of one another, or with times of their own in one month.

    Near in time keeps the work linear in a long affair.
    """
    blocks: dict[tuple[str, EventType], list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        for code in side.everybody or {"?"}:
            blocks[code, side.mention.type].append(i)
    order = [side.day.toordinal() if side.day else 0 for side in sides]
    found: set[tuple[int, int]] = set()
    for (code, kind), block in blocks.items():
        for other in KINDS[kind]:
            against = sorted(blocks.get((code, other), ()), key=lambda j: order[j])
            days = [order[j] for j in against]
            months: dict[tuple[int, int], list[int]] = defaultdict(list)
            for j in against:
                for month in _months(sides[j]):
                    months[month].append(j)
            undated = bisect_right(days, 0)
            for i in block:
                low, high = bisect_left(days, order[i] - _REACH), bisect_right(days, order[i] + _REACH)
                near = against[low:high] + against[:undated] if order[i] else against
                near += [j for month in _months(sides[i]) for j in months[month]]
                found.update((i, j) for j in near if i < j)
    return sorted(found)


def _months(side: Side) -> list[tuple[int, int]]:
    """The calendar months that a mention's own time touches, none when it is open or long."""
    time = side.mention.time
    if not side.mention.time_words or time is None or time.first is None or time.last is None:
        return []
    if (time.days or 0) > _REACH:
        return []
    return sorted({(time.first.year, time.first.month), (time.last.year, time.last.month)})


def side_of(
    annotation: Annotation,
    document: int,
    mention: EventMention,
    rarity: dict[str, float],
    day: date | None = None,
) -> Side:
    """What matching needs of a mention: `document` numbers its report, `rarity` weighs its topic words."""
    actors = frozenset(c for p in mention.actors if (c := code_of(p)))
    recipients = frozenset(c for p in mention.recipients if (c := code_of(p)))
    reading = annotation.reading
    quoted: set[tuple[str, ...]] = set()
    for quotation in reading.quotations:
        if quotation.inner.overlaps(mention.evidence):
            words = [w.lower() for w in _WORD.findall(reading.document.quote(quotation.inner))]
            quoted |= {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
    sentence = reading.sentence_at(mention.trigger.start)
    token = next(iter(sentence.at(mention.trigger)), None) if sentence else None
    return Side(
        mention,
        document,
        actors,
        recipients,
        actors | recipients,
        mention.people,
        frozenset(p.country for p in mention.actors if p.person),
        frozenset(quoted),
        rarity,
        token.lemma if token else "",
        day,
    )


def _same_speech(a: Side, b: Side) -> bool:
    """Words of one speaker on one day in one report are one appearance when they stand together or share telling words."""
    together = (
        abs(a.mention.evidence.start - b.mention.evidence.start) <= _ONE_BREATH
        or words_in_common(a, b) >= 0.2
    )
    return (
        together
        and a.document == b.document
        and a.mention.type is b.mention.type is EventType.STATEMENT
        and a.actors == b.actors
        and a.mention.people == b.mention.people
        and a.mention.time == b.mention.time
        and a.mention.status is b.mention.status
    )


def _same_appearance(a: Side, b: Side) -> bool:
    """Two reports that let one named person speak on one and the same day heard one appearance, whatever each quotes."""
    one, other = a.mention, b.mention
    return (
        a.document != b.document
        and one.type is other.type is EventType.STATEMENT
        and bool(one.people)
        and one.people == other.people
        and bool(one.time_words and other.time_words)
        and one.time is not None
        and one.time == other.time
        and one.time.precision is Precision.DAY
        and one.status is other.status
    )


def rarity_of(mentions: Sequence[EventMention]) -> dict[str, float]:
    """Inverse frequency of topic words over the mentions of the story: what stands everywhere tells nothing."""
    spread = Counter(w for m in mentions for w in m.topics)
    return (
        {w: math.log(1 + len(mentions) / n) / math.log(1 + len(mentions)) for w, n in spread.items()}
        if mentions
        else {}
    )
