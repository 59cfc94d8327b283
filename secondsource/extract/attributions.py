"""The words around a reporting verb: who speaks, to whom, where, and through which channel.

Without a parser, by reading backwards or forwards from the verb over the words that may belong
to a noun phrase and stopping at those that cannot. Names come in as mentions and are never cut.
All places are indexes into a sentence's tokens, end exclusive; None where nothing is found.
"""

from __future__ import annotations

from secondsource.extract.clauses import Sentence, Token
from secondsource.extract.cues import Cue, Words

Range = tuple[int, int]
_LONGEST_PHRASE = 30  # tokens; the longest speaker phrase of PolNeAR's training part has 41


def subject_of(sentence: Sentence, cue: Cue, words: Words) -> Range | None:
    """Find the noun phrase before a verb: "Marta Roos, the harbour master, | said"."""
    end: int | None = cue.first
    if end and is_point(sentence.tokens[end - 1], _ASIDES):
        end = _before_aside(sentence, end - 1, words)
    if end and sentence.low(end - 1) == ")":
        end = _before_bracket(sentence, end - 1)
    if end is None or end <= 0:
        return None
    start = phrase_start(sentence, end, words)
    start = _of_relative(sentence, start, end, words)
    if start is None:
        return None
    start = _before_relative(sentence, start, words)
    if sentence.low(end) == "(":
        return start, cue.first
    if cue.first - end > 1 and _is_apposition(sentence, end, cue.first, words):
        return start, cue.first - 1
    return start, end


_ASIDES = ",-–—"


def _before_aside(sentence: Sentence, close: int, words: Words) -> int | None:
    """Give the end of what stands before an aside that closes at ``close``.

    Asides follow each other - "Ida Roos, 41, of Port Sel, said" - so one that cannot open a
    phrase of its own (an age, "of ...", a place) is passed over with the one before it.
    """
    sign = sentence.low(close)
    found: int | None = None
    for at in range(close - 1, max(-1, close - 45), -1):
        token = sentence.tokens[at]
        if token.kind == "marked" or token.low in (";", ":"):
            break
        if token.low != sign:
            continue
        found = at
        if sign != "," or not _hangs_on(sentence, at, words):
            break
    return found


def _hangs_on(sentence: Sentence, comma: int, words: Words) -> bool:
    """Say whether the piece that ends at a comma must itself be an aside to a name before it."""
    start = comma - 1
    while start >= 0 and sentence.tokens[start].kind == "word":
        start -= 1
    if start < 0 or sentence.low(start) != "," or start + 1 == comma:
        return False
    first = sentence.tokens[start + 1]
    if first.low.isdigit() or first.low == "of":
        return True
    return _opens_speaker(sentence, start + 1, words) and _name_before(sentence, start, words)


def _name_before(sentence: Sentence, comma: int, words: Words) -> bool:
    """Say whether the piece before a comma is a name, with its title or without, or an age."""
    start = comma - 1
    if sentence.low(start).isdigit():
        return True
    while start >= 0 and sentence.tokens[start].kind == "word" and comma - start < 8:
        if sentence.tokens[start].name < 0 and not words.has("roles", sentence.low(start)):
            return False
        start -= 1
    return start < comma - 1


def _before_relative(sentence: Sentence, start: int, words: Words) -> int:
    """Take in what a clause without commas belongs to: "officials | who saw it | said"."""
    if sentence.low(start - 1) not in ("who", "that", "which") or start < 2:
        return start
    if words.has("pronouns", sentence.low(start)) or sentence.low(start - 1) == "that":
        return start
    before = sentence.tokens[start - 2]
    if before.kind != "word" or words.has("finite", before.low):
        return start
    earlier = phrase_start(sentence, start - 1, words)
    return start if earlier is None else earlier


_LONGEST_CLAUSE = 24  # tokens of "who asked not to be named because the talks are private"


def _of_relative(sentence: Sentence, start: int | None, end: int, words: Words) -> int | None:
    """Take in whom a clause tells of that ends at the verb: "an official | who asked ... | said".

    A "who" that follows no comma belongs to the words before it; whatever ends the clause - a
    name, "the talks", "named" - does not speak.
    """
    if start == end - 1 and sentence.low(start) in ("who", "which"):
        return start
    for at in range(end - 1, max(0, end - _LONGEST_CLAUSE), -1):
        token = sentence.tokens[at]
        if token.kind != "word" or token.low in ("that", "and", "but"):
            return start
        if token.low == "who":
            first = sentence.tokens[at + 1]
            noun = words.has("determiners", first.low) or words.has("roles", first.low)
            clause = at + 2 < end and first.name < 0 and not noun
            earlier = phrase_start(sentence, at, words) if clause else None
            return start if earlier is None else earlier
    return start


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


def phrase_start(sentence: Sentence, end: int, words: Words) -> int | None:
    """Find where the noun phrase that ends at a place begins, read backwards."""
    at, start = end - 1, None
    while at >= 0 and end - at <= _LONGEST_PHRASE:
        token = sentence.tokens[at]
        if token.kind == "marked" or _stops(sentence, at, words):
            break
        if words.has("pronouns", token.low) and token.name < 0 and not token.low.endswith("s"):
            start = at if start is None else start
            break
        if words.has("phrase_prepositions", token.low):
            bound = start is not None and words.has("bonds", sentence.low(at - 1))
            if bound and _nominal(sentence, at - 2, words):
                at -= 2
                continue
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
    if low == "on" and words.has("spots", sentence.low(at + 2)):
        return False
    return (
        words.has("clause_words", low)
        or words.has("finite", low)
        or words.has("time_words", low)
        or (low in words.verbs and not words.has("roles", low) and _verbal(sentence, at, words))
    )


def _verbal(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a form that may be a noun or an adjective is a verb where it stands."""
    before = sentence.low(at - 1)
    if words.has("determiners", before) or before.endswith(("'s", "s'")):
        return False
    return "noun" not in words.verbs[sentence.low(at)].takes or words.has("pronouns", before)


def _nominal(sentence: Sentence, at: int, words: Words) -> bool:
    if at < 0:
        return False
    token = sentence.tokens[at]
    if token.kind != "word":
        return token.low == ")"
    plain = not _stops(sentence, at, words) and not words.has("phrase_prepositions", token.low)
    return plain and not words.has("determiners", token.low)


_ARTICLES = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "my", "your"))


def _joins_names(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether an "and" joins two noun phrases, and not two clauses."""
    left = sentence.tokens[at - 1]
    right = sentence.tokens[at + 1]
    if (left.name >= 0) != (right.name >= 0) and not words.has("determiners", right.low):
        return False
    for back in range(at - 1, max(-1, at - 16), -1):
        token = sentence.tokens[back]
        if token.kind != "word":
            return True
        if words.has("finite", token.low) or _may_be_verb(token, sentence.low(back - 1), words):
            return False
    return True


def _may_be_verb(token: Token, before: str, words: Words) -> bool:
    """Say whether a word looks like a finite verb: "faces", "attacked", not "the faces"."""
    if token.name >= 0 or words.has("roles", token.low) or words.has("determiners", before):
        return False
    if words.has("phrase_prepositions", before) or before.endswith(("'s", "s'")):
        return False
    return token.low.endswith("ed") or (
        token.low.endswith("s")
        and not token.low.endswith(("ss", "us", "is"))
        and before != ""
        and not before.endswith(("al", "ic", "ive", "ous", "an", "ese", "ish", "or", "and"))
    )


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
    if first.low in ("it", "this", "that", "these", "those"):
        return None
    if words.has("pronouns", first.low) and not first.text.isupper():
        return at, at + 1
    named = first.name >= 0 or first.text[0].isupper()
    opened = named or words.has("determiners", first.low) or words.has("roles", first.low)
    passed = any(handed(sentence, at + k, words) for k in (1, 2))
    if not (opened or passed or _plain_title(sentence, at, words)):
        return None
    end = _phrase_end(sentence, at, words)
    if end <= at:
        return None
    told = _with_apposition(sentence, at, end, words)
    return at, _with_tail(sentence, told, words) if told == end else told


def _with_tail(sentence: Sentence, end: int, words: Words) -> int:
    """Take in how somebody without a name speaks: "an official | who asked not to be named"."""
    first = end + 1 if sentence.low(end) == "," else end
    unnamed = words.has("unnamed", sentence.low(first))
    if not unnamed or sentence.tokens[end - 1].name >= 0:
        return end
    stop = first + 1
    while stop < len(sentence.tokens) and sentence.tokens[stop].kind == "word":
        stop += 1
    return stop


def handed(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a relative clause opens, or who has seen a paper: "papers | seen by Roos"."""
    if words.has("relative", sentence.low(at)):
        return True
    handed = words.has("handed", sentence.low(at)) and sentence.tokens[at].name < 0
    return handed and sentence.low(at + 1) in ("by", "to", "with", "on")


_TITLE_WORDS = 4  # small words before a name: "former harbour relief worker Marta Roos"


def _plain_title(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether small words lead straight to a name: "said | pensioner | Marta Roos"."""
    for ahead in range(at, min(at + _TITLE_WORDS + 1, len(sentence.tokens))):
        token = sentence.tokens[ahead]
        if token.name >= 0:
            return ahead > at
        small = words.has("phrase_prepositions", token.low) or words.has("determiners", token.low)
        idle = words.has("adverbs", token.low) or token.low.endswith("ly")
        if token.kind != "word" or small or idle or _stops(sentence, ahead, words):
            return False
        if words.has("adjunct_prepositions", token.low) or words.has("pronouns", token.low):
            return False
    return False


def _opens_speaker(sentence: Sentence, at: int, words: Words) -> bool:
    """Say whether a noun phrase that may speak begins here: "retired Gen. Ida Roos"."""
    first = sentence.tokens[at]
    if first.name >= 0 or first.text[0].isupper() or words.has("determiners", first.low):
        return True
    for ahead in range(at, min(at + 4, len(sentence.tokens))):
        token = sentence.tokens[ahead]
        small = words.has("phrase_prepositions", token.low) or words.has("time_words", token.low)
        if token.kind != "word" or small or words.has("clause_words", token.low):
            return False
        if token.name >= 0 or words.has("roles", token.low):
            return not first.low.endswith("ly")
    return False


def _phrase_end(sentence: Sentence, at: int, words: Words, *, plain: bool = True) -> int:
    """Give where a noun phrase ends; ``plain`` where a name closes it ("Roos | in Port Sel")."""
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
        elif _stops(sentence, end, words) or handed(sentence, end, words):
            break
        elif words.has("bonds", low) and words.has("phrase_prepositions", sentence.low(end + 1)):
            head_named = False
            end += 1
        elif words.has("phrase_prepositions", low):
            if low not in ("of", "for", "from") and (head_named or low not in ("at", "in", "with")):
                break
            head_named = False
        end += 1
    while end > at and (
        words.has("phrase_prepositions", sentence.low(end - 1))
        or words.has("relative", sentence.low(end - 1))
    ):
        end -= 1
    return end


def _after_initial(sentence: Sentence, at: int) -> bool:
    """Say whether a full stop belongs to an initial or a title ("Lt.", "J.")."""
    if sentence.low(at) != "." or at + 1 >= len(sentence.tokens) or not at:
        return False
    before, after = sentence.tokens[at - 1], sentence.tokens[at + 1]
    return before.end == sentence.tokens[at].start and len(before.text) < 5 and after.name >= 0


def _with_apposition(sentence: Sentence, at: int, end: int, words: Words) -> int:
    """Take in "..., the harbour master" and "..., a spokesman for the port" after a name."""
    if sentence.low(end) != "," or end + 1 >= len(sentence.tokens):
        return end
    first = sentence.tokens[end + 1]
    if first.kind == "word" and first.name >= 0:
        return _with_name(sentence, at, end, words)
    if first.kind != "word" or words.has("numerals", first.low):
        return end
    if not _opens_speaker(sentence, end + 1, words):
        return end
    stop = _phrase_end(sentence, end + 1, words, plain=False)
    told = any(words.has("roles", token.low) for token in sentence.tokens[end + 1 : stop])
    return stop if told else end


def _with_name(sentence: Sentence, at: int, end: int, words: Words) -> int:
    """Take in the name that tells who "the mayor of Port Sel | , Marta Roos" is."""
    if not words.has("determiners", sentence.low(at)) or sentence.tokens[end - 1].name >= 0:
        return end
    if any(words.has("channels", token.low) for token in sentence.tokens[at:end]):
        return end
    stop = end + 1
    while stop < len(sentence.tokens) and sentence.tokens[stop].name >= 0:
        stop += 1
    closed = stop >= len(sentence.tokens) or sentence.tokens[stop].kind == "point"
    return stop if closed else end


def span_tokens(sentence: Sentence, where: Range) -> tuple[int, int]:
    """Turn a range of tokens into offsets."""
    return sentence.tokens[where[0]].start, sentence.tokens[where[1] - 1].end


def is_point(token: Token, signs: str) -> bool:
    """Say whether a token is one of some signs of punctuation."""
    return token.kind == "point" and token.low in signs
