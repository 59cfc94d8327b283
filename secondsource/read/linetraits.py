"""What can be seen of a line of plain text that tells article from furniture, as numbers.

What may live here: measuring lines; the weights that judge the numbers are trained
(``plainlines.json``, by ``bench/train_lines.py``). It works because furniture is short, listed,
unended and made of the words that every site's furniture is made of, while an article is a run
of sentences about the same people; and because neighbours are alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from secondsource.read.lines import Line, ended

_WORD = re.compile(r"[^\W_]+")
_INNER = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]?[^\W\d_a-z]")
_DAY = re.compile(r"\b(?:19|20)\d\d\b|\d\d?:\d\d|\b\d\d?[./]\d\d?[./]\d\d")
_RIGHTS = re.compile(r"©|\(c\)|copyright|all rights reserved", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|\.(?:com|org|net|de)\b")
_OPENS = "\"'“‘„«"
_CLOSES = ").,;:!?’”]"
_BULLETS = "•·*-–—>»|←→▶►+#"
_DIGITS = re.compile(r"\d")
KINDS = ("appeal", "form", "link", "menu", "comments", "related", "label", "copyright", "caption",
         "notice")  # fmt: skip
_LOOKED_AT = 600  # characters of a line; what comes after is more of the same
_SENTENCE = 60  # characters; a line so long that is printed twice is a caption's or a teaser's
_ENDED = 6  # the place of that measure among a line's own
_LONG = 3  # letters; longer words are what a text is about


def _own(text: str, weights: Mapping[str, float]) -> list[float]:
    """Measure a line by itself."""
    words = _WORD.findall(text)
    count = max(1, len(words))
    short = max(1, len(text))
    capitals = sum(word[0].isupper() for word in words)
    told = [weights.get(word.lower(), 0.0) for word in words]
    tail = text[-1:]
    is_ended = ended(text)
    return [
        math.log1p(short) / 7,
        min(1.0, count / 40),
        float(count <= 2),
        float(count <= 4),
        float(count <= 8),
        float(count <= 15),
        float(is_ended),
        float(tail in '"”»'),
        float(tail == ":"),
        float(tail in ",;-–"),
        float(tail in "…>»›" or text.endswith("...")),
        min(3, len(_INNER.findall(text))) / 3 if count > 5 else 0.0,
        float(text[0].islower()),
        float(text[0] in _OPENS),
        float(text[0].isdigit()),
        float(text[0] in _BULLETS),
        float(text[0] in _CLOSES),
        capitals / count,
        float(text.isupper()),
        min(1.0, len(_DIGITS.findall(text)) * 3 / short),
        float(short < 120 and bool(_DAY.search(text))),
        min(1.0, text.count(",") * 10 / max(40, short)),
        float("|" in text or "»" in text or "›" in text or "·" in text),
        float(bool(_ADDRESS.search(text))),
        float(bool(_RIGHTS.search(text))),
        float("?" in text),
        float("!" in text),
        (short - capitals) / count / 10,
        sum(told) / count,
        max(told, default=0.0),
        min(told, default=0.0),
        told[0] if told else 0.0,
        told[-1] if told else 0.0,
        max(-1.0, min(1.0, sum(told) / 10)),
    ]


def _kinds(why: str | None) -> list[float]:
    kind = (why or "").partition(":")[0]
    return [float(kind == one) for one in KINDS]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as a whole: sums over its lines, and what its run tells of."""

    told: Mapping[str, int]  # in how many lines of the run a word stands
    gaps: Sequence[float]  # between lines, beyond both ends too
    sizes: Sequence[int]  # running sums of the lines' characters
    ended: Sequence[int]  # of those in lines that end as sentences do
    twice: Sequence[int]  # of those in lines that are printed more than once

    def density(self, sums: Sequence[int], at: int, reach: int) -> float:
        """Give the share that such lines have of the characters around a line."""
        low, high = max(0, at - reach), min(len(sums) - 1, at + reach + 1)
        return (sums[high] - sums[low]) / max(1, self.sizes[high] - self.sizes[low])


def traits(
    lines: Sequence[Line],
    why: Sequence[str | None],
    run: tuple[int, int],
    weights: Mapping[str, float],
) -> list[list[float]]:
    """Measure every line of a plain text by itself and in the text: one row of numbers a line.

    ``why`` says which lines the rules take for furniture, ``run`` where they see the article;
    ``weights`` says of words how much they are furniture's (above 0) or an article's.
    """
    texts = [line.text[:_LOOKED_AT] for line in lines]
    bags = [[word for word in _WORD.findall(text) if len(word) > _LONG] for text in texts]
    seen = Counter(texts)
    known = {text: _own(text, weights) for text in seen}
    whole = _Text(
        Counter(word for bag in bags[run[0] : run[1]] for word in set(bag)),
        _gaps(lines),
        _sums(len(text) for text in texts),
        _sums(len(text) * known[text][_ENDED] for text in texts),
        _sums(len(text) * (seen[text] > 1) for text in texts),
    )
    around = _around(whole, run)
    return [
        [
            *known[text],
            *_kinds(why[at]),
            *_place(at, len(lines), run),
            *around,
            float(seen[text] > 1),
            float(seen[text] > 1 and len(text) > _SENTENCE),
            whole.density(whole.twice, at, 6),
            *_taken_up(bags[at], whole.told, own=run[0] <= at < run[1]),
            whole.gaps[at],
            whole.gaps[at + 1],
            whole.density(whole.ended, at, 3),
            whole.density(whole.ended, at, 8),
            float(why[at] is not None),
        ]
        for at, text in enumerate(texts)
    ]


def _sums(sizes: Iterable[float]) -> list[int]:
    return [0, *accumulate(int(size) for size in sizes)]


def _gaps(lines: Sequence[Line]) -> list[float]:
    gaps = (after.start - line.end for line, after in pairwise(lines))
    return [0.0, *(min(3, gap) / 3 for gap in gaps), 0.0]


def _place(at: int, total: int, run: tuple[int, int]) -> list[float]:
    """Say where a line stands in the text and to its run of sentences."""
    return [
        at / total,
        min(1.0, math.log1p(at) / 6),
        min(1.0, math.log1p(total - at) / 6),
        float(run[0] <= at < run[1]),
        float(at < run[0]),
        max(-1.0, min(1.0, (at - run[0]) / 30)),
        max(-1.0, min(1.0, (at - run[1]) / 30)),
    ]


def _around(whole: _Text, run: tuple[int, int]) -> list[float]:
    """Measure the text as a whole: its length, how much of it is the run's, ends, is spaced."""
    total = len(whole.sizes) - 1
    size = max(1, whole.sizes[-1])
    return [
        min(1.0, math.log1p(total) / 6),
        (whole.sizes[run[1]] - whole.sizes[run[0]]) / size,
        whole.ended[-1] / size,
        sum(whole.gaps) / max(1, total),
    ]


def _taken_up(bag: Sequence[str], told: Mapping[str, int], *, own: bool) -> tuple[float, float]:
    """Give the shares of a line's words, and of its names, that other lines of the run hold."""
    names = [word for word in bag if word[0].isupper()]
    shared = sum(told.get(word, 0) > own for word in bag)
    named = sum(told.get(word, 0) > own for word in names)
    return shared / (len(bag) + 2), named / (len(names) + 1)
