"""Where accounts differ, and where they only seem to."""

from __future__ import annotations

import pytest

from secondsource.compare.agreement import statements_of
from secondsource.compare.differences import conflicts_of, differing
from secondsource.records import Conflict, Instance, Span, TimeMention
from tests.newsroom import Said, account, read

NAMES = [("Alma", "other"), ("Roos", "person"), ("Holm", "person"), ("Brun", "place")]


def differences(*articles: tuple[str, str, str | None]) -> list[Conflict]:
    """Compare made-up articles: text, day, and who says its first clause."""
    accounts, entities, stories = read(
        *(
            account(
                f"p{n}",
                text,
                names=NAMES,
                outlet=f"Paper {n}",
                day=day,  # type: ignore[arg-type]
                said=[Said(text.split(",")[0], who)] if who else [],
            )
            for n, (text, day, who) in enumerate(articles)
        )
    )
    return list(conflicts_of(accounts, stories, statements_of(accounts, entities, stories, ())))


TABLE = [
    (
        "Nine died on the Alma, Roos said.",
        "Twelve died on the Alma, Roos said.",
        "Roos",
        "Roos",
        "update",
    ),
    (
        "Nine died on the Alma, Roos said.",
        "Twelve died on the Alma, Holm said.",
        "Roos",
        "Holm",
        "dispute",
    ),
    ("Nine died on the Alma.", "Twelve died on the Alma.", None, None, "conflict"),
    (
        "At least 40 were hurt on the Alma.",
        "43 people were hurt on the Alma.",
        None,
        None,
        "compatible",
    ),
]


@pytest.mark.parametrize(("first", "second", "one", "other", "kind"), TABLE)
def test_two_tolls_differ_in_kind(
    first: str, second: str, one: str | None, other: str | None, kind: str
) -> None:
    (found,) = differences((first, "2030-05-02", one), (second, "2030-05-02", other))
    assert (found.kind, found.slot) == (kind, "count")


def test_a_later_toll_of_another_day_is_an_update() -> None:
    (found,) = differences(
        ("Twelve died on the Alma.", "2030-05-03", None),
        ("Nine died on the Alma.", "2030-05-02", None),
    )
    assert found.kind == "update"
    assert (found.a.value, found.b.value) == ("9 dead", "12 dead")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Twelve died on the Alma.", "Twelve died on the Alma, and the search goes on."),
        ("Twelve died on the Alma.", "Three of the dead on the Alma were cooks."),
        ("Twelve died on the Alma.", "Divers on the Alma found three more bodies."),
        ("Twelve died on the Alma.", "Forty were hurt on the Alma."),
        ("Twelve died on the Alma.", "Thirty-one died at Brun."),
    ],
)
def test_what_only_seems_to_differ_is_left_alone(first: str, second: str) -> None:
    assert differences((first, "2030-05-02", None), (second, "2030-05-02", None)) == []


@pytest.mark.parametrize(
    "other",
    [
        "Five bodies were found overnight on the Alma.",
        "Five people on the Alma died overnight.",
        "Five of one family died on the Alma.",
        "Five people were killed when a bus overturned near Brun on the same day.",
        "Five people were killed by a bus on the road.",
        "I saw five people dead on the Alma.",
        "A fire on the Alma killed five people in February.",
        "Several people died on the Alma.",
    ],
)
def test_a_part_or_another_happening_is_no_other_toll(other: str) -> None:
    whole = ("Fourteen people died in a fire on the Alma.", "2030-05-02", None)
    found = differences(whole, (other, "2030-05-02", None))
    assert [one for one in found if one.kind != "compatible"] == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Fourteen died on the Alma.", "The death toll on the Alma has risen to 19."),
        ("Fourteen died on the Alma.", "Nineteen died on the Alma, up from 14."),
        ("Fourteen died on the Alma.", "The death toll on the Alma has climbed to at least 19."),
        ("Earlier reports put an earlier toll of 14 dead on the Alma.", "19 died on the Alma."),
    ],
)
@pytest.mark.parametrize("day", ["2030-05-02", None])
def test_words_tell_which_toll_was_earlier(first: str, second: str, day: str) -> None:
    found = differences((second, day, None), (first, day, None))
    assert [one.kind for one in found] == ["update"]
    assert found[0].a.value.startswith("14")


def test_dozens_never_conflict() -> None:
    for number in ("Eleven", "A hundred"):
        found = differences(
            ("Dozens are missing from the Alma.", "2030-05-02", None),
            (f"{number} are missing from the Alma.", "2030-05-02", None),
        )
        assert found == []


@pytest.mark.parametrize(
    "answer", ["Roos did not say who would pay for the pier", "Roos does not want to pay for it"]
)
def test_what_is_not_said_denies_nothing(answer: str) -> None:
    found = differences(
        ("Roos would pay for the pier at Brun, Holm said.", "2024-05-03", "Holm"),
        (f"{answer}, Roos said.", "2024-05-03", "Roos"),
    )
    assert found == []


def test_who_is_named_and_denies_disputes() -> None:
    found = differences(
        ("Roos sold the pier to Brun in secret, Holm said.", "2024-05-03", "Holm"),
        ("Roos never sold the pier to Brun, Roos said.", "2024-05-03", "Roos"),
    )
    assert [(one.kind, one.slot, one.a.value, one.b.value) for one in found] == [
        ("dispute", "denial", "said", "denied")
    ]


def _dated(ident: str, day: str, *terms: str) -> Instance:
    span = Span(ident, 0, 9)
    time = TimeMention(span, day, day, "absolute", "DATE", day)
    return Instance(ident, span, span, "attributes", terms=(*terms, f"@{day}"), times=(time,))


def test_there_is_one_last_inspection() -> None:
    first = _dated("a", "2024-05-02", "alma", "last", "pass", "inspect")
    other = _dated("b", "2024-05-12", "last", "inspect", "find", "sound")
    strange = _dated("c", "2024-05-12", "last", "paint", "white")
    assert differing(first, other) == ("date",)
    assert differing(first, strange) == ()
