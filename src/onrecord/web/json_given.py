"""JSON of no fixed form that a client gives: not too deep, and only of characters that can be written down."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator

# The fields of a record nest four deep.
DEEPEST = 12


def checked(given: dict[str, Any]) -> dict[str, Any]:
    """The object, if it can be kept; raises ValueError, which a client is told, where it cannot."""
    waiting: list[tuple[Any, int]] = [(given, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError(f"nests deeper than {DEEPEST}")
        match value:
            case dict():
                waiting += [(part, depth + 1) for pair in value.items() for part in pair]
            case list():
                waiting += [(part, depth + 1) for part in value]
            case str() if not value.isascii():
                _check_text(value)
            case _:
                pass
    return given


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("holds half of a surrogate pair, which is no character") from error


JsonObject = Annotated[dict[str, Any], AfterValidator(checked)]
