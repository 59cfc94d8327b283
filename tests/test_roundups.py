"""A digest tells of several happenings: it stands in one story and is told of in the others."""

from __future__ import annotations

from secondsource.compare.kinds import settled
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.segments import cut, paragraphs_of, sheets_of
from secondsource.compare.stories import stories_of
from secondsource.records import Account, Decision, Story
from tests.desk import filed, named

FERRY = (
    "Twelve drown as ferry Sofia sinks off Varnova\n"
    "Twelve people drowned on Thursday as the ferry Sofia sank off Varnova, Viktor Halas said.\n"
    "Divers found bodies in the forward lounge while helicopters searched the bay.",
    "Rescuers search bay for survivors of the Sofia\n"
    "Helicopters searched the bay off Varnova on Thursday after the ferry Sofia sank.\n"
    "Viktor Halas said that divers had reached the forward lounge of the vessel.",
)
MILL = (
    "Rostal paper mill burns down\n"
    "Fire destroyed the Brandt paper mill at Rostal on Thursday, and Lena Ozols saw smoke.\n"
    "Firefighters pumped water from the canal while sprinklers at the mill failed.",
    "Brandt mill fire leaves Rostal without work\n"
    "The fire at the Brandt paper mill in Rostal began in a drying hall on Thursday.\n"
    "Lena Ozols said the sprinklers had failed and firefighters drew on the canal.",
)
COURT = (
    "Former mayor Pavel Dorn jailed in Kastrin\n"
    "Judges in Kastrin jailed the former mayor Pavel Dorn for bribery on Thursday.\n"
    "Prosecutor Ilse Marsk said the mayor took envelopes of cash in a car park.",
    "Pavel Dorn taken to prison after bribery verdict\n"
    "Bribery put Pavel Dorn, once mayor of Kastrin, in prison on Thursday.\n"
    "Ilse Marsk told judges of envelopes of cash handed over in a car park.",
)
DIGEST = (
    "Evening briefing: what you need to know\n"
    "The ferry Sofia sank off Varnova and divers searched the forward lounge, Viktor Halas said.\n"
    "The Brandt paper mill at Rostal burned; sprinklers failed, said Lena Ozols.\n"
    "Judges in Kastrin jailed Pavel Dorn, the former mayor, for bribery and envelopes of cash."
)
COLUMN = (
    "Sofia sinks off Varnova: twelve drown\n"
    "The ferry Sofia sank off Varnova on Thursday and divers reached the forward lounge.\n"
    "Helicopters searched the bay for survivors of the Sofia, Viktor Halas said.\n"
    "Elsewhere, the Brandt paper mill at Rostal burned down; sprinklers failed, Lena Ozols said.\n"
    "And judges in Kastrin jailed the former mayor Pavel Dorn for bribery, said Ilse Marsk."
)


def reports() -> list[Account]:
    """Two reports of each of three happenings of one day."""
    return [
        filed(f"{letter}{at}", text, outlet=f"{outlet} {letter}", day="2024-03-14")
        for letter, texts in (("a", FERRY), ("b", MILL), ("c", COURT))
        for at, (text, outlet) in enumerate(zip(texts, ("Post", "Echo"), strict=True))
    ]


def told(*accounts: Account, decisions: tuple[Decision, ...] = ()) -> dict[str, Story]:
    """Group accounts into stories; each by its first article."""
    shared = reuse_of(accounts)
    shared = settled(accounts, shared, lineage_of(accounts, shared))
    stories = stories_of(accounts, named(accounts), shared, decisions)
    return {one.articles[0]: one for one in sorted(stories, key=lambda one: one.articles)}


def parts(stories: dict[str, Story], account: Account) -> dict[str, str]:
    """Give the words of an account that stand in each story, by the story's first article."""
    return {
        first: " ".join(account.page[span] for span in part.spans)
        for first, one in stories.items()
        for part in one.also
        if part.article == account.page.id
    }


def test_a_digest_stands_alone_and_each_of_its_items_in_its_story() -> None:
    digest = filed("d", DIGEST, outlet="Mail", day="2024-03-14")
    stories = told(*reports(), digest)
    assert [one.articles for one in stories.values()] == [
        ("a0", "a1"), ("b0", "b1"), ("c0", "c1"), ("d",),
    ]  # fmt: skip
    lines = DIGEST.splitlines()
    assert parts(stories, digest) == {"a0": lines[1], "b0": lines[2], "c0": lines[3]}


def test_a_column_stands_in_the_story_of_its_headline() -> None:
    column = filed("d", COLUMN, outlet="Mail", day="2024-03-14")
    stories = told(*reports(), column)
    assert stories["a0"].articles == ("a0", "a1", "d")
    lines = COLUMN.splitlines()
    assert parts(stories, column) == {"b0": lines[3], "c0": lines[4]}


def test_a_part_says_what_binds_it_with_the_words_of_both() -> None:
    digest = filed("d", DIGEST, outlet="Mail", day="2024-03-14")
    accounts = {one.page.id: one for one in (*reports(), digest)}
    (part,) = told(*accounts.values())["b0"].also
    names = next(one for one in part.reasons if one.kind == "names")
    assert "Lena Ozols" in names.text and "Rostal" in names.text
    printed = {(span.page, accounts[span.page].page[span]) for span in names.spans}
    assert {("d", "Lena Ozols"), ("b0", "Lena Ozols")} <= printed


def test_a_report_that_looks_back_on_another_happening_is_no_round_up() -> None:
    text = f"{FERRY[1]}\nIt came hours after fire destroyed the Brandt paper mill at Rostal."
    report = filed("d", text, outlet="Mail", day="2024-03-14")
    stories = told(*reports(), report)
    assert stories["a0"].articles == ("a0", "a1", "d")
    assert not any(one.also for one in stories.values())


def test_two_digests_do_not_hide_each_other_nor_make_a_story_of_all() -> None:
    digests = [
        filed("d", DIGEST, outlet="Mail", day="2024-03-14"),
        filed("e", COLUMN.replace("twelve", "many"), outlet="Star", day="2024-03-14"),
    ]
    stories = told(*reports(), *digests)
    assert all(len(set(one.articles) & {"a0", "b0", "c0"}) < 2 for one in stories.values())
    assert {part.article for part in stories["c0"].also} == {"d", "e"}


def test_copies_of_a_digest_stand_together() -> None:
    digests = [filed(name, DIGEST, outlet=name, day="2024-03-14") for name in ("d", "e")]
    stories = told(*reports(), *digests)
    assert stories["d"].articles == ("d", "e")
    assert [part.article for part in stories["a0"].also] == ["d", "e"]


def test_a_digests_headline_stands_for_no_other_story() -> None:
    column = filed("d", COLUMN, outlet="Mail", day="2024-03-14")
    story = told(*reports(), column)["a0"]
    assert story.headline is not None and story.headline.page != "d"


def test_a_heading_belongs_to_the_paragraph_below_it() -> None:
    text = "Briefs\nFire at Rostal\nThe mill burned down.\n14:05\nA ferry sank."
    one = filed("d", text)
    found = paragraphs_of(one, {})
    assert [[one.page[p.span] for p in each.passages] for each in found] == [
        ["Fire at Rostal", "The mill burned down."], ["14:05", "A ferry sank."],
    ]  # fmt: skip
    assert [each.headed for each in found] == [True, True]
    piece = cut(one, found[1].passages)
    assert [passage.paragraph for passage in piece.passages] == [0, 1]


def test_sheets_hold_every_paragraph_once() -> None:
    one = filed("d", "Live\n" + "\n".join(f"The mill burned at {at}." for at in range(100)))
    found = paragraphs_of(one, {})
    assert [each for sheet in sheets_of(found) for each in sheet] == list(found)


def test_a_live_page_of_hundreds_of_entries_is_told_apart_in_sheets() -> None:
    lines = [text.splitlines()[1] for text in (FERRY[0], MILL[0], COURT[0])]
    entries = [f"{at // 60:02}:{at % 60:02}\n{lines[at % 3]}" for at in range(90)]
    live = filed("d", "As it happened: the day's news\n" + "\n".join(entries), day="2024-03-14")
    stories = told(*reports(), live)
    assert stories["d"].articles == ("d",)
    found = parts(stories, live)
    assert set(found) == {"a0", "b0", "c0"}
    for first, line in zip(("a0", "b0", "c0"), lines, strict=True):
        assert found[first].count(line) == 30
