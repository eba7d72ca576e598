"""Why a brief says what it says: from any line to the rule, the words and the anchor day."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.model.annotation import EventMention, Participant
from dragoman.model.document import Basis
from dragoman.model.record import Brief, BriefDocument, Event, Report
from dragoman.present.words import day_words, published_words, safe
from dragoman.reconcile.grades import grade_event


def explain(brief: Brief, id: str) -> tuple[str, ...]:
    """The explanation of an event (ev3), document (d1) or origin (o1) in lines; empty when nothing has that id."""
    event = brief.event(id)
    if event is not None:
        return tuple(_event(brief, event))
    document = brief.document(id)
    if document is not None:
        return tuple(_document(document))
    origin = next((o for o in brief.origins if o.id == id), None)
    if origin is not None:
        lines = [f"{origin.id}: {', '.join(origin.documents)}", f"  {origin.why}"]
        for left, right in origin.passages:
            lines += [
                "  the aligned passage:",
                f"    “{safe(left.quote)[:300]}”",
                f"    “{safe(right.quote)[:300]}”",
            ]
        return tuple(lines)
    return ()


def _event(brief: Brief, event: Event) -> Iterator[str]:
    yield f"{event.id}: {safe(event.summary)}"
    yield f"  {event.type.value}{f' ({event.mode})' if event.mode else ''}, {event.status.value}, {day_words(event.time)}; PLOVER {event.plover or 'none'}"
    yield f"  {event.verdict.value}: {safe(event.why)}"
    grade = grade_event(event, {d.id: d for d in brief.documents})
    yield f"  grade {grade.code}: {safe(grade.why)}"
    for report in event.reports:
        document = brief.document(report.document)
        assert document is not None
        yield from _report(document, report)
    if len(event.reports) > 1:
        yield "  why these are one event: " + "; ".join(
            f"{safe(r.text)} ({r.weight:+.2f})" for r in event.reasons if r.weight
        )
    if event.answers:
        yield f"  it answers {', '.join(event.answers)}"
    for c in brief.comparisons:
        if c.left.event == event.id:
            yield f"  {c.kind.value} on {c.field.value}: {safe(c.why)}"


def _report(document: BriefDocument, report: Report) -> Iterator[str]:
    mention, raw = report.mention, document.annotation.reading.document
    yield f"  {report.document} ({safe(document.outlet or 'unknown outlet')}), characters {report.evidence.span.start}-{report.evidence.span.end}:"
    yield f"    “{safe(report.evidence.quote)}”"
    yield f"    rule {mention.derivation.rule}, on the word “{safe(raw.quote(mention.trigger))}”"
    yield f"    status {mention.status.value} (certainty {mention.certainty:+.1f})" + (
        f", because of: {safe(mention.derivation.note)}" if mention.derivation.note else ""
    )
    if mention.time is not None:
        words = ", ".join(f"“{safe(raw.quote(s))}”" for s in mention.time_words) or "no words of its own"
        yield f"    time {day_words(mention.time)}: {words}, rule {mention.time_rule or 'none'}, counted from {_day_and_basis(document)}"
    if len(report.chain) > 1:
        yield "    known through: " + " ← ".join(safe(c) for c in report.chain)
    for side, people in (("actor", mention.actors), ("recipient", mention.recipients)):
        for p in people:
            told = f"“{safe(raw.quote(p.span))}” stands for {safe(p.name)} ({p.country or p.party})"
            yield f"    {side}: {told}{_from_elsewhere(document, mention, p)}"


def _from_elsewhere(document: BriefDocument, mention: EventMention, party: Participant) -> str:
    """Says so where the sentence of the act does not name a party, which the reader of the report supplies."""
    sentence = document.annotation.reading.sentence_at(mention.trigger.start)
    here = sentence is not None and sentence.span.overlaps(party.span)
    return "" if here else ", supplied from elsewhere in the report"


def _day_and_basis(document: BriefDocument) -> str:
    """The publication day and what it rests on, said once."""
    published = document.published
    words = published_words(published)
    return words if published.basis is Basis.INFERRED else f"{words} ({published.basis.value})"


def _document(document: BriefDocument) -> Iterator[str]:
    header = document.annotation.reading.header
    raw = document.annotation.reading.document
    yield f"{document.id}: {safe(document.outlet or 'unknown outlet')}, {safe(raw.path or raw.id)}"
    yield f"  published {_day_and_basis(document)}: {safe(document.published.why)}"
    for name, stated in (
        ("outlet", header.outlet),
        ("title", header.title),
        *(("author", a) for a in header.authors),
        *(("credit", c) for c in header.credits),
    ):
        if stated is not None:
            where = f", characters {stated.span.start}-{stated.span.end}" if stated.span else ""
            yield f"  {name}: {safe(stated.value)} (rule {stated.rule}{where})"
    yield f"  origin {document.origin}, story {document.story}, sha256 {raw.sha256}"
