"""Bad inputs made up for eval/bad_inputs and its tests: files that are broken, hostile or not what they seem."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from eval.bad_zips import GOOD, crowded, flagged, linked, nested, repeated, understated, zipped
from eval.hostile_server import FEED_HEAD, PAGE, PARAGRAPH, bomb


@dataclass(frozen=True)
class Case:
    """A bad file: what it is, its name, its bytes, and words of the message that it gets; "" where it is read."""

    what: str
    name: str
    made: Callable[[], bytes]
    expected: str


def warc_record(body: bytes = PAGE, *, length: int | None = None, media: str = "text/html") -> bytes:
    """One response in a WARC."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://river.example/bridge\r\n"
        "WARC-Date: 2021-03-03T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) if length is None else length}"
        "\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def feed(items: str, declared: str = "") -> bytes:
    """An RSS feed with these items and this declaration before it."""
    head = FEED_HEAD.replace("?><rss", f"?>{declared}<rss")
    return f"{head}{items}</channel></rss>".encode()


def laughs(root: str, use: str) -> bytes:
    """A document whose entities expand to a billion words."""
    levels = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "lol">{levels}]>{use}'.encode()


def ninjs(**fields: object) -> bytes:
    """A news item with these fields."""
    return json.dumps(
        {"uri": "urn:example:1", "type": "text", "headlines": [{"value": "Bridge closed"}], **fields}
    ).encode()


def parquet(**columns: list[object]) -> bytes:
    """A Parquet table with these columns."""
    import pyarrow
    from pyarrow import parquet as writer

    target = io.BytesIO()
    writer.write_table(pyarrow.table(columns), target)
    return target.getvalue()


CONTENT = f"<item><title>Bridge</title><link>http://river.example/b</link><description>{PARAGRAPH}</description></item>"
EXTERNAL = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'
OPML = '<opml version="2.0"><body>{}</body></opml>'

TEXTS = (
    Case("a text of 100,000 short lines", "short.txt", lambda: b"word\n" * 100_000, ""),
    Case("an empty file", "empty.txt", lambda: b"", "is empty"),
    Case("nothing but white space", "blank.txt", lambda: b" \r\n\t\n" * 50, "nothing but white space"),
    Case("zero bytes among text", "nul.txt", lambda: b"The mayor\0 said so." * 20, "zero bytes"),
    Case("zero bytes alone", "zeros.txt", lambda: b"\0" * 4000, "zero bytes"),
    Case("random bytes", "random.txt", lambda: bytes((7919 * n * n + 31 * n) % 251 for n in range(4000)), "is no text"),
    Case("UTF-16 without a mark", "utf16.txt", lambda: GOOD.decode().encode("utf-16-le"), ""),
    Case(
        "UTF-16 that breaks off in a character",
        "odd.txt",
        lambda: b"\xff\xfe" + GOOD.decode().encode("utf-16-le")[:-1],
        "breaks off",
    ),
    Case("lone surrogates in UTF-8", "surrogate.txt", lambda: GOOD + b"\xed\xa0\x80" * 20, ""),
    Case("a line of a million and more characters", "line.txt", lambda: b"word " * 220_000, "more than 1,000,000"),
    Case("a file of nine megabytes", "large.txt", lambda: b"word\n" * 1_800_000, "more than the 8,000,000"),
    Case("a million line ends", "lines.txt", lambda: b"\n" * 1_000_000, "nothing but white space"),
    Case("a PDF", "report.txt", lambda: b"%PDF-1.7 " + bytes(500), "is a PDF"),
    Case("a picture", "picture.txt", lambda: b"\x89PNG\r\n" + bytes(500), "is a PNG"),
    Case("an office document", "letter.txt", lambda: zipped(("[Content_Types].xml", b"<x/>")), "office document"),
    Case("rich text", "letter2.txt", lambda: b"{\\rtf1 hello}", "is rich text"),
    Case("a database", "table.txt", lambda: b"SQLite format 3\0" + bytes(500), "is a SQLite database"),
    Case("a program", "program.txt", lambda: b"\x7fELF" + bytes(500), "is a program"),
)

PAGES = (
    Case("tags nested 5,000 deep", "deep.html", lambda: b"<html>" + b"<div>" * 5000 + b"x", "nest more than 400 deep"),
    Case(
        "inline tags nested 100,000 deep",
        "bold.html",
        lambda: b"<html><p>" + b"<b>" * 100_000,
        "nest more than 400 deep",
    ),
    Case(
        "a page without an article",
        "menu.html",
        lambda: b"<html><body><a href='/'>Home</a></body></html>",
        "no article",
    ),
    Case(
        "a page that is only a script",
        "script.html",
        lambda: b"<html><script>" + b"x()" * 9000 + b"</script></html>",
        "no article",
    ),
    Case("a comment that never ends", "comment.html", lambda: b"<html><!-- " + b"- " * 200_000, "no article"),
    Case(
        "a tag with 50,000 attributes",
        "wide.html",
        lambda: b"<html><p " + b"a=b " * 50_000 + b">x</p></html>",
        "",
    ),
    Case("a page cut off in a tag", "cut.html", lambda: PAGE[: len(PAGE) // 2], ""),
    Case(
        "a page with 500,000 line breaks in a row",
        "breaks.html",
        lambda: PAGE.replace(b"</p>", b"</p>" + b"<br>" * 500_000, 1),
        "",
    ),
    Case(
        "a page of 5 MB of words and line breaks",
        "words.html",
        lambda: PAGE.replace(b"</p>", b"</p>" + b"word<br>" * 600_000, 1),
        "tags, more than 100,000",
    ),
    Case(
        "a page of 50,000 scripts without end",
        "scripts.html",
        lambda: b"<html>" + b"<script>" * 50_000,
        "nest more than 400 deep",
    ),
    Case("a page of 100,000 comments without end", "marks.html", lambda: b"<html>" + b"<!--" * 100_000, "no article"),
    Case(
        "a page that names a wrong encoding",
        "named.html",
        lambda: PAGE.replace(b"<head>", b"<head><meta charset=x-none>"),
        "",
    ),
)

PACKED = (
    Case("a gzip bomb: 100 MB in 100 kB", "bomb.txt.gz", lambda: bomb(100), "200 times its size"),
    Case("a gzip file cut off", "cut.txt.gz", lambda: gzip.compress(GOOD)[:-30], "breaks off"),
    Case(
        "a gzip file with a damaged middle", "hurt.txt.gz", lambda: gzip.compress(GOOD)[:40] + b"\xff" * 60, "damaged"
    ),
    Case(
        "gzip in gzip in gzip in gzip",
        "deep.txt.gz",
        lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(GOOD)))),
        "archives deep",
    ),
    Case("a zip bomb: 20 MB in 20 kB", "bomb.zip", lambda: zipped(("a.txt", b"\0" * 20_000_000)), "200 times its size"),
    Case("a zip bomb that understates its size", "liar.zip", understated, "cannot be unpacked"),
    Case("a zip that names one member 500 times", "repeated.zip", lambda: repeated(500), ""),
    Case("a zip of 200,001 members", "crowded.zip", lambda: crowded(200_001), "more than 200,000"),
    Case("a zip five deep", "nested.zip", lambda: nested(5), "archives deep"),
    Case(
        "a member named ../../x.txt",
        "up.zip",
        lambda: zipped(("../../x.txt", GOOD), ("good.txt", GOOD)),
        "leads out of the archive",
    ),
    Case("a member named /etc/x.txt", "root.zip", lambda: zipped(("/etc/x.txt", GOOD)), "leads out of the archive"),
    Case("a member named C:\\x.txt", "drive.zip", lambda: zipped(("C:\\x.txt", GOOD)), "leads out of the archive"),
    Case("a member named ..\\x.txt", "back.zip", lambda: zipped(("..\\x.txt", GOOD)), "leads out of the archive"),
    Case("a member that is a link", "link.zip", linked, "is a link"),
    Case("an encrypted member", "locked.zip", lambda: flagged(8, b"\x01"), "is encrypted"),
    Case("a member packed by an unknown method", "method.zip", lambda: flagged(10, b"\x63"), "cannot be unpacked"),
    Case("a member with a wrong check sum", "sum.zip", lambda: flagged(16, b"\0\0\0\0"), "cannot be unpacked"),
    Case("a zip cut off", "cut.zip", lambda: zipped(("a.txt", GOOD))[:-30], "no zip that can be opened"),
    Case(
        "a WACZ whose archive is damaged",
        "crawl.wacz",
        lambda: zipped(("datapackage.json", b"{}"), ("archive/data.warc.gz", gzip.compress(warc_record())[:90])),
        "breaks off",
    ),
)

ARCHIVES = (
    Case("a WARC cut off in a record", "cut.warc", lambda: warc_record() + warc_record()[:150], ""),
    Case(
        "a WARC with words after a record", "words.warc", lambda: warc_record() + b"these are words\r\n" * 3, "damaged"
    ),
    Case(
        "a WARC whose record is longer than it says", "short.warc", lambda: warc_record(length=120) + warc_record(), ""
    ),
    Case("a WARC whose record says a negative length", "negative.warc", lambda: warc_record(length=-5), ""),
    Case("a WARC without pages", "pictures.warc", lambda: warc_record(media="image/png"), "holds no page"),
    Case(
        "a WARC whose head is a bomb",
        "head.warc.gz",
        lambda: gzip.compress(b"WARC/1.0\r\n" + b"X-A: b\r\n" * 2_000_000),
        "200 times its size",
    ),
    Case(
        "a WARC with a page of nine megabytes",
        "page.warc",
        lambda: warc_record(PAGE + b" " * 9_000_000),
        "more than the 8,000,000",
    ),
    Case(
        "a WARC cut off in its gzip data",
        "cut.warc.gz",
        lambda: gzip.compress(warc_record()) + gzip.compress(warc_record())[:60],
        "breaks off",
    ),
)

FEEDS = (
    Case(
        "RSS whose entities expand a billion times",
        "laughs.rss",
        lambda: laughs("rss", "<rss><channel><title>&l9;</title></channel></rss>"),
        "declares entities",
    ),
    Case(
        "RSS with an entity of the file system",
        "file.rss",
        lambda: feed("<item><title>&x;</title></item>", EXTERNAL),
        "declares entities",
    ),
    Case(
        "RSS with one long entity used often",
        "long.rss",
        lambda: feed("<item><title>" + "&a;" * 5000 + "</title></item>", QUADRATIC),
        "declares entities",
    ),
    Case(
        "RSS in UTF-16 with entities",
        "wide.rss",
        lambda: b"\xff\xfe" + feed(CONTENT, EXTERNAL).decode().encode("utf-16-le"),
        "declares entities",
    ),
    Case("a feed without entries", "none.rss", lambda: feed(""), "without entries"),
    Case("a feed that is no feed", "not.rss", lambda: b"<html><body>not found</body></html>", "is no feed"),
    Case(
        "a feed with tags nested 50,000 deep",
        "deep.rss",
        lambda: feed("<item><title>" + "<b>" * 50_000 + "</title></item>"),
        "",
    ),
    Case(
        "an entry nested 5,000 deep",
        "entry.rss",
        lambda: feed("<item><description>" + "&lt;div&gt;" * 5000 + PARAGRAPH + "</description></item>"),
        "nest more than 400 deep",
    ),
    Case(
        "an entry that links to a file",
        "link.rss",
        lambda: feed(CONTENT.replace("http://river.example/b", "file:///etc/passwd")),
        "",
    ),
    Case(
        "a feed cut off", "cut.rss", lambda: feed(CONTENT.replace("<link>http://river.example/b</link>", ""))[:-40], ""
    ),
    Case("OPML whose entities expand", "laughs.opml", lambda: laughs("opml", OPML.format("&l9;")), "declares entities"),
    Case(
        "OPML with an entity of the file system",
        "file.opml",
        (EXTERNAL.replace("rss", "opml") + OPML.format("&x;")).encode,
        "declares entities",
    ),
    Case("OPML that names no feed", "none.opml", lambda: OPML.format("<outline text='x'/>").encode(), "names no feed"),
    Case(
        "OPML that names files",
        "files.opml",
        lambda: OPML.format("<outline xmlUrl='file:///etc/passwd'/>").encode(),
        "names no feed",
    ),
    Case("OPML that is not well-formed", "broken.opml", lambda: b"<opml><body><outline", "is no OPML"),
)

TABLES = (
    Case("JSON nested 100,000 deep", "deep.json", lambda: b"[" * 100_000, "nests too deep"),
    Case("JSON cut off", "cut.json", lambda: b'{"text": "The mayor', "is not JSON"),
    Case("an empty list", "none.json", lambda: b"[]", "is an empty list"),
    Case("a list of numbers", "numbers.json", lambda: b"[1, 2]", "is no JSON object"),
    Case(
        "JSON lines with a broken one",
        "broken.jsonl",
        lambda: json.dumps({"text": GOOD.decode()}).encode() + b"\n{oops}\n",
        "is not JSON",
    ),
    Case("JSON lines with a line nested deep", "deep.jsonl", lambda: b'{"text":' * 50_000 + b"\n", "nests too deep"),
    Case(
        "JSON lines with a line of nine megabytes",
        "long.jsonl",
        lambda: b'{"text": "' + b"x" * 9_000_000,
        "is longer than",
    ),
    Case("JSON lines without a text", "other.jsonl", lambda: b'{"name": "x"}\n', "--map body=COLUMN"),
    Case("CSV without a column of text", "other.csv", lambda: b"name,age\nMira,40\n", "--map body=COLUMN"),
    Case(
        "CSV with a row too short", "ragged.csv", lambda: b"title,text\nBridge\n", "has 1 cells where the header has 2"
    ),
    Case("CSV that is empty", "empty.csv", lambda: b"", "is empty"),
    Case("CSV with an empty text", "blank.csv", lambda: b"title,text\nBridge,  \n", "holds no text"),
    Case(
        "CSV in Windows-1252",
        "old.csv",
        lambda: "title,text\nBridge,\u201cClosed\u201d\n".encode("cp1252"),
        "save it again as UTF-8",
    ),
    Case("CSV with a quotation that never ends", "quote.csv", lambda: b'title,text\nBridge,"closed\n', "no CSV"),
    Case(
        "CSV with a cell of nine megabytes",
        "wide.csv",
        lambda: b"title,text\nBridge," + b"x" * 9_000_000 + b"\n",
        "no CSV",
    ),
    Case("Parquet that is damaged", "hurt.parquet", lambda: b"PAR1" + b"\x13" * 400 + b"PAR1", "is no Parquet"),
    Case("Parquet cut off", "cut.parquet", lambda: parquet(text=[GOOD.decode()])[:-20], "is no Parquet"),
    Case("Parquet without a column of text", "other.parquet", lambda: parquet(age=[40]), "--map body=COLUMN"),
    Case("Parquet with numbers for texts", "numbers.parquet", lambda: parquet(text=[40]), "holds no text"),
    Case(
        "a news item that its sender withheld",
        "withheld.json",
        lambda: ninjs(pubstatus="withheld", bodies=[{"value": "x"}]),
        "marks it withheld",
    ),
    Case("a news item without a body", "picture.json", lambda: ninjs(type="picture"), "has no body of text"),
    Case(
        "a news item whose body is a number",
        "number.json",
        lambda: ninjs(bodies=[{"value": 7}]),
        "has no body of text",
    ),
)

FILES: tuple[Case, ...] = (*TEXTS, *PAGES, *PACKED, *ARCHIVES, *FEEDS, *TABLES)
