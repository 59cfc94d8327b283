"""Drive one reader with atheris: ``python -m bench.fuzz KIND [--minutes N] [--kept FOLDER]``.

Needs atheris (``pip install atheris``; CPython on Linux or macOS), which is no part of the locked
set: nothing else needs it. What it finds is written into the working folder and ends the run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import zipfile
from pathlib import Path

from bench.fuzz.seeds import SEEDS, WORDS

SLOW = 20  # seconds for one input of at most LONGEST bytes
LONGEST = 20_000  # bytes; longer inputs are tested one by one (tests/test_bad_input.py)


def main(words: list[str]) -> int:
    """Fuzz one kind until the time is over or something is found."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("kind", choices=sorted(SEEDS))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kept", type=Path, help="a folder that keeps what was learnt")
    asked = parser.parse_args(words)
    try:
        import atheris
    except ImportError:
        print("atheris is missing: pip install atheris", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["secondsource", "feedparser", "mammoth", "email"]):
        from bench.fuzz.checks import checked_file
    name, begun = SEEDS[asked.kind]
    with tempfile.TemporaryDirectory() as work:
        kept = asked.kept or Path(work) / "kept"
        kept.mkdir(parents=True, exist_ok=True)
        for number, raw in enumerate([*begun, *_grown(asked.kind)]):
            (kept / f"seed-{number}").write_bytes(raw)
        known = Path(work) / "words"
        known.write_text("".join(f'"{_quoted(word)}"\n' for word in WORDS))
        options = [
            f"-max_total_time={round(asked.minutes * 60)}",
            f"-timeout={SLOW}",
            f"-max_len={LONGEST}",
            "-rss_limit_mb=3000",
            f"-dict={known}",
        ]
        atheris.Setup([sys.argv[0], *options, str(kept)], lambda raw: _one(checked_file, raw, name))
        atheris.Fuzz()
    return 0


def _grown(kind: str) -> list[bytes]:
    """Give what earlier runs grew out of the seeds: up to a hundred inputs a kind."""
    with zipfile.ZipFile(Path(__file__).with_name("kept.zip")) as archive:
        return [archive.read(one) for one in archive.namelist() if one.startswith(f"{kind}/")]


def _one(check: object, raw: bytes, name: str) -> None:
    assert callable(check)
    check(raw, name)


def _quoted(word: str) -> str:
    told = word.encode().decode("latin-1")
    return "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\x{ord(c):02x}" for c in told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
