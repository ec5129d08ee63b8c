"""The stage itself: mentions, the places they lie in, choices, records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.places.choice import choices
from onrecord.extract.places.judgement import Placing, placings
from onrecord.extract.places.links import countries_named, linked, spot_key
from onrecord.extract.places.mentions import Mention, MentionFinder
from onrecord.extract.places.offsets import moved, offset_before
from onrecord.extract.places.words import country_of_code
from onrecord.extract.stage import Found, Known
from onrecord.gazetteer import Entry, Gazetteer, gazetteer
from onrecord.language import AnnotatedDocument
from onrecord.record import Place, Provenance

STAGE = "places"
UNNUMBERED = "p0"
PRECISION = {"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2"}
SPOTS = frozenset(
    {"PSTB", "HSP", "INSM", "PRN", "FCL", "AIRP", "PRT", "BDG", "BLDG", "SQR", "ST", "DAM", "TMPL", "SHRN"}
)


class Places:
    """Finds the places that a report names and says where they are, or why that cannot be said."""

    name = STAGE
    needs: tuple[str, ...] = ()
    makes = ("places",)

    def __init__(self, source: Gazetteer | None = None) -> None:
        self._gazetteer = source

    def __call__(self, known: Known) -> Found:
        """One record for each place named, with all its mentions as evidence."""
        source = self._gazetteer or gazetteer()
        mentions = linked(known.doc, MentionFinder(known.doc, source).mentions())
        placed = placings(mentions, choices(mentions, countries_named(known.doc)))
        records = [*_records(mentions, placed, source), *_offsets(known.doc, mentions, placed)]
        records.sort(key=lambda record: (record.evidence[0], record.name))
        return Found(places=tuple(replace(one, id=f"p{number}") for number, one in enumerate(records, start=1)))


def entries_at(doc: AnnotatedDocument, spans: Sequence[tuple[int, int]]) -> tuple[Entry | None, ...]:
    """The likeliest place for each of these stretches of text, taken as the report's place names."""
    finder = MentionFinder(doc, gazetteer())
    made = [_mention_at(finder, doc, start, end) for start, end in spans]
    mentions = linked(doc, [mention for mention in made if mention is not None])
    placed = placings(mentions, choices(mentions, countries_named(doc)), known=True)
    return tuple(None if one is None else placed[one.key].entry or placed[one.key].around for one in made)


def _mention_at(finder: MentionFinder, doc: AnnotatedDocument, start: int, end: int) -> Mention | None:
    tokens = [token for token in doc.tokens if token.start < end and token.end > start]
    return finder.mention(tokens[0].index, tokens[-1].index + 1) if tokens else None


def _records(mentions: Sequence[Mention], placed: dict[str, Placing], source: Gazetteer) -> Iterator[Place]:
    groups: defaultdict[int | str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        entry = placed[mention.key].entry
        groups[mention.key if entry is None else entry.id].append(mention)
    for group in groups.values():
        yield _record(group, placed[group[0].key], source)


def _record(mentions: Sequence[Mention], placing: Placing, source: Gazetteer) -> Place:
    entry = placing.entry
    if entry is None:
        return _unplaced(mentions, placing, source)
    return Place(
        UNNUMBERED, mentions[0].span.text, round(entry.latitude, 5), round(entry.longitude, 5), entry.country,
        _admin1_name(entry, source), entry.feature, entry.geonames_id, _precision(entry, mentions),
        tuple(mention.span for mention in mentions),
        _provenance(mentions, placing, *_country_keys(entry), *_status(entry)),
    )  # fmt: skip


def _unplaced(mentions: Sequence[Mention], placing: Placing, source: Gazetteer) -> Place:
    """A place without a point; its country and unit stand where the report says what it lies in."""
    around = placing.around
    return Place(
        UNNUMBERED, mentions[0].span.text, None, None, None if around is None else around.country,
        None if around is None else _admin1_name(around, source), None, None, None,
        tuple(mention.span for mention in mentions), _provenance(mentions, placing),
    )  # fmt: skip


def _offsets(doc: AnnotatedDocument, mentions: Iterable[Mention], placed: dict[str, Placing]) -> Iterator[Place]:
    for mention in mentions:
        entry, offset = placed[mention.key].entry, offset_before(doc, mention.first, mention.last)
        if entry is None or offset is None:
            continue
        inputs = (offset.distance.key, offset.direction.key, f"{entry.name} {entry.feature}")
        provenance = Provenance(STAGE, "counted from a place by distance and direction", 1, inputs)
        yield Place(
            UNNUMBERED, offset.span.text, *moved(entry, offset), None, None, None, None, "offset", (offset.span,),
            provenance,
        )  # fmt: skip


def _provenance(mentions: Iterable[Mention], placing: Placing, *keys: str) -> Provenance:
    words = [key for mention in mentions for key in mention.words]
    spots = [key for mention in mentions if (key := spot_key(mention)) is not None]
    return Provenance(STAGE, placing.rule, 1, tuple(dict.fromkeys([*keys, *words, *spots, *placing.others])))


def _country_keys(entry: Entry) -> tuple[str, ...]:
    return (country_of_code()[entry.countries[0]].key,) if entry.feature == "PCLI" else ()


def _status(entry: Entry) -> tuple[str, ...]:
    """What a record has no field for: several country codes in use, and that states disagree on the place's status."""
    codes = f"country codes in use: {', '.join(entry.countries)}" if len(entry.countries) > 1 else None
    return tuple(filter(None, (codes, "status disputed between states" if entry.disputed else None)))


def _admin1_name(entry: Entry, source: Gazetteer) -> str | None:
    if entry.feature == "ADM1":
        return entry.name
    unit = source.entry(entry.admin1) if entry.admin1 is not None else None
    return None if unit is None else unit.name


def _precision(entry: Entry, mentions: Iterable[Mention]) -> str:
    """What the point stands for: a settlement, a spot, an area or unit, or a part of one where only parts are named."""
    if entry.feature.startswith("PPL"):
        whole = "settlement"
    elif entry.feature in SPOTS:
        whole = "spot"
    else:
        whole = PRECISION.get(entry.feature, "area")
    return f"part of {whole}" if all(mention.is_part for mention in mentions) else whole
