"""How an outlet knows what no quotation credits: somebody beside it, a paper, or its own eyes.

Read from the rest of the sentence that the words stand in: "..., harbour master Ada Krol told the
Post", "in the words of the mayor", "as set out in the audit", "a Post reporter saw". Words told
*to* reporters are not seen by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from secondsource.compare.alternatives import any_of
from secondsource.language import language
from secondsource.records import Account, Instance

# Letters of a sentence that are read on either side of some words: the longest of the example
# pages has 387, and a megabyte without a full stop holds words to read by the thousand.
_BESIDE = 600
# Characters on either side that are looked through in a sentence longer than any of news: patterns
# for a voice take the square of what they are given.
_AROUND = 400
_IDLE = frozenset(("a", "an", "the", "of", "by", "from", "in", "on", "for", "to", "its", "their"))


class _Words(NamedTuple):
    titled: re.Pattern[str]  # |the port log| states
    pointed: re.Pattern[str]  # according to |the port log|
    seen: re.Pattern[str]  # a Post reporter at the scene saw
    documents: frozenset[str]
    reacting: re.Pattern[str]
    refusing: re.Pattern[str]
    led: re.Pattern[str]  # in the words of |the mayor|,
    said: re.Pattern[str]  # |Ada Krol|, a farmer, told
    held: re.Pattern[str]  # |an audit| seen by the Post
    holding: frozenset[str]
    cited: tuple[re.Pattern[str], ...]  # citing |survivor Ada Krol|
    carriers: re.Pattern[str]  # the newspaper


@cache
def _words(code: str = "en") -> _Words:
    pack = language(code)
    documents, refused = pack.terms("statements.documents"), pack.terms("statements.refusing")
    paper = rf"(?:the|an?|its|their|\w+['’]s?) ((?:[\w'’-]+ ){{0,4}}?{any_of(documents)})\b"
    holding = any_of(pack.terms("statements.holding"))
    whose = r"(?: (?:by|from|of|into|on) [^,;:.]{2,50})?"
    aside = rf"{whose}(?: {holding} by [^,;:.]{{2,40}})?(?:, [^,;:.]{{2,60}},)?"
    eyes, acts = (
        any_of(pack.terms("statements.observers")),
        any_of(pack.terms("statements.witnessing")),
    )
    listening = r"(?<!\btold )(?<!\bto )(?<!\binformed )(?<!\bwith )"
    seen = rf"{listening}\b{eyes}\b[^.;!?\n]{{0,60}}?\b{acts}\b"
    counts = any_of(pack.terms("statements.own_counts"))
    return _Words(
        re.compile(rf"\b{paper}{aside} {any_of(pack.terms('statements.document_verbs'))}\b", re.I),
        re.compile(rf"\b{any_of(pack.terms('statements.document_leads'))} {paper}", re.I),
        re.compile(rf"{seen}|\b{counts}\b", re.I),
        frozenset(documents),
        re.compile(rf"\b{any_of(pack.terms('statements.reacting'))}\b", re.I),
        re.compile(rf"\b{any_of(refused)}\b", re.I),
        re.compile(
            rf"\b(?:{'|'.join(pack.terms('statements.voice_leads'))}) ([^,;:.\"“”]{{3,70}}?)"
            rf"(?:[,;.]| (?:{'|'.join(pack.terms('statements.voice_ends'))})\b|$)",
            re.I,
        ),
        re.compile(
            rf"(?P<who>{_CALLED})(?:,? who [^,;\"“”]{{2,70}},|, [^,;\"“”]{{2,70}},)?"
            rf" (?:has |had |have )?{any_of(pack.terms('statements.voice_cues'))}\b"
        ),
        re.compile(rf"\b{paper}{whose}(?:,? which was|,? which were)? {holding} by\b", re.I),
        frozenset((*pack.terms("statements.holding"), *pack.terms("statements.any_document"))),
        (
            re.compile(rf"\b(?:[Cc]iting|[Qq]uoting) (?:the |an? )?({_ROLED})"),
            re.compile(
                rf"\b(?:whose|his|her|their) ({_ROLED}) (?:had |has |have )?"
                r"(?:told|informed) (?:him|her|them)\b"
            ),
            re.compile(rf"\b{any_of(documents)} (?:announced|unveiled|presented) by ({_ROLED})"),
        ),
        re.compile(rf"(?:.* )?{any_of(pack.terms('statements.carriers'))}(?: reports?)?", re.I),
    )


# A name with the words of a role before it, or a role alone.
_CALLED = (
    r"(?:\b(?:[Tt]he|[Aa]n?) )?(?:\b[a-z][\w'’-]+ ){0,4}\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*"
    r"|\b[Tt]he (?:[a-z][\w'’-]+ ){0,3}[a-z][\w'’-]+"
)
_ROLED = r"(?:[a-z][\w'’-]+ ){0,3}[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*"


def paper_behind(account: Account, one: Instance) -> str | None:
    """Give the words that name the document an outlet's own sentence leans on.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page("p", "a.txt", "The port log states that the ferry sank at noon.")
    >>> one = Instance("i", Span("p", 25, 47), Span("p", 0, 48), "asserts")
    >>> paper_behind(Account(page, Article("p", "p")), one)
    'port log'
    """
    sentence = _sentence(account, one)
    found = _words().pointed.search(sentence) or _words().titled.search(sentence)
    return found.group(1).lower() if found else None


def _sentence(account: Account, one: Instance) -> str:
    """Give an instance's sentence; of one that goes on for ever, what stands around it."""
    text, whole = account.page.text, one.passage
    if whole.end - whole.start <= 2 * _AROUND:
        return text[whole.start : whole.end]
    return text[
        max(whole.start, one.span.start - _AROUND) : min(whole.end, one.span.end + _AROUND)
    ][: 4 * _AROUND]


def paper_held(account: Account, one: Instance) -> str | None:
    """Give the words for a document where what is credited is only whoever got hold of it.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page("p", "a.txt", "A port audit obtained by the Post says it sank.")
    >>> one = Instance("i", Span("p", 39, 46), Span("p", 0, 47), "asserts", None, Span("p", 29, 33))
    >>> paper_held(Account(page, Article("p", "p")), one)
    'port audit'
    """
    found = _words().held.search(_sentence(account, one))
    if found is None or one.speaker_span is None:
        return None
    words = account.page[one.speaker_span]
    return None if names_paper(words) and not words[:1].isupper() else found.group(1).lower()


def voice_cited(account: Account, one: Instance) -> str | None:
    """Give the words for whom a speaker has it from: the one he cites, a client who told him.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page("p", "a.txt", "Citing survivor Ada Krol, the council said it sank.")
    >>> one = Instance("i", Span("p", 43, 50), Span("p", 0, 51), "asserts", None, Span("p", 30, 37))
    >>> voice_cited(Account(page, Article("p", "p")), one)
    'survivor Ada Krol'
    """
    if one.speaker_span is None:
        return None
    sentence = _sentence(account, one)
    found = next(filter(None, (cited.search(sentence) for cited in _words().cited)), None)
    return found.group(1) if found and not names_paper(found.group(1)) else None


def only_carries(phrase: str) -> bool:
    """Say whether words that are credited name whoever only carries news.

    >>> only_carries("the newspaper"), only_carries("the port authority")
    (True, False)
    """
    return bool(_words().carriers.fullmatch(phrase))


def voice_beside(account: Account, one: Instance) -> str | None:
    """Give the words for whoever is said, in the rest of the sentence, to have told it.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page("p", "a.txt", "The bribes began in May, Ada Krol, a farmer, told the Post.")
    >>> one = Instance("i", Span("p", 0, 23), Span("p", 0, 58), "asserts")
    >>> voice_beside(Account(page, Article("p", "p")), one)
    'Ada Krol'
    """
    sentence = _sentence(account, one)
    led = _words().led.search(sentence)
    if led:
        return led.group(1)
    said = _words().said.search(sentence)
    return said.group("who") if said else None


def only_answered(account: Account, one: Instance) -> bool:
    """Say whether the rest of a sentence only reacts to what is told in it, or denies it.

    >>> from secondsource.records import Article, Page, Span
    >>> text = "Ada Krol said the news that nine had died had shocked the town."
    >>> one = Instance("i", Span("p", 28, 41), Span("p", 0, 63), "asserts")
    >>> only_answered(Account(Page("p", "a.txt", text), Article("p", "p")), one)
    True
    """
    text = account.page.text
    before = text[one.passage.start : max(one.passage.start, one.span.start)][-_BESIDE:]
    after = text[min(one.span.end, one.passage.end) : one.passage.end][:_BESIDE]
    own = text[one.span.start : one.span.end][:_BESIDE]
    opening = own if one.speaker_span is None else own[:24]
    refused = any(_words().refusing.search(part) for part in (before, after, opening))
    return refused or any(_words().reacting.search(part) for part in (before, own, after))


def seen_by_reporters(account: Account, one: Instance) -> bool:
    """Say whether an outlet's own sentence says that its people saw it.

    >>> from secondsource.records import Article, Page, Span
    >>> page = Page("p", "a.txt", "Nine boats searched, a Post reporter saw.")
    >>> one = Instance("i", Span("p", 0, 19), Span("p", 0, 41), "asserts")
    >>> seen_by_reporters(Account(page, Article("p", "p")), one)
    True
    """
    return bool(_words().seen.search(_sentence(account, one)))


def any_paper(phrase: str) -> bool:
    """Say whether words may mean whatever document was named before: "the same paper".

    >>> any_paper("the same paper"), any_paper("the port paper")
    (True, False)
    """
    return not _told(phrase)


def names_paper(phrase: str) -> bool:
    """Say whether words that are credited name a document.

    >>> names_paper("an inspection report from last year")
    True
    """
    return bool(set(re.findall(r"\w+", phrase.lower())) & _words().documents)


def one_paper(phrases: Iterable[str]) -> dict[str, str]:
    """Give each name of a document the fullest name that holds all its words.

    >>> one_paper(["port log", "log", "port log from last year"])["log"]
    'port log from last year'
    """
    chosen: dict[str, str] = {}
    fullest: list[tuple[frozenset[str], str]] = []
    for phrase in sorted(set(phrases), key=lambda words: (-len(_told(words)), words)):
        words = _told(phrase)
        chosen[phrase] = next((name for held, name in fullest if words <= held), phrase)
        if chosen[phrase] == phrase:
            fullest.append((words, phrase))
    return chosen


def _told(phrase: str) -> frozenset[str]:
    held = "|".join(sorted(_words().holding))
    named = re.sub(rf"\b(?:{held}) by\b.*$", "", phrase.lower())
    return frozenset(re.findall(r"\w+", named)) - _IDLE - _words().holding
