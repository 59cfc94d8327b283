"""The tagger's answers are cut to the name's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.bounds import found_in, in_title_case, names_something


def found(text: str, *tags: tuple[str, str]) -> list[tuple[str, str]]:
    places = [(text.index(words), text.index(words) + len(words), label) for words, label in tags]
    return [(text[name.start : name.end], name.kind) for name in found_in(text, places)]


@pytest.mark.parametrize(
    ("text", "tag", "names"),
    [
        ("It hit the Levmar Lines' pier.", ("the Levmar Lines'", "ORG"), "Levmar Lines"),
        ("Premier Ada Roos's aide", ("Premier Ada Roos's", "PERSON"), "Ada Roos"),
        ("the Norwegian fleet left", ("Norwegian", "NORP"), ""),
        ("Ada Roos and Ivo Rauk met.", ("Ada Roos and Ivo Rauk", "PERSON"), "Ada Roos|Ivo Rauk"),
        ("Norway's Harbour Board met.", ("Norway's Harbour Board", "ORG"), "Norway|Harbour Board"),
        ("The Bank of Norway closed.", ("The Bank of Norway", "ORG"), "Bank of Norway"),
        ("Pavel Rauk slept.", ("Rauk", "ORG"), "Pavel Rauk"),
        ("then Lund-Roos spoke", ("Lund-", "person"), "Lund-Roos"),
        ("then Lund-Roos spoke", ("Roos", "person"), "Lund-Roos"),
        ("On Tuesday it sank.", ("Tuesday", "DATE"), ""),
        ("Prime Minister spoke", ("Prime Minister", "PERSON"), ""),
        ("Photo: Ada Roos/Levpress", ("Ada Roos/Levpress", "ORG"), "Ada Roos|Levpress"),
    ],
)
def test_edges(text: str, tag: tuple[str, str], names: str) -> None:
    assert "|".join(words for words, _ in found(text, tag)) == names


def test_a_title_gives_away_a_name_the_tagger_missed() -> None:
    assert found("said Commodore Viktor Halas on deck") == [("Viktor Halas", "person")]


def test_a_dateline_says_what_its_names_are() -> None:
    assert found("VARNOVA, Levonia (Levpress) - It sank.") == [
        ("VARNOVA", "place"),
        ("Levonia", "place"),
        ("Levpress", "organisation"),
    ]


def test_title_case_and_sentence_case() -> None:
    assert in_title_case("Twelve Killed as Ferry Sinks Near Harbour")
    assert not in_title_case("Twelve killed as ferry sinks near Varnova harbour")


def test_words_that_name_nobody() -> None:
    assert not names_something("Monday")
    assert not names_something("Iraqis")
    assert names_something("Harbour Board")


LABELS = st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "EVENT", "DATE"])


@given(st.text(max_size=120), st.integers(0, 120), st.integers(0, 120), LABELS)
def test_names_of_any_text_read_back(text: str, one: int, other: int, label: str) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    names = found_in(text, [(start, end, label)] if start < end else [])
    for name in names:
        assert 0 <= name.start < name.end <= len(text)
