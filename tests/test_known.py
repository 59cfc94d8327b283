"""What is known of an article, told with its proofs, in the terminal and on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.errors import Misuse
from secondsource.pipeline import compared, read_page
from secondsource.records import Account, Report, Stated
from secondsource.tell.choice import chosen_article
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.html import html_of
from secondsource.tell.known import facts_of, marked
from secondsource.tell.terminal_article import article_lines

FERRY = """Ferry sinks off Osk

By Marta Roos

Published: 21 May 2031

Nine people died on Monday night when the ferry Anna sank in a storm off Osk.

The harbour master said that the search would go on until every cabin had been looked into.

Read more: Storm closes schools
"""
WALLED = """Mill burns in Varn

Ten families lost their homes on Friday when the old mill of Varn burned down.

Subscribe to continue reading
"""


def account_of(text: str, name: str = "ferry.txt") -> Account:
    page, article = read_page(text.encode(), input=name)
    return Account(page, article)


def desk(*accounts: Account) -> Desk:
    return desk_of(Report(accounts=accounts))


def test_every_fact_has_its_words_and_its_place() -> None:
    one = account_of(FERRY)
    facts = {fact.label: fact for fact in facts_of(desk(one), one)}
    assert facts["Published"].words.startswith("21 May 2031")
    assert any(
        "21 May 2031" in words and ".txt:" in place for words, place in facts["Published"].proofs
    )
    assert facts["Outlet"].words.startswith("not named")


def test_a_value_stated_in_a_field_says_in_which() -> None:
    one = account_of(FERRY)
    section = Stated("Sea", field="meta:article:section")
    one = replace(one, article=replace(one.article, section=section))
    found = next(fact for fact in facts_of(desk(one), one) if fact.label == "Section")
    assert (found.words, found.proofs) == ("Sea", (("stated: meta:article:section", ""),))


def test_a_stub_says_so_with_the_words_that_show_it() -> None:
    one = account_of(WALLED, "mill.txt")
    held = next(fact for fact in facts_of(desk(one), one) if fact.label == "Page")
    assert held.words.startswith("only the beginning of the article")
    assert "mill.txt:" in held.proofs[0][1]
    assert marked([one]) == "1 only the beginning of its article"
    assert marked([account_of(FERRY)]) == ""


def test_the_terminal_shows_what_was_cut_where_it_is_asked_to() -> None:
    one = account_of(FERRY)
    short = "\n".join(line.plain for line in article_lines(desk(one), one, 80))
    long = "\n".join(
        line.plain for line in article_lines(desk(one), one, 80, whole=True, text=True)
    )
    assert "Storm closes schools" not in short
    assert "Storm closes schools" in long
    assert "until every cabin" in long


def test_the_page_marks_a_stub() -> None:
    stub, ferry = account_of(WALLED, "mill.txt"), account_of(FERRY)
    assert "This page holds only the beginning of the article" in html_of(compared((stub,)))
    assert "This page holds" not in html_of(compared((ferry,)))


def test_what_speaks_against_an_outlets_name_is_told_beside_it() -> None:
    one = account_of(FERRY)
    odd = replace(one.article, outlet="Оsk Herald", outlet_note="its first letter is Cyrillic")
    one = replace(one, article=odd)
    facts = {fact.label: fact for fact in facts_of(desk(one), one)}
    assert ("its first letter is Cyrillic", "") in facts["Outlet"].proofs


def test_of_several_versions_the_last_is_meant() -> None:
    first, later = account_of(FERRY), account_of(FERRY.replace("Nine", "Ten"))
    marked_later = replace(later.article, version_of=first.page.id)
    later = replace(later, article=marked_later)
    assert chosen_article(Report(accounts=(first, later)), "ferry.txt") == later
    assert chosen_article(Report(accounts=(first, later)), first.page.id) == first


def test_pages_of_one_archive_are_named_by_their_addresses() -> None:
    """And found by them, where a person types the end of one."""
    first, other = account_of(FERRY, "may.warc.gz"), account_of(WALLED, "may.warc.gz")
    first = replace(first, page=replace(first.page, url="https://herald.example/ferry"))
    other = replace(other, page=replace(other.page, url="https://herald.example/mill"))
    report = Report(accounts=(first, other))
    assert desk_of(report).names[other.page.id] == "may.warc.gz#herald.example/mill"
    assert chosen_article(report, "may.warc.gz#herald.example/mill") == other
    assert chosen_article(report, "example/ferry") == first
    with pytest.raises(Misuse, match="Mill burns in Varn"):
        chosen_article(report, "may.warc")
