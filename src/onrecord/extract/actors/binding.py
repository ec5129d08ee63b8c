"""The actor that a pronoun goes back to by its clause: the subject of the clause it stands in, or of one above.

"The ministry said it had ...", "protesters threw stones before they ...", "Feld met her ministers": what the subject
of a clause does, thinks and owns is told with pronouns that mean it (the binding theory of Chomsky, "Lectures on
Government and Binding", and the preference for subjects of Lappin and Leass, "An Algorithm for Pronominal Anaphora
Resolution", Computational Linguistics 20, 1994).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.extract.actors.chains import Chain, Chains
from onrecord.extract.actors.words import agency_verbs, folded
from onrecord.extract.clauses import heads_clause
from onrecord.language import AnnotatedDocument, Token

Fits = Callable[[Chain], bool]
CLOSING = frozenset({",", '"', "\u201d", "''"})
EXPLETIVE = frozenset({"it", "there", "that", "this", "what", "which"})


def subject_meant(doc: AnnotatedDocument, chains: Chains, pronoun: Token, fits: Fits) -> Chain | None:
    """The actor of the nearest subject above a pronoun that can be meant; None where a rival is as near."""
    for verb in _clauses_above(doc, pronoun):
        for subject in doc.children(verb, "nsubj"):
            if subject.index >= pronoun.index or pronoun in doc.subtree(subject):
                continue
            chain = chains.at_head(subject.index)
            if doc.children(subject, "conj") or (chain is None and subject.text.lower() not in EXPLETIVE):
                return None
            if chain is not None and fits(chain):
                return chain if not _has_rival(doc, chains, subject, pronoun, fits) else None
    return None


def subject_going_on(doc: AnnotatedDocument, chains: Chains, pronoun: Token, fits: Fits) -> Chain | None:
    """The actor that is the subject of the sentence before, where a pronoun is that of its own.

    No other that fits may be named between them, unless both are told as speaking.
    """
    here = doc.sentence_of(pronoun)
    verb = doc.head_of(pronoun)
    if pronoun.relation != "nsubj" or not verb.is_root or not here.index:
        return None
    before = doc.sentences[here.index - 1]
    inside = [chain for index in range(before.first, pronoun.index) if (chain := chains.at_head(index)) and fits(chain)]
    subject = next((one for one in doc.tokens_of(before) if _is_main_subject(doc, one)), None)
    main = chains.at_head(subject.index) if subject is not None else None
    if subject is None or main is None or not fits(main):
        return None
    alone = all(chain is main for chain in inside)
    return main if alone or (speaks(doc, subject) and speaks(doc, pronoun)) else None


def speaker_going_on(doc: AnnotatedDocument, chains: Chains, pronoun: Token, fits: Fits) -> Chain | None:
    """The only one told as speaking in the sentence before, where a pronoun speaks too."""
    here = doc.sentence_of(pronoun)
    if not here.index or not speaks(doc, pronoun):
        return None
    before = doc.sentences[here.index - 1]
    spoke = [one for one in doc.tokens_of(before) if speaks(doc, one) and not doc.children(one, "conj")]
    found = {id(chain): chain for one in spoke if (chain := chains.at_head(one.index)) is not None}
    alone = len(spoke) == 1 and len(found) == 1
    return next((chain for chain in found.values() if fits(chain)), None) if alone else None


def closes_speech(doc: AnnotatedDocument, pronoun: Token) -> bool:
    """Whether a pronoun speaks behind what it says: nobody named in that is meant ("..., they added")."""
    behind = pronoun.index > doc.sentence_of(pronoun).first and doc.tokens[pronoun.index - 1].text in CLOSING
    return behind and pronoun.relation == "nsubj" and speaks(doc, pronoun)


def _is_main_subject(doc: AnnotatedDocument, token: Token) -> bool:
    """Whether a token alone is the subject of its sentence."""
    return token.relation == "nsubj" and doc.head_of(token).is_root and not doc.children(token, "conj")


def _clauses_above(doc: AnnotatedDocument, pronoun: Token) -> Iterator[Token]:
    """The verbs whose subjects a pronoun can mean, the nearest first: not its own, if it is a party of that verb."""
    verbs = [one for one in doc.ancestors(pronoun) if heads_clause(one)]
    if verbs and pronoun.relation in ("obj", "iobj"):
        # "denying them entry": who denies, and cannot be meant, may be said in a clause above.
        verbs = verbs[_bare(doc, verbs) :]
    owning = pronoun.relation == "nmod:poss" or pronoun.text.lower().endswith(("self", "selves"))
    subject = any(one.relation in ("nsubj", "nsubj:pass") for one in _phrase_above(doc, pronoun))
    undergoes = not owning and pronoun.relation in ("obj", "iobj")
    yield from verbs[1:] if undergoes or subject else verbs


def _bare(doc: AnnotatedDocument, verbs: Sequence[Token]) -> int:
    """How many verbs, from the first, borrow their subject from the next."""
    return next((number for number, verb in enumerate(verbs) if doc.children(verb, "nsubj")), len(verbs))


def _phrase_above(doc: AnnotatedDocument, pronoun: Token) -> Iterator[Token]:
    """The pronoun and the nouns above it in its own clause."""
    token = pronoun
    while not token.is_root and not heads_clause(token):
        yield token
        token = doc.head_of(token)


def _has_rival(doc: AnnotatedDocument, chains: Chains, subject: Token, pronoun: Token, fits: Fits) -> bool:
    """Whether another actor that fits stands between the subject and the pronoun: "Feld told Osk that she ..."."""
    chain = chains.at_head(subject.index)
    between = (chains.at_head(index) for index in range(subject.index + 1, pronoun.index))
    return any(one is not None and one is not chain and fits(one) for one in between)


def speaks(doc: AnnotatedDocument, token: Token) -> bool:
    """Whether a token is, or stands in apposition to, the subject of a verb of speaking."""
    while token.relation == "appos" and not token.is_root:
        token = doc.head_of(token)
    return token.relation == "nsubj" and folded(doc.head_of(token).lemma) in agency_verbs()
