"""Numbers in the text, with what they count and how far they reach.

"At least 12 people were killed" is an interval (12 to infinity) of a unit (``dead``). A number
carries its own precision: a rounded one ("1,200", "5 million") stands for its surroundings, so
that two outlets which round differently do not seem to differ. What only looks like a count -
a year, an age, a flight number, "70th", "Mi-28" - is left out. Words are in the language pack.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from secondsource.extract.lemmas import lemma
from secondsource.language import language
from secondsource.records import Quantity, Span
from secondsource.sentences import words_of

# "About 40" is taken for 36 to 44: a tenth either way, and one at least. Not measured.
_ROUGHLY = 0.1
# Of one thing the noun is no plural: "one missing page" is a page.
_SINGLE = frozenset(("1", "one"))
# How far from the number its noun and its fate ("killed") may stand, in words.
_NOUN_REACH, _FATE_REACH, _FATE_BEFORE = 5, 8, 5
# A toll may stand further off, where the number is what it came to ("to at least 19").
# Before a year that could be a number: "dates from 1340".
_YEARS_AFTER = frozenset(("in", "from", "since", "until", "of"))
# Between the two ends of a range: "between 8 and 10", "8 to 10".
_RANGE = re.compile(r"\s?(?:to|and|-|–|or)\s?")
_DIGIT, _ALPHA, _IDLE = re.compile(r"\d"), re.compile(r"[a-z]+"), frozenset(("a", "of"))
_OF_SOME = re.compile(r"\sof\s(?!the\b|them\b|those\b)")
_TOLL, _REACHED, _FATE_NEAR = "toll", frozenset(("to", "at", "reach")), 4


@dataclass(frozen=True, slots=True)
class _Words:
    number: re.Pattern[str]
    bound: re.Pattern[str]
    bounds: dict[str, str]
    values: dict[str, int]
    scales: dict[str, int]
    vague: dict[str, list[int]]
    money: dict[str, str]
    percent: frozenset[str]
    measures: dict[str, str]
    fates: dict[str, str]
    people: frozenset[str]
    uncounted: frozenset[str]
    particles: frozenset[tuple[str, str]]
    stop: frozenset[str]
    hints: frozenset[str]


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _words(code: str) -> _Words:
    pack = language(code)
    values, scales = pack.table("quantities.numbers"), pack.table("quantities.scales")
    vague = pack.table("quantities.vague")
    signs = [sign for sign in pack.table("quantities.currencies") if not sign.isalpha()]
    plain = _either(list(values))
    number = re.compile(
        rf"(?P<money>{_either(signs)})?(?<![\w.,/:-])(?:(?P<vague>{_either(list(vague))})|"
        rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}})(?P<part>\.\d{{1,6}})?|"
        rf"(?P<word>(?:{plain})(?:-(?:{plain}))?(?:\s(?:hundred|thousand)(?:(?:\sand)?\s"
        rf"(?:{plain})(?:-(?:{plain}))?)?)?))"
        rf"(?:[ -]?(?P<scale>{_either(list(scales))})s?)?(?![\w/:]|[.,-]\d)"
        r"(?(digits)(?!-(?![a-z]{3}))|(?!-\w))",  # "a 9-year term", but no "two-faced"
        re.IGNORECASE,
    )
    bounds = {
        phrase: kind
        for kind in ("at_least", "over", "at_most", "under", "nearly", "about")
        for phrase in pack.terms(f"quantities.{kind}")
    }
    return _Words(
        number,
        re.compile(rf"\b(?P<bound>{_either(list(bounds))})\s+$", re.IGNORECASE),
        bounds,
        values,
        scales,
        vague,
        pack.table("quantities.currencies"),
        frozenset(pack.terms("quantities.percent")),
        pack.table("quantities.measures"),
        pack.groups("quantities.fates"),
        frozenset(pack.terms("quantities.people")),
        frozenset(pack.terms("quantities.not_counts")),
        frozenset(
            (verb, particle)
            for particle, verbs in pack.table("quantities.particles").items()
            for verb in verbs
        ),
        frozenset(pack.terms("statements.stop")),
        frozenset({*values, *(word for phrase in vague for word in _ALPHA.findall(phrase))})
        - _IDLE,
    )


def quantities_of(
    page: str,
    text: str,
    start: int,
    end: int,
    *,
    skip: Sequence[Span] = (),
    code: str = "en",
) -> tuple[Quantity, ...]:
    """Find the numbers of ``text[start:end]``, with bounds as intervals and units as lemmas.

    Spans are of the page and take in the words of the bound ("at least"); numbers inside a
    span of ``skip`` (dates, names) are left out. People who died are ``dead``, those of a
    kind ``dead:soldier``; money is ``usd``, a share ``percent``, a bare number ``""``.

    >>> text = "At least 12 people were killed and about 40 soldiers hurt, at a cost of $3m."
    >>> [(q.unit, q.low, q.high) for q in quantities_of("p", text, 0, len(text))]
    [('dead', 12, inf), ('injured:soldier', 36, 44), ('usd', 2500000, 3500000)]
    """
    words = _words(code)
    if not _numbered(text[start:end], words):
        return ()
    found: list[Quantity] = []
    last: int | None = None
    marks = [mark for mark in words.number.finditer(text, start, end) if _counts(text, mark, words)]
    for place, mark in enumerate(marks):
        if any(cut.start <= mark.start() < cut.end for cut in skip):
            continue
        before = marks[place - 1].end() if place else start
        after = marks[place + 1].start() if place + 1 < len(marks) else end
        made = _quantity(page, text, mark, (max(start, before), min(end, after)), words)
        if found and last is not None and last == place - 1:
            if _one_range(text, start, marks[last], mark):
                made = _ranged(found.pop(), made)
            elif _left_behind(text, start, marks[last], mark):
                found.pop()
        found.append(made)
        last = place
    return tuple(found)


def _numbered(piece: str, words: _Words) -> bool:
    """Say whether there may be a number at all; most clauses have none, and are read at once."""
    return bool(_DIGIT.search(piece)) or not words.hints.isdisjoint(_ALPHA.findall(piece.lower()))


def _one_range(text: str, start: int, first: re.Match[str], second: re.Match[str]) -> bool:
    """Say whether two numbers are the ends of one: "between 8 and 10 boats", "8 to 10 boats"."""
    joint = _RANGE.fullmatch(text, first.end(), second.start())
    if joint is None or first["money"] or first["vague"] or second["vague"]:
        return False
    lead = text[max(start, first.start() - 9) : first.start()].lower()
    between = lead.endswith("between ")
    if joint.group().strip() == "and":
        return between
    return not lead.endswith("from ") and bool(re.match(r"\s?[^\W\d]", text[second.end() :][:2]))


def _left_behind(text: str, start: int, first: re.Match[str], second: re.Match[str]) -> bool:
    """Say whether a number is what another rose or fell from: "from 40 to 55 crowns"."""
    lead = text[max(start, first.start() - 5) : first.start()].lower()
    joint = _RANGE.fullmatch(text, first.end(), second.start())
    return lead == "from " and joint is not None and joint.group().strip() == "to"


def _ranged(low: Quantity, high: Quantity) -> Quantity:
    """Give the one quantity of two ends; ends in the wrong order ("61 to 40") are no range."""
    if low.amount >= high.amount:
        return replace(high, span=Span(high.span.page, low.span.start, high.span.end), unit="")
    span = Span(high.span.page, low.span.start, high.span.end)
    return Quantity(span, low.amount, high.amount, high.unit, low.amount)


def _counts(text: str, mark: re.Match[str], words: _Words) -> bool:
    """Say whether a number is a count, rather than a year, an age or part of a name."""
    before = text[max(0, mark.start() - 14) : mark.start()].lower()
    last = re.search(r"([^\W\d_]+)\.?\s+$", before)
    if last and last.group(1) in words.uncounted:
        return False
    if mark["money"] or mark["scale"] or mark["vague"]:
        return True
    after = text[mark.end() : mark.end() + 12].lower()
    if re.match(
        r"(?:st|nd|rd|th)\b|[-\s]year[-s]?\s?old|\s*(?:a\.m|p\.m|am\b|pm\b|o'clock)",
        after,
    ):
        return False
    if re.match(
        r"\s+(?:this|yesterday|in the|at)\s(?:morning|afternoon|evening|night)",
        text[mark.end() : mark.end() + 20],
    ):
        return False  # "since nine this morning"
    if before.endswith(", ") and re.match(r"\s?[,.;]", after) and mark["digits"]:
        return False  # "Anna Roos, 45, said"
    digits = mark["digits"] or ""
    if len(digits) == 4 and not mark["part"]:
        earliest = 1000 if last and last.group(1) in _YEARS_AFTER else 1800
        if earliest <= int(digits) <= 2100:
            return False
    return (mark["word"] or "").lower() != "one" or not re.match(r"\s+of\b|\s*[,.]", after)


def _quantity(
    page: str, text: str, mark: re.Match[str], reach: tuple[int, int], words: _Words
) -> Quantity:
    bounded = words.bound.search(text, max(reach[0], mark.start() - 24), mark.start())
    if bounded and _particle(text, bounded, words):
        bounded = None
    bound = words.bounds[bounded["bound"].lower()] if bounded else ""
    if re.match(r"\s+or more\b|\+", text[mark.end() : mark.end() + 9]):
        bound = "at_least"
    low, high, amount = _interval(mark, bound, words)
    start = bounded.start("bound") if bounded else mark.start()
    return Quantity(
        Span(page, start, mark.end()),
        low,
        high,
        _unit(text, mark, reach, words),
        amount,
    )


def _particle(text: str, bounded: re.Match[str], words: _Words) -> bool:
    """Say whether what looks like a bound belongs to the verb before it: "handed over 14"."""
    lead = text[max(0, bounded.start() - 16) : bounded.start()].lower()
    before = re.search(r"([a-z]+)\s+$", lead)
    if before is None:
        return False
    return (lemma(before[1], "en"), bounded["bound"].lower()) in words.particles


def _interval(mark: re.Match[str], bound: str, words: _Words) -> tuple[float, float, float]:
    scale = words.scales[mark["scale"].lower()] if mark["scale"] else 1
    if mark["vague"]:
        low, high = words.vague[mark["vague"].lower()]
        return _bounded(low * scale, high * scale, bound)
    if mark["word"]:
        value = _spelled(mark["word"].lower(), words)
        step = float(scale)
    else:
        digits = mark["digits"].replace(",", "")
        value = float(digits + (mark["part"] or ""))
        decimals = len(mark["part"] or ".") - 1
        zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
        zeros = zeros if zeros > 1 else 0  # 120 is counted, 1,200 may be rounded
        step = scale * 10.0 ** (zeros - decimals)
    value = round(value * scale, 6)
    # A whole number below a hundred is exact; a rounded one stands for half its last place.
    slack = 0.0 if step <= 1 and scale == 1 and not mark["part"] else step / 2
    return _bounded(value - slack, value + slack, bound, value)


def _spelled(written: str, words: _Words) -> float:
    """Give the value of a number in words: "two hundred and thirty-one"."""
    value = 0
    for part in re.split(r"[\s-]+", written):
        value = (
            value * words.scales[part]
            if part in words.scales
            else value + words.values.get(part, 0)
        )
    return float(value)


def _bounded(
    low: float, high: float, bound: str, value: float | None = None
) -> tuple[float, float, float]:
    amount = low if value is None else value
    near = max(1.0, amount * _ROUGHLY)
    ends = {
        "at_least": (amount, math.inf),
        "over": (amount, math.inf),
        "at_most": (0.0, amount),
        "under": (0.0, amount),
        "nearly": (amount - near, amount),
        "about": (min(low, amount - near), max(high, amount + near)),
    }.get(bound, (low, high))
    return _whole(max(0.0, ends[0])), _whole(ends[1]), _whole(amount)


def _whole(number: float) -> float:
    number = round(number, 4)
    return int(number) if math.isfinite(number) and number == int(number) else number


def _unit(text: str, mark: re.Match[str], reach: tuple[int, int], words: _Words) -> str:
    if mark["money"]:
        return words.money[mark["money"].lower()]
    begin = mark.end()
    if mark["vague"] and (
        of := re.match(r"\sof\s(?!the\b|them\b|those\b)", text[begin : begin + 8])
    ):
        begin += of.end()  # "hundreds of travellers"
    after = _following(text, begin, reach[1])
    roots = [lemma(word, "en") for word in after]
    if re.match(r"\s?%", text[mark.end() : mark.end() + 2]) or _percent(after, words):
        return "percent"
    if roots and roots[0] in words.money:
        return words.money[roots[0]]
    if roots and roots[0] in words.measures:
        return words.measures[roots[0]]
    if re.match(
        r"\s+of\s+(?:the|them|those|these|whom|its|their|his|her|our)\b",
        text[mark.end() : mark.end() + 12],
    ):
        return "part"  # "three of the dead" counts no dead
    if _summed(after, words):
        return "part"  # "two men and a woman died" counts three
    if _adds(after, text, mark):
        return "more"  # "three more bodies" says how many came, not how many there are
    noun, sure = _noun(after, words)
    sure = sure or (bool(noun) and (mark["word"] or mark["digits"] or "").lower() in _SINGLE)
    fate = _fate_before(text[reach[0] : mark.start()], words) or _fate_after(after, words)
    if not fate:
        return "people" if noun in words.people else noun
    plain = not sure or noun in words.people or noun in words.fates
    return fate if plain else f"{fate}:{noun}"


def _adds(after: Sequence[str], text: str, mark: re.Match[str]) -> bool:
    """Say whether a number comes on top of another: "three more bodies", "another three"."""
    if after and after[0] in ("more", "additional", "further", "extra"):
        return len(after) > 1 and lemma(after[1], "en") not in (after[1], "be", "have")
    before = text[max(0, mark.start() - 9) : mark.start()].lower()
    return before.endswith(("another ", "further "))


def _summed(after: Sequence[str], words: _Words) -> bool:
    """Say whether a number is added to another before anything is told of either."""
    place = after.index("and") if "and" in after[:4] else 0
    if not 0 < place < len(after) - 1 or _fate([lemma(w, "en") for w in after[:place]], words):
        return False
    return after[place + 1] in ("a", "an") or after[place + 1] in words.values


def _percent(after: Sequence[str], words: _Words) -> bool:
    return " ".join(after[:2]) in words.percent or bool(after and after[0] in words.percent)


def _following(text: str, start: int, end: int) -> list[str]:
    """Give the words after a number up to the end of its clause."""
    stop = re.search(r"[;:!?()\"“”]|[.,](?=\s|$)", text[start:end])
    end = start + stop.start() if stop else end
    return [text[a:b].lower() for a, b in words_of(text, start, end)][:_FATE_REACH]


def _noun(after: Sequence[str], words: _Words) -> tuple[str, bool]:
    """Give what is counted and whether that is sure.

    Sure is the first plural before the noun phrase ends; else its last word is a guess.
    """
    run: list[str] = []
    for word in after[:_NOUN_REACH]:
        root = lemma(word, "en")
        if word == "others" or (root in words.people and word not in ("other", "more")):
            return root, True
        if word in words.stop and word not in ("other", "more"):
            break
        if run and root in words.fates and words.fates[root] != "aboard":
            break
        run.append(word)
        if root != word and not word.endswith(("ed", "ing")):
            return root, True
    return (lemma(run[-1], "en") if run else ""), False


def _fate_before(before: str, words: _Words) -> str:
    """Give the fate that a verb just before the number brings ("killing at least", "toll of")."""
    clause = re.split(r"\band\b|[,;:]", before.lower())[-1]
    tail = [lemma(clause[a:b], "en") for a, b in words_of(clause)]
    if _TOLL in tail and _REACHED & set(tail[-_FATE_NEAR:]):
        return words.fates[_TOLL]  # "the toll from the fire at the mill has risen to 19"
    return next((words.fates[r] for r in reversed(tail[-_FATE_BEFORE:]) if r in words.fates), "")


def _fate_after(after: Sequence[str], words: _Words) -> str:
    """Give the fate told after the number, in its own clause ("12 people were killed")."""
    clause = list(after)
    if "and" in clause[2:]:  # "passengers and crew were aboard" is one clause
        clause = clause[: clause.index("and", 2)]
    roots = [lemma(word, "en") for word in clause]
    return "dead" if _outlived(clause, roots) else _fate(roots, words)


def _outlived(clause: Sequence[str], roots: Sequence[str]) -> bool:
    """Say whether a number is of those who "did not survive"."""
    at = roots.index("survive") if "survive" in roots else 0
    return any(word == "not" or word.endswith("n't") for word in clause[max(0, at - 2) : at])


def _fate(roots: Sequence[str], words: _Words) -> str:
    """Give the first fate told; two words joined in the table must both be there."""
    for root in roots:
        if root in words.fates:
            return words.fates[root]
    pairs = (pair for pair in words.fates if "+" in pair)
    return next((words.fates[p] for p in pairs if set(p.split("+")) <= set(roots)), "")
