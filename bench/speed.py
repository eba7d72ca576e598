"""Speed and memory, as ratios within one run because machines are noisy: `python bench/speed.py [--json FILE]`.

- annotate over parse: the time of annotating the example reports over the time of spaCy's own `nlp.pipe` on the same
  body text, one process, one thread; the best of several rounds of each.
- a cold `dragoman brief` of two reports: seconds and peak memory of a fresh process.
- `dragoman --help`: seconds of a fresh process.
- streaming: peak memory of `dragoman annotate` over a long stream, and over the same stream's first quarter.
- workers: how many times as fast two workers read the long stream, and their share of what the machine's two cores
  can do (two separate processes with half the stream each, at once); left out on one core.

A figure on the wrong side of its bar (bench/bars.json) fails the run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import get_ident

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ.setdefault(name, "1")

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
ROUNDS = 5
MEASURED = """
import resource, sys
from dragoman.present.cli import main
try:
    main(sys.argv[1:])
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
# Figures that must not fall below their bar; the others must not rise above it.
AT_LEAST = {"two_workers_speedup", "two_workers_of_possible"}


def annotate_over_parse() -> float:
    """How many times as long annotating takes as the parser alone needs for the same body text."""
    import spacy

    from dragoman.ingest.sources import find_documents
    from dragoman.model.document import Document, Given
    from dragoman.model.reading import PARSED
    from dragoman.model.settings import Settings
    from dragoman.pipeline import annotate
    from dragoman.present.annotation_json import annotation_dict, to_json

    settings = Settings()
    documents = [d for d in find_documents([str(EXAMPLES)], (), Given(), settings) if isinstance(d, Document)]
    first = [annotate(d, settings) for d in documents]
    bodies = [
        d.quote(b.span)
        for d, a in zip(documents, first, strict=True)
        for b in a.reading.blocks
        if b.zone in PARSED
    ]
    nlp = spacy.load(settings.syntax)
    list(nlp.pipe(bodies))
    parse = min(_timed(lambda: list(nlp.pipe(bodies))) for _ in range(ROUNDS))
    whole = min(
        _timed(lambda: [to_json(annotation_dict(annotate(d, settings))) for d in documents])
        for _ in range(ROUNDS)
    )
    return whole / parse


def cold_brief() -> tuple[float, float]:
    """(seconds, peak megabytes) of a fresh `dragoman brief` of two reports."""
    reports = sorted((EXAMPLES / "01-fisheries-talks").glob("*.txt"))[:2]
    best, peak = 1e9, 0.0
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, "brief", "--json", *map(str, reports)],
            capture_output=True,
            text=True,
            check=True,
        )
        best = min(best, time.perf_counter() - started)
        peak = max(peak, int(done.stderr.split()[-1]) / 1024)
    return best, peak


def stream(folder: Path, copies: int, workers: int = 1) -> tuple[float, float]:
    """(seconds, peak megabytes) of a fresh `dragoman annotate -` of the corpus, each report `copies` times."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((HERE.parent / "corpus").glob("*/*.txt"))]
    lines = folder / f"{copies}-{get_ident()}.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for n in range(copies):
            for i, text in enumerate(texts):
                out.write(json.dumps({"id": f"{n}-{i}", "text": text}) + "\n")
    command = [sys.executable, "-c", MEASURED, "annotate", "--workers", str(workers), "-"]
    started = time.perf_counter()
    with lines.open("rb") as source:
        done = subprocess.run(command, stdin=source, capture_output=True, text=True, check=True)
    return time.perf_counter() - started, int(done.stderr.split()[-1]) / 1024


def help_seconds() -> float:
    """Seconds of a fresh `dragoman --help`."""
    command = [str(Path(sys.executable).parent / "dragoman"), "--help"]
    return min(_timed(lambda: subprocess.run(command, capture_output=True, check=True)) for _ in range(5))


def _timed(work: object) -> float:
    assert callable(work)
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> int:
    """Measure, print beside the bars, and say with the exit code whether all hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", metavar="FILE", help="write the figures as JSON as well")
    args = parser.parse_args()
    bars = json.loads((HERE / "bars.json").read_text(encoding="utf-8"))["speed"]
    seconds, memory = cold_brief()
    figures = {
        "annotate_over_parse": annotate_over_parse(),
        "cold_brief_seconds": seconds,
        "cold_brief_megabytes": memory,
        "help_seconds": help_seconds(),
    }
    with tempfile.TemporaryDirectory() as folder:
        _, short = stream(Path(folder), 1)
        alone, peak = stream(Path(folder), 8)
        figures["stream_megabytes"] = peak
        figures["stream_memory_growth"] = peak / short
        if len(os.sched_getaffinity(0)) > 1:
            together = min(stream(Path(folder), 8, workers=2)[0] for _ in range(2))
            alone = min(alone, stream(Path(folder), 8)[0])
            figures["two_workers_speedup"] = alone / together
            with ThreadPoolExecutor(2) as both:
                halves = [both.submit(stream, Path(folder), 4) for _ in range(2)]
                figures["two_workers_of_possible"] = max(h.result()[0] for h in halves) / together
    failed = False
    for name, value in figures.items():
        if name not in bars:
            print(f"{name:24} {value:8.2f}")
            continue
        holds = value >= bars[name] if name in AT_LEAST else value <= bars[name]
        failed = failed or not holds
        print(f"{name:24} {value:8.2f}   bar {bars[name]:g}   {'ok' if holds else 'MISSED'}")
    if args.json:
        Path(args.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
