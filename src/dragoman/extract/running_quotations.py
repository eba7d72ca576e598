"""Quotations that run on: contents grown to the marks they touch, and quotations without a cue given to a speaker."""

from __future__ import annotations

from dataclasses import replace

from dragoman.extract.attribution import Raw
from dragoman.extract.lookup import Near
from dragoman.model.reading import Quotation, Reading
from dragoman.model.spans import Span

_LONG_ENOUGH = 4


def with_quotations(reading: Reading, raw: list[Raw]) -> list[Raw]:
    """Contents grown to the quotations they touch; quotations without a cue given to the speaker beside them."""
    grown: list[Raw] = []
    quotations = Near(reading.quotations, lambda q: (q.span,))
    for r in raw:
        content = list(r.content)
        for quotation in {q.span: q for c in r.content for q in quotations.overlapping(c)}.values():
            if quotation.span.holds(r.cue):
                continue
            if quotation.span.start < r.sentence.span.start:
                content.append(Span(quotation.span.start, min(quotation.span.end, r.sentence.span.start)))
            if quotation.span.end > r.sentence.span.end:
                content.append(Span(max(quotation.span.start, r.sentence.span.end), quotation.span.end))
        grown.append(replace(r, content=tuple(sorted(_joined(reading, content)))))
    told = Near([(r.cue, c) for r in grown for c in r.content], lambda pair: (pair[1],))
    outside = [r for r in grown if not quotations.holding(r.cue)]
    for quotation in reading.quotations:
        if any(not quotation.span.holds(cue) for cue, _ in told.overlapping(quotation.inner)):
            continue
        if len(reading.document.quote(quotation.inner).split()) < _LONG_ENOUGH:
            continue
        speaker = _speaker_beside(reading, quotation, outside)
        here = reading.sentence_at(quotation.inner.start)
        if speaker is None or here is None:
            continue
        if speaker.sentence.paragraph == here.paragraph and speaker.rule.startswith(
            ("claim.verb", "claim.quotation")
        ):
            longer = replace(speaker, content=tuple(sorted((*speaker.content, quotation.span))))
            grown[grown.index(speaker)] = outside[outside.index(speaker)] = longer
        else:
            grown.append(replace(speaker, content=(quotation.span,), rule="claim.quotation-run"))
    return sorted(grown, key=lambda r: (r.content[0], r.cue))


def _joined(reading: Reading, spans: list[Span]) -> list[Span]:
    """Spans merged where nothing but white space and marks stands between."""
    merged: list[Span] = []
    for span in sorted(s for s in spans if len(s)):
        if (
            merged
            and not reading.document.text[merged[-1].end : span.start].strip(" \t\"“”'‘’,.")
            and merged[-1].end >= span.start - 3
        ):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _speaker_beside(reading: Reading, quotation: Quotation, raw: list[Raw]) -> Raw | None:
    """The attribution just before a quotation in its paragraph or the one before, else just after it in its paragraph."""
    here = reading.sentence_at(quotation.inner.start)
    if here is None:
        return None
    with_source = [r for r in raw if r.source is not None and not quotation.span.holds(r.cue)]
    before = [
        r
        for r in with_source
        if r.cue.end <= quotation.span.start
        and 0 <= here.index - r.sentence.index <= 2
        and here.paragraph - r.sentence.paragraph <= 1
    ]
    if before:
        return max(before, key=lambda r: r.cue.end)
    after = [
        r
        for r in with_source
        if r.cue.start >= quotation.span.end
        and r.sentence.paragraph == here.paragraph
        and r.sentence.index - here.index <= 1
    ]
    return min(after, key=lambda r: r.cue.start) if after else None
