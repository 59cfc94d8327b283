"""Whether a page holds its article: walls, links to the rest, shells, errors, front pages."""

from __future__ import annotations

import pytest

from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.read.wholeness import wholeness_of, with_wholeness
from secondsource.records import Given, Page, Wholeness

SENTENCES = (
    "Nine people died on Monday night when the ferry Anna sank in a storm off Osk. "
    "The harbour master said that the search would go on until every cabin had been looked into. "
    "Divers of three towns were brought to the pier before dawn, and the mayor opened the school. "
)


def judged(html: str, url: str = "https://herald.example/2031/05/ferry") -> tuple[Wholeness, Page]:
    page = page_of(html.encode(), input=url, url=url, media="html")
    return wholeness_of(page, article_of(page)), page


def web(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>Ferry sinks off Osk</title>{head}</head><body><article>"
        f"<h1>Ferry sinks off Osk</h1>{body}</article></body></html>"
    )


def paragraphs(times: int) -> str:
    return "".join(f"<p>{SENTENCES}</p>" for _ in range(times))


def test_a_short_article_is_whole() -> None:
    assert judged(web(paragraphs(1)))[0].state == "whole"


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading",
        "To read the full story, log in or create a free account.",
        "Already a subscriber? Sign in",
        "This article is for subscribers only.",
        "You have reached your limit of free articles.",
    ],
)
def test_a_wall_after_a_short_text_makes_it_a_stub_and_is_shown(wall: str) -> None:
    found, page = judged(web(f"{paragraphs(1)}<div class='wall'><p>{wall}</p></div>"))
    assert found.state == "stub"
    assert page[found.reasons[0].spans[0]] == wall


def test_a_wall_after_a_long_text_is_an_advertisement() -> None:
    assert judged(web(f"{paragraphs(8)}<p>Subscribe to continue reading</p>"))[0].state == "whole"


def test_what_a_page_promises_to_programs_counts() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry sinks",'
        f' "articleBody": "{SENTENCES * 9}"}}</script>'
    )
    found, _ = judged(web(paragraphs(1), head))
    assert (found.state, found.reasons[0].kind) == ("stub", "promised")


def test_a_text_that_breaks_off_is_a_stub() -> None:
    found, page = judged(web(f"<p>{SENTENCES}Nobody knew whether the captain...</p>"))
    assert found.state == "stub"
    assert page[found.reasons[0].spans[0]] == "..."


def test_a_page_that_asks_for_a_script_is_a_shell() -> None:
    html = (
        '<html><head><meta property="og:type" content="article"></head><body><div id="root">'
        "<p>Please enable JavaScript to view this page.</p></div></body></html>"
    )
    assert judged(html)[0].state == "shell"


def test_a_consent_banner_alone_is_a_shell() -> None:
    html = (
        "<html><body><div class='consent'><p>We and our partners use cookies to store data.</p>"
        "<button>Accept all cookies</button></div></body></html>"
    )
    assert judged(html)[0].state == "shell"


@pytest.mark.parametrize("title", ["404 Not Found", "Page not found", "Just a moment..."])
def test_an_error_page_is_no_article(title: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Sorry.</p></body>"
    assert judged(html)[0].state == "none"


def test_news_about_a_number_is_no_error() -> None:
    html = web(paragraphs(1)).replace("Ferry sinks off Osk", "404 people killed in storm")
    assert judged(html)[0].state == "whole"


def test_a_front_page_is_no_article() -> None:
    links = "".join(
        f"<li><a href='/{n}'>The mayor of Osk opened school {n}</a></li>" for n in range(40)
    )
    html = f"<html><head><title>The Osk Herald</title></head><body><ul>{links}</ul></body></html>"
    found, _ = judged(html, "https://herald.example/")
    assert found.state == "none"


def test_a_plain_text_with_a_wall_is_a_stub() -> None:
    text = f"Ferry sinks off Osk\n\n{SENTENCES}\n\nSubscribe to continue reading\n"
    page = page_of(text.encode(), input="ferry.txt")
    assert wholeness_of(page, article_of(page)).state == "stub"


def test_what_a_shell_prints_is_kept_as_furniture() -> None:
    html = (
        '<html><head><meta property="og:type" content="article"></head><body><article>'
        "<h1>Ferry sinks off Osk</h1><p>You need to enable JavaScript to run this app.</p>"
        "</article></body></html>"
    )
    page = page_of(html.encode(), input="ferry.html", media="html")
    article = with_wholeness(page, article_of(page))
    assert not article.body
    cut = " ".join(page[one.span] for one in article.furniture)
    assert "enable JavaScript" in cut


@pytest.mark.parametrize(("part", "kind"), [("teaser", "teaser"), ("cut", "cut off")])
def test_what_a_feed_or_an_archive_brought_in_part_is_a_stub(part: str, kind: str) -> None:
    page = page_of(
        web(paragraphs(8)).encode(), input="f.html", given=Given(part=part), media="html"
    )
    found = wholeness_of(page, article_of(page))
    assert (found.state, found.reasons[0].kind) == ("stub", kind)


def cards(number: int) -> str:
    return "".join(
        f"<div class=card><h2><a href=/{n}>Ferry number {n} is late again</a></h2>"
        f"<p>{SENTENCES}</p></div>"
        for n in range(number)
    )


@pytest.mark.parametrize("title", ["Search results for ferry", "Marta Roos", "Osk", "Tag: ferry"])
def test_a_list_of_teasers_is_no_article_however_long(title: str) -> None:
    html = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{cards(8)}</body></html>"
    )
    assert judged(html)[0].state == "none"


def test_links_to_others_below_an_article_do_not_make_it_a_list() -> None:
    html = web(paragraphs(6)).replace("</body>", f"<aside>{cards(8)}</aside></body>")
    assert judged(html)[0].state == "whole"


def test_a_long_consent_banner_is_a_shell() -> None:
    line = "We and our 842 partners store and access information on a device, such as cookies."
    html = f"<html><body><div id=cmp><h2>Privacy</h2>{f'<p>{line}</p>' * 20}</div>"
    assert judged(html)[0].state == "shell"


def test_another_articles_body_promises_nothing() -> None:
    other = "Two people died in a fire at the mill. " * 60
    head = (
        '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "Mill burns",'
        f' "articleBody": "{other}"}}]</script>'
    )
    assert judged(web(paragraphs(3), head))[0].state == "whole"


def test_a_wall_right_after_some_paragraphs_makes_a_stub_though_they_are_not_few() -> None:
    wall = "<p>Subscribe to read the full story</p>"
    assert judged(web(paragraphs(4) + wall))[0].state == "stub"
    far = "<ul><li>Sea</li><li>Land</li><li>Air</li><li>Harbour</li></ul>"
    assert judged(web(paragraphs(4) + far + wall))[0].state == "whole"


@pytest.mark.parametrize(("sentences", "state"), [(1, "whole"), (0, "shell")])
def test_an_article_of_one_sentence_is_no_shell_but_one_of_none_is(
    sentences: int, state: str
) -> None:
    head = '<meta property="og:type" content="article">'
    body = "<p>Nine people died on Monday night when the ferry Anna sank in a storm off Osk.</p>"
    assert judged(web(body * sentences, head))[0].state == state
