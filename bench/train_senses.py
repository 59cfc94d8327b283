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
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # before numpy

import numpy as np

from bench.rows import folder
from secondsource.errors import Misuse
from secondsource.extract.lemmas import sense
from secondsource.language import language

SHIPPED = Path(__file__).parent.parent / "secondsource" / "compare" / "senses.json"
# Two articles, so that misprints stay out; three forms of a class say what it means.
LEAST, FORMS = 2, 3
# Half of the cosine: below it stand words of one field ("valve", "boiler") and hardly a synonym.
NEAR, NEIGHBOURS = 0.5, 8
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WORD = re.compile(r"[A-Za-z][a-z]{2,}")
_LAYERS, _HEADS, _BATCH = 6, 12, 256


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


class Encoder:
    """A sentence encoder of the BERT kind, for words alone."""

    def __init__(self, place: Path) -> None:
        raw = (place / "model.safetensors").read_bytes()
        if sha256(raw).hexdigest() != MODEL_SHA256:
            raise Misuse(f"{place} holds another model than the card names")
        size = struct.unpack("<Q", raw[:8])[0]
        self.weights: dict[str, Any] = {}
        for name, about in json.loads(raw[8 : 8 + size]).items():
            if about.get("dtype") == "F32":
                start, end = (8 + size + at for at in about["data_offsets"])
                flat = np.frombuffer(raw[start:end], np.float32)
                self.weights[name] = flat.reshape(about["shape"])
        pieces = (place / "vocab.txt").read_text("utf-8").split("\n")
        self.pieces = {piece: at for at, piece in enumerate(pieces)}

    def cut(self, word: str) -> list[int]:
        """Cut a word into the longest pieces of the vocabulary, first to last."""
        found, start = [self.pieces["[CLS]"]], 0
        while start < len(word):
            lead = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if lead + word[start:e] in self.pieces), 0)
            if not end:
                return [self.pieces["[CLS]"], self.pieces["[UNK]"], self.pieces["[SEP]"]]
            found.append(self.pieces[lead + word[start:end]])
            start = end
        return [*found, self.pieces["[SEP]"]]

    def vectors(self, words: Sequence[str]) -> Mapping[str, Any]:
        """Give each word's vector, of length 1."""
        by_size: defaultdict[int, list[tuple[str, list[int]]]] = defaultdict(list)
        for word in words:
            cut = self.cut(word)
            by_size[len(cut)].append((word, cut))
        found: dict[str, Any] = {}
        for _, own in sorted(by_size.items()):
            for at in range(0, len(own), _BATCH):
                batch = own[at : at + _BATCH]
                encoded = self._encoded(np.array([cut for _, cut in batch]))
                found.update(zip((word for word, _ in batch), encoded, strict=True))
        return found

    def _encoded(self, ids: Any) -> Any:
        w, (rows, width) = self.weights, ids.shape
        x = w["embeddings.word_embeddings.weight"][ids]
        x = x + w["embeddings.position_embeddings.weight"][:width]
        x = self._levelled(
            x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        for layer in range(_LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.", (rows, width, _HEADS, -1))
        mean = x.mean(1)
        return mean / np.linalg.norm(mean, axis=1, keepdims=True)

    def _layer(self, x: Any, at: str, shape: tuple[int, ...]) -> Any:
        from scipy.special import erf  # type: ignore[import-untyped]

        def heads(name: str) -> Any:
            found = self._linear(x, f"{at}attention.self.{name}")
            return found.reshape(shape).transpose(0, 2, 1, 3)

        query, key, value = heads("query"), heads("key"), heads("value")
        told = query @ key.transpose(0, 1, 3, 2) / math.sqrt(query.shape[-1])
        told = np.exp(told - told.max(-1, keepdims=True))
        seen = (told / told.sum(-1, keepdims=True)) @ value
        seen = self._linear(
            seen.transpose(0, 2, 1, 3).reshape(x.shape), f"{at}attention.output.dense"
        )
        x = self._levelled(x + seen, f"{at}attention.output.LayerNorm")
        wide = self._linear(x, f"{at}intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
        return self._levelled(x + self._linear(wide, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _linear(self, x: Any, name: str) -> Any:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _levelled(self, x: Any, name: str) -> Any:
        spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        level = (x - x.mean(-1, keepdims=True)) / spread
        return level * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


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
