"""What a project survives: `python bench/survival.py [--kills N] [--flips N]`.

Kills: `dragoman add` over all reports of the corpus is killed (SIGKILL) at a random moment, again and again, in one project.
After each kill the project must be sound, and nothing that was in may be gone; at the end the add is let through, and the
record, and what is found from it, must have the digests of one that was never disturbed. Flips: one bit of the database file is
turned in a copy; then `verify` must name damage, or nothing that is kept or found may have changed; and where only derived data
was hit, `rebuild` must give back the same digests.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from dragoman.project import Keeping
from dragoman.store.store import FILE, StoreError

CORPUS = Path(__file__).parent.parent / "corpus"


def reports() -> list[str]:
    return [str(p) for p in sorted(CORPUS.glob("*/*.txt"))]


def state_of(project: Keeping) -> str:
    """The digests of the record and of all that is found from it."""
    project.refresh()
    return project.digest() + project.store.findings.digest()


def undisturbed(folder: Path) -> str:
    with Keeping.create(folder) as project:
        project.add(reports())
        return state_of(project)


def kills(count: int, whole: str, folder: Path) -> int:
    """How many kills left something half or lost something."""
    chance = random.Random(1)
    Keeping.create(folder).close()
    script = Path(sys.executable).parent / "dragoman"
    bad, before = 0, 0
    for _ in range(count):
        with Keeping(folder) as project:
            if len(project.documents()) == len(reports()):
                shutil.rmtree(folder)
                Keeping.create(folder).close()
                before = 0
        process = subprocess.Popen([str(script), "add", "-q", "--project", str(folder), *reports()])
        time.sleep(1.5 + 3.5 * chance.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Keeping(folder) as project:
            now = len(project.documents())
            bad += bool(project.verify()) or now < before
            before = now
    with Keeping(folder) as project:
        project.add(reports())
        bad += state_of(project) != whole
    return bad


def flips(count: int, whole: str, sound: Path, folder: Path) -> Counter[str]:
    """What became of each flip: named, restored by a rebuild, without effect, or missed."""
    chance = random.Random(2)
    body = sound.read_bytes()
    found: Counter[str] = Counter()
    for _ in range(count):
        damaged = bytearray(body)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / FILE).write_bytes(damaged)
        found[_outcome(folder, whole)] += 1
    return found


def _outcome(folder: Path, whole: str) -> str:
    try:
        with Keeping(folder) as project:
            if not project.verify():
                return "without effect" if state_of(project) == whole else "missed"
            try:
                project.rebuild()
                return "named and rebuilt" if state_of(project) == whole and not project.verify() else "named"
            except (StoreError, ValueError):
                return "named"
    except StoreError:
        return "named"


def main() -> int:
    """Kill and flip, and say what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=10, metavar="N")
    parser.add_argument("--flips", type=int, default=30, metavar="N")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        whole = undisturbed(place / "sound")
        bad = kills(args.kills, whole, place / "killed")
        print(f"{args.kills} kills, {bad} of them left something half, lost or different")
        found = flips(args.flips, whole, place / "sound" / FILE, place / "flipped")
    print(f"{args.flips} flipped bits: " + ", ".join(f"{n} {what}" for what, n in sorted(found.items())))
    return int(bool(bad or found["missed"]))


if __name__ == "__main__":
    sys.exit(main())
