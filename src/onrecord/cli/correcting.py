"""The command that corrects one record, and what reviewing commands share: whose word it is, when, and which fields."""

from __future__ import annotations

import getpass
import json
import re
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.common import WRONG_CALL, say

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.store.corrections import Asked

Db = Annotated[str, typer.Argument(metavar="DB", help="The store: a file, or postgresql://user@host/name.")]
RecordId = Annotated[str, typer.Argument(metavar="RECORD", help="A record's id: r0123456789abcdef:e3.")]
Author = Annotated[
    str | None, typer.Option("--author", help="Under which name it is kept; your login name where not given.")
]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; kept with the correction.")]
SPAN = re.compile(r"(\d{1,9}):(\d{1,9})")


class Chosen(StrEnum):
    """What `onrecord correct` does to a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    ADD = "add"
    UNDO = "undo"


def correct(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    db: Db,
    record: Annotated[
        str, typer.Argument(metavar="RECORD", help="A record's id, r0123456789abcdef:e3; for add a report's id.")
    ],
    action: Annotated[Chosen, typer.Argument(help="What to do.")],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="For edit and add: a field and its value, or JSON."),
    ] = None,
    others: Annotated[
        list[str] | None, typer.Option("--with", metavar="RECORD", help="For merge: a record that becomes part of it.")
    ] = None,
    parts: Annotated[
        list[str] | None,
        typer.Option(
            "--part",
            metavar="FIELDS",
            help="For split: the fields of one part, FIELD=VALUE;FIELD=VALUE or JSON; empty for what stays as it is.",
        ),
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="For add: actors, statements, events, figures ...")] = None,
    span: Annotated[
        str | None, typer.Option("--span", metavar="START:END", help="For add: the characters that it stands in.")
    ] = None,
    words: Annotated[
        str | None, typer.Option("--words", help="For add: the same by the words, where they stand there once.")
    ] = None,
    reason: Reason = None,
    author: Author = None,
) -> None:
    """Correct a record: what was read stays, the correction is kept with your name, the time and the reason.

    `split` makes several records of one; `add` makes a record from characters of a report's text.
    """
    from onrecord.store import open_store
    from onrecord.store.corrections import Asked
    from onrecord.store.corrections import correct as corrected
    from onrecord.store.history import parts_of_id

    version_id, local = (record, None) if action is Chosen.ADD and ":" not in record else parts_of_id(record)
    asked = Asked(
        action.value, version_id, author_given(author), record=None if action is Chosen.ADD else local, kind=kind,
        fields=fields_given(changes or []), others=tuple(parts_of_id(one)[1] for one in others or []),
        parts=tuple(part_given(one) for one in parts or []), reason=reason,
    )  # fmt: skip
    with open_store(db) as store, store.begin() as connection:
        if action is Chosen.ADD:
            asked = _placed(connection, asked, span, words)
        kept = corrected(connection, asked, now=now())
    states = kept.effective.states
    for one in sorted({kept.record, *_made_by(kept.correction.id, kept.effective.made_by)}, key=_numbered):
        sys.stdout.write(f"{version_id}:{one}  {states.get(one, 'machine')}  {kept.correction.id}\n")
    for other in kept.effective.unmatched:
        say(f"onrecord: correction {other.correction.id} does not fit any more: {other.why}")


def author_given(author: str | None) -> str:
    """The name under which something is kept: the one given, else the login name, which is said."""
    if author is not None and author.strip():
        return author.strip()
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        say("onrecord: who are you? Give --author NAME; it is kept with the correction")
        raise typer.Exit(WRONG_CALL) from None
    say(f"kept under your login name, {name}; --author gives another")
    return name


def fields_given(changes: list[str]) -> dict[str, Any]:
    """The fields in `field=value` texts; a value that is JSON is taken as that, any other as text."""
    found: dict[str, Any] = {}
    for change in changes:
        name, equals, value = change.partition("=")
        if not (name.strip() and equals):
            say(f"onrecord: {change!r} sets nothing; write FIELD=VALUE, as in modality=planned or low=3")
            raise typer.Exit(WRONG_CALL)
        found[name.strip()] = _value(value.strip())
    return found


def part_given(part: str) -> dict[str, Any]:
    """The fields of one part of a split: a JSON object, or `field=value` texts with semicolons between them."""
    whole = _value(part.strip())
    if isinstance(whole, dict):
        return whole
    return fields_given([one for one in part.split(";") if one.strip()])


def span_of_words(text: str, words: str) -> tuple[int, int]:
    """Where these words stand in a text; they have to stand there once."""
    places = places_of(text, words)
    if len(places) != 1:
        at = f" (at {', '.join(str(place) for place in places[:10])})" if places else ""
        say(f"onrecord: {words!r} stands {len(places)} times in the text{at}; give --span START:END")
        raise typer.Exit(WRONG_CALL)
    return places[0], places[0] + len(words)


def places_of(text: str, words: str) -> list[int]:
    """Every place at which these words stand in a text, also where they overlap."""
    return [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)] if words else []


def now() -> str:
    """This moment as a store keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _placed(connection: Connection, asked: Asked, span: str | None, words: str | None) -> Asked:
    """An addition with its characters."""
    from dataclasses import replace

    from onrecord.store.loading import report_of

    if words is not None:
        text = report_of(connection, asked.version_id).report.text
        return replace(asked, span=span_of_words(text, words))
    found = SPAN.fullmatch((span or "").strip())
    if found is None:
        say(f"onrecord: --span {span or ''!r} is no stretch of text; give START:END, as in 31:40, or --words")
        raise typer.Exit(WRONG_CALL)
    return replace(asked, span=(int(found[1]), int(found[2])))


def _made_by(correction: str, made_by: Any) -> list[str]:
    """The records that a correction concerned, by their local ids."""
    return [local for local, ids in made_by.items() if correction in ids]


def _numbered(local: str) -> tuple[bool, int, str]:
    # Records that a person added come after those that were read.
    return local.startswith("x"), len(local), local


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return text
