"""What others may rely on: the public names, and every command and option told in the docs."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
PUBLIC = {"__version__", "said", "side_by_side"}
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def told() -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in DOCS if page.is_file())


def commands() -> dict[str, set[str]]:
    """The commands of the command line with the options of each; "" has those of them all."""
    if importlib.util.find_spec("secondsource.edges.cli") is None:
        pytest.skip("there is no command line yet")
    import typer

    from secondsource.edges import cli

    whole: Any = typer.main.get_command(cli.app)
    found = {name: options(one) for name, one in whole.commands.items() if not one.hidden}
    return {"": options(whole), **found}


def options(command: Any) -> set[str]:
    return {
        name
        for one in command.params
        if not getattr(one, "hidden", False)
        for name in one.opts
        if name.startswith("--")
    }


def shown_calls() -> list[list[str]]:
    """The words of every call of the program in a fenced block of the docs."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", told(), re.MULTILINE | re.DOTALL)
    lines = [
        line.removeprefix("$ ").split("#")[0] for block in blocks for line in block.splitlines()
    ]
    calls = [line.split() for line in lines]
    return [words[1:] for words in calls if len(words) > 1 and words[0].endswith("secondsource")]


def test_the_public_names_are_pinned() -> None:
    asked = (
        "import secondsource, types\n"
        "print(*[name for name in getattr(secondsource, '__all__', dir(secondsource))\n"
        "        if name == '__version__' or not name.startswith('_')\n"
        "        if not isinstance(getattr(secondsource, name), types.ModuleType)])"
    )
    names = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert set(names) - {"annotations"} == PUBLIC


def test_the_version_has_its_entry_in_the_changelog() -> None:
    from secondsource import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_command_is_told_in_the_docs() -> None:
    text = told()
    untold = [name for name in commands() if name and not re.search(rf"`{name}\b", text)]
    assert not untold, f"in no page of the docs: {', '.join(untold)}"


def test_every_option_is_told_in_the_docs() -> None:
    text = told()
    untold = [
        f"{name} {option}".strip()
        for name, all_of_it in commands().items()
        for option in sorted(all_of_it)
        if option != "--help" and not re.search(rf"{option}(?![\w-])", text)
    ]
    assert not untold, f"in no page of the docs: {', '.join(untold)}"


def test_every_call_that_the_docs_show_can_be_made() -> None:
    known = commands()
    for words in shown_calls():
        name = next((word for word in words if not word.startswith("-")), "")
        assert name in known, f"the docs show {' '.join(words)}: there is no command {name}"
        for word in words:
            option = word.partition("=")[0]
            if option.startswith("--") and option != "--help":
                assert option in known[name] | known[""], f"{name} has no option {option}"
