"""What a version changed: added, removed, changed - and whether anybody says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.pipeline import passages_in, read_page, read_together
from secondsource.read.revisions import revisions_of
from secondsource.records import Account, Draft, Given, Revision

HEAD = "Ferry sinks off Osk"
BODY = (
    "Nine people died on Monday when a ferry sank off Osk, the harbour board said.",
    "The tug Marta took forty others aboard before the coastguard came.",
    "Its captain, Pavel Orlenko, told the Osk Herald that the sea was calm.",
    "The ferry had left the port of Levna at noon with sixty people aboard.",
    "A search for eleven missing people goes on along the northern shore.",
    "The minister of transport has asked the harbour board for a full report.",
    "Two other ferries of the same line were ordered back to port on Monday night.",
)


def page_text(body: tuple[str, ...], head: str = HEAD, extra: str = "") -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in body)
    return (
        f"<html lang='en'><head><title>{head}</title>{extra}</head><body><main><article>"
        f"<h1>{head}</h1>{paragraphs}</article></main></body></html>"
    ).encode()


def account(raw: bytes, day: int, **given: str) -> Draft:
    at = "https://osk.example/2031/05/ferry"
    stated = Given(fetched=f"2031-05-{day}T10:00:00Z", **given)
    page, article = read_page(raw, input=at, media="html", url=at, given=stated)
    return Draft(page, article, at)


def versions(*pages: Draft) -> list[Account]:
    drafts = read_together(pages)
    return [Account(d.page, d.article, passages_in(d.page, d.article)) for d in drafts]


def revised(*pages: Draft) -> tuple[list[tuple[str | None, str | None]], Revision]:
    found = versions(*pages)
    read = {one.page.id: one.page for one in found}
    (revision,) = revisions_of(found)
    changes = [
        (
            read[one.before.page][one.before] if one.before else None,
            read[one.after.page][one.after] if one.after else None,
        )
        for one in revision.changes
    ]
    return changes, revision


def test_a_changed_sentence_is_shown_with_what_it_was_and_nobody_says_so() -> None:
    later = BODY[0].replace("Nine", "Twelve")
    changes, revision = revised(
        account(page_text(BODY), 21), account(page_text((later, *BODY[1:])), 22)
    )
    assert changes == [(BODY[0], later)]
    assert revision.silent
    assert not revision.noted
    assert revision.before != revision.after


def test_what_was_added_and_removed_is_told_apart_and_the_headline_comes_first() -> None:
    new = "Divers found the ferry's recorder on Tuesday, forty metres down."
    body = (*BODY[:2], new, *BODY[3:])
    title = "Ferry sinks off Osk; recorder found"
    changes, _ = revised(account(page_text(BODY), 21), account(page_text(body, title), 22))
    assert changes == [(HEAD, title), (None, new), (BODY[2], None)]


def test_a_paragraph_that_moved_is_no_change() -> None:
    moved = (*BODY[:2], *BODY[3:5], BODY[2], *BODY[5:])
    changes, revision = revised(account(page_text(BODY), 21), account(page_text(moved), 22))
    assert (changes, revision.silent) == ([], False)


def test_a_paragraph_that_moved_and_was_edited_is_one_change() -> None:
    edited = BODY[2].replace("calm", "rough")
    moved = (*BODY[:2], *BODY[3:6], edited, *BODY[6:])
    changes, _ = revised(account(page_text(BODY), 21), account(page_text(moved), 22))
    assert changes == [(BODY[2], edited)]


def test_marks_alone_are_no_change() -> None:
    later = tuple(line.replace(",", " –").replace("Osk Herald", "“Osk Herald”") for line in BODY)
    changes, _ = revised(account(page_text(BODY), 21), account(page_text(later), 22))
    assert changes == []


NOTES = {
    "a correction": "Correction: An earlier version of this article gave the wrong number.",
    "a line with the day": "Last updated: 22 May 2031, 10:15",
}


@pytest.mark.parametrize("what", NOTES)
def test_a_page_that_owns_up_is_not_silent(what: str) -> None:
    later = (BODY[0].replace("Nine", "Twelve"), *BODY[1:], NOTES[what])
    changes, revision = revised(account(page_text(BODY), 21), account(page_text(later), 22))
    assert changes == [(BODY[0], later[0])]
    assert not revision.silent
    assert len(revision.noted) == 1


def test_a_note_that_stood_there_before_owns_up_to_nothing_new() -> None:
    noted = (*BODY, NOTES["a correction"])
    later = (BODY[0].replace("Nine", "Twelve"), *noted[1:])
    changes, revision = revised(account(page_text(noted), 21), account(page_text(later), 22))
    assert len(changes) == 1
    assert revision.silent


def test_a_day_stated_for_programs_only_is_told_apart() -> None:
    def stated(day: int) -> str:
        return (
            "<meta property='article:published_time' content='2031-05-20T09:00:00Z'>"
            f"<meta property='article:modified_time' content='2031-05-{day}T09:00:00Z'>"
        )

    later = (BODY[0].replace("Nine", "Twelve"), *BODY[1:])
    _, revision = revised(
        account(page_text(BODY, extra=stated(21)), 21),
        account(page_text(later, extra=stated(22)), 22),
    )
    assert revision.stated == ("meta:article:modified_time",)
    assert not revision.silent
    assert not revision.noted


def test_a_teaser_is_no_version_to_compare_with_the_page() -> None:
    teaser = account(page_text(BODY[:1]), 21, part="teaser")
    assert revisions_of(versions(teaser, account(page_text(BODY), 22))) == ()


def test_a_page_for_phones_is_no_edit_of_the_other() -> None:
    link = "<link rel='canonical' href='https://osk.example/2031/05/ferry'>"
    whole = account(page_text(BODY, extra=link), 21)
    page, article = read_page(
        page_text(BODY[:5], extra=link),
        input="https://osk.example/amp/ferry",
        media="html",
        url="https://osk.example/amp/ferry",
        given=Given(fetched="2031-05-22T10:00:00Z"),
    )
    found = versions(whole, Draft(page, article, page.url))
    assert {one.article.version_of for one in found} == {None, whole.page.id}
    assert revisions_of(found) == ()


def test_an_address_that_prints_another_article_has_no_revision() -> None:
    other = tuple(f"Rain fell on the {n} hills of the south all through June." for n in
                  ("red", "low", "green", "bare", "stony", "far", "high"))  # fmt: skip
    weather = account(page_text(other, "Wettest June in forty years"), 22)
    assert revisions_of(versions(account(page_text(BODY), 21), weather)) == ()


def test_each_version_is_compared_with_the_one_before_it() -> None:
    texts = [BODY, BODY[:6], (*BODY[:6], "The line has been sold to a Levna bank, it said.")]
    found = versions(*(account(page_text(body), 21 + n) for n, body in enumerate(texts)))
    pairs = {(one.before, one.after) for one in revisions_of(found)}
    ids = [one.page.id for one in sorted(found, key=lambda one: one.page.given.fetched or "")]
    assert pairs == {(ids[0], ids[1]), (ids[1], ids[2])}


WORDS = ("ferry", "tug", "board", "sea", "port", "captain", "coast", "line", "search", "storm")
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=8).map(lambda w: " ".join(w).title()),
    min_size=1,
    max_size=9,
)


@given(before=SENTENCES, after=SENTENCES)
def test_the_changes_of_a_revision_lead_from_the_earlier_body_to_the_later(
    before: list[str], after: list[str]
) -> None:
    from secondsource.records import Article, Page, Passage, Span

    def told(ident: str, body: list[str], previous: str | None) -> Account:
        text = "\n".join(body)
        starts = [sum(len(line) + 1 for line in body[:at]) for at in range(len(body))]
        spans = [Span(ident, at, at + len(line)) for at, line in zip(starts, body, strict=True)]
        passages = tuple(Passage(span, "", n) for n, span in enumerate(spans))
        article = Article(ident, "osk", body=tuple(spans), version_of=previous)
        return Account(Page(ident, "a.html", text), article, passages)

    one, other = told("p1", before, None), told("p2", after, "p1")
    for revision in revisions_of([one, other]):
        text = Counter(before)
        for change in revision.changes:
            text.subtract([one.page[change.before]] if change.before else [])
            text.update([other.page[change.after]] if change.after else [])
        assert +text == Counter(after)
        assert not -text
        places = [change.after for change in revision.changes if change.after]
        assert places == sorted(places)
        assert revision.silent is bool(revision.changes)


def test_a_version_that_changed_nothing_has_no_changes() -> None:
    raw = page_text(BODY)
    changes, revision = revised(account(raw, 21), account(raw.replace(b"<p>", b"<p >"), 22))
    assert (changes, revision.silent) == ([], False)


def test_versions_stay_one_source() -> None:
    later = (BODY[0].replace("Nine", "Twelve"), *BODY[1:])
    found = versions(account(page_text(BODY), 21), account(page_text(later), 22))
    assert len({one.article.family for one in found}) == 1
    alone = [replace(one, article=replace(one.article, version_of=None)) for one in found]
    assert revisions_of(alone) == ()
