"""Times: every expression of time in a report, with its TIMEX3 value."""

from onrecord.extract.times.stage import Times

__all__ = ["Times"]
