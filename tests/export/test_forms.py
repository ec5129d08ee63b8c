"""All forms: what is written and what is lost add up; hostile text breaks none of them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import ExportError
from onrecord.export.forms import FORMS, form_named
from onrecord.export.loss import Losses
from onrecord.export.selected import Selected
from onrecord.export.tables import TABLES
from onrecord.record import KINDS, Mention, Report, Role
from onrecord.text import Span
from tests.export.samples import DEAD, EVENT, golden, shelling

WIDTHS = {"acled": 31, "ucdp": 49, "polecat": 40, "gdelt": 61}
FOREIGN = ("acled", "ucdp", "polecat", "gdelt", "geojson", "timelinejs")
STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Text as a hostile page may have it: formulas, separators, markup, control and invisible characters.
HOSTILE = st.one_of(
    st.sampled_from(
        ["=1+1", "+A1", "-2", "@SUM(A1)", "\t=1", '"', '",=1', "a\r\n=1", "<b>&", "]]>", "\x00", "\u202e="]
    ),
    st.text(max_size=20),
    st.builds(lambda start, rest: start + rest, st.sampled_from(STARTS), st.text(max_size=10)),
)


def test_an_unknown_form_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(ExportError, match="acled"):
        form_named("stata")


@pytest.mark.parametrize("name", FORMS)
def test_every_form_tells_its_losses_in_text_and_in_json(name: str) -> None:
    losses = FORMS[name].write(golden(), io.BytesIO())
    told = json.loads(losses.json())
    assert told["form"] == name
    assert len(told["losses"]) == len(losses.losses)
    assert losses.text().startswith(name)
    assert all(loss.reason in losses.text() for loss in losses.losses)
    assert losses.codebook == FORMS[name].codebook


@pytest.mark.parametrize("name", FOREIGN)
def test_each_record_is_written_or_told_as_lost_or_part_of_a_row(name: str) -> None:
    losses = FORMS[name].write(golden(), io.BytesIO())
    for kind in KINDS:
        records = sum(len(getattr(one.report, kind)) for one in golden())
        lost = sum(loss.count for loss in losses.losses if loss.kind == kind and loss.field is None)
        assert losses.written.get(kind, 0) + lost == records, kind


@pytest.mark.parametrize("name", FORMS)
def test_nothing_selected_makes_a_file_that_can_be_read(name: str) -> None:
    out = io.BytesIO()
    assert sum(FORMS[name].write([], out).written.values()) == 0
    texts_in(name, out.getvalue())


@pytest.mark.parametrize("name", ["jsonl", "graphml", "ftm", "annotation", "prov", "timelinejs"])
def test_a_report_is_written_before_the_next_one_is_asked_for(name: str) -> None:
    out = io.BytesIO()
    lengths = []

    def reports() -> Iterator[Selected]:
        for one in golden():
            lengths.append(out.tell())
            yield one

    FORMS[name].write(reports(), out)
    assert len(lengths) == 6
    assert lengths == sorted(set(lengths))


class Sink:
    """Something that can only be written to, as an answer over the network is."""

    def __init__(self) -> None:
        self.raw = b""

    def write(self, piece: bytes) -> int:
        """Take a piece."""
        self.raw += piece
        return len(piece)

    def flush(self) -> None:
        """Nothing waits."""


@pytest.mark.parametrize("name", FORMS)
def test_a_form_needs_nothing_of_its_output_but_writing(name: str) -> None:
    sink, out = Sink(), io.BytesIO()
    FORMS[name].write([shelling()], sink)
    FORMS[name].write([shelling()], out)
    assert texts_in(name, sink.raw) == texts_in(name, out.getvalue())


def test_examples_are_few_and_counts_are_whole() -> None:
    losses = Losses()
    for number in range(10):
        losses.record("events", "no place for it", f"r1:e{number}")
    (loss,) = losses.report("made up").losses
    assert (loss.count, loss.examples) == (10, ("r1:e0", "r1:e1", "r1:e2"))


def hostile_report(words: list[str]) -> Selected:
    """The report of a shelling with these words in every place that holds free text."""
    name, place, outlet, title, text = words
    one = shelling(EVENT).report
    whole = Span(0, len(text), text)
    about = replace(one.report, text=text, title=title, outlet=outlet, url=title, byline=outlet)
    provenance = replace(EVENT.provenance, rule=name, stage=place, inputs=(title,))
    mention = Mention(0, len(text), text, "name")
    figure = replace(DEAD, wording=text, unit="people", evidence=(whole,), counted=None)
    report = Report(
        report=about,
        actors=tuple(
            replace(actor, name=name, roles=(Role(title, outlet),), mentions=(mention,), provenance=provenance)
            for actor in one.actors
        ),
        statements=tuple(replace(said, cue=whole, content=(whole,), provenance=provenance) for said in one.statements),
        events=(replace(EVENT, trigger=whole, evidence=(whole,), provenance=provenance),),
        figures=(replace(figure, provenance=provenance),),
        times=tuple(replace(time, evidence=(whole,)) for time in one.times),
        places=tuple(replace(found, name=place, admin1=outlet, evidence=(whole,)) for found in one.places),
    )
    return Selected.whole(report, {"a1": name})


def texts_in(name: str, raw: bytes) -> list[str]:
    """The texts of the cells of a form that spreadsheets open as text; reads every form with a reader of its own."""
    match name:
        case "csv":
            return texts_in_archive(raw)
        case "parquet":
            read_parquet(raw)
        case "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(raw))
            assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
            book.close()
        case "acled" | "ucdp" | "polecat" | "gdelt":
            return texts_in_rows(raw, WIDTHS[name], "," if name in {"acled", "ucdp"} else "\t", bare=name == "gdelt")
        case "graphml":
            nx.read_graphml(io.BytesIO(raw))
        case "jsonl" | "ftm":
            for line in raw.split(b"\n")[:-1]:
                json.loads(line)
        case _:
            json.loads(raw)
    return []


def read_parquet(raw: bytes) -> None:
    """Read every table in an archive whole."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in archive.namelist():
            pq.read_table(io.BytesIO(archive.read(member))).to_pylist()


def texts_in_archive(raw: bytes) -> list[str]:
    """The cells of every CSV file in an archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        tables = {member: archive.read(member) for member in archive.namelist()}
    widths = {f"{name}.csv": len(columns) for name, columns in TABLES.items()}
    return [text for member, table in tables.items() for text in texts_in_rows(table, widths[member], ",")]


def texts_in_rows(raw: bytes, width: int, delimiter: str, *, bare: bool = False) -> list[str]:
    """The cells of delimited text, whose rows are all of one width."""
    lines = io.StringIO(raw.decode(), newline="")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if bare else csv.QUOTE_MINIMAL
    rows = list(csv.reader(lines, delimiter=delimiter, quoting=quoting, strict=True))
    assert {len(row) for row in rows} <= {width}
    return [text for row in rows for text in row]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(HOSTILE, min_size=5, max_size=5))
def test_hostile_text_makes_no_formula_and_breaks_no_form(name: str, words: list[str]) -> None:
    out = io.BytesIO()
    FORMS[name].write([hostile_report(words)], out)
    for text in texts_in(name, out.getvalue()):
        assert not text.lstrip().startswith(STARTS), text
