"""From what a person gives to items: paths and standard input are opened, addresses fetched, feeds followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.errors import OnrecordError, SourceError
from onrecord.intake.places import STDIN
from onrecord.source.addresses import canonical
from onrecord.source.budget import Budget
from onrecord.source.contents import LARGEST_PIPED, Known, media_of, taken_from_bytes, taken_from_path
from onrecord.source.feed import feed_of
from onrecord.source.fetch import Fetched, Fetcher
from onrecord.source.files import Unread, one_line
from onrecord.source.items import Hints, Item, Link, Taken

NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A link that could not be fetched, and why."""

    link: Link
    error: str


Found = Item | Unread | Unfetched


def is_address(given: str) -> bool:
    """Whether what a person gives is an address rather than a path."""
    return "://" in given[:12]


@dataclass(frozen=True, slots=True)
class Gathering:
    """How what is given is opened: what is known of it, how addresses are fetched, and what was taken in before.

    `is_taken` tells of a feed's link whether its page was taken in; such pages are not fetched again.
    """

    fetcher: Fetcher
    is_taken: Callable[[str], bool]
    known: Known = NOTHING_KNOWN

    def gathered(self, given: Iterable[str], stdin: Callable[[int], bytes]) -> Iterator[Found]:
        """All items of what is given, in order; what is refused or cannot be fetched is named, the rest goes on."""
        for one in given:
            if one == "-":
                yield from self._followed(self._from_stdin(stdin))
            elif is_address(one):
                yield from self.from_address(one)
            else:
                yield from self._followed(taken_from_path(Path(one), self.known))

    def from_address(self, url: str) -> Iterator[Found]:
        """What an address holds: a page, a feed with its entries, a list of feeds, an archive or a table."""
        try:
            fetched = self.fetcher.fetch(url)
        except SourceError as error:
            yield Unfetched(Link(url, Hints(published=self.known.published)), one_line(error))
            return
        yield from self._followed(self._in_fetched(fetched, url))

    def from_feed(self, fetched: Fetched) -> tuple[str | None, Iterator[Found]]:
        """The title of a fetched feed and its items; raises SourceError where there is no feed."""
        feed = feed_of(fetched.body, fetched.url, media_type=fetched.media_type)
        return feed.title, self._followed(feed.taken)

    def _in_fetched(self, fetched: Fetched, url: str) -> Iterator[Taken]:
        address = canonical(fetched.url)
        known = replace(self.known, budget=Budget(address))
        hints = Hints(url=address, charset=fetched.charset)
        for taken in taken_from_bytes(fetched.body, address, known, hints=hints):
            # The page itself stands where it was asked for: after a redirect that is not where it was found.
            if isinstance(taken, Item) and taken.location == address:
                yield replace(taken, location=canonical(url))
            else:
                yield taken

    def _from_stdin(self, stdin: Callable[[int], bytes]) -> Iterator[Taken]:
        raw = stdin(LARGEST_PIPED + 1)
        if len(raw) > LARGEST_PIPED:
            yield Unread(STDIN, f"{STDIN}: has more than {LARGEST_PIPED:,} bytes; save it to a file and give that")
            return
        yield from taken_from_bytes(raw, STDIN, replace(self.known, budget=Budget(STDIN)))

    def _followed(self, taken: Iterable[Taken]) -> Iterator[Found]:
        """The items with the pages of links in their places; a list's feeds are followed, a feed's feeds are not."""
        for one in taken:
            if not isinstance(one, Link):
                yield one
            elif not one.is_feed:
                yield from self._page(one)
            else:
                yield from self._listed(one)

    def _listed(self, link: Link) -> Iterator[Found]:
        try:
            fetched = self.fetcher.fetch(link.url)
            _, found = self.from_feed(fetched)
        except OnrecordError as error:
            yield Unread(link.url, one_line(error))
            return
        yield from found

    def _page(self, link: Link) -> Iterator[Item | Unfetched]:
        if not self.is_taken(canonical(link.url)):
            yield fetched_page(link, self.fetcher)


def fetched_page(link: Link, fetcher: Fetcher) -> Item | Unfetched:
    """The page that a link leads to; its place is the link, its report's address the last one after redirects."""
    try:
        page = fetcher.fetch(link.url)
    except SourceError as error:
        return Unfetched(link, one_line(error))
    hints = replace(link.hints, url=canonical(page.url), charset=page.charset)
    return Item(canonical(link.url), media_of(page.body), page.body, hints)
