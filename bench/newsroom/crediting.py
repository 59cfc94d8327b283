"""Credits: who is named as the author of what is printed, and in which form.

A credit is a dateline, a byline, a line at the end, words behind one sentence. Which forms there
are is in the tables; whether a credit that is due is printed at all is drawn by the level.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bench.newsroom.happenings import day_of
from bench.newsroom.history import Past
from bench.newsroom.texts import Newsroom, Passage, Role, Segment, Text
from bench.newsroom.wording import chosen, filled, lines, table

Line = tuple[Passage, ...]


@dataclass(slots=True)
class _Proof:
    """An article in the making: its lines above the body, the body, the lines below."""

    text: Text
    seed: int
    slots: dict[str, str]
    body: list[Line]
    byline: list[Line] = field(default_factory=list)
    end: list[Line] = field(default_factory=list)

    def formula(self, rng: random.Random, key: str, role: Role, **more: str) -> Passage:
        """Print a credit, a dateline or a byline: a formula, which nobody takes from anybody."""
        shape = chosen(rng, rng.choice(lines("credits", key, self.seed)))
        words = filled(shape, self.slots | more)
        name = hashlib.sha256(words.encode()).hexdigest()[:6]
        return Passage((Segment(words),), f"{self.text.id}.{role}.{name}", role=role)


def credited(
    rng: random.Random, past: Past, text: Text, room: Newsroom, *, place: str
) -> tuple[list[Line], list[Line], list[Line]]:
    """Give the lines above the body, the body and the lines below it, with their credits."""
    proof = _Proof(text, past.world.seed, _slots(rng, past, text, room, place), [*text.paragraphs])
    if room.agency:
        dateline = proof.formula(rng, "dateline", "dateline", agency=room.name)
        proof.body[0] = (dateline, *proof.body[0])
    elif rng.random() < past.level.credit:
        agencies, others = _due(past, text, room)
        for at, agency in enumerate(agencies):
            _name_agency(rng, past, proof, agency, first=at == 0)
        for other in others[:1]:
            proof.end.append((proof.formula(rng, "first", "credit", other=other),))
    own = not proof.byline and all(role != "dateline" for role in _roles(proof.body))
    if own and not room.agency and not text.credits and rng.random() < 0.6:
        proof.byline.append((proof.formula(rng, "own_byline", "byline"),))
    return proof.byline, proof.body, proof.end


def _roles(body: Sequence[Line]) -> list[str]:
    return [one.role for line in body for one in line]


def _slots(
    rng: random.Random, past: Past, text: Text, room: Newsroom, place: str
) -> dict[str, str]:
    when = day_of(text.minute)
    first, last = (rng.choice(lines("world", key, past.world.seed)) for key in ("first", "last"))
    return {
        "City": place,
        "CITY": place.upper(),
        "own": room.name,
        "reporter": f"{first} {last}",
        "month": f"{when:%B}",
        "date": str(when.day),
    }


def _due(past: Past, text: Text, room: Newsroom) -> tuple[list[str], list[str]]:
    """Name the agencies and the outlets whose text is carried."""
    agencies = {one.id: one.name for one in past.world.agencies}
    outlets = {one.id: one.name for one in past.world.outlets if one.id != room.id}
    due = list(dict.fromkeys(text.credits))
    return (
        [agencies[one] for one in due if one in agencies],
        [outlets[one] for one in due if one in outlets],
    )


def _name_agency(
    rng: random.Random, past: Past, proof: _Proof, agency: str, *, first: bool
) -> None:
    """Credit an agency in one of the usual forms; a second one as a partner."""
    form = rng.choice(("dateline", "end", "byline", "with_", "line")) if first else "with_"
    long = table("credits")["long"].get(agency, agency)
    if form == "line" and _within(rng, past, proof, agency):
        return
    if form == "dateline":
        dateline = proof.formula(rng, form, "dateline", agency=agency)
        proof.body[0] = (dateline, *proof.body[0])
    elif form == "byline":
        proof.byline.append((proof.formula(rng, form, "byline", agency=agency, long=long),))
    else:
        key = "with_" if form == "line" else form
        credit = proof.formula(rng, key, "credit", agency=agency)
        if credit.text.startswith("(") and rng.random() < 0.5:
            proof.body[-1] = (*proof.body[-1], credit)
        else:
            proof.end.append((credit,))


def _within(rng: random.Random, past: Past, proof: _Proof, agency: str) -> bool:
    """Credit an agency behind one sentence that was taken from it: "..., reports AFP."."""
    names = {one.id: one.name for one in past.world.agencies}
    its = {one.id for one in past.texts if names.get(one.writer) == agency}
    where = [
        (at, spot)
        for at, line in enumerate(proof.body)
        for spot, one in enumerate(line)
        if one.text.endswith(".") and any(text in its for text, _ in one.way)
    ]
    if not where:
        return False
    at, spot = rng.choice(where)
    line = proof.body[at]
    *rest, last = line[spot].segments
    ended = replace(line[spot], segments=(*rest, replace(last, text=last.text[:-1] + ",")))
    credit = proof.formula(rng, "line", "credit", agency=agency)
    proof.body[at] = (*line[:spot], ended, credit, *line[spot + 1 :])
    return True
