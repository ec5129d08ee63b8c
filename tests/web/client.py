"""Starlette's test client, imported in one place: it warns that another HTTP package will be wanted one day."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

__all__ = ["TestClient"]
