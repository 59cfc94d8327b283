"""The headline of a story is printed, typical of its distinct texts, and no label."""

from __future__ import annotations

import pytest

from secondsource.compare.typical import distinct, is_labelled
from secondsource.records import Account, Reuse, Span
from tests.desk import filed
from tests.test_roundups import told

BODY = (
    "The ferry Sofia sank off Varnova on Thursday and twelve people drowned, Viktor Halas said.\n"
    "Divers found bodies in the forward lounge while helicopters searched the bay."
)
OTHER = (
    "Twelve people drowned on Thursday when the ferry Sofia sank near Varnova.\n"
    "Viktor Halas said helicopters and divers searched the bay for bodies."
)


def headline(*accounts: Account) -> str:
    (story,) = told(*accounts).values()
    assert story.headline is not None
    page = next(one.page for one in accounts if one.page.id == story.headline.page)
    return page[story.headline]


def test_a_wire_carried_by_many_is_one_voice() -> None:
    wire = [filed(f"w{at}", f"Horror in the bay\n{BODY}", day="2024-03-14") for at in range(6)]
    own = [
        filed("p", f"Ferry Sofia sinks off Varnova\n{OTHER}", day="2024-03-14"),
        filed("q", f"Sofia sinks: twelve drown off Varnova\n{OTHER[:72]}", day="2024-03-14"),
    ]
    assert "Sofia" in headline(*wire, *own)


@pytest.mark.parametrize("label", ["LIVE: ", "In pictures: ", "Opinion | ", "Breaking news - "])
def test_a_label_speaks_only_where_nothing_else_does(label: str) -> None:
    one = filed(
        "a", f"{label}ferry Sofia sinks off Varnova, twelve drown\n{BODY}", day="2024-03-14"
    )
    other = filed("b", f"Ferry lost off Varnova\n{OTHER}", day="2024-03-14")
    assert headline(one, other) == "Ferry lost off Varnova"
    assert headline(one).startswith(label)


@pytest.mark.parametrize("plain", ["Live music returns to Varnova", "Video: a word", "Photos"])
def test_labels_are_told_from_words(plain: str) -> None:
    assert is_labelled(plain) == (plain != "Live music returns to Varnova")


def test_texts_are_distinct_unless_half_of_one_stands_in_another() -> None:
    def shared(a: str, b: str, size: int) -> Reuse:
        return Reuse("wire", Span(a, 0, size), Span(b, 0, size), 1.0, "undirected", 0.5)

    lengths = {"a": 100, "b": 100, "c": 300}
    reuse = [shared("a", "b", 60), shared("b", "c", 40)]
    assert distinct("abc", reuse, lengths) == [("a", "b"), ("c",)]
    assert distinct("abc", [*reuse, shared("b", "c", 20)], lengths) == [("a", "b", "c")]
