"""Paths, folders and standard input to the bytes of reports and to documents, one after another; what cannot be read is a
Failure, in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one report as they came: a file (`form` is text or page) or a line of JSON (`form` is line). `path` is the
    file's, `where` also names the line; `given` is what the user states about it."""

    raw: bytes
    form: str
    where: str
    path: str | None
    given: Given


def find_documents(
    paths: Iterable[str], standard_input: Iterable[bytes], given: Given, settings: Settings
) -> Iterator[Document | Failure]:
    """Every report under `paths` in their order, folders sorted by name; "-" reads JSON Lines from `standard_input`."""
    for source in find_sources(paths, standard_input, given, settings):
        if isinstance(source, Failure):
            yield source
            continue
        try:
            yield read_source(source, settings)
        except UnreadableError as error:
            yield Failure(source.where, str(error))


def find_sources(
    paths: Iterable[str], standard_input: Iterable[bytes], given: Given, settings: Settings
) -> Iterator[Source | Failure]:
    """The bytes of every report under `paths`, in the order of `find_documents`."""
    for path in paths:
        if path == "-":
            yield from _lines(standard_input, "standard input", given)
        else:
            yield from _under(Path(path), given, settings)


def read_source(source: Source, settings: Settings) -> Document:
    """The document of a report's bytes. Raises UnreadableError with the reason where they hold none."""
    if source.form == "line":
        try:
            document = read_line(source.raw.decode("utf-8-sig"), source.given)
        except UnicodeDecodeError as error:
            raise UnreadableError("not UTF-8; the line is left out") from error
        check_text(document.text)
        _check_size(document.text, settings)
        return document
    text, given = decode(source.raw), source.given
    if source.form == "page" or looks_like_html(text):
        text, given = read_html(text, given)
    _check_size(text, settings)
    return document_of(text, given, path=source.path)


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


def _under(path: Path, given: Given, settings: Settings) -> Iterator[Source | Failure]:
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


def _file(path: Path, given: Given, settings: Settings) -> Iterator[Source | Failure]:
    where = str(path)
    try:
        size = path.stat().st_size
        if size > settings.largest_file and path.suffix.lower() not in LINES:
            yield Failure(
                where,
                f"{size / 1e6:.0f} MB is too large for a report (limit {settings.largest_file / 1e6:.0f} MB)",
            )
            return
        if path.suffix.lower() in LINES:
            with path.open("rb") as handle:
                yield from _lines(handle, where, given)
            return
        form = "page" if path.suffix.lower() in PAGES else "text"
        yield Source(path.read_bytes(), form, where, where, given)
    except OSError as error:
        yield Failure(where, f"cannot be read ({error.strerror or type(error).__name__})")


def _lines(lines: Iterable[bytes], where: str, given: Given) -> Iterator[Source | Failure]:
    empty = True
    for number, raw in enumerate(lines, 1):
        if raw.strip():
            empty = False
            yield Source(raw, "line", f"{where}, line {number}", None, given)
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
