"""Reviewing in the terminal: one record after another, each in its sentence, decided with one key."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from onrecord.cli.correcting import Author, Db, author_given, fields_given, now, places_of
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store import Store
    from onrecord.store.corrections import Asked, Kept
    from onrecord.store.effective import Action
    from onrecord.store.history import Corrected

REVIEWED = ("statements", "events", "figures", "votes", "negotiations")
KEYS = "a accept, r reject, e edit, m merge, p split into parts, n new record, s skip, u undo, q quit"
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
    """One sitting: what waits, where it is, and what was decided, newest last, so that it can be taken back.

    Of what was decided: the place in what waits, the record, and the correction.
    """

    store: Store
    author: str
    waiting: list[str]
    console: Console
    place: int = 0
    decided: list[tuple[int, str, str]] = field(default_factory=list)

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
        # What was merged into another in this sitting is not there to be decided any more.
        if record is None or found.effective.states.get(local) == "merged":
            self.place += 1
            return True
        self._show(found, record, record_id)
        return self._done(_key(), record_id, found.newest(local))

    def _done(self, key: str, record_id: str, newest: str | None) -> bool:
        match key:
            case "a":
                self._keep("accept", record_id, newest)
            case "r":
                self._keep("reject", record_id, newest, reason=_asked("why (may be empty)") or None)
            case "e":
                self._edit(record_id, newest)
            case "m":
                self._merge(record_id, newest)
            case "p":
                self._split(record_id, newest)
            case "n":
                self._add(record_id)
            case "s":
                self.place += 1
            case "u":
                self._undo()
            case "q":
                return False
            case _:
                self.console.print(KEYS)
        return True

    def _keep(self, action: Action, record_id: str, newest: str | None, **asked: Any) -> None:
        """Keep what is asked of the record that is shown, and go on to the next."""
        from onrecord.store.corrections import Asked
        from onrecord.store.history import parts_of_id

        version_id, local = parts_of_id(record_id)
        kept = self._kept(Asked(action, version_id, self.author, record=local, **asked), newest)
        if kept is not None:
            self.decided.append((self.place, f"{version_id}:{kept.record}", kept.correction.id))
            self.place += 1

    def _kept(self, asked: Asked, expected: str | None) -> Kept | None:
        """The correction that was kept; None where it cannot be, which is said."""
        from onrecord.store.corrections import correct

        try:
            with self.store.begin() as connection:
                return correct(connection, asked, now=now(), expected=expected)
        except OnrecordError as error:
            self.console.print(f"not kept: {error}")
            return None

    def _edit(self, record_id: str, newest: str | None) -> None:
        fields = self._fields()
        if fields is not None:
            self._keep("edit", record_id, newest, fields=fields)

    def _merge(self, record_id: str, newest: str | None) -> None:
        """Ask for the records that become part of the one that is shown."""
        version_id, _, local = record_id.partition(":")
        given = _asked("which records become part of it (ids, as in e4 e7)")
        others = tuple(one.removeprefix(f"{version_id}:") for one in given.replace(",", " ").split())
        if not others or local in others:
            self.console.print("not kept: a merge needs other records of this report, as in e4")
            return
        self._keep("merge", record_id, newest, others=others)

    def _split(self, record_id: str, newest: str | None) -> None:
        """Ask for the fields of each part, until an empty answer."""
        parts: list[dict[str, Any]] = []
        while part := _asked(f"fields of part {len(parts) + 1}: field=value;field=value, = for as it is (empty ends)"):
            fields = {} if part == "=" else self._of(part.split(";"))
            if fields is None:
                return
            parts.append(fields)
        self._keep("split", record_id, newest, parts=tuple(parts))

    def _add(self, record_id: str) -> None:
        """Ask for a kind, words and fields of a record that was not read in this report; the one shown still waits."""
        from onrecord.store.corrections import Asked
        from onrecord.store.loading import report_of

        version_id = record_id.partition(":")[0]
        kind, words = _asked("kind of the new record (events, figures, ...)"), _asked("its words in the report")
        with self.store.connect() as connection:
            text = report_of(connection, version_id).report.text
        places = places_of(text, words)
        if len(places) != 1:
            self.console.print(f"not kept: these words stand {len(places)} times in the report; give them with others")
            return
        fields = self._fields(needed=False)
        if fields is None:
            return
        span = (places[0], places[0] + len(words))
        kept = self._kept(Asked("add", version_id, self.author, kind=kind, span=span, fields=fields), None)
        if kept is not None:
            self.decided.append((self.place, f"{version_id}:{kept.record}", kept.correction.id))
            self.console.print(f"added {version_id}:{kept.record}")

    def _fields(self, *, needed: bool = True) -> dict[str, Any] | None:
        """Fields and their values, asked for until an empty answer; None where one is not of that form."""
        changes = []
        while change := _asked("field=value (empty ends)"):
            changes.append(change)
        return self._of(changes, needed=needed)

    def _of(self, changes: list[str], *, needed: bool = True) -> dict[str, Any] | None:
        given = [change for change in changes if change.strip()]
        if (needed and not given) or not all(change.partition("=")[0].strip() and "=" in change for change in given):
            self.console.print("not kept: an edit is field=value, as in modality=planned or low=3")
            return None
        return fields_given(given)

    def _undo(self) -> None:
        from onrecord.store.corrections import Asked, correct
        from onrecord.store.history import parts_of_id

        if not self.decided:
            self.console.print("nothing was decided in this sitting")
            return
        place, record_id, correction = self.decided[-1]
        version_id, local = parts_of_id(record_id)
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
