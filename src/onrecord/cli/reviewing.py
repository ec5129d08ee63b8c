"""Commands for people who check records: review, correct, history, judge, agreement, patch."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.common import SOME_UNREAD, WRONG_CALL, say, written

if TYPE_CHECKING:
    from onrecord.store.agreement import Agreement
    from onrecord.store.history import Entry

Db = Annotated[str, typer.Argument(metavar="DB", help="The store: a file, or postgresql://user@host/name.")]
RecordId = Annotated[str, typer.Argument(metavar="RECORD", help="A record's id: r0123456789abcdef:e3.")]
Author = Annotated[
    str | None, typer.Option("--author", help="Under which name it is kept; your login name where not given.")
]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; kept with the correction.")]


class Chosen(StrEnum):
    """What `onrecord correct` does to a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"
    MERGE = "merge"
    UNDO = "undo"


class Said(StrEnum):
    """What `onrecord judge` says of two."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    from onrecord.cli.review import review

    for command in (review, correct, history, judge, agreement):
        app.command()(command)
    patches = typer.Typer(
        help="Give corrections and judgements to another copy of the store.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    patches.command("export")(export_patch)
    patches.command("apply")(apply_patch)
    app.add_typer(patches, name="patch")


def correct(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    db: Db,
    record: RecordId,
    action: Annotated[Chosen, typer.Argument(help="What to do.")],
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="For edit: a field and its value, or JSON.")
    ] = None,
    others: Annotated[
        list[str] | None, typer.Option("--with", metavar="RECORD", help="For merge: a record that becomes part of it.")
    ] = None,
    reason: Reason = None,
    author: Author = None,
) -> None:
    """Correct a record: what was read stays, the correction is kept with your name, the time and the reason."""
    from onrecord.store import open_store
    from onrecord.store.corrections import Asked
    from onrecord.store.corrections import correct as corrected
    from onrecord.store.history import parts_of_id

    version_id, local = parts_of_id(record)
    asked = Asked(
        action.value, version_id, author_given(author), record=local, fields=fields_given(changes or []),
        others=tuple(parts_of_id(one)[1] for one in others or []), reason=reason,
    )  # fmt: skip
    with open_store(db) as store, store.begin() as connection:
        kept = corrected(connection, asked, now=now())
    state = kept.effective.states.get(kept.record, "machine")
    sys.stdout.write(f"{version_id}:{kept.record}  {state}  {kept.correction.id}\n")
    for one in kept.effective.unmatched:
        say(f"onrecord: correction {one.correction.id} does not fit any more: {one.why}")


def history(db: Db, record: RecordId) -> None:
    """Tell what people did to a record, oldest first."""
    from onrecord.store import open_store
    from onrecord.store.history import history as entries_of

    with open_store(db) as store, store.connect() as connection:
        entries = entries_of(connection, record)
    for entry in entries:
        sys.stdout.write(_line(entry) + "\n")
    if not entries:
        say(f"{record} is as it was read; nobody corrected it")


def judge(
    db: Db,
    left: RecordId,
    right: RecordId,
    verdict: Annotated[Said, typer.Argument(help="What they are.")],
    reason: Reason = None,
    author: Author = None,
) -> None:
    """Say that two records (or two reports) of different reports are the same, different, or that it is unsure."""
    from onrecord.store import open_store
    from onrecord.store.judgements import Judgement, kind_judged, put_judgement

    with open_store(db) as store, store.begin() as connection:
        kind = kind_judged(connection, left, right)
        made = Judgement(kind, left, right, verdict.value, author_given(author), now(), reason)
        put_judgement(connection, made)
    sys.stdout.write(
        f"{kind}: {left} and {right} are kept as {verdict.value}; `onrecord link {db} --rebuild` heeds it\n"
    )


def agreement(db: Db) -> None:
    """Tell how far reviewers agree: Krippendorff's alpha by kind of record, over those that two or more reviewed."""
    from onrecord.store import open_store
    from onrecord.store.agreement import agreement as found

    with open_store(db) as store, store.connect() as connection:
        kinds = found(connection)
    if not kinds:
        say("nothing was reviewed yet; `onrecord review DB` begins")
        return
    sys.stdout.write(f"{'kind':<14} {'alpha':>7} {'units':>6} {'alone':>6}  reviewers\n")
    for one in kinds:
        sys.stdout.write(_row(one) + "\n")


def export_patch(
    db: Db,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file to write; standard output where not given.")
    ] = None,
) -> None:
    """Write every correction and judgement, one JSON object a line."""
    from onrecord.store import open_store
    from onrecord.store.patches import patch_lines

    with open_store(db) as store, store.connect() as connection, written(output) as write:
        for line in patch_lines(connection):
            write(line)


def apply_patch(
    db: Db,
    path: Annotated[Path, typer.Argument(metavar="PATCH", help="A patch; - is standard input.")],
) -> None:
    """Add the corrections and judgements of a patch; what does not fit is told and left out."""
    from onrecord.store import open_store
    from onrecord.store.patches import apply_patch as apply

    lines = _lines(path)
    with open_store(db) as store, store.begin() as connection:
        applied = apply(connection, lines)
    sys.stdout.write(
        f"{applied.corrections} corrections and {applied.judgements} judgements added, "
        f"{applied.known} known already, {len(applied.refused)} not applied\n"
    )
    for one in applied.refused:
        say(f"onrecord: {path}:{one.line}: {one.why}")
    if applied.refused:
        raise typer.Exit(SOME_UNREAD)


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


def now() -> str:
    """This moment as a store keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return text


def _lines(path: Path) -> list[str]:
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        say(f"onrecord: {path}: cannot be read: {error.strerror}")
        raise typer.Exit(WRONG_CALL) from error
    return raw.decode("utf-8", "replace").split("\n")


def _line(entry: Entry) -> str:
    one = entry.correction
    parts = [one.at, one.id, one.action, f"by {one.author}"]
    if "fields" in one.body:
        parts.append(json.dumps(one.body["fields"], ensure_ascii=False))
    if one.supersedes is not None:
        parts.append(f"takes back {one.supersedes}")
    if one.reason is not None:
        parts.append(f"because: {one.reason}")
    if entry.standing != "stands":
        parts.append(f"({entry.standing}{'' if entry.why is None else ': ' + entry.why})")
    return "  ".join(" ".join(part.split()) for part in parts)


def _row(one: Agreement) -> str:
    alpha = "-" if one.alpha is None else f"{one.alpha:.3f}"
    return f"{one.kind:<14} {alpha:>7} {one.units:>6} {one.alone:>6}  {', '.join(one.reviewers)}"
