"""The addresses of the interface as views, for the one table of routes."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from okienko.faces.api.doors import open_to_all
from okienko.faces.api.interface import PROBLEM_TYPE, api

PREFIX = "/api/v1/"
#: How long an answer may be kept by caches: descriptions a minute, the hall two seconds.
MINUTE, MOMENT = 60, 2
_VIEWS: dict[str, Any] = {pattern.name: pattern.callback for pattern in api.urls[0]}


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document; errors are problem details."""
    told: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    for path in told["paths"].values():
        for operation in path.values():
            _errors_as_problems(operation["responses"])
    told["externalDocs"] = {"url": "https://spec.openapis.org/oas/v3.1.0", "description": "OpenAPI 3.1"}
    return told


def _errors_as_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        if int(status) >= 400 and "application/json" in response.get("content", {}):
            response["content"] = {PROBLEM_TYPE: response["content"]["application/json"]}


def _document(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse(json.dumps(document(), ensure_ascii=False, sort_keys=True), content_type="application/json")


openapi = open_to_all(_document, seconds=MINUTE)
offices = open_to_all(_VIEWS["api-offices"], seconds=MOMENT)
office = open_to_all(_VIEWS["api-office"], seconds=MOMENT)
services = open_to_all(_VIEWS["api-services"], seconds=MINUTE)
service = open_to_all(_VIEWS["api-service"], seconds=MINUTE)
referrals = open_to_all(_VIEWS["api-referrals"], seconds=MINUTE)
departments = open_to_all(_VIEWS["api-departments"], seconds=MOMENT)
hours = open_to_all(_VIEWS["api-hours"], seconds=MINUTE)
queues = open_to_all(_VIEWS["api-queues"], seconds=MOMENT)
standards = open_to_all(_VIEWS["api-standards"], seconds=MINUTE)
