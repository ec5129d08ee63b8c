"""Whether a report tells an event as done, planned, possible, threatened, attempted or denied, and how it runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from onrecord import lexicon
from onrecord.extract.clauses import is_infinitive, is_insisted_fact
from onrecord.extract.events.triggers import NOUNS, Trigger
from onrecord.extract.word_classes import words_of
from onrecord.language import AnnotatedDocument, Token
from onrecord.record import Aspect, Modality, Polarity

WORDS = "lexicon/en/events/reality"
# Relations by which a word reaches down to the event that it modifies.
REACHING = ("xcomp", "ccomp", "obj", "obl", "nmod", "acl", "nsubj", "nsubj:pass", "conj")
AIMING = frozenset({"for", "of", "against", "about", "from", "to", "on"})
# What an event was before somebody performed it.
FORMER = frozenset({"planned", "threatened"})
# Prepositions after which a noun tells what has been: "will vote after the resignation of the mayor".
BACKGROUND = frozenset({"after", "following", "since", "despite", "amid", "over", "because", "during", "before"})
ABLE = frozenset({"can", "ca", "could"})
NEGATIONS = frozenset({"not", "n't", "never"})
NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
ANY = frozenset({"a", "an", "any"})
# Tags of the words that ask for more than yes or no.
ASKING = frozenset({"WRB", "WP", "WP$", "WDT"})
# Words that open a clause and with it make what it tells less than a fact.
OPENING = frozenset({"without", "if", "whether"})
# Who gathers to discuss discusses; who travels to discuss has yet to.
COMING_TOGETHER = frozenset({"gather", "meet", "convene", "assemble", "sit"})
EQUATING = frozenset({"be", "include", "comprise"})
# Modalities, the least real first; of two words the less real one decides.
LESS_REAL: tuple[Modality, ...] = (
    "hypothetical", "conditional", "threatened", "possible", "planned", "attempted", "actual",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RealityWord:
    """Words that make what they govern or modify less than a fact; `marks` open a clause or stand before a noun.

    What a word that `ends` governs was real before it: nothing above that word is asked.
    """

    key: str
    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    modality: Modality = "actual"
    polarity: Polarity = "positive"
    aspect: Aspect | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Reality:
    """How real an event is told to be, and the lexicon entries that say so."""

    modality: Modality = "actual"
    polarity: Polarity = "positive"
    aspect: Aspect | None = None
    keys: tuple[str, ...] = ()

    def under(self, word: RealityWord) -> Reality:
        """This reality, seen through one more word."""
        modality = min(self.modality, word.modality, key=LESS_REAL.index)
        return Reality(
            modality,
            "negative" if word.polarity == "negative" else self.polarity,
            self.aspect or word.aspect,
            (*self.keys, word.key),
        )


def reality_of(trigger: Trigger, doc: AnnotatedDocument) -> Reality:
    """The reality of a trigger's event."""
    found = Reality()
    words = list(_words_over(trigger, doc))
    for word in words if not _could_not(trigger, doc) else (one for one in words if one.modality != "possible"):
        found = found.under(word)
    return replace(found, aspect=found.aspect or _aspect(trigger, doc))


def _could_not(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a verb tells what somebody was not able to do, which did not happen ("could not reach an agreement")."""
    verb = trigger.clause
    helpers = {one.text.lower() for one in doc.children(verb, "aux")}
    return (
        bool(helpers & ABLE)
        and "have" not in helpers
        and any(one.text.lower() in NEGATIONS for one in doc.children(verb, "advmod", "advmod:neg"))
    )


def _words_over(trigger: Trigger, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    token = trigger.token
    for word in _beside(token, doc, of_noun=token.pos in NOUNS, direct=True):
        if not (word.modality in FORMER and _is_performed(trigger, doc)):
            yield word
    own = reality_words().get(("nouns", token.lemma.lower())) if token.pos in NOUNS else None
    if own is not None and own.modality == "attempted":
        yield own
    yield from _nobody(token, doc)
    if _is_asked(trigger, doc):
        yield reality_words()["marks", "?"]
    yield from _called_off(token, doc)
    yield from _words_above(trigger, doc)


def _is_asked(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a question asks if it is done ("Did rebels attack?"); one that asks why or how takes it for done."""
    if trigger.token.pos in NOUNS and trigger.light is None:
        return False
    clause = trigger.clause
    while clause.relation in ("xcomp", "conj"):
        clause = doc.head_of(clause)
    words = doc.tokens_of(doc.sentence_of(clause))
    if not clause.is_root or not any(word.text == "?" for word in words[-2:]):
        return False
    subject = next(iter(doc.children(clause, "nsubj", "nsubj:pass")), None)
    helper = next(iter(doc.children(clause, "aux", "aux:pass", "cop")), None)
    inverted = subject is not None and helper is not None and helper.index < subject.index
    return inverted and not any(word.tag in ASKING and word.index < subject.index for word in words if subject)


def _called_off(noun: Token, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    """What a relative clause says became of what a noun tells ("a visit, which was cancelled")."""
    if noun.pos not in NOUNS:
        return
    # A place cannot be cancelled, though the parse has "a visit to Tarrow, which was cancelled" say so.
    named = [one for one in doc.children(noun, "nmod") if one.pos == "PROPN"]
    for clause in (low for head in (noun, *named) for low in doc.children(head, "acl:relcl")):
        word = reality_words().get(("verbs", clause.lemma.lower()))
        passive = any(one.tag == "WDT" for one in doc.children(clause, "nsubj:pass"))
        if passive and word is not None and (word.polarity == "negative" or word.modality == "planned"):
            yield word


def _is_performed(trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a verb says that what a noun tells is done: "mounted its long-planned attack" mounts it."""
    if trigger.light is None or trigger.token.pos not in NOUNS:
        return False
    return doc.head_of(trigger.token).lemma.lower() in words_of("@performing")


def _words_above(trigger: Trigger, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    token = trigger.token
    seen = {token.index}
    climbing = token
    while not climbing.is_root:
        relation, head = climbing.relation, doc.head_of(climbing)
        carrier = head.index == trigger.clause.index
        if relation == "advcl":
            yield from () if _is_what_they_met_for(trigger, head) else _opening(climbing, doc)
            return
        if relation == "csubj" or (relation == "nsubj" and _is_any(climbing, doc)):
            yield from _modals(head, doc)
            return
        if relation == "obl" and not carrier and not _is_aimed(climbing, doc):
            return
        if _is_background(climbing, trigger, doc) or _is_described(climbing, head, doc):
            return
        if relation.partition(":")[0] not in REACHING and not (carrier and trigger.token.pos in NOUNS):
            return
        if head.index in seen or _stands_apart(climbing, head, doc):
            return
        seen.add(head.index)
        word = _governor(head, climbing, doc) or (None if relation == "nsubj" else _equated(head, doc))
        if word is not None:
            yield word
        yield from _denied(climbing, head, doc)
        if not _goes_on(relation, word, carrier=carrier, infinitive=is_infinitive(doc, climbing)):
            return
        yield from _said_of(trigger, climbing, head, doc)
        climbing = head


def _stands_apart(second: Token, first: Token, doc: AnnotatedDocument) -> bool:
    """Whether a clause has its own reality: insisted to be so, or coordinated without a shared subject or tense."""
    if second.relation != "conj":
        return is_insisted_fact(doc, second)
    if doc.children(second, "nsubj", "nsubj:pass", "mark"):
        return True
    return second.tag == "VBD" and any(one.tag == "MD" for one in doc.children(first, "aux"))


def _said_of(trigger: Trigger, below: Token, head: Token, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    """What stands beside a verb and also says something of the event below it; that nobody "tried to" do it too."""
    carried = trigger.light is not None or trigger.token.pos not in NOUNS or below.relation not in ("obl", "obj")
    yield from (one for one in _beside(head, doc, of_noun=False) if carried or one.polarity == "positive")
    if below.relation == "xcomp":
        yield from _nobody(head, doc)


def _is_what_they_met_for(trigger: Trigger, head: Token) -> bool:
    """Whether people met and so did what they met for ("gathered to discuss"), as those who travel to it have not."""
    return trigger.type == "CONSULT" and head.lemma.lower() in COMING_TOGETHER


def _denied(noun: Token, verb: Token, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    """The negation of a verb that denies any of what stands below it ("did not announce any plans to leave")."""
    if noun.relation != "obj" or not any(one.text.lower() == "any" for one in doc.children(noun, "det")):
        return
    if any(one.text.lower() in NEGATIONS for one in doc.children(verb, "advmod", "advmod:neg")):
        yield reality_words()["marks", "not"]


def _is_any(noun: Token, doc: AnnotatedDocument) -> bool:
    """Whether a noun speaks of any of its kind, not of one that is known ("an attack would ...")."""
    return any(one.text.lower() in ANY for one in doc.children(noun, "det"))


def _is_background(word: Token, trigger: Trigger, doc: AnnotatedDocument) -> bool:
    """Whether a word tells what has been: after its preposition, or as a participle ("the ban, imposed in May")."""
    if trigger.light is None and word.relation in ("obl", "nmod"):
        return any(mark.text.lower() in BACKGROUND for mark in doc.children(word, "case"))
    return word.relation == "acl" and word.tag == "VBN"


def _is_described(subject: Token, verb: Token, doc: AnnotatedDocument) -> bool:
    """Whether a verb only says what its subject is ("the ban is not part of a plan"), not whether it is done."""
    told = doc.children(verb, "comp:pred") if subject.relation == "nsubj" and verb.lemma == "be" else ()
    return bool(told) and not any(("marks", one.text.lower()) in reality_words() for one in told)


def _modals(verb: Token, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    """The modals of a verb, which say of its subject too whether it is done ("storming it would be a mistake")."""
    for auxiliary in doc.children(verb, "aux", "aux:pass"):
        word = reality_words().get(("auxiliaries", auxiliary.text.lower()))
        if word is not None:
            yield word


def _governor(head: Token, below: Token, doc: AnnotatedDocument) -> RealityWord | None:
    table = "verbs" if head.pos in ("VERB", "AUX") else "nouns"
    if below.relation in ("acl:relcl", "conj"):
        return None
    if head.pos == "ADJ" and below.relation == "xcomp" and (said := reality_words().get(("marks", head.text.lower()))):
        return said
    if below.relation == "xcomp" and head.lemma in ("be", "have") and is_infinitive(doc, below):
        return _due(head, doc)
    if head.lemma.lower() == "call" and below.relation in ("obj", "nsubj"):
        return None  # "called the raid a crime" names it, "called for a raid" asks for it
    return reality_words().get((table, head.lemma.lower()))


def _due(helper: Token, doc: AnnotatedDocument) -> RealityWord | None:
    """What "is to leave" and "has yet to leave" say: it is planned, or was not done."""
    yet = any(one.text.lower() == "yet" for one in doc.children(helper, "advmod"))
    if helper.lemma == "have":
        return reality_words()["marks", "not"] if yet else None
    return reality_words()["auxiliaries", "will"] if helper.tag in ("VBZ", "VBP", "VBD") else None


def _goes_on(relation: str, word: RealityWord | None, *, carrier: bool, infinitive: bool) -> bool:
    """Whether words above the one just passed still say something of the event."""
    if word is not None:
        return not word.ends and relation != "acl:relcl"
    if relation == "acl:relcl" or (relation == "ccomp" and not infinitive):
        return False
    if relation == "ccomp":
        return True
    return carrier or relation in ("xcomp", "conj")


def _equated(head: Token, doc: AnnotatedDocument) -> RealityWord | None:
    """What a noun says of all that its verb lists ("their demands included closing the road")."""
    if head.lemma.lower() not in EQUATING:
        return None
    subjects = (one.lemma.lower() for one in doc.children(head, "nsubj"))
    return next((word for lemma in subjects if (word := reality_words().get(("nouns", lemma))) is not None), None)


def _nobody(verb: Token, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    """The negation in a subject or object that is nobody ("no troops were hurt")."""
    heads = doc.children(verb, "nsubj", "nsubj:pass", "obj") if verb.pos not in NOUNS else ()
    words = [word for head in heads for word in (head, *doc.children(head, "det", "cc", "cc:preconj", "advmod"))]
    if any(one.text.lower() in NOBODY for one in words):
        yield reality_words()["marks", "no"]


def _beside(token: Token, doc: AnnotatedDocument, *, of_noun: bool, direct: bool = False) -> Iterator[RealityWord]:
    """Auxiliaries, negations, adjectives, and the words that open the clause."""
    words = reality_words()
    ready = token.lemma == "be" and not of_noun and bool(doc.children(token, "comp:pred")) and direct
    for child in doc.children(token):
        key = child.lemma.lower()
        match child.relation:
            case "aux" | "aux:pass":
                spoken = "will" if _is_reported_future(token, child, doc) else child.text.lower()
                word = words.get(("auxiliaries", spoken)) or words.get(("auxiliaries", key))
            case "comp:pred" if ready:
                word = None
            case "advmod" | "advmod:neg" | "det" | "cc" | "comp:pred":
                word = words.get(("marks", child.text.lower()))
            case "amod" | "nmod:poss" | "compound" if of_noun:
                word = words.get(("adjectives", child.text.lower()))
            case "case" | "mark":
                word = words.get(("marks", child.text.lower())) if child.text.lower() in OPENING else None
            case "advcl":
                word = next((one for one in _opening(child, doc) if one.modality == "conditional"), None)
            case _:
                word = None
        if word is not None:
            yield word


def _is_aimed(token: Token, doc: AnnotatedDocument) -> bool:
    """Whether a preposition makes a noun what its verb is about ("called for talks"), not when or where."""
    return any(mark.text.lower() in AIMING for mark in doc.children(token, "case"))


def _is_reported_future(verb: Token, auxiliary: Token, doc: AnnotatedDocument) -> bool:
    """Whether "would" is the "will" of a speech told in the past: "he said he would"."""
    if auxiliary.lemma.lower() not in ("would", "will", "'d") or verb.relation != "ccomp":
        return False
    if any(one.lemma.lower() in words_of("@schemes") and _stands_under(one, doc) for one in doc.children(verb, "obl")):
        return False
    return doc.head_of(verb).tag in ("VBD", "VBN") and not any(
        mark.text.lower() in ("if", "unless")
        for child in doc.children(verb, "advcl")
        for mark in doc.children(child, "mark")
    )


def _stands_under(noun: Token, doc: AnnotatedDocument) -> bool:
    """Whether a noun says under what something would be done: "under the proposal"."""
    return any(mark.text.lower() == "under" for mark in doc.children(noun, "case"))


def _opening(clause: Token, doc: AnnotatedDocument) -> Iterator[RealityWord]:
    """What the word that opens an adverbial clause says: if, unless, without, to."""
    for mark in doc.children(clause, "mark"):
        if mark.text.lower() == "to" and clause.tag == "VBG":  # "confessed to killing": it is done
            continue
        word = reality_words().get(("marks", mark.text.lower()))
        if word is not None:
            yield word


def _aspect(trigger: Trigger, doc: AnnotatedDocument) -> Aspect | None:
    """Ongoing for a progressive, completed for a perfect; None where the tense says neither."""
    verb = trigger.clause
    if verb.pos not in ("VERB", "AUX") or (trigger.token.pos in NOUNS and trigger.light is None):
        return None
    helpers = {child.lemma.lower() for child in doc.children(verb, "aux", "aux:pass")}
    if verb.tag == "VBG" and "be" in helpers:
        return "ongoing"
    return "completed" if "have" in helpers else None


@cache
def reality_words() -> dict[tuple[str, str], RealityWord]:
    """The lexicon by kind of word and lemma."""
    found: dict[tuple[str, str], RealityWord] = {}
    for entry in lexicon.entries(WORDS, RealityWord):
        for table in ("verbs", "nouns", "adjectives", "auxiliaries", "marks"):
            for word in getattr(entry, table):
                found[table, word] = entry
    return found
