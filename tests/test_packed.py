"""Compressed coverage and archives of it: read as if unpacked, and bombs end soon."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges import packed
from secondsource.edges.files import inputs_of, pages_in
from secondsource.edges.opening import opened_over
from secondsource.edges.raw import Raw
from secondsource.records import Unread
from tests.documents import docx

NEWS = b"Ferry sinks off Osk\n\nNine people died on Monday when a ferry sank off Osk.\n"
PAGE = b"<!doctype html><h1>Ferry sinks</h1><p>Nine people died."
LINES = b'{"text": "Nine died.", "id": 1}\n{"text": "Ten died.", "id": 2}\n'


def read(raw: bytes, name: str) -> list[Raw | Unread]:
    return list(pages_in(opened_over(io.BytesIO(raw).read), name))


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name), raw, compress_type=how)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pack", "ending"), [(gzip.compress, "gz"), (bz2.compress, "bz2"), (lzma.compress, "xz")]
)
def test_a_compressed_page_is_the_page(pack: Callable[[bytes], bytes], ending: str) -> None:
    [text] = read(pack(NEWS), f"ferry.txt.{ending}")
    [page] = read(pack(PAGE), f"ferry.html.{ending}")
    assert isinstance(text, Raw) and isinstance(page, Raw)
    assert (text.raw, text.input, text.media) == (NEWS, f"ferry.txt.{ending}", None)
    assert (page.raw, page.media, page.key) == (PAGE, "html", None)
    lines = read(pack(LINES), f"day.jsonl.{ending}")
    assert [one.key for one in lines if isinstance(one, Raw)] == ["1", "2"]


def test_a_compressed_file_that_breaks_off_keeps_what_stands_before() -> None:
    raw = gzip.compress(b'{"text": "Nine died off Osk."}\n' * 50_000)
    found = read(raw[: len(raw) // 2], "day.jsonl.gz")
    assert sum(isinstance(one, Raw) for one in found) > 10_000
    assert isinstance(found[-1], Unread) and "break off" in found[-1].reason


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_ends_soon_and_is_named(
    pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "LARGEST", 1_000_000)
    began = time.process_time()
    found = read(pack(bytes(40_000_000)), "bomb.txt.gz")
    assert [type(one) for one in found] == [Unread] and time.process_time() - began < 10
    assert isinstance(found[0], Unread) and "inflates to over" in found[0].reason


def test_a_member_without_a_name_is_read() -> None:
    [page] = read(zipped({"aaaa": NEWS}).replace(b"aaaa", b"\x00aaa"), "a.zip")
    assert isinstance(page, Raw) and (page.raw, page.key) == (NEWS, "a file without a name")


def test_layers_of_compression_have_an_end() -> None:
    raw = NEWS
    for _ in range(10):
        raw = gzip.compress(raw)
    [found] = read(raw, "ferry.gz")
    assert isinstance(found, Unread) and "inside one another" in found.reason


def test_an_archive_is_read_like_a_folder_and_names_what_is_no_page() -> None:
    raw = zipped({
        "day/a.html": PAGE, "day/b.txt": NEWS, "day/lines.jsonl": LINES, "c.docx": docx(["Nine."]),
        "x.jpg": b"\xff\xd8\xff", "y.jpg": b"\xff\xd8\xff", "z.rtf": b"{\\rtf1 Nine died.}",
        "inner.zip": zipped({"d.txt": NEWS}), "__MACOSX/._a": b"x", ".hidden": b"x", "empty/": b"",
    })  # fmt: skip
    found = read(raw, "news.zip")
    pages = [one for one in found if isinstance(one, Raw)]
    assert [(one.key, one.media) for one in pages] == [
        ("day/a.html", "html"), ("day/b.txt", None), ("day/lines.jsonl#1", "plain"),
        ("day/lines.jsonl#2", "plain"), ("c.docx", "docx"), ("inner.zip#d.txt", None),
    ]  # fmt: skip
    assert {one.input for one in found} == {"news.zip"}
    assert all(one.address.endswith(f"news.zip#{one.key}") for one in pages)
    reasons = [one.reason for one in found if isinstance(one, Unread)]
    assert [reason.split(":")[0] for reason in sorted(reasons)] == [
        "2 pictures are not read (the first by name is x.jpg)", "z.rtf"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("member", "word"),
    [("xl/workbook.xml", "CSV"), ("META-INF/container.xml", "e-book"), ("ppt/presentation.", "p")],
)  # fmt: skip
def test_an_office_document_of_another_kind_is_named(member: str, word: str) -> None:
    [found] = read(zipped({"[Content_Types].xml": b"x", member: b"<x/>"}), "a.zip")
    assert isinstance(found, Unread) and word in found.reason


def test_an_archive_that_is_cut_off_or_empty_is_named() -> None:
    raw = zipped({"a.txt": NEWS})
    for broken in (raw[:-10], raw[:40], b"PK\x03\x04", zipped({})):
        [found] = read(broken, "a.zip")
        assert isinstance(found, Unread) and "zip archive" in found.reason


def test_a_member_that_is_damaged_or_locked_costs_only_itself() -> None:
    raw = bytearray(zipped({"a.txt": NEWS, "b.txt": NEWS[::-1]}, zipfile.ZIP_STORED))
    raw[raw.index(b"Nine")] ^= 0xFF
    found = read(bytes(raw), "a.zip")
    assert any(isinstance(one, Raw) and one.key == "b.txt" for one in found)
    assert any(isinstance(one, Unread) and one.reason.startswith("a.txt") for one in found)
    for at in (raw.index(b"PK\x01\x02") + 8, raw.index(b"PK\x03\x04") + 6):
        raw[at] |= 1
    found = read(bytes(raw), "a.zip")
    assert any(isinstance(one, Unread) and "password (a.txt)" in one.reason for one in found)
    assert any(isinstance(one, Raw) and one.key == "b.txt" for one in found)


def test_an_archive_that_inflates_beyond_belief_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LARGEST", 1_000_000)
    raw = zipped({f"{number}.txt": b"a" * 900_000 for number in range(20)})
    found = read(raw, "bomb.zip")
    assert isinstance(found[-1], Unread) and "times its size" in found[-1].reason
    assert len(found) < 20


def test_a_directory_too_long_to_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_LISTED", 1_000)
    [found] = read(zipped({f"{number}.txt": NEWS for number in range(100)}), "a.zip")
    assert isinstance(found, Unread) and "unpack" in found.reason


def test_an_archive_comes_through_a_pipe_as_well() -> None:
    class Pipe(io.RawIOBase):
        left = zipped({"a.txt": NEWS})

        def read(self, size: int = -1) -> bytes:
            piece, self.left = self.left[:size], self.left[size:]
            return piece

    [page] = inputs_of(["-"], stdin=Pipe())  # type: ignore[arg-type]
    assert isinstance(page, Raw) and (page.input, page.key, page.raw) == ("-", "a.txt", NEWS)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_any_harm_to_an_archive_is_named(at: int, harm: bytes) -> None:
    raw = zipped({"a.txt": NEWS, "b.html": PAGE})
    at = min(at, len(raw) - 1)
    found = read(raw[:at] + harm + raw[at + len(harm) :], "a.zip")
    assert found
    for one in found:
        assert isinstance(one, Raw) or (one.input == "a.zip" and one.reason)
