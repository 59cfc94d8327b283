"""A changed page at one address is a new version, whatever little its address differs in."""

from __future__ import annotations

import pytest

from secondsource.read.versions import address_key, with_versions
from secondsource.records import Article, Block, Draft, Given, Page, Span, Stated

TEXT = "Nine people died off Osk.\nThe tug Marta helped.\nA search goes on."


def draft(
    ident: str,
    url: str | None,
    *,
    text: str = TEXT,
    fetched: str | None = None,
    canonical: str | None = None,
    family: str = "osk",
    note: str | None = None,
) -> Draft:
    page = Page(
        ident, url or f"{ident}.html", text, url=url, blocks=(Block(0, len(text)),),
        given=Given(fetched=fetched),
    )  # fmt: skip
    stated = Stated(canonical, field="link:canonical", note=note) if canonical else None
    article = Article(ident, family, body=(Span(ident, 0, len(text)),), canonical=stated)
    return Draft(page, article, url or f"/news/{ident}.html", 1)


def chain(*drafts: Draft) -> dict[str, str | None]:
    return {one.article.id: one.article.version_of for one in with_versions(drafts)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://osk.example/ferry", "https://osk.example/ferry"),
        ("https://osk.example/ferry", "http://www.osk.example/ferry/"),
        ("https://osk.example/ferry?id=7", "https://osk.example/ferry?utm_source=x&id=7#top"),
    ],
)
def test_one_address_written_twice_is_one_page(one: str, other: str) -> None:
    found = chain(draft("b", one, fetched="2031-05-22"), draft("a", other, fetched="2031-05-23"))
    assert found == {"b": None, "a": "b"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://osk.example/story?id=1", "https://osk.example/story?id=2"),
        ("https://osk.example/a", "https://strait.example/a"),
        ("https://osk.example/Ferry", "https://osk.example/tug"),
    ],
)
def test_two_addresses_are_two_pages(one: str, other: str) -> None:
    assert chain(draft("a", one), draft("b", other)) == {"a": None, "b": None}
    assert address_key(one) != address_key(other)


def test_saved_pages_that_name_one_canonical_address_are_one() -> None:
    canonical = "https://osk.example/ferry"
    saved = [draft(name, None, canonical=canonical, fetched=f"2031-05-2{n}") for n, name in
             enumerate("abc", start=1)]  # fmt: skip
    assert chain(*saved) == {"a": None, "b": "a", "c": "b"}
    fetched = draft("d", "https://www.osk.example/ferry", fetched="2031-05-29")
    assert chain(saved[0], fetched) == {"a": None, "d": "a"}


def test_a_canonical_address_that_many_name_joins_only_what_shares_text() -> None:
    careless = "https://osk.example/news"
    pages = [
        draft("a", "https://osk.example/1", canonical=careless),
        draft("b", "https://osk.example/2", canonical=careless, text="Rain fell.\nIt was cold."),
    ]
    assert chain(*pages) == {"a": None, "b": None}


def test_a_copy_that_names_another_outlets_page_is_no_version_of_it() -> None:
    own = draft("a", "https://osk.example/1", canonical="https://osk.example/1")
    copy = draft(
        "b",
        "https://strait.example/1",
        canonical="https://osk.example/1",
        family="strait",
        note="elsewhere",
    )
    assert chain(own, copy) == {"a": None, "b": None}
