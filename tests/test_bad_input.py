"""Bad input through the front door: each ends soon, says what to do, and prints no traceback.

What single modules promise of bad input is tested beside them; here the command is run as a
person runs it. The exit status is 0 (done), 1 (some inputs unread, each named) or 2 (misuse).
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondsource.edges.files import inputs_of
from secondsource.pipeline import extracted, passages_in, read_page
from secondsource.records import Unread

RUN = [sys.executable, "-c", "from secondsource.edges.cli import main; main()"]
ROOT = Path(__file__).parent.parent
NEWS = "Ferry sinks off Osk\n\nNine people died on Monday when a ferry sank off Osk, police said.\n"
RUSSIAN = "Паром затонул\n\nДевять человек погибли в понедельник, сообщила полиция города.\n" * 3
SOON = 30  # seconds that any of these may take on a busy machine


def run(place: Path, *words: str | bytes, given: bytes = b"") -> tuple[int, str, str]:
    """Run the command in a folder: its status, output and complaints."""
    done = subprocess.run(
        [*RUN, *words],
        cwd=place,
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    out, err = (end.decode("utf-8", "replace") for end in (done.stdout, done.stderr))
    assert "Traceback" not in out + err, err
    return done.returncode, out, err


READABLE: dict[str | bytes, bytes] = {
    "good.txt": NEWS.encode(),
    "again.txt": NEWS.encode(),
    "nul.txt": NEWS.replace("Nine", "\x00Nine\x00").encode(),
    "with-mark.txt": NEWS.encode("utf-16"),
    "without-mark.txt": NEWS.encode("utf-16-le"),
    "cyrillic.txt": RUSSIAN.encode("cp1251"),
    "nobody.html": b"<title>Ferry sinks</title><p>Nine people died when a ferry sank off Osk.",
    "evil.html": b"<h1>Ferry <script>alert(1)</script> sinks</h1><p>Nine people died off Osk.</p>",
    "deep.html": b"<div>" * 20_000 + b"Nine people died when a ferry sank off Osk.",
    "wide.html": b"<p>Nine died off Osk.</p>" + b"<i></i>" * 100_000,
    "marks.txt": b'"' * 1_000_000,
    "two\nlines.txt": NEWS.encode(),
    b"caf\xe9.txt": NEWS.encode(),
}
LINES = (
    {"text": 12},
    {"text": None},
    {"text": {"a": "b"}},
    {"text": NEWS, "id": 10**40, "date": ["x"], "outlet": {"a": 1}, "headline": True},
    {"text": NEWS + "\ud800", "id": "x" * 1_000_000},
    {"html": "<script>only()</script>"},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything at once, with loops and pipes in it."""
    place = tmp_path_factory.mktemp("bad")
    inputs = place / "in"
    inputs.mkdir()
    for name, raw in READABLE.items():
        Path(os.fsdecode(os.path.join(os.fsencode(inputs), os.fsencode(name)))).write_bytes(raw)
    (inputs / "empty.txt").touch()
    (inputs / "photo.jpg").write_bytes(b"\xff\xd8\xff\x00\x01" * 100)
    (inputs / "lines.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    (inputs / "loop").symlink_to(inputs)
    (inputs / "self.txt").symlink_to(inputs / "self.txt")
    os.mkfifo(inputs / "pipe.txt")
    os.mkfifo(inputs / "pipe.jsonl")
    (inputs / "zero.jsonl").symlink_to("/dev/zero")
    return place


def test_a_folder_of_everything_is_read_and_what_is_not_is_named(folder: Path) -> None:
    began = time.monotonic()
    status, out, err = run(folder, "read", "in", "in/good.txt", "/dev/zero")
    assert status == 1 and "Pages: " in out
    assert time.monotonic() - began < SOON
    for name in ("empty.txt", "photo.jpg", "loop", "self.txt", "pipe.txt", "pipe.jsonl", "zero"):
        assert f"{name}" in err, name
    named = [line for line in err.splitlines() if "lines.jsonl" in line]
    assert sum("neither" in line for line in named) == 3
    assert all(line.startswith("unread: ") for line in err.splitlines())
    for name in ("good", "nul", "with-mark", "without-mark", "evil", "deep", "wide", "marks"):
        assert f"in/{name}." not in err, name
    status, out, err = run(folder, "verify")
    assert (status, err) == (0, "") and " 0 faults" in out


def test_nothing_of_it_runs_in_the_report(folder: Path) -> None:
    assert run(folder, "report", "-o", "out.html")[0] == 0
    assert "alert(1)" not in (folder / "out.html").read_text(encoding="utf-8")


def test_nothing_on_standard_input_is_an_unread_input(tmp_path: Path) -> None:
    status, _, err = run(tmp_path, "read", "-")
    assert status == 1 and "-" in err and "empty" in err


def test_a_language_without_a_pack_is_named(tmp_path: Path) -> None:
    (tmp_path / "paromy.txt").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "good.txt").write_text(NEWS)
    status, out, err = run(tmp_path, "read", "paromy.txt", "good.txt")
    assert (status, err) == (0, "") and "Not analysed: 1 in ru." in out
    assert "not analysed: ru" in run(tmp_path, "stories")[1]


@pytest.mark.parametrize(
    "table", [b"", b"outlet;country\n", b"name,domain,owner\n,x.example,\n", b"\xff\xfe\x00"]
)
def test_a_broken_table_of_outlets_is_misuse(tmp_path: Path, table: bytes) -> None:
    (tmp_path / "good.txt").write_text(NEWS)
    (tmp_path / "outlets.csv").write_bytes(table)
    status, _, err = run(tmp_path, "read", "good.txt", "--outlets", "outlets.csv")
    assert status == 2 and "outlets.csv" in err


# -- very long ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["The ferry sank off Osk at dawn. " * 300_000, "a" * 10_000_000])
def test_ten_megabytes_on_one_line_are_read_up_to_a_limit_that_is_told(text: str) -> None:
    began = time.monotonic()
    page, article = read_page(text.encode(), input="long.txt")
    assert len(page.text) == len(text)
    assert len(passages_in(page, article)) <= 3_001
    assert any(cut.why.startswith("length: ") for cut in article.furniture)
    assert time.monotonic() - began < SOON


FLOODS = [
    '"', "“", "”", "'", "‘", "«", "„", "''", "“”", "\"''", '"a ', "“a” ", "'a' ", '"\n', "“a\n“b\n",
    "he said ", "he said\n", "according to a, ", 'said: "', "It sank. “It sank.” ",
    "Marta Roos ", "Marta Roos said ", "Marta Roos\n",
]  # fmt: skip


@pytest.mark.parametrize("pattern", FLOODS)
def test_a_megabyte_of_marks_cue_words_or_names_is_extracted_at_once(pattern: str) -> None:
    """Under two seconds each on a free machine; the bound leaves room for a busy one."""
    text = pattern * (1_000_000 // len(pattern))
    page, article = read_page(text.encode(), input="flood.txt")
    began = time.process_time()
    account = extracted(page, article, {})
    assert time.process_time() - began < 5
    for one in account.quotations:
        assert all(part.within(one.span) and page[part] for part in one.parts)


def test_a_line_of_json_over_the_limit_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondsource.edges.lines.LARGEST", 1_000)
    lines = [json.dumps({"text": words}) for words in ("x" * 5_000, "Nine died.")]
    (tmp_path / "it.jsonl").write_text("\n".join(lines))
    found = list(inputs_of([str(tmp_path / "it.jsonl")]))
    assert [isinstance(one, Unread) for one in found] == [True, False]


# -- the store ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a sound store."""
    place = tmp_path_factory.mktemp("sound")
    (place / "good.txt").write_text(NEWS * 40)
    assert run(place, "read", "good.txt")[0] == 0
    return (place / "secondsource.db").read_bytes()


@pytest.mark.parametrize("harm", ["cut", "flipped", "no length"])
def test_a_damaged_store_is_named(tmp_path: Path, kept: bytes, harm: str) -> None:
    store, raw = tmp_path / "secondsource.db", bytearray(kept)
    if harm == "flipped":
        for at in range(4096, len(raw), 97):
            raw[at] ^= 0xFF
    store.write_bytes(raw[: {"cut": len(raw) // 2, "flipped": len(raw), "no length": 0}[harm]])
    status, out, err = run(tmp_path, "verify")
    if harm == "no length":
        assert (status, err) == (0, "") and "0 pages" in out  # an empty file is an empty store
    else:
        assert status == 2 and "secondsource.db" in err


def test_a_store_without_its_log_is_a_store(tmp_path: Path, kept: bytes) -> None:
    store = tmp_path / "secondsource.db"
    store.write_bytes(kept)
    assert sqlite3.connect(store).execute("SELECT count(*) FROM pages").fetchone() == (1,)
    assert run(tmp_path, "verify")[0] == 0


def test_a_store_that_cannot_be_written_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(NEWS)
    for store in ("/proc/none.db", "good.txt/store.db", "missing/store.db"):
        status, _, err = run(tmp_path, "read", "good.txt", "--store", store)
        assert status == 2 and store in err
