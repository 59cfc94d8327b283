"""What a person says of stories holds: merged, split and moved ones stay so when news arrives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.affairs import Portions
from secondsource.compare.decreed import decreed
from secondsource.records import Decision, Part, Span
from tests.desk import filed
from tests.test_roundups import COLUMN, DIGEST, FERRY, parts, reports, told

FOLLOW = (
    "Divers reach the lounge of the Sofia\n"
    "Divers reached the forward lounge of the ferry Sofia off Varnova on Friday, said Viktor Halas."
)


def on(*decisions: tuple[str, str, str]) -> tuple[Decision, ...]:
    return tuple(Decision(verb, a, b) for verb, a, b in decisions)  # type: ignore[arg-type]


def members(*groups: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in groups)


def by_letter(one: object, other: object) -> float:
    """Weigh by the share of articles of the first letter that both have."""
    mine, yours = list(one), list(other)  # type: ignore[call-overload]
    return sum(a[0] == b[0] for a in mine for b in yours) / (len(mine) * len(yours))


@pytest.mark.parametrize(
    ("groups", "decisions", "wanted"),
    [
        (["a1 a2", "b1"], [("unite", "a1", "b1")], ["a1 a2 b1"]),
        (["a1", "b1", "c1"], [("unite", "a1", "b1"), ("unite", "b1", "c1")], ["a1 b1 c1"]),
        (["a1 a2 b1 b2"], [("sever", "a1", "b1")], ["a1 a2", "b1 b2"]),
        (["a1 a2 a3"], [("sever", "a1", "a3")], ["a1 a2", "a3"]),
        (["a1 a2 x", "b1 b2"], [("move", "x", "b1")], ["a1 a2", "b1 b2 x"]),
        (["x", "b1 b2"], [("move", "x", "b1")], ["b1 b2 x"]),
        (["a1 x y", "b1"], [("move", "y", "x"), ("move", "x", "b1")], ["a1", "b1 x y"]),
        (["a1 x", "b1"], [("move", "x", "b1"), ("move", "b1", "x")], ["a1 x", "b1"]),
        (["a1", "b1"], [("unite", "a1", "b1"), ("sever", "a1", "b1")], ["a1", "b1"]),
        (["a1 a2 b1"], [("unite", "a1", "gone"), ("sever", "gone", "b1")], ["a1 a2 b1"]),
        (["a1 a2 b1 b2"], [("sever", "a1", "b1"), ("join", "a2", "b2")], ["a1 a2 b2", "b1"]),
    ],
)
def test_decisions_are_carried_out(
    groups: list[str], decisions: list[tuple[str, str, str]], wanted: list[str]
) -> None:
    found = decreed(Portions(members(*groups)), on(*decisions), {}, by_letter)
    assert found.groups == members(*wanted)


def test_copies_go_where_their_text_is_moved() -> None:
    copies = dict.fromkeys(("x1", "x2"), ("x1", "x2"))
    found = decreed(
        Portions(members("a1 x1 x2", "b1")), on(("move", "x1", "b1")), copies, by_letter
    )
    assert found.groups == members("a1", "b1 x1 x2")


def test_moving_an_article_to_its_own_copy_changes_nothing() -> None:
    copies = dict.fromkeys(("x1", "x2"), ("x1", "x2"))
    found = decreed(Portions(members("a1 x1 x2")), on(("move", "x1", "x2")), copies, by_letter)
    assert found.groups == members("a1 x1 x2")


def test_parts_follow_their_story_and_a_refused_one_is_gone() -> None:
    part = Part("d", (Span("d", 0, 9),))
    portions = Portions(members("a1 a2", "b1", "d"), {0: (part,), 1: (part,)}, frozenset("d"))
    merged = decreed(portions, on(("unite", "a1", "b1")), {}, by_letter)
    assert merged.groups == members("a1 a2 b1", "d")
    assert merged.parts == {0: (part,)}
    severed = decreed(portions, on(("sever", "b1", "d")), {}, by_letter)
    assert severed.parts == {0: (part,)}
    stands = decreed(portions, on(("unite", "a1", "d")), {}, by_letter)
    assert stands.groups == members("a1 a2 d", "b1")
    assert stands.parts == {1: (part,)}


NAMES = ["a1", "a2", "b1", "b2", "c1"]
PAIRS = st.tuples(
    st.sampled_from(["unite", "sever", "move", "join", "part"]), *[st.sampled_from(NAMES)] * 2
)


@given(st.lists(PAIRS, max_size=6), st.lists(st.integers(0, 2), min_size=5, max_size=5))
def test_whatever_is_decided_every_article_is_in_one_group_and_no_parted_pair_is(
    pairs: list[tuple[str, str, str]], places: list[int]
) -> None:
    held = [tuple(n for n, at in zip(NAMES, places, strict=True) if at == k) for k in range(3)]
    portions = Portions(tuple(some for some in held if some))
    decisions = on(*(pair for pair in pairs if pair[1] != pair[2]))
    found = decreed(portions, decisions, {}, by_letter)
    assert sorted(name for some in found.groups for name in some) == sorted(NAMES)
    for one in decisions:
        if one.verb in ("sever", "part"):
            assert not any({one.a, one.b} <= set(some) for some in found.groups)
    assert decreed(portions, decisions[::-1], {}, by_letter) == found


# -- in the stories -------------------------------------------------------------------------


def test_merged_stories_are_one_also_when_articles_arrive() -> None:
    decisions = on(("unite", "a0", "b0"))
    assert set(told(*reports(), decisions=decisions)) == {"a0", "c0"}
    later = filed("z", FOLLOW, outlet="Star", day="2024-03-15")
    stories = told(*reports(), later, decisions=decisions)
    assert stories["a0"].articles == ("a0", "a1", "b0", "b1", "z")
    assert any(one.kind == "decision" for one in stories["a0"].why)


def test_a_newcomer_does_not_join_what_was_split() -> None:
    decisions = on(("sever", "a0", "a1"))
    later = filed("z", FOLLOW, outlet="Star", day="2024-03-15")
    stories = told(*reports(), later, decisions=decisions)
    place = {name: first for first, one in stories.items() for name in one.articles}
    assert place["a0"] != place["a1"]
    assert place["z"] in (place["a0"], place["a1"])
    for name in ("a0", "a1"):
        assert "decision" in [one.kind for one in stories[place[name]].why]


def test_where_a_person_put_a_digest_it_stands_and_is_told_of_elsewhere() -> None:
    digest = filed("d", DIGEST, outlet="Mail", day="2024-03-14")
    stories = told(*reports(), digest, decisions=on(("join", "b0", "d")))
    assert stories["b0"].articles == ("b0", "b1", "d")
    assert set(parts(stories, digest)) == {"a0", "c0"}


def test_a_digest_joined_to_two_stories_makes_them_one_and_no_third() -> None:
    column = filed("d", COLUMN, outlet="Mail", day="2024-03-14")
    stories = told(*reports(), column, decisions=on(("unite", "b0", "d"), ("unite", "d", "c0")))
    assert stories["b0"].articles == ("b0", "b1", "c0", "c1", "d")
    assert stories["a0"].articles == ("a0", "a1")


def test_what_was_split_from_a_story_is_not_told_in_it_by_its_passages_either() -> None:
    digest = filed("d", DIGEST, outlet="Mail", day="2024-03-14")
    stories = told(*reports(), digest, decisions=on(("sever", "c0", "d")))
    assert set(parts(stories, digest)) == {"a0", "b0"}


def test_an_article_moved_to_a_story_with_its_copy() -> None:
    copy = filed("y", FERRY[0], outlet="Star", day="2024-03-14")
    stories = told(*reports(), copy, decisions=on(("move", "a0", "b0")))
    assert stories["a0"].articles == ("a0", "b0", "b1", "y")
    assert stories["a1"].articles == ("a1",)
