"""Reviewing in the terminal: one record after another, each in its sentence, decided with one key."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.reviewing import Author, Db, author_given, fields_given, now
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store import Store
    from onrecord.store.effective import Action
    from onrecord.store.history import Corrected

REVIEWED = ("statements", "events", "figures", "votes", "negotiations")
KEYS = "a accept, r reject, e edit, s skip, u undo, q quit"
# Characters of the text that are shown before and after a record where its sentence has no end.
AROUND = 400


def review(
    db: Db,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Which records: events, figures ...; may be repeated."),
    ] = None,
    report: Annotated[str | None, typer.Option("--report", help="Only the records of this report.")] = None,
    author: Author = None,
) -> None:
    """Go through the records that nobody looked at yet, one key each; what is decided is kept at once."""
    from onrecord.store import open_store

    name = author_given(author)
    with open_store(db) as store:
        waiting = _waiting(store, tuple(kinds) if kinds else REVIEWED, report)
        session = Session(store, name, waiting, Console(highlight=False, markup=False, soft_wrap=True))
        session.run()


@dataclass
class Session:
    """One sitting: what waits, where it is, and what was decided, newest last, so that it can be taken back."""

    store: Store
    author: str
    waiting: list[str]
    console: Console
    place: int = 0
    decided: list[tuple[int, str]] = field(default_factory=list)

    def run(self) -> None:
        """Show record after record until the last one or the key q."""
        if not self.waiting:
            self.console.print("Nothing waits to be reviewed.")
            return
        self.console.print(KEYS)
        while self.place < len(self.waiting) and self._one(self.waiting[self.place]):
            pass
        left = len(self.waiting) - self.place
        self.console.print(f"{len(self.decided)} decided, {left} left; the next review goes on from here.")

    def _one(self, record_id: str) -> bool:
        """Show a record and do what the key says; whether to go on."""
        from onrecord.store.history import corrected, parts_of_id

        version_id, local = parts_of_id(record_id)
        with self.store.connect() as connection:
            found = corrected(connection, version_id)
        record = found.record(local)
        if record is None:
            self.place += 1
            return True
        self._show(found, record, record_id)
        return self._done(_key(), record_id, found.newest(local))

    def _done(self, key: str, record_id: str, newest: str | None) -> bool:
        match key:
            case "a":
                self._keep("accept", record_id, newest)
            case "r":
                self._keep("reject", record_id, newest, reason=_asked("why (may be empty)"))
            case "e":
                self._edit(record_id, newest)
            case "s":
                self.place += 1
            case "u":
                self._undo()
            case "q":
                return False
            case _:
                self.console.print(KEYS)
        return True

    def _keep(
        self, action: Action, record_id: str, newest: str | None, *, reason: str = "", changes: tuple[str, ...] = ()
    ) -> None:
        from onrecord.store.corrections import Asked, correct
        from onrecord.store.history import parts_of_id

        version_id, local = parts_of_id(record_id)
        try:
            asked = Asked(
                action, version_id, self.author, record=local, fields=fields_given(list(changes)), reason=reason or None
            )
            with self.store.begin() as connection:
                kept = correct(connection, asked, now=now(), expected=newest)
        except OnrecordError as error:
            self.console.print(f"not kept: {error}")
            return
        self.decided.append((self.place, kept.correction.id))
        self.place += 1

    def _edit(self, record_id: str, newest: str | None) -> None:
        changes = []
        while change := _asked("field=value (empty ends)"):
            changes.append(change)
        if not changes or not all(change.partition("=")[0].strip() and "=" in change for change in changes):
            self.console.print("not kept: an edit is field=value, as in modality=planned or low=3")
            return
        self._keep("edit", record_id, newest, changes=tuple(changes))

    def _undo(self) -> None:
        from onrecord.store.corrections import Asked, correct
        from onrecord.store.history import parts_of_id

        if not self.decided:
            self.console.print("nothing was decided in this sitting")
            return
        place, correction = self.decided[-1]
        version_id, local = parts_of_id(self.waiting[place])
        try:
            with self.store.begin() as connection:
                correct(connection, Asked("undo", version_id, self.author, record=local, undone=correction), now=now())
        except OnrecordError as error:
            self.console.print(f"not taken back: {error}")
            return
        self.decided.pop()
        self.place = place

    def _show(self, found: Corrected, record: Record, record_id: str) -> None:
        from onrecord.notebook import facts_of
        from onrecord.store.matching import kind_of

        text = found.reading.report
        self.console.print()
        self.console.print(f"[{self.place + 1} of {len(self.waiting)}]  {text.title or text.id}  {text.outlet or ''}")
        self.console.print(marked_sentence(text.text, record))
        self.console.print(f"{kind_of(record)[:-1]}  {facts_of(found.effective.report, record)}  ({record_id})")


def marked_sentence(text: str, record: Record) -> Text:
    """The sentence that a record stands in, its characters marked."""
    from onrecord.store.disputes import SENTENCE_END
    from onrecord.store.matching import key_spans

    spans = key_spans(record)
    start, end = spans[0].start, spans[0].end
    low = max(0, start - AROUND)
    ends = [one.end() for one in SENTENCE_END.finditer(text, low, start)]
    after = SENTENCE_END.search(text, max(end - 1, 0), min(len(text), end + AROUND))
    first, last = (ends[-1] if ends else low), (after.end() if after is not None else min(len(text), end + AROUND))
    first += len(text[first:start]) - len(text[first:start].lstrip())
    shown = Text(text[first : max(last, end)])
    for span in spans:
        if first <= span.start and span.end <= max(last, end):
            shown.stylize("bold reverse", span.start - first, span.end - first)
    return shown


def _waiting(store: Store, kinds: tuple[str, ...], report: str | None) -> list[str]:
    """The ids of the records that nobody looked at, in the order in which the reports came and are read."""
    from sqlalchemy import select

    from onrecord.store.schema import RECORDS, VERSIONS
    from onrecord.store.selection import Selection, record_conditions

    versions = (report,) if report is not None else ()
    selection = Selection(kinds=kinds, states=("machine",), versions=versions)
    query = select(RECORDS.c.id).join(VERSIONS, VERSIONS.c.seq == RECORDS.c.version_seq)
    with store.connect() as connection:
        found = query.where(*record_conditions(connection, selection))
        return list(connection.execute(found.order_by(VERSIONS.c.seq, RECORDS.c.start, RECORDS.c.id)).scalars())


def _key() -> str:
    """The key that was pressed; what ends the input (or Ctrl-C) ends the sitting."""
    try:
        if sys.stdin.isatty():
            return typer.getchar().lower()
        # Out of a pipe, each answer is a line.
        while line := sys.stdin.readline():
            if line.strip():
                return line.strip()[0].lower()
        return "q"
    except (EOFError, KeyboardInterrupt):
        return "q"


def _asked(what: str) -> str:
    try:
        answer: str = typer.prompt(what, default="", show_default=False)
    except typer.Abort:
        return ""
    return answer.strip()
