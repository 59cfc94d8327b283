"""Where a reporter goes on in his own voice inside the sentence that told what somebody said.

After "Roos said the ferry was safe" a comma may open more of what she said, or the reporter's
own: what another actor does ("with Orlov pledging ...", "as the port closed"), when it was
("days after ..."), what to think of it ("contradicting ..."). Only forms that are hardly ever
part of what is said are here: a wrong attribution is worse than a short one.
"""

from __future__ import annotations

from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Words

_NEAR = 12  # tokens looked ahead for the verb of a clause; news subjects are shorter


def leaves(sentence: Sentence, start: int, at: int, words: Words) -> bool:
    """Say whether the content that began at token ``start`` ends at token ``at``."""
    low = sentence.low(at)
    if low == "while":
        return _told_by_another(sentence, at + 1, words)
    if low != ",":
        return False
    after = sentence.low(at + 1)
    if words.has("remarks", after):
        return True
    if after == "without":
        return sentence.low(at + 2) in ("giving", "elaborating")
    if after == "with":
        return _absolute(sentence, at + 2, words, any_verb=sentence.low(start) == "to")
    if after in ("as", "while"):
        return _own_clause(sentence, at + 2, words)
    return _lapse(sentence, at + 1, words)


def _absolute(sentence: Sentence, at: int, words: Words, *, any_verb: bool) -> bool:
    """Read "Orlov | pledging ...", who speaks for himself; any verb after "urged her to ..."."""
    for here in range(at + 1, min(at + _NEAR, len(sentence.tokens))):
        token = sentence.tokens[here]
        if token.kind != "word" or words.has("clause_words", token.low):
            return False
        verb = words.verbs.get(token.low)
        if verb is not None and verb.form == "ing":
            return True
        plain = token.low.endswith("ing") and len(token.low) > 5 and token.name < 0
        noun = words.has("phrase_prepositions", sentence.low(here - 1)) or words.has(
            "determiners", sentence.low(here - 1)
        )
        if any_verb and plain and not noun:
            return True
    return False


def _own_clause(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a noun phrase and its verb follow, and not "as she hoped" or "as expected"."""
    if at >= len(sentence.tokens) or sentence.tokens[at].kind != "word":
        return False
    first = sentence.tokens[at]
    if words.has("pronouns", first.low) or first.low in ("well", "part", "if", "of", "such"):
        return False
    if words.has("finite", first.low) or first.low.endswith(("ing", "ed")):
        return False
    for here in range(at + 1, min(at + _NEAR, len(sentence.tokens))):
        token = sentence.tokens[here]
        if token.kind != "word":
            return False
        if token.name >= 0:
            continue
        if words.has("finite", token.low) or token.low.endswith("ed"):
            return True
        if token.low in words.verbs and words.verbs[token.low].form in ("past", "third"):
            return True
    return False


def _told_by_another(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a name and a reporting word follow: "while | Orlov denied ..."."""
    if at >= len(sentence.tokens) or sentence.tokens[at].name < 0:
        return False
    here = at
    while here < len(sentence.tokens) and sentence.tokens[here].name >= 0 and here - at < _NEAR:
        here += 1
    verb = words.verbs.get(sentence.low(here))
    return verb is not None and verb.form in ("past", "third")


def _lapse(sentence: Sentence, at: int, words: Words) -> bool:
    """Read "days after ...", "two weeks before ...", "a day after ..."."""
    for here in range(at, min(at + 5, len(sentence.tokens))):
        low = sentence.low(here)
        if low in ("after", "before") and here > at:
            unit = sentence.low(here - 1)
            return words.has("lapses", unit)
        if sentence.tokens[here].kind != "word":
            return False
    return False
