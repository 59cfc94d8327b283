"""HTML to text in reading order, one block a line, and the fields a page states beside it.

What may live here: the walk over the parsed page and nothing else - no judgement of what is
article and what is furniture. It works because a browser shows a page as a run of blocks:
whatever element opens or closes a block ends the line. The walk is one pass over the nodes in
document order with a stack of open elements, so it never recurses and its time is linear.

Trees are kept shallow before they are parsed: an element nested more than ``DEEPEST`` deep is
dropped (its text stays), as browsers do; the parser's time grows with the square of the depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from secondsource.read.fields import READERS, Attributes, Fields
from secondsource.records import Block, Field, Link

DEEPEST = 512  # browsers' own limit; 100 000 nested elements took the parser 21 s, now 0.1 s
_FEW = 5_000  # tags; so many, all nested, parse in 50 ms, so fewer need no look
MOST_LINKS = 2_000  # that name a host; most lead to the site itself
PATH = 40  # elements named in a path; of 1 350 news pages none is deeper in its text

_PARAGRAPHS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "ul",
        "ol",
        "dl",
        "table",
        "hr",
        "article",
        "section",
        "header",
        "footer",
        "nav",
        "aside",
        "main",
        "form",
        "fieldset",
        "address",
        "details",
    ]
)
_BLOCKS = _PARAGRAPHS | frozenset(
    [
        "html",
        "body",
        "div",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "center",
        "button",
        "label",
        "legend",
        "summary",
        "dialog",
        "hgroup",
        "search",
        "menu",
        "dir",
        "marquee",
        "option",
        "frameset",
    ]
)
_HIDDEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "noframes",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "datalist",
        "textarea",
        "title",
    ]
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HOSTED = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
_LONGEST_LINK = 1000  # characters; longer ones carry data, not a page's address
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MANY = re.compile(" {2,}")
_BREAKS = re.compile(r" *\n *")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*>")
_FLAT = frozenset(  # void, or closed by the next of their kind: these do not deepen the tree
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "track",
        "wbr",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "option",
        "optgroup",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "html",
        "head",
        "body",
        "script",
        "style",
    ]
)


def shallow(html: str) -> str:
    """Drop the tags that nest deeper than ``DEEPEST``; other pages come back as they are.

    >>> shallow("<div><p>The ferry sank.</div>")
    '<div><p>The ferry sank.</div>'
    """
    ended = html.count("</")
    if ended < _FEW and html.count("<") - ended < 2 * _FEW:
        return html
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _FLAT:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return _flattened(html) if deepest > DEEPEST else html


def _flattened(html: str) -> str:
    depth = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _FLAT:
            return tag[0] if depth <= DEEPEST else " "
        depth = max(0, depth - 1) if tag[1] else depth + 1
        return tag[0] if depth + bool(tag[1]) <= DEEPEST else " "

    return _TAG.sub(kept, html)


class _Element(NamedTuple):
    """An open element: its node's key, its name and what its text inherits from it."""

    key: int
    name: str
    kind: str
    path: str
    depth: int
    hidden: bool
    link: bool
    pre: bool
    address: str | None


_OUTSIDE = _Element(0, "", "body", "", 0, False, False, False, None)


@dataclass(slots=True)
class _Lines:
    """The text so far, and the block being written."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    linked: int = 0
    length: int = 0
    spaced: bool = True

    def write(self, text: str, inside: _Element) -> None:
        """Add a text node to the block, its white space collapsed."""
        if text.isspace() and not inside.pre:
            if self.run and self.run[-1] != " ":
                self.run.append(" ")
            return
        words = text.replace("\r", "") if inside.pre else _SPACES.sub(" ", text)
        self.run.append(words)
        if inside.link:
            self.linked += len(words.strip())
            if inside.address:
                self.marks.append((len(self.run) - 1, inside.address))

    def broken(self, inside: _Element) -> None:
        """Write a line break; two in a row end the block, as pages without <p> do."""
        while self.run and self.run[-1] == " ":
            self.run.pop()
        if self.run and self.run[-1] == "\n":
            self.end(inside)
            self.spaced = True
        elif self.run:
            self.run.append("\n")

    def end(self, inside: _Element) -> None:
        """Close the block and name it after the innermost block element."""
        if not self.run:
            return
        text = "".join(self.run)
        if "\n" in text or "  " in text:
            text = _BREAKS.sub("\n", _MANY.sub(" ", text))
        text = text.strip(" \n")
        linked, self.linked = self.linked, 0
        run, self.run, marks, self.marks = self.run, [], self.marks, []
        if not text or text.isspace():
            return
        kind = inside.kind
        spaced = self.spaced or kind in _PARAGRAPHS
        gap = "" if not self.pieces else "\n\n" if spaced else "\n"
        start = self.length + len(gap)
        self.length = start + len(text)
        self.pieces += (gap, text)
        self.blocks.append(Block(start, self.length, kind, inside.path, min(linked, len(text))))
        if marks and len(self.links) < MOST_LINKS:
            self.links.extend(_links(run, marks, text, start))
        self.spaced = kind in _PARAGRAPHS


def _opened(key: int, name: str, attributes: Attributes, parent: _Element) -> _Element:
    """Open an element inside another."""
    path = parent.path
    if parent.depth < PATH:
        token = _token(name, attributes) if attributes else name
        path = f"{path} {token}" if path else token
    return _Element(
        key,
        name,
        name if name in _BLOCKS else parent.kind,
        path,
        parent.depth + 1,
        parent.hidden
        or name in _HIDDEN
        or (bool(attributes or name == "dialog") and _unseen(name, attributes)),
        parent.link or name == "a",
        parent.pre or name == "pre",
        _address(attributes) if name == "a" else parent.address,
    )


def _address(attributes: Attributes) -> str | None:
    """Give the target of a link that names its host; others stay on the site."""
    href = (attributes.get("href") or "").strip()
    return href if _HOSTED.match(href) and len(href) <= _LONGEST_LINK else None


def _links(
    run: Sequence[str], marks: Sequence[tuple[int, str]], text: str, base: int
) -> Iterator[Link]:
    """Place the links of a block in its text.

    Levelling white space moves every place, but no other character comes or goes: so a place
    is found again by counting those.
    """
    solid = [at for at, char in enumerate(text) if char not in " \n"]
    counts = [len(piece) - piece.count(" ") - piece.count("\n") for piece in run]
    before = [0, *accumulate(counts)]
    for address, group in groupby(marks, key=lambda mark: mark[1]):
        places = [place for place, _ in group]
        first, after = before[places[0]], before[places[-1] + 1]
        if first < after:
            yield Link(base + solid[first], base + solid[after - 1] + 1, address)


def _token(name: str, attributes: Attributes) -> str:
    classes, key = attributes.get("class"), attributes.get("id")
    token = name + "." + ".".join(classes.split()) if classes else name
    return (f"{token}#{key}" if key else token)[:80].replace(" ", "_")


def _unseen(name: str, attributes: Attributes) -> bool:
    if "hidden" in attributes or (name == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    return bool(style and _UNSEEN.search(style))


def linear(
    html: str,
) -> tuple[str, tuple[Block, ...], tuple[Field, ...], tuple[Link, ...]]:
    """Give a page's visible text, its blocks in reading order, its fields and its links.

    A block is a line; a blank line stands between paragraphs; ``<br>`` is a line break. Text of
    scripts, styles, templates and hidden elements is left out, alternative texts too. Links are
    those whose address names a host. No errors: an HTML parser reads anything.

    >>> text, blocks, *_ = linear("<h1>Ferry sinks</h1><p>Nine <b>died</b>.<p>More <a>here</a>")
    >>> text
    'Ferry sinks\\n\\nNine died.\\n\\nMore here'
    >>> blocks[2]
    Block(start=25, end=34, kind='p', path='html body p', linked=4)
    """
    fields, lines, stack = Fields(), _Lines(), [_OUTSIDE]
    root = LexborHTMLParser(shallow(html)).root
    for node in root.traverse(include_text=True) if root is not None else ():
        above = node.parent
        parent = above.mem_id if above is not None else 0
        while stack[-1].key != parent and len(stack) > 1:
            _closed(stack, lines)
        inside = stack[-1]
        name = node.tag
        if name == "-text":
            if not inside.hidden:
                lines.write(node.text_content or "", inside)
        elif name == "br":
            lines.broken(inside)
        elif name and name[0] not in "-!_":
            attributes = node.attributes
            if name in READERS or "itemprop" in attributes:
                fields.see(node, name, attributes)
            if lines.run and name in _BLOCKS:
                lines.end(inside)
            stack.append(_opened(node.mem_id, name, attributes, inside))
    while len(stack) > 1:
        _closed(stack, lines)
    return "".join(lines.pieces), tuple(lines.blocks), fields.found(), tuple(lines.links)


def _closed(stack: list[_Element], lines: _Lines) -> None:
    """Close the innermost element; a block element ends its block."""
    element = stack.pop()
    if lines.run and element.name in _BLOCKS:
        lines.end(element)
