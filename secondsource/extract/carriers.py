"""Speech that somebody carries, and speech that nobody is named for.

"The Herald quoted Roos as saying it sank" has a paper where the speaker of other verbs stands;
"it was reported that it sank" and "the ferry is said to have sunk" have nobody at all. The verb
is passive, or it is the carrier's, so these are read here and not with the others (sayings.py).
All places are ranges of a sentence's tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from secondsource.extract.attributions import Range, speaker_after, subject_of
from secondsource.extract.clauses import Sentence
from secondsource.extract.contents import content_after, content_before, content_end
from secondsource.extract.cues import Cue, Words
from secondsource.extract.listeners import Surroundings, after_verb
from secondsource.extract.sayings import Saying

_SURE = 0.9
_FAR = 14  # tokens from "quoted" to "as saying": a name with its title


def carried(sentence: Sentence, cues: Sequence[Cue], words: Words) -> Iterator[Saying]:
    """Yield what a sentence tells through a carrier, or without anybody who says it.

    >>> from secondsource.extract.clauses import tokens_of
    >>> from secondsource.extract.cues import cues_in, words_for
    >>> text = "It was reported that the ferry sank."
    >>> words = words_for("en")
    >>> sentence = Sentence(0, 36, tokens_of(text, 0, 36, (), ()))
    >>> cues = tuple(cues_in(sentence, words))
    >>> [(one.cue, one.contents) for one in carried(sentence, cues, words)]
    [((1, 3), ((4, 7),))]
    """
    for cue in cues:
        saying = None
        if cue.what.form == "ing" and sentence.low(cue.verb - 1) == "as":
            saying = _quoted_as(sentence, cue, cues, words)
        elif cue.passive and sentence.low(cue.last + 1) in ("that", "to", "by"):
            saying = _unvoiced(sentence, cue, cues, words)
        if saying is not None:
            yield saying


def _quoted_as(sentence: Sentence, cue: Cue, cues: Sequence[Cue], words: Words) -> Saying | None:
    """Read "the Herald quoted | Roos | as saying ..." and "Roos was quoted by | the Herald ..."."""
    verb = next(
        (
            at
            for at in range(cue.verb - 2, max(-1, cue.verb - _FAR), -1)
            if _carries(sentence, at, words)
        ),
        None,
    )
    if verb is None or verb == cue.verb - 2:
        return None
    outer = next((one for one in cues if one.verb == verb), None)
    first = outer.first if outer else verb
    subject = subject_of(sentence, Cue(first, verb, verb, cue.what), words)
    between: Range | None = (verb + 1, cue.verb - 1)
    if outer is not None and outer.passive:
        speaker, via, lead = subject, between, (first, cue.last + 1)
    else:
        speaker, via, lead = between, subject, (cue.verb - 1, cue.last + 1)
    left = content_before(sentence, speaker[0] if speaker else first)
    before = left is not None and sentence.tokens[left[1] - 1].kind == "marked"
    right, _ = content_after(sentence, cue, Surroundings(cue.last + 1), cues, words)
    contents = tuple(one for one in (left if before else None, right) if one)
    if speaker is None or not contents:
        return None
    return Saying(lead, speaker, contents, _SURE, via=via)


def _carries(sentence: Sentence, at: int, words: Words) -> bool:
    return words.has("quoting", sentence.low(at))


def _unvoiced(sentence: Sentence, cue: Cue, cues: Sequence[Cue], words: Words) -> Saying | None:
    """Read "it was reported that ..." and "the ferry is said to have sunk"."""
    by = (
        speaker_after(sentence, cue.last + 2, words) if sentence.low(cue.last + 1) == "by" else None
    )
    after = by[1] if by else cue.last + 1
    around = after_verb(sentence, cue, words) if by is None else Surroundings(after)
    sure = _SURE if by else 0.0
    if sentence.low(cue.first - 1) == "it" and sentence.low(around.content) == "that":
        start = around.content + 1
        content = (start, content_end(sentence, start, cues, words))
        return Saying((cue.first, cue.last + 1), by, (content,), sure)
    heard = sentence.low(after) == "to" and sentence.low(after + 1) in ("have", "be")
    subject = subject_of(sentence, cue, words) if heard else None
    if subject is None or "bare" not in cue.what.takes:
        return None
    inner = words.verbs.get(sentence.low(after + 2))
    if inner is not None and "quote" in inner.takes and after + 4 < len(sentence.tokens):
        start = after + 4 if sentence.low(after + 3) == "that" else after + 3
        told = (start, content_end(sentence, start, cues, words))
        return Saying((cue.first, after + 3), subject, (told,), _SURE, hedge=(cue.first, after))
    rest = (after, content_end(sentence, after, cues, words))
    hedge = (cue.first, cue.last + 1)
    return Saying(hedge, by, (subject, rest), sure, hedge=None if by else hedge)
