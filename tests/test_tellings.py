"""Tellings: what a model read in one passage becomes quotations of the whole paragraph."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.extract.quotations import quotations_of
from secondsource.extract.tagging import levelled
from secondsource.read.passages import passages_of
from secondsource.records import Account, Article, Mention, Page, Span, Tagged, Telling
from secondsource.textview import level


def read(text: str, tellings: Sequence[tuple[str, str, str]], *, sure: float = 0.9) -> Account:
    """Read a made-up article; each telling is (cue, speaker, content), pieces parted by a bar."""
    page = Page(id="p1", input="a.txt", text=text)
    article = Article(id="p1", family="p1", body=(Span("p1", 0, len(text)),))
    passages = passages_of(page, article)
    tags = {}
    for passage in passages:
        inside = levelled(page[passage.span])
        found = [_telling(inside, one, sure) for one in tellings if level(one[0]) in inside]
        tags[passage.key] = Tagged(tellings=tuple(sorted(found, key=lambda one: one.cue)))
    at = text.find("Nordia Press")
    mentions = (Mention(Span("p1", at, at + 12), "organisation"),) if at >= 0 else ()
    quotations = quotations_of(page, article, passages, mentions, tags)
    return Account(page, article, passages, mentions, (), quotations)


def _telling(text: str, words: tuple[str, str, str], sure: float) -> Telling:
    cue, speaker, content = (
        tuple(
            (text.index(piece), text.index(piece) + len(piece))
            for piece in level(part).split("|")
            if piece and piece in text
        )
        for part in words
    )
    return Telling(cue[0], speaker, content, sure, sure, sure)


def told(account: Account) -> list[tuple[str | None, str | None, str]]:
    """Give the words of speaker and cue and the content of each quotation."""
    page = account.page
    return [
        (
            page[one.speaker_span] if one.speaker_span else None,
            page[one.cue] if one.cue else None,
            "|".join(page[part] for part in one.parts),
        )
        for one in account.quotations
    ]


@pytest.mark.parametrize(
    ("text", "telling", "expected"),
    [
        (
            "Quoth Marta Roos: the ferry sank.",
            ("Quoth", "Marta Roos", "the ferry sank"),
            [("Marta Roos", "Quoth", "the ferry sank")],
        ),
        (
            "The harbour favours that plan.",
            ("favours", "The harbour", "that plan"),
            [("The harbour", "favours", "plan")],
        ),
        (
            "“It rained. It sank,” quipped Roos.",
            ("quipped", "Roos", "It sank"),
            [("Roos", "quipped", "It rained. It sank")],
        ),
        (
            "Roos quipped: “It sank. Nobody came.”",
            ("quipped", "Roos", "It sank"),
            [("Roos", "quipped", "It sank. Nobody came.")],
        ),
        (
            "“It sank,” quipped Roos, “at noon.”",
            ("quipped", "Roos", "It sank|at noon"),
            [("Roos", "quipped", "It sank|at noon.")],
        ),
        (
            "The Harbour Board (HB), quipped Roos, sank.",
            ("quipped", "Roos", "The Harbour Board (HB"),
            [("Roos", "quipped", "The Harbour Board (HB)")],
        ),
        (
            "That year, quipped Roos, it sank.",
            ("quipped", "Roos", "year|it sank"),
            [("Roos", "quipped", "That year|it sank")],
        ),
        (
            "Roos, who swore that it, too, had sunk, was detained.",
            ("swore", "who", "it, too, had sunk, was detained"),
            [("who", "swore", "it, too, had sunk")],
        ),
        (
            "It…  is so, quipped Roos.",
            ("quipped", "Roos", "is so"),
            [("Roos", "quipped", "is so")],
        ),
        (
            "She’s hoping that it sinks.",
            ("'s hoping", "She", "it sinks"),
            [("She", "’s hoping", "it sinks")],
        ),
    ],
)
def test_a_telling_becomes_a_quotation(
    text: str, telling: tuple[str, str, str], expected: list[tuple[str, str, str]]
) -> None:
    """Places go back to the page's own characters, and marks are taken whole."""
    assert told(read(text, [telling])) == expected


def test_speech_runs_on_after_a_telling() -> None:
    """What stands in marks alone behind a telling belongs to it, in the next paragraph too."""
    text = "“It rained,” quipped Roos. “It sank.\n“Nobody came.”"
    (one,) = told(read(text, [("quipped", "Roos", "It rained")]))
    assert one == ("Roos", "quipped", "It rained|It sank.|Nobody came.")


def test_a_telling_inside_marks_is_a_quotation_of_its_own() -> None:
    """Who speaks in marks may tell what another said."""
    text = "“I said it was old. Petrov swore it was safe,” quipped Roos."
    found = told(
        read(text, [("swore", "Petrov", "it was safe"), ("quipped", "Roos", "Petrov swore")])
    )
    assert ("Petrov", "swore", "it was safe") in found
    assert ("Roos", "quipped", "I said it was old. Petrov swore it was safe") in found


def test_marks_inside_marks_are_a_quotation_of_their_own() -> None:
    """The rules read them where the model is silent."""
    text = "“It sank. My mother said, ‘Stay at home and wait,’” quipped Roos."
    found = told(read(text, [("quipped", "Roos", "My mother")]))
    assert ("My mother", "said", "Stay at home and wait") in found
    assert [who for who, *_ in found] == ["Roos", "My mother"]


def test_rules_read_what_stands_around_a_telling() -> None:
    """Addressee, occasion and denial are the rules', speaker and content the model's."""
    text = "Roos denied to nobody that the ferry of the harbour sank."
    (one,) = read(text, [("denied", "Roos", "the ferry of the harbour sank")]).quotations
    assert one.denied
    text = "“It sank,” Roos told reporters at a meeting with Petrov."
    account = read(text, [("told", "Roos", "It sank")])
    (one,) = account.quotations
    assert one.addressee is not None
    assert account.page[one.addressee] == "reporters"
    assert one.occasion is not None


@pytest.mark.parametrize(
    ("text", "telling", "expected", "addressee"),
    [
        (
            "Roos asked the mayor to raise the ferry.",
            ("asked", "Roos", "the mayor to raise the ferry"),
            ("Roos", "asked", "to raise the ferry"),
            "the mayor",
        ),
        (
            "Roos accused the mayor of sinking it.",
            ("accused", "Roos", "the mayor of sinking it"),
            ("Roos", "accused", "sinking it"),
            "the mayor",
        ),
    ],
)
def test_whom_it_is_told_to_is_no_content(
    text: str, telling: tuple[str, str, str], expected: tuple[str, str, str], addressee: str
) -> None:
    """An addressee that the model takes for content stands apart."""
    account = read(text, [telling])
    (one,) = account.quotations
    assert told(account) == [expected]
    assert one.addressee is not None
    assert account.page[one.addressee] == addressee


def test_the_cue_is_the_verb_and_its_channel_stands_apart() -> None:
    """What a reporting word takes along is kept beside it."""
    account = read(
        "“It sank,” Roos said in a statement.", [("said in a statement", "Roos", "It sank")]
    )
    (one,) = account.quotations
    assert (one.cue, one.reporting, one.via) != (None, None, None)
    assert [account.page[span] for span in (one.cue, one.reporting, one.via) if span] == [
        "said",
        "said in a statement",
        "in a statement",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("21:40 Marta Roos quipped that it sank.", "21:40 Marta Roos"),
        ("Before noon Marta Roos quipped that it sank.", "Marta Roos"),
    ],
)
def test_a_line_s_time_is_nobody(text: str, speaker: str) -> None:
    """The clock that a live page puts before a line is no part of who speaks."""
    assert [who for who, *_ in told(read(text, [("quipped", speaker, "it sank")]))] == [
        "Marta Roos"
    ]


def test_who_carries_a_quotation_is_its_channel() -> None:
    """An agency that reports what somebody said is no second speaker of it."""
    text = "“It sank,” Roos told reporters, reports Nordia Press."
    account = read(
        text,
        [("told", "Roos", "It sank"), ("reports", "Nordia Press", 'It sank," Roos told reporters')],
    )
    assert told(account) == [("Roos", "told", "It sank")]
    (via,) = (one.via for one in account.quotations)
    assert via is not None
    assert account.page[via] == "reports Nordia Press"


def test_a_view_put_down_to_somebody_is_not_said() -> None:
    """A plan or a wish is attributed, and nothing is asserted by it."""
    found = [
        read("The harbour favours the plan.", [("favours", "The harbour", "the plan")]),
        read("“It sank at noon today,” quipped Roos.", [("quipped", "Roos", "It sank")]),
    ]
    assert [one.quotations[0].said for one in found] == [False, True]


def test_who_speaks_is_kept_with_what_tells_of_him() -> None:
    """The short words point to the speaker, the long ones describe him."""
    account = read("Marta Roos, who leads the port, quipped: It sank.", [
        ("quipped", "Marta Roos, who leads the port", "It sank")
    ])  # fmt: skip
    (one,) = account.quotations
    assert one.speaker_span is not None
    assert account.page[one.speaker_span] == "Marta Roos"
    assert one.described is not None
    assert account.page[one.described] == "Marta Roos, who leads the port"


def test_a_name_for_a_thing_is_nobodys_words() -> None:
    """What sailors call a thing stands in marks and is not speech, whoever reads it so."""
    text = "The “drawbridge”, as old sailors call it, was open."
    found = read(text, [("call", "old sailors", 'The "drawbridge"|it|was open')])
    assert all(one.kind == "indirect" for one in found.quotations)


def test_one_speaker_says_two_things() -> None:
    """The first ends where the second begins, and what joins them is neither's."""
    text = "Roos swore the ferry was old and vowed to raise it."
    found = read(text, [
        ("swore", "Roos", "the ferry was old and vowed to raise it"),
        ("vowed", "Roos", "to raise it"),
    ])  # fmt: skip
    assert told(found) == [
        ("Roos", "swore", "the ferry was old"),
        ("Roos", "vowed", "to raise it"),
    ]


def test_plain_speech_that_the_model_passes_over_is_kept() -> None:
    """A verb of speech with its speaker and a clause stands; a mere show of something does not."""
    assert told(read("Police said the ferry was old.", [])) == [
        ("Police", "said", "the ferry was old")
    ]
    assert told(read("The log shows the ferry was old.", [])) == []


def test_an_unsure_telling_is_none() -> None:
    """What the model hardly believes is left out."""
    assert not told(read("It sinks, Roos.", [("sinks", "Roos", "It")], sure=0.1))


PIECES = ["“", "”", '"', "…", "  ", "\u00a0", "Roos", " said ", "that it sank", ", ", ". ", "\n"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1), st.data())
def test_spans_read_back_whatever_is_told(pieces: list[str], data: st.DataObject) -> None:
    """Any places that a model gives, in any text, become spans of the page, in order."""
    text = "".join(pieces)
    page = Page(id="p1", input="a.txt", text=text)
    article = Article(id="p1", family="p1", body=(Span("p1", 0, len(text)),))
    passages = passages_of(page, article)
    tags = {}
    for passage in passages:
        end = len(levelled(page[passage.span]))
        place = st.tuples(st.integers(0, end), st.integers(0, end)).filter(lambda p: p[0] < p[1])
        if end:
            several = st.lists(place, max_size=2).map(lambda found: tuple(sorted(found)))
            telling = st.builds(Telling, place, several, several, st.just(1.0))
            tags[passage.key] = Tagged(tellings=tuple(data.draw(st.lists(telling, max_size=2))))
    for one in quotations_of(page, article, passages, (), tags):
        places = [*one.parts, *one.marked, one.span]
        places += [span for span in (one.cue, one.speaker_span, one.described) if span]
        assert all(0 <= span.start < span.end <= len(text) for span in places)
        assert one.span == Span("p1", one.parts[0].start, max(part.end for part in one.parts))
