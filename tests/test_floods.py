"""Bad input for shared text and the whole report: bounded time, memory, and the right answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from secondsource.compare.archive import FEW, GROUP
from secondsource.compare.derived import choices_of, descent_of
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.records import Account, Lineage, Parent, Report, Reuse, Span
from tests.desk import filed, words_at
from tests.pressroom import Print, report_of

PILOT = "The pilot had warned the harbour office twice of the broken lamp on the north pier."
DRAWER = "Both letters lie in a drawer beside old menus, a clerk of the port told an inquiry."
GULLS = "Gulls nest on the mast, and no rope has hung there since a storm tore the last one."
STORY = f"{PILOT}\n{DRAWER}\n{GULLS}"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Allow so much of this process's own time, however busy the machine is."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def own(number: int, words: int = 60) -> str:
    """Write a paragraph that no other number shares."""
    return " ".join(f"kar{number}o{at}" for at in range(words)) + "."


def pairs(found: tuple[Reuse, ...]) -> set[tuple[str, str]]:
    return {(one.a.page, one.b.page) for one in found}


def test_an_article_that_contains_another_whole() -> None:
    inner = filed("inner", f"North pier dark\n{STORY}")
    outer = filed("outer", f"A week at sea\n{own(1)}\nNorth pier dark\n{STORY}\n{own(2)}")
    found = reuse_of([inner, outer])
    assert pairs(found) == {("inner", "outer")}
    covered = "".join(words_at([inner, outer], one.b) for one in found)
    assert all(line in covered for line in (PILOT, DRAWER, GULLS))
    assert "kar1" not in covered and "kar2" not in covered


def test_two_articles_that_copy_each_other() -> None:
    texts = [
        f"Lamp dark\n{PILOT}\n{own(1)}\n{DRAWER}\n{GULLS}",
        f"Pier dark\n{DRAWER}\n{GULLS}\n{own(2)}\n{PILOT}",
    ]
    accounts = [filed(name, text, outlet=name) for name, text in zip("ab", texts, strict=True)]
    found = reuse_of(accounts)
    assert sorted(words_at(accounts, one.a) for one in found) == sorted(
        [PILOT, f"{DRAWER}\n{GULLS}"]
    )
    lineage = lineage_of(accounts, found)
    for account in accounts:
        told = [one.probability for one in lineage.parents if one.child == account.page.id]
        assert abs(sum(told) - 1) < 0.001


def test_one_passage_repeated_ten_thousand_times_in_a_page() -> None:
    many = filed("a", "Head\n" + "\n".join([PILOT] * 10_000))
    once = filed("b", f"Other\n{own(1)}\n{PILOT}\n{own(2)}")
    with within(60):
        found = reuse_of([many, once])
    assert found
    assert {words_at([once], one.b) for one in found} == {PILOT}


def test_five_thousand_copies_of_one_text() -> None:
    accounts = [
        filed(f"p{at:04}", f"Head {own(at, 5)}\n{STORY}\n{own(at, 20)}") for at in range(5000)
    ]
    with within(120):
        found = reuse_of(accounts)
    least = GROUP * (GROUP - 1) // 2 + 5000 - GROUP
    assert least <= len(pairs(found)) < 2 * least
    assert {page for pair in pairs(found) for page in pair} == {a.page.id for a in accounts}
    assert all(words_at([accounts[0]], one.a) == STORY for one in found if one.a.page == "p0000")


def test_every_article_is_the_same() -> None:
    accounts = [filed(f"p{at:03}", f"North pier dark\n{STORY}") for at in range(300)]
    with within(60):
        found = reuse_of(accounts)
    assert len(pairs(found)) == GROUP * (GROUP - 1) // 2 + 300 - GROUP
    assert {one.likeness for one in found} == {1.0}


def test_texts_that_share_one_rare_shingle_with_everything() -> None:
    phrase = "vermilion ormolu astrolabe cartouche"
    accounts = [
        filed(f"p{at:04}", f"Head\n{own(2 * at)} {phrase} {own(2 * at + 1)}") for at in range(2000)
    ]
    with within(60):
        assert reuse_of(accounts) == ()


def test_an_article_that_shares_a_phrase_with_each_of_a_thousand() -> None:
    phrases = [f"{own(at, 6)[:-1]}" for at in range(1000)]
    accounts = [filed(f"p{at:04}", f"Head\n{own(9000 + at)} {p}.") for at, p in enumerate(phrases)]
    collage = filed("z", "Head\n" + " ".join(f"{p} gull{at}" for at, p in enumerate(phrases)))
    with within(60):
        found = reuse_of([*accounts, collage])
    assert len(pairs(found)) <= FEW + GROUP


def test_a_true_copy_is_found_amid_the_noise() -> None:
    noise = [
        filed(f"n{at:04}", f"Round-up {at}\nPolice said {at % 7} people were hurt in {own(at, 30)}")
        for at in range(1000)
    ]
    copies: list[Account] = [
        filed("x", f"North pier dark\n{STORY}"),
        filed("y", f"Nobody came\n{STORY}"),
    ]
    with within(60):
        assert pairs(reuse_of([*noise, *copies])) == {("x", "y")}


def report_within(seconds: float, *prints: Print) -> Report:
    """Report on made-up coverage, once the tagger is loaded, within so many seconds."""
    report_of(Print("warm", "The clerk of the port said so.", "Quay Post", "2031-05-06"))
    with within(seconds):
        return report_of(*prints)


def test_a_sentence_that_never_ends() -> None:
    endless = Print("a", "the harbour clerk said " * 8000, "Quay Post", "2031-05-06")
    report = report_within(60, endless)
    assert report.accounts[0].page.text.count("clerk") == 8000


def test_sixty_articles_that_may_each_have_it_from_any_other() -> None:
    names = [f"p{at:02}" for at in range(60)]
    parents = [
        Parent(child, article, None, 1 / 60)
        for child in names
        for article in (*(name for name in names if name != child), None)
    ]
    descent = descent_of([], Lineage(parents=tuple(parents)))
    with within(20):
        choices = choices_of({name: [Span(name, 0, 9)] for name in names[:8]}, descent)
    assert all(abs(sum(one.probability for one in own) - 1) < 0.001 for own in choices.values())


def test_two_pages_that_repeat_one_passage_are_no_more_texts_than_pages() -> None:
    fire = "A fire in the port of Varn killed seven dockers on Tuesday, the harbour clerk said."
    again = "\n\n".join([fire] * 3000)
    report = report_within(
        90,
        Print("a", again, "Varn Wire", "2031-05-06"),
        Print("b", again, "Quay Post", "2031-05-06"),
        Print("c", f"{fire}\n\n{DRAWER}\n\n{GULLS}", "Coast Gazette", "2031-05-06"),
    )
    told = max(report.statements, key=lambda one: len(one.members))
    assert len({member.instance.span.page for member in told.members}) == 3
    assert told.texts.likely <= 2
