"""The gold episodes beside the brief of their reports: `python bench/episodes.py [--episode NAME ...] [--misses]`.

Each episode of corpus/ is briefed as `dragoman brief` does it, with the outlets and days that its notes give, and compared
with its episode.toml. A noted mention is *told* when a report of some event of the brief has its trigger there.

  pairs.precision     of the pairs of told mentions that the brief joins, the share that the notes join too
  pairs.recall        of the pairs of told mentions that the notes join, the share that the brief joins too
  pairs.recall_all    the same over all pairs that the notes join, told or not
  twins.kept_apart    of the pairs of canonical meetings on different days, the share no event of the brief joins
  events.verdict      of the canonical events told, the share with the noted verdict; events.status likewise
  comparisons.found   of the noted differences and conflicts, the share that the brief has at those places
  origins.right       of the reports, the share whose origin has the noted companions
  dates.hold          of the undated reports, the share whose interval shares a day with the noted one
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from corpus import CORPUS, EPISODE, HELD, GoldReport, Note, Range, Tally, load_corpus, overlap
from dragoman.ingest.sources import document_of
from dragoman.model.document import Given
from dragoman.model.record import Brief, Relation
from dragoman.pipeline import annotate, brief

Place = tuple[str, int]  # a report's stem and the offset of a noted trigger


class GoldEpisode:
    """Reports on one affair by their stems, and what they say together."""

    def __init__(self, name: str, reports: dict[str, GoldReport], notes: Note) -> None:
        self.name, self.reports, self.notes = name, reports, notes

    def place(self, mention: list[str]) -> Place:
        stem, selector = mention
        return stem, self.reports[stem].range_of(selector)[0]

    def event_of(self) -> dict[Place, str]:
        """The canonical event of each noted mention."""
        return {self.place(m): e["id"] for e in self.notes["events"] for m in e["mentions"]}


def load_episodes(folder: Path = CORPUS) -> list[GoldEpisode]:
    """Every episode with an episode.toml, in the order of their folders."""
    by_folder: dict[Path, list[GoldReport]] = defaultdict(list)
    for report in load_corpus(folder):
        by_folder[report.path.parent].append(report)
    return [
        GoldEpisode(
            f.name,
            {r.path.stem: r for r in reports},
            tomllib.loads((f / EPISODE).read_text(encoding="utf-8")),
        )
        for f, reports in sorted(by_folder.items())
        if (f / EPISODE).is_file()
    ]


def faults(episode: GoldEpisode) -> list[str]:
    """What is wrong with an episode's notes, a line each: a mention left out or twice, words that are not there."""
    found = []
    told = Counter(tuple(m) for e in episode.notes["events"] for m in e["mentions"])
    noted = {(stem, n["trigger"]) for stem, r in episode.reports.items() for n in r.notes.get("events", [])}
    found += [f"{episode.name}: {m} is in {n} events" for m, n in told.items() if n > 1]
    found += [f"{episode.name}: {m} is in no event" for m in sorted(noted - set(told))]
    found += [f"{episode.name}: {m} is not noted" for m in sorted(set(told) - noted)]
    ids = Counter(e["id"] for e in episode.notes["events"])
    found += [f"{episode.name}: {id} stands for {n} events" for id, n in ids.items() if n > 1]
    for event in episode.notes["events"]:
        if event["verdict"] not in ("single", "repeated", "corroborated", "disputed"):
            found.append(f"{episode.name}: {event['id']}: verdict {event['verdict']!r}")
    for comparison in episode.notes.get("comparisons", []):
        if comparison["event"] not in ids:
            found.append(f"{episode.name}: no event {comparison['event']!r}")
        for stem, words in (comparison["left"], comparison["right"]):
            try:
                episode.reports[stem].range_of(words)
            except (KeyError, ValueError) as error:
                found.append(f"{episode.name}: {stem}: {error}")
    return found


def read(episode: GoldEpisode) -> Brief:
    """What the product says of the episode's reports together."""
    annotations = []
    for stem, report in episode.reports.items():
        published = report.notes.get("published")
        given = Given(
            outlet=report.notes.get("outlet"),
            published=date.fromisoformat(str(published)) if published else None,
        )
        annotations.append(annotate(document_of(report.text, given, path=stem)))
    return brief(annotations)


def compare(episode: GoldEpisode, said: Brief, tally: Tally) -> None:
    """Adds one episode to the tally."""
    gold, told = compare_pairs(episode, said, tally)
    stem_of = _stems(said)
    _judgements(episode, said, gold, told, tally)
    _comparisons(episode, said, stem_of, tally)
    _origins(episode, said, stem_of, tally)
    _dates(episode, said, stem_of, tally)


def compare_pairs(
    episode: GoldEpisode, said: Brief, tally: Tally
) -> tuple[dict[Place, str], dict[Place, str]]:
    """Adds what the brief joins and keeps apart to the tally; the noted event of each mention, and the brief's of each that is told."""
    gold = episode.event_of()
    told = _told(episode, said, _stems(said), set(gold))
    tally.counts["told", "right"] += len(told)
    tally.counts["told", "of"] += len(gold)
    _pairs(episode, gold, told, tally)
    _meetings(episode, gold, told, tally)
    return gold, told


def _stems(said: Brief) -> dict[str, str]:
    """The stem of each report of a brief."""
    return {d.id: d.annotation.reading.document.path or "" for d in said.documents}


def _told(episode: GoldEpisode, said: Brief, stem_of: dict[str, str], places: set[Place]) -> dict[Place, str]:
    """The event of the brief that tells each noted mention, by overlapping triggers; the same type first."""
    types = {e["id"]: e["type"] for e in episode.notes["events"]}
    gold = episode.event_of()
    found: dict[Place, tuple[bool, str]] = {}
    spans: dict[Place, Range] = {}
    for stem, report in episode.reports.items():
        for note in report.notes.get("events", []):
            where = report.range_of(note["trigger"])
            spans[stem, where[0]] = where
    for event in said.events:
        for told in event.reports:
            trigger = told.mention.trigger
            for place in places:
                if place[0] == stem_of[told.document] and overlap(spans[place], (trigger.start, trigger.end)):
                    same = told.mention.type.value == types[gold[place]]
                    if place not in found or (same and not found[place][0]):
                        found[place] = same, event.id
    return {place: event for place, (_, event) in found.items()}


def _pairs(episode: GoldEpisode, gold: dict[Place, str], told: dict[Place, str], tally: Tally) -> None:
    for a, b in combinations(sorted(gold), 2):
        one = gold[a] == gold[b]
        both = a in told and b in told
        joined = both and told[a] == told[b]
        words = f"{episode.name}: {_quote(episode, a)} | {_quote(episode, b)}"
        if joined:
            tally.judged("pairs.precision", one, f"joined {told[a]} {words}")
        if one and both:
            tally.judged("pairs.recall", joined, f"apart {gold[a]}: {words}")
        if one:
            tally.counts["pairs.recall_all", "right"] += joined
            tally.counts["pairs.recall_all", "of"] += 1


def _quote(episode: GoldEpisode, place: Place) -> str:
    text = episode.reports[place[0]].text
    around = text[max(0, place[1] - 45) : place[1] + 45]
    return f"{place[0]} “{' '.join(around.split())}”"


def _meetings(episode: GoldEpisode, gold: dict[Place, str], told: dict[Place, str], tally: Tally) -> None:
    meetings = {e["id"]: e for e in episode.notes["events"] if e["type"] == "CONSULT" and "first" in e}
    events: dict[str, set[str]] = defaultdict(set)
    for place, event in told.items():
        events[gold[place]].add(event)
    for a, b in combinations(sorted(meetings), 2):
        one, other = meetings[a], meetings[b]
        if events[a] and events[b] and (one["last"] < other["first"] or other["last"] < one["first"]):
            tally.judged("twins.kept_apart", not events[a] & events[b], f"{episode.name}: {a} and {b} joined")


def _judgements(
    episode: GoldEpisode, said: Brief, gold: dict[Place, str], told: dict[Place, str], tally: Tally
) -> None:
    by_id = {e.id: e for e in said.events}
    for note in episode.notes["events"]:
        counts = Counter(told[p] for p, id in gold.items() if id == note["id"] and p in told)
        if not counts:
            continue
        event = by_id[max(counts, key=lambda id: (counts[id], by_id[id].weight))]
        head = f"{episode.name}: {note['id']} ({event.id})"
        got = event.verdict.value
        tally.judged("events.verdict", got == note["verdict"], f"{head}: {note['verdict']}, given {got}")
        line = f"{head}: {note['status']}, given {event.status.value}"
        tally.judged("events.status", event.status.value == note["status"], line)


def _comparisons(episode: GoldEpisode, said: Brief, stem_of: dict[str, str], tally: Tally) -> None:
    differing = [c for c in said.comparisons if c.kind in (Relation.DIFFERS, Relation.CONFLICTS)]
    copies = {stem: set(o["reports"]) for o in episode.notes.get("origins", []) for stem in o["reports"]}
    sentences = {stem_of[d.id]: d.annotation.reading for d in said.documents}

    def near(stem: str, words: str, side: Any) -> bool:
        own = stem_of[side.document]
        if own != stem:
            return own in copies.get(stem, ())
        start, end = episode.reports[stem].range_of(words)
        home = sentences[stem].sentence_at(start)
        low, high = (home.span.start, home.span.end) if home else (start, end)
        return overlap((low, high), (side.span.start, side.span.end)) > 0

    for note in episode.notes.get("comparisons", []):
        hit = any(
            (near(*note["left"], one) and near(*note["right"], other))
            for c in differing
            for one, other in ((c.left, c.right), (c.right, c.left))
        )
        line = f"{episode.name}: {note['kind']} {note['field']} {note['left']} | {note['right']}"
        tally.judged("comparisons.found", hit, line)


def _origins(episode: GoldEpisode, said: Brief, stem_of: dict[str, str], tally: Tally) -> None:
    noted = {stem: {stem} for stem in episode.reports}
    for group in episode.notes.get("origins", []):
        for stem in group["reports"]:
            noted[stem] = set(group["reports"])
    for origin in said.origins:
        here = {stem_of[d] for d in origin.documents}
        for stem in sorted(here):
            line = f"{episode.name}: {stem} with {sorted(here)}, noted {sorted(noted[stem])}"
            tally.judged("origins.right", here == noted[stem], line)


def _dates(episode: GoldEpisode, said: Brief, stem_of: dict[str, str], tally: Tally) -> None:
    published = {stem_of[d.id]: d.published for d in said.documents}
    for note in episode.notes.get("dates", []):
        own = published[note["report"]]
        holds = bool(
            own.first and own.last and str(own.first) <= note["last"] and str(own.last) >= note["first"]
        )
        line = (
            f"{episode.name}: {note['report']} {note['first']}..{note['last']}, given {own.first}..{own.last}"
        )
        tally.judged("dates.hold", holds, line)


def measure(episodes: list[GoldEpisode]) -> Tally:
    """The tally over some episodes."""
    tally = Tally()
    for episode in episodes:
        compare(episode, read(episode), tally)
    return tally


def halves(episodes: list[GoldEpisode]) -> dict[str, list[GoldEpisode]]:
    """The episodes that rules may be read against, and those held out."""
    held = [e for e in episodes if e.name.endswith(HELD)]
    return {"open": [e for e in episodes if e not in held], "held": held}


def main() -> int:
    """Print the figures; the misses of the open half on demand. Bars are held by the tests."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--episode", action="append", metavar="NAME")
    parser.add_argument("--misses", metavar="FIGURE", nargs="?", const="")
    args = parser.parse_args()
    episodes = [
        e for e in load_episodes() if not args.episode or any(e.name.startswith(n) for n in args.episode)
    ]
    broken = [line for e in episodes for line in faults(e)]
    if broken:
        print("\n".join(broken))
        return 1
    for half, chosen in halves(episodes).items():
        tally = measure(chosen)
        for name, value in sorted(tally.figures().items()):
            of = tally.counts[name, "of"]
            print(f"{half:5} {name:22} {value:.3f} of {of}")
        if args.misses is not None and half == "open":
            for figure, line in tally.misses:
                if figure.startswith(args.misses):
                    print(f"{figure:20} {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
