"""The figures of quotations: what of ours counts, in PolNeAR's own terms."""

from __future__ import annotations

from bench.polnear import Attribution, Text, scored, words_in
from bench.quotations import errors, ours
from secondsource.records import Account, Article, Page, Quotation, Span

TEXT = "Roos asked the mayor to say that it sank. “It did,” he said. “All of it.”"


def _span(words: str) -> Span:
    at = TEXT.index(words)
    return Span("p1", at, at + len(words))


def _account(*quotations: Quotation) -> Account:
    page = Page(id="p1", input="a.txt", text=TEXT)
    article = Article(id="p1", family="p1", body=(Span("p1", 0, len(TEXT)),))
    return Account(page, article, quotations=quotations)


def _quotation(name: str, content: str, *, cue: str = "", speaker: str = "") -> Quotation:
    span = _span(content)
    return Quotation(
        name,
        span,
        "indirect",
        (span,),
        cue=_span(cue) if cue else None,
        speaker_span=_span(speaker) if speaker else None,
    )


def test_what_stands_in_anothers_content_is_left_out() -> None:
    """PolNeAR marks no attribution inside an attribution."""
    outer = _quotation("a", "to say that it sank", cue="asked", speaker="Roos")
    inner = _quotation("b", "it sank", cue="say", speaker="the mayor")
    (one,) = ours(_account(outer, inner))
    assert one.cue == words_in(TEXT, [(5, 10)])


def test_a_voice_taken_over_is_not_counted_twice() -> None:
    """Whose words a quotation takes from its neighbour are the neighbour's speaker's alone."""
    first = _quotation("a", "It did", cue="said", speaker="he")
    second = _quotation("b", "All of it", speaker="he")
    assert [bool(one.origin) for one in ours(_account(first, second))] == [True, False]


def test_an_exact_hit_wants_the_same_words() -> None:
    """Marks and a leading "that" do not count; one word more does."""
    sank = words_in(TEXT, [(TEXT.index("that it"), TEXT.index("."))])
    gold = Attribution(frozenset((0,)), frozenset((5,)), words_in(TEXT, [(33, 40)]))
    same = Attribution(frozenset((0,)), frozenset((5,)), sank)
    more = Attribution(frozenset((0,)), frozenset((5,)), sank | {0})
    assert scored([((same,), (gold,))], "content") == (1.0, 1.0)
    assert scored([((more,), (gold,))], "content")[0] == 0.0


def test_errors_are_sorted_by_kind() -> None:
    """A content that ends early is short on the right."""
    text = Text("t", TEXT, (Attribution(frozenset((0,)), frozenset((5,)), frozenset((21, 24))),))
    mine = (Attribution(frozenset((0,)), frozenset((5,)), frozenset((21,))),)
    assert list(errors([(mine, text.gold)], [text])) == ["content: short right"]
