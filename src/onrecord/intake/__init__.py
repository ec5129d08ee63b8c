"""Taking in: from what people give (files, folders, feeds, archives, tables, addresses) to reports in a store."""

from onrecord.intake.gathering import Gathering, Unfetched
from onrecord.intake.queue import Tally, queued, refetched, wake_failed
from onrecord.intake.rereading import Reread, reread, waiting_to_be_reread
from onrecord.intake.run import Outcome, Reading, read_waiting

__all__ = [
    "Gathering", "Outcome", "Reading", "Reread", "Tally", "Unfetched", "queued", "read_waiting", "refetched", "reread",
    "waiting_to_be_reread", "wake_failed",
]  # fmt: skip
