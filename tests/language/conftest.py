"""What the tests of the language layer share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from onrecord.language.spacy_adapter import SpacyAnnotator
from onrecord.source.plain import document_of


@pytest.fixture
def head_of(annotator: SpacyAnnotator) -> Callable[[str, str], str]:
    """Tells what the one word of this wording hangs from in a text."""

    def head(text: str, word: str) -> str:
        doc = annotator.annotate(document_of(text))
        (found,) = [token for token in doc.tokens if token.text == word]
        return doc.head_of(found).text

    return head
