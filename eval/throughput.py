"""How fast onrecord reads: characters per CPU-second and peak memory, over Wikinews reports in one process.

Reports are annotated in batches of 16 and let go after; the language layer is timed over a batch, each stage over one
report with all that the stages before it found; the whole is the sum, since nothing else takes time that shows. Time is
the process's own CPU time (`time.process_time`), so that a busy machine changes it little; loading is left out.
"""

import csv
import resource
import time
from collections import defaultdict
from pathlib import Path

from eval.reading import reader
from eval.result import Result, Score, present
from onrecord.extract.stage import Known
from onrecord.source.plain import document_of
from onrecord.text import Document

CORPUS = "Wikinews"
READ = 200
BATCH = 16
KIBIBYTE = 1024
MEGABYTE = 1_000_000


def run(*, data: Path, limit: int | None) -> Result:
    """Speeds over the first 200 reports of 2019 and 2020."""
    began = time.perf_counter()
    documents = wikinews(data)[: READ if limit is None else limit]
    characters = sum(len(document.text) for document in documents)
    spent = cpu_seconds(documents)
    scores = [
        Score(CORPUS, part, characters / seconds if seconds > 0 else None, len(documents), "chars/CPU-s")
        for part, seconds in spent.items()
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE / MEGABYTE
    scores.append(Score(CORPUS, "peak memory of the process", round(peak), len(documents), "MB"))
    return Result("throughput", tuple(scores), (), time.perf_counter() - began)


def wikinews(data: Path) -> tuple[Document, ...]:
    """The reports of both years, in the order of the files."""
    documents: list[Document] = []
    for year in (2019, 2020):
        with present(data / "reports" / f"wikinews_{year}.csv").open(encoding="utf-8", newline="") as rows:
            documents += [
                document_of(row["text"], published=row["date"], url=row["url"], title=row["title"])
                for row in csv.DictReader(rows)
            ]
    return tuple(documents)


def cpu_seconds(documents: tuple[Document, ...]) -> dict[str, float]:
    """CPU time of the language layer, of each stage, of all stages, and of the whole."""
    warm = reader()
    warm.read(documents[0])
    spent: defaultdict[str, float] = defaultdict(float)
    for first in range(0, len(documents), BATCH):
        started = time.process_time()
        annotated = list(warm.annotator.annotate_all(documents[first : first + BATCH]))
        spent["language"] += time.process_time() - started
        for doc in annotated:
            known = Known(doc)
            for stage in warm.stages:
                started = time.process_time()
                found = stage(known)
                spent[stage.name] += time.process_time() - started
                known = known.plus(found)
    stages = sum(seconds for part, seconds in spent.items() if part != "language")
    return {**spent, "all stages": stages, "whole": spent["language"] + stages}
