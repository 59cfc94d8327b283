"""Speech in headlines: "Roos: Ferry will sail again", "Ferry will sail again - Roos".

In a headline a colon is a reporting word if a name, and little else, stands on one side of it;
so is a dash before a person, but before no other name, since outlets sign their headlines so.
"""

from __future__ import annotations

from secondsource.extract.attributions import Range
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Words
from secondsource.extract.sayings import Saying

_LONGEST_SPEAKER = 5  # tokens
_TOPICS = frozenset(("on", "over", "about", "after", "before", "amid"))
_JOINTS = frozenset(("off", "over", "after", "before", "as", "amid", "during", "around"))


def headline_sayings(
    sentence: Sentence,
    words: Words,
    voices: frozenset[int],
    persons: frozenset[int] = frozenset(),
) -> tuple[Saying, ...]:
    """Find what a headline's colon or dash attributes; at most one saying.

    ``voices`` are the names that persons or organisations bear; another name speaks only where
    what it says stands in marks. ``persons`` are those of persons.
    """
    colons = [at for at, token in enumerate(sentence.tokens) if token.low == ":"]
    dashes = [at for at in range(1, len(sentence.tokens)) if _is_dash(sentence, at)]
    if len(colons) != 1:
        return _signed(sentence, dashes[0], words, persons) if len(dashes) == 1 else ()
    colon = colons[0]
    before, after = (0, colon), (colon + 1, len(sentence.tokens))
    enough = before[1] > 2 or sentence.tokens[0].kind == "marked"
    if enough and _is_speaker(sentence, after, words, voices):
        return (Saying((colon, colon + 1), after, (before,), 0.85),)
    marked = after[0] < after[1] and sentence.tokens[after[0]].kind == "marked"
    if _is_speaker(sentence, before, words, voices, marked=marked) and (
        marked or after[1] - after[0] > 2
    ):
        return (Saying((colon, colon + 1), _head(sentence, before), (after,), 0.6),)
    return ()


def _is_dash(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.low in ("-", "–", "—") and sentence.tokens[at - 1].end < token.start


def _signed(
    sentence: Sentence, dash: int, words: Words, persons: frozenset[int]
) -> tuple[Saying, ...]:
    """Read "Dam will hold - Roos"; a sentence's own half after a dash has a verb or no name."""
    before, after = (0, dash), (dash + 1, len(sentence.tokens))
    told = dash > 2 or sentence.tokens[0].kind == "marked"
    if told and _is_speaker(sentence, after, words, persons):
        return (Saying((dash, dash + 1), after, (before,), 0.7),)
    return ()


def _head(sentence: Sentence, where: Range) -> Range:
    """Give who speaks without what of: "Roos | on the dam"."""
    joint = next(
        (at for at in range(where[0] + 1, where[1]) if sentence.low(at) in _TOPICS), where[1]
    )
    return where[0], joint


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
