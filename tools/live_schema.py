"""Describe what may be sent to the live hall, from the types that read it: `make lives` → docs/api/live.schema.json."""

import json
from pathlib import Path
from typing import Any

import msgspec

from okienko.core.hall.commands import COMMANDS
from okienko.faces.live.bodies import body_types

DOCUMENT = Path(__file__).parent.parent / "docs" / "api" / "live.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLES = {
    "command": "POST /live/{office}/command: one command to the hall, told apart by `do`",
    "ticket": "POST /live/{office}/ticket/{code}: what the holder of a ticket may ask",
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one body, each command with the sentence that says what it is."""
    (one,), parts = msgspec.json.schema_components([body_types()[name]], ref_template=f"#/$defs/{name}/$defs/{{name}}")
    for kind in COMMANDS.values():
        said = (kind.__doc__ or "").strip()
        # A dataclass without a docstring of its own says only its signature.
        if kind.__name__ in parts and said and not said.startswith(f"{kind.__name__}("):
            parts[kind.__name__]["description"] = said
    return {"title": TITLES[name], **one, "$defs": parts}


def document() -> str:
    """The whole document."""
    told = {"$schema": DIALECT, "title": "Okienko: the live hall", "$defs": {name: schema(name) for name in TITLES}}
    return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
