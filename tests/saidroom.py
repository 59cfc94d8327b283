"""A made-up collection, built by hand, in which it is known who said what, when and to whom.

A minister on a dam: one quotation in three outlets of two owners, told on Tuesday in one of them;
one inside another's words; one without a day; her namesake; and a ministry's spokesman.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from secondsource.records import (
    Account,
    Article,
    Dating,
    Entity,
    Mention,
    NameKind,
    Page,
    Passage,
    Quotation,
    Report,
    Span,
    Story,
    TimeMention,
)
from secondsource.sentences import sentences_of
from secondsource.textview import passage_key

HOLDS = "The dam at Sel will hold"
TEXTS = {
    "herald": (
        "Dam will hold, minister says\n\n"
        f"“{HOLDS},” Ada Roos told Levpress on Tuesday. She had been to Sel on Monday.\n\n"
        "There is no other plan, said Jan Kolb, a spokesman for the Ministry of Works."
    ),
    "post": f"Sel dam safe\n\n“{HOLDS},” the minister said.",
    "tribune": f"Dam\n\nAda Roos said: “{HOLDS}, and I will sleep below it.”",
    "pilot": (
        "A promise\n\nViktor Roos warned that Ada Roos had promised new gates. "
        "“=1+1,” said Marta Çelik-O’Neil. Nils Arp looked on."
    ),
    "gazette": "Old news\n\nOn Friday, Ada Roos said that dams are like cats.",
}
DAYS = {
    "herald": "2024-03-13",
    "post": "2024-03-14",
    "tribune": "2024-03-14",
    "pilot": "2024-04-02",
}
NAMES: Mapping[str, tuple[NameKind, str]] = {
    "e-ada": ("person", "Ada Roos"),
    "e-viktor": ("person", "Viktor Roos"),
    "e-marta": ("person", "Marta Çelik-O’Neil"),
    "e-kolb": ("person", "Jan Kolb"),
    "e-arp": ("person", "Nils Arp"),
    "e-works": ("organisation", "Ministry of Works"),
    "e-lev": ("organisation", "Levpress"),
}


def place(name: str, words: str, within: str = "", texts: Mapping[str, str] = TEXTS) -> Span:
    """The place of words in an article, inside other words if those are given."""
    start = texts[name].index(within) if within else 0
    start = texts[name].index(words, start)
    return Span(name, start, start + len(words))


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation by its words: where its content, cue and speaker stand."""

    id: str
    page: str
    words: str
    cue: str
    by: str
    kind: Any = "direct"
    speaker: str | None = "e-ada"
    near: str = ""
    spans: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)

    def made(self, texts: Mapping[str, str]) -> Quotation:
        """Build the record; ``near`` is words in which cue and speaker stand."""
        at = place(self.page, self.words, texts=texts)
        return Quotation(
            self.id,
            at,
            self.kind,
            (at,),
            cue=place(self.page, self.cue, self.near, texts),
            speaker=self.speaker,
            speaker_span=place(self.page, self.by, self.near, texts),
            **{name: place(self.page, words, texts=texts) for name, words in self.spans.items()},
            **{"confidence": 0.86, **self.more},
        )


_KOLB = "Jan Kolb, a spokesman for the Ministry of Works"
_LEV = {"addressee": "Levpress", "via": "told Levpress"}
QUOTES = (
    Quote("q1", "herald", HOLDS, "told", "Ada Roos", spans=_LEV, more={"same_as": ("q2", "q3")}),
    Quote("q2", "post", HOLDS, "said", "the minister", more={"same_as": ("q1",)}),
    Quote("q3", "tribune", f"{HOLDS}, and I will sleep below it.", "said", "Ada Roos",
          more={"same_as": ("q1",)}),
    Quote("q4", "herald", "There is no other plan", "said", _KOLB, "indirect", "e-kolb",
          near="plan, said"),
    Quote("q5", "pilot", "Ada Roos had promised new gates", "warned", "Viktor Roos", "indirect",
          "e-viktor"),
    Quote("q6", "pilot", "new gates", "promised", "Ada Roos", "indirect", near="Ada Roos had"),
    Quote("q7", "pilot", "=1+1", "said", "Marta Çelik-O’Neil", speaker="e-marta",
          near="said Marta"),
    Quote("q8", "gazette", "dams are like cats", "said", "Ada Roos", "indirect",
          more={"denied": True}),
)  # fmt: skip


def account(name: str, texts: Mapping[str, str] = TEXTS) -> Account:
    """One article with its passages."""
    text, day = texts[name], DAYS.get(name)
    headline = len(text.partition("\n")[0])
    page = Page(name, f"news/{name}.txt", text, url=f"https://{name}.example/dam", text_sha256="0")
    article = Article(
        name,
        {"post": "herald"}.get(name, name),
        outlet=name.title(),
        headline=Span(name, 0, headline),
        language="en",
        published=Dating(day, day, 0.9) if day else Dating(),
        body=(Span(name, headline, len(text)),),
    )
    passages = tuple(
        Passage(Span(name, a, b), passage_key(text[a:b]), 0)
        for a, b in sentences_of(text, headline + 2, len(text))
    )
    return Account(page, article, passages)


def time(name: str, words: str, day: str | None, texts: Mapping[str, str] = TEXTS) -> TimeMention:
    """A weekday, bound to a day or not."""
    anchor: Any = "published" if day else "unknown"
    return TimeMention(place(name, words, texts=texts), day, day, anchor, "DATE", day or "")


def report_of(quotes: tuple[Quote, ...] = QUOTES, texts: Mapping[str, str] = TEXTS) -> Report:
    """The report; other texts and quotations may stand in for those above."""
    times = {
        "herald": (time("herald", "Tuesday", "2024-03-12"), time("herald", "Monday", "2024-03-11")),
        "gazette": (time("gazette", "Friday", None),),
    }
    accounts = tuple(
        replace(
            account(name, texts),
            quotations=tuple(one.made(texts) for one in quotes if one.page == name),
            times=times.get(name, ()) if texts is TEXTS else (),
        )
        for name in sorted(texts)
    )
    return Report(
        accounts=accounts,
        entities=tuple(
            Entity(ident, kind, name, (name,), _mentions(name, kind, texts))
            for ident, (kind, name) in NAMES.items()
        ),
        stories=tuple(
            Story(f"s-{ident}", None, pages)
            for ident, pages in (
                ("dam", tuple(one for one in ("herald", "post", "tribune") if one in texts)),
                *((name, (name,)) for name in sorted(texts) if name in ("pilot", "gazette")),
            )
        ),
    )


def _mentions(name: str, kind: NameKind, texts: Mapping[str, str]) -> tuple[Mention, ...]:
    return tuple(
        Mention(Span(page, at, at + len(name)), kind)
        for page, text in sorted(texts.items())
        for at in range(len(text))
        if text.startswith(name, at)
    )
