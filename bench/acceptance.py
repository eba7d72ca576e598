"""The main job on real reports: `python bench/acceptance.py [--shared FOLDER] [--json FILE]`.

Runs `dragoman brief --json` on the reports of an acceptance folder (inputs, gold files and their checker; none of it is
part of this repository) and prints the checker's scores beside the pinned bars of bench/bars.json. Without the folder
it says so and passes.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"


def score(acceptance: Path, gold: Path, arguments: list[str], standard_input: Path | None) -> float:
    """The checker's score of the brief of one episode, 0 to 100."""
    command = [str(Path(sys.executable).parent / "dragoman"), "brief", "--json", "-q", *arguments]
    with tempfile.TemporaryDirectory() as folder:
        brief = Path(folder) / "brief.json"
        with brief.open("wb") as out:
            source = standard_input.open("rb") if standard_input else None
            subprocess.run(command, stdin=source, stdout=out, check=True)
        checker = [
            sys.executable,
            str(acceptance / "check_brief.py"),
            "--gold",
            str(gold),
            "--brief",
            str(brief),
        ]
        done = subprocess.run(checker, capture_output=True, text=True, check=True)
    found = re.search(r"score ([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])


def attributions(acceptance: Path, gold: Path, source: Path) -> tuple[int, int, int]:
    """(found, noted, with the right source) of the attributions that a careful reader noted in one episode."""
    command = [str(Path(sys.executable).parent / "dragoman"), "annotate", "-q", "-"]
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.jsonl"
        with notes.open("wb") as out, source.open("rb") as reports:
            subprocess.run(command, stdin=reports, stdout=out, check=True)
        checker = [sys.executable, str(acceptance / "check_brief.py"), "--gold", str(gold)]
        done = subprocess.run(
            [*checker, "--annotations", str(notes)], capture_output=True, text=True, check=True
        )
    told = re.search(r"attributions found (\d+) of (\d+), source (\d+)", done.stdout)
    assert told, done.stdout
    return int(told[1]), int(told[2]), int(told[3])


def main() -> int:
    """Print each score and the mean, and say with the exit code whether the bars hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds acceptance/")
    parser.add_argument("--json", metavar="FILE", help="write the figures as JSON as well")
    args = parser.parse_args()
    acceptance = args.shared / "acceptance"
    if not acceptance.is_dir():
        print(f"skipped: no acceptance reports at {acceptance}")
        return 0
    bars = json.loads((HERE / "bars.json").read_text(encoding="utf-8"))["acceptance"]
    seeds = sorted(str(p) for p in (acceptance / "seeds").glob("*.txt"))
    figures = {"seeds": score(acceptance, acceptance / "seeds.json", seeds, None)}
    episodes = sorted((acceptance / "episodes").glob("*.json"))
    for gold in episodes:
        figures[gold.stem] = score(acceptance, gold, ["-"], acceptance / "inputs" / f"{gold.stem}.jsonl")
    figures["episodes_mean"] = round(sum(figures[g.stem] for g in episodes) / len(episodes), 1)
    told = [attributions(acceptance, g, acceptance / "inputs" / f"{g.stem}.jsonl") for g in episodes]
    found, noted, right = (sum(column) for column in zip(*told, strict=True))
    figures["attributions_found"] = round(100 * found / noted, 1)
    figures["attributions_source"] = round(100 * right / found, 1)
    failed = False
    for name, value in figures.items():
        bar = bars.get(name)
        holds = bar is None or value >= bar
        failed = failed or not holds
        print(
            f"{name:24} {value:6.1f}"
            + (f"   bar {bar:g}   {'ok' if holds else 'BELOW THE BAR'}" if bar is not None else "")
        )
    if args.json:
        Path(args.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
