"""Ten thousand odd inputs through the reader: `python bench/robustness.py [--inputs N] [--seed S] [--workers W]`.

Each input is a stretch of a report of corpus/ or examples/ that has been damaged: words lost, doubled or glued, marks
swapped, tags and control characters let in, encodings mangled, lines cut, one piece repeated; a few are noise alone.
All go through one run of the product's own pool. The run fails when a worker dies or hangs, when a span does not lie in
its text or is empty, when an interval runs backwards, or when a report takes longer than five seconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.ingest.failure import Failure
from dragoman.ingest.html import read_html
from dragoman.ingest.sources import document_of
from dragoman.model.annotation import Annotation
from dragoman.model.document import Document, Given
from dragoman.model.settings import Settings
from dragoman.present.annotation_json import annotation_dict
from dragoman.workers import ReadDocument, annotate_all

ROOT = Path(__file__).parent.parent
LONGEST = 5.0
ODD = (
    '\u200b\u202e\ufeff\u0301\x00\x07\x1b[31m\u2028\ud7ff😀½٣漢\u00ad\t\r\n"“”‘’«»—–…|<>&;()[]{}#@$€%*_~^\\/'
)
PIECES = (
    "<b>",
    "</p>",
    "&amp;",
    "&#8220;",
    "http://a.b/c?d=e",
    "{{",
    "%s",
    "'; DROP TABLE events;--",
    "\n\n\n",
    "\r\n",
    "\t",
)


def reports() -> list[str]:
    """The texts that are damaged."""
    files = [*ROOT.glob("corpus/*/*.txt"), *ROOT.glob("examples/*/*.txt"), *ROOT.glob("examples/*/*.html")]
    return [p.read_text(encoding="utf-8", errors="replace") for p in sorted(files)]


def _drop(chance: random.Random, words: list[str]) -> list[str]:
    return [w for w in words if chance.random() > 0.2]


def _double(chance: random.Random, words: list[str]) -> list[str]:
    return [w for word in words for w in [word] * (1 + (chance.random() < 0.15))]


def _shuffle(chance: random.Random, words: list[str]) -> list[str]:
    start = chance.randrange(len(words) + 1)
    middle = words[start : start + 12]
    chance.shuffle(middle)
    return words[:start] + middle + words[start + 12 :]


def _glue(chance: random.Random, words: list[str]) -> list[str]:
    return ["".join(words[:20]), *words[20:]]


def _case(chance: random.Random, words: list[str]) -> list[str]:
    change = chance.choice((str.upper, str.lower, str.title, str.swapcase))
    return [change(w) for w in words]


def _odd(chance: random.Random, words: list[str]) -> list[str]:
    found = list(words)
    for _ in range(8):
        found.insert(
            chance.randrange(len(found) + 1), chance.choice((chance.choice(ODD), chance.choice(PIECES)))
        )
    return found


def _mangle(chance: random.Random, words: list[str]) -> list[str]:
    text = " ".join(words)
    return text.encode("utf-8").decode("latin-1" if chance.random() < 0.5 else "cp1252", "replace").split(" ")


def _repeat(chance: random.Random, words: list[str]) -> list[str]:
    start = chance.randrange(max(1, len(words)))
    return words[:start] + words[start : start + chance.randint(1, 6)] * chance.randint(20, 120)


DAMAGE: tuple[Callable[[random.Random, list[str]], list[str]], ...] = (
    _drop,
    _double,
    _shuffle,
    _glue,
    _case,
    _odd,
    _mangle,
    _repeat,
)


def odd_inputs(count: int, seed: int) -> Iterator[Document | Failure]:
    """`count` damaged reports, the same for the same seed."""
    chance = random.Random(seed)
    texts = reports()
    for n in range(count):
        if n % 25 == 0:
            text = "".join(chance.choice(ODD) for _ in range(chance.randint(0, 300)))
        else:
            whole = chance.choice(texts)
            start = chance.randrange(len(whole))
            words = whole[start : start + chance.randint(40, 900)].split(" ")
            for damage in chance.sample(DAMAGE, chance.randint(1, 3)):
                words = damage(chance, words or ["-"])
            text = " ".join(words)
        given = Given()
        if n % 10 == 0:
            try:
                text, given = read_html(f"<html><body><p>{text}</p></body></html>", given)
            except ValueError as error:
                yield Failure(f"page {n}", str(error))
                continue
        yield document_of(text.encode("utf-8", "replace").decode("utf-8"), given, path=f"input {n}")


def judged(annotation: Annotation) -> tuple[list[str], str]:
    """What is wrong with an annotation, and its text when something is."""
    text = annotation.reading.document.text
    wrong: list[str] = []

    def look(value: object, path: str) -> None:
        if isinstance(value, dict):
            if {"start", "end"} <= value.keys() and not 0 <= value["start"] < value["end"] <= len(text):
                wrong.append(f"{path}: {value['start']}..{value['end']} of {len(text)}")
            first, last = value.get("first"), value.get("last")
            if first and last and str(first) > str(last):
                wrong.append(f"{path}: {first} after {last}")
            for key, inner in value.items():
                look(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                look(inner, f"{path}[{i}]")

    look(annotation_dict(annotation), "")
    return wrong, text if wrong else ""


def main() -> int:
    """Run, print what went wrong, and say with the exit code whether all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--workers", type=int, default=2, metavar="W")
    args = parser.parse_args()
    settings = Settings(seconds_per_report=LONGEST)
    started = time.perf_counter()
    read = refused = broken = 0
    for found in annotate_all(
        odd_inputs(args.inputs, args.seed), settings, judged, workers=max(2, args.workers)
    ):
        if isinstance(found, Failure):
            lost = "worker" in found.why or "seconds" in found.why
            broken += lost
            refused += not lost
            if lost:
                print(found)
            continue
        assert isinstance(found, ReadDocument)
        read += 1
        wrong, text = found.value
        if wrong:
            broken += 1
            print(f"{found.name}: {wrong[0]} in {text[:200]!r}")
    print(
        f"{args.inputs} inputs in {time.perf_counter() - started:.0f} s: {read} read, {refused} without text, {broken} broken"
    )
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main())
