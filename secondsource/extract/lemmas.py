"""Words to their roots, lightly: what a plural, a tense or a synonym hides.

Not a dictionary: a table of irregular forms and six endings, which is enough to see that
"ships were sinking" and "the ship sank" share two words. The same word always gives the same
root; a wrong root does no harm as long as both prints of it get the same one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from secondsource.language import language

_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_NEEDS_E = re.compile(
    r"(?:[aeiou][cgsuvz]|[^aeiou]l|[nr][cgs]|[aeou][rt]at|[^aeiou][ai]t|u[rt]|r[vg]|lv)$"
)


@cache
def _tables(code: str) -> tuple[dict[str, str], frozenset[str]]:
    """Give the irregular forms, and the words that are roots as they stand."""
    pack = language(code)
    roots = frozenset((*pack.terms("statements.verbs"), *pack.groups("sameness")))
    return pack.table("statements.irregular"), roots


@cache
def _senses(code: str) -> dict[str, str]:
    """Give the class of each word that has synonyms."""
    groups = language(code).groups("sameness")
    return {lemma(word, code): head for word, head in groups.items()} | groups


@lru_cache(maxsize=65536)
def lemma(word: str, code: str = "en") -> str:
    """Give the root of a lower-case word.

    >>> [lemma(word) for word in ("sank", "ferries", "stopped", "providing", "boxes", "bus")]
    ['sink', 'ferry', 'stop', 'provide', 'box', 'bus']
    """
    irregular, verbs = _tables(code)
    word = word.removesuffix("'s").removesuffix("'")
    if word in irregular:
        return irregular[word]
    if len(word) < 4 or word in verbs:
        return word
    if word.endswith("s"):
        return _singular(word)
    if word.endswith("ly") and len(word) > 6 and not word.endswith("ily"):
        return word[:-2]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and re.search("[aeiouy]", word[: -len(ending)]):
            return _root(word[: -len(ending)], verbs) if len(word) - len(ending) > 1 else word
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|us|is|ous)$", word):
        return word
    if re.search(r"(?:sh|ch|x|ss|zz)es$", word):
        return word[:-2]
    return word[:-1]


def _root(stem: str, verbs: frozenset[str]) -> str:
    if stem in verbs:
        return stem
    if stem + "e" in verbs:
        return stem + "e"
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem) and not stem.endswith(("ll", "ss")):
        return stem[:-1]
    if stem.endswith("ll") and stem[:-1] in verbs:
        return stem[:-1]
    return stem + "e" if _NEEDS_E.search(stem) else stem


@lru_cache(maxsize=65536)
def sense(word: str, code: str = "en") -> str:
    """Give the class of a lower-case word: its root, or the root its synonyms share.

    >>> sense("deliveries"), sense("wounded"), sense("lantern")
    ('supply', 'injure', 'lantern')
    """
    root = lemma(word, code)
    return _senses(code).get(root, root)
