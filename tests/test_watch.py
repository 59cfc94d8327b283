"""Watching feeds: what is new is read once, what changed is a version, and a kill loses nothing."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from secondsource.edges.collection import report, verify
from secondsource.edges.fetch.fetcher import NOT_SEEN, Fetched, Fetcher, Seen
from secondsource.edges.rounds import HOUR, Round, Terms, Watch
from secondsource.edges.store import Store
from secondsource.edges.visits import Visit
from secondsource.edges.watching import feeds_in
from secondsource.errors import Misuse
from tests.test_cli import run
from tests.webroom import Asked, Hours, Web, answer, article, feed, moved, web, world

SITE = "http://levpress.example"
FEED = f"{SITE}/feed.xml"
RSS = "application/rss+xml"


def listing(numbers: range | list[int], **headers: str) -> bytes:
    return answer(feed(SITE, numbers), kind=RSS, **headers)


def mills(desk: Web, numbers: range, *, more: str = "") -> None:
    desk.routes |= {f"/mill/{n}": answer(article(n, more=more)) for n in numbers}


def watched(desk: Web, store: Store, hours: Hours, terms: Terms | None = None) -> Watch:
    fetching = Fetcher(world=world(hours, desk))
    now = lambda: hours.today().timestamp()  # noqa: E731
    return Watch(store, fetching, now=now, terms=terms or Terms())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "watch.db") as opened:
        yield opened


def only(found: Round, **counts: int) -> None:
    """Check the counts of a round; what is not named is none."""
    nothing = dict.fromkeys(("feeds", "unchanged", "new", "changed", "same", "left"), 0)
    assert {name: getattr(found, name) for name in nothing} == nothing | counts


# -- rounds ---------------------------------------------------------------------------------


def test_a_round_reads_what_a_feed_lists_and_the_next_only_what_is_new(store: Store) -> None:
    with web(**{"feed.xml": listing(range(3))}) as desk:
        mills(desk, range(5))
        watching = watched(desk, store, Hours())
        only(watching.round([FEED]), feeds=1, new=3)
        desk.routes["/feed.xml"] = listing(range(5))
        only(watching.round([FEED]), feeds=1, new=2)
        only(watching.round([FEED]), feeds=1)
        assert sorted(desk.paths) == ["/feed.xml"] * 3 + [f"/mill/{n}" for n in range(5)]
    found = report(store)
    assert len(found.accounts) == 5
    for account in found.accounts:
        assert account.page.given.listed, "what the feed states goes with the page"
        assert account.page.given.fetched
        assert account.page.url == account.page.input
    assert verify(store).faults == ()


def test_a_feed_that_has_not_changed_is_not_sent_again(store: Store) -> None:
    def route(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match") == '"f1"':
            return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return listing(range(2), etag='"f1"')

    with web(**{"feed.xml": route}) as desk:
        mills(desk, range(2))
        watching = watched(desk, store, Hours())
        only(watching.round([FEED]), feeds=1, new=2)
        only(watching.round([FEED]), feeds=1, unchanged=1)


def test_the_limit_leaves_the_rest_for_the_next_rounds(store: Store) -> None:
    def route(asked: Asked) -> bytes:
        if asked.headers.get("if-none-match"):
            return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        return listing(range(5), etag='"f1"')

    with web(**{"feed.xml": route}) as desk:
        mills(desk, range(5))
        watching = watched(desk, store, Hours(), Terms(limit=2))
        only(watching.round([FEED]), feeds=1, new=2, left=3)
        only(watching.round([FEED]), feeds=1, new=2, left=1)
        only(watching.round([FEED]), feeds=1, new=1)
        only(watching.round([FEED]), feeds=1, unchanged=1)


def test_a_page_is_looked_at_again_ever_later_and_a_changed_one_is_a_version(store: Store) -> None:
    hours, asked_at = Hours(), []

    def route(asked: Asked) -> bytes:
        asked_at.append(hours.seconds / HOUR)
        if asked.headers.get("if-none-match") == '"m2"':
            return b"HTTP/1.1 304 Not Modified\r\n\r\n"
        late = hours.seconds > 3 * HOUR
        more = "<p>Three men were arrested on Wednesday, the police said.</p>" if late else ""
        noise = f"<!-- served at {hours.seconds} -->"
        return answer(article(7, more=more) + noise, etag='"m2"' if late else '"m1"')

    with web(**{"feed.xml": listing([7]), "mill/7": route}) as desk:
        watching = watched(desk, store, hours)
        rounds = []
        for _ in range(60):
            rounds.append(watching.round([FEED]))
            hours.seconds += HOUR / 2
    assert len(asked_at) == 6
    assert asked_at[-1] <= 24.6
    for before, after in itertools.pairwise(asked_at[1:]):
        assert after >= 1.99 * before, "when it is twice as old"
    assert sum(one.new for one in rounds) == 1
    assert sum(one.changed for one in rounds) == 1
    assert sum(one.same for one in rounds) == 4, "other bytes with the same words are no version"
    accounts = report(store).accounts
    assert sorted(one.article.version_of is not None for one in accounts) == [False, True]


def test_nobody_looks_again_where_that_is_not_wanted(store: Store) -> None:
    hours = Hours()
    with web(**{"feed.xml": listing([7])}) as desk:
        mills(desk, range(8))
        watching = watched(desk, store, hours, Terms(again=0.0))
        for _ in range(5):
            watching.round([FEED])
            hours.seconds += 10 * HOUR
        assert desk.paths.count("/mill/7") == 1


def test_what_fails_is_named_tried_again_and_given_up(store: Store) -> None:
    hours, seen = Hours(), []
    with web(**{"feed.xml": listing([1, 2, 3])}) as desk:
        mills(desk, range(2))
        desk.routes["/mill/3"] = answer("", status="500 Fault")
        watching = watched(desk, store, hours)
        first = watching.round([FEED])
        reasons = {one.input: one.reason for one in first.unread}
        assert set(reasons) == {f"{SITE}/mill/2", f"{SITE}/mill/3"}
        assert "404" in reasons[f"{SITE}/mill/2"]
        assert {one.input for one in store.unread()} == set(reasons)
        for _ in range(40):
            hours.seconds += HOUR
            watching.round([FEED])
            seen.append(desk.paths.count("/mill/3"))
        assert desk.paths.count("/mill/2") == 1, "what is refused is not asked for again"
        assert seen[-1] == 5 * 3, "five rounds, three tries in each"
        assert seen == sorted(seen)


def test_a_page_that_comes_back_is_unread_no_more(store: Store) -> None:
    hours = Hours()
    with web(**{"feed.xml": listing([3]), "mill/3": answer("", status="503 Busy")}) as desk:
        watching = watched(desk, store, hours)
        assert watching.round([FEED]).unread
        mills(desk, range(4))
        hours.seconds += HOUR
        only(watching.round([FEED]), feeds=1, new=1)
    assert store.unread() == ()


def test_a_feed_that_fails_is_named_and_left_alone_if_it_goes_on(store: Store) -> None:
    hours = Hours()
    with web(**{"feed.xml": answer("<rss><channel>", status="404 Not Found")}) as desk:
        watching = watched(desk, store, hours)
        asked = []
        for _ in range(12):
            found = watching.round([FEED])
            asked.append(found.feeds)
            hours.seconds += 900
        assert asked[:4] == [1, 1, 1, 1]
        assert 4 < sum(asked) < 9
        desk.routes["/feed.xml"] = listing([])
        hours.seconds += 86_400
        only(watching.round([FEED]), feeds=1)
    assert store.unread() == ()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer(article(1)), "it is neither a feed"),
        (
            answer(
                "<link href='/rss?a=1&amp;b=2' title=News rel='home alternate'"
                ' type="application/rss+xml">' + article(1)
            ),
            f"it names a feed, {SITE}/rss?a=1&b=2: watch that",
        ),
        (answer("", status="404 Not Found"), "404"),
        (moved("http://127.0.0.1/feed.xml"), "the computer itself"),
        (answer("\x89PNG", kind="image/png"), "image/png"),
    ],
)
def test_what_is_no_feed_is_named(store: Store, sent: bytes, why: str) -> None:
    with web(**{"feed.xml": sent}) as desk:
        found = watched(desk, store, Hours()).round([FEED])
    assert [one.input for one in found.unread] == [FEED]
    assert why in found.unread[0].reason


def test_a_list_of_lists_is_followed(store: Store) -> None:
    index = (
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{SITE}/a.xml</loc></sitemap><sitemap><loc>{SITE}/index.xml</loc></sitemap>"
        "</sitemapindex>"
    )
    urls = "".join(f"<url><loc>{SITE}/mill/{n}</loc></url>" for n in range(3))
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    routes = {
        "index.xml": answer(index, kind="application/xml"),
        "a.xml": answer(sitemap, kind="application/xml"),
    }
    with web(**routes) as desk:
        mills(desk, range(3))
        watching = watched(desk, store, Hours())
        only(watching.round([f"{SITE}/index.xml"]), feeds=2, new=3)
        only(watching.round([f"{SITE}/index.xml"]), feeds=2)


def test_a_password_in_a_feed_is_neither_used_nor_kept_nor_printed(store: Store) -> None:
    secret = "http://desk:hunter2@levpress.example"
    with web(**{"feed.xml": answer(feed(secret, [1]), kind=RSS)}) as desk:
        mills(desk, range(2))
        hours = Hours()
        watching = watched(desk, store, hours)
        found = watching.round([FEED])
        assert [one.input for one in found.unread] == [f"{SITE}/mill/1"]
        assert "name or password" in found.unread[0].reason
        hours.seconds += HOUR
        only(watching.round([FEED]), feeds=1)
        assert desk.paths == ["/feed.xml"] * 2
    store.close()
    assert b"hunter2" not in store.path.read_bytes()
    with pytest.raises(Misuse, match="name or password") as raised:
        feeds_in([f"{secret}/feed.xml"])
    assert "hunter2" not in str(raised.value)


def test_a_watch_minds_its_own_feeds_alone(store: Store) -> None:
    other = "http://herald.example/feed.xml"
    with web(**{"feed.xml": listing([1])}) as desk:
        desk.routes["/mill/1"] = answer("", status="500 Fault")
        hours = Hours()
        watched(desk, store, hours).round([FEED])
        mills(desk, range(2))
        desk.routes["/feed.xml"] = listing([])
        hours.seconds += HOUR
        only(watched(desk, store, hours).round([other]), feeds=1)
        only(watched(desk, store, hours).round([FEED]), feeds=1, new=1)


def test_a_clock_that_is_set_back_stops_no_watch(store: Store) -> None:
    with web(**{"feed.xml": listing([1])}) as desk:
        mills(desk, range(3))
        only(watched(desk, store, Hours(seconds=10 * HOUR)).round([FEED]), feeds=1, new=1)
        desk.routes["/feed.xml"] = listing([1, 2])
        only(watched(desk, store, Hours()).round([FEED]), feeds=1, new=1)


def test_two_feeds_that_list_one_page_have_it_once(store: Store) -> None:
    with web(**{"feed.xml": listing([1]), "more.xml": listing([1, 2])}) as desk:
        mills(desk, range(3))
        only(watched(desk, store, Hours()).round([FEED, f"{SITE}/more.xml"]), feeds=2, new=2)
        assert desk.paths.count("/mill/1") == 1


# -- kills, and two at once -----------------------------------------------------------------


class Dying(Fetcher):
    """A fetcher that comes to a sudden end."""

    def fetched(self, address: str, *, seen: Seen = NOT_SEEN) -> Fetched:
        if address.endswith("/mill/6"):
            raise Misuse("the archive is full")
        return super().fetched(address, seen=seen)


def test_what_a_killed_round_left_is_taken_up(store: Store) -> None:
    hours = Hours()
    with web(**{"feed.xml": listing(range(10), etag='"f1"')}) as desk:
        mills(desk, range(10))
        dying = Dying(world=world(hours, desk))
        with pytest.raises(Misuse):
            Watch(store, dying, now=time.time, terms=Terms()).round([FEED])
        kept = store.size()
        desk.routes["/feed.xml"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        again = Watch(store, Fetcher(world=world(hours, desk)), now=time.time, terms=Terms())
        found = again.round([FEED])
        assert found.new + kept == 10, "the feed is not sent again, and yet nothing is lost"
    assert store.size() == 10


def start(site: str, path: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "secondsource", "watch", f"{site}/feed.xml", "--store"]
    command += [str(path), "--allow-private", "--once", "--delay", "0.02", "--again", "0", *words]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def slow_mills(desk: Web, numbers: range, wait: float) -> None:
    def route(asked: Asked) -> bytes:
        time.sleep(wait)
        return answer(article(int(asked.path.rpartition("/")[2])))

    desk.routes |= {f"/mill/{n}": route for n in numbers}


def test_a_watch_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    path, folder = tmp_path / "killed.db", tmp_path / "archive"
    with web() as desk:
        desk.routes["/feed.xml"] = answer(feed(desk.site, range(24)), kind=RSS, etag='"f1"')
        slow_mills(desk, range(24), 0.05)
        first = start(desk.site, path, "--archive", str(folder))
        while desk.paths.count("/feed.xml") < 1 or len(desk.paths) < 12:
            assert first.poll() is None, first.communicate()
            time.sleep(0.01)
        os.killpg(first.pid, signal.SIGKILL)
        first.communicate()
        with Store(path) as store:
            kept = {one.input for one in store.bytes_of()}
        before = list(desk.paths)
        desk.routes["/feed.xml"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
        second = start(desk.site, path, "--archive", str(folder))
        told, faults = second.communicate(timeout=120)
        assert second.returncode == 0, faults
        again = desk.paths[len(before) :]
    with Store(path) as store:
        assert len({one.input for one in store.bytes_of()}) == store.size() == 24
        assert verify(store).faults == ()
        held = store.visits().holders()
    assert held == ()
    assert not {f"{desk.site}{one}" for one in again} & kept, "what was kept is not fetched again"
    assert f"{24 - len(kept)} new" in told
    assert len(list(folder.iterdir())) == 2


def test_two_who_watch_one_store_ask_for_each_page_once(tmp_path: Path) -> None:
    path = tmp_path / "two.db"
    Store(path).close()
    with web() as desk:
        desk.routes["/feed.xml"] = answer(feed(desk.site, range(16)), kind=RSS)
        slow_mills(desk, range(16), 0.02)
        crew = [start(desk.site, path) for _ in range(2)]
        told = [one.communicate(timeout=120) for one in crew]
        assert [one.returncode for one in crew] == [0, 0], told
        pages = [one for one in desk.paths if one != "/feed.xml"]
    assert sorted(pages) == sorted(f"/mill/{n}" for n in range(16))
    with Store(path) as store:
        assert store.size() == 16
        assert len(report(store).accounts) == 16


# -- the store's part -----------------------------------------------------------------------


def test_a_visit_is_held_by_one_and_let_go(store: Store) -> None:
    visit = Visit(f"{SITE}/mill/1", "page", "levpress.example", FEED, 0.0, 0.0)
    terms = {"now": 10.0, "before": 10.0, "most": 9, "each": 9}
    visits = store.visits()
    with store.writing():
        visits.enter([visit, replace(visit, address=f"{SITE}/mill/2", due=99.0)])
        visits.enter([replace(visit, feed="another")])
        assert visits.take("page", [FEED], holder="a:1", **terms) == (visit,)  # type: ignore[arg-type]
        assert visits.take("page", [FEED], holder="b:1", **terms) == ()  # type: ignore[arg-type]
        assert visits.holders() == ("a:1",)
        later = terms | {"now": 2_000.0, "before": 2_000.0}
        assert len(visits.take("page", [FEED], holder="b:1", **later)) == 2  # type: ignore[arg-type]
        visits.let_go(["b:1"])
        assert visits.holders() == ()
        visits.answered(replace(visit, fetched=20.0, due=None, words="w", etag='"e"'))
    assert visits.of(visit.address) == replace(visit, fetched=20.0, due=None, words="w", etag='"e"')
    assert visits.of("http://nowhere.example/") is None
    assert visits.known([visit.address, "http://nowhere.example/"]) == {visit.address}


def test_a_store_hands_out_some_of_each_host(store: Store) -> None:
    hosts = [f"h{n}" for n in range(3)]
    some = [
        Visit(f"http://{host}.example/{n}", "page", host, FEED, 0.0, 0.0)
        for host in hosts
        for n in range(9)
    ]
    with store.writing():
        store.visits().enter(some)
        took = store.visits().take(
            "page", [FEED], now=1.0, before=1.0, holder="a:1", most=5, each=2
        )
    assert [visit.host for visit in took] == ["h0", "h1", "h2", "h0", "h1"]


# -- the command ----------------------------------------------------------------------------


def test_the_command_tells_a_round_in_one_line(tmp_path: Path) -> None:
    with web() as desk:
        desk.routes["/feed.xml"] = answer(feed(desk.site, range(3)), kind=RSS)
        mills(desk, range(2))
        call = ["watch", f"{desk.site}/feed.xml", "--once", "--allow-private", "--delay", "0"]
        first = run(*call, cwd=tmp_path)
        assert first.returncode == 1
        assert len(first.stdout.splitlines()) == 1
        assert (
            "Feeds: 1, 0 unchanged. Pages: 2 new, 0 changed, 0 the same, 1 unread." in first.stdout
        )
        assert f"unread: {desk.site}/mill/2: the server answers 404" in first.stderr
        second = run(*call, "--json", cwd=tmp_path)
        assert second.returncode == 0
        assert json.loads(second.stdout)["articles"] == 2


def test_feeds_are_named_by_address_or_listed_in_a_file(tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="Ports"><outline type="rss" text="Levpress"'
        ' xmlUrl="https://levpress.example/feed.xml"/></outline><outline type="rss"'
        ' text="Herald" xmlUrl="https://herald.example/atom"/></body></opml>'
    )
    lines = tmp_path / "feeds.txt"
    lines.write_text(
        "\ufeff# ports\nhttps://levpress.example/feed.xml # daily\n\nhttps://quay.example/rss\n"
    )
    assert feeds_in([str(opml), str(lines), "https://mill.example/rss"]) == (
        "https://levpress.example/feed.xml",
        "https://herald.example/atom",
        "https://quay.example/rss",
        "https://mill.example/rss",
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("feed.xml\n", "line 1: 'feed.xml' is no address"),
        ("\n# nothing\n", "lists no feeds"),
        ('<opml version="2.0"><body/></opml>', "lists no feeds"),
        (feed("https://levpress.example", range(2)), "lists no feeds"),
    ],
)
def test_a_file_that_lists_no_feeds_is_misuse(tmp_path: Path, words: str, why: str) -> None:
    path = tmp_path / "feeds"
    path.write_text(words)
    with pytest.raises(Misuse, match=why):
        feeds_in([str(path)])
    with pytest.raises(Misuse, match="wants the address of a feed"):
        feeds_in([str(tmp_path / "none.opml")])
