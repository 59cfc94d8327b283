"""Agencies and outlets known beforehand are found by name or address; a person's file wins."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from secondsource.errors import Misuse
from secondsource.language import language
from secondsource.publishers import page_address, publishers, suffixes

SHIPPED = tomllib.loads(
    resources.files("secondsource").joinpath("publishers.toml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("name", "host", "owner"),
    [
        ("The Wall Street Journal", None, "News Corp"),
        ("wall street journal", None, "News Corp"),
        ("nytimes.com", None, "The New York Times Company"),
        (None, "www.bbc.co.uk", "BBC"),
        (None, "abcnews.go.com", "The Walt Disney Company"),
        ("The Mirror", "www.mirror.co.uk", "Reach"),
        ("The Mirror", None, None),
        ("The Mirror", "mirror.osk.example", None),
        ("Chicago Tribune", "tribune.example", None),
        ("Osk Herald", None, None),
        (None, "mybbc.co.uk", None),
        ("RIA Novosti", None, "Rossiya Segodnya"),
        ("", None, None),
    ],
)
def test_an_outlet_is_found_by_its_host_or_by_a_name_that_is_its_own(
    name: str | None, host: str | None, owner: str | None
) -> None:
    found = publishers().holding(name, [host] if host else [])
    assert (found.owner if found else None) == owner


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("TASS", "russia"),
        ("ITAR-TASS", "russia"),
        ("sputniknews.com", "russia"),
        ("RT", "russia"),
        ("Xinhua News Agency", "china"),
        ("CGTN", "china"),
        ("KCNA", "north_korea"),
        ("Reuters", None),
        ("BBC", None),
        ("The New York Times", None),
        ("Osk Herald", None),
    ],
)
def test_an_agency_or_broadcaster_of_a_state_depends_on_it(name: str, state: str | None) -> None:
    assert publishers().state_of(name) == state


@pytest.mark.parametrize(
    ("name", "short"),
    [("Agence France-Presse", "AFP"), ("the Press Association", "PA Media"), ("tass.com", "TASS"),
     ("the Osk Herald", None), ("map", None)],
)  # fmt: skip
def test_an_agency_is_known_by_every_spelling(name: str, short: str | None) -> None:
    assert publishers().agency_named(name) == short


MINE = """
without = ["Bloomberg", "The Sun"]

[agencies.Lindwire]
also = ["Lind Telegraph Bureau"]
country = "Norway"
state = true

[agencies.AFP]
name = "Agence France-Presse"
country = "France"
state = true

[families."Roos Media"]
outlets = [
  { name = "The Mirror", domains = ["mirror.osk.example"] },
  { name = "New York Post", domains = ["nypost.com"] },
]
"""


def test_a_persons_file_wins_entry_by_entry_and_the_rest_stands() -> None:
    mine = publishers(MINE)
    assert mine.state_of("Lind Telegraph Bureau") == "norway"
    assert mine.state_of("AFP") == "france"
    assert mine.agency_named("Bloomberg News") is None
    assert mine.holding("The Sun", ["www.thesun.co.uk"]) is None
    owners = {name: mine.holding(name) for name in ("The Mirror", "New York Post", "USA Today")}
    assert {name: one.owner for name, one in owners.items() if one} == {
        "The Mirror": "Roos Media",
        "New York Post": "Roos Media",
        "USA Today": "USA Today Co.",
    }
    assert publishers().state_of("AFP") is None


def test_an_empty_file_changes_nothing() -> None:
    assert publishers("").agencies.keys() == publishers().agencies.keys()
    assert publishers("checked = 'today'").domains.keys() == publishers().domains.keys()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agencies = 3", "'agencies'"),
        ("[agencies]\nLindwire = 'x'", "Lindwire"),
        ("[agencies.Lindwire]\nspelled = ['x']", "'spelled'"),
        ("[agencies.Lindwire]\nalso = 'x'", "'also'"),
        ("[agencies.Lindwire]\nalso = [3]", "list of words"),
        ("[agencies.Lindwire]\nstate = true", "country"),
        ("[agencies.Lindwire]\nstate = true\ncountry = 'Oz'", "country"),
        ("[agencies.Lindwire]\nsignature = '('", "signature"),
        ("[families.Roos]\noutlets = [{ domains = ['x.example'] }]", "no name"),
        ("[families.Roos]\noutlets = ['Herald']", "Roos"),
        ("[outlets]", "'outlets'"),
        ("[families", "not TOML"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(Misuse, match=said):
        publishers(text)


def test_our_own_file_names_every_outlet_and_domain_once() -> None:
    outlets = [one for family in SHIPPED["families"].values() for one in family["outlets"]]
    domains = [domain for one in outlets for domain in one.get("domains", ())]
    names = [word.lower() for one in outlets for word in (one["name"], *one.get("also", ()))]
    assert len(set(domains)) == len(domains)
    assert len(set(names)) == len(names)
    assert len(SHIPPED["families"]) >= 60


def test_every_country_of_our_own_file_is_one_that_the_language_knows() -> None:
    entries = (*SHIPPED["agencies"].values(), *SHIPPED["families"].values())
    countries = {entry["country"].lower() for entry in entries if "country" in entry}
    assert countries <= language("en").groups("states").keys()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.osk.example/ferry/", "http://osk.example/ferry?utm=x#top"),
        ("//m.osk.example/ferry", "osk.example/ferry"),
    ],
)
def test_addresses_of_one_page_are_level(one: str, other: str) -> None:
    assert page_address(one) == page_address(other) == "osk.example/ferry"


def test_a_bad_address_is_nobodys() -> None:
    assert page_address("https://[bad/x") == ""
    assert list(suffixes("")) == list(suffixes("localhost")) == []
