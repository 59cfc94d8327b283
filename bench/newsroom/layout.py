"""An article as it is printed: credits, furniture, a page of HTML or a plain text, a JSON line.

Here a text is dressed. What is printed is a list of lines, each a list of passages, so the truth
of a page and the page come from one thing.
"""

from __future__ import annotations

import hashlib
import html
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bench.newsroom.happenings import day_of
from bench.newsroom.history import Past
from bench.newsroom.levels import Level
from bench.newsroom.texts import Newsroom, Passage, Role, Segment, Style, Text
from bench.newsroom.wording import chosen, lines, table

Line = tuple[Passage, ...]
_OPEN = re.compile(r'(^|[\s(])"')
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed article: its key, lines above the headline, headline, body, lines below."""

    key: str
    text: Text
    room: Newsroom
    headline: Passage | None
    above: tuple[Line, ...]
    body: tuple[Line, ...]
    below: tuple[Line, ...]
    given: dict[str, str]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in the order of the page."""
        head = ((self.headline,),) if self.headline else ()
        return tuple(one for line in (*self.above, *head, *self.body, *self.below) for one in line)


def laid(
    rng: random.Random,
    past: Past,
    text: Text,
    room: Newsroom,
    *,
    place: str,
    keys: Mapping[str, str],
) -> Sheet:
    """Dress a text as an outlet prints it."""
    level = past.level
    as_html = rng.random() < level.html
    text = _addressed(past, text, keys)
    rooms = {one.id: one for one in (*past.world.outlets, *past.world.agencies)}
    names = [rooms[one].name for one in dict.fromkeys(text.credits) if one in rooms]
    agencies = [name for name in names if any(a.name == name for a in past.world.agencies)]
    others = [name for name in names if name not in agencies and name != room.name]
    printed = rng.random() < level.credit
    body, credits_, byline = _credited(
        rng,
        past,
        text,
        room,
        place=place,
        agencies=agencies if printed else [],
        others=others if printed else [],
    )
    caption = _line(
        chosen(rng, rng.choice(lines("furniture", "caption", past.world.seed)))
        .replace("{place}", place)
        .replace("{name}", room.name)
    )
    shown = [(caption,)] if rng.random() < 0.3 else []
    headline = text.headline if rng.random() > 0.06 or as_html else None
    below = [(_line(words),) for words in (*room.bottom, *room.shared)]
    sheet = Sheet(
        key=keys[text.id],
        text=text,
        room=room,
        headline=headline,
        above=tuple((_line(words),) for words in room.top),
        body=(*byline, *shown, *body, *credits_),
        below=tuple(below),
        given={},
    )
    sheet = _typeset(sheet)
    return replace(sheet, given=_given(rng, sheet, level, as_html=as_html))


def address_of(room: Newsroom, text: Text, key: str) -> str:
    """Give the address of an article."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.headline.text.lower()).strip("-")[:50]
    return f"https://www.{room.domain}/news/{slug}-{key}"


def _addressed(past: Past, text: Text, keys: Mapping[str, str]) -> Text:
    """Turn links to texts into links to addresses, or drop them where there is none."""
    rooms = {one.id: one for one in (*past.world.outlets, *past.world.agencies)}
    others = {one.id: one for one in past.texts}

    def one(passage: Passage) -> Passage:
        if passage.link is None:
            return passage
        words, name = passage.link
        other = others[name]
        return replace(passage, link=(words, address_of(rooms[other.writer], other, keys[name])))

    paragraphs = tuple(tuple(one(each) for each in line) for line in text.paragraphs)
    return replace(text, paragraphs=paragraphs)


def _line(words: str, role: Role = "furniture") -> Passage:
    name = hashlib.sha256(words.encode()).hexdigest()[:10]
    return Passage((Segment(words),), f"line.{name}", role=role)


def _formula(text: Text, words: str, role: Role) -> Passage:
    """Print a credit, a dateline or a byline: a formula, which nobody takes from anybody."""
    name = hashlib.sha256(words.encode()).hexdigest()[:6]
    return Passage((Segment(words),), f"{text.id}.{role}.{name}", role=role)


def _credited(
    rng: random.Random,
    past: Past,
    text: Text,
    room: Newsroom,
    *,
    place: str,
    agencies: list[str],
    others: list[str],
) -> tuple[list[Line], list[Line], list[Line]]:
    """Put in the credits: a dateline, a line at the end, a byline, one within a sentence."""
    seed = past.world.seed
    reporter = (
        f"{rng.choice(lines('world', 'first', seed))} {rng.choice(lines('world', 'last', seed))}"
    )
    body: list[Line] = [tuple(one) for one in text.paragraphs]
    end: list[Line] = []
    byline: list[Line] = []
    when = day_of(text.minute)
    slots = {
        "City": place,
        "CITY": place.upper(),
        "own": room.name,
        "reporter": reporter,
        "month": f"{when:%B}",
        "date": str(when.day),
    }

    def words(key: str, **more: str) -> str:
        line: str = chosen(rng, rng.choice(lines("credits", key, seed))).format(**slots, **more)
        return line

    if room.agency:
        agencies = [room.name]
    for at, agency in enumerate(agencies):
        long = table("credits")["long"].get(agency, agency)
        form = rng.choice(("dateline", "end", "byline", "with_")) if at == 0 else "with_"
        if room.agency:
            form = "dateline"
        if form == "with_" and at == 0 and rng.random() < 0.3:
            body = _within(rng, body, text, seed, agency)
            continue
        line = words(form, agency=agency, long=long)
        if form == "dateline":
            body[0] = (_formula(text, line, "dateline"), *body[0])
        elif form == "byline":
            byline.append((_formula(text, line, "byline"),))
        elif form == "end" and line.startswith("(") and rng.random() < 0.5:
            body[-1] = (*body[-1], _formula(text, line, "credit"))
        else:
            end.append((_formula(text, line, "credit"),))
    for other in others[:1]:
        end.append((_formula(text, words("first", other=other), "credit"),))
    if not byline and not agencies and rng.random() < 0.5:
        byline.append((_formula(text, words("own_byline"), "byline"),))
    return body, end, byline


def _within(rng: random.Random, body: list[Line], text: Text, seed: int, agency: str) -> list[Line]:
    """Credit an agency in one sentence that was taken from it: "..., reports AFP."."""
    where = [
        (at, spot)
        for at, line in enumerate(body)
        for spot, one in enumerate(line)
        if one.way and one.text.endswith(".") and not one.text.endswith('."')
    ]
    if not where:
        return body
    at, spot = rng.choice(where)
    one = body[at][spot]
    *rest, last = one.segments
    ended = replace(one, segments=(*rest, replace(last, text=last.text[:-1] + ",")))
    words = rng.choice(lines("credits", "line", seed)).format(agency=agency)
    line = (*body[at][:spot], ended, _formula(text, words, "credit"), *body[at][spot + 1 :])
    return [*body[:at], line, *body[at + 1 :]]


def _typeset(sheet: Sheet) -> Sheet:
    """Set the marks of quotation as the outlet does, all over the page."""

    def line(passages: Line) -> Line:
        return tuple(_marked(one, sheet.room.style) for one in passages)

    return replace(
        sheet,
        headline=_marked(sheet.headline, sheet.room.style) if sheet.headline else None,
        body=tuple(line(one) for one in sheet.body),
    )


def _marked(passage: Passage, style: Style) -> Passage:
    if style.quotes == "straight":
        return passage
    left, right = ("“", "”") if style.quotes == "curly" else ("‘", "’")

    def marks(text: str) -> str:
        return _APOSTROPHE.sub("’", _OPEN.sub(rf"\1{left}", text).replace('"', right))

    return replace(
        passage, segments=tuple(replace(one, text=marks(one.text)) for one in passage.segments)
    )


def _given(rng: random.Random, sheet: Sheet, level: Level, *, as_html: bool) -> dict[str, str]:
    """Fill the JSON line: the page, and what is stated beside it, not all of it always."""
    date = _date(rng, sheet.text, level)
    given = {"id": sheet.key}
    given["html" if as_html else "text"] = page_of(rng, sheet, date) if as_html else plain_of(sheet)
    if rng.random() >= level.unsigned:
        given["outlet"] = sheet.room.name
    if rng.random() < 0.8 or sheet.headline is None:
        given["headline"] = _marked(sheet.text.headline, sheet.room.style).text
    if date:
        given["date"] = date
    if rng.random() < 0.85:
        given["url"] = address_of(sheet.room, sheet.text, sheet.key)
    return given


def _date(rng: random.Random, text: Text, level: Level) -> str:
    """State the day: right, late by weeks, of another zone, or not at all."""
    if rng.random() < level.undated:
        return ""
    when = day_of(text.minute)
    if rng.random() < level.redated:
        when += timedelta(days=rng.choice((-2, -1, 1, 3, 30, 365)), hours=rng.randint(-9, 9))
    if rng.random() < 0.4:
        return f"{when:%Y-%m-%d}"
    zone = rng.choice((0, 0, 1, 2, 3, -5))
    local = when + timedelta(hours=zone)
    sign = "+" if zone >= 0 else "-"
    return f"{local:%Y-%m-%dT%H:%M:00}{sign}{abs(zone):02}:00"


def plain_of(sheet: Sheet) -> str:
    """Print a sheet as plain text: a paragraph a line."""
    space = "\n" if sheet.room.page == 0 else "\n\n"
    head = [sheet.headline.text] if sheet.headline else []
    rows = [" ".join(one.text for one in line) for line in sheet.above]
    rows += head + [" ".join(one.text for one in line) for line in (*sheet.body, *sheet.below)]
    return space.join(rows) + "\n"


def page_of(rng: random.Random, sheet: Sheet, date: str) -> str:
    """Print a sheet as a page of HTML, in the outlet's template."""
    shape = table("pages")["page"][sheet.room.page % len(table("pages")["page"])]
    paragraphs = "\n".join(f"<p>{_html(line)}</p>" for line in sheet.body)
    meta = shape["date"].format(date=date) if date else ""
    title = sheet.headline.text if sheet.headline else ""
    slots = {
        "title": html.escape(title, quote=False),
        "outlet": html.escape(sheet.room.name),
        "outlet_json": json.dumps(sheet.room.name),
        "meta": meta,
        "above": "\n".join(f'<div class="bar">{_html(line)}</div>' for line in sheet.above),
        "body": paragraphs,
        "below": "\n".join(shape["line"].format(line=_html(line)) for line in sheet.below),
    }
    return re.sub(r"@(\w+)@", lambda found: slots[found[1]], shape["page"])


def _html(line: Line) -> str:
    return " ".join(_linked(one) for one in line)


def _linked(passage: Passage) -> str:
    text = html.escape(passage.text, quote=False)
    if passage.link and passage.link[0] in passage.text:
        words = html.escape(passage.link[0], quote=False)
        return text.replace(words, f'<a href="{passage.link[1]}">{words}</a>', 1)
    return text
