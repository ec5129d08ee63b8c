"""Countries and towns that an event is done to or goes to: named as places, and parties all the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.extract.actor_index import ActorIndex
from onrecord.extract.siding import is_sided
from onrecord.extract.stage import Stage, provenance
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Actor, ActorKind, Event, Mention, Place, Sector
from onrecord.text import Span

COUNTRIES = "lexicon/en/countries"
BODIES = ("lexicon/en/actors/igo", "lexicon/en/actors/armed_groups")
ADJECTIVE = "a country told by its adjective, whose people or things an event is done by or to"
RULE = "a country or town that an event is done to"
SOMEBODY = 'somebody told by his country\'s adjective ("a Kenyan")'
QUALIFYING = "a known body whose name qualifies a noun"
ONE = frozenset({"a", "an", "another", "one"})
# Where somebody takes part in a clause, rather than telling whose something is.
PARTAKING = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "conj", "iobj"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors that places stand for: those there already, with the new mention, and new ones."""

    known: tuple[Actor, ...]
    candidates: tuple[Actor, ...]

    def index(self) -> ActorIndex:
        """Who a place stands for, by its characters."""
        return ActorIndex(self.candidates)

    def settled(self, events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Actor, ...]]:
        """The events and the actors they brought in, numbered on from the known ones."""
        told = tuple(events)
        used = {actor_id for event in told for actor_id in (*event.actors, *event.recipients)}
        old = {actor.id for actor in self.known}
        fresh = [actor for actor in self.candidates if actor.id in used and actor.id not in old]
        names = {actor.id: f"a{number}" for number, actor in enumerate(fresh, start=len(self.known) + 1)}
        changed = [actor for actor in self.candidates if actor.id in used and actor.id in old]
        renamed = tuple(
            replace(
                event,
                actors=tuple(names.get(actor_id, actor_id) for actor_id in event.actors),
                recipients=tuple(names.get(actor_id, actor_id) for actor_id in event.recipients),
            )
            for event in told
        )
        return renamed, (*changed, *(replace(actor, id=names[actor.id]) for actor in fresh))


def parties(stage: Stage, known: tuple[Actor, ...], places: Iterable[Place], doc: AnnotatedDocument) -> Parties:
    """The actors that the places and the adjectives of countries in a report could stand for."""
    index = ActorIndex(known)
    countries = {actor.country: actor for actor in known if actor.kind == "country"}
    found: list[Actor] = []
    for place in places:
        spans = tuple(span for span in place.evidence if index.at(span.start, span.end) is None)
        if not spans or place.country is None:
            continue
        country = (place.feature or "").startswith("PCL")
        same = countries.get(place.country) if country else None
        if same is not None:
            found.append(replace(same, mentions=tuple(sorted((*same.mentions, *_mentions(spans)), key=_start))))
        elif country or place.precision == "settlement" or place.feature in ("RGN", "ADM1", "ADMD"):
            found.append(_actor(stage, place, spans, f"a{9000 + len(found)}", country=country))
    for code, told in _adjectives(doc, index).items():
        same = countries.get(code) or next(
            (one for one in found if one.kind == "country" and one.country == code), None
        )
        if same is None:
            found.append(_country(stage, code, told, f"a{9000 + len(found)}"))
            continue
        found = [one for one in found if one.id != same.id]
        found.append(replace(same, mentions=tuple(sorted((*same.mentions, *_mentions(told)), key=_start))))
    found += _bodies(stage, doc, known, index)
    found += _somebody(stage, doc, index)
    return Parties(known, tuple(found))


def _bodies(stage: Stage, doc: AnnotatedDocument, known: tuple[Actor, ...], index: ActorIndex) -> Iterator[Actor]:
    """Bodies named only as what qualifies a noun ("a Security Council resolution"), which are no actors by that."""
    spans: dict[str, list[Span]] = {}
    for sentence in doc.sentences:
        for name in doc.names_in(sentence):
            last = doc.tokens[name.last - 1]
            first = name.first + (doc.tokens[name.first].text.lower() == "the")
            span = doc.quote(first, name.last) if first < name.last else None
            qualifies = last.relation == "compound" and last.head >= name.last
            body = _known_bodies().get(span.text) if span is not None and qualifies else None
            if span is not None and body is not None and index.at(span.start, span.end) is None:
                spans.setdefault(body.name, []).append(span)
    for number, (full, told) in enumerate(spans.items()):
        body = _known_bodies()[told[0].text]
        same = next((actor for actor in known if actor.name == full), None)
        if same is not None:
            yield replace(same, mentions=tuple(sorted((*same.mentions, *_mentions(told)), key=_start)))
        else:
            yield _body(stage, body, told, f"a{9500 + number}")


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of the lexicons, as far as it makes an actor."""

    name: str
    kind: ActorKind
    sector: Sector | None
    country: str | None
    key: str


@cache
def _known_bodies() -> dict[str, _Body]:
    """Organizations of states and armed groups, by each of their names; bodies of the UN also without its letters."""
    found: dict[str, _Body] = {}
    for file in BODIES:
        for entry in lexicon.document(file)["entries"]:
            key = f"{file}/{entry['id']}"
            body = _Body(entry["names"][0], entry["kind"], entry.get("sector"), entry.get("country"), key)
            for name in entry["names"]:
                short = name.removeprefix("UN ")
                found.update(dict.fromkeys((name, short if " " in short else name), body))
    return found


def _body(stage: Stage, body: _Body, spans: Iterable[Span], actor_id: str) -> Actor:
    return Actor(
        id=actor_id,
        name=body.name,
        kind=body.kind,
        country=body.country,
        sector=body.sector,
        roles=(),
        named=True,
        mentions=tuple(_mentions(spans)),
        provenance=provenance(stage, QUALIFYING, body.key),
    )


def _adjectives(doc: AnnotatedDocument, index: ActorIndex) -> dict[str, list[Span]]:
    """Where adjectives of countries stand that are no actor's mention ("Kenyan positions"), by country."""
    found: dict[str, list[Span]] = {}
    for code, token in _of_nobody_known(doc, index):
        if token.pos in ("ADJ", "PROPN") and not _is_somebody(doc, token):
            found.setdefault(code, []).append(doc.span_of(token))
    return found


def _of_nobody_known(doc: AnnotatedDocument, index: ActorIndex) -> Iterator[tuple[str, Token]]:
    """The adjectives of countries that are no actor's mention, each with its country."""
    for token in doc.tokens:
        code = codes_by_adjective().get(token.text)
        if code is not None and index.at(token.start, token.end) is None and not is_sided(doc, token.index):
            yield code, token


def _is_somebody(doc: AnnotatedDocument, token: Token) -> bool:
    """Whether an adjective of a country stands for one of its people: "a Kenyan was arrested"."""
    one = any(child.text.lower() in ONE for child in doc.children(token, "det", "nummod"))
    return one and token.relation in PARTAKING


def _somebody(stage: Stage, doc: AnnotatedDocument, index: ActorIndex) -> Iterator[Actor]:
    """A person for every adjective of a country that stands for one; the one named right behind it, if somebody is."""
    told = (one for one in _of_nobody_known(doc, index) if _is_somebody(doc, one[1]))
    for number, (code, token) in enumerate(told):
        span = doc.span_of(token)
        beside = (index.at(one.start, one.end) for one in doc.children(token, "appos"))
        named = next((one for one in beside if one is not None and one.kind == "person"), None)
        if named is not None:
            mentions = tuple(sorted((*named.mentions, *_mentions((span,))), key=_start))
            yield replace(named, country=named.country or code, mentions=mentions)
            continue
        yield Actor(
            id=f"a{9800 + number}",
            name=span.text,
            kind="person",
            country=code,
            sector=None,
            roles=(),
            named=False,
            mentions=tuple(_mentions((span,))),
            provenance=provenance(stage, SOMEBODY),
        )


@cache
def codes_by_adjective() -> dict[str, str]:
    """The country of every adjective of one word that only one country has."""
    rows = [
        (word, entry["id"]) for entry in lexicon.document(COUNTRIES)["entries"] for word in entry.get("adjectives", ())
    ]
    shared = {word for word, code in rows if any(word == other and code != one for other, one in rows)}
    return {word: code for word, code in rows if word not in shared and " " not in word}


@cache
def _names() -> dict[str, str]:
    """The short name of every country."""
    return {entry["id"]: entry["names"][0] for entry in lexicon.document(COUNTRIES)["entries"]}


def _country(stage: Stage, code: str, spans: Iterable[Span], actor_id: str) -> Actor:
    return Actor(
        id=actor_id,
        name=_names()[code],
        kind="country",
        country=code,
        sector=None,
        roles=(),
        named=True,
        mentions=tuple(_mentions(spans)),
        provenance=provenance(stage, ADJECTIVE),
    )


def _actor(stage: Stage, place: Place, spans: tuple[Span, ...], actor_id: str, *, country: bool) -> Actor:
    return Actor(
        id=actor_id,
        name=place.name,
        kind="country" if country else "organization",
        country=place.country,
        sector=None,
        roles=(),
        named=True,
        mentions=tuple(_mentions(spans)),
        provenance=provenance(stage, RULE, place.id),
    )


def _mentions(spans: Iterable[Span]) -> Iterator[Mention]:
    return (Mention(span.start, span.end, span.text, "name") for span in spans)


def _start(mention: Mention) -> int:
    return mention.start
