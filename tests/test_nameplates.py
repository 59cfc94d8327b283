"""The outlet's name over a headline is told from a headline, and never made up."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.furniture import without_repeats
from secondsource.read.pages import page_of
from secondsource.records import Article, Page

HEADLINE = "Nine die as ferry sinks off Osk"
NEWS = [
    "A ferry with forty people aboard sank off Osk on Monday, killing nine, the coast guard said.",
    "“I saw the lights go out and then there was nothing on the water,” said Ivo Lind, a sailor.",
    "The search would go on through the night, and the mayor, Marta Roos, asked for blankets.",
]
OTHERS = [
    [
        "Eva Kern opens a school in Roosbad",
        "The mayor of Roosbad, Eva Kern, opened a school on Tuesday, the town's council said.",
        "It will teach two hundred pupils from autumn, and cost six million crowns, she said.",
    ],
    [
        "Baker of the year named in Hanmar",
        "Otto Hanak of Hanmar was named baker of the year on Friday by the guild of bakers.",
        "He bakes four hundred loaves a night and sells them all by nine, his wife Klara said.",
    ],
]


def read(*lines: str, name: str = "a.txt") -> tuple[Page, Article]:
    page = page_of("\n".join(lines).encode(), input=name)
    return page, article_of(page)


def headline(page: Page, article: Article) -> str | None:
    return page[article.headline] if article.headline else None


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Norpress", "Norpress"),
        ("NORPRESS", "Norpress"),
        ("People's Voice", "People's Voice"),
        ("Osker Tagblatt", "Osker Tagblatt"),
        ("Le Quotidien de Norvik", "Le Quotidien de Norvik"),
        ("Radio Norvik", "Radio Norvik"),
        ("Diario Norvik", "Diario Norvik"),
        ("RTK", "RTK"),
        ("Norvik Observer, 9 June 2031", "Norvik Observer"),
        ("Norvik Observer | Monday, June 9, 2031", "Norvik Observer"),
        ("XVII", None),
        ("Meridian", None),
        ("The Lantern", None),
        ("World news", None),
        ("Exclusive", None),
    ],
)
@pytest.mark.parametrize("under", [[], ["By Marta Roos", "4 May 2031"]])
def test_a_short_line_over_a_headline_is_not_the_headline(
    name: str, outlet: str | None, under: list[str]
) -> None:
    page, article = read(name, HEADLINE, *under, *NEWS)
    assert headline(page, article) == HEADLINE
    assert article.outlet == outlet
    assert page[article.body[0]].startswith(NEWS[0])


@pytest.mark.parametrize(
    "line",
    [
        "The owner, Ivo Kern, told Meridian that the yard was shut.",
        "Meridian has learned that the yard was shut in May.",
        "© 2031 Meridian",
        "Marta Roos is a reporter for Meridian.",
    ],
)
def test_a_text_that_calls_a_name_an_outlet_proves_it(line: str) -> None:
    page, article = read("Meridian", HEADLINE, *NEWS, line)
    assert article.outlet == "Meridian"
    assert headline(page, article) == HEADLINE


@pytest.mark.parametrize(
    "lines",
    [
        ["Adrift", *NEWS],
        ["Adrift", "By Marta Roos", *NEWS],
        ["Adrift", "How a ferry was lost in sight of Osk", *NEWS],
        ["Adrift", "Why forty people were at sea in a storm", "By Marta Roos", *NEWS],
    ],
)
def test_a_headline_of_one_word_stays_the_headline(lines: list[str]) -> None:
    page, article = read(*lines)
    assert headline(page, article) == "Adrift"
    assert article.outlet is None


def test_a_name_that_unrelated_pages_have_over_their_headlines_is_the_outlets() -> None:
    texts = [["Meridian", HEADLINE, *NEWS], *(["Meridian", *other] for other in OTHERS)]
    drafts = [read(*lines, name=f"{at}.txt") for at, lines in enumerate(texts)]
    articles = without_repeats(drafts)
    assert [one.outlet for one in articles] == ["Meridian"] * 3
    heads = [headline(page, one) for (page, _), one in zip(drafts, articles, strict=True)]
    assert heads == [HEADLINE, OTHERS[0][0], OTHERS[1][0]]


def test_a_section_that_unrelated_pages_have_over_their_headlines_is_no_outlet() -> None:
    texts = [["Politics", HEADLINE, *NEWS], *(["Politics", *other] for other in OTHERS)]
    articles = without_repeats([read(*lines, name=f"{at}.txt") for at, lines in enumerate(texts)])
    assert [one.outlet for one in articles] == [None] * 3


def test_a_person_over_a_headline_is_no_outlet() -> None:
    _, article = read("Anna Kern", HEADLINE, *NEWS, "The mayor told Anna Kern so.")
    assert article.outlet is None


def test_letters_that_the_text_takes_up_and_radio_that_falls_silent_are_no_outlets() -> None:
    told = "The GDP of Osk grew by a tenth, and there was silence in the hall, the bank said."
    for line in ("GDP", "Radio Silence"):
        assert read(line, HEADLINE, told, *NEWS)[1].outlet is None


def test_the_outlet_may_stand_under_the_headline_beside_the_day() -> None:
    page, article = read(HEADLINE, "Norvik Courier, 9 June 2031", "By Marta Roos", *NEWS)
    assert (headline(page, article), article.outlet) == (HEADLINE, "Norvik Courier")
    assert article.outlet_span
    assert page[article.outlet_span] == "Norvik Courier"
