"""The proof of a statement: every step says its words and where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.records import (
    Account,
    Article,
    Carried,
    Dating,
    Decision,
    Instance,
    Interval,
    Lineage,
    Member,
    Page,
    Parent,
    Passage,
    Reason,
    Report,
    Reuse,
    Span,
    Statement,
    Story,
)
from secondsource.sentences import sentences_of, words_of
from secondsource.tell.alike import shared_words
from secondsource.tell.desk import desk_of
from secondsource.tell.proof import SECTIONS, proof_of
from secondsource.tell.sidebyside import LONGEST, pieces_of, stretch_of
from secondsource.tell.steps import Step, section_of
from secondsource.tell.terminal import explain_lines
from secondsource.textview import level, passage_key
from tests.newsdesk import APART, COPY, HERALD, STATED, WIRE, report_of

LEDE = "The bridge at Orlec was closed on Monday, the mayor said."
TAIL = "Lorries were sent round by the valley road."


def proof(report: Report, statement: str = STATED) -> tuple[Step, ...]:
    return proof_of(desk_of(report), next(s for s in report.statements if s.id == statement))


def read(report: Report, span: Span) -> str:
    return next(a.page[span] for a in report.accounts if a.page.id == span.page)


def newsroom(number: int, *, hidden: bool = False) -> Report:
    """So many outlets that print one text, all from the first or all from a hidden one."""
    accounts = [_account(f"p{at:04}", f"Outlet {at}") for at in range(number)]
    ids = [one.page.id for one in accounts]
    words = accounts[0].page.text.index(LEDE)
    members = tuple(
        Member(Instance(f"i{one}", Span(one, words, words + 36), Span(one, 0, 9), "asserts"), 1.0)
        for one in ids
    )
    parents = [Parent(ids[0], None, None, 1.0)]
    for one in ids[1:]:
        parents.append(Parent(one, None if hidden else ids[0], "h1" if hidden else None, 0.9))
        parents.append(Parent(one, None, None, 0.1))
    stated = Statement(
        "q1", "s1", None, members, number, Interval(1, 1, 3), Interval.exactly(1), (), ()
    )
    reuse = tuple(
        Reuse("wire", Span(ids[0], words, 90), Span(one, words, 90), 1.0, "a>b", 0.9)
        for one in ids[1:]
    )
    return Report(
        accounts=tuple(accounts),
        reuse=reuse,
        lineage=Lineage((), tuple(parents)),
        stories=(Story("s1", None, tuple(ids)),),
        statements=(stated,),
    )


def _account(ident: str, outlet: str) -> Account:
    text = f"Bridge closed\n\n{LEDE} {TAIL}\n"
    body = Span(ident, 15, len(text) - 1)
    passages = tuple(
        Passage(Span(ident, a, b), passage_key(text[a:b]), 0)
        for a, b in sentences_of(text, body.start, body.end)
    )
    day = Dating("2024-03-14", "2024-03-14", 0.9)
    article = Article(ident, outlet.lower(), outlet, published=day, body=(body,))
    return Account(Page(ident, f"{ident}.txt", text), article, passages)


# -- what is said ---------------------------------------------------------------------------


def test_the_steps_come_in_the_order_of_their_questions() -> None:
    order = list(SECTIONS)
    places = [order.index(step.section) for step in proof(report_of())]
    assert places == sorted(places)


def test_a_pair_shows_both_prints_with_the_words_they_share() -> None:
    report = report_of()
    pair = next(step for step in proof(report) if step.kind == "pair")
    assert pair.left and pair.right
    assert (pair.left.page, pair.right.page) == (WIRE, COPY)
    half = len(pair.marked) // 2
    for mine, yours in zip(pair.marked[:half], pair.marked[half:], strict=True):
        assert level(read(report, mine), fold=True) == level(read(report, yours), fold=True)
        assert mine.within(pair.left) and yours.within(pair.right)
    assert "shares text with Levpress and probably has it from there (97%)" in pair.text


def test_a_statement_alone_says_what_it_is() -> None:
    steps = proof(report_of(), APART)
    assert "1 article of 1 outlet. 1 article names no outlet" in steps[0].text
    assert not section_of(steps, "shares")
    assert any(step.text.startswith("“harbour master”, not named") for step in steps)


def test_outlets_of_one_owner_are_said_to_be_one() -> None:
    report = report_of()
    wire, copy, herald = report.accounts
    merged = replace(copy, article=replace(copy.article, family=wire.article.family))
    steps = proof(replace(report, accounts=(wire, merged, herald)))
    assert "Of one owner, so one outlet here: Harbor Tribune and Levpress." in steps[0].text


@pytest.mark.parametrize(
    ("stance", "said"),
    [("denies", "1 denial (Harbor Tribune)"), ("reacts", "1 reaction (Harbor Tribune)")],
)
def test_what_supports_nothing_is_left_out_and_said_to_be(stance: str, said: str) -> None:
    report = report_of()
    one, *others = report.statements
    first, second = one.members
    changed = replace(second, instance=replace(second.instance, stance=stance))
    left = section_of(
        proof(replace(report, statements=(replace(one, members=(first, changed)), *others))), "left"
    )
    assert [step.text.split(".")[0] for step in left] == [said]
    assert left[0].left == second.instance.span


def test_what_a_person_decided_is_said_to_be_decided() -> None:
    told = Decision("derives", WIRE, COPY, "the desk chief said so")
    report = replace(report_of(), decisions=(told,))
    step = next(step for step in proof(report) if step.kind == "decided")
    assert step.text == (
        "Decided by a person: Harbor Tribune (harbor-tribune.txt) has its text from Levpress "
        "(levpress.txt) - the desk chief said so."
    )


def test_a_decided_parent_is_marked_in_its_pair() -> None:
    report = report_of()
    parents = tuple(
        replace(one, reasons=(Reason("decided", "decided by a person"),)) if one.article else one
        for one in report.lineage.parents
    )
    report = replace(report, lineage=replace(report.lineage, parents=parents))
    pair = next(step for step in proof(report) if step.kind == "pair")
    assert "(97%, decided by a person)" in pair.text


def test_words_follow_their_stretch_and_not_the_article() -> None:
    report = report_of()
    page = next(a.page for a in report.accounts if a.page.id == COPY)
    elsewhere = Carried(
        Span(COPY, len(page.text) - 5, len(page.text)), (Parent(COPY, WIRE, None, 1.0),)
    )
    lineage = replace(report.lineage, stretches=(elsewhere,))
    kinds = {step.kind for step in proof(replace(report, lineage=lineage))}
    assert "pair" not in kinds and "apart" in kinds


def test_of_two_places_in_an_article_the_one_that_shares_text_is_shown() -> None:
    report = report_of()
    one, *others = report.statements
    page = next(a.page for a in report.accounts if a.page.id == COPY)
    start = page.text.index("(Levpress)")
    lone = Span(COPY, start, start + len("(Levpress)"))
    instance = replace(one.members[1].instance, id="i-lone", span=lone)
    shares = Carried(Span(COPY, lone.end, len(page.text) - 40), (Parent(COPY, WIRE, None, 0.9),))
    report = replace(
        report,
        lineage=replace(report.lineage, stretches=(shares,)),
        statements=(replace(one, members=(Member(instance, 0.9), *one.members)), *others),
    )
    steps = proof(report)
    pair = next(step for step in steps if step.kind == "pair")
    assert pair.right and pair.right.touches(one.members[1].instance.span)
    too = next(step for step in steps if step.kind == "own-too")
    assert too.places == (lone,)


def test_a_parent_that_does_not_carry_the_statement_is_shown_all_the_same() -> None:
    report = report_of()
    one, *others = report.statements
    only = replace(one, members=one.members[1:])
    pair = next(
        step for step in proof(replace(report, statements=(only, *others))) if step.kind == "pair"
    )
    assert pair.left and pair.left.page == WIRE and pair.marked


def test_a_parent_of_another_story_without_shared_text_needs_no_print() -> None:
    report = report_of()
    tie = Parent(COPY, HERALD, None, 0.8, (Reason("rewriting", "the same facts in order"),))
    report = replace(report, lineage=Lineage((), (tie,)), reuse=())
    one, *others = report.statements
    steps = proof(replace(report, statements=(replace(one, members=one.members[1:]), *others)))
    assert any(step.kind == "tie" and "80%" in step.text for step in steps)


# -- long lists -----------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("number", [40, 5_000])
def test_a_proof_of_many_outlets_is_short(number: int, *, hidden: bool) -> None:
    report = newsroom(number, hidden=hidden)
    steps = proof_of(desk_of(report), report.statements[0])
    assert len(steps) < 40
    assert all(len(step.text) < 1_500 and len(step.spans()) < 100 for step in steps)
    lines = list(explain_lines(report, report.statements[0], 80))
    assert len(lines) < 160
    assert re.search(r"and [\d,]{2,5} more", " ".join(step.text for step in steps))


def test_prints_that_differ_are_shown_each_once() -> None:
    report = newsroom(40)
    pairs = [s for s in proof_of(desk_of(report), report.statements[0]) if s.kind == "pair"]
    assert len(pairs) == 1
    assert "So do Outlet 2, Outlet 3" in pairs[0].text


# -- laws -----------------------------------------------------------------------------------

TEXT = st.text("abcdef .,“”\"'-\n", max_size=200) | st.lists(
    st.sampled_from(["the", "ferry", "“sank”", "off", "Varnova,", "12", "dead.", "neighbouring"]),
    max_size=60,
).map(" ".join)


@given(TEXT, TEXT)
def test_shared_words_are_the_same_words_in_the_same_order(a: str, b: str) -> None:
    left, right = shared_words(a, b)
    assert len(left) == len(right)
    for places in (left, right):
        assert all(one[1] <= other[0] for one, other in pairwise(places))
    for mine, yours in zip(left, right, strict=True):
        assert words_in(a, *mine) == words_in(b, *yours) != []


def words_in(text: str, start: int, end: int) -> list[str]:
    return [level(text[first:last], fold=True) for first, last in words_of(text, start, end)]


@given(st.lists(st.sampled_from(["Ferry sinks. ", "Nine died, he said. ", "So. "]), max_size=90))
def test_a_stretch_holds_its_words_and_is_bounded(sentences: list[str]) -> None:
    text = "".join(sentences) + "The end came."
    passages = tuple(
        Passage(Span("p", a, b), passage_key(text[a:b]), 0) for a, b in sentences_of(text)
    )
    account = Account(Page("p", "p.txt", text), Article("p", "p"), passages)
    desk = desk_of(Report(accounts=(account,)))
    middle = passages[len(passages) // 2].span
    found = stretch_of(desk, middle, Span("p", 0, len(text)))
    assert middle.within(found) and found.end - found.start <= max(
        LONGEST, middle.end - middle.start
    )
    shown = "".join(words for words, _ in pieces_of(desk, found, ()))
    assert shown.removeprefix("... ").removesuffix(" ...") == text[found.start : found.end].strip()


def test_every_span_of_every_step_reads_back() -> None:
    report = report_of()
    for statement in report.statements:
        for step in proof(report, statement.id):
            for span in (*step.spans(), *step.marked):
                assert read(report, span)
