"""The store keeps what it acknowledged, whatever happens, and says what is wrong with it."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from secondsource.edges.schema import LADDER, VERSION
from secondsource.edges.shelves import spans_in, words_hash
from secondsource.edges.store import Store
from secondsource.errors import Misuse, StoreBusy, StoreCorrupt, StoreError, StoreFull, StoreNewer
from secondsource.records import (
    Account,
    Article,
    Decision,
    Draft,
    Page,
    Passage,
    Report,
    Side,
    Span,
    Story,
    Unread,
)


def draft(words: str, *, address: str | None = None) -> tuple[Draft, bytes]:
    """Make a page of a few words, as the reader would."""
    raw = words.encode()
    identity = hashlib.sha256(raw).hexdigest()
    page = Page(
        identity[:32],
        "news.txt",
        words,
        raw_sha256=identity,
        text_sha256=hashlib.sha256(words.encode()).hexdigest(),
    )
    return Draft(page, Article(page.id, "?" + page.id), address), raw


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "collection.db"


def test_a_page_read_twice_is_one_page(path: Path) -> None:
    kept, raw = draft("The ferry sank.")
    with Store(path) as store:
        with store.writing():
            assert store.add(kept, raw, made_with="r1")
            assert not store.add(kept, raw, made_with="r1")
        assert store.size() == 1
        assert next(store.bytes_of()).raw == raw


def test_of_two_inputs_of_one_page_the_order_does_not_show(path: Path, tmp_path: Path) -> None:
    kept, raw = draft("The ferry sank.")
    other = Draft(Page(kept.page.id, "also.txt", kept.page.text), kept.article)
    stores = [Store(path), Store(tmp_path / "other.db")]
    for store, order in zip(stores, ([kept, other], [other, kept]), strict=True):
        with store.writing():
            for one in order:
                store.add(one, raw, made_with="r1")
    assert [next(store.drafts("r1")).page.input for store in stores] == ["also.txt", "also.txt"]
    for store in stores:
        store.close()


def test_a_failed_transaction_leaves_nothing_behind(path: Path) -> None:
    kept, raw = draft("The ferry sank.")
    with Store(path) as store:
        with pytest.raises(ZeroDivisionError), store.writing():
            store.add(kept, raw, made_with="r1")
            _ = 1 // 0
        assert store.size() == 0


def test_a_report_comes_back_as_it_was_kept(path: Path) -> None:
    kept, raw = draft("The ferry sank. Nine died.")
    page = kept.page
    first, second = Span(page.id, 0, 15), Span(page.id, 16, 26)
    account = Account(page, kept.article, (Passage(first, "k1", 0), Passage(second, "k2", 0)))
    report = Report(accounts=(account,), stories=(Story("s1", first, (page.id,)),))
    with Store(path) as store:
        with store.writing():
            store.add(kept, raw, made_with="r1")
        store.keep_report(report, "state 1")
        assert store.report(store.drafts("r1")) == report
        assert store.note("state") == "state 1"
        assert [(f.start, f.end) for f in store.found("nine", 5)] == [(16, 26)]
        assert store.found('"ferry sank"', 5)
        assert not store.found('"sank ferry"', 5)


@pytest.mark.parametrize("words", ["", "  ", '"', "*", "NOT", "a OR", "nine*", "(", "\x00"])
def test_a_search_for_anything_is_a_search_or_misuse(path: Path, words: str) -> None:
    with Store(path) as store:
        try:
            assert store.found(words, 3) == ()
        except Misuse as error:
            assert "at least one word" in str(error)


def test_what_cannot_be_read_is_named_until_it_can(path: Path) -> None:
    with Store(path) as store:
        with store.writing():
            store.keep_unread(["a", "b"], [Unread("a", "empty"), Unread("b", "binary")])
        with store.writing():
            store.keep_unread(["a"], [])
        assert store.unread() == (Unread("b", "binary"),)


def test_a_later_decision_replaces_the_earlier(path: Path) -> None:
    with Store(path) as store:
        store.decide(Decision("join", "b", "a"))
        store.decide(Decision("part", "a", "b", "two ferries"))
        assert store.decisions() == (Decision("part", "a", "b", "two ferries"),)


def test_decisions_on_a_story_and_on_a_text_stand_side_by_side(path: Path) -> None:
    with Store(path) as store:
        store.decide(Decision("join", "a", "b"))
        store.decide(Decision("derives", "b", "a", "a says so"))
        assert store.decisions() == (
            Decision("join", "a", "b"),
            Decision("derives", "b", "a", "a says so"),
        )
        store.decide(Decision("derives", "a", "b"))
        assert Decision("derives", "a", "b") in store.decisions()
        assert len(store.decisions()) == 2
        store.decide(Decision("independent", "b", "a"))
        assert store.decisions() == (Decision("independent", "a", "b"), Decision("join", "a", "b"))
        assert store.forget("b", "a") == 2
        assert store.forget("b", "a") == 0
        assert store.decisions() == ()


def test_the_last_table_of_publishers_is_kept_as_it_was_written(path: Path) -> None:
    with Store(path) as store:
        assert store.publishers() == ""
        store.keep_publishers("# none")
        store.keep_publishers("# “Levpress”\n")
        assert store.publishers() == "# “Levpress”\n"


def test_an_older_store_is_brought_up_and_loses_nothing(path: Path) -> None:
    old = sqlite3.connect(path)
    old.executescript(LADDER[0])
    old.execute("PRAGMA user_version = 1")
    old.execute("INSERT INTO unread VALUES ('a.bin', 'binary')")
    old.commit()
    old.close()
    with Store(path) as store:
        assert store.unread() == (Unread("a.bin", "binary"),)
        assert store.decisions() == ()
    after = sqlite3.connect(path)
    assert after.execute("PRAGMA user_version").fetchone() == (VERSION,)
    after.close()


def test_a_newer_store_is_left_alone(path: Path) -> None:
    Store(path).close()
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.commit()
    newer.close()
    with pytest.raises(StoreNewer, match="install the newer one"):
        Store(path)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" * 99])
def test_a_damaged_file_is_named_and_not_touched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreCorrupt, match="move it away"):
        Store(path)
    assert path.read_bytes() == content


def test_a_foreign_database_is_not_taken_over(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.commit()
    other.close()
    with pytest.raises(StoreCorrupt, match="not a store"):
        Store(path)


def test_no_store_is_made_by_looking(path: Path) -> None:
    with pytest.raises(Misuse, match="read some coverage first"):
        Store(path, create=False)
    assert not path.exists()


def test_a_folder_or_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="is a folder"):
        Store(tmp_path)
    with pytest.raises(StoreError, match="check the folder"):
        Store(tmp_path / "nowhere" / "a.db")


def test_a_second_writer_waits_and_then_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondsource.edges.store.WAIT_SECONDS", 0.1)
    with Store(path) as first, Store(path) as second:
        with first.writing(), pytest.raises(StoreBusy, match="another process"), second.writing():
            pass
        with second.writing():
            pass


def test_a_full_disk_loses_nothing_that_was_acknowledged(path: Path) -> None:
    kept, raw = draft("The ferry sank.")
    with Store(path) as store, store.writing():
        store.add(kept, raw, made_with="r1")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    big, big_raw = draft("".join(map(str, os.urandom(400_000))))
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limit[1]))
    try:
        with pytest.raises(StoreFull, match="safe"), Store(path) as store, store.writing():
            store.add(big, big_raw, made_with="r1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    with Store(path) as store:
        assert store.size() == 1
        assert next(store.bytes_of()).raw == raw


def test_a_kill_in_mid_write_keeps_every_acknowledged_page(path: Path) -> None:
    writer = textwrap.dedent(
        """
        import sys
        from tests.test_store import draft
        from secondsource.edges.store import Store
        with Store(sys.argv[1]) as store:
            for number in range(100_000):
                kept, raw = draft(f"Ferry number {number} sank.")
                with store.writing():
                    store.add(kept, raw, made_with="r1")
                print(number, flush=True)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", writer, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    assert process.stdout is not None
    acknowledged = 0
    for line in process.stdout:
        acknowledged = int(line) + 1
        if acknowledged == 40:
            process.send_signal(signal.SIGKILL)
            break
    process.stdout.close()
    process.wait()
    with Store(path) as store:
        assert store.size() >= acknowledged
        assert all(
            hashlib.sha256(one.raw).hexdigest() == one.raw_sha256 for one in store.bytes_of()
        )


def test_every_span_of_a_record_is_found_and_its_words_hashed() -> None:
    page = Page("p1", "a.txt", "Nine died.")
    side = Side(Span("p1", 0, 4), "9")
    assert list(spans_in((side, (side.span,)))) == [Span("p1", 0, 4)] * 2
    changed = Page("p1", "a.txt", "Five died.")
    assert words_hash(side, {"p1": page}) != words_hash(side, {"p1": changed})


def test_those_who_make_one_store_at_once_all_have_it(tmp_path: Path) -> None:
    """SQLite does not wait where the log is switched: one in ten was told at once to wait."""
    ready = Barrier(3)

    def size(path: Path) -> int:
        ready.wait()
        with Store(path) as store:
            return store.size()

    with ThreadPoolExecutor(3) as crowd:
        for number in range(30):
            assert list(crowd.map(size, [tmp_path / f"{number}.db"] * 3)) == [0, 0, 0]
