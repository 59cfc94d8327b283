"""Which quotations are prints of one utterance, and where the prints differ."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from secondsource.compare.utterances import same_as, utterances_of
from secondsource.records import Account, Utterance
from tests.newsroom import Said, account, read

# Of two prints with as many words either may count as the fullest.
SWAPPED = {"added": "trimmed", "trimmed": "added"}
FULL = "We understand that the storm is hitting our neighbouring harbours and boats"


def printed(*rows: tuple[str, str, str | None]) -> tuple[Account, ...]:
    """Give accounts that each quote one speaker directly: (words, speaker, told whom)."""
    made = []
    for number, (words, speaker, told) in enumerate(rows):
        tail = f"{speaker} told {told}." if told else f"{speaker} said."
        one = account(
            "abcdefgh"[number],
            f"“{words},” {tail}",
            said=[Said(words, speaker, speaker, kind="direct", cue="told" if told else "said")],
        )
        quotes = (replace(quote, confidence=0.95) for quote in one.quotations)
        made.append(replace(one, quotations=tuple(quotes)))
    accounts, _, _ = read(*made)
    return accounts


def kinds(accounts: tuple[Account, ...]) -> list[tuple[str, str | None, str | None]]:
    """Give each variation with the words on both sides."""
    pages = {one.page.id: one.page for one in accounts}
    (utterance,) = utterances_of(accounts)
    return [
        (one.kind, *(pages[end.page][end] if end else None for end in (one.a, one.b)))
        for one in utterance.variations
    ]


def test_a_quotation_is_known_trimmed_respelled_and_translated() -> None:
    texts = (FULL, FULL[19:], FULL.replace("ghbour", "ghbor").replace("harbour", "harbor"))
    accounts = printed(*((text, "Roos", None) for text in texts))
    same = {one.id: one.same_as for a in accounts for one in a.quotations}
    assert sorted(map(len, same.values())) == [2, 2, 2]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (FULL, []),
        (FULL[19:], [("trimmed", "We understand that", None)]),
        (
            FULL.replace("ghbour", "ghbor").replace("harbour", "harbor"),
            [("respelled", "neighbouring", "neighboring"), ("respelled", "harbours", "harbors")],
        ),
        (FULL.replace("storm", "tempest"), [("reworded", "storm", "tempest")]),
        (
            FULL.replace("that the storm is", "the storm is") + " today",
            [("trimmed", "that", None), ("added", None, "today")],
        ),
    ],
)
def test_the_prints_differ_where_their_words_part(
    other: str, found: list[tuple[str, str | None, str | None]]
) -> None:
    rows = kinds(printed((FULL, "Roos", None), (other, "Roos", None)))
    assert rows in (found, [(SWAPPED.get(kind, kind), b, a) for kind, a, b in found])


def test_a_figure_is_never_respelled() -> None:
    words = "There were 1200 boats out there in the bay when it came"
    rows = kinds(printed((words, "Roos", None), (words.replace("1200", "1280"), "Roos", None)))
    assert [kind for kind, *_ in rows] == ["reworded"]


def test_the_same_long_words_of_two_speakers_are_one_that_differs_in_its_speaker() -> None:
    words = "We will never surrender the harbour to them"
    assert kinds(printed((words, "Roos", None), (words, "Holm", None))) in (
        [("speaker", "Roos", "Holm")],
        [("speaker", "Holm", "Roos")],
    )


def test_a_phrase_that_two_people_use_is_two_quotations() -> None:
    words = "We will not stop"
    assert utterances_of(printed((words, "Roos", None), (words, "Holm", None))) == ()


def test_an_order_of_arrival_changes_nothing() -> None:
    accounts = printed(*((FULL[cut:], "Roos", None) for cut in (0, 3, 19, 0)))
    shuffled = list(accounts)
    random.Random(3).shuffle(shuffled)
    assert utterances_of(shuffled) == utterances_of(accounts)


def test_many_prints_of_the_same_words_vary_once() -> None:
    accounts = printed((FULL, "Roos", None), *[(FULL[19:], "Roos", None)] * 6)
    (one,) = utterances_of(accounts)
    assert isinstance(one, Utterance)
    assert len(one.quotations) == 7
    assert [variation.kind for variation in one.variations] == ["trimmed"]


def test_nothing_said_is_nothing_the_same() -> None:
    accounts, _, stories = read(account("a", "The dam broke."))
    assert same_as(accounts, stories) == {}
    assert utterances_of(accounts) == ()


def reported(*texts: str) -> dict[str, tuple[str, ...]]:
    """Which of some indirect prints, each by one outlet, are the same."""
    accounts, _, _ = read(
        *(
            account(key, f"Roos said {text}.", said=[Said(text, "Roos", "Roos", cue="said")])
            for key, text in zip("abc", texts, strict=False)
        )
    )
    pages = {one.id: a.page.id for a in accounts for one in a.quotations}
    return {
        pages[one.id]: tuple(pages[other] for other in one.same_as)
        for a in accounts
        for one in a.quotations
    }


def test_two_reports_are_one_where_only_the_spelling_differs() -> None:
    words = "divers had found the wheel of the ferry 18 metres below the harbour"
    spelt = words.replace("metres", "meters").replace("harbour", "harbor")
    assert reported(words, spelt) == {"a": ("b",), "b": ("a",)}


def test_two_reports_with_two_figures_stay_apart() -> None:
    words = "divers had found the wheel of the ferry 18 metres below the harbour"
    assert reported(words, words.replace("18", "19")) == {"a": (), "b": ()}


def test_two_translations_are_one_though_the_speaker_is_not_known_in_one() -> None:
    first = "The pipe is laid, the pumps are under test and the province will see the benefit"
    other = "The pipe is in the ground, the pumps are tested and our province will see the benefit"
    accounts = printed((first, "Roos", None), (other, "Roos", None))
    nameless = replace(
        accounts[1],
        quotations=tuple(replace(one, speaker=None) for one in accounts[1].quotations),
    )
    _, _, stories = read(*accounts)
    assert len(same_as((accounts[0], nameless), stories)) == 2
