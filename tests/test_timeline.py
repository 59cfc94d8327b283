"""The timeline: what is said to have happened when; a line of date is not a happening."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.records import Account, Interval, Member, Statement, TimeMention
from secondsource.tell.timeline import timeline_of
from tests.newsdesk import COPY, STATED, WIRE, account_of, instance_of, report_of, span

LEDE = "The ferry sank on Thursday off Varnova, the coast guard said."


def timed(account: Account, words: str, day: str | None, kind: str = "DATE") -> Account:
    time = TimeMention(span(account.page, words), day, day, "published", kind, day or "")  # type: ignore[arg-type]
    return replace(account, times=(*account.times, time))


def test_a_passage_with_a_time_is_a_moment() -> None:
    one = timed(
        account_of(WIRE, "Levpress", LEDE, headline="Ferry sinks"), "Thursday", "2024-03-14"
    )
    story = report_of().stories[0]
    (moment,) = timeline_of([one], [replace(story, articles=(WIRE,))], [])
    assert one.page[moment.span] == LEDE
    assert (moment.earliest, moment.reach, moment.origins) == ("2024-03-14", 1, Interval(0, 1, 1))


def test_copies_of_one_statement_are_one_moment_with_its_numbers() -> None:
    accounts = [
        timed(account_of(name, outlet, LEDE, headline="Ferry sinks"), "Thursday", "2024-03-14")
        for name, outlet in ((WIRE, "Levpress"), (COPY, "Harbor Tribune"))
    ]
    members = tuple(
        Member(instance_of(one, "The ferry sank", "the coast guard", "e-guard"), 1.0)
        for one in accounts
    )
    story = replace(report_of().stories[0], articles=(WIRE, COPY))
    one = Interval.exactly(1)
    stated = Statement(STATED, story.id, None, members, 2, one, one)
    (moment,) = timeline_of(accounts, [story], [stated])
    assert (moment.span.page, moment.reach) == (WIRE, 2)


@pytest.mark.parametrize(
    ("body", "words", "day", "kind"),
    [
        ("Levpress Thursday, 14 March 2024", "Thursday, 14 March 2024", "2024-03-14", "DATE"),
        (LEDE, "Thursday", None, "DATE"),
        (LEDE, "Thursday", "2024-03-14", "SET"),
    ],
)
def test_what_is_no_point_in_time_is_no_moment(
    body: str, words: str, day: str | None, kind: str
) -> None:
    one = timed(account_of(WIRE, "Levpress", body, headline="Ferry"), words, day, kind)
    assert timeline_of([one], [replace(report_of().stories[0], articles=(WIRE,))], []) == ()
