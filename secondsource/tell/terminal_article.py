"""What ``article`` prints: what is known of one article, what was cut from it, and its text.

What may live here: the lines for a terminal. Every fact stands on a line of its own with its
proof below, so that ``grep`` finds one kind of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from secondsource.records import Account
from secondsource.tell.desk import Desk
from secondsource.tell.known import Fact, facts_of
from secondsource.tell.layout import laid, styled
from secondsource.tell.plain import one_line

_PROOFS = 4  # proofs of one fact that are shown without --all
_WORDS = 90  # characters of a proof or of what was cut; more says no more
_BLANK = Text(end="")


def article_lines(
    desk: Desk, account: Account, width: int, *, whole: bool = False, text: bool = False
) -> Iterator[Text]:
    """Show an article: its headline and place, what is known of it, what was cut, its text."""
    ident = account.page.id
    yield from laid(styled((desk.headline(ident), "title")), width)
    yield from laid(
        styled((f"article {ident[:10]}, {desk.names[ident]}", "place")), width, lead="  "
    )
    yield _BLANK
    for fact in facts_of(desk, account):
        yield from _fact(fact, width, most=len(fact.proofs) if whole else _PROOFS)
    if whole:
        yield from _cuts(desk, account, width)
    if text:
        yield from _body(account, width)


def _fact(fact: Fact, width: int, *, most: int) -> Iterator[Text]:
    line = styled((f"{fact.label}: ", "title"), fact.words)
    yield from laid(line, width, hang=4)
    for words, place in fact.proofs[:most]:
        parts = (_short(words), "  " if place and words else "", (place, "place"))
        yield from laid(styled(*parts), width, lead="    ", hang=6)
    if len(fact.proofs) > most:
        yield from laid(f"and {len(fact.proofs) - most} more: --all", width, lead="    ")


def _short(words: str) -> str:
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1].rstrip()}…"


def _cuts(desk: Desk, account: Account, width: int) -> Iterator[Text]:
    yield _BLANK
    yield styled(("What was cut", "title"))
    for cut in account.article.furniture:
        words = _short(one_line(desk.words(cut.span)))
        line = styled(
            (one_line(cut.why), "note"), "  ", words, "  ", (desk.place(cut.span), "place")
        )
        yield from laid(line, width, lead="- ")


def _body(account: Account, width: int) -> Iterator[Text]:
    for span in account.article.body:
        for paragraph in account.page[span].splitlines():
            if paragraph.strip():
                yield _BLANK
                yield from laid(one_line(paragraph), width)
