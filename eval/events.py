"""Events on four corpora: PLOVER's gold records, PETR2_GSR, WikiEvents dev and MUC dev."""

import time
from pathlib import Path

from eval.coded import muc, petr2, plover, wikievents
from eval.corpora import muc as muc_corpus
from eval.corpora import petr2 as petr2_corpus
from eval.corpora import plover as plover_corpus
from eval.corpora import wikievents as wikievents_corpus
from eval.reading import reports, reports_of_passages
from eval.result import Item, Result, Score


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on all four; each text is parsed once."""
    began = time.perf_counter()
    coded = plover_corpus.sentences(data, limit)
    validated = petr2_corpus.validated(data, limit)
    told = wikievents_corpus.articles(data, limit)
    messages = muc_corpus.messages(data, limit)
    parts: tuple[tuple[list[Score], list[Item]], ...] = (
        plover.scored(coded, reports_of_passages([one.text for one in coded], upto="events")),
        petr2.scored(validated, reports_of_passages([one.text for one in validated], upto="events")),
        wikievents.scored(told, reports([one.text for one in told], upto="events")),
        muc.scored(messages, reports([one.text for one in messages], upto="events")),
    )
    scores = tuple(score for some, _ in parts for score in some)
    items = tuple(item for _, some in parts for item in some)
    return Result("events", scores, items, time.perf_counter() - began)
