"""Run by the Python of an environment that has xrenner, not by onrecord's: CoNLL-U files in, its markup out.

    python -m venv XR && XR/bin/pip install "setuptools<70" wheel xmltodict six scikit-learn numpy
    XR/bin/pip install --no-build-isolation --no-deps xrenner==2.2.1.1
    XR/bin/python eval/xrenner_run.py PARSES MARKUP

Its English model comes inside the package. Rules only (its classifiers need scikit-learn 0.22 and weights from
elsewhere), with the settings its makers made for GUM, which keep entities mentioned once.
"""

import builtins
import importlib
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path


def main(parses: Path, markup: Path) -> None:
    """Write the markup of every parse; print the seconds of CPU."""
    _mend()
    tool = importlib.import_module("xrenner").Xrenner(model="eng", override="GUM", rule_based=True, no_seq=True)
    markup.mkdir(parents=True, exist_ok=True)
    began = time.process_time()
    for file in sorted(parses.glob("*.conllu")):
        marked = tool.analyze(file.read_text(encoding="utf-8"), "sgml")
        (markup / f"{file.stem}.sgml").write_text(str(marked), encoding="utf-8")
    sys.stdout.write(f"{time.process_time() - began:.1f} s of CPU\n")


def _mend() -> None:
    """Let a chain whose mentions have no type keep none: half of the articles end in an error otherwise."""

    def most(counts: Iterable[str], key: Callable[[str], int]) -> str:
        return builtins.max(counts, key=key, default="abstract")

    vars(importlib.import_module("xrenner.modules.xrenner_postprocess"))["max"] = most


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
