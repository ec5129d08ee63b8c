"""The places stage: which places a report names, and where on earth they are."""

from onrecord.extract.places.stage import Places

__all__ = ["Places"]
