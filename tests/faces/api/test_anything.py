"""Whatever is sent to the open interface, it answers as its own description says, and never with a 500."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from okienko.config.routes import API_ROUTES

PATHS = [f"/{route.path}" for route in API_ROUTES if route.path.startswith("api/v1/offices")]
#: An address without parameters takes nothing that could be wrong.
ASKED = [(path, GenerationMode.POSITIVE) for path in PATHS]
ASKED += [(path, GenerationMode.NEGATIVE) for path in PATHS if "{" in path]
FEEDS = [f"/{route.path}" for route in API_ROUTES if route.name.startswith("feed-")]
NAMES = ["not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"]
BRIEFLY = settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
#: Real ids among the made-up ones, so that more than the first door is tried.
REAL = {"slug": "legnica", "service": "dowod-wniosek"}


@pytest.fixture(scope="module")
def described(api):
    return schemathesis.openapi.from_dict(api.get("/api/v1/openapi.json").json())


@pytest.mark.parametrize("real", [True, False], ids=["our-office", "any-office"])
@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_nothing_makes_it_fall(described, office, path, real, mode):
    operation = described[path]["GET"]
    checks = CHECKS.get_by_names(NAMES)

    @BRIEFLY
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case):
        if real:
            case.path_parameters.update({name: REAL[name] for name in case.path_parameters or {}})
        case.call_and_validate(base_url=office.address, checks=checks)

    answers()


@pytest.mark.parametrize("query", ["id=%00", "id=%ff%fe", "status=%00", "?", "&&&=", "id[]=1", "id=" + "9" * 6000])
@pytest.mark.parametrize("path", FEEDS)
def test_nothing_makes_the_feeds_fall(api, path, query):
    answer = api.get(f"{path}?{query}")
    assert answer.status_code == 200 and "result" in answer.json()
