"""Counting texts over a posterior of parents."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.compare.roots import Choice, texts_behind

OWN = Choice(None, 1.0)


def maybe(parent: str, share: float) -> list[Choice]:
    return [Choice(parent, share), Choice(None, round(1 - share, 4))]


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({}, "0"),
        ({"a": [OWN], "b": [OWN]}, "2"),
        ({"a": [OWN], "b": maybe("a", 1.0)}, "1"),
        ({"a": [OWN], "b": maybe("a", 0.8)}, "1 (1-2)"),
        ({"a": maybe("hidden:w", 1.0), "b": maybe("hidden:w", 1.0)}, "1"),
        ({"a": maybe("b", 1.0), "b": maybe("a", 1.0)}, "1"),  # each seems taken from the other
        ({str(n): maybe("hidden:w", 0.99) for n in range(40)}, "1 (1-3)"),
    ],
)
def test_texts_are_the_pieces_of_the_graph(choices: dict[str, list[Choice]], expected: str) -> None:
    assert str(texts_behind(choices)) == expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdefgh"),
            st.sampled_from([None, "a", "b", "hidden:x"]),
            st.floats(0, 1),
        ),
        max_size=8,
    )
)
def test_never_fewer_than_one_nor_more_than_the_carriers(
    drawn: list[tuple[str, str | None, float]],
) -> None:
    choices = {
        name: [Choice(parent if parent != name else None, share), Choice(None, 1 - share)]
        for name, parent, share in drawn
    }
    found = texts_behind(choices)
    assert (
        min(1, len(choices)) <= found.low <= found.likely <= found.high <= max(1, len(choices)) + 1
    )


def test_a_thousand_carriers_of_many_hidden_texts_are_counted_in_time() -> None:
    choices = {
        f"{n:04}": [Choice(f"hidden:{n % 7}", 0.6), Choice("hidden:0", 0.2), Choice(None, 0.2)]
        for n in range(1000)
    }
    begun = time.perf_counter()
    found = texts_behind(choices)
    assert time.perf_counter() - begun < 20
    assert found.low > 150
