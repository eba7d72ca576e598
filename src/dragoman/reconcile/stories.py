"""Which documents tell of one episode: weighted words and parties, a gate on shared parties, time decay.

Average link over the window that is open, cut at a fixed likeness: single links snowball, and a pile of two affairs
must not become one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

from dragoman.model.annotation import Annotation, MentionKind
from dragoman.model.record import Story

ALIKE = 0.16
_HALF_LIFE_DAYS = 10


def find_stories(
    annotations: Sequence[Annotation], ids: Sequence[str], days: Sequence[date | None]
) -> tuple[Story, ...]:
    """The documents grouped by story, in order. `ids` names the documents, `days` gives their days where known."""
    vectors = _vectors(annotations)
    gates = [
        frozenset(m.country for m in a.mentions if m.country and m.kind is not MentionKind.MEDIA)
        for a in annotations
    ]
    groups = [[i] for i in range(len(annotations))]
    likeness = {
        (i, j): _likeness(vectors[i], vectors[j], gates[i], gates[j], days[i], days[j])
        for i in range(len(annotations))
        for j in range(i + 1, len(annotations))
    }

    def average(a: list[int], b: list[int]) -> float:
        return sum(likeness[min(i, j), max(i, j)] for i in a for j in b) / (len(a) * len(b))

    while len(groups) > 1:
        value, x, y = max(
            (average(groups[x], groups[y]), -x, -y)
            for x in range(len(groups))
            for y in range(x + 1, len(groups))
        )
        if value < ALIKE:
            break
        groups[-x] = sorted(groups[-x] + groups[-y])
        groups.pop(-y)
    stories = []
    for number, members in enumerate(sorted(groups), 1):
        common = frozenset.intersection(*(gates[i] for i in members)) if members else frozenset()
        why = (
            f"all name {', '.join(sorted(common)[:6])}"
            if len(members) > 1 and common
            else "alike in words and parties"
            if len(members) > 1
            else "no other report is like it"
        )
        stories.append(Story(f"s{number}", tuple(ids[i] for i in members), why))
    return tuple(stories)


def _vectors(annotations: Sequence[Annotation]) -> list[dict[str, float]]:
    counts = []
    for annotation in annotations:
        words: Counter[str] = Counter()
        for sentence in annotation.reading.sentences:
            for token in sentence.tokens:
                if token.pos in ("NOUN", "PROPN") and len(token.lemma) > 2:
                    words[token.lemma] += 1
        for mention in annotation.mentions:
            key = mention.party or mention.country
            if key and mention.kind is not MentionKind.MEDIA:
                words[f"@{key}"] += 2
        counts.append(words)
    spread: Counter[str] = Counter(word for words in counts for word in words)
    total = len(counts)
    vectors = []
    for words in counts:
        weighted = {
            w: (1 + math.log(n)) * math.log(1 + (total + 1) / (spread[w] + 0.5)) for w, n in words.items()
        }
        norm = math.sqrt(sum(v * v for v in weighted.values())) or 1.0
        vectors.append({w: v / norm for w, v in weighted.items()})
    return vectors


def _likeness(
    a: dict[str, float],
    b: dict[str, float],
    gate_a: frozenset[str | None],
    gate_b: frozenset[str | None],
    day_a: date | None,
    day_b: date | None,
) -> float:
    if not gate_a & gate_b and (gate_a or gate_b):
        return 0.0
    if len(b) < len(a):
        a, b = b, a
    cosine = sum(v * b[w] for w, v in a.items() if w in b)
    if day_a and day_b:
        cosine *= 0.5 ** (max(0, abs((day_a - day_b).days) - 4) / _HALF_LIFE_DAYS)
    return cosine
