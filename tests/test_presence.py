"""What of a digest belongs to which story, and that each stage keeps to it."""

from __future__ import annotations

from dataclasses import replace

from secondsource.compare.agreement import statements_of
from secondsource.compare.corroboration import with_texts
from secondsource.presence import Presence
from secondsource.records import Account, Lineage, Part, Span, Story, TimeMention
from secondsource.tell.timeline import timeline_of
from tests.newsroom import account, read

FERRY = "The ferry Aurelia sank off Varnova and 12 people died."
MILL = "The paper mill at Rostal burned down and 40 workers fled."
DIGEST = f"{FERRY} {MILL}"


def desk() -> tuple[tuple[Account, ...], tuple[Story, Story]]:
    """Give a digest, a report of the mill, and two stories: the mill's has a part of the digest."""
    accounts, _, _ = read(
        account("digest", DIGEST, outlet="Herald", day="2024-03-14"),
        account("mill", MILL, outlet="Tribune", day="2024-03-14"),
    )
    at = DIGEST.index(MILL)
    part = Part("digest", (Span("digest", at, len(DIGEST)),))
    return accounts, (Story("s1", None, ("digest",)), Story("s2", None, ("mill",), also=(part,)))


def test_a_part_is_in_the_story_it_belongs_to_and_in_no_other() -> None:
    accounts, (ferry, mill) = desk()
    presence = Presence.of(accounts, (ferry, mill))
    (left,) = presence.accounts_in(ferry)
    part, whole = presence.accounts_in(mill)
    assert [left.page[one.span] for one in left.passages] == [FERRY]
    assert [part.page[one.span] for one in part.passages] == [MILL]
    assert whole is accounts[1]
    assert {one.id for one in left.instances} | {one.id for one in part.instances} == {
        one.id for one in accounts[0].instances
    }
    assert presence.story_at(left.passages[0].span) is ferry
    assert presence.story_at(part.passages[0].span) is mill
    assert presence.story_at(Span("elsewhere", 0, 3)) is None


def test_an_article_that_is_not_here_is_left_out() -> None:
    story = Story("s", None, ("gone",), also=(Part("gone-too", (Span("gone-too", 0, 9),)),))
    assert Presence.of([], [story]).accounts_in(story) == ()


def test_a_statement_of_a_part_counts_in_its_story() -> None:
    accounts, stories = desk()
    stated = statements_of(accounts, (), stories, ())
    carried = {
        story.id: [
            {member.instance.span.page for member in one.members}
            for one in stated
            if one.story == story.id
        ]
        for story in stories
    }
    assert {"digest", "mill"} in carried["s2"]
    assert all(pages == {"digest"} for pages in carried["s1"]) and carried["s1"]


def test_a_part_is_a_text_of_its_story_and_a_line_of_its_timeline() -> None:
    accounts, stories = desk()
    told = with_texts(stories, accounts, Lineage())
    assert [one.texts.likely for one in told if one.texts] == [1, 2]
    place = DIGEST.index("burned")
    day = TimeMention(
        Span("digest", place, place + 6), "2024-03-13", "2024-03-13", "published", "DATE", "x"
    )
    timed = [replace(accounts[0], times=(day,)), accounts[1]]
    assert [one.story for one in timeline_of(timed, stories, ())] == ["s2"]
