"""ECB+ as the program reads it: the text put together again, its sentences, where each token is."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from secondsource.records import Account, Article, Page, Passage, Span
from secondsource.textview import passage_key

_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]%]|'s|n't|'|''")


@dataclass(frozen=True, slots=True)
class Document:
    """One text: an account without names, its tokens and sentences by their numbers."""

    root: ET.Element
    account: Account
    tokens: Mapping[str, tuple[int, int]]
    sentences: Mapping[str, tuple[int, int]]

    def span(self, mark: ET.Element) -> tuple[int, int] | None:
        """Give the hull of a label's tokens, None for a label of a whole chain."""
        places = [self.tokens[one.get("t_id", "")] for one in mark.iter("token_anchor")]
        return (places[0][0], places[-1][1]) if places else None


def document_of(path: Path) -> Document:
    """Read one file; the text has a line for each sentence and no space before a comma."""
    root = ET.parse(path).getroot()
    pieces: list[str] = []
    tokens: dict[str, tuple[int, int]] = {}
    sentences: dict[str, tuple[int, int]] = {}
    at = 0
    for token in root.iter("token"):
        word = token.text or ""
        number = token.get("sentence", "0")
        gap = "\n" if number not in sentences else " "
        if at and not (gap == " " and _NO_SPACE_BEFORE.fullmatch(word)):
            pieces.append(gap)
            at += 1
        tokens[token.get("t_id", "")] = (at, at + len(word))
        sentences[number] = (sentences.get(number, (at, at))[0], at + len(word))
        pieces.append(word)
        at += len(word)
    text = "".join(pieces)
    page = Page(id=path.stem, input=path.name, text=text)
    passages = tuple(
        Passage(Span(page.id, start, end), passage_key(text[start:end]), 0)
        for start, end in sentences.values()
    )
    account = Account(page, Article(id=page.id, family=page.id), passages)
    return Document(root, account, tokens, sentences)


def topics(folder: Path) -> Iterator[tuple[int, list[Path]]]:
    """Yield each topic's number and files, in order of the number."""
    places = sorted((folder / "ecbplus" / "ECB+").iterdir(), key=lambda place: int(place.name))
    for topic in places:
        yield int(topic.name), sorted(topic.glob("*.xml"))


def chosen(folder: Path) -> Mapping[str, frozenset[str]]:
    """Give, by file name without its ending, the numbers of the sentences that are labelled."""
    found: dict[str, set[str]] = defaultdict(set)
    place = folder / "ecbplus" / "ECBplus_coreference_sentences.csv"
    with place.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    return {name: frozenset(numbers) for name, numbers in found.items()}
