"""How what was read is written as JSON: articles, their masthead, their dates, their versions.

What may live here: the contract's entries for the records of ``records/reading.py``. Nothing is
judged here; what is shown of a value is the value and its proof, a span or a field.
"""

from __future__ import annotations

from dataclasses import fields

from secondsource.language import analysed
from secondsource.records import (
    Account,
    Carried,
    Changed,
    Clue,
    Credit,
    Dating,
    Given,
    Note,
    Parent,
    Reference,
    Revision,
    Stated,
    Wholeness,
)
from secondsource.tell.desk import Desk
from secondsource.tell.fields import Json, ends_of, every, reasons_of, sayable


def _parent(parent: Parent) -> Json:
    return {
        "article": parent.article,
        "hidden": parent.hidden,
        "probability": parent.probability,
        "reasons": reasons_of(parent.reasons),
    }


def _stretch(one: Carried) -> Json:
    return {"span": ends_of(one.span), "parents": [_parent(parent) for parent in one.parents]}


def _credit(credit: Credit) -> Json:
    return {
        "agency": credit.agency,
        "span": ends_of(credit.span),
        "scope": credit.scope,
        "covers": every(credit.covers),
        "field": credit.field,
    }


def _reference(one: Reference) -> Json:
    return {
        "outlet": one.outlet,
        "kind": one.kind,
        "span": ends_of(one.span),
        "covers": every(one.covers),
        "address": one.address,
    }


def article_entry(desk: Desk, account: Account, *, with_text: bool) -> Json:
    """Give an article as the contract has it; ``with_text`` adds its page's text."""
    page, article = account.page, account.article
    story = desk.story_of.get(article.id)
    entry: Json = {
        "id": article.id,
        "input": sayable(page.input),
        "key": page.key,
        "url": page.url,
        "outlet": article.outlet,
        "outlet_note": article.outlet_note,
        "family": article.family,
        "headline": ends_of(article.headline),
        "byline": ends_of(article.byline),
        "dateline": ends_of(article.dateline),
        "credit": [_credit(credit) for credit in article.credits],
        "references": [_reference(one) for one in article.references],
        "language": article.language,
        "language_field": article.language_field,
        "not_analysed": None if analysed(article.language) else article.language,
        "given": _given(page.given),
        "parents": [_parent(parent) for parent in desk.parents.get(article.id, ())],
        "stretches": [_stretch(one) for one in desk.stretches.get(article.id, ())],
        "published": _dating(article.published),
        "modified": _dating(article.modified),
        "bylines": [_stated(one) for one in article.bylines],
        "section": _stated(article.section),
        "canonical": _stated(article.canonical),
        "type": _stated(article.genre),
        "sponsored": _stated(article.sponsored),
        "notes": [_note(one) for one in article.notes],
        "whole": _whole(article.whole),
        "text_sha256": page.text_sha256,
        "body": every(article.body),
        "furniture": [{"span": ends_of(cut.span), "why": cut.why} for cut in article.furniture],
        "story": story.id if story else None,
        "also_in": [other.id for other in desk.also_in.get(article.id, ())],
        "version_of": article.version_of,
    }
    return {**entry, "text": page.text} if with_text else entry


def _given(given: Given) -> Json:
    stated = ((one.name, getattr(given, one.name)) for one in fields(given))
    return {name: value for name, value in stated if value is not None}


def _dating(dating: Dating) -> Json:
    return {
        "earliest": dating.earliest,
        "latest": dating.latest,
        "confidence": dating.confidence,
        "evidence": [_clue(clue) for clue in dating.evidence],
    }


def _stated(one: Stated | None) -> Json | None:
    if one is None:
        return None
    return {"value": one.value, "span": ends_of(one.span), "field": one.field, "note": one.note}


def _note(note: Note) -> Json:
    return {"kind": note.kind, "span": ends_of(note.span)}


def _whole(whole: Wholeness) -> Json:
    return {"state": whole.state, "sure": whole.sure, "reasons": reasons_of(whole.reasons)}


def _clue(clue: Clue) -> Json:
    place: Json = {"span": ends_of(clue.span)} if clue.span else {"field": clue.field}
    return {"kind": clue.kind, "value": clue.value, "used": clue.used, **place}


def revision_entry(_: Desk, one: Revision) -> Json:
    """Give what a version changed: spans in the earlier text, spans in the later one."""
    return {
        "before": one.before,
        "after": one.after,
        "silent": one.silent,
        "noted": every(one.noted),
        "stated": list(one.stated),
        "changes": [_changed(change) for change in one.changes],
    }


def _changed(one: Changed) -> Json:
    return {"before": ends_of(one.before), "after": ends_of(one.after)}
