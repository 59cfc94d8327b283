"""What became of an article: on the terminal, on the page, as JSON and by the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.text import Text
from selectolax.lexbor import LexborHTMLParser
from typer.testing import CliRunner

from secondsource.edges.changing import changes_in
from secondsource.errors import Misuse
from secondsource.read.revisions import revisions_of
from secondsource.records import Account, Given, Note, Report
from secondsource.tell.desk import Desk, desk_of
from secondsource.tell.html import html_of
from secondsource.tell.plain import safe
from secondsource.tell.revised import course_named, courses_of, owned_up, summary, version_words
from secondsource.tell.terminal_changes import changes_lines, course_lines
from tests.archiveroom import AT, answer, packed, record
from tests.desk import filed

FIRST = """Ferry sinks off Osk
Nine people died on Monday when a ferry sank off Osk, the board said.
The tug Marta took forty others aboard.
The ferry had left the port of Levna at noon."""
SECOND = """Ferry sinks off Osk
Twelve people died on Monday when a ferry sank off Osk, the board said.
The tug Marta took forty others aboard.
Divers found its recorder on Tuesday."""
THIRD = SECOND + "\nCorrection: An earlier version of this article gave the wrong port."
MORE = (
    "Its captain, Pavel Orlenko, told the Osk Herald that the sea was calm when it sank.",
    "The minister of transport has asked the harbour board for a full report by Friday.",
    "Two other ferries of the same line were ordered back to port on Monday night.",
)
OTHER = "Rain in Levna\nIt rained all day.\nThe harvest is safe."


def version(name: str, text: str, day: int, before: str | None = None) -> Account:
    account = filed(name, text, outlet="Osk Herald")
    page = replace(
        account.page,
        input="ferry.html",
        url="https://osk.example/ferry",
        given=Given(fetched=f"2031-05-{day}T10:00:00Z"),
    )
    return replace(account, page=page, article=replace(account.article, version_of=before))


def report_of(*texts: str) -> Report:
    names = [f"v{n}" for n in range(len(texts))]
    accounts = [
        version(name, text, 21 + n, names[n - 1] if n else None)
        for n, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    if len(texts) == 3:
        last = accounts[-1]
        note = last.article.body[-1]
        marked = replace(last.article, notes=(Note("correction", note),))
        accounts[-1] = replace(last, article=marked)
    accounts.append(filed("other", OTHER, outlet="Strait Post"))
    return Report(accounts=tuple(accounts), revisions=revisions_of(accounts))


def desk_with(*texts: str) -> Desk:
    return desk_of(report_of(*texts))


def shown(lines: object) -> str:
    assert not isinstance(lines, str)
    found = list(lines)  # type: ignore[call-overload]
    assert all(isinstance(line, Text) for line in found)
    return "\n".join(line.plain for line in found)


def test_the_versions_of_an_article_are_one_course_in_order() -> None:
    (course,) = courses_of(desk_with(FIRST, SECOND, THIRD))
    assert course.articles == ("v0", "v1", "v2")
    assert [(one.before, one.after) for one in course.revisions] == [("v0", "v1"), ("v1", "v2")]


def test_what_changed_is_counted_in_words() -> None:
    desk = desk_with(FIRST, SECOND, THIRD)
    first, second = courses_of(desk)[0].revisions
    assert summary(desk, first) == "1 sentence changed, 1 sentence added, 1 sentence removed"
    assert owned_up(desk, first) == "silent: nothing on the page says that it was changed"
    assert summary(desk, second) == "nothing of the news changed"
    assert owned_up(desk, second).startswith("the page says so: Correction: An earlier version")
    stated = replace(first, silent=False, stated=("jsonld:dateModified",))
    assert owned_up(desk, stated).startswith("said for programs only (jsonld:dateModified)")


def test_the_terminal_sets_old_beside_new_and_brackets_what_differs() -> None:
    desk = desk_with(FIRST, SECOND)
    told = shown(course_lines(desk, courses_of(desk)[0], 80, brackets=True))
    for words in (
        "21 May 2031 to 22 May 2031: 1 sentence changed",
        "silent: nothing on the page",
        "[Nine] people died",
        "| [Twelve] people died",
        "+ Divers found its recorder on Tuesday.",
        "- The ferry had left the port of Levna at noon.",
        "old  ferry.html#osk.example/ferry:20-89",
        "new  ferry.html#osk.example/ferry:20-91",
    ):
        assert words in told
    assert "tug Marta" not in told


def test_an_article_says_what_it_changed_of_the_version_before_it() -> None:
    desk = desk_with(FIRST, SECOND, THIRD)
    assert version_words(desk, "v0") == ""
    assert version_words(desk, "v1").startswith("a later version of v0: 1 sentence changed")
    assert version_words(desk, "v1").endswith("; nothing on the page says so")
    assert version_words(desk, "v2") == "a later version of v1: nothing of the news changed"


def test_a_new_headline_stands_first() -> None:
    desk = desk_with(FIRST, SECOND.replace("Ferry sinks off Osk", "Ferry sinks off Osk, 12 dead"))
    told = shown(course_lines(desk, courses_of(desk)[0], 80, brackets=True))
    assert "the headline changed, 1 sentence changed" in told
    assert told.index("The headline") < told.index("  Changed")
    assert "Ferry sinks off Osk[, 12 dead]" in told


def test_the_list_counts_and_names_what_changed() -> None:
    told = shown(changes_lines(desk_with(FIRST, SECOND), 80))
    assert "1 article read in several versions, 1 changed, 1 without a word." in told
    assert "Osk Herald: Ferry sinks off Osk" in told
    assert "Rain in Levna" not in told
    assert "No article was read in two versions" in shown(changes_lines(desk_with(FIRST), 80))


@pytest.mark.parametrize("name", ["v0", "v1", "ferry.html", "osk.example/ferry", "FERRY sinks"])
def test_an_article_is_found_by_any_of_its_names(name: str) -> None:
    assert course_named(desk_with(FIRST, SECOND), name).articles == ("v0", "v1")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Rain in Levna", "was read in one version only"),
        ("other", "was read in one version only"),
        ("nowhere", "no article 'nowhere'"),
        ("", "no article ''"),
    ],
)
def test_an_article_without_versions_says_so(name: str, why: str) -> None:
    with pytest.raises(Misuse, match=why):
        course_named(desk_with(FIRST, SECOND), name)


def test_the_page_tells_what_changed_and_leads_to_the_words() -> None:
    page = LexborHTMLParser(html_of(report_of(FIRST, SECOND)))
    section = page.css_first("#changes")
    told = " ".join(section.text().split())
    assert "Changed since first read" in told
    assert "silent: nothing on the page says that it was changed" in told
    assert "Twelve people died" in told
    assert "not there yet" in told and "gone" in told
    for link in section.css("a"):
        assert page.css_first(link.attributes["href"] or "#none") is not None
    assert LexborHTMLParser(html_of(report_of(FIRST))).css_first("#changes") is None


def test_a_script_in_a_changed_sentence_is_only_words() -> None:
    evil = SECOND.replace("Divers", "<script>alert(1)</script>\x1b[31m Divers")
    report = report_of(FIRST, evil)
    assert "<script>" not in html_of(report)
    told = shown(course_lines(desk_of(report), courses_of(desk_of(report))[0], 80))
    assert safe(told) == told


def test_the_command_reads_two_captures_of_an_archive(tmp_path: Path) -> None:
    from secondsource.edges.cli import app

    def html(text: str) -> bytes:
        title, *body = text.split("\n")
        lines = "".join(f"<p>{line}</p>" for line in (*body, *MORE))
        head = f"<head><title>{title}</title></head>"
        return (
            f"<html>{head}<body><article><h1>{title}</h1>{lines}</article></body></html>".encode()
        )

    captures = [record(answer(html(text)), AT) for text in (FIRST, SECOND)]
    captures[1] = captures[1].replace(b"2031-05-21T", b"2031-05-22T")
    archive, store = tmp_path / "day.warc.gz", str(tmp_path / "s.db")
    archive.write_bytes(packed(captures))
    runner = CliRunner()
    assert runner.invoke(app, ["read", str(archive), "--store", store]).exit_code == 0
    told = runner.invoke(app, ["changes", "Ferry sinks", "--store", store])
    assert told.exit_code == 0, told.output
    assert "Twelve" in told.output and "silent" in told.output
    (entry,) = json.loads(runner.invoke(app, ["changes", AT, "--json", "--store", store]).output)
    assert entry["silent"] is True
    assert len(entry["changes"]) == 3
    assert runner.invoke(app, ["verify", "--store", store]).exit_code == 0


def test_json_gives_the_entries_of_one_article_or_of_all() -> None:
    report = report_of(FIRST, SECOND, THIRD)
    assert [one["after"] for one in changes_in(report, None)] == ["v1", "v2"]
    assert changes_in(report, "v1") == changes_in(report, None)
