"""Which report a text is a version of, and whether the store has that text already.

A report's key is its address where it has one, as `canonical` writes it: the address it was fetched from, captured at
or listed under; else the one that its page or head names, unless that is only a site's front page. A file without one
has its place for a key, a news item its sender's uri, standard input its digest.

A text is known, and not read again, where its report has a version with that text, or where it has no address and the
same text is there already under another key: a copy of a file in another folder is the same report. Where an outlet
is known and it is another one, the copy is a report of its own, as nine papers with one agency's text are nine reports.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from sqlalchemy import Connection, or_, select

from onrecord.intake.places import STDIN
from onrecord.source.addresses import canonical
from onrecord.source.items import Item
from onrecord.store import writing
from onrecord.store.schema import REPORTS, VERSIONS
from onrecord.store.writing import kept_as, stored_key
from onrecord.text import Document


def report_key(item: Item, document: Document) -> str:
    """The key of the report that this item holds."""
    if item.hints.url is not None:
        return canonical(item.hints.url)
    if item.hints.key is not None:
        return item.hints.key
    if document.url is not None and _names_a_page(document.url):
        return canonical(document.url)
    return document.digest if item.location == STDIN else item.location


def _names_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and (parts.path.strip("/") != "" or parts.query != "")


def known_version(connection: Connection, document: Document, key: str) -> int | None:
    """The version that has this text already, or None where it is new."""
    of_report = (
        select(VERSIONS.c.seq)
        .join(REPORTS, REPORTS.c.seq == VERSIONS.c.report_seq)
        .where(REPORTS.c.key == stored_key(key), VERSIONS.c.digest == document.digest)
        .order_by(VERSIONS.c.seq.desc())
    )
    found = connection.execute(of_report).scalars().first()
    if found is not None or document.url is not None:
        return found
    copies = select(VERSIONS.c.seq).where(VERSIONS.c.digest == document.digest).order_by(VERSIONS.c.seq)
    if document.outlet is not None:
        copies = copies.where(or_(VERSIONS.c.outlet.is_(None), VERSIONS.c.outlet == kept_as("outlet", document.outlet)))
    return connection.execute(copies).scalars().first()


def make_current(connection: Connection, version_seq: int, key: str) -> None:
    """Make a version the current one of the report with this key: it was changed and changed back."""
    of_report = connection.execute(
        select(VERSIONS.c.seq)
        .join(REPORTS, REPORTS.c.seq == VERSIONS.c.report_seq)
        .where(VERSIONS.c.seq == version_seq, REPORTS.c.key == stored_key(key))
    ).first()
    # A copy under another key says nothing about what is current.
    if of_report is not None:
        writing.make_current(connection, version_seq)
