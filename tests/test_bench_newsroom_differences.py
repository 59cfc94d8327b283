"""Accounts of the generated newsroom that differ: in what, how, and on which pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from bench.newsroom import Coverage, coverage_of, truth_of, written
from bench.newsroom.__main__ import main
from bench.newsroom.contrasts import found_in
from bench.newsroom.truth import Difference, Filled, Told
from bench.newsroom.wording import kinds, slots_of, table

SEEDS = [("easy", 2), ("fair", 4), ("hard", 6), ("fair", 3), ("hard", 5)]
SLOTS = {"count", "amount", "date", "place", "name", "cause", "who", "label"}
RELATIONS = {"conflict", "dispute", "update", "compatible", "none"}
BEFORE = {  # SHA-256 of coverage.jsonl and truth.json, written before accounts could differ
    ("easy", 2): ("f045af2dfe600481", "c82e32992f8e439e"),
    ("fair", 3): ("7a2b8478d9acc6ed", "95206f4ae490b02c"),
    ("hard", 6): ("5d70a1ab4c59415a", "4c42a48671952928"),
}


@pytest.fixture(scope="module", params=SEEDS, ids=lambda case: f"{case[0]}-{case[1]}")
def coverage(request: pytest.FixtureRequest) -> Coverage:
    level, seed = request.param
    return coverage_of(level, seed, stories=3, twins=1, sagas=1, digests=1, differences=7)


def told_in(coverage: Coverage) -> dict[str, Told]:
    return {one.key: one for one in coverage.articles}


def places(coverage: Coverage) -> list[tuple[Difference, Filled]]:
    return [(one, each) for one in coverage.differences for each in (*one.a, *one.b)]


@pytest.mark.parametrize("asked", list(BEFORE))
def test_a_coverage_without_differences_is_what_it_was(
    asked: tuple[str, int], tmp_path: Path
) -> None:
    level, seed = asked
    written(coverage_of(level, seed, stories=2, twins=1, sagas=1, digests=1), tmp_path)
    names = ("coverage.jsonl", "truth.json")
    prints = [hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()[:16] for name in names]
    assert tuple(prints) == BEFORE[asked]


def test_the_same_numbers_write_the_same_differences() -> None:
    asked = {"stories": 1, "twins": 1, "differences": 6}
    assert coverage_of("fair", 8, **asked) == coverage_of("fair", 8, **asked)


def test_the_words_of_a_value_stand_in_its_passage(coverage: Coverage) -> None:
    articles = told_in(coverage)
    assert coverage.differences
    for one, each in places(coverage):
        text = articles[each.article].passages[each.passage].text
        assert each.words and text[each.start :].startswith(each.words)
        assert one.slot in SLOTS and one.relation in RELATIONS
        assert one.values[0] != one.values[1]


def test_every_page_that_prints_a_value_is_named(coverage: Coverage) -> None:
    """No copy desk makes a value unreadable: all print of its statement is in the list."""
    listed = {(each.article, each.passage) for _, each in places(coverage)}
    planted = {
        theme["id"]
        for part in ("tuning", "unseen")
        for theme in table("differences")[part]["themes"]
    }
    printed = [
        (each.article, each.passage)
        for one in coverage.statements
        if one.id.split(".")[1] in planted
        for each in one.instances
        if each.stance in ("asserts", "attributes", "hedges")
    ]
    found = [each for each in printed if each in listed]
    assert len(found) >= 0.7 * len(printed) > 0  # some values were printed by one side only


def test_copies_inherit(coverage: Coverage) -> None:
    """A passage of one wording prints a value wherever it stands."""
    root = {
        (one.key, at): passage.root
        for one in coverage.articles
        for at, passage in enumerate(one.passages)
    }
    homes = defaultdict(set)
    for place, name in root.items():
        homes[name].add(place)
    copied = 0
    for one in coverage.differences:
        for side, value in zip((one.a, one.b), one.values, strict=True):
            here = {(each.article, each.passage) for each in side}
            copies = {place for each in here for place in homes[root[each]]}
            articles = told_in(coverage)
            assert {
                place
                for place in copies - here
                if value in articles[place[0]].passages[place[1]].text
            } == set()
            copied += len({article for article, _ in copies}) > 1
    assert copied > 5


def test_every_pair_of_values_is_told_once(coverage: Coverage) -> None:
    seen = Counter(
        (one.story, frozenset((each.article, each.passage, each.words) for each in one.a + one.b))
        for one in coverage.differences
    )
    assert set(seen.values()) == {1}


def test_a_conflicting_value_is_one_newsrooms_and_nobody_is_named(coverage: Coverage) -> None:
    articles = told_in(coverage)
    for one in coverage.differences:
        if one.relation != "conflict":
            continue
        own = {
            articles[each.article].outlet
            for each in one.b
            if articles[each.article].passages[each.passage].parent is None
        }
        assert len(own) <= 1
        assert len({each.knower for each in one.b}) == 1
        for each in one.b:
            parent = articles[each.article].passages[each.passage].parent
            assert each.stance == "asserts" or (parent and parent.kind == "rewrite")


def test_in_a_dispute_each_value_is_somebodys(coverage: Coverage) -> None:
    stands = {one.id: one.of for one in coverage.knowers}
    kinds_ = {one.id: one.kind for one in coverage.knowers}
    for one in coverage.differences:
        if one.relation == "dispute":
            sides = [{stands[each.knower] for each in side} for side in (one.a, one.b)]
            assert not sides[0] & sides[1] and len(sides[0]) == len(sides[1]) == 1
            for each in (*one.a, *one.b):
                assert each.stance == "attributes"
                assert kinds_[each.knower] in ("person", "organisation")


def test_what_was_brought_up_to_date_grew_and_was_written_no_earlier(coverage: Coverage) -> None:
    """Copies of the earlier text may be printed after; nobody writes the old value anew."""
    articles = told_in(coverage)
    for one in coverage.differences:
        if one.relation != "update":
            continue
        if one.slot in ("count", "amount"):
            early, late = (
                float("".join(c for c in value.split()[0] if c in "0123456789."))
                for value in one.values
            )
            assert early < late
        if len({each.knower for each in (*one.a, *one.b)}) == 1:  # of the themes
            both = {(each.article, each.passage) for each in one.b}
            days = [
                {
                    articles[each.article].day
                    for each in side
                    if articles[each.article].passages[each.passage].parent is None
                    and ((each.article, each.passage) not in both) == first
                }
                for side, first in ((one.a, True), (one.b, False))
            ]
            assert max(days[0], default="") <= min(days[1], default="9")


@pytest.mark.parametrize("seed", range(6))
def test_both_of_two_compatible_values_hold(seed: int) -> None:
    told = coverage_of("fair", seed, stories=4, differences=8)
    days = {one.key: one.day for one in told.articles}
    for one in told.differences:
        if one.relation != "compatible" or one.slot in ("cause", "who", "label"):
            continue
        exact, loose = one.values
        if one.slot == "place":
            assert loose.endswith(f"district of {exact}")
        elif one.slot == "name":
            assert exact.split()[-1] == loose.split()[-1]
        elif one.slot == "date":
            year = int(days[one.a[0].article][:4])
            assert _same_day(exact, loose, year)
        else:
            assert _holds(exact, loose), one.values


def _same_day(first: str, second: str, year: int) -> bool:
    weekday, day = sorted((first, second), key=lambda words: any(c.isdigit() for c in words))
    number = int("".join(c for c in day if c.isdigit()))
    month = next(at for at in range(1, 13) if f"{date(2000, at, 1):%B}" in day)
    return any(f"{date(y, month, number):%A}" in weekday for y in (year, year - 1))


def _holds(exact: str, loose: str) -> bool:
    number, near = (float(re.sub(r"[^0-9.]", "", words) or 0) for words in (exact, loose))
    for unit, factor in (("miles", 1.609), ("acres", 0.4047)):
        if unit in loose:
            return abs(near * factor - number) <= 0.05 * number
    if not near:
        sizes = {"dozens": (24, 300), "hundreds": (200, 3000), "thousands": (2000, 10**6)}
        low, high = sizes[loose]
        return low <= number <= high
    if loose.startswith(("at least", "not fewer")):
        return near <= number
    if loose.startswith(("more than", "upwards")):
        return near < number
    return abs(near - number) <= 0.12 * number


def test_values_of_two_things_stand_in_statements_of_two_facts(coverage: Coverage) -> None:
    kept = [one for one in coverage.differences if one.relation == "none"]
    assert kept
    for one in kept:
        assert {(e.article, e.passage, e.words) for e in one.a}.isdisjoint(
            (e.article, e.passage, e.words) for e in one.b
        )


@pytest.mark.parametrize("seed", [0, 1])
def test_every_slot_and_relation_is_there_in_both_halves(seed: int) -> None:
    told = [
        one
        for level in ("easy", "fair", "hard")
        for at in range(6)
        for one in coverage_of(level, seed + 2 * at, stories=2, differences=8).differences
    ]
    assert {one.slot for one in told} == SLOTS
    assert {one.relation for one in told} == RELATIONS
    many = Counter(one.relation for one in told)
    assert min(many.values()) >= 0.05 * len(told)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("Twenty-one people, of 121, came", "count:21", "Twenty-one"),
        ("A deal worth €4.3m, not €44.3m", "money:4.3", "€4.3m"),
        ("over nine kilometers of road", "pick:nine kilometres", "nine kilometers"),
        ("It is jammed for 4.5 miles", "count:5", None),
        ("1,020 ballots and 20-year-old lists", "count:20", None),
    ],
)
def test_a_value_is_found_as_it_was_printed(text: str, value: str, words: str | None) -> None:
    found = found_in(text, value)
    assert (found and found[0]) == words


@pytest.mark.parametrize("part", ["tuning", "unseen"])
def test_the_themes_of_a_half_are_its_own_and_say_each_thing_in_several_ways(part: str) -> None:
    told = table("differences")
    own, other = told[part]["themes"], told["unseen" if part == "tuning" else "tuning"]["themes"]
    assert {one["slot"] for one in own} == SLOTS
    assert not {one["id"] for one in own} & {one["id"] for one in other}
    assert not {one for each in own for one in each["say"]} & {
        one for each in other for one in each["say"]
    }
    for one in own:
        assert len(set(one["say"])) >= 4
        assert all("v" in slots_of(say) for say in (*one["say"], *one.get("rest", ())))
        assert all("v" in slots_of(say) for say in (*one["spoken"], *one.get("later", ())))
    assert set(told["alike"]) <= set(kinds())


def test_no_desk_drops_or_swaps_a_word_of_a_value() -> None:
    edits = table("edits")
    may = {*edits["droppable"], *edits["swaps"]}
    for part in ("tuning", "unseen"):
        told = table("differences")[part]
        values = [*told["bounds"], *told["round"], *told["districts"]]
        for theme in told["themes"]:
            values += [*theme.get("words", ()), *"|".join(theme.get("near", ())).split("|")]
        assert not {word for value in values for word in value.split()} & may


def test_the_command_line_takes_differences(tmp_path: Path) -> None:
    assert main(["fair", "9", str(tmp_path), "--differences", "5"]) == 0
    truth = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    first = truth["differences"][0]
    assert set(first) == {"story", "slot", "relation", "a", "b", "values"}
    assert set(first["a"][0]) == {"article", "passage", "start", "words", "stance", "knower"}
    assert "differences" not in truth_of(coverage_of("fair", 9))
