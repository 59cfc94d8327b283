"""Fetching one address: redirects, tries, bounds and refusals, against a server that misbehaves."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.edges.fetch.exchange import Limits
from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.fetcher import AGENT, Fetched, Fetcher, Seen
from secondsource.edges.fetch.world import World
from secondsource.errors import Unreadable
from tests.webroom import PAGE, Asked, Hours, answer, fetcher, moved, nothing_there, web, world


def reason(fetching: Fetcher, address: str) -> str:
    with pytest.raises(Unreadable) as raised:
        fetching.fetched(address)
    return str(raised.value)


# -- what is had ----------------------------------------------------------------------------


def test_a_page_is_fetched_with_what_the_server_states_of_it() -> None:
    told = {"etag": '"v1"', "last_modified": "Thu, 14 Mar 2024 09:00:00 GMT"}
    with web(ferry=answer(PAGE, kind="text/html; charset=utf-8", **told)) as desk:
        found = fetcher(desk).fetched("http://levpress.example/ferry#top")
    assert found == Fetched(
        asked="http://levpress.example/ferry#top",
        address="http://levpress.example/ferry",
        raw=PAGE.encode(),
        kind="text/html; charset=utf-8",
        charset="utf-8",
        fetched="2024-03-15T12:00:01Z",
        served="Thu, 14 Mar 2024 09:00:00 GMT",
        seen=Seen('"v1"', "Thu, 14 Mar 2024 09:00:00 GMT"),
    )
    assert [one.path for one in desk.asked] == ["/robots.txt", "/ferry"]
    assert {one.headers["user-agent"] for one in desk.asked} == {AGENT}
    assert {one.host for one in desk.asked} == {"levpress.example"}


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("identity", PAGE.encode()),
    ],
)
def test_a_body_is_unpacked(encoding: str, packed: bytes) -> None:
    with web(ferry=answer(packed, content_encoding=encoding)) as desk:
        assert fetcher(desk).fetched("http://levpress.example/ferry").raw == PAGE.encode()


def test_a_chunked_body_is_joined() -> None:
    chunks = b"".join(b"%x\r\n%b\r\n" % (1, bytes([byte])) for byte in PAGE.encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    with web(ferry=head + chunks + b"0\r\n\r\n") as desk:
        assert fetcher(desk).fetched("http://levpress.example/ferry").raw == PAGE.encode()


def test_what_has_not_changed_is_said_to_be_so() -> None:
    def route(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"v1"':
            return b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'
        return answer(PAGE, etag='"v1"')

    with web(ferry=route) as desk:
        fetching = fetcher(desk)
        first = fetching.fetched("http://levpress.example/ferry")
        second = fetching.fetched("http://levpress.example/ferry", seen=first.seen)
    assert (first.unchanged, second.unchanged, second.raw) == (False, True, b"")


def test_an_early_hint_is_no_answer() -> None:
    hint = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
    with web(ferry=hint + answer(PAGE)) as desk:
        assert fetcher(desk).fetched("http://levpress.example/ferry").raw == PAGE.encode()


# -- redirects ------------------------------------------------------------------------------


def test_redirects_are_followed_and_the_last_address_is_the_page() -> None:
    routes = {"old": moved("/new?a=b c"), "new": answer(PAGE)}
    with web(**routes) as desk:
        found = fetcher(desk).fetched("http://levpress.example/old")
    assert (found.asked, found.address) == (
        "http://levpress.example/old",
        "http://levpress.example/new?a=b%20c",
    )


@pytest.mark.parametrize("location", ["/ferry", "http://levpress.example:80/ferry#again"])
def test_a_circle_is_named(location: str) -> None:
    with web(ferry=moved(location)) as desk:
        assert "in a circle (it may want cookies): http://levpress.example/ferry -> " in reason(
            fetcher(desk), "http://levpress.example/ferry"
        )


def test_endless_redirects_end() -> None:
    with web(on=lambda asked: moved(asked.path + "x")) as desk:
        desk.routes |= {"/on" + "x" * n: (lambda a: moved(a.path + "x")) for n in range(99)}
        told = reason(fetcher(desk), "http://levpress.example/on")
        assert "redirects more than 10 times" in told
        assert len(desk.paths) == 10


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://127.0.0.1/secret", "the computer itself"),
        ("http://169.254.169.254/latest/meta-data/", "the local link"),
        ("http://[::ffff:169.254.169.254]/", "the local link"),
        ("http://[::1]/", "the computer itself"),
        ("http://2130706433/", "not written plainly"),
        ("http://0x7f.1/", "not written plainly"),
        ("http://0177.0.0.1/", "not written plainly"),
        ("http://localhost/", "one's own computer"),
        ("http://metadata.google.internal/", "one's own computer"),
        ("file:///etc/passwd", "only http and https"),
        ("ftp://levpress.example/ferry", "only http and https"),
        ("//user:word@levpress.example/", "name or password"),
        ("http://levpress.example:22/", "port 22"),
        ("http://[::1", "cannot be read"),
        ("", "does not say where"),
    ],
)
def test_a_redirect_is_checked_as_any_address(location: str, why: str) -> None:
    with web(ferry=moved(location)) as desk:
        assert why in reason(fetcher(desk), "http://levpress.example/ferry")
        assert desk.paths == ["/ferry"]


def test_a_name_that_leads_home_is_refused_before_anything_is_asked() -> None:
    with web(ferry=answer(PAGE)) as desk:
        fetching = fetcher(desk, levpress=["93.184.216.34", "10.0.0.7"])
        assert "leads to 10.0.0.7" in reason(fetching, "http://levpress.example/ferry")
    assert desk.asked == []


def test_a_name_that_changes_its_answer_gains_nothing() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"]])
    met: list[str] = []
    with web(ferry=answer(PAGE)) as desk:
        real = world(web=desk)

        def connect(number: str, port: int, seconds: float):  # type: ignore[no-untyped-def]
            met.append(number)
            return real.connect(number, port, seconds)

        rebinding = World(
            real.clock, real.today, real.pause, real.chance, lambda h, p: next(answers), connect
        )
        told = reason(Fetcher(world=rebinding), "http://levpress.example/ferry")
    assert "leads to 127.0.0.1" in told
    assert met == ["93.184.216.34"], "what was connected to is what was checked"
    assert desk.paths == []


def test_ones_own_network_is_fetched_from_where_that_is_allowed() -> None:
    with web(ferry=answer(PAGE)) as desk:
        assert "computer itself" in reason(Fetcher(), f"http://127.0.0.1:{80}/ferry")
        refused = reason(Fetcher(), f"{desk.site}/ferry")
        assert "not one of the web" in refused and "--allow-private allows it" in refused
        allowed = Fetcher(private=True, delay=0.0)
        assert allowed.fetched(f"{desk.site}/ferry").raw == PAGE.encode()


# -- second tries ---------------------------------------------------------------------------


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    hours, times = Hours(), iter([("retry_after", "30"), ("retry_after", "0"), None])

    def route(asked: Asked) -> bytes:
        told = next(times)
        if told is None:
            return answer(PAGE)
        return answer("", status="429 Too Many Requests", retry_after=told[1])

    with web(ferry=route) as desk:
        found = fetcher(desk, hours).fetched("http://levpress.example/ferry")
    assert found.raw == PAGE.encode()
    assert [wait for wait in hours.pauses if wait > 2] == [30.0, 5.0]


@pytest.mark.parametrize("told", ["Fri, 15 Mar 2024 12:01:31 GMT", "90"])
def test_a_server_may_name_the_hour_or_the_seconds(told: str) -> None:
    hours = Hours()
    with web(ferry=answer("", status="503 Busy", retry_after=told)) as desk:
        assert "503" in reason(fetcher(desk, hours), "http://levpress.example/ferry")
    assert hours.pauses[1] == pytest.approx(90, abs=1)
    assert len(desk.paths) == 3


def test_a_server_that_wants_an_hour_is_left_for_later() -> None:
    hours = Hours()
    with web(ferry=answer("", status="429 Busy", retry_after="3600"), bay=answer(PAGE)) as desk:
        fetching = fetcher(desk, hours)
        assert "left alone for 3600 s" in reason(fetching, "http://levpress.example/ferry")
        with pytest.raises(Failed) as raised:
            fetching.fetched("http://levpress.example/bay")
        assert raised.value.wait == pytest.approx(3600, abs=1)
        assert fetching.fetched("http://elsewhere.example/bay").raw == PAGE.encode()
    assert desk.paths == ["/ferry", "/bay"]
    assert sum(hours.pauses) < 10


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone", "418 Teapot"])
def test_what_is_refused_is_not_asked_for_again(status: str) -> None:
    with web(ferry=answer("", status=status)) as desk:
        assert status[:3] in reason(fetcher(desk), "http://levpress.example/ferry")
        assert desk.paths == ["/ferry"]


def test_a_server_with_a_fault_is_asked_three_times_later_and_later() -> None:
    hours = Hours()
    with web(ferry=answer("", status="500 Fault")) as desk:
        assert "500" in reason(fetcher(desk, hours), "http://levpress.example/ferry")
    assert len(desk.paths) == 3
    assert [round(wait, 1) for wait in hours.pauses[1:]] == [2.5, 5.0]


def test_a_host_that_nobody_knows_or_where_nobody_answers_is_named() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    hours = Hours()
    lost = World(hours.clock, hours.today, hours.pause, lambda: 0.0, nobody)
    assert "levpress.example cannot be looked up: Name or" in reason(
        Fetcher(world=lost), "http://levpress.example/ferry"
    )
    closed = f"http://127.0.0.1:{nothing_there()}/ferry"
    alone = World(hours.clock, hours.today, hours.pause)
    assert "cannot be connected to" in reason(Fetcher(world=alone, private=True), closed)


# -- bad answers ----------------------------------------------------------------------------


def bad(sent: bytes | Iterator[bytes], limits: Limits | None = None) -> str:
    """What is said of an answer that cannot be read."""
    with web(ferry=lambda asked: sent) as desk:
        return reason(
            Fetcher(world=world(web=desk), limits=limits), "http://levpress.example/ferry"
        )


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer(b"\x89PNG", kind="image/png"), "it is no page but image/png"),
        (answer(b"%", kind="video/mp4"), "it is no page but video/mp4"),
        (answer(""), "an empty page"),
        (answer("", status="204 No Content"), "answers 204"),
        (answer("x", status="206 Partial"), "answers 206"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "not HTTP"),
        (b"", "closed the connection before"),
        (b"HTTP/1.1 200 OK\r\nContent-Ty", "closed the connection before"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello", "not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nhello", "not HTTP"),
        (answer(PAGE)[:-20], "closed the connection before"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nFer",
            "closed the connection before",
        ),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nFerry", "not HTTP"),
        (answer(gzip.compress(PAGE.encode())[:-30], content_encoding="gzip"), "breaks off"),
        (answer(PAGE, content_encoding="morse"), "'morse', which is not known"),
    ],
)
def test_an_answer_that_is_no_page_is_named(sent: bytes, why: str) -> None:
    assert why in bad(sent)


def test_a_short_body_is_asked_for_again() -> None:
    times = iter([answer(PAGE)[:-20], answer(PAGE)])
    with web(ferry=lambda asked: next(times)) as desk:
        assert fetcher(desk).fetched("http://levpress.example/ferry").raw == PAGE.encode()


def test_ten_megabytes_of_headers_are_not_taken() -> None:
    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX-Long: "
        for _ in range(160):
            yield b"x" * 65_536

    assert "headers are too long" in bad(endless())
    many = b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\nhi"
    assert "5000 headers" in bad(many)


def test_a_server_that_drips_is_stopped_by_the_clock_of_the_whole_answer() -> None:
    def dripping() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n"
        for _ in range(100):
            time.sleep(0.05)
            yield b"x"

    with web(ferry=lambda asked: dripping()) as desk:
        quick = World(pause=lambda seconds: None)
        limits = Limits(whole=0.4)
        fetching = Fetcher(world=quick, private=True, delay=0.0, limits=limits)
        begun = time.monotonic()
        with pytest.raises(Failed, match="not complete after"):
            fetching.fetched(f"{desk.site}/ferry")
    assert time.monotonic() - begun < 12


def test_a_silent_server_is_not_waited_for() -> None:
    def silent() -> Iterator[bytes]:
        time.sleep(1.0)
        yield b""

    with web(ferry=lambda asked: silent()) as desk:
        limits = Limits(silence=0.1)
        quick = World(pause=lambda seconds: None)
        fetching = Fetcher(world=quick, private=True, delay=0.0, limits=limits)
        assert "silent for" in reason(fetching, f"{desk.site}/ferry")


def test_a_bomb_is_named_and_not_unpacked() -> None:
    bomb = gzip.compress(b"\x00" * 8_000_000, 9)
    assert "is a bomb" in bad(answer(bomb, content_encoding="gzip"))
    twice = gzip.compress(gzip.compress(b"\x00" * 8_000_000, 9), 9)
    assert "is a bomb" in bad(answer(twice, content_encoding="gzip, gzip"))


def test_a_body_without_end_is_left() -> None:
    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        for _ in range(100):
            yield b"x" * 65_536

    assert "over 1 MB" in bad(endless(), Limits(body=1_000_000))


def test_a_pile_of_tiny_chunks_is_bounded_as_it_travels() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        for _ in range(100):
            yield (b"1;" + b"e" * 60_000 + b"\r\nx\r\n")

    assert "over 0 MB" in bad(chunks(), Limits(body=100_000))


PIECES = [
    b"HTTP/1.1 301 Elsewhere\r\n", b"HTTP/1.1 103 Hint\r\n\r\n", b"HTTP/1.1 304 Same\r\n\r\n",
    b"HTTP/1.1 429 Busy\r\n", b"HTTP/1.1 101 Other\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    b"Location: http://[::1\r\n", b"Location: //\xff\xfe/\r\n", b"Location: \r\n", b"\r\n",
    b"\r\n\r\n", b"Retry-After: \xb2\r\n", b"Retry-After: Fri, 99 Mar 0000 99:99:99 GMT\r\n",
    b"Content-Length: 5\r\n", b"Content-Length: 99999999999999999999\r\n", b"5\r\nFerry\r\n",
    b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Content-Encoding: br\r\n",
    b"Content-Encoding: zstd\r\n", b"Content-Type: text/html; charset=\xff\r\n", b"0\r\n\r\n",
    b"ETag: \x01\r\n", b"<html><p>Ferry sinks</p>", gzip.compress(b"<p>Ferry sinks</p>"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=9), max_size=9), st.booleans())
def test_whatever_a_server_sends_it_is_a_page_or_a_reason(pieces: list[bytes], plain: bool) -> None:
    def connect(number: str, port: int, seconds: float) -> httpcore.NetworkStream:
        return httpcore.MockStream([b"" if plain else b"HTTP/1.1 200 OK\r\n", *pieces])

    hours = Hours()
    odd = World(
        hours.clock, hours.today, hours.pause, lambda: 0.5, lambda h, p: ["1.1.1.1"], connect
    )
    try:
        assert Fetcher(world=odd).fetched("http://levpress.example/ferry").address
    except Unreadable as error:
        assert len(str(error)) > 10


def test_refusals_and_faults_that_pass_are_told_apart() -> None:
    assert issubclass(Refused, Unreadable)
    assert issubclass(Failed, Unreadable)
