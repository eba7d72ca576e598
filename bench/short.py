"""Short passages and sketches of affairs beside what is read of them: `python bench/short.py [--misses [FIGURE]]`.

corpus/short/ holds passages of one to three sentences with the acts they tell, and sketches: two or three short reports of one
affair, every mention of an act marked in the text ("the ministers {e1 met} in Tunis"). They are many and plain, where the reports of
the corpus are few and noted in full. Files whose name ends in -held are held out: rules are not written against them.

  events.found, .status, .actors, .recipients, .days   as in bench/corpus.py
  told                of the marked mentions, the share that some event of the brief tells
  pairs.*, twins.*    as in bench/episodes.py
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import corpus
import episodes
from corpus import CORPUS, HELD, GoldReport, Note, Tally

SHORT = CORPUS / "short"
_MARK = re.compile(r"\{(?P<id>e\d+) (?P<words>[^{}]+)\}")
_BLOCK = re.compile(r"^=== ", re.M)


def load_passages(path: Path) -> list[GoldReport]:
    """The passages of a file as reports without an outlet, each named by its number. Raises ValueError on a line that is none."""
    found = []
    for number, block in enumerate(_BLOCK.split(path.read_text(encoding="utf-8"))[1:], 1):
        day, *lines = block.rstrip().split("\n")
        text = "\n".join(line for line in lines if not line.startswith("> ")).strip() + "\n"
        events = [_noted(line[2:]) for line in lines if line.startswith("> ")]
        notes: Note = {"published": day.strip(), "events": events}
        found.append(GoldReport(path.with_suffix("") / f"{number}.txt", text, notes))
    return found


def _noted(line: str) -> Note:
    words, type_, status, actors, recipients, days = (part.strip() for part in line.split("|"))
    trigger = words if corpus.NTH.match(words) else f"{words}#1"
    return {
        "trigger": trigger,
        "status": status,
        "type": type_,
        **_parties(actors, recipients),
        **_days(days),
    }


def _parties(actors: str, recipients: str) -> Note:
    return {"actors": actors.split(), "recipients": recipients.split()}


def _days(words: str) -> Note:
    first, _, last = words.partition("..")
    return {"first": first, "last": last} if last else {}


def load_sketches(path: Path) -> list[episodes.GoldEpisode]:
    """The sketches of a file. Raises ValueError on a mark without an act or an act without a mark."""
    return [_sketch(path, block) for block in _BLOCK.split(path.read_text(encoding="utf-8"))[1:]]


def _sketch(path: Path, block: str) -> episodes.GoldEpisode:
    name, *parts = re.split(r"^--- ", block, flags=re.M)
    name = name.strip()
    acts: dict[str, Note] = {}
    reports: dict[str, GoldReport] = {}
    mentions: list[tuple[str, list[str]]] = []
    for number, part in enumerate(parts, 1):
        head, *lines = part.rstrip().split("\n")
        outlet, day = (words.strip() for words in head.rsplit("|", 1))
        marked = "\n".join(line for line in lines if not line.startswith(">>> ")).strip() + "\n"
        for line in (line[4:] for line in lines if line.startswith(">>> ")):
            what, actors, recipients, days = (words.strip() for words in line.split("|"))
            id, type_, status = what.split()
            acts[id] = {
                "id": id,
                "type": type_,
                "status": status,
                **_parties(actors, recipients),
                **_days(days),
            }
        text = _MARK.sub(lambda m: m["words"], marked)
        found = list(_selectors(marked, text))
        stem = f"report-{number}"
        notes: Note = {"outlet": outlet, "published": day, "events": [{"trigger": s} for _, s in found]}
        reports[stem] = GoldReport(path.with_suffix("") / name / f"{stem}.txt", text, notes)
        mentions += [(id, [stem, selector]) for id, selector in found]
    if {id for id, _ in mentions} != set(acts):
        raise ValueError(
            f"{path.name}: {name}: {sorted({id for id, _ in mentions} ^ set(acts))} lack a mark or an act"
        )
    events = [
        {**act, "mentions": [where for id, where in mentions if id == act["id"]]} for act in acts.values()
    ]
    return episodes.GoldEpisode(name, reports, {"events": events})


def _selectors(marked: str, text: str) -> Iterator[tuple[str, str]]:
    """The id of each mark and its words as the notes of the corpus quote them: the nth time that they stand in the text."""
    shift = 0
    for mark in _MARK.finditer(marked):
        start = mark.start() - shift
        shift += len(mark[0]) - len(mark["words"])
        nth = sum(1 for m in re.finditer(re.escape(mark["words"]), text) if m.start() <= start)
        yield mark["id"], f"{mark['words']}#{nth}"


def halves() -> dict[str, tuple[list[GoldReport], list[episodes.GoldEpisode]]]:
    """Passages and sketches that rules may be read against, and those held out."""
    return {
        "open": (load_passages(SHORT / "passages.txt"), load_sketches(SHORT / "sketches.txt")),
        "held": (load_passages(SHORT / f"passages{HELD}.txt"), load_sketches(SHORT / f"sketches{HELD}.txt")),
    }


def measure(passages: list[GoldReport], sketches: list[episodes.GoldEpisode]) -> Tally:
    """The tally over some passages and sketches."""
    tally = Tally()
    for passage in passages:
        corpus.compare_events(passage, corpus.read(passage), tally)
    for sketch in sketches:
        episodes.compare_pairs(sketch, episodes.read(sketch), tally)
    for key in [key for key in tally.counts if key[0] == "events.claim"]:
        del tally.counts[key]  # the notes do not say who says so
    return tally


def main() -> int:
    """Print the figures; the misses of the open half on demand. Bars are held by the tests."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", metavar="FIGURE", nargs="?", const="")
    args = parser.parse_args()
    for half, (passages, sketches) in halves().items():
        tally = measure(passages, sketches)
        for name, value in sorted(tally.figures().items()):
            print(
                f"{half:5} {name:22} {value:.3f} of {tally.counts[name, 'of'] or tally.counts[name, 'noted']}"
            )
        if args.misses is not None and half == "open":
            for figure, line in tally.misses:
                if figure.startswith(args.misses) and figure != "events.claim":
                    print(f"{figure:20} {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
