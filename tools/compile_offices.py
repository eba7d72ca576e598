"""Compile `knowledge/data/offices.tsv` from a folder of Wikidata facts (officeholders.csv and its companions).

    python tools/compile_offices.py FOLDER > src/dragoman/knowledge/data/offices.tsv

Kept: heads of state and government, foreign, defence, unification, finance and trade ministers, ambassadors, press
secretaries and spokespeople, national security advisers, heads of organisations; terms that touch 1990 or later.
A term without an end is capped at the day its source was taken: after it we do not know.
Only the CC0 facts of the main table are read; lists under share-alike licences are not opened.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

OFFICES = (
    ("un-ambassador", r"(permanent representative|ambassador) (of .* )?to the united nations"),
    ("ambassador", r"^ambassador|^high commissioner|^consul general|ambassador to"),
    ("unification-minister", r"reunification|unification"),
    (
        "deputy-foreign-minister",
        r"(vice|deputy|state|junior).*foreign (minister|affairs)|deputy secretary of state|under secretary of state for political",
    ),
    (
        "foreign-minister",
        r"foreign (affairs|minister|relations|policy)|external (affairs|relations)|^secretary of state$|secretary of state for foreign|european and foreign|minister of foreign|international relations",
    ),
    (
        "defence-minister",
        r"^(minister|secretary) (of|for) (the )?(national )?defen[cs]e|minister of (the )?armed forces|^defen[cs]e minister|minister of war$",
    ),
    ("press-secretary", r"press secretary"),
    ("spokesperson", r"spokes(man|woman|person)|chief cabinet secretary"),
    ("national-security-adviser", r"national security (advis|counsel)|security council"),
    (
        "deputy-head",
        r"^(first )?(vice president|vice-president|deputy president)|^deputy prime minister|^tánaiste|vice premier",
    ),
    (
        "head-of-government",
        r"^(acting |interim )?(prime minister|premier|chancellor|head of government|taoiseach|chief executive|federal chancellor|president of the (council of ministers|government)|minister president)( of (the )?(republic|government|council of ministers|ministers|french republic|swiss confederation|russian federation|state|presidency|country|united states|people.s republic.*|workers.*))?$",
    ),
    (
        "head-of-state",
        r"^(acting |interim )?(president|king|queen|emir|sultan|monarch|emperor|head of state|amir|grand duke|supreme leader|grand leader|pope|governor-general|chairman of the state affairs commission|general secretary.*|chairman of the national defen[cs]e commission)( of (the )?(republic|government|council of ministers|ministers|french republic|swiss confederation|russian federation|state|presidency|country|united states|people.s republic.*|workers.*))?$",
    ),
    (
        "trade-minister",
        r"^(minister|secretary) (of|for) .*(trade|commerce)|trade representative|secretary of commerce",
    ),
    (
        "finance-minister",
        r"^(minister|secretary) (of|for) .*(finance|treasury)|chancellor of the exchequer|secretary of the treasury|^treasurer",
    ),
    ("interior-minister", r"^minister (of|for) .*interior|home secretary|^minister of home affairs"),
    ("legislator", r"speaker of|^speaker|president of the (senate|national assembly|parliament|chamber)"),
    ("intelligence-chief", r"director of (the )?(central )?(national )?intelligence"),
)
ORGANISATIONS = {"XUN": "UNO", "XOSCE": "OSCE", "XCOE": "COE", "XWTO": "WTO", "XICJ": "ICJ", "XARAB": "ARL"}
KEEP_AMBASSADORS = {
    "USA",
    "RUS",
    "CHN",
    "GBR",
    "FRA",
    "JPN",
    "KOR",
    "PRK",
    "IRN",
    "ISR",
    "UKR",
    "IND",
    "TUR",
    "POL",
    "CUB",
    "SYR",
}
SINCE = "1990"


def office_of(title: str) -> str | None:
    """The office a title stands for, None when it is not one we keep."""
    folded = title.lower()
    return next((office for office, pattern in OFFICES if re.search(pattern, folded)), None)


def _organisation_office(title: str) -> str | None:
    """Heads and deputies of organisations; presidents of an assembly's session are neither."""
    folded = title.lower()
    if "general assembly" in folded or "judge" in folded:
        return None
    return "organisation-deputy" if "deputy" in folded else "organisation-head"


def main(folder: Path) -> None:
    """Write the table to standard output, sorted, so that two runs give the same bytes."""
    snapshots = {row["origin_repo"]: row["snapshot_date"] for row in _rows(folder / "sources.csv")}
    bad = {(r["person_qid"], r["position_qid"], r["start"]) for r in _rows(folder / "issues.csv")}
    latin = re.compile(r"^[\u0020-\u024f\u02bb\u2019'\u1e00-\u1eff-]+$")
    kept = set()
    for row in _rows(folder / "officeholders.csv"):
        code = ORGANISATIONS.get(row["iso3"], row["iso3"])
        office = (
            _organisation_office(row["position"])
            if row["iso3"] in ORGANISATIONS
            else office_of(row["position"])
        )
        start, end = row["start"], row["end"] or f"<{snapshots.get(row['origin_repo'], '2022-07-01')}"
        if not office or not start or (row["person_qid"], row["position_qid"], row["start"]) in bad:
            continue
        if code == "ICJ" or end.lstrip("<")[:4] < SINCE or not latin.match(row["person"]):
            continue
        if office == "ambassador" and not (
            code in KEEP_AMBASSADORS
            or any(
                name in row["position"]
                for name in ("United States", "Russia", "China", "European Union", "NATO")
            )
        ):
            continue
        kept.add((code, office, start, row["person"], row["person_qid"], row["position"], end))
    print(
        "# Facts from Wikidata (CC0) by way of the every-politician-scrapers data files; compiled by tools/compile_offices.py."
    )
    print(
        "# An end written <DAY means: still in office when the source was taken on DAY; after that we do not know."
    )
    print("code\toffice\tstart\tperson\tqid\ttitle\tend")
    for fields in sorted(kept):
        print("\t".join(fields))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
