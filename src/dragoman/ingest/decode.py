"""Bytes to text, once: byte-order marks, UTF-8, UTF-16, then a guess at a legacy encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dragoman.ingest.failure import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF", "a PDF; extract its text first"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x7fELF", "a program"),
)


_WESTERN = "‘’“”–—…éèêëáàâäãåçíìîïñóòôöõøúùûüýßÁÉÍÓÚÄÖÜÅØÑÇ€£°·•"
_FEW, _SOME = 0.03, 0.2


def decode(raw: bytes) -> str:
    """The text of `raw`, newlines as they are, a byte-order mark left out.

    Raises UnreadableError for what is not text: pictures, archives, NUL bytes, an empty file.
    """
    if not raw.strip():
        raise UnreadableError("empty file, nothing to read")
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise UnreadableError(f"not text but {kind}")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(_strict(raw, encoding))
    for encoding in _wide(raw):
        return _checked(_strict(raw, encoding))
    if b"\x00" in raw:
        raise UnreadableError("holds NUL bytes, so it is not text; convert or remove it")
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_legacy(raw))


def check_text(text: str) -> str:
    """`text` unchanged. Raises UnreadableError when it holds NUL characters, lone surrogates or nothing."""
    if not text.strip():
        raise UnreadableError("empty text, nothing to read")
    if "\x00" in text:
        raise UnreadableError("holds NUL characters, so it is not text; convert or remove it")
    if re.search("[\ud800-\udfff]", text):
        raise UnreadableError("holds lone surrogates, which are not characters; re-encode it as UTF-8")
    return text


_checked = check_text


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"marked as {encoding} but broken at byte {error.start}") from error


def _wide(raw: bytes) -> list[str]:
    """UTF-16 without a mark shows as zero bytes in every second place."""
    sample = raw[:4000]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.1 * half:
        return ["utf-16-le"]
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return ["utf-16-be"]
    return []


def _legacy(raw: bytes) -> str:
    """Windows-1252 when it reads without a gap and marks are few or Western, else the best guess of charset-normalizer.

    In English text with a mark here and there a guess has nothing to go by, and Windows-1252 is what English pages use.
    """
    try:
        western = raw.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    marks = [c for c in western if ord(c) > 127]
    few = len(marks) < _FEW * len(western)
    some = len(marks) < _SOME * len(western)
    if marks and (few or (some and sum(c in _WESTERN for c in marks) >= 0.7 * len(marks))):
        return western
    best = from_bytes(raw).best()
    if best is None:
        raise UnreadableError("in no encoding we can read; save it as UTF-8")
    return str(best)
