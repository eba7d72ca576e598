"""An annotation as JSON: the machine-readable contract `dragoman.annotation/1`."""

from __future__ import annotations

import json
import re
from typing import Any

from dragoman.model.annotation import (
    Annotation,
    Claim,
    EventMention,
    Mention,
    Participant,
    Position,
    ResolvedTime,
)
from dragoman.model.document import Published
from dragoman.model.outcome import Issue
from dragoman.model.reading import Header
from dragoman.model.spans import Span
from dragoman.model.time import TimeSpan

SCHEMA = "dragoman.annotation/1"


def annotation_dict(annotation: Annotation) -> dict[str, Any]:
    """The contract's dictionary of one report; ids of claims and events are short and in document order."""
    document, header = annotation.reading.document, annotation.reading.header
    claims = {c.id: f"c{i}" for i, c in enumerate(annotation.claims, 1)}
    return {
        "schema": SCHEMA,
        "document": {
            "id": document.id,
            "sha256": document.sha256,
            "title": span_dict(header.title.span) if header.title and header.title.span else None,
            "outlet": header.outlet.value if header.outlet else None,
            "authors": [a.value for a in header.authors],
            "language": annotation.reading.language,
            "published": published_dict(header.published),
            **_given(annotation, header),
        },
        "zones": [
            {"zone": b.zone.value, **span_dict(b.span), "rule": b.rule} for b in annotation.reading.blocks
        ],
        "mentions": [_mention(m) for m in annotation.mentions],
        "times": [_time(t) for t in annotation.times],
        "claims": [_claim(c, claims) for c in annotation.claims],
        "events": [event_dict(e, f"e{i}", claims) for i, e in enumerate(annotation.events, 1)],
        "positions": [_position(p, claims) for p in annotation.positions],
        "issues": [issue_dict(i) for i in annotation.issues],
    }


def to_json(value: dict[str, Any], *, indent: int | None = None) -> str:
    """JSON text in UTF-8 characters; control characters and lone surrogates are escaped, so it is inert in a terminal."""
    text = json.dumps(
        value, ensure_ascii=False, indent=indent, separators=(",", ": ") if indent else (",", ":")
    )
    return re.sub(
        "[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
        lambda m: f"\\u{ord(m[0]):04x}",
        text,
    )


def span_dict(span: Span) -> dict[str, int]:
    """The contract's span."""
    return {"start": span.start, "end": span.end}


def published_dict(published: Published) -> dict[str, Any]:
    """The contract's publication interval."""
    return {
        **interval_dict(published.span),
        "precision": published.precision.value,
        "basis": published.basis.value,
        "why": published.why,
        "evidence": [span_dict(s) for s in published.evidence],
        **({"clock": published.clock} if published.clock else {}),
    }


def interval_dict(interval: TimeSpan | None) -> dict[str, str | None]:
    """First and last day in ISO 8601, null where open or not known."""
    return {
        "first": interval.first.isoformat() if interval and interval.first else None,
        "last": interval.last.isoformat() if interval and interval.last else None,
    }


def issue_dict(issue: Issue) -> dict[str, Any]:
    """The contract's issue."""
    return {"code": issue.code, "message": issue.message, **(span_dict(issue.span) if issue.span else {})}


def event_dict(event: EventMention, id: str, claims: dict[str, str]) -> dict[str, Any]:
    """The contract's event mention."""
    return {
        "id": id,
        "trigger": span_dict(event.trigger),
        "evidence": span_dict(event.evidence),
        "type": event.type.value,
        "mode": event.mode,
        "plover": event.plover,
        "contexts": list(event.contexts),
        "status": event.status.value,
        "certainty": event.certainty,
        "actors": [participant_dict(p) for p in event.actors],
        "recipients": [participant_dict(p) for p in event.recipients],
        "time": {
            **interval_dict(event.time),
            "precision": event.time.precision.value if event.time else "unknown",
            "words": [span_dict(s) for s in event.time_words],
            "rule": event.time_rule or None,
        },
        "place": {"name": event.place.name, "country": event.place.country, **span_dict(event.place.span)}
        if event.place
        else None,
        "channel": event.channel,
        "claim": claims.get(event.claim or ""),
        "numbers": [
            {"value": q.value, "unit": q.unit, "bound": q.bound or None, **span_dict(q.span)}
            for q in event.quantities
        ],
        "rule": event.derivation.rule,
        "why": event.derivation.note or None,
    }


def participant_dict(participant: Participant) -> dict[str, Any]:
    """The contract's participant."""
    return {
        "party": participant.party,
        "country": participant.country,
        "sector": participant.sector,
        "name": participant.name,
        **span_dict(participant.span),
    }


def _given(annotation: Annotation, header: Header) -> dict[str, Any]:
    document = annotation.reading.document
    extra: dict[str, Any] = {"path": document.path, "url": document.given.url}
    if header.title and header.title.span is None:
        extra["title_given"] = header.title.value
    if header.credits:
        extra["credits"] = [c.value for c in header.credits]
    return {key: value for key, value in extra.items() if value}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        **span_dict(mention.span),
        "kind": mention.kind.value,
        "party": mention.party,
        "country": mention.country,
        "sector": mention.sector,
        "name": mention.name,
        "office": mention.office,
        "rule": mention.derivation.rule,
        "why": mention.derivation.note or None,
    }


def _time(time: ResolvedTime) -> dict[str, Any]:
    return {
        **span_dict(time.span),
        "type": time.type,
        "value": time.value,
        **interval_dict(time.interval),
        "precision": time.interval.precision.value if time.interval else "unknown",
        "rule": time.derivation.rule,
        "why": time.derivation.note or None,
    }


def _claim(claim: Claim, ids: dict[str, str]) -> dict[str, Any]:
    return {
        "id": ids[claim.id],
        "source": span_dict(claim.source) if claim.source else None,
        "cue": span_dict(claim.cue),
        "content": [span_dict(s) for s in claim.content],
        "form": claim.form.value,
        "source_type": claim.source_type.value,
        "party": claim.speaker.party if claim.speaker else None,
        "within": ids.get(claim.within or ""),
        "said": interval_dict(claim.said),
        "occasion": claim.occasion,
        "rule": claim.derivation.rule,
    }


def _position(position: Position, ids: dict[str, str]) -> dict[str, Any]:
    return {
        "holder": position.holder,
        "toward": position.toward,
        "concept": position.concept,
        "agreement": position.agreement,
        "claim": ids.get(position.claim or ""),
        "evidence": span_dict(position.evidence),
        "relation": position.relation,
        "rule": position.derivation.rule,
    }
