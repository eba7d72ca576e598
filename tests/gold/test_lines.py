"""The sheet of lines that readers judge: its intervals, and what is no judgement."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
import lines


def test_verdicts_are_counted_and_what_is_none_is_an_error(tmp_path: Path) -> None:
    judged = tmp_path / "judged.txt"
    judged.write_text("1 true -\n2 false actor nobody's\n\n3 true -\n", encoding="utf-8")
    assert lines.verdicts(judged) == {"true": 2, "false": 1}
    judged.write_text("1 true\n2 perhaps\n", encoding="utf-8")
    with pytest.raises(ValueError, match=":2: write the number"):
        lines.verdicts(judged)
    judged.write_text("\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no judgement"):
        lines.verdicts(judged)


@pytest.mark.parametrize(("share", "count"), [(0.0, 10), (0.3, 90), (1.0, 5)])
def test_an_interval_holds_its_share(share: float, count: int) -> None:
    low, high = lines.interval(share, count)
    assert -1e-9 <= low <= share <= high <= 1 + 1e-9
    wider = lines.interval(share, count // 2 or 1)
    assert wider[1] - wider[0] > high - low


def test_a_line_stands_beside_its_words() -> None:
    read = dragoman.read("Rain fell. Ghana accused Togo of theft on Monday.", published="2024-05-15")
    (told,) = lines.told(dragoman.brief([read]).record)
    assert told.splitlines()[0] == "Rain fell. Ghana accused Togo of theft on Monday."
    assert told.splitlines()[1:] == [
        'word: "accused"',
        "LINE: Ghana accused Togo of theft on Monday   [ACCUSE, happened, GHA -> TGO]",
    ]
