"""Train what words are near in meaning: ``python -m bench.train_senses MODEL [OUT.json]``.

MODEL is a folder with ``model.safetensors`` and ``vocab.txt`` of all-MiniLM-L6-v2 (Apache-2.0),
which is run here in numpy on single words only; nothing of it ships but each word's neighbours.
Words are the classes of ``extract.lemmas.sense`` that stand in two articles or more of the news
sets; a class lies at the mean of its commonest forms. Each gets a line a person can read: how
rare it is in those articles, and which classes are near it, with their cosines in hundredths.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

import numpy as np

from bench.minilm import Encoder
from bench.rows import folder
from secondsource.extract.lemmas import sense
from secondsource.language import language

SHIPPED = Path(__file__).parent.parent / "secondsource" / "compare" / "senses.json"
# Two articles, so that misprints stay out; three forms of a class say what it means.
LEAST, FORMS = 2, 3
# Half of the cosine: below it stand words of one field ("valve", "boiler") and hardly a synonym.
NEAR, NEIGHBOURS = 0.5, 8
_WORD = re.compile(r"[A-Za-z][a-z]{2,}")


def news(root: Path) -> Iterator[str]:
    """Yield the texts whose words are counted, one an article."""
    for place in sorted((root / "pages-fulltext").glob("*/gold/*")):
        yield place.read_text("utf-8", errors="replace")
    for place in sorted((root / "polnear").glob("*/text/**/*.txt")):
        yield place.read_text("utf-8", errors="replace")
    for place in sorted((root / "ecbplus" / "ECB+").glob("*/*.xml")):
        if int(place.parent.name) % 2 == 0:  # the topics that are tuned on
            tokens = ElementTree.parse(place).getroot().iter("token")
            yield " ".join(token.text or "" for token in tokens)


def counted(texts: Iterator[str]) -> tuple[dict[str, Counter[str]], Counter[str], int]:
    """Count the forms of each class, the articles it stands in, and the articles."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[str] = Counter()
    total = 0
    for total, text in enumerate(texts, 1):  # noqa: B007 - the last is the count
        words = [word for word in _WORD.findall(text) if word.islower()]
        for word in words:
            forms[sense(word)][word] += 1
        articles.update({sense(word) for word in words})
    for head, members in language("en").table("sameness").items():
        for word in (head, *members):
            forms[sense(word)][word] += 1
            articles[sense(word)] = max(articles[sense(word)], LEAST)
    kept = {head: own for head, own in forms.items() if articles[head] >= LEAST}
    return kept, articles, total


def trained(place: Path, root: Path) -> dict[str, str]:
    """Give the file's contents: of each word its rarity and its neighbours, the nearest first."""
    forms, articles, total = counted(news(root))
    heads = sorted(forms)
    common = {head: forms[head].most_common(FORMS) for head in heads}
    vectors = Encoder(place).vectors(sorted({w for own in common.values() for w, _ in own}))
    full = np.array([sum(math.sqrt(n) * vectors[w] for w, n in common[h]) for h in heads])
    full = full / np.linalg.norm(full, axis=1, keepdims=True)
    full = full - full.mean(0)
    full = full / np.linalg.norm(full, axis=1, keepdims=True)
    near: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for at, head in enumerate(heads):
        cosines = np.round(100 * (full @ full[at])).astype(int)
        nearest = [o for o in np.argsort(-cosines, kind="stable") if o != at][:NEIGHBOURS]
        for other in nearest:
            if cosines[other] >= 100 * NEAR:
                near[head][heads[other]] = near[heads[other]][head] = int(cosines[other])
    return {
        head: " ".join(
            [
                f"{math.log((total + 1) / articles[head]):.1f}",
                *(f"{o}:{c}" for o, c in sorted(near[head].items(), key=lambda n: (-n[1], n[0]))),
            ]
        )
        for head in heads
    }


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit("name the folder of the model: python -m bench.train_senses MODEL")
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else SHIPPED
    told = trained(Path(sys.argv[1]), folder("polnear").parent)
    out.write_text(json.dumps(told, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{out}: {len(told)} words")
