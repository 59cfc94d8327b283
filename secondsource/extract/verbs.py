"""Which words of a sentence are verbs, and of what form: "the ferry *sank*", "the *sunk* ferry".

There is no grammar here and no parse. The words that have a class of their own (articles,
prepositions, helping verbs) are listed in the language pack; a word that can be a verb is judged
by a small linear model from itself and two words either side, one of five ways. The model and the
table of verb forms are ``verbs.json`` (card in ``verbs.md``), plain numbers made by
``bench/train_verbs.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from secondsource.language import language

# A verb's forms: base, third person, past, participle, -ing.
BASE, THIRD, PAST, PARTICIPLE, ING = "B", "S", "D", "N", "G"
# What a word that can be a verb is in its place: finite, participle, -ing, infinitive, no verb.
TAGS = FINITE, PASSIVE, GOING, INFINITIVE, OTHER = "F", "N", "G", "B", "O"
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)+|[^\W_]+(?:['’\-.&][^\W_]+)*|[,;:()\[\]“”\"–—…!?]|(?<=\s)-(?=\s)|--"
)
_MARKS = {"“": '"', "”": '"', "–": "-", "—": "-", "--": "-", "[": "(", "]": ")"}
_EDGE = ("", ".")
_HELPERS = frozenset(("be", "have", "do", "modal", "to", "pronbe", "pronmodal"))
_BOUNDS = frozenset((",", ";", ":", '"', "(", ")", "coord", "sub", "rel"))
_HEADLINE = 140
_NOTHING = (0.0,) * len(TAGS)
# A named tuple made without its own constructor, at a third of the time: one for each word.
_new = tuple.__new__
_FINITE = frozenset(("be", "have", "do", "modal", "pronbe", "pronmodal"))
_SUBJECTS = frozenset(("n", "name", "pron", "poss", "v", ","))
_OBJECTS = frozenset(("", "det", "num", "to", "prep", "name", "poss", "n", "v", "obj", "adv"))
# "3 May", "Will Roos": a modal opens a question, never a statement.
_NO_MODALS = frozenset(("May", "Will"))


class Word(NamedTuple):
    """A word or mark with its place; ``kind`` is its class, ``tag`` the form of a verb or empty.

    ``low`` is the word without case. Kinds are those of the pack's ``grammar``, and ``num``,
    ``name`` (has a capital), ``v`` (may be a verb), ``n`` (any other word) and marks as they are.
    """

    start: int
    end: int
    low: str
    kind: str
    tag: str = ""


@cache
def _kinds(code: str = "en") -> dict[str, str]:
    pack = language(code)
    found = pack.groups("grammar")
    for word in pack.table("quantities.numbers"):
        found.setdefault(word, "num")
    return found


@cache
def _model() -> dict[str, Any]:
    place = resources.files("secondsource.extract") / "verbs.json"
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    """Give the weight of each feature for each tag, in the order of ``TAGS``."""
    return {
        feature: tuple(float(weight) for weight in line.split())
        for feature, line in _model()["weights"].items()
    }


@cache
def _forms() -> Mapping[str, str]:
    """Give the forms of each word that can be a verb: "set" is "BDN"."""
    found: dict[str, str] = {}
    for line in _model()["verbs"].split():
        base, *others = line.split("/")
        for form, word in zip("BSDNG", (base, *_regular(base, others)), strict=True):
            found[word] = found.get(word, "") + form
    return found


def _regular(base: str, others: Sequence[str]) -> tuple[str, str, str, str]:
    """Give a verb's other forms by rule, or as the table has them: "sink/sinks/sank/sunk/..."."""
    if others:
        third, past, participle, ing = others
        return third, past, participle or past, ing
    return regular(base)


def regular(base: str) -> tuple[str, str, str, str]:
    """Give the four other forms of a regular verb.

    >>> regular("tow"), regular("move")[1], regular("carry")[1]
    (('tows', 'towed', 'towed', 'towing'), 'moved', 'carried')
    """
    if base.endswith("e"):
        return base + "s", base + "d", base + "d", base.removesuffix("e") + "ing"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        past = base[:-1] + "ied"
        return base[:-1] + "ies", past, past, base + "ing"
    third = base + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s")
    return third, base + "ed", base + "ed", base + "ing"


def may_be(low: str, form: str) -> bool:
    """Say whether a word can be a form of a verb at all, by the table and its ending.

    >>> may_be("sank", PAST), may_be("sunk", PAST), may_be("roof", PAST)
    (True, False, False)
    """
    return form in (_forms().get(low) or (_ending(low) if low.endswith(("ed", "ing")) else ""))


def kind_of(word: str, low: str) -> str:
    """Give the class of a word: of the pack's lists, else by its shape.

    >>> [kind_of(word, word.lower()) for word in ("the", "14", "Ostby", "slowly", "sank", "roof")]
    ['det', 'num', 'name', 'adv', 'v', 'n']
    """
    known = _kinds().get(low)
    if known:
        return "name" if known == "modal" and word in _NO_MODALS else known
    if word[0].isdigit():
        return "num"
    if not word[0].isalnum():
        return _MARKS.get(word, word)
    return _shape(word, low)


def _shape(word: str, low: str) -> str:
    if low.endswith("n't"):
        return _kinds().get(low[:-3], "modal")
    if "'" in low:
        bare, _, end = low.partition("'")
        if end in ("s", "") and bare not in ("it", "he", "she", "that", "there", "who"):
            return "poss"
        return {"s": "pronbe", "re": "pronbe", "m": "pronbe"}.get(end, "pronmodal")
    if word[0].isupper():
        return "name"
    if low.endswith("ly") and len(low) > 4 and low not in _forms():
        return "adv"
    ending = len(low) > 4 and low.endswith(("ed", "ing"))
    return "v" if ending or low in _forms() else "n"


def words_in(text: str, start: int, end: int) -> list[Word]:
    """Read a stretch of text as words and marks, each possible verb with its form.

    >>> text = "The navy towed the ferry to Norvik."
    >>> [(word.low, word.tag) for word in words_in(text, 0, 35) if word.tag]
    [('towed', 'F')]
    """
    titled = _titled(text, start, end)
    found: list[Word] = []
    codes: list[str] = []
    for mark in _TOKEN.finditer(text, start, end):
        first, last = mark.span()
        low, kind, code = _known(mark[0].lower() if titled else mark[0])
        found.append(_new(Word, (first, last, low, kind, "")))
        codes.append(code)
    if found and found[0].kind == "name" and found[0].low in _forms():
        found[0], codes[0] = found[0]._replace(kind="v"), _forms()[found[0].low]
    for at, word in enumerate(found):
        if word.kind == "v":
            tag = _tag(found, codes, at) or _missed(found, at)
            if tag:
                found[at] = _new(Word, (word.start, word.end, word.low, "v", tag))
    if not any(word.tag == FINITE or word.kind in _FINITE for word in found):
        _headed(found)
    return found


@lru_cache(maxsize=65536)
def _known(shown: str) -> tuple[str, str, str]:
    """Give a word without case, its class, and that class as its neighbours see it."""
    low = shown.lower().replace("’", "'")
    kind = kind_of(shown, low)
    return low, kind, _code(low, kind)


def _titled(text: str, start: int, end: int) -> bool:
    """Say whether all words have capitals, as in some headlines: "Army Halts March On Velmar"."""
    if end - start > _HEADLINE:
        return False
    words = [word for word in text[start:end].split() if word.isalpha() and len(word) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def _missed(words: Sequence[Word], at: int) -> str:
    """Tell a verb that the model takes for none: ", stranding the guests", "and close nine"."""
    before = words[at - 1].kind if at else ""
    after = words[at + 1].kind if at + 1 < len(words) else ""
    if after not in ("det", "num", "obj", "poss"):
        return ""
    low = words[at].low
    if before == "," and low.endswith("ing"):
        return GOING
    joined = before == "coord" and BASE in _forms().get(low, "")
    earlier = words[max(0, at - 9) : at]
    if joined and any(word.tag == INFINITIVE for word in earlier):
        return INFINITIVE
    told = before == "coord" and PAST in _forms().get(low, "")
    return FINITE if told and any(word.tag == FINITE for word in earlier) else ""


def _headed(words: list[Word]) -> None:
    """Give a sentence without a verb the first word that may be one: "Army halts march"."""
    if not words or words[0].kind == "to" or words[0].tag:
        return
    for at, word in enumerate(words[1:], start=1):
        after = words[at + 1].kind if at + 1 < len(words) else ""
        before = words[at - 1]
        forms = _forms().get(word.low, "") if word.kind == "v" else ""
        may = not word.tag and (THIRD in forms or PAST in forms) and after in _OBJECTS
        if may and not before.tag and before.kind in _SUBJECTS:
            words[at] = word._replace(tag=FINITE)
            return


def _tag(words: Sequence[Word], codes: Sequence[str], at: int) -> str:
    """Judge a possible verb: what each group of its features weighs is summed and remembered."""
    low, form = words[at].low, codes[at]
    last = len(words) - 1
    k1, w1 = (codes[at - 1], words[at - 1].low) if at else _EDGE
    n1, x1 = (codes[at + 1], words[at + 1].low) if at < last else _EDGE
    k2 = codes[at - 2] if at > 1 else ""
    n2 = codes[at + 2] if at + 1 < last else ""
    scores = [
        sum(column)
        for column in zip(
            _alone(low, form),
            _around(form, k2, k1, n1, n2),
            _beside(form, "p", w1),
            _beside(form, "x", x1),
            _beside(form, "a", _helped(words, at)),
            strict=True,
        )
    ]
    tag = TAGS[scores.index(max(scores))]
    return "" if tag == OTHER else tag


@lru_cache(maxsize=65536)
def _alone(low: str, form: str) -> tuple[float, ...]:
    return _sum(("", f"w:{low}", f"e:{form}:{low[-3:]}"))


@lru_cache(maxsize=65536)
def _around(form: str, k2: str, k1: str, n1: str, n2: str) -> tuple[float, ...]:
    return _sum(_shapes(form, k2, k1, n1, n2))


@lru_cache(maxsize=65536)
def _beside(form: str, which: str, word: str) -> tuple[float, ...]:
    return _sum((f"{which}:{form}:{word}",))


def _sum(known: Iterable[str]) -> tuple[float, ...]:
    weights = _weights()
    rows = [weights[feature] for feature in known if feature in weights]
    return tuple(round(sum(column), 4) for column in zip(_NOTHING, *rows, strict=True))


def features(words: Sequence[Word], at: int) -> Iterator[str]:
    """Yield what is known of a possible verb in its place: itself and its neighbours."""
    codes = [_code(word.low, word.kind) for word in words[max(0, at - 2) : at + 3]]
    here = min(at, 2)
    near = {step: codes[here + step] for step in range(-here, len(codes) - here)}
    form, low = near[0], words[at].low
    yield "w:" + low
    yield f"e:{form}:{low[-3:]}"
    yield from _shapes(form, *(near.get(step, "") for step in (-2, -1, 1, 2)))
    yield f"p:{form}:{words[at - 1].low if at else _EDGE[1]}"
    yield f"x:{form}:{words[at + 1].low if at + 1 < len(words) else _EDGE[1]}"
    yield f"a:{form}:{_helped(words, at)}"


def _shapes(form: str, k2: str, k1: str, n1: str, n2: str) -> tuple[str, ...]:
    return (
        f"f:{form}:{k1}",
        f"g:{form}:{n1}",
        f"kk:{form}:{k2}:{k1}",
        f"nn:{form}:{n1}:{n2}",
        f"kn:{form}:{k1}:{n1}",
    )


def _ending(low: str) -> str:
    return "DN?" if low.endswith("ed") else "G?"


def _code(low: str, kind: str) -> str:
    """Give the class of a word as its neighbours see it: a verb's forms, a noun's number."""
    if kind == "v":
        return _forms().get(low) or _ending(low)
    return "ns" if kind == "n" and low.endswith("s") else kind


def _helped(words: Sequence[Word], at: int) -> str:
    """Give the helping verb or boundary nearest before a word, up to six words back."""
    for back in range(at - 1, max(-1, at - 7), -1):
        kind = words[back].kind
        if kind in _HELPERS:
            return kind
        if kind in _BOUNDS:
            return kind
    return ""
