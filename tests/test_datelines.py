"""A dateline is a place with its day and agency; acronyms and labels are none."""

from __future__ import annotations

import pytest

from secondsource.read.datelines import dateline_in


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("NEW OSK (AP) - A ferry sank.", "NEW OSK (AP)", "AP"),
        ("NEW OSK — A ferry sank.", "NEW OSK", None),
        ("NORVIK, Lindland – A ferry sank.", "NORVIK, Lindland", None),
        (
            "NORVIK, South Lindland (Reuters) - A ferry.",
            "NORVIK, South Lindland (Reuters)",
            "Reuters",
        ),
        ("NORVIK--(BUSINESS WIRE)--A ferry sank.", "NORVIK--(BUSINESS WIRE)", "BUSINESS WIRE"),
        ("Norvik, 4 May 2031 - A ferry sank.", "Norvik, 4 May 2031", None),
        (
            "NORVIK: A ferry with forty people aboard sank off the harbour on Monday.",
            "NORVIK",
            None,
        ),
        ("NORVIK: the films of the week", None, None),
        ("NORVIK-based divers found it.", None, None),
        ("EX-HARBOUR chief held.", None, None),
        ("GPS-guided boats came.", None, None),
        ("CDU – the party of the chancellor – won.", None, None),
        ("EXCLUSIVE: A ferry with forty people aboard sank off the harbour on Monday.", None, None),
        (
            "Marta Roos (Lindland/Figure skating): There is not much left to win for her.",
            None,
            None,
        ),
        ("LCI (Life Cycle Impulse) is what the maker calls it.", None, None),
        ("NATO has said it will help.", None, None),
    ],
)
def test_a_dateline_or_none(text: str, dateline: str | None, agency: str | None) -> None:
    found = dateline_in(text)
    assert (found["dateline"] if found else None) == dateline
    assert (found["agency"] if found else None) == agency
