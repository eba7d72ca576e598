"""Comparing ten thousand reports: `python bench/scale.py [--reports N] [--json FILE]`.

The reports are made at run time: originals of the corpus and the examples (and, where they are at hand, whole articles
of the development sets; nothing of theirs is kept) are read once, and each report of the pile is one of them with words
of it turned round and its days moved, so that no two texts are copies. What is timed is all that happens after reading:
origins, stories, dating, events, comparisons, threads. Two piles of N/2 and N reports over spans of days in proportion
give the growth; memory is the peak of the process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import sys
import time
import zlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from corpus import load_corpus
from dragoman.ingest.sources import document_of, find_documents
from dragoman.model.annotation import Annotation
from dragoman.model.document import Document, Given
from dragoman.model.settings import Settings
from dragoman.model.time import TimeSpan
from dragoman.pipeline import annotate, brief

HERE = Path(__file__).parent
DEVELOPMENT = HERE.parent.parent / "shared" / "gold" / "dev" / "dating.jsonl.gz"
START = date(2015, 1, 1)
A_DAY = 20
MOST_ORIGINALS = 240
WORD = re.compile(r"[a-z]{4,}")


def originals() -> list[Annotation]:
    """Dated reports to make others from, read."""
    documents = [
        document_of(r.text, Given(r.notes.get("outlet"), date.fromisoformat(str(r.notes["published"]))))
        for r in load_corpus()
        if "published" in r.notes
    ]
    found = find_documents([str(HERE.parent / "examples")], (), Given(), Settings())
    documents += [d for d in found if isinstance(d, Document)]
    if DEVELOPMENT.is_file():
        lines = gzip.decompress(DEVELOPMENT.read_bytes()).decode("utf-8").splitlines()
        for row in (row for line in lines for row in json.loads(line)["dated"]):
            given = Given(row.get("outlet"), date.fromisoformat(row["published"][:10]))
            documents.append(document_of(row["text"], given))
    read = [annotate(d) for d in documents[:MOST_ORIGINALS]]
    return [a for a in read if a.reading.header.published.day]


def turned(annotation: Annotation, number: int, span: int, chance: random.Random) -> Annotation:
    """The annotation of another report: a third of its words turned round, all its days moved into `span` days."""
    reading, key = annotation.reading, str(chance.random())

    def is_turned(word: str) -> bool:
        return zlib.crc32((word + key).encode()) % 3 == 0

    text = WORD.sub(lambda m: m[0][::-1] if is_turned(m[0]) else m[0], reading.document.text)
    document = replace(reading.document, id=f"{number:016x}", sha256=f"{number:064x}", text=text)
    published = reading.header.published
    assert published.day is not None
    days = (START - published.day).days + chance.randrange(span)
    day = published.day + timedelta(days=days)
    header = replace(reading.header, published=replace(published, first=day, last=day))
    sentences = tuple(
        replace(
            s,
            tokens=tuple(
                replace(t, lemma=t.lemma[::-1]) if t.pos == "NOUN" and is_turned(t.lemma) else t
                for t in s.tokens
            ),
        )
        for s in reading.sentences
    )
    return replace(
        annotation,
        reading=replace(reading, document=document, header=header, sentences=sentences),
        events=tuple(replace(e, time=_moved(e.time, days)) for e in annotation.events),
        times=tuple(replace(t, interval=_moved(t.interval, days)) for t in annotation.times),
    )


def _moved(span: TimeSpan | None, days: int) -> TimeSpan | None:
    if span is None:
        return None
    by = timedelta(days=days)
    return TimeSpan(span.first and span.first + by, span.last and span.last + by, span.precision)


def seconds(read: list[Annotation], count: int, workers: int) -> float:
    """How long a brief of `count` reports takes after reading."""
    chance = random.Random(count)
    pile = [turned(read[i % len(read)], i, max(1, count // A_DAY), chance) for i in range(count)]
    started = time.perf_counter()
    told = brief(pile, workers=workers)
    took = time.perf_counter() - started
    print(
        f"{count:6} reports: {took:6.1f} s, {len(told.stories)} stories, {len(told.events)} events, "
        f"{len(told.comparisons)} comparisons"
    )
    return took


def main() -> int:
    """Time the two piles and print the growth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=10_000, metavar="N")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE")
    args = parser.parse_args()
    read = originals()
    half, whole = (seconds(read, n, args.workers) for n in (args.reports // 2, args.reports))
    figures = {
        "reports": args.reports,
        "seconds": round(whole, 1),
        "growth": round(whole / half, 2),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(f"growth {figures['growth']} for twice the reports; peak {figures['megabytes']} MB")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    pinned = json.loads((HERE / "bars.json").read_text(encoding="utf-8")).get("scale", {})
    failed = False
    for name, bar in pinned.items():
        holds = figures[name] <= bar
        failed = failed or not holds
        print(f"{name:12} {figures[name]}   bar {bar}   {'ok' if holds else 'ABOVE THE BAR'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
