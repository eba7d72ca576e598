"""Would a desk officer sign what a brief says of real reports? `python bench/lines.py sheet FILE` and `python bench/lines.py count FILE`.

`sheet` makes briefs of affairs of the development sets (nothing of which is part of this repository; without them it says so),
draws lines that tell an act between two parties and writes them beside the words they rest on, two sentences each, numbered.
Somebody who knows nothing of the rules reads the sheet and writes a file of one line each: the number, then `true` (the text says
it), `partly` (the core is right and a detail is wrong) or `false` (it would mislead). `count` gives the shares with intervals of
95 in 100 (Wilson 1927). `--affairs 0:20` chooses other affairs, so that what rules were written on is not what they are judged by.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dragoman.ingest.sources import document_of
from dragoman.model.document import Given
from dragoman.model.record import Brief, Event
from dragoman.pipeline import annotate, brief

DEVELOPMENT = Path(__file__).parent.parent.parent / "shared" / "gold" / "dev" / "dating.jsonl.gz"
VERDICTS = ("true", "partly", "false")
CONTEXT = 900
SURE = 1.96


def briefs(first: int, last: int) -> Iterator[Brief]:
    """The briefs of the affairs with these numbers."""
    with gzip.open(DEVELOPMENT, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line)["dated"] for line in list(lines)[first:last]]
    for reports in rows:
        yield brief(
            [
                annotate(
                    document_of(r["text"], Given(r.get("outlet"), date.fromisoformat(r["published"][:10])))
                )
                for r in reports
            ]
        )


def told(said: Brief) -> Iterator[str]:
    """The lines of a brief that tell an act between two parties, each with its words."""
    documents = {d.id: d.annotation.reading for d in said.documents}
    for event in said.events:
        if len({*event.actors, *event.recipients}) < 2:
            continue
        reading = documents[event.reports[0].document]
        trigger = event.reports[0].mention.trigger
        sentence = reading.sentence_at(trigger.start)
        if sentence is None:
            continue
        before = reading.sentences[max(0, sentence.index - 1)]
        words = " ".join(reading.document.text[before.span.start : sentence.span.end].split())
        yield f'{words[-CONTEXT:]}\nword: "{reading.document.quote(trigger)}"\nLINE: {line(event)}'


def line(event: Event) -> str:
    """What the brief says, with class, status and parties."""
    whom = "+".join(event.recipients) or "(together)"
    return f"{event.summary}   [{event.type}, {event.status}, {'+'.join(event.actors)} -> {whom}]"


def interval(share: float, count: int) -> tuple[float, float]:
    """The Wilson score interval of a share of `count`, both ends 0 to 1.

    >>> tuple(round(end, 2) for end in interval(0.5, 100))
    (0.4, 0.6)
    """
    spread = SURE * math.sqrt(share * (1 - share) / count + SURE**2 / (4 * count**2))
    middle = share + SURE**2 / (2 * count)
    whole = 1 + SURE**2 / count
    return (middle - spread) / whole, (middle + spread) / whole


def verdicts(judged: Path) -> Counter[str]:
    """How many lines were judged how. Raises ValueError for a line that is no judgement."""
    found: Counter[str] = Counter()
    for number, row in enumerate(judged.read_text(encoding="utf-8").splitlines(), 1):
        words = row.split()
        if not words:
            continue
        if len(words) < 2 or words[1] not in VERDICTS:
            raise ValueError(
                f"{judged}:{number}: write the number of a line and one of {', '.join(VERDICTS)}"
            )
        found[words[1]] += 1
    if not found:
        raise ValueError(f"{judged}: no judgement in it; write `1 true`, one line each")
    return found


def affairs(words: str) -> tuple[int, int]:
    """The numbers of the first affair and of the one after the last. Raises ValueError for anything else."""
    first, last = map(int, words.split(":"))
    return first, last


def main() -> int:
    """Write a sheet, or count what was judged."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("sheet", "count"))
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--affairs", type=affairs, default="96:124", metavar="FIRST:LAST")
    parser.add_argument("--lines", type=int, default=90, metavar="N")
    parser.add_argument("--seed", type=int, default=8, metavar="N")
    args = parser.parse_args()
    if args.what == "count":
        try:
            found = verdicts(args.file)
        except (OSError, ValueError) as error:
            print(error, file=sys.stderr)
            return 2
        count = found.total()
        for verdict in VERDICTS:
            low, high = interval(found[verdict] / count, count)
            print(f"{verdict:7} {found[verdict] / count:.3f} of {count}   {low:.2f} to {high:.2f}")
        return 0
    if not DEVELOPMENT.is_file():
        print(f"skipped: {DEVELOPMENT} is not at hand")
        return 0
    lines = [text for said in briefs(*args.affairs) for text in told(said)]
    drawn = random.Random(args.seed).sample(lines, min(args.lines, len(lines)))
    sheet = "\n\n".join(f"#{number}\n{text}" for number, text in enumerate(drawn, 1))
    args.file.write_text(sheet + "\n", encoding="utf-8")
    print(f"{args.file}: {len(drawn)} of {len(lines)} lines; judge them and run `count` on the judgements")
    return 0


if __name__ == "__main__":
    sys.exit(main())
