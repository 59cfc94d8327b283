"""One story on the terminal: its accounts, what they state, where they differ, what happened when.

The words come first and the numbers stand under them. Whatever is not established is said at
the end, in the open, as a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from secondsource.records import Account, Moment, Statement, Story
from secondsource.tell.desk import Desk
from secondsource.tell.gaps import gaps_of
from secondsource.tell.kin import MOST as KIN
from secondsource.tell.kin import order_words, part_words, parts_in, relation_words, relations_of
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import (
    brief,
    counted,
    day_of,
    days_of,
    three_numbers,
    unanalysed,
    verdict_of,
)
from secondsource.tell.plain import cut_to, one_line
from secondsource.tell.reprints import MOST as REPRINTS
from secondsource.tell.reprints import Reprint, reprints_of, said
from secondsource.tell.revised import version_words
from secondsource.tell.sharing import sharing_of
from secondsource.tell.terminal_abreast import abreast_lines, choice_lines
from secondsource.tell.terminal_difference import difference_lines

ID = 10  # characters of an id that are shown: a million ids share their first ten once in a million
MOST = 12  # statements and moments of a story on one screen or two
_PLACES = 4  # places named under a statement; explain names all
_LONGEST = 320  # characters of a statement's words in a list
_BLANK = Text(end="")


def account_of_story(
    desk: Desk, story: Story, width: int, *, whole: bool = False
) -> Iterator[Text]:
    """Show one story in full: heading, accounts, statements, differences, timeline, gaps."""
    yield from gist_lines(desk, story, width, most=0)
    for why in story.why:
        yield from laid(f"one story: {why.text}", width, hang=2)
    yield from _related(desk, story, width)
    yield from _section("Accounts", len(story.articles))
    for account in desk.in_order(story.articles):
        yield from account_lines(desk, account, width)
    yield from _parts(desk, story, width)
    yield from _statements(desk, story, width, whole=whole)
    yield from _abreast(desk, story, width, whole=whole)
    yield from _differences(desk, story, width)
    choices = desk.choices.get(story.id, ())
    yield from _section("What they call it", len(choices))
    yield from choice_lines(desk, choices, width)
    yield from _reprints(desk, story, width, whole=whole)
    yield from _timeline(desk, story, width, whole=whole)
    gaps = gaps_of(desk, story)
    yield from _section("Not established", len(gaps))
    for gap in gaps:
        yield from laid(gap, width, lead="- ")


def _related(desk: Desk, story: Story, width: int) -> Iterator[Text]:
    related = relations_of(desk, story)
    for one in related[:KIN]:
        order = f"{order_words(one)}, " if one.order else ""
        title = desk.title(desk.stories[one.story])
        yield from laid(f"related: {one.story[:ID]}  {order}{title}", width, hang=2)
        for line in relation_words(one):
            yield from laid(line, width, lead="    ", hang=6)
    if len(related) > KIN:
        rest = counted(len(related) - KIN, "more related story", "more related stories")
        yield styled((f"{rest}: secondsource story {story.id[:ID]} --json", "note"))


def _parts(desk: Desk, story: Story, width: int) -> Iterator[Text]:
    """Show what round-ups that stand in other stories tell of this one."""
    parts = parts_in(desk, story)
    yield from _section("Also told by parts of", len(parts))
    for part in parts:
        yield from laid(part_words(desk, part), width, hang=4)
        for span in part.spans[:_PLACES]:
            words = cut_to(desk.words(span), _LONGEST)
            yield from laid(styled(words, "  ", (desk.place(span), "place")), width, lead="    ")
        for reason in part.reasons:
            yield from laid(one_line(reason.text), width, lead="    ", hang=6)


def heading(words: str) -> Iterator[Text]:
    """Yield a heading and the line under it."""
    yield styled((words, "title"))
    yield Text("-" * len(words), end="")


def _section(words: str, number: int) -> Iterator[Text]:
    if number:
        yield _BLANK
        yield from heading(words)


def _rest(number: int, what: str, story: Story) -> Iterator[Text]:
    """Say how much is not shown, and how to see it."""
    if number:
        told = f"{counted(number, what)}: secondsource story {story.id[:ID]} --all"
        yield styled((told, "note"))


# -- a story in short -----------------------------------------------------------------------


def gist_lines(desk: Desk, story: Story, width: int, *, most: int = 1) -> Iterator[Text]:
    """Say what a story is, how widely it is told, and the statements that are carried most."""
    yield from laid(styled((desk.title(story), "title")), width)
    yield styled(("story " + story.id[:ID], "place"), f"  {days_of(story.earliest, story.latest)}")
    passed = unanalysed(desk.accounts[one].article.language for one in story.articles)
    yield Text(
        f"{counted(len(story.articles), 'article')} - "
        f"{counted(desk.outlets(story.articles), 'outlet')} - "
        f"{brief(story.texts or desk.texts(story.articles), 'text')}"
        f"{' - ' if passed else ''}{passed}",
        end="",
    )
    if len(story.articles) > 1:
        for one in desk.stated.get(story.id, ())[:most]:
            yield from statement_lines(desk, one, width, places=0)


# -- accounts -------------------------------------------------------------------------------


def account_lines(desk: Desk, account: Account, width: int) -> Iterator[Text]:
    """Show one article: day, outlet, headline, and with whom it shares what."""
    article = account.article
    day = days_of(article.published.earliest, article.published.latest)
    yield styled((desk.outlet(account.page.id), "title"), f", {day}")
    yield from laid(desk.headline(account.page.id), width, lead="    ")
    yield styled(("    " + desk.names[account.page.id], "place"), f"  id {account.page.id[:ID]}")
    if passed := unanalysed([article.language]):
        yield from laid(passed, width, lead="    ")
    for credit in article.credits:
        text = f"credit: {desk.credit(credit)} names {credit.agency} ({credit.scope})"
        yield from laid(text, width, lead="    ", hang=6)
    for line in sharing_of(desk, account.page.id):
        yield from laid(line, width, lead="    ", hang=6)
    if earlier := version_words(desk, account.page.id):
        yield from laid(earlier, width, lead="    ", hang=6)


# -- statements -----------------------------------------------------------------------------


def _statements(desk: Desk, story: Story, width: int, *, whole: bool) -> Iterator[Text]:
    stated = desk.stated.get(story.id, ())
    yield from _section("Statements, by how much hangs on them", len(stated))
    shown = stated if whole else stated[:MOST]
    for one in shown:
        yield from statement_lines(desk, one, width)
    yield from _rest(len(stated) - len(shown), "more statement", story)


def statement_lines(
    desk: Desk, statement: Statement, width: int, *, places: int = _PLACES
) -> Iterator[Text]:
    """Show one statement: the words, who is credited, the numbers, the answer, the places."""
    verdict = verdict_of(statement)
    words = desk.stated_as(statement, _LONGEST)
    yield from laid(styled((words, "words")), width, lead="  ", hang=3)
    speaker = desk.introduced(statement)
    whose = f"said by {speaker}" if speaker else "in the outlets' own words"
    yield from laid(whose, width, lead="   ", hang=5)
    yield styled("   ", three_numbers(statement), "   ", (verdict.short, verdict.key))
    members = desk.shown(statement)
    for member in members[:places]:
        span = member.instance.span
        yield styled("     ", desk.outlet(span.page), "  ", (desk.place(span), "place"))
    more = f"and {len(members) - places} more: " if 0 < places < len(members) else ""
    yield styled(("     " + more + f"secondsource explain {statement.id[:ID]}", "note"))


def _abreast(desk: Desk, story: Story, width: int, *, whole: bool) -> Iterator[Text]:
    coverage = desk.coverage.get(story.id)
    yield from _section("Side by side", len(coverage.texts) if coverage else 0)
    yield from abreast_lines(desk, story, width, whole=whole)


# -- differences, timeline ------------------------------------------------------------------


def _differences(desk: Desk, story: Story, width: int) -> Iterator[Text]:
    found = desk.conflicts.get(story.id, ())
    yield from _section("Where the accounts differ", len(found))
    for one in found:
        yield from difference_lines(desk, one, width)


def _reprints(desk: Desk, story: Story, width: int, *, whole: bool) -> Iterator[Text]:
    found = reprints_of(desk, story)
    yield from _section("The same words, printed differently", len(found))
    shown = found if whole else found[:REPRINTS]
    for one in shown:
        yield from _reprint_lines(desk, one, width)
    yield from _rest(len(found) - len(shown), "more quotation", story)


def _reprint_lines(desk: Desk, one: Reprint, width: int) -> Iterator[Text]:
    words = said(desk, one.fullest, _LONGEST)
    yield from laid(styled((words, "words")), width, hang=1)
    page = one.fullest.span.page
    prints = counted(len(one.prints), "print")
    yield styled(
        f"  {prints}, the fullest in {desk.outlet(page)}  ", (desk.place(one.fullest.span), "place")
    )
    for line in one.lines:
        yield from laid("".join(words for words, _ in line), width, lead="  - ", hang=4)


def _timeline(desk: Desk, story: Story, width: int, *, whole: bool) -> Iterator[Text]:
    moments = desk.moments.get(story.id, ())
    yield from _section("Timeline, as printed", len(moments))
    shown = moments if whole else widest(moments)
    for moment in shown:
        yield from _moment_lines(desk, moment, width)
    yield from _rest(len(moments) - len(shown), "more line", story)


def widest(moments: Sequence[Moment], most: int = MOST) -> list[Moment]:
    """Choose the moments that most outlets carry, and give them in their own order."""
    kept = sorted(moments, key=lambda one: (-one.reach, one.span))[:most]
    return [one for one in moments if one in kept]


def _moment_lines(desk: Desk, moment: Moment, width: int) -> Iterator[Text]:
    when = when_of(moment)
    yield from laid(
        styled((when, "title"), "  ", cut_to(desk.words(moment.span), _LONGEST)), width, hang=4
    )
    numbers = f"{counted(moment.reach, 'outlet')} - {brief(moment.origins, 'origin')}"
    yield styled(
        f"    {numbers}  {desk.outlet(moment.span.page)}  ", (desk.place(moment.span), "place")
    )


def when_of(moment: Moment) -> str:
    """Say when a moment was, with its hour if the words give one."""
    day = days_of(moment.earliest, moment.latest)
    stamp = moment.earliest or ""
    if moment.earliest == moment.latest and len(stamp) > 10:
        return f"{day_of(stamp)}, {stamp[11:16]}"
    return day
