"""What a person decides of stories: merge, split, move, said of stories or of articles.

What may live here: finding out what is meant, refusing what contradicts, and turning a decision
on stories into one on articles. Stories come and go, articles stay: a story is stood for by the
article whose headline stands for it. Where an article that stood for a story is taken out of it,
the one that names most of the same takes its place, so that no merge is lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from secondsource.errors import Misuse
from secondsource.records import Decision, Report, Story

Sort = Literal["story", "article", "name"]
_ID = 4  # characters of an id that are taken for one
_VERBS: dict[str, Literal["unite", "sever", "move"]] = {
    "merge": "unite",
    "split": "sever",
    "move": "move",
}
_KEPT = frozenset({"join", "unite"})
STORY_VERBS = frozenset({"join", "part", "unite", "sever", "move"})


@dataclass(frozen=True, slots=True)
class Meant:
    """A story or an article that a person named: the article, or None, and its story."""

    article: str | None
    story: Story


def sorts_of(report: Report, text: str) -> set[Sort]:
    """Say what a word of a decision can be: a story, an article, a name; ``name:`` says which."""
    told, _, rest = text.partition(":")
    if rest and told in ("story", "article", "name"):
        return {told}  # type: ignore[arg-type]
    found: set[Sort] = set()
    if len(text) >= _ID and any(one.startswith(text) for one in _story_ids(report)):
        found.add("story")
    if text and any(_is_article(report, at, text) for at in range(len(report.accounts))):
        found.add("article")
    if _is_name(report, text):
        found.add("name")
    return found


def bare(text: str) -> str:
    """Give a word of a decision without the sort before it."""
    told, _, rest = text.partition(":")
    return rest if rest and told in ("story", "article", "name") else text


def on_stories(report: Report, verb: str, words: Sequence[str]) -> bool:
    """Say whether merge or split is meant of stories and articles, not of names.

    ``Misuse`` where it can be both, or where one word is a name and the other is none.
    """
    if verb == "move":
        return True
    sorts = [sorts_of(report, word) for word in words]
    places = [bool(one & {"story", "article"}) for one in sorts]
    named = ["name" in one for one in sorts]
    if all(places) and all(named):
        told = " or ".join(
            f"{sort}:{bare(words[0])}" for sort in sorted(sorts[0], key=lambda one: one == "name")
        )
        raise Misuse(f"{words[0]!r} can be a name or not: say {told}, and the other likewise")
    if any(places) and any(named) and not all(places) and not all(named):
        first, second = (words[at] for at in (places.index(True), named.index(True)))
        raise Misuse(
            f"{first!r} is a story or an article and {second!r} a name: both must be of one sort"
        )
    return all(places)


def decision_on_stories(
    report: Report, verb: str, words: Sequence[str], *, note: str = ""
) -> tuple[Decision, tuple[Decision, ...], tuple[Decision, ...]]:
    """Give the decision that a person means, what it undoes, and what is kept in place of that.

    ``Misuse`` says why it cannot be meant.
    """
    one, other = (meant(report, word) for word in words)
    if one == other or (one.article is not None and one.article == other.article):
        raise Misuse("these are one and the same")
    making = {"merge": _merged, "split": _split, "move": _moved}[verb]
    a, b = making(report, one, other)
    decision = Decision(_VERBS[verb], a, b, note)
    undone, instead = _released(report, decision, one)
    kept = [each for each in report.decisions if each not in undone]
    _refuse(decision, [*kept, *instead], report)
    return decision, undone, instead


def meant(report: Report, text: str) -> Meant:
    """Find the story or the article that a word means; ``Misuse`` if there is none."""
    from secondsource.tell.choice import chosen_article, chosen_story

    sorts = sorts_of(report, text)
    if "article" in sorts and "story" not in sorts:
        account = chosen_article(report, bare(text))
        return Meant(account.page.id, _story_of(report, account.page.id))
    return Meant(None, chosen_story(report, bare(text)))


def ends_of(report: Report, text: str) -> frozenset[str]:
    """Give the articles that a word of ``forget`` means: one, a story's, or none."""
    try:
        found = meant(report, text)
    except Misuse:
        return frozenset()
    return frozenset((found.article,)) if found.article else frozenset(found.story.articles)


# -- which articles stand for it ----------------------------------------------------------------


def _merged(report: Report, one: Meant, other: Meant) -> tuple[str, str]:
    if one.story.id == other.story.id and not (one.article and other.article):
        raise Misuse("they are one story already; two articles of it can be merged for ever")
    return one.article or _anchor(report, one.story), other.article or _anchor(report, other.story)


def _split(report: Report, one: Meant, other: Meant) -> tuple[str, str]:
    """Part a story and what is not of it; of the story its tie to the other is taken, if any."""
    b = other.article or _anchor(report, other.story)
    if one.article:
        return one.article, b
    if set(one.story.articles) == {b}:
        raise Misuse("it is the only article of that story")
    tied = _partners(report.decisions, b, one.story)
    return (tied[0] if tied else _anchor(report, one.story, but=b)), b


def _moved(report: Report, one: Meant, other: Meant) -> tuple[str, str]:
    if one.article is None:
        if len(one.story.articles) > 1:
            raise Misuse("move wants an article first; merge puts two stories together")
        one = Meant(one.story.articles[0], one.story)
    a = str(one.article)
    if one.story.id == other.story.id and other.article is None:
        raise Misuse("it stands in that story already")
    return a, other.article or _anchor(report, other.story, but=a)


def _anchor(report: Report, story: Story, *, but: str = "") -> str:
    """Choose the article that stands for a story: that of its headline, or the earliest."""
    if story.headline is not None and story.headline.page in set(story.articles) - {but}:
        return story.headline.page
    days = {one.page.id: one.article.published.earliest or "9" for one in report.accounts}
    rest = [one for one in story.articles if one != but] or list(story.articles)
    return min(rest, key=lambda one: (days.get(one, "9"), one))


def _partners(decisions: Iterable[Decision], article: str, story: Story) -> list[str]:
    """Give the articles of a story that a person put together with one of them."""
    ends = (
        one.b if one.a == article else one.a
        for one in decisions
        if one.verb in _KEPT and article in (one.a, one.b)
    )
    return sorted(set(ends) & set(story.articles))


def _released(
    report: Report, new: Decision, first: Meant
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Let an article out of what ties it to the story that it leaves; another stands in for it."""
    if new.verb == "unite":
        return (), ()
    gone = new.a if new.verb == "move" else new.b
    story = _story_of(report, gone)
    if new.verb == "sever" and story.id != first.story.id:
        return (), ()
    undone, instead = [], []
    for one in report.decisions:
        other = one.b if one.a == gone else one.a
        if one.verb not in _KEPT or gone not in (one.a, one.b) or other not in story.articles:
            continue
        undone.append(one)
        rest = set(story.articles) - {gone, other}
        if {gone, other} != {new.a, new.b} and one.verb == "unite" and rest:
            instead.append(Decision("unite", other, _closest(report, gone, rest), one.note))
    return tuple(undone), tuple(instead)


def _closest(report: Report, article: str, others: Iterable[str]) -> str:
    """Choose the article that names most of what another names."""
    named: dict[str, set[str]] = {}
    for entity in report.entities:
        for mention in entity.mentions:
            named.setdefault(mention.span.page, set()).add(entity.id)
    mine = named.get(article, set())
    return min(others, key=lambda one: (-len(mine & named.get(one, set())), one))


def _refuse(new: Decision, old: Iterable[Decision], report: Report) -> None:
    from secondsource.edges.rulebook import against_stories

    contrary = against_stories(new, [one for one in old if one.verb in STORY_VERBS])
    if contrary:
        names = {one.page.id: one.page.key or one.page.input for one in report.accounts}
        told = " and ".join(
            f"{said(one.verb)} {names.get(one.a, one.a[:10])} {names.get(one.b, one.b[:10])}"
            for one in contrary
        )
        first = contrary[0]
        raise Misuse(
            f"it was decided to {told}, which stands against that. Take it back first: "
            f"secondsource decide forget {first.a[:10]} {first.b[:10]}"
        )


def said(verb: str) -> str:
    """Give the word by which a person decides what is kept under a verb.

    >>> said("unite"), said("part")
    ('merge', 'part')
    """
    return next((word for word, kept in _VERBS.items() if kept == verb), verb)


# -- finding ------------------------------------------------------------------------------------


def _story_ids(report: Report) -> list[str]:
    return [*(one.id for one in report.stories), *(one.id for one in report.former)]


def _is_article(report: Report, at: int, text: str) -> bool:
    page = report.accounts[at].page
    file, _, key = text.rpartition("#")
    return (
        (len(text) >= _ID and page.id.startswith(text))
        or page.key == text
        or text in page.input
        or bool(key and page.key == key and file in page.input)
    )


def _is_name(report: Report, text: str) -> bool:
    from secondsource.edges.naming import chosen

    try:
        return bool(chosen(report, text))
    except Misuse:
        return False


def _story_of(report: Report, article: str) -> Story:
    return next(one for one in report.stories if article in one.articles)
