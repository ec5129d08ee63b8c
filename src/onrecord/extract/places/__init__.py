"""The places stage: which places a report names, and where on earth they are."""

from onrecord.extract.places.stage import Places, entries_at

__all__ = ["Places", "entries_at"]
