"""Who said what, on the terminal: the words, when and how, and below them every print.

What may live here: laying out. An entry opens with its day; the words follow; then come the
prints, each with its place, so that ``grep`` finds the line of a file or an outlet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from secondsource.tell.desk import Desk
from secondsource.tell.layout import laid, styled
from secondsource.tell.phrases import counted, days_of
from secondsource.tell.plain import one_line, web_address
from secondsource.tell.said import Answer, Print, Saying, Speaker, speakers_in
from secondsource.tell.saying_words import (
    asked_words,
    how_words,
    left_words,
    otherwise_words,
    outlet_words,
    shown_words,
    speaker_words,
    tellers_words,
    when_words,
    whom_words,
)
from secondsource.tell.whom import bare, only_called

_PRINTS = 12  # of one quotation: a screen; the rest is counted
_BLANK = Text(end="")


def said_lines(desk: Desk, answer: Answer, width: int) -> Iterator[Text]:
    """Show what somebody said; a plain sentence where that is nothing."""
    if answer.sayings:
        yield from laid(styled((_heading(desk, answer), "title")), width, hang=2)
    else:
        yield from laid(_nothing(desk, answer), width)
    for line in _aside(desk, answer):
        yield from laid(styled((line, "note")), width, hang=2)
    for one in answer.sayings:
        yield _BLANK
        yield from saying_lines(desk, one, width, through=_through(answer, one))
    left = [*left_words(answer)]
    if left:
        yield _BLANK
    for line in left:
        yield styled((line, "note"))


def _heading(desk: Desk, answer: Answer) -> str:
    pages = {page for one in answer.sayings for page in one.pages()}
    asked = asked_words(answer)
    return (
        f"{whom_words(desk, answer)}{f', {asked}' if asked else ''}: "
        f"{counted(len(answer.sayings) + answer.more, 'quotation')}, "
        f"{counted(desk.outlets(pages), 'outlet')}"
    )


def _nothing(desk: Desk, answer: Answer) -> str:
    whom, asked = whom_words(desk, answer), asked_words(answer)
    if not answer.whole:
        return f"{whom} is named here, and no words of theirs are printed."
    return f"{whom} is quoted here {_times(answer.whole)}; none of that is {asked}."


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _aside(desk: Desk, answer: Answer) -> Iterator[str]:
    whom = answer.whom
    if whom is None:
        return
    if len(whom.entities) > 1:
        yield "Taken as one, though nothing says that they are."
    if whom.silent:
        only = [one for one in whom.silent if bare(desk.name(one) or "") == bare(whom.name)]
        names = [desk.name(one) or "" for one in whom.silent if one not in only]
        names += [only_called(desk, only)] if only else []
        yield f"Not quoted here, but of that name too: {', '.join(names)}"


def _through(answer: Answer, saying: Saying) -> bool:
    return answer.whom is not None and saying.id in answer.whom.through


# -- one saying -----------------------------------------------------------------------------


def saying_lines(
    desk: Desk,
    saying: Saying,
    width: int,
    *,
    through: bool = False,
) -> Iterator[Text]:
    """Show one saying: day, words, how it was said, and each print with its place."""
    outlets = outlet_words(desk, saying)
    yield styled((when_words(desk, saying.day), "title"), f" - {outlets}")
    words = shown_words(desk, saying.best.quotation)
    yield from laid(styled((words, "words")), width, lead="   ")
    speaker = speaker_words(desk, saying, saying.best)
    if through and saying.speaker:
        speaker = f"said by {desk.name(saying.speaker)}" + (f"; {speaker}" if speaker else "")
    around = "the words asked for stand in the sentence around it"
    for line in (
        *how_words(desk, saying),
        tellers_words(desk, saying.best),
        speaker,
        around if saying.near == "around" else "",
    ):
        if line:
            yield from laid(line, width, lead="   ", hang=5)
    for one in saying.prints[:_PRINTS]:
        yield from _print_lines(desk, saying, one, width)
    if len(saying.prints) > _PRINTS:
        yield styled((f"     and {len(saying.prints) - _PRINTS} more prints: --json", "note"))
    for line in _again(desk, saying):
        yield from laid(styled((line, "note")), width, lead="   ", hang=5)


def _print_lines(desk: Desk, saying: Saying, one: Print, width: int) -> Iterator[Text]:
    span = one.quotation.span
    published = desk.accounts[span.page].article.published
    day = days_of(published.earliest, published.latest)
    yield styled("     ", desk.outlet(span.page), f", {day}  ", (desk.place(span), "place"))
    address = web_address(desk.accounts[span.page].page.url)
    if address:
        yield styled("       ", (one_line(address), "place"))
    if one is not saying.best:
        for line in otherwise_words(desk, saying, one):
            yield from laid(line, width, lead="       ", hang=9)


def _again(desk: Desk, saying: Saying) -> Iterator[str]:
    for span in saying.again[:3]:
        published = desk.accounts[span.page].article.published
        yield (
            f"the same words in another story: {desk.outlet(span.page)}, "
            f"{days_of(published.earliest, published.latest)}  {desk.place(span)}"
        )
    if len(saying.again) > 3:
        yield f"and {len(saying.again) - 3} more places"


# -- everybody who speaks -------------------------------------------------------------------


def speakers_lines(desk: Desk, answer: Answer, width: int) -> Iterator[Text]:
    """List those who speak: how many quotations, in how many outlets, from when to when."""
    if answer.asked.by_speaker:
        yield from _listed(desk, answer, width)
        return
    speakers = speakers_in(desk, answer.sayings)
    shown = speakers if answer.asked.limit is None else speakers[: answer.asked.limit]
    asked = asked_words(answer)
    if not speakers:
        yield from laid(f"Nobody is quoted here{f' {asked}' if asked else ''}.", width)
    else:
        yield from laid(styled((_counts(desk, speakers, asked), "title")), width, hang=2)
    for one in shown:
        yield from laid(_speaker_line(desk, one), width, hang=4)
    left = [*left_words(answer)]
    if shown and shown[-1].entity is None:
        left.append("Those without a name, as they are printed: secondsource said --unnamed")
    if len(shown) < len(speakers):
        left.insert(0, f"{counted(len(speakers) - len(shown), 'more speaker')}: a larger --limit")
    for line in left:
        yield styled((line, "note"))


def _listed(desk: Desk, answer: Answer, width: int) -> Iterator[Text]:
    """Show the quotations of many, under each speaker, most first."""
    asked = asked_words(answer)
    if not answer.speakers:
        yield from laid(_nobody(answer), width)
    else:
        yield from laid(styled((_counts(desk, answer.speakers, asked), "title")), width, hang=2)
    shown = {one.id for one in answer.sayings}
    for speaker in answer.speakers:
        some = [one for one in speaker.sayings if one.id in shown]
        if some:
            yield _BLANK
            yield from laid(_speaker_line(desk, speaker), width, hang=4)
        for at, one in enumerate(some):
            if at:
                yield _BLANK
            yield from saying_lines(desk, one, width)
    left = [*left_words(answer)]
    if left:
        yield _BLANK
    for line in left:
        yield styled((line, "note"))


def _nobody(answer: Answer) -> str:
    asked = asked_words(answer)
    if answer.asked.unnamed and not answer.whole:
        return "Of every quotation here it is established who speaks."
    unnamed = " unnamed" if answer.asked.unnamed else ""
    return f"Nobody{unnamed} is quoted here{f' {asked}' if asked else ''}."


def _counts(desk: Desk, speakers: Sequence[Speaker], asked: str) -> str:
    named = sum(one.entity is not None for one in speakers)
    quotations = sum(len(one.sayings) for one in speakers)
    if not named:
        return (
            f"{counted(quotations, 'quotation')}{f' {asked}' if asked else ''}, "
            "speaker not established"
        )
    return (
        f"{counted(named, 'speaker')}, {counted(quotations, 'quotation')}"
        f"{f' {asked}' if asked else ''}"
    )


def _speaker_line(desk: Desk, one: Speaker) -> Text:
    name = desk.name(one.entity) or (
        f"printed as “{one.printed}”" if one.printed else "speaker not established"
    )
    return styled(
        (name, "title" if one.entity else "note"),
        f": {counted(len(one.sayings), 'quotation')}, {counted(one.outlets, 'outlet')}, ",
        days_of(one.earliest, one.latest),
    )
