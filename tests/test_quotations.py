"""Quotations: who is reported to have said what, on made-up news and on the shared articles."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.edges.scale import unswept
from secondsource.extract.names import mentions_of, tagged, tagger_of
from secondsource.extract.people import entities_of
from secondsource.extract.quotations import quotations_of
from secondsource.extract.speakers import with_speakers
from secondsource.read.articles import article_of
from secondsource.read.pages import page_of
from secondsource.read.passages import passages_of
from secondsource.records import Account, Article, Mention, Page, Quotation, Span

_NAMES = {
    "Marta Roos": "person",
    "Roos": "person",
    "Ivan Petrov": "person",
    "Petrov": "person",
    "Harbour Board": "organisation",
    "Nordia Press": "organisation",
    "Port Sel": "place",
}


def account(text: str, *, headline: bool = False) -> Account:
    """Read a made-up article; the names it may hold are known."""
    page = Page(id="p1", input="a.txt", text=text)
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Span("p1", at, at + len(line)))
        at += len(line) + 1
    top = lines[0] if headline else None
    article = Article(
        id="p1", family="p1", headline=top, body=tuple(lines[1:] if headline else lines)
    )
    mentions: list[Mention] = []
    for name in sorted(_NAMES, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            span = Span("p1", at, at + len(name))
            if not any(span.touches(one.span) for one in mentions):
                mentions.append(Mention(span, _NAMES[name]))  # type: ignore[arg-type]
            at = text.find(name, at + 1)
    passages = passages_of(page, article)
    quotations = quotations_of(page, article, passages, mentions)
    return Account(page, article, passages, tuple(mentions), (), quotations)


def told(text: str, *, headline: bool = False) -> list[tuple[str, str | None, str]]:
    """Give kind, speaker's words and content of each quotation; parts joined by a bar."""
    read = account(text, headline=headline)
    return [
        (
            one.kind,
            read.page[one.speaker_span] if one.speaker_span else None,
            "|".join(read.page[part] for part in one.parts),
        )
        for one in read.quotations
    ]


NEWS = [
    ('"It sank," Marta Roos said.', [("direct", "Marta Roos", "It sank")]),
    ('"It sank," said Marta Roos, the mayor.', [("direct", "Marta Roos", "It sank")]),
    ('Marta Roos said: "It sank."', [("direct", "Marta Roos", "It sank.")]),
    ("“Will it sink?” Roos asked.", [("direct", "Roos", "Will it sink?")]),
    (
        '"It sank," he said on Monday. "All of it."',
        [("direct", "he", "It sank|All of it.")],
    ),
    (
        '"It sank," Roos said, "and nobody came."',
        [("direct", "Roos", "It sank|and nobody came.")],
    ),
    (
        "Roos said the plan was “vile” and “cruel to fishermen”.",
        [("mixed", "Roos", "the plan was “vile” and “cruel to fishermen”")],
    ),
    ("Roos said that the ferry sank.", [("indirect", "Roos", "the ferry sank")]),
    ("The ferry sank, Roos said on Monday.", [("indirect", "Roos", "The ferry sank")]),
    ("The ferry sank, according to Roos.", [("indirect", "Roos", "The ferry sank")]),
    ("According to Roos, the ferry sank.", [("indirect", "Roos", "the ferry sank")]),
    ("Roos denied that the ferry was old.", [("indirect", "Roos", "the ferry was old")]),
    ("Roos pledged to raise the ferry.", [("indirect", "Roos", "to raise the ferry")]),
    ("Roos urged Petrov to resign.", [("indirect", "Roos", "to resign")]),
    ("Roos warned Petrov that it would sink.", [("indirect", "Roos", "it would sink")]),
    ("Police said the ferry had left late.", [("indirect", "Police", "the ferry had left late")]),
    (
        "Roos, 41, the mayor of Port Sel, said the ferry was old.",
        [("indirect", "Roos", "the ferry was old")],
    ),
    (
        "The mayor, Marta Roos, said the ferry was old.",
        [("indirect", "The mayor, Marta Roos", "the ferry was old")],
    ),
    (
        "Roos urged the board to close the port, with Petrov pledging to help.",
        [("indirect", "Roos", "to close the port"), ("indirect", "Petrov", "to help")],
    ),
    (
        "Roos warned Petrov and the mayor of Port Sel that it would sink.",
        [("indirect", "Roos", "it would sink")],
    ),
    (
        "Roos urged the reinforcement of the pier to keep it up.",
        [("indirect", "Roos", "the reinforcement of the pier to keep it up")],
    ),
    (
        "Roos said the ferry was old, as Petrov resigned.",
        [("indirect", "Roos", "the ferry was old")],
    ),
    (
        "Roos said the ferry was old, as she had feared.",
        [("indirect", "Roos", "the ferry was old, as she had feared")],
    ),
    (
        "Roos said the ferry was old, two days after it sank.",
        [("indirect", "Roos", "the ferry was old")],
    ),
    (
        "The ferry was old, Petrov said, as talks began.",
        [("indirect", "Petrov", "The ferry was old")],
    ),
    (
        "Roos said on Monday, as talks began, that it would sink.",
        [("indirect", "Roos", "it would sink")],
    ),
    ("Roos's statement echoed comments she made in April.", []),
    ("Roos compared the wreck to a war.", []),
    ("The so-called “ghost ferry” sank on Monday.", []),
    ("The film “A Night on the Water” opens on Monday.", []),
    ("The report was published on Monday.", []),
    ("His claim and her promise were noted.", []),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_made_up_news(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    """Kind, speaker and content are what a careful reader finds."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Roos: Ferry will sail again\nIt sails.", "Roos", "Ferry will sail again"),
        ("Ferry will sail again: Roos\nIt sails.", "Roos", "Ferry will sail again"),
        ("Ferry will sail again, Roos says\nIt sails.", "Roos", "Ferry will sail again"),
        ("Ferry will sail again - Roos\nIt sails.", "Roos", "Ferry will sail again"),
        ("Ferry will sail again – Marta Roos\nIt sails.", "Marta Roos", "Ferry will sail again"),
    ],
)
def test_headlines_speak(text: str, speaker: str, content: str) -> None:
    """A headline's colon, or its last words, say who is speaking."""
    assert told(text, headline=True) == [("indirect", speaker, content)]


def test_what_stands_around_a_quotation() -> None:
    """Addressee, occasion and channel are kept with their words."""
    text = (
        '"It sank," Roos told reporters at a meeting with Ivan Petrov.\n'
        '"It is lost," Petrov was quoted as saying by Nordia Press.\n'
        "Roos said in a statement that it was lost.\n"
        '"Nobody died," Roos said, reports Nordia Press.\n'
    )
    read = account(text)
    meeting, quoted, stated, carried = read.quotations
    assert meeting.addressee
    assert read.page[meeting.addressee] == "reporters"
    assert meeting.occasion
    assert "a meeting with Ivan Petrov" in read.page[meeting.occasion]
    assert quoted.via
    assert read.page[quoted.via] == "by Nordia Press"
    assert stated.via
    assert read.page[stated.via] == "in a statement"
    assert carried.via
    assert read.page[carried.via] == "reports Nordia Press"


def test_denials_are_marked() -> None:
    """What somebody denied or does not think is not what he said."""
    read = account("Roos denied that it sank.\nRoos does not think it sank.\nRoos said it sank.\n")
    assert [one.denied for one in read.quotations] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    ["Nordia Press has denied this.", "Roos rejects it.", "Roos does not know who paid."],
)
def test_what_only_points_back_and_what_nobody_knows_is_no_content(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The two sides did not say who would pay for the ferry.", "who would pay for the ferry"),
        ("Roos refused to say that it sank.", "to say that it sank"),
        ("Roos declined to comment.", "to comment"),
        ("Roos would not say why it sank.", "why it sank"),
        ("Roos did not deny that it sank.", "it sank"),
        ("Roos did not respond to a request for comment.", "to a request for comment"),
    ],
)
def test_a_refusal_is_shown_as_one_and_denies_nothing(text: str, content: str) -> None:
    read = account(text)
    (one,) = read.quotations
    assert (read.page[one.span], one.refused, one.denied) == (content, True, False)


def _pieces(text: str) -> dict[str, str]:
    """Give what stands around the one quotation of a text, as words."""
    read = account(text)
    (one,) = read.quotations
    spans = {
        "speaker": one.speaker_span,
        "cue": one.cue,
        "via": one.via,
        "occasion": one.occasion,
        "addressee": one.addressee,
        "hedge": one.hedge,
    }
    words = {name: read.page[span] for name, span in spans.items() if span}
    return {**words, "content": "|".join(read.page[part] for part in one.parts)}


CARRIED = [
    (
        "Nordia Press quoted Roos as saying that it sank.",
        {"speaker": "Roos", "via": "Nordia Press", "cue": "as saying", "content": "it sank"},
    ),
    (
        "The paper quoted Petrov as saying: “It sank.”",
        {"speaker": "Petrov", "via": "The paper", "cue": "as saying", "content": "It sank."},
    ),
    (
        "“It sank,” Roos was quoted by Nordia Press as saying.",
        {
            "speaker": "Roos",
            "via": "by Nordia Press",
            "cue": "was quoted by Nordia Press as saying",
            "content": "It sank",
        },
    ),
    ("It was reported that the ferry sank.", {"cue": "was reported", "content": "the ferry sank"}),
    (
        "The ferry is said to have sunk.",
        {"cue": "is said", "hedge": "is said", "content": "The ferry|to have sunk"},
    ),
    (
        "Roos is reported to have said that it sank.",
        {
            "speaker": "Roos",
            "cue": "is reported to have said",
            "hedge": "is reported",
            "content": "it sank",
        },
    ),
    (
        "Roos appeared to say that it sank.",
        {
            "speaker": "Roos",
            "cue": "appeared to say",
            "hedge": "appeared",
            "content": "it sank",
        },
    ),
    (
        "In a statement, Roos said it sank.",
        {"speaker": "Roos", "cue": "said", "via": "In a statement", "content": "it sank"},
    ),
    (
        "Speaking at a meeting with Petrov, Roos said it sank.",
        {
            "speaker": "Roos",
            "cue": "said",
            "occasion": "Speaking at a meeting with Petrov",
            "content": "it sank",
        },
    ),
    (
        "“It sank,” Roos said on the sidelines of a summit on Monday.",
        {
            "speaker": "Roos",
            "cue": "said",
            "occasion": "on the sidelines of a summit",
            "content": "It sank",
        },
    ),
    (
        "Roos said in an email to Nordia Press that it sank.",
        {
            "speaker": "Roos",
            "cue": "said",
            "via": "in an email to Nordia Press",
            "content": "it sank",
        },
    ),
    (
        "Asked why it sank, Roos said it was old.",
        {"speaker": "Roos", "cue": "said", "content": "it was old"},
    ),
]


@pytest.mark.parametrize(("text", "pieces"), CARRIED)
def test_carriers_channels_and_occasions(text: str, pieces: dict[str, str]) -> None:
    """Who carried it, through what, on which occasion, and how sure the reporter is."""
    assert _pieces(text) == pieces


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It broke,” said pensioner Marta Roos, who saw it.", "pensioner Marta Roos"),
        ("“It broke,” said relief minister Marta Roos.", "relief minister Marta Roos"),
        ("“It broke,” said a nurse, Marta Roos.", "a nurse, Marta Roos"),
        ("“It broke,” said another passenger, Marta Roos.", "another passenger, Marta Roos"),
        ("Pensioner Marta Roos said it broke.", "Pensioner Marta Roos"),
        ("A nurse, Marta Roos, said it broke.", "A nurse, Marta Roos"),
        ("The ferry's owner, Harbour Board, said it broke.", "The ferry's owner, Harbour Board"),
    ],
)
def test_whoever_a_plain_noun_introduces_speaks(text: str, speaker: str) -> None:
    assert [one[1] for one in told(text)] == [speaker]
    assert speaking(text) in (["Marta Roos"], ["Harbour Board"])


def speaking(text: str) -> list[str | None]:
    """Give the name of the entity that says each quotation of a made-up article."""
    read = account(text)
    entities = entities_of([read])
    names = {one.id: one.name for one in entities}
    (bound,) = with_speakers([read], entities)
    return [names[one.speaker] if one.speaker else None for one in bound.quotations]


def test_a_report_that_a_name_follows_is_not_that_person() -> None:
    assert speaking("According to a report, Marta Roos, 52, left the port.") == [None]


def test_a_place_never_speaks_in_marks() -> None:
    assert speaking("Port Sel said: “The bird is back on the boat.”") == [None]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"It is gone for good, said Marta Roos, head of Harbour Board.', "It is gone for good"),
        ('"We stay. It is gone, Marta Roos said on Friday.', "We stay. It is gone"),
        ('"When we met, Marta Roos said that it broke.', None),
    ],
)
def test_a_lost_closing_mark_stands_before_the_attribution(text: str, content: str | None) -> None:
    read = told(f"“It broke,” said Ivan Petrov.\n{text}")
    if content:
        assert ("direct", "Marta Roos", content) in read
    else:
        assert all("When we met, Marta Roos" in one[2] for one in read[1:])


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Ferry blaze off Port Sel: death toll rises to 19", None),
        ("Ferry blaze off Port Sel: “We ran at once”", None),
        ("Port Sel: death toll rises to 19", None),
        ("Anger of Marta Roos: ferry sank again", None),
        ("Port Sel: “We will pay for it all”", "Port Sel"),
        ("Mayor of Port Sel: ferry will sail again", "Mayor of Port Sel"),
        ("Harbour Board: ferry lost its way", "Harbour Board"),
    ],
)
def test_a_headline_colon_needs_somebody_who_speaks(headline: str, speaker: str | None) -> None:
    found = told(f"{headline}\nIt rained.", headline=True)
    assert [one[1] for one in found] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("'Ferry will sail': Roos", [("direct", "Roos", "Ferry will sail")]),
        ("Ferry 'will sail', says Roos", [("mixed", "Roos", "Ferry 'will sail'")]),
        ("Roos on the ferry: ‘It will sail’", [("direct", "Roos", "It will sail")]),
        ("Ferry will sail again - Nordia Press", []),
        ("Ferry will sail again - on Monday", []),
    ],
)
def test_marks_and_dashes_in_headlines(
    headline: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert told(f"{headline}\nIt rained.", headline=True) == expected


@pytest.mark.parametrize("marks", ["“”", '""', "''", "‘’"])
def test_a_nickname_in_marks_is_part_of_a_name(marks: str) -> None:
    text = f"Ivan {marks[0]}Volk{marks[1]} Petrov said it sank."
    assert told(text) == [("indirect", f"Ivan {marks[0]}Volk{marks[1]} Petrov", "it sank")]


def test_a_line_of_a_talk_that_is_written_down_is_told_by_its_label() -> None:
    assert told("Marta Roos: We built it, and it was lost.") == [
        ("indirect", "Marta Roos", "We built it, and it was lost")
    ]
    assert told("Marta Roos: harbour master since May") == []


def test_a_tally_does_not_take_what_somebody_said() -> None:
    text = "Twelve people died, Roos said, according to a tally by Nordia Press."
    assert told(text) == [("indirect", "Roos", "Twelve people died")]


SPEECH = [
    "“We built it,” Roos said. “It floats.”",
    "Petrov said it was “a fine boat” on Monday.",
    "“It sank in an hour and nobody saw it,” Petrov said.",
]


@pytest.mark.parametrize("sign", ["“", "”"])
@pytest.mark.parametrize("paragraph", range(3))
def test_a_lost_mark_changes_only_its_paragraph(paragraph: int, sign: str) -> None:
    """The paragraphs before and after one that lost a mark are read as ever."""
    whole = told("\n".join(SPEECH))
    counts = [len(told(line)) for line in SPEECH]
    broken = list(SPEECH)
    broken[paragraph] = broken[paragraph].replace(sign, "", 1)
    found = told("\n".join(broken))
    before, after = sum(counts[:paragraph]), sum(counts[paragraph + 1 :])
    assert found[:before] == whole[:before]
    assert after == 0 or found[-after:] == whole[-after:]


def test_an_open_mark_reads_to_the_end_of_its_paragraph() -> None:
    """The second half of an interrupted quotation without its last mark is not lost."""
    text = (
        '"It is deep," he told Petrov. "We hope for help. All of us.\nPetrov said he would "see."'
    )
    assert told(text) == [
        ("direct", "he", "It is deep|We hope for help. All of us."),
        ("mixed", "Petrov", 'he would "see."'),
    ]


def test_a_speech_over_several_paragraphs_is_one_quotation() -> None:
    """Each paragraph opens with a mark and only the last closes."""
    text = "“It began at noon,” Roos said. “We ran.\n“Then it sank.\n“Nobody came.”\nIt rained."
    assert told(text) == [("direct", "Roos", "It began at noon|We ran.|Then it sank.|Nobody came.")]


def test_a_paragraph_of_speech_alone_keeps_its_neighbours_voice() -> None:
    """Without a reporting word the speaker is carried, and believed less."""
    read = account("“It began at noon,” Roos said.\n“We ran to the boats and then it sank.”")
    first, second = read.quotations
    assert second.speaker_span == first.speaker_span
    assert 0 < second.confidence < first.confidence


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*SPEECH, "“", '"', "\n", " said ", "Roos", ", ", ".", " that "])))
def test_every_span_reads_back(pieces: list[str]) -> None:
    """Whatever the text, nothing raises and all places lie in the page, in order."""
    read = account("".join(pieces))
    for one in read.quotations:
        assert one.parts[0].start == one.span.start
        assert max(part.end for part in one.parts) == one.span.end
        for part in (*one.parts, *one.marked):
            assert part.within(one.span)
            assert part.end <= len(read.page.text)


@pytest.mark.parametrize(
    "pattern",
    [
        '"',
        "“",
        '"a" said b. ',
        "he said ",
        "a, ",
        "said that ",
        "“a” ",
        "'a' ",
        "“a\n",
        "he said\n",
        "according to a, ",
        "it was said that a, ",
        "b quoted c as saying ",
        'a: "b" ',
        "refused to say ",
    ],
)
def test_time_grows_with_length(pattern: str) -> None:
    """Four times the text takes about four times as long, whatever stands in it."""

    def spent(size: int) -> float:
        text = pattern * (size // len(pattern))
        page = Page(id="p", input="p", text=text)
        article = Article(id="p", family="p", body=(Span("p", 0, len(text)),))
        passages = passages_of(page, article)
        with unswept():  # what other tests keep is not searched meanwhile
            began = time.process_time()
            quotations_of(page, article, passages, ())
            return time.process_time() - began

    assert spent(40_000) < 8 * spent(10_000) + 0.3


# -- the shared articles --------------------------------------------------------------------


@pytest.fixture(scope="module")
def articles(shared: Path) -> dict[str, list[tuple[Quotation, str, str]]]:
    """The five articles' direct and mixed quotations, each with its words and speaker's name."""
    tagger = tagger_of()
    accounts = []
    for place in sorted((shared / "seeds").glob("*.txt")):
        raw = place.read_bytes()
        page = page_of(raw, input=place.name)
        article = article_of(page, raw)
        passages = passages_of(page, article)
        texts = {one.key: page[one.span] for one in passages}
        tags = dict(zip(texts, tagged(list(texts.values()), tagger), strict=True))
        mentions = mentions_of(page, article, passages, tags)
        quotations = quotations_of(page, article, passages, mentions)
        accounts.append(Account(page, article, passages, mentions, (), quotations))
    entities = entities_of(accounts)
    names = {one.id: one.name for one in entities}
    return {
        read.page.input[:3]: [
            (one, " ".join(read.page[part] for part in one.parts), names.get(one.speaker or "", ""))
            for one in read.quotations
            if one.kind != "indirect"
        ]
        for read in with_speakers(accounts, entities)
    }


EXPECTED = [
    ("000", "our main enemy", "Lavrov"),
    ("000", "already coming back", "Lavrov"),
    ("000", "helping both", "Lavrov"),
    ("001", "our main enemy", "Lavrov"),
    ("001", "already coming back", "Lavrov"),
    ("001", "helping both", "Lavrov"),
    ("002", "enveloping", "Abadi"),
    ("002", "new shapes", "Abadi"),
    ("002", "joint effort", "Abadi"),
    ("002", "glad to support", "Medvedev"),
    ("003", "continuing to aid", "Lavrov"),
    ("003", "deliveries", "Lavrov"),
    ("003", "coalition, then", "Lavrov"),
    ("003", "immoral", "Lavrov"),
    ("003", "geopolitical", "Lavrov"),
    ("004", "not limited", "Abadi"),
    ("004", "the whole region.", "Abadi"),
    ("004", "large agenda", "Putin"),
    ("004", "to the maximum", "Lavrov"),
    ("004", "joint effort", "Abadi"),
    ("004", "highly value", "Abadi"),
    ("004", "enveloping", "Abadi"),
    ("004", "new shapes", "Abadi"),
    ("004", "glad to support", "Medvedev"),
]


@pytest.mark.parametrize(("article", "words", "speaker"), EXPECTED)
def test_shared_quotations_have_their_speakers(
    articles: dict[str, list[tuple[Quotation, str, str]]], article: str, words: str, speaker: str
) -> None:
    """Each direct and mixed quotation is found once and bound to who said it."""
    found = [name for _, text, name in articles[article] if words in text]
    assert len(found) == 1
    assert speaker in found[0]


def test_shared_appeals_are_not_quoted(
    articles: dict[str, list[tuple[Quotation, str, str]]],
) -> None:
    """Every direct or mixed quotation is one a reader would name; nothing of the appeals is."""
    for article, quotations in articles.items():
        for _, text, _ in quotations:
            assert any(words in text for where, words, _ in EXPECTED if where == article)


# -- speakers -------------------------------------------------------------------------------


def spoken(texts: Sequence[str]) -> list[list[str]]:
    """Give the names of the speakers, text by text; empty where none is established."""
    accounts = []
    for number, text in enumerate(texts):
        read = account(text)
        accounts.append(_moved(read, f"p{number}"))
    entities = entities_of(accounts)
    names = {one.id: one.name for one in entities}
    return [
        [names.get(one.speaker or "", "") for one in read.quotations]
        for read in with_speakers(accounts, entities)
    ]


def _moved(read: Account, name: str) -> Account:
    """Give an account the id of another page, by reading it again under that id."""
    page = replace(read.page, id=name)
    body = tuple(Span(name, one.start, one.end) for one in read.article.body)
    article = replace(read.article, id=name, family=name, body=body)
    mentions = tuple(
        replace(one, span=Span(name, one.span.start, one.span.end)) for one in read.mentions
    )
    passages = passages_of(page, article)
    return Account(
        page, article, passages, mentions, (), quotations_of(page, article, passages, mentions)
    )


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Marta Roos left. “It sank,” she said.", ["Marta Roos"]),
        (
            "“It sank,” Marta Roos told Ivan Petrov.\n“It is lost,” she told Petrov.",
            ["Marta Roos", "Marta Roos"],
        ),
        (
            "Ivan Petrov, the harbour minister, left.\n“It sank,” the minister said.",
            ["Ivan Petrov"],
        ),
        ("“It sank,” said an official who asked not to be named.", [""]),
        ("“It sank,” they said.", [""]),
        ("The Harbour Board said the ferry was old.", ["Harbour Board"]),
        ("Port Sel pledged to raise the ferry.", ["Port Sel"]),
        ("Port Sel felt that the ferry was old.", [""]),
        (
            "Marta Roos, who leads the Harbour Board, left.\n“It sank,” the leader said.",
            ["Marta Roos"],
        ),
    ],
)
def test_speakers_of_made_up_news(text: str, speakers: list[str]) -> None:
    """A name, a pronoun or a role is bound where the words establish it, else nobody is."""
    assert spoken([text]) == [speakers]


def test_copies_vote() -> None:
    """A quotation that one copy leaves without a speaker takes that of the others."""
    quotation = "“The ferry sank within the hour and nobody came,” {} said."
    found = spoken([quotation.format("Marta Roos"), quotation.format("an official")])
    assert found == [["Marta Roos"], ["Marta Roos"]]


# -- denied, reacted to, pointed at --------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Marta Roos said it was untrue that the pier had closed.",
        "Marta Roos said it was not true that the pier had closed.",
        "It is false that the pier had closed, Marta Roos said.",
        "Marta Roos said it was wrong to say that the pier had closed.",
        "Marta Roos said there was no truth in reports that the pier had closed.",
        "Marta Roos disputed that the pier had closed.",
        "Marta Roos rejected claims that the pier had closed.",
        "Marta Roos dismissed suggestions that the pier had closed as “nonsense”.",
        "Marta Roos called the report that the pier had closed false.",
        "Marta Roos ruled out that the pier had closed.",
        "Reports that the pier had closed were untrue, Marta Roos said.",
        "Claims that the pier had closed were denied by Marta Roos.",
    ],
)
def test_a_denial_holds_what_is_denied_and_no_more(sentence: str) -> None:
    (one,) = account(sentence).quotations
    found = account(sentence)
    assert one.denied
    assert found.page[one.span] == "the pier had closed"
    assert one.speaker_span is not None
    assert found.page[one.speaker_span] == "Marta Roos"


@pytest.mark.parametrize(
    "sentence",
    [
        "Marta Roos said the strikes would not stop.",
        "Marta Roos said she did not see the ferry sink.",
        "Marta Roos said there was no doubt that the pier had closed.",
        "Marta Roos said it was true that the pier had closed.",
        "Marta Roos rejected the plan.",
        "Marta Roos said reports that the map was wrong had come in.",
    ],
)
def test_a_negation_in_what_is_told_denies_nothing(sentence: str) -> None:
    assert [one.denied for one in account(sentence).quotations] == [False]


@pytest.mark.parametrize(
    ("sentence", "reacts"),
    [
        ("Marta Roos said she was angered by claims that the pier had closed.", True),
        ("Marta Roos said she was shocked to hear that the pier had closed.", True),
        ("Marta Roos said the news that nine had died had shocked the town.", True),
        ("Marta Roos welcomed the news that the pier had opened.", True),
        ("Marta Roos expressed concern over reports that the pier had closed.", True),
        ("Marta Roos called it unacceptable that the pier had closed.", True),
        ("Marta Roos reacted with dismay to the news that the pier had closed.", True),
        ("Marta Roos was deeply saddened by reports that the pier had closed.", True),
        ("Learning that the pier had closed, Marta Roos called for calm.", True),
        ("Marta Roos said the pier was shaken by the storm.", False),
        ("Marta Roos said reports that nine had been hurt had come in.", False),
    ],
)
def test_a_feeling_about_a_report_is_a_reaction(sentence: str, reacts: bool) -> None:
    found = account(sentence).quotations
    assert found
    assert any(one.reacts for one in found) == reacts


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("Marta Roos put it this way:", "Marta Roos"),
        ("Marta Roos summed it up:", "Marta Roos"),
        ("Marta Roos was blunt:", "Marta Roos"),
        ("The words were those of Marta Roos:", "Marta Roos"),
        ("Asked by Ivan Petrov, the mayor was clear:", "the mayor"),
        ("Marta Roos:", "Marta Roos"),
        ("In her words:", "her"),
        ("It rained:", None),
    ],
)
def test_a_colon_leads_to_the_words_of_whoever_stands_before_it(
    lead: str, speaker: str | None
) -> None:
    for between in (" ", "\n"):
        found = account(f"{lead}{between}“The pier was never safe for lorries.”")
        spans = [one.speaker_span for one in found.quotations]
        assert [span and found.page[span] for span in spans] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("An official who asked not to be named said the pier had closed.", "An official"),
        ("The pier had closed, said an official who asked not to be named.", "an official"),
        ("A person close to the talks said the pier had closed.", "A person close to the talks"),
        (
            "The pier had closed, said a person close to the talks.",
            "a person close to the talks",
        ),
        ("The pier had closed, according to papers seen by Nordia Press.", "papers"),
        ("According to a memo obtained by Nordia Press, the pier had closed.", "a memo"),
        ("As is set out in the port log, the pier had closed.", "the port log"),
        ("In the words of Marta Roos, the pier had closed.", "Marta Roos"),
        ("The log shows that the pier had closed.", "The log"),
        (
            "An official who spoke on condition of anonymity said the pier had closed.",
            "An official",
        ),
        ("Journalists on the spot said the pier had closed.", "Journalists on the spot"),
        ("It was Marta Roos who confirmed that the pier had closed.", "Marta Roos"),
        (
            "A certificate, seen by Nordia Press, recorded that the pier had closed.",
            "A certificate",
        ),
    ],
)
def test_a_speaker_is_who_or_what_tells_and_not_how(sentence: str, speaker: str) -> None:
    found = account(sentence)
    (one,) = found.quotations
    assert one.speaker_span is not None
    assert found.page[one.speaker_span] == speaker
    assert found.page[one.span].lower() == "the pier had closed"


@pytest.mark.parametrize(
    ("introduced", "later", "bound"),
    [
        ("a spokesman", "The spokesman", True),
        ("a police spokesman", "The spokesman", True),
        ("a police spokesman", "The police spokesman", True),
        ("a spokesman", "The health office spokeswoman", False),
        ("a spokesman", "The spokeswoman", False),
        ("a spokesman", "The health office spokesman", False),
    ],
)
def test_a_spokeswoman_is_no_man_and_no_other_bodys_spokesman(
    introduced: str, later: str, bound: bool
) -> None:
    _, last = speaking(
        f"Ivan Petrov, {introduced}, said nobody was hurt.\n{later} said forty were ill."
    )
    assert (last == "Ivan Petrov") == bound
