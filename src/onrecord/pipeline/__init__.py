"""From documents to reports: the order of stages and the reader that runs it."""

from onrecord.pipeline.compose import STAGES, checked
from onrecord.pipeline.serial import Reader

__all__ = ["STAGES", "Reader", "checked"]
