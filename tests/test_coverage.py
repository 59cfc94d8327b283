"""Side by side: what all texts of a story say, what some say, what one alone has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.agreement import statements_of
from secondsource.compare.coverage import coverage_of
from secondsource.records import Coverage, Part, Reuse, Span, Statement, Story
from tests.newsroom import Said, account, read

NAMES = [("Alma", "other"), ("Roos", "person"), ("Holm", "person"), ("Brun", "place")]
SANK = "The ferry Alma sank off Brun on Monday."
DOOR = "The bow door of the Alma stood open."
CREW = "The crew of the Alma had asked for more lifeboats in Brun."


def shared(length: int, kind: str = "wire") -> Reuse:
    """Text that the first two articles share from their first character on."""
    ends = Span("p0", 0, length), Span("p1", 0, length)
    return Reuse(kind, *ends, 1.0, "a>b", 0.97)  # type: ignore[arg-type]


def abreast(
    *texts: str,
    reuse: tuple[Reuse, ...] = (),
    also: tuple[Part, ...] = (),
) -> tuple[list[Coverage], dict[str, str]]:
    """Lay made-up articles p0, p1, ... side by side, with the words of each statement."""
    accounts, entities, stories = read(
        *(account(f"p{n}", text, names=NAMES, outlet=f"Paper {n}") for n, text in enumerate(texts))
    )
    if also:
        left = tuple(a for a in stories[0].articles if a not in {part.article for part in also})
        stories = (Story("s", None, left, also=also),)
    stated = statements_of(accounts, entities, stories, ())
    page = {one.page.id: one.page for one in accounts}
    words = {
        one.id: page[one.members[0].instance.span.page][one.members[0].instance.span]
        for one in stated
    }
    return list(coverage_of(accounts, stories, stated, reuse)), words


def test_each_statement_stands_where_its_carriers_put_it() -> None:
    (found,), words = abreast(f"{SANK} {DOOR} {CREW}", f"{SANK} {DOOR}", SANK)
    assert found.texts == (("p0",), ("p1",), ("p2",))
    assert [words[one] for one in found.every] == [SANK.rstrip(".")]
    assert [words[one] for one in found.some] == [DOOR.rstrip(".")]
    assert [[words[one] for one in own] for own in found.alone] == [[CREW.rstrip(".")], [], []]


def test_copies_are_one_text() -> None:
    both = f"{SANK} {DOOR}"
    (found,), _ = abreast(both, both, SANK, reuse=(shared(len(both)),))
    assert found.texts == (("p0", "p1"), ("p2",))
    assert len(found.every) == 1
    assert len(found.alone[0]) == 1


def test_one_text_in_two_articles_is_no_story_of_two_texts() -> None:
    assert abreast(SANK, SANK, reuse=(shared(len(SANK)),))[0] == []


@pytest.mark.parametrize(("kind", "share"), [("wire", 0.2), ("speech", 1.0), ("furniture", 1.0)])
def test_two_that_share_a_part_or_a_speech_are_two_texts(kind: str, share: float) -> None:
    both = f"{SANK} {DOOR}"
    one = shared(int(len(both) * share), kind)
    (found,), _ = abreast(both, both, reuse=(one,))
    assert len(found.texts) == 2


def test_of_a_digest_only_its_part_is_laid_beside() -> None:
    digest = f"{SANK} {CREW}"
    part = Part("p1", (Span("p1", 0, len(SANK)),))
    (found,), words = abreast(f"{SANK} {DOOR}", digest, also=(part,))
    assert found.texts == (("p0",), ("p1",))
    assert [words[one] for own in found.alone for one in own] == [DOOR.rstrip(".")]


def test_who_denies_carries_nothing() -> None:
    accounts, entities, stories = read(
        account("p0", f"{SANK} {DOOR}", names=NAMES),
        account("p1", SANK, names=NAMES),
        account(
            "p2",
            f"{SANK} Roos denied that the bow door of the Alma stood open.",
            names=NAMES,
            said=[Said("the bow door of the Alma stood open", "Roos", denied=True, cue="denied")],
        ),
    )
    stated = statements_of(accounts, entities, stories, ())
    (found,) = coverage_of(accounts, stories, stated, ())
    assert len(found.every) == 1
    assert found.some == ()
    assert len(found.alone[found.texts.index(("p0",))]) == 1


@given(
    st.lists(
        st.lists(st.sampled_from((SANK, DOOR, CREW)), unique=True, min_size=1),
        min_size=2,
        max_size=4,
    )
)
def test_every_carried_statement_stands_in_one_place_only(drawn: list[list[str]]) -> None:
    (found,), words = abreast(*(" ".join(text) for text in drawn))
    placed = [*found.every, *found.some, *(one for own in found.alone for one in own)]
    assert len(placed) == len(set(placed)) == len(words)
    assert sorted(a for text in found.texts for a in text) == [f"p{n}" for n in range(len(drawn))]


def test_a_statement_of_another_story_is_not_shown() -> None:
    accounts, entities, stories = read(*(account(f"p{n}", SANK, names=NAMES) for n in range(2)))
    stated = statements_of(accounts, entities, stories, ())
    moved = tuple(
        Statement(one.id, "elsewhere", one.speaker, one.members, 0, one.texts, one.origins)
        for one in stated
    )
    (found,) = coverage_of(accounts, stories, moved, ())
    assert (found.every, found.some) == ((), ())
