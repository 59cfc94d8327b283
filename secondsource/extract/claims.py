"""What of an indirect report is claimed at all: clauses are, most bare things are not.

"She criticised air strikes by the coalition" asserts no air strikes, and "he echoed remarks of
April" asserts no remarks; counted as claims they would be certain nonsense. So a content without
a finite verb is a claim only after a cue that brings something about or reports it ("announced
a day of mourning", "denied involvement"). Which cues take what is in the language pack.
"""

from __future__ import annotations

import re
from functools import cache

from secondsource.extract.lemmas import lemma
from secondsource.extract.verbgroups import groups_of
from secondsource.extract.verbs import words_in
from secondsource.language import language
from secondsource.sentences import words_of

_CLAUSE = frozenset(("bare", "that", "to", "ask", "for", "on", "show"))
_INFINITIVE = re.compile(r"\W*(?:not\s+)?to\s", re.IGNORECASE)
_ADDRESSED = re.compile(r"[^.;:!?\"“”]{1,120}?\bthat\s")


_GOES_ON = re.compile(
    r"(?:[a-z]+ing|who|which|whose|where|to|from|in|on|at|by|with|without|of|for|into)\b"
)
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where|that)\b")

# What a quotation takes its verb from: "..., and in March | the mayor said".
_TAIL = re.compile(r",\s(?:and|but|while|yet)\s|,?\s(?:when|while|where|because)\b")


@cache
def _takes(code: str = "en") -> dict[str, frozenset[str]]:
    """Give what each cue takes after it, by the roots of its forms."""
    found: dict[str, frozenset[str]] = {}
    for past, line in language(code).table("quotations.cues").items():
        forms, _, takes = line.partition(":")
        for form in (*forms.split(), past):
            found.setdefault(lemma(form, code), frozenset(takes.split()))
    return found


def cue_of(words: str, code: str = "en") -> str:
    """Give the root of the reporting verb among the words of a cue: "has also warned".

    >>> cue_of("has also warned"), cue_of("according to"), cue_of("")
    ('warn', 'accord', '')
    """
    roots = [lemma(word, code) for word in words.lower().split()]
    return next((root for root in roots if root in _takes(code)), roots[0] if roots else "")


@cache
def _lists(code: str = "en") -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    pack = language(code)
    finite = {
        *pack.terms("quotations.finite"),
        *pack.terms("quotations.auxiliaries"),
        *pack.terms("statements.pasts"),
    }
    announcing = {lemma(word, code) for word in pack.terms("statements.announcing")}
    return frozenset(finite), frozenset(announcing), frozenset(pack.terms("statements.verbs"))


def mere_thing(content: str, cue: str) -> bool:
    """Say whether an indirect content only names a thing; ``cue`` is a lemma, or empty.

    >>> mere_thing("air strikes by the coalition", "criticise")
    True
    >>> mere_thing("the strikes were illegal", "say"), mere_thing("a day of mourning", "announce")
    (False, False)
    """
    _, announcing, _ = _lists()
    takes = _takes().get(cue, frozenset())
    if cue in announcing or _INFINITIVE.match(content):
        return False
    if not takes & _CLAUSE and "thing" in takes:
        return True
    counted = re.search(r"\d", content) or any(
        word in _numerals() for word in content.lower().split()
    )
    return not counted and not finite(content, plurals="thing" not in takes)


@cache
def _numerals(code: str = "en") -> frozenset[str]:
    """Give the words that count more than one: "a day of mourning" counts nothing."""
    return frozenset(language(code).table("quantities.numbers")) - {"one"}


def finite(content: str, *, plurals: bool = True) -> bool:
    """Say whether some words hold a finite verb; ``plurals`` takes "strikes" for one.

    >>> finite("the ferry sank"), finite("the sinking of the ferry")
    (True, False)
    """
    return any(
        _is_finite(content[a:b].lower().replace("’", "'"), plurals) for a, b in words_of(content)
    )


def _is_finite(word: str, plurals: bool) -> bool:
    sure, _, verbs = _lists()
    if word in sure or word.endswith("n't"):
        return True
    root = lemma(word)
    if root not in verbs or word.endswith("ing"):
        return word.endswith("ed") and len(word) > 4
    return plurals or (root != word and not word.endswith("s"))


def left_over(content: str) -> bool:
    """Say whether words beside a quotation say nothing without it: "who leads the party".

    >>> left_over("led the rescue"), left_over("a joiner who was on deck"), left_over("it sank")
    (True, True, False)
    >>> left_over(" "), left_over("Asked why the pier was shut")
    (True, True)
    """
    first = next(iter(content.split()), "")
    if first.lower() in language("en").terms("statements.put_to"):
        return True
    if _GOES_ON.match(content) or (first.islower() and finite(first, plurals=False)):
        return True
    return not finite(_RELATIVE.split(content)[0])


def past_address(text: str, start: int, end: int, cue: str) -> int:
    """Give where a content begins once whom it is said to is passed: "told Mr Roos that".

    Also the end of an attribution, "before the talks that", is passed.

    >>> past_address("Ms Vik and the press that it sank", 0, 33, "tell")
    26
    """
    lead = re.compile(r"(?:[a-z]+\s){1,2}that\s").match(text, start, end)
    if lead:
        return lead.end()
    addressed = _ADDRESSED.match(text, start, end) if "whom" in _takes().get(cue, ()) else None
    if addressed and not finite(addressed.group(), plurals=False):
        return addressed.end()
    return start


def tail_of(text: str, start: int, end: int) -> int:
    """Give where words that a quotation cuts off end once a clause without its verb is left out.

    >>> text = "The firm sold two boats in 2014, and in March"
    >>> text[: tail_of(text, 0, len(text))]
    'The firm sold two boats in 2014'
    """
    for mark in reversed(list(_TAIL.finditer(text, start, end))):
        if any(group.finite for group in groups_of(words_in(text, mark.end(), end))):
            return end
        if any(group.finite for group in groups_of(words_in(text, start, mark.start()))):
            end = mark.start()
    return end
