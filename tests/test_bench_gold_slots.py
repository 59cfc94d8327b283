"""The gold of slot pairs is whole, balanced and of our own making where it carries words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from bench.collections import fictions
from bench.gold.slots import Kind, Relation, read, slots
from bench.gold.texts import texts, words_at

FOLDER = Path(__file__).parent.parent / "bench" / "gold"


def test_no_two_rows_are_of_the_same_two_values_in_one_slot() -> None:
    places = [(frozenset((one.a, one.b)), one.slot) for one in slots()]
    assert len(set(places)) == len(places) >= 150


def test_every_slot_and_every_relation_is_known_and_has_examples_in_both_parts() -> None:
    for part in ("tuning", "unseen"):
        rows = [one for one in slots() if one.part == part]
        assert {one.slot for one in rows} == set(get_args(Kind))
        relations = Counter(one.relation for one in rows)
        assert set(relations) == set(get_args(Relation)) and min(relations.values()) >= 8


def test_about_a_third_is_unseen_and_no_story_stands_on_both_sides() -> None:
    unseen = {(one.set, one.story) for one in slots() if one.part == "unseen"}
    tuning = {(one.set, one.story) for one in slots() if one.part == "tuning"}
    assert not unseen & tuning
    assert 0.3 < sum(one.part == "unseen" for one in slots()) / len(slots()) < 0.42


def test_the_parity_of_a_topic_or_event_says_its_part() -> None:
    for one in slots():
        number = re.match(r"\d+", one.story)
        assert (number is None) == (one.set == "fiction")
        assert not number or one.part == ("unseen" if int(number[0]) % 2 else "tuning")


def test_a_second_reader_saw_twenty_and_agreed_on_most() -> None:
    """The README says 18; a label that is changed later must be said there, too."""
    seen = [one for one in slots() if one.second]
    assert len(seen) == 20 and sum(one.second == one.relation for one in seen) == 18


def test_a_pair_is_of_two_articles_and_has_a_word_on_why() -> None:
    assert all(one.a.article != one.b.article and one.why for one in slots())


def test_each_value_of_the_fictions_reads_back_and_is_the_value_alone() -> None:
    """A spot that has moved raises; a value is a few words, never a sentence."""
    told = [*read("tuning", "fiction"), *read("unseen", "fiction")]
    assert len(told) >= 60
    for one in told:
        assert max(len(one.a.split()), len(one.b.split())) <= 8
        assert not (one.a + one.b).endswith((",", " "))


def test_the_program_reads_a_fiction_as_the_text_that_the_places_count_in() -> None:
    kept = fictions(FOLDER / "fiction")
    pages = {one.page.input: one.page for one in kept.accounts}
    assert {name: page.text for name, page in pages.items()} == texts("fiction")
    assert all(page.given.outlet and page.given.date for page in pages.values())


def test_a_place_whose_words_have_changed_is_not_read() -> None:
    one = next(one for one in slots() if one.set == "fiction")
    moved = {name: "¶" + text for name, text in texts("fiction").items()}
    with pytest.raises(ValueError, match="holds other words"):
        words_at(one.a, moved)


def test_labels_of_data_sets_carry_none_of_their_words() -> None:
    """``why`` is the reader's own: a few words, without quotation."""
    for one in slots():
        assert len(one.why.split()) <= 12 and '"' not in one.why
