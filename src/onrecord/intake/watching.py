"""Feeds that are watched: what each said of itself when it was last fetched, and what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import OnrecordError, SourceError
from onrecord.intake.gathering import Found, Gathering, is_address
from onrecord.intake.queue import Tally, queued
from onrecord.source.addresses import canonical
from onrecord.source.feed import root_of
from onrecord.source.fetch import Fetched
from onrecord.source.files import one_line
from onrecord.source.opml import links_of_opml
from onrecord.store.schema import FEEDS
from onrecord.store.store import Store
from onrecord.store.writing import storable


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at a feed came to: None where it has not changed since the last."""

    url: str
    tally: Tally | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """The store, the way things are fetched, the clock and what refusals are said to."""

    store: Store
    gathering: Gathering
    now: Callable[[], str]
    say: Callable[[str], None]

    def looked_at(self, feeds: Iterable[str]) -> Iterator[Seen]:
        """Each feed looked at once; lists of feeds are opened. What fails is said, the other feeds go on."""
        for given in feeds:
            try:
                listed = self._listed(given)
            except (OnrecordError, OSError) as error:
                reason = one_line(error) if isinstance(error, OnrecordError) else f"{given}: cannot be read: {error}"
                self.say(reason)
                yield Seen(given, error=reason)
                continue
            for url in listed:
                yield self._look(url)

    def _listed(self, given: str) -> list[str]:
        """The feeds of a list in a file; an address is itself one, or a list that is told when it comes."""
        if is_address(given):
            return [given]
        path = Path(given)
        raw = path.read_bytes()
        if root_of(raw) != "opml":
            raise SourceError(f"{given}: is no list of feeds; watch takes addresses of feeds and OPML files")
        return [link.url for link in links_of_opml(raw, str(path))]

    def _look(self, url: str) -> Seen:
        with self.store.connect() as connection:
            etag, modified = _remembered(connection, url)
        try:
            fetched = self.gathering.fetcher.fetch(url, etag=etag, modified=modified)
            if fetched.status == 304:
                self._note(url, fetched)
                return Seen(url)
            if root_of(fetched.body) == "opml":
                return self._look_at_all(url, fetched)
            title, found = self.gathering.from_feed(fetched)
            tally = self._taken(found)
        except SourceError as error:
            self.say(one_line(error))
            self._note(url, None, error=one_line(error))
            return Seen(url, error=one_line(error))
        # Noted after its entries are written down: a run that is killed between the two fetches the feed again.
        self._note(url, fetched, title=title)
        return Seen(url, tally)

    def _look_at_all(self, url: str, fetched: Fetched) -> Seen:
        """A list of feeds at an address: its feeds' tallies as one."""
        total = Tally()
        for link in links_of_opml(fetched.body, canonical(url)):
            seen = self._look(link.url) if link.url != url else Seen(url)
            total = total.plus(seen.tally or Tally())
        return Seen(url, total)

    def _taken(self, found: Iterator[Found]) -> Tally:
        tally = Tally()
        for so_far in queued(self.store, found, self.now, self.say):
            tally = so_far
        return tally

    def _note(self, url: str, fetched: Fetched | None, *, title: str | None = None, error: str | None = None) -> None:
        values: dict[str, object] = {"fetched": self.now(), "error": storable(error)}
        if title is not None:
            values["title"] = storable(title)
        if fetched is not None and fetched.status != 304:
            values |= {"etag": storable(fetched.etag), "modified": storable(fetched.modified)}
        with self.store.begin() as connection:
            if connection.execute(update(FEEDS).where(FEEDS.c.url == url).values(values)).rowcount == 0:
                connection.execute(insert(FEEDS).values(url=url, **values))


def _remembered(connection: Connection, url: str) -> tuple[str | None, str | None]:
    row = connection.execute(select(FEEDS.c.etag, FEEDS.c.modified).where(FEEDS.c.url == url)).one_or_none()
    return (row.etag, row.modified) if row is not None else (None, None)
