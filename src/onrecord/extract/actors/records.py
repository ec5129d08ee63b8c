"""From chains to actor records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from onrecord.extract.actors.candidate import Candidate, words_of
from onrecord.extract.actors.chains import Chain
from onrecord.extract.actors.seats import Seats
from onrecord.extract.actors.words import (
    Wording,
    anonymity,
    country_names,
    folded,
    leaders,
    partial_anonymity,
    straight,
    unaccented,
)
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Actor, Mention, Provenance, Role, Sector, SourceClass

STAGE = "actors"
PUBLISHER_RULE = "the agency of the dateline"
PERSONAL = ("person", "people", "unnamed_official")


def actor_of(doc: AnnotatedDocument, chain: Chain, number: int, seats: Seats) -> Actor:
    """The record of one chain; a body of a state whose country nothing else tells is of the one that its seat tells."""
    mentions = sorted(chain.mentions, key=lambda one: (one.first, one.last))
    source, cues = source_class(doc, chain)
    rules = [best(mentions).rule, *chain.rules]
    name = name_of(doc, mentions, named=is_named(chain))
    said = next((one.country for one in by_level(mentions) if one.country is not None), None)
    leader = leaders().get(unaccented(name)) if said is None and chain.kind == "person" else None
    led = (leader.key,) if leader is not None else ()
    country = leader.country if leader is not None else said
    if country is None:
        country, rule = seats.of(chain, sector_of(chain))
        rules += [rule] if rule is not None else []
    keys = dict.fromkeys((*(key for one in mentions for key in one.keys), *cues, *led))
    return Actor(
        id=f"a{number}",
        name=name,
        kind="publisher" if is_publisher(doc, mentions) else chain.kind,
        country=country,
        sector=sector_of(chain),
        roles=tuple(_roles(mentions)),
        named=is_named(chain),
        mentions=tuple(_mention(doc, one) for one in mentions),
        provenance=Provenance(STAGE, "; ".join(dict.fromkeys(rules)), 1, tuple(keys)),
        source_class=source,
    )


def is_publisher(doc: AnnotatedDocument, mentions: list[Candidate]) -> bool:
    """Whether the actor is the report's own outlet or the agency of its dateline."""
    outlet = doc.document.outlet
    return any(one.rule == PUBLISHER_RULE or (outlet is not None and one.name == outlet) for one in mentions)


def name_of(doc: AnnotatedDocument, mentions: list[Candidate], *, named: bool) -> str:
    """The fullest name of an actor; a country is called by a name of its own before an adjective or a seat.

    The noun phrase that stands for a name loses its article: "Kestovian health ministry".
    """
    own = [one for one in mentions if one.level == "name" and (one.name or "") in country_names()]
    found = best(own or mentions)
    name = found.name or straight(words_of(doc, mentions[0].first, mentions[0].last))
    lead, _, rest = name.partition(" ")
    return rest if named and rest and lead.lower() == "the" and found.level == "nominal" else name


def is_named(chain: Chain) -> bool:
    """Whether the report says who this is: by a name, or as the one body of its state."""
    owned = any(one.identity and one.affiliation for one in chain.mentions)
    return chain.is_named or (owned and chain.kind in ("organization", "country"))


def best(mentions: list[Candidate]) -> Candidate:
    """The mention that names the actor best: a name before a noun, the fullest first."""
    return max(mentions, key=lambda one: (_rank(one), len((one.name or "").split()), -one.first))


def _rank(one: Candidate) -> int:
    return ("pronoun", "nominal", "name").index(one.level)


def by_level(mentions: list[Candidate]) -> list[Candidate]:
    """Names first, then nouns, then pronouns."""
    return sorted(mentions, key=_rank, reverse=True)


def sector_of(chain: Chain) -> Sector | None:
    """The sector that most mentions with one give, the first of equals; a country as such has none."""
    if chain.kind == "country":
        return None
    found = Counter(one.sector for one in chain.mentions if one.sector is not None)
    return found.most_common(1)[0][0] if found else None


def source_class(doc: AnnotatedDocument, chain: Chain) -> tuple[SourceClass | None, tuple[str, ...]]:
    """The class of an unnamed person or group that can be a source, and the words that withhold its name.

    Who gives a part of a name, or one that is not his own, is partially anonymous, whatever he is.
    """
    if chain.kind not in PERSONAL:
        return None, ()
    named = [doc.tokens[one.head] for one in chain.mentions if one.level == "name"]
    heads = [doc.tokens[one.head] for one in chain.mentions if one.level == "nominal"]
    speaking = [head for head in (*named, *heads) if _can_speak(doc, head)]
    parts = tuple(key for head in speaking for key in _withheld(doc, head, partial_anonymity()))
    if parts and all(len((one.name or "").split()) < 2 for one in chain.mentions if one.level == "name"):
        return "partially_anonymous", parts
    if is_named(chain) or not any(_can_speak(doc, head) for head in heads):
        return None, ()
    cues = tuple(key for head in heads for key in _withheld(doc, head, anonymity()))
    own = next((one.source for one in chain.mentions if one.source is not None), None)
    return ("anonymous" if cues and own is None else own), cues


def _can_speak(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether a noun acts in its clause, or is what something is "according to"."""
    while head.relation == "conj" and not head.is_root:
        head = doc.head_of(head)
    marks = {child.text.lower() for child in doc.children(head, "case")}
    cited = head.relation == "obj" and doc.head_of(head).lemma in ("cite", "quote")
    return cited or head.relation in ("nsubj", "obl:agent") or bool(marks & {"according", "to", "by"})


def _withheld(doc: AnnotatedDocument, head: Token, phrases: Mapping[str, Wording]) -> Iterator[str]:
    """Keys of phrases that withhold a name, in the noun's own phrase or in the clause it is the subject of."""
    own = _spoken(token.text for token in doc.subtree(head))
    clause = _spoken(token.text for token in _clause(doc, head)) if head.relation == "nsubj" else own
    for phrase, cue in phrases.items():
        if f" {phrase} " in (clause if " " in phrase or phrase.endswith("ly") else own):
            yield cue.key


def _clause(doc: AnnotatedDocument, head: Token) -> list[Token]:
    """The clause of a subject, without what the verb's complement says."""
    verb = doc.head_of(head)
    said = {one.index for child in doc.children(verb, "ccomp") for one in doc.subtree(child)}
    return [token for token in doc.subtree(verb) if token.index not in said]


def _spoken(words: Iterable[str]) -> str:
    return f" {folded(' '.join(words))} "


def _roles(mentions: list[Candidate]) -> Iterator[Role]:
    roles = list(dict.fromkeys(role for one in mentions for role in one.roles))
    for role in roles:
        fuller = any(other.title == role.title and other.of for other in roles)
        if role.of is not None or not fuller:
            yield role


def _mention(doc: AnnotatedDocument, one: Candidate) -> Mention:
    span = doc.quote(one.first, one.last)
    return Mention(span.start, span.end, span.text, one.level)
