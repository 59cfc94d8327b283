"""What binds two groups of articles and what parts them: the more they tell, the surer."""

from __future__ import annotations

from datetime import date
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.bonds import (
    LEAST,
    MEASURES,
    Gist,
    bond,
    gist_of,
    measures,
    merged,
    slimmed,
)
from secondsource.compare.days import Day, counted

THURSDAY = date(2024, 3, 14)
FIRE = ("fire", "firefighter", "smoke", "roof", "rescue", "burn", "hospital", "street")
SOFIA, AURORA = "00000000000a50f1", "00000000000a4404"
VARNOVA, ELLERY = "0000000000007a40", "0000000000000e11"


def told(*names: str, words: tuple[str, ...] = FIRE, own: int = 0, day: date = THURSDAY) -> Gist:
    """One article: names and words, both in its lede too, and forty words of its own."""
    vector = dict.fromkeys(names, 0.25) | {f"^{name}": 0.15 for name in names}
    vector |= dict.fromkeys(words, 0.06) | {f"^{word}": 0.05 for word in words[:4]}
    vector |= {f"word{own}x{at}": 0.05 for at in range(80)}
    return gist_of(vector, counted([Day(day)]))


def group(*names: str, articles: int, first: int, day: date = THURSDAY) -> Gist:
    """Several articles that all name the same."""
    return reduce(merged, [told(*names, own=first + at, day=day) for at in range(articles)])


def test_articles_that_name_the_same_on_one_day_are_one_story() -> None:
    assert bond(told(SOFIA, VARNOVA, own=1), told(SOFIA, VARNOVA, own=2)) >= LEAST


def test_twins_share_words_and_not_names() -> None:
    assert bond(told(SOFIA, VARNOVA, own=1), told(AURORA, ELLERY, own=2)) < LEAST


def test_what_two_groups_never_share_parts_them_the_more_the_larger_they_are() -> None:
    """One fire in Varnova in article after article, and another one there a month later."""
    later = date(2024, 4, 14)
    bonds = [
        bond(
            group(SOFIA, VARNOVA, articles=many, first=0),
            group(AURORA, VARNOVA, articles=many, first=50, day=later),
        )
        for many in (1, 4, 8)
    ]
    assert bonds[0] > bonds[1] > bonds[2]
    assert bonds[2] < LEAST


def test_strangers_are_not_weighed() -> None:
    assert bond(told(SOFIA, words=(), own=1), told(ELLERY, words=(), own=2)) == 0.0
    assert measures(told(SOFIA, words=(), own=1), told(ELLERY, words=(), own=2)) is None


def test_every_measure_has_a_name() -> None:
    measured = measures(told(SOFIA, own=1), told(SOFIA, own=2))
    assert measured is not None and len(measured) == len(MEASURES)


def test_a_slimmed_gist_counts_only_what_it_keeps() -> None:
    whole = group(SOFIA, VARNOVA, articles=5, first=0)
    slim = slimmed(whole, 20)
    assert len(slim.total) == 20 and slim.size == 5
    assert set(slim.told) <= set(slim.total)
    assert bond(slim, told(SOFIA, VARNOVA, own=9)) >= LEAST


WORDS = st.dictionaries(
    st.sampled_from(["ferry", "^ferry", "reef", SOFIA, f"^{SOFIA}", "12", "1989"]),
    st.floats(0.05, 0.9),
    min_size=1,
)
GISTS = st.lists(
    st.builds(
        lambda vector, day: gist_of(vector, counted([Day(date(2024, 3, day))])),
        WORDS,
        st.integers(1, 28),
    ),
    min_size=1,
    max_size=4,
).map(lambda some: reduce(merged, some))


@given(GISTS, GISTS)
def test_a_bond_has_no_direction_and_lies_between_0_and_1(a: Gist, b: Gist) -> None:
    assert bond(a, b) == bond(b, a)
    assert 0.0 <= bond(a, b) <= 1.0


@given(GISTS, GISTS)
def test_two_groups_put_together_are_the_same_from_either_side(a: Gist, b: Gist) -> None:
    one, other = merged(a, b), merged(b, a)
    assert one.total == other.total and one.told == other.told and one.days == other.days
    assert one.size == a.size + b.size and one.habits == other.habits
