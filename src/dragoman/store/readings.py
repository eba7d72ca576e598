"""What was read from a report, as rows: the annotation without its tokens, the tokens, the card, and what stands beside them to be
looked up by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import LargeBinary, cast

from dragoman.codec import CodecError, layout, pack, unpack
from dragoman.model.annotation import Annotation, MentionKind
from dragoman.model.card import Card
from dragoman.model.reading import Token
from dragoman.store.database import StoreError
from dragoman.store.rows import is_whole, storable
from dragoman.store.tables import readings

# Bytes whatever has become of them: damage may have made text of a blob.
BLOBS = tuple(
    cast(readings.c[name], LargeBinary).label(f"{name}_bytes") for name in ("body", "syntax", "card")
)
BESIDE = tuple(c for c in readings.c if c.name not in ("body", "syntax", "card"))
_Syntax = tuple[tuple[Token, ...], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a report, as it is kept: the annotation and the card that sorts it among others."""

    annotation: Annotation
    card: Card


def kept_layout() -> str:
    """The layout of what is kept of a reading."""
    return layout(Read)


def blobs_of(read: Read) -> dict[str, bytes]:
    """The three parts of what is kept."""
    sentences = read.annotation.reading.sentences
    bare = tuple(replace(s, tokens=()) for s in sentences)
    light = replace(read.annotation, reading=replace(read.annotation.reading, sentences=bare))
    tokens: _Syntax = tuple(s.tokens for s in sentences)
    card = replace(read.card, name="")
    return {"body": pack(_placed(light, None)), "syntax": pack(tokens), "card": pack(card)}


def annotation_of(row: Any, version: str, syntax: bool) -> Annotation:
    """The reading of a row of BESIDE, BLOBS and the report's path; without `syntax` its sentences have no tokens. Raises StoreError
    for one that is damaged or of another version."""
    check_version(row, version)
    if not is_whole((row.body_bytes, row.syntax_bytes, row.card_bytes), row.digest):
        raise StoreError(f"the reading of {row.id} is damaged; make it anew with: dragoman rebuild")
    annotation = _placed(value_of(Annotation, row.body_bytes, row.id), row.path)
    if not syntax:
        return annotation
    tokens = value_of(_Syntax, row.syntax_bytes, row.id)
    reading = annotation.reading
    sentences = tuple(replace(s, tokens=t) for s, t in zip(reading.sentences, tokens, strict=True))
    return replace(annotation, reading=replace(reading, sentences=sentences))


def check_version(row: Any, version: str) -> None:
    if row.layout != kept_layout() or row.version != version:
        raise StoreError("the readings were made by another version; make them anew with: dragoman rebuild")


def value_of(kind: Any, body: bytes, id: str) -> Any:
    """A part of the reading of the report `id`. Raises StoreError for a damaged one."""
    try:
        return unpack(kind, body)
    except CodecError as error:
        raise StoreError(f"the reading of {id} is damaged; make it anew with: dragoman rebuild") from error


def filed_of(annotation: Annotation) -> dict[str, Any]:
    """What stands beside a reading, to be found without unpacking it."""
    header = annotation.reading.header
    published = header.published
    return {
        "outlet": storable(header.outlet.value if header.outlet else None),
        "title": storable(header.title.value if header.title else None),
        "first": published.first.isoformat() if published.first else None,
        "last": published.last.isoformat() if published.last else None,
        "events": len(annotation.events),
    }


def countries_of(annotation: Annotation) -> list[str]:
    """The countries a report names, the homes of outlets apart."""
    return sorted({m.country for m in annotation.mentions if m.country and m.kind is not MentionKind.MEDIA})


def _placed(annotation: Annotation, path: str | None) -> Annotation:
    """The same reading of a report from `path`; where a report came from is no part of what is kept of its reading."""
    document = replace(annotation.reading.document, path=path)
    return replace(annotation, reading=replace(annotation.reading, document=document))
