"""A word is one number wherever it stands, and its place is the page's own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.compare.weights import telling
from secondsource.compare.words import number_of, stream_of
from secondsource.sentences import words_of
from secondsource.textview import level
from tests.desk import filed

LETTERS = "aAbE é\u00e9e\u0301ﬁﬀİ\u00ad\u200b'’-–.&_1٣\"“”… \t\x00𝐀😀ß"

MARK = "\u0301"  # a second one over a letter is no part of the word, but of what is shown


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet=LETTERS, max_size=40), max_size=4))
def test_the_words_are_those_of_the_levelled_passages(lines: list[str]) -> None:
    account = filed("p1", "\n".join(["Ferry", *lines]))
    stream = stream_of(account)
    printed: list[str] = []
    for passage in stream.passages:
        flat = level(account.page[passage.span])
        printed += [flat[start:end].lower() for start, end in words_of(flat)]
    shown = [stream.word(at).rstrip(MARK) for at in range(len(stream.words))]
    assert shown == printed
    numbers = dict(zip(printed, stream.words.tolist(), strict=True))
    assert len(set(numbers.values())) == len(numbers)
    assert [numbers[word] for word in printed] == stream.words.tolist()


def test_a_word_has_one_number_in_every_article() -> None:
    one, other = filed("a", "The ferry sank."), filed("b", "Nobody saw\n“Ferry”, she said.")
    assert stream_of(one).words[1] == stream_of(other).words[2] == number_of("ferry")


def test_the_headline_comes_first_and_passages_begin_where_they_say() -> None:
    account = filed("a", "Lamp dark\nThe pilot spoke. He wept.\nNobody came.")
    stream = stream_of(account)
    assert [stream.word(int(at)) for at in stream.firsts] == ["lamp", "the", "he", "nobody"]


def test_a_word_weighs_what_it_tells_and_a_name_or_a_figure_little() -> None:
    stream = stream_of(filed("a", "the lifeboat of Varnova is Russia's, 1904"))
    assert stream.weights.tolist() == [
        telling("the"),
        1.0,
        telling("of"),
        0.4,
        telling("is"),
        min(0.4, telling("russia")),
        0.4,
    ]


def test_an_article_without_words_has_none() -> None:
    assert not len(stream_of(filed("a", "…")).words)
