"""Numbers of one thing and of two things, and days of one event."""

from __future__ import annotations

import pytest

from secondsource.records import Conflict
from tests.test_differences import differences

FIRST, LATER = "2030-05-02", "2030-05-03"


def told(first: str, second: str, later: str = FIRST) -> list[tuple[str, str, str, str]]:
    found: list[Conflict] = differences((first, FIRST, None), (second, later, None))
    return [(one.kind, one.slot, one.a.value, one.b.value) for one in found]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Thieves took forty letters from the archive at Brun.",
            "Thieves took 43 letters from the archive at Brun.",
            ("conflict", "count", "40 letter", "43 letter"),
        ),
        (
            "Eleven ships are waiting in the roads of Brun.",
            "Twenty-one ships were waiting in the roads of Brun.",
            ("conflict", "count", "11 vessel", "21 vessel"),
        ),
        (
            "The crane on the quay weighed 40 tonnes, the log shows.",
            "The crane on the quay weighed 55 tonnes, the log shows.",
            ("conflict", "amount", "40 tonne", "55 tonne"),
        ),
        (
            "The tunnel at Brun is 12 kilometres long.",
            "The tunnel at Brun is 7.5 miles long.",
            ("compatible", "amount", "12 km", "7.5 mile"),
        ),
        (
            "The guard Roos, 34, was tied up in the archive.",
            "The guard Roos, 43, was tied up in the archive.",
            ("conflict", "count", "34 age", "43 age"),
        ),
        (
            "At least 40 boats joined the search off Brun.",
            "Some 43 boats joined the search off Brun.",
            ("compatible", "count", ">=40 vessel", "38.7-47.3 vessel"),
        ),
        (
            "The port raised its offer to 3 per cent in Brun.",
            "The port raised its offer to 4.5 per cent in Brun.",
            ("update", "amount", "3 percent", "4.5 percent"),
        ),
    ],
)
def test_two_values_of_one_thing_are_told(
    first: str, second: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in told(first, second)


def test_a_count_that_grew_by_a_later_day_is_an_update_and_an_age_is_none() -> None:
    ships = told(
        "Eleven ships wait in the roads of Brun.",
        "Seventeen ships wait in the roads of Brun.",
        LATER,
    )
    ages = told("The guard Roos, 34, was tied up.", "The guard Roos, 43, was tied up.", LATER)
    assert [one[0] for one in ships] == ["update"]
    assert [one[0] for one in ages] == ["conflict"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The guard Roos, 34, was tied up.", "The pilot Holm, 43, was tied up."),
        ("Thieves took 43 letters, not 40, in Brun.", "Thieves took 43 letters in Brun."),
        ("Eight windows were broken in Brun.", "Police arrested 14 people in Brun."),
        ("Call 0845 125 222 in Brun.", "Call 0845 129 333 in Brun."),
        ("The wind blew at 66 kilometres an hour off Brun.", "Brun lies 69 kilometres away."),
        ("Police seized seven AK-47 rifles in Brun.", "Police seized seven rifles in Brun."),
        ("The mill was built in 1974 in Brun.", "The mill at Brun has 1,900 looms."),
    ],
)
def test_values_of_two_things_are_left_alone(first: str, second: str) -> None:
    assert [one for one in told(first, second) if one[0] != "compatible"] == []


def test_an_article_that_gives_both_in_like_words_speaks_of_two_things() -> None:
    both = "The old quay at Brun is 210 metres long. The new quay at Brun is 30 metres long."
    assert told(both, "The quay at Brun is 30 metres long.") == []


def test_every_entry_says_why() -> None:
    (one,) = differences(
        ("Thieves took forty letters from the archive at Brun.", FIRST, None),
        ("Thieves took 43 letters from the archive at Brun.", FIRST, None),
    )
    assert one.why == (
        "both speak of the number of: letter: 40 letter and 43 letter; no account updates the other"
    )


def test_lengths_of_time_of_two_deeds_are_left_alone() -> None:
    first = "Roos had the letters on his desk for two weeks."
    assert not told(first, "Roos resigned five days after he vowed to stay.")
