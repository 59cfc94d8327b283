"""One statement explained on the terminal: the steps of its proof, in their order.

What may live here: how a step looks. Two prints of one text stand side by side where there is
room for columns, one over the other where not; the words they share are bold and underlined on
a terminal, and stand in [brackets] in a file or behind a pipe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from secondsource.records import Span, Statement
from secondsource.tell.desk import Desk
from secondsource.tell.layout import STYLES, columns, laid, styled
from secondsource.tell.phrases import METHOD, counted, days_of, three_numbers, verdict_of
from secondsource.tell.plain import cut_to, quoted
from secondsource.tell.proof import SECTIONS, proof_of
from secondsource.tell.sidebyside import pieces_of
from secondsource.tell.steps import Step, section_of

_LONG = 5_000  # characters of a statement: explain shows it whole, and cuts only a flood
_BLANK = Text(end="")
_LEAD, _HANG = "   ", 5
_CITED = 60  # characters of words cited behind a reason: one line


@dataclass(frozen=True, slots=True)
class Depth:
    """How much of each section is shown before the rest is only counted."""

    steps: int
    pairs: int
    places: int


WHOLE = Depth(steps=40, pairs=8, places=12)  # eight pairs are four screens of columns
SHORT = Depth(steps=3, pairs=1, places=2)  # one screen and a half


@dataclass(frozen=True, slots=True)
class Look:
    """How the steps are laid out: columns of the screen, marks in brackets, how much."""

    width: int
    brackets: bool
    depth: Depth


def explanation_lines(
    desk: Desk,
    statement: Statement,
    width: int,
    *,
    depth: Depth = WHOLE,
    brackets: bool = False,
) -> Iterator[Text]:
    """Tell step by step how the three numbers of a statement came about."""
    look = Look(width, brackets, depth)
    verdict = verdict_of(statement)
    yield from laid(styled((desk.stated_as(statement, _LONG), "words")), width, hang=1)
    yield styled(three_numbers(statement), "   ", (verdict.short, verdict.key))
    yield styled((f"statement {statement.id}  story {statement.story}", "place"))
    steps = proof_of(desk, statement)
    sections = [(words, section_of(steps, name)) for name, words in SECTIONS.items()]
    for number, (words, own) in enumerate((one for one in sections if one[1]), start=1):
        yield _BLANK
        yield styled((f"{number}  {words}", "title"))
        yield from _section(desk, own, look)
    yield from laid(f"{METHOD}.", width, lead=_LEAD)


def _section(desk: Desk, steps: Sequence[Step], look: Look) -> Iterator[Text]:
    whole = steps[0].section == "count"  # the numbers are never cut short
    pairs = [step for step in steps if step.kind == "pair"]
    hushed = {id(step) for step in pairs[look.depth.pairs :]}
    shown = [step for step in steps if id(step) not in hushed]
    for step in shown if whole else shown[: look.depth.steps]:
        yield from _step(desk, step, look)
    left = len(steps) - len(shown) + (0 if whole else max(0, len(shown) - look.depth.steps))
    yield from _more(left, "step", _LEAD)


def _more(number: int, what: str, lead: str) -> Iterator[Text]:
    if number > 0:
        yield styled((f"{lead}and {counted(number, f'more {what}')}", "note"))


def _step(desk: Desk, step: Step, look: Look) -> Iterator[Text]:
    if step.kind == "print" and step.left:
        yield from _print(desk, step, step.left, look)
    elif step.kind == "pair" and step.left and step.right:
        yield from _pair(desk, step, (step.left, step.right), look)
    elif step.kind == "sentence":
        yield from laid(styled((step.text, "title")), look.width, lead=_LEAD)
    elif step.kind == "knower":
        yield from laid(styled((step.text, "title")), look.width, lead=_LEAD, hang=_HANG)
    else:
        lead = "     " if step.kind.startswith("why-") else _LEAD
        yield from laid(step.text, look.width, lead=lead, hang=len(lead) + 2)
        yield from _cited(desk, step.spans(), look, " " * (len(lead) + 2))


def _print(desk: Desk, step: Step, first: Span, look: Look) -> Iterator[Text]:
    """Show one print of the words, then a line for each article with its day and place."""
    yield from laid(styled((quoted(desk.words(first)), "words")), look.width, lead=_LEAD, hang=4)
    yield from laid(step.text, look.width, lead="     ", hang=7)
    spans = step.spans()
    for span in spans[: look.depth.steps]:
        published = desk.accounts[span.page].article.published
        day = days_of(published.earliest, published.latest)
        line = styled((desk.outlet(span.page), "title"), f", {day}  ", (desk.place(span), "place"))
        yield from laid(line, look.width, lead="     ", hang=7)
    yield from _more(len(spans) - look.depth.steps, "article", "     ")


def _pair(desk: Desk, step: Step, sides: tuple[Span, Span], look: Look) -> Iterator[Text]:
    """Set two prints side by side with their places, the words they share marked."""
    yield from laid(step.text, look.width, lead=_LEAD, hang=_HANG)
    heads = [styled((desk.outlet(span.page), "title")) for span in sides]
    yield from columns(heads[0], heads[1], look.width, indent=5)
    texts = [_marked(desk, span, step.marked, brackets=look.brackets) for span in sides]
    yield from columns(texts[0], texts[1], look.width, indent=5)
    for name, span in zip(("left", "right"), sides, strict=True):
        yield styled((f"     {name:<5}  {desk.place(span)}", "place"))


def _marked(desk: Desk, span: Span, marked: Sequence[Span], *, brackets: bool) -> Text:
    text = Text(end="")
    for words, shared in pieces_of(desk, span, marked):
        if shared and brackets:
            words = f"[{words}]"
        text.append(words, STYLES["shared"] if shared else None)
    return text


def _cited(desk: Desk, spans: Sequence[Span], look: Look, lead: str) -> Iterator[Text]:
    """Cite the words that prove a sentence; the same words once, with every place."""
    places: dict[str, list[Span]] = {}
    for span in spans[: look.depth.places]:
        places.setdefault(cut_to(desk.words(span), _CITED), []).append(span)
    for words, own in places.items():
        where = ", ".join(desk.place(span) for span in own)
        yield from laid(
            styled(quoted(words), "  ", (where, "place")), look.width, lead=lead, hang=len(lead) + 1
        )
    yield from _more(len(spans) - look.depth.places, "place", lead)
