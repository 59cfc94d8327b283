"""What ``changes`` prints: the articles that changed, or what became of one, old beside new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from secondsource.records import Changed, Revision, Span
from secondsource.tell.desk import Desk
from secondsource.tell.layout import columns, laid, styled
from secondsource.tell.phrases import counted
from secondsource.tell.plain import one_line
from secondsource.tell.revised import Course, courses_of, headed, kind_of, owned_up, summary, when
from secondsource.tell.sidebyside import pieces_of, shared_in

_ID = 10  # characters of an id that are shown, as in a story's view
_BLANK = Text(end="")


def changes_lines(desk: Desk, width: int) -> Iterator[Text]:
    """List the articles that were read in several versions, silent changes first."""
    courses = courses_of(desk)
    changed = [one for one in courses if one.changed]
    if not courses:
        yield from laid(
            "No article was read in two versions: read the same addresses or files again later.",
            width,
        )
        return
    yield from laid(
        f"{counted(len(courses), 'article')} read in several versions, {len(changed)} changed,"
        f" {sum(_is_silent(one) for one in changed)} without a word.",
        width,
    )
    for course in changed:
        yield _BLANK
        yield from _head(desk, course, width)
        for one in course.revisions:
            if one.changes:
                yield from laid(
                    f"{when(desk, one)}{summary(desk, one)}", width, lead="    ", hang=6
                )
                yield from _owning_up(desk, one, width)
    if changed:
        yield _BLANK
        yield from laid("Old beside new: secondsource changes ID", width)


def course_lines(
    desk: Desk, course: Course, width: int, *, brackets: bool = False
) -> Iterator[Text]:
    """Show what became of one article: for each version what it changed, old beside new."""
    yield from _head(desk, course, width)
    for one in course.revisions:
        yield _BLANK
        yield from laid(styled((f"{when(desk, one)}{summary(desk, one)}", "title")), width)
        yield from _owning_up(desk, one, width)
        for words, changes in headed(desk, one):
            yield styled((f"  {words}", "title"))
            yield from _changes(desk, changes, width, brackets=brackets)


def _is_silent(course: Course) -> bool:
    return any(one.silent for one in course.revisions)


def _head(desk: Desk, course: Course, width: int) -> Iterator[Text]:
    last = course.articles[-1]
    line = styled((desk.outlet(last), "title"), f": {desk.headline(last)}")
    yield from laid(line, width, hang=2)
    page = desk.accounts[last].page
    place = one_line(page.url or desk.names[last])
    yield from laid(styled((f"{last[:_ID]}  {place}", "place")), width, lead="    ", hang=6)


def _owning_up(desk: Desk, one: Revision, width: int) -> Iterator[Text]:
    told = owned_up(desk, one)
    if told:
        style = "none" if one.silent else "note"
        yield from laid(styled((told, style)), width, lead="    ", hang=6)


def _changes(
    desk: Desk, changes: Sequence[Changed], width: int, *, brackets: bool
) -> Iterator[Text]:
    for change in changes:
        if change.before and change.after:
            shared = shared_in(desk, change.before, change.after)
            left, right = (
                _side(desk, span, shared, brackets=brackets)
                for span in (change.before, change.after)
            )
            yield from columns(left, right, width, indent=4)
        elif span := change.before or change.after:
            sign = "- " if kind_of(change) == "removed" else "+ "
            yield from laid(_side(desk, span, (span,), brackets=False), width, lead=f"    {sign}")
        for name, span in (("old", change.before), ("new", change.after)):
            if span:
                yield styled((f"      {name}  {desk.place(span)}", "place"))


def _side(desk: Desk, span: Span, shared: Sequence[Span], *, brackets: bool) -> Text:
    """Write a sentence; what its other version lacks stands out, in brackets where asked."""
    text = Text(end="")
    for words, same in pieces_of(desk, span, [one for one in shared if one.page == span.page]):
        bare = words.strip()
        if same or not any(char.isalnum() for char in bare):
            text.append(words)
        elif brackets:
            text.append(words.replace(bare, f"[{bare}]", 1))
        else:
            text.append(words, "bold")
    return text
