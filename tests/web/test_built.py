"""The built page from its folder: types, caching, addresses within it, and nothing from beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from onrecord.web.built import file_of, serve_page
from tests.web.client import TestClient
from tests.web.conftest import Serve

HTML = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small built page, with a file beside it that is nobody's business."""
    page = tmp_path / "page"
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html><title>page</title>", encoding="utf-8")
    (page / "assets" / "app-4f2a.js").write_text("export {};", encoding="utf-8")
    (page / "assets" / "app-4f2a.css").write_text("a{}", encoding="utf-8")
    (page / "assets" / "notes.py").write_text("", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (page / "link.txt").symlink_to(tmp_path / "secret.txt")
    return page


def _client(folder: Path) -> TestClient:
    app = FastAPI()
    serve_page(app, folder)
    return TestClient(app)


@pytest.mark.parametrize(
    ("path", "media", "caching"),
    [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/assets/app-4f2a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/assets/app-4f2a.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
    ],
)
def test_files_come_with_their_type_and_caching(folder: Path, path: str, media: str, caching: str) -> None:
    found = _client(folder).get(path)
    assert (found.status_code, found.headers["content-type"], found.headers["cache-control"]) == (200, media, caching)
    assert _client(folder).head(path).content == b""


def test_an_address_within_the_page_is_the_page_for_a_browser_only(folder: Path) -> None:
    client = _client(folder)
    assert client.get("/timeline?kind=events", headers=HTML).text.endswith("<title>page</title>")
    assert client.get("/timeline?kind=events", headers=HTML).headers["cache-control"] == "no-cache"
    assert client.get("/assets/gone-1.js", headers={"accept": "*/*"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "..%2fsecret.txt", "assets/../../secret.txt", "/etc/passwd", "link.txt", "assets/notes.py",
     "./index.html", ".hidden", "assets//app-4f2a.js", "assets\\app-4f2a.js", "index.html\x00", "", "a" * 5000],
)  # fmt: skip
def test_nothing_else_is_a_file_of_the_page(folder: Path, path: str) -> None:
    assert file_of(folder, path) is None


@pytest.mark.parametrize("path", ["/%2e%2e/secret.txt", "/..%2fsecret.txt", "/assets/%2e%2e/%2e%2e/secret.txt"])
def test_no_path_leads_out_of_the_folder(folder: Path, path: str) -> None:
    assert "secret" not in _client(folder).get(path).text.replace("secret.txt", "")


def test_the_interface_is_not_the_page(folder: Path) -> None:
    found = _client(folder).get("/api/v1/nothing", headers=HTML)
    assert (found.status_code, found.headers["content-type"]) == (404, "application/problem+json")


def test_without_a_built_page_one_is_told_how_to_build_it(tmp_path: Path) -> None:
    found = _client(tmp_path / "none").get("/", headers=HTML)
    assert found.status_code == 503
    assert "make page" in found.text


def test_the_whole_server_gives_the_page_under_its_policy(serve: Serve, database: Path, folder: Path) -> None:
    client = serve(database, page=folder)
    page = client.get("/?kind=events&from=2021-05-01", headers=HTML)
    assert page.text.endswith("<title>page</title>")
    assert "script-src 'self';" in page.headers["content-security-policy"]
    assert client.get("/assets/app-4f2a.js").headers["x-content-type-options"] == "nosniff"
    assert client.get("/api/v1/health").json()["status"] == "ok"
