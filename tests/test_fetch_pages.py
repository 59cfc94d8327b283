"""An address becomes pages: one, or those that a feed, a sitemap or an index lists."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from secondsource.edges.collection import read
from secondsource.edges.fetch.archive import Archive
from secondsource.edges.fetch.fetcher import Fetcher
from secondsource.edges.fetch.pages import inputs_at
from secondsource.edges.raw import Raw
from secondsource.edges.store import Store
from secondsource.edges.warc import pages_in_warc
from secondsource.records import Given, Unread
from tests.test_cli import run
from tests.webroom import PAGE, Web, answer, article, feed, fetcher, moved, web, world

SITE = "http://levpress.example"
RSS = "application/rss+xml"


def found_at(desk: Web, path: str, limit: int = 100) -> list[Raw | Unread]:
    found = inputs_at(SITE + path, fetcher=fetcher(desk), limit=limit)
    return sorted(found, key=lambda one: one.input)


def only_unread(found: list[Raw | Unread]) -> str:
    assert len(found) == 1
    assert isinstance(found[0], Unread)
    return found[0].reason


def test_a_page_has_the_address_it_was_found_at_and_what_the_server_states() -> None:
    sent = answer(
        PAGE, kind="text/html; charset=utf-8", last_modified="Thu, 14 Mar 2024 09:00:00 GMT"
    )
    with web(ferry=sent, old=moved("/ferry")) as desk:
        assert found_at(desk, "/old") == [
            Raw(
                raw=PAGE.encode(),
                input=f"{SITE}/old",
                address=f"{SITE}/ferry",
                media="html",
                given=Given(
                    fetched="2024-03-15T12:00:02Z",
                    served="2024-03-14T09:00:00+00:00",
                    charset="utf-8",
                ),
                url=f"{SITE}/ferry",
            )
        ]


def test_the_pages_that_a_feed_lists_are_fetched_and_what_it_states_goes_with_them() -> None:
    with web(**{"feed.xml": answer(feed(SITE, [3, 1, 3, 9]), kind=RSS)}) as desk:
        desk.routes |= {f"/mill/{n}": answer(article(n)) for n in range(4)}
        first, second, third = found_at(desk, "/feed.xml")
    assert isinstance(first, Raw)
    assert isinstance(second, Raw)
    assert (first.url, second.url) == (f"{SITE}/mill/1", f"{SITE}/mill/3")
    assert first.given.headline == "Mill number 1 burns"
    assert first.given.listed
    assert first.given.fetched
    assert isinstance(third, Unread)
    assert third.input == f"{SITE}/mill/9"


@pytest.mark.parametrize("kind", [RSS, "application/xml", "text/xml", "text/html", "text/plain"])
def test_a_feed_is_known_whatever_it_is_called(kind: str) -> None:
    with web(**{"feed.xml": answer(feed(SITE, [1]), kind=kind)}) as desk:
        desk.routes["/mill/1"] = answer(article(1))
        assert [type(one) for one in found_at(desk, "/feed.xml")] == [Raw]


def test_the_limit_holds_over_all_lists_and_a_list_that_lists_itself_ends() -> None:
    index = "".join(
        f"<sitemap><loc>{SITE}/{one}</loc></sitemap>" for one in ("a.xml", "b.xml", "all.xml")
    )
    namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

    def pages(numbers: range) -> bytes:
        urls = "".join(f"<url><loc>{SITE}/mill/{n}</loc></url>" for n in numbers)
        return answer(f"<urlset {namespace}>{urls}</urlset>", kind="application/xml")

    routes = {
        "all.xml": answer(f"<sitemapindex {namespace}>{index}</sitemapindex>", kind="text/xml"),
        "a.xml": pages(range(3)),
        "b.xml": pages(range(3, 6)),
    }
    with web(**routes) as desk:
        desk.routes |= {f"/mill/{n}": answer(article(n)) for n in range(6)}
        assert len(found_at(desk, "/all.xml", limit=4)) == 4
        assert len(found_at(desk, "/all.xml")) == 6
        assert desk.paths.count("/all.xml") == 2


def test_what_a_feed_names_is_fetched_from_nowhere_else_than_the_public_web() -> None:
    bad = feed("http://169.254.169.254", [1], path="/latest/meta-data/")
    with web(**{"feed.xml": answer(bad, kind=RSS)}) as desk:
        assert "cloud metadata" in only_unread(found_at(desk, "/feed.xml"))
        assert desk.paths == ["/feed.xml"]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer("<rss", kind=RSS), "neither a page nor a feed"),
        (answer('{"a": 1}', kind="application/json"), ""),
        (answer("<a/>", kind="application/xml"), "neither a page nor a feed"),
        (answer("body {}", kind="text/css"), "text/css"),
    ],
)
def test_what_is_no_page_is_named(sent: bytes, why: str) -> None:
    with web(odd=sent) as desk:
        reason = only_unread(found_at(desk, "/odd"))
        assert why in reason
        assert len(reason) > 20


def test_other_documents_behind_an_address_are_read_by_their_readers() -> None:
    lines = json.dumps({"text": "Ferry sinks\n\nNine died.", "id": "a"}) + "\n"
    plain = "Ferry sinks\n\nNine people died when the ferry sank.\n"
    with web(
        lines=answer(lines, kind="application/x-ndjson"), note=answer(plain, kind="text/plain")
    ) as desk:
        (line,) = found_at(desk, "/lines")
        (note,) = found_at(desk, "/note")
    assert isinstance(line, Raw)
    assert (line.input, line.key, line.media) == (f"{SITE}/lines", "a", "plain")
    assert isinstance(note, Raw)
    assert (note.media, note.url) == ("plain", f"{SITE}/note")


def test_a_page_out_of_the_archive_is_the_page_that_was_fetched(tmp_path: Path) -> None:
    with web(
        **{"feed.xml": answer(feed(SITE, range(3)), kind=RSS), "old": moved("/ferry")}
    ) as desk:
        desk.routes |= {f"/mill/{n}": answer(article(n)) for n in range(3)}
        desk.routes["/ferry"] = answer(gzip.compress(PAGE.encode()), content_encoding="gzip")
        with Archive(tmp_path / "kept") as archive:
            fetching = Fetcher(world=world(web=desk), archive=archive)
            fetched = list(inputs_at(f"{SITE}/feed.xml", fetcher=fetching))
            fetched += inputs_at(f"{SITE}/old", fetcher=fetching)
        assert archive.path
    with archive.path.open("rb") as opened:
        kept = list(pages_in_warc(opened, archive.path.name))
    with Store(tmp_path / "a.db") as first, Store(tmp_path / "b.db") as second:
        read(first, fetched)
        assert read(second, kept).unread == ()
        ids = [[one.id for one in store.bytes_of()] for store in (first, second)]
    assert len(ids[0]) == 4
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    "address",
    [
        "http://desk:hunter2@levpress.example/",
        "http://desk:hunter2@levpress.example:port/",
        "http://desk:hunter2@lev\u2100press.example/",
        "http://desk:hunter2@[::1/",
    ],
)
def test_a_password_is_not_printed(address: str) -> None:
    with web(old=moved(address)) as desk:
        for named in (address, f"{SITE}/old"):
            (found,) = inputs_at(named, fetcher=fetcher(desk))
            assert isinstance(found, Unread)
            assert "hunter2" not in found.input + found.reason
        assert desk.paths == ["/old"]


def test_the_command_reads_an_address(tmp_path: Path) -> None:
    with web(ferry=answer(PAGE)) as desk:
        address = f"{desk.site}/ferry"
        refused = run("read", address, cwd=tmp_path)
        assert refused.returncode == 1
        assert f"unread: {address}: port {desk.port} is not one of the web" in refused.stderr
        assert desk.asked == []
        call = ["read", address, "--allow-private", "--delay", "0", "--archive", "kept"]
        done = run(*call, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("Pages: 1 new, 0 known, 0 unread.")
        again = run(*call, cwd=tmp_path)
        assert again.stdout.startswith("Pages: 0 new, 1 known, 0 unread.")
        assert len(list((tmp_path / "kept").iterdir())) == 2
    told = json.loads(run("export", cwd=tmp_path).stdout)
    assert [one["url"] for one in told["articles"]] == [address]
    assert run("verify", cwd=tmp_path).returncode == 0


def test_proxies_of_the_environment_are_not_asked(tmp_path: Path) -> None:
    proxies = dict.fromkeys(("http_proxy", "HTTP_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    with web(ferry=answer(PAGE)) as desk:
        call = ["read", f"{desk.site}/ferry", "--allow-private", "--delay", "0"]
        assert run(*call, cwd=tmp_path, env=proxies).returncode == 0
        assert desk.paths == ["/ferry"]
