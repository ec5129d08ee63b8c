"""A body of reports: kept in SQLite or PostgreSQL, searched, linked, corrected and checked."""

from onrecord.store.opening import open_store
from onrecord.store.store import Store

__all__ = ["Store", "open_store"]
