"""Reports as another version of the software might read them."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.record import KINDS, Report
from onrecord.store.references import plain, record_of, renamed


def renumbered(report: Report, *, by: int = 100) -> Report:
    """The report with all of its records numbered anew."""
    names = {one.id: _later(one.id, by) for one in report.records()}
    return replace(
        report,
        **{
            kind: tuple(
                record_of(kind, {**renamed(plain(one), names), "id": names[one.id]}) for one in getattr(report, kind)
            )
            for kind in KINDS
        },  # type: ignore[arg-type]
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
        },  # type: ignore[arg-type]
    )


def _later(local: str, by: int) -> str:
    letters, digits = re.fullmatch(r"([a-z]+)(\d+)", local).groups()  # type: ignore[union-attr]
    return f"{letters}{int(digits) + by}"
