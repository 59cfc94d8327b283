"""A collection: the same pages give the same report, and nothing acknowledged is lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondsource.edges.collection import read, rebuild, report, verify
from secondsource.edges.demo import example_folder
from secondsource.edges.files import inputs_of
from secondsource.edges.store import Store
from secondsource.records import Decision
from secondsource.tell.export import json_text

COVERAGE = example_folder() / "coverage"
SOME = [str(COVERAGE / name) for name in sorted(p.name for p in COVERAGE.iterdir())[:8]]
RUN = [sys.executable, "-c", "from secondsource.edges.cli import main; main()"]


def story_of(number: int) -> str:
    return (
        f"Ferry {number} sinks off Varnova\n\n"
        f"Nine people died when ferry number {number} sank off Varnova on Thursday, "
        f"Commodore Viktor Halas said.\n\n“We have recovered nine bodies,” Halas said.\n"
    )


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        first = read(store, inputs_of(SOME))
        before = json_text(report(store))
        second = read(store, inputs_of(SOME))
        assert (first.new, second.new, second.known) == (first.new, 0, first.new)
        assert json_text(report(store)) == before


def test_order_of_arrival_and_number_of_processes_do_not_show(tmp_path: Path) -> None:
    texts = []
    for name, order, processes in (("a", SOME, 1), ("b", SOME[::-1], 1), ("c", SOME, 2)):
        with Store(tmp_path / f"{name}.db") as store:
            for one in order:
                read(store, inputs_of([one]))
            texts.append(json_text(rebuild(store, processes=processes)))
    assert texts[0] == texts[1] == texts[2]


def test_a_kept_report_is_the_derived_one(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        read(store, inputs_of(SOME))
        derived = report(store)
        assert report(store) == derived


def test_every_span_of_the_examples_yields_its_words(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        read(store, inputs_of([str(COVERAGE)]))
        report(store)
        proof = verify(store)
    assert proof.pages == 24
    assert proof.records > 100
    assert not proof.faults


def test_verify_names_a_page_whose_bytes_have_changed(tmp_path: Path) -> None:
    import sqlite3
    import zlib

    path = tmp_path / "a.db"
    with Store(path) as store:
        read(store, inputs_of(SOME[:2]))
        report(store)
    outside = sqlite3.connect(path)
    outside.execute("UPDATE pages SET raw = ? WHERE arrival = 1", (zlib.compress(b"Other words."),))
    outside.commit()
    outside.close()
    with Store(path) as store:
        assert any("bytes have changed" in fault for fault in verify(store).faults)


def test_a_changed_page_is_a_version_and_no_corroboration(tmp_path: Path) -> None:
    page = tmp_path / "ferry.txt"
    with Store(tmp_path / "a.db") as store:
        page.write_text(story_of(1), encoding="utf-8")
        read(store, inputs_of([str(page)]))
        page.write_text(story_of(1) + "\nThe search goes on, he said.\n", encoding="utf-8")
        read(store, inputs_of([str(page)]))
        found = report(store)
    versions = [account.article.version_of for account in found.accounts]
    assert len(versions) == 2
    assert sum(one is not None for one in versions) == 1
    assert len({account.article.family for account in found.accounts}) == 1
    assert {statement.reach for statement in found.statements} == {1}


def test_a_decision_of_a_person_outlives_a_rebuild(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        read(store, inputs_of(SOME))
        stories = report(store).stories
        together = next(story for story in stories if len(story.articles) > 1)
        a, b = together.articles[:2]
        store.decide(Decision("part", a, b, "two happenings"))
        for found in (report(store), rebuild(store)):
            where = {one: story.id for story in found.stories for one in story.articles}
            assert where[a] != where[b]


def test_two_processes_on_one_store_lose_nothing(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for offset, folder in enumerate(folders):
        folder.mkdir()
        for number in range(6):
            (folder / f"{offset}-{number}.txt").write_text(
                story_of(offset * 100 + number), encoding="utf-8"
            )
    path = tmp_path / "a.db"
    running = [
        subprocess.Popen(
            [*RUN, "read", str(folder), "--store", str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for folder in folders
    ]
    for process in running:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    with Store(path) as store:
        assert store.size() == 12
        assert len(report(store).accounts) == 12


def test_a_kill_in_mid_read_loses_nothing_acknowledged(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    import json

    with lines.open("w", encoding="utf-8") as out:
        for number in range(600):
            out.write(json.dumps({"id": str(number), "text": story_of(number)}) + "\n")
    path = tmp_path / "a.db"
    process = subprocess.Popen(
        [*RUN, "read", str(lines), "--store", str(path), "--processes", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    kept = 0
    deadline = time.monotonic() + 60
    while kept == 0 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
        if path.exists():
            with Store(path) as store:
                kept = store.size()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert kept > 0
    with Store(path) as store:
        assert store.size() >= kept
        again = read(store, inputs_of([str(lines)]))
        assert again.new + again.known == 600
        assert store.size() == 600


@pytest.mark.parametrize("processes", [1, 2])
def test_a_page_that_cannot_be_read_stops_nothing(tmp_path: Path, processes: int) -> None:
    (tmp_path / "a.txt").write_text(story_of(1), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 40)
    with Store(tmp_path / "a.db") as store:
        reading = read(
            store,
            inputs_of([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]),
            processes=processes,
        )
        assert reading.new == 1
        assert [Path(one.input).name for one in reading.unread] == ["b.txt"]
        assert report(store).unread == reading.unread


def test_what_could_not_be_read_of_a_long_file_is_kept_to_its_end(tmp_path: Path) -> None:
    """A file of many pages is kept in several transactions; none forgets what another named."""
    lines = tmp_path / "day.jsonl"
    rows = [json.dumps({"text": story_of(number)}) for number in range(100)]
    lines.write_text("\n".join(["{broken", *rows, "[1]"]), encoding="utf-8")
    with Store(tmp_path / "a.db") as store:
        for _ in range(2):
            reading = read(store, inputs_of([str(lines)]))
            assert [one.reason.split()[1] for one in store.unread()] == ["1", "102"]
            assert len(reading.unread) == 2
