"""What we get wrong in the even articles: ``python -m bench.press`` (labels' reading and ours).

The odd articles are read for their totals too, as one collection is, but none of their text is
shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bench.polnear import words_in
from bench.press.gold import UNNAMED, Labelled, Said, articles
from bench.press.readings import FoundSaid, Reading, ours
from bench.press.scores import bare, content, meant, nearest, way

_WORD = re.compile(r"[^\W_]+")

Who = Mapping[str, frozenset[str]]


def errors(one: Labelled, reading: Reading, who: Who) -> Iterator[str]:
    """Give a line for each name, quotation, role and speaker that differs from the labels."""
    yield from _names(one, reading)
    for said in one.said:
        found = nearest(one, said, reading.said)
        shown = f"{said.number} {said.kind} {_cut(one, said)!r}"
        if found is None:
            yield f"quotation not found: {shown}"
        else:
            yield from (f"{line}: {shown}" for line in _differs(one, said, found, who))


def _names(one: Labelled, reading: Reading) -> Iterator[str]:
    gold = {bare(one.text, name.place): name.kind for name in one.names}
    found = {bare(one.text, name.place): name.kind for name in reading.names}
    for place in sorted(gold.keys() | found.keys()):
        if gold.get(place) != found.get(place):
            words = one.text[slice(*place)]
            yield f"name: {words!r} is {gold.get(place, 'none')}, ours {found.get(place, 'none')}"


def _differs(one: Labelled, said: Said, found: FoundSaid, who: Who) -> Iterator[str]:
    told = {"s": found.words.origin, "c": found.words.cue, "q": found.words.content}
    for role, name in (("s", "speaker's words"), ("c", "cue"), ("q", "content")):
        if told[role] != words_in(one.text, said.pieces(role)):
            yield f"{name} ours {_words(one.text, told[role])!r}"
    if (found.words.direct, said.kind) in ((True, "mixed"), (True, "indirect"), (False, "direct")):
        yield "direct or not"
    mine = who.get(found.speaker or "", frozenset({UNNAMED if found.speaker is None else "?"}))
    if not mine & said.speakers:
        right, answer = ("/".join(sorted(some)) for some in (said.speakers, mine))
        yield f"who by {way(one, said)}: {right}, ours {answer}"


def _words(text: str, starts: frozenset[int]) -> str:
    found = (_WORD.match(text, start) for start in sorted(starts))
    return " ".join(word[0] for word in found if word)


def _cut(one: Labelled, said: Said) -> str:
    return _words(one.text, content(one, said))[:70]


def main() -> None:
    """Print the errors of the even articles."""
    mine = ours(articles())
    who = meant(articles(), mine)
    for one in articles():
        if one.number % 2 == 0:
            print(f"{one.number:02d} {one.slug}")
            print("".join(f"    {line}\n" for line in errors(one, mine[one.number], who)))


if __name__ == "__main__":
    main()
