"""A story keeps its id while articles come and go, and its history says where each article is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.succession import (
    Past,
    changes_between,
    continued,
    explained,
    heirs_of,
    named_after,
    past_of,
    story_id,
)
from secondsource.records import Change, Decision, Reason, Story

State = dict[str, tuple[str, ...]]
GROUPING = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 4), max_size=10)


def grouped(where: dict[str, int]) -> list[tuple[str, ...]]:
    found: dict[int, list[str]] = {}
    for name in sorted(where):
        found.setdefault(where[name], []).append(name)
    return [tuple(some) for _, some in sorted(found.items())]


def then(past: Past, groups: list[tuple[str, ...]]) -> State:
    return dict(zip(named_after(groups, past), groups, strict=True))


def test_a_story_keeps_its_id_when_an_article_with_a_smaller_hash_joins() -> None:
    past = Past({"s9": ("b", "c")}, {"s9"})
    assert then(past, [("a", "b", "c")]) == {"s9": ("a", "b", "c")}


def test_of_two_merged_stories_the_greater_or_else_the_older_keeps_its_id() -> None:
    past = Past({"older": ("m",), "younger": ("a",), "great": ("x", "y")}, set())
    assert then(past, [("a", "m")]) == {"older": ("a", "m")}
    assert then(past, [("a", "x", "y")]) == {"great": ("a", "x", "y")}


def test_of_a_split_story_the_greater_part_keeps_the_id_and_the_other_gets_one_of_its_own() -> None:
    first = story_id(["a"])
    past = Past({first: ("a", "b", "c")}, {first})
    state = then(past, [("a",), ("b", "c")])
    assert state[first] == ("b", "c")
    assert sorted(state.values()) == [("a",), ("b", "c")]


def test_an_id_that_was_ever_given_is_not_given_again() -> None:
    past = Past({}, {story_id(["a"]), story_id(["a"], 2)})
    assert named_after([("a",)], past) == (story_id(["a"], 3),)


def test_related_stories_are_named_as_they_are_called_now() -> None:
    one = Story(story_id(["a"]), None, ("a",), related=(story_id(["b"]),))
    other = Story(story_id(["b"]), None, ("b",), related=(one.id,))
    told = {story.id: story for story in continued((one, other), Past({"s0": ("b",)}, {"s0"}))}
    assert told["s0"].related == (one.id,)
    assert told[one.id].related == ("s0",)


def test_each_kind_of_change_is_told_by_its_name() -> None:
    before = {"s1": "ab", "s2": "cd", "s3": "e", "s4": "fg", "s5": "h"}
    after = {"s1": "abcx", "s2": "d", "s4": "f", "s6": "g", "s7": "h", "s8": "y", "s2b": ""}
    told = {(one.verb, one.story, one.other) for one in changes_between(before, after)}
    assert told == {
        ("joined", "s1", None),
        ("moved", "s1", "s2"),
        ("left", "s3", None),
        ("split", "s6", "s4"),
        ("renamed", "s7", "s5"),
        ("begun", "s8", None),
    }
    [merged] = changes_between({"s1": "a", "s2": "b"}, {"s1": "ab"})
    assert (merged.verb, merged.story, merged.other, merged.articles) == (
        "merged", "s1", "s2", ("b",),
    )  # fmt: skip


@given(st.lists(GROUPING, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_a_history_leads_to_the_present_state_and_each_former_id_to_a_live_story(
    groupings: list[dict[str, int]], rebuilt: list[bool]
) -> None:
    history: list[Change] = []
    state: State = {}
    for where, anew in zip(groupings, rebuilt, strict=False):
        past = Past() if anew else past_of(history)
        state = then(past, grouped(where))
        assert len(state) == len(grouped(where)), "two stories with one id"
        changes = changes_between(past_of(history).stories, state)
        moved = [name for one in changes for name in one.articles]
        assert len(moved) == len(set(moved))
        history += changes
    assert dict(past_of(history).stories) == state
    heirs = heirs_of(history, state.keys())
    assert set(heirs.values()) <= state.keys()
    for old in past_of(history).given - state.keys() - heirs.keys():
        assert any(one.verb == "left" for one in history), f"nobody is heir to {old}"


@given(st.lists(GROUPING.filter(bool), min_size=1, max_size=6))
def test_while_no_article_leaves_every_id_ever_given_finds_a_story(
    groupings: list[dict[str, int]],
) -> None:
    history: list[Change] = []
    where: dict[str, int] = {}
    for more in groupings:
        where |= more
        past = past_of(history)
        history += changes_between(past.stories, then(past, grouped(where)))
    live = past_of(history).stories.keys()
    assert past_of(history).given == live | heirs_of(history, live).keys()


@given(GROUPING, GROUPING)
def test_naming_does_not_depend_on_the_order_of_the_groups(
    before: dict[str, int], after: dict[str, int]
) -> None:
    past = Past({f"s{at}": some for at, some in enumerate(grouped(before))})
    groups = grouped(after)
    assert then(past, groups) == then(past, groups[::-1])


def test_a_change_says_why() -> None:
    bound = Story("s1", None, ("a", "b"), why=(Reason("names", "shared names: Sofia"),))
    rest = Story("s2", None, ("c",))
    told = explained(
        [
            Change("joined", "s1", None, ("b",)),
            Change("split", "s2", "s1", ("c",)),
            Change("begun", "s3", None, ("d",)),
        ],
        [bound, rest],
        [Decision("part", "b", "c")],
    )
    assert [[one.text for one in change.reasons] for change in told] == [
        ["shared names: Sofia"],
        ["a person parted two of its articles"],
        [],
    ]


def test_what_is_split_off_again_gets_its_former_id_back() -> None:
    apart = {"s1": ("a", "b"), "s2": ("c", "d")}
    together = {"s1": ("a", "b", "c", "d")}
    told = [*changes_between({}, apart), *changes_between(apart, together)]
    names = named_after([("a", "b"), ("c", "d", "e")], past_of(told))
    assert names == ("s1", "s2")
    told += changes_between(together, {"s1": ("a", "b"), "s2": ("c", "d", "e")})
    assert heirs_of(told, {"s1", "s2"}) == {}
    assert past_of(told).stories == {"s1": ("a", "b"), "s2": ("c", "d", "e")}


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision("sever", "a", "c"), "parted"),
        (Decision("part", "c", "b"), "parted"),
        (Decision("move", "c", "a"), "moved"),
        (Decision("sever", "a", "b"), "more weakly"),
    ],
)
def test_a_split_says_who_split_it(decision: Decision, said: str) -> None:
    after = (Story("s1", None, ("a", "b")), Story("s2", None, ("c",)))
    changes = changes_between({"s1": "abc"}, {one.id: one.articles for one in after})
    (told,) = explained(changes, after, [decision])
    assert said in told.reasons[0].text
