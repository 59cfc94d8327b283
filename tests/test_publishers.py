"""Agencies and outlets known beforehand are found by name or address; a person's file wins."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from secondsource.errors import Misuse
from secondsource.language import language
from secondsource.pipeline import (
    compared,
    extracted,
    read_page,
    read_together,
    tags_of,
    untagged,
)
from secondsource.publishers import page_address, publishers, suffixes
from secondsource.records import Draft

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


def reasons(told: str) -> set[str]:
    """Why origins are one, of a toll that an agency and a Norwegian minister give."""
    known = publishers(told)
    prints = {
        "Osk Herald": "Nine people died when a ferry sank off Osk on Monday, the Lind News"
        " Agency said.",
        "Strait Post": "Nine people died when a ferry sank off Osk on Monday, Norwegian Foreign"
        " Minister Kari Holm said.",
    }
    drafts = read_together(
        [
            Draft(*read_page(f"{name}\n\n{said}\n".encode(), input=name, known=known))
            for name, said in prints.items()
        ],
        known=known,
    )
    pairs = [(draft.page, draft.article) for draft in drafts]
    tags = tags_of(untagged(pairs, {}))
    report = compared([extracted(*pair, tags) for pair in pairs], known=known)
    groups = [group for statement in report.statements for group in statement.groups]
    return {reason.text for group in groups for reason in group.reasons}


def test_a_government_and_its_own_agency_are_one_origin() -> None:
    agency = '[agencies]\n"Lind News Agency" = { country = "Norway", state = true }'
    one = "of one government (norway): counted as one"
    assert one in reasons(agency)
    assert one not in reasons(agency.replace("true", "false"))
