"""Markdown to its visible text: headings, paragraphs, quoted material, lists, tables, links.

What may live here: the grammar of blocks and of what stands in their lines, as CommonMark has
them, and nothing of what is article and what is not. It works in one pass over the lines with
no way back, so its time is linear; what is no syntax stays as it was written. Marks, addresses
and pictures are not words of the text; where links lead is kept beside it. Lines of a paragraph
are joined, for a sentence does not end with a line there. Front matter is ``frontmatter``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from secondsource.read.frontmatter import parted
from secondsource.records import Block, Field, Link

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*\Z")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_CELLS = re.compile(r"(?<!\\)\|")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_DEFINED = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*<?(\S{1,2000}?)>?(?:[ \t].*)?\Z")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]]{1,100}\]:[ \t]*")
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.{0,100000}?</\1\s*>", re.S | re.I)
_BREAK = re.compile(r"<br\b[^<>]{0,100}>", re.I)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,1000})?/?>")
_AUTOMATIC = re.compile(r"<(https?://[^\s<>]{1,2000})>")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,1000})\1(?!`)")
_TARGET = re.compile(
    r"\([ \t\n]*(?:<([^<>\n]{0,2000})>|([^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500})?))"
    r"(?:[ \t\n]+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?[ \t\n]*\)"
)
_BRACKETS = re.compile(r"!?\[|\]")
_LABEL = re.compile(r"\[([^\[\]]{0,200})\]")
_STARS = re.compile(r"(?<!\w)\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?!\w)")
_LOW = re.compile(r"(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)|(?<=\S)~~")
_NOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,100}\]")
_OPEN, _SHUT, _MASK = "\ue000", "\ue001", 0xE100  # stand for a link's ends and marks meant as such
_UNMASK = {_MASK + code: chr(code) for code in range(0x21, 0x7F)}
_PRIVATE = re.compile("[\ue000\ue001\ue100-\ue17f]")
_WEB = re.compile(r"https?://[^\s/]", re.I)
_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_LINKED = re.compile(r"\[[^\[\]\n]{1,300}\]\(https?://[^\s()]{1,500}\)")
_SNIFFED = 20_000  # characters of a text in which Markdown shows
_SHOWN = 2  # links written as Markdown; one may be a reader's habit


def is_markdown(text: str, name: str = "") -> bool:
    """Say whether a text is Markdown: by its name, its front matter, or the links it writes.

    >>> is_markdown("Nine died.", "ferry.md"), is_markdown("# Ferry sinks"), is_markdown("* * *")
    (True, False, False)
    """
    if name.lower().partition("?")[0].endswith(_NAMES):
        return True
    head = text[:_SNIFFED]
    shown = sum(1 for _ in _LINKED.finditer(head))
    return shown >= _SHOWN or bool(parted(head)[0])


@dataclass(slots=True)
class _Run:
    """Lines of one block so far, and what kind of block it is."""

    kind: str
    lines: list[str] = field(default_factory=list)


def markdown_text(
    written: str,
) -> tuple[str, tuple[Block, ...], tuple[Field, ...], tuple[Link, ...]]:
    """Give the visible text of a Markdown text, its blocks, fields and links, as ``linear`` does.

    A title that only the front matter states opens the text, as it does where it is published.
    Errors: none; any text is Markdown.

    >>> text, blocks, *_ = markdown_text("# Ferry *sinks*\\n\\nNine [died](http://o.example/1).\\n")
    >>> text, [(block.kind, block.linked) for block in blocks]
    ('Ferry sinks\\n\\nNine died.', [('h1', 0), ('p', 4)])
    """
    fields, rest = parted(written)
    rest = _HIDDEN.sub(" ", _PRIVATE.sub("", rest))
    defined: dict[str, str] = {}
    runs = list(_runs(rest.splitlines(), defined))
    found = [(run.kind, *_inline(_joined(run), defined)) for run in runs]
    title = next((one.value for one in fields if one.name == "front:title"), "")
    headed = any(kind == "h1" or text.strip() == title for kind, text, _ in found[:3])
    if title and not headed:
        found.insert(0, ("h1", title, []))
    text, blocks, links = _laid_out([one for one in found if one[1].strip()])
    return text, blocks, fields, links


def _laid_out(
    found: list[tuple[str, str, list[tuple[int, int, str]]]],
) -> tuple[str, tuple[Block, ...], tuple[Link, ...]]:
    """Set blocks under each other: paragraphs apart, items and cells line by line."""
    pieces: list[str] = []
    blocks: list[Block] = []
    links: list[Link] = []
    place = 0
    for above, (kind, text, leads) in pairwise([("", "", []), *found]):
        gap = "" if not above[0] else "\n" if above[0] == kind in ("li", "td") else "\n\n"
        start = place + len(gap)
        pieces += [gap, text]
        place = start + len(text)
        linked = sum(end - first for first, end, _ in leads)
        blocks.append(Block(start, place, kind, f"markdown {kind}", linked))
        links += [Link(start + a, start + b, to) for a, b, to in leads if _WEB.match(to)]
    return "".join(pieces), tuple(blocks), tuple(links)


# -- blocks ---------------------------------------------------------------------------------


def _runs(lines: list[str], defined: dict[str, str]) -> Iterator[_Run]:
    """Cut lines into blocks; addresses that are defined by themselves go to ``defined``."""
    run = _Run("")
    fence = ""
    for line in [*lines, ""]:
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
                yield run
                run = _Run("")
            else:
                run.lines.append(line.translate({code: _MASK + code for code in range(0x21, 0x30)}))
            continue
        if opened := _FENCE.match(line):
            yield run
            fence, run = opened[1], _Run("pre")
            continue
        quoted = _QUOTE.match(line)
        bare = line[quoted.end() :] if quoted else line
        started = _started(run, bare, quoted is not None, defined)
        if started is None:
            run.lines.append(bare.strip(" \t") + ("\n" if _is_hard(bare) else ""))
        else:
            yield run
            yield from started[:-1]
            run = started[-1]
    yield run


def _is_hard(line: str) -> bool:
    return line.endswith(("  ", "\\")) and bool(line.strip())


def _started(run: _Run, line: str, quoted: bool, defined: dict[str, str]) -> list[_Run] | None:
    """Give the blocks that a line starts, the last of them open, or None where it runs on."""
    under = _UNDERLINE.match(line) if run.kind in ("p", "td") and run.lines else None
    if not line.strip() or (_RULE.match(line) and not under):
        return [_Run("")]
    if heading := _HEADING.match(line):
        return [_Run(f"h{len(heading[1])}", [heading[2] or ""]), _Run("")]
    if under:
        run.kind = "h1" if under[1][0] == "=" else "h2"
        return [_Run("")]
    if run.kind != "p" and (named := _DEFINED.match(line)):
        defined.setdefault(named[1].strip().lower(), named[2])
        return [_Run("")]
    if "|" in line and _DELIMITERS.match(line):
        cells = _cells(run.lines)
        run.lines = []
        return [*cells, _Run("")]
    if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
        return [
            *(_Run("td", [cell.strip()]) for cell in _CELLS.split(line.strip(" \t|"))),
            _Run(""),
        ]
    if item := _ITEM.match(line):
        return [_Run("li", [line[item.end() :]])]
    if note := _NOTE.match(line):
        return [_Run("p", [line[note.end() :]])]
    kind = "blockquote" if quoted else "p"
    if not run.lines or (quoted and run.kind != "blockquote"):
        return [_Run(kind, [line.strip(" \t") + ("\n" if _is_hard(line) else "")])]
    return None


def _cells(lines: list[str]) -> list[_Run]:
    return [_Run("td", [cell.strip()]) for line in lines for cell in _CELLS.split(line)]


def _joined(run: _Run) -> str:
    if run.kind == "pre":
        return "\n".join(run.lines)
    text = " ".join(run.lines)
    return re.sub(r"\\?\n ?", "\n", text).strip()


# -- what stands in a line ------------------------------------------------------------------


def _inline(text: str, defined: Mapping[str, str]) -> tuple[str, list[tuple[int, int, str]]]:
    """Take the marks out of a block's text: what it shows, and (start, end, address) of links."""
    text = _CODE.sub(lambda code: _masked(code[2]), text)
    text = _ESCAPED.sub(lambda one: _masked(one[1]), text)
    text = _TAG.sub("", _BREAK.sub("\n", _AUTOMATIC.sub(r"[\1](\1)", text)))
    text, addresses = _links(_NOTE_MARK.sub("", text), defined)
    for marks in (_STARS, _LOW, _STRUCK):
        if sum(1 for _ in marks.finditer(text)) % 2 == 0:
            text = marks.sub("", text)
    return _placed(unescape(text).translate(_UNMASK).strip(), addresses)


def _masked(text: str) -> str:
    return "".join(chr(_MASK + ord(char)) if "!" <= char <= "~" else char for char in text)


def _links(text: str, defined: Mapping[str, str]) -> tuple[str, list[str]]:
    """Put two signs around the words of each link and take its address out; drop pictures.

    A link holds no link, so what was opened before one stays as it is written.
    """
    out: list[str] = []
    opened: list[int] = []
    addresses: list[str] = []
    at = 0
    for mark in _BRACKETS.finditer(text):
        if mark.start() < at:
            continue
        out.append(text[at : mark.start()])
        at = mark.end()
        if mark[0] != "]":
            opened.append(len(out))
            out.append(mark[0])
            continue
        first = opened.pop() if opened else len(out)
        where = _where(text, at, out[first + 1 :], defined) if first < len(out) else None
        if where is None:
            out.append("]")
            continue
        address, at = where
        words, picture = "".join(out[first + 1 :]), out[first] == "!["
        shown = bool(words.strip()) and not picture
        out[first:] = [f"{_OPEN}{words}{_SHUT}" if shown else ""]
        if shown:
            addresses.append(address)
            opened = []
    return "".join([*out, text[at:]]), addresses


def _where(
    text: str, at: int, words: list[str], defined: Mapping[str, str]
) -> tuple[str, int] | None:
    """Give the address that follows a link's words, and where it ends."""
    if target := _TARGET.match(text, at):
        return (target[1] or target[2] or "").translate(_UNMASK), target.end()
    label = _LABEL.match(text, at) if defined else None
    name = (label[1] if label else "") or "".join(words[:20])[:200]
    address = defined.get(name.strip().lower())
    return (address, label.end() if label else at) if address else None


def _placed(text: str, addresses: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """Drop the signs around links and say where their words stand."""
    pieces: list[str] = []
    leads: list[tuple[int, int, str]] = []
    start, place = 0, 0
    waiting = iter(addresses)
    for piece in re.split(f"([{_OPEN}{_SHUT}])", text):
        if piece == _OPEN:
            start = place
        elif piece == _SHUT:
            leads.append((start, place, next(waiting, "")))
        else:
            pieces.append(piece)
            place += len(piece)
    return "".join(pieces), leads
