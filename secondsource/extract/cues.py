"""Reporting words: the verbs that say somebody said something, and what each of them takes.

The words are the language pack's ``[quotations]`` tables. A line there gives a verb's forms and
its frames (a clause, a clause with "that", a person first, a preposition...). Many forms are
nouns as well ("the report", "a claim"), so what stands before decides. A cue's span is the verb
with its auxiliaries and adverbs: "has repeatedly denied".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from secondsource.extract.clauses import Sentence, Token
from secondsource.language import language

Form = Literal["past", "base", "third", "ing", "part"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a reporting verb: ``takes`` are its frames, as in the language pack."""

    form: Form
    lemma: str
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The closed classes of words that the rules of quotations need, for one language."""

    verbs: dict[str, Verb]
    classes: dict[str, frozenset[str]]

    def has(self, name: str, word: str) -> bool:
        """Say whether a word is in a class."""
        return word in self.classes[name]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb in a sentence: tokens ``first`` to ``last``, the verb itself at ``verb``.

    ``passive`` as in "was told"; ``refused`` where the speaker did not say it ("declined to
    say", "did not say").
    """

    first: int
    verb: int
    last: int
    what: Verb
    passive: bool = False
    refused: bool = False
    hedge: int = -1


@cache
def words_for(code: str) -> Words:
    """Load the reporting words of a language.

    >>> words_for("en").verbs["denies"].lemma
    'deny'
    """
    pack = language(code).table("quotations")
    verbs: dict[str, Verb] = {}
    for past, line in pack["cues"].items():
        forms, _, frames = str(line).partition(":")
        base, third, ing, *part = forms.split()
        takes = frozenset(frames.split())
        verbs.setdefault(base, Verb("base", base, takes))
        verbs[third] = Verb("third", base, takes)
        verbs[ing] = Verb("ing", base, takes)
        for word in part:
            verbs[word] = Verb("part", base, takes)
        verbs[past] = Verb("past", base, takes)
    classes = {name: frozenset(words) for name, words in pack.items() if isinstance(words, list)}
    return Words(verbs, classes)


def cues_in(sentence: Sentence, words: Words) -> Iterator[Cue]:
    """Yield the reporting verbs of a sentence, in order; words inside marks are not looked at."""
    for at, token in enumerate(sentence.tokens):
        verb = words.verbs.get(token.low) if token.kind == "word" else None
        if verb is None or (token.name >= 0 and token.text[0].isupper()):
            continue
        cue = _cue(sentence, at, verb, words)
        if cue is not None:
            yield cue


def _cue(sentence: Sentence, at: int, verb: Verb, words: Words) -> Cue | None:
    first, refused, hedge, helped = at, False, -1, set[str]()
    while first > 0:
        low = sentence.low(first - 1)
        if words.has("auxiliaries", low):
            helped.add(low)
        elif words.has("hedges", low):
            hedge = first - 1
        elif low == "to" and words.has("chains", sentence.low(first - 2)):
            if words.has("refusals", sentence.low(first - 2)):
                if sentence.low(first - 2) in words.verbs:
                    return None  # "declined | to say why": the refusal is what is told
                refused = True
            hedge = first - 2 if words.has("seeming", sentence.low(first - 2)) else hedge
            first -= 1
        elif low == "on" and sentence.low(first - 2) in ("went", "goes"):
            first -= 1
        elif not (words.has("adverbs", low) or _adverb(sentence.tokens[first - 1])):
            break
        refused = refused or words.has("negations", low)
        first -= 1
    before = sentence.tokens[first - 1] if first else None
    if (before and before.low == "to") or (verb.form == "part" and not helped):
        return None
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    named = verb.form == "third" and following is not None and following.name >= 0
    named = named or _takes_clause(sentence, at, verb, words)
    if _is_noun(verb, before, helped, words, named=named):
        return None
    passive = bool(helped & words.classes["be"]) and verb.form in ("past", "part")
    last = _particle(sentence, at, verb)
    if last > at and "out-denial" in verb.takes:
        verb = Verb(verb.form, verb.lemma, verb.takes | {"that", "thing", "denial"})
    return Cue(first, at, last, verb, passive, refused, hedge)


def _takes_clause(sentence: Sentence, at: int, verb: Verb, words: Words) -> bool:
    """Say whether a form is a verb since a clause follows it: "the log shows that it sank"."""
    if "show" not in verb.takes or sentence.low(at + 1) != "that":
        return False
    return not words.has("finite", sentence.low(at + 2)) and sentence.tokens[at - 1].kind == "word"


def _adverb(token: Token) -> bool:
    return token.low.endswith("ly") and token.text[0].islower() and len(token.low) > 4


def _is_noun(
    verb: Verb, before: Token | None, helped: set[str], words: Words, *, named: bool
) -> bool:
    if before is None:
        return verb.form in ("base", "third") and "noun" in verb.takes
    if before.kind != "word":
        return verb.form in ("base", "third") and "noun" in verb.takes and not (helped or named)
    low = before.low
    possessive = low.endswith(("'s", "s'"))
    if helped:
        return False
    if words.has("determiners", low) and not (verb.form != "ing" and words.has("pronouns", low)):
        return True
    if possessive:
        return True
    if verb.form == "base":
        plural = (
            (low.endswith("s") and low not in words.verbs)
            or words.has("pronouns", low)
            or low in ("people", "police")
        )
        return not plural or low in ("he", "she", "it")
    if verb.form == "third" and "noun" in verb.takes and not named:
        named = before.name >= 0 or words.has("pronouns", low) or words.has("roles", low)
        return not named
    return False


def _particle(sentence: Sentence, at: int, verb: Verb) -> int:
    if sentence.low(at + 1) != "out":
        return at
    if verb.takes & {"out-that", "out-denial"} or verb.lemma == "call":
        return at + 1
    return at
