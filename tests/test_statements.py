"""What is asserted, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.extract.lemmas import sense
from secondsource.records import NameKind
from tests.newsroom import Said, account, read


def test_what_a_speaker_says_is_asserted_once() -> None:
    (one,), _, _ = read(
        account(
            "a",
            "The dam would be repaired by June, Roos said.",
            names=[("Roos", "person")],
            said=[Said("The dam would be repaired by June", "Roos")],
        )
    )
    assert [(i.stance, i.speaker) for i in one.instances] == [("attributes", "e-roos")]


@pytest.mark.parametrize("text", ["A sad day.", "And then silence.", "Heartsick."])
def test_a_fragment_asserts_nothing(text: str) -> None:
    (one,), _, _ = read(account("a", text))
    assert one.instances == ()


@pytest.mark.parametrize(
    "text", ["Passengers waited at a lifeboat that never moved.", "The flames spread from a torch."]
)
def test_a_sentence_needs_no_name_and_no_number_to_assert(text: str) -> None:
    (one,), _, _ = read(account("a", text))
    (instance,) = one.instances
    assert one.page[instance.span] == text.rstrip(".")


def test_a_denial_and_a_reaction_are_marked() -> None:
    text = "Roos denied that the dam had cracked. We offer our condolences, Lind said."
    (one,), _, _ = read(
        account(
            "a",
            text,
            names=[("Roos", "person"), ("Lind", "person")],
            said=[
                Said("the dam had cracked", "Roos", denied=True),
                Said("We offer our condolences", "Lind"),
            ],
        )
    )
    assert sorted(i.stance for i in one.instances) == ["denies", "reacts"]


def test_a_question_asserts_nothing() -> None:
    (one,), _, _ = read(account("a", "Did Norlines know?", names=[("Norlines", "organisation")]))
    assert one.instances == ()


def test_a_promise_has_its_speaker_for_a_subject_and_is_not_done() -> None:
    text = "Norwegian Foreign Minister Kari Holm pledged to send doctors to Syria."
    (one,), _, _ = read(
        account(
            "a",
            text,
            names=[("Kari Holm", "person"), ("Syria", "place")],
            said=[Said("to send doctors to Syria", "Holm", "Kari Holm", cue="pledged")],
        )
    )
    (instance,) = one.instances
    assert (instance.subject, instance.mood) == ("~norway", "will")
    assert instance.terms == ("~norway", "supply", "doctor", "~syria")


def test_it_stands_for_the_government_named_before() -> None:
    text = "Holm promised help by Oslo and said it is ready to deliver tents to Syria."
    (one,), _, _ = read(
        account(
            "a",
            text,
            names=[("Holm", "person"), ("Oslo", "place"), ("Syria", "place")],
            said=[Said("it is ready to deliver tents to Syria", "Holm")],
        )
    )
    spoken = [i for i in one.instances if i.quotation]
    assert spoken[0].terms == ("~norway", "supply", "tent", "~syria")


def test_a_toll_in_a_later_clause_is_an_assertion_of_its_own() -> None:
    text = "A ferry sank off Ostby, killing 12 people."
    (one,), _, _ = read(account("a", text, names=[("Ostby", "place")]))
    assert [one.page[i.span] for i in one.instances] == [
        "A ferry sank off Ostby",
        "killing 12 people",
    ]
    assert [len(i.quantities) for i in one.instances] == [0, 1]


def test_a_sentence_that_says_two_things_is_two_assertions_of_one_subject() -> None:
    text = "Norlines sold the ferry Alma in May and bought two trawlers."
    (one,), _, _ = read(account("a", text, names=[("Norlines", "organisation"), ("Alma", "other")]))
    first, second = one.instances
    assert one.page[second.span] == "bought two trawlers"
    assert (first.predicate, second.predicate) == ("sell", "buy")
    assert first.subject == second.subject == second.terms[0] == "#e-norlines"


def test_a_clause_in_the_middle_leaves_a_gap_in_the_words_and_none_in_the_span() -> None:
    text = "The ferry Alma, which sank in 2019, was raised on Friday."
    (one,), _, _ = read(account("a", text, names=[("Alma", "other")]))
    whole = next(i for i in one.instances if i.predicate == "raise")
    assert one.page[whole.span] == text.rstrip(".") and "sink" not in whole.terms


def test_a_vow_is_pledged_and_what_is_only_told_in_it_is_not() -> None:
    text = "Roos vowed to rebuild the pier, which fell in May."
    (one,), _, _ = read(
        account(
            "a",
            text,
            names=[("Roos", "person")],
            said=[Said("to rebuild the pier, which fell in May", "Roos", cue="vowed")],
        )
    )
    found = {i.predicate: (i.status, i.mood, i.subject) for i in one.instances}
    assert found == {"rebuild": ("pledged", "will", "#e-roos"), "fall": ("", "fact", sense("pier"))}


def test_each_sentence_of_a_quotation_is_an_assertion() -> None:
    text = "“The bow door was open. The lamp on the bridge was red,” Roos said."
    (one,), _, _ = read(
        account(
            "a",
            text,
            names=[("Roos", "person")],
            said=[
                Said("The bow door was open. The lamp on the bridge was red", "Roos", kind="direct")
            ],
        )
    )
    assert len(one.instances) == 2


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_every_span_reads_back(text: str) -> None:
    (one,), _, _ = read(account("a", text))
    for instance in one.instances:
        assert one.page[instance.span]
        assert instance.core <= len(instance.terms)


@pytest.mark.parametrize(
    ("text", "named", "cue", "stance"),
    [
        ("Voters rejected the tunnel at Brun.", "the tunnel at Brun", "rejected", "asserts"),
        ("The mayor praised the crew of the ferry.", "the crew of the ferry", "praised", "reacts"),
    ],
)  # fmt: skip
def test_what_only_names_a_thing_is_the_outlets_own_sentence(
    text: str, named: str, cue: str, stance: str
) -> None:
    (one,), _, _ = read(account("a", text, said=[Said(named, cue=cue)]))
    (instance,) = one.instances
    assert (one.page[instance.span], instance.stance) == (text.rstrip("."), stance)


def test_nobody_was_hurt_is_said_though_it_is_short() -> None:
    (one,), _, _ = read(account("a", "The train stopped in a tunnel, but nobody was hurt."))
    assert [(i.predicate, i.negated) for i in one.instances] == [("end", False), ("injure", True)]


def test_what_hangs_on_a_condition_is_supposed_and_the_rest_is_not() -> None:
    text = "The pier held for years, but it will close if the beam cracks."
    (one,), _, _ = read(account("a", text))
    assert [i.mood for i in one.instances] == ["fact", "will"]


def test_a_sentence_that_a_quotation_cuts_off_ends_with_its_last_whole_clause() -> None:
    text = "In 2014 Norlines sold two boats to Ostby, and in March Roos said the dam had cracked."
    (one,), _, _ = read(
        account(
            "a",
            text,
            names=[("Norlines", "organisation"), ("Ostby", "place"), ("Roos", "person")],
            said=[Said("the dam had cracked", "Roos")],
        )
    )
    told = [one.page[i.span] for i in one.instances if i.stance == "asserts"]
    assert told == ["In 2014 Norlines sold two boats to Ostby"]


def test_what_is_told_of_somebodys_crew_begins_with_that_name() -> None:
    text = "Ostby bought a ferry from Norlines, whose crews were striking for better pay."
    names: list[tuple[str, NameKind]] = [("Ostby", "place"), ("Norlines", "organisation")]
    (one,), _, _ = read(account("a", text, names=names))
    (told,) = [i for i in one.instances if one.page[i.span].startswith("whose")]
    assert told.terms[0] == "#e-norlines" and told.subject == sense("crews")
