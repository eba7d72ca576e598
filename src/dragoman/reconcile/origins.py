"""Which documents go back to one text: outlets are not sources, so independence is counted in origins.

Two texts share an origin when a good part of the shorter one's words stands in the other, or when one credits the
outlet or agency of the other and shares some words with it, or when one has what it tells from the other's outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from dragoman.knowledge import Knowledge
from dragoman.model.annotation import Annotation
from dragoman.model.ids import make_id
from dragoman.model.record import Origin
from dragoman.reconcile.outlets import leanings, outlet_id, own_outlet
from dragoman.reconcile.word_runs import WordRuns, longest_passage, sharing_pairs, word_runs, word_starts

COPIED = 0.25
CREDITED = 0.08
CITED = 0.5


def find_origins(
    annotations: Sequence[Annotation], ids: Sequence[str], knowledge: Knowledge
) -> tuple[Origin, ...]:
    """The documents grouped by origin, in order; every document is in one group. `ids` names the documents."""
    vocabulary: dict[str, int] = {}
    runs = [word_runs(a, vocabulary) for a in annotations]
    why: dict[tuple[int, int], tuple[str, str]] = {}
    for i, j, share in sharing_pairs(runs, CREDITED):
        told = f"{share:.0%} of the shorter text's word runs stand in the other"
        if share >= COPIED:
            why[i, j] = ("text", told)
        elif credit := _credit(annotations[i], annotations[j], knowledge):
            why[i, j] = ("credit", f"{credit}, and {told}")
    for i, j, text in _citations(annotations, knowledge):
        why.setdefault((i, j), ("cited", text))
    known: dict[int, list[int]] = {}

    def starts_of(annotation: Annotation) -> list[int]:
        if id(annotation) not in known:
            known[id(annotation)] = word_starts(annotation)
        return known[id(annotation)]

    return tuple(
        _origin(members, why, annotations, runs, ids, starts_of) for members in _joined(len(annotations), why)
    )


def containment(left: Annotation, right: Annotation) -> float:
    """The share of the shorter text's 5-word runs that stand in the other, quotations stripped, from 0 to 1."""
    vocabulary: dict[str, int] = {}
    return word_runs(left, vocabulary).share(word_runs(right, vocabulary))


def _joined(count: int, links: dict[tuple[int, int], tuple[str, str]]) -> list[list[int]]:
    """The numbers below `count` in groups held together by links, in order."""
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in links:
        parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        groups[root(i)].append(i)
    return sorted(groups.values())


def _origin(
    members: list[int],
    why: dict[tuple[int, int], tuple[str, str]],
    annotations: Sequence[Annotation],
    runs: Sequence[WordRuns],
    ids: Sequence[str],
    starts_of: Callable[[Annotation], list[int]],
) -> Origin:
    pairs = [(pair, why[pair]) for pair in _tree(members, why)]
    reason = "; ".join(f"{ids[i]} and {ids[j]}: {text}" for (i, j), (_, text) in pairs)
    passages = (
        longest_passage(annotations[i], annotations[j], runs[i], runs[j], starts_of)
        for (i, j), (basis, _) in pairs
        if basis != "cited"
    )
    return Origin(
        make_id("origin", *(ids[i] for i in members)),
        tuple(ids[i] for i in members),
        pairs[0][1][0] if pairs else "text",
        reason or "no other report shares its text",
        tuple(p for p in passages if p is not None),
    )


def _tree(members: list[int], why: Mapping[tuple[int, int], object]) -> list[tuple[int, int]]:
    """Of the links of a group as many as hold it together, in order: a reader needs no more, and a much copied text has
    thousands."""
    first = {i: i for i in members}

    def root(i: int) -> int:
        while first[i] != i:
            i = first[i]
        return i

    found = []
    for place, j in enumerate(members):
        for i in members[:place]:
            if (i, j) in why and root(i) != root(j):
                first[max(root(i), root(j))] = min(root(i), root(j))
                found.append((i, j))
    return sorted(found)


def _credit(left: Annotation, right: Annotation, knowledge: Knowledge) -> str:
    """How one report leans on the other's outlet, or both on one agency; empty when neither does."""
    for one, other in ((left, right), (right, left)):
        outlet = own_outlet(other, knowledge)
        theirs = {outlet_id(c.value, knowledge) for c in other.reading.header.credits}
        for credit in one.reading.header.credits:
            key = outlet_id(credit.value, knowledge)
            if key in theirs:
                return f"both carry {credit.value}"
            if outlet and key == outlet:
                return f"one credits {credit.value}"
    return ""


def _citations(annotations: Sequence[Annotation], knowledge: Knowledge) -> list[tuple[int, int, str]]:
    """Pairs of which one report has most of what it attributes from the only report of the other's outlet, and why."""
    published: dict[str, list[int]] = defaultdict(list)
    for i, annotation in enumerate(annotations):
        if own := own_outlet(annotation, knowledge):
            published[own].append(i)
    found = []
    for i, annotation in enumerate(annotations):
        for name, share in leanings(annotation, knowledge).items():
            others = published.get(name, [])
            if share >= CITED and len(others) == 1 and others[0] != i:
                pair = (min(i, others[0]), max(i, others[0]))
                outlet = annotations[others[0]].reading.header.outlet
                assert outlet is not None
                found.append((*pair, f"{share:.0%} of what one attributes it has from {outlet.value}"))
    return sorted(found)
