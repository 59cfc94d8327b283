"""Rubbish of every kind, made from made-up inputs: read alike twice, or refused with a reason.

The same laws are driven for hours by ``python -m bench.fuzz``; what that found stands here.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzz.checks import checked_file
from bench.fuzz.seeds import SEEDS, WORDS

KINDS = sorted(SEEDS)
GROWN = Path(__file__).parent.parent / "bench" / "fuzz" / "kept.zip"
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "drop", "double", "word", "bytes"]),
        st.floats(0, 1),
        st.integers(1, 300),
        st.sampled_from(WORDS),
        st.binary(max_size=12),
    ),
    min_size=1,
    max_size=6,
)


def edited(raw: bytes, edits: list[tuple[str, float, int, str, bytes]]) -> bytes:
    for how, share, length, word, noise in edits:
        at = int(share * len(raw))
        if how == "cut":
            raw = raw[:at]
        elif how == "drop":
            raw = raw[:at] + raw[at + length :]
        elif how == "double":
            raw = raw[: at + length] + raw[at:]
        else:
            raw = raw[:at] + (word.encode() if how == "word" else noise) + raw[at:]
    return raw[:20_000]


@pytest.mark.parametrize("kind", KINDS)
def test_every_seed_keeps_the_laws(kind: str) -> None:
    name, seeds = SEEDS[kind]
    pages = [checked_file(raw, name) for raw in seeds]
    assert any(pages)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(place=st.integers(0, 6), edits=EDITS)
def test_damaged_input_keeps_the_laws(
    kind: str, place: int, edits: list[tuple[str, float, int, str, bytes]]
) -> None:
    name, seeds = SEEDS[kind]
    checked_file(edited(seeds[place % len(seeds)], edits), name)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=400), name=st.sampled_from([name for name, _ in SEEDS.values()]))
def test_noise_keeps_the_laws(raw: bytes, name: str) -> None:
    checked_file(raw, name)


def test_what_earlier_runs_grew_keeps_the_laws() -> None:
    with zipfile.ZipFile(GROWN) as archive:
        for at, member in enumerate(sorted(archive.namelist())):
            if at % 9 == 0:
                checked_file(archive.read(member), SEEDS[member.partition("/")[0]][0])
