"""What was fetched is kept as it went over the line, and others can read it."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from secondsource.edges.fetch.archive import Archive
from secondsource.edges.fetch.fetcher import Fetcher, Seen
from secondsource.errors import Misuse, Unreadable
from tests.webroom import PAGE, Asked, Web, answer, article, moved, web, world


def records(path: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Every record of an archive: its type, its headers, its block."""
    with path.open("rb") as opened:
        return [
            (dict(one.headers)["WARC-Type"], dict(one.headers), one.reader.read())
            for one in ArchiveIterator(opened, parse_http=False)
        ]


def kept(web: Web, folder: Path, *addresses: str) -> Path:
    """Fetch some addresses into an archive."""
    with Archive(folder) as archive:
        fetching = Fetcher(world=world(web=web), archive=archive)
        for address in addresses:
            fetching.fetched(address)
        assert archive.path
        return archive.path


def test_an_exchange_is_kept_byte_for_byte(tmp_path: Path) -> None:
    body = gzip.compress(PAGE.encode(), mtime=0)
    sent = answer(body, content_encoding="gzip", x_odd="  a b ")
    with web(ferry=sent) as desk:
        path = kept(desk, tmp_path / "kept", "http://levpress.example/ferry")
    found = records(path)
    kinds = [kind for kind, _, _ in found]
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
    _, told, block = found[3]
    assert block == sent
    assert told["WARC-Target-URI"] == "http://levpress.example/ferry"
    assert told["WARC-IP-Address"] == "93.184.216.34"
    assert told["WARC-Date"] == "2024-03-15T12:00:01Z"
    assert told["Content-Type"] == "application/http; msgtype=response"
    _, asked, question = found[4]
    assert asked["WARC-Concurrent-To"] == told["WARC-Record-ID"]
    assert question.startswith(b"GET /ferry HTTP/1.1\r\nHost: levpress.example\r\n")
    assert len({told["WARC-Record-ID"] for _, told, _ in found}) == 5


def test_the_digests_and_members_are_what_the_standard_says(tmp_path: Path) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    routes = {
        "ferry": answer(PAGE),
        "bay": chunked + b"5\r\nFerry\r\n0\r\n\r\n",
        "old": moved("/ferry"),
        "junk": answer("<p>Ferry</p>") + b"bytes that belong to nothing",
    }
    addresses = [f"http://levpress.example/{one}" for one in ("ferry", "bay", "old", "junk")]
    with web(**routes) as desk:
        path = kept(desk, tmp_path, *addresses)
    with path.open("rb") as opened:
        verified = [
            (one.verify_block_digest(), one.record_type)
            for one in ArchiveIterator(opened, parse_http=False)
        ]
    assert all(sound for sound, _ in verified)
    with path.open("rb") as opened:
        payloads = [
            one.verify_payload_digest()
            for one in ArchiveIterator(opened, record_types=WarcRecordType.response)
        ]
    assert len(payloads) == 6
    assert all(payloads)
    raw = path.read_bytes()
    assert raw.count(b"\x1f\x8b\x08") >= len(verified), "a member a record"
    assert gzip.decompress(raw).count(b"WARC/1.1\r\n") == len(verified)


def test_what_has_not_changed_is_kept_as_a_second_visit(tmp_path: Path) -> None:
    with web(ferry=b"HTTP/1.1 304 Not Modified\r\n\r\n") as desk, Archive(tmp_path) as archive:
        fetching = Fetcher(world=world(web=desk), archive=archive)
        fetching.fetched("http://levpress.example/ferry", seen=Seen('"v1"'))
        assert archive.path
        kind, told, _ = records(archive.path)[-2]
    assert kind == "revisit"
    assert told["WARC-Profile"].endswith("/revisit/server-not-modified")


def test_a_torn_archive_is_read_up_to_its_last_whole_record(tmp_path: Path) -> None:
    with web() as desk:
        desk.routes |= {f"/mill/{n}": answer(article(n)) for n in range(5)}
        path = kept(desk, tmp_path, *(f"http://levpress.example/mill/{n}" for n in range(5)))
    whole = records(path)
    torn = tmp_path / "torn.warc.gz"
    torn.write_bytes(path.read_bytes()[:-200])
    found = records(torn)
    assert len(found) >= len(whole) - 2
    assert found[:-1] == whole[: len(found) - 1]


def test_a_run_writes_a_file_of_its_own_and_none_without_an_answer(tmp_path: Path) -> None:
    with web(ferry=answer(PAGE)) as desk:
        first = kept(desk, tmp_path, "http://levpress.example/ferry")
        before = first.read_bytes()
        with pytest.raises(Misuse, match="cannot write the archive"):
            kept(desk, tmp_path, "http://levpress.example/ferry")  # the same microsecond
        assert first.read_bytes() == before
    with Archive(tmp_path / "none"):
        pass
    assert not (tmp_path / "none").exists()


def test_an_answer_that_broke_off_is_not_kept_as_if_it_were_whole(tmp_path: Path) -> None:
    with web(ferry=answer(PAGE)[:-9]) as desk, Archive(tmp_path) as archive:
        with pytest.raises(Unreadable):
            Fetcher(world=world(web=desk), archive=archive).fetched("http://levpress.example/ferry")
        assert archive.path
        targets = {told.get("WARC-Target-URI") for _, told, _ in records(archive.path)}
    assert targets == {None, "http://levpress.example/robots.txt"}


def test_a_folder_that_cannot_be_written_is_misuse(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with web(ferry=answer(PAGE)) as desk, pytest.raises(Misuse, match="--archive"):
        kept(desk, blocked, "http://levpress.example/ferry")


def test_many_threads_write_whole_records(tmp_path: Path) -> None:
    def route(asked: Asked) -> bytes:
        return answer(article(int(asked.path.rpartition("/")[2])))

    with web() as desk, Archive(tmp_path) as archive:
        desk.routes |= {f"/mill/{n}": route for n in range(24)}
        fetching = Fetcher(world=world(web=desk), archive=archive)
        crew = [
            threading.Thread(target=fetching.fetched, args=(f"http://h{n}.example/mill/{n}",))
            for n in range(24)
        ]
        for one in crew:
            one.start()
        for one in crew:
            one.join()
        assert archive.path
        found = records(archive.path)
    assert len(found) == 1 + 24 * 4
    assert os.listdir(tmp_path) == [archive.path.name]
