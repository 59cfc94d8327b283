"""Which body somebody speaks for: a police chief, a police spokesman and "the police" are one.

What may live here: reading the words of an office - before a name ("police chief Ada Krol"),
after it ("Ada Krol, director of the hospital,") or in place of it ("doctors at the hospital").
It works because an office says itself whose it is; that somebody only stands near a body's name
("Ada Krol, arrested by police") says nothing, so the head of the office must touch the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from secondsource.compare.alternatives import any_of, no_case
from secondsource.language import language

_BEFORE, _AFTER = 70, 110
_RANKS = (
    "statements.spokespeople",
    "statements.heads",
    "statements.officers",
    "speakers.lesser",
    "titles.modifier",
    "speakers.articles",
)
_STOP = re.compile(r"[.;!?\n\"“”]\s|[\n\"“”]|\b(?:said|told|says)\b")
_PROPER = re.compile(r"(?<![.!?] )\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")


@dataclass(frozen=True, slots=True)
class Office:
    """The body an office belongs to and the proper name that tells it from others of its kind."""

    body: str
    whose: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    before: re.Pattern[str]  # |Varnova police chief |NAME
    led: re.Pattern[str]  # |the mayor of Varnova, |NAME
    after: re.Pattern[str]  # NAME|, the chief of the Varnova police|,
    bodies: re.Pattern[str]
    head: re.Pattern[str]  # Varnova police| chief|
    ranks: frozenset[str]
    portfolios: frozenset[str]
    own_post: re.Pattern[str]  # its director
    former: re.Pattern[str]
    trade: re.Pattern[str]  # |a retired baker, |NAME
    trailing: re.Pattern[str]  # NAME|, 54, a retired baker| from Varnova,


@cache
def _words(code: str = "en") -> _Words:
    pack = language(code)
    names = ("spokespeople", "heads", "officers")
    head = any_of(word for name in names for word in pack.terms(f"statements.{name}"))
    plain = rf"(?!{any_of(pack.terms('statements.clauses'))}\b)[\w'’-]+ "
    whole = rf"(?:{plain}){{0,4}}{head}"
    governs = r"(?: (?:of|for|at|in|with) [^,;:]{2,60})?"
    own = any_of(pack.terms("statements.own_posts"))
    return _Words(
        no_case(rf"(?:^|\W)({whole})(?: officer)?,? (?:(?:Dr|Mr|Ms|Mrs)\.? )?$"),
        no_case(rf"(?:^|[^\w ] |\b(?:the|and|an?) )({whole}{governs}),? $"),
        no_case(rf",? (?:who is |(?:an?|the|its|their) )*({whole}{governs})(?=[,;:.]|$)"),
        no_case(rf"(?<![\w-]){any_of(pack.groups('bodies'))}(?![\w-])"),
        no_case(rf"^(?:(.+?) )?{head}(?: (?:of|for|at|in) (?:the )?(.+))?$"),
        frozenset(word for name in _RANKS for word in pack.terms(name)),
        frozenset(pack.terms("statements.portfolios")),
        no_case(rf"(?:(?:the|an?|its|his|her|their) )?{own}"),
        no_case(rf"\b{any_of(pack.terms('statements.former'))}\b"),
        re.compile(rf"(?:^|\W)(?:[Tt]he|[Aa]n?) ((?:{plain}){{0,3}}{plain.rstrip()}),? $"),
        re.compile(rf"(?:, \d+)?, (?:(?:the|an?) )?((?:{plain}){{0,3}}{plain.rstrip()})(?=\W|$)"),
    )


def office_of(words: str) -> Office | None:
    """Give the body that the words of an office name last, None where they name none.

    >>> office_of("a spokeswoman for the police in Varnova")
    Office(body='police', whose='varnova')
    >>> office_of("a baker") is None
    True
    """
    plain = re.sub(r"[\-‐-―]", " ", words)
    found = [m.group().lower() for m in _words().bodies.finditer(plain)]
    if _words().former.search(words):
        return None
    if not found:
        return _other(words)
    body = language("en").groups("bodies")[found[-1]]
    return Office(body, _whose(words) or (_members(words) if body == "union" else ""))


def _whose(words: str) -> str:
    """Give the last proper name in an office's words; "Danish" and "Denmark's" are one state."""
    states, idle = language("en").groups("states"), _words().ranks | _words().portfolios
    named = [re.sub(r"['’]s?$", "", m.group().lower()) for m in _PROPER.finditer(words)]
    for name in reversed(named):
        left = _words().bodies.sub(" ", name).split()
        while left and left[0] in idle:
            del left[0]
        while left and left[-1] in idle:
            del left[-1]
        if left:
            bare = re.sub(r"['’]s?$", "", " ".join(left))
            return states.get(bare, bare)
    return ""


def _members(words: str) -> str:
    """Give whose union it is: "the nurses' union" is not the teachers'."""
    found = re.search(r"([\w-]+)['’]s? (?:trade |labour |labor )?union\b", words.lower())
    return found.group(1) if found and found.group(1) not in _words().ranks else ""


def is_own_post(words: str) -> bool:
    """Say whether words name a post of some one body without saying of which.

    >>> is_own_post("its director"), is_own_post("the port director")
    (True, False)
    """
    return bool(_words().own_post.fullmatch(words.strip()))


def _other(words: str) -> Office | None:
    """Give the body that an office's words name where no table knows it: "head of the choir"."""
    found, ranks = _words().head.match(words), _words().ranks
    told = re.sub(r"^(?:the|an?|its|his|her|their) ", "", words.lower())
    if found is None or told in ranks:
        return None
    named = " ".join(part for part in found.groups() if part).lower()
    left = re.sub(r"['’]s?(?= |$)", "", named).split()
    while left and left[0] in ranks:
        del left[0]
    return Office(" ".join(left)) if left else None


def roles_at(text: str, start: int, end: int) -> tuple[str, ...]:
    """Give the words of role or trade that a text gives the person named at ``text[start:end]``.

    >>> text = "Ada Krol, 54, a retired baker from Varnova, said so."
    >>> roles_at(text, 0, 8)
    ('retired baker',)
    """
    lead = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
    tail = _STOP.split(text[end : end + _AFTER])[0]
    words = _words()
    before = [pattern.search(lead) for pattern in (words.before, words.led, words.trade)]
    after = [pattern.match(tail) for pattern in (words.after, words.trailing)]
    return tuple(dict.fromkeys(m.group(1) for m in (*before, *after) if m))


def office_at(text: str, start: int, end: int) -> Office | None:
    """Give the office of the person whose name stands at ``text[start:end]``.

    >>> text = "Varnova police chief Ada Krol said so."
    >>> office_at(text, 21, 29)
    Office(body='police', whose='varnova')
    """
    lead = _STOP.split(text[max(0, start - _BEFORE) : start])[-1]
    for pattern in (_words().before, _words().led):
        before = pattern.search(lead)
        if before and (found := office_of(before.group(1))):
            return found
    after = _words().after.match(_STOP.split(text[end : end + _AFTER])[0])
    return office_of(after.group(1)) if after else None
