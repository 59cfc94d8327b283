"""Which assertions are one statement, and which quotations are the same."""

from __future__ import annotations

import random

import pytest

from secondsource.compare.agreement import statements_of
from tests.newsroom import Said, account, read

NAMES = [
    ("Kari Holm", "person"),
    ("Norway", "place"),
    ("Syria", "place"),
    ("Ostby", "place"),
    ("Alma", "other"),
    ("Brun", "place"),
    ("Norlines", "organisation"),
    ("Roos", "person"),
]


def together(first: str, second: str) -> bool:
    """Say whether the first assertions of two articles are one statement."""
    accounts, entities, stories = read(
        account("a", first, names=NAMES),
        account("b", second, names=NAMES),  # type: ignore[arg-type]
    )
    heads = {min(one.instances, key=lambda i: i.span.start).id for one in accounts}
    statements = statements_of(accounts, entities, stories, ())
    return any(
        heads <= {m.instance.id for m in one.members if m.instance.stance != "denies"}
        for one in statements
    )


SAME = [
    ("The ferry Alma sank off Ostby.", "The ferry Alma capsized off Ostby."),
    (
        "Norway is to supply tents to Syria.",
        "Norway will deliver tents to Syria to help it rebuild.",
    ),
    ("Twelve people died when the Alma sank.", "The sinking of the Alma killed 12 people."),
    (
        "Norlines had paid 38 million crowns for the Alma.",
        "The Alma cost Norlines 38 million crowns.",
    ),
]
APART = [
    ("Twelve people died on the Alma.", "Nine people died on the Alma."),
    ("Twelve people died on the Alma.", "At least 12 people died on the Alma."),
    ("The ferry Alma sank off Ostby.", "The ferry Alma sank off Brun."),
    ("The ferry Alma sank off Ostby.", "The ferry Alma did not sink off Ostby."),
    ("Norway supplied tents to Syria.", "Norway will supply tents to Syria."),
    ("Norway supplied tents to Syria.", "Syria has closed its border with Norway."),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_one_thing_said_twice_is_one_statement(first: str, second: str) -> None:
    assert together(first, second)


@pytest.mark.parametrize(("first", "second"), APART)
def test_two_things_are_two_statements(first: str, second: str) -> None:
    assert not together(first, second)


def test_a_denial_stands_beside_its_claim() -> None:
    accounts, entities, stories = read(
        account(
            "a",
            "Holm said the Alma had cracked its hull.",
            names=[("Alma", "other")],
            said=[Said("the Alma had cracked its hull", "Holm", "Holm")],
        ),
        account(
            "b",
            "Norlines denied that the Alma had cracked its hull.",
            names=[("Alma", "other")],
            said=[Said("the Alma had cracked its hull", "Norlines", denied=True)],
        ),
    )
    (one,) = statements_of(accounts, entities, stories, ())
    assert sorted(m.instance.stance for m in one.members) == ["attributes", "denies"]


def test_order_of_arrival_changes_nothing() -> None:
    made = [
        account(f"{n}", text, names=NAMES)
        for n, pair in enumerate(SAME + APART)  # type: ignore[arg-type]
        for text in pair[:1]
    ]
    accounts, entities, stories = read(*made)
    shuffled = list(accounts)
    random.Random(7).shuffle(shuffled)
    assert statements_of(accounts, entities, stories, ()) == statements_of(
        shuffled, entities, stories, ()
    )
