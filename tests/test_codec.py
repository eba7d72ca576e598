"""What is kept of a reading comes back as it was, and nothing else is taken for one."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codec import CodecError, layout, pack, unpack
from dragoman.model.annotation import Annotation
from runs import Episodes


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Inner:
    word: str
    share: float
    day: date | None


@dataclass(frozen=True)
class Outer:
    colour: Colour
    inner: tuple[Inner, ...]
    pair: tuple[int, str] | None
    names: frozenset[str]
    either: int | str
    yes: bool


texts = st.text(max_size=20)
inners = st.builds(Inner, texts, st.floats(allow_nan=False, allow_infinity=False), st.none() | st.dates())
outers = st.builds(
    Outer,
    st.sampled_from(Colour),
    st.lists(inners, max_size=3).map(tuple),
    st.none() | st.tuples(st.integers(), texts),
    st.frozensets(texts, max_size=4),
    st.integers() | texts,
    st.booleans(),
)


@given(outers)
def test_a_value_comes_back_as_it_was(value: Outer) -> None:
    assert unpack(Outer, pack(value)) == value


@given(outers)
def test_the_same_value_gives_the_same_bytes(value: Outer) -> None:
    assert pack(unpack(Outer, pack(value))) == pack(value)


def test_the_reading_of_every_example_comes_back_as_it_was(episodes: Episodes) -> None:
    read = [report.annotation for reports in episodes.values() for report in reports]
    assert [unpack(Annotation, pack(a)) for a in read] == read


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not packed at all",
        zlib.compress(b"{}"),
        zlib.compress(b"[]"),
        zlib.compress(b'["red",[],null,[],1]'),
        zlib.compress(b'["green",[],null,[],1,true]'),
        zlib.compress(b'["red",[["w","much",null]],null,[],1,true]'),
        zlib.compress(b'["red",[["w",0.5,"someday"]],null,[],1,true]'),
        zlib.compress(b'["red",[],null,[],1,"yes"]'),
    ],
)
def test_other_bytes_are_refused(body: bytes) -> None:
    with pytest.raises(CodecError):
        unpack(Outer, body)


@given(outers, st.integers(0, 10_000), st.integers(0, 7))
def test_a_flipped_bit_never_gives_a_value_that_packs_to_other_bytes(
    value: Outer, place: int, bit: int
) -> None:
    body = bytearray(pack(value))
    body[place % len(body)] ^= 1 << bit
    try:
        found = unpack(Outer, bytes(body))
    except CodecError:
        return
    assert found == value


def test_a_type_with_another_field_has_another_layout() -> None:
    @dataclass(frozen=True)
    class One:
        a: int

    first = layout(One)

    @dataclass(frozen=True)
    class One:  # type: ignore[no-redef]
        a: int
        b: str

    assert layout(One) != first
