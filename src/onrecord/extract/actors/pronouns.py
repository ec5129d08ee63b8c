"""Pronouns go to the one actor they can mean, or to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from onrecord.extract.actors.binding import closes_speech, speaker_going_on, speaks, subject_going_on, subject_meant
from onrecord.extract.actors.candidate import Candidate, paragraph_of, quoted_tokens
from onrecord.extract.actors.chains import Chain, Chains
from onrecord.extract.actors.words import Gender
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import ActorKind

FORMS: dict[str, Gender] = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
ONE_BODY = frozenset({"it", "its", "itself"})
COLLECTIVE = frozenset({"people", "police", "crowd", "family"})
PERSONAL: tuple[ActorKind, ...] = ("person", "unnamed_official")
RELATIVE = frozenset({"who", "whom", "which", "that"})
# Sentences back within which the last speaker is looked for.
SPEAKER_WINDOW = 3
BOUND = "the subject of the clause above that the pronoun can mean"
Near = list[tuple[Chain, Candidate]]


def link_pronouns(doc: AnnotatedDocument, chains: Chains) -> None:
    """Join every pronoun with exactly one possible antecedent to its chain."""
    quoted = quoted_tokens(doc)
    for token in doc.tokens:
        if token.pos not in ("PRON", "DET", "SCONJ"):
            continue
        gender = FORMS.get(token.text.lower())
        if gender is not None and token.index in quoted:
            _link_spoken_of(doc, chains, token, gender)
        elif gender is not None:
            _link_personal(doc, chains, token, gender, quoted)
        elif token.text.lower() in MANY | ONE_BODY:
            _link_body(doc, chains, token)
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
    closes = closes_speech(doc, token)
    before = list(_persons_before(doc, chains, token, gender))
    acting = {id(chain) for chain, one in before if _acts_on(doc, doc.tokens[one.head], token)}
    near = [
        (chain, one) for chain, one in before
        if id(chain) not in acting and one.head not in quoted and not _in_own_words(doc, token, doc.tokens[one.head])
        and not (closes and doc.sentence_of(doc.tokens[one.head]) == doc.sentence_of(token))
    ]  # fmt: skip
    found, rule = _only_one(doc, near, token), "the only person near that the pronoun can mean"
    if found is None and speaks(doc, token):
        found, rule = _last_speaker(doc, near, token), "the last and only speaker before the pronoun speaks"
    if found is None and not closes:
        found, rule = subject_meant(doc, chains, token, lambda one: _is_person(one, gender)), BOUND
    if found is None and not near:
        found, rule = _only_so_far(chains, token, gender), "the only person named so far that the pronoun can mean"
    if found is not None and not _speaks_of_another(doc, token, found, near):
        chains.add(_candidate(token, found, gender), found, rule)


def _acts_on(doc: AnnotatedDocument, subject: Token, pronoun: Token) -> bool:
    """Whether somebody does to a pronoun what their verb says: nobody accuses "him" who would accuse himself."""
    done_to = pronoun.relation in ("obj", "iobj", "obl") and not pronoun.text.lower().endswith("self")
    return done_to and subject.relation == "nsubj" and subject.head == pronoun.head


def _speaks_of_another(doc: AnnotatedDocument, token: Token, found: Chain, near: Near) -> bool:
    """Whether somebody unnamed in the pronoun's sentence may speak of somebody named: "a neighbour said he ..."."""
    here = doc.sentence_of(token)
    beside = any(doc.sentence_of(doc.tokens[one.head]) == here for chain, one in near if chain is found)
    return beside and not found.is_named and any(chain.is_named for chain, _ in near)


def _link_spoken_of(doc: AnnotatedDocument, chains: Chains, token: Token, gender: Gender) -> None:
    """Join "he" and "she" in a quotation to the only person near who does not speak."""
    near = list(_persons_before(doc, chains, token, gender))
    speakers = {id(chain) for chain in _speakers_around(doc, chains, token)}
    silent = {id(chain): chain for chain, _ in near if id(chain) not in speakers}
    if len(silent) == 1:
        found = next(iter(silent.values()))
        chains.add(_candidate(token, found, gender), found, "the only person near the quotation who does not speak")


def _speakers_around(doc: AnnotatedDocument, chains: Chains, token: Token) -> Iterator[Chain]:
    """Persons who speak in the sentences before, in or right behind that of a token."""
    here = doc.sentence_of(token).index
    for chain in chains.of_kinds(*PERSONAL):
        heads = [doc.tokens[one.head] for one in chain.mentions]
        if any(-SPEAKER_WINDOW <= doc.sentence_of(one).index - here <= 1 and speaks(doc, one) for one in heads):
            yield chain


def _only_so_far(chains: Chains, token: Token, gender: Gender) -> Chain | None:
    """The one person of all named before a pronoun whom it can mean."""
    found = [chain for chain in chains.before(token.index) if _is_person(chain, gender)]
    return found[0] if len(found) == 1 and found[0].is_named else None


def _link_body(doc: AnnotatedDocument, chains: Chains, token: Token) -> None:
    """Join "they" and "it" to the subject of a clause above, or of the sentence before, that is many or one body."""
    fits = _can_be_many if token.text.lower() in MANY else _is_one_body
    found, rule = speaker_going_on(doc, chains, token, fits), "the only speaker of the sentence before speaks on"
    if closes_speech(doc, token):
        if found is not None:
            chains.add(_candidate(token, found, None), found, rule)
        return
    if found is None:
        found, rule = subject_meant(doc, chains, token, fits), BOUND
    if found is None:
        found, rule = subject_going_on(doc, chains, token, fits), "the subject of the sentence before, which goes on"
    if found is None and fits is _can_be_many:
        found, rule = _only_plural(doc, chains, token), "the only many named before it in its sentence"
    if found is not None:
        chains.add(_candidate(token, found, None), found, rule)


def _only_plural(doc: AnnotatedDocument, chains: Chains, token: Token) -> Chain | None:
    """The actor of the one plural noun before a pronoun in its sentence, things included; nobody after a list."""
    before = doc.tokens[doc.sentence_of(token).first : token.index]
    plural = [one for one in before if one.tag in ("NNS", "NNPS") or one.lemma in COLLECTIVE]
    listed = any(doc.children(one, "conj") for one in before if one.pos in ("NOUN", "PROPN"))
    if len(plural) != 1 or listed or (plural[0].head == token.head and token.relation != "nmod:poss"):
        return None
    found = chains.at_head(plural[0].index)
    return found if found is not None and found.is_plural and found.kind == "people" else None


def _is_person(chain: Chain, gender: Gender) -> bool:
    return chain.kind in PERSONAL and not chain.is_plural and chain.gender in (None, gender)


def _can_be_many(chain: Chain) -> bool:
    """Whether "they" can be meant: many, or a body of many; of a country reports say "it"."""
    return chain.is_plural or chain.kind not in (*PERSONAL, "country")


def _is_one_body(chain: Chain) -> bool:
    return not chain.is_plural and chain.kind not in (*PERSONAL, "people")


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
        speakers = {id(chain): chain for chain, one in sentence if speaks(doc, doc.tokens[one.head])}
        if speakers:
            return next(iter(speakers.values())) if len(speakers) == 1 else None
    return None


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
    for chain in chains.all:
        for one in chain.mentions if _is_person(chain, gender) else ():
            if one.last <= token.index and doc.sentence_of(doc.tokens[one.head]).index >= first:
                yield chain, one
