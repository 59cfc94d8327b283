"""Speech without a reporting verb: a colon before marks, "according to", "as she put it".

"Roos was blunt: “It sank.”" has no verb of saying, and yet one person stands before the colon;
"in the words of Roos, it sank" and "as set out in the log, it sank" point to whoever tells it.
Each form gives a saying as a verb would. All places are ranges of a sentence's tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from secondsource.extract.answers import answered, claim_in
from secondsource.extract.attributions import Range, speaker_after, subject_of
from secondsource.extract.carriers import carried
from secondsource.extract.clauses import Sentence
from secondsource.extract.contents import content_before, content_end, content_rest
from secondsource.extract.cues import Cue, Verb, Words, cues_in
from secondsource.extract.sayings import MOST, Saying, by_verbs, sentence_subject

_POINTED, _LED = 0.9, 0.8
_LEAST = 4  # words: shorter stretches in marks after a colon are names and signs
_LABEL = 4  # tokens of a name before its colon
_FAR = 6  # tokens from "as" to the end of "is set out in"
_LONGEST_LEAD = 6  # tokens of "had this to say:"; what is longer tells something of its own
_PLAIN = Verb("past", "say", frozenset())


def sayings_in(
    sentence: Sentence, words: Words, persons: frozenset[int] | None = None
) -> tuple[Saying, ...]:
    """Find the sayings of a sentence, in the order of their reporting words.

    ``persons`` are the names that persons bear; without them no colon gives a speaker.
    """
    verbal, cues = by_verbs(sentence, words)
    lows = {token.low for token in sentence.tokens}  # most sentences have none of these forms
    found = [*verbal]
    if any(cue.passive or cue.what.form == "ing" for cue in cues):
        found += carried(sentence, cues, words)
    if "according" in lows or lows & (words.classes["wordings"] | words.classes["laid_down"]):
        found += pointed(sentence, cues, verbal, words)
    others: list[Saying | None] = []
    if ":" in lows and persons is not None:
        led = before_colon(sentence, found, persons, words)
        if led is not None:  # "Asked about it, | the mayor was blunt: “...”"
            found = [one for one in found if one.speaker or one.contents != led.contents]
        others.append(led or _labelled(sentence, found, persons, words))
    if "it" in lows:
        others.append(as_put(sentence, found, words))
    if "that" in lows:
        others += [refuted(sentence, cues, words), moved(sentence, found, words)]
        others.append(on_hearing(sentence, words))
    found += [one for one in others if one is not None]
    return tuple(sorted(found, key=lambda one: one.cue))


def pointed(
    sentence: Sentence, cues: Sequence[Cue], found: Sequence[Saying], words: Words
) -> Iterator[Saying]:
    """Yield what is told "according to" somebody; a clause that has its speaker keeps it alone.

    >>> from secondsource.extract.clauses import tokens_of
    >>> from secondsource.extract.cues import words_for
    >>> text = "It sank, in the words of the pilot."
    >>> sentence = Sentence(0, 35, tokens_of(text, 0, 35, (), ()))
    >>> [one.speaker for one in pointed(sentence, (), (), words_for("en"))]
    [(7, 9)]
    """
    leads = ((at, _lead_end(sentence, at, words)) for at in range(len(sentence.tokens) - 2))
    for at, end in islice(((at, end) for at, end in leads if end is not None), MOST):
        speaker = speaker_after(sentence, end, words)
        if speaker is None:
            continue
        saying = _around(sentence, (at, end), speaker, cues, found, words)
        if saying is not None:
            yield saying


def _lead_end(sentence: Sentence, at: int, words: Words) -> int | None:
    """Give where the words that point to a speaker end: "according to |", "as stated in |"."""
    low, after = sentence.low(at), sentence.low(at + 1)
    if low == "according":
        return at + 2 if after == "to" else None
    opens = at == 0 or sentence.tokens[at - 1].kind != "word"
    if low == "in" and opens:
        here = at + 1 if after != "the" else at + 2
        named = words.has("wordings", sentence.low(here)) and sentence.low(here + 1) == "of"
        return here + 2 if named and here > at + 1 else None
    if low == "as" or words.has("laid_down", low):
        return _laid_down(sentence, at, words) if opens else None
    return None


def _laid_down(sentence: Sentence, at: int, words: Words) -> int | None:
    """Read "as is set out in |", "as recorded in |", "set out in |"."""
    for here in range(at, min(at + _FAR, len(sentence.tokens) - 1)):
        low = sentence.low(here)
        if words.has("laid_down", low):
            past = here + 2 if sentence.low(here + 1) in ("out", "down") else here + 1
            return past + 1 if sentence.low(past) in ("in", "by") else None
        plain = low in ("as", "it") or words.has("auxiliaries", low) or words.has("adverbs", low)
        if not plain:
            return None
    return None


def _around(
    sentence: Sentence,
    cue: Range,
    speaker: Range,
    cues: Sequence[Cue],
    found: Sequence[Saying],
    words: Words,
) -> Saying | None:
    """Give what stands after or before the words that point to a speaker."""
    at, rest = cue[0], None
    after = handed_end(sentence, speaker[1], words)
    if at == 0:
        start = after + 1 if sentence.low(after) == "," else after
        content = (start, content_end(sentence, start, cues, words))
    else:
        content = content_before(sentence, at) or (0, 0)
        if any(content[0] <= one.cue[0] < content[1] for one in found):
            return None
        rest = content_rest(sentence, content, after, cues, words)
    if content[0] >= content[1] or any(one.cue[0] == content[0] for one in found):
        return None
    told = answered(sentence, content, None, words)
    contents = (told.content, rest) if rest else (told.content,)
    via = (speaker[1], after) if after > speaker[1] else None
    return Saying(cue, speaker, contents, _POINTED, via=via, denied=told.denied, reacts=told.reacts)


def handed_end(sentence: Sentence, at: int, words: Words) -> int:
    """Give where "(,) seen by the Tribune (,)" after a paper's name ends; ``at`` without it."""
    first = at + 1 if sentence.low(at) == "," else at
    if not words.has("handed", sentence.low(first)):
        return at
    end = first + 1
    while end < len(sentence.tokens) and sentence.tokens[end].kind == "word":
        if end - first > 12 or words.has("clause_words", sentence.low(end)):
            return at
        end += 1
    return end


def before_colon(
    sentence: Sentence, found: Sequence[Saying], persons: frozenset[int], words: Words
) -> Saying | None:
    """Find who speaks where a colon leads to words in marks that no reporting verb claims.

    It is the subject that names or points to somebody, or the one person who is named.
    """
    colon = _colon(sentence, found)
    if colon is None:
        return None
    speaker = _voice(sentence, colon, persons, words)
    if speaker is None:
        return None
    return Saying(_cue(speaker, colon), speaker, ((colon + 1, colon + 2),), _LED)


def _cue(speaker: Range, colon: int) -> Range:
    """Give the words that lead in, where they are few: "was blunt:"; else the colon."""
    start = speaker[1] if 0 <= colon - speaker[1] <= _LONGEST_LEAD else colon
    return start, colon + 1


def _colon(sentence: Sentence, found: Sequence[Saying]) -> int | None:
    for at in range(1, len(sentence.tokens) - 1):
        marked = sentence.tokens[at + 1].marked
        if sentence.low(at) != ":" or marked is None:
            continue
        voiced = [one for one in found if one.speaker is not None]
        taken = any(piece[0] <= at + 1 < piece[1] for one in voiced for piece in one.contents)
        inside = sentence.tokens[at + 1].text.strip("“”\"'‘’").split()
        titled = sum(word[0].isupper() for word in inside) * 2 > len(inside)
        return None if taken or titled or len(inside) < _LEAST else at
    return None


def _voice(sentence: Sentence, colon: int, persons: frozenset[int], words: Words) -> Range | None:
    """Find who speaks before a colon: its subject, or the one person named for himself."""
    if colon and sentence.tokens[colon - 1].name in persons:
        return _named_last(sentence, colon)
    subject = sentence_subject(sentence, Cue(colon, colon, colon, _PLAIN), words)
    named = [at for at in range(colon) if sentence.tokens[at].name in persons]
    plain = [at for at in named if not _possessive(sentence, at)] or named
    inside = [at for at in plain if subject and subject[0] <= at < subject[1]]
    if subject and not inside and _points(sentence, subject, words):
        return subject
    held = inside or plain
    if len({sentence.tokens[at].name for at in held}) == 1:
        return held[0], held[-1] + 1
    whose = [at for at in range(colon) if sentence.low(at) in ("his", "her")]
    return (whose[0], whose[0] + 1) if whose and not named else subject


def _labelled(
    sentence: Sentence, found: Sequence[Saying], persons: frozenset[int], words: Words
) -> Saying | None:
    """Read a line of a talk that is written down: "Roos: We built it, and it sank."."""
    colon = next((at for at in range(1, _LABEL + 1) if sentence.low(at) == ":"), 0)
    end = len(sentence.tokens) - 1 if sentence.low(len(sentence.tokens) - 1) == "." else None
    content = (colon + 1, end or len(sentence.tokens))
    if not colon or content[1] - content[0] < _LEAST or found:
        return None
    if not all(sentence.tokens[at].name in persons for at in range(colon)):
        return None
    plain = sentence.tokens[colon + 1].kind == "word"
    told = plain and any(
        words.has("finite", token.low) and token.text.islower()
        for token in sentence.tokens[content[0] : content[1]]
    )
    return Saying((colon, colon + 1), (0, colon), (content,), _LED) if told else None


def _named_last(sentence: Sentence, colon: int) -> Range:
    """Read "pollster | Ida Roos |: “It sank.”"."""
    start = colon - 1
    while start and sentence.tokens[start - 1].name == sentence.tokens[colon - 1].name:
        start -= 1
    return start, colon


def lead_in(sentence: Sentence, persons: frozenset[int], words: Words) -> Saying | None:
    """Find who is to speak where a paragraph ends in a colon: "Roos went on:".

    Its contents are empty: they are the next paragraph's.
    """
    colon = len(sentence.tokens) - 1
    if colon < 1 or sentence.low(colon) != ":":
        return None
    verbs = [cue for cue in cues_in(sentence, words) if "quote" in cue.what.takes]
    for cue in reversed(verbs):
        speaker = subject_of(sentence, cue, words)
        if speaker is not None:
            return Saying((cue.first, cue.last + 1), speaker, (), _POINTED)
    speaker = _voice(sentence, colon, persons, words)
    if speaker is None:
        return None
    return Saying(_cue(speaker, colon), speaker, (), _LED)


def _possessive(sentence: Sentence, at: int) -> bool:
    low = sentence.low(at)
    return low.endswith(("'s", "s'")) or sentence.low(at + 1) in ("'s", "'", "’", "’s")


def _points(sentence: Sentence, where: Range, words: Words) -> bool:
    """Say whether a noun phrase is a pronoun of a person, a role, or a name without a person's."""
    lows = [sentence.low(at) for at in range(*where)]
    if len(lows) == 1 and lows[0] in ("he", "she", "they"):
        return True
    possessive = any(low in ("his", "her") for low in lows)
    return not possessive and any(
        words.has("roles", low) or sentence.tokens[at].name >= 0
        for at, low in enumerate(lows, where[0])
    )


def as_put(sentence: Sentence, found: Sequence[Saying], words: Words) -> Saying | None:
    """Read "“...,” is how Roos put it" and "..., as Roos put it"."""
    for at in range(2, len(sentence.tokens)):
        summed = sentence.low(at) in ("put", "puts", "summed", "sums", "expressed", "phrased")
        if not summed or sentence.low(at + 1) != "it" or sentence.low(at + 2) == ":":
            continue
        speaker = subject_of(sentence, Cue(at, at, at, _PLAIN), words)
        if speaker is None or sentence.low(speaker[0] - 1) not in ("as", "how", "way"):
            continue
        start = speaker[0] - 1
        while start and sentence.tokens[start - 1].kind == "word":
            start -= 1
        content = content_before(sentence, start)
        claimed = any(piece == content for one in found for piece in one.contents)
        if content is not None and not claimed:
            return Saying((start, at + 2), speaker, (content,), _POINTED)
    return None


def refuted(sentence: Sentence, cues: Sequence[Cue], words: Words) -> Saying | None:
    """Read "Claims that the pier had closed | were denied by Roos"."""
    for cue in cues:
        rebuts = "denial" in cue.what.takes or words.has("rebutting", cue.what.lemma)
        claim = claim_in(sentence, (0, cue.first), words) if cue.passive and rebuts else None
        if claim is None:
            continue
        by = cue.last + 1
        speaker = speaker_after(sentence, by + 1, words) if sentence.low(by) == "by" else None
        end = cue.last + 1 if speaker is None else by + 1
        return Saying((cue.first, end), speaker, (claim,), _LED if speaker else 0.0, denied=True)
    return None


def moved(sentence: Sentence, found: Sequence[Saying], words: Words) -> Saying | None:
    """Read "Roos | reacted with dismay to the news that | nine died", "was saddened by ..."."""
    for at in range(1, len(sentence.tokens) - 3):
        low = sentence.low(at)
        felt = words.has("feelings", low) and words.has("feeling_leads", sentence.low(at + 1))
        if not (low in ("reacted", "reacts", "reacting", "responded") or felt):
            continue
        claim = claim_in(sentence, (at + 1, len(sentence.tokens)), words)
        told = any(piece[0] <= at < piece[1] for one in found for piece in one.contents)
        if claim is None or told:
            continue
        first = at
        while words.has("auxiliaries", sentence.low(first - 1)) or _adverb(sentence, first - 1):
            first -= 1
        speaker = subject_of(sentence, Cue(first, at, at, _PLAIN), words)
        if speaker is None or (felt and first == at):
            return None
        end = content_end(sentence, claim[0], (), words)
        return Saying((first, at + 1), speaker, ((claim[0], end),), _LED, reacts=True)
    return None


def _adverb(sentence: Sentence, at: int) -> bool:
    return sentence.low(at).endswith("ly")


def on_hearing(sentence: Sentence, words: Words) -> Saying | None:
    """Read "Learning that | nine had died|, Roos expressed dismay"."""
    first = 1 if sentence.low(0) in ("on", "upon", "after") else 0
    if not words.has("hearing", sentence.low(first)):
        return None
    claim = claim_in(sentence, (first + 1, len(sentence.tokens)), words)
    start = first + 2 if sentence.low(first + 1) == "that" else claim[0] if claim else 0
    comma = next((at for at in range(start, len(sentence.tokens)) if sentence.low(at) == ","), 0)
    speaker = speaker_after(sentence, comma + 1, words) if start and comma else None
    if speaker is None or comma <= start:
        return None
    named = [at for at in range(*speaker) if sentence.tokens[at].name >= 0]
    speaker = (speaker[0], named[-1] + 1) if named else speaker
    return Saying((0, first + 1), speaker, ((start, comma),), _LED, reacts=True)
