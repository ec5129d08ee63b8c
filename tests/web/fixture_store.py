"""A store with the six sample reports, from their golden records: no language pipeline is loaded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.export.json import report_of_json
from onrecord.record import Report
from onrecord.store.linking import link_new
from onrecord.store.opening import open_store
from onrecord.store.writing import put_report

GOLDEN = Path(__file__).parents[1] / "golden"
NOW = "2021-06-01T08:00:00.000Z"
OUTLETS = {
    "01-harbour-shelling": "Strait Wire",
    "02-council-vetoes": "Council Courier",
    "03-geneva-proposal": "Lake Gazette",
    "04-sennet-detainees": "Sennet Monitor",
    "05-reservists-translated": "Morning Post of Estria",
    "06-dockers-aid-ship": "Quayside News",
}


def sample_reports() -> dict[str, Report]:
    """The sample reports by name, each with an outlet, as if it had been taken in from there."""
    return {path.stem: _published(path) for path in sorted(GOLDEN.glob("*.json"))}


def make_sample_store(path: Path | str) -> None:
    """Fill a new store with the samples, and link them."""
    with open_store(path, create=True) as store:
        for name, report in sample_reports().items():
            with store.begin() as connection:
                put_report(connection, report, key=f"https://news.example/{name}", software="onrecord samples", now=NOW)
        with store.begin() as connection:
            link_new(connection, NOW)


def _published(path: Path) -> Report:
    report = report_of_json(path.read_bytes())
    about = replace(report.report, outlet=OUTLETS[path.stem], url=f"https://news.example/{path.stem}")
    return replace(report, report=about)
