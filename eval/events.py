"""Events on four corpora: PLOVER's gold records, PETR2_GSR, WikiEvents dev and MUC dev.

On Wikinews, which has no gold, one share is counted: the events that are told on somebody's word (`attributed_to` holds
a statement) rather than in the publisher's own voice. What was judged of its events by reading stands beside it
(`judged_events.py`).
"""

import time
from collections.abc import Sequence
from pathlib import Path

from eval import judged_events
from eval.coded import muc, petr2, plover, wikievents
from eval.corpora import muc as muc_corpus
from eval.corpora import petr2 as petr2_corpus
from eval.corpora import plover as plover_corpus
from eval.corpora import wikievents as wikievents_corpus
from eval.corpora.wikinews import stories
from eval.reading import reports, reports_of, reports_of_passages
from eval.result import Item, Result, Score, share
from onrecord.record import Report

# Reports of Wikinews of which the share is counted.
READ = 200


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on all of them; each text is parsed once."""
    began = time.perf_counter()
    coded = plover_corpus.sentences(data, limit)
    validated = petr2_corpus.validated(data, limit)
    told = wikievents_corpus.articles(data, limit)
    messages = muc_corpus.messages(data, limit)
    news = stories(data, READ if limit is None else limit)
    parts: tuple[tuple[list[Score], list[Item]], ...] = (
        plover.scored(coded, reports_of_passages([one.text for one in coded], upto="events")),
        petr2.scored(validated, reports_of_passages([one.text for one in validated], upto="events")),
        wikievents.scored(told, reports([one.text for one in told], upto="events")),
        muc.scored(messages, reports([one.text for one in messages], upto="events")),
    )
    voices = on_somebodys_word(reports_of((story.document() for story in news), upto="events"))
    scores = (*(score for some, _ in parts for score in some), voices, *judged_events.scores())
    items = tuple(item for _, some in parts for item in some)
    return Result("events", scores, items, time.perf_counter() - began)


def on_somebodys_word(read: Sequence[Report]) -> Score:
    """The share of events that are not told in the publisher's own voice."""
    attributed = [bool(event.attributed_to) for report in read for event in report.events]
    metric = "events not in the publisher's own voice"
    return Score("Wikinews", metric, share(sum(attributed), len(attributed)), len(attributed))
