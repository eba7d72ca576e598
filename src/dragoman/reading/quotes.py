"""Stretches in quotation marks, curly or straight, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right

from dragoman.model.reading import Quotation
from dragoman.model.spans import Span

_CURLY = re.compile(r"[“«„](?P<inner>[^“«„”»]*)(?P<close>[”»])?")
_SINGLE = re.compile(r"(?<![\w‘])‘(?P<inner>[^‘’]*(?:’(?=\w)[^‘’]*)*)’(?!\w)")


# Straight marks, and the two apostrophes that wire systems print for them.
_STRAIGHT = re.compile(r"\"|''")


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs in order. A mark left open runs to the end of its paragraph, as in a
    quotation that the next paragraph goes on with; straight marks open and close in turn within a paragraph."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        found += _pairs(words, paragraph.start)
    apart: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        if not apart or quotation.span.start >= apart[-1].span.end:
            apart.append(quotation)
    return tuple(apart)


def _pairs(words: str, offset: int) -> list[Quotation]:
    found = []
    for match in _CURLY.finditer(words):
        closed = match["close"] is not None
        found.append(
            _quotation(match.start(), match.end(), match.start("inner"), match.end("inner"), offset, closed)
        )
    curly = [(q.span.start - offset, q.span.end - offset) for q in found]
    for match in _SINGLE.finditer(words):
        before = bisect_right(curly, (match.start(), len(words) + 1)) - 1
        if before < 0 or curly[before][1] < match.end():
            found.append(
                _quotation(match.start(), match.end(), match.start("inner"), match.end("inner"), offset, True)
            )
    marks = [(m.start(), m.end()) for m in _STRAIGHT.finditer(words)]
    for i in range(0, len(marks), 2):
        start, inner = marks[i]
        closed = i + 1 < len(marks)
        inner_end, end = marks[i + 1] if closed else (len(words), len(words))
        found.append(_quotation(start, end, inner, inner_end, offset, closed))
    return [q for q in found if len(q.inner) > 0]


def _quotation(start: int, end: int, inner: int, inner_end: int, offset: int, closed: bool) -> Quotation:
    return Quotation(Span(offset + start, offset + end), Span(offset + inner, offset + inner_end), closed)
