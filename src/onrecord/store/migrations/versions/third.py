"""Judgements by the characters of what was judged, and by what it is called now: ids alone before."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from onrecord.record import Report
from onrecord.store.kept_corrections import json_of
from onrecord.store.matching import kind_of, target_of

revision = "0003"
down_revision = "0002"
COLUMNS = (("left_target", sa.Text()), ("right_target", sa.Text()), ("left_now", sa.Text()), ("right_now", sa.Text()))
READING = sa.text(
    "SELECT body FROM readings JOIN versions ON versions.seq = readings.version_seq "
    "WHERE versions.id = :version AND readings.is_current"
)


def upgrade() -> None:
    """Add the columns, and to each judgement the characters of its records as they are read now."""
    for name, made in COLUMNS:
        op.add_column("judgements", sa.Column(name, made, nullable=True))
    op.create_index("ix_judgements_left_now", "judgements", ["left_now"])
    op.create_index("ix_judgements_right_now", "judgements", ["right_now"])
    connection = op.get_bind()
    for row in connection.execute(sa.text('SELECT seq, "left", "right" FROM judgements')).all():
        values: dict[str, Any] = {"seq": row[0], "left_now": row[1], "right_now": row[2]}
        values |= {"left_target": _target(connection, row[1]), "right_target": _target(connection, row[2])}
        connection.execute(
            sa.text(
                "UPDATE judgements SET left_now = :left_now, right_now = :right_now, left_target = :left_target, "
                "right_target = :right_target WHERE seq = :seq"
            ),
            values,
        )


def downgrade() -> None:
    """Take the columns away again."""
    op.drop_index("ix_judgements_left_now", "judgements")
    op.drop_index("ix_judgements_right_now", "judgements")
    for name, _ in COLUMNS:
        op.drop_column("judgements", name)


def _target(connection: sa.Connection, item: str) -> str | None:
    """A judged record's characters; None for a report, and for a record that a person added: its id stays."""
    version, _, local = item.partition(":")
    body = connection.execute(READING, {"version": version}).scalar()
    if not local or body is None:
        return None
    report = msgspec.json.decode(zlib.decompress(body), type=Report)
    record = next((one for one in report.records() if one.id == local), None)
    return None if record is None else json_of(target_of(record, getattr(report, kind_of(record))))
