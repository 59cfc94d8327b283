"""Who does what in a clause, where, how far it has come and how surely."""

from __future__ import annotations

import pytest

from secondsource.extract.framing import Deed, deeds_of, stage_of
from secondsource.extract.lemmas import sense
from secondsource.extract.splitting import cut_of
from secondsource.extract.wording import Names
from secondsource.records import Mention, NameKind, Span

NAMES: tuple[tuple[str, NameKind], ...] = (
    ("Norvik", "place"), ("Ostby", "place"), ("Roos", "person"), ("Norlines", "organisation"),
)  # fmt: skip


def deeds(text: str) -> tuple[Deed, ...]:
    found = {
        text.index(name): (
            Mention(Span("p", text.index(name), text.index(name) + len(name)), kind),
            name,
        )
        for name, kind in NAMES
        if name in text
    }
    return deeds_of(cut_of(text, [(0, len(text))]), text, Names(found, tuple(sorted(found)), {}))


DEEDS = [
    ("The navy towed the ferry to Norvik", "tow", "navy"),
    ("Gunmen carried out an attack on the mill", "attack", "gunmen"),
    ("The ferry was raised by Norlines", "raise", "#Norlines"),
    ("Roos pledged to send doctors", "send", "#Roos"),
    ("Norlines plans to close the pier", "close", "#Norlines"),
    ("The bridge is not safe", "safe", "bridge"),
    ("Thousands of people gathered in the square", "gather", "people"),
    ("The pilot managed to land the plane", "land", "pilot"),
]


@pytest.mark.parametrize(("text", "predicate", "subject"), DEEDS, ids=[one[0] for one in DEEDS])
def test_the_deed_and_who_does_it(text: str, predicate: str, subject: str) -> None:
    (deed,) = deeds(text)
    assert deed.predicate == sense(predicate)
    assert deed.subject == (subject if subject.startswith("#") else sense(subject))


def test_nobody_is_known_to_act_in_a_passive_without_by() -> None:
    (deed,) = deeds("Roos was arrested in Norvik")
    assert (deed.subject, deed.arguments, deed.place) == (None, ("#Roos",), "#Norvik")


STAGES = [
    ("Norlines agreed to pay the families", "agreed", False),
    ("The court ordered the closure of the mine", "ordered", False),
    ("Norlines failed to inspect the door", "failed", True),
    ("Roos refused to speak", "denied", True),
    ("The strike is expected to end", "expected", False),
    ("The union called for an inquiry", "sought", False),
    ("Norlines began loading grain", "begun", False),
    ("The delivery has been completed", "done", False),
    ("The army suspended the delivery", "stopped", False),
    ("Norlines did not fail to inspect the door", "failed", False),
    ("The navy towed the ferry", "", False),
    ("No passengers were hurt", "", True),
]


@pytest.mark.parametrize(("text", "status", "negated"), STAGES, ids=[one[0] for one in STAGES])
def test_how_far_a_deed_has_come(text: str, status: str, negated: bool) -> None:
    (deed,) = deeds(text)
    assert (deed.status, deed.negated) == (status, negated)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry reportedly sank", "reportedly"),
        ("He is believed to have fled", "is believed"),
        ("A valve may have burst", "may have"),
        ("The ferry sank", None),
    ],
)
def test_words_that_weaken_are_found(text: str, words: str | None) -> None:
    (deed,) = deeds(text)
    assert (text[slice(*deed.hedge)] if deed.hedge else None) == words


def test_a_place_is_where_it_happens_not_where_it_comes_from() -> None:
    assert deeds("The ferry sank off the coast of Ostby")[0].place == "#Ostby"
    assert deeds("The train from Ostby stopped")[0].place is None


def test_a_shared_subject_is_kept() -> None:
    first, second = deeds("The navy towed the ferry to Norvik and arrested Roos")
    assert first.subject == second.subject == "navy"


def test_a_cue_puts_a_deed_in_its_stage() -> None:
    assert stage_of("vow", "to rebuild the pier") == "pledged"
    assert stage_of("say", "to rebuild the pier") == ""


OTHERS = [
    ("An inquiry is taking place at the mill", "inquiry", None),
    ("Anna Berg, a cook turned poet, died in May", "die", "berg"),
    ("A number of divers were on the pier", "pier", "diver"),
    ("The firm has to pay the families", "pay", "firm"),
]


@pytest.mark.parametrize(("text", "predicate", "subject"), OTHERS, ids=[one[0] for one in OTHERS])
def test_what_happens_is_told_by_whatever_word_names_it(
    text: str, predicate: str, subject: str | None
) -> None:
    (deed,) = deeds(text)
    assert (deed.predicate, deed.subject) == (sense(predicate), subject and sense(subject))
