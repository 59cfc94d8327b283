"""The elements of a page: which break the line, which are not shown, what one states of itself.

What may live here: the tables of HTML's elements and the reading of one start tag, as the parser
has written it again: ``name key="value"``, with ``<``, ``>`` and ``"`` escaped, so that no value
looks like another attribute. Nothing here knows what stands around it.
"""

from __future__ import annotations

import re

from secondsource.read.fields import STATING

PARAGRAPHS = frozenset([
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "ul",
    "ol", "dl", "table", "hr", "article", "section", "header", "footer", "nav", "aside", "main",
    "form", "fieldset", "address", "details",
])  # fmt: skip
BLOCKS = PARAGRAPHS | frozenset([
    "html", "body", "div", "li", "dt", "dd", "tr", "td", "th", "caption", "thead", "tbody",
    "tfoot", "center", "button", "label", "legend", "summary", "dialog", "hgroup", "search",
    "menu", "dir", "marquee", "option", "frameset",
])  # fmt: skip
_HIDDEN = frozenset([
    "head", "script", "style", "template", "noscript", "noframes", "iframe", "object", "embed",
    "applet", "svg", "canvas", "audio", "video", "select", "datalist", "textarea", "title",
])  # fmt: skip
# Written without an end tag.
_VOID = frozenset([
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
])  # fmt: skip
_PASSING = _HIDDEN | {"a", "pre", "dialog"}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HREF = re.compile(r' href="\s*((?:https?:)?//[^/\s"][^"]*)"', re.IGNORECASE)
_LONGEST_LINK = 1000  # characters; longer ones carry data, not a page's address
_ATTRIBUTE = re.compile(r' (=?[^\s=]*)="([^"]*)"')
_NAMING = ((".", ' class="'), ("#", ' id="'), ("@", ' itemprop="'))
_LONGEST_TOKEN = 80


def attributes_of(tag: str) -> dict[str, str]:
    """Read the attributes of a start tag.

    >>> attributes_of('p class="lede" title="Roos &amp; Lind"')
    {'class': 'lede', 'title': 'Roos & Lind'}
    """
    return {key: unescaped(value) for key, value in _ATTRIBUTE.findall(tag)}


def unescaped(text: str) -> str:
    """Undo the parser's own escapes; it writes no others.

    >>> unescaped("Roos &amp;amp; Lind &lt;3")
    'Roos &amp; Lind <3'
    """
    if "&" not in text:
        return text
    for escape, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", "\xa0")):
        text = text.replace(escape, char)
    return text.replace("&amp;", "&")


def address_of(tag: str) -> str | None:
    """Give the target of a link that names its host; others stay on the site.

    >>> address_of('a href="//osk.example/?a&amp;b"'), address_of('a href="/ferry"')
    ('//osk.example/?a&b', None)
    """
    at = tag.find(' href="')
    if at < 0 or (tag[at + 7] == "/" and tag[at + 8] != "/"):  # most links: to the site itself
        return None
    found = _HREF.match(tag, at)
    href = unescaped(found[1]).strip() if found else ""
    return href if href and len(href) <= _LONGEST_LINK else None


# What a start tag says: its element's name, its end tag ("" where there is none), whether it is a
# block, whether it says what holds for all that stands in it, and whether it may state a field.
Tag = tuple[str, str, bool, bool, bool]


class Tags(dict[str, Tag]):
    """What the start tags of a page say, each read once.

    >>> Tags()['p style="display: none" id="p1"']
    ('p', '/p', True, True, False)
    """

    def __missing__(self, tag: str) -> Tag:
        """Read a tag that is met for the first time."""
        name = tag.partition(" ")[0]
        passing = name in _PASSING or ' style="' in tag or ' hidden="' in tag
        stating = name in STATING or ' itemprop="' in tag
        ends = "" if name in _VOID else f"/{name}"
        self[tag] = read = (name, ends, name in BLOCKS, passing, stating)
        return read


def is_hidden(name: str, tag: str) -> bool:
    """Say whether an element is not shown: by its kind, or because it says so.

    >>> is_hidden("p", 'p style="display: none"'), is_hidden("p", 'p class="hidden"')
    (True, False)
    """
    if name in _HIDDEN or ' hidden="' in tag or (name == "dialog" and ' open="' not in tag):
        return True
    if ' style="' not in tag or not _UNSEEN.search(tag):
        return False
    return bool(_UNSEEN.search(attributes_of(tag)["style"]))


class Tokens(dict[str, str]):
    """How each start tag is named in a path: the element's name, its classes, id and microdata.

    >>> Tokens()['p class="story lede" id="p1" itemprop="articleBody"']
    'p.story.lede#p1@articleBody'
    """

    def __missing__(self, tag: str) -> str:
        """Name a tag that is met for the first time; few of a page's are asked."""
        token, _, stated = tag.partition(" ")
        for mark, key in _NAMING if stated else ():
            at = tag.find(key) + len(key)
            if at >= len(key) and (value := tag[at : tag.index('"', at)]):
                token += mark + (value if mark == "#" else ".".join(value.split()))
        token = unescaped(token)
        self[tag] = token = token[:_LONGEST_TOKEN].replace(" ", "_")
        return token
