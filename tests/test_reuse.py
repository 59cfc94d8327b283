"""Shared text is found to the character, and chance, furniture and short names are not it."""

from __future__ import annotations

import time
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.compare.archive import GROUP, Archive, joined
from secondsource.compare.reuse import aligned_pairs, reuse_in, reuse_of
from secondsource.compare.shingles import kept_of
from secondsource.compare.words import stream_of
from tests.desk import filed, words_at

PILOT = "The pilot had warned the harbour office twice of the broken lamp on the north pier."

CASES = [
    # one passage, the other's passage, the words shared in each
    (PILOT, PILOT, PILOT, PILOT),
    (
        "She said the pilot had warned the harbour office twice of the broken lamp.",
        "Records show the pilot had warned the harbor office twice of the broken lamp, too.",
        "the pilot had warned the harbour office twice of the broken lamp",
        "the pilot had warned the harbor office twice of the broken lamp",
    ),
    (
        '"They are drifting back. … And to warm themselves burn the old crates at night."',
        '"They are drifting back... and to warm themselves burn the old crates at night."',
        '"They are drifting back. … And to warm themselves burn the old crates at night."',
        '"They are drifting back... and to warm themselves burn the old crates at night."',
    ),
    (
        "The pilot warned the office twice. The lamp on the pier stayed dark for a month.",
        "The pilot warned the office twice, the lamp on the pier stayed dark for a month.",
        "The pilot warned the office twice. The lamp on the pier stayed dark for a month.",
        "The pilot warned the office twice, the lamp on the pier stayed dark for a month.",
    ),
]


@pytest.mark.parametrize(("one", "other", "left", "right"), CASES)
def test_shared_words_are_found_to_the_character(
    one: str, other: str, left: str, right: str
) -> None:
    accounts = [filed("a", f"Lamp dark\n{one}"), filed("b", f"A month at sea\n{other}")]
    [found] = reuse_of(accounts)
    assert words_at(accounts, found.a) == left
    assert words_at(accounts, found.b) == right


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Foreign Minister Anna Maria Lund spoke.", "Foreign Minister Anna Maria Lund wept."),
        ("He did not respond to a request.", "She did not respond to a request."),
        ("", ""),
        ("One.", "One."),
    ],
)
def test_chance_is_not_shared_text(one: str, other: str) -> None:
    assert reuse_of([filed("a", f"Cold\n{one}"), filed("b", f"Warm\n{other}")]) == ()


def test_furniture_is_neither_found_nor_run_through() -> None:
    appeal = "Please help our small newsroom keep the lights of the harbour burning this winter."
    text = f"{{}}\n{PILOT}\n{appeal}\nThe office filed both warnings in a drawer with old menus."
    accounts = [
        filed(name, text.format(head), cut=appeal) for name, head in (("a", "One"), ("b", "Two"))
    ]
    found = reuse_of(accounts)
    assert len(found) == 2
    assert not any("newsroom" in words_at(accounts, one.a) for one in found)


def test_a_copy_runs_over_passages_and_through_quotations() -> None:
    story = f'{PILOT}\n"I told them in June and again in July," said the pilot, a widower.'
    accounts = [filed("a", f"North pier dark\n{story}"), filed("b", f"Nobody came\n{story}")]
    [found] = reuse_of(accounts)
    assert words_at(accounts, found.a) == story


def test_the_order_of_arrival_changes_nothing() -> None:
    accounts = [filed(name, f"Head {name}\n{PILOT}") for name in "dbca"]
    assert reuse_of(accounts) == reuse_of(accounts[::-1])


@pytest.mark.parametrize("count", [20, 400])
def test_all_pairs_of_a_group_are_listed_and_later_ones_beside_the_first(count: int) -> None:
    found = reuse_of(filed(f"p{at:04}", f"Head {at}\n{PILOT}") for at in range(count))
    pages = [f"p{at:04}" for at in range(count)]
    expected = set(combinations(pages[:GROUP], 2)) | {(pages[0], page) for page in pages[1:]}
    pairs = {(one.a.page, one.b.page) for one in found}
    assert pairs >= expected
    assert len(pairs) < 1.1 * len(expected)


def test_a_passage_repeated_ten_thousand_times_costs_its_words() -> None:
    begun = time.perf_counter()
    text = "Head\n" + "\n".join([PILOT] * 10_000)
    reuse_of([filed("a", text), filed("b", text)])
    reuse_of([filed("a", text), filed("b", f"Other\n{PILOT}")])
    assert time.perf_counter() - begun < 30


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ab “”\"'….\n-é\u00ad", max_size=80), min_size=2, max_size=4))
def test_any_text_is_compared_and_every_span_reads_back(texts: list[str]) -> None:
    accounts = [filed(f"p{at}", f"x{text}\n{PILOT}") for at, text in enumerate(texts)]
    for one in reuse_of(accounts):
        assert words_at(accounts, one.a)
        assert words_at(accounts, one.b)
        assert one.a.page < one.b.page
        assert 0 <= one.likeness <= 1


def test_repetitive_wording_makes_few_pairs_of_many_articles() -> None:
    towns = ["Arden", "Brix", "Colm", "Dunmore", "Eskil", "Farrow", "Gantry"]
    accounts = [
        filed(
            f"p{at:03}",
            f"Round-up {at}\n"
            + "\n".join(
                f"Police in {towns[(at + line) % 7]} said on Tuesday that {at % 83 + line} people "
                f"were injured when a bus left the road near {towns[at * line % 7]} in heavy rain."
                for line in range(6)
            ),
        )
        for at in range(200)
    ]
    kept = [(at, kept_of(stream_of(one))) for at, one in enumerate(accounts)]
    pairs = joined(Archive(), kept)[1]
    assert len(pairs) < 200 * 30
    assert {side for pair in pairs for side in pair} == set(range(200))


def test_pairs_that_have_not_changed_are_taken_as_they_are() -> None:
    before = [filed(name, f"Head {name}\n{PILOT}") for name in "abc"]
    known = {(one.a, one.b): one for one in aligned_pairs(before)}
    changed = filed("c", f"Head c\nNobody came.\n{PILOT}")
    after = [*before[:2], changed, filed("d", f"Head d\n{PILOT}")]
    pairs = aligned_pairs(after, known)
    taken = {(one.a, one.b) for one in pairs if known.get((one.a, one.b)) is one}
    assert taken == {("a", "b")}
    assert reuse_in(pairs) == reuse_of(after)


def test_a_pair_is_aligned_again_when_furniture_or_family_change() -> None:
    text = f"Head\n{PILOT}\nPlease help our small newsroom keep the lights burning this winter."
    one, other = filed("a", text), filed("b", text, outlet="Post")
    known = {(pair.a, pair.b): pair for pair in aligned_pairs([one, other])}
    cut = filed("b", text, outlet="Post", cut=text.splitlines()[-1])
    moved = filed("b", text, outlet="Herald")
    for changed in (cut, moved):
        [pair] = aligned_pairs([one, changed], known)
        assert pair is not known["a", "b"]
        assert pair.reuse == reuse_of([one, changed])


LONE = [
    "Porters carried crates out of the town hall by the back door, as Harbour Post could see.",
    "When our reporter arrived, mud stood knee-deep in the fish market and nobody was about.",
    "Gulls nest on the mast, and no rope has hung there since a storm tore the last one.",
]


@pytest.mark.parametrize("sentence", LONE)
def test_a_lone_sentence_word_for_word_is_shared(sentence: str) -> None:
    accounts = [
        filed("a", f"Lamp dark\nThe office is shut.\n{sentence}", outlet="Harbour Post"),
        filed("b", f"A month at sea\n{sentence}\nNobody came.", outlet="Herald"),
    ]
    [found] = reuse_of(accounts)
    assert words_at(accounts, found.a) == sentence
    assert found.kind == "unknown"


def test_an_outlet_s_own_background_may_be_a_plain_sentence() -> None:
    line = "The affair had simmered for 16 days, Lindholm said."
    texts = (f"Lamp dark\n{PILOT}\n{line}", f"A month at sea\n{line}\n{LONE[0]}")
    for outlets, count in ((("Post", "Post"), 1), (("Post", "Herald"), 0)):
        accounts = [
            filed(name, text, outlet=outlet)
            for name, text, outlet in zip("ab", texts, outlets, strict=True)
        ]
        assert len(reuse_of(accounts)) == count


SERVICE = [
    "Join our readers: sign up for the weekly letter and never miss a story from the harbour.",
    "If you value what Harbour Post does, please consider becoming a supporter this very week.",
    "Harbour Post is not responsible for the content of other sites that are linked from here.",
]


@pytest.mark.parametrize("line", SERVICE)
def test_what_serves_the_reader_is_furniture(line: str) -> None:
    accounts = [
        filed(name, f"{head}\n{text}\n{line}", outlet="Harbour Post")
        for name, head, text in (("a", "Lamp dark", PILOT), ("b", "Nobody came", "They wept."))
    ]
    assert {one.kind for one in reuse_of(accounts)} <= {"furniture"}


def test_a_clause_that_is_much_of_a_brief_article_is_shared() -> None:
    clause = "expects to lose six rusting trawlers to the winter storms"
    accounts = [
        filed("a", f"Fleet\nThe harbour {clause}, its owner said."),
        filed("b", f"A month at sea\n{PILOT}\nArden Marine {clause} this year.\n{LONE[2]}"),
    ]
    [found] = reuse_of(accounts)
    assert words_at(accounts, found.a) == clause
