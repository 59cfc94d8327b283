"""What happened to a story is kept, whatever is derived again, and an old id still finds it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from secondsource.edges.collection import read, rebuild, report
from secondsource.edges.demo import example_folder
from secondsource.edges.files import inputs_of
from secondsource.edges.store import Store
from secondsource.errors import Misuse, StoreCorrupt, StoreFull
from secondsource.records import Change, Decision, Report
from secondsource.tell.choice import chosen_story, renamed
from secondsource.tell.export import json_text
from secondsource.tell.past import history_of
from secondsource.tell.terminal_history import history_lines
from tests.test_cli import run

COVERAGE = example_folder() / "coverage"
SOME = [str(path) for path in sorted(COVERAGE.iterdir())[:8]]


def members(found: Report) -> dict[str, tuple[str, ...]]:
    return {story.id: story.articles for story in found.stories}


@pytest.fixture
def grown(tmp_path: Path) -> Path:
    """A store into which articles came one by one, the last first, and that was then rebuilt."""
    path = tmp_path / "grown.db"
    with Store(path) as store:
        for one in SOME[::-1]:
            read(store, inputs_of([one]))
            report(store)
        rebuild(store)
    return path


def test_a_story_keeps_its_id_while_articles_arrive(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        before: dict[str, tuple[str, ...]] = {}
        for one in SOME[::-1]:
            read(store, inputs_of([one]))
            after = members(report(store))
            for story, articles in before.items():
                heirs = [name for name, some in after.items() if set(some) & set(articles)]
                assert story in heirs or len(heirs) == 1, "an id is gone, and no story took it in"
            before = after
        assert dict(store.annals().past().stories) == before


def test_the_annals_lead_to_what_was_rebuilt_and_each_old_id_finds_its_story(grown: Path) -> None:
    with Store(grown) as store:
        found = report(store)
        past = store.annals().past()
        assert dict(past.stories) == members(found)
        known = members(found).keys() | {one.id for one in found.former}
        assert past.given == known
        assert found.former
        for one in found.former:
            assert chosen_story(found, one.id).id == one.story
            assert renamed(found, one.id) == f"{one.id} goes by {one.story} now"
            assert renamed(found, one.story) is None


def test_a_rebuilt_report_does_not_show_its_history(grown: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "at-once.db") as store, Store(grown) as other:
        read(store, inputs_of(SOME))
        assert json_text(report(store)) == json_text(report(other))


def test_a_rebuild_in_which_nothing_changes_adds_nothing(grown: Path) -> None:
    with Store(grown) as store:
        before = store.annals().changes()
        rebuild(store)
        assert store.annals().changes() == before
        assert [one.number for one in before] == list(range(1, len(before) + 1))


def test_a_split_by_a_person_is_told_as_one_and_can_be_taken_back(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        read(store, inputs_of(SOME))
        first = report(store)
        story = max(first.stories, key=lambda one: len(one.articles))
        rest = story.articles[1:]
        for other in rest:
            store.decide(Decision("part", story.articles[0], other))
        report(store)
        split = store.annals().changes()[-1]
        assert (split.verb, split.other) == ("split", story.id)
        assert [one.kind for one in split.reasons] == ["decision"]
        for other in rest:
            store.forget(story.articles[0], other)
        again = report(store)
        assert members(again) == members(first)
        assert chosen_story(again, split.story).id == story.id


def test_a_write_that_fails_leaves_report_and_annals_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Store(path) as store:
        read(store, inputs_of(SOME[:4]))
        before = members(report(store))
        read(store, inputs_of(SOME[4:]))
        outside = sqlite3.connect(path)
        outside.execute(
            "CREATE TRIGGER full BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        outside.commit()
        with pytest.raises(StoreFull, match="full"):
            report(store)
        assert dict(store.annals().past().stories) == before
        kept = [row for kind, row, _ in store.derived() if kind == "stories"]
        assert {row.id: row.articles for row in kept} == before
        outside.execute("DROP TRIGGER full")
        outside.commit()
        outside.close()
        after = members(report(store))
        assert dict(store.annals().past().stories) == after != before


def test_a_damaged_change_is_named(grown: Path) -> None:
    outside = sqlite3.connect(grown)
    outside.execute("UPDATE history SET value = x'00' WHERE number = 1")
    outside.commit()
    outside.close()
    with Store(grown) as store, pytest.raises(StoreCorrupt, match="change 1 of its history"):
        store.annals().changes()


def test_history_follows_a_story_through_its_ids() -> None:
    told = (
        Change("begun", "s1", None, ("a",)),
        Change("begun", "s2", None, ("b",)),
        Change("begun", "s9", None, ("z",)),
        Change("merged", "s2", "s1", ("a",)),
        Change("split", "s3", "s2", ("a",)),
        Change("renamed", "s4", "s2", ("b",)),
    )
    assert [one.story for one in history_of(told, "s4")] == ["s1", "s2", "s2", "s3", "s4"]
    assert [one.story for one in history_of(told, "s3")] == ["s3"]


def test_the_command_tells_all_or_one_in_lines_and_in_json(grown: Path) -> None:
    with Store(grown) as store:
        changes = store.annals().changes()
        former = report(store).former[0]
    told = json.loads(run("history", "--store", str(grown), "--json", cwd=grown.parent).stdout)
    assert [one["number"] for one in told] == [one.number for one in changes]
    assert {"number", "verb", "story", "other", "articles", "reasons"} == told[0].keys()
    one = run("history", former.id, "--store", str(grown), cwd=grown.parent)
    assert one.stderr.strip() == f"{former.id} goes by {former.story} now"
    assert "begins with 1 article" in one.stdout
    with pytest.raises(Misuse), Store(grown) as store:
        chosen_story(report(store), "nosuchstory")


def test_an_empty_collection_has_no_history() -> None:
    [line] = history_lines(Report(), (), 80)
    assert line.plain.startswith("Nothing has happened yet")
