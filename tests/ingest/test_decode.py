"""Bytes to text, once, and nothing cleaned."""

from __future__ import annotations

import codecs
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.decode import check_text, decode
from dragoman.ingest.failure import UnreadableError

REPORT = "Türkiye’s envoy met São Tomé’s premier in Malé on Tuesday.\nNothing was signed."


def test_utf_8_is_read_as_it_is() -> None:
    assert decode(REPORT.encode()) == REPORT


def test_a_byte_order_mark_is_left_out() -> None:
    assert decode(codecs.BOM_UTF8 + REPORT.encode()) == REPORT


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_marked_wide_encoding_is_read(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize(
    ("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")]
)
def test_both_byte_orders_of_marked_utf_16_are_read(mark: bytes, encoding: str) -> None:
    assert decode(mark + REPORT.encode(encoding)) == REPORT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_by_its_zero_bytes(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


def test_windows_1252_is_guessed() -> None:
    text = "The minister’s reply – “no” – came on Friday, said José Ibáñez of the café owners’ league."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("mark", ["§", "½", "¿", "™", "ß", "ø"])
def test_one_western_mark_in_an_english_text_is_windows_1252(mark: str) -> None:
    text = f"The minister cited paragraph {mark} of the treaty when she spoke to reporters in the capital on Friday."
    assert decode(text.encode("cp1252")) == text


def test_another_legacy_encoding_is_guessed_from_its_letters() -> None:
    text = "Министр иностранных дел прибыл в Осло во вторник и встретился с премьер-министром Норвегии. " * 4
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_ends_are_kept(ending: str) -> None:
    text = f"Peru thanked Chile.{ending}{ending}Chile did not reply.{ending}"
    assert decode(text.encode()) == text


def test_white_space_around_the_text_is_kept() -> None:
    assert decode(b"  \n Peru thanked Chile. \n ") == "  \n Peru thanked Chile. \n "


@pytest.mark.parametrize("raw", [b"", b"   \n\t ", codecs.BOM_UTF8])
def test_an_empty_file_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="empty"):
        decode(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"%PDF-1.7\n%more", "PDF"),
        (b"PK\x03\x04word/document.xml", "ZIP"),
        (gzip.compress(b"Peru thanked Chile."), "gzip"),
    ],
)
def test_what_is_not_text_is_named(raw: bytes, kind: str) -> None:
    with pytest.raises(UnreadableError, match=kind):
        decode(raw)


def test_nul_bytes_in_text_are_refused() -> None:
    with pytest.raises(UnreadableError, match="NUL"):
        decode(b"Peru thanked\x00 Chile for the visit of its envoy.")


def test_broken_utf_16_behind_a_mark_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"utf-16.*broken"):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8A")


def test_lone_surrogates_are_refused() -> None:
    with pytest.raises(UnreadableError, match="surrogate"):
        check_text("Peru \ud83d thanked Chile.")


def test_text_that_can_be_read_is_returned_unchanged() -> None:
    assert check_text(REPORT) == REPORT


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_a_reason(raw: bytes) -> None:
    try:
        text = decode(raw)
    except UnreadableError as error:
        assert str(error)
    else:
        assert text.strip() and "\x00" not in text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1, max_size=60))
def test_utf_8_comes_back_as_it_was_written(text: str) -> None:
    try:
        found = decode(text.encode())
    except UnreadableError as error:
        assert not text.strip() or "not text" in str(error)
    else:
        assert found == text
