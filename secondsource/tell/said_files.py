"""Who said what, for other programs: one JSON object, schema ``secondsource-said/1``, and CSV.

What may live here: writing what an answer holds, all of it. Fields may be added, never renamed.
A place is ``{"article", "span", "words"}``, the span in code points of the article's text; the
words are its own on one line. The table has one row for each print.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from secondsource.records import Quotation, Span
from secondsource.tell.days_said import Day, content_of
from secondsource.tell.desk import Desk
from secondsource.tell.plain import cell
from secondsource.tell.said import Answer, Print, Saying, Speaker, speakers_in, words_said

SCHEMA = "secondsource-said/1"
COLUMNS = (
    "saying",
    "speaker",
    "speaker_id",
    "speaker_printed",
    "confidence",
    "words",
    "kind",
    "cue",
    "addressee",
    "via",
    "occasion",
    "said_earliest",
    "said_latest",
    "said_how",
    "said_words",
    "told_by",
    "denied",
    "refused",
    "reacts",
    "hedge",
    "in_headline",
    "found_in",
    "outlets",
    "outlet",
    "published_earliest",
    "published_latest",
    "headline",
    "place",
    "url",
    "article",
    "start",
    "end",
    "story",
)
SPEAKER_COLUMNS = (
    "speaker",
    "speaker_id",
    "kind",
    "quotations",
    "outlets",
    "earliest",
    "latest",
)

Json = dict[str, Any]


def object_of(desk: Desk, answer: Answer) -> Json:
    """Give an answer as one object: with a name its sayings, without one the speakers.

    Where the quotations of many are asked for, it has both.

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> from secondsource.tell.said import Asked, said
    >>> object_of(desk_of(Report()), said(Report(), Asked()))["speakers"]
    []
    """
    asked = answer.asked
    head: Json = {
        "schema": SCHEMA,
        "asked": {
            "name": asked.name,
            "about": asked.about,
            "to": asked.to,
            "since": asked.since,
            "until": asked.until,
            "unnamed": asked.unnamed,
        },
        "undated_left_out": answer.undated,
    }
    if asked.by_speaker:
        return {
            **head,
            "more": answer.more,
            "speakers": [_speaker(desk, one) for one in answer.speakers],
            "sayings": [_saying(desk, one) for one in answer.sayings],
        }
    if answer.whom is None:
        speakers = speakers_in(desk, answer.sayings)
        shown = speakers[: asked.limit]
        more = len(speakers) - len(shown)
        return {**head, "more": more, "speakers": [_speaker(desk, one) for one in shown]}
    return {
        **head,
        "more": answer.more,
        "whom": {
            "how": answer.whom.how,
            "entities": [_named(desk, one) for one in answer.whom.entities],
            "silent": [_named(desk, one) for one in answer.whom.silent],
        },
        "sayings": [_saying(desk, one) for one in answer.sayings],
    }


def _named(desk: Desk, entity: str) -> Json:
    return {"id": entity, "name": desk.name(entity)}


def _speaker(desk: Desk, one: Speaker) -> Json:
    return {
        "speaker": one.entity,
        "name": desk.name(one.entity),
        "printed": one.printed,
        "kind": desk.entities[one.entity].kind if one.entity else None,
        "quotations": len(one.sayings),
        "outlets": one.outlets,
        "earliest": one.earliest,
        "latest": one.latest,
    }


def _saying(desk: Desk, saying: Saying) -> Json:
    best = saying.best.quotation
    story = desk.story_of.get(best.span.page)
    return {
        "id": saying.id,
        "speaker": saying.speaker,
        "name": desk.name(saying.speaker),
        "words": words_said(desk, best),
        "best": best.id,
        "said": _day(desk, saying.day),
        "outlets": desk.outlets(saying.pages()),
        "story": story.id if story else None,
        "found_in": saying.near,
        "again": [_place(desk, span) for span in saying.again],
        "prints": [_print(desk, one) for one in saying.prints],
    }


def _day(desk: Desk, day: Day) -> Json:
    return {
        "how": day.how,
        "earliest": day.earliest,
        "latest": day.latest,
        "words": _place(desk, day.span),
    }


def _place(desk: Desk, span: Span | None) -> Json | None:
    if span is None:
        return None
    return {"article": span.page, "span": [span.start, span.end], "words": desk.words(span)}


def _print(desk: Desk, one: Print) -> Json:
    quotation = one.quotation
    account = desk.accounts[quotation.span.page]
    published = account.article.published
    places = ("cue", "speaker_span", "addressee", "via", "occasion", "hedge")
    return {
        "quotation": quotation.id,
        "article": quotation.span.page,
        "span": [quotation.span.start, quotation.span.end],
        "parts": [[part.start, part.end] for part in content_of(quotation)],
        "marked": [[part.start, part.end] for part in quotation.marked],
        "words": words_said(desk, quotation),
        "kind": quotation.kind,
        **{name: _place(desk, getattr(quotation, name)) for name in places},
        "speaker": quotation.speaker,
        "confidence": quotation.confidence,
        "denied": quotation.denied,
        "refused": quotation.refused,
        "said_something": quotation.said,
        "bound": quotation.bound.how,
        "reacts": quotation.reacts,
        "told_by": [_teller(desk, desk.quotations[ident]) for ident in one.tellers],
        "said": _day(desk, one.day),
        "in_headline": one.headline,
        "outlet": account.article.outlet,
        "family": account.article.family,
        "published": {"earliest": published.earliest, "latest": published.latest},
        "place": desk.place(quotation.span),
        "url": account.page.url,
    }


def _teller(desk: Desk, teller: Quotation) -> Json:
    return {
        "quotation": teller.id,
        "speaker": teller.speaker,
        "name": desk.name(teller.speaker),
        "speaker_span": _place(desk, teller.speaker_span),
    }


# -- tables ---------------------------------------------------------------------------------


def csv_of(desk: Desk, answer: Answer) -> str:
    """Write an answer as a table with a line of ``COLUMNS``: one row for each print.

    Where all who speak are asked for, it has a row for each speaker, under ``SPEAKER_COLUMNS``.

    >>> from secondsource.records import Report
    >>> from secondsource.tell.desk import desk_of
    >>> from secondsource.tell.said import Asked, said
    >>> csv_of(desk_of(Report()), said(Report(), Asked())).count(",") == len(SPEAKER_COLUMNS) - 1
    True
    """
    if answer.whom is None and not answer.asked.by_speaker:
        speakers = speakers_in(desk, answer.sayings)[: answer.asked.limit]
        return _table(SPEAKER_COLUMNS, (_speaker_row(desk, one) for one in speakers))
    rows = (_row(desk, saying, one) for saying in answer.sayings for one in saying.prints)
    return _table(COLUMNS, rows)


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(columns)
    for row in rows:
        table.writerow([cell("" if value is None else str(value)) for value in row])
    return written.getvalue()


def _speaker_row(desk: Desk, one: Speaker) -> list[object]:
    kind = desk.entities[one.entity].kind if one.entity else ""
    counts = (len(one.sayings), one.outlets)
    return [desk.name(one.entity), one.entity, kind, *counts, one.earliest, one.latest]


def _row(desk: Desk, saying: Saying, one: Print) -> list[object]:
    quotation = one.quotation
    account = desk.accounts[quotation.span.page]
    published, story = account.article.published, desk.story_of.get(quotation.span.page)
    tellers = (desk.quotations[ident] for ident in one.tellers)
    told_by = (desk.name(t.speaker) or _words(desk, t.speaker_span) for t in tellers)
    return [
        saying.id,
        desk.name(quotation.speaker),
        quotation.speaker,
        _words(desk, quotation.speaker_span),
        quotation.confidence,
        words_said(desk, quotation),
        quotation.kind,
        *(_words(desk, getattr(quotation, name)) for name in COLUMNS[7:11]),
        one.day.earliest,
        one.day.latest,
        one.day.how,
        _words(desk, one.day.span),
        "; ".join(told_by),
        _yes(quotation.denied),
        _yes(quotation.refused),
        _yes(quotation.reacts),
        _words(desk, quotation.hedge),
        _yes(one.headline),
        saying.near,
        desk.outlets(saying.pages()),
        account.article.outlet,
        published.earliest,
        published.latest,
        desk.headline(quotation.span.page),
        desk.names[quotation.span.page],
        account.page.url,
        quotation.span.page,
        quotation.span.start,
        quotation.span.end,
        story.id if story else "",
    ]


def _words(desk: Desk, span: Span | None) -> str:
    return desk.words(span) if span else ""


def _yes(value: bool) -> str:
    return str(value).lower()
