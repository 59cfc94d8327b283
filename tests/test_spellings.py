"""Two spellings are one name when the language of the news says so, and only then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.spellings import (
    folded,
    organisation_key,
    person_of,
    same_organisation,
    same_person,
    sound,
    stands_for,
)

SAME = [
    ("Sergei Rauk", "Sergey Rauk"),
    ("Haidar al-Marsi", "Haider Al Marsi"),
    ("Mohammed el-Tarin", "Muhammad al-Tarin"),
    ("William Orr", "Bill Orr"),
    ("J. Kettering", "Jane Kettering"),
    ("Zoë Brandt", "Zoe Brandt"),
    ("Dmitry Zelenin", "Dmitri Zelenin"),
    ("Anna Maria Velt", "Anna Velt"),
    ("Сергей Лавренко", "Sergei Lavrenko"),
    ("Owen Pell Jr.", "Owen Pell"),
]
APART = [
    ("Anna Rauk", "Sergei Rauk"),
    ("Hussein Marsi", "Hassan Marsi"),
    ("Dan Orr", "Dean Orr"),
    ("George W. Pell", "George H. Pell"),
    ("Ada Roos", "Ada Rauk"),
    ("Li Wei", "Lo Wei"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_persons_stay_two(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Levmar Lines Ltd", "Levmar Lines", True),
        ("The Harbour Centre", "Harbor Center", True),
        ("Organisation of Ports", "Organization of Ports", True),
        ("Port Safety Authority", "PSA", True),
        ("Port Safety Authority", "Port Health Authority", False),
        ("Northgate Courier", "Northgate Herald", False),
    ],
)
def test_organisations(one: str, other: str, same: bool) -> None:
    assert same_organisation(one, other) is same
    assert same_organisation(other, one) is same


def test_a_particle_is_kept_out_of_the_surname() -> None:
    assert person_of("Ludo van der Maar") == person_of("Ludo Maar")


def test_small_letters_are_no_acronym() -> None:
    assert stands_for("NMSA", "National Maritime Safety Authority")
    assert not stands_for("no", "Northern Ocean")


@given(st.text(max_size=60))
def test_any_text_can_be_folded_and_compared(text: str) -> None:
    assert same_person(text, text)
    assert organisation_key(text) == organisation_key(text)
    assert all(sound(word) == sound(word) for word in folded(text))
