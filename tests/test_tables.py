"""Tables of coverage: a row a page, whatever cuts its cells, and no cell does anything."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges import tables
from secondsource.edges.columns import columns_of, is_header, matched
from secondsource.edges.opening import Asked, opened_over
from secondsource.edges.raw import Raw
from secondsource.edges.tables import delimiter_of, pages_in_table
from secondsource.errors import Misuse
from secondsource.pipeline import read_page
from secondsource.records import Unread
from tests.documents import streamed

ROWS = [
    ("id", "title", "body", "pub_date", "site"),
    ("7", "Ferry sinks, nine dead", "Nine people died;\nit sank.", "2031-05-21", "Osk Herald"),
    ("8", 'The "Sel" is raised', "Divers raised the “Sel”.", "2031-05-22", "Varnova Post"),
]  # fmt: skip


def read(raw: bytes, columns: str = "", told: list[str] | None = None) -> list[Raw | Unread]:
    asked = Asked(columns_of(columns) if columns else {}, (told if told is not None else []).append)
    return list(pages_in_table(opened_over(io.BytesIO(raw).read), "rows.csv", asked))


def written(delimiter: str, charset: str, end: str = "\r\n") -> bytes:
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if end == "\r" else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(ROWS)
    return out.getvalue().encode(charset)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_table_is_read_whatever_it_was_saved_as(delimiter: str, charset: str, end: str) -> None:
    told: list[str] = []
    first, second = read(written(delimiter, charset, end), told=told)
    assert isinstance(first, Raw) and isinstance(second, Raw)
    assert (first.key, first.given.headline, first.given.date) == ("7", ROWS[1][1], "2031-05-21")
    assert first.raw.decode().split() == ROWS[1][2].split()
    assert second.raw.decode() == "Divers raised the “Sel”."
    assert second.given.outlet == "Varnova Post"
    [line] = told
    assert "text from “body”" in line and "date from “pub_date”" in line and "--columns" in line


def test_a_map_wins_and_need_not_name_everything() -> None:
    raw = b"text,lead,Pub Date\nShort.,Nine people died off Osk.,21 May 2031\n"
    [page] = read(raw, "text=lead,date=pub date")
    assert isinstance(page, Raw)
    assert (page.raw, page.given.date) == (b"Nine people died off Osk.", "21 May 2031")


def test_html_is_read_as_a_page() -> None:
    [page] = read(b"id,raw_html,text\n1,<p>Nine died.</p>,Nine\n")
    assert isinstance(page, Raw) and (page.media, page.raw) == ("html", b"<p>Nine died.</p>")


def test_a_map_that_does_not_fit_names_the_columns_there_are() -> None:
    [found] = read(b"id,lead\n1,Nine died.\n", "text=body")
    assert isinstance(found, Unread)
    assert found.reason == "there is no column “body”; there are: “id”, “lead”"
    [found] = read(b"a,b\n1,2\n")
    assert isinstance(found, Unread) and "“a”, “b”" in found.reason and "--columns" in found.reason


@pytest.mark.parametrize("words", ["body", "text=", "=body", "colour=red", "text=a,text=b", ","])
def test_a_map_that_cannot_be_meant_is_misuse(words: str) -> None:
    with pytest.raises(Misuse, match="--columns"):
        columns_of(words)


def test_a_cell_that_begins_like_a_formula_is_text() -> None:
    [page] = read(b'title,text\n"=cmd|\' /C calc\'!A0","=1+1 were the odds, the captain said."\n')
    assert isinstance(page, Raw)
    assert page.raw == b"=1+1 were the odds, the captain said."
    assert page.given.headline == "=cmd|' /C calc'!A0"


def test_rows_without_a_text_are_counted_and_said_once() -> None:
    found = read(b"id,text\n1,\n2,Nine died.\n3,  \n,\n")
    assert [type(one) for one in found] == [Raw, Unread]
    assert isinstance(found[1], Unread) and found[1].reason == "row 1 and 1 more hold no text"


def test_a_row_with_too_many_cells_is_named_and_not_guessed() -> None:
    found = read(b"id,text,date\n1,Nine died, police said,2031-05-21\n2,Ten died.,2031-05-22\n")
    assert [type(one) for one in found] == [Unread, Raw]
    assert isinstance(found[0], Unread) and "row 1 has 4 cells" in found[0].reason


def test_a_row_that_is_too_short_or_ends_in_commas_is_read() -> None:
    found = read(b"id,text,date\n1,Nine died.\n2,Ten died.,2031-05-22,,,\n")
    assert [one.raw for one in found if isinstance(one, Raw)] == [b"Nine died.", b"Ten died."]


def test_an_open_quotation_mark_loses_no_more_than_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_ROW", 500)
    rows = b"".join(b"%d,Nine people died off Osk.\n" % number for number in range(100))
    found = read(b'id,text\n1,"An open mark\n' + rows)
    assert sum(isinstance(one, Unread) for one in found) == 1
    assert sum(isinstance(one, Raw) for one in found) > 75


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST_ROW", 500)
    found = read(b"id,text\n1," + b"x" * 5_000 + b"\n2,Nine died.\n")
    assert [type(one) for one in found] == [Unread, Raw]


@pytest.mark.parametrize(
    "raw", [b"id,text\n", b"id,text", b"\n\n\n", b'"', b"\x00\x01\x02\x03" * 99]
)
def test_a_table_without_rows_says_so(raw: bytes) -> None:
    [found] = read(raw)
    assert isinstance(found, Unread)


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_say_why_not(raw: bytes) -> None:
    for one in read(b"id,text\n" + raw):
        assert isinstance(one, Raw) or (one.input == "rows.csv" and one.reason)


@given(st.lists(st.sampled_from(["text", "Body", "html", "date", "title", "x", ""])))
def test_what_is_matched_stands_in_the_table(names: list[str]) -> None:
    found = matched(names)
    if isinstance(found, Unread):
        assert not {"text", "body", "html"} & {name.lower() for name in names}
    else:
        assert set(found.values()) <= set(names)


def test_a_delimiter_inside_quotation_marks_is_none() -> None:
    assert delimiter_of('a;b\n"x,y,z,1,2";3\n"x,y,z,1,2";4\n') == ";"
    assert delimiter_of("text\nNine died, ten hurt.\n") == ","


def test_a_long_table_is_never_held() -> None:
    """Two megabytes of rows a step: what is held does not grow with the table."""

    def rows() -> Iterator[bytes]:
        yield b"id,text\n"
        for number in range(20_000):
            yield b"%d,%s\n" % (number, b"Nine people died off Osk. " * 40)

    tracemalloc.start()
    count = sum(1 for _ in pages_in_table(opened_over(streamed(rows())), "rows.csv", Asked()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000 and peak < 3_000_000  # of 20 MB


def test_names_that_are_ours_or_a_persons_are_not_told() -> None:
    told: list[str] = []
    read(b"text,date\nNine died.,2031-05-21\n", told=told)
    read(b"lead,day\nNine died.,2031-05-21\n", "text=lead,date=day", told=told)
    assert told == []
    read(b"lead,published\nNine died.,2031-05-21\n", "text=lead", told=told)
    assert len(told) == 1 and "date from “published”" in told[0]


def test_days_in_figures_are_read_as_another_row_of_the_file_shows() -> None:
    head = b"title,text,date\nFerry,Nine died.,09/05/2031 08:15\nBay,It sank.,%s\n"
    for other, day in ((b"21/05/2031", "2031-05-09 08:15"), (b"05/21/2031", "2031-09-05 08:15")):
        first, second = read(head % other)
        assert isinstance(first, Raw) and isinstance(second, Raw)
        assert (first.given.date, second.given.date) == (day, "2031-05-21")


@pytest.mark.parametrize("other", [b"10/05/2031", b""])
def test_days_in_figures_that_no_row_settles_stay_one_of_two(other: bytes) -> None:
    first, _ = read(b"title,text,date\nFerry,Nine died.,09/05/2031\nBay,It sank.,%s\n" % other)
    assert isinstance(first, Raw) and first.given.date == "09/05/2031"
    _, article = read_page(first.raw, input="rows.csv", media="plain", given=first.given)
    assert article.published.confidence < 0.6
    assert (article.published.earliest, article.published.latest) == ("2031-05-09", "2031-09-05")


def test_orders_that_contradict_each_other_settle_nothing() -> None:
    rows = b"09/05/2031", b"21/05/2031", b"05/21/2031"
    raw = b"title,text,date\n" + b"".join(b"Ferry,It sank.,%s\n" % one for one in rows)
    first, *_ = read(raw)
    assert isinstance(first, Raw) and first.given.date == "09/05/2031"


def test_a_columns_last_words_tell_and_what_is_not_used_is_said() -> None:
    told: list[str] = []
    raw = b"Mention ID;Pub. Date (UTC);Full Article;Expiry Date\n7;21/05/2031;Nine died.;2033\n"
    [page] = read(raw, told=told)
    assert isinstance(page, Raw)
    assert (page.raw, page.given.date) == (b"Nine died.", "2031-05-21")
    [line] = told
    assert "not used: “Mention ID”, “Expiry Date”" in line


def test_a_sentence_that_ends_in_a_columns_name_is_no_row_of_names() -> None:
    assert not is_header(b"Here is the full article, and this is its long headline")
    assert matched(["related_article", "b"]) != {"text": "related_article"}
