"""How likely two names alone are one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.resemblance import SAME, measures, resemblance, settled

SAME_PERSON = [
    ("Sergei Lavrenko", "Sergey Lavrenko"),
    ("Lavrenko, Sergei", "Sergei Lavrenko"),
    ("SergeiLavrenko", "Sergei Lavrenko"),
    ("S. Lavrenko", "Sergei Lavrenko"),
    ("J.-C. Marrin", "Jean-Claude Marrin"),
    ("Ted Dorn", "Theodore Dorn"),
    ("Dr. Ada Roos", "Ada Roos"),
    ("Ada Rooss", "Ada Roos"),
    ("Сергей Лавренко", "Sergei Lavrenko"),
    ("Usama bin Darin", "Osama ibn Darin"),
    ("Sergei Pavlovich Lavrenko", "Sergei Lavrenko"),
    ("Anna van der Bilt", "Anna Vanderbilt"),
]
TWO_PERSONS = [
    ("Anna Lavrenko", "Sergei Lavrenko"),
    ("Anna Lavrenko", "Anna Petrova"),
    ("Isa bin Tarif", "Tarif bin Isa"),
    ("Ada Roos al-Dorani", "Ada Roos al-Tikhuri"),
    ("Lavrenko", "Sergei Lavrenko"),
    ("이재형", "이재명"),
]
SAME_ORGANISATION = [
    ("Lavren Ferries Ltd", "Lavren Ferries Limited"),
    ("OAO Lavrenneft", "Open Joint Stock Company Lavrenneft"),
    ("The Lavren Bank", "Lavren Bank"),
    ("LFB", "Lavren Ferry Board"),
    ("First Lavren Bank", "1st Lavren Bank"),
    ("Lavren & Roos", "Lavren and Roos"),
    ("U.S. Department of Ferries", "United States Department of Ferries"),
]
TWO_ORGANISATIONS = [
    ("Lavren Bank AG", "Lavren Bank GmbH"),
    ("Lavren of Kastrin, Inc.", "Lavren of Varnova, Inc."),
    ("Lavren Ferries", "Kastrin Ferries"),
    ("Lavren Solutions II, Inc.", "Lavren Solutions, Inc."),
]


@pytest.mark.parametrize(("one", "other"), SAME_PERSON)
def test_spellings_of_one_person_resemble_each_other(one: str, other: str) -> None:
    assert resemblance(one, other) >= SAME


@pytest.mark.parametrize(("one", "other"), TWO_PERSONS)
def test_two_people_do_not(one: str, other: str) -> None:
    assert resemblance(one, other) < SAME


@pytest.mark.parametrize(("one", "other"), SAME_ORGANISATION)
def test_prints_of_one_organisation_resemble_each_other(one: str, other: str) -> None:
    assert resemblance(one, other, organisation=True) >= SAME


@pytest.mark.parametrize(("one", "other"), TWO_ORGANISATIONS)
def test_two_organisations_do_not(one: str, other: str) -> None:
    assert resemblance(one, other, organisation=True) < SAME


def test_a_further_slip_never_makes_names_likelier() -> None:
    prints = ["Marina Veldhuizen", "Marina Veldhuisen", "Marina Feldhuisen", "Marina Feldhaisem"]
    found = [resemblance(prints[0], other) for other in prints]
    assert found == sorted(found, reverse=True)


_NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(
        st.sampled_from(["Ada", "A.", "Roos", "al-Roos", "bin", "Ltd", "II", "김", "Роос", ","]),
        max_size=7,
    ).map(" ".join),
)


@given(_NAMES, _NAMES, st.booleans())
def test_the_order_of_two_names_does_not_matter(one: str, other: str, organisation: bool) -> None:
    found = resemblance(one, other, organisation=organisation)
    assert 0 <= found <= 1
    assert found == resemblance(other, one, organisation=organisation)


@given(_NAMES, _NAMES, st.booleans())
def test_measures_only_speak_against(one: str, other: str, organisation: bool) -> None:
    assert all(value >= 0 for value in measures(one, other, organisation=organisation).values())


def test_a_name_that_tells_father_and_son_both_ways_says_nothing_of_another() -> None:
    names = "Isa bin Tarif", "Tarif bin Isa bin Tarif"
    assert settled(*names, organisation=False) == settled(*names[::-1], organisation=False) is None
    assert resemblance(*names) == resemblance(*names[::-1])
    found = ("B1N%1BN%000", "000%B1N%B1N%000")
    assert resemblance(*found) == resemblance(*found[::-1])
