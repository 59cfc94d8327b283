"""Speech in headlines: "Roos: Ferry will sail again", "Ferry will sail again: Roos".

In a headline a colon is a reporting word if a name, and little else, stands on one side of it.
"""

from __future__ import annotations

from secondsource.extract.attributions import Range
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Words
from secondsource.extract.sayings import Saying

_LONGEST_SPEAKER = 5  # tokens


def headline_sayings(sentence: Sentence, words: Words) -> tuple[Saying, ...]:
    """Find what a headline's colon attributes; at most one saying."""
    colons = [at for at, token in enumerate(sentence.tokens) if token.low == ":"]
    if len(colons) != 1:
        return ()
    colon = colons[0]
    before, after = (0, colon), (colon + 1, len(sentence.tokens))
    if _is_speaker(sentence, after, words) and before[1] - before[0] > 2:
        return (Saying((colon, colon + 1), after, (before,), 0.85),)
    if _is_speaker(sentence, before, words) and after[1] - after[0] > 2:
        return (Saying((colon, colon + 1), before, (after,), 0.6),)
    return ()


def _is_speaker(sentence: Sentence, where: Range, words: Words) -> bool:
    tokens = sentence.tokens[where[0] : where[1]]
    if not 0 < len(tokens) <= _LONGEST_SPEAKER or any(token.kind != "word" for token in tokens):
        return False
    return tokens[-1].name >= 0 or words.has("roles", tokens[-1].low)
