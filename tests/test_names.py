"""What an article as a whole says of its names, and the tagger that proposes them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.extract.names import levelled, mentions_of, tagged, tagger_of
from secondsource.records import Article, Page, Passage, Span, Tagged
from secondsource.sentences import sentences_of
from secondsource.textview import passage_key


def passages(page: Page, *, headline: bool = False) -> tuple[Passage, ...]:
    cuts = []
    at = 0
    for number, line in enumerate(page.text.split("\n")):
        for start, end in sentences_of(page.text, at, at + len(line)):
            first = headline and number == 0
            key = passage_key(page.text[start:end])
            cuts.append(Passage(Span(page.id, start, end), key, -1 if first else number, first))
        at += len(line) + 1
    return tuple(cuts)


def named(text: str, *, headline: bool = False) -> list[tuple[str, str, str | None]]:
    page = Page(id="p1", input="a.txt", text=text)
    cuts = passages(page, headline=headline)
    tags = dict(
        zip(
            [cut.key for cut in cuts],
            tagged([page[cut.span] for cut in cuts], tagger_of()),
            strict=True,
        )
    )
    found = mentions_of(page, Article(id="p1", family="x"), cuts, tags)
    return [(page[m.span], m.kind, page[m.title] if m.title else None) for m in found]


def test_a_surname_is_the_person_named_in_full() -> None:
    text = "Foreign Minister Ivo Rauk spoke in Oslo. Rauk's aides left. Nobody asked Rauk."
    assert [words for words, kind, _ in named(text) if kind == "person"] == [
        "Ivo Rauk",
        "Rauk",
        "Rauk",
    ]
    assert ("Ivo Rauk", "person", "Foreign Minister") in named(text)


def test_a_headline_in_title_case_repeats_the_names_of_the_body_only() -> None:
    text = "Rauk Vows Harbour Fight Near Oslo\nPresident Ivo Rauk vowed to fight in Oslo."
    assert [words for words, _, _ in named(text, headline=True)][:2] == ["Rauk", "Oslo"]


def test_a_ship_is_no_person() -> None:
    text = "The ferry Sofia Levan sank. The Sofia Levan lay in 18 metres of water."
    assert {kind for words, kind, _ in named(text) if "Levan" in words} <= {"other"}


def test_two_prints_of_one_passage_share_their_tags() -> None:
    one, other = "“Ada Roos … left Oslo,” he said.", '"Ada Roos ... left Oslo," he said.'
    assert passage_key(one) == passage_key(other)
    assert levelled(one) == levelled(other)
    assert tagged([one], tagger_of()) == tagged([other], tagger_of())


def test_neighbours_and_batches_change_nothing() -> None:
    texts = ["Ada Roos flew to Oslo.", "The Harbour Board met on Monday.", "He said so."] * 50
    alone = tuple(tagged([text], tagger_of())[0] for text in texts[:3])
    assert tagged(texts, tagger_of()) == alone * 50


def test_tags_that_do_not_fit_are_left_out() -> None:
    page = Page(id="p1", input="a.txt", text="Short.")
    cuts = (Passage(Span("p1", 0, 6), "k", 0),)
    assert mentions_of(page, Article("p1", "x"), cuts, {"k": Tagged(((0, 90, "ORG"),))}) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aa Rb.'’“”-,()\u00ad\n…ŁيS", max_size=120))
def test_every_name_reads_back_and_none_touch(text: str) -> None:
    page = Page(id="p1", input="a.txt", text=text)
    cuts = passages(page)
    tags = {cut.key: Tagged(((0, 5, "PERSON"), (4, 12, "ORG"))) for cut in cuts}
    edge = 0
    for mention in mentions_of(page, Article("p1", "x"), cuts, tags):
        assert edge <= mention.span.start < mention.span.end <= len(text)
        edge = mention.span.end


def test_a_megabyte_on_one_line_takes_linear_time() -> None:
    text = "“Ada Roos ' said " * 60_000
    page = Page(id="p1", input="a.txt", text=text)
    cuts = (Passage(Span("p1", 0, len(text)), "k", 0),)
    begun = time.process_time()
    mentions_of(page, Article("p1", "x"), cuts, {})
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("piece", ["Ada ", "Ada of ", "Oslo, ", "Ada 'Bo' ", "Union (UN) ", "Mr "])
def test_a_flood_of_capitals_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    page = Page(id="p1", input="a.txt", text=text)
    cuts = (Passage(Span("p1", 0, len(text)), "k", 0),)
    begun = time.process_time()
    mentions_of(page, Article("p1", "x"), cuts, {})
    assert time.process_time() - begun < 10


def test_an_address_names_nobody() -> None:
    text = "Ada Roos wrote as @AdaRoos of #Oslo."
    page = Page(id="p1", input="a.txt", text=text)
    tags = {"k": Tagged(((0, 8, "person"), (18, 26, "person"), (31, 35, "place")))}
    found = mentions_of(page, Article("p1", "x"), (Passage(Span("p1", 0, 36), "k", 0),), tags)
    assert [page[mention.span] for mention in found] == ["Ada Roos"]


def test_a_title_says_whose_it_is_and_a_capital_may_stand_for_its_state() -> None:
    text = "Moscow denied that Russian Foreign Minister Ada Roos had left."
    page = Page(id="p1", input="a.txt", text=text)
    tags = {"k": Tagged(((44, 52, "person"),))}
    found = mentions_of(page, Article("p1", "x"), (Passage(Span("p1", 0, 62), "k", 0),), tags)
    assert [(page[one.span], one.metonym) for one in found] == [
        ("Moscow", True),
        ("Ada Roos", False),
    ]
    assert found[1].title is not None
    assert page[found[1].title] == "Russian Foreign Minister"


def test_the_seeds_name_their_people(shared: Path) -> None:
    text = (shared / "seeds").glob("002_*").__next__().read_text(encoding="utf-8")
    kinds = {words: kind for words, kind, _ in named(text, headline=True)}
    assert kinds["Abadi"] == kinds["Medvedev"] == kinds["Haidar al-Abadi"] == "person"
    assert kinds["Isis"] == kinds["Islamic State"] == "organisation"
    assert kinds["Palmyra"] == kinds["Ramadi"] == "place"
