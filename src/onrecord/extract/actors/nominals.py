"""Candidates from nouns: "a senior official", "two diplomats", "the Kestovian health ministry", "the wounded"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.actors.candidate import (
    Candidate,
    phrase_first,
    place_in_clause,
    possessor,
    prepositions,
    words_of,
)
from onrecord.extract.actors.names import readable
from onrecord.extract.actors.roles import Description, countries_in, description, entry_around
from onrecord.extract.actors.words import (
    Gender,
    OrganizationNoun,
    agency_verbs,
    country_adjectives,
    country_names,
    folded,
    organization_nouns,
    straight,
)
from onrecord.extract.siding import is_sided
from onrecord.language import AnnotatedDocument, Sentence, Token
from onrecord.record import ActorKind, Role

HEAD_RELATIONS = frozenset(
    {"nsubj", "nsubj:pass", "obj", "iobj", "obl:agent", "obl", "nmod", "nmod:poss", "appos", "root", "comp:pred"}
)
WHERE = frozenset({"in", "at", "near", "outside", "inside", "into", "around", "through", "across"})
NEGATIVE = frozenset({"no", "any", "every", "each", "such", "what", "which", "how", "neither", "either"})
PRONOUNS = frozenset({"what", "which", "how"})
NOMINAL_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Sectors whose bodies need no article to be the one that is known: "police said", "parliament voted".
SELF_EVIDENT = ("COP", "LEG")
# Sectors whose bodies are of the country they are said to be in; an embassy, an agency or a company need not be.
SEATED = frozenset({"COP", "JUD", "LEG", "PTY", "OPP", "LAB"})
# Sectors whose bodies are buildings too.
HOUSED = ("EDU", "MED", "REL")
# One body each, whatever their number: "the police have arrested three".
COLLECTIVE_PLURALS = frozenset({"forces", "authorities", "troops", "police"})
QUANTITIES = frozenset(
    {"one", "another", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
    | {"some", "many", "several", "most", "others", "dozens", "hundreds", "thousands"}
)
CROWDS = frozenset({"thousands", "hundreds", "dozens", "scores"})
# What a number of things does not do and does not suffer.
CROWD_VERBS = frozenset(
    {"march", "protest", "rally", "demonstrate", "gather", "flee", "riot", "chant", "attend", "die", "kill", "injure"}
    | {"wound", "arrest", "detain", "evacuate", "displace", "jail", "abduct", "kidnap", "shelter"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


def nominal_candidates(doc: AnnotatedDocument, taken: frozenset[int]) -> Iterator[Candidate]:
    """A candidate for every noun of people or organizations that stands as a party; `taken` are tokens of names."""
    for sentence in doc.sentences:
        if sentence.part != "heading" and readable(doc, sentence):
            for token in doc.tokens_of(sentence):
                candidate = None
                if token.index not in taken:
                    candidate = _candidate(doc, sentence, token) or some_of(doc, token) or _crowd(doc, token)
                if candidate is not None:
                    yield candidate


def _candidate(doc: AnnotatedDocument, sentence: Sentence, head: Token) -> Candidate | None:
    if not (head.tag in NOMINAL_TAGS or head.pos == "ADJ" or head.tag in ("VBN", "JJ")):
        return None
    if place_in_clause(doc, head) not in HEAD_RELATIONS or _is_role_only(doc, head):
        return None
    first = phrase_first(doc, head, sentence)
    lead = folded(doc.tokens[first].text)
    before = folded(doc.tokens[first - 1].text) if first > sentence.first else ""
    # In "for which the guards are praised" the word before the article is a pronoun and takes nothing from the guards.
    if lead in NEGATIVE or (before in NEGATIVE and not (before in PRONOUNS and lead in DEFINITE)):
        return None
    organization = entry_around(doc, head, first, organization_nouns()) if head.tag in NOMINAL_TAGS else None
    person = description(doc, head, first) if organization is None else None
    if organization is not None and organization[0].in_names_only:
        organization = None
    if organization is not None:
        return _organization(doc, head, first, organization)
    if person is None or head.index < head.head < person.last or not _fits(doc, head, first, person, sentence.part):
        return None
    return _person(doc, head, first, person)


def some_of(doc: AnnotatedDocument, head: Token) -> Candidate | None:
    """One or some of a group, where they act: "one of the officials said"."""
    of = next((child for child in doc.children(head, "nmod") if "of" in prepositions(doc, child)), None)
    if of is None or head.relation not in ("nsubj", "nsubj:pass") or folded(head.text) not in QUANTITIES:
        return None
    whole = description(doc, of)
    if whole is None and folded(of.text) not in ("them", "us"):
        return None
    one = folded(head.text) in ("one", "another")
    official = whole is not None and whole.source is not None and whole.source.startswith("official")
    return Candidate(
        head.index, of.index + 1, head.index, "nominal", "one or some of a group",
        "unnamed_official" if one and official else "person" if one else "people",
        name=straight(words_of(doc, head.index, of.index + 1)), plural=not one,
        country=whole.country if whole else None, sector=whole.sector if whole else None,
        source=whole.source if whole else None, keys=whole.keys if whole else (),
    )  # fmt: skip


def _crowd(doc: AnnotatedDocument, head: Token) -> Candidate | None:
    """A number that stands for people by itself, where people do or suffer it: "thousands marched"."""
    acts = head.relation in ("nsubj", "nsubj:pass") and doc.head_of(head).lemma in CROWD_VERBS
    if not acts or folded(head.text) not in CROWDS or doc.children(head, "nmod", "compound"):
        return None
    name = straight(head.text)
    return Candidate(
        head.index, head.index + 1, head.index, "nominal", "a number that stands for people", "people", name=name,
        plural=True,
    )  # fmt: skip


def _is_role_only(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether a noun says as what somebody acts ("as mayor") and names no party."""
    return "as" in prepositions(doc, head)


def _fits(doc: AnnotatedDocument, head: Token, first: int, person: Description, sentence_kind: str) -> bool:
    """Whether the form fits the entry: an adjective needs its article and stands alone; a noun is a noun."""
    if person.noun.adjective:
        lead = doc.tokens[first]
        plain = head.index - first == 1 and (folded(lead.text) == "the" or lead.pos == "NUM")
        return plain and not (head.index + 1 < len(doc.tokens) and doc.tokens[head.index + 1].tag in NOMINAL_TAGS)
    bare = first == head.index and head.tag in ("NN", "NNP") and person.noun.title
    if bare and head.relation not in ("nsubj", "nsubj:pass", "appos") and sentence_kind != "title":
        return False
    return head.tag in NOMINAL_TAGS or " " in person.noun.id or "-" in person.noun.id


def _person(doc: AnnotatedDocument, head: Token, first: int, person: Description) -> Candidate:
    plural = head.tag in ("NNS", "NNPS") or person.noun.collective
    kind = _kind(person, plural=plural)
    gender = person.noun.gender or _said_gender(doc, first, head)
    return Candidate(
        first, max(person.last, head.index + 1), head.index, "nominal", "a noun for people", kind,
        name=_full_text(doc, head, first),
        country=person.country or (_country_around(doc, head) if person.noun.local else None),
        sector=person.sector, source=person.source, roles=_roles(person),
        gender=gender, plural=plural, definite=is_definite(doc, head, first), noun=person.noun.id,
        affiliation=person.role.of, office=person.noun.office, keys=person.keys,
    )  # fmt: skip


def _said_gender(doc: AnnotatedDocument, first: int, head: Token) -> Gender | None:
    before = {folded(token.text) for token in doc.tokens[first : head.index]}
    return "he" if "male" in before else "she" if "female" in before else None


def _roles(person: Description) -> tuple[Role, ...]:
    return (person.role,) if person.noun.key.startswith("actors/roles/") else ()


def _kind(person: Description, *, plural: bool) -> ActorKind:
    official = person.source is not None and person.source.startswith("official")
    if plural:
        return "people"
    return "unnamed_official" if official and person.sector != "MED" else "person"


def is_definite(doc: AnnotatedDocument, head: Token, first: int) -> bool:
    """Whether a noun phrase takes up something known: an article that points back, or an owner."""
    return folded(doc.tokens[first].text) in DEFINITE or possessor(doc, head) is not None


def _full_text(doc: AnnotatedDocument, head: Token, first: int) -> str:
    """The phrase with what follows its head directly: "the mayor of Port Lessen"."""
    last = head.index + 1
    for child in doc.children(head, "nmod"):
        if child.relation == "nmod" and child.index > head.index and "by" not in prepositions(doc, child):
            below = [t for t in doc.subtree(child) if t.relation not in ("acl:relcl", "acl", "appos")]
            start = min(t.index for t in below)
            if start == last and child.index - head.index <= 6:
                last = child.index + 1
    return straight(words_of(doc, first, last))


def _is_aimed_at(doc: AnnotatedDocument, head: Token) -> bool:
    """Whether something is thrown or fired at a body of people, which is no place: "threw stones at police"."""
    return folded(head.text) in COLLECTIVE_PLURALS and prepositions(doc, head) & WHERE == {"at"}


def _organization(
    doc: AnnotatedDocument, head: Token, first: int, found: tuple[OrganizationNoun, int, int]
) -> Candidate | None:
    noun, noun_first, noun_last = found
    inside = prepositions(doc, head) & WHERE and not _is_aimed_at(doc, head)
    if inside or _is_building(head, noun) or _stands_for_members(doc, head, first):
        return None
    affiliation = affiliation_of(doc, head, first, noun_first)
    country = next(countries_in(doc, first, noun_first), None) or next(_of_countries(doc, head), None)
    if country is None and affiliation is None and noun.sector in SEATED and head.index - first <= 1:
        country = _country_around(doc, head)
    return Candidate(
        first, noun_last, head.index, "nominal", "a noun for an organization",
        "country" if noun.kind == "government" and country else noun.kind,
        identity=_identity(doc, noun, noun_first, head, country or affiliation),
        name=_full_text(doc, head, first),
        country=country, sector=noun.sector, source=noun.source,
        plural=head.tag in ("NNS", "NNPS") and head.text.lower() not in COLLECTIVE_PLURALS,
        definite=is_definite(doc, head, first) or (first == head.index and noun.sector in SELF_EVIDENT),
        noun=noun.id, stands_for=noun.stands_for,
        affiliation=affiliation, keys=(noun.key,),
    )  # fmt: skip


def _is_building(head: Token, noun: OrganizationNoun) -> bool:
    """Whether a school or hospital is rather where something is than who acts."""
    return noun.sector in HOUSED and head.relation not in ("nsubj", "obl:agent", "nmod:poss", "appos", "comp:pred")


def _stands_for_members(doc: AnnotatedDocument, head: Token, first: int) -> bool:
    """Whether "both governments" stands for actors of their own, and does not speak itself."""
    many = head.tag == "NNS" and folded(doc.tokens[first].text) in ("both", "the", "all", "these")
    speaks = head.relation == "nsubj" and folded(doc.head_of(head).lemma) in agency_verbs()
    return many and not speaks and head.text.lower() not in COLLECTIVE_PLURALS


def _identity(
    doc: AnnotatedDocument, noun: OrganizationNoun, noun_first: int, head: Token, owner: str | None
) -> str | None:
    """What one body of a state shares with itself: what it is, and whose; a government is one with its country."""
    if head.tag == "NNS" and head.text.lower() not in COLLECTIVE_PLURALS:
        return None
    before = doc.tokens[noun_first - 1] if noun_first else None
    detail = before.text.lower() if before and before.relation == "compound" and before.tag in ("NN", "NNS") else ""
    if owner is None:
        return f"{detail} {noun.id}" if detail and doc.tokens[noun_first - 2].pos == "DET" else None
    if noun.kind == "government":
        return f"country {owner}"
    return f"{detail} {noun.id} of {owner}".strip()


def affiliation_of(doc: AnnotatedDocument, head: Token, first: int, noun_first: int) -> str | None:
    """Whose body it is, as the report words it: an owner, "of ...", or a capitalised adjective."""
    owner = possessor(doc, head)
    if owner is not None:
        return owner.text if owner.pos != "PRON" else None
    for token in doc.tokens[first:noun_first]:
        if is_sided(doc, token.index):
            continue
        if token.text in country_adjectives() or token.text in country_names():
            return token.text
        if token.text[:1].isupper() and token.relation in ("amod", "compound") and token.index > first:
            return token.text
    of = [child for child in doc.children(head, "nmod") if "of" in prepositions(doc, child)]
    return of[0].text if of else None


def _country_around(doc: AnnotatedDocument, head: Token) -> str | None:
    """The country right behind a noun: "protesters in Kestovia", "a court in Tarrow"."""
    for child in doc.children(head, "nmod"):
        below = doc.subtree(child)
        if below[0].index == head.index + 1 and below[0].text.lower() in ("in", "of", "across", "throughout"):
            return next(countries_in(doc, below[0].index + 1, child.index + 1), None)
    return None


def _of_countries(doc: AnnotatedDocument, head: Token) -> Iterator[str]:
    for child in doc.children(head, "nmod"):
        if "of" in prepositions(doc, child):
            yield from countries_in(doc, phrase_first(doc, child, doc.sentence_of(child)), child.index + 1)
