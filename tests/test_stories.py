"""One happening is one story: copies and follow-ups in it, twins and later turns beside it."""

from __future__ import annotations

from bench.floods import flood
from secondsource.compare.kinds import settled
from secondsource.compare.likeness import terms_of
from secondsource.compare.lineage import lineage_of
from secondsource.compare.reuse import reuse_of
from secondsource.compare.stories import stories_of
from secondsource.records import Account, Decision, Story
from tests.desk import filed, named, words_at

SINKS = (
    "Twelve drown as ferry Sofia sinks off Varnova\n"
    "Twelve people drowned on Thursday as the ferry Sofia sank off Varnova, Viktor Halas said.\n"
    "Divers found bodies in the forward lounge while helicopters searched the bay.\n"
    "The vessel was built in 1989 and belongs to Levmar."
)
RESCUE = (
    "Rescuers search bay for survivors of the Sofia\n"
    "Helicopters searched the bay off Varnova on Thursday after the ferry Sofia sank.\n"
    "Viktor Halas said that divers had reached the forward lounge of the vessel."
)
TWIN = (
    "Three die as ferry Aurora hits reef near Ellery\n"
    "Three people died on Friday when the ferry Aurora struck a reef near Ellery.\n"
    "Islanders in small boats took 58 passengers ashore before the tide turned."
)
INQUIRY = (
    "Inquiry into the Sofia opens in Kastrin\n"
    "An inquiry into the loss of the ferry Sofia opened in Kastrin under judge Tamara Lind.\n"
    "Lawyers for Levmar asked the court to hear engineers from the yard in secret."
)
TRAMS = (
    "Tram fares rise in Kastrin\n"
    "Kastrin will charge riders 14 crowns for a tram ticket from May, the council voted.\n"
    "Pensioners keep their discount."
)


def told(*accounts: Account, decisions: tuple[Decision, ...] = ()) -> tuple[Story, ...]:
    """Group accounts into stories."""
    shared = reuse_of(accounts)
    shared = settled(accounts, shared, lineage_of(accounts, shared))
    return stories_of(accounts, named(accounts), shared, decisions)


def desk() -> list[Account]:
    """A ferry twice told, its twin, its inquiry a month later, and trams."""
    return [
        filed("a", SINKS, outlet="Post", day="2024-03-14"),
        filed("b", RESCUE, outlet="Echo", day="2024-03-14"),
        filed("c", TWIN, outlet="Mail", day="2024-03-16"),
        filed("d", INQUIRY, outlet="Post", day="2024-04-16"),
        filed("e", TRAMS, outlet="Echo", day="2024-03-14"),
    ]


def test_one_happening_is_one_story_and_its_twin_and_its_inquiry_are_not() -> None:
    stories = told(*desk())
    assert sorted(one.articles for one in stories) == [("a", "b"), ("c",), ("d",), ("e",)]


def test_every_article_is_in_exactly_one_story_in_any_order() -> None:
    accounts = desk()
    assert told(*accounts) == told(*accounts[::-1])
    assert sorted(name for one in told(*accounts) for name in one.articles) == list("abcde")


def test_related_stories_name_each_other_and_trams_are_nobodys() -> None:
    stories = {one.articles[0]: one for one in told(*desk())}
    by_id = {one.id: one for one in stories.values()}
    for one in by_id.values():
        assert all(one.id in by_id[other].related for other in one.related)
    assert stories["d"].id in stories["a"].related
    assert not stories["e"].related


def test_a_copy_is_in_the_story_of_its_text() -> None:
    copied = SINKS.replace("Twelve drown as ferry Sofia sinks off Varnova", "Sea horror")
    stories = told(*desk(), filed("f", copied, outlet="Bee"))
    assert ("a", "b", "f") in [one.articles for one in stories]


def test_what_was_said_on_another_day_is_another_happening() -> None:
    stories = told(
        filed(
            "a",
            "Lund wants more lifeboats for Varnova, says Anna Lund\n"
            "The ferries of Varnova need ten more lifeboats each, Anna Lund said on Monday.\n"
            "She blamed Levmar for saving on boats.",
        ),
        filed(
            "b",
            "Ports must pay, says Anna Lund\n"
            "Anna Lund said on Friday that Varnova and its port have to buy lifeboats.\n"
            "Levmar kept silent on the bill for the boats.",
        ),
    )
    assert len(stories) == 2


ROUND = (
    "Oreland and Portugal seal a herring pact\n"
    "Oreland and Portugal signed a herring pact worth 40 million crowns on Tuesday, trade minister "
    "Hedda Moor said in Portugal.\n"
    '"We came for our fishermen and were heard," Moor told reporters in Port Selm.\n'
    "Portugal will also send 12 trawlers, prime minister Ilan Beck said.\n"
    "In late March, Moor told a congress in Lower Brack that the west had closed its doors.\n"
    '"We shall not stand in the rain and knock," she said at the time.'
)
RETOLD = (
    "Herring pact: Moor brings trawlers home\n"
    "Trade minister Hedda Moor on Tuesday won 12 trawlers from Portugal for the herring fleet.\n"
    '"We came for our fishermen and were heard," Moor said in Port Selm.\n'
    "Ilan Beck called the pact worth 40 million crowns a beginning."
)
SPEECH = (
    "West has shut its doors to herring, minister tells fishermen\n"
    "Oreland must find other markets for its herring, trade minister Hedda Moor said Saturday.\n"
    '"We shall not stand in the rain and knock," she told a congress in Lower Brack.\n'
    "Oskar Thielen of the opposition called the speech a dream."
)
FLOODS = (
    "Floods drive hundreds from homes in the Ambry valley\n"
    "Nine people died in floods in the Ambry valley of Portugal, rescuers said on Tuesday.\n"
    "Prime minister Ilan Beck sent soldiers with boats."
)


def test_a_small_round_keeps_an_earlier_speech_and_another_flood_apart() -> None:
    """With four articles nothing competes for one, so likeness itself must say enough."""
    stories = told(filed("a", ROUND), filed("b", RETOLD), filed("c", SPEECH), filed("d", FLOODS))
    assert sorted(one.articles for one in stories) == [("a", "b"), ("c",), ("d",)]
    by_first = {one.articles[0]: one for one in stories}
    assert by_first["c"].related == (by_first["a"].id,)
    assert not by_first["d"].related


def test_what_came_before_says_little_of_what_an_article_is_about() -> None:
    account = filed("a", ROUND)
    weights = terms_of(account, {}).weights
    assert weights["rain"] < weights["send"]


def test_a_person_decides() -> None:
    joined = told(*desk(), decisions=(Decision("join", "c", "e"), Decision("part", "a", "b")))
    assert ("c", "e") in [one.articles for one in joined]
    assert all(not {"a", "b"} <= set(one.articles) for one in joined)
    assert told(*desk(), decisions=(Decision("join", "a", "gone"),)) == told(*desk())


def test_a_story_says_why_with_its_own_words() -> None:
    accounts = desk()
    story = next(one for one in told(*accounts) if one.articles == ("a", "b"))
    assert {"names", "words", "days"} <= {one.kind for one in story.why}
    names = next(one for one in story.why if one.kind == "names")
    assert any(words_at(accounts, span) == "Viktor Halas" for span in names.spans)
    assert story.headline is not None
    assert words_at(accounts, story.headline) in (SINKS.split("\n")[0], RESCUE.split("\n")[0])


def test_empty_articles_and_an_empty_collection_stand_alone() -> None:
    assert told() == ()
    assert len(told(filed("a", "x"), filed("b", "y"))) == 2


def test_a_flood_of_articles_on_one_happening_is_one_story() -> None:
    made = [filed(f"p{at:03}", one.text) for at, one in enumerate(flood(120, 1, seed=1))]
    assert len(stories_of(made, named(made), ())) == 1


def test_many_happenings_do_not_clump_into_one() -> None:
    made = list(flood(120, 40, seed=2))
    accounts = [filed(f"p{at:03}", one.text) for at, one in enumerate(made)]
    stories = stories_of(accounts, named(accounts), ())
    happening = {f"p{at:03}": one.happening for at, one in enumerate(made)}
    assert len(stories) == 40
    assert all(len({happening[name] for name in one.articles}) == 1 for one in stories)


def test_a_thousand_copies_of_one_article_are_one_story() -> None:
    accounts = [filed(f"p{at:04}", SINKS) for at in range(1_000)]
    [story] = told(*accounts)
    assert len(story.articles) == 1_000
