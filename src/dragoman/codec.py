"""Frozen values to bytes and back, by their own types: what is kept of a reading, and nothing that runs when it is read.

The JSON of msgspec, packed with zlib. `layout` names the fields of a type and of all types inside it: bytes written under
another layout are read anew from the raw report.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import typing
import zlib
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

Value = TypeVar("Value")
_LEVEL = 3
_encoder = msgspec.json.Encoder(order="deterministic")


class CodecError(ValueError):
    """Bytes that are not what was written for this type."""


def pack(value: Any) -> bytes:
    """The bytes of a value; the same value gives the same bytes.

    >>> unpack(tuple[int, ...], pack((1, 2)))
    (1, 2)
    """
    return zlib.compress(_encoder.encode(value), _LEVEL)


def unpack(kind: type[Value], body: bytes) -> Value:
    """The value of `kind` that `pack` made these bytes of. Raises CodecError for any other bytes."""
    try:
        value: Value = _decoder(cast(Any, kind)).decode(zlib.decompress(body))
    except (zlib.error, msgspec.MsgspecError, ValueError, TypeError) as error:
        raise CodecError(f"these bytes hold no {getattr(kind, '__name__', kind)} ({error})") from error
    return value


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.json.Decoder(kind)


@cache
def layout(kind: Any) -> str:
    """Twelve characters that change when a field of the type, or of a type inside it, changes."""
    seen: dict[str, list[str]] = {}
    _describe(kind, seen)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:12]


def _describe(hint: Any, seen: dict[str, list[str]]) -> None:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ in seen:
            return
        hints = typing.get_type_hints(hint)
        seen[hint.__name__] = [f"{f.name}: {f.type}" for f in dataclasses.fields(hint)]
        for inner in hints.values():
            _describe(inner, seen)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        seen[hint.__name__] = [str(m.value) for m in hint]
    else:
        for inner in typing.get_args(hint):
            _describe(inner, seen)
