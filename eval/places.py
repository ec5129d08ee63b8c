"""Places: the toponyms of LGL and TR-News, found and placed (end to end), and placed with the spans given.

A placed toponym is right within 161 km of gold's point. With fair reference points it is right too where both sides
name the same country, state or continent: one point in it is then as good as another. A found place counts where it
overlaps one of gold; gold without a point and what is found there count for neither side.

The corpora mark demonyms ("Turkish") as toponyms. onrecord makes no place of them, but knows their country; end to end,
they are counted as that country, and once more left out on both sides ("without demonyms"). The rules were set on the
even-numbered articles; the odd ones are scored apart.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.corpora.places import FILES, Article, Toponym, articles
from eval.reading import passage, reader
from eval.result import Item, Outcome, Result, Score, Tally, share, total
from onrecord.extract.places import Places, entries_at
from onrecord.extract.places.words import demonyms_in
from onrecord.extract.stage import Known
from onrecord.gazetteer import Entry, distance_between, gazetteer, name_key
from onrecord.language import AnnotatedDocument
from onrecord.record import Place

NEAR_KM = 161.0
COUNTRY_CODES = frozenset({"PCLI", "PCLS", "PCLD", "PCLIX", "PCL", "PCLF"})
HALVES = {"": (0, 1), ", odd articles": (1,)}


@dataclass(frozen=True, slots=True)
class Guess:
    """A stretch of text and the point it was given; the entry is None for a place counted by distance."""

    start: int
    end: int
    text: str
    latitude: float
    longitude: float
    entry: Entry | None
    is_demonym: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """An article's guesses and gold with how they met, and the entries that its gold spans were given."""

    article: Article
    guesses: tuple[Guess, ...]
    given: tuple[Entry | None, ...]


def run(*, data: Path, limit: int | None) -> Result:
    """Scores on both corpora, whole and on the odd-numbered articles alone."""
    began = time.perf_counter()
    scores: list[Score] = []
    items: list[Item] = []
    for corpus in FILES:
        judged, speed = _judged(articles(data, corpus, limit))
        for label, halves in HALVES.items():
            scores += _scores(corpus + label, [one for one in judged if one.article.number % 2 in halves])
        scores.append(Score(corpus, "documents a second beyond parsing", speed, len(judged), ""))
        items += [item for one in judged for item in _items(corpus, one)]
    return Result("places", tuple(scores), tuple(items), time.perf_counter() - began)


def _judged(listed: Sequence[Article]) -> tuple[list[Judged], float | None]:
    """The articles read, and how many the stage alone reads in a second of one core."""
    stage, seconds, judged = Places(), 0.0, []
    documents = reader().annotator.annotate_all(passage(article.text) for article in listed)
    for article, doc in zip(listed, documents, strict=True):
        began = time.process_time()
        found = stage(Known(doc)).places
        seconds += time.process_time() - began
        guesses = tuple(_with_demonyms(doc, [guess for place in found for guess in _guesses(place)]))
        judged.append(Judged(article, guesses, _given(doc, article)))
    return judged, len(listed) / seconds if seconds else None


def _guesses(place: Place) -> Iterator[Guess]:
    if place.latitude is None or place.longitude is None or place.precision == "offset":
        return
    entry = gazetteer().entry(place.geonames_id) if place.geonames_id is not None else _overlaid(place)
    for span in place.evidence:
        yield Guess(span.start, span.end, span.text, place.latitude, place.longitude, entry)


def _overlaid(place: Place) -> Entry | None:
    """The overlay's place at the same point, which has no id of GeoNames."""
    senses = gazetteer().senses(name_key(place.name))
    same = (
        one.entry for one in senses if (one.entry.latitude, one.entry.longitude) == (place.latitude, place.longitude)
    )
    return next(same, None)


def _with_demonyms(doc: AnnotatedDocument, guesses: Sequence[Guess]) -> Iterator[Guess]:
    yield from guesses
    for first, last, country in demonyms_in(doc.tokens):
        span = doc.quote(first, last)
        if any(guess.start < span.end and span.start < guess.end for guess in guesses):
            continue
        entry = _country(country.names[0])
        if entry is not None:
            yield Guess(span.start, span.end, span.text, entry.latitude, entry.longitude, entry, is_demonym=True)


def _country(name: str) -> Entry | None:
    found = (sense.entry for sense in gazetteer().senses(name_key(name)) if sense.entry.feature == "PCLI")
    return next(found, None)


def _given(doc: AnnotatedDocument, article: Article) -> tuple[Entry | None, ...]:
    """The entries of the gold spans; those that are demonyms get their country."""
    people = {doc.quote(first, last).text: country for first, last, country in demonyms_in(doc.tokens)}
    entries = entries_at(doc, [(one.start, one.end) for one in article.toponyms])
    return tuple(
        _country(people[one.text].names[0]) if one.text in people else entry
        for one, entry in zip(article.toponyms, entries, strict=True)
    )


def _scores(corpus: str, judged: Sequence[Judged]) -> list[Score]:
    raw = total(_tally(one, fair=False, demonyms=True) for one in judged)
    fair = total(_tally(one, fair=True, demonyms=True) for one in judged)
    bare = total(_tally(one, fair=True, demonyms=False) for one in judged)
    pairs = [pair for one in judged for pair in zip(one.article.toponyms, one.given, strict=True)]
    placed = [(gold, entry) for gold, entry in pairs if gold.latitude is not None]
    return [
        *raw.scores(corpus, "end-to-end"),
        *fair.scores(corpus, "end-to-end, fair reference points"),
        *bare.scores(corpus, "end-to-end, fair, without demonyms"),
        _accuracy(corpus, "accuracy, gold spans", placed, fair=True),
        _accuracy(corpus, "accuracy, gold spans, raw reference points", placed, fair=False),
    ]


def _accuracy(corpus: str, metric: str, pairs: Sequence[tuple[Toponym, Entry | None]], *, fair: bool) -> Score:
    right = sum(entry is not None and _agrees(gold, _point(entry), entry, fair=fair) for gold, entry in pairs)
    return Score(corpus, metric, share(right, len(pairs)), len(pairs))


def _tally(one: Judged, *, fair: bool, demonyms: bool) -> Tally:
    people = {(guess.start, guess.end) for guess in one.guesses if guess.is_demonym}
    gold = [
        gold
        for gold in one.article.toponyms
        if gold.latitude is not None and (demonyms or (gold.start, gold.end) not in people)
    ]
    guesses = [guess for guess in one.guesses if demonyms or not guess.is_demonym]
    counted = [guess for guess in guesses if not _on_unplaced(guess, one.article.toponyms)]
    right = sum(_is_right(toponym, guesses, fair=fair) for toponym in gold)
    return Tally(len(gold), len(counted), right, right)


def _on_unplaced(guess: Guess, gold: Iterable[Toponym]) -> bool:
    met = [toponym for toponym in gold if guess.start < toponym.end and toponym.start < guess.end]
    return bool(met) and all(toponym.latitude is None for toponym in met)


def _met(gold: Toponym, guesses: Iterable[Guess]) -> Guess | None:
    return next((guess for guess in guesses if guess.start < gold.end and gold.start < guess.end), None)


def _is_right(gold: Toponym, guesses: Iterable[Guess], *, fair: bool) -> bool:
    guess = _met(gold, guesses)
    return guess is not None and _agrees(gold, (guess.latitude, guess.longitude), guess.entry, fair=fair)


def _point(entry: Entry) -> tuple[float, float]:
    return entry.latitude, entry.longitude


def _agrees(gold: Toponym, point: tuple[float, float], entry: Entry | None, *, fair: bool) -> bool:
    """Whether the point is near gold's, or, where fair, both name the same country, state or continent."""
    if gold.latitude is None or gold.longitude is None:
        return False
    if distance_between(gold.latitude, gold.longitude, *point) <= NEAR_KM:
        return True
    if not fair or entry is None:
        return False
    if gold.feature in COUNTRY_CODES:
        return entry.feature == "PCLI" and entry.id == gold.geonames_id
    if gold.feature == "ADM1":
        return entry.feature == "ADM1" and entry.id == gold.geonames_id
    return gold.feature == "CONT" and entry.feature == "CONT" and name_key(entry.name) in name_key(gold.text)


def _items(corpus: str, one: Judged) -> Iterator[Item]:
    for gold in one.article.toponyms:
        if gold.latitude is None:
            continue
        key = f"{corpus}:{one.article.id}:{gold.start}-{gold.end}"
        guess = _met(gold, one.guesses)
        if guess is None:
            yield Item(key, Outcome.MISSED, gold.text)
        else:
            right = _agrees(gold, (guess.latitude, guess.longitude), guess.entry, fair=True)
            where = "" if guess.entry is None else f"{guess.entry.name} {'/'.join(guess.entry.countries)}"
            yield Item(key, Outcome.RIGHT if right else Outcome.WRONG, f"{gold.text} -> {where}")
    for guess in one.guesses:
        if not any(guess.start < gold.end and gold.start < guess.end for gold in one.article.toponyms):
            yield Item(f"{corpus}:{one.article.id}:{guess.start}-{guess.end}:false", Outcome.FALSE, guess.text)
