"""The labelled articles: the labels come off cleanly, point at what they say, and agree.

And their figures: whoever answers with the labels themselves has nothing wrong, whoever is silent
has nothing right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import pytest

from bench.polnear import Attribution, f1, words_in
from bench.press.__main__ import errors
from bench.press.gold import FOLDER, UNNAMED, Labelled, Said, articles, labelled, marked
from bench.press.readings import FoundName, FoundSaid, Reading
from bench.press.scores import b_cubed, clusters, direct, meant, named, same_prints, titled, way

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


# -- the figures -----------------------------------------------------------------------------


def _prints_of(one: Labelled, said: Said) -> Iterator[str]:
    for other in articles():
        for print_ in other.said:
            if said.same and (other.story, print_.same) == (one.story, said.same):
                yield f"{other.number} {print_.number}"


def _answered(one: Labelled) -> Reading:
    """Answer with the labels themselves."""
    return Reading(
        tuple(FoundName(name.place, name.kind, name.entity, name.title) for name in one.names),
        tuple(
            FoundSaid(
                f"{one.number} {said.number}",
                Attribution(
                    words_in(one.text, said.pieces("s")),
                    words_in(one.text, said.pieces("c")),
                    words_in(one.text, said.pieces("q")),
                    said.kind == "direct",
                    ((), (), said.pieces("q")),
                ),
                min(said.speakers - {UNNAMED}, default=None),
                tuple(_prints_of(one, said)),
            )
            for said in one.said
        ),
    )


def test_the_labels_themselves_have_nothing_wrong() -> None:
    both = [(one, _answered(one)) for one in articles()]
    who = meant(articles(), {one.number: reading for one, reading in both})
    told = direct(both, lambda _, said, found: bool(who[found.speaker or ""] & said.speakers))
    assert named(both) == titled(both) == told.whole == told.pieces == told.pointed == 1.0
    assert told.right == told.found == told.wanted > 0
    assert f1(*same_prints(both)) == 1.0
    assert b_cubed([(a, b) for a, b, _ in clusters(both, across=True)]) == pytest.approx(1.0)


def test_the_labels_themselves_differ_from_nothing() -> None:
    mine = {one.number: _answered(one) for one in articles()}
    who = meant(articles(), mine)
    assert [line for one in articles() for line in errors(one, mine[one.number], who)] == []


def test_whoever_is_silent_has_nothing_right() -> None:
    both = [(one, Reading()) for one in articles()]
    told = direct(both, lambda *_: True)
    assert named(both) == titled(both) == told.whole == told.right == 0
    assert same_prints(both)[:2] == (0, 0)


@pytest.mark.parametrize(
    ("number", "of", "how"),
    [(12, 4, "name"), (12, 11, "pronoun"), (12, 1, "role"), (12, 14, "nobody named")],
)
def test_how_an_article_points_to_a_speaker(number: int, of: int, how: str) -> None:
    one = articles()[number - 1]
    assert way(one, next(said for said in one.said if said.number == of)) == how


def test_a_title_taken_for_part_of_a_name_is_cut_off() -> None:
    one = labelled("outlet: A\ndate: 2031-01-01\npersons: roos\n\n{roos:Dr >Roos}\n", name="01-a")
    assert named([(one, Reading((FoundName((0, 7), "person", "Roos"),)))]) == 1.0
