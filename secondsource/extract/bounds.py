"""Where a name begins and ends in one passage: the tagger's answers cut to size.

What may live here: corrections that one passage's words suffice for. The statistical tagger is
good at seeing that there is a name and poor at its edges: it takes in "the", titles, the verb
of a headline, a list of two names, and adjectives of nations that name nobody. Names of the
directory win over it, except inside a longer name ("Bank of Norway").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.extract.directory import Known, peoples, world
from secondsource.extract.firstnames import is_first_name
from secondsource.extract.shapes import shapes_in, states_in
from secondsource.extract.spellings import folded, is_given
from secondsource.extract.titles import is_title, title_before, title_within
from secondsource.language import language
from secondsource.records import NameKind

_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "organisation",
    "EVENT": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "other": "other",
}
_APART = re.compile(r"\s*[;:\n|/•\"]\s*|\s+-+\s+|\s*[()\[\]]\s*|\s+(?:on|says?|said)\s+")
_LISTED = re.compile(
    r"\s*[;:\n|/•\"]\s*|\s+-+\s+|\s*[()\[\]]\s*|,\s+(?![JS]r\b)"
    r"|\s+(?:and|&|of|on|in|at|for|with|to|from|by|says?|said|told)\s+"
)
_LEFT = re.compile(r"(?:[\s\"'.,;:!?*#@)\]}&-]+|(?:the|The|THE|a|A|an|An)\s+)+")
_RIGHT = re.compile(r"(?:'s|(?<=s)'|[\s\"',;:!?*(\[{&-]+|(?<![A-Z])(?<!Inc)(?<!\b[JS]r)\.)+$")
_RIGHT_MARK = re.compile(r"[\s\"',;:!?*(\[{&.-]|(?<=')s")  # what the ends of such edges are
_OWNER = re.compile(r"'s?\s+")
_WORD = re.compile(r"[^\s]+")
_CAPITALS = re.compile(
    r"(?<![\w.'-])[^\W\d_a-z][\w'-]+"
    r"(?:\s(?:(?:al|el|bin|ibn|van|von|der|de|da|di|del)[ -]){0,2}[^\W\d_a-z](?:[\w'-]+|\.)){0,3}"
)
_ADDRESS = frozenset("#@_")
_QUOTED = re.compile("[\"'][,.]?[\"'].?")
_ONE_OF = re.compile(r"(?<!\w)an?\s$")
_DATELINE = re.compile(
    r"\s*(?P<town>[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){0,3})"
    r"(?:, (?P<land>[^\s,(][^,(\n]{1,30}?))?(?:, [^(\n]{1,30}?)?"
    r"(?: ?\((?P<agency>[^)\n]{2,30})\))?(?: -+ |: |, (?=[A-Z][a-z]+day\b))"
)
_NICKNAMED = re.compile(
    r"(?<![\w'-])([^\W\d_a-z][\w'-]+) "
    r"(?:(?P<mark>[\"'])(?:[Tt]he )?[^\W\d_a-z][\w'-]*(?: [\w'-]+)?(?P=mark)"
    r"|\( ?[^\W\d_a-z][\w'-]+ ?\)) ([^\W\d_a-z][\w'-]*\w)"
)
_JOINED = re.compile(r"-[^\W\d_a-z][^\W_]*")
_HALF = re.compile(r"(?<![\w-])([^\W\d_a-z][a-z][^\W\d_]+)-$")  # "Lund-", before "Roos"
_FIRST = re.compile(r"(?<![\w.'#@-])((?:[^\W\d_a-z]\.?){1,3}|[^\W\d_a-z][^\W\d_]+) $")
_SUFFIX = re.compile(r",? (?:[JS]r\b\.?|I{2,3}\b|IV\b)")
_BEFORE_NAME = re.compile(r"(?<![\w#@'-])([^\W\d_a-z][^\W\d_]+) $")
_AFTER_NAME = re.compile(r" ([^\W\d_a-z][\w-]*[^\W\d_])(?![\w'-]*-)")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_FIRSTS = 4  # first names and initials before a surname, at most
# No name with an office before it is longer; what is, is a run of capitals.
_STRETCH = 120
# Of the headlines of the wire-events pages those in title case capitalise every word of four
# letters and more; of the others one in eighty capitalises four fifths of them, none more.
_TITLE_CASE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A name in one passage, in offsets of its levelled text.

    ``known`` is the directory's entry, None for what the tagger alone saw; ``sure`` says that
    a dateline settles the kind.
    """

    start: int
    end: int
    kind: NameKind
    known: Known | None = None
    title: tuple[int, int] | None = None
    sure: bool = False


@cache
def _endings(table: str) -> frozenset[str]:
    return frozenset(language("en").terms(f"names.{table}"))


@cache
def _last_words() -> frozenset[str]:
    tables = ("organisation_words", "place_words", "event_words")
    return frozenset().union(*map(_endings, tables))


@cache
def _particles() -> frozenset[str]:
    return frozenset(language("en").terms("people.particles"))


def in_title_case(text: str) -> bool:
    """Say whether a text's capitals tell nothing: a headline in title case or all in capitals.

    >>> in_title_case("Harbour Ferry Sinks Off Coast"), in_title_case("Ada Roos left the port.")
    (True, False)
    """
    if text.isupper() and " " in text.strip():
        return True
    words = _LONG_WORD.findall(text)[1:]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 1 and capitals >= _TITLE_CASE * len(words)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end:
        before = (start, end)
        if left := _LEFT.match(text, start, end):
            start = left.end()
        if _RIGHT_MARK.match(text, end - 1, end) and (right := _RIGHT.search(text[start:end])):
            end = start + right.start()
        words = list(_WORD.finditer(text, start, end))
        while words and words[0].group().islower() and words[0].group() not in _particles():
            words.pop(0)
        while words and words[-1].group().islower():
            words.pop()
        if not words:
            return end, end
        start, end = words[0].start(), words[-1].end()
        if before == (start, end):
            break
    return start, end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] == "-":
        end -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    if joined := _JOINED.match(text, end):
        end = joined.end()
    before = text[max(0, start - 24) : start] if text[start - 1 : start] in ("", "-") else ""
    if particle := re.search(r"(?<!\w)(?:[aA]l|[eE]l)-$", before):
        return start - len(particle.group()), end
    half = _HALF.search(before)
    if half and half[1] not in peoples("en") and not world("en").get(half[1]):
        start -= len(half[0])
    return start, end


@cache
def _nameless() -> frozenset[str]:
    return peoples("en") | _endings("directions")


def names_something(words: str) -> bool:
    """Say whether a run of words can be a name: not a title, a people, a day, a number.

    >>> [names_something(words) for words in ("Prime Minister", "Russian", "Tuesday", "Roos")]
    [False, False, False, True]
    """
    found = [word.strip(".,'\"") for word in words.replace("-", " ").split()]
    if not found or len(found) > 9 or not any(word[:1].isupper() for word in found):
        return False
    if len(words) < 2 or (len(found) == 1 and found[0] in _endings("never")):
        return False
    return not is_title(words) and not all(
        word in _nameless() or word.islower() or word in _endings("never") for word in found
    )


def _kind_of(words: list[str], kind: NameKind) -> NameKind:
    last = words[-1]
    if len(words) > 1 and kind != "organisation" and last in _endings("organisation_words"):
        return "organisation"
    if len(words) > 1 and kind == "person" and last in _endings("place_words"):
        return "place"
    if len(words) > 1 and last in _endings("event_words"):
        return "other"
    if kind == "person" and any(letter.isdigit() for word in words for letter in word):
        return "other"
    return kind


def _only_people(word: str) -> bool:
    return word in peoples("en") and not is_given(word.lower())


def _looks_like_person(words: list[str]) -> bool:
    return (
        2 <= len(words) <= 3
        and is_given("".join(folded(words[0])))
        and all(word[0].isupper() for word in words)
        and not any(words[-1] in table for table in (_last_words(), peoples("en")))
    )


def _with_given(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a lone word to the full name: a given name before it, or a surname after it."""
    before = _BEFORE_NAME.search(text[max(0, start - 24) : start])
    if before and is_given(before[1].lower()) and not is_given(text[start:end].lower()):
        return start - len(before.group()), end
    after = _AFTER_NAME.match(text, end)
    if (
        after
        and is_given(text[start:end].lower())
        and not world("en").get(after[1])
        and not any(after[1] in _endings(end) for end in ("organisation_words", "place_words"))
        and not is_title(after[1])
        and after[1] not in peoples("en")
    ):
        return start, after.end()
    return start, end


def _amid(text: str, start: int, end: int) -> int | None:
    """Give where a title begins amid a stretch that ends in a person: "Lindholm Mayor Ada Roos"."""
    if end - start > _STRETCH:
        return None
    for word in list(_WORD.finditer(text, start, end))[1:-1]:
        title = title_within(text, word.start(), end)
        if title and _kind_of(text[title[1] : end].split(), "person") == "person":
            return word.start()
    return None


def _with_first(text: str, start: int) -> int:
    """Widen a person's name over initials and first names before it: "N. Roos", "Ada M Roos"."""
    for _ in range(_FIRSTS):
        before = _FIRST.search(text[max(0, start - 24) : start])
        if before is None:
            break
        word = before[1]
        if not (len(word.rstrip(".")) == 1 or is_first_name("".join(folded(word)))):
            break
        if word in ("I", "A") or (len(word) > 2 and not names_something(word)):
            break
        start -= len(before[0])
    return start


def _without_verb(text: str, start: int, end: int) -> int:
    """Give where a person's name ends before the verb of a headline: "Ada Roos Dies"."""
    words = list(_WORD.finditer(text, start, end))
    while len(words) > 1 and words[-1].group() in _endings("headline_verbs"):
        words.pop()
    return words[-1].end() if words else end


def _cut(text: str, start: int, end: int, kind: NameKind) -> Iterator[Found]:
    """Cut one stretch to a name: owner, title and edges off, the kind seen again."""
    start, end = _trimmed(text, *_whole_words(text, start, end)) if start < end else (end, end)
    if start >= end:
        return
    if " " not in text[start:end]:
        start, end = _with_given(text, start, end)
    owner = _OWNER.search(text, start, end)
    if owner and (kind == "person" or world("en").get(text[start : owner.start()])):
        yield from _cut(text, start, owner.start(), kind)
        yield from _cut(text, owner.end(), end, kind)
        return
    amid = _amid(text, start, end) if kind != "other" else None
    if amid is not None:
        yield from _cut(text, start, amid, "organisation")
        yield from _cut(text, amid, end, "person")
        return
    title = title_within(text, start, end)
    rest = text[title[1] : end].split() if title else []
    named = rest and is_given("".join(folded(rest[0]))) and _kind_of(rest, "person") == "person"
    if title and (kind == "person" or named):
        start, end = _trimmed(text, title[1], end)
        kind = "person"
    else:
        title = None
    if kind == "person":
        end = _without_verb(text, start, end)
        suffix = _SUFFIX.match(text, end)
        end = suffix.end() if suffix and " " in text[start:end] else end
        start = _with_first(text, start)
    words = text[start:end].split()
    while kind == "person" and len(words) > 1 and _only_people(words[0]):
        start += len(words[0]) + 1
        words = words[1:]
    lone_word = len(words) == 1 and words[0] in _endings("place_words")
    if not names_something(text[start:end]) or lone_word:
        return
    kind = "person" if kind != "person" and _looks_like_person(words) else _kind_of(words, kind)
    if (
        title is None
        and len(words) > 1
        and _QUOTED.fullmatch(text[start - 1 : start] + text[end : end + 2])
    ):
        kind = "other"
    yield Found(start, end, kind, None, title)


def _proposals(text: str, tag: tuple[int, int, str]) -> Iterator[Found]:
    start, end, label = tag
    kind = _KINDS.get(label)
    if kind is None or (label == "NORP" and " " not in text[start:end]):
        return
    apart = _LISTED if label in ("person", "place", "PERSON", "GPE") else _APART
    here = start
    for mark in apart.finditer(text, start, end):
        photographer = mark.group() == "/" and 1 <= text[here : mark.start()].count(" ") <= 2
        yield from _cut(text, here, mark.start(), "person" if photographer else kind)
        here = mark.end()
    yield from _cut(text, here, end, kind)


def _titled(text: str) -> Iterator[Found]:
    """Names that only a title before them gives away."""
    for run in _CAPITALS.finditer(text):
        start, end = _trimmed(text, run.start(), run.end())
        start = _with_first(text, start) if start < end else start
        title = title_within(text, start, end) or title_before(text, start)
        if title is None:
            continue
        start = max(start, title[1] + 1)
        words = text[start:end].split()
        if (
            words
            and names_something(text[start:end])
            and not world("en").get(text[start:end])
            and _kind_of(words, "person") == "person"
            and words[0] not in peoples("en")
            and words[0] not in _endings("organisation_words")
            and not text[start:end].isupper()
            and not (text[title[0]].isupper() and _ONE_OF.search(text[: title[0]][-4:]))
        ):
            yield Found(start, end, "person", None, title)


def _extra_capitals(text: str, outer: Found, inner: Found) -> bool:
    """Say whether a longer name has words of its own around a known one."""
    if inner.end < outer.end and text[outer.start : outer.end].split()[-1] in _last_words():
        return True
    around = f"{text[outer.start : inner.start]} {text[inner.end : outer.end]}"
    rest = [word for word in around.replace("-", " ").split() if word[:1].isupper()]
    return bool(rest) and names_something(" ".join(rest))


def _merged(text: str, hits: Sequence[Found], proposals: Sequence[Found]) -> Iterator[Found]:
    """Yield the directory's names less those inside a longer proposal, then what proposals add."""
    over: dict[int, list[Found]] = {}
    for proposal in proposals:
        for at in range(proposal.start, proposal.end):
            over.setdefault(at, []).append(proposal)
    owners: dict[int, Found] = {}
    for hit in hits:
        larger = [
            p
            for p in over.get(hit.start, ())
            if hit.end <= p.end and (p.kind != "person" or hit.kind != "organisation")
        ]
        if not any(_extra_capitals(text, outer, hit) for outer in larger):
            owners.update(dict.fromkeys(range(hit.start, hit.end), hit))
            yield hit
    for found in proposals:
        taken = _owner(found, owners)
        for name in _beside(text, found, taken) if taken else (found,):
            if _owner(name, owners) is None:
                owners.update(dict.fromkeys(range(name.start, name.end), name))
                yield name


def _owner(name: Found, owners: Mapping[int, Found]) -> Found | None:
    """Give the first name that holds a character of this one; by character, so it is linear."""
    return next((owners[at] for at in range(name.start, name.end) if at in owners), None)


def _beside(text: str, found: Found, taken: Found) -> Iterator[Found]:
    """Give what an agency glued to a person's name leaves of it: "Getty Images Ada Roos"."""
    for start, end in ((found.start, taken.start), (taken.end, found.end)):
        if start < end and found.kind == "person" and taken.kind == "organisation":
            yield from _cut(text, start, end, "person")


def _nicknamed(text: str) -> Iterator[Found]:
    """Give the names that hold a nickname: 'Ada "The Tern" Roos', "Ada (Addie) Roos"."""
    for name in _NICKNAMED.finditer(text):
        if is_first_name("".join(folded(name[1]))) and names_something(name[3]):
            yield Found(name.start(), name.end(), "person", sure=True)


def _dateline(text: str) -> Iterator[Found]:
    """Give the names of the dateline that opens a report: "OSLO, Norway (Agency) -"."""
    opening = _DATELINE.match(text)
    if opening is None:
        return
    for group, kind in (("town", "place"), ("land", "place"), ("agency", "organisation")):
        start, end = opening.span(group)
        if start < 0 or not names_something(text[start:end]) or not text[start].isupper():
            continue
        known = world("en").get(text[start:end]) or world("en").get(text[start:end].title())
        if group != "agency" and any(letter.isdigit() for letter in text[start:end]):
            continue
        yield Found(start, end, known.kind if known else kind, known, sure=True)  # type: ignore[arg-type]


def found_in(
    text: str, tags: Sequence[tuple[int, int, str]], *, title_case: bool = False
) -> tuple[Found, ...]:
    """Give the names of one passage, in order, none touching another.

    ``tags`` are (start, end, spaCy's label) in offsets of ``text``, which is levelled. Where
    it is in title case, known names win even inside a longer run of capitals.

    >>> text = "Russian Foreign Minister Ada Roos flew to Oslo."
    >>> [(text[n.start : n.end], n.kind) for n in found_in(text, [(0, 33, "PERSON")])]
    [('Ada Roos', 'person'), ('Oslo', 'place')]
    """
    hits = () if text.isupper() else tuple(world("en").hits(text))
    known = [
        Found(hit.start, hit.end, hit.known.kind, hit.known)
        for hit in hits
        if text[hit.start - 1 : hit.start] not in _ADDRESS
    ]
    states = (Found(start, end, "place", sure=True) for start, end in states_in(text))
    opening = [*_dateline(text), *_nicknamed(text), *states]
    opened = {at: one for one in opening for at in range(one.start, one.end)}
    known = [one for one in known if _owner(one, opened) is None] + opening
    shapes = () if title_case else shapes_in(text, tags)
    proposals = [found for start, end, kind in shapes for found in _cut(text, start, end, kind)]
    proposals += [found for tag in tags for found in _proposals(text, tag)]
    if title_case:
        firm = {at: hit for hit in known for at in range(hit.start, hit.end)}
        proposals = [one for one in proposals if _owner(one, firm) is None]
    else:
        proposals += _titled(text)
    # A handle or a hashtag is an address, no name: "@adaroos", "#Oslo".
    found = (
        one
        for one in _merged(text, known, proposals)
        if text[one.start - 1 : one.start] not in _ADDRESS
    )
    return tuple(sorted(found, key=lambda name: (name.start, name.end)))
