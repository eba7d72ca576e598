"""A brief as JSON: the machine-readable contract `dragoman.brief/1`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.model.record import Brief, BriefDocument, Comparison, Event, HeldPosition, Origin, Report, Side
from dragoman.present.annotation_json import interval_dict, issue_dict, published_dict, span_dict
from dragoman.reconcile.grades import grade_event

SCHEMA = "dragoman.brief/1"


def brief_dict(brief: Brief) -> dict[str, Any]:
    """The contract's dictionary of a brief."""
    return {
        "schema": SCHEMA,
        "as_of": brief.as_of.isoformat() if brief.as_of else None,
        "documents": [_document(d) for d in brief.documents],
        "origins": [_origin(o) for o in brief.origins],
        "stories": [
            {
                "id": s.id,
                "documents": list(s.documents),
                "why": s.why,
                "follows": s.follows,
                "log": list(s.log),
            }
            for s in brief.stories
        ],
        "parties": [
            {"id": p.id, "kind": p.kind, "country": p.country, "name": p.name, "wikidata": p.wikidata}
            for p in brief.parties
        ],
        "events": list(event_dicts(brief.documents, brief.events)),
        "comparisons": [_comparison(c) for c in brief.comparisons],
        "positions": [_position(p) for p in brief.positions],
        "upcoming": list(brief.upcoming),
        "threads": [
            {"dyad": list(t.dyad), "steps": list(t.steps), "open": t.open, "owes": t.owes, "why": t.why}
            for t in brief.threads
        ],
        "standings": [
            {
                "dyad": list(s.dyad),
                "as_of": s.as_of.isoformat() if s.as_of else None,
                "state": s.state.value,
                "because": list(s.because),
                "why": s.why,
            }
            for s in brief.standings
        ],
        "balances": [
            {
                "dyad": list(b.dyad),
                "periods": [
                    {
                        "first": p.first.isoformat(),
                        "last": p.last.isoformat(),
                        "cooperative": p.cooperative,
                        "conflictual": p.conflictual,
                        "score": p.score,
                        "events": list(p.events),
                    }
                    for p in b.periods
                ],
            }
            for b in brief.balances
        ],
        "withdrawn": [
            {
                "document": w.document,
                "version": w.version,
                "start": w.span.start,
                "end": w.span.end,
                "quote": w.words,
                "published": w.published.isoformat() if w.published else None,
                "gone": w.gone.isoformat() if w.gone else None,
            }
            for w in brief.withdrawn
        ],
        "issues": [{"document": where, **issue_dict(issue)} for where, issue in brief.issues],
    }


def _document(document: BriefDocument) -> dict[str, Any]:
    raw = document.annotation.reading.document
    return {
        "id": document.id,
        "sha256": raw.sha256,
        "key": raw.id,
        "path": raw.path,
        "title": document.title,
        "outlet": document.outlet,
        "published": published_dict(document.published),
        "origin": document.origin,
        "story": document.story,
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "id": origin.id,
        "documents": list(origin.documents),
        "basis": origin.basis,
        "why": origin.why,
        "passages": [
            [{**span_dict(side.span), "quote": side.quote} for side in pair] for pair in origin.passages
        ],
    }


def event_dicts(documents: Sequence[BriefDocument], events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The contract's dictionaries of events that `documents` tell."""
    by_id = {d.id: d for d in documents}
    # The ids that the annotation of each report prints for its event mentions.
    ids = {e.id: f"e{i}" for d in documents for i, e in enumerate(d.annotation.events, 1)}
    for event in events:
        yield _event(event, ids, by_id)


def _event(event: Event, ids: dict[str, str], documents: dict[str, BriefDocument]) -> dict[str, Any]:
    grade = grade_event(event, documents)
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "plover": event.plover,
        "status": event.status.value,
        "certainty": event.certainty,
        "summary": event.summary,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "people": list(event.people),
        "time": {
            **interval_dict(event.time),
            "precision": event.time.precision.value if event.time else "unknown",
        },
        "place": event.place,
        "channel": event.channel or "unknown",
        "topics": list(event.topics),
        "reports": [_report(r, ids) for r in event.reports],
        "origins": len(event.origins),
        "origin_ids": list(event.origins),
        "verdict": event.verdict.value,
        "why": event.why,
        "grade": {"reliability": grade.reliability, "credibility": grade.credibility, "why": grade.why},
        "reasons": [{"text": r.text, "weight": r.weight} for r in event.reasons],
        "answers": list(event.answers),
        "story": event.story,
        "weight": event.weight,
    }


def _report(report: Report, ids: dict[str, str]) -> dict[str, Any]:
    mention = report.mention
    return {
        "document": report.document,
        "event": ids[mention.id],
        **span_dict(report.evidence.span),
        "quote": report.evidence.quote,
        "source": report.source,
        "source_type": report.source_type,
        "chain": list(report.chain),
        "type": mention.type.value,
        "status": mention.status.value,
        "certainty": mention.certainty,
        "trigger": span_dict(mention.trigger),
        "time": interval_dict(mention.time),
        "time_words": [span_dict(s) for s in mention.time_words],
        "time_rule": mention.time_rule or None,
        "rule": mention.derivation.rule,
        "why": mention.derivation.note or None,
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "document": side.document,
        "event": side.event or None,
        **span_dict(side.span),
        "value": side.value,
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": comparison.kind.value,
        "field": comparison.field.value,
        "left": _side(comparison.left),
        "right": _side(comparison.right),
        "why": comparison.why,
    }


def _position(position: HeldPosition) -> dict[str, Any]:
    return {
        "holder": position.holder,
        "toward": position.toward,
        "concept": position.concept,
        "agreement": position.agreement,
        **interval_dict(position.time),
        "relation": position.relation,
        "reports": [
            {"document": r.document, **span_dict(r.span), "quote": r.quote} for r in position.reports
        ],
    }
