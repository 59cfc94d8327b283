"""Word choice: which outlet calls one thing what, counted and not judged."""

from __future__ import annotations

import pytest

from secondsource.compare.agreement import statements_of
from secondsource.compare.choices import choices_of
from secondsource.records import Choice, Story
from tests.newsroom import Said, account, read

NAMES = [("Norland Front", "organisation"), ("Sarne League", "organisation"), ("Roos", "person")]


def chosen(*texts: str | tuple[str, str], outlets: str = "") -> list[Choice]:
    """Compare made-up articles; a pair is a text and what Roos says in it."""
    accounts, entities, stories = read(
        *(
            account(
                f"p{n}",
                text if isinstance(text, str) else text[0],
                names=NAMES,
                outlet=(outlets or "ABCDEF")[n],
                said=[] if isinstance(text, str) else [Said(text[1], "Roos")],
            )
            for n, text in enumerate(texts)
        )
    )
    return list(choices_of(accounts, stories, statements_of(accounts, entities, stories, ())))


def told(found: list[Choice]) -> list[tuple[str, list[tuple[str, str | None, int, int]]]]:
    return [
        (one.thing, [(u.word, u.outlet, len(u.spans), len(u.quoted)) for u in one.uses])
        for one in found
    ]


def test_outlets_that_choose_other_words_are_counted() -> None:
    found = chosen(
        "Norland Front militants took the bridge. The militants fired on boats.",
        "Norland Front freedom fighters took the bridge.",
    )
    assert told(found) == [
        ("fighters", [("militants", "A", 2, 0), ("freedom fighters", "B", 1, 0)])
    ]


def test_one_word_in_common_is_no_difference() -> None:
    assert not chosen(
        "Norland Front militants took the bridge. The fighters fired on boats.",
        "Norland Front fighters took the bridge.",
    )


def test_two_bodies_are_two_things() -> None:
    assert not chosen(
        "Norland Front rebels took the bridge from Sarne League militants.",
        "Norland Front rebels lost the bridge to Sarne League militants.",
    )
    assert not chosen(
        "Norland Front rebels took the bridge. The Sarne League stayed away.",
        "Sarne League militants shelled the bridge of the Norland Front rebels.",
    )


def test_what_is_quoted_is_told_apart_and_decides_nothing() -> None:
    quoted = (
        "Norland Front rebels took the bridge. The terrorists will pay, Roos said.",
        "The terrorists will pay",
    )
    plain = "Norland Front rebels took the bridge."
    assert not chosen(quoted, plain)
    (found,) = chosen(quoted, "Norland Front insurgents took the bridge.")
    assert [(u.word, len(u.quoted)) for u in found.uses] == [
        ("rebels", 0),
        ("terrorists", 1),
        ("insurgents", 0),
    ]


def test_a_word_in_marks_is_not_the_outlets_own() -> None:
    assert not chosen(
        'The "regime" closed the port of Sarne. The government will pay for it.',
        "The government closed the port of Sarne.",
    )


@pytest.mark.parametrize(
    ("first", "second", "thing"),
    [
        ("The regime closed the port.", "The government closed the port.", "government"),
        ("A riot broke out at the port.", "A protest began at the port.", "crowd"),
        ("The coup was over by noon.", "The revolution was over by noon.", "takeover"),
        ("Migrants were taken to the port.", "Refugees were taken to the port.", "arrivals"),
        ("They crossed the Persian Gulf.", "They crossed the Arabian Gulf.", "gulf"),
        ("The border wall is built.", "The border fence is built.", "barrier"),
    ],
)
def test_sets_of_words_are_known(first: str, second: str, thing: str) -> None:
    assert [one.thing for one in chosen(first, second)] == [thing]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A protest began at the port.", "A demonstration began at the port."),
        ("The government closed the port.", "The authorities closed the port."),
        ("They crossed the persian gulf.", "They crossed the arabian gulf."),
    ],
)
def test_plain_words_and_small_letters_are_no_choice(first: str, second: str) -> None:
    assert not chosen(first, second)


def test_who_was_killed_must_be_one_statement() -> None:
    one = "Twelve Norland Front cadets were killed at the bridge of Sarne on Monday."
    other = "Twelve Norland Front cadets were martyred at the bridge of Sarne on Monday."
    strange = "A bus driver was murdered in a quarrel over a fare in the harbour."
    assert [c.thing for c in chosen(one, other)] == ["killed"]
    assert not chosen(one, strange)


def test_two_articles_of_one_outlet_are_one_voice() -> None:
    assert not chosen("The regime closed the port.", "The government closed it.", outlets="AA")


def test_the_order_of_articles_changes_nothing() -> None:
    texts = ["The regime closed the port.", "The government closed the port."]
    mine = {(u.word, u.outlet) for u in chosen(*texts)[0].uses}
    yours = {(u.word, u.outlet) for u in chosen(*reversed(texts), outlets="BA")[0].uses}
    assert mine == yours


def test_related_stories_show_what_else_one_body_is_called() -> None:
    texts = [
        "Norland Front militants took the bridge.",
        "Norland Front freedom fighters took the port.",
    ]
    accounts, entities, _ = read(
        *(account(f"p{n}", text, names=NAMES, outlet="AB"[n]) for n, text in enumerate(texts))
    )
    stories = (
        Story("s0", None, ("p0",), related=("s1",)),
        Story("s1", None, ("p1",), related=("s0",)),
    )
    stated = statements_of(accounts, entities, stories, ())
    one, other = choices_of(accounts, stories, stated)
    assert [(u.word, u.outlet) for u in one.uses] == [("militants", "A")]
    assert one.also == other.uses
    alone = tuple(Story(one.id, None, one.articles) for one in stories)
    assert choices_of(accounts, alone, stated) == ()


def test_a_riot_of_another_day_is_no_other_word_for_this_one() -> None:
    accounts, entities, _ = read(
        account("p0", "A riot broke out at the port.", outlet="A"),
        account("p1", "A protest began at the port.", outlet="B"),
    )
    stories = (Story("s0", None, ("p0",), related=("s1",)), Story("s1", None, ("p1",)))
    assert choices_of(accounts, stories, statements_of(accounts, entities, stories, ())) == ()


def test_a_band_s_name_and_others_fighters_are_not_the_rebels() -> None:
    assert not chosen(
        "Rebels took the bridge at Sarne. A pop group, The Militants, was to play there.",
        "Rebels took the bridge at Sarne. Fighters of 1911 have a monument there.",
    )


def test_an_adjective_in_capitals_is_a_word_like_others() -> None:
    found = chosen(
        "Norland Front rebels took the bridge on Monday.",
        "The Norland Front's Takfiri militants took the bridge on Monday.",
    )
    assert {use.word for use in found[0].uses} >= {"rebels", "takfiris"}
