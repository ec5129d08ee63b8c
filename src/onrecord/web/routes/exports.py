"""Exports: the selection in one of the forms, streamed, and what the form could not hold."""

from __future__ import annotations

import io
import threading
from collections.abc import AsyncIterator, Callable
from enum import StrEnum
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from onrecord.export.forms import FORMS
from onrecord.export.html import html_of
from onrecord.export.loss import LossReport
from onrecord.giving import selected_from
from onrecord.store.loading import reports_of
from onrecord.store.selection import Selection, version_ids
from onrecord.web.callers import Here, Reader
from onrecord.web.etags import Cached
from onrecord.web.problems import RETRY_SECONDS, ProblemError, responses
from onrecord.web.selecting import SelectionQuery
from onrecord.web.serving import Serving
from onrecord.web.streaming import written_by

router = APIRouter(prefix="/export", tags=["exports"])
DOSSIER = "dossier"
# Reports of one dossier: it is read by people, and made in memory.
LARGEST_DOSSIER = 200
# Exports at once: each holds a connection and a thread.
AT_ONCE = threading.BoundedSemaphore(4)

FormName = StrEnum("FormName", {name.upper(): name for name in FORMS})  # type: ignore[misc]
FileName = StrEnum("FileName", {name.upper(): name for name in (*FORMS, DOSSIER)})  # type: ignore[misc]


MEDIA = sorted({*(form.media_type.partition(";")[0] for form in FORMS.values()), "text/html"})


class ExportQuery(SelectionQuery):
    """A selection and the form that it is wanted in."""

    form: FileName = Field(alias="as", description="The form; `dossier` is one HTML page.", examples=["jsonl"])


class LossQuery(SelectionQuery):
    """A selection and the form whose losses are asked for."""

    form: FormName = Field(alias="as", description="The form.", examples=["csv"])


class FormShown(BaseModel):
    """A form: its name, what it is, how its files end, the codebook that it follows, and how many reports it may hold.

    `most_reports` is null where a file may hold any number.
    """

    name: str
    about: str
    suffix: str
    media_type: str
    codebook: str | None
    most_reports: int | None = None


class FormList(BaseModel):
    """The forms of export."""

    items: list[FormShown]


@router.get("/forms", dependencies=[Cached], responses=responses(401, 403))
def list_forms(caller: Reader) -> FormList:
    """List the forms of export."""
    dossier = FormShown(
        name=DOSSIER, about="reports beside their records, one page for reading", suffix=".html",
        media_type="text/html", codebook=None, most_reports=LARGEST_DOSSIER,
    )  # fmt: skip
    items = [
        FormShown(name=one.name, about=one.about, suffix=one.suffix, media_type=one.media_type, codebook=one.codebook)
        for one in FORMS.values()
    ]
    return FormList(items=[*items, dossier])


@router.get("/loss", dependencies=[Cached], responses=responses(400, 401, 403, 422, 429))
def tell_losses(serving: Here, caller: Reader, wanted: Annotated[LossQuery, Query()]) -> LossReport:
    """Tell what an export in this form could not hold."""
    _take_turn()
    try:
        with serving.store.connect() as connection:
            return FORMS[wanted.form].write(selected_from(connection, wanted.selection()), _Nowhere())
    finally:
        AT_ONCE.release()


@router.get(
    "",
    response_class=StreamingResponse,
    responses={
        200: {"content": {media: {"schema": {"type": "string", "format": "binary"}} for media in MEDIA}},
        **responses(400, 401, 403, 422, 429, 503),
    },
)
async def give_out(serving: Here, caller: Reader, wanted: Annotated[ExportQuery, Query()]) -> Response:
    """Give out the selection in a form, as a file."""
    write, suffix, media_type = _writer(serving, wanted)
    _take_turn()
    pieces = written_by(write, AT_ONCE.release)
    # The first piece is waited for: what goes wrong before it can still be told as a problem.
    first = await anext(pieces, b"")
    name = f"onrecord-{serving.clock()[:10]}{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return StreamingResponse(_all(first, pieces), media_type=media_type, headers=headers)


async def _all(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece


def _writer(serving: Serving, wanted: ExportQuery) -> tuple[Callable[[BinaryIO], object], str, str]:
    """What writes the export, how its file ends, and its media type."""
    selection = wanted.selection()
    if wanted.form == DOSSIER:
        return (lambda out: _write_dossier(serving, selection, out)), ".html", "text/html; charset=utf-8"
    form = FORMS[wanted.form]

    def write(out: BinaryIO) -> object:
        with serving.store.connect() as connection:
            return form.write(selected_from(connection, selection), out)

    return write, form.suffix, form.media_type


def _write_dossier(serving: Serving, selection: Selection, out: BinaryIO) -> None:
    with serving.store.connect() as connection:
        ids = version_ids(connection, selection)
        if not 0 < len(ids) <= LARGEST_DOSSIER:
            raise ProblemError(
                422, f"a dossier has 1 to {LARGEST_DOSSIER} reports, this selection {len(ids):,}; narrow it"
            )
        out.write(html_of(list(reports_of(connection, ids))).encode("utf-8", "backslashreplace"))


def _take_turn() -> None:
    """Be one of the exports that run at once; the one who takes a turn releases it."""
    if not AT_ONCE.acquire(blocking=False):
        detail = "too many exports run; try again later"
        raise ProblemError(503, detail, headers={"Retry-After": str(RETRY_SECONDS)})


class _Nowhere(io.RawIOBase):
    """A file that forgets what is written."""

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def write(self, given: Any) -> int:
        """Forget the bytes."""
        return len(given)
