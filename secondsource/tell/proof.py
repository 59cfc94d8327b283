"""The proof of a statement's three numbers: the steps in which a sceptic would ask, in order.

    carries   who prints it, in which words, and who counts as one outlet
    shares    which of them share text, both prints side by side
    hidden    which hang from a text that is not in the collection
    knows     who is named as knowing it, and who depends on whom
    left      what was not counted, and why
    count     how the three numbers come about, with their low and high ends

What may live here: the steps of sharing and their order; the others are built in ``standing``.
A step is words for a person with the spans that prove them. The terminal, the page and the
export show the same steps, so what one of them says can be checked in another. Long lists are
cut and the rest counted: forty outlets fit on a few screens, five thousand do too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from secondsource.records import Decision, Parent, Reason, Reuse, Span, Statement
from secondsource.tell.desk import UNNAMED, Desk
from secondsource.tell.phrases import KINDS, counted, percent
from secondsource.tell.plain import one_line
from secondsource.tell.sidebyside import shared_in, stretch_of
from secondsource.tell.standing import carrying_steps, counting_steps, knowing_steps, left_steps
from secondsource.tell.steps import NAMED, Step, listed
from secondsource.tell.ties import Ties, ties_of
from secondsource.textview import level

PAIRS = 8  # shown side by side: four screens; further pairs are named with their certainty
_WORTH = 0.25  # ties that are less likely are named, not shown: of four as good each has a quarter
_REASONS = 5  # of one pair: the rows of evidence that weigh most come first
_PLACES = 12  # spans kept with one step beside its two

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "carries": "Who carries it",
        "shares": "Which of them share text",
        "hidden": "Texts that are not in the collection",
        "knows": "Who is named as knowing it",
        "left": "What was not counted, and why",
        "count": "How the numbers come about",
    }
)


def proof_of(desk: Desk, statement: Statement) -> tuple[Step, ...]:
    """Give the steps of a statement's count, in order.

    Errors: none. The spans of a step are spans of pages of the report; ``marked`` has as many
    spans of ``left`` as of ``right``, and the words of each are those of its fellow.

    >>> from secondsource.records import Interval, Report
    >>> from secondsource.tell.desk import desk_of
    >>> nobody = Statement("s", "t", None, (), 0, Interval.exactly(0), Interval.exactly(0))
    >>> proof_of(desk_of(Report()), nobody)[0].text
    '0 articles of 0 outlets.'
    """
    ties = ties_of(desk, statement)
    return (
        *carrying_steps(desk, statement, ties),
        *_sharing(desk, ties),
        *_hidden(desk, ties),
        *knowing_steps(desk, statement),
        *left_steps(desk, statement, ties),
        *counting_steps(desk, statement, ties),
    )


# -- which of them share text ---------------------------------------------------------------


def _sharing(desk: Desk, ties: Ties) -> Iterator[Step]:
    yield from _decided(desk, ties)
    yield from _shown(desk, ties)
    if ties.apart:
        names = listed([desk.outlet(article) for article in ties.apart])
        text = f"Also in words that no other article here prints: {names}."
        places = tuple(one.span for one in ties.apart.values())[:_PLACES]
        yield Step("shares", "own-too", text, places=places)
    alone = [a for a in ties.carriers if not ties.parents[a] and a not in ties.given]
    if alone and len(ties.carriers) > 1:
        names = listed([desk.outlet(article) for article in alone])
        text = (
            f"No text shared with another of these articles was found in {names}. "
            "That does not prove that nothing was taken."
        )
        places = tuple(ties.carriers[article].span for article in alone[:_PLACES])
        yield Step("shares", "apart", text, places=places)


def _shown(desk: Desk, ties: Ties) -> Iterator[Step]:
    """Show the likeliest ties, each pair of prints once, and name the others."""
    pairs = _pairs(desk, ties)
    shown = [pair for pair in pairs if pair[1].probability >= _WORTH][:PAIRS]
    beside: set[tuple[str, ...]] = set()
    for children, parent in shown:
        step = _pair(desk, ties, children, parent)
        both = tuple(sorted(span.page for span in step.spans()[:2]))
        if both not in beside:  # two prints are shown once: of one hidden text that tells both
            yield step
        elif parent.article:
            yield Step("shares", "tie", _tie_words(desk, parent, children, parent.article))
        beside.add(both)
    rest = [pair for pair in pairs if pair not in shown]
    if rest:
        said = [_in_short(desk, children, parent) for children, parent in rest]
        yield Step("shares", "more", f"And {counted(len(rest), 'more tie')}: {listed(said)}.")


def _pairs(desk: Desk, ties: Ties) -> list[tuple[list[str], Parent]]:
    """Give each tie once, with all children that print the same words under the same parent.

    The first of the children is shown. Of a hidden text's carriers the first stands for the
    text; ties to it need another carrier to be shown beside.
    """
    found: dict[tuple[str, str, bool], tuple[list[str], Parent]] = {}
    for article, own in ties.parents.items():
        for parent in own:
            top = parent.article or ties.first.get(parent.hidden or "")
            if top is None or top == article:
                continue
            words = level(desk.words(desk.passage(ties.carriers[article].span)), fold=True)
            key = (parent.article or parent.hidden or "", words, parent.probability > 0.5)
            found.setdefault(key, ([], parent))[0].append(article)
    return sorted(
        found.values(),
        key=lambda pair: (-len(pair[0]), -pair[1].probability, pair[0], pair[1].child),
    )


def _pair(desk: Desk, ties: Ties, children: Sequence[str], parent: Parent) -> Step:
    """Show one tie: the parent's print on the left, the child's on the right."""
    child = children[0]
    words = ties.carriers[child].span
    top, shared = _partner(desk, ties, parent)
    said = _tie_words(desk, parent, children, top)
    sides = _sides(ties, top, words, shared)
    if sides is None:
        return Step("shares", "tie", said, left=words)
    here, there = (None, None) if shared is None else _ends(shared, top)
    left, right = stretch_of(desk, sides[0], here), stretch_of(desk, sides[1], there)
    marked = shared_in(desk, left, right)
    text = f"{said} {_why(desk, shared, parent)}"
    if not right.touches(words):
        text += " What is shown is shared; these words are not."
    places = tuple(ties.carriers[one].span for one in children[1 : _PLACES + 1])
    return Step("shares", "pair", text, left=left, right=right, marked=marked, places=places)


def _partner(desk: Desk, ties: Ties, parent: Parent) -> tuple[str, Reuse | None]:
    """Give the article to show beside a child, and the longest text they share at the words.

    For a hidden text that is its first carrier, or another that has these words where it has
    not; without shared text at the words, the longest that they share elsewhere.
    """
    words = ties.carriers[parent.child].span
    first = parent.article or ties.first[parent.hidden or ""]
    ranked: list[tuple[bool, bool, int, Reuse, str]] = []
    for one in desk.reuse.get(parent.child, ()):
        top = one.a.page if one.b.page == parent.child else one.b.page
        if top == first or (parent.hidden and _hangs(ties, top, parent.hidden)):
            mine = _ends(one, top)[1]
            ranked.append((mine.touches(words), top == first, mine.end - mine.start, one, top))
    if not ranked:
        return first, None
    *_, shared, top = max(ranked, key=lambda row: (*row[:3], row[3].a, row[3].b))
    return top, shared


def _hangs(ties: Ties, article: str, hidden: str) -> bool:
    return any(one.hidden == hidden for one in ties.parents.get(article, ()))


def _sides(ties: Ties, top: str, words: Span, shared: Reuse | None) -> tuple[Span, Span] | None:
    """Give the places to show: the words and what stands for them in the other print."""
    if shared is None:
        return (ties.carriers[top].span, words) if top in ties.carriers else None
    here, there = _ends(shared, top)
    if not there.touches(words):
        return _opening(here), _opening(there)
    own = ties.carriers.get(top)
    if own and own.span.touches(here):
        return own.span, words
    start = min(here.end - 1, here.start + max(0, words.start - there.start))
    return Span(top, start, min(here.end, start + words.end - words.start)), words


def _opening(span: Span) -> Span:
    return Span(span.page, span.start, min(span.end, span.start + 1))


def _ends(shared: Reuse, first: str) -> tuple[Span, Span]:
    return (shared.a, shared.b) if shared.a.page == first else (shared.b, shared.a)


def _tie_words(desk: Desk, parent: Parent, children: Sequence[str], top: str) -> str:
    said = _who_from_whom(desk, parent, top)
    if len(children) == 1:
        return said
    others = listed([desk.outlet(one) for one in children[1:]])
    return f"{said} So {'does' if len(children) == 2 else 'do'} {others}, in the same words."


def _who_from_whom(desk: Desk, parent: Parent, top: str) -> str:
    child, other = desk.outlet(parent.child), desk.outlet(top)
    child = child.replace("an ", "An ", 1) if child == UNNAMED else child
    sure = percent(parent.probability)
    if any(reason.kind == "decided" for reason in parent.reasons):
        sure = f"{sure}, decided by a person"
    how = "probably has" if parent.probability > 0.5 else "may have"
    if parent.article is not None:
        return f"{child} shares text with {other} and {how} it from there ({sure})."
    behind = desk.behind(parent.hidden or "")
    return f"{child} shares text with {other} and {how} it, like {other}, from {behind} ({sure})."


def _why(desk: Desk, shared: Reuse | None, parent: Parent) -> str:
    reasons = (*(shared.reasons if shared else ()), *parent.reasons)
    said = list(dict.fromkeys(one_line(one.text) for one in reasons if one.text))[:_REASONS]
    kind = KINDS[shared.kind] if shared else "shared text"
    return f"{kind[0].upper()}{kind[1:]}{': ' if said else ''}{'; '.join(said)}."


def _in_short(desk: Desk, children: Sequence[str], parent: Parent) -> str:
    names = listed([desk.outlet(one) for one in children], most=2)
    return f"{names} from {desk.parent(parent)} ({percent(parent.probability)})"


def _decided(desk: Desk, ties: Ties) -> Iterator[Step]:
    """Show what a person decided about two of the carriers."""
    for one in desk.report.decisions:
        if one.a in ties.carriers and one.b in ties.carriers:
            text = decision_words(desk, one)
            if one.verb in ("derives", "independent"):
                places = (ties.carriers[one.a].span, ties.carriers[one.b].span)
                yield Step("shares", "decided", f"Decided by a person: {text}.", places=places)


def decision_words(desk: Desk, one: Decision) -> str:
    """Say what a person decided of two articles or names, with the note."""
    a, b = (
        f"{desk.outlet(end)} ({desk.names[end]})" if end in desk.accounts else _placed(desk, end)
        for end in (one.a, one.b)
    )
    said = {
        "join": f"{a} and {b} are of one story",
        "part": f"{a} and {b} are not of one story",
        "unite": f"the stories of {a} and {b} are one",
        "sever": f"{b} is not of the story of {a}",
        "move": f"{a} belongs to the story of {b}",
        "derives": f"{b} has its text from {a}",
        "independent": f"neither {a} nor {b} has its text from the other, nor from a third",
        "merge": f"{a} and {b} are one",
        "split": f"{b} is somebody else than {a}",
        "rename": f"{a} goes by {b}",
    }[one.verb]
    return f"{said} - {one_line(one.note)}" if one.note else said


def _placed(desk: Desk, name: str) -> str:
    """Show a name that an article tells from others with the article's file: "Roos@herald.txt"."""
    words, at, page = name.rpartition("@")
    return one_line(f"{words}{at}{desk.names.get(page, page)}")


# -- texts that are not in the collection ---------------------------------------------------


def _hidden(desk: Desk, ties: Ties) -> Iterator[Step]:
    behind: dict[str, list[Parent]] = {}
    for own in ties.parents.values():
        for parent in own:
            if parent.hidden:
                behind.setdefault(parent.hidden, []).append(parent)
    ordered = sorted(behind.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    for ident, parents in ordered[:NAMED]:
        yield _hidden_step(desk, ident, parents)
    if len(ordered) > NAMED:
        rest = [f"{desk.behind(ident)} ({len(own)})" for ident, own in ordered[NAMED:]]
        yield Step("hidden", "more", f"And {counted(len(rest), 'more text')}: {listed(rest)}.")


def _hidden_step(desk: Desk, ident: str, parents: Sequence[Parent]) -> Step:
    names = listed([f"{desk.outlet(p.child)} ({percent(p.probability)})" for p in parents])
    what = desk.behind(ident)
    one = len(parents) == 1
    text = f"{what[0].upper()}{what[1:]}, may stand behind {names}."
    if not one:
        text += " Where it does, they are one text."
    found: Sequence[Reason] = desk.hidden[ident].reasons if ident in desk.hidden else ()
    said = list(dict.fromkeys(one_line(reason.text) for reason in found))
    text += f" Why: {'; '.join(said)}." if said else ""
    here = {p.child for p in parents}
    proof = [span for reason in found for span in reason.spans if span.page in here]
    credits = [span for reason in found if reason.kind == "credit" for span in reason.spans]
    places = [span for span in credits if span.page in here] or proof
    return Step("hidden", "hidden", text, places=tuple(dict.fromkeys(places))[:_PLACES])
