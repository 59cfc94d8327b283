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
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from secondsource.read.fields import Fields
from secondsource.records import Block, Field

DEEPEST = (
    512  # browsers' own limit; 100 000 nested elements took the parser 21 s, now 0.1 s
)
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
_SPACES = re.compile(r"[ \t\n\r\f]+")
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
    if html.count("<") - html.count("</") < DEEPEST and html.count("</") < 20 * DEEPEST:
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


@dataclass(slots=True)
class _Lines:
    """The text so far, and the block being written."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    linked: int = 0
    length: int = 0
    spaced: bool = True

    def write(self, text: str, *, link: bool, pre: bool) -> None:
        """Add a text node to the block, its white space collapsed."""
        words = text.replace("\r", "") if pre else _SPACES.sub(" ", text)
        self.run.append(words)
        if link:
            self.linked += len(words.strip())

    def broken(self, opened: _Open) -> None:
        """Write a line break; two in a row end the block, as pages without <p> do."""
        while self.run and self.run[-1] == " ":
            self.run.pop()
        if self.run and self.run[-1] == "\n":
            self.end(opened)
            self.spaced = True
        elif self.run:
            self.run.append("\n")

    def end(self, opened: _Open) -> None:
        """Close the block and name it after the innermost block element."""
        if not self.run:
            return
        text = _BREAKS.sub("\n", re.sub(" {2,}", " ", "".join(self.run))).strip(" \n")
        linked, self.linked, self.run = self.linked, 0, []
        if not text or text.isspace():
            return
        kind = opened.kind
        spaced = self.spaced or kind in _PARAGRAPHS
        gap = "" if not self.pieces else "\n\n" if spaced else "\n"
        start = self.length + len(gap)
        self.length = start + len(text)
        self.pieces += (gap, text)
        self.blocks.append(
            Block(start, self.length, kind, opened.path(), min(linked, len(text)))
        )
        self.spaced = kind in _PARAGRAPHS


@dataclass(slots=True)
class _Open:
    """The elements that are open, outermost first."""

    keys: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    hidden: list[bool] = field(default_factory=list)
    links: list[bool] = field(default_factory=list)
    pres: list[bool] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Name the innermost block element."""
        return self.kinds[-1] if self.kinds else "body"

    def path(self) -> str:
        """Name the open elements with their classes and ids."""
        return " ".join(self.tokens[-PATH:])

    def push(self, node: LexborNode, name: str) -> None:
        """Open an element."""
        attributes = node.attributes
        within = bool(self.hidden and self.hidden[-1])
        self.keys.append(node.mem_id)
        self.names.append(name)
        self.tokens.append(_token(name, attributes))
        self.kinds.append(name if name in _BLOCKS else self.kind)
        self.hidden.append(within or name in _HIDDEN or _unseen(name, attributes))
        self.links.append(bool(self.links and self.links[-1]) or name == "a")
        self.pres.append(bool(self.pres and self.pres[-1]) or name == "pre")

    def pop(self) -> None:
        """Close the innermost element."""
        for stack in (self.keys, self.names, self.tokens, self.kinds):
            stack.pop()
        for flags in (self.hidden, self.links, self.pres):
            flags.pop()


def _token(name: str, attributes: dict[str, str | None]) -> str:
    classes, key = attributes.get("class"), attributes.get("id")
    if not classes and not key:
        return name
    token = name + "." + ".".join(classes.split()) if classes else name
    return (f"{token}#{key}" if key else token)[:80].replace(" ", "_")


def _unseen(name: str, attributes: dict[str, str | None]) -> bool:
    if not attributes:
        return False
    if "hidden" in attributes or (name == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    return bool(style and _UNSEEN.search(style))


def linear(html: str) -> tuple[str, tuple[Block, ...], tuple[Field, ...]]:
    """Give a page's visible text, its blocks in reading order and its fields.

    A block is a line; a blank line stands between paragraphs; ``<br>`` is a line break. Text of
    scripts, styles, templates and hidden elements is left out, alternative texts too. No errors:
    an HTML parser reads anything.

    >>> text, blocks, _ = linear("<h1>Ferry sinks</h1><p>Nine <b>died</b>.<p>More <a>here</a>")
    >>> text
    'Ferry sinks\\n\\nNine died.\\n\\nMore here'
    >>> blocks[2]
    Block(start=25, end=34, kind='p', path='html body p', linked=4)
    """
    fields, lines, opened = Fields(), _Lines(), _Open()
    root = LexborHTMLParser(shallow(html)).root
    for node in root.traverse(include_text=True) if root is not None else ():
        parent = node.parent
        _closed(opened, lines, parent.mem_id if parent is not None else 0)
        name = node.tag
        if name == "-text":
            if not opened.hidden[-1]:
                words = node.text_content or ""
                lines.write(words, link=opened.links[-1], pre=opened.pres[-1])
        elif not name or name[0] in "-!_":
            continue
        elif name == "br":
            lines.broken(opened)
        else:
            fields.see(node, name)
            if name in _BLOCKS:
                lines.end(opened)
            opened.push(node, name)
    _closed(opened, lines, 0)
    return "".join(lines.pieces), tuple(lines.blocks), fields.found()


def _closed(opened: _Open, lines: _Lines, parent: int) -> None:
    """Close what is open down to the parent of the next node."""
    while opened.keys and opened.keys[-1] != parent:
        if opened.names[-1] in _BLOCKS:
            lines.end(opened)
        opened.pop()
