"""What an outlet repeats over unrelated articles is furniture; background is not."""

from __future__ import annotations

from secondsource.read.articles import article_of
from secondsource.read.furniture import without_repeats
from secondsource.read.pages import page_of
from secondsource.records import Article, Cut, Given, Page

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


COPIED = (
    "The harbour in Osk was closed after the Anna went down, Commander Leif Dahl said.",
    '"We looked for her until the fog came in over the pier," Dahl said on Monday.',
    "A second boat was sent out from Lund at noon, and a third one followed an hour later.",
    '"Nobody has been found since the morning," a spokesman for Strait Lines wrote.',
)


def test_a_copy_without_an_outlet_keeps_all_of_its_news() -> None:
    tails = (
        "Divers will go down again on Tuesday.",
        "A prayer was held in the Church of Saint Olav in Moss.",
        "Strait Lines had its head office in Halden until Friday.",
    )
    pages = [
        read(f"Ferry lost, story {n}", *COPIED, tail, outlet=None, name=f"{n}.txt")
        for n, tail in enumerate(tails)
    ]
    assert not any(line.why.startswith("repeated") for line in _cuts(pages))
    assert all(line in body for body in bodies(pages) for line in COPIED)


def test_a_copy_in_the_outlet_itself_is_no_furniture() -> None:
    pages = [
        read(f"Ferry lost, story {n}", *COPIED, tail, outlet="Osk Herald", name=f"{n}.txt")
        for n, tail in enumerate((FERRY, SCHOOL, BANK))
    ]
    assert all(line in body for body in bodies(pages) for line in COPIED)


def test_a_quotation_that_unrelated_pages_print_is_never_cut_without_an_outlet() -> None:
    said = '"The sea gives and the sea takes away," an old song of the islands says.'
    pages = [
        read(news, said, outlet=None, name=f"{n}.txt")
        for n, news in enumerate((FERRY, SCHOOL, BANK))
    ]
    assert all(said in body for body in bodies(pages))


def test_news_amid_a_body_stays_though_the_outlet_prints_it_thrice() -> None:
    midst = "Premier Tove Brandt will visit Moss and Halden before the vote on the harbour bill."
    filler = [f"The council of ward {n} had met before noon and left it open." for n in range(24)]
    pages = [
        read(news, *filler[8 * n : 8 * n + 4], midst, *filler[8 * n + 4 : 8 * n + 8],
             outlet="Osk Herald", name=f"{n}.txt")
        for n, news in enumerate((FERRY, SCHOOL, BANK))
    ]  # fmt: skip
    assert all(midst in body for body in bodies(pages))


def _cuts(pages: list[tuple[Page, Article]]) -> list[Cut]:
    return [cut for article in without_repeats(pages) for cut in article.furniture]
