"""The tables of a store: what was read, what it puts on record, and what is derived from that.

Three layers, told apart so that each can be trusted for what it is. *Kept*: inputs, reports, versions, readings,
judgements, corrections, tokens; rows are added, never rewritten in what they say. *Index*: records and participants,
made from the readings' bodies and the corrections. *Derived*: clusters, members, disagreements; `onrecord link
--rebuild` makes index and derived rows anew and comes to the same ones.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

# Alembic's current revision must be this one; see store/migrations.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- kept -----------------------------------------------------------------------------------------------------------

# One thing to read: a file, an entry of a feed, a record of an archive, a row of a table. `state` is waiting, read,
# known (a report that was already there) or failed; `raw` is kept (zlib) until it is read, and for good if it failed.
INPUTS = Table(
    "inputs", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("location", Text, nullable=False),           # path or address, with the member's name in an archive
    Column("digest", String(71), nullable=False),       # of the raw bytes
    Column("media", String(40), nullable=False),        # text, html, fragment, row, ninjs, link
    Column("raw", LargeBinary),
    Column("hints", Text, nullable=False, default="{}"),  # JSON: title, outlet, url, byline, published, where known
    Column("state", String(8), nullable=False),
    Column("error", Text),
    Column("attempts", Integer, nullable=False, default=0),
    Column("added", String(32), nullable=False),        # ISO 8601, UTC
    Column("version_seq", ForeignKey("versions.seq")),
    UniqueConstraint("location", "digest"),
    Index("ix_inputs_state", "state", "seq"),
)  # fmt: skip

# One report, whatever became of its text since. The same text from the same place is one report.
REPORTS = Table(
    "reports", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),   # the address, else the location, else the digest
)  # fmt: skip

# One text of a report. A changed report gets a new version; both stay.
VERSIONS = Table(
    "versions", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String(20), nullable=False, unique=True),   # the report's id in onrecord/1
    Column("report_seq", ForeignKey("reports.seq"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("digest", String(71), nullable=False),
    Column("title", Text), Column("outlet", Text), Column("url", Text), Column("byline", Text),
    Column("published", String(32)),
    Column("day", String(10)),                          # the day of publication
    Column("language", String(12), nullable=False),
    Column("length", Integer, nullable=False),          # characters of the text
    Column("text", Text, nullable=False),               # for search only: what the database cannot hold is a blank
    Column("offsets", LargeBinary),                     # zlib of the offset map's runs as JSON, where there is one
    Column("original", LargeBinary),                    # zlib of the page an offset map leads back to
    Column("added", String(32), nullable=False),
    UniqueConstraint("report_seq", "number"),
    Index("ix_versions_coalesced_day", text("coalesce(day, '')"), "seq"),
    Index("ix_versions_outlet", "outlet"),
    Index("ix_versions_digest", "digest"),
)  # fmt: skip

# What one version of the software read in one version of a report. `body` is zlib of the onrecord/1 object.
READINGS = Table(
    "readings", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("version_seq", ForeignKey("versions.seq"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("software", Text, nullable=False),           # "onrecord 0.1.0, en_core_web_md 3.7.1"
    Column("body", LargeBinary, nullable=False),
    Column("body_digest", String(71), nullable=False),
    Column("added", String(32), nullable=False),
    UniqueConstraint("version_seq", "number"),
)  # fmt: skip

# What a person said of two records (or two reports): "same", "different" or "unsure". The newest by a person holds.
# What the records are called now is kept beside what was said, as the index is: a newer reading numbers them anew.
JUDGEMENTS = Table(
    "judgements", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),          # a cluster's kind
    Column("left", Text, nullable=False), Column("right", Text, nullable=False),   # ids when judged, left < right
    Column("left_target", Text), Column("right_target", Text),   # JSON as in corrections; None for reports
    Column("left_now", Text), Column("right_now", Text),         # None where the present reading has no such record
    Column("verdict", String(9), nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("reason", Text),
    Index("ix_judgements_left", "left"), Index("ix_judgements_right", "right"),
    Index("ix_judgements_left_now", "left_now"), Index("ix_judgements_right_now", "right_now"),
)  # fmt: skip

# What a person changed. `target` names the record by kind and span, so that the row outlives a re-reading.
CORRECTIONS = Table(
    "corrections", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String(20), nullable=False, unique=True),
    Column("version_id", String(20), nullable=False),
    Column("kind", String(12), nullable=False),         # a record's kind: one of record.KINDS
    Column("action", String(8), nullable=False),        # accept, reject, edit, merge, split, add, undo
    Column("target", Text),                             # JSON {"local", "start", "end", "text"}; None for add
    Column("body", Text),                               # JSON: the changed fields, the new record, the other records
    Column("author", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("reason", Text),
    Column("supersedes", String(20)),                   # the correction that this one takes the place of
    Index("ix_corrections_version_id", "version_id"),
)  # fmt: skip

FEEDS = Table(
    "feeds", METADATA,
    Column("url", Text, primary_key=True),
    Column("title", Text), Column("etag", Text), Column("modified", Text),
    Column("fetched", String(32)), Column("error", Text),
)  # fmt: skip

TOKENS = Table(
    "tokens", METADATA,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(8), nullable=False),          # reader, reviewer, admin
    Column("hash", Text, nullable=False),
    Column("created", String(32), nullable=False), Column("revoked", String(32)),
)  # fmt: skip

# --- index ----------------------------------------------------------------------------------------------------------

# One row for each record of a current reading, and each that a correction added. `shown` is false for what was
# rejected or merged away. Values are those of the effective record: the reading's with the corrections applied.
RECORDS = Table(
    "records", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),   # "<version id>:<local id>"
    Column("version_seq", ForeignKey("versions.seq"), nullable=False),
    Column("kind", String(12), nullable=False),         # one of record.KINDS
    Column("local", String(12), nullable=False),
    Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),   # first to last evidence
    Column("state", String(8), nullable=False, default="machine"),   # machine, accepted, rejected, edited, added
    Column("shown", Boolean, nullable=False, default=True),
    Column("corrected", Text),                          # JSON of the effective record, where a person changed it
    Column("label", Text),                              # name, wording, cue, trigger, motion: what a list shows
    Column("type", String(32)),      # event type, figure measure, statement kind, actor kind, TIMEX3 type, stage
    Column("modality", String(16)), Column("polarity", String(8)),
    Column("attributed", Boolean, nullable=False, default=False),    # not in the publisher's own voice
    Column("day", String(10)), Column("day_end", String(10)),        # ISO days, from its own time only
    # What lists sort and filter by: its own days, else the day of publication, else "" (no date comes last).
    Column("first_day", String(10), nullable=False, default=""),
    Column("last_day", String(10), nullable=False, default=""),
    # Of the version, beside each record so that lists and counts need no second table.
    Column("published", String(10)), Column("outlet", Text),
    Column("listed", Boolean, nullable=False, default=True),   # shown, and of a report's current version
    Column("country", String(3)), Column("place", Text), Column("latitude", Float), Column("longitude", Float),
    Column("low", Float), Column("best", Float), Column("high", Float),
    Column("bound", String(12)), Column("unit", Text), Column("scope", String(12)),
    UniqueConstraint("version_seq", "local"),
    # Each ends in what lists sort by, so that the newest of a selection are read off without sorting the rest; each
    # holds listed records only, so that no database takes "listed" itself for something rare to look for.
    *(
        Index(
            f"ix_records_{'_'.join(columns)}", *columns, "seq",
            sqlite_where=text("listed = 1"), postgresql_where=text("listed"),
        )
        for columns in (("first_day",), ("kind", "first_day"), ("kind", "type", "first_day"), ("country", "first_day"))
    ),
    # What lasted over more days than one: few, and looked for by the day they lasted to.
    Index(
        "ix_records_lasting", "last_day", "seq",
        sqlite_where=text("listed = 1 AND last_day <> first_day"),
        postgresql_where=text("listed AND last_day <> first_day"),
    ),
    Index("ix_records_place", "place"),
    Index("ix_records_label", "label"),
)  # fmt: skip

# Which actor record takes which part in which record of the same version; for figures' attribution, the source too.
PARTICIPANTS = Table(
    "participants", METADATA,
    Column("record_seq", ForeignKey("records.seq", ondelete="CASCADE"), primary_key=True),
    Column("actor_seq", ForeignKey("records.seq", ondelete="CASCADE"), primary_key=True),
    # source, addressee, actor, recipient, counted, body, sponsor, yes, no, abstain, absent, veto, party, mediator,
    # proposer, replier; "voice" is the source of the innermost statement that carries the record.
    Column("role", String(10), primary_key=True),
    Index("ix_participants_actor_seq_role", "actor_seq", "role"),
)  # fmt: skip

# How many current, shown records there are of each kind, type, outlet, country and month: what the whole store holds is
# told from here, a selection's counts are counted.
TALLIES = Table(
    "tallies", METADATA,
    Column("facet", String(8), primary_key=True),       # kind, type, outlet, country, month
    Column("value", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)  # fmt: skip

# --- derived --------------------------------------------------------------------------------------------------------

# What belongs together across reports: kind is actor, event, origin (near-identical texts), toll (a figure series),
# track (talks) or motion (votes and talk about one motion).
CLUSTERS = Table(
    "clusters", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("label", Text, nullable=False),
    Column("type", String(32)),                         # actor kind, event type, measure
    Column("country", String(3)), Column("day", String(10)), Column("day_end", String(10)),
    Column("body", Text, nullable=False, default="{}"),   # JSON: what its kind keeps beside its members
    Index("ix_clusters_kind_type_day", "kind", "type", "day"),
    Index("ix_clusters_kind_label", "kind", "label"),
)  # fmt: skip

# Between a version's id and that id with more letters z than any local id has lies every record of the version, and an
# index finds them, in whatever order the database has its letters: it may put ":" behind ";", or pass over both.
BEHIND_LOCAL = "z" * 16

# `item` is a record's id ("r0123456789abcdef:e3"), or a version's id for an origin.
MEMBERS = Table(
    "members", METADATA,
    Column("cluster_seq", ForeignKey("clusters.seq", ondelete="CASCADE"), primary_key=True),
    Column("item", String(32), primary_key=True),
    Column("score", Float),                             # 0..1; None for the first member
    Column("reasons", Text, nullable=False, default="[]"),   # JSON list of sentences
    Index("ix_members_item", "item"),
)  # fmt: skip

# Keys under which a cluster is looked for when a report comes in; see store/linking.
BLOCKS = Table(
    "blocks", METADATA,
    Column("key", Text, primary_key=True),
    Column("cluster_seq", ForeignKey("clusters.seq", ondelete="CASCADE"), primary_key=True),
    Index("ix_blocks_cluster_seq", "cluster_seq"),
)  # fmt: skip

# Two sides that cannot both hold. kind: figures, votes, denial, blame, occurrence.
DISAGREEMENTS = Table(
    "disagreements", METADATA,
    Column("seq", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("cluster_seq", ForeignKey("clusters.seq", ondelete="CASCADE")),
    Column("left", String(32), nullable=False), Column("right", String(32), nullable=False),   # record ids
    Column("label", Text, nullable=False),
    Column("reasons", Text, nullable=False),            # JSON list of sentences
    Column("day", String(10)), Column("country", String(3)),
    UniqueConstraint("kind", "left", "right"),
    Index("ix_disagreements_day", "day"), Index("ix_disagreements_cluster_seq", "cluster_seq"),
    Index("ix_disagreements_left", "left"), Index("ix_disagreements_right", "right"),
)  # fmt: skip

# Facts about the store itself: "linked" is the seq of the last reading that was linked, "corrected r0..." a version
# that is to be linked anew.
CORRECTED = "corrected "
FACTS = Table("facts", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))
