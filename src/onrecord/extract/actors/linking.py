"""Which mentions are one actor: names by their words, nouns by apposition, copula and what they take up.

Every link is made on strong evidence or not at all: a mention left alone is a gap, a wrong link puts words
into somebody's mouth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.extract.actors.candidate import Candidate, possessor
from onrecord.extract.actors.chains import Chain, Chains
from onrecord.extract.actors.mentions import adjectives_of
from onrecord.extract.actors.words import folded, organization_nouns, unaccented
from onrecord.language import AnnotatedDocument, Token

PERSONAL = frozenset({"person", "unnamed_official", "people"})
# Sentences back within which a body named once is "the ministry", where the report names several.
NEAR = 2
# Nouns for anybody: "the people" takes up nobody in particular.
SAYING_LITTLE = frozenset({"people", "person", "individual", "side"})
# Sectors whose bodies are no "group", "movement" or "organization".
OF_STATES = frozenset({"MIL", "COP", "LEG", "JUD", "GOV"})
LESSER = frozenset({"vice", "deputy", "assistant", "former", "lieutenant", "attorney", "major", "acting"})


def linked(doc: AnnotatedDocument, names: Iterable[Candidate], nominals: Iterable[Candidate]) -> Chains:
    """The chains of all names and nouns."""
    chains = Chains(doc)
    _link_names(doc, chains, list(names))
    titled = {index: one for one in chains.names_of_persons() for index in range(one.first, one.last)}
    waiting = [_settled(chains, one) for one in nominals if not _is_title_of(one, titled)]
    rest = [one for one in waiting if not _link_by_structure(doc, chains, one)]
    in_title = [one for one in rest if doc.sentence_of(doc.tokens[one.head]).part == "title"]
    for candidate in rest:
        if doc.tokens[candidate.head].relation != "comp:pred" and candidate not in in_title:
            _link_by_wording(doc, chains, candidate)
    for candidate in in_title:
        _link_title(chains, candidate)
    _join_offices(doc, chains)
    return chains


def _is_title_of(nominal: Candidate, titled: Mapping[int, Candidate]) -> bool:
    """Whether a noun is the title in a name's mention: "Secretary of State" before "Ana Feld"."""
    name = titled.get(nominal.last - 1)
    return name is not None and nominal.last < name.last and nominal.head < name.head


def _link_title(chains: Chains, candidate: Candidate) -> None:
    """Join a noun of the headline to the one actor below that it can mean; others say too little without a country."""
    alike = [chain for chain in chains.all if _is_taken_up(chain, candidate)]
    if len(alike) == 1:
        chains.add(candidate, alike[0], "the only one below that the headline can mean")
    elif candidate.country is not None:
        chains.add(candidate, None, None)


def _join_offices(doc: AnnotatedDocument, chains: Chains) -> None:
    """Join "the governor" to the one governor whom the report names."""
    unnamed = [one for one in chains.of_kinds("unnamed_official") if not one.is_named and not one.is_plural]
    for chain in unnamed:
        nouns = {one.noun for one in chain.mentions if one.office}
        holders = [one for one in chains.of_kinds("person") if one.is_named and nouns & one.nouns]
        rivals = any(nouns & one.nouns and not _only_definite(doc, one) for one in unnamed)
        agree = holders and (not chain.affiliations or chain.affiliations <= holders[0].affiliations)
        if len(holders) == 1 and not rivals and agree and _only_definite(doc, chain):
            chains.join(chain, holders[0], "the only holder of the office in the report")


def _only_definite(doc: AnnotatedDocument, chain: Chain) -> bool:
    """Whether every mention says "the ..." and no owner."""
    owners = (possessor(doc, doc.tokens[one.head]) for one in chain.mentions)
    return all(one.definite or one.level == "pronoun" for one in chain.mentions) and not any(owners)


def _link_names(doc: AnnotatedDocument, chains: Chains, names: list[Candidate]) -> None:
    """Chains of names: the longest forms first, so that a surname finds its person."""
    aliases = dict(_acronyms(doc, names))
    by_length = sorted(names, key=lambda one: (-len((one.identity or "").split()), one.first))
    for candidate in by_length:
        identity = aliases.get(candidate.identity or "", candidate.identity)
        same = chains.with_identity(identity) or _fuller_name(chains, candidate)
        chains.add(candidate, same, "the same name" if same else None)
        if same is None and identity != candidate.identity:
            chains.alias(identity, candidate)


def _fuller_name(chains: Chains, candidate: Candidate) -> Chain | None:
    """The one chain whose name holds this shorter one: a person's surname or first name, a part of a known name."""
    words = unaccented(candidate.name or "").split()
    if candidate.kind == "person":
        fuller = [chain for chain in chains.of_kinds("person") if _ends_a_name(words, chain, candidate)]
        fuller = fuller or [chain for chain in chains.of_kinds("person") if _is_given_name(words, chain, candidate)]
        return fuller[0] if len(fuller) == 1 else None
    if candidate.kind in ("organization", "armed_group") and folded(words[-1]) in organization_nouns():
        longer = [chain for chain in chains.of_kinds("organization", "armed_group") if _ends_with(chain, words)]
        return longer[0] if len(longer) == 1 else None
    return None


def _ends_with(chain: Chain, words: list[str]) -> bool:
    """Whether a name of the chain ends with these words: "Sennet Island Front", "the Front"."""
    names = [(one.name or "").split() for one in chain.mentions if one.level == "name"]
    return any(len(name) > len(words) and name[-len(words) :] == words for name in names)


def _ends_a_name(words: list[str], chain: Chain, candidate: Candidate) -> bool:
    """Whether the words are a person's surname, or the name without its middle parts."""
    return _may_be_called(chain, candidate) and any(
        len(full) > len(words) and (full[-len(words) :] == words or _skips(words, full)) for full in _full_names(chain)
    )


def _is_given_name(words: list[str], chain: Chain, candidate: Candidate) -> bool:
    """Whether one word without a title is a person's given name."""
    plain = len(words) == 1 and candidate.gender is None and not candidate.roles
    return plain and _may_be_called(chain, candidate) and any(full[:1] == words for full in _full_names(chain))


def _may_be_called(chain: Chain, candidate: Candidate) -> bool:
    agree = candidate.gender is None or chain.gender in (None, candidate.gender)
    return chain.is_named and agree


def _full_names(chain: Chain) -> Iterator[list[str]]:
    """The names of a chain that have more than one word, by words."""
    names = (unaccented(one.name or "").split() for one in chain.mentions if one.level == "name")
    return (words for words in names if len(words) > 1)


def _skips(words: list[str], full: list[str]) -> bool:
    """Whether a name leaves out only middle parts: "Ana Feld" for "Ana Maria Feld"."""
    return len(words) > 1 and words[0] == full[0] and words[-1] == full[-1]


def _acronyms(doc: AnnotatedDocument, names: list[Candidate]) -> Iterator[tuple[str, str]]:
    """Acronyms and the full names they stand for: in brackets right after the name, or its initials."""
    full = [one for one in names if one.kind != "person" and len((one.name or "").split()) > 1]
    starts = {one.first: one for one in names}
    for one in full:
        after = starts.get(one.last + 1)
        bracket = one.last < len(doc.tokens) and doc.tokens[one.last].text == "("
        if after is not None and bracket and (after.name or "").isupper() and one.identity:
            yield after.identity or "", one.identity
    for short in names:
        name = (short.name or "").replace(".", "")
        if name.isupper() and 2 <= len(name) <= 7 and not (short.identity or "").startswith(("known", "country")):
            matching = {one.identity for one in full if name in _initials(one.name or "")}
            if len(matching) == 1:
                yield short.identity or "", matching.pop() or ""


def _initials(name: str) -> set[str]:
    words = name.replace("-", " ").split()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return {capitals, "".join(word[0].upper() for word in words)}


def _link_by_structure(doc: AnnotatedDocument, chains: Chains, candidate: Candidate) -> bool:
    """Join a noun to the name it stands beside or is said of; whether it was joined."""
    head = doc.tokens[candidate.head]
    for other, rule in (*_entitled(doc, chains, candidate), *_apposed(doc, head), *_subjects(doc, head)):
        chain = chains.at_head(other.index)
        if chain is not None and _may_be_one(doc, chain, candidate, other):
            chains.add(candidate, chain, rule)
            return True
    return False


def _apposed(doc: AnnotatedDocument, head: Token) -> Iterator[tuple[Token, str]]:
    for child in doc.children(head, "appos"):
        yield child, "in apposition to the name"
    if head.relation == "appos" and _is_closed(doc, head):
        yield doc.head_of(head), "in apposition to the name"
    yield from _named_after(doc, head)
    yield from _named_beside(doc, head)
    for child in doc.children(head, "nmod"):
        comma = doc.tokens[child.index + 1 : child.index + 2]
        if child.index > head.index and comma and comma[0].text == ",":
            yield from ((one, "in apposition to the name") for one in _appos_after(doc, child))


def _is_closed(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether an apposition ends with a mark; one that runs on into a verb is a subject of its own."""
    last = doc.subtree(head)[-1].index + 1
    here = doc.sentence_of(head)
    return last >= here.last or not doc.tokens[last].text[:1].isalnum() or doc.tokens[last - 1].text == ","


def _entitled(doc: AnnotatedDocument, chains: Chains, nominal: Candidate) -> Iterator[tuple[Token, str]]:
    """The name right behind a title and what it is a title of: "First Minister of Tal Ana Feld"."""
    ends = [nominal.last, *(child.index + 1 for child in doc.children(doc.tokens[nominal.head], "nmod"))]
    if not nominal.roles or not doc.tokens[nominal.head].text[:1].isupper():
        return
    for end in ends:
        name = chains.name_starting(end)
        if name is not None and end > nominal.head and name.kind == "person":
            yield doc.tokens[name.head], "a title before the name"


def _named_after(doc: AnnotatedDocument, head: Token) -> Iterator[tuple[Token, str]]:
    """The name set off by commas right behind a noun, where the parse gave no apposition: "the chair, Ana Feld"."""
    tokens = doc.tokens
    if head.index + 2 < len(tokens) and tokens[head.index + 1].text == ",":
        last = head.index + 2
        while last + 1 < len(tokens) and tokens[last].relation == "compound" and tokens[last].tag == "NNP":
            last += 1
        closed = last + 1 < len(tokens) and tokens[last + 1].text in (",", ".")
        if closed and tokens[last].tag == "NNP" and tokens[last].relation in ("appos", "obl:unmarked", "dep", "nmod"):
            yield tokens[last], "in apposition to the name"


def _named_beside(doc: AnnotatedDocument, head: Token) -> Iterator[tuple[Token, str]]:
    """The name right behind a noun that the parse hangs from the same verb: "the news agency Anvar reported"."""
    for other in doc.tokens[head.index + 1 : doc.sentence_of(head).last]:
        if other.tag not in ("NNP", "NNPS"):
            return
        if other.head == head.head and other.relation == head.relation:
            yield other, "the name behind the noun"
            return


def _appos_after(doc: AnnotatedDocument, token: Token) -> Iterator[Token]:
    """What stands in apposition right behind a noun and its comma: "the mayor of Tal, Ana Feld"."""
    for child in doc.children(token, "appos"):
        if doc.subtree(child)[0].index == token.index + 2:
            yield child


def _subjects(doc: AnnotatedDocument, head: Token) -> Iterator[tuple[Token, str]]:
    """The subject of which a noun is said: "Osk is the head of the union"."""
    if head.relation != "comp:pred":
        return
    verb = doc.head_of(head)
    negated = any(child.relation == "advmod:neg" for child in doc.children(verb))
    if verb.lemma == "be" and not negated:
        for child in doc.children(verb):
            if child.relation == "nsubj":
                yield child, "said of the name"


def _may_be_one(doc: AnnotatedDocument, chain: Chain, candidate: Candidate, other: Token) -> bool:
    """Whether a noun beside a name can name the same: people with people, bodies with bodies, one with one."""
    plural = any(child.relation == "conj" for child in doc.children(other))
    same_sort = (chain.kind in PERSONAL) == (candidate.kind in PERSONAL)
    return (
        same_sort and chain.is_named and not plural and candidate.plural == chain.is_plural and chain.kind != "country"
    )


def _link_by_wording(doc: AnnotatedDocument, chains: Chains, candidate: Candidate) -> None:
    """Join a noun to the actor that its words take up, or start an actor of its own."""
    same = chains.with_identity(candidate.identity)
    if same is not None and not candidate.plural:
        chains.add(candidate, same, "the same body by its words")
        return
    taken_up = _taken_up(doc, chains, candidate) if candidate.definite else None
    chains.add(candidate, taken_up, "the only one that the words can take up" if taken_up else None)


def _settled(chains: Chains, candidate: Candidate) -> Candidate:
    """A noun with its country's name in place of the country's adjective: "Kestovian" counts as "Kestovia"."""
    owner = candidate.country or candidate.affiliation
    if owner is None:
        return candidate
    name = next((name for name in sorted(chains.country_names()) if owner in adjectives_of(name)), owner)
    identity = candidate.identity.replace(owner, name) if candidate.identity else None
    state = name in chains.country_names() and candidate.kind == "government"
    return replace(candidate, affiliation=name, identity=identity, kind="country" if state else candidate.kind)


def _taken_up(doc: AnnotatedDocument, chains: Chains, candidate: Candidate) -> Chain | None:
    """The one earlier actor that "the official", "the ministry" or "the group" can mean."""
    head = doc.tokens[candidate.head]
    owner = possessor(doc, head)
    if owner is not None and owner.pos == "PRON":
        return None
    earlier = [chain for chain in chains.before(candidate.first) if _is_taken_up(chain, candidate)]
    # "The agency" is the news agency told of before, not a company that an agency might be.
    earlier = [chain for chain in earlier if _is_called_so(chain, candidate)] or earlier
    if len(earlier) == 1:
        return earlier[0]
    sentence = doc.sentence_of(head).index
    near = [chain for chain in earlier if sentence - chain.last_sentence(candidate.first) <= NEAR]
    return near[0] if len(near) == 1 and not candidate.affiliation else None


def _is_taken_up(chain: Chain, candidate: Candidate) -> bool:
    if chain.is_plural != candidate.plural or (chain.kind in PERSONAL) != (candidate.kind in PERSONAL):
        return False
    if candidate.affiliation and candidate.affiliation not in chain.affiliations:
        return False
    if candidate.noun in SAYING_LITTLE or _numbers_differ(chain, candidate):
        return False
    if _is_called_so(chain, candidate):
        return True
    return chain.is_named and chain.kind in candidate.stands_for and _is_of_a_sort(chain, candidate)


def _is_called_so(chain: Chain, candidate: Candidate) -> bool:
    """Whether an actor is called by this noun, or by a longer one that it takes up."""
    return candidate.noun is not None and any(_names_same(candidate.noun, noun) for noun in chain.nouns)


def _is_of_a_sort(chain: Chain, candidate: Candidate) -> bool:
    """Whether a noun fits what is known of a body: a ministry is no "charity", an army no "group"."""
    sectors = {one.sector for one in chain.mentions if one.sector}
    if not sectors or chain.kind == "armed_group":
        return True
    return candidate.sector in sectors if candidate.sector else not sectors & OF_STATES


def _numbers_differ(chain: Chain, candidate: Candidate) -> bool:
    """Whether both give a number, and not the same: "over 900 people" is not "over 700 people"."""
    mine = _digits(candidate)
    return bool(mine) and any(_digits(one) and _digits(one) != mine for one in chain.mentions)


def _digits(candidate: Candidate) -> str:
    return "".join(char for char in candidate.name or "" if char.isdigit())


def _names_same(short: str, full: str) -> bool:
    """Whether a noun can take up another: itself, or one that it ends, but never a deputy by the office."""
    if short == full or full.startswith(short + " of "):
        return True
    lead = full.removesuffix(" " + short)
    return lead != full and lead.split()[-1] not in LESSER
