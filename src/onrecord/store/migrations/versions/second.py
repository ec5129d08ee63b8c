"""Disagreements by the cluster they belong to, and records that last over days by their last: whole tables before."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_disagreements_cluster_seq", "disagreements", ["cluster_seq"])
    op.create_index(
        "ix_records_lasting", "records", ["last_day", "seq"],
        sqlite_where=text("listed = 1 AND last_day <> first_day"),
        postgresql_where=text("listed AND last_day <> first_day"),
    )  # fmt: skip


def downgrade() -> None:
    """Take the indexes away again."""
    op.drop_index("ix_records_lasting", "records")
    op.drop_index("ix_disagreements_cluster_seq", "disagreements")
