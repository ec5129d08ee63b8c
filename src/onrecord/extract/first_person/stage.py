"""The stage that joins the first person of a statement to its source: it needs both, so it comes after both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.stage import Found, Known
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Actor, Mention, Statement

ONE = frozenset({"i", "me", "my", "mine", "myself"})
MANY = frozenset({"we", "us", "our", "ours", "ourselves"})
PERSONS = ("person", "unnamed_official")
RULE = "the first person of its own statement"


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Adds "I" in what a person says, and "we" in what a group or body says, to the mentions of who says it."""

    name: str = "first_person"
    needs: tuple[str, ...] = ("actors", "statements")
    makes: tuple[str, ...] = ("actors",)

    def __call__(self, known: Known) -> Found:
        """The actors that speak of themselves, with those mentions."""
        actors = {actor.id: actor for actor in known.found.actors}
        said = _by_actor(_meant(known.doc, known.found.statements, actors))
        return Found(actors=tuple(_with_mentions(actors[one], tokens) for one, tokens in said.items()))


def _meant(
    doc: AnnotatedDocument, statements: Sequence[Statement], actors: Mapping[str, Actor]
) -> Iterator[tuple[str, Token]]:
    """Actors and the words by which they mean themselves; of quotations in one another the innermost tells.

    In indirect speech "I" is whoever quotes it, not its source.
    """
    quoted = (one for one in statements if one.manner != "indirect")
    seen: set[int] = set()
    for statement in sorted(quoted, key=lambda one: sum(span.end - span.start for span in one.content)):
        source = actors.get(statement.source or "")
        tokens = [one for span in statement.content for one in doc.tokens_in(span.start, span.end)]
        for token in tokens:
            if token.index not in seen and source is not None and token.text.lower() in _own_words(source):
                yield source.id, token
        seen.update(token.index for token in tokens)


def _own_words(actor: Actor) -> frozenset[str]:
    """The words by which an actor means itself; a person's "we" is of others too."""
    return ONE if actor.kind in PERSONS else MANY


def _by_actor(meant: Iterable[tuple[str, Token]]) -> Mapping[str, list[Token]]:
    found: defaultdict[str, list[Token]] = defaultdict(list)
    for actor, token in meant:
        found[actor].append(token)
    return found


def _with_mentions(actor: Actor, tokens: Sequence[Token]) -> Actor:
    new = [Mention(token.start, token.end, token.text, "pronoun") for token in tokens]
    mentions = sorted((*actor.mentions, *new), key=lambda one: (one.start, one.end))
    rule = f"{actor.provenance.rule}; {RULE}"
    return replace(actor, mentions=tuple(mentions), provenance=replace(actor.provenance, rule=rule))
