"""A state's or a capital's name stands for its government only where the text shows it."""

from __future__ import annotations

import pytest

from secondsource.extract.metonyms import stands_for_state


@pytest.mark.parametrize(
    ("text", "name", "stands"),
    [
        ("Moscow denied it.", "Moscow", True),
        ("Later Norway has repeatedly rejected the plan.", "Norway", True),
        ("Paris and Dakar signed on Sunday.", "Paris", True),
        ("ties between Moscow and Kyiv", "Moscow", True),
        ("ties between Moscow and Kyiv", "Kyiv", True),
        ("Washington's position is known", "Washington", True),
        ("She accused Tehran of it.", "Tehran", True),
        ("new sanctions against Russia", "Russia", True),
        ("People in Moscow denied it.", "Moscow", False),
        ("The mayor of Paris said so.", "Paris", False),
        ("He lives in Norway.", "Norway", False),
        ("Washington's museums are free", "Washington", False),
        ("a road between Moscow and Kyiv", "Kyiv", False),
        ("Port Sel denied it.", "Port Sel", False),
        ("Port Sel beat Norvik 2-1.", "Port Sel", True),
    ],
)
def test_where_a_place_acts(text: str, name: str, stands: bool) -> None:
    start = text.index(name)
    assert stands_for_state(text, start, start + len(name)) is stands
