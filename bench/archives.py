"""Reading web archives: records and megabytes a second, and memory, beside the peers.

The archive is made up on the spot from a seed: pages of some 40 KB as crawlers keep them (a
request, the answer packed by gzip as it travelled), and for each page three pictures, a style
sheet and a redirect. ``--pages N`` makes it larger: 25,000 pages are a gigabyte. Every reader
runs in a process of its own, so that its memory can be told, and yields the same pages: each
must come out with its encoding undone. Seconds are the processor's; nothing is kept.
"""

from __future__ import annotations

import gzip
import io
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.rows import Row

PAGES = 2_000  # 80 MB unpacked: some seconds a reader
SEED = 7
_CHROME = "".join(
    f"<li class='menu-item menu-item-{n}'><a href='/section/{n}'>Section {n}</a></li>"
    for n in range(120)
)


class Found(NamedTuple):
    """What one reader did: pages, their bytes, seconds, and the peak of memory in MB."""

    pages: int
    size: int
    seconds: float
    memory: float


def run(root: Path, *, pages: str = str(PAGES)) -> list[Row]:
    """Time ours and the peers on the same archive, packed in three ways."""
    with tempfile.TemporaryDirectory() as folder:
        return [row for packing in PACKINGS for row in _rows(Path(folder), packing, int(pages))]


def _rows(folder: Path, packing: str, pages: int) -> Iterator[Row]:
    place = folder / f"made-up.{packing}"
    with place.open("wb") as out:
        records = sum(bool(out.write(PACKINGS[packing](raw))) for raw in made_up(pages))
    ours = _alone(read_by_ours, place)
    split = f"{packing}, {pages} pages, {place.stat().st_size / 1e6:.0f} MB"
    for name, reader in (("fastwarc", read_by_fastwarc), ("warcio", read_by_warcio)):
        peer = _alone(reader, place)
        if peer.pages < 0:
            yield Row(
                "made-up archive", split, "pages/s", ours.pages / ours.seconds, name, "absent"
            )
            continue
        assert (peer.pages, peer.size) == (ours.pages, ours.size), (name, peer, ours)
        for metric, measure in MEASURES.items():
            figures = (round(measure(one, place, records), 1) for one in (ours, peer))
            yield Row("made-up archive", split, metric, next(figures), name, next(figures))


MEASURES: dict[str, Callable[[Found, Path, int], float]] = {
    "records/s": lambda one, place, records: records / one.seconds,
    "MB/s, packed": lambda one, place, records: place.stat().st_size / 1e6 / one.seconds,
    "MB/s, pages": lambda one, place, records: one.size / 1e6 / one.seconds,
    "peak memory, MB": lambda one, place, records: one.memory,
}


def _alone(reader: Callable[[Path], Found], place: Path) -> Found:
    """Run a reader in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(reader, (place,))


def _timed(pages: Iterator[bytes]) -> Found:
    begun = time.process_time()
    count = size = 0
    for raw in pages:
        count += 1
        size += len(raw)
    seconds = time.process_time() - begun
    unit = 1e6 if sys.platform == "darwin" else 1e3
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    return Found(count, size, seconds, memory)


# -- the readers ----------------------------------------------------------------------------


def read_by_ours(place: Path) -> Found:
    """Read with ``edges.warc``."""
    from secondsource.edges.raw import Raw
    from secondsource.edges.warc import pages_in_warc

    with place.open("rb") as opened:
        found = pages_in_warc(opened, str(place))
        return _timed(one.raw for one in found if isinstance(one, Raw))


def read_by_fastwarc(place: Path) -> Found:
    """Read with FastWARC, its own decoding of what travelled packed."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    def pages() -> Iterator[bytes]:
        with place.open("rb") as opened:
            kinds = WarcRecordType.response
            for one in ArchiveIterator(opened, record_types=kinds, auto_decode="all"):
                kind = one.http_content_type or ""
                if one.http_headers.status_code == 200 and kind.startswith("text/html"):
                    yield one.reader.read()

    return _timed(pages())


def read_by_warcio(place: Path) -> Found:
    """Read with warcio, where it is installed; it knows no zstd."""
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        return Found(-1, 0, 1.0, 0.0)
    if place.suffix == ".zst":
        return Found(-1, 0, 1.0, 0.0)

    def pages() -> Iterator[bytes]:
        with place.open("rb") as opened:
            for one in ArchiveIterator(opened):
                if one.rec_type == "response" and one.http_headers.get_statuscode() == "200":
                    kind = one.http_headers.get_header("Content-Type") or ""
                    if kind.startswith("text/html"):
                        yield one.content_stream().read()

    return _timed(pages())


# -- the archive ----------------------------------------------------------------------------


def _zstd(raw: bytes) -> bytes:
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(raw)
    writer.close()
    return out.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "warc": bytes,
    "warc.gz": lambda raw: gzip.compress(raw, 6, mtime=0),
    "warc.zst": _zstd,
}


def made_up(pages: int, seed: int = SEED) -> Iterator[bytes]:
    """Yield the records of an archive of so many pages; the same seed gives the same bytes."""
    chance = random.Random(seed)
    letters = "aeiou", "bcdfghklmnprstvw"
    words = [
        "".join(chance.choice(letters[at % 2]) for at in range(chance.randint(2, 9)))
        for _ in range(3_000)
    ]
    for number in range(pages):
        address = f"https://made-up-{number % 40}.example/2031/{number}"
        yield _record("request", address, f"GET /2031/{number} HTTP/1.1\r\n\r\n".encode())
        body = gzip.compress(_html(chance, words, number), 6, mtime=0)
        packed = "Content-Encoding: gzip\r\nContent-Type: text/html; charset=utf-8"
        yield _record("response", address, _answer("200 OK", packed, body))
        for kind in ("image/png", "image/jpeg", "image/webp", "text/css"):
            noise = chance.randbytes(chance.randint(500, 12_000))
            at = f"{address}/{kind.partition('/')[2]}"
            yield _record("response", at, _answer("200 OK", f"Content-Type: {kind}", noise))
        moved = _answer("301 Moved", f"Location: {address}", b"")
        yield _record("response", f"http{address.removeprefix('https')}", moved)


def _html(chance: random.Random, words: list[str], number: int) -> bytes:
    lines = "".join(
        f"<p class='par'>{' '.join(chance.choices(words, k=40)).capitalize()}.</p>\n"
        for _ in range(chance.randint(10, 90))
    )
    scripts = " ".join(chance.choices(words, k=1_500))
    page = (
        f"<!doctype html><html lang='en'><head><title>Report {number}</title></head><body>"
        f"<ul>{_CHROME}</ul><main><h1>Report {number}</h1>{lines}</main>"
        f"<script>{scripts}</script></body></html>"
    )
    return page.encode()


def _answer(status: str, fields: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _record(kind: str, address: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2031-05-21T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
