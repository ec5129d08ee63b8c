"""The first tables, as they were; a change of store/schema.py comes with a new file here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from onrecord.store.search import search_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, and what the database searches texts with."""
    op.create_table(
        "clusters",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("day_end", sa.String(length=10), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_clusters")),
    )
    op.create_index("ix_clusters_kind_label", "clusters", ["kind", "label"], unique=False)
    op.create_index("ix_clusters_kind_type_day", "clusters", ["kind", "type", "day"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("supersedes", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_corrections")),
        sa.UniqueConstraint("id", name=op.f("uq_corrections_id")),
    )
    op.create_index("ix_corrections_version_id", "corrections", ["version_id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_facts")),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("fetched", sa.String(length=32), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
    )
    op.create_table(
        "judgements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(length=9), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_judgements")),
    )
    op.create_index("ix_judgements_left", "judgements", ["left"], unique=False)
    op.create_index("ix_judgements_right", "judgements", ["right"], unique=False)
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_reports")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
    )
    op.create_table(
        "tallies",
        sa.Column("facet", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("facet", "value", name=op.f("pk_tallies")),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.Column("revoked", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tokens")),
    )
    op.create_table(
        "blocks",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("cluster_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster_seq"], ["clusters.seq"], name=op.f("fk_blocks_cluster_seq"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "cluster_seq", name=op.f("pk_blocks")),
    )
    op.create_index("ix_blocks_cluster_seq", "blocks", ["cluster_seq"], unique=False)
    op.create_table(
        "disagreements",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("cluster_seq", sa.Integer(), nullable=True),
        sa.Column("left", sa.String(length=32), nullable=False),
        sa.Column("right", sa.String(length=32), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.ForeignKeyConstraint(
            ["cluster_seq"], ["clusters.seq"], name=op.f("fk_disagreements_cluster_seq"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_disagreements")),
        sa.UniqueConstraint("kind", "left", "right", name=op.f("uq_disagreements_kind_left_right")),
    )
    op.create_index("ix_disagreements_day", "disagreements", ["day"], unique=False)
    op.create_index("ix_disagreements_left", "disagreements", ["left"], unique=False)
    op.create_index("ix_disagreements_right", "disagreements", ["right"], unique=False)
    op.create_table(
        "members",
        sa.Column("cluster_seq", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster_seq"], ["clusters.seq"], name=op.f("fk_members_cluster_seq"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cluster_seq", "item", name=op.f("pk_members")),
    )
    op.create_index("ix_members_item", "members", ["item"], unique=False)
    op.create_table(
        "versions",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("report_seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=32), nullable=True),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("offsets", sa.LargeBinary(), nullable=True),
        sa.Column("original", sa.LargeBinary(), nullable=True),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["report_seq"], ["reports.seq"], name=op.f("fk_versions_report_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_versions")),
        sa.UniqueConstraint("id", name=op.f("uq_versions_id")),
        sa.UniqueConstraint("report_seq", "number", name=op.f("uq_versions_report_seq_number")),
    )
    op.create_index("ix_versions_digest", "versions", ["digest"], unique=False)
    op.create_index("ix_versions_outlet", "versions", ["outlet"], unique=False)
    op.create_table(
        "inputs",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("media", sa.String(length=40), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("hints", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version_seq"], ["versions.seq"], name=op.f("fk_inputs_version_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_inputs")),
        sa.UniqueConstraint("location", "digest", name=op.f("uq_inputs_location_digest")),
    )
    op.create_index("ix_inputs_state", "inputs", ["state", "seq"], unique=False)
    op.create_table(
        "readings",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("software", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("body_digest", sa.String(length=71), nullable=False),
        sa.Column("added", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["version_seq"], ["versions.seq"], name=op.f("fk_readings_version_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_readings")),
        sa.UniqueConstraint("version_seq", "number", name=op.f("uq_readings_version_seq_number")),
    )
    op.create_table(
        "records",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("local", sa.String(length=12), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.Column("label", sa.Text(), nullable=True),
        sa.Column("type", sa.String(length=32), nullable=True),
        sa.Column("modality", sa.String(length=16), nullable=True),
        sa.Column("polarity", sa.String(length=8), nullable=True),
        sa.Column("attributed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("day_end", sa.String(length=10), nullable=True),
        sa.Column("first_day", sa.String(length=10), nullable=False),
        sa.Column("last_day", sa.String(length=10), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("best", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("bound", sa.String(length=12), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("scope", sa.String(length=12), nullable=True),
        sa.ForeignKeyConstraint(["version_seq"], ["versions.seq"], name=op.f("fk_records_version_seq")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_records")),
        sa.UniqueConstraint("id", name=op.f("uq_records_id")),
        sa.UniqueConstraint("version_seq", "local", name=op.f("uq_records_version_seq_local")),
    )
    op.create_index(
        "ix_records_country_first_day",
        "records",
        ["country", "first_day", "seq"],
        unique=False,
        sqlite_where=sa.text("listed = 1"),
        postgresql_where=sa.text("listed"),
    )
    op.create_index(
        "ix_records_first_day",
        "records",
        ["first_day", "seq"],
        unique=False,
        sqlite_where=sa.text("listed = 1"),
        postgresql_where=sa.text("listed"),
    )
    op.create_index(
        "ix_records_kind_first_day",
        "records",
        ["kind", "first_day", "seq"],
        unique=False,
        sqlite_where=sa.text("listed = 1"),
        postgresql_where=sa.text("listed"),
    )
    op.create_index(
        "ix_records_kind_type_first_day",
        "records",
        ["kind", "type", "first_day", "seq"],
        unique=False,
        sqlite_where=sa.text("listed = 1"),
        postgresql_where=sa.text("listed"),
    )
    op.create_index("ix_records_label", "records", ["label"], unique=False)
    op.create_index("ix_records_place", "records", ["place"], unique=False)
    op.create_table(
        "participants",
        sa.Column("record_seq", sa.Integer(), nullable=False),
        sa.Column("actor_seq", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_seq"], ["records.seq"], name=op.f("fk_participants_actor_seq"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["record_seq"], ["records.seq"], name=op.f("fk_participants_record_seq"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_seq", "actor_seq", "role", name=op.f("pk_participants")),
    )
    op.create_index("ix_participants_actor_seq_role", "participants", ["actor_seq", "role"], unique=False)
    op.create_index("ix_versions_coalesced_day", "versions", [sa.text("coalesce(day, '')"), "seq"], unique=False)
    for statement in search_tables(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError("the first version of a store has none before it")
