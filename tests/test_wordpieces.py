"""A passage is cut into pieces that read back, whatever it holds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.extract.encoder import encoder
from secondsource.extract.wordpieces import Vocabulary

KNOWN = Vocabulary({piece: row for row, piece in enumerate(
    ["[UNK]", "[CLS]", "[SEP]", "the", "ferry", "sank", "fer", "##ries", '"', ".", "'", "s"]
)})  # fmt: skip


def test_a_word_is_cut_into_the_longest_pieces_and_small_letters() -> None:
    assert KNOWN.pieces_of("The ferries sank.").ids == (1, 3, 6, 7, 5, 9, 2)


def test_accents_are_left_out_and_strange_words_are_unknown() -> None:
    assert KNOWN.pieces_of("férry zzz").ids == (1, 4, 0, 2)


def test_what_stands_inside_marks_is_known_as_such() -> None:
    pieces = KNOWN.pieces_of('"The ferry" sank')
    assert pieces.marked == (0, 1, 1, 1, 0, 0, 0)


def test_how_a_word_is_written_makes_a_difference_and_where() -> None:
    first, second, third = (KNOWN.pieces_of(f"the {word}").shapes[2] for word in
                            ("ferry", "Ferry", "FERRY"))  # fmt: skip
    assert len({first, second, third}) == 3
    assert KNOWN.pieces_of("Ferry").shapes[1] != second


@settings(deadline=None)  # the first one loads the model
@given(st.text())
def test_words_stand_where_they_are_said_to(text: str) -> None:
    pieces = encoder("reader").vocabulary.pieces_of(text)
    assert len(pieces.ids) == len(pieces.shapes) == len(pieces.marked)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in pieces.words)
    assert list(pieces.words) == sorted(set(pieces.words))
    covered = {at for start, end in pieces.words for at in range(start, end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)


@settings(deadline=None)  # the first one loads the model
@given(st.text(min_size=1), st.integers(0, 20), st.integers(1, 20))
def test_a_part_holds_its_own_words_alone(text: str, first: int, more: int) -> None:
    whole = encoder("reader").vocabulary.pieces_of(text)
    if first < len(whole.words):
        part = whole.part(first, min(first + more, len(whole.words)))
        assert part.words == whole.words[first : first + more]
        assert [part.ids[at] for at in part.firsts] == [
            whole.ids[at] for at in whole.firsts[first : first + more]
        ]
