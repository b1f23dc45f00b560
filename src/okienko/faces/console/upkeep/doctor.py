"""`okienko doctor`: what is wrong with this installation, and the mend; exit code 1 when anything must be mended."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from okienko.core.journal.findings import SENTENCES
from okienko.faces.console.database import ready
from okienko.faces.console.upkeep.wording import WORDING
from okienko.faces.console.words import say
from okienko.links.environment import NotANumber
from okienko.records.address import UnknownDatabase


def arguments(parser: argparse.ArgumentParser) -> None:
    """How thorough, and for whom."""
    parser.add_argument("--quick", action="store_true", help=say("leave out what reads the whole database"))
    parser.add_argument("--json", action="store_true", help=say("one JSON document, for a program that watches"))


def run(options: argparse.Namespace) -> int:
    """Look, and say each finding with its mend."""
    try:
        found = _found(quick=options.quick)
    except UnknownDatabase:
        found = [{"code": "database_unknown", "params": {}, "is_fault": True}]
    except NotANumber as error:
        found = [{"code": "setting_no_number", "params": {"name": error.name, "value": error.value}, "is_fault": True}]
    except OSError as error:
        # The settings could not even be read: the secret has no place.
        found = [{"code": "secret_unwritable", "params": {"reason": str(error)}, "is_fault": True}]
    if options.json:
        print(json.dumps([_told(each) for each in found], ensure_ascii=False, indent=1))
    else:
        _print(found)
    return 1 if any(each["is_fault"] for each in found) else 0


def _found(*, quick: bool) -> list[dict]:
    ready()
    from django.conf import settings

    from okienko.actions.upkeep.doctor import examine

    return [{"code": each.code, "params": dict(each.params), "is_fault": each.is_fault}
            for each in examine(settings, now=datetime.now(UTC), quick=quick)]


def _told(finding: Mapping) -> dict:
    params = dict(finding["params"])
    if finding["code"] == "journal_fault":
        code = params["finding"]
        params["what"] = say(SENTENCES[code]).format(**params)
    what, mend = (say(sentence).format(**params) for sentence in WORDING[finding["code"]])
    return {**finding, "what": what, "mend": mend}


def _print(found: list[dict]) -> None:
    for each in sorted(found, key=lambda finding: not finding["is_fault"]):
        told = _told(each)
        print(f"{say('FAULT') if each['is_fault'] else say('hint')}: {told['what']}")
        print(f"    → {told['mend']}")
    faults = sum(each["is_fault"] for each in found)
    print(say("To mend: {faults}. Hints: {hints}.", faults=faults, hints=len(found) - faults))
    sys.stdout.flush()
