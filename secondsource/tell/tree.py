"""The tree of a story: which article probably carries whose text, drawn as an indented tree.

Each article hangs under its most likely parent - another article of the story or a text that
is not in the collection - or stands alone where no parent is more likely than none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from secondsource.records import Parent, Story
from secondsource.tell.desk import Desk

MOST = 40  # nodes in one picture: what fits on a printed page


@dataclass(frozen=True, slots=True)
class Node:
    """An article or a hidden text in the tree; ``above`` is its parent's row, None for a root."""

    row: int
    depth: int
    above: int | None
    article: str | None
    label: str
    probability: float | None


def tree_of(desk: Desk, story: Story) -> list[Node]:
    """Lay a story's articles out as a tree; empty where no article hangs under another text."""
    above = {article: _likely(desk, story, article) for article in story.articles}
    below: dict[str | None, list[str]] = defaultdict(list)
    for account in desk.in_order(story.articles):
        parent = above[account.page.id]
        below[_key(parent)].append(account.page.id)
    unseen = sorted({key for key in below if key and key not in above})
    if not any(above.values()) or len(above) + len(unseen) > MOST:
        return []
    nodes: list[Node] = []
    for root in (*unseen, *below[None], *story.articles):  # the last, where parents run in a ring
        _grow(desk, root, None, nodes, above, below)
    return nodes


def _likely(desk: Desk, story: Story, article: str) -> Parent | None:
    parents = desk.parents.get(article, ())
    none = sum(one.probability for one in parents if not one.article and not one.hidden)
    named = [one for one in parents if one.hidden or one.article in story.articles]
    best = max(named, key=lambda one: one.probability, default=None)
    return best if best and best.probability > none and not _circular(desk, best) else None


def _circular(desk: Desk, parent: Parent) -> bool:
    """Say whether an article's parent has it from this article, which a tree cannot show."""
    back = desk.parents.get(parent.article or "", ())
    best = max(back, key=lambda one: one.probability, default=None)
    return best is not None and best.article == parent.child and parent.child > best.child


def _key(parent: Parent | None) -> str | None:
    return (parent.article or parent.hidden) if parent else None


def _grow(
    desk: Desk,
    name: str,
    stem: Node | None,
    nodes: list[Node],
    above: dict[str, Parent | None],
    below: dict[str | None, list[str]],
) -> None:
    if any(node.article == name for node in nodes):
        return
    parent = above.get(name)
    node = Node(
        row=len(nodes),
        depth=stem.depth + 1 if stem else 0,
        above=stem.row if stem else None,
        article=name if name in above else None,
        label=f"{desk.outlet(name)}: {desk.headline(name)}" if name in above else desk.behind(name),
        probability=parent.probability if parent else None,
    )
    nodes.append(node)
    for child in below.get(name, ()):
        _grow(desk, child, node, nodes, above, below)
