"""Pairs of articles are told apart as their labels mean it, and the labels are whole."""

from __future__ import annotations

import pytest

from bench.pairs import CLASSES, Labelled, Ours, best_cut, labelled, overlaps, scored
from secondsource.records import Account, Article, Cut, Page, Passage, Reuse, Span

PROSE = "The ferry with forty people aboard sank off the northern quay of Osk before dawn on Monday"
SAID = "“We did all that the sea allowed us to do,” the captain wrote."
NOTE = "Osk Herald is not responsible for the content of other pages"


def account(name: str, *lines: str, note: str = "") -> Account:
    text = "\n\n".join((*lines, note))
    body = Span(name, 0, len("\n\n".join(lines)))
    cuts = (Cut(Span(name, len(text) - len(note), len(text)), "notice: x"),) if note else ()
    article = Article(name, name, body=(body,), furniture=cuts)
    places = [(text.index(line), text.index(line) + len(line)) for line in lines]
    passages = tuple(Passage(Span(name, *place), "", at) for at, place in enumerate(places))
    return Account(Page(name, name, text), article, passages)


def told(a: Account, b: Account, *shared: str) -> str:
    spans = [
        [Span(one.page.id, one.page.text.index(words), one.page.text.index(words) + len(words))
         for one in (a, b)]
        for words in shared
    ]  # fmt: skip
    reuse = [Reuse("unknown", *pair, 1.0, "undirected", 0.5) for pair in spans]
    return Ours({one.page.input: one for one in (a, b)}, reuse).tell(("a", "b"))


@pytest.mark.parametrize(
    ("lines", "note", "label"),
    [
        ((PROSE,), "", "copy"),
        ((PROSE, SAID), "", "copy"),
        ((SAID,), "", "quotations"),
        ((PROSE[:40],), "", "independent"),
        ((), NOTE, "furniture"),
        ((), "", "independent"),
    ],
)
def test_what_a_pair_shares_is_what_it_is_called(
    lines: tuple[str, ...], note: str, label: str
) -> None:
    one = account("a", *lines, "Nobody slept in Osk.", note=note)
    other = account("b", "It was a cold morning.", *lines, note=note)
    assert told(one, other, *lines) == label


def test_every_label_is_of_one_pair_and_one_class() -> None:
    pairs = labelled()
    assert len({one.pair for one in pairs}) == len(pairs) == 216
    assert all(one.pair[0] < one.pair[1] and one.label in CLASSES for one in pairs)
    for odd in (False, True):
        assert {one.label for one in pairs if one.odd is odd} == set(CLASSES)


def test_the_cuts_of_a_reference_are_chosen_for_it() -> None:
    texts = {
        "a": PROSE,
        "b": PROSE,
        "c": PROSE[:60] + " and so on for long, nobody knows why it is",
    }
    texts["d"] = "The mayor of Lind opened a school in the rain"
    pairs = [
        Labelled(("a", "b"), "copy", False, True),
        Labelled(("a", "c"), "quotations", False, True),
        Labelled(("a", "d"), "independent", False, True),
    ]
    tell = best_cut(pairs, [overlaps(texts, pairs)])
    assert scored(pairs, tell)["macro F1"] == 1.0
