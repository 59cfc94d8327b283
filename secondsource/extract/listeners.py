"""What stands between a reporting verb and its content: to whom, when, where, by which channel.

"told reporters", "on Monday", "at a meeting with Orlov", "in a statement": read forwards from
the verb, one after the other, until something begins that cannot be passed over.
"""

from __future__ import annotations

from dataclasses import dataclass

from secondsource.extract.attributions import Range
from secondsource.extract.clauses import Sentence
from secondsource.extract.cues import Cue, Words


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What follows a verb before its content: where the content begins, and what was passed."""

    content: int
    addressee: Range | None = None
    occasion: Range | None = None
    via: Range | None = None


def after_verb(sentence: Sentence, cue: Cue, words: Words) -> Surroundings:
    """Pass over addressee, time, place and channel after a verb, to where its content begins."""
    at = cue.last + 1
    addressee: Range | None = None
    if "whom" in cue.what.takes and not cue.passive:
        addressee = _accused(sentence, at, words) if "of" in cue.what.takes else None
        if addressee is not None:
            end = _before_frame(sentence, at, words)
            addressee = (at, end) if end and sentence.low(end) == "that" else addressee
        addressee = addressee or _addressee(sentence, at, words)
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
        channel, place = _kinds(sentence, (at, end), words)
        via, occasion = via or channel, occasion or place
        at = end
    return Surroundings(at, addressee, occasion, via)


def _kinds(sentence: Sentence, where: Range, words: Words) -> tuple[Range | None, Range | None]:
    """Give an adjunct as the channel it names, and as the occasion; names tell neither."""
    lows = {token.low for token in sentence.tokens[where[0] : where[1]] if token.name < 0}
    lows |= {sentence.low(at) for at in range(where[0], min(where[0] + 2, where[1]))}
    if not words.has("adjunct_prepositions", sentence.low(where[0])):
        return None, None
    channel = where if lows & words.classes["channels"] else None
    return channel, where if lows & words.classes["occasions"] else None


def led_by(
    sentence: Sentence, speaker: Range | None, words: Words
) -> tuple[Range | None, Range | None]:
    """Give channel and occasion that stand first: "In a statement, | Roos said ...".

    They open the sentence, and a comma parts them from the speaker.
    """
    if speaker is None or speaker[0] < 3 or sentence.low(speaker[0] - 1) != ",":
        return None, None
    end = speaker[0] - 1
    if not all(token.kind == "word" for token in sentence.tokens[:end]):
        return None, None
    return _kinds(sentence, (0, end), words)


def _addressee(sentence: Sentence, at: int, words: Words) -> Range | None:
    if at >= len(sentence.tokens):
        return None
    token = sentence.tokens[at]
    if token.kind != "word" or words.has("asking", token.low) or token.low in ("that", "to"):
        return None
    if token.low in ("him", "her", "them", "me", "us", "you", "it"):
        return at, at + 1
    end = _before_frame(sentence, at, words)
    if end is not None:
        return at, end
    if _asked_for(sentence, at, words):
        return None
    listener = words.has("listeners", token.low) or words.has("determiners", token.low)
    if token.name < 0 and not listener and not words.has("roles", token.low):
        return None
    if token.name >= 0:
        return at, _names_end(sentence, at, words)
    end = at + 1
    while end < len(sentence.tokens) and end - at < 8 and _in_addressee(sentence, end, words):
        end += 1
    return at, end


def _accused(sentence: Sentence, at: int, words: Words) -> Range | None:
    """Read "accused safety chiefs | of", "reminded the crew | of"."""
    for end in range(at, min(at + 9, len(sentence.tokens))):
        token = sentence.tokens[end]
        if token.low == "of" and end > at:
            return at, end
        if token.kind != "word" or (token.name < 0 and words.has("clause_words", token.low)):
            return None
    return None


def _before_frame(sentence: Sentence, at: int, words: Words) -> int | None:
    """Give the end of an addressee that "that" or "to" closes: "warned Roos and the port | that".

    Names may be listed and joined; a second noun phrase that is not joined is content.
    """
    first = sentence.tokens[at]
    small = ("negations", "adverbs", "adjunct_prepositions", "time_words", "clause_words")
    if first.name < 0 and any(words.has(name, first.low) for name in small):
        return None
    if _asked_for(sentence, at, words):
        return None
    for end in range(at + 1, min(at + 16, len(sentence.tokens))):
        token, before = sentence.tokens[end], sentence.low(end - 1)
        if token.low == "that":
            return end
        if token.low == "to":
            return end if _can_act(sentence, at, end, words) else None
        if token.kind != "word" and token.low not in ("'", "’", "-", "&", ".", ","):
            return None
        joined = before in ("and", ",", "&") or words.has("phrase_prepositions", before)
        opens = words.has("determiners", token.low) and not joined
        hangs = words.has("adjunct_prepositions", token.low) and token.low not in ("of", "in", "at")
        closed = words.has("finite", token.low) or words.has("pronouns", token.low)
        other = words.has("clause_words", token.low) or words.has("time_words", token.low)
        if token.name < 0 and (opens or hangs or closed or other):
            return None
    return None


def _can_act(sentence: Sentence, at: int, end: int, words: Words) -> bool:
    """Say whether "to" after ``at`` opens what somebody shall do, not whom a thing goes to."""
    first, after = sentence.tokens[at], sentence.low(end + 1)
    someone = any(words.has(name, first.low) for name in ("listeners", "determiners", "roles"))
    if (first.name < 0 and not someone) or end + 1 >= len(sentence.tokens):
        return False
    acts = not words.has("determiners", after) and not words.has("pronouns", after)
    return acts and sentence.tokens[end + 1].name < 0 and sentence.tokens[end + 1].kind == "word"


def _asked_for(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether what follows is asked for and not asked: "urged | the reinforcement of ..."."""
    for here in range(at, min(at + 6, len(sentence.tokens))):
        token = sentence.tokens[here]
        if token.name >= 0 or token.kind != "word":
            return False
        if words.has("phrase_prepositions", sentence.low(here + 1)) or token.low == "to":
            ends = token.low.endswith(tuple(words.classes["abstract"]))
            return ends and not words.has("assemblies", token.low)
    return False


def _names_end(sentence: Sentence, at: int, words: Words) -> int:
    """End of a run of names and titles, joined names included ("Orlov and Minister Reva")."""
    end = at
    while end < len(sentence.tokens):
        token = sentence.tokens[end]
        if token.name >= 0 or (token.kind == "word" and words.has("roles", token.low)):
            end += 1
        elif token.low in ("'s", "'", "’", ".") and token.end == token.start + 1:
            if not (end + 1 < len(sentence.tokens) and sentence.tokens[end + 1].name >= 0):
                break
            end += 1
        elif (token.low in ("and", "&") and _capital(sentence, end + 1)) or (
            _capital(sentence, end)
            and token.kind == "word"
            and not words.has("bare_starts", token.low)
        ):
            end += 1
        else:
            break
    return end


def _capital(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.tokens) and sentence.tokens[at].text[0].isupper()


def _in_addressee(sentence: Sentence, at: int, words: Words) -> bool:
    token = sentence.tokens[at]
    if token.kind != "word" or words.has("time_words", token.low):
        return False
    if token.low in ("of", "for"):
        return True
    opens = words.has("clause_words", token.low) or words.has("determiners", token.low)
    linked = sentence.low(at - 1) in ("of", "for", "a")
    if (opens and not linked) or words.has("pronouns", token.low):
        return False
    if words.has("phrase_prepositions", token.low) or words.has("finite", token.low):
        return False
    return token.name < 0 or not words.has("crowds", sentence.low(at - 1))


def _adjunct_end(sentence: Sentence, at: int, words: Words) -> int:
    """Give the end of one adjunct that begins at ``at`` ("on Monday", "in a statement")."""
    low = sentence.low(at)
    if words.has("time_words", low) and low != "on":
        end = at + 1
        if words.has("time_modifiers", low) and not words.has("time_words", sentence.low(end)):
            return at
        while words.has("time_words", sentence.low(end)) or sentence.low(end).isdigit():
            end += 1
        return end
    if words.has("adverbs", low) or (low.endswith("ly") and len(low) > 4):
        return at + 1
    if not words.has("adjunct_prepositions", low) or low in ("of", "about", "against"):
        return at
    return _prepositional_end(sentence, at, words)


def _prepositional_end(sentence: Sentence, at: int, words: Words) -> int:
    if sentence.low(at) in ("before", "after", "as", "when", "while", "during"):
        for far in range(at + 1, min(at + 14, len(sentence.tokens))):
            if sentence.tokens[far].kind != "word":
                break
            if sentence.low(far) == "that" and not words.has("finite", sentence.low(far + 1)):
                return far
    end, named = at + 1, False
    while end < len(sentence.tokens) and end - at < 14:
        token = sentence.tokens[end]
        low = token.low
        if token.kind != "word" or low == "that" or words.has("pronouns", low):
            break
        time = words.has("time_words", low)
        if low == "on" and end > at + 1 and words.has("time_words", sentence.low(end + 1)):
            break
        if named and not (token.name >= 0 and token.name == sentence.tokens[end - 1].name):
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
