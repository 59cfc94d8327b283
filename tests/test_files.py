"""Files, folders, standard input and JSON lines: every input is a page or says why not."""

from __future__ import annotations

import gzip
import io
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from secondsource.edges import files
from secondsource.edges.files import inputs_of
from secondsource.edges.raw import Raw
from secondsource.pipeline import read_page
from secondsource.records import Unread
from tests.documents import docx, pdf


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


# -- files that change, and inputs of every kind --------------------------------------------


def test_a_file_that_grows_while_it_is_read_says_so(tmp_path: Path) -> None:
    place = tmp_path / "day.jsonl"
    place.write_text('{"text": "Nine died."}\n' * 3)
    found = inputs_of([str(place)])
    assert isinstance(next(found), Raw)
    with open(place, "a", encoding="utf-8") as opened:
        opened.write('{"text": "Ten')
    rest = list(found)
    assert [type(one) for one in rest] == [Raw, Raw, Unread, Unread]
    assert isinstance(rest[-1], Unread) and "changed while it was read" in rest[-1].reason


def test_a_file_that_is_cut_while_it_is_read_says_so(tmp_path: Path) -> None:
    place = tmp_path / "day.jsonl"
    place.write_text(('{"text": "' + "Nine died. " * 1_000 + '"}\n') * 50)
    found = inputs_of([str(place)])
    assert isinstance(next(found), Raw)
    os.truncate(place, 20_000)
    rest = list(found)
    assert isinstance(rest[-1], Unread) and "changed while it was read" in rest[-1].reason


def test_a_file_that_vanishes_or_turns_into_a_pipe_says_so(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
        (tmp_path / name).write_text("Nine died.")
    found = inputs_of([str(tmp_path)])
    assert isinstance(next(found), Raw)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.txt").unlink()
    os.mkfifo(tmp_path / "c.txt")
    gone, pipe, last = found
    assert isinstance(gone, Unread) and "no such file" in gone.reason
    assert isinstance(pipe, Unread) and "not a file" in pipe.reason
    assert isinstance(last, Raw)


def test_what_is_told_does_not_make_an_input_unread(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text("title,body\nFerry sinks,Nine died.\n")
    told: list[str] = []
    [page] = inputs_of([str(tmp_path)], told=told.append)
    assert isinstance(page, Raw) and len(told) == 1 and "rows.csv" in told[0]


def test_a_map_of_columns_makes_a_table_of_what_comes_through_a_pipe() -> None:
    rows = io.BytesIO(b"when|what\n2031-05-21|Nine died.\n")
    [page] = inputs_of(["-"], stdin=rows, columns={"text": "what", "date": "when"})
    assert isinstance(page, Raw) and page.given.date == "2031-05-21"


def test_addresses_go_to_what_fetches_them() -> None:
    def fetched(address: str) -> Iterator[Raw | Unread]:
        yield Raw(b"Nine died.", address, address, url=address)

    [page] = inputs_of(["HTTPS://osk.example/1"], fetched=fetched)
    assert isinstance(page, Raw) and page.url == "HTTPS://osk.example/1"
    [refused] = inputs_of(["ftp://osk.example/1"], fetched=fetched)
    assert isinstance(refused, Unread) and "only http and https" in refused.reason
    [left] = inputs_of(["https://osk.example/1"])
    assert isinstance(left, Unread) and "fetched" in left.reason
    [locked] = inputs_of(["ftp://ivo:secret@osk.example/1"])
    assert "secret" not in locked.input


def test_a_script_is_read_where_a_person_names_it(tmp_path: Path) -> None:
    place = tmp_path / "story.py"
    place.write_text("Nine people died.")
    assert [type(one) for one in inputs_of([str(place)])] == [Raw]
    assert [type(one) for one in inputs_of([str(tmp_path)])] == [Unread]


FILES = {
    "page.html": b"<!doctype html><h1>Ferry sinks</h1><p>Nine died.</p>",
    "text.txt": b"Nine died.",
    "note.md": b"# Ferry sinks\n\nNine died.",
    "paper.pdf": pdf([[(60, 700, 11, "Nine died.")]]),
    "report.docx": docx(["Nine died."]),
    "rows.csv": b"id,text\n1,Nine died.\n",
    "day.json": b'[{"text": "Nine died."}]',
    "day.jsonl": b'{"text": "Nine died."}\n',
    "text.txt.gz": gzip.compress(b"Nine died."),
    "letter.eml": b"From: Osk <a@osk.example>\nMessage-ID: <1@osk>\n\nNine died.",
    "box.mbox": b"From a@osk.example Wed May 21 08:00:00 2031\nFrom: Osk <a@o>\n\nNine died.\n",
    "saved.mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    b"Content-Type: text/html\n\n<p>Nine died.\n--b--\n",
    "feed.xml": b'<rss version="2.0"><channel><item><title>Ferry</title><link>https://o.example/1'
    b"</link><description>Nine people died on Monday.</description></item></channel></rss>",
}


def test_every_kind_of_file_becomes_a_page_and_the_order_does_not_show(tmp_path: Path) -> None:
    for name, raw in FILES.items():
        (tmp_path / name).write_bytes(raw)
    pages = {}
    for one in inputs_of([str(tmp_path)]):
        assert isinstance(one, Raw), one
        page, _ = read_page(
            one.raw, input=one.input, media=one.media, given=one.given, url=one.url, key=one.key
        )
        assert "Nine" in page.text
        pages[os.path.basename(one.input)] = page.id
    assert set(pages) == set(FILES)
    alone = [one for name in reversed(FILES) for one in inputs_of([str(tmp_path / name)])]
    assert {one.input for one in alone} == {str(tmp_path / name) for name in FILES}


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_file_cut_anywhere_is_read_or_named(tmp_path: Path, name: str, part: float) -> None:
    raw = FILES[name]
    (tmp_path / name).write_bytes(raw[: int(len(raw) * part)])
    found = list(inputs_of([str(tmp_path / name)]))
    assert found
    for one in found:
        assert isinstance(one, Raw) or len(one.reason) > 10
