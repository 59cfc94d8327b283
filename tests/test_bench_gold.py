"""The gold of sentence pairs parses, its labels are known, its places hold their words."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from bench.gold.pairs import Label, Part, Set, pairs, read
from bench.gold.texts import Place, printed, texts, words_at

FERRY = {"ferry/0": "The ferry sank. Nobody was hurt."}


def unpacked(name: str) -> bool:
    """Say whether a data set is there to be measured on."""
    return name == "fiction" or (Path(os.environ.get("SECONDSOURCE_DATA") or "-") / name).is_dir()


def test_every_label_set_and_part_is_known() -> None:
    assert pairs()
    assert {one.set for one in pairs()} <= set(get_args(Set))
    assert {one.part for one in pairs()} <= set(get_args(Part))
    assert {one.label for one in pairs()} == set(get_args(Label))
    assert {one.second for one in pairs()} <= {None, *get_args(Label)}


def test_a_pair_is_two_articles_and_stands_once() -> None:
    stood = [(one.a[:3], one.b[:3]) for one in pairs()]
    assert len(stood) == len(set(stood))
    assert all(a < b and a[0] != b[0] for a, b in stood)


def test_odd_topics_and_events_are_unseen() -> None:
    for one in pairs():
        if one.set != "fiction":
            numbers = [int(happening.rstrip("abcelpsu")) for happening in one.story.split("/")]
            assert one.part == ("unseen" if any(at % 2 for at in numbers) else "tuning")


def test_no_story_of_a_set_is_in_both_parts() -> None:
    for name in get_args(Set):
        tuned, unseen = (
            {one.story for one in pairs() if one.set == name and one.part == part}
            for part in get_args(Part)
        )
        assert not tuned & unseen


def test_a_third_is_unseen() -> None:
    told = Counter(one.part for one in pairs())
    assert 0.3 <= told["unseen"] / len(pairs()) <= 0.37


@pytest.mark.parametrize("name", get_args(Set))
def test_places_hold_the_words_that_were_read(name: Set) -> None:
    if not unpacked(name):
        pytest.skip(f"data set {name} is not unpacked here")
    found = [*read("tuning", name), *read("unseen", name)]
    assert len(found) == sum(one.set == name for one in pairs())
    assert all(one.a == one.a.strip() and one.b == one.b.strip() for one in found)
    assert sum(one.a == one.b for one in found) <= len(found) // 20


def test_words_that_moved_are_refused() -> None:
    place = Place("ferry/0", 16, 32, printed("Nobody was hurt."))
    assert words_at(place, FERRY) == "Nobody was hurt."
    with pytest.raises(ValueError, match="ferry/0 15-32 holds other words"):
        words_at(place._replace(start=15), FERRY)


def test_fictions_are_named_by_file_and_line() -> None:
    for name, text in texts("fiction").items():
        assert name.rpartition("/")[2].isdigit()
        assert text.count("\n\n") >= 1
