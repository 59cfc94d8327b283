"""A plain text is taken apart by the order of its lines; what is not sure to be furniture stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.read.plaintext import is_byline, is_day
from secondsource.read.rows import caption_glued, is_menu_row, is_sums
from secondsource.read.runs import run_of
from secondsource.records import Article, Page

HEADLINE = "Nine die as ferry sinks off Osk"
NEWS = [
    "A ferry with forty people aboard sank off Osk on Monday, killing nine, the coast guard said.",
    "“I saw the lights go out and then there was nothing on the water,” said Ivo Lind, a sailor.",
    "The search would go on through the night, and the mayor, Marta Roos, asked for blankets.",
]


def read(*lines: str) -> tuple[Page, Article]:
    page = page_of("\n".join(lines).encode(), input="a.txt")
    return page, article_of(page)


def body(page: Page, article: Article) -> list[str]:
    return [line for span in article.body for line in page[span].split("\n") if line]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Osk Herald", "The Osk Herald"),
        ("OSK HERALD", "Osk Herald"),
        ("Strait of Osk Gazette", None),
        ("THE LIND POST", "The Lind Post"),
        ("OSK BAY NEWS", "Osk Bay News"),
        ("Voters go to the post", None),
    ],
)
def test_the_outlets_name_at_the_head_is_not_the_headline(name: str, outlet: str | None) -> None:
    page, article = read(name, HEADLINE, *NEWS)
    assert article.outlet == outlet
    if outlet:
        assert page[article.headline] == HEADLINE  # type: ignore[index]
        assert page[article.outlet_span] == name  # type: ignore[index]
        assert body(page, article) == NEWS


def test_a_name_in_capitals_is_shown_as_the_text_writes_it() -> None:
    _, article = read("OSKHAVN TRIBUNE", HEADLINE, *NEWS, "She told the OskHavn Tribune so.")
    assert article.outlet == "OskHavn Tribune"


def test_a_listed_name_is_a_masthead_without_a_word_for_newspapers() -> None:
    page = page_of("\n".join(["THE LANTERN", HEADLINE, *NEWS]).encode(), input="a.txt")
    article = article_of(page, outlets={"lantern": ("Lantern", "Roos Media")})
    assert (article.outlet, article.family) == ("Lantern", "roos media")
    assert page[article.headline] == HEADLINE  # type: ignore[index]


@pytest.mark.parametrize(
    "line",
    [
        "By Marta Roos",
        "By Marta Roos, Staff Writer",
        "By Marta Roos in Osk",
        "From Marta Roos in Osk",
        "Friday 15 March 2031",
        "Friday, 15 March 2031, 17:02",
        "March 15, 2031",
        "Updated 5:02 p.m. ET, May 4, 2031",
        "Home   World   Business   Sports   Opinion   Crossword",
        "News | Sport | Culture | Puzzles | Subscribe",
    ],
)
def test_what_stands_around_the_headline_is_in_neither(line: str) -> None:
    for lines in ([HEADLINE, line], [line, HEADLINE]):
        page, article = read(*lines, *NEWS)
        assert page[article.headline] == HEADLINE  # type: ignore[index]
        assert body(page, article) == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "Marta Roos covers the strait for the Herald. Reach her at 555-0111.",
        "Seen something? Call the news desk on 000 55 0111 or write to desk@osk.example",
        "Get unlimited access for $1 for the first month. Already a subscriber? Log in",
        "Subscribe from 1 pound a week",
        "Already a subscriber? Log in",
        "Page 1 of 1",
        "50 crowns 100 crowns 250 crowns Other amount",
        "$5 $10 $20",
        "Give once",
        "We never sell addresses.",
        "You can leave the list whenever you like.",
        "More on this story: the strait in depth",
        "The ferry in the morning. Picture sent in by a reader",
        "The wreck off Osk. Photo: Handout",
        "A coffee a month keeps a reporter at sea. Give 20 crowns.",
        "Share   Print   Send to a friend",
    ],
)
def test_lines_around_the_news_are_cut(line: str) -> None:
    for lines in ([*NEWS, line], [NEWS[0], line, *NEWS[1:]]):
        page, article = read(HEADLINE, *lines)
        assert body(page, article) == NEWS


@pytest.mark.parametrize(
    "line",
    [
        "He gave 20 crowns to the sailors and 20 crowns to the church.",
        "The team won three cups, two shields and a spoon.",
        "By Great Osk standards the sea was calm.",
        "In March 2031 another ferry sank.",
        "She will contact the coast guard on Friday about the wreck.",
        "World leaders sent their condolences",
        "“We never sell addresses,” the company said.",
        "The photo: a ship at sea, with nobody on board.",
        "The yard has not subscribed for new engines.",
    ],
)
def test_news_that_looks_like_furniture_stays(line: str) -> None:
    page, article = read(HEADLINE, NEWS[0], line, *NEWS[1:])
    assert line in body(page, article)


@pytest.mark.parametrize("credit", ["Photo: Handout", "Photo: Marta Roos/Lindwire", "Picture: AFP"])
def test_a_caption_glued_to_the_lede_is_cut_inside_the_line(credit: str) -> None:
    page, article = read(HEADLINE, f"Boats circle the wreck. {credit}{NEWS[0]}", *NEWS[1:])
    assert body(page, article) == NEWS
    assert article.furniture[0].why.startswith("caption")


def test_a_kicker_in_capitals_belongs_to_the_headline() -> None:
    page, article = read(f"EXCLUSIVE: {HEADLINE}", *NEWS)
    assert page[article.headline] == f"EXCLUSIVE: {HEADLINE}"  # type: ignore[index]


SAVED = [
    *(
        "Skip to content",
        "Front page",
        "Harbour",
        "Parish council",
        "Tide tables",
        "Boats for sale",
    ),
    *("Mayor opens school at Lind", "Harbour wall to be raised again", "Letters to the harbour"),
]
LINKS = [
    "Mayor opens school at Lind",
    "Wall round the old harbour to be raised again after storm",
    "Baker of the year named at Roos hall",
    "Why the lamps are out.",
    "What to do on the strait this week",
]


def test_a_saved_page_is_cut_down_to_its_run_of_sentences() -> None:
    page, article = read(*SAVED, HEADLINE, *NEWS, *NEWS[::-1], *LINKS)
    assert page[article.headline] == HEADLINE  # type: ignore[index]
    assert body(page, article) == [*NEWS, *NEWS[::-1]]


def test_a_list_a_poem_and_subheadings_inside_the_run_stay() -> None:
    inside = ["The boats that were lost", "The Anna, of Osk and the islands", "The Marta, of Lind"]
    page, article = read(*SAVED, HEADLINE, *NEWS, *inside, *NEWS[::-1], *LINKS)
    assert set(inside) <= set(body(page, article))


def test_paragraphs_that_stand_together_behind_a_list_stay() -> None:
    page, article = read(HEADLINE, *NEWS * 3, *LINKS * 8, *(line + " Again." for line in NEWS * 2))
    assert sum(line.endswith("Again.") for line in body(page, article)) == 6


def test_two_unended_lines_at_the_end_stay() -> None:
    page, article = read(HEADLINE, *NEWS, "Marta Roos is the mayor of Osk and the islands", "Osk")
    assert len(body(page, article)) == 5


def test_lines_of_one_kind_are_told() -> None:
    assert is_byline("By Marta Roos and Ivo Lind") and not is_byline(NEWS[0])
    assert is_day("4 May 2031") and not is_day("2031")
    assert is_menu_row("Share | Print | E-mail") and not is_menu_row("Osk 2 | Lind 1 | Roos 0")
    assert is_sums("€5, €10, €20") and not is_sums("20 crowns")
    assert caption_glued(NEWS[0]) is None
    assert run_of([], []) == (0, 0)


@given(st.lists(st.sampled_from([*SAVED, *NEWS, *LINKS, HEADLINE, "", "|", "© 2031"]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_long_paragraphs_are_never_cut(lines: list[str]) -> None:
    try:
        page, article = read(*lines)
    except Unreadable:
        return
    kept = body(page, article)
    run = [line for line in lines if line in NEWS]
    if len(run) >= 4 and lines[-4:] == run[-4:]:
        assert kept[-4:] == run[-4:]


@pytest.mark.parametrize(
    "text",
    ["Photo: " + "aB" * 500_000, "1 a " * 250_000, "| " * 500_000, "By A in " * 120_000, "Home " * 200_000, "News\n" * 200_000, "Photo: A" * 120_000],  # noqa: E501
    ids=["joints", "sums", "bars", "bylines", "sections", "lines", "credits"],
)  # fmt: skip
def test_a_monstrous_text_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "line",
    [
        "Since May 4, 2031 we have had no advertising on this site.",
        "Cookies help us deliver our services. OK",
        "4 min",
        "Facebook Twitter WhatsApp",
        "The Osk Herald relies on its readers. Your support, no matter how small, helps.",
        "The Osk Herald relies on its readers",
        "Support quality journalism: become a member today",
        "Most popular: 1. Salt rate today",
        "Read or Share this story: http://osk.example/1",
    ],
)
def test_what_speaks_of_the_site_is_neither_headline_nor_body(line: str) -> None:
    for rows in ([line, HEADLINE, *NEWS], [HEADLINE, line, *NEWS], [HEADLINE, *NEWS, line]):
        page, article = read(*rows)
        assert article.headline and page[article.headline] == HEADLINE
        assert body(page, article) == NEWS


@pytest.mark.parametrize("credit", ["- Reuters", "— AFP", "(AP)", "/Interfax/"])
def test_a_sentence_with_an_agencys_credit_at_its_end_is_body(credit: str) -> None:
    last = f"The Anna had sailed between Osk and Lind since 2031. {credit}"
    page, article = read(HEADLINE, *NEWS, last, "Also read: Salt ends flat", "Download our app")
    assert body(page, article) == [*NEWS, last]
    assert [one.scope for one in article.credits] == ["text"]


def test_a_caption_without_a_credit_glued_to_the_lede_is_cut() -> None:
    caption = "Ivo Lind, a sailor, with a blanket on the pier in Osk"
    page, article = read(HEADLINE, caption + NEWS[0], *NEWS[1:])
    assert body(page, article) == NEWS
    kept = "The dock of OskHaven Lines, which built her, was shut when the ferry sank off Osk."
    page, article = read(HEADLINE, kept, *NEWS, "OskHaven Lines said nothing.")
    assert body(page, article)[0] == kept


def test_over_a_byline_stands_the_headline_though_a_caption_is_likelier() -> None:
    menu = ["Home", "Sport", "Weather", "Tides", "E-mail this", "Printable version", "Archive"]
    caption = "A ferry with forty people aboard sank off Osk, the coast guard said"
    page, article = read(*menu, "Nine lost off Osk's coast", "By Marta Roos", caption, *NEWS * 3)
    assert article.headline and page[article.headline] == "Nine lost off Osk's coast"
