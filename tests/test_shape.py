"""The shape of the code: who may import whom, frozen records, no broad except, no loose words.

Everything is read from the syntax trees, so an import hidden in a function counts as one.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "secondsource"
FILES = sorted(PACKAGE.rglob("*.py"))
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in FILES}

GROUND = {
    "errors", "records", "language", "almanac", "publishers", "textview", "sentences", "laid",
    "presence",
}  # fmt: skip
WINGS = {"read", "extract", "compare", "tell"}
BANNED_FILES = {
    "util", "utils", "helper", "helpers", "common", "base", "manager",
    "misc", "data", "item", "info", "tools", "handle", "process",
}  # fmt: skip
NETWORK = {"socket", "ssl", "http", "httpcore", "urllib.request", "httpx", "requests", "aiohttp"}
RESTLESS = {"random", "time", "secrets", "logging", "uuid"}
HEAVY = (
    "onnxruntime", "numpy", "rich", "jinja2", "trafilatura", "sqlite3", "msgspec", "selectolax",
)  # fmt: skip
# A stage's own working state, which grows while it runs and never leaves it; so are _private ones.
WORKING = {("extract/binding", "Name")}
LONGEST_FILE, LONGEST_FUNCTION = 450, 45


def where(file: Path) -> str:
    return file.relative_to(PACKAGE).with_suffix("").as_posix()


def room(file: Path) -> str:
    parts = file.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else Path(parts[0]).stem


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every module imported anywhere in a tree, by whatever means, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: a relative import"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "__import__", "find_spec")
        ):
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, argument.value


def own_rooms(file: Path) -> Iterator[tuple[int, str]]:
    for line, name in imports(TREES[file]):
        if name.startswith("secondsource."):
            yield line, name.split(".")[1]


@pytest.mark.parametrize("file", FILES, ids=where)
def test_a_room_imports_only_what_lies_beneath_it(file: Path) -> None:
    here = room(file)
    faults = []
    for line, name in own_rooms(file):
        if here in GROUND:
            allowed = GROUND | {"languages"}
        elif here in WINGS:
            allowed = GROUND | {here}
        elif here == "pipeline":
            allowed = GROUND | WINGS
        elif here == "edges":
            allowed = GROUND | WINGS | {"pipeline", "edges", "__version__"}
        elif here in ("__init__", "__main__"):  # the front doors, which open on the edges
            allowed = GROUND | {"edges", "tell"}
        else:
            allowed = GROUND
        if name not in allowed:
            faults.append(f"{where(file)}:{line} imports {name}")
    assert not faults


@pytest.mark.parametrize("file", FILES, ids=where)
def test_only_one_edge_knows_sql_and_one_the_network(file: Path) -> None:
    faults = []
    for line, name in imports(TREES[file]):
        top = name.split(".")[0]
        if top == "sqlite3" and where(file) != "edges/store":
            faults.append(f"{where(file)}:{line} knows SQL")
        fetches = where(file).startswith("edges/fetch")
        if (top in NETWORK or name.startswith("urllib.request")) and not fetches:
            faults.append(f"{where(file)}:{line} knows the network")
    assert not faults


@pytest.mark.parametrize("file", [f for f in FILES if room(f) in WINGS | GROUND], ids=where)
def test_a_wing_has_no_clock_no_chance_and_no_files(file: Path) -> None:
    faults = [
        f"{where(file)}:{line} imports {name}"
        for line, name in imports(TREES[file])
        if name.split(".")[0] in RESTLESS
    ]
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in {"open", "print", "input"} or called.endswith((".now", ".today")):
                faults.append(f"{where(file)}:{node.lineno} calls {called}")
        if isinstance(node, ast.Global):
            faults.append(f"{where(file)}:{node.lineno} has a global")
    assert not faults


@pytest.mark.parametrize("file", FILES, ids=where)
def test_records_are_frozen_and_slotted(file: Path) -> None:
    for node in ast.walk(TREES[file]):
        if not isinstance(node, ast.ClassDef):
            continue
        for decorator in map(ast.unparse, node.decorator_list):
            if "dataclass" in decorator:
                working = node.name.startswith("_") or (where(file), node.name) in WORKING
                assert working or "frozen=True" in decorator, (
                    f"{where(file)}:{node.lineno} {node.name}"
                )
                assert "slots=True" in decorator, f"{where(file)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("file", FILES, ids=where)
def test_no_broad_except(file: Path) -> None:
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.ExceptHandler):
            caught = "" if node.type is None else ast.unparse(node.type)
            names = set(re.findall(r"\w+", caught))
            assert names and not names & {"Exception", "BaseException"}, (
                f"{where(file)}:{node.lineno} catches {caught or 'everything'}"
            )


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes of a module, with the methods of public classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("file", FILES, ids=where)
def test_every_module_and_public_thing_says_what_it_is(file: Path) -> None:
    assert ast.get_docstring(TREES[file]), f"{where(file)} has no docstring"
    silent = [
        f"{where(file)}:{node.lineno} {node.name}"
        for node in public(TREES[file].body)
        if not ast.get_docstring(node)
    ]
    assert not silent


@pytest.mark.parametrize("file", FILES, ids=where)
def test_names_say_something(file: Path) -> None:
    assert file.stem not in BANNED_FILES
    for node in ast.walk(TREES[file]):
        names = [getattr(node, field, None) for field in ("id", "arg", "attr", "name")]
        assert not {"source", "sources"} & set(names), (
            f"{where(file)}:{getattr(node, 'lineno', 0)}: 'source' means four things"
        )


@pytest.mark.parametrize("file", FILES, ids=where)
def test_files_and_functions_are_small(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{where(file)}: {lines} lines"
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.FunctionDef):
            documented = ast.get_docstring(node) is not None and len(node.body) > 1
            first = node.body[1 if documented else 0]
            size = (node.end_lineno or 0) - first.lineno + 1
            assert size <= LONGEST_FUNCTION, f"{where(file)}:{node.lineno} {node.name}: {size}"


@pytest.mark.parametrize(
    "call", ["import secondsource", "import sys; sys.argv = ['x', '--help']; import runpy;"
             " from secondsource.edges.cli import main; main()"],
    ids=["import", "help"],
)  # fmt: skip
def test_nothing_heavy_is_loaded_before_it_is_needed(call: str) -> None:
    asked = (
        "import sys\ntry:\n    exec(sys.argv[1])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(set(sys.modules) & set(sys.argv[2:])))"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked, call, *HEAVY], capture_output=True, text=True, check=True
    )
    assert told.stdout.splitlines()[-1].strip() == "LOADED"


def test_every_module_can_be_imported_alone() -> None:
    for file in FILES:
        name = "secondsource." + where(file).replace("/", ".").removesuffix(".__init__")
        assert importlib.util.find_spec(name.removesuffix(".__init__")), name


def tracked() -> list[Path]:
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    return [ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file()]


def test_the_project_speaks_of_itself_alone() -> None:
    home = re.escape(str(Path.home()) + "/")
    foreign = re.compile(
        rf"{home}|/(?:tmp|root)/\w|/(?:home|Users)/\w+/|--(?:extra-)?index-url\s+\S*://"
    )
    faults = []
    for file in tracked():
        if file == Path(__file__) or file.suffix in {".png", ".gz", ".db"}:
            continue
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), start=1
        ):
            if found := foreign.search(line):
                faults.append(f"{file.relative_to(ROOT)}:{number} {found.group()}")
    assert not faults
