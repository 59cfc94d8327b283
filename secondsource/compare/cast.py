"""Who is who in a story: names and roles as its articles give them, to tell whom words mean.

One article says "the naval architect said"; another of the same story calls her Katrin Juhl, the
naval architect. Where the articles of a story know but one of that name or role, the words mean
her; where they know two, nobody is established.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from secondsource.compare.offices import roles_at
from secondsource.records import Account, Mention


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as one article names him: who, his levelled name and his roles or trades."""

    who: str
    name: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Those whom each article names, by article id."""

    articles: Mapping[str, tuple[Named, ...]]

    def meant(self, phrase: str, pages: Iterable[str]) -> str | None:
        """Give whom words mean that credit somebody without naming him, or whose name was missed.

        >>> cast = Cast({"p": (Named("e1", "katrin juhl", ("naval architect",)),)})
        >>> cast.meant("The naval architect", ["p"])
        'e1'
        """
        wanted = f" {plain(phrase)} "
        named: set[str] = set()
        roles: set[str] = set()
        for page in pages:
            for one in self.articles.get(page, ()):
                if f" {one.name} " in wanted:
                    named.add(one.who)
                elif any(wanted in f" {role} " for role in one.roles):
                    roles.add(one.who)
        found = named or roles
        return min(found) if len(found) == 1 else None


def plain(words: str) -> str:
    """Level words of a name or a role for comparing: small letters, no marks, no article.

    >>> plain("The ship’s master")
    'ship s master'
    """
    return " ".join(re.sub(r"^(?:the|an?)\s|[^\w]+", " ", words.lower()).split())


def named_in(account: Account, mention: Mention, who: str) -> Named:
    """Read how an article names somebody: his name where it has two words, and what he is."""
    text, span = account.page.text, mention.span
    name = plain(text[span.start : span.end])
    roles = roles_at(text, span.start, span.end) if mention.kind == "person" else ()
    return Named(who, name if " " in name else "-", tuple(plain(role) for role in roles))


# Two spellings of one name by two transliterators: what they do with y, kh, ou and doubled letters.
_FOLDS = (
    ("kh", "h"),
    ("ph", "f"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ff", "f"),
)
_SPELLED = 83.0  # of a hundred, after folding: Chaikin and Chaykin, not Lind and Lund


def alike_names(one: str, other: str) -> bool:
    """Say whether two levelled full names are spellings of one.

    >>> alike_names("sergei chaikin", "sergey chaykin"), alike_names("jan lind", "ida lind")
    (True, False)
    """
    mine, yours = one.split(), other.split()
    if one == other:
        return True
    if len(mine) != len(yours) or mine[0][0] != yours[0][0]:
        return False
    pairs = [(_folded(a), _folded(b)) for a, b in zip(mine, yours, strict=True)]
    return all(a == b or (len(a) > 4 and fuzz.ratio(a, b) >= _SPELLED) for a, b in pairs)


def _folded(name: str) -> str:
    for spelled, plainly in _FOLDS:
        name = name.replace(spelled, plainly)
    return re.sub(r"(.)\1", r"\1", name)
