"""The records of the sample reports, kept whole: a change of any of them is seen and decided on.

`python -m tests.test_golden` writes them anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.export.json import json_of, report_of_json
from onrecord.pipeline import Reader
from onrecord.source.plain import document_of

GOLDEN = Path(__file__).parent / "golden"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))


def test_every_sample_has_its_golden_record(samples: dict[str, str]) -> None:
    assert sorted(name.removesuffix(".txt") for name in samples) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_s_record_is_what_it_was(name: str, reader: Reader, samples: dict[str, str]) -> None:
    found = json_of(reader.read(document_of(samples[f"{name}.txt"])))
    expected = (GOLDEN / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(found) == json.loads(expected)
    assert report_of_json(expected) == report_of_json(found)


def write() -> None:
    """Write the record of every sample as it is now."""
    from importlib import resources

    reader = Reader()
    GOLDEN.mkdir(exist_ok=True)
    for sample in resources.files("onrecord").joinpath("samples").iterdir():
        if sample.name.endswith(".txt"):
            report = reader.read(document_of(sample.read_bytes().decode()))
            path = GOLDEN / f"{sample.name.removesuffix('.txt')}.json"
            path.write_text(json_of(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
