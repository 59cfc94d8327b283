"""A person's own tables are read exactly, or refused with what is wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.edges.collection import read, rebuild
from secondsource.edges.files import inputs_of
from secondsource.edges.outlets import outlets_of, publishers_in
from secondsource.edges.store import Store
from secondsource.errors import Misuse


def test_a_table_names_outlets_by_name_and_domain(tmp_path: Path) -> None:
    table = tmp_path / "outlets.csv"
    table.write_text("name,domain,owner\nThe Herald,www.Herald.example,Roos Media\nPost,,\n")
    assert outlets_of(table) == {
        "the herald": ("The Herald", "Roos Media"),
        "herald.example": ("The Herald", "Roos Media"),
        "post": ("Post", "Post"),
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "first line"),
        (b"title,site\nHerald,x\n", "first line"),
        (b"name,domain,owner\n,herald.example,Roos\n", "line 2"),
        (b"\xff\xfe\x00", "cannot read"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, said: str) -> None:
    table = tmp_path / "outlets.csv"
    table.write_bytes(content)
    with pytest.raises(Misuse, match=said):
        outlets_of(table)


def test_a_missing_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="cannot read"):
        outlets_of(tmp_path / "none.csv")


def test_a_file_of_publishers_is_kept_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    written = '# of the strait\n[families."Roos Media"]\noutlets = [{ name = "Herald" }]\n'
    file.write_text(written)
    assert publishers_in(file) == written


@pytest.mark.parametrize("content", [b"[families", b"[outlets]", b"\xff\xfe\x00"])
def test_a_file_of_publishers_that_cannot_be_used_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    with pytest.raises(Misuse, match=r"mine\.toml"):
        publishers_in(file)


def test_a_missing_file_of_publishers_says_so(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="cannot read"):
        publishers_in(tmp_path / "none.toml")


def test_a_kept_file_of_publishers_is_honoured_and_a_new_one_derives_again(tmp_path: Path) -> None:
    for name in ("Osk Herald", "Strait Post"):
        text = f"{name}\n\nFerry sinks off Osk\n\nNine people died when a ferry sank off Osk.\n"
        (tmp_path / f"{name}.txt").write_text(text)
    with Store(tmp_path / "a.db") as store:
        for owners, families in (("", 2), ("Roos Media", 1)):
            if owners:
                both = '{ name = "Osk Herald" }, { name = "Strait Post" }'
                store.keep_publishers(f'[families."{owners}"]\noutlets = [{both}]')
            read(store, inputs_of([str(tmp_path)]))
            found = [account.article.family for account in rebuild(store).accounts]
            assert (len(found), len(set(found))) == (2, families)
