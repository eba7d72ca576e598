"""What a later version of a report no longer says. It is never erased: it was published, and the day it went is known."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from dragoman.model.annotation import Annotation
from dragoman.model.reading import Zone
from dragoman.model.spans import Span

_KEPT = 85
_SHORTEST = 4


def vanished(earlier: Annotation, later: Annotation) -> tuple[Span, ...]:
    """The sentences of the earlier version's body that the later one has not, not even reworded a little, in order; those that
    follow one another as one stretch."""
    there = _sentences(later)
    texts = [_plain(later.reading.document.quote(span)) for span in there]
    whole = " ".join(texts)
    found: list[Span] = []
    previous: Span | None = None
    for span in _sentences(earlier):
        words = _plain(earlier.reading.document.quote(span))
        if len(words.split()) < _SHORTEST or words in whole:
            previous = None
            continue
        if process.extractOne(words, texts, scorer=fuzz.ratio, score_cutoff=_KEPT) is not None:
            previous = None
            continue
        if previous is not None:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        previous = span
    return tuple(found)


def _sentences(annotation: Annotation) -> list[Span]:
    return [s.span for s in annotation.reading.sentences if s.zone is Zone.BODY]


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower()).strip()
