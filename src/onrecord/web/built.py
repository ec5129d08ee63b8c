"""The built page: index.html and its files with a hash in their name, from one folder and nowhere else."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import Response

from onrecord.web.problems import problem_response

# Written out, since what the system's own table says differs from machine to machine.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
BUILT_PAGE = Path(__file__).parent / "page"
HASHED = "assets/"
FOR_GOOD = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
LONGEST = 200
# A built page has about ten files.
FILES_KEPT = 32
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
UNBUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>onrecord</title></head>
<body><h1>The page is not built</h1>
<p>This copy of onrecord runs from its source, and its page was not built yet. In the folder of the source, run:</p>
<pre>make page</pre>
<p>Then load this address again. The interface under <a href="/api/v1/health">/api/v1</a> works without the page.</p>
</body></html>
"""


def serve_page(app: FastAPI, folder: Path) -> None:
    """Have the application answer every path outside the interface from the folder."""

    def page(request: Request, path: str) -> Response:
        if path == "api" or path.startswith("api/"):
            return problem_response(404, f"there is nothing at /{path[:200]}")
        wants_html = "text/html" in request.headers.get("accept", "")
        return page_response(folder, path, wants_html=wants_html, with_body=request.method != "HEAD")

    app.add_api_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)


def page_response(folder: Path, path: str, *, wants_html: bool, with_body: bool = True) -> Response:
    """A file of the page; the page itself for an address within it, which a browser asks for as HTML."""
    file = file_of(folder, path)
    if file is None and path and not wants_html:
        return problem_response(404, f"there is nothing at /{path[:200]}")
    file = file or file_of(folder, "index.html")
    if file is None:
        return Response(UNBUILT, 503, media_type=TYPES[".html"], headers={"Cache-Control": "no-store"})
    caching = FOR_GOOD if path.startswith(HASHED) and file.name != "index.html" else ASK_FIRST
    # Kept in memory, and given in one piece: read anew in parts, the script alone took 40 ms.
    content = _content(file, file.stat().st_mtime_ns)
    headers = {"Cache-Control": caching, "Content-Length": str(len(content))}
    return Response(content if with_body else b"", media_type=TYPES[file.suffix], headers=headers)


@lru_cache(maxsize=FILES_KEPT)
def _content(file: Path, changed: int) -> bytes:
    """What a file holds; `changed` is when it last did."""
    return file.read_bytes()


def file_of(folder: Path, path: str) -> Path | None:
    """The file of the folder that a path names; None for what is not there, not ours to give, or leads out of it."""
    if len(path) > LONGEST or not _NAME.fullmatch(path):
        return None
    file = (folder / path).resolve()
    inside = file.is_relative_to(folder.resolve()) and file.is_file() and file.suffix in TYPES
    return file if inside else None
