"""A project of many reports: `python bench/project.py [--reports N] [--json FILE]`.

The reports are made as `bench/scale.py` makes them and their readings are put into a project without being parsed again: what is
timed is the database. Adding one report is timed at a tenth of N and at N; a search, the timeline of the pair with most
reports and its brief are timed at N, with the language model not needed. The size of the file is told over the size of
the texts.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

from dragoman.model.annotation import Annotation
from dragoman.project import Keeping
from dragoman.reconcile.selection import Wanted
from dragoman.store.store import FILE, Arrival
from scale import A_DAY, originals, turned

HERE = Path(__file__).parent
_TIMED = 50


def arrival_of(annotation: Annotation) -> Arrival:
    """The report of an annotation as if it had just come in."""
    text = annotation.reading.document.text
    return Arrival(text.encode("utf-8", "surrogatepass"), "text", "made", None, None, None, None)


def pair_of(annotations: list[Annotation]) -> tuple[str, str]:
    """The two countries of most acts, among the pairs that at most one report in fifty tells of: what an analyst asks for."""
    acts: Counter[tuple[str, str]] = Counter()
    telling: Counter[tuple[str, str]] = Counter()
    for annotation in annotations:
        told: set[tuple[str, str]] = set()
        for event in annotation.events:
            codes = {
                p.country for p in (*event.actors, *event.recipients) if p.country and len(p.country) == 3
            }
            told.update(combinations(sorted(codes), 2))
            acts.update(combinations(sorted(codes), 2))
        telling.update(told)
    few = [(n, pair) for pair, n in acts.items() if telling[pair] <= 0.02 * len(annotations)]
    return max(few)[1]


def main() -> int:
    """Fill a project and time it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    read, chance = originals(), random.Random(args.reports)
    figures: dict[str, float] = {"reports": args.reports}
    took: list[float] = []
    kept: list[Annotation] = []
    characters = 0
    with tempfile.TemporaryDirectory() as folder, Keeping.create(folder) as project:
        for i in range(args.reports):
            annotation = turned(read[i % len(read)], i, max(1, args.reports // A_DAY), chance)
            kept.append(annotation)
            characters += len(annotation.reading.document.text)
            started = time.perf_counter()
            project.take(arrival_of(annotation), annotation)
            took.append(time.perf_counter() - started)
        early = statistics.median(took[args.reports // 10 - _TIMED : args.reports // 10])
        late = statistics.median(took[-_TIMED:])
        figures["add_milliseconds"] = round(1000 * late, 1)
        figures["add_growth"] = round(late / early, 2)
        started = time.perf_counter()
        project.search("minister talks", 20)
        figures["search_milliseconds"] = round(1000 * (time.perf_counter() - started), 1)
        pair = pair_of(kept)
        project.tell(Wanted(pair))
        started = time.perf_counter()
        told = project.tell(Wanted(pair))
        figures["pair_seconds"] = round(time.perf_counter() - started, 2)
        figures["pair_reports"] = len(told.documents)
        figures["bytes_over_text"] = round((Path(folder) / FILE).stat().st_size / characters, 1)
    for name, value in figures.items():
        print(f"{name:20} {value}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    pinned = json.loads((HERE / "bars.json").read_text(encoding="utf-8")).get("project", {})
    failed = False
    for name, bar in pinned.items():
        holds = figures[name] <= bar
        failed = failed or not holds
        print(f"{name:20} {figures[name]}   bar {bar}   {'ok' if holds else 'ABOVE THE BAR'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
