"""The words around a reporting verb: who speaks, to whom, where, and through which channel.

Without a parser, by reading backwards or forwards from the verb over the words that may belong
to a noun phrase and stopping at those that cannot. Names come in as mentions and are never cut.
All places are indexes into a sentence's tokens, end exclusive; None where nothing is found.
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.extract.clauses import Sentence, Token
from secondsource.extract.cues import Cue, Words

Range = tuple[int, int]
_LONGEST_PHRASE = (
    30  # tokens; the longest speaker phrase of PolNeAR's training part has 41
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What follows a verb before its content: where the content begins, and what was passed."""

    content: int
    addressee: Range | None = None
    occasion: Range | None = None
    via: Range | None = None


def subject_of(sentence: Sentence, cue: Cue, words: Words) -> Range | None:
    """Find the noun phrase before a verb: "Marta Roos, the harbour master, | said"."""
    end: int | None = cue.first
    if end and sentence.low(end - 1) == ",":
        end = _before_aside(sentence, end - 1, words)
    if end and sentence.low(end - 1) == ")":
        end = _before_bracket(sentence, end - 1)
    if end is None or end <= 0:
        return None
    start = _phrase_start(sentence, end, words)
    if start is None:
        return None
    aside = cue.first - end
    if aside > 1 and _is_apposition(sentence, end, cue.first, words):
        return start, cue.first - 1
    return start, end


def _before_aside(sentence: Sentence, comma: int, words: Words) -> int | None:
    for at in range(comma - 1, max(-1, comma - 40), -1):
        token = sentence.tokens[at]
        if token.kind == "marked" or token.low in (";", ":"):
            return None
        if token.low == ",":
            return at
    return None


def _before_bracket(sentence: Sentence, close: int) -> int | None:
    for at in range(close - 1, max(-1, close - 12), -1):
        if sentence.low(at) == "(":
            return at
    return None


def _is_apposition(sentence: Sentence, start: int, end: int, words: Words) -> bool:
    opening = sentence.tokens[start + 1] if start + 1 < end else None
    if opening is None or opening.kind != "word" or words.has("relative", opening.low):
        return False
    participle = opening.low.endswith(("ing", "ed"))
    return not participle and not words.has("adjunct_prepositions", opening.low)


def _phrase_start(sentence: Sentence, end: int, words: Words) -> int | None:
    at, start = end - 1, None
    while at >= 0 and end - at <= _LONGEST_PHRASE:
        token = sentence.tokens[at]
        if token.kind == "marked" or _stops(sentence, at, words):
            break
        if (
            words.has("pronouns", token.low)
            and token.name < 0
            and not token.low.endswith("s")
        ):
            start = at if start is None else start
            break
        if words.has("phrase_prepositions", token.low):
            if start is None or not _nominal(sentence, at - 1, words):
                break
        elif words.has("determiners", token.low) and token.name < 0:
            start = at
            if not words.has("phrase_prepositions", sentence.low(at - 1)):
                break
        elif token.low in ("and", "or"):
            if start is None or not _nominal(sentence, at - 1, words):
                break
            if not _joins_names(sentence, at, words):
                break
        elif token.kind == "word":
            if start is not None and not _belongs(sentence, at, start, words):
                break
            start = at
        elif token.low not in ("'", "’", "-", "&", ".", "$", "%"):
            break
        at -= 1
    return start


def _stops(sentence: Sentence, at: int, words: Words) -> bool:
    token = sentence.tokens[at]
    if token.name >= 0:
        return False
    low = token.low
    return (
        words.has("clause_words", low)
        or words.has("finite", low)
        or words.has("time_words", low)
        or (
            low in words.verbs
            and not words.has("roles", low)
            and _verbal(sentence, at, words)
        )
    )


def _verbal(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a form that may be a noun or an adjective is a verb where it stands."""
    before = sentence.low(at - 1)
    if words.has("determiners", before) or before.endswith(("'s", "s'")):
        return False
    return "noun" not in words.verbs[sentence.low(at)].takes or words.has(
        "pronouns", before
    )


def _nominal(sentence: Sentence, at: int, words: Words) -> bool:
    if at < 0:
        return False
    token = sentence.tokens[at]
    if token.kind != "word":
        return token.low == ")"
    plain = not _stops(sentence, at, words) and not words.has(
        "phrase_prepositions", token.low
    )
    return plain and not words.has("determiners", token.low)


def _joins_names(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether an "and" joins two noun phrases, and not two clauses."""
    left = sentence.tokens[at - 1]
    right = sentence.tokens[at + 1]
    if (left.name >= 0) != (right.name >= 0) and not words.has(
        "determiners", right.low
    ):
        return False
    for back in range(at - 1, max(-1, at - 12), -1):
        token = sentence.tokens[back]
        if token.kind != "word":
            return True
        if words.has("finite", token.low) or token.low.endswith("ed"):
            return False
    return True


def _belongs(sentence: Sentence, at: int, start: int, words: Words) -> bool:
    """Say whether a word can stand directly before the phrase that begins at ``start``."""
    token, first = sentence.tokens[at], sentence.tokens[start]
    if token.name >= 0 and first.name >= 0:
        return token.name == first.name or at + 1 < start or token.text[0].isupper()
    if first.name >= 0 and token.text[0].islower():
        return words.has("roles", token.low) or token.low.endswith(_ROLE_ENDINGS)
    return True


_ROLE_ENDINGS = (
    "er",
    "or",
    "man",
    "woman",
    "ist",
    "ian",
    "ese",
    "ent",
    "ant",
    "chief",
    "-elect",
)


def speaker_after(sentence: Sentence, at: int, words: Words) -> Range | None:
    """Find the noun phrase after a verb: "..., said | Marta Roos, the harbour master"."""
    if at >= len(sentence.tokens):
        return None
    first = sentence.tokens[at]
    if first.kind != "word" or words.has("clause_words", first.low):
        return None
    if words.has("pronouns", first.low) and not first.text.isupper():
        return at, at + 1
    named = first.name >= 0 or first.text[0].isupper()
    if not (
        named or words.has("determiners", first.low) or words.has("roles", first.low)
    ):
        return None
    end = _phrase_end(sentence, at, words)
    return (at, _with_apposition(sentence, end, words)) if end > at else None


def _phrase_end(sentence: Sentence, at: int, words: Words) -> int:
    end, head_named = at, False
    while end < len(sentence.tokens) and end - at <= _LONGEST_PHRASE:
        token = sentence.tokens[end]
        low = token.low
        if token.kind != "word":
            if low in ("'", "’", "-", "&", "(", ")") or _after_initial(sentence, end):
                end += 1
                continue
            break
        if token.name >= 0:
            head_named = True
        elif _stops(sentence, end, words):
            break
        elif words.has("phrase_prepositions", low):
            if low not in ("of", "for", "from") and (
                head_named or low not in ("at", "in", "with")
            ):
                break
            head_named = False
        end += 1
    while end > at and words.has("phrase_prepositions", sentence.low(end - 1)):
        end -= 1
    return end


def _after_initial(sentence: Sentence, at: int) -> bool:
    """Say whether a full stop belongs to an initial or a title ("Lt.", "J.")."""
    if sentence.low(at) != "." or at + 1 >= len(sentence.tokens) or not at:
        return False
    before, after = sentence.tokens[at - 1], sentence.tokens[at + 1]
    return (
        before.end == sentence.tokens[at].start
        and len(before.text) < 5
        and after.name >= 0
    )


def _with_apposition(sentence: Sentence, end: int, words: Words) -> int:
    """Take in "..., the harbour master" and "..., a spokesman for the port" after a name."""
    if sentence.low(end) != "," or end + 1 >= len(sentence.tokens):
        return end
    first = sentence.tokens[end + 1]
    starts = words.has("determiners", first.low) or words.has("roles", first.low)
    if first.kind != "word" or not starts:
        return end
    stop = _phrase_end(sentence, end + 1, words)
    return stop if stop > end + 1 else end


def after_verb(sentence: Sentence, cue: Cue, words: Words) -> Surroundings:
    """Pass over addressee, time, place and channel after a verb, to where its content begins."""
    at = cue.last + 1
    addressee: Range | None = None
    if "whom" in cue.what.takes and not cue.passive:
        addressee = _addressee(sentence, at, words)
        at = addressee[1] if addressee else at
    elif sentence.low(at) == "to" and cue.what.lemma in (
        "say",
        "explain",
        "announce",
        "complain",
    ):
        addressee = _addressee(sentence, at + 1, words)
        at = addressee[1] if addressee else at
    occasion = via = None
    while True:
        end = _adjunct_end(sentence, at, words)
        if end == at:
            break
        lows = {sentence.low(k) for k in range(at, end)}
        if lows & words.classes["channels"] and via is None:
            via = (at, end)
        if lows & words.classes["occasions"] and occasion is None:
            occasion = (at, end)
        at = end
    return Surroundings(at, addressee, occasion, via)


def _addressee(sentence: Sentence, at: int, words: Words) -> Range | None:
    if at >= len(sentence.tokens):
        return None
    token = sentence.tokens[at]
    if (
        token.kind != "word"
        or words.has("asking", token.low)
        or token.low in ("that", "to")
    ):
        return None
    if token.low in ("him", "her", "them", "me", "us", "you", "it"):
        return at, at + 1
    listener = words.has("listeners", token.low) or words.has("determiners", token.low)
    if token.name < 0 and not listener and not words.has("roles", token.low):
        return None
    if token.name >= 0:
        return at, _names_end(sentence, at, words)
    end = at + 1
    while (
        end < len(sentence.tokens)
        and end - at < 8
        and _in_addressee(sentence, end, words)
    ):
        end += 1
    return at, end


def _names_end(sentence: Sentence, at: int, words: Words) -> int:
    """End of a run of names and titles, joined names included ("Orlov and Minister Reva")."""
    end = at
    while end < len(sentence.tokens):
        token = sentence.tokens[end]
        if token.name >= 0 or (token.kind == "word" and words.has("roles", token.low)):
            end += 1
        elif token.low in ("'s", "'", "’", ".") and token.end == token.start + 1:
            if not (
                end + 1 < len(sentence.tokens) and sentence.tokens[end + 1].name >= 0
            ):
                break
            end += 1
        elif (token.low in ("and", "&") and _capital(sentence, end + 1)) or (
            _capital(sentence, end)
            and token.kind == "word"
            and token.low not in _BARE_STARTS
        ):
            end += 1
        else:
            break
    return end


_BARE_STARTS = frozenset(
    ("i", "he", "she", "they", "we", "it", "the", "a", "an", "on", "in")
)


def _capital(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].text[0].isupper()


def _in_addressee(sentence: Sentence, at: int, words: Words) -> bool:
    token = sentence.tokens[at]
    if token.kind != "word" or words.has("time_words", token.low):
        return False
    if token.low in ("of", "for"):
        return True
    opens = words.has("clause_words", token.low) or words.has("determiners", token.low)
    if (opens and sentence.low(at - 1) not in ("of", "for")) or words.has(
        "pronouns", token.low
    ):
        return False
    if words.has("phrase_prepositions", token.low) or words.has("finite", token.low):
        return False
    return token.name < 0 or sentence.low(at - 1) not in words.classes["listeners"]


def _adjunct_end(sentence: Sentence, at: int, words: Words) -> int:
    """Give the end of one adjunct that begins at ``at`` ("on Monday", "in a statement")."""
    low = sentence.low(at)
    if words.has("time_words", low) and low != "on":
        end = at + 1
        while words.has("time_words", sentence.low(end)) or sentence.low(end).isdigit():
            end += 1
        return end
    if words.has("adverbs", low) or (low.endswith("ly") and len(low) > 4):
        return at + 1
    if not words.has("adjunct_prepositions", low) or low in ("of", "about", "against"):
        return at
    return _prepositional_end(sentence, at, words)


def _prepositional_end(sentence: Sentence, at: int, words: Words) -> int:
    end, named = at + 1, False
    while end < len(sentence.tokens) and end - at < 14:
        token = sentence.tokens[end]
        low = token.low
        if token.kind != "word" or low == "that" or words.has("pronouns", low):
            break
        time = words.has("time_words", low)
        if named and not (
            token.name >= 0 and token.name == sentence.tokens[end - 1].name
        ):
            if not time and not words.has("phrase_prepositions", low):
                break
            if words.has("phrase_prepositions", low):
                named = False
        fresh = words.has("determiners", low) and end > at + 1
        if fresh and not words.has("phrase_prepositions", sentence.low(end - 1)):
            break
        if words.has("finite", low):
            break
        named = named or (token.name >= 0) or time
        end += 1
    return end


def span_tokens(sentence: Sentence, where: Range) -> tuple[int, int]:
    """Turn a range of tokens into offsets."""
    return sentence.tokens[where[0]].start, sentence.tokens[where[1] - 1].end


def is_point(token: Token, signs: str) -> bool:
    """Say whether a token is one of some signs of punctuation."""
    return token.kind == "point" and token.low in signs
