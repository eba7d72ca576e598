"""A function over many values by several processes that share this one's memory: what goes in is not copied.

Comparing makes millions of small frozen values and no cycles; looking for cycles among them again and again takes about a
twelfth of the time, so the collector rests meanwhile.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Value = TypeVar("Value")
Found = TypeVar("Found")
# What the forked processes work on; it is theirs by inheritance.
_at_hand: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def forked_map(
    function: Callable[[Value], Found],
    values: Sequence[Value],
    workers: int,
    cost: Callable[[Value], float],
) -> list[Found]:
    """What `function` gives for each of `values`, in their order; the dearest by `cost` are begun first.

    What it gives must survive pickling. With one worker, or where the system cannot fork, all happens in this process.
    """
    global _at_hand
    if workers <= 1 or len(values) < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [function(value) for value in values]
    order = sorted(range(len(values)), key=lambda i: -cost(values[i]))
    _at_hand = (function, values)
    try:
        with ProcessPoolExecutor(
            workers, multiprocessing.get_context("fork"), initializer=gc.disable
        ) as pool:
            found = dict(zip(order, pool.map(_one, order), strict=True))
    finally:
        _at_hand = None
    return [found[i] for i in range(len(values))]


@contextmanager
def no_collector() -> Iterator[None]:
    """The collector of cycles rests; nothing changes where it rested already."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _one(number: int) -> Any:
    assert _at_hand is not None
    function, values = _at_hand
    return function(values[number])
