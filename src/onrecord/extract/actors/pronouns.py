"""Pronouns: "he" and "she" go to the one person they can mean, or to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.extract.actors.candidate import Candidate, paragraph_of, quoted_tokens
from onrecord.extract.actors.chains import Chain, Chains
from onrecord.extract.actors.words import Gender, agency_verbs, folded
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import ActorKind

FORMS: dict[str, Gender] = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
PERSONAL: tuple[ActorKind, ...] = ("person", "unnamed_official")
RELATIVE = frozenset({"who", "whom", "which", "that"})
# Sentences back within which the last speaker is looked for.
SPEAKER_WINDOW = 3
Near = list[tuple[Chain, Candidate]]


def link_pronouns(doc: AnnotatedDocument, chains: Chains) -> None:
    """Join every pronoun with exactly one possible antecedent to its chain."""
    quoted = quoted_tokens(doc)
    for token in doc.tokens:
        if token.pos not in ("PRON", "DET", "SCONJ"):
            continue
        gender = FORMS.get(token.text.lower())
        if gender is not None and token.index not in quoted:
            _link_personal(doc, chains, token, gender, quoted)
        elif token.text.lower() in RELATIVE:
            _link_relative(doc, chains, token)
    for chain in chains.all:
        _drop_other_gender(chains, chain)


def _drop_other_gender(chains: Chains, chain: Chain) -> None:
    """Take back the pronouns of the rarer gender where a chain holds both; all of them where both are as frequent."""
    heard = Counter(one.gender for one in chain.mentions if one.level == "pronoun" and one.gender)
    if len(heard) < 2:
        return
    (kept, most), (_, fewer) = heard.most_common()
    for one in [one for one in chain.mentions if one.level == "pronoun" and one.gender]:
        if one.gender != kept or most == fewer:
            chains.remove(one, chain)


def _link_personal(
    doc: AnnotatedDocument, chains: Chains, token: Token, gender: Gender, quoted: frozenset[int]
) -> None:
    near = [
        (chain, one) for chain, one in _persons_before(doc, chains, token, gender)
        if one.head not in quoted and not _in_own_words(doc, token, doc.tokens[one.head])
    ]  # fmt: skip
    found, rule = _only_one(doc, near, token), "the only person near that the pronoun can mean"
    if found is None and _speaks(doc, token):
        found, rule = _last_speaker(doc, near, token), "the last and only speaker before the pronoun speaks"
    if found is not None:
        chains.add(_candidate(token, found, gender), found, rule)


def _link_relative(doc: AnnotatedDocument, chains: Chains, token: Token) -> None:
    """Join "who" to the noun that its clause describes, where it is that clause's subject or object."""
    clause = doc.head_of(token)
    chain = chains.at_head(clause.head) if clause.relation == "acl:relcl" else None
    personal = chain is not None and chain.kind in (*PERSONAL, "people")
    fits = token.text.lower() == "that" or personal == token.text.lower().startswith("who")
    if chain is not None and fits and token.relation in ("nsubj", "nsubj:pass", "obj"):
        chains.add(_candidate(token, chain, None), chain, "the pronoun of a relative clause")


def _candidate(token: Token, chain: Chain, gender: Gender | None) -> Candidate:
    return Candidate(token.index, token.index + 1, token.index, "pronoun", "a pronoun", chain.kind, gender=gender)


def _only_one(doc: AnnotatedDocument, near: Near, token: Token) -> Chain | None:
    """The one person of the same paragraph in the same sentence, or else in the one before, whom a pronoun can mean."""
    here, paragraph = doc.sentence_of(token).index, paragraph_of(doc, token)
    inside = [(chain, one) for chain, one in near if paragraph_of(doc, doc.tokens[one.head]) == paragraph]
    for first in (here, here - 1):
        found = {id(chain): chain for chain, one in inside if doc.sentence_of(doc.tokens[one.head]).index >= first}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _last_speaker(doc: AnnotatedDocument, near: Near, token: Token) -> Chain | None:
    """The speaker of the nearest sentence before that has exactly one; nobody if the pronoun's sentence has people."""
    here = doc.sentence_of(token).index
    if any(doc.sentence_of(doc.tokens[one.head]).index == here for _, one in near):
        return None
    for back in range(1, SPEAKER_WINDOW + 1):
        sentence = [pair for pair in near if doc.sentence_of(doc.tokens[pair[1].head]).index == here - back]
        speakers = {id(chain): chain for chain, one in sentence if _speaks(doc, doc.tokens[one.head])}
        if speakers:
            return next(iter(speakers.values())) if len(speakers) == 1 else None
    return None


def _speaks(doc: AnnotatedDocument, token: Token) -> bool:
    """Whether a token is, or stands in apposition to, the subject of a verb of speaking."""
    while token.relation == "appos" and not token.is_root:
        token = doc.head_of(token)
    return token.relation == "nsubj" and folded(doc.head_of(token).lemma) in agency_verbs()


def _in_own_words(doc: AnnotatedDocument, pronoun: Token, other: Token) -> bool:
    """Whether a person stands in what the pronoun says: "she showed our doctor the marks, he said"."""
    if pronoun.relation != "nsubj" or other.index > pronoun.index:
        return False
    verb = doc.head_of(pronoun)
    said = (child for child in doc.children(verb, "ccomp", "parataxis") if child.index < verb.index)
    return any(other in doc.subtree(child) for child in said)


def _persons_before(
    doc: AnnotatedDocument, chains: Chains, token: Token, gender: Gender
) -> Iterator[tuple[Chain, Candidate]]:
    first = doc.sentence_of(token).index - SPEAKER_WINDOW
    for chain in chains.of_kinds(*PERSONAL):
        if chain.is_plural or chain.gender not in (None, gender):
            continue
        for one in chain.mentions:
            if one.last <= token.index and doc.sentence_of(doc.tokens[one.head]).index >= first:
                yield chain, one
