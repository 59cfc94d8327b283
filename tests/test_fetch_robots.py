"""What a site permits is honoured: RFC 9309, with its faults."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from secondsource.edges.fetch.failures import Failed, Refused
from secondsource.edges.fetch.fetcher import Fetcher
from secondsource.edges.fetch.world import World
from tests.webroom import PAGE, Asked, Hours, answer, fetcher, moved, web

FERRY = "http://levpress.example/ferry"


def robots(words: str | bytes) -> bytes:
    return answer(words, kind="text/plain")


@pytest.mark.parametrize(
    ("words", "permitted"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /ferry", False),
        ("User-agent: *\nDisallow: /mill", True),
        ("User-agent: *\nDisallow: /\nAllow: /fer", True),
        ("User-agent: secondsource\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: SecondSource\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: otherbot\nDisallow: /", True),
        ("User-agent: *\nDisallow: /*rry$", False),
        ("User-agent: *\nDisallow:", True),
        ("\ufeffUser-agent: *\r\nDisallow: /ferry\r\n", False),
        ("User-agent: secondsource/9.9 (+https://x)\nDisallow: /", False),
        ("User-agent: second\nDisallow: /", True),
        ("User-agent: otherbot\nUser-agent: secondsource\n\nDisallow: /", False),
        ("User-agent: *\nSitemap: /s.xml\nUser-agent: otherbot\nDisallow: /", False),
        ("User-agent: *\nAllow: /\nUser-agent: otherbot\nDisallow: /", True),
        ("user agent *\ndisalow: /ferry # the harbour", False),
        ("Disallow: /", True),
        ("<html>no robots here</html>", True),
        ("", True),
    ],
)
def test_a_site_says_what_may_be_fetched(words: str, permitted: bool) -> None:
    with web(ferry=answer(PAGE)) as desk:
        desk.routes["/robots.txt"] = robots(words)
        if permitted:
            assert fetcher(desk).fetched(FERRY).raw == PAGE.encode()
        else:
            with pytest.raises(Refused, match=r"robots\.txt does not permit"):
                fetcher(desk).fetched(FERRY)
        assert bool(desk.paths) is permitted


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "401 Who", "410 Gone"])
def test_a_site_without_a_robots_file_permits_everything(status: str) -> None:
    with web(ferry=answer(PAGE)) as desk:
        desk.routes["/robots.txt"] = answer("", status=status)
        assert fetcher(desk).fetched(FERRY).raw == PAGE.encode()


@pytest.mark.parametrize("status", ["500 Fault", "503 Busy", "429 Too Many"])
def test_a_robots_file_that_cannot_be_had_forbids_everything_for_a_while(status: str) -> None:
    hours = Hours()
    with web(ferry=answer(PAGE)) as desk:
        desk.routes["/robots.txt"] = answer("", status=status)
        fetching = fetcher(desk, hours)
        with pytest.raises(Failed, match=rf"robots\.txt cannot be had.*{status[:3]}") as raised:
            fetching.fetched(FERRY)
        assert 500 < raised.value.wait <= 600
        asked = len(desk.asked)
        with pytest.raises(Failed):
            fetching.fetched("http://levpress.example/bay")
        assert len(desk.asked) == asked, "it is not asked for again at once"
        desk.routes["/robots.txt"] = robots("")
        hours.seconds += 700
        assert fetching.fetched(FERRY).raw == PAGE.encode()


def test_a_robots_file_is_kept_for_a_day_and_fetched_for_each_site() -> None:
    hours = Hours()
    with web(ferry=answer(PAGE), bay=answer(PAGE)) as desk:
        fetching = fetcher(desk, hours)
        for _ in range(3):
            fetching.fetched(FERRY)
            fetching.fetched("http://levpress.example/bay")
            hours.seconds += 7 * 3600
        assert [one.path for one in desk.asked].count("/robots.txt") == 1
        hours.seconds += 7 * 3600
        fetching.fetched(FERRY)
        assert [one.path for one in desk.asked].count("/robots.txt") == 2
        fetching.fetched("http://herald.example/ferry")
        assert [one.path for one in desk.asked].count("/robots.txt") == 3


def test_the_robots_file_of_each_hop_counts() -> None:
    def route(asked: Asked) -> bytes:
        return robots("User-agent: *\nDisallow: /" if asked.host == "herald.example" else "")

    with web(ferry=moved("http://herald.example/ferry")) as desk:
        desk.routes["/robots.txt"] = route
        with pytest.raises(Refused, match="does not permit"):
            fetcher(desk).fetched(FERRY)
        assert desk.paths == ["/ferry"]


def test_a_robots_file_may_stand_elsewhere_and_not_too_far() -> None:
    with web(ferry=answer(PAGE), r=robots("User-agent: *\nDisallow: /ferry")) as desk:
        desk.routes["/robots.txt"] = moved("http://www.levpress.example/r")
        with pytest.raises(Refused, match="does not permit"):
            fetcher(desk).fetched(FERRY)
    with web(ferry=answer(PAGE)) as desk:
        desk.routes |= {f"/r{n}": moved(f"/r{n + 1}") for n in range(9)}
        desk.routes["/robots.txt"] = moved("/r0")
        assert fetcher(desk).fetched(FERRY).raw == PAGE.encode(), "five redirects: none is there"
        assert desk.paths == ["/r0", "/r1", "/r2", "/r3", "/r4", "/ferry"]


@pytest.mark.parametrize("location", ["http://127.0.0.1/r", "file:///etc/passwd", "/robots.txt"])
def test_a_robots_file_that_leads_astray_forbids_everything(location: str) -> None:
    with web(ferry=answer(PAGE)) as desk:
        desk.routes["/robots.txt"] = moved(location)
        with pytest.raises(Failed, match="cannot be had"):
            fetcher(desk).fetched(FERRY)
        assert desk.paths == []


def test_the_pause_that_a_site_asks_for_is_made_up_to_a_minute() -> None:
    for told, paused in (("7", 7.0), ("3600", 60.0), ("0.2", 1.0), ("nonsense", 1.0)):
        hours = Hours()
        with web(ferry=answer(PAGE), bay=answer(PAGE)) as desk:
            desk.routes["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {told}")
            fetching = fetcher(desk, hours)
            fetching.fetched(FERRY)
            fetching.fetched("http://levpress.example/bay")
        assert hours.pauses == [1.0, paused], told


STARS = "Disallow: /*a*a*a*a*a*a*a*a*a*b\n" * 40_000
NAMES = "".join(f"User-agent: bot{n}\n" for n in range(6_000)) + "Disallow: /x\n" * 20_000


@pytest.mark.parametrize("more", [STARS, NAMES, "Disallow: /" + "*a" * 250_000])
def test_a_giant_robots_file_is_read_to_its_bound_and_soon(more: str) -> None:
    lines = "User-agent: *\nDisallow: /ferry\n" + more

    def endless() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + lines.encode()
        for _ in range(100):
            yield b"Disallow: /x\n" * 10_000

    with web(ferry=answer(PAGE)) as desk:
        desk.routes["/robots.txt"] = lambda asked: endless()
        begun = time.monotonic()
        fetching = fetcher(desk)
        with pytest.raises(Refused, match="does not permit"):
            fetching.fetched(FERRY)
        with pytest.raises(Refused, match="404"):
            fetching.fetched("http://levpress.example/" + "a" * 4000)
        assert time.monotonic() - begun < 20


def test_a_robots_file_that_never_comes_is_not_waited_for() -> None:
    def silent() -> Iterator[bytes]:
        time.sleep(0.6)
        yield b""

    from secondsource.edges.fetch.robots import Robots
    from secondsource.edges.fetch.targets import target_of

    with web(ferry=answer(PAGE)) as desk:
        desk.routes["/robots.txt"] = lambda asked: silent()
        quick = World(pause=lambda seconds: None)
        with pytest.raises(Failed, match="closed the connection"):
            Fetcher(world=quick, private=True, delay=0.0).fetched(f"{desk.site}/ferry")
        assert desk.paths == []
    assert Robots(lambda: 0.0).check(target_of(FERRY), lambda target: None) is None
