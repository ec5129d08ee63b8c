"""Every made-up bad input gets the message it should, and the reports beside it are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.bad_inputs import SERVERS, Address, files_tried, gathering, got, servers_tried
from eval.bad_made import FILES, Case
from eval.bad_zips import GOOD

# What a message may hold at most, in characters beside the name of the input: one line that a person reads.
LONGEST = 400


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.what)
def test_a_bad_file_gets_one_line_that_names_it(case: Case, tmp_path: Path) -> None:
    ((_, found),) = files_tried([case], tmp_path)
    if not case.expected:
        assert found.read or found.errors
        return
    matching = [error for error in found.errors if case.expected in error]
    assert matching, found
    assert all(str(tmp_path) in error and "\n" not in error and len(error) < LONGEST for error in found.errors)
    assert found.seconds < 30  # by the wall clock of a machine that may be busy; unbounded ones took minutes


@pytest.mark.parametrize("case", SERVERS, ids=lambda case: case.what)
def test_a_bad_address_gets_one_line_that_names_it(case: Address) -> None:
    ((_, found),) = servers_tried([case])
    assert found.read == 0
    (error,) = found.errors
    assert case.expected in error
    assert "\n" not in error
    assert len(error) < LONGEST
    assert "secret" not in error
    assert found.seconds < 3


def test_at_least_sixty_are_tried() -> None:
    assert len(FILES) + len(SERVERS) >= 60


def test_the_run_goes_on(tmp_path: Path) -> None:
    small = [
        case for case in FILES if case.expected and case.name.endswith((".txt", ".html", ".csv", ".opml", ".json"))
    ]
    for case in small:
        (tmp_path / f"bad-{case.name}").write_bytes(case.made())
    for number in range(3):
        (tmp_path / f"good-{number}.txt").write_bytes(GOOD)
    found = got(str(tmp_path), gathering())
    assert found.read == 3
    assert len(found.errors) >= len(small) > 20
