"""Whatever is sent to the live hall within and without its described shapes: an answer in words, never a 500."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from tests.faces.live.conftest import NOON, serve, stop
from tests.house.checkout import ROOT

SHAPES = json.loads((ROOT / "docs" / "api" / "live.schema.json").read_text(encoding="utf-8"))
BRIEFLY = settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
#: What a hall may answer to a body; anything else is a fault of the program.
ANSWERS = {200, 400, 401, 403, 404, 409, 413, 415, 422, 429, 503}


def operation(kind):
    """A body of the described shapes as one operation of OpenAPI, which schemathesis can make examples of."""
    body = {"required": True, "content": {"application/json": {"schema": {"$ref": f"#/$defs/{kind}"}}}}
    described = {"openapi": "3.1.0", "info": {"title": "live", "version": "1"}, "$defs": SHAPES["$defs"],
                 "paths": {f"/{kind}": {"post": {"requestBody": body, "responses": {"200": {"description": "done"}}}}}}
    return schemathesis.openapi.from_dict(described)[f"/{kind}"]["POST"]


@pytest.fixture(scope="module")
def any_hall(tmp_path_factory):
    """A server of these tests alone: nobody can say in what state they leave its hall."""
    server = serve(tmp_path_factory.mktemp("anything"))
    with server.client("player") as player:
        assert player.post("/live/demo/clock", json={"at": NOON}).status_code == 200
    yield server
    stop(server)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fits", "does-not-fit"])
@pytest.mark.parametrize(("kind", "who"), [("command", "player"), ("command", "manager"), ("command", None),
                                           ("ticket", None)])
def test_nothing_that_is_sent_makes_the_hall_fall(any_hall, kind, who, mode):
    code = any_hall.command("kiosk", do="take", matters=["pismo"]).json().get("code", "X")
    address = {"command": "/live/demo/command", "ticket": f"/live/demo/ticket/{code}"}[kind]

    with any_hall.client(who) as client:

        @BRIEFLY
        @given(case=operation(kind).as_strategy(generation_mode=mode))
        def answers(case):
            told = client.post(address, content=json.dumps(case.body, default=str),
                               headers={"content-type": "application/json"})
            assert told.status_code in ANSWERS, (case.body, told.text)
            if told.status_code != 200:
                assert told.json()["error"] and told.json()["message"]

        answers()
    assert "Traceback" not in any_hall.log()
