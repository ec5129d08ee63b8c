"""Who speaks: from a cue to the words that name its source."""

from __future__ import annotations

from onrecord.extract.statements.cues import verb_cues
from onrecord.extract.statements.draft import Voice
from onrecord.extract.statements.spoken import WEEKDAYS
from onrecord.language import AnnotatedDocument, Token

RELATIVE = frozenset({"who", "which", "that", "whom"})
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET")
SUBJECTS = ("nsubj",)
# What the parser takes for a subject behind the verb: "said Thursday morning".
DAYS = WEEKDAYS | {"morning", "afternoon", "evening", "night", "today", "yesterday"}


def own_voice(doc: AnnotatedDocument, verb: Token) -> Voice | None:
    """The subject of a verb of saying, its own or the one it shares with a verb before it."""
    if verb.relation == "conj" or doc.children(verb, *SUBJECTS, "obl:agent"):
        return voice_of_verb(doc, verb)
    return None


def voice_of_verb(doc: AnnotatedDocument, verb: Token) -> Voice | None:
    """The subject of a verb of saying, its own or, through coordination and participles, its governor's."""
    if doc.children(verb, "aux:pass"):
        return _voice_at_first(doc, doc.children(verb, "obl:agent"))
    own = [child for child in doc.children(verb, *SUBJECTS) if child.relation != "nsubj:pass" and child.tag != "PRP$"]
    if own:
        return voice_at(doc, own[-1] if _inverted(own, verb) else own[0], around=verb)
    if doc.children(verb, "nsubj:pass"):
        return None
    return _inherited(doc, verb)


def voice_at(doc: AnnotatedDocument, head: Token, *, around: Token | None = None) -> Voice:
    """The noun phrase under a head as a voice; clauses that the parser hung there by mistake stay out."""
    if head.lemma in RELATIVE and around is not None and around.relation == "acl:relcl":
        return Voice(head, head.index, head.index + 1, resolved=doc.head_of(around))
    words = [token for token in doc.subtree(head) if around is None or not _beyond(doc, token, around, head)]
    words = [token for token in words if head.index - 25 <= token.index <= head.index + 25]
    words = _without_circumstance(words, head)
    while words and words[-1].pos == "PUNCT":
        words.pop()
    while words and words[0].pos in ("PUNCT", "ADP", "SCONJ", "CCONJ"):
        words.pop(0)
    first, last = (words[0].index, words[-1].index + 1) if words else (head.index, head.index + 1)
    return Voice(head, first, _end_of_name(doc, head, last, around))


def _without_circumstance(words: list[Token], head: Token) -> list[Token]:
    """The phrase without what the parser hung before it: "Meanwhile in Brenna, a union spokesman"."""
    commas = [number for number, token in enumerate(words) if token.text == "," and token.index < head.index]
    return words[commas[-1] + 1 :] if commas and words[0].pos in ("ADV", "ADP", "SCONJ") else words


def _end_of_name(doc: AnnotatedDocument, head: Token, last: int, around: Token | None) -> int:
    """The end of a name that the parser cut behind "Mr." or a first name."""
    sentence_end = doc.sentence_of(head).last
    while (
        head.pos == "PROPN"
        and last < sentence_end
        and doc.tokens[last].pos == "PROPN"
        and doc.tokens[last - 1].pos == "PROPN"
        and (around is None or last != around.index)
    ):
        last += 1
    return last


def speaking_subjects(doc: AnnotatedDocument, verb: Token) -> list[Token]:
    """The subjects of a verb that are named beside it: no passive one, no relative pronoun, no day behind it."""
    named = [one for one in doc.children(verb, "nsubj") if one.relation == "nsubj" and one.lemma not in RELATIVE]
    return [one for one in named if one.index < verb.index or one.lemma.lower() not in DAYS]


def voice_of_noun(doc: AnnotatedDocument, noun: Token, without: tuple[str, ...] = ()) -> Voice | None:
    """Who made a claim, warning or denial: its possessor, who it is "by" or "from", or the subject that makes it.

    The prepositions in `without` lead to what was said, not to who said it.
    """
    speakers = {"by", "from", "of"} - set(without)
    if owner := doc.children(noun, "nmod:poss"):
        return voice_at(doc, owner[0])
    for child in doc.children(noun, "nmod"):
        if any(case.lemma in speakers for case in doc.children(child, "case")):
            return voice_at(doc, child)
    governor = doc.head_of(noun)
    if noun.relation == "obj" and governor.lemma in MAKING:
        return voice_of_verb(doc, governor)
    return None


MAKING = frozenset({
    "make", "issue", "give", "repeat", "express", "voice", "deliver", "release", "publish", "post", "offer",
    "reiterate", "have", "raise", "renew", "level", "share",
})  # fmt: skip


def _voice_at_first(doc: AnnotatedDocument, heads: tuple[Token, ...]) -> Voice | None:
    return voice_at(doc, heads[0]) if heads and heads[0].pos in NOMINAL else None


def _inverted(subjects: list[Token], verb: Token) -> bool:
    """ "..., said Ana Reit": of two subjects the one right after the verb is the speaker."""
    return len(subjects) > 1 and subjects[-1].index > verb.index


def _inherited(doc: AnnotatedDocument, verb: Token) -> Voice | None:
    governor = doc.head_of(verb)
    if (teller := _teller_before(doc, verb) or shared_teller(doc, verb)) is not None:
        return voice_of_verb(doc, teller)
    if verb.is_root or (verb.relation == "advcl" and verb.tag == "VBN"):
        return None
    if (teller := _teller_beyond(doc, verb, governor)) is not None:
        return voice_of_verb(doc, teller)
    if verb.relation in ("conj", "xcomp", "advcl", "parataxis") and governor.pos in ("VERB", "AUX"):
        if doc.children(governor, "aux:pass") and not doc.children(governor, "nsubj:pass"):
            return None
        if passive := doc.children(governor, "nsubj:pass"):
            return voice_at(doc, passive[0], around=governor)
        return voice_of_verb(doc, governor)
    if verb.relation == "acl" and governor.pos in NOMINAL and verb.tag == "VBG":
        return None if doc.children(verb, "mark", "case") else voice_at(doc, governor, around=verb)
    return None


def shared_teller(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """The verb of saying that a second one goes with: "said that he will try and insisted that he can".

    The parser hangs the second from what is said; its past beside a present or a modal tells that it is the report's.
    """
    said = doc.head_of(verb)
    if verb.relation != "conj" or said.relation != "ccomp" or said.is_root or verb.tag != "VBD":
        return None
    finite = (said, *doc.children(said, "aux", "aux:pass", "cop"))
    teller = doc.head_of(said)
    goes_on = teller.lemma in verb_cues() and verb.lemma in verb_cues() and teller.tag == "VBD"
    return teller if goes_on and teller.index < said.index and all(one.tag != "VBD" for one in finite) else None


def _teller_before(doc: AnnotatedDocument, verb: Token) -> Token | None:
    """The verb of saying right before ", adding", whatever the parser made of the two."""
    if verb.tag != "VBG" or verb.index < 2 or doc.tokens[verb.index - 1].text != ",":
        return None
    teller = doc.tokens[verb.index - 2]
    return (
        teller if teller.tag in ("VBD", "VBZ") and teller.lemma in verb_cues() and verb.lemma in verb_cues() else None
    )


def _teller_beyond(doc: AnnotatedDocument, verb: Token, governor: Token) -> Token | None:
    """The verb of saying that ", adding that ..." goes with, where the parser hung it inside what was said."""
    if verb.relation != "advcl" or verb.tag != "VBG" or governor.relation != "ccomp" or governor.is_root:
        return None
    teller = doc.head_of(governor)
    behind_comma = verb.index > 0 and doc.tokens[verb.index - 1].text == ","
    return teller if behind_comma and teller.lemma in verb_cues() and teller.index < governor.index else None


def _beyond(doc: AnnotatedDocument, token: Token, verb: Token, head: Token) -> bool:
    """Whether a token of the phrase is the cue itself, hangs from it, or lies on its other side."""
    if token.index == head.index:
        return False
    if token.index == verb.index or any(above.index == verb.index for above in _up_to(doc, token, head)):
        return True
    return (token.index > verb.index) != (head.index > verb.index)


def _up_to(doc: AnnotatedDocument, token: Token, head: Token) -> list[Token]:
    found = []
    for above in doc.ancestors(token):
        if above.index == head.index:
            break
        found.append(above)
    return found
