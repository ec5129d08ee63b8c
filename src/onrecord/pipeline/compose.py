"""The visible order of stages, and its check."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.errors import PipelineError
from onrecord.extract.actors import Actors
from onrecord.extract.events import Events
from onrecord.extract.figures import Figures
from onrecord.extract.first_person import FirstPerson
from onrecord.extract.negotiations import Negotiations
from onrecord.extract.places import Places
from onrecord.extract.stage import Stage
from onrecord.extract.statements import Statements
from onrecord.extract.times import Times
from onrecord.extract.votes import Votes
from onrecord.record import KINDS

STAGES: tuple[Stage, ...] = (
    Times(),
    Places(),
    Actors(),
    Statements(),
    FirstPerson(),
    Figures(),
    Events(),
    Votes(),
    Negotiations(),
)


def checked(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages, if each finds what it needs made before it; raises PipelineError naming the one that does not."""
    made: set[str] = set()
    order = ", ".join(stage.name for stage in stages)
    names = [stage.name for stage in stages]
    for stage in stages:
        unknown = sorted({*stage.needs, *stage.makes} - set(KINDS))
        if unknown:
            raise PipelineError(
                f"stage {stage.name!r} names {', '.join(unknown)}; kinds of records are {', '.join(KINDS)}"
            )
        missing = sorted(set(stage.needs) - made)
        if missing:
            raise PipelineError(
                f"stage {stage.name!r} needs {', '.join(missing)}, which no earlier stage makes; order given: {order}"
            )
        if names.count(stage.name) > 1:
            raise PipelineError(f"stage {stage.name!r} stands twice; order given: {order}")
        made.update(stage.makes)
    return tuple(stages)
