"""Collections too large to be grouped at once flow through the stream, in the order of days."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from bench.stories import bcubed
from secondsource.compare.bonds import Gist, gist_of
from secondsource.compare.clusters import grouped
from secondsource.compare.days import Day, counted
from secondsource.compare.flow import flowed

MARCH = date(2024, 3, 14)


def desk(
    articles: int, *, dated: bool = True, seed: int = 1
) -> tuple[list[Gist], list[Mapping[Day, int]], list[int]]:
    """Made-up articles, some eight on a happening: its four names, six words, and much else."""
    drawn = random.Random(seed)
    told: list[Gist] = []
    days: list[Mapping[Day, int]] = []
    happenings: list[int] = []
    for at in range(articles):
        happening = at // 16 * 2 + drawn.randrange(2)
        vector = {f"Name {happening} {one}": 0.2 for one in drawn.sample(range(4), 3)}
        vector |= {f"word {happening} {one}": 0.1 for one in drawn.sample(range(8), 6)}
        vector |= {f"other {drawn.randrange(4000)}": 0.05 for _ in range(60)}
        day = counted([Day(MARCH + timedelta(at // 40) if dated else None)])
        told.append(gist_of(vector, day))
        days.append(day)
        happenings.append(happening)
    return told, days, happenings


def labels(groups: list[tuple[int, ...]]) -> dict[str, str]:
    return {str(one): str(at) for at, some in enumerate(groups) for one in some}


def test_the_stream_gives_nearly_what_all_at_once_gives() -> None:
    for dated in (True, False):
        gists, days, _ = desk(800, dated=dated)
        at_once = grouped(gists, refused=lambda one, other: False)
        assert bcubed(labels(flowed(gists, days, {})), labels(at_once))[2] >= 0.97


def test_what_comes_out_depends_on_the_days_and_not_on_the_places() -> None:
    gists, days, _ = desk(300)
    order = list(range(300))
    random.Random(3).shuffle(order)
    shuffled = flowed([gists[at] for at in order], [days[at] for at in order], {})
    there = sorted(tuple(sorted(order[at] for at in some)) for some in shuffled)
    assert bcubed(labels(there), labels(flowed(gists, days, {})))[2] >= 0.97


def test_what_a_person_parted_stays_apart_in_the_stream() -> None:
    gists, days, _ = desk(200)
    together = max(flowed(gists, days, {}), key=len)
    one, *others = together
    apart = {one: set(others), **{other: {one} for other in others}}
    assert all(
        len({one, *others} & set(some)) <= len(others) for some in flowed(gists, days, apart)
    )
    assert (one,) in flowed(gists, days, apart)


def test_no_story_eats_the_world() -> None:
    """What all the news says - the year's one topic - makes one story of nothing."""
    gists, days, happenings = desk(1200)
    everywhere = {f"topic {one}": 0.03 for one in range(40)}
    told = [gist_of({**one.total, **everywhere}, one.days) for one in gists]
    largest = max(flowed(told, days, {}), key=len)
    assert Counter(happenings[at] for at in largest).most_common(1)[0][1] >= 0.8 * len(largest)
