"""The day of a page: which clue wins, and which never may."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.read.articles import article_of
from secondsource.read.behind import days_behind
from secondsource.read.dates import candidates_of, datings_of, published_of
from secondsource.read.pages import page_of
from secondsource.records import Article, Block, Cut, Field, Given, Page, Span


def page(text: str, *fields: Field, given: str | None = None, url: str | None = None) -> Page:
    return Page("p1", "ferry.html", text, url=url, fields=fields, given=Given(date=given))


WON = [
    ("given", page("It sank.", given="2015-05-21"), "2015-05-21"),
    ("json-ld", page("It sank.", Field("jsonld:datePublished", "2015-05-21T08:00:00+03:00")),
     "2015-05-21"),
    ("meta", page("It sank.", Field("meta:article:published_time", "2015-05-21T23:50:00-04:00")),
     "2015-05-21"),
    ("address", page("It sank.", url="https://osk.example/2015/05/21/ferry"), "2015-05-21"),
    ("line", page("Ferry sinks\n\nPublished: 21 May 2015\n\nIt sank."), "2015-05-21"),
    ("published before modified",
     page("It sank.", Field("meta:article:modified_time", "2015-06-01"),
          Field("meta:article:published_time", "2015-05-21")), "2015-05-21"),
    ("modified where nothing else is stated",
     page("It sank.", Field("meta:article:modified_time", "2015-05-22")), "2015-05-22"),
    ("the outlet's own day beside a time in UTC",
     page("Ferry sinks\n\nPublished: 21 May 2015\n\nIt sank.",
          Field("meta:article:published_time", "2015-05-22T02:10:00Z")), "2015-05-21"),
]  # fmt: skip


@pytest.mark.parametrize(("case", "dated", "day"), WON, ids=[case for case, _, _ in WON])
def test_the_best_clue_wins(case: str, dated: Page, day: str) -> None:
    found = published_of(dated, ())
    assert (found.earliest, found.latest) == (day, day)
    assert 0.0 < found.confidence <= 1.0
    assert any(clue.used for clue in found.evidence)


POISON = [
    "Ferry sinks\n\nIt sank.\n\n© 2024 The Osk Herald. All rights reserved.",
    "Ferry sinks\n\nIt sank.\n\n© Copyright Osk Times 2024. All rights reserved.",
    "Since July 1, 2024, we have disabled all ads.\n\nFerry sinks\n\nIt sank.",
    "Ferry sinks\n\nIt sank in 2014, and in March 2015 another one sank.",
    "Ferry sinks\n\nOffer valid until 31 December 2024.\n\nIt sank.",
    "Ferry sinks\n\nIt sank.",
    "",
]


@pytest.mark.parametrize("text", POISON)
def test_days_of_something_else_never_win(text: str) -> None:
    found = published_of(page(text), ())
    assert (found.earliest, found.latest, found.confidence) == (None, None, 0.0)
    assert not any(clue.used for clue in found.evidence)


def test_what_did_not_win_is_listed_with_its_place() -> None:
    dated = page("Since July 1, 2024, we have disabled all ads.\n\nFerry sinks")
    [clue] = published_of(dated, ()).evidence
    assert clue.span is not None
    assert (clue.kind, dated[clue.span], clue.used) == ("notice", "July 1, 2024", False)


def test_no_page_is_of_a_day_after_it_was_fetched() -> None:
    stated = (Field("jsonld:datePublished", "2051-05-21"), Field("meta:date", "2015-05-21"))
    dated = Page("p1", "a.html", "", fields=stated, given=Given(fetched="2015-06-01T10:00:00Z"))
    assert published_of(dated, ()).earliest == "2015-05-21"


def test_a_month_in_the_address_is_an_interval() -> None:
    found = published_of(page("It sank.", url="https://osk.example/2015/05/ferry"), ())
    assert (found.earliest, found.latest) == ("2015-05-01", "2015-05-31")


def test_a_comment_does_not_date_the_page() -> None:
    text = "Ferry sinks\n21 May 2015\nIt sank.\n3 June 2015 at 10:00"
    starts = [0, 12, 24, 33]
    paths = ["main h1", "main div.article-date", "main p", "main div.comments div.comment-meta"]
    ends = [11, 23, 32, len(text)]
    kinds = ["h1", "div", "p", "div"]
    blocks = tuple(
        Block(s, e, k, f"html body {p}")
        for s, e, k, p in zip(starts, ends, kinds, paths, strict=True)
    )
    dated = Page("p1", "ferry.html", text, blocks=blocks, media="html")
    found = published_of(dated, (Span("p1", 24, 32),))
    assert found.earliest == "2015-05-21"
    assert [clue.kind for clue in found.evidence if not clue.used] == ["comment"]


LABELS = [
    "Veröffentlicht am 21. Mai 2015", "Publié le 21 mai 2015", "Publicado el 21 de mayo de 2015",
    "Pubblicato il 21 maggio 2015", "Gepubliceerd op 21 mei 2015", "Опубликовано 21 мая 2015",
    "Posted on May 21, 2015 at 9:14 am", "Thursday, May 21st, 2015", "21.05.2015, 09:14 Uhr",
    "2015年5月21日", "Published\n21/05/2015", "21.05.201522.05.2015", "21 | 05 | 2015",
]  # fmt: skip


@pytest.mark.parametrize("line", LABELS)
def test_the_line_under_the_headline_is_read_in_many_forms(line: str) -> None:
    assert published_of(page(f"Ferry sinks\n{line}\n\nIt sank."), ()).earliest == "2015-05-21"


@pytest.mark.parametrize(
    "value", ["2099-05-21", "9999-12-31", "0000-01-01", "0001-01-01", "2038-01-19", "1970-01-01"]
)
def test_a_day_no_page_can_be_from_is_not_believed(value: str) -> None:
    dated = page("It sank.", Field("meta:date", value), Field("jsonld:datePublished", value))
    assert published_of(dated, ()).earliest is None


def test_a_day_to_come_alone_against_all_other_years_is_not_believed() -> None:
    dated = page("It sank in 2015. © 2015 The Osk Herald", Field("meta:date", "2034-05-21"))
    assert published_of(dated, ()).earliest is None


def test_an_archived_page_is_no_later_than_its_copy() -> None:
    url = "https://web.archive.org/web/20150601120000/https://osk.example/ferry"
    stated = (Field("meta:date", "2015-07-21"), Field("jsonld:datePublished", "2015-05-21"))
    found = published_of(page("It sank.", *stated, url=url), ())
    assert found.earliest == "2015-05-21"
    assert [clue.value for clue in found.evidence if not clue.used] == ["2015-07-21"]


def test_the_day_a_feed_lists_is_believed_and_the_servers_is_not() -> None:
    told = Given(listed="Thu, 21 May 2015 14:05:00 GMT", served="Sat, 23 May 2015 10:00:00 GMT")
    found = datings_of(Page("p1", "ferry.html", "It sank.", given=told), ())
    assert found.published.earliest == "2015-05-21"
    served = Page("p1", "ferry.html", "It sank.", given=Given(served=told.served))
    assert datings_of(served, ()).published.earliest is None


def test_a_programs_day_is_no_match_for_a_dateline() -> None:
    made = Field("pdf:created", "2015-06-02T10:00:00Z")
    dated = page("Ferry sinks\n\nOSK (21 May 2015) - Nine people died on Monday.", made)
    assert published_of(dated, (Span("p1", 13, len(dated.text)),)).earliest == "2015-05-21"
    assert published_of(page("It sank.", made), ()).confidence < 0.7


def test_what_opens_a_markdown_file_dates_it() -> None:
    assert published_of(page("It sank.", Field("front:date", "2015-05-21")), ()).earliest


def test_a_list_of_months_does_not_hide_the_day() -> None:
    months = "\n".join(f"May {year}" for year in range(1990, 2050))
    dated = page(f"{months}\n\nFerry sinks off Osk tonight\n21 May 2015\n\nIt sank.",
                 Field("title", "Ferry sinks off Osk tonight"))  # fmt: skip
    assert published_of(dated, ()).earliest == "2015-05-21"


def test_the_last_change_has_a_day_and_evidence_of_its_own() -> None:
    dated = page(
        "Ferry sinks\n\nPublished: 21 May 2015\n\nIt sank.\n\nUpdated: 23 May 2015",
        Field("meta:article:modified_time", "2015-05-23T09:00:00+02:00"),
    )
    published, modified = datings_of(dated, ())
    assert (published.earliest, modified.earliest) == ("2015-05-21", "2015-05-23")
    assert {clue.kind for clue in modified.evidence} == {"updated line", "meta modified"}
    assert all(clue.used for clue in modified.evidence)


def test_a_change_is_never_before_the_publication() -> None:
    dated = page(
        "Ferry sinks\n\nPublished: 21 May 2015",
        Field("meta:article:published_time", "2015-05-21"),
        Field("meta:article:modified_time", "2015-05-20"),
    )
    published, modified = datings_of(dated, ())
    assert published.earliest == "2015-05-21"
    assert modified.earliest is None
    assert [clue.value for clue in modified.evidence] == ["2015-05-20"]


FOREIGN = {
    "a comment": "<div class=comments><time datetime=2015-05-22>22 May 2015</time> Sad</div>",
    "another article": "<aside class=related><ul><li><time datetime=2015-05-22>22 May 2015</time>"
    " <a href=/storm>Storm over Norvik</a></li></ul></aside>",
    "an event": "<p>Event date: 22 May 2015</p>",
    "rights": "<footer>© 22 May 2015 The Osk Herald</footer>",
    "a notice": "<div>Privacy policy last updated 22 May 2015</div>",
    "the news": "<p>The last ferry had sunk on 22 May 2015 off Norvik.</p>",
    "a birth": "<p>Io Marn, born 22 May 2015, was not on board.</p>",
}


@pytest.mark.parametrize("markup", FOREIGN.values(), ids=FOREIGN)
def test_a_day_of_something_else_does_not_date_a_web_page(markup: str) -> None:
    told = "<p>Nine people died on Monday when a ferry sank off Osk, the harbour board said.</p>"
    raw = f"<h1>Ferry sinks off Osk</h1>{told * 6}{markup}".encode()
    read = page_of(raw, input="ferry.html", media="html")
    found = article_of(read, raw).published
    assert found.earliest is None
    assert not any(clue.used for clue in found.evidence)


def test_figures_that_can_be_read_in_two_ways_are_an_interval() -> None:
    found = published_of(page("Ferry sinks\nPublished: 05/06/2015\n\nIt sank."), ())
    assert (found.earliest, found.latest) == ("2015-05-06", "2015-06-05")


def test_a_month_in_a_line_of_its_own_is_an_interval() -> None:
    found = published_of(page("Ferry sinks\nPublished: May 2015\n\nIt sank."), ())
    assert (found.earliest, found.latest) == ("2015-05-01", "2015-05-31")


BEHIND = [
    (b'<script>x = {"publishedAt":"2015-05-21T08:00:00Z"}</script>', "script:publishedAt"),
    (b'<script>x = "{\\"published_at\\":\\"2015-05-21\\"}"</script>', "script:published_at"),
    (b'<script>x = {"publishDate": 1432215900000}</script>', "script:publishDate"),
    (b'<b class="published" title="2015-05-21T08:00:00+00:00">x</b>', "title:title"),
    (b'<time class="entry-date published" datetime="2015-05-21">x</time>', "time:datetime"),
    (b'<p data-publish-date="2015-05-21">x</p>', "script:data-publish-date"),
]


@pytest.mark.parametrize(("markup", "field"), BEHIND, ids=[field for _, field in BEHIND])
def test_a_day_behind_the_page_is_found_under_its_name(markup: bytes, field: str) -> None:
    found = days_behind(page("It sank."), markup)
    assert (field, ("2015-05-21",)) in {(one.clue.field, one.days) for one in found}


def test_days_behind_a_page_that_say_nothing_are_left_out() -> None:
    raw = b'<script>x = {"expires":"2015-05-21","src":"2015-05-22"}</script><img src="2015-05-23">'
    assert days_behind(page("It sank."), raw) == []


def test_the_name_of_the_element_that_holds_a_day_tells() -> None:
    raw = (
        b"<h1>Ferry sinks off Osk</h1><div>Osk <span class='publish-date'>21 May 2015</span></div>"
        b"<p>Nine people died on Monday when a ferry sank off Osk, the harbour board said.</p>"
        b"<div>Seen <i>20 May 2015</i></div>"
    )
    read = page_of(raw, input="ferry.html", media="html")
    marks = {one.clue.value: one.marks for one in candidates_of(read, (), raw) if one.marks}
    assert "element published" in marks["21 May 2015"]
    assert not any(mark.startswith("element") for mark in marks["20 May 2015"])
    assert published_of(read, (), raw).earliest == "2015-05-21"


@given(st.binary(max_size=200), st.sampled_from([b"", b'"publishedAt":"', b"<time datetime="]))
def test_any_bytes_give_days_or_none(raw: bytes, opening: bytes) -> None:
    for one in days_behind(page(""), opening + raw + b"2015-05-21"):
        assert one.earliest <= one.latest


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_any_text_and_field_gives_a_dating(text: str, value: str, url: str) -> None:
    dated = page(
        text, Field("jsonld:datePublished", value), Field("time:datetime", value), given=value,
        url=url,
    )  # fmt: skip
    found = published_of(dated, ())
    assert (found.earliest is None) == (found.latest is None)
    for clue in found.evidence:
        if clue.span is not None:
            assert dated[clue.span] == clue.value


BODY = "<p>Nine people died on Monday when a ferry sank off Osk, the harbour board said.</p>" * 6
HEADED = "<title>Ferry sinks off Osk</title><h1>Ferry sinks off Osk</h1>"
OTHERS = {
    "an event to come": f"{HEADED}{BODY}<p>A hearing will be held on 14 December 2016.</p>{BODY}",
    "the article before": f"<p>Previous: Mill fire <i>2 April 2015</i></p>{HEADED}{BODY}",
    "the article after": f"{HEADED}{BODY}<div class=prevnext>Mill fire <i>2 April 2015</i></div>",
    "a list of others": f"""{HEADED}<script>x = {{"recommended": [
        {{"name": "x", "publishedAt": "2015-04-02"}}]}}</script>{BODY}""",
    "another headline in a script": f"""{HEADED}<script>x = {{"title": "Mill fire kills two",
        "publishedAt": "2015-04-02"}}</script>{BODY}""",
    "another headline behind its day": f"""{HEADED}<script>x = {{"publishedAt": "2015-04-02",
        "title": "Mill fire kills two"}}</script>{BODY}""",
    "linked data of a list": f"""{HEADED}<script type="application/ld+json">
        {{"@type": "ItemList", "itemListElement": [{{"@type": "NewsArticle",
        "datePublished": "2015-04-02T10:00:00Z"}}]}}</script>{BODY}""",
    "linked data of another": f"""{HEADED}<script type="application/ld+json">
        {{"@type": "NewsArticle", "headline": "Mill fire kills two",
        "datePublished": "2015-04-02T10:00:00Z"}}</script>{BODY}""",
}


def read_of(markup: str) -> Article:
    raw = markup.encode()
    return article_of(page_of(raw, input="ferry.html", media="html"), raw)


@pytest.mark.parametrize("markup", OTHERS.values(), ids=OTHERS)
def test_a_day_of_another_article_or_of_the_news_is_not_the_pages(markup: str) -> None:
    found = read_of(markup).published
    assert (found.earliest, found.confidence) == (None, 0.0)
    assert found.evidence


@pytest.mark.parametrize(
    "stated",
    [
        '{"publishedAt": "2015-05-21", "related": [{"publishedAt": "2015-04-02"}]}',
        '{"title": "Ferry sinks", "publishedAt": "2015-05-21"}',
        '{"items": [{"headline": "Mill fire"}], "title": "Ferry off Osk",'
        ' "publishedAt": "2015-05-21"}',
    ],
)
def test_the_pages_own_data_still_date_it(stated: str) -> None:
    found = read_of(f"{HEADED}<script>x = {stated}</script>{BODY}").published
    assert found.earliest == "2015-05-21"


def test_of_two_articles_in_linked_data_the_one_with_the_pages_headline_dates_it() -> None:
    two = ", ".join(
        f'{{"@type": "NewsArticle", "headline": "{head}", "datePublished": "{day}"}}'
        for head, day in (("Mill fire kills two", "2015-04-02"), ("Ferry sinks", "2015-05-21"))
    )
    script = f'<script type="application/ld+json">[{two}]</script>'
    assert read_of(f"{HEADED}{script}{BODY}").published.earliest == "2015-05-21"


def test_a_day_that_only_a_change_states_is_not_sure_to_be_that_of_publication() -> None:
    changed = '<meta property="article:modified_time" content="2015-05-21T10:00:00+02:00">'
    found = read_of(f"{changed}{HEADED}{BODY}")
    assert found.published.confidence < 0.6
    assert found.modified.earliest == "2015-05-21"


def test_the_day_in_a_papers_own_head_may_be_todays() -> None:
    shown = "<div class=date>Thursday, 21 May 2015</div>"
    assert read_of(f"{shown}<article>{HEADED}{BODY}</article>").published.confidence <= 0.6
    inside = read_of(f"<article>{HEADED}{shown}{BODY}</article>").published
    assert (inside.earliest, inside.confidence > 0.9) == ("2015-05-21", True)


def test_the_weekday_settles_figures_that_can_be_read_in_two_ways() -> None:
    found = published_of(page("Ferry sinks\nPublished: Thu, 05/21/2015\n\nIt sank."), ())
    assert found.earliest == "2015-05-21"
    for line, day in (("Fri, 05/06/2015", "2015-06-05"), ("Wed, 05/06/2015", "2015-05-06")):
        found = published_of(page(f"Ferry sinks\nPublished: {line}\n\nIt sank."), ())
        assert (found.earliest, found.latest) == (day, day)
    found = published_of(page("Ferry sinks\nPublished: Mon, 05/06/2015\n\nIt sank."), ())
    assert (found.earliest, found.latest) == ("2015-05-06", "2015-06-05")


def test_a_day_within_what_was_cut_as_comments_is_theirs() -> None:
    text = f"Ferry sinks\n\n{'It sank. ' * 9}\n\nAnn K.\n5 June 2015"
    told, at = page(text), text.find("Ann")
    body = [Span("p1", 13, at - 2)]
    assert datings_of(told, body).published.earliest == "2015-06-05"
    cut = Cut(Span("p1", at, len(text)), "comments")
    assert datings_of(told, body, cuts=[cut]).published.earliest is None
