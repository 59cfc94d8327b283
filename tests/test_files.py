"""Files, folders, standard input and JSON lines: every input is a page or says why not."""

from __future__ import annotations

import io
import json
import os
import time
from pathlib import Path

import pytest

from secondsource.edges import files
from secondsource.edges.files import inputs_of
from secondsource.edges.raw import Raw
from secondsource.records import Unread


def test_a_folder_is_walked_in_order_and_hidden_files_are_skipped(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", ".hidden.txt", "sub/c.md", "notes", "photo.jpg"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"\xff\xd8\xff\x00\x01" if name == "photo.jpg" else b"Nine died.")
    found = list(inputs_of([str(tmp_path)]))
    names = [os.path.relpath(one.input, tmp_path) for one in found]
    assert names == ["a.html", "b.txt", "notes", os.path.join("sub", "c.md"), "photo.jpg"]
    assert [one.input for one in found if isinstance(one, Unread)] == [str(tmp_path / "photo.jpg")]
    media = {os.path.basename(one.input): one.media for one in found if isinstance(one, Raw)}
    assert media == {"a.html": "html", "b.txt": None, "notes": None, "c.md": "plain"}


@pytest.mark.parametrize("make", ["missing", "dead link", "empty folder", "pipe"])
def test_what_cannot_be_opened_is_unread_with_a_reason(tmp_path: Path, make: str) -> None:
    place = tmp_path / "it.txt"
    if make == "dead link":
        place.symlink_to(tmp_path / "gone.txt")
    elif make == "empty folder":
        place.mkdir()
    elif make == "pipe":
        os.mkfifo(place)
    [found] = inputs_of([str(place)])
    assert isinstance(found, Unread) and found.input == str(place) and len(found.reason) > 15


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    place = tmp_path / "it.txt"
    place.write_text("Nine died.")
    place.chmod(0)
    [found] = inputs_of([str(place)])
    assert isinstance(found, Unread) and "permitted" in found.reason


def test_a_file_over_the_limit_is_not_loaded(tmp_path: Path) -> None:
    place = tmp_path / "it.txt"
    with open(place, "wb") as opened:
        opened.truncate(files.LARGEST + 1)
    [found] = inputs_of([str(place)])
    assert isinstance(found, Unread) and "200 MB" in found.reason


def test_json_lines_give_pages_and_name_the_bad_line(tmp_path: Path) -> None:
    place = tmp_path / "day.jsonl"
    rows = [
        json.dumps({"text": "Nine died.", "id": 7, "outlet": "Osk Herald", "date": "2031-05-21"}),
        "{broken",
        "[1]",
        '{"title": "no text"}',
        "",
        '{"html": "<p>Ten died.", "url": "http://o.example/1", "headline": "lone \\ud800 one"}',
        "[" * 100_000,
    ]
    place.write_text("\n".join(rows))
    found = list(inputs_of([str(place)]))
    assert [type(one).__name__ for one in found] == [
        "Raw",
        "Unread",
        "Unread",
        "Unread",
        "Raw",
        "Unread",
    ]
    first, last = found[0], found[4]
    assert isinstance(first, Raw) and isinstance(last, Raw)
    assert (first.raw, first.key, first.given.outlet) == (b"Nine died.", "7", "Osk Herald")
    assert (last.media, last.address) == ("html", "http://o.example/1")
    assert last.given.headline == "lone \ufffd one"
    assert [one.reason.split()[1] for one in found if isinstance(one, Unread)] == [
        "2",
        "3",
        "4",
        "7",
    ]


def test_standard_input_is_a_page_or_json_lines() -> None:
    [page] = inputs_of(["-"], stdin=io.BytesIO(b"Ferry sinks\n\nNine died."))
    assert isinstance(page, Raw) and page.input == "-"
    lines = b'{"text": "Nine died."}\n{"text": "Ten died."}\n'
    assert len(list(inputs_of(["-"], stdin=io.BytesIO(lines)))) == 2


def test_a_line_of_ten_megabytes_is_read_in_linear_time(tmp_path: Path) -> None:
    place = tmp_path / "long.jsonl"
    place.write_text(json.dumps({"text": "Nine died. " * 1_000_000}))
    started = time.process_time()
    [found] = inputs_of([str(place)])
    assert isinstance(found, Raw) and len(found.raw) == 11_000_000
    assert time.process_time() - started < 15
