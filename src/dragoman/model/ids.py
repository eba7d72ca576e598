"""Ids made from content: the same text gives the same ids on every machine."""

from __future__ import annotations

import hashlib


def sha256(text: str) -> str:
    """The hexadecimal SHA-256 of `text` in UTF-8; lone surrogates are kept as they are (`surrogatepass`)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_id(kind: str, *parts: object) -> str:
    """A short id from what and where.

    >>> make_id("claim", "abc", 10, 20) == make_id("claim", "abc", 10, 20)
    True
    """
    return f"{kind}-{sha256('|'.join(str(part) for part in parts))[:12]}"
