"""Paths, folders and standard input to documents, one after another; what cannot be read is a Failure, in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.ingest.decode import check_text, decode
from dragoman.ingest.failure import Failure, UnreadableError
from dragoman.ingest.html import looks_like_html, read_html
from dragoman.ingest.jsonl import read_line
from dragoman.model.document import Document, Given
from dragoman.model.ids import sha256
from dragoman.model.settings import Settings

PLAIN = (".txt", ".text")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")


def find_documents(
    paths: Iterable[str], standard_input: Iterable[bytes], given: Given, settings: Settings
) -> Iterator[Document | Failure]:
    """Every report under `paths` in their order, folders sorted by name; "-" reads JSON Lines from `standard_input`."""
    for path in paths:
        if path == "-":
            yield from _lines(standard_input, "standard input", given, settings)
        else:
            yield from _under(Path(path), given, settings)


def count_files(paths: Iterable[str]) -> int | None:
    """How many reports lie under `paths`, None when only reading tells (JSON Lines, standard input)."""
    total = 0
    for path in map(Path, paths):
        files = [path] if path.is_file() else _reports_in(path)
        if str(path) == "-" or any(f.suffix.lower() in LINES for f in files):
            return None
        total += len(files)
    return total


def document_of(text: str, given: Given, *, path: str | None = None) -> Document:
    """A document made from text as it stands; its id is made from its content."""
    digest = sha256(text)
    return Document(digest[:16], digest, text, path, given)


def _under(path: Path, given: Given, settings: Settings) -> Iterator[Document | Failure]:
    if path.is_dir():
        reports = _reports_in(path)
        if not reports:
            yield Failure(str(path), "a folder without reports (.txt, .html, .jsonl)")
        for report in reports:
            yield from _file(report, given, settings)
    elif not path.exists():
        yield Failure(str(path), "no such file or folder; check the path")
    else:
        yield from _file(path, given, settings)


def _reports_in(folder: Path) -> list[Path]:
    found = (p for p in folder.rglob("*") if p.suffix.lower() in PLAIN + PAGES + LINES and p.is_file())
    return sorted(found, key=lambda p: p.as_posix())


def _file(path: Path, given: Given, settings: Settings) -> Iterator[Document | Failure]:
    where = str(path)
    try:
        size = path.stat().st_size
        if size > settings.largest_file and path.suffix.lower() not in LINES:
            raise UnreadableError(
                f"{size / 1e6:.0f} MB is too large for a report (limit {settings.largest_file / 1e6:.0f} MB)"
            )
        if path.suffix.lower() in LINES:
            with path.open("rb") as handle:
                yield from _lines(handle, where, given, settings)
            return
        yield _document(path.read_bytes(), path, given, settings)
    except UnreadableError as error:
        yield Failure(where, str(error))
    except OSError as error:
        yield Failure(where, f"cannot be read ({error.strerror or type(error).__name__})")


def _document(raw: bytes, path: Path, given: Given, settings: Settings) -> Document:
    text = decode(raw)
    if path.suffix.lower() in PAGES or looks_like_html(text):
        text, given = read_html(text, given)
    _check_size(text, settings)
    return document_of(text, given, path=str(path))


def _lines(
    lines: Iterable[bytes], where: str, given: Given, settings: Settings
) -> Iterator[Document | Failure]:
    empty = True
    for number, raw in enumerate(lines, 1):
        if not raw.strip():
            continue
        empty = False
        place = f"{where}, line {number}"
        try:
            document = read_line(raw.decode("utf-8-sig"), given)
            check_text(document.text)
            _check_size(document.text, settings)
            yield document
        except UnreadableError as error:
            yield Failure(place, str(error))
        except UnicodeDecodeError:
            yield Failure(place, "not UTF-8; the line is left out")
    if empty:
        yield Failure(where, "no JSON lines in it")


def _check_size(text: str, settings: Settings) -> None:
    if len(text) > settings.longest_text:
        raise UnreadableError(
            f"{len(text):,} characters are too long for one report (limit {settings.longest_text:,}); split the file"
        )
    longest = max(map(len, text.splitlines()), default=0)
    if longest > settings.longest_line:
        raise UnreadableError(
            f"one line of {longest:,} characters is no report (limit {settings.longest_line:,})"
        )
