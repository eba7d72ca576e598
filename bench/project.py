"""A project of many reports: `python bench/project.py [--reports N] [--json FILE]`.

The reports are made as `bench/scale.py` makes them and their readings are put into a project without being parsed again: what is
timed is the database and the comparing. Adding one report, and adding it with all comparisons made anew that it touches, is
timed at a tenth of N and at N; a search, the timeline of a pair and its brief are timed at N, warm, with the language model
not needed. The size of the file is told over the size of the texts. How the cost of a compared report grows is judged
from 10,000 reports on: the first thousands are sorted all together.
"""

from __future__ import annotations

import argparse
import gc
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
from scale import A_DAY, START, originals, turned

HERE = Path(__file__).parent
_TIMED = 20
_ASKED = 5
_SORTED_ON = 10_000


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
    return max(few)[1] if few else min(telling, key=lambda pair: (telling[pair], pair))


def _project(folder: str, database: str | None) -> Keeping:
    """A new project, in a database of its own on the server where one is named."""
    return Keeping.create(folder, database=database)


def _added(project: Keeping, pile: list[Annotation]) -> dict[str, float]:
    """The median seconds that a report takes to be added, and to be added and compared with the others; the seconds that the
    first comparison took."""
    took, whole = [], []
    for annotation in pile[:-_TIMED]:
        project.take(arrival_of(annotation), annotation)
    started = time.perf_counter()
    project.refresh(workers=2)
    first = time.perf_counter() - started
    for annotation in pile[-_TIMED:]:
        started = time.perf_counter()
        project.take(arrival_of(annotation), annotation)
        took.append(time.perf_counter() - started)
        project.refresh()
        whole.append(time.perf_counter() - started)
    return {"add": statistics.median(took), "whole": statistics.median(whole), "first": first}


def main() -> int:
    """Fill a project and time it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000, metavar="N")
    parser.add_argument("--database", metavar="URL", help="an empty PostgreSQL database, instead of a file")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    read, chance = originals(), random.Random(args.reports)
    figures: dict[str, float] = {"reports": args.reports}
    pile = [
        turned(read[i % len(read)], i, max(1, args.reports // A_DAY), chance) for i in range(args.reports)
    ]
    pile.sort(key=lambda a: a.reading.header.published.day or START)
    with tempfile.TemporaryDirectory() as folder, _project(folder, args.database) as project:
        tenth = args.reports // 10
        early = _added(project, pile[:tenth])
        late = _added(project, pile[tenth:])
        figures["add_milliseconds"] = round(1000 * late["add"], 1)
        figures["add_growth"] = round(late["add"] / early["add"], 2)
        figures["whole_add_seconds"] = round(late["whole"], 2)
        figures["whole_add_growth"] = round(late["whole"] / early["whole"], 2)
        figures["first_seconds"] = round(late["first"], 1)
        print(figures, file=sys.stderr, flush=True)
        pair, characters = pair_of(pile), sum(len(a.reading.document.text) for a in pile)
        # What a program would not hold beside the project is let go before it is asked.
        pile.clear()
        read.clear()
        gc.collect()
        for name, ask in (
            ("search_milliseconds", lambda: project.search("minister talks", 20)),
            ("timeline_milliseconds", lambda: project.timeline(Wanted(pair))),
            ("pair_milliseconds", lambda: project.tell(Wanted(pair))),
        ):
            ask()
            took = []
            for _ in range(_ASKED):
                started = time.perf_counter()
                ask()
                took.append(time.perf_counter() - started)
            figures[name] = round(1000 * statistics.median(took), 1)
        told = project.tell(Wanted(pair))
        figures["pair_reports"] = len(told.documents)
        figures["pair_events"] = len(told.events)
        if args.database is None:
            figures["bytes_over_text"] = round((Path(folder) / FILE).stat().st_size / characters, 1)
    for name, value in figures.items():
        print(f"{name:20} {value}")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    pinned = json.loads((HERE / "bars.json").read_text(encoding="utf-8")).get("project", {})
    failed = False
    for name, bar in pinned.items():
        if name not in figures or (name == "whole_add_growth" and args.reports < _SORTED_ON):
            continue
        holds = figures[name] <= bar
        failed = failed or not holds
        print(f"{name:20} {figures[name]}   bar {bar}   {'ok' if holds else 'ABOVE THE BAR'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
