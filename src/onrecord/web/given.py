"""What a client gives to be taken in: a text, an address, or files, with what is known about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from onrecord.web.problems import Fault, InvalidError, ProblemError

MOST_FILES = 1000
LONGEST_FIELD = 64 * 1024
Line = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
Moment = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[+-][0-9:]+)?)?$")]
Address = Annotated[str, StringConstraints(max_length=2000, pattern=r"^https?://[^\s\x00-\x1f]+$")]


class About(BaseModel):
    """What is known about a report beside its text; it stands above what the report says itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Line | None = None
    outlet: Line | None = None
    byline: Line | None = None
    published: Moment | None = Field(None, description="A date, or a date-time, in ISO 8601.")
    url: Address | None = None


class GivenText(About):
    """The text of one report; `url` says where it stands."""

    text: Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class GivenAddress(BaseModel):
    """The address of a page or of a feed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: Address


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file by the name that the client gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """Files, with what is known about all of them."""

    files: tuple[GivenFile, ...]
    about: About


Given = GivenText | GivenAddress | GivenFiles
_JSON: TypeAdapter[GivenText | GivenAddress] = TypeAdapter(GivenText | GivenAddress)
_SCHEMA = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"oneOf": [GivenText.model_json_schema(), GivenAddress.model_json_schema()]},
            "examples": {
                "text": {"value": {"text": "The mayor opened the bridge, she said.", "published": "2021-05-18"}},
                "page or feed": {"value": {"url": "https://news.example/feed.xml"}},
            },
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
                    **About.model_json_schema()["properties"],
                },
            },
            "examples": {
                "two files": {
                    "summary": "curl -F file=@bridge.txt -F file=@ferry.html -F published=2021-05-18",
                    "value": {
                        "file": [
                            "The mayor opened the bridge, she said.",
                            "<p>The ferry was late, he said.</p>",
                        ],
                        "published": "2021-05-18",
                    },
                }
            },
        },
    },
}
BODY: dict[str, Any] = {"requestBody": _SCHEMA}


async def given_of(request: Request) -> Given:
    """What a request gives; raises a problem that says what is wrong with it."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    match media:
        case "application/json":
            return _of_json(await request.body())
        case "multipart/form-data":
            async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=LONGEST_FIELD) as form:
                return await _of_form(form)
        case _:
            raise ProblemError(415, "give application/json with text or url, or multipart/form-data with files")


def _of_json(body: bytes) -> GivenText | GivenAddress:
    try:
        return _JSON.validate_json(body)
    except ValidationError as error:
        raise _invalid(error) from error


async def _of_form(form: FormData) -> GivenFiles:
    uploads = [one for one in form.getlist("file") if isinstance(one, UploadFile)]
    if not uploads:
        raise InvalidError([Fault(where="body.file", what="give one file or more under the name `file`")])
    known = {name: value for name, value in form.items() if name != "file" and value != ""}
    try:
        about = About.model_validate(known)
    except ValidationError as error:
        raise _invalid(error) from error
    files = [GivenFile(_name(one.filename), await one.read()) for one in uploads]
    return GivenFiles(tuple(files), about)


def _name(given: str | None) -> str:
    """The last part of a file's name, as one line of printable characters."""
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in last)[:200] or "file"


def _invalid(error: ValidationError) -> InvalidError:
    return InvalidError(
        [Fault(where=".".join(map(str, ("body", *one["loc"]))), what=one["msg"]) for one in error.errors()]
    )
