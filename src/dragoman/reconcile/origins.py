"""Which documents go back to one text: outlets are not sources, so independence is counted in origins.

Two texts share an origin when 5-word runs of the shorter, quotations stripped, stand in the other (containment:
Broder 1997; Jaccard misses a trimmed reprint), or when one credits the outlet or agency of the other and shares words
with it. The index is near-linear: runs that stand in very many documents are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.knowledge import Knowledge, NameKind
from dragoman.knowledge.names import words_of
from dragoman.model.annotation import Annotation
from dragoman.model.reading import Zone
from dragoman.model.record import Origin
from dragoman.model.spans import Evidence

SHINGLE = 5
COPIED = 0.3
CREDITED = 0.08
_TOO_COMMON = 200
_WORD = re.compile(r"\w+")


def find_origins(
    annotations: Sequence[Annotation], ids: Sequence[str], knowledge: Knowledge
) -> tuple[Origin, ...]:
    """The documents grouped by origin, in order; every document is in one group. `ids` names the documents."""
    shingles = [_shingles(a) for a in annotations]
    shared = _shared_counts(shingles)
    parent = list(range(len(annotations)))
    why: dict[tuple[int, int], tuple[str, str]] = {}

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for (i, j), count in sorted(shared.items()):
        containment = count / max(1, min(len(shingles[i]), len(shingles[j])))
        credit = _credit(annotations[i], annotations[j], knowledge)
        if containment >= COPIED:
            why[i, j] = ("text", f"{containment:.0%} of the shorter text's word runs stand in the other")
        elif credit and containment >= CREDITED:
            why[i, j] = (
                "credit",
                f"{credit}, and {containment:.0%} of the shorter text's word runs stand in the other",
            )
        else:
            continue
        parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(annotations)):
        groups[root(i)].append(i)
    origins = []
    for number, members in enumerate(sorted(groups.values()), 1):
        pairs = [
            (pair, reason)
            for pair, reason in sorted(why.items())
            if pair[0] in members and pair[1] in members
        ]
        basis = pairs[0][1][0] if pairs else "text"
        reason = (
            "; ".join(f"{ids[i]} and {ids[j]}: {text}" for (i, j), (_, text) in pairs)
            or "no other report shares its text"
        )
        passages = tuple(p for (i, j), _ in pairs if (p := _passage(annotations[i], annotations[j])))
        origins.append(Origin(f"o{number}", tuple(ids[i] for i in members), basis, reason, passages))
    return tuple(origins)


def containment(left: Annotation, right: Annotation) -> float:
    """The share of the shorter text's 5-word runs that stand in the other, quotations stripped, from 0 to 1."""
    a, b = _shingles(left), _shingles(right)
    return len(a.keys() & b.keys()) / max(1, min(len(a), len(b)))


def _shingles(annotation: Annotation) -> dict[tuple[str, ...], int]:
    """The 5-word runs of the body outside quotations, each with its first offset."""
    document = annotation.reading.document
    quoted = [q.span for q in annotation.reading.quotations if q.closed]
    found: dict[tuple[str, ...], int] = {}
    at = 0
    for block in annotation.reading.blocks:
        if block.zone is not Zone.BODY:
            continue
        words: list[tuple[str, int]] = []
        for match in _WORD.finditer(document.text, block.span.start, block.span.end):
            while at < len(quoted) and quoted[at].end <= match.start():
                at += 1
            if at < len(quoted) and quoted[at].start <= match.start() < quoted[at].end:
                continue
            words.append((match[0].lower(), match.start()))
        for i in range(len(words) - SHINGLE + 1):
            found.setdefault(tuple(w for w, _ in words[i : i + SHINGLE]), words[i][1])
    return found


def _shared_counts(shingles: Sequence[dict[tuple[str, ...], int]]) -> Counter[tuple[int, int]]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, runs in enumerate(shingles):
        for run in runs:
            index[run].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if 1 < len(holders) <= _TOO_COMMON:
            for x, i in enumerate(holders):
                for j in holders[x + 1 :]:
                    shared[i, j] += 1
    return shared


def _credit(left: Annotation, right: Annotation, knowledge: Knowledge) -> str:
    """How one report leans on the other's outlet, or both on one agency; empty when neither does."""
    for one, other in ((left, right), (right, left)):
        outlet = other.reading.header.outlet
        theirs = {_outlet_id(c.value, knowledge) for c in other.reading.header.credits}
        for credit in one.reading.header.credits:
            key = _outlet_id(credit.value, knowledge)
            if key in theirs:
                return f"both carry {credit.value}"
            if outlet is not None and key == _outlet_id(outlet.value, knowledge):
                return f"one credits {credit.value}"
    return ""


def _outlet_id(name: str, knowledge: Knowledge) -> str:
    """One id for all names of an outlet ("AP", "The Associated Press"); an unknown one goes by its words."""
    words = words_of(name)
    words = words[1:] if len(words) > 1 and words[0].lower() == "the" else words
    found = knowledge.names.find(words, 0) if words else None
    if found is not None and found[0] == len(words) and found[1].kind is NameKind.OUTLET:
        return found[1].party
    return " ".join(words).lower()


def _passage(left: Annotation, right: Annotation) -> tuple[Evidence, Evidence] | None:
    """The longest run of words that both texts share, with its place in each."""
    a, b = _shingles(left), _shingles(right)
    best: tuple[int, int, int, int] | None = None
    starts = sorted((a[run], b[run]) for run in a.keys() & b.keys())
    if not starts:
        return None
    run_start = previous = starts[0]
    for current in [*starts[1:], (10**9, 10**9)]:
        if not (
            0 < current[0] - previous[0] < 40
            and abs((current[0] - previous[0]) - (current[1] - previous[1])) < 4
        ):
            length = previous[0] - run_start[0]
            if best is None or length > best[1] - best[0]:
                best = (run_start[0], previous[0], run_start[1], previous[1])
            run_start = current
        previous = current
    assert best is not None
    texts = left.reading.document, right.reading.document
    ends = [min(len(d.text), e + 30) for d, e in zip(texts, (best[1], best[3]), strict=True)]
    return texts[0].cite(best[0], ends[0]), texts[1].cite(best[2], ends[1])
