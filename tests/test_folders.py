"""Folders of any size and shape: every file is found, none is listed before it is needed."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from secondsource.edges import folders
from secondsource.edges.files import inputs_of
from secondsource.edges.folders import files_in
from secondsource.edges.raw import Raw
from secondsource.records import Unread


def named(place: Path) -> list[str]:
    return [os.path.relpath(one, place) for one in files_in(str(place)) if isinstance(one, str)]


def test_files_come_in_order_and_folders_among_them(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c/1.txt", ".git/x.txt", ".hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert named(tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c/1.txt"]


def test_a_folder_of_hidden_files_and_then_others_is_not_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "BUNDLE", 3)
    for number in range(20):
        (tmp_path / f".{number}").touch()
        (tmp_path / f"{number:02}").touch()
    assert sorted(named(tmp_path)) == [f"{number:02}" for number in range(20)]


def test_loops_and_links_are_not_walked(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nine died.")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "in" / "a.txt")
    found = list(inputs_of([str(tmp_path)]))
    assert [os.path.basename(one.input) for one in found] == ["a.txt", "link.txt", "loop"]
    assert isinstance(found[2], Unread) and "not followed" in found[2].reason


def test_a_link_that_a_person_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nine died.")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    [page] = inputs_of([str(tmp_path / "link")])
    assert isinstance(page, Raw)


def test_folders_too_deep_are_named(tmp_path: Path) -> None:
    place = tmp_path
    for _ in range(folders.DEEPEST + 5):
        place = place / "d"
    place.mkdir(parents=True)
    (place / "a.txt").write_text("Nine died.")
    (tmp_path / "b.txt").write_text("Ten died.")
    found = list(inputs_of([str(tmp_path)]))
    assert [type(one) for one in found] == [Raw, Unread]
    assert isinstance(found[1], Unread) and "folders deep" in found[1].reason


def test_a_name_that_is_no_text_is_read_and_spelled_out(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text("Nine died.")
    except OSError:
        pytest.skip("this file system has names of text alone")
    [page] = inputs_of([str(tmp_path)])
    assert isinstance(page, Raw) and page.input.endswith("caf\\xe9.txt")


def test_a_folder_that_vanishes_or_may_not_be_listed_is_named(tmp_path: Path) -> None:
    [found] = files_in(str(tmp_path / "gone"))
    assert isinstance(found, Unread) and len(found.reason) > 15


def test_what_is_no_page_is_counted_and_said_once(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.jpg").write_bytes(b"\xff\xd8\xff\xe0")
        (tmp_path / f"{number:02}.txt").write_text("Nine died.")
    (tmp_path / "site.css").write_text("p { color: red }")
    found = [one for one in inputs_of([str(tmp_path)]) if isinstance(one, Unread)]
    assert [(one.input, one.reason.split(":")[0].split(" (")[0]) for one in found] == [
        (str(tmp_path / "site.css"), "not a page but a script, a style sheet, a log or settings"),
        (str(tmp_path), "40 pictures are not read"),
    ]
    assert f"the first by name is {tmp_path / '00.jpg'}" in found[1].reason


def test_a_large_folder_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thirty thousand files; what the walk holds is one bundle."""
    monkeypatch.setattr(folders, "BUNDLE", 500)
    for number in range(30):
        place = tmp_path / f"{number}"
        place.mkdir()
        for one in range(1_000):
            os.close(os.open(place / f"{one}.txt", os.O_CREAT))
    tracemalloc.start()
    count = sum(1 for _ in files_in(str(tmp_path)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 30_000 and peak < 500_000


def test_a_store_and_what_belongs_to_it_are_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nine died.")
    (tmp_path / "secondsource.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    for end in ("wal", "shm", "journal"):
        (tmp_path / f"secondsource.db-{end}").write_bytes(b"\x37\x7f\x06\x82" + bytes(100))
    [page] = inputs_of([str(tmp_path)])
    assert isinstance(page, Raw)
    [refused] = inputs_of([str(tmp_path / "secondsource.db")])
    assert isinstance(refused, Unread) and "--store" in refused.reason


def test_the_parts_of_a_saved_page_are_no_pages(tmp_path: Path) -> None:
    (tmp_path / "Ferry.html").write_text("<p>Nine died.")
    for folder in ("Ferry_files", "Other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text("<p>Buy now")
    assert named(tmp_path) == ["Ferry.html", "Other_files/frame.html"]
