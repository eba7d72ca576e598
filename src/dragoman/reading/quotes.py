"""Stretches in quotation marks, curly or straight, over sentences and paragraphs."""

from __future__ import annotations

import re

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
    found.sort(key=lambda q: q.span)
    return tuple(found)


def _pairs(words: str, offset: int) -> list[Quotation]:
    found = []
    for match in _CURLY.finditer(words):
        closed = match["close"] is not None
        found.append(
            _quotation(match.start(), match.end(), match.start("inner"), match.end("inner"), offset, closed)
        )
    for match in _SINGLE.finditer(words):
        if not any(q.span.holds(Span(match.start() + offset, match.end() + offset)) for q in found):
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
