"""What is new in a passage."""

from __future__ import annotations

from secondsource.compare.novelty import novelty_of
from secondsource.records import Reuse, Span, Story
from tests.newsroom import account, read

LINE = "The ferry Alma sank off Ostby in a calm sea."


def statuses(
    first: str | None, second: str | None, outlet: str = "Echo", reuse: tuple[Reuse, ...] = ()
) -> list[str]:
    accounts, _, stories = read(
        account("a", LINE, outlet="Post", day=first), account("b", LINE, outlet=outlet, day=second)
    )
    return [one.status for one in novelty_of(accounts, stories, reuse, ())]


def test_what_another_outlet_printed_on_an_earlier_day_is_repeated() -> None:
    assert statuses("2030-05-01", "2030-05-02") == ["new", "repeated"]


def test_what_the_same_outlet_printed_before_is_background() -> None:
    assert statuses("2030-05-01", "2030-05-02", "Post") == ["new", "background"]


def test_where_no_order_is_known_nothing_is_called_a_repeat() -> None:
    assert statuses(None, None) == ["new", "new"]
    assert statuses("2030-05-01", "2030-05-01") == ["new", "new"]


def test_a_settled_direction_is_an_order() -> None:
    spans = Span("a", 0, len(LINE)), Span("b", 0, len(LINE))
    copy = Reuse("pickup", *spans, 1.0, "a>b", 0.9)
    assert statuses(None, None, reuse=(copy,)) == ["new", "repeated"]


def test_an_earlier_related_story_makes_background() -> None:
    accounts, _, _ = read(
        account("a", LINE, outlet="Post", day="2030-05-01"),
        account("b", LINE, outlet="Echo", day="2030-06-01"),
    )
    stories = (Story("s", None, ("a",)), Story("t", None, ("b",), related=("s",)))
    found = novelty_of(accounts, stories, (), ())
    assert [one.status for one in found] == ["new", "background"]
    assert found[1].earlier == Span("a", 0, len(LINE))
