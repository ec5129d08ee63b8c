"""The inputs of a store: what was found is written down before it is read, so that nothing found is lost."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

import msgspec
from sqlalchemy import Connection, and_, delete, func, insert, select, update

from onrecord.intake.gathering import Found, Unfetched, fetched_page
from onrecord.source.addresses import canonical
from onrecord.source.fetch import Fetcher
from onrecord.source.files import Unread
from onrecord.source.items import Hints, Item, Link, Media
from onrecord.store.schema import INPUTS, VERSIONS
from onrecord.store.store import Store
from onrecord.store.writing import storable, stored_key

# Items written down in one transaction: a run that is killed finds the rest of them again.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """An input that is to be read."""

    seq: int
    item: Item


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of what was found: to be read, there already, failed before, refused, not to be fetched."""

    found: int = 0
    new: int = 0
    there: int = 0
    failed_before: int = 0
    refused: int = 0
    unfetched: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both counted together."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in Tally.__slots__))


def queued(store: Store, found: Iterable[Found], now: Callable[[], str], say: Callable[[str], None]) -> Iterator[Tally]:
    """Write down what was found, in its order; the tally so far after each batch. What is refused is said."""
    tally = Tally()
    waiting = iter(found)
    while batch := list(islice(waiting, AT_ONCE)):
        with store.begin() as connection:
            for one in batch:
                tally = _counted(tally, _put(connection, one, now()))
                if isinstance(one, Unread | Unfetched):
                    say(one.error)
        yield tally


def _counted(tally: Tally, what: str) -> Tally:
    return replace(tally, **{"found": tally.found + 1, what: getattr(tally, what) + 1})


def _put(connection: Connection, one: Found, now: str) -> str:
    match one:
        case Item():
            return put_item(connection, one, now)
        case Unfetched():
            put_unfetched(connection, one, now)
            return "unfetched"
        case Unread():
            return "refused"


def put_item(connection: Connection, item: Item, now: str) -> str:
    """Write an item down as waiting unless it is there; which of the tally's fields it counts to."""
    location = stored_key(item.location)
    _forget_links(connection, location)
    same = and_(INPUTS.c.location == location, INPUTS.c.digest == item.digest)
    row = connection.execute(select(INPUTS.c.seq, INPUTS.c.state, INPUTS.c.version_seq).where(same)).one_or_none()
    if row is None:
        connection.execute(insert(INPUTS).values(_row(item, location, now)))
        return "new"
    if row.state == "failed":
        return "failed_before"
    if row.state == "waiting" or _is_current(connection, row.version_seq):
        return "there"
    # The report was changed and is now as it was: the bytes are taken in again and lead to the older version.
    connection.execute(update(INPUTS).where(same).values(state="waiting", raw=zlib.compress(item.raw)))
    return "new"


def put_unfetched(connection: Connection, unfetched: Unfetched, now: str) -> None:
    """Write down an address that could not be fetched, so that `onrecord retry` can."""
    location = stored_key(canonical(unfetched.link.url))
    same = and_(INPUTS.c.location == location, INPUTS.c.media == "link")
    row = connection.execute(select(INPUTS.c.seq).where(same)).one_or_none()
    if row is None:
        item = Item(location, "link", b"", unfetched.link.hints)
        values = _row(item, location, now) | {"state": "failed", "error": storable(unfetched.error), "attempts": 1}
        connection.execute(insert(INPUTS).values(values))
    else:
        changed = {"error": storable(unfetched.error), "attempts": INPUTS.c.attempts + 1}
        connection.execute(update(INPUTS).where(same).values(changed))


def is_taken(connection: Connection, location: str) -> bool:
    """Whether something from this place was taken in; an address that could not be fetched was not."""
    same = and_(INPUTS.c.location == stored_key(location), INPUTS.c.media != "link")
    return connection.execute(select(INPUTS.c.seq).where(same).limit(1)).first() is not None


def waiting_after(connection: Connection, seq: int, most: int) -> list[Waiting]:
    """The next inputs to be read, in the order in which they were found."""
    rows = connection.execute(
        select(INPUTS.c.seq, INPUTS.c.location, INPUTS.c.media, INPUTS.c.raw, INPUTS.c.hints)
        .where(INPUTS.c.state == "waiting", INPUTS.c.seq > seq)
        .order_by(INPUTS.c.seq)
        .limit(most)
    )
    return [Waiting(row.seq, _item(row.location, row.media, row.raw, row.hints)) for row in rows]


def count_waiting(connection: Connection) -> int:
    """How many inputs are to be read."""
    return connection.execute(select(func.count()).where(INPUTS.c.state == "waiting")).scalar_one()


def mark_stored(connection: Connection, seq: int, *, known: bool, version_seq: int) -> None:
    """An input's report is in the store: its bytes are no longer kept beside it."""
    values = {"state": "known" if known else "read", "raw": None, "error": None, "version_seq": version_seq}
    connection.execute(update(INPUTS).where(INPUTS.c.seq == seq).values(**values, attempts=INPUTS.c.attempts + 1))


def mark_failed(connection: Connection, seq: int, error: str) -> None:
    """An input could not be read: its bytes and the reason are kept."""
    connection.execute(
        update(INPUTS)
        .where(INPUTS.c.seq == seq)
        .values(state="failed", error=storable(error), attempts=INPUTS.c.attempts + 1)
    )


def wake_failed(connection: Connection, seq: int | None = None) -> int:
    """Let all inputs that failed, or this one, be read again; how many they are. Links are fetched by `refetched`."""
    failed = and_(INPUTS.c.state == "failed", INPUTS.c.media != "link")
    chosen = failed if seq is None else and_(failed, INPUTS.c.seq == seq)
    return connection.execute(update(INPUTS).where(chosen).values(state="waiting", error=None)).rowcount


def refetched(store: Store, fetcher: Fetcher) -> Iterator[Item | Unfetched]:
    """The pages of the addresses that could not be fetched before, or why they still cannot be."""
    with store.connect() as connection:
        rows = connection.execute(
            select(INPUTS.c.location, INPUTS.c.hints).where(INPUTS.c.media == "link").order_by(INPUTS.c.seq)
        ).all()
    for row in rows:
        link = Link(row.location, msgspec.json.decode(row.hints, type=Hints))
        yield fetched_page(link, fetcher)


def _row(item: Item, location: str, now: str) -> dict[str, object]:
    known = Hints(**{name: storable(getattr(item.hints, name)) for name in Hints.__slots__})  # type: ignore[arg-type]
    return {
        "location": location,
        "digest": item.digest,
        "media": item.media,
        "raw": zlib.compress(item.raw),
        "hints": msgspec.json.encode(known).decode(),
        "state": "waiting",
        "attempts": 0,
        "added": now,
    }


def _item(location: str, media: Media, raw: bytes | None, hints: str) -> Item:
    return Item(
        location, media, zlib.decompress(raw) if raw is not None else b"", msgspec.json.decode(hints, type=Hints)
    )


def _forget_links(connection: Connection, location: str) -> None:
    """What came from an address now is no longer missing."""
    connection.execute(delete(INPUTS).where(INPUTS.c.location == location, INPUTS.c.media == "link"))


def _is_current(connection: Connection, version_seq: int | None) -> bool:
    found = connection.execute(select(VERSIONS.c.is_current).where(VERSIONS.c.seq == version_seq)).scalar_one_or_none()
    return bool(found)
