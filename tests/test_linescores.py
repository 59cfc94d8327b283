"""Lines of a flattened page are judged by all that can be seen of them, never cut to nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.read.lines import Line, verdicts_of
from secondsource.read.linescores import odds_of, settled
from secondsource.read.linetraits import traits
from secondsource.read.runs import run_of

NEWS = [
    "A ferry with forty people aboard sank off Osk on Monday, killing nine, the coast guard said.",
    "“I saw the lights go out and then there was nothing on the water,” said Ivo Lind, a sailor.",
    "The search would go on through the night, and the mayor, Marta Roos, asked for blankets.",
    "Divers of the coast guard had found three of the dead in the hull by noon, she said.",
]
AROUND = ["Home", "Sign in", "Weather in Lind", "Most read", "Ten tips for a better garden shed"]


def lines_of(*rows: str) -> list[Line]:
    lines, start = [], 0
    for row in rows:
        lines.append(Line(start, start + len(row), row))
        start += len(row) + 1
    return lines


def judged(*rows: str) -> list[str | None]:
    lines = lines_of(*rows)
    whole = {one.start: one.why for one in verdicts_of(lines)}
    why = [whole.get(line.start) for line in lines]
    return settled(lines, why, run_of(lines, why))


def test_news_is_likelier_the_articles_than_what_stands_around_it() -> None:
    lines = lines_of(*AROUND, *NEWS, *AROUND)
    odds = odds_of(lines, [None] * len(lines), (5, 9))
    assert min(odds[5:9]) > 0 > max(odds[:4])
    assert odds == odds_of(lines, [None] * len(lines), (5, 9))


def test_a_link_between_links_goes_and_a_subheading_between_paragraphs_stays() -> None:
    heading = "What the divers saw"
    why = judged(*AROUND, *NEWS, heading, *NEWS[::-1], *AROUND, heading, *AROUND)
    assert why[9] is None
    assert why[-6] is not None


def test_every_reason_opens_with_its_kind() -> None:
    for reason in judged(*AROUND * 2, *NEWS, *AROUND * 3):
        assert reason is None or ": " in reason


@pytest.mark.parametrize("row", ["a" * 500, "Home", "12 34 56", "| | |", "Nine die as ferry sinks"])
def test_a_text_is_never_cut_to_nothing(row: str) -> None:
    assert judged(row) == [None] or verdicts_of(lines_of(row))


@given(st.lists(st.sampled_from([*NEWS, *AROUND, "©", "…", "a", "١٢", ")"]), max_size=30))
@settings(max_examples=60, deadline=None)
def test_every_line_has_one_row_of_the_same_width_and_one_verdict(rows: list[str]) -> None:
    lines = lines_of(*rows)
    why: list[str | None] = [None] * len(lines)
    measured = traits(lines, why, run_of(lines, why), {"home": 2.0})
    assert len({len(row) for row in measured}) <= 1
    assert len(measured) == len(odds_of(lines, why, run_of(lines, why))) == len(judged(*rows))


def test_a_million_short_lines_are_judged_by_the_rules_alone() -> None:
    lines = lines_of(*["Osk 2"] * 1_000_000)
    started = time.process_time()
    assert settled(lines, [None] * len(lines), (0, 3)) == [None] * len(lines)
    assert time.process_time() - started < 2


def test_a_sentence_directly_under_the_headline_is_never_outside() -> None:
    lede = "Five of its crew died in the hold of the Anna, the harbour master said on Friday."
    lines = lines_of("The dead of the Anna", lede, *AROUND, *NEWS)
    why: list[str | None] = [None] * len(lines)
    assert settled(lines, why, (7, 11), headline=0)[1] is None
    assert settled(lines, why, (7, 11), headline=0)[2] is not None
