"""Why two articles or stories stand together or apart, with the words of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from secondsource.compare.contrast import Contrast, contrast
from secondsource.compare.stories import read_of
from secondsource.records import Account, Decision, Reuse, Span
from tests.desk import filed, named
from tests.test_cli import run
from tests.test_placing import desk, read_in  # noqa: F401
from tests.test_roundups import reports, told
from tests.test_stories import INQUIRY, RESCUE, SINKS, TRAMS, TWIN


def between(one: str, other: str, *accounts: Account, **beside: object) -> Contrast:
    collection = read_of(accounts, named(accounts), ())
    return contrast(collection, one.split(), other.split(), **beside)  # type: ignore[arg-type]


def news() -> list[Account]:
    texts = {"a": SINKS, "b": RESCUE, "c": TWIN, "d": INQUIRY, "e": TRAMS}
    days = {"a": "03-14", "b": "03-14", "c": "03-16", "d": "04-16", "e": "03-14"}
    return [filed(name, text, day=f"2024-{days[name]}") for name, text in texts.items()]


def said(reasons: object) -> dict[str, str]:
    return {one.kind: one.text for one in reasons}  # type: ignore[attr-defined]


def test_two_reports_of_one_sinking_share_names_words_and_the_day() -> None:
    found = between("a", "b", *news())
    binds = said(found.binds)
    assert "Sofia" in binds["names"] and "Varnova" in binds["names"]
    assert "ferry" in binds["words"].lower()
    assert binds["days"] == "news of 2024-03-14 in both"
    assert found.likely > between("a", "e", *news()).likely


def test_twins_are_parted_by_names_and_days() -> None:
    parts = said(between("a", "c", *news()).parts)
    assert parts["other-days"] == "news of 2024-03-14 against 2024-03-15"
    first, _, second = parts["other-names"].partition(" against ")
    assert "Sofia" in first and "Aurora" in second


def test_the_places_are_of_the_first_and_of_the_second() -> None:
    accounts = {one.page.id: one for one in news()}
    reasons = {one.kind: one for one in between("a", "b", *accounts.values()).binds}
    printed = [(span.page, accounts[span.page].page[span]) for span in reasons["names"].spans[:2]]
    assert [page for page, _ in printed] == ["a", "b"] and printed[0][1] == printed[1][1]


def test_text_that_is_shared_and_what_a_person_said_come_first() -> None:
    copied = Reuse("wire", Span("a", 0, 40), Span("b", 0, 40), 1.0, "hidden", 0.9)
    made = [Decision("join", "a", "b", "one ferry"), Decision("part", "a", "c")]
    found = between("a", "b", *news(), reuse=[copied], decisions=made)
    assert [one.kind for one in found.binds[:2]] == ["decision", "text"]
    assert found.binds[0].text.endswith("one ferry")
    assert "decision" not in [one.kind for one in found.parts]


def test_two_stories_are_asked_about_as_two_articles_are() -> None:
    found = between("a b", "c", *news())
    assert "other-days" in said(found.parts) and found.likely < 0.5


def test_related_stories_say_in_which_order_and_why_they_are_two() -> None:
    stories = told(*news())
    (later,) = stories["a"].relations
    (before,) = stories["d"].relations
    assert (later.story, later.order) == (stories["d"].id, "after")
    assert (before.story, before.order) == (stories["a"].id, "before")
    kinds = [one.kind for one in later.reasons]
    assert "names" in kinds and "other-days" in kinds
    assert not any(one.relations for one in told(*reports()).values())


# -- on the command line --------------------------------------------------------------------


def test_why_says_together_or_apart_by_file_id_or_headline(desk: Path) -> None:  # noqa: F811
    one = run("why", "sinks.txt", "search.txt", cwd=desk)
    assert "They stand in one story." in one.stdout and "shared names: " in one.stdout
    two = run("why", "twelve drown", "paper mill burns", cwd=desk)
    assert "They stand in two stories." in two.stdout and "What parts them" in two.stdout
    entry = json.loads(run("why", "sinks.txt", "burns.txt", "--json", cwd=desk).stdout)
    assert entry["together"] is False and 0 <= entry["likely"] <= 1
    assert {"other-names"} <= {one["kind"] for one in entry["parts"]}
    story = json.loads(run("stories", "--json", cwd=desk).stdout)[0]
    whole = json.loads(run("why", story["id"], story["articles"][0], "--json", cwd=desk).stdout)
    assert whole["together"] is True and whole["a"]["id"] == story["id"]


def test_why_shows_a_persons_decision(desk: Path) -> None:  # noqa: F811
    run("decide", "split", "sinks.txt", "search.txt", "--note", "two ferries", cwd=desk)
    shown = run("why", "sinks.txt", "search.txt", cwd=desk).stdout
    assert "They stand in two stories." in shown
    assert "a person said that the second is not of the story of the first: two ferries" in shown


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["sinks.txt", "sinks.txt"], "one and the same"),
        (["sinks.txt", "no such headline"], "no story, article or headline"),
    ],
)
def test_why_of_what_is_not_there_says_so(desk: Path, words: list[str], says: str) -> None:  # noqa: F811
    done = run("why", *words, cwd=desk)
    assert done.returncode == 2 and says in done.stderr
