"""A name alone as words: other scripts, honorifics, legal forms, numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.namewords import organisation_words, person_words, plain_words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ada Roos", ("ada", "roos")),
        ("Roos, Ada", ("roos", "ada")),
        ("Shaikh Isa bin Tarif al-Doran", ("isa", "tarif", "doran")),
        ("Ben Dorn", ("ben", "dorn")),
        ("bin Dorn", ("dorn",)),
        ("Dr", ("dr",)),
        ("Ада Роос", ("ada", "roos")),
        ("アダ・ロス", ("ada", "rosu")),
        ("Yıldız Kaya", ("yildiz", "kaya")),
        ("R00s", ("roos",)),
        ("김정은", ("김", "정", "은")),
    ],
)
def test_a_persons_name_is_the_words_that_are_compared(name: str, words: tuple[str, ...]) -> None:
    assert person_words(name).words == words


@pytest.mark.parametrize(
    ("name", "words", "legal", "numbers"),
    [
        ("Lavren Ferries Ltd.", ("lavren", "ferries"), {"limited"}, ()),
        ("OAO Lavrenneft", ("lavrenneft",), {"stock"}, ()),
        ("Open Joint Stock Company Lavrenneft", ("lavrenneft",), {"stock"}, ()),
        ("Lavren Joint Stock Compan", ("lavren",), {"stock"}, ()),
        ("Lavren Sp. z o.o.", ("lavren",), {"liability"}, ()),
        ("P.T. Lavren", ("lavren",), {"other"}, ()),
        ("2nd Harbour Fund IV", ("harbor", "fund"), set(), (2, 4)),
        ("Brigade Forty-Four", ("brigade",), set(), (44,)),
        ("U.S. Department of Ferries", ("united", "states", "department", "ferries"), set(), ()),
        ("Ltd", ("ltd",), set(), ()),
        ("Seven", ("seven",), set(), (7,)),
    ],
)
def test_a_company_keeps_its_form_and_numbers_aside(
    name: str, words: tuple[str, ...], legal: set[str], numbers: tuple[int, ...]
) -> None:
    found = organisation_words(name)
    assert (found.words, set(found.legal), found.numbers) == (words, legal, numbers)


@given(st.text(max_size=60))
def test_any_text_is_words_in_small_letters_without_spaces(name: str) -> None:
    for word in plain_words(name):
        assert word
        assert not any(mark.isspace() for mark in word)
    person_words(name)
    organisation_words(name)
