"""Which event mentions are one event: blocking by story and parties, a score with reasons, cannot-links, average link."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.annotation import Annotation, EventMention, EventType, Participant
from dragoman.model.record import Reason
from dragoman.model.time import Precision
from dragoman.reconcile.features import MATCH, Side, cannot_be_one, score, words_in_common

_ONE_BREATH = 400
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
    annotations: Sequence[Annotation], chosen: Sequence[tuple[int, EventMention]]
) -> tuple[Cluster, ...]:
    """The chosen mentions of one story clustered into events, in order of the first mention of each."""
    rarity = _rarity([m for _, m in chosen])
    sides = [_side(annotations, d, m, rarity) for d, m in chosen]
    forbidden: set[tuple[int, int]] = set()
    values: dict[tuple[int, int], float] = {}
    reasons: dict[tuple[int, int], tuple[Reason, ...]] = {}
    for i, j in _candidates(sides):
        if cannot_be_one(sides[i], sides[j]):
            forbidden.add((i, j))
            continue
        value, why = score(sides[i], sides[j])
        if _same_speech(sides[i], sides[j]) or _same_appearance(sides[i], sides[j]):
            value = max(value, MATCH + 0.5)
        values[i, j], reasons[i, j] = value, why
    cluster_of = list(range(len(sides)))
    members = {i: [i] for i in range(len(sides))}
    for (i, j), value in sorted(values.items(), key=lambda pair: (-pair[1], pair[0])):
        if value < MATCH:
            break
        x, y = cluster_of[i], cluster_of[j]
        if x == y:
            continue
        links = [(min(a, b), max(a, b)) for a in members[x] for b in members[y]]
        if any(link in forbidden or cannot_be_one(sides[link[0]], sides[link[1]]) for link in links):
            continue
        if sum(values.get(link, 0.0) for link in links) / len(links) < 0.8 * MATCH:
            continue
        for b in members[y]:
            cluster_of[b] = x
        members[x] += members.pop(y)
    found = []
    for group in sorted(members.values(), key=min):
        group.sort()
        pairs = [reasons[i, j] for i in group for j in group if (i, j) in reasons]
        found.append(Cluster(tuple(chosen[i] for i in group), max(pairs, key=len, default=())))
    return tuple(found)


def _candidates(sides: Sequence[Side]) -> list[tuple[int, int]]:
    """Pairs that share a participant, or lack one, within reach of a kind."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, side in enumerate(sides):
        for code in side.everybody or {"?"}:
            blocks[code].append(i)
    return sorted({(i, j) for block in blocks.values() for x, i in enumerate(block) for j in block[x + 1 :]})


def _side(
    annotations: Sequence[Annotation], document: int, mention: EventMention, rarity: dict[str, float]
) -> Side:
    actors = frozenset(c for p in mention.actors if (c := code_of(p)))
    recipients = frozenset(c for p in mention.recipients if (c := code_of(p)))
    reading = annotations[document].reading
    quoted: set[tuple[str, ...]] = set()
    for quotation in reading.quotations:
        if quotation.inner.overlaps(mention.evidence):
            words = [w.lower() for w in _WORD.findall(reading.document.quote(quotation.inner))]
            quoted |= {tuple(words[i : i + 3]) for i in range(len(words) - 2)}
    sentence = reading.sentence_at(mention.trigger.start)
    token = next(iter(sentence.at(mention.trigger)), None) if sentence else None
    return Side(
        mention, document, actors, recipients, frozenset(quoted), rarity, token.lemma if token else ""
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


def _rarity(mentions: Sequence[EventMention]) -> dict[str, float]:
    """Inverse frequency of topic words over the mentions of the story: what stands everywhere tells nothing."""
    spread = Counter(w for m in mentions for w in m.topics)
    return (
        {w: math.log(1 + len(mentions) / n) / math.log(1 + len(mentions)) for w, n in spread.items()}
        if mentions
        else {}
    )
