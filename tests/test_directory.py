"""Known names are found whole, longest first, in capitals where the name is in capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.directory import peoples, states, world


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Isis fighters, it is said, left.", ["Islamic State"]),
        ("the U.S.-led talks with us", ["United States"]),
        ("the UN Security Council met", ["UN Security Council"]),
        ("North Korea's envoy and Iraqi staff", ["North Korea"]),
        ("the al Shabaab militia", ["al-Shabaab"]),
        ("Washington, D.C. and Washington", ["Washington", "Washington"]),
        ("nothing is known here", []),
    ],
)
def test_what_is_found(text: str, names: list[str]) -> None:
    assert [hit.known.name for hit in world("en").hits(text)] == names


def test_every_state_has_its_name_and_peoples_are_no_names() -> None:
    assert {"Norway", "Chad", "Tuvalu"} <= states("en")
    assert len(states("en")) > 190
    assert not any(world("en").get(word) for word in ("Norwegian", "Iraqis", "Chinese"))
    assert "Norwegian" in peoples("en")


@given(st.text(max_size=300))
def test_hits_read_back_and_never_touch(text: str) -> None:
    edge = 0
    for hit in world("en").hits(text):
        assert edge <= hit.start < hit.end <= len(text)
        edge = hit.end
