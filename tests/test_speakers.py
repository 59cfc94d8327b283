"""Whose words a quotation is: names, pronouns, roles, bodies, copies - and who stays unknown."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.extract.people import entities_of
from secondsource.extract.quotations import quotations_of
from secondsource.extract.speakers import with_speakers
from secondsource.read.passages import passages_of
from secondsource.records import Account, Article, Mention, Page, Quotation, Span
from tests.pressroom import Print, report_of

_NAMES = {
    "Marta Roos": "person",
    "Roos": "person",
    "Ivan Petrov": "person",
    "Petrov": "person",
    "Anna Lind": "person",
    "Lind": "person",
    "Oke Dahl": "person",
    "Dahl": "person",
    "Harbour Board": "organisation",
    "Nordia Lines": "organisation",
    "Port Sel": "place",
    "Varnova": "place",
}


def account(text: str, name: str = "p1") -> Account:
    """Read a made-up article whose names are known."""
    page = Page(id=name, input=f"{name}.txt", text=text)
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span(name, at, at + len(line)))
        at += len(line) + 1
    article = Article(id=name, family=name, body=tuple(lines))
    mentions: list[Mention] = []
    for known in sorted(_NAMES, key=len, reverse=True):
        at = text.find(known)
        while at >= 0:
            span = Span(name, at, at + len(known))
            if not any(span.touches(one.span) for one in mentions):
                mentions.append(Mention(span, _NAMES[known]))  # type: ignore[arg-type]
            at = text.find(known, at + 1)
    passages = passages_of(page, article)
    quotations = quotations_of(page, article, passages, mentions)
    return Account(page, article, passages, tuple(mentions), (), quotations)


def bound(*texts: str) -> list[list[tuple[str, str, Quotation]]]:
    """Give each text's quotations with the speaker's name ("" for nobody) and how it was bound."""
    accounts = [account(text, f"p{number}") for number, text in enumerate(texts)]
    entities = entities_of(accounts)
    names = {one.id: one.name for one in entities}
    return [
        [(names.get(one.speaker or "", ""), one.bound.how, one) for one in read.quotations]
        for read in with_speakers(accounts, entities)
    ]


def heard(text: str) -> list[tuple[str, str]]:
    return [(name, how) for name, how, _ in bound(text)[0]]


BOUND = [
    ("“It sank,” Marta Roos said.", "Marta Roos", "named"),
    ("“It sank,” said Marta Roos, who heads Nordia Lines.", "Marta Roos", "named"),
    ("The Harbour Board said the ferry was old.", "Harbour Board", "named"),
    ("Marta Roos left. “It sank,” she said.", "Marta Roos", "pronoun"),
    ("Ivan Petrov, the mayor, left.\n“It sank,” the mayor said.", "Ivan Petrov", "role"),
    ("“It sank,” said a Harbour Board spokeswoman.", "Harbour Board", "office"),
    ("“It sank,” said a spokesman for Nordia Lines.", "Nordia Lines", "office"),
    ("Nordia Lines has lost a ferry.\n“It sank,” the company said.", "Nordia Lines", "body"),
    ("“It sank,” said Marta Roos and Ivan Petrov.", "Marta Roos", "together"),
]


@pytest.mark.parametrize(("text", "name", "how"), BOUND, ids=[one[0][:40] for one in BOUND])
def test_a_speaker_is_bound_and_says_how(text: str, name: str, how: str) -> None:
    assert heard(text) == [(name, how)]


OPEN = [
    ("“It sank,” said an official who asked not to be named.", "unnamed"),
    ("“It sank,” said three witnesses.", "group"),
    ("“It sank,” residents said.", "group"),
    ("According to a report, the ferry sank.", "paper"),
    ("“It sank,” they said.", "group"),
    ("“It sank,” she said.", "unclear"),
    ("“It sank,” the company said.", "unnamed"),
]


@pytest.mark.parametrize(("text", "how"), OPEN, ids=[one[0][:40] for one in OPEN])
def test_nobody_named_means_nobody_bound(text: str, how: str) -> None:
    ((name, found, one),) = bound(text)[0]
    assert (name, found, one.confidence) == ("", how, 0.0)


def test_a_pronoun_between_two_equals_stays_open_and_names_both() -> None:
    ((name, how, one),) = bound("Marta Roos and Anna Lind left the quay. “It sank,” she said.")[0]
    assert (name, how) == ("", "unclear")
    assert len(one.bound.candidates) == 2


def test_a_pronoun_passes_over_whom_it_cannot_mean() -> None:
    text = "Marta Roos met Ivan Petrov in Port Sel. “It sank,” {} said."
    assert heard(text.format("she")) == [("Marta Roos", "pronoun")]
    assert heard(text.format("he")) == [("Ivan Petrov", "pronoun")]


def test_a_title_tells_he_from_she() -> None:
    text = "Mr. Dahl waited. Mrs. Lind met Mr. Dahl twice. “It sank,” {} said."
    assert heard(text.format("he")) == [("Dahl", "pronoun")]
    assert heard(text.format("she")) == [("Lind", "pronoun")]


def test_whoever_is_spoken_to_does_not_speak() -> None:
    text = "“It sank,” Marta Roos told Anna Lind.\n“It is lost,” she told Lind."
    assert [name for name, _ in heard(text)] == ["Marta Roos", "Marta Roos"]


def test_he_in_between_carries_whom_he_stands_for() -> None:
    text = (
        "Ivan Petrov came to Port Sel.\n"
        "He met Oke Dahl on the quay. He looked at the ferry. “It sank,” he said."
    )
    assert heard(text) == [("Ivan Petrov", "pronoun")]


def test_a_speaker_is_carried_over_paragraphs() -> None:
    text = "“It sank,” Marta Roos said.\n“It sank at once.”\n“It is lost,” she added."
    assert [name for name, _ in heard(text)] == ["Marta Roos"] * 3


def test_two_who_hold_one_role_are_told_apart_by_who_stands_near_or_not_at_all() -> None:
    first = "Ivan Petrov, the mayor of Port Sel, and Oke Dahl, the mayor of Varnova, met."
    near = "Oke Dahl, the mayor of Varnova, left.\nIvan Petrov, the mayor of Port Sel, stayed."
    assert heard(f"{first} “It sank,” the mayor said.") == [("", "unclear")]
    assert heard(f"{near} “It sank,” the mayor said.") == [("Ivan Petrov", "role")]


def test_a_product_and_a_place_in_marks_do_not_speak() -> None:
    assert heard("Port Sel said: “The bird is back on the boat.”") == [("", "unclear")]
    assert heard("Varnova pledged to raise the ferry.") == [("Varnova", "named")]


def test_a_near_second_makes_a_pronoun_less_sure() -> None:
    near = "Marta Roos came. Anna Lind met Marta Roos. “It sank,” she said."
    alone = "Marta Roos came. Anna Lind met Ivan Petrov. “It sank,” he said."
    ((_, _, doubted),) = bound(near)[0]
    ((_, _, sure),) = bound(alone)[0]
    assert doubted.confidence < sure.confidence < 1
    assert len(doubted.bound.candidates) == 2


CALLED = [
    ("Ivan Petrov, a guard, shouted. “It sank,” the retired sailor said.", "Ivan Petrov"),
    ("“It sank,” the harbour director, Marta Roos, said.", "Marta Roos"),
    ("Ivan Petrov met Oke Dahl. “It sank,” the retired sailor said.", ""),
    ("The Harbour Board has lost a ferry.\n“It sank,” the company said.", "Harbour Board"),
]


@pytest.mark.parametrize(("text", "name"), CALLED, ids=[one[0][:40] for one in CALLED])
def test_a_description_is_bound_only_where_one_stands_just_before(text: str, name: str) -> None:
    assert [found for found, _ in heard(text)] == [name]


def test_a_headlines_office_is_whoever_the_article_gives_it() -> None:
    head, office = "Harbour PM says the ferry sank", "Harbour Prime Minister"
    read = account(f"{head}\n{office} Ivan Petrov spoke on Monday.")
    start = len(head) + 1
    title = replace(read.mentions[-1], title=Span("p1", start, start + len(office)))
    top = replace(read.article, headline=Span("p1", 0, len(head)), body=read.article.body[1:])
    passages = passages_of(read.page, top)
    quotations = quotations_of(read.page, top, passages, [title])
    made = Account(read.page, top, passages, (title,), (), quotations)
    entities = entities_of([made])
    (found,) = with_speakers([made], entities)
    assert [one.bound.how for one in found.quotations] == ["role"]
    assert found.quotations[0].speaker == entities[0].id


def test_a_name_that_was_missed_where_it_stands_is_known_from_elsewhere() -> None:
    read = account("Marta Roos met the press. Roos left.\n“It sank,” said Captain ROOS.")
    assert len(read.mentions) == 2
    assert heard(read.page.text) == [("Marta Roos", "named")]


def test_a_name_after_a_dash_signs_what_stands_in_marks() -> None:
    text = (
        "Voters gave their reasons.\n"
        "“The ferry was old and nobody cared.” - Marta Roos.\n"
        "“We shall build another one at once.” – Captain Ivan Petrov, of Port Sel.\n"
        "“Somebody must have known about it.” (Anna Lind)\n"
    )
    assert [name for name, _ in heard(text)] == ["Marta Roos", "Ivan Petrov", "Anna Lind"]


def test_the_next_sentences_subject_signs_nothing() -> None:
    text = "Marta Roos was blunt. “The ferry was old.” Ivan Petrov, the mayor, left at once."
    assert "Ivan Petrov" not in [name for name, _ in heard(text)]


def test_a_place_that_stands_for_its_government_speaks_in_marks() -> None:
    read = account("Varnova said: “The bird is back on the boat.”")
    state = replace(read.mentions[0], metonym=True)
    made = replace(read, mentions=(state,))
    entities = entities_of([made])
    (found,) = with_speakers([made], entities)
    assert [one.speaker for one in found.quotations] == [entities[0].id]


# -- copies ---------------------------------------------------------------------------------------

WORDS = "“The ferry sank within the hour and nobody came,” {}."


def speakers(*credits: str) -> list[tuple[str, str]]:
    found = bound(*(WORDS.format(one) for one in credits))
    return [(name, how) for ((name, how, _),) in found]


def test_a_copy_with_a_name_speaks_for_one_without() -> None:
    found = speakers("Marta Roos said", "an official said")
    assert found == [("Marta Roos", "named"), ("Marta Roos", "votes")]


def test_a_copy_never_outvotes_a_name_but_makes_it_doubtful() -> None:
    alone = bound(WORDS.format("Ivan Petrov said"))[0][0][2].confidence
    found = bound(*(WORDS.format(f"{one} said") for one in ("Marta Roos", "Marta Roos",
                                                           "Ivan Petrov")))  # fmt: skip
    assert [name for ((name, _, _),) in found] == ["Marta Roos", "Marta Roos", "Ivan Petrov"]
    assert found[2][0][2].confidence < alone


def test_copies_that_disagree_leave_it_open() -> None:
    found = speakers("Marta Roos said", "Ivan Petrov said", "an official said")
    assert found[2] == ("", "unnamed")


def test_a_name_in_a_copy_outweighs_a_pronoun() -> None:
    lead = "Anna Lind, a sailor, left. "
    found = bound(lead + WORDS.format("she said"), WORDS.format("Marta Roos said"))
    assert [(name, how) for ((name, how, _),) in found] == [
        ("Marta Roos", "votes"),
        ("Marta Roos", "named"),
    ]


# -- laws -----------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["Marta Roos", "he", "she", "who", "the mayor", "said", "“It sank,”", "“", "”", ".", ",", "\n",
     "told", "Harbour Board", "they", "an official", "'s", "and", "according to", "“I,” he said,"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_PIECES, max_size=30).map(" ".join), max_size=3))
def test_any_words_give_speakers_that_exist(texts: Sequence[str]) -> None:
    accounts = [account(text, f"p{number}") for number, text in enumerate(texts)]
    entities = entities_of(accounts)
    ids = {one.id for one in entities}
    for read in with_speakers(accounts, entities):
        for one in read.quotations:
            assert one.speaker is None or one.speaker in ids
            assert set(one.bound.candidates) <= ids
            assert 0 <= one.confidence <= 1
            assert one.speaker is not None or one.confidence == 0


def test_the_order_of_articles_changes_nothing() -> None:
    texts = [WORDS.format(one) for one in ("Marta Roos said", "an official said", "she said")]
    accounts = [account(text, f"p{number}") for number, text in enumerate(texts)]
    entities = entities_of(accounts)
    forth = with_speakers(accounts, entities)
    back = with_speakers(accounts[::-1], entities)
    assert forth == back[::-1]


def test_a_long_page_takes_its_length_and_no_more() -> None:
    piece = "Marta Roos met Ivan Petrov. “It sank,” she said. He left. “No,” the mayor said.\n"
    spent = []
    for count in (200, 800):
        read = account(piece * count)
        entities = entities_of([read])
        began = time.process_time()
        with_speakers([read], entities)
        spent.append(time.process_time() - began)
    assert spent[1] < 4 * 2.5 * spent[0] + 0.2


def _bound(text: str) -> list[tuple[str | None, bool]]:
    """Give, for each quotation of a text, its speaker's name and whether anything was said."""
    report = report_of(Print("a", text, "Harbour News", "2031-03-03"))
    names = {one.id: one.name for one in report.entities}
    (found,) = report.accounts
    return [(names.get(one.speaker or ""), one.said) for one in found.quotations]


def test_whoever_replies_is_not_whoever_spoke_last_where_two_stand_near() -> None:
    text = 'Marta Hale met Irene Costa in a cafe. "You lied," she said. "I did not," she replied.'
    assert _bound(text)[1] == (None, True)
    assert _bound('Marta Hale came. "You lied," she said. "Yes," she replied to us.')[1][0]


def test_neither_of_two_is_no_single_speaker() -> None:
    text = "Marta Hale spoke. Irene Costa came. Neither Hale nor Costa said whether they would go."
    assert [name for name, _ in _bound(text)] == [None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('Marta Hale came. If Hale had said "we surrender now", it would be over.', False),
        ('Marta Hale came. Hale might say that "it is early days", but has not.', False),
        ('Marta Hale came. Hale will say that "it is early days" on Friday.', True),
        ("Marta Hale came. If it rains, Hale said, the old dam will break.", True),
    ],
)
def test_what_is_only_supposed_was_not_said(text: str, said: bool) -> None:
    assert _bound(text)[-1] == ("Marta Hale", said)
