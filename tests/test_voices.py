"""How a speaker is named on screen: printed, worked out, or only in the text's own words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.records import Account, Article, Bound, Entity, How, Page, Quotation, Report, Span
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.export import exported
from secondsource.tell.html import html_of
from secondsource.tell.voices import voice_words
from tests.newsdesk import report_of

TEXT = "Ada Roos left. “The ferry was old,” she said."
SHE = TEXT.index("she")
ENTITIES = (
    Entity("e-roos", "person", "Ada Roos", ("Ada Roos",), ()),
    Entity("e-krol", "person", "Eva Krol", ("Eva Krol",), ()),
)


def report(how: How, *, speaker: str | None = "e-roos", sure: float = 0.9) -> Report:
    words = Span("p1", TEXT.index("The ferry"), TEXT.index(",”"))
    quotation = Quotation(
        "q1",
        words,
        "direct",
        (words,),
        speaker=speaker,
        speaker_span=Span("p1", SHE, SHE + 3),
        bound=Bound(how, ("e-roos", "e-krol")),
        confidence=sure,
    )
    account = Account(Page("p1", "p1.txt", TEXT), Article("p1", "p1"), quotations=(quotation,))
    return Report(accounts=(account,), entities=ENTITIES)


def shown(made: Report) -> str:
    desk: Desk = desk_of(made)
    return voice_words(desk, made.accounts[0].quotations[0])


SHOWN = [
    (report("named"), "Ada Roos"),
    (report("pronoun"), "“she” – probably Ada Roos"),
    (report("pronoun", sure=0.97), "“she” – Ada Roos"),
    (report("pronoun", sure=0.4), "“she” – perhaps Ada Roos"),
    (report("office"), "“she” – for Ada Roos"),
    (report("together"), "“she”"),
    (report("unclear", speaker=None), "“she” – perhaps Ada Roos or Eva Krol"),
]


@pytest.mark.parametrize(("made", "words"), SHOWN, ids=[words for _, words in SHOWN])
def test_what_was_worked_out_never_looks_printed(made: Report, words: str) -> None:
    assert shown(made) == words


def test_nobody_established_reads_as_the_words_printed_and_never_as_blank() -> None:
    made = report("unnamed", speaker=None)
    (account,) = made.accounts
    (one,) = account.quotations
    alone = replace(one, bound=Bound("unnamed"))
    assert shown(replace(made, accounts=(replace(account, quotations=(alone,)),))) == "“she”"
    wordless = replace(alone, speaker_span=None, bound=Bound())
    made = replace(made, accounts=(replace(account, quotations=(wordless,)),))
    assert shown(made) == "nobody is given as the speaker"


def test_the_page_shows_it_and_the_contract_keeps_it() -> None:
    (one,) = exported(report("pronoun"))["quotations"]
    assert one["bound"] == {"how": "pronoun", "candidates": ["e-roos", "e-krol"]}
    assert "nobody is given as the speaker" in html_of(report_of())
