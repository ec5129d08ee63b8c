"""Tables: CSV opened by pandas, workbooks by openpyxl, Parquet by pyarrow, polars and DuckDB."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from onrecord.export import csv_tables, parquet, xlsx
from onrecord.export.selected import Selected
from onrecord.export.tables import TABLES
from onrecord.record import KINDS
from tests.export.samples import DEAD, golden, shelling

RECORDS = {kind: sum(len(getattr(one.report, kind)) for one in golden()) for kind in KINDS}


@pytest.fixture(scope="module")
def csv_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as CSV files."""
    folder = tmp_path_factory.mktemp("csv")
    csv_tables.write_folder(golden(), folder)
    return folder


@pytest.fixture(scope="module")
def parquet_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as Parquet files, in row groups of 16."""
    folder = tmp_path_factory.mktemp("parquet")
    parquet.write_folder(golden(), folder, rows=16)
    return folder


@pytest.fixture(scope="module")
def workbook() -> Iterator[openpyxl.Workbook]:
    """The samples as a workbook."""
    out = io.BytesIO()
    xlsx.write(golden(), out)
    book = openpyxl.load_workbook(out)
    yield book
    book.close()


@pytest.mark.parametrize("kind", KINDS)
def test_pandas_finds_every_record_in_its_csv_file(csv_folder: Path, kind: str) -> None:
    table = pd.read_csv(csv_folder / f"{kind}.csv")
    assert len(table) == RECORDS[kind]
    assert list(table.columns) == [name for name, _ in TABLES[kind]]
    assert table["id"].is_unique


def test_figures_are_numbers_in_pandas(csv_folder: Path) -> None:
    table = pd.read_csv(csv_folder / "figures.csv").set_index("id")
    assert table["best"].dtype == float
    figures = table.to_dict("index")
    assert figures["rff78446f348a0b8e:f4"]["best"] == 0
    assert (figures["rff78446f348a0b8e:f1"]["low"], figures["rff78446f348a0b8e:f1"]["bound"]) == (12, "at_least")
    assert math.isnan(figures["rff78446f348a0b8e:f9"]["best"])


def test_a_record_s_words_are_those_of_its_report(csv_folder: Path) -> None:
    texts = {one.report.report.id: one.report.report.text for one in golden()}
    for row in pd.read_csv(csv_folder / "evidence.csv", keep_default_na=False).itertuples():
        report = str(row.record).split(":")[0]
        assert texts[report][int(str(row.start)) : int(str(row.end))].replace("\r", "") in {row.text, str(row.text)[1:]}


def test_a_byte_order_mark_stands_first_where_it_is_asked_for(tmp_path: Path) -> None:
    csv_tables.write_folder([shelling()], tmp_path, bom=True)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.iterdir())
    assert pd.read_csv(tmp_path / "events.csv")["id"].tolist() == ["r00000000000000aa:e1"]


@pytest.mark.parametrize("module", [csv_tables, parquet, xlsx])
def test_the_same_records_make_the_same_bytes(module: object) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for out in (first, second):
        module.write([shelling()], out)  # type: ignore[attr-defined]
    assert first.getvalue() == second.getvalue()
    with zipfile.ZipFile(first) as archive:
        assert archive.testzip() is None


@pytest.mark.parametrize("kind", KINDS)
def test_openpyxl_finds_every_record_in_its_sheet(workbook: openpyxl.Workbook, kind: str) -> None:
    rows = list(workbook[kind].iter_rows(values_only=True))
    assert list(rows[0]) == [name for name, _ in TABLES[kind]]
    assert len(rows) - 1 == RECORDS[kind]


def test_a_workbook_has_no_formula_and_no_link(workbook: openpyxl.Workbook) -> None:
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "b"}
    assert not any(sheet._hyperlinks for sheet in workbook)


@pytest.mark.parametrize(
    ("number", "shown"), [(-3, -3), (999_999_999_999_999, 999_999_999_999_999), (10**15, "1" + "0" * 15)]
)
def test_a_number_of_more_than_fifteen_digits_is_text_in_a_workbook(number: int, shown: object) -> None:
    out = io.BytesIO()
    xlsx.write([shelling(figures=(replace(DEAD, low=number, best=number, high=number),))], out)
    book = openpyxl.load_workbook(out)
    low = [name for name, _ in TABLES["figures"]].index("low")
    (row,) = book["figures"].iter_rows(min_row=2, values_only=True)
    assert row[low] == shown
    book.close()


def test_a_long_text_is_cut_where_a_cell_ends_and_that_is_told() -> None:
    one = shelling()
    about = replace(one.report.report, text="\U0001f6a2" * 20_000)
    out = io.BytesIO()
    losses = xlsx.write([Selected(replace(one.report, report=about), frozenset())], out)
    book = openpyxl.load_workbook(out)
    (row,) = book["reports"].iter_rows(min_row=2, values_only=True)
    assert str(row[-1]) == "\U0001f6a2" * (32_767 // 2)
    book.close()
    assert [(loss.kind, loss.count) for loss in losses.losses if loss.field == "text"] == [("reports", 1)]


def test_a_full_sheet_says_how_many_rows_it_could_not_hold() -> None:
    out = io.BytesIO()
    losses = xlsx.write(golden(), out, max_rows=11)
    assert losses.written["events"] == 10
    lost = next(loss for loss in losses.losses if loss.kind == "events" and loss.field is None)
    assert lost.count == RECORDS["events"] - 10


def test_pyarrow_finds_types_and_absent_values(parquet_folder: Path) -> None:
    figures = pq.read_table(parquet_folder / "figures.parquet")
    assert str(figures.schema.field("low").type) == "double"
    assert str(figures.schema.field("attributed_to").type).startswith("list<")
    rows = {row["id"]: row for row in figures.to_pylist()}
    assert rows["rff78446f348a0b8e:f4"]["low"] == 0
    assert rows["rff78446f348a0b8e:f9"]["low"] is None


def asked(query: str) -> list[tuple[object, ...]]:
    """What DuckDB answers."""
    with duckdb.connect() as connection:
        return list(connection.execute(query).fetchall())


def test_polars_and_duckdb_count_the_same_records(parquet_folder: Path) -> None:
    for kind in KINDS:
        path = parquet_folder / f"{kind}.parquet"
        assert pl.read_parquet(path).height == RECORDS[kind]
        assert asked(f"SELECT count(*) FROM read_parquet('{path}')") == [(RECORDS[kind],)]


def test_a_ledger_can_be_asked_for_in_duckdb(parquet_folder: Path) -> None:
    figures = parquet_folder / "figures.parquet"
    assert asked(f"SELECT low, bound FROM '{figures}' WHERE id = 'rff78446f348a0b8e:f1'") == [(12.0, "at_least")]
