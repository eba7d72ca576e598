"""The gold corpus beside what the product reads: `python bench/corpus.py [--episode NAME ...] [--misses] [--check]`.

Each report of corpus/ is read as `dragoman annotate` reads it, with the outlet and day that its notes give, and compared
with the notes layer by layer. A figure is an F1, or the share right among matched pairs:

  times       exact spans (F1); value, and days, of the matched ones
  parties     share of the noted mentions that are read as the noted party
  claims      content tokens (F1), matched claims (F1); source, type of source and chain of the matched ones
  events      same type and overlapping trigger (F1); status, actors, recipients, days and claim of the matched ones

--check reads the notes alone and reports every span that is not in its report and every word outside its closed list.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import items
from dragoman.ingest.sources import document_of
from dragoman.model.annotation import EventType, SourceType, Status
from dragoman.model.document import Given
from dragoman.pipeline import annotate
from dragoman.present.annotation_json import annotation_dict

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
BARS = CORPUS / "bars.json"
HELD = "-held"
EPISODE = "episode.toml"
Note = dict[str, Any]
Range = tuple[int, int]
NTH = re.compile(r"^(?P<words>.*)#(?P<nth>\d+)$", re.S)
CLOSED: dict[str, dict[str, set[str]]] = {
    "times": {"type": {"DATE", "TIME", "DURATION", "SET"}},
    "parties": {},
    "claims": {
        "form": {"direct", "indirect", "mixed"},
        "source_type": {t.value for t in SourceType},
    },
    "events": {
        "type": {t.value for t in EventType} - {"STATEMENT"},
        "status": {s.value for s in Status},
    },
}
SPANNED = {"times": ("words",), "parties": ("words",), "claims": ("source", "cue"), "events": ("trigger",)}


@dataclass(frozen=True)
class GoldReport:
    """One report of the corpus with its notes."""

    path: Path
    text: str
    notes: Note

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.stem}"

    def range_of(self, selector: str) -> Range:
        """Where the quoted words stand, half-open code points. Raises ValueError when they are absent or ambiguous."""
        found = NTH.match(selector)
        words, nth = (found["words"], int(found["nth"])) if found else (selector, 0)
        starts = [m.start() for m in re.finditer(re.escape(words), self.text)] if words else []
        if len(starts) > 1 and not nth:
            raise ValueError(f"{words!r} occurs {len(starts)} times; say which with #1 to #{len(starts)}")
        if not starts or nth > len(starts):
            raise ValueError(f"{selector!r} is not in the report")
        start = starts[max(nth - 1, 0)]
        return start, start + len(words)


def load_corpus(folder: Path = CORPUS) -> list[GoldReport]:
    """Every report with notes, in the order of their paths."""
    found = []
    for path in sorted(p for p in folder.glob("*/*.toml") if p.name != EPISODE):
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        found.append(GoldReport(path, text, tomllib.loads(path.read_text(encoding="utf-8"))))
    return found


def digest(folder: Path = CORPUS) -> str:
    """SHA-256 over the names and bytes of every report and its notes."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.glob("*/*") if p.suffix in (".txt", ".toml")):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def faults(report: GoldReport) -> Iterator[str]:
    """What is wrong with the notes of a report, a line each."""
    claims = {c.get("id") for c in report.notes.get("claims", [])} | {"", None}
    for layer, closed in CLOSED.items():
        for number, note in enumerate(report.notes.get(layer, []), 1):
            where = f"{report.name}: {layer} {number}"
            selectors = [note.get(key, "") for key in SPANNED[layer]] + list(note.get("content", []))
            for selector in filter(None, selectors):
                try:
                    report.range_of(selector)
                except ValueError as error:
                    yield f"{where}: {error}"
            for key, allowed in closed.items():
                if note.get(key) not in allowed:
                    yield f"{where}: {key} {note.get(key)!r} is not one of {', '.join(sorted(allowed))}"
            for key in ("first", "last"):
                if note.get(key) and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(note[key])):
                    yield f"{where}: {key} {note[key]!r} is not a day"
            if ("first" in note) != ("last" in note) or str(note.get("first")) > str(note.get("last")):
                yield f"{where}: first and last do not make an interval"
            for key in ("within", "claim"):
                if note.get(key) not in claims:
                    yield f"{where}: {key} {note[key]!r} is no claim of this report"


def read(report: GoldReport) -> Note:
    """What the product says of a report."""
    published = report.notes.get("published")
    given = Given(
        outlet=report.notes.get("outlet"), published=date.fromisoformat(str(published)) if published else None
    )
    return annotation_dict(annotate(document_of(report.text, given)))


# ---------------------------------------------------------------- comparing one report


class Tally:
    """Counts of what was found, noted and right, and a line for each difference."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.misses: list[tuple[str, str]] = []

    def retrieved(self, figure: str, right: int, found: int, noted: int) -> None:
        for key, value in (("right", right), ("found", found), ("noted", noted)):
            self.counts[figure, key] += value

    def judged(self, figure: str, right: bool, line: str) -> None:
        self.counts[figure, "right"] += right
        self.counts[figure, "of"] += 1
        if not right:
            self.misses.append((figure, line))

    def figures(self) -> dict[str, float]:
        """F1 where things are found, the share right where matched pairs are judged."""
        out: dict[str, float] = {}
        for name in dict.fromkeys(name for name, _ in self.counts):
            right = self.counts[name, "right"]
            of = self.counts[name, "of"]
            both = self.counts[name, "found"] + self.counts[name, "noted"]
            out[name] = right / of if of else 2 * right / both if both else 0.0
        return out


def pair_up(left: list[Any], right: list[Any], weight: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """Pairs of positions, the heaviest first, each side used once, no pair of weight zero."""
    weighed = [(weight(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    pairs: list[tuple[int, int]] = []
    for value, i, j in sorted(weighed, key=lambda w: (-w[0], w[1], w[2])):
        if value > 0 and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def at(span: Note) -> Range:
    return span["start"], span["end"]


def words_of(text: str, spans: list[Range]) -> set[int]:
    """Where each word inside the spans begins."""
    return {a + m.start() for a, b in spans for m in re.finditer(r"\w+", text[a:b])}


def codes_of(actor: Note) -> set[str]:
    """The codes a participant answers to: its state's, and its own when it is an organisation (WTO is IGO as well)."""
    party = actor.get("party") or ""
    return {str(c) for c in (actor.get("country"), party if ":" not in party else None) if c}


def compare(report: GoldReport, said: Note, tally: Tally) -> None:
    """Adds one report to the tally."""
    for layer in (_times, _parties, _claims, compare_events):
        layer(report, said, tally)


def _times(report: GoldReport, said: Note, tally: Tally) -> None:
    noted = report.notes.get("times", [])
    ranges, found = [report.range_of(n["words"]) for n in noted], [at(t) for t in said["times"]]
    pairs = pair_up(ranges, found, overlap)
    tally.retrieved("times.span", sum(ranges[i] == found[j] for i, j in pairs), len(found), len(noted))
    for i, j in pairs:
        note, time = noted[i], said["times"][j]
        line = f"{report.name}: {note['words']!r} is {note['value']}, read {time['value']} ({time['rule']})"
        tally.judged("times.value", note["value"] == time["value"], line)
        days = (str(note["first"]), str(note["last"])) if "first" in note else (None, None)
        line = f"{report.name}: {note['words']!r} is {days}, read {time['first']}..{time['last']} ({time['rule']})"
        tally.judged("times.days", days == (time["first"], time["last"]), line)
    for i in set(range(len(noted))) - {i for i, _ in pairs}:
        tally.misses.append(("times.span", f"{report.name}: missed {noted[i]['words']!r}"))
    for j in set(range(len(found))) - {j for _, j in pairs}:
        tally.misses.append(("times.span", f"{report.name}: extra {report.text[slice(*found[j])]!r}"))


def _parties(report: GoldReport, said: Note, tally: Tally) -> None:
    mentions = [(at(m), m) for m in said["mentions"]]
    for note in report.notes.get("parties", []):
        where = report.range_of(note["words"])
        near = [m for span, m in mentions if overlap(span, where)]
        best = max(near, key=lambda m: overlap(at(m), where) - 0.01 * (m["end"] - m["start"]), default=None)
        codes = codes_of(best) if best and best["kind"] != "place" else set()
        read_as = "/".join(sorted(codes))
        rule = best["rule"] if best else "no mention"
        line = f"{report.name}: {note['words']!r} is {note['party'] or 'nobody'}, read {read_as or 'nobody'} ({rule})"
        tally.judged("parties.code", note["party"] in codes or (not note["party"] and not codes), line)


def _claims(report: GoldReport, said: Note, tally: Tally) -> None:
    noted, found = report.notes.get("claims", []), said["claims"]
    left = [words_of(report.text, [report.range_of(s) for s in n["content"]]) for n in noted]
    right = [words_of(report.text, [at(s) for s in c["content"]]) for c in found]
    gold, mine = set().union(*left), set().union(*right)
    tally.retrieved("claims.content_token", len(gold & mine), len(mine), len(gold))
    pairs = pair_up(left, right, lambda a, b: 2 * len(a & b) / max(1, len(a) + len(b)))
    tally.retrieved("claims.found", len(pairs), len(found), len(noted))
    mate = {found[j]["id"]: noted[i]["id"] for i, j in pairs}
    for i, j in pairs:
        note, claim = noted[i], found[j]
        head = f"{report.name}: {note['source']!r} {note['cue']!r}"
        source = report.range_of(note["source"]) if note["source"] else None
        own = at(claim["source"]) if claim["source"] else None
        same = overlap(source, own) > 0 if source and own else source is own
        got = report.text[slice(*own)] if own else None
        tally.judged("claims.source", same, f"{head}: source read as {got!r} ({claim['rule']})")
        line = f"{head}: {note['source_type']}, read {claim['source_type']}"
        tally.judged("claims.source_type", note["source_type"] == claim["source_type"], line)
        within = mate.get(claim["within"], claim["within"]) or ""
        line = f"{head}: within {note['within'] or 'none'}, read {within or 'none'}"
        tally.judged("claims.chain", note["within"] == within, line)
    for i in set(range(len(noted))) - {i for i, _ in pairs}:
        line = f"missed {noted[i]['source']!r} {noted[i]['cue']!r} {noted[i]['content'][0][:60]!r}"
        tally.misses.append(("claims.found", f"{report.name}: {line}"))
    for j in set(range(len(found))) - {j for _, j in pairs}:
        words = " … ".join(report.text[slice(*at(s))] for s in found[j]["content"])
        cue = report.text[slice(*at(found[j]["cue"]))] if found[j]["cue"] else None
        line = f"{report.name}: extra {cue!r} {words[:60]!r} ({found[j]['rule']})"
        tally.misses.append(("claims.found", line))


def compare_events(report: GoldReport, said: Note, tally: Tally) -> None:
    """Adds the acts of one report to the tally."""
    noted = report.notes.get("events", [])
    found = [e for e in said["events"] if e["type"] != "STATEMENT"]
    mate = {c["id"]: i for i, c in enumerate(said["claims"])}
    spans = [report.range_of(n["trigger"]) for n in noted]

    def weight(i: int, j: int) -> float:
        return overlap(spans[i], at(found[j]["trigger"])) * (noted[i]["type"] == found[j]["type"])

    pairs = pair_up(list(range(len(noted))), list(range(len(found))), weight)
    tally.retrieved("events.found", len(pairs), len(found), len(noted))
    claims = {c["id"]: c for c in report.notes.get("claims", [])}
    for i, j in pairs:
        note, event = noted[i], found[j]
        head = f"{report.name}: {note['type']} {note['trigger']!r}"
        line = f"{head}: {note['status']}, read {event['status']} {event['certainty']}"
        tally.judged("events.status", note["status"] == event["status"], line)
        for role in ("actors", "recipients"):
            read_as = [codes_of(a) for a in event[role] if codes_of(a)]
            line = f"{head}: {role} {sorted(note[role])}, read {['/'.join(sorted(c)) for c in read_as]}"
            right = all(any(n in c for c in read_as) for n in note[role])
            tally.judged(f"events.{role}", right and all(c & set(note[role]) for c in read_as), line)
        days = (str(note["first"]), str(note["last"])) if "first" in note else None
        own = (event["time"]["first"], event["time"]["last"]) if event["time"] else (None, None)
        if days is not None:
            line = f"{head}: {days}, read {own} ({event['time'] and event['time']['rule']})"
            tally.judged("events.days", days == own, line)
        telling = claims.get(note.get("claim") or "")
        heard = said["claims"][mate[event["claim"]]] if event["claim"] else None
        if telling is None or heard is None:
            agreed = telling is None and heard is None
        else:
            contents = [[report.range_of(s) for s in telling["content"]], [at(s) for s in heard["content"]]]
            agreed = bool(words_of(report.text, contents[0]) & words_of(report.text, contents[1]))
        heard_by = report.text[slice(*at(heard["cue"]))] if heard and heard["cue"] else heard and "no cue"
        line = f"{head}: told by {telling['source'] if telling else 'the report'!r}, read {heard_by!r}"
        tally.judged("events.claim", agreed, line)
    for i in set(range(len(noted))) - {i for i, _ in pairs}:
        rival = [e["type"] for e in said["events"] if overlap(at(e["trigger"]), spans[i])]
        tally.misses.append(
            (
                "events.found",
                f"{report.name}: missed {noted[i]['type']} {noted[i]['trigger']!r} {rival or ''}",
            )
        )
    for j in set(range(len(found))) - {j for _, j in pairs}:
        event = found[j]
        context = report.text[max(0, event["trigger"]["start"] - 40) : event["trigger"]["end"] + 30]
        line = f"{report.name}: extra {event['type']} {event['rule']} in {' '.join(context.split())!r}"
        tally.misses.append(("events.found", line))


# ---------------------------------------------------------------- the command


def measure(reports: list[GoldReport]) -> Tally:
    """The tally over some reports."""
    tally = Tally()
    for report in reports:
        compare(report, read(report), tally)
    return tally


def halves(reports: list[GoldReport]) -> dict[str, list[GoldReport]]:
    """The reports that rules may be read against, and those held out."""
    held = [r for r in reports if r.path.parent.name.endswith(HELD)]
    return {"open": [r for r in reports if r not in held], "held": held}


def main() -> int:
    """Print the figures beside their bars, or the faults of the notes; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="DIR")
    parser.add_argument(
        "--episode", action="append", metavar="NAME", help="episodes whose name begins so; may be repeated"
    )
    parser.add_argument(
        "--misses", metavar="FIGURE", nargs="?", const="", help="list the differences, of a figure or all"
    )
    parser.add_argument("--items", type=Path, metavar="FILE", help="keep every difference of this run")
    parser.add_argument(
        "--items-before", type=Path, metavar="FILE", help="list what was lost and won since that run"
    )
    parser.add_argument("--check", action="store_true", help="check the notes and read nothing")
    args = parser.parse_args()
    reports = [
        r
        for r in load_corpus(args.corpus)
        if not args.episode or any(r.path.parent.name.startswith(e) for e in args.episode)
    ]
    if args.check:
        found = [fault for report in reports for fault in faults(report)]
        print("\n".join(found) if found else f"{len(reports)} reports: the notes are sound")
        return int(bool(found))
    bars = json.loads(BARS.read_text(encoding="utf-8")) if BARS.is_file() else {}
    below = False
    missed: items.Misses = {}
    for half, chosen in halves(reports).items():
        tally = measure(chosen)
        for figure, line in tally.misses:
            missed.setdefault(figure, []).append(line if half == "open" else f"({half}) {line.split(':')[0]}")
        for name, value in sorted(tally.figures().items()):
            bar = None if args.episode else bars.get(half, {}).get(name)
            below = below or (bar is not None and value < bar)
            print(f"{half:5} {name:22} {value:.3f}" + ("" if bar is None else f"   bar {bar:g}"))
        if args.misses is not None and half == "open":
            for figure, line in tally.misses:
                if figure.startswith(args.misses):
                    print(f"{figure:20} {line}")
    if args.items_before:
        items.tell(items.load(args.items_before), missed, most=40)
    if args.items:
        items.save(args.items, missed)
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
