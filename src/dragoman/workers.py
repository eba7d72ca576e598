"""Many reports read by several processes: results in input order, a few reports in flight, nothing kept.

A worker that dies or takes longer than `Settings.seconds_per_report` costs its report only: the report comes back as a
Failure in its place and the pool goes on with a fresh worker. With one worker everything happens in this process.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.ingest.failure import Failure
from dragoman.model.annotation import Annotation
from dragoman.model.document import Document
from dragoman.model.settings import Settings
from dragoman.pipeline import annotate

_IN_FLIGHT = 4
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What came of one report: its name, how many events it has, its day, and the annotation in the form asked for."""

    name: str
    events: int
    published: date | None
    value: Any


def annotate_all(
    documents: Iterable[Document | Failure],
    settings: Settings,
    form: Callable[[Annotation], Any],
    *,
    workers: int = 1,
) -> Iterator[ReadDocument | Failure]:
    """Each document read and brought into `form`, in input order; failures pass through in their places.

    `form` and what it gives must survive pickling when `workers` is more than 1. Raises SyntaxMissingError when the
    language model is missing.
    """
    if workers <= 1:
        for document in documents:
            yield document if isinstance(document, Failure) else _read(document, settings, form)
        return
    yield from _with_pool(documents, settings, form, workers)


def _read(document: Document, settings: Settings, form: Callable[[Annotation], Any]) -> ReadDocument:
    annotation = annotate(document, settings)
    return ReadDocument(
        document.path or document.id,
        len(annotation.events),
        annotation.reading.header.published.day,
        form(annotation),
    )


def _with_pool(
    documents: Iterable[Document | Failure],
    settings: Settings,
    form: Callable[[Annotation], Any],
    workers: int,
) -> Iterator[ReadDocument | Failure]:
    from pebble import ProcessPool

    waiting: deque[tuple[Document | Failure, Future[Any] | None]] = deque()
    with ProcessPool(max_workers=workers, initializer=_prepare, initargs=(settings,)) as pool:
        try:
            for document in documents:
                future: Future[Any] | None = None
                if isinstance(document, Document):
                    future = pool.schedule(
                        _read, args=(document, settings, form), timeout=settings.seconds_per_report
                    )
                waiting.append((document, future))
                if len(waiting) >= _IN_FLIGHT * workers:
                    yield _outcome(*waiting.popleft(), settings)
            while waiting:
                yield _outcome(*waiting.popleft(), settings)
        finally:
            for _, future in waiting:
                if future is not None:
                    future.cancel()


def _outcome(
    document: Document | Failure, future: Future[Any] | None, settings: Settings
) -> ReadDocument | Failure:
    from pebble import ProcessExpired

    if future is None or isinstance(document, Failure):
        assert isinstance(document, Failure)
        return document
    where = document.path or document.id
    try:
        found = future.result()
    except TimeoutError:
        return Failure(
            where,
            f"took longer than {settings.seconds_per_report:g} seconds and was given up; split the report",
        )
    except ProcessExpired as error:
        return Failure(where, f"its worker died (exit code {error.exitcode}); read it alone with --workers 1")
    assert isinstance(found, ReadDocument)
    return found


def _prepare(settings: Settings) -> None:
    """One thread a worker, and the model and tables loaded once."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")
    from dragoman.knowledge import load_knowledge
    from dragoman.reading.parse import load_syntax

    load_syntax(settings.syntax)
    load_knowledge()
