"""How a speaker is called, once what only tells of him is cut away.

"Marta Roos, the harbour master" is Marta Roos, "an official who asked not to be named" is an
official, "court papers seen by the Tribune" are court papers, and a bare "who" after "it was" is
whoever stands between. All places are ranges of a sentence's tokens.
"""

from __future__ import annotations

from secondsource.extract.attributions import Range, handed, phrase_start
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Words


def called(sentence: Sentence, where: Range | None, words: Words) -> Range | None:
    """Cut a speaker's words to what names or points to the speaker.

    >>> from secondsource.extract.clauses import tokens_of
    >>> from secondsource.extract.cues import words_for
    >>> text = "an official who saw it"
    >>> called(Sentence(0, 22, tokens_of(text, 0, 22, (), ())), (0, 5), words_for("en"))
    (0, 2)
    """
    where = _of_whom(sentence, where, words)
    return _without_tail(sentence, _without_apposition(sentence, where, words), words)


def _of_whom(sentence: Sentence, where: Range | None, words: Words) -> Range | None:
    """Give whom "who" stands for in "It was | Roos | who confirmed it"; elsewhere it stays."""
    if where is None or where[1] - where[0] != 1 or sentence.low(where[0]) != "who":
        return where
    end = where[0] - 1 if sentence.low(where[0] - 1) == "," else where[0]
    start = phrase_start(sentence, end, words) if end > 0 else None
    cleft = start is not None and sentence.low(start - 2) == "it" and start >= 2
    return (start, end) if start is not None and cleft else where


def _without_apposition(sentence: Sentence, where: Range | None, words: Words) -> Range | None:
    """Cut a speaker's words to title and name: "Marta Roos | , the harbour master".

    A role that its name follows keeps it ("the harbour master, Engineer Marta Roos"); a list
    stays whole.
    """
    if where is None:
        return None
    commas = [at for at in range(*where) if _parts(sentence, at)]
    if not commas or any(sentence.low(at) == "and" for at in range(commas[0], where[1])):
        return where
    first = commas[0]
    if not (_is_role(sentence, where[0], first, words) and _name_after(sentence, first, where[1])):
        return where[0], first
    return where[0], commas[1] if len(commas) > 1 else where[1]


def _parts(sentence: Sentence, at: int) -> bool:
    """Say whether a token parts a name from what tells of it; a number's comma does not."""
    if sentence.low(at) not in (",", "(", "–", "—"):
        return False
    return at + 1 >= len(sentence.tokens) or sentence.tokens[at].end < sentence.tokens[at + 1].start


def _is_role(sentence: Sentence, start: int, end: int, words: Words) -> bool:
    """Say whether a phrase calls somebody by what he is: "Nordia's envoy in Port Sel"."""
    if sentence.tokens[start].low.rstrip("s'’") in ("mr", "mrs", "dr", "ms"):
        return False
    if sentence.tokens[end - 1].name < 0 or sentence.tokens[start].name < 0:
        return True
    roles = (at for at in range(start, end) if words.has("roles", sentence.low(at)))
    return any(sentence.tokens[at + 1].name < 0 for at in roles)


def _name_after(sentence: Sentence, comma: int, end: int) -> bool:
    """Say whether a name follows a comma, a title or two before it: ", Engineer Marta Roos"."""
    for at in range(comma + 1, min(comma + 4, end)):
        token = sentence.tokens[at]
        if token.name >= 0:
            return True
        if token.kind != "word" or not token.text[0].isupper():
            return False
    return False


def _without_tail(sentence: Sentence, where: Range | None, words: Words) -> Range | None:
    """Cut a speaker's words before what only tells of him: "an official | who asked ...".

    A paper loses who has seen it: "court papers | seen by the Tribune".
    """
    if where is None:
        return None
    for at in range(where[0] + 1, where[1]):
        told = words.has("unnamed", sentence.low(at)) and sentence.tokens[at].name < 0
        if told or handed(sentence, at, words):
            return where[0], at
    return where
