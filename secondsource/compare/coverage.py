"""What all accounts of a story say, what some say, and what one alone has.

Here lives the laying side by side of one story's texts, and no judgement of what is missing:
that an account lacks a statement says only that it does not print it. Copies are one text, for
what fifty outlets take whole from one wire is carried once; two that share only a part with one
another stay two, because a reader asks what each adds to it. Of a digest only the passages count
that belong to the story, because only they have statements there. Texts come in the order of how
much they say, statements in the order in which the first of these texts prints them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from secondsource.presence import Presence
from secondsource.records import Account, Coverage, Reuse, Span, Statement, Story

_CARRIES = frozenset(("asserts", "attributes", "hedges"))
_CARRIED = 0.5  # what is less likely than not to say the same does not carry it
# So much of the shorter and of the longer article must be shared for one to be the other's text:
# what a copy is where stories are made, too.
_SHORTER, _LONGER = 0.5, 0.3
_APART = ("furniture", "speech")


def coverage_of(
    accounts: Sequence[Account],
    stories: Sequence[Story],
    statements: Sequence[Statement],
    reuse: Sequence[Reuse],
) -> tuple[Coverage, ...]:
    """Lay the texts of each story side by side; a story of one text is left out.

    >>> coverage_of([], [], [], [])
    ()
    """
    presence = Presence.of(accounts, stories)
    of_story: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        of_story[statement.story].append(statement)
    copies = _copies(accounts, reuse)
    found = []
    for story in stories:
        own = presence.accounts_in(story)
        days = {a.page.id: a.article.published.earliest or "9" for a in own}
        texts = _texts(days, copies)
        if len(texts) > 1:
            found.append(_abreast(story.id, texts, of_story[story.id], days))
    return tuple(found)


def _copies(accounts: Sequence[Account], reuse: Sequence[Reuse]) -> list[tuple[str, str]]:
    """Pair the articles of which one is mostly the other's text, and versions of one."""
    lengths = {
        account.page.id: sum(one.span.end - one.span.start for one in account.passages) or 1
        for account in accounts
    }
    shared: defaultdict[tuple[str, str], list[Reuse]] = defaultdict(list)
    for one in reuse:
        if one.kind not in _APART and one.a.page in lengths and one.b.page in lengths:
            shared[one.a.page, one.b.page].append(one)
    found = [(a.page.id, a.article.version_of) for a in accounts if a.article.version_of]
    for (a, b), several in sorted(shared.items()):
        shares = (
            sum(one.a.end - one.a.start for one in several) / lengths[a],
            sum(one.b.end - one.b.start for one in several) / lengths[b],
        )
        if max(shares) >= _SHORTER and min(shares) >= _LONGER:
            found.append((a, b))
    return found


def _texts(articles: Iterable[str], copies: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Group the articles of a story by the text that they print."""
    first = {article: article for article in sorted(articles)}

    def root(article: str) -> str:
        while first[article] != article:
            first[article] = first[first[article]]
            article = first[article]
        return article

    for a, b in copies:
        if a in first and b in first:
            one, other = sorted((root(a), root(b)))
            first[other] = one
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for article in sorted(first):
        groups[root(article)].append(article)
    return [tuple(group) for _, group in sorted(groups.items())]


def _abreast(
    story: str,
    texts: Sequence[tuple[str, ...]],
    statements: Sequence[Statement],
    days: Mapping[str, str],
) -> Coverage:
    """Sort the statements of a story by how many of its texts carry them."""
    text_of = {article: text for text in texts for article in text}
    at: dict[str, dict[tuple[str, ...], Span]] = {}
    for statement in statements:
        places: dict[tuple[str, ...], Span] = {}
        for member in (one for one in statement.members if one.probability >= _CARRIED):
            text = text_of.get(member.instance.span.page)
            if text is not None and member.instance.stance in _CARRIES:
                places[text] = min(places.get(text, member.instance.span), member.instance.span)
        at[statement.id] = places
    said = {text: sum(text in places for places in at.values()) for text in texts}
    ordered = sorted(texts, key=lambda text: (-said[text], min(days[a] for a in text), text))
    rank = {text: place for place, text in enumerate(ordered)}
    shown = sorted(
        (ident for ident, places in at.items() if places),
        key=lambda ident: min((rank[text], span, ident) for text, span in at[ident].items()),
    )
    return Coverage(
        story,
        tuple(ordered),
        tuple(ident for ident in shown if len(at[ident]) == len(texts)),
        tuple(ident for ident in shown if 1 < len(at[ident]) < len(texts)),
        tuple(tuple(i for i in shown if set(at[i]) == {text}) for text in ordered),
    )
