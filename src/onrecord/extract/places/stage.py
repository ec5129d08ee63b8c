"""The stage itself: mentions, the places they lie in, choices, records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.extract.places.choice import Choice, choices
from onrecord.extract.places.judgement import Placing, placing_of
from onrecord.extract.places.mentions import PLACE_LABELS, Mention, MentionFinder
from onrecord.extract.places.words import country_of_code, demonyms_in
from onrecord.extract.stage import Found, Known
from onrecord.gazetteer import Entry, Gazetteer, gazetteer
from onrecord.language import AnnotatedDocument
from onrecord.record import Place, Provenance

# What stands between a name and the place that it lies in: "Dalton, Georgia", "Tripoli (Libya)", "Basra in Iraq".
LIES_IN = ([","], ["in"], ["("], [",", "in"])
PRECISION = {"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2"}


class Places:
    """Finds the places that a report names and says where they are, or why that cannot be said."""

    name = "places"
    needs: tuple[str, ...] = ()
    makes = ("places",)

    def __init__(self, source: Gazetteer | None = None) -> None:
        self._gazetteer = source

    def __call__(self, known: Known) -> Found:
        """One place record for each place named, with all its mentions as evidence."""
        source = self._gazetteer or gazetteer()
        mentions = linked(known.doc, MentionFinder(known.doc, source).mentions())
        chosen = choices(mentions, countries_named(known.doc))
        records = _records(mentions, chosen, source)
        ordered = sorted(records, key=lambda record: record.evidence[0])
        return Found(places=tuple(replace(one, id=f"l{number}") for number, one in enumerate(ordered, start=1)))


def linked(doc: AnnotatedDocument, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, each with the place that it is said to lie in: "X, Y", "X in Y", "X (Y)"."""
    return tuple(replace(mention, inside=_outer(doc, mentions, index)) for index, mention in enumerate(mentions))


def _outer(doc: AnnotatedDocument, mentions: Sequence[Mention], index: int) -> int | None:
    if index + 1 >= len(mentions):
        return None
    here, there = mentions[index], mentions[index + 1]
    between = [token.text for token in doc.tokens[here.last : there.first] if token.pos != "DET"]
    return index + 1 if between in LIES_IN else None


def countries_named(doc: AnnotatedDocument) -> dict[str, float]:
    """The countries that the report names by their people, with a weight that grows slower than the mentions."""
    found: defaultdict[str, int] = defaultdict(int)
    placed = {index for name in doc.names if name.label in PLACE_LABELS for index in range(name.first, name.last)}
    for first, last, country in demonyms_in(doc.tokens):
        if placed.isdisjoint(range(first, last)):
            found[country.id] += 1
    return {code: count**0.5 for code, count in found.items()}


def _records(mentions: Sequence[Mention], chosen: dict[str, Choice], source: Gazetteer) -> Iterator[Place]:
    placings = {key: placing_of(key, listed, chosen.get(key), chosen, mentions) for key, listed in _by_key(mentions).items()}
    of_entry: defaultdict[int | str, list[tuple[Mention, Placing]]] = defaultdict(list)
    for mention in mentions:
        placing = placings[mention.key]
        of_entry[placing.entry.id if placing.entry else mention.key].append((mention, placing))
    for group in of_entry.values():
        yield _record(group, source)


def _by_key(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    listed: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        listed[mention.key].append(mention)
    return listed


def _record(group: Sequence[tuple[Mention, Placing]], source: Gazetteer) -> Place:
    mentions = [mention for mention, _ in group]
    placing = group[0][1]
    entry = placing.entry
    evidence = tuple(mention.span for mention in mentions)
    keys = [key for mention in mentions for key in mention.words]
    if entry is None:
        provenance = Provenance("places", placing.rule, 1, tuple(dict.fromkeys([*keys, *placing.others])))
        return Place("l1", mentions[0].span.text, None, None, None, None, None, None, None, evidence, provenance)
    inputs = (*_country_key(entry), *dict.fromkeys(keys), *placing.others)
    return Place(
        "l1", mentions[0].span.text, round(entry.latitude, 5), round(entry.longitude, 5), entry.country,
        _admin1_name(entry, source), entry.feature, entry.geonames_id, _precision(entry, mentions), evidence,
        Provenance("places", placing.rule, 1, inputs),
    )  # fmt: skip


def _country_key(entry: Entry) -> tuple[str, ...]:
    if entry.feature != "PCLI":
        return ()
    return (country_of_code()[entry.countries[0]].key,)


def _admin1_name(entry: Entry, source: Gazetteer) -> str | None:
    if entry.feature == "ADM1":
        return entry.name
    unit = source.entry(entry.admin1) if entry.admin1 is not None else None
    return None if unit is None else unit.name


def _precision(entry: Entry, mentions: Iterable[Mention]) -> str:
    """How exact the point is: that of a country or unit stands for the whole, or for a part where one is named."""
    if entry.feature.startswith("PPL"):
        whole = "settlement"
    elif entry.is_of_overlay and entry.feature in SPOTS:
        whole = "spot"
    else:
        whole = PRECISION.get(entry.feature, "area")
    return f"part of {whole}" if all(mention.is_part for mention in mentions) else whole


SPOTS = frozenset({"PSTB", "HSP", "INSM", "PRN", "FCL", "AIRP", "PRT", "BDG", "BLDG", "SQR", "ST", "DAM", "TMPL", "SHRN"})
