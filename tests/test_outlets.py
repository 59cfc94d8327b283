"""A person's table of outlets is read exactly, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondsource.edges.outlets import outlets_of
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
