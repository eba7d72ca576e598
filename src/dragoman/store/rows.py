"""Values as every database takes them: text, times, digests, ids in parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any


def parts_of(ids: Iterable[str] | None, size: int = 500) -> Iterator[list[str] | None]:
    """Ids in parts that a database takes in one query; None, for all, is one part."""
    if ids is None:
        yield None
        return
    listed = sorted(set(ids))
    for start in range(0, len(listed), size):
        yield listed[start : start + size]


def digest_of(blobs: Iterable[bytes]) -> str:
    """The SHA-256 of the parts of a row."""
    whole = hashlib.sha256()
    for blob in blobs:
        whole.update(hashlib.sha256(blob).digest())
    return whole.hexdigest()


def is_whole(blobs: Sequence[object], digest: str) -> bool:
    """True for the very bytes that the digest was made of."""
    return (
        all(isinstance(b, bytes) for b in blobs)
        and digest_of([b for b in blobs if isinstance(b, bytes)]) == digest
    )


def storable(text: str | None) -> Any:
    """Text as every database takes it: what is no character gives way to the replacement character.

    >>> storable("a" + chr(0) + "b")
    'a\\ufffdb'
    """
    if text is None:
        return None
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def now() -> str:
    """The time in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
