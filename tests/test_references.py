"""An article says in words, or by a link, that another outlet has it; news of one says nothing."""

from __future__ import annotations

import pytest

from secondsource.pipeline import read_page, read_together
from secondsource.publishers import publishers
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.records import Article, Draft, Given, Page

HEADLINE = "Nine die as ferry sinks off Osk"
NEWS = "A ferry with forty people aboard sank off Osk on Monday, killing nine."
MORE = "The coast guard said that the search would go on through the night."
POST = f"Storm over the strait\n\n{MORE} Nobody slept in the town, and nobody said much."


def referring(*lines: str, outlet: str = "Osk Herald") -> tuple[Page, Article]:
    """An article of an outlet, read beside one of the Strait Post and one of Lindvoice."""
    text = "\n\n".join((HEADLINE, NEWS, *lines, MORE))
    given = [(text, outlet, None), (POST, "The Strait Post", "https://strait.example/storm")]
    given.append((POST.replace("Storm", "Gale"), "Lindvoice", "https://www.lindvoice.example/gale"))
    drafts = [
        Draft(*read_page(text.encode(), input=f"{at}.txt", given=Given(outlet=name), url=url))
        for at, (text, name, url) in enumerate(given)
    ]
    found = next(one for one in read_together(drafts) if one.page.input == "0.txt")
    return found.page, found.article


def told(*lines: str) -> list[tuple[str, str, list[str]]]:
    page, article = referring(*lines)
    return [
        (one.outlet, one.kind, [page[span] for span in one.covers]) for one in article.references
    ]


@pytest.mark.parametrize(
    ("sentence", "outlet", "kind"),
    [
        ("The Strait Post first reported the sinking.", "The Strait Post", "first reported"),
        ("The news was first reported by the Strait Post.", "The Strait Post", "first reported"),
        ("Lindvoice was first to report the sinking.", "Lindvoice", "first reported"),
        ("Lindvoice was the first outlet to report it.", "Lindvoice", "first reported"),
        ("Lindvoice, which first reported it, was right.", "Lindvoice", "first reported"),
        ("It was the Strait Post that first reported it.", "The Strait Post", "first reported"),
        ("The story was first carried by Lindvoice.", "Lindvoice", "first reported"),
        ("Nine died, says the Strait Post.", "The Strait Post", "reported"),
        ("The Strait Post, citing two men, reported it.", "The Strait Post", "reported"),
        ("Speaking on Lindvoice, she wept.", "Lindvoice", "told"),
        ("Nine bodies were found, the Strait Post reported.", "The Strait Post", "reported"),
        ("Nine were found, according to the Strait Post.", "The Strait Post", "reported"),
        ("They, according to a report in the Strait Post, live.", "The Strait Post", "reported"),
        ("Lindvoice has earlier reported that nine were found.", "Lindvoice", "reported"),
        ("Nine were found, as reported by Lindvoice.", "Lindvoice", "reported"),
        ("“It sank in minutes,” a sailor told the Strait Post.", "The Strait Post", "told"),
        ("“It sank,” she said in an interview with Lindvoice.", "Lindvoice", "told"),
        ("Nine were found, the Harbour Gazette reported.", "Harbour Gazette", "reported"),
        ("Nine were found, the local newspaper Sundet reported.", "Sundet", "reported"),
        ("The New York Times first reported the sinking.", "The New York Times", "first reported"),
        ("The wreck lies deep, the BBC reported on Monday.", "BBC News", "reported"),
    ],
)  # fmt: skip
def test_words_that_name_another_outlet(sentence: str, outlet: str, kind: str) -> None:
    assert told(f"It was raining. {sentence} Nobody else spoke.") == [(outlet, kind, [sentence])]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("This story was first published by the Strait Post.", "The Strait Post"),
        ("This article originally appeared in the Strait Post.", "The Strait Post"),
        ("This article was originally published on Lindvoice.", "Lindvoice"),
        ("Republished with permission from Lindvoice.", "Lindvoice"),
        ("The report first appeared in Lindvoice.", "Lindvoice"),
        ("Source: Lindvoice", "Lindvoice"),
    ],
)
def test_a_text_that_says_whose_it_is(line: str, outlet: str) -> None:
    assert told(line) == [(outlet, "published", [])]


@pytest.mark.parametrize(
    "line",
    [
        "The Strait Post will move to the harbour in the spring.",
        "The Strait Post said it will move to the harbour in the spring.",
        "The editor of the Strait Post was hurt when the quay gave way.",
        "“It sank,” a sailor told the Osk Herald.",
        "The Osk Herald reported on Monday that nine were found.",
        "“It sank,” a sailor told AFP.",
        "Nine died, said the captain of the Strait Post.",
        "She said Lindvoice was late.",
        "The opposition Labour Leader said so, and the Coast Guard reported nothing new.",
        "Marta Roos told Ivo Lind that the Lind Trust had found nine.",
        "“It sank,” said Marta Roos of the Northern Star, a second ferry.",
    ],
)
def test_an_outlet_in_the_news_is_no_reference(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    "sentence", ["The Post reported on Monday that nine were found.", "She told the Post of it."]
)
def test_a_short_name_is_that_of_the_outlet_named_in_full(sentence: str) -> None:
    whole = "The crew of the Strait Post was at sea."
    assert [(one[0], one[2]) for one in told(whole, sentence)] == [("The Strait Post", [sentence])]
    assert told(sentence) == []


@pytest.mark.parametrize(
    "line",
    ["The newspaper said that nine were found.", "An Italian magazine said so on Monday.",
     "In the spring the U.S. said so.", "Its report was long, the website said."],
)  # fmt: skip
def test_a_newspaper_without_a_name_is_no_reference(line: str) -> None:
    assert told(line) == []


def test_a_reference_shows_its_words_and_the_family_it_compares_with() -> None:
    page, article = referring("Nine were found, the Strait Post reported.")
    (one,) = article.references
    assert (page[one.span], one.family) == ("Strait Post", "strait post")


def test_an_owner_is_the_family_of_a_known_outlet() -> None:
    mine = publishers('[families."Roos Media"]\noutlets = [{ name = "Sundet" }]')
    text = f"{HEADLINE}\n\n{NEWS}\n\nNine were found, Sundet reported.\n\n{MORE}"
    (draft,) = read_together([Draft(*read_page(text.encode(), input="a.txt"))], known=mine)
    assert [one.family for one in draft.article.references] == ["roos media"]


# -- links ----------------------------------------------------------------------------------


def linked(
    body: str, *, url: str = "https://osk.example/ferry"
) -> list[tuple[str, str, str | None]]:
    html = f"<html><body><h1>{HEADLINE}</h1><p>{NEWS}</p><p>{body}</p><p>{MORE}</p></body></html>"
    page, article = read_page(html.encode(), input="a.html", url=url)
    other = read_page(
        POST.encode(),
        input="b.txt",
        given=Given(outlet="Strait Post"),
        url="https://strait.example/x",
    )
    found = next(
        one
        for one in read_together([Draft(page, article), Draft(*other)])
        if one.page.id == page.id
    )
    return [
        (one.outlet, found.page[one.span], one.address)
        for one in found.article.references
        if one.kind == "link"
    ]  # fmt: skip


def test_a_link_is_kept_with_its_words_and_its_outlet() -> None:
    address = "https://www.strait.example/2031/storm?from=osk"
    assert linked(f"Nine were <a href='{address}'>found at\n <b>the quay</b></a>, they said.") == [
        ("Strait Post", "found at the quay", address)
    ]


def test_a_link_to_a_page_of_nobody_known_names_its_domain() -> None:
    assert linked("Nine, <a href='https://navy.example/list'>a list</a> says.") == [
        ("navy.example", "a list", "https://navy.example/list")
    ]


@pytest.mark.parametrize(
    "address",
    ["/storm", "#top", "mailto:roos@osk.example", "javascript:void(0)", "https://[bad/x",
     "https://osk.example/storm", "https://www.osk.example/", "https://twitter.com/roos"],
)  # fmt: skip
def test_a_link_home_or_to_a_platform_names_no_outlet(address: str) -> None:
    assert linked(f"Nine were <a href='{address}'>found</a>, they said.") == []


def test_an_address_printed_in_plain_text_is_a_link() -> None:
    text = f"{HEADLINE}\n\n{NEWS}\n\nThe list is at https://navy.example/list.\n\n{MORE}"
    page = page_of(text.encode(), input="a.txt")
    (one,) = article_of(page).references
    assert (page[one.span], one.kind) == ("https://navy.example/list", "link")


def test_what_an_article_says_of_others_does_not_hang_on_the_order_of_reading() -> None:
    texts = [f"{HEADLINE}\n\n{NEWS}\n\n{name} reported it.\n\n{MORE}" for name in ("Aa", "Bb")]
    drafts = [
        Draft(*read_page(text.encode(), input=f"{at}", given=Given(outlet=name)))
        for at, (text, name) in enumerate(zip(texts, ("Bb", "Aa"), strict=True))
    ]
    assert read_together(drafts) == read_together(reversed(drafts))
