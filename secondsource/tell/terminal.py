"""What the commands print: stories, one story, one explanation, differences, passages found.

What may live here: the lists; what is shown of one story or one statement has a file of its
own. Every function takes a report and gives lines that are ready to print: styled where the
terminal has colours, and as useful without them, in a file or behind a pipe. A line holds one
thing, so that ``grep`` finds it with its number, its outlet or its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from secondsource.records import Conflict, Report, Span, Statement, Story
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import METHOD, VERDICTS, counted, days_of, verdict_of
from secondsource.tell.plain import one_line
from secondsource.tell.terminal_difference import difference_lines
from secondsource.tell.terminal_explain import SHORT, explanation_lines
from secondsource.tell.terminal_story import (
    ID,
    account_of_story,
    gist_lines,
    heading,
    statement_lines,
)

_TOLD = 3  # statements of a story that the demo prints: what one screen holds
_BLANK = Text(end="")


def stories_lines(report: Report, width: int) -> Iterator[Text]:
    """List the stories, the one with most articles first: what it is, and its best-carried words.

    >>> [line.plain for line in stories_lines(Report(), 60)]
    ['No stories: the collection holds no articles yet.']
    """
    desk = desk_of(report)
    if not report.stories:
        yield Text("No stories: the collection holds no articles yet.", end="")
    for at, story in enumerate(in_order(desk)):
        if at:
            yield _BLANK
        yield from gist_lines(desk, story, width)
    for one in report.unread:
        yield from laid(f"not read: {one_line(one.input)}: {one_line(one.reason)}", width, hang=2)


def in_order(desk: Desk) -> list[Story]:
    """Give the stories, the widest told first."""
    return sorted(
        desk.report.stories,
        key=lambda story: (-desk.outlets(story.articles), -len(story.articles), story.id),
    )


def story_lines(report: Report, story: Story, width: int, *, whole: bool = False) -> Iterator[Text]:
    """Show one story; ``whole`` lists every statement and moment instead of the first dozen."""
    return account_of_story(desk_of(report), story, width, whole=whole)


def explain_lines(
    report: Report, statement: Statement, width: int, *, brackets: bool = False
) -> Iterator[Text]:
    """Tell step by step how the numbers of a statement came about; shared words in brackets."""
    return explanation_lines(desk_of(report), statement, width, brackets=brackets)


def differences_lines(report: Report, story: Story | None, width: int) -> Iterator[Text]:
    """Show where accounts differ, side by side, in one story or in all."""
    desk = desk_of(report)
    found = [one for one in report.conflicts if story is None or one.story == story.id]
    if not found:
        yield Text("No differences found.", end="")
    for at, one in enumerate(found):
        if at:
            yield _BLANK
        yield from difference_lines(desk, one, width)


def found_lines(report: Report, found: Sequence[Span], width: int) -> Iterator[Text]:
    """Show the passages that a search found, with their places and stories."""
    desk = desk_of(report)
    if not found:
        yield Text("Nothing found: all the words must stand in one passage.", end="")
    for span in found:
        if span.page not in desk.accounts:
            continue
        story = desk.story_of.get(span.page)
        whose = f"  story {story.id[:ID]}" if story else ""
        yield styled(desk.outlet(span.page), "  ", (desk.place(span), "place"), (whose, "place"))
        yield from laid(styled((desk.words(span), "words")), width, lead="    ")


def demo_lines(report: Report, width: int, *, brackets: bool = False) -> Iterator[Text]:
    """Print what is worth knowing first: answers, the widest story, one proof, differences."""
    desk = desk_of(report)
    yield from heading("Do I have a second source?")
    yield from answer_lines(desk, width)
    for story in in_order(desk)[:2]:
        yield _BLANK
        yield from gist_lines(desk, story, width, most=0)
        for one in desk.stated.get(story.id, ())[:_TOLD]:
            yield from statement_lines(desk, one, width)
    told = most_telling(desk)
    if told:
        yield _BLANK
        yield from heading(f"One of them, step by step: secondsource explain {told.id[:ID]}")
        yield from explanation_lines(desk, told, width, depth=SHORT, brackets=brackets)
    yield from _demo_differences(desk, width)


def _demo_differences(desk: Desk, width: int) -> Iterator[Text]:
    telling: list[Conflict] = [c for c in desk.report.conflicts if c.kind != "compatible"]
    if telling:
        yield _BLANK
        yield from heading("Where the accounts differ")
        for one in telling[:_TOLD]:
            yield from difference_lines(desk, one, width)


def most_telling(desk: Desk) -> Statement | None:
    """Choose the statement that shows best why outlets are not sources: much reach, one text."""
    return max(
        desk.report.statements,
        key=lambda one: (one.reach - one.texts.likely, one.reach, one.speaker is not None, one.id),
        default=None,
    )


def answer_lines(desk: Desk, width: int) -> Iterator[Text]:
    """Answer for the whole collection: of what several outlets carry, how much has two sources."""
    carried = [one for one in desk.report.statements if one.reach > 1]
    yield from laid(
        f"{counted(len(desk.report.accounts), 'article')} of "
        f"{counted(desk.outlets(desk.accounts), 'outlet')} in "
        f"{counted(len(desk.report.stories), 'story', 'stories')}. "
        f"{counted(len(carried), 'statement')} carried by more than one outlet:",
        width,
    )
    tally = Counter(verdict_of(one).key for one in carried)
    for verdict in VERDICTS:
        if tally[verdict.key]:
            yield styled((f"{tally[verdict.key]:>4}  {verdict.short}", verdict.key))
    days = sorted(
        day
        for account in desk.report.accounts
        for day in (account.article.published.earliest, account.article.published.latest)
        if day
    )
    if days:
        yield from laid(f"Published {days_of(days[0], days[-1])}. {METHOD}.", width)
