"""Commands for people who check records and links: history, judge, split, agreement, patch."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import SOME_UNREAD, WRONG_CALL, say, written
from onrecord.cli.correcting import Author, Db, Reason, RecordId, author_given, now

if TYPE_CHECKING:
    from onrecord.store.agreement import Agreement
    from onrecord.store.history import Entry
    from onrecord.store.judgements import Standing


class Said(StrEnum):
    """What `onrecord judge` says of two."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    from onrecord.cli.correcting import correct
    from onrecord.cli.review import review

    for command in (review, correct, history, judge, split, agreement):
        app.command()(command)
    patches = typer.Typer(
        help="Give corrections and judgements to another copy of the store.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    patches.command("export")(export_patch)
    patches.command("apply")(apply_patch)
    app.add_typer(patches, name="patch")


def history(db: Db, record: RecordId) -> None:
    """Tell what people did to a record, oldest first, then what they judged it to be the same as, or not."""
    from onrecord.store import open_store
    from onrecord.store.history import history as entries_of
    from onrecord.store.judgements import judgements_of

    with open_store(db) as store, store.connect() as connection:
        entries = entries_of(connection, record)
        judged = judgements_of(connection, record)
    for entry in entries:
        sys.stdout.write(_line(entry) + "\n")
    for one in judged:
        sys.stdout.write(_judged(one, record) + "\n")
    if not (entries or judged):
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
    sys.stdout.write(f"{kind}: {left} and {right} are kept as {verdict.value}; `onrecord link {db}` heeds it\n")


def split(
    db: Db,
    records: Annotated[
        list[str], typer.Argument(metavar="RECORD...", help="Records that are not what the rest of their cluster is.")
    ],
    reason: Reason = None,
    author: Author = None,
) -> None:
    """Take records out of the cluster they are in, together: each is kept as different from each of the others there.

    `onrecord clusters DB --record RECORD` shows a cluster. To split one record of a report in two: `onrecord correct`.
    """
    from onrecord.store import open_store
    from onrecord.store.clusters_told import cluster_of
    from onrecord.store.splitting import split_off

    name = author_given(author)
    with open_store(db) as store, store.begin() as connection:
        seq = cluster_of(connection, records[0])
        made = split_off(connection, seq, records, name, now(), reason)
    sys.stdout.write(
        f"{len(records)} taken out of cluster {seq}: {made} pairs kept as different; `onrecord link {db}` heeds it\n"
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


def _judged(one: Standing, record: str) -> str:
    made = one.judgement
    left, right = one.left or made.left, one.right or made.right
    verdict = {"same": "the same as", "different": "different from", "unsure": "perhaps the same as"}[made.verdict]
    parts = [made.at, f"{verdict} {right if left == record else left}", f"by {made.author}"]
    if made.reason is not None:
        parts.append(f"because: {made.reason}")
    return "  ".join(" ".join(part.split()) for part in parts)


def _row(one: Agreement) -> str:
    alpha = "-" if one.alpha is None else f"{one.alpha:.3f}"
    return f"{one.kind:<14} {alpha:>7} {one.units:>6} {one.alone:>6}  {', '.join(one.reviewers)}"
