"""What two articles that print one text say about which has it from the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.compare.groups import layers_of
from secondsource.compare.pairs import before, credits_in, edge_rows, shared_rows
from secondsource.compare.printed import printed_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.sides import sides_of
from secondsource.records import Account
from tests.desk import filed
from tests.test_groups import LAMP


def rows(*accounts: Account) -> dict[tuple[int, int], set[str]]:
    """Give the rows for each descent (parent, child), by the order of the articles' ids."""
    sides = sides_of(accounts, [one.page.id for one in accounts])
    [layer] = layers_of(reuse_of(accounts), sides)
    text = printed_of(layer, [sides[one] for one in layer.articles], credits_in)
    count = len(layer.articles)
    return {
        (p, c): {
            row for row, _, _ in (*shared_rows(text, min(p, c), max(p, c)), *edge_rows(text, p, c))
        }
        for p in range(count)
        for c in range(count)
        if p != c
    }


def test_an_agencys_page_and_who_credits_it() -> None:
    wire = filed("a", f"Lamp\nPORT (ZNA) - {LAMP}", outlet="ZNA")
    copy = filed("b", f"Pier\n{LAMP}\nBy ZNA", outlet="Echo", credit="ZNA: By ZNA")
    found = rows(wire, copy)
    assert {"agency's own", "credits it", "prose", "whole"} <= found[0, 1]
    assert "an agency takes it" in found[1, 0]


def test_a_credit_that_the_other_does_not_have_was_not_learnt_there() -> None:
    first = filed("a", f"Lamp\n{LAMP}", outlet="Post")
    second = filed("b", f"Pier\n{LAMP}\nBy ZNA", outlet="Echo", credit="ZNA: By ZNA")
    found = rows(first, second)
    assert "credit not passed on" in found[0, 1]
    assert "credit not passed on" not in found[1, 0]


def test_what_lacks_words_of_the_text_is_a_worse_parent() -> None:
    short = "\n".join(LAMP.splitlines()[:2])
    found = rows(
        filed("a", f"Lamp\n{LAMP}", outlet="Post"),
        filed("b", f"Pier\n{LAMP}", outlet="Echo"),
        filed("c", f"Drawer\n{short}", outlet="Mail"),
    )
    assert "missing" in found[2, 0]
    assert "missing" not in found[1, 0]


def test_an_outlets_name_in_the_shared_words_speaks_for_it() -> None:
    text = f"{LAMP}\nThe drawer was shown to the Harbour Post by a clerk who has left the office."
    found = rows(
        filed("a", f"Lamp\n{text}", outlet="Harbour Post"),
        filed("b", f"Pier\n{text}", outlet="Echo"),
    )
    assert "names it" in found[0, 1]
    assert "names it" not in found[1, 0]


def test_an_older_version_is_the_parent_of_the_younger() -> None:
    old = filed("a", f"Lamp\n{LAMP}", outlet="Post")
    new = filed("b", f"Lamp\n{LAMP}", outlet="Post")
    new = replace(new, article=replace(new.article, version_of="a"))
    found = rows(old, new)
    assert "a version" in found[0, 1]
    assert "an older version" in found[1, 0]


@pytest.mark.parametrize(
    ("latest", "earliest", "surely"),
    [
        ("2024-03-14", "2024-03-15", True),
        ("2024-03-15", "2024-03-15", False),
        ("2024-03-14T09:00+00:00", "2024-03-14T09:04+00:00", True),
        ("2024-03-14T09:00", "2024-03-14T09:04+00:00", False),
        (None, "2024-03-14", False),
        ("2024-03-14", "not a day", False),
    ],
)
def test_a_clock_counts_only_where_zones_allow(
    latest: str | None, earliest: str | None, surely: bool
) -> None:
    assert before(latest, earliest) is surely
