"""Several processes give what one gives, in the same order; a lost worker costs its report only."""

from __future__ import annotations

import os
import time

from dragoman.ingest.failure import Failure
from dragoman.ingest.sources import document_of
from dragoman.model.annotation import Annotation
from dragoman.model.document import Document, Given
from dragoman.model.settings import Settings
from dragoman.workers import ReadDocument, annotate_all

REPORTS = [
    document_of(
        f"{country} expelled two Chilean diplomats on Monday. It gave no reason.", Given(), path=country
    )
    for country in ("Peru", "Kenya", "Norway", "Japan", "Ghana", "Oman")
]


def triggers(annotation: Annotation) -> list[str]:
    text = annotation.reading.document.text
    if "Norway" in text:
        os._exit(7)
    if "Ghana" in text:
        time.sleep(30)
    return [annotation.reading.document.quote(e.trigger) for e in annotation.events]


def country(annotation: Annotation) -> str:
    return annotation.reading.document.text.split()[0]


def test_results_come_in_input_order_and_failures_in_their_places() -> None:
    mixed: list[Document | Failure] = [*REPORTS[:2], Failure("x.txt", "no such file"), *REPORTS[2:]]
    found = list(annotate_all(mixed, Settings(), country, workers=2))
    assert [f.value if isinstance(f, ReadDocument) else f.where for f in found] == [
        "Peru",
        "Kenya",
        "x.txt",
        "Norway",
        "Japan",
        "Ghana",
        "Oman",
    ]
    assert found == list(annotate_all(mixed, Settings(), country, workers=1))


def test_a_worker_that_dies_or_hangs_costs_its_report_only() -> None:
    found = list(annotate_all(REPORTS, Settings(seconds_per_report=4), triggers, workers=2))
    assert [type(f) for f in found] == [
        ReadDocument,
        ReadDocument,
        Failure,
        ReadDocument,
        Failure,
        ReadDocument,
    ]
    lost = [f for f in found if isinstance(f, Failure)]
    assert lost[0].where == "Norway" and "exit code 7" in lost[0].why
    assert lost[1].where == "Ghana" and "took longer than 4 seconds" in lost[1].why
    assert all("expelled" in f.value for f in found if isinstance(f, ReadDocument))
