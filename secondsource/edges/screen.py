"""What reaches the person: lines on standard output, progress and faults on standard error.

On a terminal there is colour and progress; in a file or behind a pipe there are plain lines of
a stable width, so that the same collection prints the same bytes. Words of the coverage are
made safe before they are printed here.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secondsource.errors import Misuse
from secondsource.tell.plain import one_line

if TYPE_CHECKING:
    from rich.text import Text

WIDTH = 80  # columns where nobody is looking; between these two where somebody is
NARROWEST, WIDEST = 40, 100
_CLEARED = "\r\x1b[K"


def ready() -> None:
    """Let a terminal that lacks a character show another in its place, and never fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def width() -> int:
    """Give the columns to lay out for."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def plain() -> bool:
    """Say whether lines go to a file or a pipe, where nothing can be bold."""
    return not sys.stdout.isatty()


def show(lines: Iterable[Text]) -> None:
    """Print laid-out lines, in colour only on a terminal."""
    from rich.console import Console

    console = Console(
        width=width(),
        force_terminal=sys.stdout.isatty(),  # behind a pipe it is plain, whatever FORCE_COLOR says
        highlight=False,
        soft_wrap=True,
        markup=False,
        emoji=False,
    )
    for line in lines:
        console.print(line)


def say(line: str) -> None:
    """Print one plain line."""
    print_text(line + "\n")


def warn(line: str) -> None:
    """Print one plain line on standard error."""
    sys.stderr.write(one_line(line) + "\n")


def print_json(value: Any) -> None:
    """Print a value as JSON: keys sorted, one line feed at the end."""
    print_text(json.dumps(value, sort_keys=True, ensure_ascii=False, indent=1) + "\n")


def print_text(text: str) -> None:
    """Write text as UTF-8, whatever the terminal's own encoding is said to be."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def write(output: Path, text: str) -> None:
    """Write a file; ``Misuse`` says why it cannot be."""
    try:
        output.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise Misuse(f"cannot write {output}: {error.strerror}; name another file") from error


def progress() -> Callable[[str, int, int], None]:
    """Give what shows progress: a line on standard error if that is a terminal, else nothing."""

    def silent(stage: str, done: int, whole: int) -> None:
        pass

    def shown(stage: str, done: int, whole: int) -> None:
        of = f" of {whole}" if whole else ""
        sys.stderr.write(f"{_CLEARED}{stage}: {done}{of}")
        sys.stderr.flush()

    return shown if sys.stderr.isatty() else silent


def clear_progress() -> None:
    """Wipe the line of progress away."""
    if sys.stderr.isatty():
        sys.stderr.write(_CLEARED)
        sys.stderr.flush()
