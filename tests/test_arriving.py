"""Articles that arrive one after the other: one story each, ids that stay, time that is bounded."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.compare.arriving import Newcomer, State, aged, arrived
from secondsource.compare.bonds import gist_of
from secondsource.compare.days import Day, counted
from secondsource.compare.mending import repaired
from secondsource.compare.succession import past_of
from secondsource.records import Change

MARCH = date(2024, 3, 14)


def told(
    name: str,
    words: str,
    *,
    day: date | None = MARCH,
    copies: Sequence[str] = (),
    joined: Sequence[str] = (),
    apart: Sequence[str] = (),
) -> Newcomer:
    """Tell of something in words that all weigh alike."""
    several = set(words.split())
    vector = {word: round(0.6 / len(several) ** 0.5, 6) for word in sorted(several)}
    gist = gist_of(vector, counted([Day(day)]))
    return Newcomer(name, gist, day, tuple(joined), tuple(copies), tuple(apart))


SOFIA = "Sofia Varnova Halas ferry sink bay diver"
AURORA = "Aurora Ellery Marrow reef island boat"
TRAMS = "Kastrin tram fare rider council"


def stories(state: State) -> list[tuple[str, ...]]:
    return sorted(state.articles(name) for name in state.stories)


def run(newcomers: Iterable[Newcomer], *, batch: int = 50) -> tuple[State, list[Change]]:
    """Let articles arrive in batches, each put right."""
    state, changes, several = State(), list[Change](), list(newcomers)
    for first in range(0, len(several), batch):
        for step in (lambda one, at=first: arrived(one, several[at : at + batch]), repaired):
            state, found = step(state)
            changes += found
    return state, changes


def test_a_newcomer_joins_the_story_of_its_happening_or_begins_one() -> None:
    state, changes = run([told("a", SOFIA), told("b", AURORA), told("c", f"{SOFIA} coast")])
    assert stories(state) == [("a", "c"), ("b",)]
    assert [(one.verb, one.articles) for one in changes] == [
        ("begun", ("a",)), ("begun", ("b",)), ("joined", ("c",)),
    ]  # fmt: skip


def test_what_is_passed_in_is_not_changed() -> None:
    before, _ = run([told("a", SOFIA)])
    was = stories(before), dict(before.index), before.touched
    arrived(before, [told("b", SOFIA)])
    repaired(before)
    aged(before, MARCH + timedelta(90))
    assert (stories(before), dict(before.index), before.touched) == was


def test_an_article_arrives_once() -> None:
    state, _ = run([told("a", SOFIA)])
    state, changes = arrived(state, [told("a", AURORA), told("b", TRAMS), told("b", TRAMS)])
    assert [one.articles for one in changes] == [("b",)]


def test_a_copy_inherits_the_story_of_its_text_whatever_it_says_besides() -> None:
    state, _ = run([told("a", SOFIA), told("b", AURORA), told("c", AURORA, copies=["a"])])
    assert stories(state) == [("a", "c"), ("b",)]


def test_a_person_joins_and_parts_what_likeness_would_not() -> None:
    apart = [told("a", SOFIA), told("b", SOFIA, apart=["a"]), told("c", SOFIA, apart=["a"])]
    assert stories(run(apart)[0]) == [("a",), ("b", "c")]
    assert stories(run([told("a", SOFIA), told("b", TRAMS, joined=["a"])])[0]) == [("a", "b")]
    both = [told("a", SOFIA), told("b", TRAMS), told("c", AURORA, joined=["a", "b"])]
    assert stories(run(both)[0]) == [("a", "b", "c")]
    parted = [told("a", SOFIA), told("b", SOFIA, copies=["a"], apart=["a"])]
    assert stories(run(parted)[0]) == [("a",), ("b",)]


def test_articles_that_came_too_early_are_put_right() -> None:
    """Two ends of one affair do not meet until one article tells of both."""
    early = [told("a", "Sofia Varnova ferry sink"), told("b", "Halas diver bay wreck")]
    assert len(stories(run(early)[0])) == 2
    late = [told(f"c{at}", "Sofia Varnova ferry sink Halas diver bay wreck") for at in range(4)]
    state, changes = run([*early, *late])
    assert len(stories(state)) == 1
    assert changes[-1].verb in ("merged", "joined")


def test_a_story_that_nothing_joins_leaves_and_its_changes_stay() -> None:
    state, changes = run(told(f"a{at}", SOFIA) for at in range(12))
    assert state.today == MARCH
    late = [told(f"c{at}", TRAMS, day=MARCH + timedelta(40)) for at in range(40)]
    later, _ = arrived(state, late)
    assert later.today == MARCH + timedelta(40)
    left, gone = aged(later, MARCH + timedelta(10))
    assert gone == (changes[0].story,)
    assert [set(some) for some in stories(left)] == [{one.id for one in late}]
    assert not {name for named in left.index.values() for name in named} - left.stories.keys()


def test_without_days_stories_leave_by_the_number_of_arrivals() -> None:
    state, _ = run(told(f"p{at:03}", f"Name{at} Town{at}", day=None) for at in range(300))
    assert state.today is None
    left, gone = aged(state, most=100)
    assert (len(left.stories), len(gone)) == (100, 200)


# -- laws -----------------------------------------------------------------------------------

WORDS = st.lists(st.sampled_from([*SOFIA.split(), *AURORA.split(), *TRAMS.split()]), max_size=8)
NAMES = [f"p{at:02}" for at in range(24)]
ARTICLES = st.builds(
    lambda name, words, days, copies, joined, apart: told(
        name,
        " ".join(words),
        day=None if days is None else MARCH + timedelta(days),
        copies=copies,
        joined=joined,
        apart=apart,
    ),
    st.sampled_from(NAMES),
    WORDS,
    st.none() | st.sampled_from([0, 0, 0, 1, 9, -7, 40, -19_000, 27_000]),
    st.lists(st.sampled_from(NAMES), max_size=2),
    st.lists(st.sampled_from(NAMES), max_size=1),
    st.lists(st.sampled_from(NAMES), max_size=1),
)
STEPS: st.SearchStrategy[list[list[Newcomer] | str]] = st.lists(
    st.lists(ARTICLES, min_size=1, max_size=6) | st.just("put right") | st.just("age"), max_size=12
)


@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_every_article_is_in_one_story_and_the_changes_say_in_which(
    steps: list[list[Newcomer] | str],
) -> None:
    state, changes, came, left = State(), list[Change](), set[str](), dict[str, tuple[str, ...]]()
    for step in steps:
        if step == "age":
            before = {name: state.articles(name) for name in state.stories}
            state, gone = aged(state, state.today and state.today - timedelta(30), most=8)
            left |= {name: before[name] for name in gone}
            continue
        if isinstance(step, str):
            state, found = repaired(state)
        else:
            step = [one for one in step if one.id not in came]  # the store knows who has left
            state, found = arrived(state, step)
            came |= {one.id for one in step}
        changes += found
    live = {name: state.articles(name) for name in state.stories}
    told_of = [name for some in (*live.values(), *left.values()) for name in some]
    assert sorted(told_of) == sorted(came)
    assert not live.keys() & left.keys()
    assert dict(past_of(changes).stories) == live | left
    begun = [one.story for one in changes if one.verb in ("begun", "split")]
    assert len(begun) == len(set(begun)), "an id was given twice"
    assert state.unit_of.keys() == {name for some in live.values() for name in some}
    assert state.story_of.keys() == state.units.keys() == set(state.unit_of.values())


@settings(max_examples=50, deadline=None)
@given(st.lists(ARTICLES, max_size=20))
def test_the_same_stream_gives_the_same_stories(articles: list[Newcomer]) -> None:
    assert run(articles, batch=5) == run(articles, batch=5)


def test_time_does_not_grow_with_what_is_live() -> None:
    """Ten times as many live stories, and an article costs no more."""

    def cost(live: int) -> float:
        state, _ = run(
            (told(f"p{at}", f"Name{at} Town{at} fire dead police say") for at in range(live)),
            batch=1000,
        )
        late = [told(f"q{at}", f"New{at} Ville{at} fire dead police say") for at in range(500)]
        begun = time.process_time()
        arrived(state, late)
        return time.process_time() - begun

    cost(50)
    assert cost(5_000) < 4 * cost(500) + 0.05
