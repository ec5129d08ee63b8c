"""The application: every command, and the way from an error raised on purpose to one line and an exit code."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as version_of
from typing import Annotated

import typer

from onrecord.cli import adding, clustering, exporting, linking, reading, reviewing, serving, storing
from onrecord.cli.common import WRONG_CALL, say
from onrecord.errors import OnrecordError

# NumPy reads this when it is first imported; more threads than one only fight over the cores (eval/throughput).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = typer.Typer(
    name="onrecord",
    help="Read news reports and put on record who said what, who did what to whom, where, when and how many.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
# In the order in which the help lists them.
for group in (reading, adding, storing, linking, clustering, reviewing, exporting, serving):
    group.register(app)


def main() -> None:
    """Run the command line; errors raised on purpose become one line and an exit code."""
    try:
        app()
    except OnrecordError as error:
        say(f"onrecord: {error}")
        sys.exit(WRONG_CALL)
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"onrecord {version_of('onrecord')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news reports and put on record who said what, who did what to whom, where, when and how many."""
