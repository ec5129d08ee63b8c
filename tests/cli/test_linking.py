"""The commands that look across the reports of a store."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner

from onrecord.cli.app import app
from onrecord.cli.shown import BAR, bar, chart, plain, wording
from onrecord.record import Bound
from onrecord.store import boards, conflicts, ledger, open_store
from onrecord.store.schema import RECORDS
from onrecord.store.tolls import Point, Voice
from onrecord.store.writing import put_report
from tests.linked import every_setting

if TYPE_CHECKING:
    from onrecord.record import Report


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, golden: tuple[Report, ...]) -> Path:
    """A store with the six samples, their figures, claims, talks and votes linked."""
    path = tmp_path_factory.mktemp("linked") / "news.db"
    with open_store(path, create=True) as store, store.begin() as connection:
        for number, report in enumerate(golden):
            put_report(connection, report, key=str(number), software="tests", now="2021-05-21T12:00:00Z")
        for group in (ledger, conflicts, boards):
            group.update(connection, every_setting(connection))
    return path


def printed(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_figures_prints_the_ledger_and_a_chart(database: Path) -> None:
    lines = printed("figures", database, "--measure", "killed", "--place", "Port Lessen").splitlines()
    assert lines[0] == "killed, Port Lessen, since 2021-05-16 (2021-05-16 to 2021-05-20)"
    assert lines[1].split("  ")[1:3] == ["2021-05-18", "Kestovian health ministry"]
    assert "at least 12" in lines[1]
    bars = [line for line in lines if "█" in line]
    assert len(bars) == 4 and "▶  at least 12" in bars[0]


def test_a_reading_stands_in_a_column_of_its_own(database: Path) -> None:
    lines = printed("figures", database, "--measure", "attending", "--reading", "acled").splitlines()
    line = next(line for line in lines if "“several hundred”" in line)
    assert "        100  " in line
    assert any("Armed Conflict Location and Event Data" in line for line in lines)
    assert "“several hundred”                 –" in printed(
        "figures", database, "--measure", "attending", "--reading", "ucdp"
    )


def test_an_unknown_reading_ends_the_call_with_what_there_is(database: Path) -> None:
    result = CliRunner().invoke(app, ["figures", str(database), "--reading", "guess"])
    assert result.exit_code != 0
    assert "readings are acled, ucdp_best, ucdp_high, ucdp_low" in str(result.exception)


def test_figures_as_json_are_what_the_store_gives(database: Path) -> None:
    found = json.loads(printed("figures", database, "--measure", "detained", "--json"))
    assert [one["label"] for one in found] == ["detained, Tarrow"]
    assert [point["best"] for voice in found[0]["sources"] for point in voice["points"]] == [300, 112]


def test_where_there_is_nothing_it_is_said(database: Path) -> None:
    result = CliRunner().invoke(app, ["figures", str(database), "--place", "Nowhere"])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no figures of killed in Nowhere\n")


def test_disagreements_print_both_sides_and_why(database: Path) -> None:
    lines = printed("disagreements", database, "--kind", "denial").splitlines()
    assert lines[0] == "A claim and its denial: Kestovia's navy had refused it permission to land"
    assert lines[1].startswith("  2021-05-20  International Relief Society (")
    assert "              “The navy denied this”" in lines
    assert printed("disagreements", database).count("\n  because ") == 8


def test_disagreements_of_one_actor_and_of_days(database: Path) -> None:
    assert len(json.loads(printed("disagreements", database, "--actor", "Emil Varga", "--json"))) == 1
    assert len(json.loads(printed("disagreements", database, "--to", "2021-05-17", "--json"))) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--kind", "quarrels"), "--kind 'quarrels' is not one of figures, votes, denial, blame, occurrence"),
        (("--from", "soon"), "--from 'soon' is no date; give it as YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_meant_is_refused(database: Path, arguments: tuple[str, str], message: str) -> None:
    result = CliRunner().invoke(app, ["disagreements", str(database), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr


def test_tracks_print_proposals_replies_and_deadlines(database: Path) -> None:
    text = printed("tracks", database)
    assert "Kestovia and Maradal: the Anvel Strait" in text
    assert "proposed by Samuel Orrin: P10D; an exchange of prisoners\n      Maradal: positive" in text
    assert "due 2021-05-22T12:00" in text


def test_votes_print_tally_voters_and_vetoes(database: Path) -> None:
    text = printed("votes", database)
    assert "  not adopted; 9 yes, 2 no, 0 abstain\n  no: Halvane, Ardoria\n  vetoed by Halvane, Ardoria\n" in text
    assert "  possible, not held as far as is told\n" in text


def test_rebuilding_makes_lost_index_rows_again(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "news.db"
    shutil.copy(database, copy)
    with open_store(copy) as store, store.begin() as connection:
        connection.execute(delete(RECORDS).where(RECORDS.c.kind == "votes"))
    assert CliRunner().invoke(app, ["verify", str(copy)]).exit_code == 1
    found = CliRunner().invoke(app, ["link", str(copy), "--rebuild"])
    assert (found.exit_code, found.stderr) == (0, "linked: 6 reports\n")
    assert CliRunner().invoke(app, ["verify", str(copy)]).exit_code == 0


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    for command in ("link", "figures", "disagreements", "tracks", "votes"):
        result = CliRunner().invoke(app, [command, str(tmp_path / "none.db")])
        assert result.exit_code != 0
        assert "there is no store" in str(result.exception)


def point(bound: Bound, low: float | None = None, best: float | None = None, high: float | None = None) -> Point:
    return Point("r1:f1", "r1", None, None, None, None, low, best, high, bound, None, "dozens")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (point("exactly", 12, 12, 12), "12"),
        (point("exactly", 0, 0, 0), "0"),
        (point("about", None, 300, None), "about 300"),
        (point("at_least", 12), "at least 12"),
        (point("up_to", None, None, 1200), "up to 1,200"),
        (point("between", 20, None, 30), "20 to 30"),
        (point("vague"), "“dozens”"),
    ],
)
def test_wordings(given: Point, expected: str) -> None:
    assert wording(given) == expected


def test_bars_show_bounds_as_bands() -> None:
    assert bar(point("exactly", 0, 0, 0), 10) == "█" + " " * (BAR - 1)
    assert bar(point("exactly", 10, 10, 10), 10) == " " * (BAR - 1) + "█"
    assert bar(point("up_to", None, None, 10), 10) == "▒" * (BAR - 1) + "█"
    assert bar(point("at_least", 0), 10) == "█" + "▒" * (BAR - 2) + "▶"
    between = bar(point("between", 0, None, 10), 10)
    assert between == "█" + "▒" * (BAR - 2) + "█"


def test_a_chart_needs_two_sources_with_numbers() -> None:
    one = Voice("mayor", None, None, (point("exactly", 5, 5, 5),))
    assert list(chart([one])) == []
    assert list(chart([one, Voice("guard", None, None, (point("vague"),))])) == []
    assert len(list(chart([one, replace(one, source="guard")]))) == 3


def test_words_of_a_report_move_no_cursor() -> None:
    assert plain("a\x1b[2Jb\nc") == "a [2Jb c"
