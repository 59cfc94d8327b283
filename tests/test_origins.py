"""Who is one knower, whom words mean, and what a sentence says of how its outlet knows."""

from __future__ import annotations

import pytest

from secondsource.compare.cast import alike_names
from secondsource.compare.chances import Calibration, added, calibrated, interval_of, maybe
from secondsource.compare.firsthand import (
    only_answered,
    paper_behind,
    seen_by_reporters,
    voice_beside,
)
from secondsource.compare.offices import office_at, office_of
from secondsource.compare.retold import retold_in
from secondsource.records import (
    Account,
    Article,
    Instance,
    Interval,
    Lineage,
    Member,
    Page,
    Parent,
    Span,
    Statement,
)
from tests.pressroom import Print, report_of, stating

FACT = "nine boats searched the bay"


def read(sentence: str, words: str = FACT) -> tuple[Account, Instance]:
    """A sentence as an article of its own, and the assertion of some words in it."""
    start = sentence.lower().index(words)
    span = Span("p", start, start + len(words))
    one = Instance("i", span, Span("p", 0, len(sentence)), "asserts")
    return Account(Page("p", "a.txt", sentence), Article("p", "p")), one


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Osk police chief Ada Krol said so.", "police"),
        ("The mayor of Osk, Ada Krol, said so.", "town"),
        ("Ada Krol, a spokeswoman for the rescue service, said so.", "rescue"),
        ("Ada Krol, deputy interior minister, said so.", "government"),
        ("Ada Krol, head of the cartel office, said so.", "cartel office"),
        ("Police arrested Ada Krol on Monday.", None),
        ("Ada Krol, a victim of police violence, said so.", None),
        ("Former police chief Ada Krol said so.", None),
        ("Ada Krol, a baker, said so.", None),
    ],
)
def test_an_office_is_read_only_where_it_touches_the_name(text: str, body: str | None) -> None:
    start = text.index("Ada Krol")
    found = office_at(text, start, start + len("Ada Krol"))
    assert (found.body if found else None) == body


@pytest.mark.parametrize(
    ("words", "body"),
    [
        ("doctors at the hospital", "hospital"),
        ("union officials", "union"),
        ("the Coast-Guard", "coast guard"),
        ("a senior official", None),
        ("the head", None),
    ],
)
def test_words_may_mean_a_body(words: str, body: str | None) -> None:
    found = office_of(words)
    assert (found.body if found else None) == body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sergei chaikin", "sergey chaykin", True),
        ("haidar al khatib", "haider al khateeb", True),
        ("jan wexler", "jana wexler", False),
        ("lidia lindqvist", "ingrid lindqvist", False),
        ("oskar lind", "oskar lund", False),
    ],
)
def test_two_hands_spell_one_name(one: str, other: str, same: bool) -> None:
    assert alike_names(one, other) is same
    assert alike_names(other, one) is same


@pytest.mark.parametrize(
    ("sentence", "paper", "voice", "seen"),
    [
        (f"The port log states that {FACT}.", "port log", None, False),
        (f"As set out in the audit, {FACT}.", "audit", None, False),
        (f"{FACT.capitalize()}, a Post reporter saw.", None, None, True),
        (f"{FACT.capitalize()}, the mayor told reporters.", None, "the mayor", False),
        (f"{FACT.capitalize()}, Ada Krol, a farmer, told the Post.", None, "Ada Krol", False),
        (f"In the words of Ada Krol, {FACT}.", None, "Ada Krol", False),
        (f"{FACT.capitalize()}.", None, None, False),
    ],
)
def test_the_rest_of_a_sentence_tells_how_its_outlet_knows(
    sentence: str, paper: str | None, voice: str | None, seen: bool
) -> None:
    account, one = read(sentence)
    assert paper_behind(account, one) == paper
    if paper is None and not seen:
        assert voice_beside(account, one) == voice
    assert seen_by_reporters(account, one) is seen


@pytest.mark.parametrize(
    ("sentence", "answered"),
    [
        (f"Ada Krol was shocked to learn that {FACT}.", True),
        (f"It is not true that {FACT}, Ada Krol said.", True),
        (f"Ada Krol said that {FACT}.", False),
        (f"There were unconfirmed reports that {FACT}.", False),
    ],
)
def test_a_reaction_and_a_denial_are_no_support(sentence: str, answered: bool) -> None:
    assert only_answered(*read(sentence)) is answered


def test_chances_add_up() -> None:
    assert added([maybe(0.5)] * 3)[3] == pytest.approx(0.125)
    assert sum(calibrated({1: 0.5, 4: 0.5}, Calibration(0.7, 0.1, 0.5)).values()) == pytest.approx(
        1
    )
    assert interval_of({1: 0.9, 2: 0.06, 3: 0.04}, 2) == Interval(1, 2, 2)


def statement(name: str, *pages: str, at: int) -> Statement:
    """A statement that stands at one place of some articles."""
    members = tuple(
        Member(Instance(f"{name}{p}", Span(p, at, at + 5), Span(p, at, at + 5), "asserts"), 1.0)
        for p in pages
    )
    zero = Interval(0, 0, 0)
    return Statement(name, "s", None, members, 0, zero, zero)


def test_the_same_statements_in_the_same_order_are_a_retelling() -> None:
    five = [statement(f"s{n}", "a", "b", at=10 * n) for n in range(5)]
    assert retold_in(five, Lineage())["b"] == (("a", 0.85),)
    turned = [statement(f"t{n}", "b", at=10 * n) for n in range(20)]
    assert "b" not in retold_in([*five, *turned], Lineage())


def test_copies_are_no_retellings() -> None:
    five = [statement(f"s{n}", "a", "b", at=10 * n) for n in range(5)]
    copied = Lineage(parents=(Parent("b", "a", None, 0.9), Parent("b", None, None, 0.1)))
    assert retold_in(five, copied) == {}


def test_a_role_means_whom_another_article_of_the_story_names() -> None:
    words = "the Alma had passed her last inspection in March with two doors missing"
    report = report_of(
        Print("a", f"The Alma sank.\n\nNaval architect Katrin Juhl said {words}.\n", "Post A"),
        Print("b", f"The Alma sank.\n\nThe naval architect said {words}.\n", "Post B"),
    )
    one = stating(report, "passed her last inspection")
    assert (one.reach, one.origins.likely) == (2, 1)


def test_a_reporter_who_saw_it_is_an_origin_beside_the_speaker() -> None:
    report = report_of(
        Print("a", "Ada Krol said that nine boats searched the bay off Osk.\n", "Post A"),
        Print("b", "Nine boats searched the bay off Osk, a Post B reporter saw.\n", "Post B"),
    )
    assert stating(report, "oats searched the bay").origins.likely == 2
