"""What one sentence says that somebody said: a reporting word, its speaker and its content.

A saying is read around its verb. Its content stands before it ("The dam broke, Roos said"),
after it ("Roos said the dam broke") or on both sides of it ("“It broke,” Roos said, “at
noon”"); whether it stands before is told by what is left after the verb once time, place and
addressee are passed over. Content runs to the end of the clause: to another reporting word of
the same speaker, a remark of the reporter's ("though ..."), a semicolon or the full stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondsource.extract.attributions import (
    Range,
    Surroundings,
    after_verb,
    is_point,
    speaker_after,
    subject_of,
)
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Cue, Words, cues_in

_COUNTED = frozenset(("that", "this", "it"))


@dataclass(frozen=True, slots=True)
class Saying:
    """A reporting word in a sentence with what belongs to it, all as ranges of tokens.

    ``contents`` are the pieces of what is said, in order. ``confidence`` is how sure it is that
    ``speaker`` spans who said it.
    """

    cue: Range
    speaker: Range | None
    contents: tuple[Range, ...]
    confidence: float
    addressee: Range | None = None
    occasion: Range | None = None
    via: Range | None = None
    hedge: Range | None = None
    denied: bool = False


def sayings_in(sentence: Sentence, words: Words) -> tuple[Saying, ...]:
    """Find the sayings of a sentence, in the order of their reporting words."""
    cues = tuple(cues_in(sentence, words))
    found: list[Saying] = []
    for cue in cues:
        saying = _saying(sentence, cue, cues, found, words)
        if saying is None:
            continue
        if found and saying.speaker and _carries(cue, saying, found[-1]):
            carried = (cue.first, saying.speaker[1])
            found[-1] = replace(found[-1], via=found[-1].via or carried)
            continue
        found.append(saying)
    found.extend(_according(sentence, cues, words))
    return tuple(sorted(found, key=lambda one: one.cue))


def _saying(
    sentence: Sentence,
    cue: Cue,
    cues: Sequence[Cue],
    found: Sequence[Saying],
    words: Words,
) -> Saying | None:
    cue, via = _quoted_as(sentence, cue, words)
    if cue.passive:
        return None
    inverted = _inverted(sentence, cue, words)
    if inverted is not None:
        speaker, around = inverted
        left = _left(sentence, cue.first, found)
        right = _second_piece(sentence, around.content)
        contents = tuple(piece for piece in (left, right) if piece)
        return _made(cue, speaker, contents, around, via, 0.95) if left else None
    own = (
        subject_of(sentence, cue, words)
        if cue.what.form != "ing" or cue.verb > cue.first
        else None
    )
    around = after_verb(sentence, cue, words)
    if via and sentence.low(cue.last + 1) == "by":
        around = replace(around, via=(cue.last + 1, around.content))
    if own is not None and _is_trailing(sentence, own[0], around.content, cue, words):
        left = _left(sentence, own[0], found)
        if left:
            right = _second_piece(sentence, around.content)
            contents = tuple(piece for piece in (left, right) if piece)
            return _made(cue, own, contents, around, via, 0.95)
    right, last = _right(sentence, cue, around, cues, words)
    if right is None:
        return None
    sure = 0.9
    if own is None:
        own, sure = _inherited(sentence, cue, found)
    made = replace(cue, last=last)
    return _made(made, own, (right,), around, via, sure)


def _made(
    cue: Cue,
    speaker: Range | None,
    contents: tuple[Range, ...],
    around: Surroundings,
    via: bool,
    confidence: float,
) -> Saying:
    return Saying(
        cue=(cue.first, cue.last + 1),
        speaker=speaker,
        contents=contents,
        confidence=confidence if speaker else 0.0,
        addressee=around.addressee,
        occasion=around.occasion,
        via=around.via,
        hedge=(cue.hedge, cue.hedge + 1) if cue.hedge >= 0 else None,
        denied=cue.refused or "denial" in cue.what.takes,
    )


def _quoted_as(sentence: Sentence, cue: Cue, words: Words) -> tuple[Cue, bool]:
    """Read "was quoted as saying" as one reporting word, active in sense."""
    quoted = sentence.low(cue.verb - 2) in ("quoted", "cited", "reported")
    if cue.what.form != "ing" or sentence.low(cue.verb - 1) != "as" or not quoted:
        return cue, False
    first = cue.verb - 2
    while first and (
        words.has("auxiliaries", sentence.low(first - 1))
        or words.has("adverbs", sentence.low(first - 1))
    ):
        first -= 1
    return replace(cue, first=first, passive=False), True


def _inverted(
    sentence: Sentence, cue: Cue, words: Words
) -> tuple[Range, Surroundings] | None:
    """Read "..., said Roos": speaker and what follows, if that is how the words stand."""
    if (
        not cue.first
        or cue.what.form not in ("past", "third")
        or "quote" not in cue.what.takes
    ):
        return None
    before = sentence.tokens[cue.first - 1]
    if before.kind != "marked" and not is_point(before, ",-–—"):
        return None
    speaker = speaker_after(sentence, cue.last + 1, words)
    if speaker is None:
        return None
    around = after_verb(
        sentence, replace(cue, last=speaker[1] - 1, passive=True), words
    )
    if not _ended(sentence, around.content):
        return None
    return speaker, around


def _ended(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.tokens):
        return True
    token = sentence.tokens[at]
    return token.kind == "point" and token.low not in "$([#"


def _is_trailing(
    sentence: Sentence, start: int, content: int, cue: Cue, words: Words
) -> bool:
    """Say whether "Roos said" stands after what she said, and not before."""
    if not start:
        return False
    before = sentence.tokens[start - 1]
    if before.kind != "marked" and not is_point(before, ",-–—"):
        return False
    if "quote" not in cue.what.takes and "mind" not in cue.what.takes:
        return False
    if _ended(sentence, content):
        return not _introduces(sentence, content)
    following = sentence.tokens[content]
    if before.kind == "marked" and following.kind == "word":
        return following.low not in ("that", "to")
    return following.low in ("and", "but", "while", "as", "when", "who", "where")


def _introduces(sentence: Sentence, at: int) -> bool:
    """Say whether a comma or colon leads to a quotation and nothing stood in marks before."""
    if at + 1 >= len(sentence.tokens) or sentence.tokens[at + 1].kind != "marked":
        return False
    return all(token.kind != "marked" for token in sentence.tokens[:at])


def _left(sentence: Sentence, end: int, found: Sequence[Saying]) -> Range | None:
    stop = end
    while stop and is_point(sentence.tokens[stop - 1], ",-–—"):
        stop -= 1
    start = 0
    for saying in found:
        for piece in saying.contents:
            if piece[1] <= stop:
                start = max(start, piece[1], saying.cue[1])
    for at in range(stop - 1, start - 1, -1):
        if sentence.low(at) in (";", ":"):
            start = at + 1
            break
    while start < stop and (
        is_point(sentence.tokens[start], ",-–—")
        or sentence.low(start) in ("but", "and")
    ):
        start += 1
    return (start, stop) if start < stop else None


def _second_piece(sentence: Sentence, at: int) -> Range | None:
    """Find the second half of an interrupted quotation: ", “and we will.”"."""
    while at < len(sentence.tokens) and is_point(sentence.tokens[at], ",:-–—"):
        at += 1
    if at < len(sentence.tokens) and sentence.tokens[at].kind == "marked":
        return at, at + 1
    return None


def _right(
    sentence: Sentence,
    cue: Cue,
    around: Surroundings,
    cues: Sequence[Cue],
    words: Words,
) -> tuple[Range | None, int]:
    at, last, takes = around.content, cue.last, cue.what.takes
    while at < len(sentence.tokens) and is_point(sentence.tokens[at], ",:-–—"):
        at += 1
    if at >= len(sentence.tokens):
        return None, last
    token = sentence.tokens[at]
    skipped = at > around.content and token.kind != "marked"
    if skipped and sentence.low(around.content) != ":" and token.low != "that":
        return None, last
    if token.kind == "marked":
        start = at if takes & {"quote", "thing", "that"} else -1
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
    end = _content_end(sentence, start, cues, words)
    return ((start, end) if end > start else None), last


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
    stopped = words.has("clause_words", token.low) or token.low in ("and", "or", "of")
    if stopped or words.has("adjunct_prepositions", token.low):
        return -1, cue.last
    if "thing" in takes:
        return (cue.last + 1 if not around.addressee else at), cue.last
    if "bare" in takes and _has_verb(sentence, at, words):
        return at, cue.last
    return -1, cue.last


def _has_verb(sentence: Sentence, at: int, words: Words) -> bool:
    for token in sentence.tokens[at:]:
        if token.low in (";", ":"):
            return False
        if token.kind != "word":
            continue
        low = token.low
        if (
            words.has("finite", low)
            or low in words.verbs
            or low.endswith(("ed", "n't", "'s"))
        ):
            return True
    return len(sentence.tokens) - at > 3


def _content_end(
    sentence: Sentence, start: int, cues: Sequence[Cue], words: Words
) -> int:
    end = len(sentence.tokens)
    for at in range(start, end):
        if sentence.low(at) == ";" or _remark(sentence, at):
            end = at
            break
    for cue in cues:
        if start < cue.first < end:
            cut = _sibling_start(sentence, cue, words)
            if cut is not None and cut > start:
                end = min(end, cut)
    while end > start and is_point(sentence.tokens[end - 1], ".,;:!?…-–—"):
        end -= 1
    return end


def _remark(sentence: Sentence, at: int) -> bool:
    if sentence.low(at) != ",":
        return False
    following = sentence.low(at + 1)
    return following in ("though", "although", "despite", "whereas") or (
        following in ("according", "reports", "reported")
        or (
            following == "without" and sentence.low(at + 2) in ("giving", "elaborating")
        )
    )


def _sibling_start(sentence: Sentence, cue: Cue, words: Words) -> int | None:
    """Give where another saying of the same rank cuts this content off, if it does."""
    before = sentence.low(cue.first - 1)
    if before == "," and cue.what.form == "ing":
        return cue.first - 1
    if before in ("and", "but"):
        return cue.first - 1
    subject = subject_of(sentence, cue, words)
    if subject is None or subject[0] < 2:
        return None
    conjunction = sentence.low(subject[0] - 1)
    if conjunction in ("but", "while", "and") and sentence.low(subject[0] - 2) == ",":
        return subject[0] - 2
    return None


def _inherited(
    sentence: Sentence, cue: Cue, found: Sequence[Saying]
) -> tuple[Range | None, float]:
    """Give the speaker of a verb without a subject: that of the sentence so far."""
    for saying in reversed(found):
        if saying.speaker is not None:
            return saying.speaker, saying.confidence * 0.9
    names = [
        at for at, token in enumerate(sentence.tokens[: cue.first]) if token.name >= 0
    ]
    if not names:
        return None, 0.0
    end = names[0] + 1
    while end in names and sentence.tokens[end].name == sentence.tokens[names[0]].name:
        end += 1
    return (names[0], end), 0.6


def _carries(cue: Cue, saying: Saying, former: Saying) -> bool:
    """Say whether a saying only names who carried the one before: "..., reports AFP"."""
    follows = (
        saying.speaker is not None and saying.speaker[0] > cue.verb >= former.cue[1]
    )
    if not follows or cue.what.lemma not in (
        "report",
        "say",
        "write",
        "quote",
        "add",
        "note",
    ):
        return False
    first = saying.contents[0]
    return first[0] >= former.cue[1] or first in former.contents


def _according(
    sentence: Sentence, cues: Sequence[Cue], words: Words
) -> Iterator[Saying]:
    for at in range(len(sentence.tokens) - 2):
        if sentence.low(at) != "according" or sentence.low(at + 1) != "to":
            continue
        speaker = speaker_after(sentence, at + 2, words)
        if speaker is None:
            continue
        if at == 0:
            start = speaker[1] + 1 if sentence.low(speaker[1]) == "," else speaker[1]
            content = (start, _content_end(sentence, start, cues, words))
        else:
            content = _left(sentence, at, ()) or (0, 0)
        if content[0] < content[1]:
            yield Saying((at, at + 2), speaker, (content,), 0.9)
