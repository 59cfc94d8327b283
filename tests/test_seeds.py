"""The five first articles: what a careful reader finds in them, the program must find.

Everything is checked through the report contract, as a user of the JSON would. The texts are
not in this repository; a few words point at the places meant.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from secondsource.edges.collection import read, report, verify
from secondsource.edges.files import inputs_of
from secondsource.edges.store import Store
from secondsource.tell.export import exported

Json = dict[str, Any]


class Seeds:
    """The exported report of the five articles, with ways to point into it."""

    def __init__(self, contract: Json) -> None:
        self.contract = contract
        self.articles = {Path(one["input"]).name[:3]: one for one in contract["articles"]}
        self.number = {one["id"]: number for number, one in self.articles.items()}
        self.entity = {one["id"]: one for one in contract["entities"]}

    def words(self, article: str, span: list[int]) -> str:
        number = self.number.get(article, article)
        return " ".join(self.articles[number]["text"][span[0] : span[1]].split())

    def body(self, number: str) -> str:
        article = self.articles[number]
        return " ".join(self.words(number, span) for span in article["body"])

    def cut(self, number: str) -> str:
        article = self.articles[number]
        return " ".join(self.words(number, one["span"]) for one in article["furniture"])

    def statements(self, *words: str) -> list[Json]:
        return [
            one
            for one in self.contract["statements"]
            if any(
                all(word in self.words(i["article"], i["span"]) for word in words)
                for i in one["instances"]
            )
        ]

    def speakers(self, words: str) -> dict[str, str | None]:
        return {
            self.number[one["article"]]: self.entity[one["speaker"]]["name"]
            if one["speaker"]
            else None
            for one in self.contract["quotations"]
            if words in self.words(one["article"], one["span"])
            and one["kind"] in ("direct", "mixed")
        }


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    with Store(tmp_path_factory.mktemp("seeds") / "seeds.db") as store:
        reading = read(store, inputs_of([str(shared / "seeds")]))
        assert not reading.unread
        found = report(store)
        assert not verify(store).faults
    return Seeds(exported(found, with_text=True))


HEADLINES = {
    "000": ("Russia", "Islamic State"),
    "001": ("Russia Arming", "Lavrov Says"),
    "002": ("Isis: Russia", "Islamic State"),
    "003": ("Russia to continue", "Lavrov"),
    "004": ("Iraqi PM", "IS"),
}


@pytest.mark.parametrize("number", HEADLINES)
def test_the_headline_is_the_headline(seeds: Seeds, number: str) -> None:
    words = seeds.words(number, seeds.articles[number]["headline"])
    assert words.startswith(HEADLINES[number][0])
    assert words.endswith(HEADLINES[number][1])


OUTLETS = {
    "000": "The Moscow Times",
    "001": "The Moscow Times",
    "002": "IBTimes",
    "003": None,
    "004": None,
}


@pytest.mark.parametrize("number", OUTLETS)
def test_the_outlet_is_named_or_openly_unknown(seeds: Seeds, number: str) -> None:
    assert seeds.articles[number]["outlet"] == OUTLETS[number]


FURNITURE = {
    "000": ("Support The", "weekly newsletter", "Dear readers", "silenced", "paiment", "Read more"),
    "001": ("ad-free", "July 1, 2024", "Dear readers", "Remind me", "Read more"),
    "002": ("Copyright IBTimes 2024",),
    "003": ("Written by:",),
    "004": ("هذا",),
}


@pytest.mark.parametrize("number", FURNITURE)
def test_furniture_is_cut_and_kept_as_cut(seeds: Seeds, number: str) -> None:
    body, cut = seeds.body(number), seeds.cut(number)
    for words in FURNITURE[number]:
        assert words in cut
        assert words not in body
    assert all(one["why"] for one in seeds.articles[number]["furniture"])


BODIES = {
    "000": ("Lavrov told reporters", "details of the weapons."),
    "001": ("Russia is arming", "by a Russian court."),
    "002": ("Russia is to supply", "said Medvedev."),
    "003": ("Russian Foreign Minister Sergey Lavrov has", "Syria and Iraq."),
    "004": ("Iraqi Prime Minister", "said Medvedev."),
}


@pytest.mark.parametrize("number", BODIES)
def test_every_real_paragraph_is_in_the_body(seeds: Seeds, number: str) -> None:
    body = seeds.body(number)
    assert body.startswith(BODIES[number][0])
    assert body.endswith(BODIES[number][1])
    text = seeds.articles[number]["text"]
    first = text.index(BODIES[number][0].split()[-1])
    headline, cuts = seeds.articles[number]["headline"], seeds.articles[number]["furniture"]
    spans = [headline, *seeds.articles[number]["body"], *(one["span"] for one in cuts)]
    covered = {place for start, end in spans for place in range(start, end)}
    assert first >= 0
    assert not [char for place, char in enumerate(text) if place not in covered and char.isalnum()]


@pytest.mark.parametrize("number", HEADLINES)
def test_no_false_year_dates_an_article(seeds: Seeds, number: str) -> None:
    published = seeds.articles[number]["published"]
    claimed = (published["earliest"], published["latest"])
    if claimed != (None, None):
        assert claimed[0] <= "2015-05-21" <= claimed[1] or number in ("001", "003")
    assert not [one for one in published["evidence"] if one["used"] and "2024" in one["value"]]


def test_one_happening_is_one_story_and_an_earlier_one_is_related(seeds: Seeds) -> None:
    story = {number: one["story"] for number, one in seeds.articles.items()}
    assert story["000"] == story["002"] == story["004"]
    assert len({story["000"], story["001"], story["003"]}) == 3
    stories = {one["id"]: one for one in seeds.contract["stories"]}
    assert story["001"] in stories[story["000"]]["related"]
    assert story["000"] in stories[story["001"]]["related"]


SPEAKERS = [
    ("our main enemy", {"000": "Lavrov", "001": "Lavrov"}),
    ("They are already coming back", {"000": "Lavrov", "001": "Lavrov"}),
    ("We are helping both", {"000": "Lavrov", "001": "Lavrov"}),
    ("threat of terrorism is enveloping", {"002": "Abadi", "004": "Abadi"}),
    ("It evolves and takes", {"002": "Abadi", "004": "Abadi"}),
    ("In a joint effort", {"002": "Abadi", "004": "Abadi"}),
    ("We are glad to support", {"002": "Medvedev", "004": "Medvedev"}),
    ("We are continuing to aid", {"003": "Lavrov"}),
    ("large-scale deliveries", {"003": "Lavrov"}),
    ("speaking about a coalition", {"003": "Lavrov"}),
    ("incorrect and even immoral", {"003": "Lavrov"}),
    ("geopolitical interests", {"003": "Lavrov"}),
    ("Terrorism is not limited", {"004": "Abadi"}),
    ("but the whole region.", {"004": "Abadi"}),
    ("large agenda", {"004": "Putin"}),
    ("We will try to satisfy", {"004": "Lavrov"}),
    ("We highly value", {"004": "Abadi"}),
]


@pytest.mark.parametrize(("words", "expected"), SPEAKERS, ids=[words for words, _ in SPEAKERS])
def test_every_quotation_has_its_speaker(
    seeds: Seeds, words: str, expected: dict[str, str]
) -> None:
    found = seeds.speakers(words)
    assert set(found) == set(expected)
    for number, surname in expected.items():
        assert (found[number] or "").endswith(surname), number


def test_the_unclosed_mark_reads_to_the_end_of_its_paragraph(seeds: Seeds) -> None:
    (one,) = (
        quotation
        for quotation in seeds.contract["quotations"]
        if "but the whole region" in seeds.words(quotation["article"], quotation["span"])
    )
    assert seeds.words(one["article"], one["parts"][-1]).rstrip('"').endswith("whole region.")


def test_words_in_marks_that_nobody_spoke_here_are_no_quotations(seeds: Seeds) -> None:
    for one in seeds.contract["quotations"]:
        words = seeds.words(one["article"], one["span"])
        assert "undesirable" not in words
        assert "foreign agent" not in words


ONE = [
    ("al-Abadi", {"Haider al-Abadi", "Haidar al-Abadi", "Abadi"}),
    ("Lavrov", {"Sergei Lavrov", "Sergey Lavrov", "Lavrov"}),
    ("Islamic State", {"Islamic State", "IS", "Isis", "ISIL"}),
]


@pytest.mark.parametrize(("name", "names"), ONE, ids=[name for name, _ in ONE])
def test_one_entity_has_all_its_names(seeds: Seeds, name: str, names: set[str]) -> None:
    found = [one for one in seeds.contract["entities"] if names & set(one["names"])]
    assert len(found) == 1
    assert names <= set(found[0]["names"])


def test_what_two_articles_of_one_outlet_share_is_its_own(seeds: Seeds) -> None:
    own = [
        one
        for one in seeds.contract["reuse"]
        if {seeds.number[one[side]["article"]] for side in "ab"} == {"000", "001"}
    ]
    assert {one["kind"] for one in own} == {"own"}
    shared = " ".join(seeds.words(one["a"]["article"], one["a"]["span"]) for one in own)
    for words in ("our main enemy", "We are helping both", "has criticized air strikes"):
        assert words in shared
    for words in ("Dear readers", "silenced", "Read more"):
        assert words not in shared


def test_one_agency_text_stands_behind_two_articles(seeds: Seeds) -> None:
    wire = [
        one
        for one in seeds.contract["reuse"]
        if {seeds.number[one[side]["article"]] for side in "ab"} == {"002", "004"}
    ]
    assert {(one["kind"], one["direction"]) for one in wire} == {("wire", "hidden")}
    shared = " ".join(
        seeds.words(one[side]["article"], one[side]["span"]) for one in wire for side in "ab"
    )
    for words in ("enveloping", "It evolves", "joint effort", "neighbouring", "neighboring"):
        assert words in shared
    (hidden,) = seeds.contract["hidden"]
    assert hidden["agency"] == "AFP"
    assert {seeds.number[one] for one in hidden["articles"]} == {"002", "004"}
    credits = {number: one["credit"] for number, one in seeds.articles.items()}
    assert [one["agency"] for one in credits["002"]] == ["AFP"]
    assert not credits["004"]


def test_nothing_is_shared_with_the_article_of_another_year(seeds: Seeds) -> None:
    assert not [
        one
        for one in seeds.contract["reuse"]
        if "003" in {seeds.number[one[side]["article"]] for side in "ab"}
    ]


def test_a_speech_printed_twice_is_one_text_and_one_origin(seeds: Seeds) -> None:
    (one,) = seeds.statements("We are glad to support and advance")
    assert (one["reach"], one["texts"]["likely"], one["origins"]["likely"]) == (2, 1, 1)
    assert one["origins"]["high"] == 1


@pytest.mark.parametrize("words", ["We are helping both Iraq and Syria", "is our main enemy"])
def test_one_outlet_that_repeats_itself_reaches_one(seeds: Seeds, words: str) -> None:
    (one,) = seeds.statements(words)
    assert {seeds.number[i["article"]] for i in one["instances"]} == {"000", "001"}
    assert (one["reach"], one["texts"]["likely"]) == (1, 1)
    assert (one["origins"]["low"], one["origins"]["high"]) == (1, 1)


def test_a_pledge_that_three_outlets_print_has_one_origin(seeds: Seeds) -> None:
    (one,) = [
        statement
        for statement in seeds.statements("weapons to Iraq")
        if {seeds.number[i["article"]] for i in statement["instances"]} >= {"000", "002", "004"}
    ]
    assert one["reach"] == 3
    assert one["origins"]["likely"] == 1
    assert seeds.entity[one["speaker"]]["name"].endswith("Lavrov")


def test_what_one_article_alone_says_reaches_one(seeds: Seeds) -> None:
    (one,) = seeds.statements("leading supporters")
    assert one["reach"] == 1
    assert {seeds.number[i["article"]] for i in one["instances"]} == {"003"}
