"""Reports as another version of the software might read them."""

from __future__ import annotations

from dataclasses import replace

from onrecord.record import KINDS, Report
from onrecord.store.references import plain, record_of, renamed


def renumbered(report: Report, *, by: int = 100) -> Report:
    """The report with all of its records numbered anew."""
    return numbered_as(report, {one.id: _later(one.id, by) for one in report.records()})


def numbered_as(report: Report, names: dict[str, str]) -> Report:
    """The report with other ids for its records."""
    return replace(
        report,
        **{
            kind: tuple(
                record_of(kind, {**renamed(plain(one), names), "id": names.get(one.id, one.id)})
                for one in getattr(report, kind)
            )
            for kind in KINDS
        },  # type: ignore[arg-type]  # names of fields that are told at run time
    )


def without(report: Report, kind: str, local: str) -> Report:
    """The report without one record, and without references to it."""
    return replace(
        report,
        **{
            one: tuple(
                record_of(one, {**renamed(plain(record), {local: None}), "id": record.id})
                for record in getattr(report, one)
                if record.id != local
            )
            for one in KINDS
        },  # type: ignore[arg-type]  # as above
    )


def _later(local: str, by: int) -> str:
    letters = local.rstrip("0123456789")
    return f"{letters}{int(local.removeprefix(letters)) + by}"
