"""No pattern of ours hangs: each is fed text made to run it into its worst case, and comes back in good time."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import dragoman

LENGTH = 20_000
LIMIT = 5.0  # seconds for all the seeds: a pattern that backtracks without end takes minutes, a sound one milliseconds
SEEDS = [
    *(
        "a",
        "A",
        "1",
        " ",
        "\n",
        "\t",
        "-",
        ".",
        ",",
        '"',
        "'",
        "“",
        "’",
        "(",
        ")",
        "[",
        "<",
        "&",
        "|",
        "/",
        "é",
        "\u00a0",
    ),
    *(
        "a ",
        "A ",
        "1 ",
        "Ab ",
        "a-",
        "a.",
        "A.",
        "1,",
        "1-",
        "- ",
        ". ",
        "' ",
        '" ',
        "“a”",
        "(a)",
        "<a>",
        "a/",
        "| ",
        "A-a ",
    ),
    *(
        "the ",
        "May ",
        "Jan. ",
        "Monday ",
        "2019 ",
        "early ",
        "last ",
        "in the ",
        "a couple of ",
        "the first quarter of ",
    ),
    *(
        "By John Smith, ",
        "John ",
        "and ",
        "(Reuters) - ",
        "http://a.b/",
        "a@b.c ",
        "said: ",
        "Updated: ",
        "Photo: ",
        "© ",
    ),
    *(
        "foreign ministry ",
        "the two ",
        "president of ",
        "press conference ",
        "$5 a ",
        "no. ",
        "U.S. ",
        "of of ",
        "said on ",
    ),
]


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
        if module.name.endswith("__main__") or ".migrations." in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            yield from _inside(f"{module.name}.{name}", value)


def _inside(name: str, value: object, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif depth < 2 and isinstance(value, tuple | list):
        for i, one in enumerate(value):
            yield from _inside(f"{name}[{i}]", one, depth + 1)
    elif depth < 3 and isinstance(getattr(value, "pattern", None), re.Pattern):
        yield name, value.pattern  # type: ignore[attr-defined]


PATTERNS = sorted({p.pattern: (name, p) for name, p in _patterns()}.values())


def test_there_are_patterns_to_look_at() -> None:
    assert len(PATTERNS) > 80


@pytest.mark.parametrize("pattern", [p for _, p in PATTERNS], ids=[name for name, _ in PATTERNS])
def test_a_pattern_comes_back_from_its_worst_case(pattern: re.Pattern[str]) -> None:
    spent = 0.0
    for seed in SEEDS:
        text = (seed * (LENGTH // len(seed) + 1))[:LENGTH]
        started = time.perf_counter()
        sum(1 for _ in pattern.finditer(text))
        pattern.match(text + "\x00")
        spent += time.perf_counter() - started
        assert spent < LIMIT, f"{seed!r} repeated"
