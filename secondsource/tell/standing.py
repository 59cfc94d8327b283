"""The steps of a proof that need no alignment: who carries it, who knows it, what counts and why.

What may live here: words for what the report has settled. The ends of an interval are explained
by what would move them - ties that are in doubt, knowers who may be one or more - in the order
of how much doubt there is; no number is worked out anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from secondsource.records import Group, Instance, Member, Parent, Reason, Statement
from secondsource.tell.desk import Desk
from secondsource.tell.phrases import STANCES, brief, counted, percent, why_of
from secondsource.tell.plain import one_line
from secondsource.tell.steps import NAMED, Step, listed
from secondsource.tell.ties import COUNTED, Bundle, Ties, in_headline
from secondsource.textview import level

_PRINTS = 10  # distinct prints of the words: beyond, they are only counted
_GROUPS = 16  # knowers told one by one: two screens
_PLACES = 60  # places kept with one print: forty outlets and some that print it twice
_FEW = 12  # places kept with any other step
_DOUBTFUL = 3  # ties named as those in most doubt
_SURE = 0.995  # said without a figure
_REPEATED = frozenset(("sentence", "hidden", "unnamed-outlet"))  # told in other steps


# -- who carries it -------------------------------------------------------------------------


def carrying_steps(desk: Desk, statement: Statement, ties: Ties) -> Iterator[Step]:
    """Say how many carry a statement, and show each distinct print with who prints it."""
    yield Step("carries", "reach", _reach(desk, statement, ties))
    prints = _prints(desk, statement)
    for members in prints[:_PRINTS]:
        first, *others = (member.instance.span for member in members)
        text = _print_words(desk, members)
        yield Step("carries", "print", text, left=first, places=tuple(others[:_PLACES]))
    if len(prints) > _PRINTS:
        rest = [desk.outlet(m.instance.span.page) for own in prints[_PRINTS:] for m in own]
        more = counted(len(prints) - _PRINTS, "more wording")
        yield Step("carries", "more", f"And {more}, in {listed(rest)}.")


def _reach(desk: Desk, statement: Statement, ties: Ties) -> str:
    articles = [desk.accounts[article].article for article in ties.carriers]
    head = f"{counted(len(articles), 'article')} of {counted(statement.reach, 'outlet')}."
    by_family: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        by_family[article.family].append(desk.outlet(article.id))
    merged = [
        listed(list(dict.fromkeys(names))) for names in by_family.values() if len(set(names)) > 1
    ]
    if merged:
        head += f" Of one owner, so one outlet here: {'; '.join(merged[:NAMED])}"
        head += f"; and {len(merged) - NAMED} more owners." if len(merged) > NAMED else "."
    unnamed = sum(article.outlet is None for article in articles)
    if unnamed:
        what = "names no outlet and counts" if unnamed == 1 else "name no outlet and count"
        head += f" {counted(unnamed, 'article')} {what} as an outlet of its own."
    return head


def _prints(desk: Desk, statement: Statement) -> list[list[Member]]:
    """Gather the counted instances by their words and by whom they credit.

    The typical words come first, then what most print; a print that shows an article for the first
    time comes before another print of articles that are shown already.
    """
    found: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in desk.shown(statement):
        one = member.instance
        if one.stance in COUNTED:
            words = level(desk.words(one.span), fold=True)
            found[words, one.speaker or credited_words(desk, [one])].append(member)
    typical = desk.typical(statement) if found else None
    ranked = sorted(
        found.values(),
        key=lambda own: (
            all(member.instance is not typical for member in own),
            -len(own),
            all(in_headline(desk, member.instance) for member in own),
            own[0].instance.span,
        ),
    )
    shown: set[str] = set()
    news: list[list[Member]] = []
    rest: list[list[Member]] = []
    for own in ranked:
        pages = {member.instance.span.page for member in own}
        (rest if pages <= shown else news).append(own)
        shown |= pages
    return [*news, *rest]


def _print_words(desk: Desk, members: Sequence[Member]) -> str:
    pages = {member.instance.span.page for member in members}
    many = f"{counted(len(pages), 'article')}, " if len(members) > 1 else ""
    said = f"{many}{credited_words(desk, [member.instance for member in members])}"
    least = min(member.probability for member in members)
    return said if least >= _SURE else f"{said} ({percent(least)} sure to say the same)"


def credited_words(desk: Desk, own: Sequence[Instance]) -> str:
    """Say to whom some words are credited, as printed, and who that is."""
    first = own[0]
    printed = dict.fromkeys(f"“{desk.words(o.speaker_span)}”" for o in own if o.speaker_span)
    said = STANCES[first.stance]
    if printed:
        said = f"{said} to {listed(printed, most=3)}"
    name = desk.name(first.speaker)
    if name and f"“{name}”" not in printed:
        said = f"{said}, who is {name}"
    return said


# -- who knows it ---------------------------------------------------------------------------


def knowing_steps(desk: Desk, statement: Statement) -> Iterator[Step]:
    """Give each group that counts as one knower, with why it is one."""
    if not statement.groups:
        yield Step("knows", "nobody", "Nobody is established.")
    ordered = sorted(statement.groups, key=lambda one: (-len(one.articles), one.origin))
    credited = [one for one in ordered if not one.origin.startswith("own:")]
    for group in credited[:_GROUPS]:
        yield from _group(desk, group)
    rest = credited[_GROUPS:]
    if rest:
        names = listed([desk.origin(group) for group in rest])
        yield Step("knows", "more", f"And {counted(len(rest), 'more group')}: {names}.")
    yield from _own(desk, [one for one in ordered if one.origin.startswith("own:")])


def _own(desk: Desk, groups: Sequence[Group]) -> Iterator[Step]:
    """Say which outlets say it in their own words; what is said alike of several, once."""
    found: dict[tuple[str, str], list[tuple[str, Reason]]] = defaultdict(list)
    for group in groups:
        outlet = desk.outlet(group.articles[0])
        for reason in group.reasons:
            said = one_line(reason.text)
            found[reason.kind, said.removeprefix(f"{outlet}: ")].append((outlet, reason))
    for (kind, said), own in found.items():
        outlets, head = [outlet for outlet, _ in own], own[0][1].text
        text = f"{listed(outlets)}: {said}" if len(own) > 1 or head != said else said
        spans = [span for _, reason in own for span in reason.spans]
        yield Step("knows", kind, text, left=next(iter(spans), None), places=tuple(spans[1:_FEW]))


def _group(desk: Desk, group: Group) -> Iterator[Step]:
    outlets = listed([desk.outlet(one.page.id) for one in desk.in_order(group.articles)])
    head = f"{desk.origin(group)}: in {counted(len(group.articles), 'article')} ({outlets})"
    spans = tuple(span for reason in group.reasons for span in reason.spans)
    yield Step("knows", "knower", f"{head}.", left=spans[0] if spans else None)
    for reason in group.reasons:
        yield because("knows", reason)


def because(section: str, reason: Reason) -> Step:
    """Give a reason as a step of its own."""
    return Step(
        "knows" if section == "knows" else "count",
        f"why-{reason.kind}",
        one_line(reason.text),
        places=reason.spans[:_FEW],
    )


# -- what was not counted -------------------------------------------------------------------


def left_steps(desk: Desk, statement: Statement, ties: Ties) -> Iterator[Step]:
    """Say which places were not counted: denials, reactions, headlines."""
    found: dict[str, list[Instance]] = defaultdict(list)
    for member in desk.shown(statement):
        one = member.instance
        if one.stance not in COUNTED:
            found[one.stance].append(one)
        elif in_headline(desk, one):
            only = ties.carriers[one.span.page] is one
            found["headline" if only else "headline too"].append(one)
    for kind, (what, many, why) in _LEFT.items():
        if found[kind]:
            yield _left(desk, kind, found[kind], f"{what if len(found[kind]) == 1 else many}", why)


_LEFT = {
    "denies": ("denial", "denials", "A denial counts for nobody who says it is so"),
    "reacts": ("reaction", "reactions", "Who reacts to a report confirms nothing"),
    "headline": (
        "article says it in its headline alone",
        "articles say it in their headlines alone",
        "They count as outlets, but a headline does not tell who knows",
    ),
    "headline too": (
        "headline says it over a text that says it too",
        "headlines say it over texts that say it too",
        "The text below is counted, not the headline",
    ),
}


def _left(desk: Desk, kind: str, own: Sequence[Instance], what: str, why: str) -> Step:
    outlets = listed([desk.outlet(one.span.page) for one in own])
    text = f"{len(own):,} {what} ({outlets}). {why}."
    spans = [one.span for one in own]
    kind = kind.replace(" ", "-")
    return Step("left", kind, text, left=spans[0], places=tuple(spans[1:_FEW]))


# -- how the numbers come about -------------------------------------------------------------


def counting_steps(desk: Desk, statement: Statement, ties: Ties) -> Iterator[Step]:
    """Say how texts and origins come about, what their ends hang on, and what they do not show."""
    outlets = counted(statement.reach, "outlet")
    yield Step("count", "reach", f"{outlets}: those that carry it, of one owner counted once.")
    yield from _texts(desk, statement, ties)
    yield from _origins(desk, statement)
    yield from (because("count", one) for one in statement.reasons if _is_news(one, ties))
    for reason in statement.reasons:
        if reason.kind == "sentence":
            yield Step("count", "sentence", one_line(reason.text))
    yield Step("count", "verdict", why_of(statement))


def _is_news(reason: Reason, ties: Ties) -> bool:
    """Say whether a reason is not told by another step already."""
    if reason.kind == "derived":  # an outlet that repeats itself has no tie in the lineage
        return bool(reason.spans) and not ties.parents.get(reason.spans[0].page)
    return reason.kind not in _REPEATED


def _texts(desk: Desk, statement: Statement, ties: Ties) -> Iterator[Step]:
    texts = statement.texts
    said = f"{brief(texts, 'text')}: what carries it and is not taken from another text."
    widest = sorted(ties.bundles, key=lambda one: -len(one.articles))
    named = [_bundle(desk, one) for one in widest]
    more = f"; and {len(named) - NAMED:,} more" if len(named) > NAMED else ""
    if len(named) == texts.likely:
        said += f" Likely: {'; '.join(named[:NAMED])}{more}."
    yield Step("count", "texts", said)
    if texts.high > texts.likely:
        tied = _doubtful(ties, likely=True)
        why = "a tie does not hold" if tied else "an article has it from two texts"
        said = f"Up to {counted(texts.high, 'text')}, if {why}."
        yield _end(desk, "texts-high", said, (tied, ties))
    if texts.low < texts.likely:
        tied = _doubtful(ties, likely=False)
        said = f"Down to {counted(texts.low, 'text')}, if some share a text after all."
        yield _end(desk, "texts-low", said, (tied, ties))


def _end(desk: Desk, kind: str, said: str, doubt: tuple[Sequence[Parent], Ties]) -> Step:
    """Say what one end of the number of texts hangs on: the ties nearest to even."""
    tied, ties = doubt
    named = [
        f"{desk.outlet(one.child)} from {desk.parent(one)} ({percent(one.probability)})"
        for one in tied
    ]
    said += f" In most doubt: {'; '.join(named[:_DOUBTFUL])}" if named else ""
    said += f"; and {len(named) - _DOUBTFUL:,} more" if len(named) > _DOUBTFUL else ""
    places = [ties.carriers[one.child].span for one in tied[:_DOUBTFUL]]
    return Step("count", kind, f"{said.rstrip('.')}.", places=tuple(dict.fromkeys(places)))


def _bundle(desk: Desk, one: Bundle) -> str:
    if one.hidden and one.root in desk.accounts:  # an article that does not say so itself
        return f"that of {desk.outlet(one.root)}, in {counted(len(one.articles), 'article')}"
    if one.hidden:
        return f"{desk.behind(one.root)} ({counted(len(one.articles), 'article')})"
    more = f", in {len(one.articles):,} articles" if len(one.articles) > 1 else ""
    return f"that of {desk.outlet(one.root)}{more}"


def _doubtful(ties: Ties, *, likely: bool) -> list[Parent]:
    """Give the ties that hold by count (or do not), the ones nearest to even first."""
    found = [
        one for own in ties.parents.values() for one in own if (one.probability > 0.5) == likely
    ]
    return sorted(
        found,
        key=lambda one: (abs(one.probability - 0.5), one.child, one.article or one.hidden or ""),
    )


def _origins(desk: Desk, statement: Statement) -> Iterator[Step]:
    origins, groups = statement.origins, statement.groups
    said = f"{brief(origins, 'origin')}: who can know it."
    named = [desk.origin(one) for one in groups if not _faceless(one)]
    unsure = [desk.origin(one) for one in groups if one.origin.startswith("unnamed:")]
    own = [desk.outlet(one.articles[0]) for one in groups if one.origin.startswith("own:")]
    unsure += [f"in their own words, {listed(own)}"] if own else []
    yield Step("count", "origins", f"{said} Named: {listed(named)}." if named else said)
    if origins.high > origins.likely:
        said = f"Up to {counted(origins.high, 'origin')}, if some know it by themselves"
        said += f": {'; '.join(unsure[:NAMED])}" if unsure else ""
        said += f"; and {len(unsure) - NAMED} more." if len(unsure) > NAMED else "."
        yield Step("count", "origins-high", said)
    if origins.low < origins.likely:
        said = f"Down to {counted(origins.low, 'origin')}, if some have it from one another."
        yield Step("count", "origins-low", said)


def _faceless(group: Group) -> bool:
    return group.origin.startswith(("own:", "unnamed:"))
