"""A web archive in a zip is read like its WARC files, one after the other."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from secondsource.edges.raw import Raw
from secondsource.edges.wacz import is_cut_wacz, pages_in_cut_wacz, pages_in_wacz
from secondsource.records import Unread
from tests.archiveroom import FERRY, answer, packed, record


def bundled(files: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as bundle:
        for name, raw in files.items():
            bundle.writestr(name, raw)
    return out


def read(bundle: io.BytesIO) -> tuple[list[str | None], list[str]]:
    bundle.seek(0)
    found = list(pages_in_wacz(bundle, "day.wacz"))
    said = [one.reason for one in found if isinstance(one, Unread)]
    return [one.url for one in found if isinstance(one, Raw)], said


def day(number: int) -> bytes:
    return packed([record(answer(), f"https://osk.example/{number}")])


def stated(files: dict[str, bytes]) -> bytes:
    resources = [
        {"path": name, "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
        for name, raw in files.items()
    ]
    return json.dumps({"profile": "data-package", "resources": resources}).encode()


def test_each_file_of_the_archive_is_read_in_the_order_of_their_names() -> None:
    files = {"archive/b.warc.gz": day(2), "archive/a.warc.gz": day(1)}
    whole = {**files, "datapackage.json": stated(files), "pages/pages.jsonl": b"{}"}
    for compression in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        found = read(bundled(whole, compression=compression))
        assert found == (["https://osk.example/1", "https://osk.example/2"], [])


def test_a_file_without_the_hash_stated_is_read_and_said() -> None:
    files = {"archive/a.warc.gz": day(1)}
    found, said = read(bundled({**files, "datapackage.json": stated({"archive/a.warc.gz": b""})}))
    assert found == ["https://osk.example/1"]
    assert said == [
        "1 record: the file in the zip does not have the hash stated: archive/a.warc.gz"
    ]


def test_a_damaged_file_costs_the_others_nothing() -> None:
    files = {f"archive/{n}.warc.gz": day(n) for n in range(3)}
    raw = bytearray(bundled(files).getvalue())
    place = raw.find(b"\x1f\x8b", raw.find(b"archive/1.warc.gz"))
    raw[place + 60 : place + 90] = bytes(30)
    found, said = read(io.BytesIO(bytes(raw)))
    assert {"https://osk.example/0", "https://osk.example/2"} <= set(found)
    assert any("damaged" in one for one in said)


def test_a_zip_whose_directory_is_wrong_gives_its_records_all_the_same() -> None:
    raw = bytearray(bundled({f"archive/{n}.warc.gz": day(n) for n in range(3)}).getvalue())
    del raw[5:9]  # every place that the directory states is four too far
    found, said = read(io.BytesIO(bytes(raw)))
    assert sorted(one or "" for one in found) == [f"https://osk.example/{n}" for n in range(3)]
    assert any("damaged" in one for one in said)


def test_a_zip_that_is_none_says_so() -> None:
    found, said = read(io.BytesIO(b"PK\x03\x04 and no more"))
    assert not found
    assert "the zip is damaged" in said[0]


def test_a_bomb_in_the_zip_is_left() -> None:
    bomb = record(answer(bytes(300_000_000), kind="image/png"), "https://osk.example/bomb")
    files = {"archive/a.warc": record(answer(FERRY)) + bomb, "archive/b.warc.gz": day(1)}
    found, said = read(bundled(files, compression=zipfile.ZIP_DEFLATED))
    assert found == ["https://osk.example/2031/05/ferry", "https://osk.example/1"]
    assert any("is a bomb" in one for one in said)


def test_a_zip_that_breaks_off_keeps_what_came_before() -> None:
    files = {f"archive/{n}.warc.gz": day(n) for n in range(5)}
    raw = bundled({"pages/pages.jsonl": b"{}", **files}).getvalue()
    cut = raw[: raw.find(b"archive/4.warc.gz") + 60]
    assert is_cut_wacz(cut[:65_536])
    found = list(pages_in_cut_wacz(io.BytesIO(cut), "day.wacz"))
    assert [one.url for one in found if isinstance(one, Raw)] == [
        f"https://osk.example/{n}" for n in range(4)
    ]
    said = [one.reason for one in found if isinstance(one, Unread)]
    assert len(said) == 1
    assert said[0].startswith("the archive breaks off")
