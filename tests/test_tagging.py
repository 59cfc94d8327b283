"""A passage's reading hangs on its text alone, reads back, and is there for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import Misuse
from secondsource.extract.tagging import KINDS, levelled, tagged, tagger_of

NEWS = (
    'Ada Roos, the harbour master, said on Monday: "The ferry was not to sail."',
    "The ministry denied that the valves had been sold to Norland Shipping.",
    "According to the police, nine people died off Oslo.",
    "It rained.",
)


def test_who_tells_what_is_read_with_its_words() -> None:
    told = tagged(["The minister said that the bridge was closed."], tagger_of())[0].tellings
    text = levelled("The minister said that the bridge was closed.")
    (one,) = told
    assert text[slice(*one.cue)] == "said"
    assert [text[slice(*piece)] for piece in one.speaker] == ["The minister"]
    assert text[slice(*one.contents[0])].endswith("the bridge was closed")
    assert 0.5 < one.sure <= 1


def test_names_come_with_one_of_four_kinds() -> None:
    (read,) = tagged(["Ada Roos flew from Oslo to Paris."], tagger_of())
    assert read.names == ((0, 8, "person"), (19, 23, "place"), (27, 32, "place"))


def test_a_reading_hangs_on_its_text_alone() -> None:
    together = tagged(NEWS, tagger_of())
    assert together == tuple(tagged([one], tagger_of())[0] for one in NEWS)
    assert together == tagged(NEWS[::-1], tagger_of())[::-1]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters() | st.sampled_from("\"'“” .,said"), max_size=200))
def test_any_text_is_read_and_reads_back(text: str) -> None:
    (read,) = tagged([text], tagger_of())
    length = len(levelled(text))
    for start, end, kind in read.names:
        assert 0 <= start < end <= length and kind in KINDS
    for one in read.tellings:
        for start, end in (one.cue, *one.speaker, *one.contents):
            assert 0 <= start < end <= length
        assert all(0 <= sure <= 1 for sure in (one.sure, one.speaker_sure, one.content_sure))


@pytest.mark.parametrize("text", ['"' * 1_000_000, "a" * 1_000_000, "said he " * 125_000])
def test_a_million_characters_in_a_line_are_read_in_moments(text: str) -> None:
    tagged(["warm"], tagger_of())
    began = time.process_time()
    tagged([text], tagger_of())
    assert time.process_time() - began < 2


def test_another_model_than_the_shipped_one_is_refused() -> None:
    with pytest.raises(Misuse, match="'reader'"):
        tagger_of("en_core_web_lg")
