"""Texts that go back to one text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.record import Report
from onrecord.resolve.syndication import (
    Fingerprint,
    band_keys,
    fingerprint_of,
    same_text,
    shingles_of,
    sketch_of,
)

WORDS = (
    "the", "water", "board", "of", "Estria", "met", "on", "Monday", "and", "agreed", "to", "mend", "the", "bridge",
    "before", "the", "rain", "comes",
)  # fmt: skip
# A hundred words in an order of their own, so that no two runs are alike.
LONG = " ".join(f"{WORDS[place * 7 % len(WORDS)]}{place}" for place in range(200))


def told(text: str, name: str = "r1", day: str | None = "2021-05-18") -> Fingerprint:
    shingles = shingles_of(text)
    return Fingerprint(name, shingles, day, "", sketch_of(shingles))


def test_shingles_are_runs_of_words_in_small_letters() -> None:
    assert shingles_of("The bridge, at last: it holds.") == {
        "the bridge at last",
        "bridge at last it",
        "at last it holds",
    }


def test_a_text_with_another_end_is_the_same_text() -> None:
    found = same_text(told(LONG), told(LONG + " reported by our own staff in the capital", "r2"))
    assert found is not None
    assert found.score > 0.9
    assert found.reasons == ("96% of the wording is the same",)


def test_a_cut_text_is_the_same_text() -> None:
    found = same_text(told(LONG), told(LONG[: len(LONG) // 2], "r2"))
    assert found is not None
    assert found.reasons == ("99% of the shorter text stands in the longer",)


def test_texts_of_different_weeks_must_be_all_but_identical() -> None:
    bulletin = (
        LONG[: len(LONG) * 3 // 4] + " and this week forty ships came into the harbour against thirty the week before"
    )
    assert same_text(told(LONG), told(bulletin, "r2")) is not None
    assert same_text(told(LONG), told(bulletin, "r2", "2021-07-01")) is None
    assert same_text(told(LONG), told(LONG, "r2", "2021-07-01")) is not None


def test_short_texts_tell_nothing() -> None:
    short = told("The bridge is closed.")
    assert band_keys(short.sketch) == []
    assert same_text(short, told("The bridge is closed.", "r2")) is None


def test_the_samples_are_six_texts(golden: tuple[Report, ...]) -> None:
    prints = [fingerprint_of(report) for report in golden]
    assert not any(same_text(one, other) for place, one in enumerate(prints) for other in prints[:place])
    assert not set(band_keys(prints[0].sketch)) & set(band_keys(prints[1].sketch))


def test_what_is_read_to_the_reader_but_not_written_by_the_outlet_is_left_out(golden: tuple[Report, ...]) -> None:
    report = golden[0]
    caption = next(part for part in report.report.parts if part.kind == "caption")
    words = report.report.text[caption.start : caption.end].casefold()
    assert "damaged warehouse in the" in words
    assert "damaged warehouse in the" not in fingerprint_of(report).shingles


@pytest.mark.parametrize("seed", ["0", "1"])
def test_sketches_are_the_same_in_every_process_and_version(seed: str) -> None:
    # Keys are kept in stores: another version of the library that counts otherwise must be noticed.
    code = (
        "from onrecord.resolve.syndication import sketch_of, shingles_of;"
        "print(sketch_of(shingles_of(' '.join(f'word{n}' for n in range(60))))[:4])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(sketch_of(shingles_of(" ".join(f"word{n}" for n in range(60))))[:4])
    assert done.stdout.strip() == "(6606, 62743, 2488, 35819)"
