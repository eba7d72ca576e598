"""What holds for the annotation of any text, however strange."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.present.facade import ReadReport, read
from fragments import reports, shifted, spans_in


def assert_evidence_quotes(report: ReadReport) -> None:
    for path, start, end in spans_in(report.to_dict()):
        assert 0 <= start < end <= len(report.text), path


@given(st.text(max_size=200))
@example("")
@example("\x00")
@example("\n\n")
@example("“")
@example("A")
@example("." * 300)
@settings(max_examples=50)
def test_any_text_gives_an_annotation_whose_evidence_stands_in_it(text: str) -> None:
    report = read(text, published="2023-10-18")
    assert report.text == text
    assert_evidence_quotes(report)


@given(reports())
@settings(max_examples=50)
def test_any_mixture_of_report_and_rubbish_gives_an_annotation_whose_evidence_stands_in_it(text: str) -> None:
    report = read(text)
    assert report.text == text
    assert_evidence_quotes(report)


@given(reports())
def test_what_is_written_can_be_read_back_equal(text: str) -> None:
    report = read(text, published="2023-10-18")
    assert json.loads(report.to_json()) == json.loads(report.to_json(indent=2)) == report.to_dict()


@given(reports())
def test_a_json_line_is_one_line_without_control_characters(text: str) -> None:
    written = read(text, outlet="A\x1b[31m\u2028B").to_json()
    assert written.splitlines() == [written]
    assert all(c.isprintable() or ord(c) > 159 for c in written)
    written.encode()


@given(reports(odd=False))
def test_reading_twice_gives_the_same_bytes(text: str) -> None:
    assert read(text, published="2023-10-18").to_json() == read(text, published="2023-10-18").to_json()


@given(reports(), st.sampled_from(["\n", "\n\n\n\n\n", "\r\n\r\n", " \n\t\n"]))
def test_blank_lines_above_shift_every_span_and_change_nothing_else(text: str, above: str) -> None:
    plain, moved = (
        read(text, published="2023-10-18").to_dict(),
        read(above + text, published="2023-10-18").to_dict(),
    )
    for annotation in (plain, moved):
        del annotation["document"]["id"], annotation["document"]["sha256"]
    assert moved == shifted(plain, len(above))


@given(reports(odd=False))
def test_blank_lines_below_change_nothing(text: str) -> None:
    plain, longer = (
        read(text, published="2023-10-18").to_dict(),
        read(text + "\n\n\n", published="2023-10-18").to_dict(),
    )
    for annotation in (plain, longer):
        del annotation["document"]["id"], annotation["document"]["sha256"]
    assert longer == plain


@given(reports())
def test_what_names_a_claim_names_one_of_this_report(text: str) -> None:
    annotation = read(text, published="2023-10-18").to_dict()
    claims = {c["id"] for c in annotation["claims"]}
    named = (
        {c["within"] for c in annotation["claims"]}
        | {e["claim"] for e in annotation["events"]}
        | {p["claim"] for p in annotation["positions"]}
    )
    assert named - {None} <= claims
    assert all(c["within"] != c["id"] for c in annotation["claims"])


@given(reports())
def test_the_trigger_of_an_event_lies_in_parsed_text_and_time_runs_forward(text: str) -> None:
    annotation = read(text, published="2023-10-18").to_dict()
    told = [
        (z["start"], z["end"]) for z in annotation["zones"] if z["zone"] in ("headline", "standfirst", "body")
    ]
    for event in annotation["events"]:
        assert any(
            start <= event["trigger"]["start"] and event["trigger"]["end"] <= end for start, end in told
        )
        assert (
            not event["time"]["first"]
            or not event["time"]["last"]
            or event["time"]["first"] <= event["time"]["last"]
        )


@given(reports())
def test_lists_stand_in_document_order(text: str) -> None:
    annotation = read(text, published="2023-10-18").to_dict()
    for name in ("zones", "mentions", "times"):
        starts = [(v["start"], v["end"]) for v in annotation[name]]
        assert starts == sorted(starts), name
    triggers = [e["trigger"]["start"] for e in annotation["events"]]
    assert triggers == sorted(triggers)
