"""Accounts side by side on the terminal: of a story's texts, and of two articles.

What may live here: the lines of both views. A statement is one line or two, with who carries it
and where; the numbers behind it are ``explain``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from secondsource.records import Choice, Member, Reuse, Statement, Story
from secondsource.tell.abreast import MARKS, Row, abreast_of
from secondsource.tell.comparison import Comparison, Lone, Shared
from secondsource.tell.desk import Desk
from secondsource.tell.layout import columns, laid, styled
from secondsource.tell.phrases import KINDS, counted, days_of, percent
from secondsource.tell.plain import cut_to
from secondsource.tell.terminal_difference import difference_lines
from secondsource.tell.word_choice import lines_of, thing_of, use_words

MOST = 6  # statements of one heading; the rest is counted
_ID = 10  # characters of an id that are shown, as in a story's view
_LONGEST = 200  # characters of a statement in a list
_COLUMN = 320  # and of one of two that stand in columns
_LIKELY = 0.5  # below it, two are not said to state the same
_SURE = 0.9  # below it, how likely two say the same is said
_BLANK = Text(end="")


# -- a story --------------------------------------------------------------------------------


def abreast_lines(desk: Desk, story: Story, width: int, *, whole: bool = False) -> Iterator[Text]:
    """Show what all texts of a story state, what some do, and what one has alone."""
    found = abreast_of(desk, story)
    if found is None:
        return
    every = "Both texts state" if len(found.texts) == 2 else f"All {len(found.texts)} texts state"
    yield from _listed(desk, every, found.every, width, whole=whole)
    told = [(row, _carriers(row, found.names)) for row in found.some]
    yield from _listed(desk, "Some state", [row for row, _ in told], width, whole=whole, who=told)
    for name, rows in zip(found.names, found.alone, strict=True):
        yield from _listed(desk, f"Only {name}", rows, width, whole=whole)


def _carriers(row: Row, names: Sequence[str]) -> str:
    """Name the texts that have a statement, and those that do not simply state it."""
    told = []
    for name, member in zip(names, row.cells, strict=True):
        if member is not None:
            stance = member.instance.stance
            told.append(name if stance == "asserts" else f"{name} ({MARKS[stance]})")
    return "; ".join(told)


def _listed(
    desk: Desk,
    words: str,
    rows: Sequence[Row],
    width: int,
    *,
    whole: bool,
    who: Sequence[tuple[Row, str]] = (),
) -> Iterator[Text]:
    if not rows:
        return
    carriers = {row.statement.id: names for row, names in who}
    yield from laid(styled((f"{words} ({len(rows)})", "title")), width, hang=2)
    shown = rows if whole else rows[:MOST]
    for row in shown:
        yield from _statement(desk, row.statement, width)
        if row.statement.id in carriers:
            yield from laid(carriers[row.statement.id], width, lead="      ")
    if len(rows) > len(shown):
        yield styled((f"    and {len(rows) - len(shown)} more: --all lists them", "note"))


def _statement(desk: Desk, statement: Statement, width: int) -> Iterator[Text]:
    speaker = desk.introduced(statement)
    whose = f" - said by {speaker}" if speaker else ""
    words = desk.stated_as(statement, _LONGEST)
    line = styled((words, "words"), whose, (f"  {statement.id[:_ID]}", "place"))
    yield from laid(line, width, lead="  - ", hang=4)


def choice_lines(desk: Desk, choices: Iterable[Choice], width: int) -> Iterator[Text]:
    """Show by which words each outlet calls one thing."""
    for choice in choices:
        yield from laid(styled((thing_of(desk, choice), "title")), width)
        for outlet, uses in lines_of(choice):
            line = f"{outlet}: {', '.join(use_words(use) for use in uses)}"
            yield from laid(line, width, lead="  ", hang=4)


# -- two articles ---------------------------------------------------------------------------


def comparison_lines(
    desk: Desk, found: Comparison, width: int, *, whole: bool = False, apart: bool = False
) -> Iterator[Text]:
    """Show two articles side by side; ``apart`` says that they stand in two stories."""
    yield from columns(_head(desk, found.a), _head(desk, found.b), width)
    for name, article in (("left", found.a), ("right", found.b)):
        yield styled((f"{name:<5}  {desk.names[article]}", "place"))
    if apart:
        note = "They stand in two stories and are compared as if in one: secondsource why tells why"
        yield from laid(styled((note, "note")), width)
    sure = [one for one in found.both if one.probability >= _LIKELY]
    yield from _both(desk, sure, width, whole=whole)
    yield from _perhaps(desk, found.both, width, whole=whole)
    yield from _section("Where they differ", found.differences)
    for one in found.differences:
        yield from difference_lines(desk, one, width)
    for article, lone in ((found.a, found.only_a), (found.b, found.only_b)):
        yield from _only(desk, article, lone, width, whole=whole)
    yield from _section("What they call it", found.choices)
    yield from choice_lines(desk, found.choices, width)
    yield from _copied(desk, found, width, whole=whole)


def _head(desk: Desk, article: str) -> Text:
    published = desk.accounts[article].article.published
    day = days_of(published.earliest, published.latest)
    return styled((desk.outlet(article), "title"), f", {day}: {desk.headline(article)}")


def _section(words: str, things: Sequence[object]) -> Iterator[Text]:
    if things:
        yield _BLANK
        title = f"{words} ({len(things)})"
        yield styled((title, "title"))
        yield Text("-" * len(title), end="")


def _rest(number: int) -> Iterator[Text]:
    if number > 0:
        yield styled((f"  and {number} more: --all lists them", "note"))


def _both(desk: Desk, shared: Sequence[Shared], width: int, *, whole: bool) -> Iterator[Text]:
    yield from _section("Both state", shared)
    if not shared:
        yield _BLANK
        yield Text("No statement was found in both.", end="")
    shown = shared if whole else shared[: 2 * MOST]
    for one in shown:
        if one.verbatim:
            line = styled(
                (_print(desk, one.a[0]), "words"), "  in the same words", (_known(one), "place")
            )
            yield from laid(line, width, lead="  ", hang=2)
            continue
        yield from _beside(desk, one, width)
    yield from _rest(len(shared) - len(shown))


def _beside(desk: Desk, one: Shared, width: int) -> Iterator[Text]:
    mine, yours = (_print(desk, members[0]) for members in (one.a, one.b))
    yield from columns(styled((mine, "words")), styled((yours, "words")), width, indent=2)
    doubt = "" if one.probability >= _SURE else f"{percent(one.probability)} likely to say the same"
    yield styled("  ", doubt, (_known(one), "place"))


def _perhaps(desk: Desk, shared: Sequence[Shared], width: int, *, whole: bool) -> Iterator[Text]:
    """Show what two may both state, but rather do not."""
    doubtful = [one for one in shared if one.probability < _LIKELY]
    yield from _section("May say the same, but rather not", doubtful)
    shown = doubtful if whole else doubtful[:MOST]
    for one in shown:
        yield from _beside(desk, one, width)
    yield from _rest(len(doubtful) - len(shown))


def _known(one: Shared) -> str:
    return f"  statement {one.statement.id[:_ID]}"


def _print(desk: Desk, member: Member) -> str:
    """Read a member's words, with how it stands to them where it does not simply state them."""
    words = cut_to(desk.words(member.instance.span), _COLUMN)
    speaker = desk.name(member.instance.speaker)
    if speaker is None and member.instance.speaker_span is not None:
        speaker = desk.words(member.instance.speaker_span)
    return f"{words} - said by {speaker}" if speaker else words


def _only(
    desk: Desk, article: str, lone: Sequence[Lone], width: int, *, whole: bool
) -> Iterator[Text]:
    yield from _section(f"Only {desk.outlet(article)}", lone)
    shown = lone if whole else lone[: 2 * MOST]
    for one in shown:
        member = one.members[0]
        others = len({m.instance.span.page for m in one.statement.members} - {article})
        also = f" - also in {counted(others, 'other article')}" if others else ""
        line = styled((_print(desk, member), "words"), also)
        yield from laid(line, width, lead="  - ", hang=4)
        yield styled((f"    {desk.place(member.instance.span)}", "place"))
    yield from _rest(len(lone) - len(shown))


def _copied(desk: Desk, found: Comparison, width: int, *, whole: bool) -> Iterator[Text]:
    yield from _section("Text they share", found.copied)
    ordered = sorted(found.copied, key=_length)
    shown = ordered if whole else ordered[:MOST]
    for one in shown:
        mine = one.a if one.a.page == found.a else one.b
        words = cut_to(desk.words(mine), _LONGEST)
        line = styled((words, "words"), f"  {counted(mine.end - mine.start, 'character')}, ")
        yield from laid(Text.assemble(line, KINDS[one.kind], end=""), width, lead="  - ", hang=4)
    yield from _rest(len(found.copied) - len(shown))


def _length(one: Reuse) -> tuple[int, object]:
    return one.a.start - one.a.end, one.a
