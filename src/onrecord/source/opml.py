"""Lists of feeds in OPML: the addresses they name, each once, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import SourceError
from onrecord.source.feed import refuse_entities
from onrecord.source.files import LARGEST
from onrecord.source.items import Hints, Link

MOST_FEEDS = 5_000


def links_of_opml(raw: bytes, name: str) -> Iterator[Link]:
    """The feeds that the list names; raises SourceError where it is no list or names none."""
    from lxml import etree

    if len(raw) > LARGEST:
        raise SourceError(f"{name}: has {len(raw):,} bytes, more than the {LARGEST:,} of a list of feeds; split it")
    refuse_entities(raw, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"{name}: is no OPML that can be read ({error}); export the list again") from error
    outlines = [one for one in root.iter("{*}outline", "outline") if one.get("xmlUrl") or one.get("xmlurl")]
    named = {(one.get("xmlUrl") or one.get("xmlurl") or "").strip(): one for one in outlines}
    addresses = [address for address in named if address.lower().startswith(("http://", "https://"))]
    if not addresses:
        raise SourceError(f"{name}: names no feed with an address in http or https; give a list that does")
    if len(addresses) > MOST_FEEDS:
        raise SourceError(f"{name}: names {len(addresses):,} feeds, more than {MOST_FEEDS:,}; split the list")
    for address in addresses:
        title = named[address].get("title") or named[address].get("text")
        yield Link(address, Hints(outlet=title.strip() or None if title else None), is_feed=True)
