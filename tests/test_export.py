"""The contract: what is new in it, and that every step of a proof says where its words stand."""

from __future__ import annotations

import json
from dataclasses import replace

from secondsource.records import Carried, Credit, Decision, Parent, Reference, Span
from secondsource.tell.export import exported, json_text
from secondsource.tell.html import html_of
from secondsource.tell.terminal import story_lines
from tests.newsdesk import COPY, STATED, WIRE, report_of


def test_a_proof_has_words_spans_and_marks() -> None:
    contract = exported(report_of(), with_text=True)
    texts = {one["id"]: one["text"] for one in contract["articles"]}
    statement = next(one for one in contract["statements"] if one["id"] == STATED)
    for step in statement["proof"]:
        assert set(step) == {"section", "kind", "text", "spans", "marked"}
        assert step["text"]
        for place in (*step["spans"], *step["marked"]):
            start, end = place["span"]
            assert texts[place["article"]][start:end]
    pair = next(step for step in statement["proof"] if step["kind"] == "pair")
    assert [place["article"] for place in pair["spans"]] == [WIRE, COPY]
    assert len(pair["marked"]) % 2 == 0 and pair["marked"]


def test_stretches_and_decisions_are_in_the_contract() -> None:
    report = report_of()
    stretch = Carried(
        Span(COPY, 4, 9), (Parent(COPY, WIRE, None, 0.9), Parent(COPY, None, None, 0.1))
    )
    report = replace(
        report,
        lineage=replace(report.lineage, stretches=(stretch,)),
        decisions=(Decision("derives", WIRE, COPY, "said so"),),
    )
    contract = exported(report)
    found = {one["id"]: one["stretches"] for one in contract["articles"]}
    assert found[WIRE] == []
    assert found[COPY][0]["span"] == [4, 9]
    assert [one["article"] for one in found[COPY][0]["parents"]] == [WIRE, None]
    assert contract["decisions"] == [{"verb": "derives", "a": WIRE, "b": COPY, "note": "said so"}]


def test_a_credit_outside_the_text_and_a_reference_are_in_the_contract() -> None:
    report = report_of()
    wire, copy, herald = report.accounts
    start = copy.page.text.index("Levpress")
    named = Reference("Levpress", "levpress", "reported", Span(COPY, start, start + 8))
    credit = Credit("HPA", Span(COPY, 0, 0), field="meta:author")
    article = replace(copy.article, credits=(credit,), references=(named,))
    report = replace(report, accounts=(wire, replace(copy, article=article), herald))
    found = next(one for one in exported(report)["articles"] if one["id"] == COPY)
    assert found["credit"][0]["field"] == "meta:author"
    assert found["references"][0]["kind"] == "reported"
    shown = "\n".join(line.plain for line in story_lines(report, report.stories[0], 80))
    assert "credit: its meta:author names HPA (text)" in shown
    told = html_of(report)
    assert "HPA (the whole text)" in told
    assert "<li>its meta:author</li>" in told


def test_the_same_report_is_the_same_bytes_and_plain_json() -> None:
    assert json_text(report_of()) == json_text(report_of())
    assert json.loads(json_text(report_of()))["schema"] == "secondsource/1"
