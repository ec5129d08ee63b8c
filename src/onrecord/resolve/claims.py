"""Claims that cannot both hold: a claim and its denial, a happening and the report that there was none, two blamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord import lexicon
from onrecord.record import Actor, Event, Report, Statement
from onrecord.text import Span

Kind = Literal["figures", "denial", "blame", "occurrence"]
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Characters between a claim and a denial that names it by "this" or "the accusation": about two sentences.
REACH = 300
# Letters by which two forms of a word are one ("beaten", "beating" are not), and a name and its adjective.
STEM = 5


@dataclass(frozen=True, slots=True)
class Clash:
    """Two records, by their ids, that cannot both hold, and why."""

    kind: Kind
    left: str
    right: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as it is set beside another report of the same happening.

    `sides` and `sufferers` are what the names of the doers and of those it was done to say of where they belong.
    """

    id: str
    report: str
    type: str
    polarity: str
    modality: str
    denied: bool
    source: str
    sides: frozenset[str]
    sufferers: frozenset[str]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DenialWords:
    """The tables of `ontology/denial_words`."""

    again: frozenset[str]
    denying: frozenset[str]
    pronouns: frozenset[str]
    clause: frozenset[str]
    untrue: frozenset[str]
    silent: frozenset[str]
    plain: frozenset[str]
    negative: frozenset[str]
    blamed: frozenset[str]
    generic: frozenset[str]


@cache
def denial_words() -> DenialWords:
    """The words of denials, read once."""
    table = lexicon.document("ontology/denial_words")
    return DenialWords(**{name: frozenset(words.split()) for name, words in table.items() if name != "about"})


def denials_in(report: Report, sources: Mapping[str, str]) -> tuple[Clash, ...]:
    """The claims of a report that stand beside their denials in it; `sources` gives actors' keys by their ids."""
    return tuple(
        Clash("denial", f"{report.report.id}:{claim.id}", f"{report.report.id}:{denial.id}", reasons)
        for denial in report.statements
        if (found := _claim_denied(denial, report, sources)) is not None
        for claim, reasons in (found,)
    )


def _claim_denied(
    denial: Statement, report: Report, sources: Mapping[str, str]
) -> tuple[Statement, tuple[str, ...]] | None:
    words = _words(denial)
    if _names_a_claim(denial, words):
        before = [claim for claim in _claims(denial, report, sources) if 0 <= _distance(claim, denial) <= REACH]
        nearest = min(before, key=lambda claim: (_distance(claim, denial), claim.id), default=None)
        named = next(word for word in words if word in denial_words().again)
        return (nearest, (f"the denial names the claim before it: {named!r}",)) if nearest is not None else None
    if denial.kind != "denial" or words & denial_words().silent or not _begins_a_clause(denial):
        return None
    return _claim_in_words(denial, words, report, sources)


def _names_a_claim(statement: Statement, words: frozenset[str]) -> bool:
    """Whether a denial says of what it denies only that it was claimed, or an evaluation that a claim is untrue."""
    tables = denial_words()
    rest = words - tables.plain - tables.again
    match statement.kind:
        case "denial":
            named = words & tables.again
            cue = statement.cue.text.lower() if statement.cue is not None else ""
            return (
                bool(named) and not rest and (not named <= tables.pronouns or bool(tables.denying & set(cue.split())))
            )
        case "evaluation":
            return bool(words & tables.again - tables.plain) and bool(rest) and rest <= tables.untrue
        case _:
            return False


def _claim_in_words(
    denial: Statement, words: frozenset[str], report: Report, sources: Mapping[str, str]
) -> tuple[Statement, tuple[str, ...]] | None:
    """The nearest claim of another source that holds every word of substance of the denial, without a negation."""
    substance = {word[:STEM] for word in words - denial_words().plain if len(word) >= STEM}
    if not substance:
        return None
    fitting = [claim for claim in _claims(denial, report, sources) if _says(claim, substance)]
    nearest = min(fitting, key=lambda claim: (abs(_distance(claim, denial)), claim.id), default=None)
    if nearest is None:
        return None
    common = sorted(word for word in words - denial_words().plain if len(word) >= STEM)
    return nearest, (f"the denial's words are the claim's: {', '.join(common)}",)


def _begins_a_clause(denial: Statement) -> bool:
    first = WORD.search(denial.content[0].text) if denial.content else None
    return first is not None and first.group().lower() in denial_words().clause


def _claims(denial: Statement, report: Report, sources: Mapping[str, str]) -> Iterator[Statement]:
    """The assertions and accusations of the report by others than the source of the denial."""
    own = sources.get(denial.source, denial.source) if denial.source is not None else None
    for statement in report.statements:
        claims = statement.kind in ("assertion", "accusation") and statement.source is not None and statement.content
        if claims and statement.id not in denial.attributed_to and denial.id not in statement.attributed_to:
            assert statement.source is not None
            if own is not None and sources.get(statement.source, statement.source) != own:
                yield statement


def _says(claim: Statement, substance: set[str]) -> bool:
    """Whether one span of the claim has a word for each of these stems and no negation."""
    for span in claim.content:
        words = {word.lower() for word in WORD.findall(span.text)}
        negated = words & denial_words().negative or any(word.endswith(("n't", "n’t")) for word in words)
        if not negated and substance <= {word[:STEM] for word in words}:
            return True
    return False


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(word.lower() for span in statement.content for word in WORD.findall(span.text))


def _distance(claim: Statement, denial: Statement) -> int:
    """The characters from the end of the claim to the denial; negative where the claim comes after it."""
    claimed = _with_cue(claim)
    denied = _with_cue(denial)
    return min(span.start for span in denied) - max(span.end for span in claimed)


def _with_cue(statement: Statement) -> tuple[Span, ...]:
    return (*statement.content, statement.cue) if statement.cue is not None else statement.content


def deed_of(event: Event, report: Report, source: str) -> Deed:
    """An event of a report as it is set beside others."""
    actors = {actor.id: actor for actor in report.actors}
    denials = {statement.id for statement in report.statements if statement.kind == "denial"}
    return Deed(
        id=f"{report.report.id}:{event.id}",
        report=report.report.id,
        type=event.type,
        polarity=event.polarity,
        modality=event.modality,
        denied=bool(event.attributed_to) and event.attributed_to[0] in denials,
        source=source,
        sides=_sides(event.actors, actors),
        sufferers=_sides(event.recipients, actors),
        names=tuple(actors[local].name for local in event.actors),
    )


def _sides(ids: tuple[str, ...], actors: Mapping[str, Actor]) -> frozenset[str]:
    return frozenset(side for local in ids for side in side_of(actors[local]))


def side_of(actor: Actor) -> frozenset[str]:
    """What an actor's side is known by: the country, and the stems of names: of a person, of what the roles are of."""
    texts = [role.of for role in actor.roles if role.of is not None] if actor.kind == "person" else [actor.name]
    words = (word for text in texts for word in WORD.findall(text.removeprefix("The ")) if word[0].isupper())
    stems = {
        word.lower()[:STEM] for word in words if len(word) >= STEM - 1 and word.lower() not in denial_words().generic
    }
    return frozenset(stems | ({actor.country} if actor.country is not None else set()))


def clash_of(left: Deed, right: Deed) -> Clash | None:
    """How two reports of one happening cannot both hold, or None; the left one is the claim, the right its contrary."""
    if left.source == right.source or left.modality != "actual" or left.modality != right.modality:
        return None
    if left.polarity != right.polarity:
        claim, contrary = (left, right) if left.polarity == "positive" else (right, left)
        kind: Kind = "denial" if contrary.denied else "occurrence"
        why = "denied by the other" if contrary.denied else "the other reports that it did not happen"
        return Clash(kind, claim.id, contrary.id, ("the same happening", why))
    if left.polarity == "positive" and left.type == right.type and _two_blamed(left, right):
        return Clash(
            "blame", left.id, right.id, ("the same happening", f"done by {_named(left)}, or by {_named(right)}")
        )
    return None


def _two_blamed(left: Deed, right: Deed) -> bool:
    """Whether two sides are named for one deed; where each did it to the other there are two deeds."""
    if left.type not in denial_words().blamed or not left.sides or not right.sides or left.sides & right.sides:
        return False
    return not (left.sides & right.sufferers or right.sides & left.sufferers) or left.sufferers == right.sufferers


def _named(deed: Deed) -> str:
    return " and ".join(deed.names)
