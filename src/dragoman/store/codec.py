"""Frozen values to bytes and back, by their own types: what is kept of a reading, and nothing that runs when it is read.

A dataclass becomes the list of its fields in their order, an enum its value, a day its ISO form; the JSON is packed with
zlib. `layout` names the fields of a type and of all types inside it: bytes written under another layout are read anew from
the raw report.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
import zlib
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

Value = TypeVar("Value")
_PLAIN = (str, int, float, bool)


class CodecError(ValueError):
    """Bytes that are not what was written for this type."""


def pack(value: Any) -> bytes:
    """The bytes of a value; the same value gives the same bytes."""
    text = json.dumps(_plain(value), ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return zlib.compress(text.encode("ascii"), 6)


def unpack(kind: type[Value], body: bytes) -> Value:
    """The value of `kind` that `pack` made these bytes of. Raises CodecError for any other bytes."""
    try:
        reader: Callable[[Any], Any] = _reader(cast(Any, kind))
        value = reader(json.loads(zlib.decompress(body)))
    except (zlib.error, ValueError, TypeError, IndexError, KeyError) as error:
        raise CodecError(f"these bytes hold no {kind.__name__} ({error})") from error
    assert isinstance(value, kind)
    return value


@cache
def layout(kind: type) -> str:
    """Twelve characters that change when a field of the type, or of a type inside it, changes."""
    seen: dict[str, list[str]] = {}
    _describe(kind, seen)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return [_plain(getattr(value, f.name)) for f in dataclasses.fields(value)]
    if isinstance(value, frozenset):
        return sorted(map(_plain, value))
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    raise TypeError(f"{type(value).__name__} is no kept type")


@cache
def _reader(hint: Any) -> Callable[[Any], Any]:
    """What turns plain data into a value of a type."""
    if hint is type(None):
        return lambda data: None
    if hint in _PLAIN:
        return _checked(hint)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if dataclasses.is_dataclass(hint):
        return _record(hint)
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _either(inside)
    if origin is frozenset:
        item = _reader(inside[0])
        return lambda data: frozenset(item(d) for d in data)
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        item = _reader(inside[0])
        return lambda data: tuple([item(d) for d in data])
    if origin is tuple:
        items = [_reader(h) for h in inside]
        return lambda data: tuple(read(d) for read, d in zip(items, data, strict=True))
    raise TypeError(f"{hint!r} is no kept type")


def _checked(kind: type) -> Callable[[Any], Any]:
    def read(data: Any) -> Any:
        if kind is float and type(data) is int:
            return float(data)
        if type(data) is not kind:
            raise TypeError(f"{data!r:.40} is no {kind.__name__}")
        return data

    return read


def _either(inside: tuple[Any, ...]) -> Callable[[Any], Any]:
    """One of several types: nothing, or the first that fits."""
    readers = [_reader(h) for h in inside if h is not type(None)]

    def read(data: Any) -> Any:
        if data is None:
            return None
        for each in readers[:-1]:
            try:
                return each(data)
            except (TypeError, ValueError):
                continue
        return readers[-1](data)

    return read


def _record(kind: Any) -> Callable[[Any], Any]:
    readers: list[Callable[[Any], Any]] = []

    def read(data: Any) -> Any:
        if not readers:
            hints = typing.get_type_hints(kind)
            readers.extend(_reader(hints[f.name]) for f in dataclasses.fields(kind))
        if type(data) is not list or len(data) != len(readers):
            raise TypeError(f"no {kind.__name__}")
        return kind(*[each(d) for each, d in zip(readers, data, strict=True)])

    return read


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
