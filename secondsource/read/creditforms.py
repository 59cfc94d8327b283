"""The forms in which newsrooms credit an agency, as patterns built from what agencies there are.

What may live here: patterns and nothing that reads a page. The words are the language pack's,
the names those of ``publishers``. A form says what its name covers: a dateline, a byline or a
line of its own covers the whole text, "reports AFP" its sentence, "with AFP" nothing but help.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from secondsource.language import Language, language
from secondsource.publishers import Publishers

Name = Callable[..., str]
_Two = tuple[re.Pattern[str], re.Pattern[str]]
_Three = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
_UNLISTED = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3} (?:News|Press) Agency"
_NEXT = r"[A-Z][\w.]*(?: (?:Press|News|Media|Agency|Associated|International))*"
_BETWEEN = r"(?:, (?:and )?| and | ?[/&] ?|-)(?:[Tt]he )?"
_DATED = r"(?:,? ?[|·•–—-] ?\d[\d./: -]{4,20})?"  # "Source: Xinhua | 2031-05-03"
_CHIEFS = (
    r"(?! (?:executive|managing|senior|deputy|vice|editor|chief|boss|president|head|bureau"
    r"|offices?|employees?|owners?|management|spokes\w+|chair\w+|shares?|stock|customers?|terminals?|journalism)\b)"
)
_PEOPLE = r"(?! (?:reporters?|journalists?|photographers?|correspondents?|staff|camera\w+)\b)"


@dataclass(frozen=True, slots=True)
class Forms:
    """Where agencies' names are credits.

    ``short`` maps a spelling in lower case to its agency, ``firsts`` a first word to spellings;
    ``known`` holds those first words in small letters, ``small`` those that open without a
    capital of the Latin alphabet.
    """

    short: Mapping[str, str]
    firsts: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    small: tuple[str, ...]
    paths: Mapping[str, str]
    domains: Mapping[str, str]
    wires: frozenset[str]
    fields: tuple[str, ...]
    one: re.Pattern[str]
    opening: re.Pattern[str]
    line: re.Pattern[str]
    aid_line: re.Pattern[str]
    closing: re.Pattern[str]
    aid: re.Pattern[str]
    part: re.Pattern[str]
    byline: re.Pattern[str]
    byline_aid: re.Pattern[str]
    unnamed: re.Pattern[str]
    unnamed_aid: re.Pattern[str]
    release: re.Pattern[str]
    picture: re.Pattern[str]
    issuer: re.Pattern[str]
    signatures: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=8)
def forms_of(known: Publishers, code: str = "en") -> Forms:
    """Build the patterns for these agencies; those of pictures alone are left out.

    >>> from secondsource.publishers import publishers
    >>> forms_of(publishers()).line.match("Source: Reuters")["agency"]
    'Reuters'
    """
    pack = language(code)
    told = [one for one in known.agencies.values() if not one.pictures]
    short = {word.lower(): one.short for one in told for word in one.spellings}
    spellings = {word for one in told for word in one.spellings}
    names = _any(spellings)

    def name(group: str = "agency") -> str:
        return (
            rf"(?:[Tt]he )?(?<![\w'’-])(?P<{group}>(?:{names}|(?-i:{_UNLISTED}))"
            rf"(?:{_BETWEEN}(?-i:{_NEXT}))*)(?![\w-])"
        )

    line, aid_line, closing = _lines(pack, name)
    byline, byline_aid = _bylines(name)
    unnamed, unnamed_aid, release = (
        re.compile(rf"[\W_]*(?:{_words(pack, key)})[\W_]*\Z", re.IGNORECASE)
        for key in ("unnamed", "unnamed_aid", "release")
    )
    return Forms(
        short=short,
        firsts=_by_first_word(spellings),
        small=tuple(first for first in _by_first_word(spellings) if not "A" <= first[:1] <= "Z"),
        known=frozenset(first.lower() for first in _by_first_word(spellings)),
        paths={path: one.short for one in told for path in one.paths},
        domains={domain: one.short for one in told for domain in one.domains},
        wires=frozenset(pack.terms("credits.wires")),
        fields=pack.terms("credits.fields"),
        one=re.compile(rf"(?<![\w'’-])(?:{names}|{_UNLISTED})(?![\w-])|(?<=-)(?:{names})(?![\w-])"),
        opening=re.compile(
            rf"\W{{0,2}}[(/\[]?{name()}[)/\]]?(?: ?(?:-{{1,3}}|[–—|]) ?|: )(?=[“\"‘']?[A-Z])"
        ),
        line=line,
        aid_line=aid_line,
        closing=closing,
        aid=re.compile(_aids(pack, name)),
        part=re.compile(_parts(pack, name)),
        byline=byline,
        byline_aid=byline_aid,
        unnamed=unnamed,
        unnamed_aid=unnamed_aid,
        release=release,
        picture=re.compile(rf"\b(?:{_words(pack, 'pictures')})\b", re.IGNORECASE),
        issuer=re.compile(rf"{_words(pack, 'issuer')}\W*\Z"),
        signatures=tuple((one.short, re.compile(one.signature)) for one in told if one.signature),
    )


def _by_first_word(spellings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group spellings by their first word, so that a text without any is passed by at once."""
    firsts: dict[str, tuple[str, ...]] = {"Agency": (" Agency",)}
    for word in sorted(spellings):
        bare = word.removeprefix("The ")
        first = re.split(r"\W", bare)[0]
        firsts[first] = (*firsts.get(first, ()), bare)
    return firsts


def _any(spellings: Iterable[str]) -> str:
    """Match any of the spellings, long before short; capitals alone stay capitals: AFP, not map."""
    ordered = sorted(spellings, key=lambda word: (-len(word), word))
    words = (rf"(?-i:{re.escape(w)})" if len(w) < 6 else re.escape(w) for w in ordered)
    return "|".join(words)


def _words(pack: Language, key: str) -> str:
    """Give an entry of the credits' table: a pattern, or the choice of a list of them."""
    entry = pack.table("credits")[key]
    return entry if isinstance(entry, str) else "|".join(entry)


def _lines(pack: Language, name: Name) -> _Three:
    """Give a credit line, a line of help, and the credit that closes a paragraph."""
    after = rf"(?: (?:{_words(pack, 'after')}))*"
    beside = r"(?:(?-i:[A-Z])[\w&'’. -]{1,40}/ ?)?"  # "(Osk Herald/AFP)"
    line = rf"[\W_]*(?:(?:{_words(pack, 'before')}):? ?)?{beside}{name()}{after}{_DATED}[\W_]*\Z"
    helped = rf"[\W_]*(?:with|and) {name()}{after}[\W_]*\Z"
    closing = (
        rf"(?:[(\[/] ?|[—–-]{{1,2}} ?)(?:(?:{_words(pack, 'before')}):? ?)?{name()}{after}"
        r"[)\]/]?[.\s]*\Z"
    )
    return (
        re.compile(line, re.IGNORECASE),
        re.compile(helped, re.IGNORECASE),
        re.compile(closing, re.IGNORECASE),
    )


def _aids(pack: Language, name: Name) -> str:
    return (
        rf"(?i:{_words(pack, 'aids')})[^.;]{{0,120}}?{name()}"
        rf"|{name('agency2')}[^.;]{{0,60}}?{_words(pack, 'helped')}"
        rf"|(?:[(\[—–] ?)(?i:with) {name('agency3')}[^()]{{0,20}}[)\].\s]*\Z"
    )


def _parts(pack: Language, name: Name) -> str:
    state = rf"(?:an? )?{_words(pack, 'state')}"
    kind = r"(?:news agency |news service |agency |news wire |newswire |wire service )?"
    adverbs = rf"(?:(?:{_words(pack, 'adverbs')}) )*"
    verbs, affairs = _words(pack, "verbs"), _words(pack, "own_affairs")
    staff = rf"(?:['’]s?)? (?:{_words(pack, 'staff')})(?: (?:in|at|on|near) (?:the )?\w+)?"
    return (
        rf"(?i:\b(?:{_words(pack, 'tells')})) {state}{name()}{_CHIEFS}"
        rf"|{name('agency2')} {kind}{adverbs}(?:{verbs})\b(?!{affairs})"
        rf"|\b(?:{verbs}) {state}{name('agency3')}{_CHIEFS}{_PEOPLE}"
        rf"|{name('agency4')}{staff} (?:{_words(pack, 'staff_verbs')})\b"
    )


def _bylines(name: Name) -> _Two:
    """Give the byline of a whole text, and one that says an agency helped."""
    after = r"(?: (?:[Ss]taff|[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|News))*"
    return (
        re.compile(
            rf"(?i:by )?[^,/|(]{{0,80}}?(?:[,/|(•·–—-] ?| for | of ){name()}{after}\W*\Z"
            rf"|(?i:by |from ){name('agency2')}{after}\W*\Z"
            rf"|(?i:by )?(?:[A-Z][\w'’.-]+ ){{2,4}}{name('agency3')}{after}\W*\Z"
        ),
        re.compile(rf"(?i:by )?.{{0,80}}?\b(?i:with|and) {name()}{after}\W*\Z"),
    )
