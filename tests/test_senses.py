"""What words tell, and which are near in meaning."""

from __future__ import annotations

from secondsource.compare.senses import class_of, near, opposites, rarity
from secondsource.language import language


def test_every_class_of_synonyms_is_known_to_the_table() -> None:
    heads = language("en").table("sameness")
    assert [head for head in heads if head.isalpha() and rarity(head) == 7.0] == []


def test_nearness_goes_both_ways_and_knows_no_opposites() -> None:
    for word in ("hospital", "rise", "close", "licence", "budget"):
        for other, cosine in near(word).items():
            assert near(other)[word] == cosine
            assert other not in opposites().get(word, ())
            assert 0.5 <= cosine <= 1.0


def test_names_and_hours_tell_more_than_days() -> None:
    assert rarity("#e1") == rarity("@03:40") > rarity("@2024-03-16") == rarity("~norway")


def test_a_word_without_synonyms_is_its_own_class() -> None:
    assert class_of("lantern") == "lantern"
