"""What is archived is read: one page a record, nothing lost without a word."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.edges.encodings import MOST
from secondsource.edges.raw import Raw
from secondsource.edges.warc import is_warc, pages_in_warc
from secondsource.pipeline import read_page
from secondsource.records import Given, Unread
from tests.archiveroom import AT, DAY, FERRY, answer, digest_of, packed, record, zstd_packed


def read(archive: bytes) -> tuple[list[Raw], list[str]]:
    found = list(pages_in_warc(io.BytesIO(archive), "day.warc.gz"))
    said = [one.reason for one in found if isinstance(one, Unread)]
    return [one for one in found if isinstance(one, Raw)], said


def addresses(archive: bytes) -> list[str | None]:
    return [page.url for page in read(archive)[0]]


def page(number: int) -> bytes:
    return record(answer(FERRY.replace(b"Nine", b"%d" % number)), f"https://osk.example/{number}")


def test_a_page_of_an_archive_is_named_by_its_address_and_says_when_it_was_fetched() -> None:
    served = "Last-Modified: Thu, 21 May 2031 07:28:00 GMT"
    one = record(answer(FERRY, served, kind="text/html; charset=windows-1251"))
    pages, said = read(packed([one]))
    assert not said
    assert pages == [
        Raw(
            raw=FERRY,
            input="day.warc.gz",
            address=AT,
            media="html",
            given=Given(fetched=DAY, served="2031-05-21T07:28:00+00:00", charset="windows-1251"),
            url=AT,
        )
    ]
    known, article = read_page(pages[0].raw, input=pages[0].input, media="html", url=AT)
    fetched, _ = read_page(FERRY, input=AT, media="html", url=AT)
    assert known.id == fetched.id
    assert article.body


@pytest.mark.parametrize(
    "pack",
    [
        b"".join,
        packed,
        lambda records: gzip.compress(b"".join(records)),
        zstd_packed,
    ],
    ids=["plain", "gzip members", "one gzip", "zstd"],
)
def test_the_packing_of_an_archive_changes_nothing(pack: object) -> None:
    records = [page(number) for number in range(30)]
    assert callable(pack)
    archive = pack(records)
    assert is_warc(archive[:65_536])
    pages, said = read(archive)
    assert [one.url for one in pages] == [f"https://osk.example/{n}" for n in range(30)]
    assert not said


@pytest.mark.parametrize("plain", [True, False], ids=["plain", "packed"])
def test_a_zstd_dictionary_in_the_first_frame_is_used(plain: bool) -> None:
    from fastwarc.stream_io import zstd_train_dictionary_from_samples

    records = [page(number) for number in range(200)]
    dictionary = zstd_train_dictionary_from_samples(records, 4096)
    archive = zstd_packed(records, dictionary=dictionary, compress_dictionary_frame=not plain)
    assert is_warc(archive)
    assert len(addresses(archive)) == 200


CODED = {
    "gzip": gzip.compress(FERRY),
    "deflate": zlib.compress(FERRY),
    "gzip, gzip": gzip.compress(gzip.compress(FERRY)),
    "identity": FERRY,
    "br": FERRY,  # decoded on the way, as some crawlers keep it
}


@pytest.mark.parametrize("coding", CODED)
def test_a_page_comes_out_as_it_was_before_it_travelled(coding: str) -> None:
    pages, said = read(packed([record(answer(CODED[coding], f"Content-Encoding: {coding}"))]))
    assert ([one.raw for one in pages], said) == ([FERRY], [])


def test_brotli_and_zstd_are_undone() -> None:
    from fastwarc.stream_io import BrotliWriter, ZstdWriter

    for name, writer in (("br", BrotliWriter), ("zstd", ZstdWriter)):
        out = io.BytesIO()
        coder = writer(out)
        coder.write(FERRY)
        coder.close()
        one = record(answer(out.getvalue(), f"Content-Encoding: {name}"))
        assert [page.raw for page in read(packed([one]))[0]] == [FERRY]


@pytest.mark.parametrize(
    ("body", "raw", "part"),
    [
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(FERRY), FERRY), FERRY, None),
        (FERRY, FERRY, None),  # joined on the way, the field left standing
        (b"%x\r\n%s\r\nzz\r\n<p>on</p>" % (len(FERRY), FERRY), FERRY, "cut"),
        (b"%x\r\n%s" % (len(FERRY) + 9, FERRY), FERRY, "cut"),
    ],
    ids=["chunked", "not chunked", "a bad chunk", "a chunk that breaks off"],
)
def test_chunks_are_joined_as_far_as_they_go(body: bytes, raw: bytes, part: str | None) -> None:
    pages, _ = read(packed([record(answer(body, "Transfer-Encoding: chunked"))]))
    assert [(one.raw, one.given.part) for one in pages] == [(raw, part)]


PROFILE = "WARC-Profile: http://netpreserve.org/warc/1.1/revisit"
PASSED = {
    "a redirect": record(answer(b"moved", "Location: /x", status="301 Moved")),
    "nothing there": record(answer(FERRY, status="404 Not Found")),
    "a picture": record(answer(b"\x89PNG", kind="image/png")),
    "robots": record(answer(b"User-agent: *", kind="text/plain"), "https://osk.example/robots.txt"),
    "a request": record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    "notes of the crawler": record(b"{}", kind="metadata", media="text/json"),
    "a name looked up": record(b"osk.example A", "dns:osk.example", media="text/dns"),
    "a shot of the screen": record(b"\x89PNG", "urn:view:1", kind="resource", media="image/png"),
    "a sitemap": record(answer(b"<urlset><url><loc>https://osk.example/1</loc></url></urlset>")),
    "unchanged": record(b"", AT, f"{PROFILE}/server-not-modified", kind="revisit"),
}


@pytest.mark.parametrize("what", PASSED)
def test_what_is_no_page_is_passed_over_without_a_word(what: str) -> None:
    pages, said = read(packed([PASSED[what], page(1)]))
    assert ([one.url for one in pages], said) == (["https://osk.example/1"], [])


def test_an_archive_without_a_page_says_so() -> None:
    pages, said = read(packed([PASSED["a picture"], PASSED["a request"]]))
    assert not pages
    assert said == ["the archive holds no page: 2 records of other kinds"]


BOMB = gzip.compress(bytes(20_000_000))
LOST = {
    "the server answered 403": answer(FERRY, status="403 Forbidden"),
    "encoded as 'pack200', which is not known": answer(FERRY, "Content-Encoding: pack200"),
    "the page is empty": answer(b"  \r\n"),
    "the body is a bomb": answer(BOMB, "Content-Encoding: gzip"),
    "the body is broken": answer(b"\x00\xff\x01" * 50, "Content-Encoding: gzip"),
}  # fmt: skip


@pytest.mark.parametrize("why", LOST)
def test_a_page_that_cannot_be_had_is_named_with_the_reason(why: str) -> None:
    pages, said = read(packed([record(LOST[why]), page(1)]))
    assert [one.url for one in pages] == ["https://osk.example/1"]
    assert len(said) == 1
    assert why in said[0]
    assert AT in said[0]


def test_frames_without_a_word_are_one_line() -> None:
    script = b"<script>draw('it')</script>"
    frame = answer(b"<html><head><title>ad</title>" + script + b"</head><body>&nbsp;<img></body>")
    pages, said = read(packed([record(frame, f"https://ads.example/{n}") for n in range(50)]))
    assert not pages
    assert len(said) == 1
    assert said[0].startswith("50 records: the page shows no text")


def test_ten_thousand_refusals_are_one_line() -> None:
    refused = answer(b"<p>no</p>", status="403 Forbidden")
    records = [record(refused, f"https://osk.example/{n}") for n in range(500)]
    _, said = read(packed(records))
    assert len(said) == 1
    assert said[0].startswith("500 records: the server answered 403: https://osk.example/0")
    assert said[0].endswith("and 497 more")


def test_a_revisit_is_lost_only_where_its_page_is_not_here() -> None:
    same = f"{PROFILE}/identical-payload-digest"
    again = record(answer(b""), AT, same, f"WARC-Refers-To-Target-URI: {AT}", kind="revisit")
    assert read(packed([record(answer()), again]))[1] == []
    assert "another archive holds the page" in read(packed([page(1), again]))[1][0]


def test_a_text_made_of_a_page_is_read_where_the_page_is_not_here() -> None:
    text = b"Ferry sinks off Osk\n\nNine people died on Monday when a ferry sank off Osk."
    made = record(text, kind="conversion", media="text/plain")
    assert [one.media for one in read(packed([made]))[0]] == ["plain"]
    assert [one.media for one in read(packed([record(answer()), made]))[0]] == ["html"]


# -- damage ---------------------------------------------------------------------------------


@pytest.mark.parametrize("pack", [b"".join, packed, zstd_packed], ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("missing", [1, 40, 400])
def test_everything_before_the_cut_is_kept(pack: object, missing: int) -> None:
    assert callable(pack)
    whole = [page(number) for number in range(20)]
    archive = pack(whole)
    length = len(pack(whole[:19]))
    cut = max(length + 1, len(archive) - missing - 4)  # the blank lines at the end are no loss
    pages, said = read(archive[:cut])
    assert [one.url for one in pages][:19] == [f"https://osk.example/{n}" for n in range(19)]
    assert [one.given.part for one in pages][:19] == [None] * 19
    assert all(one.given.part == "cut" or b"</html>" in one.raw for one in pages[19:])
    assert len(said) == 1
    assert "the archive breaks off" in said[0]


@pytest.mark.parametrize("pack", [packed, zstd_packed], ids=["gzip", "zstd"])
def test_a_damaged_member_costs_itself(pack: object) -> None:
    assert callable(pack)
    records = [page(number) for number in range(20)]
    start, end = len(pack(records[:10])), len(pack(records[:11]))
    archive = bytearray(pack(records))
    for place in range(start + 30, end - 20):
        archive[place] ^= 0x5A
    pages, said = read(bytes(archive))
    kept = {one.url for one in pages}
    assert {f"https://osk.example/{n}" for n in range(20) if n != 10} <= kept
    assert any("damaged" in one for one in said)


@pytest.mark.parametrize("pack", [b"".join, packed], ids=["plain", "gzip"])
@pytest.mark.parametrize("stated", [0, 30, 100_000, "-7", "many", ""])
def test_a_wrong_length_costs_neither_the_record_nor_the_next(pack: object, stated: object) -> None:
    assert callable(pack)
    wrong = record(answer(), AT, length=stated)  # type: ignore[arg-type]
    pages, said = read(pack([page(1), wrong, page(2)]))
    assert [one.url for one in pages] == ["https://osk.example/1", AT, "https://osk.example/2"]
    assert pages[1].raw == FERRY
    assert any("length is wrong" in one for one in said)


def test_a_wrong_length_of_a_picture_costs_no_page() -> None:
    picture = record(answer(b"\x89PNG" * 99, kind="image/png"), length=10**12)
    assert addresses(picture + page(1)) == ["https://osk.example/1"]


def test_a_record_that_is_not_what_its_digest_says_is_read_and_said() -> None:
    good = record(answer(), AT, f"WARC-Block-Digest: {digest_of(answer())}")
    assert read(good)[1] == []
    payload = record(answer(), AT, f"WARC-Payload-Digest: {digest_of(FERRY)}")
    assert read(payload)[1] == []
    for name in ("Block", "Payload"):
        wrong = record(answer(), AT, f"WARC-{name}-Digest: {digest_of(b'other')}")
        pages, said = read(wrong)
        assert len(pages) == 1
        assert "not what its digest says" in said[0]


def test_fields_that_stand_twice_or_are_folded_are_read() -> None:
    twice = answer(
        gzip.compress(FERRY),
        "Content-Type: text/html;\r\n\tcharset=koi8-r",
        "content-encoding: gzip",
    )
    pages, _ = read(packed([record(twice)]))
    assert [(one.raw, one.given.charset) for one in pages] == [(FERRY, "koi8-r")]


def test_a_record_larger_than_any_page_is_passed_over_unread() -> None:
    huge = record(answer(b"x" * 1000), length=MOST * 2)
    body = b"x" * (MOST * 2 - len(answer(b"x" * 1000)))
    large = huge[:-4] + body + b"\r\n\r\n"
    pages, said = read(large + page(1))
    assert [one.url for one in pages] == ["https://osk.example/1"]
    assert "it is over 64 MB" in said[0]


def test_a_feed_in_an_archive_gives_what_the_archive_has_no_page_of() -> None:
    feed = (
        "<rss><channel><title>Osk Herald</title><link>https://osk.example/</link>"
        f"<item><title>Ferry sinks</title><link>{AT}</link></item>"
        "<item><title>Tug found</title><link>https://osk.example/tug</link>"
        "<description>The tug Marta was found on Tuesday.</description></item></channel></rss>"
    ).encode()
    listed = record(answer(feed, kind="application/rss+xml"), "https://osk.example/rss")
    pages, said = read(packed([listed, record(answer())]))
    assert [one.url for one in pages] == [AT, "https://osk.example/tug"]
    assert pages[1].given.part == "teaser"
    assert pages[1].given.fetched == DAY
    assert not said


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_makes_reading_fail_or_costs_the_pages_before_it(data: st.DataObject) -> None:
    pack = data.draw(st.sampled_from([b"".join, packed, zstd_packed]))
    records = [page(number) for number in range(6)]
    archive = bytearray(pack(records))
    place = data.draw(st.integers(0, len(archive) - 1))
    noise = data.draw(st.binary(max_size=40))
    kind = data.draw(st.sampled_from(["cut", "insert", "replace", "delete"]))
    if kind == "cut":
        del archive[place:]
    elif kind == "insert":
        archive[place:place] = noise
    elif kind == "replace":
        archive[place : place + len(noise)] = noise
    else:
        del archive[place : place + len(noise)]
    before = sum(len(pack(records[:n])) <= place - 4 for n in range(1, 7))
    pages, _ = read(bytes(archive))
    assert [one.url for one in pages][:before] == [
        f"https://osk.example/{n}" for n in range(before)
    ]
