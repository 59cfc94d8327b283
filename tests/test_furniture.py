"""What an outlet repeats over unrelated articles is furniture; background is not."""

from __future__ import annotations

from secondsource.read.articles import article_of
from secondsource.read.furniture import without_repeats
from secondsource.read.pages import page_of
from secondsource.records import Article, Given, Page

BLURB = "Osk Herald readers have trusted the harbour desk since the first ferry sailed."
FERRY = "A ferry called Anna sank off Osk while Captain Ruud Holm slept, the Coast Guard said."
SCHOOL = "Mayor Ivo Lind opened a school in Lund and praised Principal Greta Falk on Tuesday."
BANK = "The Strait Bank will close branches in Moss and Halden, Director Per Aas told staff."
BACKGROUND = "The ferry Anna, built in Lund, had failed two inspections by the Coast Guard."


def read(*lines: str, outlet: str | None, name: str) -> tuple[Page, Article]:
    page = page_of("\n\n".join(lines).encode(), input=name, given=Given(outlet=outlet))
    return page, article_of(page)


def bodies(pages: list[tuple[Page, Article]]) -> list[str]:
    cleaned = without_repeats(pages)
    return ["\n\n".join(p[s] for s in a.body) for (p, _), a in zip(pages, cleaned, strict=True)]


def test_a_line_an_outlet_prints_under_unrelated_articles_is_cut() -> None:
    pages = [
        read(FERRY, BLURB, outlet="Osk Herald", name="1.txt"),
        read(SCHOOL, BLURB, outlet="Osk Herald", name="2.txt"),
    ]
    assert bodies(pages) == [FERRY, SCHOOL]
    [cut] = without_repeats(pages)[0].furniture
    assert cut.why == "repeated: also in 2.txt" and pages[0][0][cut.span] == BLURB


def test_background_in_related_articles_stays() -> None:
    later = "Captain Ruud Holm of the Anna was charged on Friday, the Coast Guard in Osk said."
    pages = [
        read(FERRY, BACKGROUND, outlet="Osk Herald", name="1.txt"),
        read(later, BACKGROUND, outlet="Osk Herald", name="2.txt"),
    ]
    assert all(BACKGROUND in body for body in bodies(pages))


def test_other_outlets_may_print_the_same_words() -> None:
    pages = [
        read(FERRY, BLURB, outlet="Osk Herald", name="1.txt"),
        read(SCHOOL, BLURB, outlet="Strait Post", name="2.txt"),
    ]
    assert all(BLURB in body for body in bodies(pages))


def test_without_an_outlet_three_unrelated_pages_show_it() -> None:
    rows = [(FERRY, "1.txt"), (SCHOOL, "2.txt"), (BANK, "3.txt")]
    pages = [read(news, BLURB, outlet=None, name=name) for news, name in rows]
    assert all(BLURB in body for body in bodies(pages[:2]))
    assert bodies(pages) == [FERRY, SCHOOL, BANK]


def test_a_page_and_its_copy_do_not_empty_each_other() -> None:
    pages = [read(FERRY, BACKGROUND, outlet="Osk Herald", name=f"{n}.txt") for n in range(5)]
    assert all(body == f"{FERRY}\n\n{BACKGROUND}" for body in bodies(pages))


def test_the_order_of_the_pages_changes_nothing() -> None:
    pages = [
        read(news, BLURB, outlet="Osk Herald", name=f"{n}.txt")
        for n, news in enumerate((FERRY, SCHOOL, BANK))
    ]
    forth = {article.id: article for article in without_repeats(pages)}
    back = {article.id: article for article in without_repeats(pages[::-1])}
    assert forth == back
