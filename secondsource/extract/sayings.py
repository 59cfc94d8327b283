"""What one sentence says that somebody said: a reporting word, its speaker and its content.

A saying is read around its verb. Its content stands before it ("The dam broke, Roos said"),
after it ("Roos said the dam broke") or on both sides of it ("“It broke,” Roos said, “at
noon”"); whether it stands before is told by what is left after the verb once time, place and
addressee are passed over. Content runs to the end of the clause: to another reporting word of
the same speaker, a remark of the reporter's ("though ..."), a semicolon or the full stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from secondsource.extract.answers import answered
from secondsource.extract.attributions import Range, is_point, speaker_after, subject_of
from secondsource.extract.clauses import Sentence
from secondsource.extract.contents import (
    content_after,
    content_before,
    content_end,
    content_rest,
    says_something,
)
from secondsource.extract.cues import Cue, Words, cues_in
from secondsource.extract.listeners import Surroundings, after_verb, led_by

# How often the speaker's words were the annotators' in 80 texts of PolNeAR's training part:
# .996 after the quotation, .98 before it, .56 where the verb has no subject of its own; less
# a margin for names, which are harder than phrases.
_TRAILING, _LEADING, _INHERITED = 0.95, 0.9, 0.6
# "Criticized the plan" tells of speech but not what was said: below every other saying.
_VERDICT = 0.45
MOST = 8  # reporting words read in a sentence; 160 texts of PolNeAR's training part have up to 4


@dataclass(frozen=True, slots=True)
class Saying:
    """A reporting word in a sentence with what belongs to it, all as ranges of tokens.

    ``contents`` are the pieces of what is said, in order. ``confidence`` is how sure it is that
    ``speaker`` spans who said it. ``cue_at`` and ``speaker_at`` are offsets where these were
    found to the character, ``reporting`` those of the cue with what belongs to it; ``said`` is
    False where a view or a wish is put down to somebody.
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
    reacts: bool = False
    cue_at: tuple[int, int] | None = None
    speaker_at: tuple[int, int] | None = None
    said: bool = True
    reporting: tuple[int, int] | None = None


def by_verbs(sentence: Sentence, words: Words) -> tuple[tuple[Saying, ...], tuple[Cue, ...]]:
    """Find the sayings that a sentence's reporting verbs give, with all those verbs."""
    cues = tuple(islice(cues_in(sentence, words), MOST))
    found: list[Saying] = []
    for cue in cues:
        saying = _saying(sentence, cue, cues, found, words)
        if saying is None or any(cue.verb in range(other.first, other.verb) for other in cues):
            continue
        if found and saying.speaker and _carries(cue, saying, found[-1]):
            carried = (cue.first, saying.speaker[1])
            found[-1] = replace(found[-1], via=found[-1].via or carried)
            continue
        found.append(_weighed(sentence, saying, cue, words))
    return tuple(found), cues


def _saying(
    sentence: Sentence,
    cue: Cue,
    cues: Sequence[Cue],
    found: Sequence[Saying],
    words: Words,
) -> Saying | None:
    cue, via = _quoted_as(sentence, cue, words)
    if cue.passive or _carried(sentence, cue, via, words):
        return None
    inverted = _inverted(sentence, cue, words)
    if inverted is not None:
        speaker, around = inverted
        left = content_before(sentence, cue.first, _floor(found, cue.first))
        right = content_rest(sentence, left or (0, 0), around.content, cues, words)
        contents = tuple(piece for piece in (left, right) if piece)
        if left is None and found and around.content >= len(sentence.tokens) - 1:
            return _made(cue, speaker, found[-1].contents, around, via, 0.5)
        if left is None or not says_something(sentence, left, words):
            return None
        return _made(cue, speaker, contents, around, via, _TRAILING)
    own = (
        subject_of(sentence, cue, words) if cue.what.form != "ing" or cue.verb > cue.first else None
    )
    around = after_verb(sentence, cue, words)
    if via and sentence.low(cue.last + 1) == "by":
        around = replace(around, via=(cue.last + 1, around.content))
    if own is not None and _is_trailing(sentence, own[0], around.content, cue, words):
        left = content_before(sentence, own[0], _floor(found, own[0]))
        left = left or content_before(sentence, own[0])
        if left and says_something(sentence, left, words):
            right = content_rest(sentence, left, around.content, cues, words)
            contents = tuple(piece for piece in (left, right) if piece)
            return _made(cue, own, contents, around, via, _TRAILING)
    right, last = content_after(sentence, cue, around, cues, words)
    if right is None and cue.refused and sentence.low(around.content) in ("to", "on"):
        right = (around.content, content_end(sentence, around.content, cues, words))
    if right is None or (own is None and not cue.first and cue.what.form == "past"):
        return None  # "Asked why it sank, | Roos said ..."
    marked = any(token.kind == "marked" for token in sentence.tokens[right[0] : right[1]])
    as_noun = "thing" in cue.what.takes and right[0] == cue.last + 1 and not marked
    if as_noun and "inmarks" in cue.what.takes:
        return None
    sure = _VERDICT if as_noun and "verdict" in cue.what.takes else _LEADING
    if own is None and cue.what.form == "ing":
        own = _with_subject(sentence, cue, words)
    if own is None:
        own, sure = _inherited(sentence, cue, found, words)
    if _says_nothing(sentence, right, cue, words):
        return None
    made = replace(cue, last=last)
    return _made(made, own, (right,), around, via, sure)


def _carried(sentence: Sentence, cue: Cue, via: bool, words: Words) -> bool:
    """Say whether carriers.py reads a verb: "| quoted | Roos as | saying |"."""
    if cue.what.form == "ing" and sentence.low(cue.verb - 1) == "as":
        return not via
    if not words.has("quoting", sentence.low(cue.verb)):
        return False
    ends = range(cue.verb + 2, min(cue.verb + 14, len(sentence.tokens) - 1))
    return any(
        sentence.low(at) == "as" and sentence.low(at + 1) in ("saying", "telling", "writing")
        for at in ends
    )


def _weighed(sentence: Sentence, saying: Saying, cue: Cue, words: Words) -> Saying:
    """Say of what is told whether it is denied, or only reacted to."""
    first, *rest = saying.contents
    told = answered(sentence, first, cue, words)
    via, occasion = led_by(sentence, saying.speaker, words)
    return replace(
        saying,
        via=saying.via or via,
        occasion=saying.occasion or occasion,
        contents=(told.content, *rest),
        denied=saying.denied or told.denied,
        reacts=told.reacts,
    )


def _says_nothing(sentence: Sentence, content: Range, cue: Cue, words: Words) -> bool:
    """Say whether a verb's object tells nothing: "denied | it", "does not know | who would pay".

    What somebody does not think is denied; what he does not know is neither told nor denied.
    """
    if content[1] - content[0] == 1 and words.has("pointers", sentence.low(content[0])):
        return True
    return cue.refused and "mind" in cue.what.takes and _asks(sentence, content[0], words)


def _asks(sentence: Sentence, at: int, words: Words) -> bool:
    return words.has("asking", sentence.low(at)) and sentence.tokens[at].kind == "word"


def _floor(found: Sequence[Saying], stop: int) -> int:
    """Give where the last saying before ``stop`` ends; the next one's content begins after it."""
    ends = [
        max(piece[1], one.cue[1]) for one in found for piece in one.contents if piece[1] <= stop
    ]
    return max((end for end in ends if end <= stop), default=0)


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


def _inverted(sentence: Sentence, cue: Cue, words: Words) -> tuple[Range, Surroundings] | None:
    """Read "..., said Roos": speaker and what follows, if that is how the words stand."""
    if not cue.first or cue.what.form not in ("past", "third") or "quote" not in cue.what.takes:
        return None
    before = sentence.tokens[cue.first - 1]
    if before.kind != "marked" and not is_point(before, ",-–—"):
        return None
    if "whom" in cue.what.takes or (before.kind != "marked" and "bare" not in cue.what.takes):
        return None
    speaker = speaker_after(sentence, cue.last + 1, words)
    if speaker is None:
        return None
    around = after_verb(sentence, replace(cue, last=speaker[1] - 1, passive=True), words)
    if before.kind != "marked" and not _ended(sentence, around.content):
        return None
    return speaker, around


def _ended(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.tokens):
        return True
    token = sentence.tokens[at]
    return token.kind == "point" and token.low not in "$([#"


def _is_trailing(sentence: Sentence, start: int, content: int, cue: Cue, words: Words) -> bool:
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


def _after_preposition(sentence: Sentence, at: int, words: Words) -> bool:
    while at and (
        sentence.tokens[at - 1].name >= 0 or words.has("determiners", sentence.low(at - 1))
    ):
        at -= 1
    return words.has("adjunct_prepositions", sentence.low(at - 1))


def _with_subject(sentence: Sentence, cue: Cue, words: Words) -> Range | None:
    """Find who speaks in "with | Orlov | pledging to send ships"."""
    subject = subject_of(sentence, cue, words)
    held = subject is not None and sentence.low(subject[0] - 1) == "with"
    return subject if held else None


def _inherited(
    sentence: Sentence, cue: Cue, found: Sequence[Saying], words: Words
) -> tuple[Range | None, float]:
    """Give the speaker of a verb without a subject: that of the sentence so far."""
    for saying in reversed(found):
        if saying.speaker is not None:
            return saying.speaker, saying.confidence * 0.9
    subject = sentence_subject(sentence, cue, words)
    if subject is None or words.has("adjunct_prepositions", sentence.low(cue.first - 1)):
        return None, 0.0
    return subject, _INHERITED


def sentence_subject(sentence: Sentence, cue: Cue, words: Words) -> Range | None:
    """Find the noun phrase before the first verb of a sentence that names or points to someone."""
    for at in range(1, cue.first):
        token = sentence.tokens[at]
        if token.name >= 0 or not (words.has("finite", token.low) or token.low in words.verbs):
            continue
        before = subject_of(sentence, Cue(at, at, at, cue.what), words)
        if before is not None and before[1] <= cue.first and _someone(sentence, before, words):
            return before
    names = [
        at
        for at, token in enumerate(sentence.tokens[: cue.first])
        if token.name >= 0 and not _after_preposition(sentence, at, words)
    ]
    if not names or sentence.low(names[0]).endswith(("'s", "s'")):
        return None
    end = names[0] + 1
    while end in names and sentence.tokens[end].name == sentence.tokens[names[0]].name:
        end += 1
    start = names[0]
    while (
        start
        and sentence.tokens[start - 1].text[0].isupper()
        and words.has("roles", sentence.low(start - 1))
    ):
        start -= 1
    return start, end


def _someone(sentence: Sentence, where: Range, words: Words) -> bool:
    """Say whether a noun phrase holds a name, a role or a personal pronoun."""
    return any(
        token.name >= 0 or words.has("roles", token.low) or words.has("personal", token.low)
        for token in sentence.tokens[where[0] : where[1]]
    )


def _carries(cue: Cue, saying: Saying, former: Saying) -> bool:
    """Say whether a saying only names who carried the one before: "..., reports AFP"."""
    follows = saying.speaker is not None and saying.speaker[0] > cue.verb >= former.cue[1]
    if not follows or cue.what.lemma not in (
        "report",
        "say",
        "write",
        "quote",
        "add",
        "note",
    ):
        return False
    return saying.contents == former.contents or saying.contents[0][0] >= former.cue[1]
