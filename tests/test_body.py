"""The body of a web page: which blocks are kept, what they are measured by, and how sure it is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.read.articles import article_of
from secondsource.read.body import body_of, scores_of, shipped, window
from secondsource.read.characters import LOOKED_AT, counts_of
from secondsource.read.labels import is_label
from secondsource.read.mastheads import headline_block
from secondsource.read.pages import page_of
from secondsource.read.places import BIT, place, way
from secondsource.read.sureness import sureness_of
from secondsource.read.traits import NAMES, traits
from secondsource.records import Block, Page
from tests.test_reasons import STORY, built


def read(html: bytes) -> Page:
    return page_of(html, input="osk.html", media="html")


def test_every_measure_has_a_name_and_every_block_a_row() -> None:
    page = read(built("<aside>More on ferries</aside>", among=False))
    rows = traits(page, headline=headline_block(page))
    assert rows.shape == (len(page.blocks), len(NAMES)) == (len(page.blocks), len(set(NAMES)))
    assert np.isfinite(rows).all()
    assert rows.min() >= -1
    assert rows.max() <= 1


def test_a_page_without_blocks_has_no_rows() -> None:
    empty = Page("p1", "a.html", "")
    assert traits(empty).shape == (0, len(NAMES))
    assert scores_of(empty) == []
    assert sureness_of(empty, [], []) == 0.0


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12))
def test_any_blocks_are_measured_finitely(texts: list[str]) -> None:
    texts = [text if text.strip() else "x" for text in texts]
    blocks, at = [], 0
    for number, text in enumerate(texts):
        kind = ("p", "li", "td")[number % 3]
        blocks.append(Block(at, at + len(text), kind, f"html body div.{number % 4} {kind}"))
        at += len(text) + 1
    page = Page("p1", "a.html", "\n".join(texts), media="html", blocks=tuple(blocks))
    rows = traits(page)
    assert np.isfinite(rows).all()
    assert all(0 <= score <= 1 for score in scores_of(page))


def test_counts_are_of_the_block_alone() -> None:
    text = "Ferry sinks.\n\nNINE died, 40 saved? (AP) © x"
    counts = counts_of(text, np.array([0, 14]), np.array([12, len(text)]))
    assert counts.words.tolist() == [2, 6]
    assert counts.capitals.tolist() == [1, 2]
    assert counts.upper.tolist() == [1, 6]
    assert counts.digits.tolist() == [0, 2]
    assert counts.commas.tolist() == [0, 1]
    assert counts.brackets.tolist() == [0, 2]
    assert counts.rights.tolist() == [0, 1]
    assert counts.ends.tolist() == [1, 0]


def test_a_block_beyond_the_length_looked_at_counts_its_beginning() -> None:
    text = "a," * LOOKED_AT
    counts = counts_of(text, np.array([0]), np.array([len(text)]))
    assert counts.commas.tolist() == [LOOKED_AT / 2]


def test_a_path_says_what_its_elements_name() -> None:
    told = way("html body main div.story figure figcaption.photo-credit")
    assert told.own == place("figcaption.photo-credit")
    assert told.tail & BIT["caption"]
    assert told.whole & BIT["story"]
    assert not told.tail & BIT["nav"]


def test_neighbours_beyond_the_ends_are_zeros() -> None:
    rows = np.array([[1.0, 2.0], [3.0, 4.0]])
    seen = window(rows, np.array([1]))
    assert seen.tolist() == [[0, 0, 4, 0, 1, 2], [0, 2, 0, 0, 3, 4]]


def test_the_network_that_ships_is_of_these_measures() -> None:
    network = shipped()
    assert network.hidden.shape == (len(NAMES) + 4 * len(network.near), len(network.out))


def test_the_story_is_kept_and_what_is_around_it_is_not() -> None:
    page = read(
        built("<aside class=related><a href=/1>Reef charted in 1911</a></aside>", among=False)
    )
    article = article_of(page)
    body = "\n".join(page[span] for span in article.body)
    assert body.startswith("Nine people died")
    assert body.endswith("fourteen of her crew.")
    assert len(article.body) >= 1
    assert article.headline is not None
    assert page[article.headline] == "Ferry strikes reef off Osk, nine die"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("By Ann Vale, Herald Staff Writer", True),
        ("Posted: 4:37 pm March 12, 2031", True),
        ("Saturday 16 March 2030", True),
        ("By noon nine had been found", False),
        ("Nine died in March", False),
        ("March of the boats", False),
        ("", False),
    ],
)
def test_a_line_of_names_and_days_is_a_label(line: str, label: bool) -> None:
    assert is_label(line) is label


def test_labels_are_cut_at_the_head_only() -> None:
    lines = ["By Ann Vale", "Nine people died on Monday when the ferry Marigold struck a reef.",
             "By Ann Vale"]  # fmt: skip
    text = "\n".join(lines)
    starts = [text.index(lines[0]), text.index(lines[1]), text.rindex(lines[2])]
    blocks = tuple(
        Block(start, start + len(line), "p", "html body p")
        for start, line in zip(starts, lines, strict=True)
    )
    page = Page("p1", "a.html", text, media="html", blocks=blocks)
    assert body_of(page, [0.9, 0.9, 0.9]) == [False, True, True]


def test_markup_printed_as_text_and_posts_of_others_are_not_the_body() -> None:
    text = '<a href="x">Buy</a>\nNine died.\n<5 metres of water'
    kinds = ("html body p", "html body blockquote.twitter-tweet p", "html body p")
    starts = (0, 20, 31)
    ends = (19, 30, len(text))
    blocks = tuple(Block(s, e, "p", k) for s, e, k in zip(starts, ends, kinds, strict=True))
    page = Page("p1", "a.html", text, media="html", blocks=blocks)
    assert body_of(page, [0.9, 0.9, 0.9]) == [False, False, True]


def test_sureness_falls_with_doubt_and_with_pieces() -> None:
    blocks = tuple(Block(at * 100, at * 100 + 99, "p", "html body p") for at in range(6))
    page = Page("p1", "a.html", "x" * 600, media="html", blocks=blocks)
    sure = sureness_of(page, [0.99] * 6, [True] * 6)
    doubtful = sureness_of(page, [0.6] * 6, [True] * 6)
    pieces = sureness_of(page, [0.99, 0.01] * 3, [True, False] * 3)
    assert sure > pieces > doubtful
    assert sure > 0.9


def test_an_article_says_how_sure_its_body_is() -> None:
    page = read(f"<html><body><article>{STORY}</article></body></html>".encode())
    assert 0.5 < article_of(page).whole.sure <= 0.99


def test_what_a_letter_says_of_itself_is_no_news() -> None:
    letter = (
        "<p>You receive this because you subscribed. <a href=u>Unsubscribe</a></p>"
        "<p>You are receiving this email because you signed up at the Osk Herald.</p>"
        "<p>View in your browser</p><p>Forward to a friend</p>"
    )
    page = read(f"<html><body><h1>Letter from Osk</h1>{STORY}{letter}</body></html>".encode())
    article = article_of(page)
    assert page[article.body[-1]].endswith("fourteen of her crew.")
