"""HTML to text in reading order, one block a line, and the fields a page states beside it.

What may live here: the walk over the parsed page and nothing else - no judgement of what is
article and what is furniture. It works because a browser shows a page as a run of blocks:
whatever element opens or closes a block ends the line.

The parser (lexbor) writes the tree it has built out again, once, and the walk is over those
characters: in them every element is closed, every attribute is ``key="value"``, and ``<`` and
``>`` stand for nothing but tags, so that cutting at each ``>`` gives a text and the tag behind
it. That is faster than asking the tree for its nodes one by one, never recurses and takes
linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import NamedTuple

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from secondsource.read.elements import (
    PARAGRAPHS,
    Tags,
    Tokens,
    address_of,
    attributes_of,
    is_hidden,
    unescaped,
)
from secondsource.read.fields import SCRIPT, Fields
from secondsource.read.nesting import bounded
from secondsource.records import Block, Field, Link

MOST_LINKS = 2_000  # that name a host; most lead to the site itself
MOST_BLOCKS = 20_000  # named of one page; the text goes on. The most of 2 150 pages is 6 220
PATH = 40  # elements named in a path; of 1 350 news pages none is deeper in its text
_BREAK = "\0"  # stands for a line break in a block; the parser leaves none in a text
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Nothing of these is shown or states anything, but for JSON-LD; or it is written unescaped.
_APART = "script, style, iframe, noframes, svg, template, textarea, xmp, noembed, plaintext"
_RAW = frozenset(["xmp", "noembed", "plaintext"])


class _Passed(NamedTuple):
    """What an element passes on to all that stands in it."""

    hidden: bool = False
    link: bool = False
    pre: bool = False
    address: str | None = None


# An open element: its end tag, whether it is a block, its start tag, the kind of block its text
# is in, and what it passes on.
_Element = tuple[str, bool, str, str, _Passed]


@dataclass(slots=True)
class _Lines:
    """The text so far, the elements that are open, and the block being written."""

    stack: list[_Element]
    tokens: Tokens = field(default_factory=Tokens)
    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    run: list[str] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    linked: int = 0
    length: int = 0
    spaced: bool = True

    def write(self, text: str, passed: _Passed) -> None:
        """Add a text to the block; its white space is collapsed when the block ends."""
        _, link, pre, address = passed
        if "&" in text:
            text = unescaped(text)
        if pre:
            text = text.replace("\n", _BREAK)
        if link:
            self.linked += len(" ".join(text.split()))
            if address and len(self.marks) < MOST_LINKS:
                self.marks.append((len(self.run), address))
        self.run.append(text)

    def broken(self) -> None:
        """Write a line break; two in a row end the block, as pages without <p> do."""
        run = self.run
        while run and run[-1] == " ":
            run.pop()
        if run and run[-1] == _BREAK:
            self.end()
            self.spaced = True
        elif run:
            run.append(_BREAK)

    def end(self) -> None:
        """Close the block and name it after the innermost block element."""
        run, marks, linked = self.run, self.marks, self.linked
        self.run, self.marks, self.linked = [], [], 0
        text = "".join(run)
        if _BREAK in text:
            text = "\n".join([" ".join(line.split()) for line in text.split(_BREAK)]).strip("\n")
        else:
            text = " ".join(text.split())
        if not text:
            return
        kind = self.stack[-1][3]
        paragraph = kind in PARAGRAPHS
        gap = "" if not self.pieces else "\n\n" if self.spaced or paragraph else "\n"
        start = self.length + len(gap)
        self.length = end = start + len(text)
        self.pieces += (gap, text)
        self.spaced = paragraph
        tokens = self.tokens
        if len(self.blocks) >= MOST_BLOCKS:
            return
        path = " ".join([tokens[element[2]] for element in self.stack[1 : PATH + 1]])
        self.blocks.append(Block(start, end, kind, path, min(linked, len(text))))
        if marks and len(self.links) < MOST_LINKS:
            self.links.extend(_links(run, marks, text, start))


def _links(
    run: Sequence[str], marks: Sequence[tuple[int, str]], text: str, base: int
) -> Iterator[Link]:
    """Place the links of a block in its text.

    Levelling white space moves every place, but no other character comes or goes: so a place
    is found again by counting those.
    """
    written = len(run) - run.count(" ") - run.count(_BREAK)
    if len(marks) == written and len({address for _, address in marks}) == 1:
        yield Link(base, base + len(text), marks[0][1])
        return
    solid = [at for at, char in enumerate(text) if char not in " \n"]
    before = [0, *accumulate(len("".join(piece.split())) - piece.count(_BREAK) for piece in run)]
    for address, group in groupby(marks, key=lambda mark: mark[1]):
        places = [place for place, _ in group]
        first, after = before[places[0]], before[places[-1] + 1]
        if first < after:
            yield Link(base + solid[first], base + solid[after - 1] + 1, address)


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
    closing, block, kind, passed = "", False, "body", _Passed()
    stack: list[_Element] = [(closing, block, "", kind, passed)]
    fields, lines, known = Fields(), _Lines(stack), Tags()
    for piece in parsed(html).split(">"):
        text, _, tag = piece.partition("<")
        if text:
            if not passed.hidden:
                if passed.pre or not text.isspace():
                    lines.write(text, passed)
                elif lines.run:
                    lines.run.append(" ")
            elif closing == "/title" and stack[-2][0] == "/head":
                fields.add("title", unescaped(text))
        if tag == closing:
            if block and lines.run:
                lines.end()
            if tag:
                stack.pop()
                closing, block, _, kind, passed = stack[-1]
        elif tag and tag[0] not in "/!?":
            name, ends, opens, passing, stating = known[tag]
            if stating:
                fields.see(name, attributes_of(tag))
            if opens and lines.run:
                lines.end()
            if ends:
                closing, block = ends, opens
                if opens:
                    kind = name
                if passing:
                    passed = _passed(name, tag, passed)
                stack.append((closing, block, tag, kind, passed))
            elif name == "br":
                lines.broken()
    lines.end()
    return "".join(lines.pieces), tuple(lines.blocks), fields.found(), tuple(lines.links)


def _passed(name: str, tag: str, around: _Passed) -> _Passed:
    """Give what an element passes on, one that changes what was passed to it."""
    hidden = around.hidden or is_hidden(name, tag)
    if name == "a":
        return _Passed(hidden, True, around.pre, address_of(tag))
    return _Passed(hidden, around.link, around.pre or name == "pre", around.address)


def parsed(html: str) -> str:
    """Parse a page and write its tree out again without what is not shown.

    What is left is regular: ``<`` and ``>`` stand only in tags. A JSON-LD script is kept as an
    attribute of its element, for ``fields``; texts that are written without escapes are put in
    the place of their elements.
    """
    tree = LexborHTMLParser(bounded(html), options=LexborDocumentOptions.WO_EVENTS)
    for node in tree.css(_APART):
        name = node.tag
        if name == "script" and "ld+json" in (node.attributes.get("type") or "").lower():
            node.attrs[SCRIPT] = node.text(deep=True)
            for child in list(node.iter(include_text=True)):
                child.decompose(recursive=False)
        elif name in _RAW:
            node.replace_with(node.text(deep=True))
        else:
            node.decompose(recursive=False)
    return _COMMENT.sub("<!>", tree.html or "").replace("&nbsp;", " ")
