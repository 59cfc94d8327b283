"""Two articles side by side: what both state, where they differ, what one lacks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from secondsource import side_by_side
from secondsource.compare.coverage import coverage_of
from secondsource.errors import Misuse
from secondsource.records import Choice, Decision, Report, Span, Use
from secondsource.tell.comparison import Comparison, comparison_of
from secondsource.tell.desk import desk_of
from secondsource.tell.terminal_abreast import comparison_lines
from tests.pressroom import Print, report_of

TRIBUNE = (
    "Twelve dead as ferry sinks off Port Sel\n\n"
    "PORT SEL, 3 March 2024 - Twelve people died when the ferry Alma sank off Port Sel "
    "on Sunday.\n\n"
    "The harbour board closed the port on Sunday evening.\n\n"
    "“We heard two bangs and then the lights went out,” passenger Jon Merrow said.\n"
)
HERALD = (
    "Ferry Alma sinks off Port Sel, nine dead\n\n"
    "PORT SEL, 3 March 2024 - Nine people died when the ferry Alma sank off Port Sel "
    "on Sunday.\n\n"
    "The harbour board closed the port on Sunday evening.\n\n"
    "The Alma was built in Ostby in 1988.\n"
)
OTHER = (
    "Norvik council raises tram fares\n\n"
    "NORVIK, 9 June 2024 - The council of Norvik raised tram fares by a tenth on Friday.\n"
)


@pytest.fixture(scope="module")
def report() -> Report:
    """Two accounts of a sinking, and one of something else."""
    return report_of(
        Print("tribune", TRIBUNE, "Sel Tribune", "2024-03-03"),
        Print("herald", HERALD, "Kastrin Herald", "2024-03-03"),
        Print("other", OTHER, "Norvik Post", "2024-06-09"),
    )


def ident(report: Report, key: str) -> str:
    """The article's id."""
    return next(one.page.id for one in report.accounts if one.page.key == key)


@pytest.fixture(scope="module")
def found(report: Report) -> Comparison:
    return comparison_of(desk_of(report), ident(report, "tribune"), ident(report, "herald"))


def words(report: Report, span: Span) -> str:
    return desk_of(report).words(span)


def test_what_both_state_is_given_in_the_words_of_each(report: Report, found: Comparison) -> None:
    closed = [
        one for one in found.both if "closed the port" in words(report, one.a[0].instance.span)
    ]
    assert len(closed) == 1 and closed[0].verbatim
    assert closed[0].b[0].instance.span.page == found.b


def test_each_has_what_the_other_lacks(report: Report, found: Comparison) -> None:
    mine = [words(report, one.members[0].instance.span) for one in found.only_a]
    yours = [words(report, one.members[0].instance.span) for one in found.only_b]
    assert any("two bangs" in one for one in mine) and not any("two bangs" in one for one in yours)
    assert any("1988" in one for one in yours) and not any("1988" in one for one in mine)


def test_no_statement_stands_twice(found: Comparison) -> None:
    ids = [one.statement.id for one in found.both]
    ids += [one.statement.id for one in (*found.only_a, *found.only_b)]
    assert len(ids) == len(set(ids))


def test_a_toll_that_differs_is_shown_with_each_article_s_own_words(
    report: Report, found: Comparison
) -> None:
    (toll,) = [one for one in found.differences if one.slot == "count"]
    assert (toll.a.span.page, toll.b.span.page) == (found.a, found.b)
    assert "welve" in words(report, toll.a.span) and "ine" in words(report, toll.b.span)


def test_turned_round_it_says_the_same(report: Report, found: Comparison) -> None:
    turned = comparison_of(desk_of(report), found.b, found.a)
    assert {one.statement.id for one in turned.both} == {one.statement.id for one in found.both}
    assert [one.statement.id for one in turned.only_a] == [one.statement.id for one in found.only_b]


def test_only_words_that_the_two_choose_differently_are_told(report: Report) -> None:
    a, b = ident(report, "tribune"), ident(report, "herald")
    uses = (Use("ferry", "Sel Tribune", (Span(a, 0, 4),)), Use("boat", "Herald", (Span(b, 0, 4),)))
    alike = (
        Use("port", "Sel Tribune", (Span(a, 9, 12),)),
        Use("port", "Herald", (Span(b, 9, 12),)),
    )
    told = Report(
        accounts=report.accounts, choices=(Choice("s", "ship", uses), Choice("s", "quay", alike))
    )
    assert [one.thing for one in comparison_of(desk_of(told), a, b).choices] == ["ship"]


def test_the_terminal_tells_both_sides_and_where(report: Report, found: Comparison) -> None:
    lines = [line.plain for line in comparison_lines(desk_of(report), found, 100)]
    told = "\n".join(lines)
    assert "Both state (" in told and "in the same words" in told
    assert "Only Sel Tribune (" in told and "Only Kastrin Herald (" in told
    assert "Where they differ (1)" in told
    assert all(len(line) <= 110 for line in lines)


def test_articles_of_two_stories_are_compared_as_one_and_it_is_said(tmp_path: Path) -> None:
    from secondsource.edges.collection import read
    from secondsource.edges.files import inputs_of
    from secondsource.edges.store import Store

    for name, text in (("tribune", TRIBUNE), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with Store(tmp_path / "news.db") as store:
        read(store, inputs_of([str(tmp_path / "tribune.txt"), str(tmp_path / "other.txt")]))
    told = side_by_side(tmp_path / "news.db", "tribune", "other")
    assert told["apart"] and told["both"] == [] and told["only_a"] and told["only_b"]
    with pytest.raises(Misuse, match="one and the same"):
        side_by_side(tmp_path / "news.db", "tribune", "tribune")
    with pytest.raises(Misuse, match="no article"):
        side_by_side(tmp_path / "news.db", "tribune", "gazette")


def test_what_rather_is_not_the_same_stands_apart(report: Report, found: Comparison) -> None:
    one = found.both[0]
    doubted = tuple(replace(member, probability=0.4) for member in one.a)
    unsure = replace(found, both=(replace(one, a=doubted, verbatim=False),))
    told = "\n".join(line.plain for line in comparison_lines(desk_of(report), unsure, 100))
    assert "May say the same, but rather not (1)" in told and "40% likely" in told
    assert "Both state (" not in told


def test_a_text_does_not_carry_what_it_rather_does_not_say(report: Report) -> None:
    pages = {one.id: {m.instance.span.page for m in one.members} for one in report.statements}
    stated = next(one for one in report.statements if len(pages[one.id]) > 1)
    last = max(pages[stated.id])
    doubted = tuple(
        replace(one, probability=0.4) if one.instance.span.page == last else one
        for one in stated.members
    )
    for statement, whole in ((stated, True), (replace(stated, members=doubted), False)):
        (laid,) = coverage_of(report.accounts, report.stories, [statement], [])
        assert (statement.id in laid.every) == whole


def test_a_word_that_denies_is_no_misprint() -> None:
    told = report_of(
        *(
            Print(key, f"Ammer\n\n“I {verb} resign on Friday,” Karl Ammer told reporters.\n", key)
            for key, verb in (("tribune", "will"), ("herald", "will not"))
        ),
        decisions=(Decision("join", "tribune", "herald"),),
    )
    said = [
        {(one.instance.span.page, one.instance.stance == "denies") for one in statement.members}
        for statement in told.statements
        if any("resign" in words(told, one.instance.span) for one in statement.members)
    ]
    assert said and all(sum(not denied for _, denied in one) < 2 for one in said)
