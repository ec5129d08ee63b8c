"""What the commands share: exit codes, common options, where they write, what they say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer

from onrecord.source.dates import date_in

SOME_UNREAD, WRONG_CALL, NOTHING_READ = 1, 2, 3

SettingsFile = Annotated[
    Path | None, typer.Option("--settings", help="A TOML file with `pipeline` and `stages`.", show_default=False)
]
Published = Annotated[
    str | None,
    typer.Option(help="When the reports were published, as YYYY-MM-DD; stands above what a report says itself."),
]


@contextmanager
def written(output: Path | None) -> Iterator[Callable[[str], None]]:
    """A call that writes text to the file, made when the first text comes, or to standard output."""
    with ExitStack() as files:
        opened: list[IO[bytes]] = [] if output is not None else [sys.stdout.buffer]

        def write(text: str) -> None:
            if not opened and output is not None:
                opened.append(files.enter_context(_opened(output)))
            opened[0].write(text.encode("utf-8", "backslashreplace"))
            opened[0].flush()

        yield write
    if output is not None and opened:
        say(f"wrote {output}")


def _opened(output: Path) -> IO[bytes]:
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        return output.open("wb")
    except OSError as error:
        say(f"onrecord: {output}: cannot be written: {error.strerror}")
        raise typer.Exit(WRONG_CALL) from error


def date_given(given: str | None, option: str = "--published") -> str | None:
    """The date that an option gives, as YYYY-MM-DD; what is no date ends the call."""
    if given is None:
        return None
    found = date_in(given)
    if found is None:
        say(f"onrecord: {option} {given!r} is no date; give it as YYYY-MM-DD")
        raise typer.Exit(WRONG_CALL)
    return found


def listed(ids: list[str]) -> str:
    """The ids in one line, cut where there are very many."""
    return ", ".join(ids[:40]) + (f" and {len(ids) - 40} more" if len(ids) > 40 else "") if ids else "none"


def say(line: str) -> None:
    """Write a line to standard error, where everything goes that is not a result."""
    sys.stderr.write(line + "\n")
