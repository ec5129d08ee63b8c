"""Verbs with which a speaker goes on hang from the verb of saying, not from what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("The union said two of them were boys of 15 and demanded their release.", "demanded", "said"),
        ("She said the attack was a crime and called for an inquiry.", "called", "said"),
        ("She said that the attack was a crime and that he called for an inquiry.", "called", "was"),
        ("The ministry said rebels attacked the village and demanded ransom.", "demanded", "attacked"),
        ("The police said the man was armed and threatened officers.", "threatened", "armed"),
    ],
)
def test_the_speakers_verb_hangs_from_the_verb_of_saying(
    head_of: Callable[[str, str], str], text: str, verb: str, head: str
) -> None:
    assert head_of(text, verb) == head
