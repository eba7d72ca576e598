"""Positions over the reports: one row for one concept of one holder, and where two reports have it from different voices."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.model.annotation import Position
from dragoman.model.record import BriefDocument, Comparison, Field, HeldPosition, Relation, Side
from dragoman.model.spans import Evidence

_STOP = frozenset("the a an of new more its policy approach strategy stance and very".split())


def merge_positions(documents: Sequence[BriefDocument]) -> tuple[HeldPosition, ...]:
    """The positions of all reports, those of one holder with the same telling words joined, in order of the text."""
    rows: list[tuple[frozenset[str], list[tuple[BriefDocument, Position]]]] = []
    for document in documents:
        for position in document.annotation.positions:
            words = _telling(position.concept)
            row = next(
                (
                    r
                    for key, r in rows
                    if words
                    and key
                    and r[0][1].holder == position.holder
                    and r[0][1].agreement == position.agreement
                    and (key <= words or words <= key)
                ),
                None,
            )
            if row is None:
                rows.append((words, [(document, position)]))
            else:
                row.append((document, position))
    return tuple(_held(row) for _, row in rows)


def compare_positions(documents: Sequence[BriefDocument]) -> Iterator[Comparison]:
    """Concepts that two reports give to one holder: other voices, other words, another stand."""
    listed = [(d, p, _telling(p.concept)) for d in documents for p in d.annotation.positions]
    by_holder: dict[str, list[int]] = defaultdict(list)
    for n, (_, position, _) in enumerate(listed):
        by_holder[position.holder].append(n)
    pairs = sorted(pair for alike in by_holder.values() for pair in combinations(alike, 2))
    for i, j in pairs:
        (d, a, mine), (e, b, theirs) = listed[i], listed[j]
        if d.id != e.id and mine & theirs:
            yield from _relations(d, a, e, b)


def _relations(d: BriefDocument, a: Position, e: BriefDocument, b: Position) -> Iterator[Comparison]:
    sides = Side(d.id, "", a.evidence, a.concept), Side(e.id, "", b.evidence, b.concept)
    if a.agreement * b.agreement < 0:
        yield Comparison(
            Relation.CONFLICTS, Field.STATUS, *sides, f"{a.holder} holds it in one and leaves it in the other"
        )
    claims = [document.annotation.claim(p.claim) for document, p in ((d, a), (e, b))]
    names = [
        document.annotation.reading.document.quote(c.source) if c and c.source else "own voice"
        for (document, c) in zip((d, e), claims, strict=True)
    ]
    if names[0].lower() != names[1].lower():
        spans = [c.source if c and c.source else p.evidence for c, p in zip(claims, (a, b), strict=True)]
        yield Comparison(
            Relation.DIFFERS,
            Field.SOURCE,
            Side(d.id, "", spans[0], names[0]),
            Side(e.id, "", spans[1], names[1]),
            f"“{b.concept}” is given by {names[0]} in one and by {names[1]} in the other",
        )
    if a.concept.lower() != b.concept.lower():
        yield Comparison(
            Relation.ADDS, Field.WORDING, *sides, f"“{a.concept}” in one, “{b.concept}” in the other"
        )


def _held(row: list[tuple[BriefDocument, Position]]) -> HeldPosition:
    first = row[0][1]
    days = [d.published.span for d, _ in row if d.published.span]
    time = days[0] if days else None
    reports = tuple(
        Evidence(d.id, p.evidence, d.annotation.reading.document.quote(p.evidence)) for d, p in row
    )
    toward = next((p.toward for _, p in row if p.toward), None)
    relation = next((p.relation for _, p in row if p.relation), None)
    return HeldPosition(first.holder, toward, first.concept, first.agreement, time, reports, relation)


def _telling(concept: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{3,}", concept.lower())) - _STOP
