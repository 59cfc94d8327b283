"""A page is taken apart into headline, body and furniture, and nothing is lost."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import Unreadable
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.read.passages import passages_of
from secondsource.records import Article, Given, Page, Span

NEWS = [
    "A ferry with forty people aboard sank off the port of Osk on Monday, killing nine of them.",
    '"We did what we could," said Mayor Ivo Lind, who had gone out with the lifeboat.',
    "The coast guard said that the search for the missing would go on through the night.",
    "It was the third accident on the strait this year. You could see the lights from the shore.",
]
HEADLINE = "Nine die as ferry sinks off Osk"


def read(text: str, name: str = "a.txt", **options: object) -> tuple[Page, Article]:
    page = page_of(text.encode(), input=name, **options)  # type: ignore[arg-type]
    return page, article_of(page, text.encode())


def body(page: Page, article: Article) -> str:
    return "\n".join(page[span] for span in article.body)


def uncovered(page: Page, article: Article) -> str:
    left = list(page.text)
    spans = [article.headline] if article.headline else []
    for span in [*spans, *article.body, *(cut.span for cut in article.furniture)]:
        left[span.start : span.end] = " " * (span.end - span.start)
    return "".join(left).strip()


FURNITURE = [
    ("Support The Osk Herald!", "appeal"),
    ("A Message from The Osk Herald:", "appeal"),
    ("Dear readers,", "appeal"),
    ("Your support keeps our journalism free. Donate from $5 a month.", "appeal"),
    ("Help us keep local journalism alive: become a member today.", "appeal"),
    ("Sign up for our free weekly newsletter", "form"),
    ("Subscribe to our morning newsletter", "form"),
    ("Subscribers agree to the Privacy Policy", "form"),
    ("Enter your email address", "form"),
    ("Read more", "link"),
    ("Read more: Harbour wall to be raised", "link"),
    ("READ ALSO: Harbour wall to be raised", "link"),
    ("Click here to see the pictures", "link"),
    ("Follow us on Twitter", "menu"),
    ("Share on Facebook", "menu"),
    ("Advertisement", "menu"),
    ("© Copyright Osk Herald 2031. All rights reserved.", "copyright"),
    ("Copyright 2031 The Osk Herald", "copyright"),
    ("All rights reserved.", "copyright"),
    ("• Written by:", "label"),
    ("Last updated: 12 May 2031", "label"),
    ("Photo: Marta Roos / Osk Herald", "caption"),
    ("(Photo by Marta Roos)", "caption"),
    ("Since July 1, 2031, we have disabled all ads to improve your reading experience.", "notice"),
    ("This site uses cookies to give you the best experience.", "notice"),
    ("Contact: Marta Roos, press office, +99 555 0100", "label"),
    ("Do you know more? Email tips@osk.example", "label"),
    ("Do you have a story? Call us on 555 0100.", "label"),
    ("12 comments", "comments"),
    ("Leave a comment", "comments"),
    ("Related articles", "related"),
]


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_known_furniture_is_cut_at_the_end_and_says_why(line: str, kind: str) -> None:
    page, article = read("\n\n".join([HEADLINE, *NEWS, line]))
    assert page[article.headline] == HEADLINE  # type: ignore[index]
    assert body(page, article).split("\n\n") == NEWS
    assert [cut.why.partition(":")[0] for cut in article.furniture] == [kind]
    assert not uncovered(page, article)


KEPT = [
    '"Support us," the mayor told the crowd, "and donate to our fund for the families."',
    "The government said it would support the families of the dead with $5 million a year.",
    "We were on the deck when it happened, said one of the passengers, a teacher from Lund.",
    "More than forty people were aboard, among them the crew of six and two pilots.",
    "Share prices of the company fell by nine per cent in the first hour of trading.",
    "Subscribers of the phone network in Osk could not call for help for two hours.",
    "The company said it holds the copyright to the drawings of the ferry.",
    "Comments by the minister angered relatives of the dead, who had waited for hours.",
    "Related to the investigation are three earlier cases, the prosecutor said on Monday.",
    "Photographs by a passenger show the ferry listing to port before it sank.",
    "Continue the search, the mayor ordered.",
    "Contact tracing began on Monday among the passengers who had fallen ill aboard.",
    "Do you know more than the captain did? the judge asked the pilot on the stand.",
    "On 9 May 2031 the owner of the ferry wrote: the hull would not last another winter.",
    "The search",
]


@pytest.mark.parametrize("line", KEPT)
def test_news_that_sounds_like_furniture_stays(line: str) -> None:
    page, article = read("\n\n".join([HEADLINE, *NEWS[:2], line, *NEWS[2:]]))
    assert line in body(page, article)


def test_a_letter_that_is_answered_is_cut_to_the_end_of_its_marks() -> None:
    answered = "On Fri, 9 May 2031 at 10:12, Ivo Lind <ivo@osk.example> wrote:"
    lines = [answered, "> We will print nothing of this.", "> The desk has closed for the night."]
    page, article = read("\n".join([HEADLINE, *NEWS, *lines]))
    assert "\n".join(NEWS) == body(page, article).replace("\n\n", "\n")
    assert {cut.why.partition(":")[0] for cut in article.furniture} == {"label"}


def test_an_appeal_runs_from_its_salutation_to_its_end() -> None:
    appeal = [
        "A Message from The Osk Herald:",
        "Dear readers,",
        "We face hard times. The council has called us an enemy.",
        "These are attempts to silence the press. We see it differently.",
        "Your help, however small, matters. Support us from $2 a month.",
        "Once",
        "Monthly",
        "Continue",
        "Remind me later.",
    ]
    page, article = read("\n\n".join([HEADLINE, *NEWS, *appeal]))
    assert body(page, article).split("\n\n") == NEWS
    assert article.outlet == "The Osk Herald"
    page, article = read("\n\n".join([*appeal, HEADLINE, *NEWS]))
    assert body(page, article).split("\n\n") == NEWS
    assert page[article.headline] == HEADLINE  # type: ignore[index]


def test_a_caption_that_the_lede_repeats_is_cut() -> None:
    lede = "Prime Minister Marta Roos has promised to raise the harbour wall of Osk by a metre."
    page, article = read(f"{HEADLINE}\n\nPrime Minister Marta Roos\n{lede}\n\n{NEWS[0]}")
    assert body(page, article) == f"{lede}\n\n{NEWS[0]}"
    assert article.furniture[0].why.startswith("caption")


@pytest.mark.parametrize(
    "link", ["إقرأ هذا الخبر بالعربية", "Читать эту новость по-русски", "阅读中文版本"]
)
def test_a_link_in_another_script_glued_to_the_lede_is_cut_inside_the_line(link: str) -> None:
    page, article = read(f"{HEADLINE}\n{link}{NEWS[0]}\n{NEWS[1]}")
    assert body(page, article) == f"{NEWS[0]}\n{NEWS[1]}"
    assert [page[cut.span] for cut in article.furniture] == [link]


def test_a_list_of_other_articles_and_comments_are_cut_to_the_end() -> None:
    tail = [
        "Related stories",
        "Harbour wall to be raised",
        "Mayor opens school",
        "3 comments",
        "I saw it sink.",
    ]
    page, article = read("\n\n".join([HEADLINE, *NEWS, *tail]))
    assert body(page, article).split("\n\n") == NEWS


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"{HEADLINE}\n\n{NEWS[0]}", HEADLINE),
        (f"# {HEADLINE}\n\n{NEWS[0]}", f"# {HEADLINE}"),
        (f"Who sank the ferry?\n{NEWS[0]}", "Who sank the ferry?"),
        (f"{NEWS[0]}\n\n{NEWS[1]}", None),
        (f"OSK, May 21 (Reuters) - {NEWS[0]}\n{NEWS[1]}", None),
        (NEWS[0], None),
    ],
)
def test_the_headline_is_the_first_line_that_reads_as_one(text: str, headline: str | None) -> None:
    page, article = read(text)
    assert (page[article.headline] if article.headline else None) == headline


HTML = """<html lang=en><head><title>{headline} | Osk Herald</title></head><body>
<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a><li><a href=/s>Sport</a></ul></nav>
<main><article><h1>{headline}</h1><p class=byline>By Marta Roos</p>
<figure><img src=x alt=y><figcaption>The ferry in May. Photo: Reuters</figcaption></figure>
{paragraphs}
<div class=newsletter-signup><p>Sign up for our newsletter</p><button>Subscribe</button></div>
</article></main>
<aside><h3>Most read</h3><ul><li><a href=/1>Harbour wall to be raised</a></ul></aside>
<footer><p>© 2031 Osk Herald. All rights reserved.</p></footer></body></html>"""


def test_a_web_page_is_taken_apart() -> None:
    html = HTML.format(headline=HEADLINE, paragraphs="".join(f"<p>{line}</p>\n" for line in NEWS))
    page, article = read(html, "a.html")
    assert page[article.headline] == HEADLINE  # type: ignore[index]
    assert body(page, article).split("\n\n") == NEWS
    assert page[article.byline] == "Marta Roos"  # type: ignore[index]
    assert (article.outlet, article.outlet_field) == ("Osk Herald", "title")
    assert article.family == "osk herald"
    assert article.language == "en"
    assert not uncovered(page, article)


@given(
    st.lists(st.sampled_from([*NEWS, *(line for line, _ in FURNITURE), "", "Osk", "\t", "ب" * 9]))
)
@settings(max_examples=150, deadline=None)
def test_body_furniture_and_headline_cover_a_page_and_never_touch(lines: list[str]) -> None:
    try:
        page, article = read("\n".join(lines))
    except Unreadable:
        return
    assert not uncovered(page, article)
    spans = [*article.body, *(cut.span for cut in article.furniture)]
    spans = sorted([*spans, article.headline] if article.headline else spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    for passage in passages_of(page, article):
        assert page[passage.span].strip()


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_and_any_markup_give_an_article(text: str) -> None:
    for name in ("a.txt", "a.html"):
        try:
            page, article = read(text.encode("utf-8", "replace").decode(), name)
        except Unreadable:
            continue
        assert not uncovered(page, article)
        passages_of(page, article)


@pytest.mark.parametrize(
    "text",
    ['"' * 1_000_000, "Nine died. " * 200_000, "you us $5 donate " * 60_000, "A" * 1_000_000, "\n" * 10**6 + "x", "Osk\n" * 200_000, "« x " * 300_000, "A-" * 10**6, "By A " * 10**5],  # noqa: E501
    ids=["marks", "one line", "appeal", "one word", "blank", "short lines", "guillemets", "dashes", "by"],  # noqa: E501
)  # fmt: skip
def test_a_monstrous_text_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    page, article = read(text)
    passages_of(page, article)
    assert time.process_time() - started < 20


def test_what_is_given_with_a_text_is_used() -> None:
    _, article = read("\n".join(NEWS), given=Given(outlet="The Osk Herald", headline=HEADLINE))
    assert (article.outlet, article.outlet_field, article.headline) == (
        "The Osk Herald",
        "given:outlet",
        None,
    )
    assert article.body[0].start == 0


def test_passages_are_the_headline_and_the_sentences_of_each_paragraph() -> None:
    page, article = read("\n".join([HEADLINE, *NEWS]))
    passages = passages_of(page, article)
    assert [one.paragraph for one in passages] == [-1, 0, 1, 2, 3, 3]
    assert passages[0].headline and page[passages[-1].span].startswith("You could")


def test_the_seeds_are_taken_apart(shared: Path) -> None:
    wanted = {
        "000": ("Russia’s Putin", "The Moscow Times", 9, "details of\xa0the weapons."),
        "001": ("Russia Arming", "The Moscow Times", 8, "Russian court."),
        "002": ("Isis: Russia", "IBTimes", 10, "said Medvedev."),
        "003": ("Russia to continue", None, 11, "Syria and Iraq."),
        "004": ("Iraqi PM", None, 14, "said Medvedev."),
    }
    for place in sorted((shared / "seeds").iterdir()):
        headline, outlet, paragraphs, ending = wanted[place.name[:3]]
        page = page_of(place.read_bytes(), input=str(place))
        article = article_of(page)
        assert article.headline and page[article.headline].startswith(headline)
        assert article.outlet == outlet
        text = body(page, article)
        assert text.endswith(ending) and len([x for x in text.split("\n") if x]) == paragraphs
        for word in (
            "Support",
            "newsletter",
            "Read more",
            "Copyright",
            "Written by",
            "Dear readers",
        ):
            assert word not in text.replace("support", "")
        assert not any("\u0600" <= char <= "\u06ff" for char in text)
        assert not uncovered(page, article)
        if place.name.startswith("002"):
            [credit] = article.credits
            assert (credit.agency, credit.scope) == ("AFP", "part")
            assert page[credit.covers[0]].startswith('"We understand')
        else:
            assert not article.credits


def test_spans_are_of_the_page() -> None:
    page, article = read("\n".join([HEADLINE, *NEWS]))
    assert all(isinstance(span, Span) and span.page == page.id for span in article.body)
