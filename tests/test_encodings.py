"""How a body travelled is undone, and a bomb never unpacks."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges.encodings import (
    Body,
    charset_of,
    decoded_body,
    media_of,
    moment_of,
    unchunked,
)
from secondsource.errors import Unreadable

TEXT = b"<p>Nine people died when a ferry sank off Osk.</p>" * 20


def coded(name: str, raw: bytes) -> bytes:
    from fastwarc.stream_io import BrotliWriter, ZstdWriter

    if name in ("gzip", "x-gzip"):
        return gzip.compress(raw)
    if name == "deflate":
        return zlib.compress(raw)
    out = io.BytesIO()
    writer = {"br": BrotliWriter, "zstd": ZstdWriter}[name](out)
    writer.write(raw)
    writer.close()
    return out.getvalue()


NAMES = st.sampled_from(["gzip", "x-gzip", "deflate", "br", "zstd"])


@given(raw=st.binary(min_size=1, max_size=2_000), names=st.lists(NAMES, max_size=4))
def test_what_was_encoded_comes_back(raw: bytes, names: list[str]) -> None:
    body = raw
    for name in names:
        body = coded(name, body)
    assert decoded_body(body, ", ".join(names)) == Body(raw)


def test_deflate_without_its_wrapper_is_understood() -> None:
    assert decoded_body(zlib.compress(TEXT)[2:-4], "deflate").raw == TEXT


@pytest.mark.parametrize("name", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_refused_before_it_grows(name: str) -> None:
    with pytest.raises(Unreadable, match=r"bomb|over"):
        decoded_body(coded(name, bytes(40_000_000)), name)
    with pytest.raises(Unreadable, match="bomb"):
        decoded_body(coded(name, TEXT * 10), name, most=1_000)


@pytest.mark.parametrize("name", ["gzip", "deflate"])
@given(missing=st.integers(1, 40))
def test_a_body_that_breaks_off_keeps_what_came(name: str, missing: int) -> None:
    body = coded(name, TEXT)
    found = decoded_body(body[:-missing], name)
    assert found.cut
    assert TEXT.startswith(found.raw)


def test_an_encoding_nobody_knows_is_named() -> None:
    with pytest.raises(Unreadable, match="'sdch', which is not known"):
        decoded_body(TEXT, "gzip, sdch")
    with pytest.raises(Unreadable, match="encoded 9 times"):
        decoded_body(TEXT, ",".join(["gzip"] * 9))


@given(st.lists(st.binary(min_size=1, max_size=50), max_size=6))
def test_chunks_come_back_joined(parts: list[bytes]) -> None:
    chunks = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts)
    assert unchunked(chunks + b"0\r\n\r\n") == Body(b"".join(parts))


@given(st.binary(max_size=300))
def test_nothing_makes_a_decoder_fail(raw: bytes) -> None:
    unchunked(raw)
    for name in ("gzip", "deflate", "br", "zstd", "gzip, br"):
        try:
            decoded_body(raw, name)
        except Unreadable as error:
            assert str(error)


@pytest.mark.parametrize(
    ("stated", "raw", "media"),
    [
        ("text/html", b"Ferry", "html"),
        ("TEXT/HTML; charset=x", b"Ferry", "html"),
        ("text/plain", b"Ferry", "plain"),
        ("text/plain", b"<!doctype html><p>Ferry", "html"),
        ("application/octet-stream", b"%PDF-1.7", "pdf"),
        ("text/html", b"%PDF-1.7", "pdf"),
        (None, b"<html><body>", "html"),
        (None, b"Ferry", None),
        ("image/png", b"<html><body>", None),
        ("nonsense", b"Ferry", None),
    ],
)
def test_a_body_is_what_its_type_and_its_first_bytes_say(
    stated: str | None, raw: bytes, media: str | None
) -> None:
    assert media_of(stated, raw) == media


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Thu, 21 May 2015 07:28:00 +0300", "2015-05-21T07:28:00+03:00"),
        ("Thursday, 21-May-15 07:28:00 GMT", "2015-05-21T07:28:00+00:00"),
        ("2015-05-21T07:28:00Z", "2015-05-21T07:28:00Z"),
        ("yesterday", "yesterday"),
        ("Thu, 99 May 99999 07:28:00", "Thu, 99 May 99999 07:28:00"),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_keeps_its_zone(stated: str | None, moment: str | None) -> None:
    assert moment_of(stated) == moment


def test_a_charset_is_read_from_the_type() -> None:
    assert charset_of("text/html;charset='utf-8'") == "utf-8"
    assert charset_of("text/html; boundary=x") is None
