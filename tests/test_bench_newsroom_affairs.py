"""Twins, sagas and digests of the generated newsroom: what is one story, what only looks so."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from bench.newsroom import Coverage, coverage_of, truth_of, written
from bench.newsroom.__main__ import main
from bench.newsroom.sagas import affairs_of
from bench.newsroom.truth import Told
from bench.newsroom.wording import lines, table, tables_in

SEEDS = [("easy", 2), ("fair", 4), ("hard", 6), ("fair", 3), ("hard", 5)]
BEFORE = {  # SHA-256 of coverage.jsonl and truth.json, written before there were twins
    ("easy", 2, 1): ("6ec789cb678645e3", "b0da120117a9bed4"),
    ("fair", 8, 3): ("204ecc47abc0e70e", "b414fa18ff7819ba"),
    ("hard", 7, 1): ("2f010866e5dafbdc", "f0ae562b541e21e6"),
}


@pytest.fixture(scope="module", params=SEEDS, ids=lambda case: f"{case[0]}-{case[1]}")
def coverage(request: pytest.FixtureRequest) -> Coverage:
    level, seed = request.param
    return coverage_of(level, seed, stories=3, twins=2, sagas=1, digests=3)


def by_story(coverage: Coverage) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for one in coverage.articles:
        found[one.story].append(one)
    return found


def facts_of(coverage: Coverage, story: str) -> set[str]:
    return {
        one.id.split(".")[1] for one in coverage.statements if one.id.split(".")[0] == story
        and len(one.id.split(".")) > 1 and not one.id.split(".")[1].startswith("before")
    }  # fmt: skip


@pytest.mark.parametrize("asked", list(BEFORE))
def test_a_coverage_without_them_is_what_it_was_before_there_were_any(
    asked: tuple[str, int, int], tmp_path: Path
) -> None:
    level, seed, stories = asked
    written(coverage_of(level, seed, stories=stories), tmp_path)
    names = ("coverage.jsonl", "truth.json")
    prints = [hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()[:16] for name in names]
    assert tuple(prints) == BEFORE[asked]


def test_the_same_numbers_write_the_same_coverage_and_twins_leave_the_stories_alone() -> None:
    full = coverage_of("fair", 4, stories=2, twins=1, sagas=1, digests=1)
    assert full == coverage_of("fair", 4, stories=2, twins=1, sagas=1, digests=1)
    twice, alone = coverage_of("fair", 4, stories=2, twins=1), coverage_of("fair", 4, stories=2)
    for story in ("s1", "s2"):
        roots = [
            {
                one.root
                for told in by_story(each)[story]
                for one in told.passages
                if one.role == "body"
            }
            for each in (twice, alone)
        ]
        assert roots[0] == roots[1]


def test_a_twin_is_of_one_kind_and_time_with_other_people_and_some_of_the_same_outlets(
    coverage: Coverage,
) -> None:
    stories, places = by_story(coverage), _names(coverage)
    assert [first for first, _ in coverage.twins] == ["s1", "s2"]
    for first, twin in coverage.twins:
        assert facts_of(coverage, first) & facts_of(coverage, twin)
        begun = [min(date.fromisoformat(one.day) for one in stories[s]) for s in (first, twin)]
        assert abs((begun[0] - begun[1]).days) <= 2
        assert {one.outlet for one in stories[first]} & {one.outlet for one in stories[twin]}
        shared = {(name, role) for name, role in places[first] & places[twin]}
        assert all(role.startswith("minist") for _, role in shared)


def _names(coverage: Coverage) -> dict[str, set[tuple[str, str]]]:
    """Give the officials of each story, each with the office."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in coverage.knowers:
        story, _, role = one.id.partition(".")
        if one.kind == "person" and role[0] != "w":
            found[story].add((one.name, role))
    return found


def test_twins_share_no_text_but_what_their_outlets_always_print(coverage: Coverage) -> None:
    story = {one.key: one.story for one in coverage.articles}
    twins = {frozenset(pair) for pair in coverage.twins}
    for one in coverage.shared:
        if frozenset((story[one.a], story[one.b])) in twins:
            assert one.kind in ("furniture", "own")


def test_the_episodes_of_an_affair_follow_each_other_by_days_to_weeks(coverage: Coverage) -> None:
    stories = by_story(coverage)
    (affair,) = coverage.affairs
    assert 3 <= len(affair.stories) <= 5
    begun = [min(date.fromisoformat(one.day) for one in stories[name]) for name in affair.stories]
    assert all(4 <= (after - before).days <= 26 for before, after in pairwise(begun))
    for story, told in stories.items():
        assert all((one.affair == affair.id) is (story in affair.stories) for one in told)


def test_an_affair_keeps_its_people_and_every_episode_has_facts_of_its_own(
    coverage: Coverage,
) -> None:
    (affair,) = coverage.affairs
    names, people = [facts_of(coverage, one) for one in affair.stories], _names(coverage)
    for at, one in enumerate(names):
        assert one and not any(one & other for other in names[at + 1 :])
    known: dict[str, set[str]] = defaultdict(set)
    for story in affair.stories:
        for name, role in people[story]:
            known[role].add(name)
    assert known and all(len(each) == 1 for role, each in known.items())


def test_later_episodes_recall_earlier_ones_and_say_where(coverage: Coverage) -> None:
    (affair,) = coverage.affairs
    place = {story: at for at, story in enumerate(affair.stories)}
    recalling = 0
    for article in coverage.articles:
        if article.affair:
            assert all(place[one.story] < place[article.story] for one in article.also)
            recalling += bool(article.also) and article.story == affair.stories[-1]
    assert recalling >= 0.3 * len(by_story(coverage)[affair.stories[-1]])


def test_what_is_told_also_is_what_the_statements_say(coverage: Coverage) -> None:
    """A passage with a statement belongs to the story whose statement it is."""
    also = {
        (article.key, at): one.story
        for article in coverage.articles
        for one in article.also
        for at in one.passages
    }
    story = {one.key: one.story for one in coverage.articles}
    for statement in coverage.statements:
        whose = ".".join(statement.id.split(".")[: 2 if ".before" in statement.id else 1])
        for one in statement.instances:
            assert also.get((one.article, one.passage), story[one.article]) == whose


def test_a_digest_is_of_no_story_and_tells_several(coverage: Coverage) -> None:
    stories = by_story(coverage)
    for at in (1, 2, 3):
        (digest,) = stories[f"digest{at}"]
        assert len(digest.also) >= 3 and not digest.affair
        bodies = [i for i, one in enumerate(digest.passages) if one.role == "body"]
        told = {i for one in digest.also for i in one.passages}
        assert told <= set(bodies) and set(bodies) - told == {bodies[0]}
        latest = max(min(one.day for one in stories[each.story]) for each in digest.also)
        assert digest.day >= latest


def test_the_command_line_takes_twins_sagas_and_digests(tmp_path: Path) -> None:
    asked = ["--stories", "2", "--twins", "1", "--sagas", "1", "--digests", "1"]
    assert main(["fair", "9", str(tmp_path), *asked]) == 0
    truth = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert truth["twins"] == [["s1", "s3"]] and len(truth["affairs"]) == 1
    assert any(one.get("also") for one in truth["articles"])
    plain = truth_of(coverage_of("fair", 9))
    assert not {"twins", "affairs"} & set(plain)
    assert not any({"affair", "also"} & set(one) for one in plain["articles"])


def test_each_split_has_affairs_and_digests_of_its_own() -> None:
    assert affairs_of(0) and affairs_of(1) and not set(affairs_of(0)) & set(affairs_of(1))
    for key in ("heads", "opening", "heading"):
        even, odd = set(lines("digests", key, 0)), set(lines("digests", key, 1))
        assert even - odd and odd - even


@pytest.mark.parametrize("name", tables_in("sagas"))
def test_every_episode_says_each_fact_in_many_ways(name: str) -> None:
    told = table(f"sagas/{name}")
    assert 3 <= len(told["episodes"]) <= 5 and told["split"] in ("tuning", "unseen")
    facts = [fact for episode in told["episodes"] for fact in episode["facts"]]
    assert len({fact["id"] for fact in facts}) == len(facts) >= 21
    assert all(len(set(fact["say"])) >= 6 and fact["spoken"] and fact["know"] for fact in facts)
    assert all(len(episode["heads"]) >= 5 for episode in told["episodes"])
