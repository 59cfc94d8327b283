"""Who said what: each quotation once, by its own day, with every print, and nobody guessed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

import secondsource
from secondsource.errors import Misuse
from secondsource.records import Entity, Mention, Report, Span
from secondsource.tell.days_said import Day, Days, asked_days, joined
from secondsource.tell.desk import desk_of
from secondsource.tell.html import html_of
from secondsource.tell.said import Answer, Asked, said, sayings_of
from secondsource.tell.said_files import COLUMNS, SPEAKER_COLUMNS, csv_of, object_of
from secondsource.tell.terminal_said import said_lines, speakers_lines
from secondsource.tell.topics import folded, holds, phrases_of, roots_of
from tests.saidroom import HOLDS, QUOTES, TEXTS, Quote, place, report_of, time
from tests.test_cli import run


def plain(lines: Iterable[Text]) -> str:
    return "\n".join(line.plain for line in lines)


def shown(report: Report, asked: Asked, width: int = 80) -> str:
    desk = desk_of(report)
    answer = said(desk, asked)
    lines = speakers_lines if asked.name is None else said_lines
    return plain(lines(desk, answer, width))


def ids(answer: Answer) -> list[str]:
    return [one.id for one in answer.sayings]


# -- one quotation as said ------------------------------------------------------------------


def test_copies_and_trimmed_prints_are_one_saying_and_its_fullest_print_is_shown() -> None:
    desk = desk_of(report_of())
    one = next(one for one in sayings_of(desk) if one.id == "q1")
    assert [p.quotation.id for p in one.prints] == ["q1", "q2", "q3"]
    assert one.best.quotation.id == "q3"
    assert desk.outlets(one.pages()) == 2
    view = shown(report_of(), Asked("Ada Roos"))
    assert "2 outlets (3 names, owners counted once)" in view
    assert f"prints a part: “{HOLDS}”" in view
    assert "speaker printed as “the minister”: very likely (86%)" in view


def test_the_same_words_in_another_story_stay_apart_and_are_named() -> None:
    quotes = tuple(
        replace(one, more={**one.more, "same_as": ("q8",)}) if one.id == "q5"
        else replace(one, more={**one.more, "same_as": ("q5",)}) if one.id == "q8"
        else one
        for one in QUOTES
    )  # fmt: skip
    desk = desk_of(report_of(quotes))
    found = {one.id: one for one in sayings_of(desk)}
    assert [span.page for span in found["q8"].again] == ["pilot"]
    view = shown(report_of(quotes), Asked("Viktor Roos"))
    assert "the same words in another story: Gazette, day not known" in view


def test_what_is_told_inside_anothers_words_says_by_whom() -> None:
    view = shown(report_of(), Asked("Ada Roos", about="gates"))
    assert "as told by Viktor Roos" in view
    assert "as told by" not in shown(report_of(), Asked("Viktor Roos"))


def test_a_denial_is_marked_and_a_reported_sentence_gets_no_quotation_marks() -> None:
    view = shown(report_of(), Asked("Ada Roos", about="cats"))
    assert "\n   dams are like cats\n" in view
    assert "reported, not word for word" in view
    assert "denied: the speaker says that it is not so" in view


# -- when -----------------------------------------------------------------------------------


def test_the_day_of_the_telling_is_not_the_day_of_the_print() -> None:
    found = {one.id: one.day for one in sayings_of(desk_of(report_of()))}
    assert (found["q1"].how, found["q1"].earliest) == ("told", "2024-03-12")
    assert (found["q4"].how, found["q4"].earliest) == ("printed", "2024-03-13")
    assert (found["q8"].how, found["q8"].earliest) == ("unknown", None)
    view = shown(report_of(), Asked("Ada Roos", to="Levpress", about="dam"))
    assert view.splitlines()[2].startswith("said 12 March 2024 (“Tuesday”)")
    assert "day not known (“Friday”)" in shown(report_of(), Asked("Ada Roos", about="cats"))


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("“It will hold,” Ada Roos said on Tuesday.", True),
        ("On Tuesday, Ada Roos said: “It will hold.”", True),
        ("“It will hold,” Ada Roos said in Sel late on Tuesday.", True),
        ("“It will hold,” Ada Roos, who arrived on Tuesday, said.", False),
        ("“It will hold,” Ada Roos said of the plan from Tuesday.", False),
        ("“It will hold,” Ada Roos has said since Tuesday.", False),
        ("Ada Roos said: “It will hold.” Tuesday was calm.", False),
        ("“It will hold,” Ada Roos said after the gate had failed on Tuesday.", False),
    ],
)
def test_only_a_day_in_the_clause_of_the_telling_says_when(sentence: str, bound: bool) -> None:
    texts = {"herald": f"Dam\n\n{sentence}"}
    quote = Quote("q1", "herald", "It will hold", "said", "Ada Roos")
    report = report_of((quote,), texts)
    (one,) = report.accounts
    one = replace(one, times=(time("herald", "Tuesday", "2024-03-12", texts),))
    desk = desk_of(replace(report, accounts=(one,)))
    day = Days.of(desk).day_of(one.quotations[0])
    assert (day.how == "told") is bound
    assert day.earliest == ("2024-03-12" if bound else "2024-03-13")


def test_a_day_that_was_still_to_come_is_not_when_it_was_said() -> None:
    texts = {"herald": "Dam\n\n“It will hold,” Ada Roos said on Tuesday."}
    report = report_of((Quote("q1", "herald", "It will hold", "said", "Ada Roos"),), texts)
    one = replace(report.accounts[0], times=(time("herald", "Tuesday", "2024-03-19", texts),))
    desk = desk_of(replace(report, accounts=(one,)))
    assert Days.of(desk).day_of(one.quotations[0]).how == "printed"


def test_stated_days_that_differ_span_both() -> None:
    days = [Day("told", "2024-03-12", "2024-03-12"), Day("told", "2024-03-14", "2024-03-14")]
    both = joined(days)
    assert (both.earliest, both.latest) == ("2024-03-12", "2024-03-14")
    month = Day("told", "2024-03-01", "2024-03-31")
    assert joined([month, days[0]]) == days[0]


def test_since_and_until_count_what_has_no_day() -> None:
    report = report_of()
    assert ids(said(report, Asked("Ada Roos", since="2024-03-13"))) == ["q6"]
    until = said(report, Asked("Ada Roos", until="2024-03"))
    assert (ids(until), until.undated) == (["q1"], 1)
    assert "1 more is undated: --undated shows them" in shown(
        report, Asked("Ada Roos", until="2024-03")
    )
    along = said(report, Asked("Ada Roos", until="2024-03", undated=True))
    assert (ids(along), along.undated) == (["q1", "q8"], 0)
    assert ids(said(report, Asked("Ada Roos"))) == ["q1", "q6", "q8"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        (" 14 March 2024 ", ("2024-03-14", "2024-03-14")),
        ("March 2024", ("2024-03-01", "2024-03-31")),
    ],
)
def test_days_are_read_as_people_write_them(words: str, days: tuple[str, str]) -> None:
    assert asked_days(words) == days


@pytest.mark.parametrize(
    "words", ["Tuesday", "", "0000", "2024-13", "2024-02-30", "05/06/2015", "x 2024", "2024-03-14x"]
)
def test_what_is_no_day_is_refused_in_words(words: str) -> None:
    with pytest.raises(Misuse, match="day"):
        asked_days(words)


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(Misuse, match="nothing can be said"):
        said(report_of(), Asked("Ada Roos", since="2024-04", until="2024-03"))


# -- who ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("ada roos", "q1"),
        ("ADA ROOS", "q1"),
        ("Ada", "q1"),
        ("marta celik oneil", "q7"),
        ("Çelik-O'Neil", "q7"),
        ("Minister Ada Roos", "q1"),
        ("Kolb", "q4"),
    ],
)
def test_any_spelling_of_a_name_is_its_bearer(name: str, first: str) -> None:
    assert ids(said(report_of(), Asked(name)))[0] == first


def test_two_of_one_surname_are_named_and_nobody_is_chosen() -> None:
    with pytest.raises(Misuse, match=r"Ada Roos \(3 quotations\); Viktor Roos \(1 quotation\)"):
        said(report_of(), Asked("Roos"))


def more_people(*names: tuple[str, str]) -> Report:
    """The report with other people of a name, each named once in an article of old news."""
    report = report_of()
    at = Span("gazette", 0, 8)
    more = tuple(
        Entity(ident, "person", name, (name,), (Mention(at, "person"),)) for ident, name in names
    )
    return replace(report, entities=(*report.entities, *more))


def test_a_surname_printed_for_one_is_still_anothers_surname_too() -> None:
    report = report_of()
    entities = tuple(
        replace(one, names=(*one.names, "Roos")) if one.id == "e-ada" else one
        for one in report.entities
    )
    report = replace(report, entities=entities)
    with pytest.raises(Misuse, match=r"Ada Roos \(3 quotations\); Viktor Roos \(1 quotation\)"):
        said(report, Asked("Roos"))
    assert ids(said(report, Asked("Ada Roos"))) == ids(said(report_of(), Asked("Ada Roos")))


def test_those_who_have_only_the_surname_are_counted_and_can_be_asked_for() -> None:
    quote = Quote("q9", "gazette", "cats", "said", "Ada Roos", "indirect", "loose-one")
    report = replace(
        more_people(("loose-one", "Roos"), ("loose-two", "Roos")),
        accounts=report_of((*QUOTES, quote)).accounts,
    )
    with pytest.raises(Misuse) as refused:
        said(report, Asked("Roos"))
    assert "1 more that is only called Roos (loose-one in gazette.txt)" in str(refused.value)
    assert ids(said(report, Asked("loose-one"))) == ["q9"]
    silent = shown(more_people(("kolb-one", "Kolb"), ("kolb-two", "Kolb")), Asked("Kolb"), 200)
    assert "too: 2 more that are only called Kolb (kolb-one in gazette.txt, kolb-two in" in silent


def test_a_name_that_fits_nobody_names_who_is_near() -> None:
    with pytest.raises(Misuse, match=r"near it are .*Viktor Roos"):
        said(report_of(), Asked("Wiktor Roos"))
    with pytest.raises(Misuse, match="at least one letter"):
        said(report_of(), Asked("---"))


def test_an_organisation_brings_those_who_speak_for_it() -> None:
    found = said(report_of(), Asked("Ministry of Works"))
    assert ids(found) == ["q4"]
    assert found.whom is not None and found.whom.through == {"q4"}
    assert "said by Jan Kolb" in shown(report_of(), Asked("works"))
    assert ids(said(report_of(), Asked("MW"))) == ["q4"]


def test_an_office_is_whoever_is_printed_with_it() -> None:
    found = said(report_of(), Asked("the minister"))
    assert found.whom is not None and found.whom.how == "office"
    assert found.whom.entities == ("e-ada",) and "q1" in ids(found)
    assert "Whoever is printed as “the minister”, who is Ada Roos" in shown(
        report_of(), Asked("the minister")
    )


def test_who_is_named_and_says_nothing_is_said_in_a_sentence() -> None:
    assert shown(report_of(), Asked("Nils Arp")) == (
        "Nils Arp is named here, and no words of theirs are printed."
    )
    view = shown(report_of(), Asked("Viktor Roos", about="cats"))
    assert view == "Viktor Roos is quoted here once; none of that is about cats."


def test_an_unresolved_speaker_is_said_to_be_one() -> None:
    quote = Quote("q1", "post", HOLDS, "said", "the minister", speaker=None)
    view = shown(report_of((quote,), {"post": TEXTS["post"]}), Asked("minister"))
    assert "Whoever is printed as “minister”, who is not named" in view
    assert "is not established" in view or "not named" in view


def test_an_office_that_one_bears_by_name_and_others_without_says_so() -> None:
    quotes = (*QUOTES, Quote("q9", "gazette", "dams", "said", "Ada Roos", speaker=None))
    report = report_of(quotes)
    accounts = tuple(
        replace(
            one,
            quotations=tuple(
                replace(q, speaker_span=place("gazette", "cats")) if q.id == "q9" else q
                for q in one.quotations
            ),
        )
        for one in report.accounts
    )
    report = replace(report, accounts=accounts)
    assert "“cats”, who is not named" in shown(report, Asked("cats"))
    kolb = tuple(
        replace(q, by="a spokesman for the Ministry") if q.id == "q4" else q for q in QUOTES
    )
    kolb = (*kolb, replace(kolb[3], id="q10", words="no other plan", speaker=None))
    view = " ".join(shown(report_of(kolb), Asked("spokesman")).split())
    assert "printed as “spokesman”: Jan Kolb, and some who are not named: 2 quotations" in view


# -- about, to ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("dam", "The dams will hold", True),
        ("dams hold", "The dam held", True),
        ("promise", "He was promising gates", True),
        ("ferry", "Two ferries", True),
        ("dam", "The damage", False),
        ("ship", "shipping", True),
        ('"red lamp"', "the red lamps", True),
        ('"red lamp"', "a lamp, red", False),
        ("Şahin", "SAHIN spoke", True),
        ("", "anything", True),
    ],
)
def test_words_are_found_whatever_their_ending(asked: str, text: str, found: bool) -> None:
    assert holds(roots_of(text), phrases_of(asked)) is found


@given(st.text(max_size=60))
def test_any_text_is_about_its_own_words(text: str) -> None:
    assert holds(roots_of(text), [(one,) for one in roots_of(text)])
    assert all(word == word.strip() and word for word in folded(text))


def test_words_in_the_sentence_around_are_marked_as_such() -> None:
    found = said(report_of(), Asked("Ada Roos", about="levpress"))
    assert [(one.id, one.near) for one in found.sayings] == [("q1", "around")]
    assert "the words asked for stand in the sentence around it" in shown(
        report_of(), Asked("Ada Roos", about="levpress")
    )
    assert said(report_of(), Asked("Ada Roos", about="dam")).sayings[0].near == "content"


def test_to_is_whom_it_was_said_to_or_through_whom() -> None:
    assert ids(said(report_of(), Asked("Ada Roos", to="LEVPRESS"))) == ["q1"]
    assert ids(said(report_of(), Asked("Ada Roos", to="parliament"))) == []


# -- everybody ------------------------------------------------------------------------------


def test_without_a_name_all_who_speak_are_counted() -> None:
    view = shown(report_of(), Asked()).splitlines()
    assert view[0] == "4 speakers, 6 quotations"
    assert view[1] == "Ada Roos: 3 quotations, 4 outlets, 12 March to 2 April 2024"
    assert "Jan Kolb: 1 quotation, 1 outlet, 13 March 2024" in view
    assert shown(report_of(), Asked(limit=1)).splitlines()[2].startswith("3 more speakers")
    assert shown(Report(), Asked()) == "Nobody is quoted here."


def test_a_topic_without_a_name_lists_what_all_said_of_it_most_first() -> None:
    view = shown(report_of(), Asked(about="new gates"))
    assert view.splitlines()[0] == "2 speakers, 2 quotations about new gates"
    assert "Viktor Roos: 1 quotation" in view and "   new gates" in view.splitlines()
    first = shown(report_of(), Asked(about="dam", limit=1))
    assert "Ada Roos: 2 quotations" in first and "1 more quotation: a larger" in first
    assert shown(report_of(), Asked(to="Levpress")).splitlines()[0] == (
        "1 speaker, 1 quotation to Levpress"
    )
    assert shown(report_of(), Asked(about="zebras")) == "Nobody is quoted here about zebras."


def test_topic_without_a_name_gives_its_quotations_to_programs_too() -> None:
    desk = desk_of(report_of())
    found = object_of(desk, said(desk, Asked(about="new gates")))
    assert [one["id"] for one in found["sayings"]] == ["q6", "q5"]
    assert [one["name"] for one in found["speakers"]] == ["Ada Roos", "Viktor Roos"]
    table = csv.DictReader(io.StringIO(csv_of(desk, said(desk, Asked(about="new gates")))))
    assert [row["saying"] for row in table] == ["q6", "q5"]


def test_whose_speaker_is_not_established_is_listed_as_printed() -> None:
    quotes = (
        Quote("q1", "post", HOLDS, "said", "the minister", speaker=None),
        Quote("q2", "pilot", "new gates", "promised", "Nils Arp", speaker=None),
    )
    report = report_of((*quotes, QUOTES[3]))
    view = shown(report, Asked(unnamed=True))
    assert view.splitlines()[0] == "2 quotations, speaker not established"
    assert "printed as “the minister”: 1 quotation, 1 outlet" in view and "Jan Kolb" not in view
    assert "secondsource said --unnamed" in shown(report, Asked())
    assert shown(report_of(), Asked(unnamed=True)) == (
        "Of every quotation here it is established who speaks."
    )
    with pytest.raises(Misuse, match="--unnamed stands alone"):
        said(report, Asked("Ada Roos", unnamed=True))


# -- the page -------------------------------------------------------------------------------


def test_the_page_lists_speakers_and_every_place_leads_into_an_article() -> None:
    page = html_of(report_of())
    section = page[page.index('<section id="said">') : page.index('<section id="articles">')]
    assert "Ada Roos" in section and f"{HOLDS}, and I will sleep below it." in section
    assert "said 12 March 2024 (“Tuesday”)" in section
    links = re.findall(r'href="#(w-[^"]+)"', section)
    assert len(links) >= 8 and all(f'id="{one}"' in page for one in links)
    assert "“dams are like cats”" not in section


def test_the_page_names_how_many_speakers_it_leaves_out() -> None:
    report = report_of()
    names = [f"Speaker {at}" for at in range(60)]
    extra = tuple(Entity(f"x{at}", "person", name, (name,), ()) for at, name in enumerate(names))
    one = report.accounts[0]
    quotes = tuple(
        replace(one.quotations[0], id=f"x{at}", speaker=f"x{at}", same_as=())
        for at in range(len(names))
    )
    accounts = (replace(one, quotations=quotes), *report.accounts[1:])
    page = html_of(replace(report, accounts=accounts, entities=(*report.entities, *extra)))
    assert "And 24 more speakers: <code>secondsource said</code>" in page
    assert len(page) < 120_000


def test_words_that_would_be_markup_stay_words() -> None:
    words = "<img src=x onerror=alert(1)>"
    texts = {"post": f"Dam\n\n“{words},” Ada Roos said."}
    page = html_of(report_of((Quote("q1", "post", words, "said", "Ada Roos"),), texts))
    assert "<img" not in page and "&lt;img src=x" in page


def test_reported_words_that_stand_whole_in_marks_are_shown_in_marks() -> None:
    quote = Quote("q1", "post", HOLDS, "said", "the minister", "mixed")
    report = report_of((quote,), {"post": TEXTS["post"]})
    (one,) = report.accounts
    whole = replace(one.quotations[0], marked=(one.quotations[0].span,))
    inside = replace(one, quotations=(whole,))
    assert f"“{HOLDS}”\n   in quotation marks" in shown(
        replace(report, accounts=(inside,)), Asked("minister")
    )
    assert f"\n   {HOLDS}\n   partly in quotation marks" in shown(report, Asked("minister"))


# -- files ----------------------------------------------------------------------------------


def test_every_place_in_the_object_reads_back() -> None:
    report = report_of()
    found = object_of(desk_of(report), said(report, Asked("Ada Roos")))
    assert found["schema"] == "secondsource-said/1"

    def places(value: object) -> Iterable[dict[str, object]]:
        if isinstance(value, dict):
            if {"article", "span", "words"} <= value.keys() and "parts" not in value:
                yield value
            value = list(value.values())
        if isinstance(value, list):
            for one in value:
                yield from places(one)

    seen = [*places(found)]
    assert len(seen) > 8
    for one in seen:
        start, end = one["span"]  # type: ignore[misc]
        assert TEXTS[str(one["article"])][start:end] == one["words"]
    assert json.dumps(found, sort_keys=True) == json.dumps(
        object_of(desk_of(report), said(report, Asked("Ada Roos"))), sort_keys=True
    )


def test_the_table_has_a_row_for_each_print_and_no_formula() -> None:
    report = report_of()
    desk = desk_of(report)
    rows = list(csv.DictReader(io.StringIO(csv_of(desk, said(desk, Asked("Ada Roos"))))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["outlet"] for row in rows[:3]] == ["Herald", "Post", "Tribune"]
    assert {row["saying"] for row in rows[:3]} == {"q1"}
    assert rows[0]["said_how"] == "told" and rows[1]["said_how"] == "printed"
    assert rows[0]["url"] == "https://herald.example/dam"
    evil = list(csv.DictReader(io.StringIO(csv_of(desk, said(desk, Asked("Marta"))))))
    assert evil[0]["words"] == "'=1+1"
    for row in csv.reader(io.StringIO(csv_of(desk, said(desk, Asked("Marta"))))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    speakers = list(csv.DictReader(io.StringIO(csv_of(desk, said(desk, Asked())))))
    assert tuple(speakers[0]) == SPEAKER_COLUMNS
    assert sum(int(row["quotations"]) for row in speakers) == len(sayings_of(desk))


def test_every_column_is_told_in_the_docs() -> None:
    docs = Path(__file__).parent.parent / "docs" / "commands.md"
    text = docs.read_text(encoding="utf-8")
    assert not [one for one in (*COLUMNS, *SPEAKER_COLUMNS) if f"`{one}`" not in text]


# -- what may come --------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize(
    "words", ["السد سيصمد", "word " * 900, "x" * 4000, "\u202egnp.exe\x1b[31m", "嗯" * 50]
)
def test_any_words_are_shown_whole_or_cut_with_a_mark(words: str, width: int) -> None:
    texts = {"post": f"Dam\n\n“{words},” Ada Roos said."}
    quote = Quote("q1", "post", words, "said", "Ada Roos", near="Ada Roos")
    view = shown(report_of((quote,), texts), Asked("Ada Roos"), width)
    assert "\x1b" not in view and "\u202e" not in view
    if len(words) > 3000:
        assert "more characters]" in " ".join(view.split())
    elif words.isprintable() and " " not in words:
        assert words in "".join(view.split())
    assert all(len(line) <= max(width, 700) for line in view.splitlines())


def test_the_order_of_arrival_changes_nothing() -> None:
    report = report_of()
    other = replace(report, accounts=report.accounts[::-1], entities=report.entities[::-1])
    for name in (None, "Ada Roos", "the minister"):
        one, two = (csv_of(desk_of(r), said(r, Asked(name))) for r in (report, other))
        assert one == two


def test_a_quotation_without_cue_speaker_or_story_is_no_fault() -> None:
    bare = replace(report_of().accounts[0].quotations[0], cue=None, speaker=None, speaker_span=None)
    accounts = tuple(
        replace(one, quotations=(replace(bare, span=Span(one.page.id, 0, 3), parts=(), id=at),))
        for at, one in zip("abcde", report_of().accounts, strict=True)
    )
    report = Report(accounts=accounts)
    assert len(sayings_of(desk_of(report))) == 5
    assert "speaker not established: 5 quotations" in shown(report, Asked())


# -- the command ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("said")
    lines = [
        {
            "id": "a", "outlet": "The Herald", "date": "2024-03-13", "url": "https://herald.example/a",
            "headline": "Dam will hold",
            "text": "“The dam at Sel will hold for a hundred years,” Ada Roos told reporters on "
            "Tuesday. Ada Roos is the minister of works.\n\n“=1+1 is what I said,” said Nils Arp.",
        },
        {
            "id": "b", "outlet": "The Post", "date": "2024-03-14",
            "headline": "Minister calm about dam",
            "text": "“The dam at Sel will hold for a hundred years,” Ada Roos said.\n\n"
            "The village of Sel lies below the dam. Nobody has left the village of Sel.",
        },
    ]  # fmt: skip
    news = "\n".join(json.dumps(line) for line in lines)
    (folder / "news.jsonl").write_text(news, encoding="utf-8")
    done = run("read", "news.jsonl", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_command_answers_as_text_json_and_table(desk_folder: Path) -> None:
    text = run("said", "roos", "--about", "dams", "--since", "2024-03-12", cwd=desk_folder)
    assert (text.returncode, text.stderr) == (0, "")
    assert "Ada Roos, about dams since 2024-03-12: 1 quotation, 2 outlets" in text.stdout
    assert "said 12 March 2024" in text.stdout and "https://herald.example/a" in text.stdout
    found = json.loads(run("said", "Ada", "Roos", "--json", cwd=desk_folder).stdout)
    assert found == secondsource.said(desk_folder / "secondsource.db", "Ada Roos")
    table = run("said", "Ada Roos", "--csv", cwd=desk_folder).stdout
    assert table == run("said", "Ada Roos", "--format", "csv", cwd=desk_folder).stdout
    assert len(list(csv.DictReader(io.StringIO(table)))) == 2
    assert "'=1+1 is what I said" in run("said", "Arp", "--csv", cwd=desk_folder).stdout
    assert "Ada Roos: 1 quotation, 2 outlets" in run("said", cwd=desk_folder).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Rooz",), "near it are Ada Roos"),
        (("Roos", "--since", "Tuesday"), "is no day"),
        (("Roos", "--json", "--csv"), "one form at a time"),
        (("Roos", "--format", "xml"), "there is no format 'xml'"),
        (("Roos", "--store", "no.db"), "no.db"),
        (("Roos", "--limit", "0"), "limit"),
    ],
)
def test_a_call_that_cannot_be_meant_says_why(
    desk_folder: Path, words: tuple[str, ...], message: str
) -> None:
    done = run("said", *words, cwd=desk_folder)
    assert done.returncode == 2 and message in done.stderr and not done.stdout
    assert not (desk_folder / "no.db").exists()


def test_a_name_that_says_nothing_is_no_fault(desk_folder: Path) -> None:
    done = run("said", "Ada Roos", "--about", "cats", cwd=desk_folder)
    assert done.returncode == 0
    assert done.stdout == "Ada Roos is quoted here once; none of that is about cats.\n"
