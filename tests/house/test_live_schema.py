"""The description of the live hall is made from the types that read it, and says what they accept."""

import json

import pytest

from okienko.core.hall.commands import COMMANDS, INTERNAL
from okienko.core.hall.refusals import Malformed
from okienko.faces.live.bodies import read_command
from tools import live_schema


def test_the_schema_in_the_documents_is_the_one_of_the_program():
    assert live_schema.DOCUMENT.read_text(encoding="utf-8") == live_schema.document(), "run: make lives"


def test_every_command_but_the_programs_own_is_described():
    described = set(live_schema.schema("command")["$defs"])
    assert described == {kind.__name__ for kind in COMMANDS.values()} - {kind.__name__ for kind in INTERNAL}


def test_the_schema_and_the_reader_agree_on_what_is_required():
    shapes = live_schema.schema("command")["$defs"]
    for name, kind in COMMANDS.items():
        if kind in INTERNAL:
            continue
        required = set(shapes[kind.__name__]["required"]) - {"do"}
        if required:
            with pytest.raises(Malformed):
                read_command(json.dumps({"do": name}).encode())
        else:
            assert isinstance(read_command(json.dumps({"do": name}).encode()), kind)
