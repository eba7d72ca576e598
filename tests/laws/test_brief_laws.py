"""What holds for any brief: the order of files, the machine and the shell do not matter; every quote stands."""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.present.facade import Briefing, ReadReport, brief, read
from fragments import reports, spans_in
from runs import EPISODES, EXAMPLES, Episodes, run_installed


@pytest.fixture(scope="module")
def briefs(episodes: Episodes) -> dict[str, Briefing]:
    return {name: brief(found) for name, found in episodes.items()}


def texts_of(made: Briefing) -> dict[str, str]:
    return {d.id: d.annotation.reading.document.text for d in made.record.documents}


@pytest.mark.parametrize("name", ["02-border-hotline", "03-consulate"])
def test_the_order_of_the_reports_changes_no_byte(episodes: Episodes, name: str) -> None:
    orders = list(permutations(episodes[name]))[::5]
    assert len({brief(order).to_json() for order in orders}) == 1


@given(st.lists(reports(odd=False), min_size=2, max_size=3), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_any_reports_changes_no_byte(texts: list[str], random: Any) -> None:
    listed = [read(text, outlet=f"Outlet {n}", published=f"2023-10-{10 + n}") for n, text in enumerate(texts)]
    mixed = list(listed)
    random.shuffle(mixed)
    assert brief(listed).to_json() == brief(mixed).to_json()


def test_making_a_brief_twice_gives_the_same_bytes(episodes: Episodes, briefs: dict[str, Briefing]) -> None:
    again = brief(episodes["04-grain-corridor"])
    first = briefs["04-grain-corridor"]
    assert (again.to_json(), again.to_html(), again.to_markdown()) == (
        first.to_json(),
        first.to_html(),
        first.to_markdown(),
    )


def test_the_machine_and_the_shell_change_no_byte() -> None:
    written = [
        run_installed("brief", "--json", EXAMPLES / "03-consulate", **variables).stdout
        for variables in (
            {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
            {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"},
        )
    ]
    assert written[0] and len(set(written)) == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_narrow_encoding_of_the_shell_does_not_stop_a_brief(encoding: str) -> None:
    found = run_installed(
        "brief", "--json", EXAMPLES / "02-border-hotline" / "rift-wire.txt", PYTHONIOENCODING=encoding
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert json.loads(found.stdout)["schema"] == "dragoman.brief/1"


@pytest.mark.parametrize("name", EPISODES)
def test_every_quote_stands_at_its_offsets(briefs: dict[str, Briefing], name: str) -> None:
    texts, written = texts_of(briefs[name]), briefs[name].to_dict()
    cited = [r for v in (*written["events"], *written["positions"]) for r in v["reports"]]
    assert cited
    assert all(texts[r["document"]][r["start"] : r["end"]] == r["quote"] for r in cited)


@pytest.mark.parametrize("name", EPISODES)
def test_every_aligned_passage_stands_in_two_reports(briefs: dict[str, Briefing], name: str) -> None:
    texts = {
        d.annotation.reading.document.id: d.annotation.reading.document.text
        for d in briefs[name].record.documents
    }
    for origin in briefs[name].record.origins:
        for pair in origin.passages:
            assert all(texts[e.document][e.span.start : e.span.end] == e.quote for e in pair)
            assert pair[0].document != pair[1].document


@pytest.mark.parametrize("name", EPISODES)
def test_every_span_lies_in_its_document(briefs: dict[str, Briefing], name: str) -> None:
    texts, written = texts_of(briefs[name]), briefs[name].to_dict()
    for side in (s for c in written["comparisons"] for s in (c["left"], c["right"])):
        assert 0 <= side["start"] < side["end"] <= len(texts[side["document"]])
    for report in (r for e in written["events"] for r in e["reports"]):
        assert all(0 <= start < end <= len(texts[report["document"]]) for _, start, end in spans_in(report))


@pytest.mark.parametrize("name", EPISODES)
def test_everything_named_is_in_the_brief(briefs: dict[str, Briefing], name: str) -> None:
    written = briefs[name].to_dict()
    documents, origins, events, parties = (
        {v["id"] for v in written[k]} for k in ("documents", "origins", "events", "parties")
    )
    assert {d["origin"] for d in written["documents"]} == origins
    assert sorted(d for o in written["origins"] for d in o["documents"]) == sorted(documents)
    assert {r["document"] for e in written["events"] for r in e["reports"]} <= documents
    assert {o for e in written["events"] for o in e["origin_ids"]} <= origins
    assert {c for e in written["events"] for c in e["actors"] + e["recipients"]} <= parties
    steps = [i for t in written["threads"] for i in t["steps"]] + [
        i for s in written["standings"] for i in s["because"]
    ]
    named = {*written["upcoming"], *steps, *(a for e in written["events"] for a in e["answers"])}
    sides = {s["event"] for c in written["comparisons"] for s in (c["left"], c["right"])} - {None}
    assert named | sides <= events


@pytest.mark.parametrize("name", EPISODES)
def test_the_number_of_origins_is_the_number_named(briefs: dict[str, Briefing], name: str) -> None:
    written = briefs[name].to_dict()
    of = {d["id"]: d["origin"] for d in written["documents"]}
    for event in written["events"]:
        assert event["origins"] == len(event["origin_ids"])
        assert set(event["origin_ids"]) <= {of[r["document"]] for r in event["reports"]}
        assert event["verdict"] != "corroborated" or event["origins"] >= 2
        assert event["verdict"] != "single" or len({r["document"] for r in event["reports"]}) == 1


@pytest.mark.parametrize("name", EPISODES)
def test_what_comes_next_has_not_happened_and_stands_in_order(briefs: dict[str, Briefing], name: str) -> None:
    ahead = briefs[name].upcoming
    as_of = briefs[name].record.as_of
    assert all(e.status.value in ("scheduled", "planned", "possible") for e in ahead)
    assert all(e.time is None or e.time.last is None or as_of is None or e.time.last >= as_of for e in ahead)
    firsts = [e.time.first for e in ahead if e.time and e.time.first]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize("name", EPISODES)
def test_the_report_of_an_event_names_the_event_of_the_annotation(
    briefs: dict[str, Briefing], name: str
) -> None:
    for document in briefs[name].record.documents:
        annotated = {
            e["id"]: (e["trigger"], e["type"]) for e in ReadReport(document.annotation).to_dict()["events"]
        }
        told = [
            r for e in briefs[name].to_dict()["events"] for r in e["reports"] if r["document"] == document.id
        ]
        assert all(annotated.get(r["event"]) == (r["trigger"], r["type"]) for r in told)


COPY = "Norway rejected a Peruvian proposal on Monday, its foreign minister said in Oslo."


def test_the_same_text_twice_is_read_once() -> None:
    made = brief([read(COPY, outlet="Fjord Herald"), read(COPY, outlet="Fjord Herald")])
    assert len(made.to_dict()["documents"]) == 1
    assert [i["code"] for i in made.to_dict()["issues"] if i["code"] == "document.duplicate"] == [
        "document.duplicate"
    ]


def test_one_text_in_two_outlets_is_two_reports_of_one_origin() -> None:
    written = brief(
        [
            read(COPY, outlet="Fjord Herald", published="2023-10-17"),
            read(COPY, outlet="Lima Post", published="2023-10-17"),
        ]
    ).to_dict()
    assert [d["outlet"] for d in written["documents"]] == ["Fjord Herald", "Lima Post"]
    assert [o["documents"] for o in written["origins"]] == [["d1", "d2"]]


def test_one_text_in_two_outlets_gives_the_same_bytes_in_any_order() -> None:
    one, other = read(COPY, outlet="Fjord Herald"), read(COPY, outlet="Lima Post")
    assert brief([one, other]).to_json() == brief([other, one]).to_json()
