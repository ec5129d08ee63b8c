"""What verbs of accusing take with "of" hangs from the verb."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    ("text", "noun", "head"),
    [
        ("Kenya accused the government of corruption.", "corruption", "accused"),
        ("The council was accused of fraud.", "fraud", "accused"),
        ("The court stripped the council of its powers.", "powers", "stripped"),
        ("Reit accused the council of Tarrow of fraud.", "Tarrow", "council"),
        ("Reit praised the council of elders.", "elders", "council"),
        ("Reit accused the government of Kenya.", "Kenya", "government"),
    ],
)
def test_what_somebody_is_accused_of_is_no_part_of_him(
    head_of: Callable[[str, str], str], text: str, noun: str, head: str
) -> None:
    assert head_of(text, noun) == head
