"""The command `python -m eval KIND`, or `all`, `compare OLD.json NEW.json`, `report`."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console

from eval.compare import comparison
from eval.report import page
from eval.result import CorpusMissing, Outcome, Result
from eval.saved import load, save
from eval.table import samples, table

# One thread: what is timed is one core; set before a kind imports NumPy, as the command line does.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Throughput first: its peak memory is the process's own, before other kinds have loaded their corpora.
KINDS = (
    "throughput",
    "statements",
    "actors",
    "figures",
    "events",
    "times",
    "places",
    "votes",
    "negotiations",
    "linking",
    "record",
)
HERE = Path(__file__).parent
QUALITY = HERE.parent / "docs" / "QUALITY.md"
# The table is as wide as this where the output is a file or a pipe.
WIDTH = 140


def main(words: list[str]) -> int:
    """Runs what the words ask for; 1 where a kind could not be run."""
    asked = _arguments().parse_args(words)
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    if asked.what == "compare":
        console.print(comparison(load(asked.files[0]), load(asked.files[1])))
        return 0
    if asked.what == "report":
        write_report(asked.output or QUALITY)
        return 0
    chosen = KINDS if asked.what == "all" else (asked.what,)
    results = [result for kind in chosen if (result := _result(kind, asked, console)) is not None]
    if results:
        console.print(table(results))
    return 0


def write_report(path: Path, results: Path = HERE / "results") -> None:
    """Writes the page on quality anew from the stored results; what stands below its marker stays."""
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    stored = [file for kind in KINDS if (file := results / f"{kind}.json").exists()]
    path.write_text(page(stored, kept), encoding="utf-8")


def _result(kind: str, asked: argparse.Namespace, console: Console) -> Result | None:
    try:
        result: Result = import_module(f"eval.{kind}").run(data=asked.data, limit=asked.limit)
    except CorpusMissing as missing:
        console.print(f"{kind}: skipped, {missing}", style="yellow")
        return None
    for why in result.skipped:
        console.print(f"{kind}: {why}", style="yellow")
    if asked.output is not None or asked.limit is None:
        save(result, asked.output or HERE / "results" / f"{kind}.json")
    if asked.show is not None:
        console.print(samples(result, Outcome(asked.show), asked.number, asked.only), highlight=False)
    return result


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument("what", choices=(*KINDS, "all", "compare", "report"))
    parser.add_argument("files", nargs="*", type=Path, help="for compare: an older and a newer result")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of the corpora")
    parser.add_argument("--limit", type=int, help="documents per corpus; the result is then saved only with --output")
    parser.add_argument(
        "--output", type=Path, help="the file to write, instead of eval/results/KIND.json or docs/QUALITY.md"
    )
    parser.add_argument("--show", choices=[str(one) for one in Outcome], help="print items with this outcome")
    parser.add_argument("--number", type=int, default=20, help="how many items to print")
    parser.add_argument("--only", default="", help="print only items whose key holds this")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
