"""How likely two assertions of one story say the same in different words."""

from __future__ import annotations

import pytest

from secondsource.compare.frames import frame_of
from secondsource.compare.measures import MEASURES, measures, scaled, told
from secondsource.compare.paraphrase import probability
from secondsource.compare.sameness import JOINED
from secondsource.extract.statements import instances_of
from secondsource.records import Instance
from tests.newsroom import account

# What else the story tells, so that its common words weigh little.
AROUND = (
    "The ferry Alma left Ostby at noon. The ferry belongs to a firm in Ostby. Ostby has a harbour. "
    "A ferry of the firm burned last year. The firm closed its office. The harbour master spoke."
)
ALIKE = [
    ("14 people were taken to hospital", "Doctors treated 14 injured passengers"),
    ("The toll stood at 19", "The sinking claimed 19 lives"),
    ("The alarm went off at 3.40 am", "It was 03:40 when the first call came"),
    ("A fine of 200,000 crowns was imposed on the firm", "The firm had paid a 200,000-crown fine"),
    ("Inspectors had found rust on the winch", "The winch was rusty, inspectors said"),
]
APART = [
    ("14 people were taken to hospital", "The search went on with 11 boats"),
    ("14 people were injured", "17 people were injured"),
    ("The ferry had struck a rock", "The ferry had struck a container"),
    ("The bridge will be closed", "The bridge will be opened"),
    ("The firm had warned of the rust", "The firm had not warned of the rust"),
    ("The captain was arrested on Monday", "The harbour was closed on Monday"),
]


def likely(first: str, second: str) -> tuple[float, float]:
    """Give the probability of two sentences in one story, both ways round."""
    text = f"{first}. {second}. {AROUND}"
    one = account("p", text, names=[("Alma", "other"), ("Ostby", "place")])
    found: tuple[Instance, ...] = instances_of(one, ())
    frames = [frame_of(instance, {}) for instance in found]
    scale = scaled(frames)
    a, b = told(frames[0], scale), told(frames[1], scale)
    assert measures(a, b) == measures(b, a) and len(measures(a, b)) == len(MEASURES)
    return probability(a, b), probability(b, a)


@pytest.mark.parametrize(("first", "second"), ALIKE)
def test_one_thing_in_other_words_is_likely_one(first: str, second: str) -> None:
    one, other = likely(first, second)
    assert one == other >= JOINED


@pytest.mark.parametrize(("first", "second"), APART)
def test_another_thing_in_like_words_is_not(first: str, second: str) -> None:
    one, other = likely(first, second)
    assert one == other < JOINED
