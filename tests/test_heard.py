"""Which credits mean one knower, in made-up coverage through the whole program."""

from __future__ import annotations

import pytest

from secondsource.compare.firsthand import only_carries
from secondsource.compare.offices import Office, is_own_post, office_of
from secondsource.records import Interval, Report
from tests.pressroom import Print, report_of

OUTLETS = ("Harbour News", "Metro Ledger", "Valley Times", "Skyline Post")


def printed(*texts: str) -> Report:
    named = zip("abcd", texts, OUTLETS, strict=False)
    return report_of(*(Print(key, text, outlet, "2031-05-06") for key, text, outlet in named))


def origins(words: str, *texts: str) -> Interval:
    """The origins of the statement that most of some articles carry."""
    report = printed(*texts)
    pages = {one.page.id: one.page for one in report.accounts}
    found = [
        one
        for one in report.statements
        if any(words in pages[m.instance.span.page][m.instance.span] for m in one.members)
    ]
    best = max(found, key=lambda one: (one.reach, one.id))
    assert best.reach == len(texts)
    return best.origins


ARLEN = (
    "President Tomas Arlen said on Tuesday that he would not attend the summit in Vestby.\n\n"
    "“I will not travel while the blockade lasts,” Arlen told parliament."
)


@pytest.mark.parametrize(
    "credit",
    [
        "his spokeswoman Lena Krog said on Tuesday",
        "the president's spokeswoman Lena Krog said",
        "said Lena Krog, a spokeswoman for Arlen",
        "presidential spokeswoman Lena Krog said",
        "his chief of staff, Ove Dahl, told reporters",
        "his office said in a statement",
    ],
)
def test_who_speaks_for_a_president_is_no_second_origin(credit: str) -> None:
    text = f"President Tomas Arlen will not attend the summit in Vestby, {credit}."
    assert origins("not attend", text, ARLEN).likely == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the company said in a statement", "chief executive Maud Lier told employees on Tuesday"),
        ("the company said in a statement", "Reska's chief executive said"),
    ],
)
def test_a_company_and_its_chief_are_one_origin(one: str, other: str) -> None:
    fact = "Reska will close its cement works in Pinder in June"
    assert origins("close its", f"{fact}, {one}.", f"{fact}, {other}.").likely == 1


def test_a_hospital_and_its_director_are_one_origin() -> None:
    fact = "Sixty injured people were brought to Corvel General Hospital"
    director = f"{fact}, its director, Dr Anna Feld, said."
    assert origins("injured", f"{fact}, the hospital said.", director).likely == 1


def test_a_chief_executive_and_the_police_are_two_origins() -> None:
    fact = "Two tanks leaked at the cement works in Pinder"
    texts = [f"{fact}, {who} said." for who in ("chief executive Maud Lier", "the police")]
    assert origins("tanks leaked", *texts).likely == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia's defence ministry", "Ukraine's defence ministry"),
        ("Ostran's defence ministry", "Kestria's defence ministry"),
        ("Iran's foreign ministry", "the French foreign ministry"),
    ],
)
def test_the_ministries_of_two_states_are_two_origins(one: str, other: str) -> None:
    fact = "Two soldiers died in a clash on the Tarn border"
    assert origins("Two soldiers", f"{fact}, {one} said.", f"{fact}, {other} said.").likely == 2


def test_two_names_of_one_states_ministry_are_one_origin() -> None:
    fact = "Two soldiers died in a clash on the Tarn border"
    texts = [f"{fact}, {who} defence ministry said." for who in ("Norway's", "the Norwegian")]
    assert origins("Two soldiers", *texts).likely == 1


def test_one_report_in_three_hands_is_one_origin() -> None:
    texts = (
        "Inspectors found cracks in four of the six supports of the Tarn bridge, according to a "
        "report by the State Road Office seen by Harbour News.",
        "A State Road Office report obtained by Metro Ledger says that inspectors found cracks in "
        "four of the six supports of the Tarn bridge.",
        "Four of the six supports of the Tarn bridge were cracked, a State Road Office report "
        "reviewed by the Valley Times shows.",
    )
    assert origins("our of the six", *texts).likely == 1


@pytest.mark.parametrize(
    "text",
    [
        "Citing survivor Ila Moor, the Red Cross said {}.",
        "The Red Cross, citing survivor Ila Moor, said {}.",
        "Lawyer Nina Ott said that her client Ila Moor had told her that {}.",
    ],
)
def test_whoever_cites_a_witness_is_no_second_one(text: str) -> None:
    fact = "Kestrian troops killed thirty villagers in Tarn"
    found = origins("killed", f"{fact}, survivor Ila Moor said.", text.format(fact))
    assert found.likely == 1


def test_outlets_that_cite_one_another_are_no_second_origin() -> None:
    fact = "General Rasko has defected to Ostran"
    texts = (
        f"{fact}, Metro Ledger reported on Tuesday.",
        f"{fact}, the newspaper said.",
        f"{fact}, according to the Harbour News.",
    )
    assert origins("defected", *texts).likely == 1


def test_an_agency_is_no_knower_even_where_it_reads_like_a_person() -> None:
    fact = "Gunmen freed four hostages at the Corvel post office"
    texts = (
        f"{fact}, police chief Anna Rohn said.",
        f"{fact}, Lindwire said on Tuesday. Lindwire said its reporters had been there.",
    )
    report = report_of(
        Print("a", texts[0], "Harbour News", "2031-05-06"),
        Print("b", texts[1], "Metro Ledger", "2031-05-06"),
        Print("c", "Fish prices rose in Corvel on Monday, traders said.", "Lindwire", "2031-05-06"),
    )
    best = max(report.statements, key=lambda one: (one.reach, one.id))
    assert (best.reach, best.origins.likely) == (2, 1)


def test_an_office_says_whose_it_is_by_a_name_and_never_by_what_it_is_for() -> None:
    assert office_of("Foreign Minister") == Office("government")
    assert office_of("Denmark's defence ministry") == office_of("the Danish Defence Ministry")
    assert office_of("the nurses' union") != office_of("the teachers' union")
    assert is_own_post("chief executive")
    assert not is_own_post("Reska's chief executive")


def test_the_newspaper_only_carries_news() -> None:
    assert only_carries("local newspaper")
    assert not only_carries("newspaper editor")
