"""The labelled articles: a text less its labels, and the labels with their places in it.

An article is a file ``NN-slug.txt``: a head, a blank line, the headline and the text with its
labels inline, ``==``, and a line for each quotation. Only what reads such a file may live here;
the conventions of the labels are in ``README.md``. Braces stand in no article, so every label is
a brace that closes where it opened: nothing is looked up and the words are kept once.

    {roos:Dr >Ada Roos}     the name "Ada Roos" of the entity ``roos``, its title "Dr"
    {moscow*:Moscow}        a place that stands for its government
    {3s:she} {3c:said}      speaker and cue of the quotation 3; q content, a addressee,
                            v via, o occasion; {3s+4s:she} is the speaker of two
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from secondsource.records import NameKind

Place = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]
Pieces = dict[str, list[Place]]

UNNAMED = "unnamed"
FOLDER = Path(__file__).parent

_MARK = re.compile(r"\{([a-z0-9+*-]+):|\}|>")
_ROLE = re.compile(r"(\d+)([scqavo])")
_KINDS: Mapping[str, NameKind] = {
    "persons": "person",
    "organisations": "organisation",
    "places": "place",
    "others": "other",
}
_FLAGS = {"denied", "refused", "reacts"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands in the text: its characters, kind, entity and title."""

    place: Place
    kind: NameKind
    entity: str
    title: Place | None = None
    metonym: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation: the pieces of each role, and the entities that are right as its speaker.

    ``speakers`` holds one entity; or ``unnamed``, where the article names nobody; or both,
    where either reading is right ("a spokesman for Norvik"). ``same`` is the id that it shares
    with its other prints.
    """

    number: int
    kind: Kind
    speakers: frozenset[str]
    roles: Mapping[str, tuple[Place, ...]]
    flags: frozenset[str] = frozenset()
    same: str | None = None

    def pieces(self, role: str) -> tuple[Place, ...]:
        """Give the pieces of a role: "s", "c", "q", "a", "v" or "o"."""
        return self.roles.get(role, ())


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled article; the headline is the first line of its text."""

    number: int
    slug: str
    outlet: str
    date: str
    story: str | None
    text: str
    headline: Place
    names: tuple[Name, ...]
    said: tuple[Said, ...]

    @property
    def split(self) -> str:
        """Say which half it is in: even numbers are read by whoever tunes, odd ones by nobody."""
        return "odd, unseen" if self.number % 2 else "even, read"


class Label(NamedTuple):
    """A label as it was found: its key, the characters under it, and those of its title."""

    key: str
    start: int
    end: int
    title: Place | None = None


def marked(written: str) -> tuple[str, tuple[Label, ...]]:
    """Take the labels out of a text; give the words alone and the labels as they open.

    Raises ``ValueError`` where a brace does not close or closes nothing.

    >>> text, labels = marked("{1s:{roos:Dr >Roos}} {1c:wept}.")
    >>> text
    'Dr Roos wept.'
    >>> [(one.key, text[one.start : one.end]) for one in labels]
    [('1s', 'Dr Roos'), ('roos', 'Roos'), ('1c', 'wept')]
    """
    words: list[str] = []
    found: list[Label] = []
    opened: list[int] = []
    length = last = 0
    for mark in _MARK.finditer(written):
        words.append(written[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        if mark[1]:
            opened.append(len(found))
            found.append(Label(mark[1], length, length))
            continue
        if not opened:
            raise ValueError(f"closes nothing: {written[max(0, last - 40) : last]!r}")
        inner = found[opened[-1]]
        if mark[0] == ">":
            title = inner.start, inner.start + len("".join(words)[inner.start :].rstrip())
            found[opened[-1]] = inner._replace(start=length, title=title)
        else:
            found[opened.pop()] = inner._replace(end=length)
    if opened:
        raise ValueError(f"not closed: {found[opened[-1]].key}")
    return "".join([*words, written[last:]]), tuple(found)


def labelled(written: str, *, name: str) -> Labelled:
    """Read one file; ``ValueError`` says what of its labels does not fit together."""
    head, _, rest = written.partition("\n\n")
    about = {
        key: value.strip() for key, _, value in (line.partition(":") for line in head.split("\n"))
    }
    body, _, table = rest.partition("\n==\n")
    text, labels = marked(body.strip("\n") + "\n")
    kinds = {who: kind for key, kind in _KINDS.items() for who in about.get(key, "").split()}
    number, _, slug = name.partition("-")
    return Labelled(
        number=int(number),
        slug=slug,
        outlet=about["outlet"],
        date=about["date"],
        story=about.get("story"),
        text=text,
        headline=(0, text.index("\n")),
        names=tuple(_name(one, kinds) for one in labels if not one.key[0].isdigit()),
        said=tuple(_said(table, _roles(labels))),
    )


def _name(label: Label, kinds: Mapping[str, NameKind]) -> Name:
    who = label.key.removesuffix("*")
    if who not in kinds:
        raise ValueError(f"no kind: {who}")
    place = label.start, label.end
    return Name(place, kinds[who], who, label.title, metonym=label.key.endswith("*"))


def _roles(labels: Iterable[Label]) -> dict[int, Pieces]:
    """Gather the pieces of each quotation's roles."""
    roles: dict[int, Pieces] = {}
    for label in labels:
        for key in label.key.split("+") if label.key[0].isdigit() else ():
            role = _ROLE.fullmatch(key)
            if not role:
                raise ValueError(f"no role: {label.key}")
            pieces = roles.setdefault(int(role[1]), {})
            pieces.setdefault(role[2], []).append((label.start, label.end))
    return roles


def _said(table: str, roles: Mapping[int, Pieces]) -> Iterator[Said]:
    listed = [line.split() for line in table.split("\n") if line]
    if sorted(int(one[0]) for one in listed) != sorted(roles):
        raise ValueError(f"labelled {sorted(roles)}, listed {[one[0] for one in listed]}")
    for first, kind, who, *rest in listed:
        flags = frozenset(word for word in rest if not word.startswith("="))
        pieces = roles[int(first)]
        if kind not in ("direct", "mixed", "indirect") or flags - _FLAGS or "q" not in pieces:
            raise ValueError(f"not understood, or without content: {first} {kind} {who}")
        yield Said(
            number=int(first),
            kind=cast(Kind, kind),
            speakers=frozenset(who.split("/")),
            roles={role: tuple(sorted(places)) for role, places in pieces.items()},
            flags=flags,
            same=next((word[1:] for word in rest if word.startswith("=")), None),
        )


@cache
def articles() -> tuple[Labelled, ...]:
    """Read all forty, in the order of their numbers."""
    return tuple(
        labelled(path.read_text(encoding="utf-8"), name=path.stem)
        for path in sorted(FOLDER.glob("[0-9][0-9]-*.txt"))
    )
