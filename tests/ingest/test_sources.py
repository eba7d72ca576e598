"""Paths and folders to documents; what cannot be read is a Failure in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.ingest.failure import Failure
from dragoman.ingest.sources import document_of, find_documents
from dragoman.model.document import Document, Given
from dragoman.model.settings import Settings

NOTHING, DEFAULT = Given(), Settings()
TEXT = "Peru thanked Chile on Monday.\n"


def found_under(
    *paths: Path, given: Given = NOTHING, settings: Settings = DEFAULT
) -> list[Document | Failure]:
    return list(find_documents([str(p) for p in paths], (), given, settings))


def only_failure(*paths: Path, settings: Settings = DEFAULT) -> Failure:
    (failure,) = found_under(*paths, settings=settings)
    assert isinstance(failure, Failure)
    return failure


def test_a_file_is_a_document_that_knows_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (document,) = found_under(tmp_path / "a.txt")
    assert isinstance(document, Document)
    assert (document.text, document.path) == (TEXT, str(tmp_path / "a.txt"))


def test_a_windows_file_keeps_its_line_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Peru thanked Chile.\r\n\r\nChile replied.\r\n")
    (document,) = found_under(tmp_path / "a.txt")
    assert isinstance(document, Document) and document.text.count("\r\n") == 3


def test_the_same_text_has_the_same_id_wherever_it_stands(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    first, second = found_under(tmp_path)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.id == second.id == document_of(TEXT, Given()).id


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("c.txt", "a.txt", "b.text", "sub/d.txt"):
        (tmp_path / name).write_text(f"{name}: {TEXT}")
    names = [Path(f.path or "").name for f in found_under(tmp_path) if isinstance(f, Document)]
    assert names == ["a.txt", "b.text", "c.txt", "d.txt"]


def test_other_suffixes_in_a_folder_are_left_out(tmp_path: Path) -> None:
    for name in ("a.txt", "NOTES.md", "photo.jpg", "b.csv"):
        (tmp_path / name).write_text(TEXT)
    assert [Path(f.path or "").name for f in found_under(tmp_path) if isinstance(f, Document)] == ["a.txt"]


def test_a_file_named_by_the_user_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(TEXT)
    assert isinstance(found_under(tmp_path / "report.md")[0], Document)


def test_suffixes_in_capitals_count(tmp_path: Path) -> None:
    (tmp_path / "A.TXT").write_text(TEXT)
    assert isinstance(found_under(tmp_path)[0], Document)


def test_a_folder_without_reports_is_a_failure(tmp_path: Path) -> None:
    assert "without reports" in only_failure(tmp_path).why


def test_a_missing_path_is_a_failure_that_says_what_to_check(tmp_path: Path) -> None:
    failure = only_failure(tmp_path / "gone.txt")
    assert failure.where == str(tmp_path / "gone.txt") and "check the path" in failure.why


def test_a_picture_named_txt_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "PNG" in only_failure(tmp_path).why


def test_an_empty_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert "empty" in only_failure(tmp_path).why


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02 what")
    (tmp_path / "c.txt").write_text(TEXT)
    assert [type(f).__name__ for f in found_under(tmp_path)] == ["Document", "Failure", "Document"]


def test_a_file_larger_than_the_limit_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 100)
    assert "too large" in only_failure(tmp_path, settings=Settings(largest_file=1000)).why


def test_a_text_longer_than_the_limit_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT * 100)
    assert "too long" in only_failure(tmp_path, settings=Settings(longest_text=1000)).why


def test_one_huge_line_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "x" * 5000)
    assert "one line" in only_failure(tmp_path, settings=Settings(longest_line=1000)).why


def test_a_json_lines_file_gives_a_document_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "x", "text": "Peru thanked Chile."}\n{oops\n{"id": "y", "text": "Chile replied."}\n'
    )
    first, failure, last = found_under(tmp_path)
    assert isinstance(first, Document) and isinstance(last, Document) and (first.id, last.id) == ("x", "y")
    assert isinstance(failure, Failure) and failure.where.endswith("a.jsonl, line 2")


def test_what_the_user_gives_reaches_every_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (document,) = found_under(tmp_path, given=Given(outlet="Lima Post", published=date(2024, 3, 5)))
    assert isinstance(document, Document)
    assert (document.given.outlet, document.given.published) == ("Lima Post", date(2024, 3, 5))


def test_paths_are_read_in_the_order_they_are_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    found = found_under(tmp_path / "b.txt", tmp_path / "gone.txt", tmp_path / "a.txt")
    assert [Path(f.path or "").name if isinstance(f, Document) else "failed" for f in found] == [
        "b.txt",
        "failed",
        "a.txt",
    ]


def test_a_failure_is_told_in_one_line() -> None:
    assert str(Failure("a.txt", "empty file")) == "a.txt: empty file"


@pytest.mark.parametrize("name", ["día nacional.txt", "a b.txt", "-dash.txt"])
def test_odd_file_names_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    assert isinstance(found_under(tmp_path)[0], Document)
