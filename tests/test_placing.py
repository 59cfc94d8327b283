"""What a person says of stories is understood, kept as said of articles, or refused with why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from secondsource.edges.rulebook import against_stories, replaces
from secondsource.records import Decision
from tests.test_cli import run
from tests.test_roundups import COURT, FERRY, MILL

TEXTS = {
    "sinks": FERRY[0], "search": FERRY[1], "burns": MILL[0], "work": MILL[1], "jailed": COURT[0],
}  # fmt: skip


@pytest.fixture(scope="module")
def read_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text.replace("\n", "\n\n"), encoding="utf-8")
    assert run("read", *(f"{name}.txt" for name in TEXTS), cwd=folder).returncode == 0
    return folder


@pytest.fixture
def desk(read_in: Path, tmp_path: Path) -> Path:
    (tmp_path / "secondsource.db").write_bytes((read_in / "secondsource.db").read_bytes())
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text.replace("\n", "\n\n"), encoding="utf-8")
    return tmp_path


def grouped(desk: Path) -> set[str]:
    """Give the stories as the names of their files."""
    told = json.loads(run("export", cwd=desk).stdout)
    files = {one["id"]: one["input"].removesuffix(".txt") for one in told["articles"]}
    return {" ".join(sorted(files[name] for name in one["articles"])) for one in told["stories"]}


def story_of(desk: Path, file: str) -> str:
    return str(json.loads(run("story", f"{file}.txt", "--json", cwd=desk).stdout)["id"])


def decide(desk: Path, *words: str) -> str:
    done = run("decide", *words, cwd=desk)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_stories_are_merged_split_again_and_forgotten(desk: Path) -> None:
    assert grouped(desk) == {"search sinks", "burns work", "jailed"}
    ferry, mill = story_of(desk, "sinks"), story_of(desk, "burns")
    assert "2 stories" in decide(desk, "merge", ferry[:8], mill[:8], "--note", "one arsonist")
    assert grouped(desk) == {"burns search sinks work", "jailed"}
    assert "merge: the stories of" in run("decisions", cwd=desk).stdout
    assert "one arsonist" in run("decisions", cwd=desk).stdout
    (desk / "late.txt").write_text(MILL[0].replace("Fire", "A fire"), encoding="utf-8")
    run("read", "late.txt", cwd=desk)
    assert run("rebuild", cwd=desk).returncode == 0
    assert grouped(desk) == {"burns late search sinks work", "jailed"}
    kept = json.loads(run("decisions", "--json", cwd=desk).stdout)
    ends = [kept[0]["a"], kept[0]["b"]]
    assert "In place of merge" in decide(desk, "split", *ends)
    assert grouped(desk) == {"search sinks", "burns late work", "jailed"}
    assert decide(desk, "forget", *ends).startswith("Forgotten.")
    assert grouped(desk) == {"search sinks", "burns late work", "jailed"}
    assert "Nothing is decided" in run("decisions", cwd=desk).stdout


def test_an_article_is_moved_and_moved_again(desk: Path) -> None:
    decide(desk, "move", "search.txt", story_of(desk, "burns"))
    assert grouped(desk) == {"sinks", "burns search work", "jailed"}
    assert "In place of move" in decide(desk, "move", "search.txt", "jailed.txt")
    assert grouped(desk) == {"sinks", "burns work", "jailed search"}
    page = run("story", "jailed.txt", cwd=desk).stdout
    assert "a person moved an article into this story" in page


def test_who_stood_for_a_merged_story_can_leave_it_and_the_merge_stays(desk: Path) -> None:
    decide(desk, "merge", "sinks.txt", "burns.txt")
    said = decide(desk, "move", "burns.txt", "jailed.txt")
    assert "In place of merge" in said
    assert grouped(desk) == {"search sinks work", "burns jailed"}


def test_an_article_is_split_off_its_story_by_the_storys_id(desk: Path) -> None:
    decide(desk, "split", story_of(desk, "sinks"), "sinks.txt")
    assert grouped(desk) == {"search", "sinks", "burns work", "jailed"}
    chain = run("decide", "merge", "search.txt", "burns.txt", cwd=desk)
    assert chain.returncode == 0
    against = run("decide", "merge", "burns.txt", "sinks.txt", cwd=desk)
    assert against.returncode == 2
    assert "which stands against that. Take it back first" in against.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["merge", "sinks.txt", "Viktor Halas"], "both must be of one sort"),
        (["merge", "name:Viktor Halas", "sinks.txt"], "both must be of one sort"),
        (["merge", "sinks.txt", "sinks.txt"], "one and the same"),
        (["split", "STORY", "STORY"], "one and the same"),
        (["move", "STORY", "jailed.txt"], "wants an article first"),
        (["move", "sinks.txt", "STORY"], "stands in that story already"),
        (["move", "sinks.txt"], "two articles or stories"),
        (["move", "nothing.txt", "STORY"], "no story or article"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Path, words: list[str], says: str) -> None:
    story = story_of(desk, "sinks")
    done = run("decide", *(word.replace("STORY", story) for word in words), cwd=desk)
    assert done.returncode == 2 and says in done.stderr, done.stderr


def test_a_word_that_is_a_file_and_a_name_is_asked_about(desk: Path) -> None:
    (desk / "Viktor Halas").write_text(FERRY[1], encoding="utf-8")
    (desk / "Viktor Halas").rename(desk / "Viktor Halas.txt")
    run("read", "Viktor Halas.txt", cwd=desk)
    done = run("decide", "merge", "Viktor Halas", "Viktor Halas", cwd=desk)
    assert done.returncode == 2 and "say article:Viktor Halas or name:Viktor Halas" in done.stderr


def test_of_decisions_on_stories_the_latest_on_two_articles_counts() -> None:
    merge, move = Decision("unite", "a", "b"), Decision("move", "a", "c")
    assert replaces(Decision("sever", "b", "a"), merge)
    assert replaces(Decision("move", "a", "d"), move)
    assert not replaces(Decision("move", "b", "c"), move)
    assert not replaces(Decision("derives", "a", "b"), merge)


@pytest.mark.parametrize(
    ("new", "old", "named"),
    [
        (("sever", "a", "c"), [("unite", "a", "b"), ("join", "b", "c")], 2),
        (("unite", "a", "c"), [("unite", "a", "b"), ("part", "b", "c")], 2),
        (("move", "a", "c"), [("move", "c", "b"), ("move", "b", "a")], 2),
        (("sever", "a", "b"), [("unite", "a", "b")], 0),
        (("unite", "a", "c"), [("sever", "a", "b"), ("sever", "b", "c")], 0),
    ],
)
def test_what_stands_against_a_decision_is_named(
    new: tuple[str, str, str], old: list[tuple[str, str, str]], named: int
) -> None:
    made = [Decision(*one) for one in old]  # type: ignore[arg-type]
    assert len(against_stories(Decision(*new), made)) == named  # type: ignore[arg-type]
