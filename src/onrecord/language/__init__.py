"""Sentences, tokens, relations and names; the only place that imports spaCy."""

from onrecord.language.annotated import AnnotatedDocument, Name, Sentence, Token

__all__ = ["AnnotatedDocument", "Name", "Sentence", "Token"]
