"""Work shared by processes gives what one process gives, in the same order."""

from __future__ import annotations

import pytest

from dragoman.forked import forked_map
from dragoman.pipeline import brief
from dragoman.present.brief_json import brief_dict
from runs import Episodes


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_order_is_kept_whatever_is_begun_first(workers: int) -> None:
    factor = 3
    assert forked_map(lambda n: factor * n, list(range(7)), workers, cost=float) == [0, 3, 6, 9, 12, 15, 18]


def test_an_error_in_a_process_is_raised_here() -> None:
    def fail(n: int) -> int:
        raise ValueError(f"no {n}")

    with pytest.raises(ValueError, match="no "):
        forked_map(fail, [1, 2], 2, cost=float)


def test_a_brief_by_several_processes_is_the_same(episodes: Episodes) -> None:
    read = [r.annotation for name in sorted(episodes) for r in episodes[name]]
    assert brief_dict(brief(read, workers=2)) == brief_dict(brief(read))
