"""JSON in every form in which articles come: lines, arrays, answers of a programming interface."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges.columns import columns_of
from secondsource.edges.lines import pages_in_array, pages_in_lines
from secondsource.edges.opening import Asked, opened_over
from secondsource.edges.raw import Raw
from secondsource.records import Unread
from tests.documents import streamed

ONE = {
    "title": "Ferry sinks",
    "content": "Nine people died.",
    "publishedAt": "2031-05-21T08:00:00Z",
    "source": {"id": None, "name": "Osk Herald"},
    "url": "https://osk.example/1",
    "author": ["Marta Roos", "Ivo Lind"],
}
TWO = {"title": "Ferry raised", "content": "Divers raised it.", "url": "https://osk.example/2"}


def read(told: Any, columns: str = "", heard: list[str] | None = None) -> list[Raw | Unread]:
    raw = told if isinstance(told, bytes) else json.dumps(told).encode()
    asked = Asked(
        columns_of(columns) if columns else {}, (heard if heard is not None else []).append
    )
    return list(pages_in_array(opened_over(io.BytesIO(raw).read), "day.json", asked))


SHAPES = [
    [ONE, TWO],
    {"status": "ok", "articles": [ONE, TWO]},
    {"response": {"meta": {"hits": 2}, "docs": [ONE, TWO]}},
    json.dumps([ONE, TWO], indent=2).encode(),
    (json.dumps(ONE, indent=2) + "\n" + json.dumps(TWO, indent=2)).encode(),
    ("\ufeff" + json.dumps([ONE, TWO])).encode("utf-16"),
    json.dumps([ONE, TWO], ensure_ascii=False).encode("utf-8-sig"),
]


@pytest.mark.parametrize("told", SHAPES)
def test_articles_are_found_in_whatever_holds_them(told: Any) -> None:
    heard: list[str] = []
    first, second = read(told, heard=heard)
    assert isinstance(first, Raw) and isinstance(second, Raw)
    assert (first.raw, first.url) == (b"Nine people died.", "https://osk.example/1")
    assert (first.given.outlet, first.given.byline) == ("Osk Herald", "Marta Roos, Ivo Lind")
    assert first.given.date == "2031-05-21T08:00:00Z"
    assert second.given.headline == "Ferry raised"
    [line] = heard
    assert "text from “content”" in line


def test_a_map_reaches_into_objects() -> None:
    told = [{"fields": {"bodyText": "Nine died.", "byline": "Marta Roos"}, "section": "World"}]
    [page] = read(told, "text=fields.bodyText,byline=fields.byline")
    assert isinstance(page, Raw)
    assert (page.raw, page.given.byline, page.given.section) == (
        b"Nine died.",
        "Marta Roos",
        "World",
    )


def test_a_map_need_not_fit_every_object() -> None:
    found = read([{"lead": "Nine died."}, {"lead": None}, {"other": 1}], "text=lead,date=day")
    assert [type(one) for one in found] == [Raw, Unread, Unread]
    assert isinstance(found[2], Unread) and 'it has "other"' in found[2].reason


BROKEN = [
    (b'[{"text": "Nine died."}, {"text": "Ten', 1),
    (b'[{"text": "Nine died."}, nonsense, {"text": "Ten died."}]', 1),
    (b'[{"text": "Nine died."}, 7, null, {"text": "Ten died."}]', 2),
    (b"[", 0),
    (b"[]", 0),
    (b"{}", 0),
    (b'{"a": {"b": []}}', 0),
    (b"[" * 100_000, 0),
    (b'[{"text": ' + b"[" * 100_000, 0),
]


@pytest.mark.parametrize(("raw", "pages"), BROKEN)
def test_what_is_broken_is_named_and_what_stands_before_is_read(raw: bytes, pages: int) -> None:
    found = read(raw)
    assert sum(isinstance(one, Raw) for one in found) == pages
    assert any(isinstance(one, Unread) and one.reason for one in found)


TEXTS = st.text(min_size=1).filter(lambda words: bool(words.strip()))


@given(st.lists(st.fixed_dictionaries({"text": TEXTS}), min_size=1, max_size=8), st.booleans())
def test_an_array_and_its_lines_are_the_same_pages(
    rows: list[dict[str, str]], pretty: bool
) -> None:
    raw = "\n".join(map(json.dumps, rows)).encode()
    lines = pages_in_lines(opened_over(io.BytesIO(raw).read), "day.json", Asked())
    array = read(json.dumps(rows, indent=1 if pretty else None).encode())
    assert list(lines) == array


@given(st.binary(max_size=300), st.sampled_from([b"", b"[", b'{"text": "', b'[{"text": "Nine"},']))
def test_any_bytes_are_articles_or_say_why_not(raw: bytes, start: bytes) -> None:
    for one in read(start + raw):
        assert isinstance(one, Raw) or one.reason


def test_a_long_array_is_never_held_and_read_in_linear_time() -> None:
    row = json.dumps({"text": "Nine people died off Osk. " * 40}).encode()
    rows = chain([b"[" + row], repeat(b"," + row, 19_999), [b"]"])
    began = time.process_time()
    pages = pages_in_array(opened_over(streamed(rows)), "day.json", Asked())
    next(pages)
    tracemalloc.start()
    count = 1 + sum(isinstance(one, Raw) for one in pages)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000 and peak < 2_000_000  # of 20 MB
    assert time.process_time() - began < 20


def test_one_object_of_ten_megabytes_is_read_in_linear_time() -> None:
    began = time.process_time()
    [page] = read([{"text": "Nine died. " * 1_000_000}])
    assert isinstance(page, Raw) and time.process_time() - began < 10
