"""The description: complete, with examples that hold; and no request made from it breaks the server."""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from jsonschema import Draft202012Validator

from onrecord.web.app import examples
from tests.web.client import TestClient
from tests.web.conftest import HOME, Serve

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.core.result import Ok
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

API = "/api/v1"
OWN = {"X-Requested-With": "onrecord"}
# Requests of each kind for each route.
EXAMPLES = 10


@pytest.fixture
def described(client: TestClient) -> Any:
    """The description as a client gets it."""
    return client.get(f"{API}/openapi.json").json()


def test_every_route_is_described_with_its_problems(described: Any) -> None:
    assert set(described["paths"]) >= {
        f"{API}{path}" for path in ("/reports", "/records", "/export", "/jobs", "/health")
    }
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["description"].endswith("."), where
            for status, answer in operation["responses"].items():
                if status[0] in "45":
                    assert list(answer["content"]) == ["application/problem+json"], where


def test_every_reference_leads_somewhere(described: Any) -> None:
    schemas = described["components"]["schemas"]

    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [one for part in value.values() for one in references(part)]
        return [one for part in value for one in references(part)] if isinstance(value, list) else []

    found = set(references(described))
    assert found
    assert {one for one in found if one.removeprefix("#/components/schemas/") not in schemas} == set()


def test_every_answer_and_every_body_has_an_example(described: Any) -> None:
    schemas = described["components"]["schemas"]

    def has_example(part: dict[str, Any], within: tuple[str, ...] = ()) -> bool:
        if "example" in part or "examples" in part:
            return True
        name = part.get("$ref", "").rpartition("/")[2]
        inner = [schemas[name]] if name and name not in within else []
        inner += [part["items"]] if isinstance(part.get("items"), dict) else []
        inner += [*part.get("properties", {}).values(), *part.get("anyOf", []), *part.get("oneOf", [])]
        return any(has_example(one, (*within, name)) for one in inner)

    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            parts = [answer for status, answer in operation["responses"].items() if status[0] == "2"]
            for part in [*parts, operation.get("requestBody", {})]:
                for media, shown in part.get("content", {}).items():
                    # A file of the export is no answer in JSON, whatever it is written in.
                    if media in ("application/json", "multipart/form-data") and path != f"{API}/export":
                        assert "examples" in shown or has_example(shown["schema"]), f"{method} {path} {media}"


def test_the_examples_are_what_they_are_examples_of(described: Any) -> None:
    for name, example in examples().items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        assert list(Draft202012Validator(schema).iter_errors(example)) == [], name


def test_the_page_of_another_site_is_never_needed(client: TestClient) -> None:
    for path in ("/docs", "/redoc", f"{API}/docs"):
        assert "swagger" not in client.get(path).text.lower()


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_breaks_the_server(serve: Serve, database: Path, described: Any, mode: GenerationMode) -> None:
    """What fits the description is answered as described; what breaks it is a problem; nothing is a 5xx."""
    client = serve(database)
    asked: Counter[str] = Counter()
    for found in schemathesis.openapi.from_dict(described).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        try:
            strategy = operation.as_strategy(generation_mode=mode)
            _ask_all(client, strategy, asked)
        except (Unsatisfiable, schemathesis.errors.InvalidSchema):
            # Nothing can be wrong in a request without parameters or body.
            assert mode is GenerationMode.NEGATIVE
    assert len(asked) >= 20
    assert asked.total() >= 200


def _ask_all(client: TestClient, strategy: SearchStrategy[Any], asked: Counter[str]) -> None:
    @seed(0)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=strategy)
    def ask(case: Any) -> None:
        response = _sent(client, case)
        asked[f"{case.method} {case.path}"] += 1
        assert response.status_code < 500, (case.as_curl_command(), response.text)
        case.validate_response(
            response, checks=[response_schema_conformance, content_type_conformance, status_code_conformance]
        )

    ask()


def _sent(client: TestClient, case: Any) -> Any:
    """The answer to a generated request, sent through the same guards as any other."""
    wanted = case.as_transport_kwargs(base_url=HOME)
    wanted["headers"] = {name: value for name, value in wanted["headers"].items() if name.lower() != "host"} | OWN
    sent = requests.Request(**wanted).prepare()
    assert sent.method is not None
    assert sent.url is not None
    return client.request(sent.method, sent.url, headers=dict(sent.headers), content=sent.body)
