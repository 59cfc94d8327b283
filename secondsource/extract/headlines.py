"""Speech in headlines: "Roos: Ferry will sail again", "Ferry will sail again: Roos".

In a headline a colon is a reporting word if a name, and little else, stands on one side of it.
"""

from __future__ import annotations

from secondsource.extract.attributions import Range
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Words
from secondsource.extract.sayings import Saying

_LONGEST_SPEAKER = 5  # tokens
_JOINTS = frozenset(("off", "over", "after", "before", "as", "amid", "during", "around"))


def headline_sayings(
    sentence: Sentence, words: Words, voices: frozenset[int]
) -> tuple[Saying, ...]:
    """Find what a headline's colon attributes; at most one saying.

    ``voices`` are the names that persons or organisations bear; another name speaks only where
    what it says stands in marks.
    """
    colons = [at for at, token in enumerate(sentence.tokens) if token.low == ":"]
    if len(colons) != 1:
        return ()
    colon = colons[0]
    before, after = (0, colon), (colon + 1, len(sentence.tokens))
    if _is_speaker(sentence, after, words, voices) and before[1] - before[0] > 2:
        return (Saying((colon, colon + 1), after, (before,), 0.85),)
    marked = after[0] < after[1] and sentence.tokens[after[0]].kind == "marked"
    if _is_speaker(sentence, before, words, voices, marked=marked) and (
        marked or after[1] - after[0] > 2
    ):
        return (Saying((colon, colon + 1), before, (after,), 0.6),)
    return ()


def _is_speaker(
    sentence: Sentence,
    where: Range,
    words: Words,
    voices: frozenset[int],
    *,
    marked: bool = False,
) -> bool:
    """Say whether a phrase's head, what stands before "of" or "in", is somebody who speaks."""
    tokens = sentence.tokens[where[0] : where[1]]
    if not 0 < len(tokens) <= _LONGEST_SPEAKER or any(token.kind != "word" for token in tokens):
        return False
    joints = (
        at
        for at, token in enumerate(tokens)
        if token.name < 0 and (words.has("phrase_prepositions", token.low) or token.low in _JOINTS)
    )
    stop = next(joints, len(tokens))
    if not stop:
        return False
    head = tokens[stop - 1]
    if head.name >= 0:
        return head.name in voices or (marked and all(one.name == head.name for one in tokens))
    return words.has("roles", head.low)
