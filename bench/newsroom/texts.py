"""The records of a simulated newsroom: what happened, who knew it, and who wrote what from whom.

Here live frozen records only. A passage knows the authored wording it is (``root``) and the way
it came (``way``: the texts it was carried through, the nearest first), so who shares what with
whom, and why, is read off and never typed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Stance = Literal["asserts", "attributes", "denies", "hedges", "reacts"]
Role = Literal["headline", "body", "credit", "dateline", "byline", "furniture"]
Step = tuple[str, str]  # the text a passage was taken from, and how
KnowerKind = Literal["person", "organisation", "document", "observer", "anonymous"]


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who knows; ``stands_for`` is whom he counts as (himself, his body, his minister).

    ``nouns`` are the ways to name him at first, ``again`` those that follow.
    """

    id: str
    kind: KnowerKind
    name: str
    stands_for: str
    nouns: tuple[str, ...]
    again: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of a passage that carries a statement, by whose knowledge, in which stance."""

    statement: str
    stance: Stance
    knower: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a passage, with the claim it makes, if any."""

    text: str
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of print with one origin: a sentence, a quotation or the words around one.

    ``of`` names the happening it tells of, where that is another than its text's.
    """

    segments: tuple[Segment, ...]
    root: str
    role: Role = "body"
    way: tuple[Step, ...] = ()
    heard: bool = False
    link: tuple[str, str] | None = None  # words that are a link, and the text they lead to
    of: str = ""

    @property
    def text(self) -> str:
        """The passage as printed."""
        return "".join(segment.text for segment in self.segments)


Paragraph = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """What one newsroom wrote or printed; ``writer`` is an outlet or an agency.

    ``minute`` counts from the beginning of time (1970); ``version_of`` names the earlier text
    that this one brings up to date. An agency's own text is ``hidden`` where the collection has
    it not.
    """

    id: str
    writer: str
    minute: int
    headline: Passage
    paragraphs: tuple[Paragraph, ...]
    story: str
    hidden: bool = False
    version_of: str | None = None
    credits: tuple[str, ...] = ()  # agencies and outlets that it ought to name
    before: tuple[Passage, ...] = ()  # furniture, bylines
    after: tuple[Passage, ...] = ()  # credits, furniture


@dataclass(frozen=True, slots=True)
class Style:
    """How a newsroom writes: its spelling, figures, times, and spellings of foreign names."""

    american: bool
    figures: int  # numbers above it are written in figures
    spelling: int
    day: str
    quotes: str


@dataclass(frozen=True, slots=True)
class Newsroom:
    """An outlet or an agency; ``furniture`` its lines, ``shared`` those of its page system."""

    id: str
    name: str
    domain: str
    owner: str
    style: Style
    page: int  # which page template
    agency: bool = False
    state: bool = False
    top: tuple[str, ...] = ()
    bottom: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    system: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of one happening: its ways of being said, and how knowers speak it.

    ``know`` are the roles that know it; a ``lone`` fact has one knower of a role, whom all ask.
    ``voice`` is how it must be told, if it matters: ``named`` as somebody's, ``bare`` as nobody's.
    """

    id: str
    gloss: str
    say: tuple[str, ...]
    spoken: tuple[str, ...]
    know: tuple[str, ...]
    weight: int
    lone: bool = False
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening: where, when, with whom, its facts and their values, early and late.

    ``affair`` names what it is an episode of, if anything. ``planted`` are facts that are only told
    to those whose accounts are to differ, as ``differing`` says.
    """

    id: str
    kind: str
    noun: str
    facts: tuple[Fact, ...]
    heads: tuple[str, ...]
    early: dict[str, str]
    late: dict[str, str]
    cast: dict[str, tuple[Knower, ...]]
    minute: int
    foreign: bool
    spellings: tuple[tuple[str, ...], ...]
    backgrounds: tuple[str, ...] = ()
    affair: str = ""
    planted: tuple[Fact, ...] = ()
    differing: tuple[Differing, ...] = ()

    @property
    def known(self) -> tuple[Fact, ...]:
        """All facts that somebody may tell."""
        return (*self.facts, *self.planted)


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing an author learned: the fact, from whom, at which stage, and in which words.

    ``words`` are the spoken words (quotable) with the root they have in every report.
    """

    fact: Fact
    knower: Knower
    late: bool = False
    words: str = ""
    root: str = ""
    alone: bool = False  # told to this author and to nobody else


@dataclass(frozen=True, slots=True)
class Differing:
    """A slot that accounts fill in two ways: each way as it is heard, and the two values."""

    id: str
    slot: str
    relation: str
    one: Heard
    other: Heard
    values: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What an author has on the desk: what was heard, denials, reactions, talk without facts."""

    heard: tuple[Heard, ...]
    denied: tuple[Heard, ...] = ()
    moved: tuple[Heard, ...] = ()
    talk: tuple[Heard, ...] = field(default=())
