"""What was lost and won between two runs, item by item: a figure that stands still can hide both."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

Misses = dict[str, list[str]]


def save(path: Path, misses: Misses) -> None:
    """The misses of each suite as JSON, for a later run to look back at."""
    path.write_text(json.dumps(misses, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> Misses:
    """What `save` wrote. Raises OSError and ValueError when there is no such file or it holds something else."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return {str(suite): [str(line) for line in lines] for suite, lines in found.items()}


def changes(before: Misses, after: Misses) -> Iterator[tuple[str, str, str]]:
    """(suite, "lost" or "won", miss) for each miss that only one of the runs has, suites both runs have alone."""
    for suite in after:
        if suite not in before:
            continue
        old, new = Counter(before[suite]), Counter(after[suite])
        yield from ((suite, "lost", line) for line in sorted((new - old).elements()))
        yield from ((suite, "won", line) for line in sorted((old - new).elements()))


def tell(before: Misses, after: Misses, *, most: int) -> None:
    """Print the changes, at most so many of a suite and kind, and how many there are in all."""
    told: Counter[tuple[str, str]] = Counter()
    for suite, kind, line in changes(before, after):
        told[suite, kind] += 1
        if told[suite, kind] <= most:
            print(f"{suite:18} {kind}  {line}")
    for (suite, kind), count in told.items():
        print(f"{suite:18} {kind} in all: {count}")
