"""Texts in languages without a pack: passed through and marked, and still copies, stories, days."""

from __future__ import annotations

import pytest

from secondsource.records import Report
from secondsource.tell.export import exported
from secondsource.tell.html import html_of
from secondsource.tell.terminal import stories_lines, story_lines
from tests.pressroom import Print, between, report_of, words

SPANISH = (
    "El transbordador Almira se hundió frente a Puerto Sel\n\n"
    "Nueve personas murieron el lunes cuando el transbordador Almira se hundió frente a Puerto "
    "Sel, dijo la policía del puerto. «El barco era viejo y nadie quiso repararlo», afirmó la "
    "capitana del puerto, Marta Roos. Los buzos siguen buscando a otros doce pasajeros en las "
    "aguas heladas de la bahía, según los guardacostas de la provincia.\n"
)
RUSSIAN = (
    "Паром «Альмира» затонул у порта Сель\n\n"
    "Девять человек погибли в понедельник, когда паром «Альмира» затонул у порта Сель, сообщила "
    "полиция порта. «Судно было старым, и никто не хотел его чинить», сказала начальница порта "
    "Марта Роос. Водолазы продолжают искать ещё двенадцать пассажиров в ледяной воде залива, "
    "сообщили в береговой охране области.\n"
)
ARABIC = (
    "غرق العبارة ألميرا قبالة ميناء سيل\n\n"
    "قتل تسعة أشخاص يوم الاثنين عندما غرقت العبارة ألميرا قبالة ميناء سيل، حسبما قالت شرطة "
    "الميناء. وقالت رئيسة الميناء مارتا روس إن السفينة كانت قديمة ولم يرغب أحد في إصلاحها. "
    "ويواصل الغواصون البحث عن اثني عشر راكبا آخرين في مياه الخليج المتجمدة، بحسب خفر "
    "السواحل في المحافظة.\n"
)
ENGLISH = (
    "Mayor of Osk opens a library\n\nThe mayor of Osk opened the new library on Friday, and "
    "she said that it would be open to all of the children who live in the town.\n"
)
TEXTS = {"es": SPANISH, "ru": RUSSIAN, "ar": ARABIC}


@pytest.fixture(scope="module", params=sorted(TEXTS))
def told(request: pytest.FixtureRequest) -> tuple[str, Report]:
    text = TEXTS[request.param]
    first, _, rest = text.partition("\n\n")
    shorter = rest[: rest.rindex(". ", 0, -2) + 1]
    return request.param, report_of(
        Print("a", text, "Diario Uno", "2015-05-18", url="https://uno.example/a"),
        Print("b", f"{first}!\n\n{shorter}\n", "Diario Dos", "2015-05-19"),
        Print("c", ENGLISH, "Osk Herald", "2015-05-20"),
    )


def test_nothing_is_read_out_of_a_text_without_a_pack(told: tuple[str, Report]) -> None:
    code, report = told
    foreign = [one for one in report.accounts if one.article.language == code]
    assert len(foreign) == 2
    for one in foreign:
        assert one.passages
        assert not (one.mentions or one.times or one.quotations or one.instances)


def test_copies_stories_and_days_need_no_pack(told: tuple[str, Report]) -> None:
    _, report = told
    shared = between(report, "a", "b")
    assert shared and max(len(words(report, one)) for one in shared) > 100
    assert any(len(story.articles) == 2 for story in report.stories)
    days = {one.page.key: one.article.published.earliest for one in report.accounts}
    assert (days["a"], days["b"]) == ("2015-05-18", "2015-05-19")
    both = next(story for story in report.stories if len(story.articles) == 2)
    assert both.texts is not None and both.texts.likely == 1


def test_every_view_says_that_it_was_not_analysed(told: tuple[str, Report]) -> None:
    code, report = told
    said = f"not analysed: {code}"
    listed = "\n".join(line.plain for line in stories_lines(report, 90))
    assert listed.count(said) == 1
    both = next(story for story in report.stories if len(story.articles) == 2)
    assert "\n".join(line.plain for line in story_lines(report, both, 90)).count(said) == 3
    assert html_of(report).count(said) >= 3
    kept = {one["key"]: one["not_analysed"] for one in exported(report)["articles"]}
    assert kept == {"a": code, "b": code, "c": None}
