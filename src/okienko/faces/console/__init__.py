"""The `okienko` command: what is done at a terminal.

Each command is a module with two functions, `arguments(parser)` and `run(options) -> exit code`. Only the
module of the command that was asked for is imported, so that `okienko check` does not wait for Django.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Final

from okienko.faces.console.trouble import refuse, sentence_of
from okienko.faces.console.words import say, speak_in_argparse

# Name of the command → its module, and what it is for in one sentence.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "init": (
        "okienko.faces.console.office.init",
        "Make the description of a new office by asking a few questions.",
    ),
    "check": ("okienko.faces.console.office.check", "Find every fault in the description of an office."),
    "plan": ("okienko.faces.console.office.plan", "Say what a changed description touches."),
    "apply": ("okienko.faces.console.office.apply", "Load a description as a new revision of the office."),
    "export": (
        "okienko.faces.console.office.export",
        "Write a revision back as the files it was loaded from.",
    ),
    "was-open": (
        "okienko.faces.console.office.was_open",
        "Say whether the office was open at a moment, by its journal.",
    ),
    "verify": ("okienko.faces.console.journal.verify", "Say what is wrong with the journal or the rows made of it."),
    "rebuild": ("okienko.faces.console.journal.rebuild", "Make the tables anew that are derived from the journal."),
    "backup": ("okienko.faces.console.upkeep.backup", "Copy the whole database into a file while the office works."),
    "restore": ("okienko.faces.console.upkeep.restore", "Bring a backup back; what was there is kept aside."),
    "upgrade": ("okienko.faces.console.upkeep.upgrade", "Make the tables, or bring them up to this version."),
    "doctor": ("okienko.faces.console.upkeep.doctor", "Say what is wrong with this installation, and the mend."),
    "serve": ("okienko.config.serve", "Serve the office: the hall and all its pages."),
    "create-admin": ("okienko.faces.console.people.create_admin", "Give somebody the administrator's account."),
    "enrol": ("okienko.faces.console.people.enrol", "Add a kiosk, a board or a printer and show its code."),
    "print-test": (
        "okienko.faces.console.printing.print_test",
        "Say how the ticket printers are and print a test ticket.",
    ),
    "demo": ("okienko.config.demo.command", "Serve the living demonstration, made anew."),
    "replay": (
        "okienko.faces.console.replay.command",
        "Play a past day of a queue log through a running server, and reconcile it.",
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when all is well, 1 when something is wrong, 2 for a wrong call."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    name = words[0]
    if name not in COMMANDS:
        print(say("There is no command “{name}”.", name=name), file=sys.stderr)
        print(overview(), file=sys.stderr)
        return 2
    try:
        return _run(name, words[1:])
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has gone; nothing is left to say
        return 1
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        return refuse(sentence)


def _run(name: str, words: Sequence[str]) -> int:
    module, summary = COMMANDS[name]
    command = import_module(module)
    speak_in_argparse()
    parser = argparse.ArgumentParser(prog=f"okienko {name}", description=say(summary))
    command.arguments(parser)
    return int(command.run(parser.parse_args(words)))


def overview() -> str:
    """All commands, one line each."""
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {say(summary)}" for name, (_, summary) in COMMANDS.items()]
    return "\n".join([say("Usage: okienko COMMAND …"), "", *lines, "", say("More: okienko COMMAND --help")])
