"""Shared words are found through edits, and nothing is taken for shared that is not."""

from __future__ import annotations

import time

import pytest

from secondsource.compare.alignment import Text, aligned, text_of
from secondsource.compare.words import stream_of
from tests.desk import filed

PILOT = "The pilot had warned the harbour office twice of the broken lamp on the north pier."
DRAWER = "Both letters lie in a drawer beside old menus, a clerk of the port told an inquiry."
GULLS = "Gulls nest on the mast, and no rope has hung there since a storm tore the last one."


def text(name: str, *lines: str) -> Text:
    return text_of(stream_of(filed(name, "\n".join(lines))))


def shared(one: Text, other: Text) -> list[tuple[str, str]]:
    def read(side: Text, first: int, last: int) -> str:
        stream = side.stream
        return stream.account.page.text[stream.starts[first] : stream.ends[last]]

    return [
        (
            read(one, grown[0].a, grown[-1].a + grown[-1].length - 1),
            read(other, grown[0].b, grown[-1].b + grown[-1].length - 1),
        )
        for grown in aligned(one, other)
    ]


EDITS = {
    "respelt": ("of the broken lamp", "of the brokken lamp"),
    "dropped": ("harbour office twice", "harbour office"),
    "added": ("broken lamp", "broken and rusty lamp"),
    "replaced": ("harbour office", "coast guard"),
    "named": ("The pilot had", "Ivar Lund had"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_stretch_runs_through_an_edit(edit: str) -> None:
    before, after = EDITS[edit]
    changed = f"{DRAWER} {PILOT.replace(before, after)} {GULLS}"
    [(one, other)] = shared(text("a", "Dark", f"{DRAWER} {PILOT} {GULLS}"), text("b", changed))
    assert one == f"{DRAWER} {PILOT} {GULLS}".rstrip(".")
    assert other == changed.rstrip(".")


def test_moved_paragraphs_are_stretches_of_their_own() -> None:
    one = text("a", "Dark", PILOT, DRAWER, GULLS)
    other = text("b", "Gone", GULLS, PILOT, DRAWER)
    found = shared(one, other)
    assert [left for left, _ in found] == [GULLS[:-1], f"{PILOT}\n{DRAWER[:-1]}"]
    assert all(left == right for left, right in found)


def test_what_is_inserted_is_not_shared() -> None:
    found = shared(text("a", "Dark", PILOT, DRAWER), text("b", "Gone", PILOT, GULLS, DRAWER))
    assert [left for left, _ in found] == [PILOT[:-1], DRAWER[:-1]]


def test_one_article_inside_another_is_found_whole() -> None:
    inner = [PILOT, DRAWER]
    found = shared(text("a", *inner), text("b", "Round-up", GULLS, *inner, GULLS[:40]))
    assert ("\n".join(inner)[:-1],) * 2 in found


def test_a_repeated_passage_answers_a_few_times_either_way() -> None:
    begun = time.perf_counter()
    many, one = text("a", *[PILOT] * 10_000), text("b", PILOT)
    assert 1 <= len(aligned(many, one)) <= 4
    assert 1 <= len(aligned(one, many)) <= 4
    [(left, right)] = shared(many, many)
    assert left == right == "\n".join([PILOT] * 10_000)[:-1]
    assert time.perf_counter() - begun < 60
