"""The labelled articles: the labels come off cleanly, point at what they say, and agree."""

from __future__ import annotations

import re
from itertools import groupby

import pytest

from bench.press.gold import FOLDER, UNNAMED, Labelled, articles, labelled, marked

ALL = pytest.mark.parametrize("one", articles(), ids=lambda one: f"{one.number:02d}-{one.slug}")


def test_there_are_forty_in_two_halves() -> None:
    assert [one.number for one in articles()] == list(range(1, 41))
    assert [one.split for one in articles()].count("even, read") == 20


@ALL
def test_the_text_is_what_was_written_without_its_labels(one: Labelled) -> None:
    written = (FOLDER / f"{one.number:02d}-{one.slug}.txt").read_text(encoding="utf-8")
    body = written.partition("\n\n")[2].partition("\n==\n")[0].strip("\n")
    assert one.text == re.sub(r"\{[a-z0-9+*-]+:|[}>]", "", body) + "\n"
    assert 170 <= len(one.text.split()) <= 350


@ALL
def test_every_span_reads_back_as_words(one: Labelled) -> None:
    places = [name.place for name in one.names]
    places += [name.title for name in one.names if name.title]
    places += [place for said in one.said for role in said.roles for place in said.pieces(role)]
    for start, end in places:
        words = one.text[start:end]
        assert words
        assert words == words.strip()
        assert not re.match(r"\w", one.text[end : end + 1]) or not words[-1].isalnum()
        assert start == 0 or not (one.text[start - 1].isalnum() and words[0].isalnum())


@ALL
def test_a_title_stands_right_before_its_name(one: Labelled) -> None:
    for name in one.names:
        if name.title:
            assert one.text[name.title[1] : name.place[0]] == " "


@ALL
def test_who_speaks_is_named_in_the_article(one: Labelled) -> None:
    named = {name.entity for name in one.names}
    assert {who for said in one.said for who in said.speakers} <= named | {UNNAMED}


def test_an_entity_has_one_kind_wherever_it_is_named() -> None:
    kinds = {(name.entity, name.kind) for one in articles() for name in one.names}
    assert len({entity for entity, _ in kinds}) == len(kinds)


def test_a_story_stays_in_one_half() -> None:
    told = sorted((one.story, one.number) for one in articles() if one.story)
    for story, numbers in groupby(told, key=lambda pair: pair[0]):
        halves = {number % 2 for _, number in numbers}
        assert len(halves) == 1, story


def test_an_id_of_a_quotation_joins_at_least_two() -> None:
    ids = [
        (one.story or one.slug, said.same) for one in articles() for said in one.said if said.same
    ]
    assert {key for key in ids if ids.count(key) < 2} == set()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("outlet: A\ndate: 2031-01-01\n\n{roos:Ada Roos\n==\n", "not closed: roos"),
        ("outlet: A\ndate: 2031-01-01\n\nAda Roos}\n==\n", "closes nothing"),
        ("outlet: A\ndate: 2031-01-01\n\n{roos:Ada Roos}\n==\n", "no kind: roos"),
        ("outlet: A\ndate: 2031-01-01\n\n{1z:Roos}\n==\n", "no role: 1z"),
        ("outlet: A\ndate: 2031-01-01\n\n{1q:It sank}\n==\n", "labelled [1], listed []"),
        ("outlet: A\ndate: 2031-01-01\n\n{1c:said}\n==\n1 direct unnamed\n", "without content"),
    ],
)
def test_labels_that_do_not_fit_are_refused(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        labelled(written, name="01-bad")


def test_a_name_in_a_title_keeps_its_own_place() -> None:
    text, labels = marked("{roos:{osk:Osk} Mayor >Ada Roos} wept")
    assert [(one.key, text[one.start : one.end]) for one in labels] == [
        ("roos", "Ada Roos"),
        ("osk", "Osk"),
    ]
    assert labels[0].title is not None
    assert text[slice(*labels[0].title)] == "Osk Mayor"
