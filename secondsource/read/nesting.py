"""How deep a page's elements may nest, and how many attributes one may have, before it is parsed.

What may live here: counting open elements in the characters of a page, and dropping those that
nest too deep and the attributes that are too many. An element nested more than ``DEEPEST`` deep
is dropped (its text stays), as browsers do; the parser's time grows with the square of the depth
and of the attributes of a tag.
"""

from __future__ import annotations

import re

DEEPEST = 512  # browsers' own limit; 100 000 nested elements took the parser 21 s, now 0.1 s
_FEW = 5_000  # tags; so many, all nested, parse in 50 ms, so fewer need no look
MOST_ATTRIBUTES = 300  # of one tag; the most of 2 150 pages is 40; 300 000 took over three minutes
_LARGE = 300_000  # characters; a smaller page cannot hold up the parser for long
_ATTRIBUTE = (
    r"""(?:[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)"""
)
_CROWDED = re.compile(rf"(<[a-zA-Z][^\s/>]*+{_ATTRIBUTE}{{{MOST_ATTRIBUTES}}}){_ATTRIBUTE}++")
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


def bounded(html: str) -> str:
    """Drop what would hold up the parser; other pages come back as they are.

    >>> crowded = "<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">The ferry sank."
    >>> bounded(crowded)[-23:]
    ' a299=1>The ferry sank.'
    """
    return shallow(_CROWDED.sub(r"\1", html) if len(html) > _LARGE else html)


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
