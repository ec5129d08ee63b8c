"""How fast onrecord reads, and in how much memory, over Wikinews reports in one process.

Two units: characters per CPU-second, and articles of 800 words (split at white space) a second on two cores, which is
worked out as twice what the one process reads in a CPU-second; two processes are not timed.
Reports are annotated in batches of 16 and let go after; the language layer is timed over a batch, each stage over one
report with all that the stages before it found; the whole is the sum, since nothing else takes time that shows. Time is
the process's own CPU time (`time.process_time`), so that a busy machine changes it little; loading is left out.
"""

import resource
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.corpora.wikinews import stories
from eval.reading import reader
from eval.result import Result, Score
from onrecord.extract.stage import Known
from onrecord.text import Document

CORPUS = "Wikinews"
READ = 200
BATCH = 16
ARTICLE_WORDS = 800
CORES = 2
KIBIBYTE = 1024
MEGABYTE = 1_000_000


def run(*, data: Path, limit: int | None) -> Result:
    """Speeds over the first 200 reports of 2019 and 2020."""
    began = time.perf_counter()
    documents = tuple(story.document() for story in stories(data, READ if limit is None else limit))
    scores = speeds(documents, cpu_seconds(documents))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIBIBYTE / MEGABYTE
    scores.append(Score(CORPUS, "peak memory of the process", round(peak), len(documents), "MB"))
    return Result("throughput", tuple(scores), (), time.perf_counter() - began)


def speeds(documents: Sequence[Document], spent: Mapping[str, float]) -> list[Score]:
    """Both units for every part; None where a part took no time that shows."""
    characters = sum(len(document.text) for document in documents)
    articles = CORES * sum(len(document.text.split()) for document in documents) / ARTICLE_WORDS
    scores: list[Score] = []
    for part, seconds in spent.items():
        a_second = 1 / seconds if seconds > 0 else None
        for metric, unit, amount in ((part, "chars/CPU-s", characters), (f"{part}, articles", "articles/s", articles)):
            value = None if a_second is None else amount * a_second
            scores.append(Score(CORPUS, metric, value, len(documents), unit))
    return scores


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
