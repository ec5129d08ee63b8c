"""The forms in which records are given out: one table, which the command line and the web interface both read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.errors import ExportError
from onrecord.export import (
    acled,
    annotation,
    csv_tables,
    ftm,
    gdelt,
    geojson,
    graphml,
    jsonl,
    parquet,
    polecat,
    prov,
    timelinejs,
    ucdp,
    xlsx,
)
from onrecord.export.loss import LossReport
from onrecord.record import SCHEMA

Writer = Callable[..., LossReport]
FolderWriter = Callable[..., LossReport]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how files in it are called and served, the codebook that it follows, and what writes it."""

    name: str
    about: str
    suffix: str
    media_type: str
    codebook: str | None
    write: Writer
    write_folder: FolderWriter | None = None

    @property
    def is_binary(self) -> bool:
        """Whether files in it are no text."""
        return self.media_type in (_ZIP, _EXCEL)


_CSV, _TSV, _JSON, _ZIP = "text/csv; charset=utf-8", "text/tab-separated-values", "application/json", "application/zip"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANNOTATION = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

FORMS = {
    form.name: form
    for form in (
        Form("jsonl", "one onrecord/1 object a line", ".jsonl", "application/x-ndjson", SCHEMA, jsonl.write),
        Form("csv", "a table a kind, zipped", ".csv.zip", _ZIP, None, csv_tables.write, csv_tables.write_folder),
        Form("xlsx", "one workbook, a sheet a kind", ".xlsx", _EXCEL, None, xlsx.write),
        Form(
            "parquet",
            "a Parquet file a kind, zipped",
            ".parquet.zip",
            _ZIP,
            None,
            parquet.write,
            parquet.write_folder,
        ),
        Form("acled", "events in ACLED's 31 columns", ".acled.csv", _CSV, acled.CODEBOOK, acled.write),
        Form("ucdp", "deadly events in UCDP GED's 49 columns", ".ucdp.csv", _CSV, ucdp.CODEBOOK, ucdp.write),
        Form("polecat", "events in POLECAT's 40 columns", ".polecat.txt", _TSV, polecat.CODEBOOK, polecat.write),
        Form("gdelt", "events in GDELT 2.0's 61 columns", ".export.CSV", _TSV, gdelt.CODEBOOK, gdelt.write),
        Form("geojson", "records with a point", ".geojson", "application/geo+json", geojson.CODEBOOK, geojson.write),
        Form("graphml", "who did or said what to whom", ".graphml", "application/xml", graphml.CODEBOOK, graphml.write),
        Form("ftm", "FollowTheMoney entities", ".ftm.json", "application/x-ndjson", ftm.CODEBOOK, ftm.write),
        Form("annotation", "W3C Web Annotations", ".jsonld", _ANNOTATION, annotation.CODEBOOK, annotation.write),
        Form("prov", "W3C PROV-JSON", ".prov.json", _JSON, prov.CODEBOOK, prov.write),
        Form("timelinejs", "slides of TimelineJS", ".timeline.json", _JSON, timelinejs.CODEBOOK, timelinejs.write),
    )
}


def form_named(name: str) -> Form:
    """The form of this name; raises ExportError with the names there are."""
    form = FORMS.get(name)
    if form is None:
        raise ExportError(f"no form is named {name!r}; forms are {', '.join(FORMS)}")
    return form
