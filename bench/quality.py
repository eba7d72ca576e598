"""Quality on development sets: `python bench/quality.py --gold DIR --scorer SCORE.PY [--suite NAME ...] [--json FILE]`.

DIR is laid out as the development sets are (attribution.jsonl, time.jsonl, factuality.jsonl, ...), SCORE.PY is their
scorer. The product reads every suite found in DIR, through the same functions that a user's run goes through; given
triggers are judged by the same function that judges found ones. The figures are printed as the scorer prints them,
beside the pinned bars of bench/bars.json; a figure below its bar fails. Without the sets it says so and passes.
With --before FILE (a JSON of an earlier run) every figure that moved is listed; --items FILE keeps every miss of this
run, and --items-before FILE lists, item by item, what was lost and won since the run that kept that file.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import items
from dragoman.extract.status import judge
from dragoman.ingest.failure import UnreadableError
from dragoman.ingest.html import read_html
from dragoman.ingest.sources import document_of
from dragoman.knowledge import load_knowledge
from dragoman.model.document import Given
from dragoman.model.settings import Settings
from dragoman.model.spans import Span
from dragoman.pipeline import annotate, brief
from dragoman.present.annotation_json import annotation_dict
from dragoman.reading.reading import read_document
from dragoman.reconcile.cards import card_of
from dragoman.reconcile.origins import COPIED, containment
from dragoman.reconcile.same_words import SAME_CONTENT, family, same_content
from dragoman.reconcile.stories import affairs, find_stories

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
Row = dict[str, Any]


def annotations(rows: list[Row], folder: Path) -> Iterator[Row]:
    """What `dragoman annotate` prints for the documents of a suite."""
    for row in rows:
        yield {**annotation_dict(annotate(document_of(row["text"], _given(row)))), "id": row["id"]}


def given_triggers(rows: list[Row], folder: Path) -> Iterator[Row]:
    """The certainty of each gold trigger, by the function that judges our own."""
    knowledge = load_knowledge()
    for row in rows:
        reading, _ = read_document(document_of(row["text"], Given()), knowledge, Settings())
        events = []
        for trigger in row["gold"]["events"]:
            span = Span(trigger["start"], trigger["end"])
            sentence = reading.sentence_at(span.start)
            token = next(iter(sentence.at(span)), None) if sentence else None
            if sentence is not None and token is not None:
                certainty = judge(sentence, token, knowledge.lexicon.governors).certainty
                events.append({"trigger": {"start": span.start, "end": span.end}, "certainty": certainty})
        yield {"id": row["id"], "events": events}


def main_texts(rows: list[Row], folder: Path) -> Iterator[Row]:
    """The main text of each page, empty where none was found."""
    for row in rows:
        path = folder / row["html"]
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            text = read_html(raw.decode("utf-8", "replace"), Given())[0]
        except UnreadableError:
            text = ""
        yield {"id": row["id"], "text": text}


def copies(rows: list[Row], folder: Path) -> Iterator[Row]:
    """Whether the two texts of a pair go back to one text."""
    for row in rows:
        sides = [annotate(document_of(row[side]["text"], Given())) for side in ("left", "right")]
        yield {"pair": row.get("id") or row["pair"], "copy": containment(*sides) >= COPIED}


def days(rows: list[Row], folder: Path) -> Iterator[Row]:
    """The publication interval of the undated report of each group."""
    for row in rows:
        undated = document_of(row["undated"]["text"], Given(outlet=row["undated"].get("outlet")))
        others = [
            document_of(
                d["text"], Given(outlet=d.get("outlet"), published=date.fromisoformat(d["published"][:10]))
            )
            for d in [*row["dated"], *row.get("distractors", [])]
        ]
        record = brief([annotate(d) for d in (undated, *others)])
        own = next(
            d.published for d in record.documents if d.annotation.reading.document.sha256 == undated.sha256
        )
        yield {
            "id": row["id"],
            "first": own.first and own.first.isoformat(),
            "last": own.last and own.last.isoformat(),
        }


def _given(row: Row) -> Given:
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Given(outlet=row.get("outlet"), published=day)


def stories(rows: list[Row], folder: Path) -> Iterator[Row]:
    """The story of each document, all documents of the set at once."""
    read = [annotate(document_of(row["text"], _given(row))) for row in rows]
    ids = [str(row["id"]) for row in rows]
    for story in find_stories([replace(card_of(a), id=id) for a, id in zip(read, ids, strict=True)]):
        for id in story.documents:
            yield {"id": id, "story": story.id}


def clusters(rows: list[Row], folder: Path) -> Iterator[Row]:
    """Under CLUSTERS the given event words of each document, in one cluster when one affair tells them with words of one
    family; words of saying need a common speaker besides.

    Most events of that set are no diplomacy, so what is measured is the affairs and the likeness of words.
    """
    read = [annotate(document_of(row["text"], _given(row))) for row in rows]
    ids = [str(row["id"]) for row in rows]
    stories = find_stories([replace(card_of(a), id=id) for a, id in zip(read, ids, strict=True)])
    affair = {d: n for n, chain in enumerate(affairs(stories)) for story in chain for d in story.documents}
    for row, annotation, id in zip(rows, read, ids, strict=True):
        found = []
        for mention in row["gold"]["mentions"]:
            span = Span(mention["spans"][0][0], mention["spans"][-1][1])
            sentence = annotation.reading.sentence_at(span.start)
            tokens = list(sentence.at(span)) if sentence else []
            if sentence is None or not tokens:
                continue
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
            said = head.lemma in SAYING
            speaker = sentence.kid(head, "nsubj") if said else None
            name = f"{affair[id]}-{family(head.lemma)}" + (
                f"-{speaker.lemma if speaker else id}" if said else ""
            )
            found.append({"mention": [row["id"], span.start, span.end], "cluster": name})
        yield {"id": row["id"], CLUSTERS: found}


SAYING = frozenset(
    "say tell report announce state add claim confirm note write declare insist explain".split()
)


def answers(rows: list[Row], folder: Path) -> Iterator[Row]:
    """Whether two answers to a question have the same content."""
    for row in rows:
        value = same_content(row["left"]["answer"], row["right"]["answer"])
        yield {"pair": row["id"], "same": value >= SAME_CONTENT}


CLUSTERS = "clusters"
SUITES: dict[str, tuple[str, str, list[str], Callable[[list[Row], Path], Iterator[Row]]]] = {
    "attribution": ("attribution.jsonl", "attribution", ["--only", "PolNeAR-dev"], annotations),
    "time": ("time.jsonl", "time", ["--only", "te3-platinum"], annotations),
    "factuality": ("factuality.jsonl", "factuality", [], given_triggers),
    "events": ("events.jsonl", "events", [], annotations),
    "plover_synthetic": ("plover_synthetic.jsonl", "events", [], annotations),
    "stories": ("stories.jsonl", "stories", [], stories),
    "coref": ("coref.jsonl", "coref", ["--only", "ECB+-dev"], clusters),
    "answers": ("answers.jsonl", "answers", [], answers),
    "html": ("html.jsonl", "html", [], main_texts),
    "reuse": ("reuse.jsonl", "reuse", [], copies),
    "dating": ("dating.jsonl", "dating", [], days),
    "dating_far": ("dating_far.jsonl", "dating", [], days),
}


def gold_file(name: str, folder: Path) -> Path | None:
    """The file of a suite's set, packed or not, if it is in the folder."""
    file = SUITES[name][0]
    return next((p for p in (folder / file, folder / f"{file}.gz") if p.is_file()), None)


def measure(name: str, gold: Path, scorer: Path) -> tuple[dict[str, Any], list[str]]:
    """The scorer's figures for one suite, and its misses, a line each."""
    _, command, options, predict = SUITES[name]
    raw = gzip.decompress(gold.read_bytes()) if gold.suffix == ".gz" else gold.read_bytes()
    rows = [json.loads(line) for line in raw.decode("utf-8").splitlines() if line.strip()]
    only = options[1] if options else None
    rows = [r for r in rows if only is None or r.get("corpus") == only]
    with tempfile.TemporaryDirectory() as temporary:
        predicted = Path(temporary) / "predicted.jsonl"
        joined = Path(temporary) / "clusters.jsonl"
        with predicted.open("w", encoding="utf-8") as out, joined.open("w", encoding="utf-8") as sets:
            for record in predict(rows, gold.parent):
                for cluster in record.pop(CLUSTERS, []):
                    sets.write(json.dumps(cluster) + "\n")
                out.write(json.dumps(record) + "\n")
        call = [
            sys.executable,
            str(scorer),
            command,
            "--gold",
            str(gold),
            "--pred",
            str(predicted),
            "--json",
            "--misses",
            "1000000",
            *options,
            *(["--clusters", str(joined)] if joined.stat().st_size else []),
        ]
        done = subprocess.run(call, capture_output=True, text=True, check=True)
    first, *misses = done.stdout.splitlines()
    figures: dict[str, Any] = json.loads(first)
    return figures, [line.strip() for line in misses]


def flat(figures: dict[str, Any], prefix: str = "") -> dict[str, float]:
    """Figures as one level: lists of precision, recall and F1 by their F1, nested names joined with a dot."""
    found: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, list) and value and isinstance(value[-1], int | float):
            found[prefix + name] = float(value[-1])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[prefix + name] = float(value)
    return found


def main() -> int:
    """Measure the suites, print them beside their bars, and say with the exit code whether all hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, metavar="DIR", help="default: ../shared/gold/dev")
    parser.add_argument("--scorer", type=Path, metavar="SCORE.PY", help="default: ../shared/bench/score.py")
    parser.add_argument(
        "--suite",
        action="append",
        choices=sorted(SUITES),
        metavar="NAME",
        help="this suite only; may be repeated",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument(
        "--before", type=Path, metavar="FILE", help="list what moved since the JSON of an earlier run"
    )
    parser.add_argument("--items", type=Path, metavar="FILE", help="keep every miss of this run")
    parser.add_argument(
        "--items-before", type=Path, metavar="FILE", help="list what was lost and won since that run"
    )
    parser.add_argument("--most", type=int, default=40, metavar="N", help="changes told of a suite and kind")
    args = parser.parse_args()
    gold = args.gold or SHARED / "gold" / "dev"
    scorer = args.scorer or SHARED / "bench" / "score.py"
    if not gold.is_dir() or not scorer.is_file():
        named = args.gold is not None or args.scorer is not None
        print(f"{'error' if named else 'skipped'}: no development sets at {gold} or no scorer at {scorer}")
        return 2 if named else 0
    pinned = json.loads((HERE / "bars.json").read_text(encoding="utf-8"))
    before = json.loads(args.before.read_text(encoding="utf-8")) if args.before else {}
    results: dict[str, Any] = {}
    missed: items.Misses = {}
    failed = False
    for name in args.suite or SUITES:
        set_file = gold_file(name, gold)
        if set_file is None:
            print(f"{name:18} skipped: its set is not in {gold}")
            continue
        raw = set_file.read_bytes()
        figures, missed[name] = measure(name, set_file, scorer)
        results[name] = figures
        bars = pinned["quality"].get(name, {})
        if bars and hashlib.sha256(raw).hexdigest() != pinned["digests"].get(name):
            print(f"{name:18} measured, not judged: its set is not the one the bars were pinned on")
            bars = {}
        values, earlier = flat(figures), flat(before.get(name, {}))
        for key, bar in bars.items():
            value = values.get(key, float("nan"))
            holds = value >= bar
            failed = failed or not holds
            print(f"{name:18} {key:24} {value:7.3f}   bar {bar:g}   {'ok' if holds else 'BELOW THE BAR'}")
        for key in sorted(set(values) & set(earlier)):
            if abs(values[key] - earlier[key]) >= 0.0005:
                print(f"{name:18} {key:24} {earlier[key]:7.3f} -> {values[key]:.3f}")
    if args.json:
        args.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if args.items_before:
        items.tell(items.load(args.items_before), missed, most=args.most)
    if args.items:
        items.save(args.items, missed)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
