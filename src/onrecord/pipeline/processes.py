"""The runner for several cores: documents in shards, one reader a process, reports in the order of the documents."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from onrecord.extract.stage import Stage
from onrecord.pipeline.compose import STAGES
from onrecord.pipeline.serial import Failed, Reader
from onrecord.record import Report
from onrecord.text import Document

# Documents sent to a process at once: as many as the language layer annotates in one batch.
SHARD = 16


@dataclass(frozen=True)
class Recipe:
    """What a process needs to make its reader; two recipes are equal if their pipelines and stages' names are."""

    pipeline: str
    stages: tuple[Stage, ...] = field(default=STAGES, compare=False)
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(stage.name for stage in self.stages))


def outcomes_in_processes(
    documents: Iterable[Document], *, processes: int, recipe: Recipe
) -> Iterator[Report | Failed]:
    """What each document puts on record, or why it does not, in order, from this many processes."""
    waiting = iter(documents)
    running: deque[Future[list[Report | Failed]]] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        try:
            while True:
                while len(running) < 2 * processes and (shard := list(islice(waiting, SHARD))):
                    running.append(pool.submit(_outcomes, shard, recipe))
                if not running:
                    return
                yield from running.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _outcomes(shard: Sequence[Document], recipe: Recipe) -> list[Report | Failed]:
    return list(_reader(recipe).outcomes(shard))


@cache
def _reader(recipe: Recipe) -> Reader:
    return Reader(stages=recipe.stages, pipeline=recipe.pipeline)
