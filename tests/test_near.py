"""What stands around a place is found without looking at the whole page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secondsource.read.near import blocks_between, is_called
from secondsource.records import Block, Page


@given(st.lists(st.integers(0, 50), max_size=12), st.integers(-5, 60), st.integers(-5, 60))
def test_it_is_what_looking_at_every_block_gives(starts: list[int], first: int, last: int) -> None:
    blocks = tuple(Block(start, start + 1) for start in sorted(starts))
    page = Page("p", "a", "x" * 60, blocks=blocks)
    wanted = [one for one in blocks if first <= one.start <= last]
    assert list(blocks_between(page, first, last)) == wanted


def test_a_name_is_a_whole_word_between_spaces_or_a_part() -> None:
    path = "main div.story-byline#top span"
    assert is_called((" byline ",), path, 2)
    assert is_called(("line",), path, 2)
    assert not is_called((" line ",), path, 2)
    assert not is_called((" byline ",), path, 1)
