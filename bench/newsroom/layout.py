"""An article as it is printed: credits, furniture, a page of HTML or a plain text, a JSON line.

Here a text is dressed: furniture, dates and marks around it. What is printed is a list of lines,
each a list of passages, so the truth of a page and the page come from one thing.
"""

from __future__ import annotations

import hashlib
import html
import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bench.newsroom.crediting import credited
from bench.newsroom.happenings import day_of
from bench.newsroom.history import Past
from bench.newsroom.levels import Level
from bench.newsroom.texts import Newsroom, Passage, Role, Segment, Style, Text
from bench.newsroom.wording import filled, lines, table

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
    as_html = rng.random() < past.level.html
    text = _addressed(past, text, keys)
    moment = _moment(rng, text, past.level)
    byline, body, end = credited(rng, past, text, room, place=place)
    sheet = Sheet(
        key=keys[text.id],
        text=text,
        room=room,
        headline=text.headline if rng.random() > 0.06 or as_html else None,
        above=tuple((_line(words),) for words in room.top),
        body=(*byline, *_shown(rng, past.world.seed, room, place, moment), *body, *end),
        below=tuple((_line(words),) for words in (*room.bottom, *room.shared)),
        given={},
    )
    sheet = _typeset(sheet)
    return replace(sheet, given=_given(rng, sheet, past.level, moment=moment, as_html=as_html))


def _shown(
    rng: random.Random, seed: int, room: Newsroom, place: str, moment: datetime | None
) -> list[Line]:
    """Print a date in sight and a caption over the lede, now and then."""
    shapes = []
    if moment is not None and rng.random() < 0.3:
        shapes.append(rng.choice(lines("credits", "dated", seed)))
    if rng.random() < 0.3:
        shapes.append(rng.choice(lines("furniture", "caption", seed)))
    slots = {"place": place, "name": room.name}
    if moment is not None:
        slots |= {"date": str(moment.day), "month": f"{moment:%B}", "year": str(moment.year)}
        slots |= {"time": f"{moment:%H:%M}"}
    return [(_line(filled(shape, slots)),) for shape in shapes]


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


def _given(
    rng: random.Random, sheet: Sheet, level: Level, *, moment: datetime | None, as_html: bool
) -> dict[str, str]:
    """Fill the JSON line: the page, and what is stated beside it, not all of it always."""
    date = _stamp(rng, moment) if moment is not None else ""
    given = {"id": sheet.key}
    given["html" if as_html else "text"] = page_of(sheet, date) if as_html else plain_of(sheet)
    if rng.random() >= level.unsigned:
        given["outlet"] = sheet.room.name
    if rng.random() < 0.8 or sheet.headline is None:
        given["headline"] = _marked(sheet.text.headline, sheet.room.style).text
    if date:
        given["date"] = date
    if rng.random() < 0.85:
        given["url"] = address_of(sheet.room, sheet.text, sheet.key)
    return given


def _moment(rng: random.Random, text: Text, level: Level) -> datetime | None:
    """Choose the moment that a page states: the right one, one off by days to a year, none."""
    if rng.random() < level.undated:
        return None
    when = day_of(text.minute)
    if rng.random() < level.redated:
        when += timedelta(days=rng.choice((-2, -1, 1, 3, 30, 365)), hours=rng.randint(-9, 9))
    return when


def _stamp(rng: random.Random, moment: datetime) -> str:
    """Write a moment as a day alone, or to the minute in some zone."""
    if rng.random() < 0.4:
        return f"{moment:%Y-%m-%d}"
    zone = rng.choice((0, 0, 1, 2, 3, -5))
    local = moment + timedelta(hours=zone)
    sign = "+" if zone >= 0 else "-"
    return f"{local:%Y-%m-%dT%H:%M:00}{sign}{abs(zone):02}:00"


def plain_of(sheet: Sheet) -> str:
    """Print a sheet as plain text: a paragraph a line."""
    space = "\n" if sheet.room.page == 0 else "\n\n"
    head = [sheet.headline.text] if sheet.headline else []
    rows = [" ".join(one.text for one in line) for line in sheet.above]
    rows += head + [" ".join(one.text for one in line) for line in (*sheet.body, *sheet.below)]
    return space.join(rows) + "\n"


def page_of(sheet: Sheet, date: str) -> str:
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
