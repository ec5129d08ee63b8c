"""Sentences, tokens, relations and names; the only place that imports spaCy."""

from onrecord.language.annotated import AnnotatedDocument, Name, Sentence, Token
from onrecord.language.relations import FINITE

__all__ = ["FINITE", "AnnotatedDocument", "Name", "Sentence", "Token"]
