"""Whether what follows a reporting word is told, denied, or only reacted to.

"She said it was untrue that the pier had closed" tells of the pier only to deny it, and "she was
angered by claims that it had closed" confirms nothing. The forms are few, and they stand at the
edges of a content: a verdict before "that", a claim called by its name ("reports that ..."), a
verdict behind it. A negation inside what is told ("would not stop") is none of these. The words
are the language pack's; all places are ranges of a sentence's tokens.
"""

from __future__ import annotations

from typing import NamedTuple

from secondsource.extract.attributions import Range
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Cue, Words

_OPENING = 9  # tokens: "it was not even remotely true to say | that"
_HAS = ("has", "have", "had")
_CLOSING = 5  # tokens: "... | were simply not true"


class Answer(NamedTuple):
    """What of a content is told, and what is done with it."""

    content: Range
    denied: bool = False
    reacts: bool = False


def answered(sentence: Sentence, content: Range, cue: Cue | None, words: Words) -> Answer:
    """Read a content as its opening, its ending and its reporting word ask for.

    >>> from secondsource.extract.clauses import tokens_of
    >>> from secondsource.extract.cues import words_for
    >>> sentence = Sentence(0, 30, tokens_of("It is untrue that the pier shut", 0, 31, (), ()))
    >>> answered(sentence, (0, 7), None, words_for("en"))
    Answer(content=(4, 7), denied=True, reacts=False)
    """
    lemma = cue.what.lemma if cue is not None else ""
    opened = _opened(sentence, content, words)
    if opened is not None:
        return opened
    if words.has("feeling_verbs", lemma):
        return Answer(claim_in(sentence, content, words) or content, reacts=True)
    if lemma in ("express", "voice") and _feels(sentence, content, words):
        return Answer(content, reacts=True)
    claim = claim_in(sentence, content, words)
    if words.has("judging", lemma):
        return _judged(sentence, content, claim, words)
    if words.has("rebutting", lemma) and (claim or _after_that(sentence, content)):
        return Answer(_without_verdict(sentence, claim or content, words), denied=True)
    if claim is not None and not words.has("rebutting", lemma):
        return _told_of_claim(sentence, content, claim, words)
    return Answer(content)


def _lows(sentence: Sentence, content: Range, longest: int = _OPENING) -> list[str]:
    return [sentence.low(at) for at in range(content[0], min(content[1], content[0] + longest))]


def _opened(sentence: Sentence, content: Range, words: Words) -> Answer | None:
    """Read "it was untrue that", "there is no truth in reports that", "she was angered by"."""
    lows = _lows(sentence, content)
    if len(lows) < 3:
        return None
    if lows[0] in ("it", "that", "this", "it's", "there", "there's"):
        there = lows[0].startswith("there")
        return (_without_truth if there else _verdict)(sentence, content, lows, words)
    someone = any(
        words.has("personal", low) or words.has("roles", low) or words.has("crowds", low)
        for low in lows[:4]
    )
    someone = someone or sentence.tokens[content[0]].name >= 0
    return _feeling(content, lows, words) if someone else None


def _verdict(sentence: Sentence, content: Range, lows: list[str], words: Words) -> Answer | None:
    """Read "it was (not) true (to say) that" and "it was unacceptable that"."""
    that = lows.index("that", 1) if "that" in lows[1:] else -1
    named = lows[1:that] if that > 1 else []
    if not named or not (words.has("be", named[0]) or lows[0] == "it's" or named[0] == "would"):
        return None
    start = content[0] + that + 1
    if start >= content[1]:
        return None
    no = any(words.has("negations", word) or word.endswith("n't") for word in named)
    if any(words.has("untrue", word) for word in named) and not no:
        return Answer((start, content[1]), denied=True)
    if no and any(words.has("true", word) for word in named):
        return Answer((start, content[1]), denied=True)
    judged = any(words.has("verdicts", word) or words.has("feelings", word) for word in named)
    return Answer(content, reacts=True) if judged else None


def _without_truth(
    sentence: Sentence, content: Range, lows: list[str], words: Words
) -> Answer | None:
    """Read "there was no truth in the claim that", "there is no evidence that"."""
    no = next((at for at, low in enumerate(lows) if low in ("no", "not", "n't", "little")), -1)
    no = no if no >= 0 else next((at for at, low in enumerate(lows) if low.endswith("n't")), -1)
    if no < 1 or not any(words.has("truth", low) for low in lows[no + 1 : no + 5]):
        return None
    claim = claim_in(sentence, content, words)
    that = next((at for at, low in enumerate(lows) if low == "that"), -1)
    start = content[0] + that + 1 if claim is None and that > no else content[0]
    return Answer(claim or (start, content[1]), denied=True)


def _has_verb(sentence: Sentence, where: Range, words: Words) -> bool:
    return any(
        words.has("finite", sentence.low(at)) or sentence.low(at).endswith("ed")
        for at in range(*where)
    )


def _feeling(content: Range, lows: list[str], words: Words) -> Answer | None:
    """Read "she was angered by ...", "he felt deeply saddened to hear ..."."""
    for at, low in enumerate(lows[:-1]):
        if words.has("be", low) or low in ("am", "felt", "feel", "i'm", "we're", "feels"):
            after = lows[at + 1 : at + 4]
            felt = next((k for k, word in enumerate(after) if words.has("feelings", word)), -1)
            led = lows[at + 2 + felt : at + 3 + felt]
            if felt >= 0 and led and words.has("feeling_leads", led[0]):
                return Answer(content, reacts=True)
            return None
    return None


def _feels(sentence: Sentence, content: Range, words: Words) -> bool:
    return any(words.has("feeling_nouns", low) for low in _lows(sentence, content, 4))


def claim_in(sentence: Sentence, content: Range, words: Words) -> Range | None:
    """Give what is claimed: "false media reports that | nine had died"; None without "that".

    >>> from secondsource.extract.clauses import tokens_of
    >>> from secondsource.extract.cues import words_for
    >>> sentence = Sentence(0, 24, tokens_of("The claim that it sank.", 0, 24, (), ()))
    >>> claim_in(sentence, (0, 5), words_for("en"))
    (3, 5)
    """
    for at in range(content[0], min(content[1], content[0] + _OPENING)):
        low = sentence.low(at)
        if sentence.tokens[at].kind == "marked" or words.has("finite", low):
            return None
        if words.has("claimed", low) and sentence.low(at + 1) == "that" and at + 2 < content[1]:
            return at + 2, content[1]
    return None


def _after_that(sentence: Sentence, content: Range) -> bool:
    return "that" in (sentence.low(content[0] - 1), sentence.low(content[0]))


def _says_untrue(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a word, or a stretch in marks, calls something untrue."""
    token = sentence.tokens[at]
    if token.kind != "marked":
        return words.has("untrue", token.low)
    inside = token.text.lower().strip("“”\"'‘’,.").split()
    return len(inside) < 8 and any(words.has("untrue", word.strip(",.")) for word in inside)


def _judged(sentence: Sentence, content: Range, claim: Range | None, words: Words) -> Answer:
    """Read "called | reports that nine had died false", "called | it a scandal that"."""
    lows = _lows(sentence, content)
    if lows[:1] == ["it"] and "that" in lows:
        that = content[0] + lows.index("that")
        untrue = any(_says_untrue(sentence, at, words) for at in range(content[0], that))
        if that + 1 < content[1]:
            return Answer((that + 1, content[1]), denied=untrue, reacts=not untrue)
    named = any(words.has("claimed", low) for low in lows)
    if named and any(_says_untrue(sentence, at, words) for at in range(*content)):
        return Answer(_without_verdict(sentence, claim or content, words), denied=True)
    return Answer(content)


def _without_verdict(sentence: Sentence, content: Range, words: Words) -> Range:
    """Cut what is claimed before the verdict on it: "nine had died | as “nonsense”"."""
    for at in range(max(content[0] + 2, content[1] - _CLOSING), content[1]):
        if sentence.low(at) == "as" and _says_untrue(sentence, content[1] - 1, words):
            return content[0], at
    last = content[1] - 1
    if last > content[0] + 2 and _says_untrue(sentence, last, words):
        small = words.classes["determiners"] | words.classes["be"] | words.classes["adverbs"]
        while sentence.low(last - 1) in small and last > content[0] + 2:
            last -= 1
        return content[0], last
    return content


def _told_of_claim(sentence: Sentence, content: Range, claim: Range, words: Words) -> Answer:
    """Read "reports that nine had died | were untrue", "news that it sank | had shocked us"."""
    for at in range(content[1] - 1, claim[0] + 1, -1):
        low = sentence.low(at)
        helped = words.has("auxiliaries", low)
        after = [sentence.low(k) for k in range(at + 1, min(at + _CLOSING, content[1]))]
        if not helped or not _has_verb(sentence, (claim[0], at), words):
            continue
        if low in _HAS and any(words.has("feelings", word) for word in after[:2]):
            return Answer(content, reacts=True)
        if not words.has("be", low) or content[1] - at > _CLOSING + 1:
            continue
        no = any(words.has("negations", word) for word in (*after, low)) or low.endswith("n't")
        if any(words.has("true" if no else "untrue", word) for word in after):
            return Answer((claim[0], at), denied=True)
    return Answer(content)
