"""What two accounts say that excludes each other, where no number differs."""

from __future__ import annotations

import pytest

from secondsource.records import Conflict
from tests.test_differences import differences

DAY = "2030-05-02"


def told(first: str, second: str) -> list[tuple[str, str, str]]:
    found: list[Conflict] = differences((first, DAY, None), (second, DAY, None))
    return [(one.slot, one.a.value, one.b.value) for one in found]


@pytest.mark.parametrize(
    ("first", "second", "slot"),
    [
        ("The wreck lies west of Brun in a field.", "The wreck lies east of Brun in a field.",
         "place"),
        ("Roos was held in Philip Street at dusk.", "Roos was held in Phillips Road at dusk.",
         "place"),
        ("The release of the crew was a swap.", "The release of the crew was not a swap.",
         "denial"),
        ("The flag of the Alma was burnt on the quay.",
         "The flag of the Alma was not burnt on the quay.", "denial"),
        ("What happened on the quay was an accident.", "What happened on the quay was an attack.",
         "label"),
        ("The fire on the Alma was caused by a cable.",
         "The fire on the Alma was caused by a lamp.", "cause"),
        ("A worn cable caused the fire.", "An oil lamp caused the fire.", "cause"),
    ],
)  # fmt: skip
def test_words_that_exclude_each_other_are_told(first: str, second: str, slot: str) -> None:
    assert slot in [one[0] for one in told(first, second)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The wreck lies west of Brun.", "The wreck lies north of Brun."),
        ("The wreck lies west of Brun.", "A farm stands east of Ostby."),
        ("Roos was held in Philip Street.", "Holm was held in Harbour Street."),
        ("Roos had yet to regain her voice.", "Roos had not yet regained her voice."),
        ("Roos did not say who paid for the pier.", "Roos was paid for the pier."),
        ("The fire was caused by a cable in Brun.", "A burst cable had caused the fire in Brun."),
        ("What happened on the quay was an accident.", "The Alma was an accident of history."),
    ],
)
def test_what_only_seems_to_exclude_is_left_alone(first: str, second: str) -> None:
    assert [one for one in told(first, second) if one[0] != "count"] == []


def test_who_prints_both_sides_has_weighed_them() -> None:
    both = "The wreck lies west of Brun, or east of Brun, in a field."
    assert told(both, "The wreck lies east of Brun in a field.") == []


def test_nobody_hurt_is_a_number_of_nought() -> None:
    found = told(
        "Two engineers were hurt in the dam at Brun.", "No one was hurt in the dam at Brun."
    )
    assert [(slot, *sorted(values)) for slot, *values in found] == [
        ("count", "0 injured", "2 injured:engineer")
    ]


def test_what_nobody_knows_is_no_cause() -> None:
    assert not told("Roos was not sure what caused the fire.", "An oil lamp caused the fire.")
