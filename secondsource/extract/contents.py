"""Where what is said begins and ends in its sentence: the clause that gives the content.

It runs to another reporting word of the same speaker, a remark of the reporter's ("though ..."),
a semicolon, a dash or the full stop. All places are ranges of a sentence's tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from secondsource.extract.attributions import Range, is_point, subject_of
from secondsource.extract.clauses import Sentence, Token
from secondsource.extract.cues import Cue, Words
from secondsource.extract.listeners import Surroundings
from secondsource.extract.remarks import leaves

_NEAR = 6  # reporting words looked at for the end of a content; keeps long lists linear


def content_before(sentence: Sentence, end: int, floor: int = 0) -> Range | None:
    """Give the clause that ends before ``end`` and does not reach below ``floor``."""
    stop = end
    while stop and is_point(sentence.tokens[stop - 1], ",-–—"):
        stop -= 1
    start = floor
    for at in range(stop - 1, start - 1, -1):
        if sentence.low(at) == ";" or _is_colon(sentence, at):
            start = at + 1
            break
    while start < stop and (
        is_point(sentence.tokens[start], ",-–—") or sentence.low(start) in ("but", "and")
    ):
        start += 1
    return (start, stop) if start < stop else None


def _is_colon(sentence: Sentence, at: int) -> bool:
    """Say whether a token is a colon between clauses, and not that of a clock (19:38)."""
    if sentence.low(at) != ":" or at + 1 >= len(sentence.tokens):
        return False
    return sentence.tokens[at + 1].start > sentence.tokens[at].end


def says_something(sentence: Sentence, left: Range, words: Words) -> bool:
    """Say whether what stands before a trailing "Roos said" can be what she said."""
    tokens = sentence.tokens[left[0] : left[1]]
    if any(token.kind == "marked" for token in tokens) or has_verb(tokens, words):
        return True
    opening = tokens[0].low
    if words.has("clause_words", opening) or words.has("adjunct_prepositions", opening):
        return True
    return len(tokens) > 2 and all(token.kind == "word" for token in tokens)


def content_rest(
    sentence: Sentence, left: Range, at: int, cues: Sequence[Cue], words: Words
) -> Range | None:
    """Find the other half of what is said: ", “and we will.”", ", the port will close"."""
    after = at
    while after < len(sentence.tokens) and is_point(sentence.tokens[after], ",:-–—"):
        after += 1
    if after == at or after >= len(sentence.tokens):
        return None
    if sentence.tokens[after].kind == "marked":
        return after, after + 1
    first = sentence.low(left[0])
    whole = has_verb(sentence.tokens[left[0] : left[1]], words)
    if sentence.low(at) != "," or sentence.tokens[left[1] - 1].kind == "marked":
        return None
    if not (words.has("subordinators", first) or (not whole and words.has("halves", first))):
        return None
    end = content_end(sentence, after, cues, words)
    return (after, end) if end - after > 1 else None


def content_after(
    sentence: Sentence,
    cue: Cue,
    around: Surroundings,
    cues: Sequence[Cue],
    words: Words,
) -> tuple[Range | None, int]:
    """Give the clause after a verb, and the last token of the cue with its preposition."""
    at, last, takes = around.content, cue.last, cue.what.takes
    while at < len(sentence.tokens) and (
        is_point(sentence.tokens[at], ",:-–—") or words.has("parentheses", sentence.low(at))
    ):
        at += 1
    at = _after_colon(sentence, at) if "quote" in takes else at
    if at >= len(sentence.tokens):
        return None, last
    token = sentence.tokens[at]
    if token.kind == "word" and sentence.low(around.content) == ",":
        at = _after_aside(sentence, at)
        token = sentence.tokens[at]
    skipped = at > around.content and token.kind != "marked"
    if skipped and sentence.low(around.content) != ":" and token.low != "that":
        return None, last
    accused = around.addressee is not None and "of" in takes and token.low == "of"
    if accused and at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].kind == "marked":
        start = at + 1
    elif token.kind == "marked":
        start = at if takes & {"quote", "thing", "that"} else -1
        if "thing" in takes and sentence.low(cue.last + 1) == "as":
            start = cue.last + 1
    elif token.low == "that":
        start = at + 1 if takes & {"that", "bare"} else -1
    elif token.low == "to":
        start = at if takes & {"to", "whom"} else -1
    elif words.has("asking", token.low):
        start = at if takes & {"ask", "bare"} else -1
    else:
        start, last = _noun_or_clause(sentence, cue, around, words)
    if start < 0:
        return None, last
    end = content_end(sentence, start, cues, words)
    return ((start, end) if end > start else None), last


def _after_aside(sentence: Sentence, at: int) -> int:
    """Pass over an aside that ", that" closes: "said, as talks began, that it would close"."""
    for ahead in range(at, min(at + 16, len(sentence.tokens) - 2)):
        if sentence.low(ahead) == "," and sentence.low(ahead + 1) == "that":
            return ahead + 1
        if sentence.tokens[ahead].kind == "marked" or sentence.low(ahead) in (";", ":"):
            break
    return at


def _after_colon(sentence: Sentence, at: int) -> int:
    """Pass over what leads to a colon and marks: "wrote of the mayor: “She left.”"."""
    for ahead in range(at, min(at + 14, len(sentence.tokens) - 1)):
        if sentence.tokens[ahead].kind != "word" and sentence.low(ahead) != ":":
            return at
        if sentence.low(ahead) == ":":
            return ahead + 1 if sentence.tokens[ahead + 1].kind == "marked" else at
    return at


def _noun_or_clause(
    sentence: Sentence, cue: Cue, around: Surroundings, words: Words
) -> tuple[int, int]:
    takes = cue.what.takes
    next_low = sentence.low(cue.last + 1)
    if next_low in takes and next_low not in ("that", "to", "bare", "thing", "quote"):
        return cue.last + 2, cue.last + 1
    if around.addressee and "of" in takes and sentence.low(around.addressee[1]) == "of":
        return around.addressee[0], cue.last
    at = around.content
    token = sentence.tokens[at]
    if token.kind != "word" and token.low not in "$[(":
        return -1, cue.last
    rest = sentence.tokens[at:]
    stopped = words.has("clause_words", token.low) or token.low in ("and", "or", "of")
    if "bare" in takes and words.has("reasons", token.low) and has_verb(rest, words):
        return at, cue.last
    if stopped or words.has("adjunct_prepositions", token.low):
        return -1, cue.last
    if "thing" in takes and not _just_adjunct(sentence, cue, around, words):
        return (cue.last + 1 if not around.addressee else at), cue.last
    named = token.name >= 0 or words.has("pronouns", token.low)
    clause = named or words.has("determiners", token.low)
    if "bare" in takes and (has_verb(rest, words) or len(rest) > 3 or (clause and rest[1:])):
        return at, cue.last
    return -1, cue.last


def has_verb(tokens: Sequence[Token], words: Words) -> bool:
    """Say whether a finite verb is among some words, up to a semicolon."""
    for at, token in enumerate(tokens):
        if token.low == ";":
            return False
        if token.kind != "word" or token.name >= 0:
            continue
        low = token.low
        if words.has("finite", low) or low in words.verbs or low.endswith(("ed", "n't")):
            return True
        before = tokens[at - 1] if at else None
        named = before is not None and (before.name >= 0 or words.has("pronouns", before.low))
        if named and low.endswith("s") and token.text[0].islower():
            return True
    return False


def _just_adjunct(sentence: Sentence, cue: Cue, around: Surroundings, words: Words) -> bool:
    """Say whether only a time or a place stands between a verb and what it could take."""
    first = sentence.low(cue.last + 1)
    small = words.has("clause_words", first) or words.has("adjunct_prepositions", first)
    timed = words.has("time_words", first) or first == "as"
    return around.content > cue.last + 1 and small and not timed


_BREAKS = frozenset((";", ",", "while"))


def content_end(sentence: Sentence, start: int, cues: Sequence[Cue], words: Words) -> int:
    """Give where the clause that begins at ``start`` ends."""
    end = len(sentence.tokens)
    for at, token in enumerate(sentence.tokens[start:], start):
        if token.low not in _BREAKS:
            continue
        if token.low == ";" or (at > start and leaves(sentence, start, at, words)):
            end = at
            break
    inner = (cue for cue in cues if start < cue.first < end)
    for cue in islice(inner, _NEAR):
        cut = _sibling_start(sentence, cue, words)
        if cut is not None and cut > start:
            end = cut
            break
    points = (at for at in range(start, end) if sentence.tokens[at].kind == "point")
    dashes = [at for at in points if _is_dash(sentence, at)]
    if len(dashes) == 1 and dashes[0] > start + 1:
        end = dashes[0]
    while end > start and is_point(sentence.tokens[end - 1], ".,;:!?…-–—"):
        end -= 1
    return end


def _is_dash(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    if token.low[0] not in "-–—":
        return False
    return at > 0 and sentence.tokens[at - 1].end < token.start


def _takes_something(sentence: Sentence, cue: Cue, words: Words) -> bool:
    """Say whether something that can be said follows a verb directly."""
    if cue.last + 1 >= len(sentence.tokens):
        return False
    following = sentence.tokens[cue.last + 1]
    named = following.name >= 0 or following.kind == "marked" or following.low in cue.what.takes
    small = words.has("determiners", following.low) or words.has("pronouns", following.low)
    return named or small or following.low == "that" or words.has("asking", following.low)


def _sibling_start(sentence: Sentence, cue: Cue, words: Words) -> int | None:
    """Give where another saying of the same rank cuts this content off, if it does."""
    before = sentence.low(cue.first - 1)
    if before == "," and cue.what.form in ("ing", "past"):
        return cue.first - 1
    if before in ("and", "but"):
        return cue.first - 1 if _takes_something(sentence, cue, words) else None
    subject = subject_of(sentence, cue, words)
    if subject is None or subject[0] < 2:
        return None
    if sentence.low(subject[0] - 1) == "," and cue.last + 2 >= len(sentence.tokens):
        return subject[0] - 1
    if sentence.low(subject[0] - 1) == "while":
        return subject[0] - 1
    conjunction = sentence.low(subject[0] - 1)
    if (
        conjunction in ("but", "while", "and", "which", "whom")
        and sentence.low(subject[0] - 2) == ","
    ):
        return subject[0] - 2
    return None
