"""Claims that are only mentioned: doubted, left open, supposed or asked after, never told."""

from __future__ import annotations

import pytest

from secondsource.extract.support import as_supposed, doubts, mentioned, nobody, put_to, supposed
from secondsource.records import Instance, Span, Statement
from tests.pressroom import Print, key_of, report_of, stating

CLAIM = "Velta paid the harbour master's brother 90,000 crowns"
SAID = f"{CLAIM}, prosecutor Vera Lint said on Tuesday."
PLAIN = (
    f"Lawyer Nils Aron said {CLAIM}.",
    f"{CLAIM}, said Nils Aron, a lawyer.",
    f"Lawyer Nils Aron confirmed that {CLAIM}.",
)
CONTESTED = (
    f"Lawyer Nils Aron called reports that {CLAIM} a fabrication.",
    f"Lawyer Nils Aron said he doubted that {CLAIM}.",
    f"Lawyer Nils Aron doubted that {CLAIM}.",
    f"Lawyer Nils Aron said there was no evidence that {CLAIM}.",
    f"There was no evidence that {CLAIM}, lawyer Nils Aron said.",
    f"Lawyer Nils Aron said nobody had shown that {CLAIM}.",
    f"The police have not yet proved that {CLAIM}, lawyer Nils Aron said.",
)
LEFT_OPEN = (
    f"Clerk Ida Vann's account that {CLAIM} could not be verified, the Audit Office said.",
    f"Lawyer Nils Aron said he could not confirm that {CLAIM}.",
    f"Lawyer Nils Aron said he had no knowledge that {CLAIM}.",
    f"Lawyer Nils Aron said he could not say whether {CLAIM}.",
    f"“I cannot confirm reports that {CLAIM},” lawyer Nils Aron said.",
    f"Lawyer Nils Aron was alarmed that {CLAIM}, his spokesman said.",
)
SUPPOSED = (
    f"If {CLAIM}, the licence will be withdrawn, lawyer Nils Aron said.",
    f"“If {CLAIM}, the licence will be withdrawn,” lawyer Nils Aron said.",
    f"Were it true that {CLAIM}, the licence would be withdrawn, lawyer Nils Aron said.",
    f"The court will examine whether {CLAIM}, lawyer Nils Aron said.",
)


def printed(other: str) -> Statement:
    report = report_of(
        Print("a", SAID, "Harbour News", "2031-05-06"),
        Print("b", other, "Metro Ledger", "2031-05-06"),
    )
    return stating(report, "90,000")


def stances(other: str) -> set[str]:
    report = report_of(Print("b", other, "Metro Ledger", "2031-05-06"))
    return {
        member.instance.stance
        for statement in report.statements
        for member in statement.members
        if "90,000" in report.accounts[0].page[member.instance.span]
    }


@pytest.mark.parametrize("other", PLAIN)
def test_a_plain_assertion_is_support(other: str) -> None:
    one = printed(other)
    assert (one.reach, one.origins.likely) == (2, 2)


@pytest.mark.parametrize("other", CONTESTED)
def test_who_contests_a_claim_adds_neither_text_nor_origin(other: str) -> None:
    one = printed(other)
    assert (one.reach, one.texts.likely, one.origins.likely) == (1, 1, 1)
    assert stances(other) == {"denies"}


@pytest.mark.parametrize("other", LEFT_OPEN)
def test_who_leaves_a_claim_open_adds_neither_text_nor_origin(other: str) -> None:
    one = printed(other)
    assert (one.reach, one.texts.likely, one.origins.likely) == (1, 1, 1)
    assert stances(other) == {"reacts"}


@pytest.mark.parametrize("other", SUPPOSED)
def test_what_is_supposed_joins_nothing_that_is_told_as_done(other: str) -> None:
    assert (printed(other).reach, printed(other).origins.likely) == (1, 1)


def test_a_condition_in_two_outlets_is_still_one_statement() -> None:
    told = "If the dam at Osk breaks, the lower town will be under water in an hour, {} said."
    report = report_of(
        Print("a", told.format("engineer Ida Vann"), "Harbour News", "2031-05-06"),
        Print("b", told.format("mayor Olof Brand"), "Metro Ledger", "2031-05-06"),
    )
    assert stating(report, "lower town").reach == 2


def test_no_instance_stands_twice_in_one_statement() -> None:
    said = "Ostran held secret talks with Kestria in March, diplomat Jens Rud said."
    answers = (
        "Foreign minister Ulla Berg said she could not confirm that Ostran held secret talks "
        "with Kestria in March.",
        "Ostran never held secret talks with Kestria in March, minister Ulla Berg said.",
    )
    for answer in answers:
        report = report_of(
            Print("a", said, "Harbour News", "2031-05-06"),
            Print("b", answer, "Metro Ledger", "2031-05-06"),
        )
        for statement in report.statements:
            found = [one.instance.id for one in statement.members]
            assert len(found) == len(set(found))


def test_a_question_put_to_a_speaker_is_no_content() -> None:
    text = 'Asked why now, Lomax answered: "We had no choice once the pier had cracked."'
    report = report_of(Print("a", text, "Harbour News", "2031-05-06"))
    page = report.accounts[0].page
    found = [page[m.instance.span] for one in report.statements for m in one.members]
    assert found == ["We had no choice once the pier had cracked"]
    assert key_of(report, page.id) == "a"


@pytest.mark.parametrize(
    "clause",
    [
        "he had no doubt that the ferry sank",
        "the ferry did not sink",
        "the pier closed because engineers doubted that it was safe",
        "the captain confirmed that the ferry sank",
    ],
)
def test_other_negations_mention_nothing(clause: str) -> None:
    assert mentioned(clause) is None


def test_a_verdict_behind_a_claim_is_cut_off() -> None:
    clause = "The report that the ferry sank could not be independently confirmed"
    found = mentioned(clause)
    assert found is not None
    assert clause[found.start : found.end] == "the ferry sank"


def test_a_supposed_part_ends_at_its_comma_or_with_the_clause() -> None:
    assert supposed("Should the pier crack, it will close") == (0, 21)
    assert supposed("it will close if the pier cracks") == (14, 32)
    assert supposed("it closed even if the pier held") is None


def test_what_is_intended_on_a_condition_stays_intended() -> None:
    one = Instance("i", Span("p", 0, 32), Span("p", 0, 32), "asserts", mood="will")
    assert as_supposed(one, "it will close if the pier cracks", 0).mood == "will"
    assert as_supposed(one, "If the pier cracks, it will close", 0).mood == "wish"


def test_nobody_doubts_and_questions_are_known_by_their_words() -> None:
    assert nobody("No one") and not nobody("The mayor")
    assert doubts("doubt") and not doubts("fear")
    assert put_to("whether it sank", "ask", voiced=False)
    assert not put_to("the port to close", "ask", voiced=False)
