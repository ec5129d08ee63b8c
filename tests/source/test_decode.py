"""From bytes to text, and the clear refusal of what is no text."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.source.decode import decoded
from onrecord.source.files import LARGEST, LONGEST_TEXT, Unread, document_of_bytes, documents_of, paths_of

TEXT = "The mayor said \u201cwe will rebuild the caf\u00e9\u201d \u2013 and left the bridge to the water board."


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("windows-1252"), "windows-1252"),
    ],
)
def test_the_same_text_from_every_encoding(raw: bytes, encoding: str) -> None:
    found = decoded(raw, "x.txt")
    assert (found.text, found.encoding) == (TEXT, encoding)
    assert bool(found.warnings) == (encoding != "utf-8")


def test_mojibake_is_told_and_kept() -> None:
    damaged = TEXT.encode().decode("windows-1252", "replace") * 3
    found = decoded(damaged.encode(), "x.txt")
    assert found.text == damaged
    assert any("damaged" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "nothing but white space"),
        (b"\x00\x01", "nothing but control marks"),
        (b"\x01 \x02\n", "nothing but control marks"),
        (b"%PDF-1.7 ...", "pdftotext"),
        (gzip.compress(TEXT.encode()), "gunzip"),
        (b"PK\x03\x04....", "zip archive"),
        (b"abc\x00def\x00\x01", "zero bytes"),
        (codecs.BOM_UTF16_LE + b"\x41", "breaks off"),
        (b"x" * (LARGEST + 1), "split it"),
        (b"word " * (LONGEST_TEXT // 5 + 1), "split it into reports"),
    ],
)
def test_what_is_no_report_is_refused_by_name(raw: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as raised:
        document_of_bytes(raw, "folder/x.txt")
    assert str(raised.value).startswith("folder/x.txt: ")


def test_the_other_files_are_still_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "c.html").write_text(f"<html><body><p>{TEXT}</p></body></html>", encoding="utf-8")
    found = list(documents_of(paths_of([tmp_path, tmp_path / "missing.txt"])))
    assert [path.name for path, _ in found] == ["a.txt", "b.txt", "c.html", "missing.txt"]
    assert [isinstance(one, Unread) for _, one in found] == [False, True, False, True]
    assert "No such file" in found[3][1].error  # type: ignore[union-attr]
