"""What keeps two assertions apart whatever they share: fate, place, roles, stage, date, voice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secondsource.compare.frames import frame_of
from secondsource.compare.measures import Told, scaled, told
from secondsource.compare.sameness import grouped
from secondsource.compare.vetoes import forbidden
from secondsource.extract.people import entities_of
from secondsource.extract.statements import instances_of
from secondsource.records import Account, Instance, NameKind, Span, TimeMention
from tests.newsroom import account

NAMES = ("Kelvar", "Ostmoor", "Norvia", "Suderland", "Anders Holt", "Jana Holt")

APART = [
    ("fate", "Twenty people were killed in the fire.", "Twenty people were injured in the fire."),
    ("fate", "Twenty people were missing.", "Twenty people were rescued."),
    ("fate", "Twenty people were found.", "Twenty people were missing."),
    ("fate", "The blast killed nine people.", "Nine people are in hospital."),
    ("date", "The mill was inspected in 2019.", "The mill was inspected in 2029."),
    ("place", "The barn burned down in Kelvar.", "The barn burned down in Ostmoor."),
    ("roles", "The council warned the miners.", "The miners warned the council."),
    ("roles", "Frost caused the flood in the mill.", "Moles caused the flood in the mill."),
    ("roles", "Norvia lent 60 trucks to Suderland.", "Suderland lent 60 trucks to Norvia."),
    ("roles", "Anders Holt was arrested.", "Jana Holt was arrested."),
    ("stage", "The firm offered 7 percent more.", "The firm rejected 7 percent more."),
    ("stage", "The firm offered 7 percent more.", "The miners demanded 7 percent more."),
    ("stage", "The navy ordered 60 trucks.", "The navy cancelled 60 trucks."),
    ("stage", "The town asked for 900 blankets.", "The army delivered 900 blankets."),
    ("stage", "The mayor considered closing the mill.", "The mayor closed the mill."),
]
TOGETHER = [
    ("Twenty people were killed in the fire.", "The fire killed twenty people."),
    ("Twenty people are in hospital.", "Twenty people were injured."),
    ("The tug collided with the ferry.", "The ferry collided with the tug."),
    ("The council warned the miners.", "The miners were warned by the council."),
    ("The barn in Kelvar burned down.", "The barn burned down near Kelvar in Norvia."),
    ("The council plans to close the mill.", "The council will close the mill."),
    ("The mill was inspected in 2019.", "The mill was inspected in 2019 by the council."),
]


def read(*texts: str) -> list[tuple[Instance, ...]]:
    """Give the assertions of short articles, one sentence each, whose names and years are known."""
    known = [_account(name, text) for name, text in zip("abcd", texts, strict=False)]
    entities = entities_of(known)
    return [instances_of(one, entities) for one in known]


def _account(name: str, text: str) -> Account:
    names: list[tuple[str, NameKind]] = [
        (one, "person" if " " in one else "place") for one in NAMES if one in text
    ]
    known = account(name, text, names=names, day="2030-05-01")
    years = tuple(
        TimeMention(
            Span(name, at, at + 4), f"{year}-01-01", f"{year}-12-31", "absolute", "DATE", year
        )
        for year in ("2019", "2029")
        if (at := text.find(year)) >= 0
    )
    return replace(known, times=years)


def weighed(*texts: str) -> list[Told]:
    """Give the first assertion of each text, weighed with the others."""
    frames = [frame_of(own[0], {}) for own in read(*texts)]
    scale = scaled(frames)
    return [told(frame, scale, text) for frame, text in zip(frames, texts, strict=True)]


@pytest.mark.parametrize(("slot", "one", "other"), APART)
def test_a_slot_filled_otherwise_keeps_two_apart(slot: str, one: str, other: str) -> None:
    a, b = weighed(one, other)
    assert forbidden(a, b) == forbidden(b, a) == slot
    instances = [each for own in read(one, other) for each in own]
    found = grouped(instances, (), {})
    pages = [{member.span.page for member, _ in group.members} for group in found]
    assert all(len(own) == 1 for own in pages)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_what_is_only_put_otherwise_is_not_kept_apart(one: str, other: str) -> None:
    a, b = weighed(one, other)
    assert forbidden(a, b) is forbidden(b, a) is None


def test_what_two_people_say_they_did_themselves_is_not_one_deed() -> None:
    (one,), (other,) = read("Anders Holt ran to the mill.", "Jana Holt ran to the mill.")
    frames = [
        frame_of(replace(each, speaker=f"{name}1", subject=f"#{name}1"), {})
        for name, each in (("a", one), ("b", other))
    ]
    a, b = (told(frame, scaled(frames), "We ran to the mill.") for frame in frames)
    assert forbidden(a, b) == "voice"


def test_a_copied_passage_is_one_unless_its_words_were_changed() -> None:
    one, other = (own[0] for own in read(*APART[0][1:]))
    tied = [(one.id, other.id)]
    assert len(grouped([one, other], tied, {})) == 2
    a, b = weighed(APART[6][1], APART[6][2])
    assert forbidden(a, b, tied=True) is None
