"""What tests share: one reader for the whole run, the sample reports, the real data where it is there."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from importlib import resources
from pathlib import Path

import pytest

from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.pipeline import Reader

DATA = Path(__file__).parents[1] / ".." / "shared" / "data"


@pytest.fixture(scope="session")
def annotator() -> SpacyAnnotator:
    """The default language pipeline, loaded once."""
    return SpacyAnnotator()


@pytest.fixture(scope="session")
def reader(annotator: SpacyAnnotator) -> Reader:
    """The default reader, loaded once."""
    return Reader(annotator=annotator)


@pytest.fixture(scope="session")
def samples() -> dict[str, str]:
    """The sample reports that ship, by file name."""
    folder = resources.files("onrecord").joinpath("samples")
    return {one.name: one.read_bytes().decode() for one in folder.iterdir() if one.name.endswith(".txt")}


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with real texts; the test is skipped where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no real data at {DATA}")
    return DATA
