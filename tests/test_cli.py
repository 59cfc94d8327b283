"""The commands: what they print, what they return, and that they fail in words."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondsource.edges.demo import example_folder

RUN = [sys.executable, "-c", "from secondsource.edges.cli import main; main()"]
ROOT = Path(__file__).parent.parent
FERRY = (
    "Ferry sinks off Varnova\n\nNine people died when the ferry Sofia Levan sank off Varnova on "
    "Thursday, Commodore Viktor Halas said.\n\n“We have recovered nine bodies,” Halas said.\n"
)
BAY = (
    "Ferry lost in the bay\n\nThe ferry Sofia Levan sank off Varnova on Thursday.\n\n"
    "“We have recovered nine bodies,” said Viktor Halas, who leads the coast guard.\n"
)
ESCAPE = "\x1b"


def run(
    *words: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder, as a shell would."""
    done = subprocess.run(
        [*RUN, *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose store holds two articles, one of them with an evil headline."""
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "bay.txt").write_text(ESCAPE + "[31m" + BAY, encoding="utf-8")
    done = run("read", "ferry.txt", "bay.txt", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def ids(folder: Path, part: str) -> list[str]:
    contract = json.loads(run("export", cwd=folder).stdout)
    return [entry["id"] for entry in contract[part]]


def test_reading_says_what_is_new_and_what_to_do_next(newsroom: Path) -> None:
    again = run("read", "ferry.txt", "bay.txt", cwd=newsroom)
    assert again.stdout.startswith("Pages: 0 new, 2 known, 0 unread.")
    assert "Next: secondsource stories" in again.stdout
    assert again.stderr == ""


def test_every_view_answers_and_is_plain_behind_a_pipe(newsroom: Path) -> None:
    story, statement = ids(newsroom, "stories")[0], ids(newsroom, "statements")[0]
    for words in (
        ["stories"],
        ["story", story[:6]],
        ["story", story, "--all"],
        ["story", "ferry.txt"],
        ["explain", statement[:8]],
        ["differences"],
        ["differences", story],
        ["search", "Sofia", "Levan"],
        ["search", '"recovered nine bodies"', "--limit", "1"],
        ["verify"],
        ["rebuild"],
        ["--version"],
    ):
        done = run(*words, cwd=newsroom, env={"FORCE_COLOR": "1", "COLUMNS": "200"})
        assert done.returncode == 0, (words, done.stderr)
        assert done.stdout and ESCAPE not in done.stdout
        assert done.stderr == ""


def test_json_is_the_contract(newsroom: Path) -> None:
    contract = json.loads(run("export", "--with-text", cwd=newsroom).stdout)
    assert contract["schema"] == "secondsource/1"
    assert all(article["text"] for article in contract["articles"])
    story = contract["stories"][0]["id"]
    assert json.loads(run("stories", "--json", cwd=newsroom).stdout) == contract["stories"]
    assert json.loads(run("story", story, "--json", cwd=newsroom).stdout)["id"] == story
    statement = contract["statements"][0]["id"]
    assert json.loads(run("explain", statement, "--json", cwd=newsroom).stdout)["id"] == statement
    assert json.loads(run("differences", "--json", cwd=newsroom).stdout) == contract["conflicts"]
    found = json.loads(run("search", "bodies", "--json", cwd=newsroom).stdout)
    assert all(set(one) == {"article", "span"} for one in found)
    assert json.loads(run("verify", "--json", cwd=newsroom).stdout)["faults"] == []


def test_the_page_and_the_export_are_written_where_asked(newsroom: Path) -> None:
    done = run("report", "-o", "page.html", cwd=newsroom)
    assert (done.returncode, done.stdout) == (0, "The page: page.html\n")
    page = (newsroom / "page.html").read_bytes()
    assert page.startswith(b"<!doctype html>")
    run("report", "-o", "page.html", cwd=newsroom)
    assert (newsroom / "page.html").read_bytes() == page
    assert run("export", "-o", "out.json", cwd=newsroom).returncode == 0
    assert json.loads((newsroom / "out.json").read_text(encoding="utf-8"))["articles"]


def test_a_decision_is_kept(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "bay.txt").write_text(BAY, encoding="utf-8")
    run("read", "ferry.txt", "bay.txt", cwd=tmp_path)
    parted = run("decide", "part", "ferry.txt", "bay.txt", "--note", "two ferries", cwd=tmp_path)
    assert parted.stdout == "Kept. The collection now has 2 stories.\n"
    joined = run("decide", "join", "ferry.txt", "bay.txt", cwd=tmp_path)
    assert joined.stdout == "Kept. The collection now has 1 story.\n"


def test_whose_text_it_is_can_be_decided_and_taken_back(tmp_path: Path) -> None:
    for name, words in (("ferry", FERRY), ("bay", BAY), ("port", FERRY.replace("Nine", "Ten"))):
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    run("read", "ferry.txt", "bay.txt", "port.txt", cwd=tmp_path)
    assert "Nothing is decided" in run("decisions", cwd=tmp_path).stdout
    said = run(
        "decide", "derives", "ferry.txt", "bay.txt", "--note", "the editor said", cwd=tmp_path
    )
    assert said.stdout.startswith("Kept."), said.stderr
    assert run("decide", "derives", "bay.txt", "port.txt", cwd=tmp_path).returncode == 0
    told = {one["input"]: one for one in json.loads(run("export", cwd=tmp_path).stdout)["articles"]}
    parent = told["bay.txt"]["parents"][0]
    assert parent["article"] == told["ferry.txt"]["id"]
    assert [reason["kind"] for reason in parent["reasons"]] == ["decided"]
    ring = run("decide", "derives", "port.txt", "ferry.txt", cwd=tmp_path)
    assert ring.returncode == 2
    assert "ring: it was decided of port.txt, which has it from bay.txt" in ring.stderr
    two = run("decide", "derives", "port.txt", "bay.txt", cwd=tmp_path)
    assert "bay.txt has its text from ferry.txt. Take that back first" in two.stderr
    listed = run("decisions", cwd=tmp_path).stdout.splitlines()
    assert len(listed) == 2 and any(line.endswith("the editor said") for line in listed)
    kept = json.loads(run("decisions", "--json", cwd=tmp_path).stdout)
    assert kept == json.loads(run("export", cwd=tmp_path).stdout)["decisions"]
    assert run("decide", "forget", "bay.txt", "ferry.txt", cwd=tmp_path).returncode == 0
    assert len(run("decisions", cwd=tmp_path).stdout.splitlines()) == 1


def test_who_is_who_can_be_decided_and_holds_for_what_comes_later(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    run("read", "ferry.txt", cwd=tmp_path)
    told = run("names", "halas", cwd=tmp_path).stdout
    assert "Viktor Halas  person, 2 mentions in 1 article" in told
    assert "Halas (1)" in told and "ferry.txt:" in told
    split = run("decide", "split", "Viktor Halas", "Halas", "--note", "two men", cwd=tmp_path)
    assert split.stdout.startswith("Kept. The collection now has ")
    assert run("names", "halas", cwd=tmp_path).stdout.count("decided by a person: split") == 2
    merged = run("decide", "merge", "Viktor Halas", "Halas", cwd=tmp_path)
    assert merged.returncode == 0, merged.stderr
    run("decide", "rename", "Viktor Halas", "Commodore Halas", cwd=tmp_path)
    (tmp_path / "bay.txt").write_text(BAY, encoding="utf-8")
    run("read", "bay.txt", cwd=tmp_path)
    assert run("rebuild", cwd=tmp_path).returncode == 0
    listed = run("decisions", cwd=tmp_path).stdout.splitlines()
    assert listed == [
        "merge: Halas and Viktor Halas are one",
        "rename: Viktor Halas goes by Commodore Halas",
    ]
    found = json.loads(run("names", "Commodore", "Halas", "--json", cwd=tmp_path).stdout)
    (entity,) = found["entities"]
    assert entity["decided"] == ["rename"]
    assert len({place["article"] for place in entity["mentions"]}) == 2
    assert run("decide", "forget", "Viktor Halas", cwd=tmp_path).returncode == 0
    assert "Nothing is decided" in run("decisions", cwd=tmp_path).stdout


def test_a_copy_graph_is_printed_or_written_where_asked(newsroom: Path) -> None:
    for form, opening in (("svg", "<svg"), ("csv", "parent,")):
        done = run("graph", "ferry.txt", "--format", form, cwd=newsroom)
        assert done.returncode == 0 and done.stdout.startswith(opening), done.stderr
    assert run("graph", "ferry.txt", "--format", "csv", "-o", "g", cwd=newsroom).returncode == 0
    assert (newsroom / "g").read_text(encoding="utf-8") == done.stdout


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", "ferry.txt", "empty.txt", "gone.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("Pages: 1 new, 0 known, 2 unread.")
    named = done.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in named] == ["empty.txt", "gone.txt"]
    assert all(len(line.split(": ", 2)[2]) > 10 for line in named)
    assert "not read: gone.txt" in run("stories", cwd=tmp_path).stdout


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = run("read", "-", "--json", cwd=tmp_path, stdin=FERRY.encode())
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["new"] == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["stories"], "read some coverage first"),
        (["nonsense"], "No such command"),
        (["read"], "Missing argument"),
        (["read", "a.txt", "--processes", "0"], "processes"),
        (["report"], "output"),
        (["read", "a.txt", "--outlets", "gone.csv"], "gone.csv"),
        (["read", "a.txt", "--store", "no/such/folder/a.db"], "no/such/folder/a.db"),
    ],
)
def test_misuse_says_what_to_do(tmp_path: Path, words: list[str], says: str) -> None:
    (tmp_path / "a.txt").write_text(FERRY, encoding="utf-8")
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["story", "zz"], "secondsource stories lists them"),
        (["explain", "zz"], "lists a story's statements"),
        (["export", "--format", "pdf"], "there is: json"),
        (["report", "-o", "no/such/page.html"], "cannot write no/such/page.html"),
        (["decide", "marry", "ferry.txt", "bay.txt"], "merge, split, rename or forget"),
        (["decide", "forget", "ferry.txt", "bay.txt"], "nothing is decided of these two"),
        (["graph", "ferry.txt", "--format", "png"], "svg, gexf, graphml, csv"),
        (["graph", "zz"], "secondsource stories lists them"),
        (["decide", "join", "ferry.txt", "ferry.txt"], "one and the same"),
        (["decide", "derives", "bay.txt", "bay.txt"], "one and the same"),
        (["decide", "join", "bay.txt"], "wants two articles"),
        (["decide", "merge", "Viktor Hallas", "Varnova"], "near it: Viktor Halas"),
        (["decide", "merge", "Viktor Halas", "Varnova"], "they cannot be one"),
        (["decide", "merge", "Viktor Halas", "halas"], "one already"),
        (["decide", "merge", "Viktor Halas", ""], "nobody here is named"),
        (["decide", "split", "Viktor Halas", "VIKTOR HALAS"], "spelled alike"),
        (["decide", "rename", "Viktor Halas", "  "], "name is empty"),
        (["decide", "rename", "Viktor Halas", "a\x1b[31m"], "cannot be printed"),
        (["decide", "rename", "Viktor Halas", "n" * 300], "longer than 200"),
        (["decide", "rename", "Viktor Halas", "Varnova"], "decide merge"),
        (["decide", "forget", "Viktor Halas"], "nothing is decided of 'Viktor Halas'"),
        (["names", "Viktor", "Hallas"], "near it: Viktor Halas"),
        (["names", "!"], "nobody here is named"),
        (["search", "''"], "at least one word"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    newsroom: Path, words: list[str], says: str
) -> None:
    done = run(*words, cwd=newsroom)
    assert done.returncode == 2
    assert says in done.stderr and "Traceback" not in done.stderr


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("my notes" * 200, encoding="utf-8")
    done = run("stories", "--store", "notes.db", cwd=tmp_path)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert (tmp_path / "notes.db").read_text(encoding="utf-8").startswith("my notes")


def test_a_reader_who_leaves_early_hears_nothing(newsroom: Path) -> None:
    words = [*RUN, "export", "--with-text"]
    with subprocess.Popen(
        words,
        cwd=newsroom,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as writer:
        assert writer.stdout is not None and writer.stderr is not None
        writer.stdout.close()
        assert writer.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_a_stop_says_what_is_safe(tmp_path: Path) -> None:
    reading = subprocess.Popen(
        [*RUN, "read", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "secondsource.db").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    reading.send_signal(signal.SIGINT)
    _, said = reading.communicate(timeout=60)
    assert reading.returncode == 130
    assert b"safe in the store" in said and b"Traceback" not in said


def test_a_terminal_that_lacks_our_characters_shows_others(newsroom: Path) -> None:
    done = run("stories", cwd=newsroom, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert done.returncode == 0 and done.stdout


def test_the_demo_prints_its_findings_and_says_where_the_page_is(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for words in (
        "Do I have a second source?",
        "step by step: secondsource explain",
        "The page: demo.html",
        "Next: secondsource stories --store demo.db",
    ):
        assert words in done.stdout
    assert len(done.stdout.splitlines()) < 250
    assert (tmp_path / "demo.html").stat().st_size < 3_000_000
    assert example_folder().is_dir()


# -- the documents --------------------------------------------------------------------------


def test_every_command_and_option_is_documented() -> None:
    import typer.main

    from secondsource.edges.cli import app

    told = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    whole = typer.main.get_command(app)
    for name, command in whole.commands.items():  # type: ignore[attr-defined]
        assert f"## {name}" in told, f"docs/commands.md does not tell of {name}"
        section = re.split(r"^## ", told.split(f"## {name}\n", 1)[1], flags=re.M)[0]
        for option in command.params:
            for word in option.opts:
                if word.startswith("--") and word not in ("--help", "--store"):
                    assert f"`{word}" in section, f"docs/commands.md: {name} lacks {word}"


def test_every_suggestion_prints_a_command_that_works_when_pasted(tmp_path: Path) -> None:
    for name, town in (("one", "Varnova"), ("two", "Kastrin"), ("three", "Sel")):
        text = f"Night at {town}\n\nMr Dorn left {town} at night. “I am tired,” Mr Dorn said.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    run("read", "one.txt", "two.txt", "three.txt", "--store", "my desk.db", cwd=tmp_path)
    told = run("names", "Dorn", "--store", "my desk.db", cwd=tmp_path).stdout
    pasted = [shlex.split(line)[1:] for line in told.splitlines() if " decide merge " in line]
    assert pasted, told
    for words in pasted:
        done = run(*words, cwd=tmp_path)
        assert done.stdout.startswith("Kept.") or "one already" in done.stderr, done.stderr
    kept = run("decisions", "--store", "my desk.db", cwd=tmp_path).stdout
    assert "Dorn@one.txt" in kept or "Dorn@two.txt" in kept
    assert (
        "Dorn  person, 6 mentions"
        in run("names", "Dorn", "--store", "my desk.db", cwd=tmp_path).stdout
    )
    again = run("decide", "forget", "Dorn", "--store", "my desk.db", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    parted = run("names", "Dorn", "--store", "my desk.db", cwd=tmp_path).stdout
    assert parted.count("Dorn  person, 2 mentions") == 3


def test_the_package_runs_as_a_module() -> None:
    asked = [sys.executable, "-m", "secondsource", "--version"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"secondsource \d+\.\d+\.\d+", told.stdout.strip())


def test_help_is_given_in_its_short_form_too(tmp_path: Path) -> None:
    for words in ([], ["read"]):
        short, long = (run(*words, form, cwd=tmp_path) for form in ("-h", "--help"))
        assert short.returncode == 0 and short.stdout == long.stdout and "Usage" in short.stdout
