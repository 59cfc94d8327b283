"""One statement explained on the terminal, in the order in which a sceptic would ask.

1 words      what each article prints, and where
2 knowers    who is behind the words, and why they count as one or as several
3 sharing    which of the articles share text, both prints side by side
4 lineage    whose text it may be, with probabilities and reasons
5 count      the three numbers, and what they do not show
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from secondsource.records import Member, Reason, Reuse, Span, Statement
from secondsource.tell.alike import shared_words
from secondsource.tell.desk import Desk
from secondsource.tell.layout import STYLES, columns, laid, styled
from secondsource.tell.phrases import (
    KINDS,
    METHOD,
    STANCES,
    counted,
    days_of,
    percent,
    three_numbers,
    verdict_of,
    why_of,
)
from secondsource.tell.plain import cut_to, one_line, quoted
from secondsource.tell.sharing import direction_words, pairs_of

_LONGEST = 480  # characters of a passage in a column: twelve lines of forty
_BLANK = Text(end="")


@dataclass(frozen=True, slots=True)
class Depth:
    """How many of each are shown before the rest is only counted."""

    words: int
    pairs: int
    proofs: int


WHOLE = Depth(words=100, pairs=6, proofs=6)  # six pairs are three screens of columns
SHORT = Depth(words=3, pairs=1, proofs=2)  # one screen and a half

Step = Callable[[Desk, Statement, int, Depth], Iterator[Text]]


def explanation_lines(
    desk: Desk, statement: Statement, width: int, *, depth: Depth = WHOLE
) -> Iterator[Text]:
    """Tell step by step how the three numbers of a statement came about."""
    verdict = verdict_of(statement)
    words = desk.words(desk.typical(statement).span)
    yield from laid(styled((quoted(words), "words")), width, hang=1)
    yield styled(three_numbers(statement), "   ", (verdict.short, verdict.key))
    yield styled((f"statement {statement.id}  story {statement.story}", "place"))
    steps: tuple[tuple[str, Step], ...] = (
        ("The words", _words),
        ("Who is behind them", _knowers),
        ("Who shares text", _sharing),
        ("Whose text it may be", _lineage),
        ("The count", _count),
    )
    for number, (name, step) in enumerate(steps, start=1):
        yield _BLANK
        yield styled((f"{number}  {name}", "title"))
        yield from step(desk, statement, width, depth)


# -- 1 ---------------------------------------------------------------------------------------


def _words(desk: Desk, statement: Statement, width: int, depth: Depth) -> Iterator[Text]:
    members = desk.shown(statement)
    articles = len({member.instance.span.page for member in members})
    if len(members) > articles:
        yield from laid(f"{articles} articles, {len(members)} places.", width, lead="   ")
    for member in members[: depth.words]:
        yield from _member_lines(desk, member, width)
    yield from _more(len(members) - depth.words, "place", lead="   ")


def _more(number: int, what: str, *, lead: str) -> Iterator[Text]:
    if number > 0:
        yield styled((f"{lead}and {counted(number, f'more {what}')}", "note"))


def _member_lines(desk: Desk, member: Member, width: int) -> Iterator[Text]:
    one = member.instance
    published = desk.accounts[one.span.page].article.published
    day = days_of(published.earliest, published.latest)
    whose = STANCES[one.stance]
    if one.speaker_span:
        whose = f"{whose} to “{desk.words(one.speaker_span)}”"
    name = desk.name(one.speaker)
    if name and not (one.speaker_span and name in desk.words(one.speaker_span)):
        whose = f"{whose}, who is {name}"
    sure = (
        ""
        if member.probability >= 0.995
        else f" ({percent(member.probability)} sure to be the same)"
    )
    yield from laid(
        styled((desk.outlet(one.span.page), "title"), f", {day}: {whose}{sure}"),
        width,
        lead="   ",
        hang=5,
    )
    yield from laid(styled((quoted(desk.words(one.span)), "words")), width, lead="     ", hang=6)
    yield styled(("     " + desk.place(one.span), "place"))


# -- 2 ---------------------------------------------------------------------------------------


def _knowers(desk: Desk, statement: Statement, width: int, depth: Depth) -> Iterator[Text]:
    if not statement.groups:
        yield from laid("Nobody is established.", width, lead="   ")
    for group in statement.groups[: depth.words]:
        outlets = ", ".join(dict.fromkeys(desk.outlet(one) for one in group.articles))
        head = styled((desk.origin(group), "title"))
        if not group.origin.startswith("own:"):
            head.append(f": in {counted(len(group.articles), 'article')} ({outlets})")
        yield from laid(head, width, lead="   ", hang=5)
        for reason in group.reasons:
            yield from _reason(desk, reason, width, depth)
    yield from _more(len(statement.groups) - depth.words, "group", lead="   ")


def _reason(desk: Desk, reason: Reason, width: int, depth: Depth) -> Iterator[Text]:
    """Show a reason and the words that prove it, with their places."""
    yield from laid(one_line(reason.text), width, lead="     ", hang=7)
    for span in reason.spans[: depth.proofs]:
        words = cut_to(desk.words(span), 60)
        yield from laid(
            styled(quoted(words), "  ", (desk.place(span), "place")), width, lead="       ", hang=8
        )
    yield from _more(len(reason.spans) - depth.proofs, "place", lead="       ")


# -- 3 ---------------------------------------------------------------------------------------


def _sharing(desk: Desk, statement: Statement, width: int, depth: Depth) -> Iterator[Text]:
    pairs = pairs_of(desk, statement)
    if not pairs:
        yield from laid("No two of these articles share text at these words.", width, lead="   ")
    for one, a, b in pairs[: depth.pairs]:
        yield from _pair_lines(desk, one, (a, b), width)
    yield from _more(len(pairs) - depth.pairs, "pair", lead="   ")


def _pair_lines(desk: Desk, one: Reuse, spans: tuple[Span, Span], width: int) -> Iterator[Text]:
    yield from laid(
        f"{KINDS[one.kind]}, {percent(one.probability)}: {direction_words(desk, one)}",
        width,
        lead="   ",
        hang=5,
    )
    heads = [styled((desk.outlet(span.page), "title")) for span in spans]
    yield from columns(heads[0], heads[1], width, indent=5)
    yield from columns(*_side_by_side(desk, spans), width, indent=5)
    for name, span in (("left", one.a), ("right", one.b)):
        yield styled((f"     {name:<5}  {desk.place(span)}", "place"))
    for reason in one.reasons:
        yield from laid(one_line(reason.text), width, lead="     - ")


def _side_by_side(desk: Desk, spans: Sequence[Span]) -> tuple[Text, Text]:
    a, b = (cut_to(desk.words(desk.passage(span)), _LONGEST) for span in spans)
    left, right = Text(a, end=""), Text(b, end="")
    for text, shared in zip((left, right), shared_words(a, b), strict=True):
        for start, end in shared:
            text.stylize(STYLES["shared"], start, end)
    return left, right


# -- 4 ---------------------------------------------------------------------------------------


def _lineage(desk: Desk, statement: Statement, width: int, depth: Depth) -> Iterator[Text]:
    articles = {member.instance.span.page for member in statement.members}
    for account in desk.in_order(articles)[: depth.words]:
        article = account.page.id
        head = styled((desk.outlet(article), "title"), f" ({desk.names[article]})")
        yield from laid(head, width, lead="   ", hang=5)
        parents = desk.parents.get(article, ())
        if not parents:
            yield from laid("not established", width, lead="     ")
        for parent in parents:
            why = "; ".join(one_line(reason.text) for reason in parent.reasons)
            text = f"{percent(parent.probability)}  from {desk.parent(parent)}"
            yield from laid(f"{text}: {why}" if why else text, width, lead="     ", hang=10)
    yield from _more(len(articles) - depth.words, "article", lead="   ")


# -- 5 ---------------------------------------------------------------------------------------


def _count(desk: Desk, statement: Statement, width: int, depth: Depth) -> Iterator[Text]:
    others = [reason for reason in statement.reasons if reason.kind != "sentence"]
    for reason in others[: depth.words]:
        yield from _reason(desk, reason, width, depth)
    yield from _more(len(others) - depth.words, "reason", lead="     ")
    verdict = verdict_of(statement)
    for reason in statement.reasons:
        if reason.kind == "sentence":
            yield from laid(styled((one_line(reason.text), "title")), width, lead="   ")
    yield from laid(styled((why_of(statement), verdict.key), f" {METHOD}."), width, lead="   ")
