"""Web archives: the pages in WARC and ARC files (through warcio), gzip or not; a WACZ is a zip of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import SourceError
from onrecord.source.budget import Budget, Gunzipped
from onrecord.source.files import LARGEST, Unread
from onrecord.source.items import Hints, Item

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

KINDS = ("response", "resource", "conversion")
PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def items_of_archive(stream: BinaryIO, name: str, budget: Budget) -> Iterator[Item | Unread]:
    """The pages of an archive: responses and resources that are HTML or plain text and were found (status 200).

    Other records (requests, pictures, revisits, redirects) are passed over in silence. The time of the crawl is no
    time of publication and is not taken for one.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    plain = _plain(stream, budget)
    number = pages = 0
    records = ArchiveIterator(plain, arc2warc=True)
    # It would write what stands between two records, whatever that is, to standard error; its count is enough.
    records.INC_RECORD = ""
    try:
        for record in records:
            number += 1
            if (charset := _charset_of_page(record)) is not None:
                pages += 1
                yield _item(record, f"{name}#{number}", charset or None)
    except (ArchiveLoadFailed, ValueError, EOFError, OSError, KeyError, AttributeError, IndexError) as error:
        raise SourceError(
            f"{name}: breaks off or is damaged after {number:,} records ({_first_line(error)}); "
            "what came before is taken in; get the file again"
        ) from error
    if records.err_count:
        raise SourceError(
            f"{name}: has words between its records in {records.err_count:,} places, so some pages may be cut short; "
            "what could be read is taken in; get the file again"
        )
    if pages == 0:
        raise SourceError(f"{name}: holds no page of HTML or text among its {number:,} records; give a crawl of pages")


def _plain(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """The archive unpacked as it is read: warcio's own unpacking has no limits."""
    magic = stream.read(2)
    stream.seek(0)
    return io.BufferedReader(Gunzipped(stream, budget)) if magic == b"\x1f\x8b" else stream


def _charset_of_page(record: ArcWarcRecord) -> str | None:
    """The encoding that a page's headers name ("" where they name none); None where the record is no page."""
    if record.rec_type not in KINDS or not _is_of_the_web(record):
        return None
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return None
    kind = (headers if headers is not None else record.rec_headers).get_header("Content-Type") or ""
    media, _, rest = kind.partition(";")
    if media.strip().lower() not in PAGES:
        return None
    named = rest.lower().partition("charset=")[2]
    return named.split(";")[0].strip(" \"'")


def _is_of_the_web(record: ArcWarcRecord) -> bool:
    """Crawlers keep their own logs beside the pages, under addresses of their own."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    return url is None or url.lower().startswith(("http://", "https://"))


def _item(record: ArcWarcRecord, place: str, charset: str | None) -> Item | Unread:
    """The page of one record; its bytes are read up to the limit of one report and no further."""
    url = record.rec_headers.get_header("WARC-Target-URI")
    location = f"{place} {url}" if url else place
    raw = record.content_stream().read(LARGEST + 1)
    if len(raw) > LARGEST:
        return Unread(location, f"{location}: has more than the {LARGEST:,} bytes of one report; split it")
    headers = record.http_headers
    is_text = headers is not None and "text/plain" in (headers.get_header("Content-Type") or "")
    return Item(location, "text" if is_text else "html", raw, Hints(url=url, charset=charset))


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
