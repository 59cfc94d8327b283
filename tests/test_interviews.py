"""Turns of interviews and transcripts, on made-up news: whose words, and which are nobody's."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.extract.cues import words_for
from secondsource.extract.interviews import turns_of
from secondsource.read.passages import passages_of
from secondsource.records import Account, Article, Mention, Page, Span
from tests.pressroom import Print, report_of
from tests.test_quotations import account, told

INTRO = "Marta Roos has run the ferry for nine years. We asked her why it sank.\n"
ASKED = (
    f"{INTRO}Q: Was it old?\nA: It was forty years old. I said so.\nNobody wrote back.\n"
    "Q: The board had a letter.\nA: [Laughs] I wrote it. (The board declined to comment.)\n"
    "Q: What next?\nA: “We will raise her.”\nRoos told us afterwards, over coffee, that she sings."
)


def turns(text: str) -> list[tuple[str | None, str]]:
    """Give the label and the words of each turn: what is told directly, without a verb."""
    read = account(text)
    return [
        (
            read.page[one.speaker_span] if one.speaker_span else None,
            "|".join(read.page[part] for part in one.parts),
        )
        for one in read.quotations
        if one.kind == "direct" and one.cue is None
    ]


def test_an_answer_is_a_quotation_and_its_question_is_none() -> None:
    assert turns(ASKED) == [
        (None, "It was forty years old. I said so.|Nobody wrote back."),
        (None, "I wrote it."),
        (None, "We will raise her."),
    ]


@pytest.mark.parametrize(
    ("ask", "answer"), [("Q.", "A."), ("Question:", "Answer:"), ("Q :", "A :")]
)
def test_questions_and_answers_have_many_labels(ask: str, answer: str) -> None:
    text = ASKED.replace("Q:", ask).replace("A:", answer)
    assert turns(text) == turns(ASKED)


def test_what_is_told_inside_an_answer_is_a_quotation_of_its_own() -> None:
    text = f"{INTRO}Q: Was it old?\nA: It was. Petrov said it would sink.\nQ: Did it?\nA: I saw it."
    assert ("indirect", "Petrov", "it would sink") in told(text)
    assert turns(text)[0] == (None, "It was. Petrov said it would sink.")


def test_labels_of_a_transcript_name_who_speaks() -> None:
    text = (
        "The inquiry met on Monday.\n"
        "MR. KOLB: Captain, did you see the light?\n"
        "IVAN PETROV: I saw it at nine.\nIt went out at ten, and I wrote that down.\n"
        "MR. KOLB: And you sailed?\n"
        "THE COURT: Answer the question, please.\n"
        "PETROV: Yes, sir.\n"
        "It meets again on Friday."
    )
    assert turns(text) == [
        ("IVAN PETROV", "I saw it at nine.|It went out at ten, and I wrote that down."),
        ("THE COURT", "Answer the question, please."),
        ("PETROV", "Yes, sir."),
    ]


def test_a_debate_has_no_asker() -> None:
    text = (
        "Roos and Petrov met.\nMarta Roos: We built it.\nIvan Petrov: You built it badly.\n"
        "Roos: You never saw it.\nPetrov: I sailed it."
    )
    assert [label for label, _ in turns(text)] == ["Marta Roos", "Ivan Petrov", "Roos", "Petrov"]


def test_questions_without_labels_need_an_intro_that_says_what_it_is() -> None:
    talk = (
        "How old is the dam?\nI think it was built in 1951.\nMy father poured it.\n"
        "Will it hold?\nI think so.\nWhat do you tell the town?\nWe tell them to sleep.\n"
        "The dam was inspected in May."
    )
    said = [
        (None, "I think it was built in 1951.|My father poured it."),
        (None, "I think so."),
        (None, "We tell them to sleep."),
    ]
    assert turns(f"Marta Roos runs the dam. She spoke to the Herald.\n{talk}") == said
    assert turns(f"The dam at Port Sel is old.\n{talk}") == []


@pytest.mark.parametrize(
    "lines",
    [
        "Photo: The harbour in the rain.\nNote: You can buy tickets.\nNote: Bring your own cup.",
        "Age: 45\nJob: Captain of the ferry.\nLikes: Herring.",
        "Roos: Saved a penalty and was never troubled.\nPetrov: Lost the ball too often.",
        "Marta Roos: The Lamp That Never Went Out Again.\nIvan Petrov: My Year On The Quay.",
        "A. Roos wrote this.\nA. Petrov took the pictures.",
        "Update: We have added a map.\nCorrection: We gave a wrong day.",
    ],
)
def test_notes_boxes_and_lists_are_no_talk(lines: str) -> None:
    assert turns(f"Sel beat Ostby on Monday.\n{lines}") == []


def _who(read: Account, report_names: dict[str, str]) -> list[str | None]:
    return [
        report_names.get(one.speaker or "")
        for one in read.quotations
        if one.kind == "direct" and one.cue is None
    ]


def _said_by(text: str, headline: str) -> list[str | None]:
    report = report_of(Print("herald", f"{headline}\n\n{text}", outlet="The Herald"))
    return _who(report.accounts[0], {one.id: one.name for one in report.entities})


def test_the_interviewee_is_whom_headline_and_intro_present() -> None:
    text = (
        "Ada Roos has run the dam at Sel for nine years.\n\nQ: Will it hold?\n\n"
        "A: It will, and I sleep below it.\n\nQ: And in March?\n\nA: I hope so."
    )
    assert _said_by(text, "The woman below the dam") == ["Ada Roos", "Ada Roos"]
    two = text.replace("nine years.", "nine years. Jan Kolb built it.")
    assert _said_by(two, "The woman below the dam") == [None, None]
    assert _said_by(two, "An interview with Ada Roos") == ["Ada Roos", "Ada Roos"]


def test_initials_stand_for_the_one_person_who_has_them() -> None:
    text = (
        "Ada Roos has run the dam at Sel for nine years.\n\nThe Herald: How old is it?\n\n"
        "AR: I think it was built in 1951.\n\nThe Herald: Will it hold?\n\nAR: It will."
    )
    assert _said_by(text, "The woman below the dam") == ["Ada Roos", "Ada Roos"]


def test_an_answer_gives_no_more_statements_than_it_has_sentences() -> None:
    told_it = " ".join(f"I walked to gate {n} of the dam in May." for n in range(9))
    text = f"Ada Roos runs the dam at Sel.\n\nQ: Will it hold?\n\nA: {told_it}\n\nQ: Why?\n\nA: No."
    read = report_of(Print("herald", text, headline="Below the dam")).accounts[0]
    answer = next(one for one in read.quotations if one.cue is None)
    assert sum(one.span.within(answer.span) for one in read.instances) <= 9


LINES = [
    "Q: Was it old?",
    "A: I saw it.",
    "ROOS: We “sailed",
    "Marta Roos: “I did.”",
    "Petrov: (Laughs)",
    "Did you?",
    "I did. (Applause)",
    "“Never,” Roos said.",
    "A. (",
    "Photo: The quay.",
    "It rained.",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join) | st.text(max_size=60))
def test_any_text_goes_in_and_spans_read_back(text: str) -> None:
    read = account(text) if text.strip() else None
    for one in read.quotations if read else ():
        assert one.parts[0].start == one.span.start
        assert one.parts[-1].end <= one.span.end <= len(text)
        assert all(text[part.start : part.end].strip() for part in one.parts)
        assert one.speaker_span is None or one.speaker_span.end <= len(text)


def test_a_flood_of_labels_is_read_in_its_length() -> None:
    def taken(count: int) -> float:
        talk = "Roos: I saw it.\nPetrov: You did not?\n"
        page = Page(id="p", input="a.txt", text=talk * count)
        spans = [Span("p", at, at + 4) for at in range(0, len(page.text), len(talk))]
        mentions = [Mention(span, "person") for span in spans]
        article = Article(id="p", family="p", body=(Span("p", 0, len(page.text)),))
        passages = passages_of(page, article)
        began = time.process_time()
        _, drafts = turns_of(page, article, passages, mentions, words_for("en"))
        assert len(drafts) == count
        return time.process_time() - began

    small = taken(2_000)
    assert taken(20_000) < 20 * small + 0.5
