"""`okienko init DIR`: a new office by a few questions or by options; it passes `okienko check`."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from okienko.actions.description import examine
from okienko.core.calendar.hours import Span
from okienko.core.description.reader import Unreadable
from okienko.core.office.checks.itself import LONGEST_NAME, RESERVED
from okienko.core.office.reading import SLUG
from okienko.faces.console.office.beginning import Answers, beginning, slug_of
from okienko.faces.console.office.faults import print_faults
from okienko.faces.console.trouble import refuse
from okienko.faces.console.words import say
from okienko.links.files import DirectoryNotEmpty, write_directory


def arguments(parser: argparse.ArgumentParser) -> None:
    """A directory, and answers given in advance; what is not given is asked."""
    parser.add_argument("directory", type=Path, metavar="DIR", help=say("a new or empty directory"))
    parser.add_argument("--name", help=say("the name of the office"))
    parser.add_argument("--slug", help=say("its short name for addresses: a–z, digits, hyphens"))
    parser.add_argument("--address", help=say("street, number, postal code, town"))
    parser.add_argument("--department", help=say("the name of the first department"))
    parser.add_argument("--hours", help=say("Monday to Friday, for example 08:00-16:00"))
    parser.add_argument("--desks", help=say("how many service desks, 1 to 20"))
    parser.add_argument("--cash", choices=["yes", "no", "tak", "nie"],
                        help=say("whether there is a cash desk: yes or no"))
    parser.add_argument("--yes", action="store_true", help=say("ask nothing, take what is suggested"))


def run(options: argparse.Namespace) -> int:
    """Ask, check what was answered, write it: files with a fault are not written."""
    if not options.yes and not sys.stdin.isatty() and options.name is None:
        return refuse(say("There is no terminal to ask at: give --name, or --yes for all that is suggested."))
    try:
        files = beginning(_answers(options))
        faults = examine(files, on=datetime.now(UTC).date()).faults
        if faults:
            print_faults(faults, directory=options.directory)
            return 1
        write_directory(options.directory, files)
    except DirectoryNotEmpty:
        sentence = "{directory} already holds files; name a new or empty directory."
        return refuse(say(sentence, directory=options.directory))
    except (EOFError, Unreadable) as error:
        reason = str(error) or say("the answers ended")
        return refuse(say("Nothing was written: {reason}.", reason=reason.rstrip(".")))
    print(
        say(
            "{directory}: a small office that works. Next: okienko check {directory}",
            directory=options.directory,
        )
    )
    return 0


def _answers(options: argparse.Namespace) -> Answers:
    """The answers from the options; the others are asked unless --yes."""
    asks = not options.yes and sys.stdin.isatty()

    def answer(given: str | None, question: str, suggestion: str, is_good: Callable[[str], bool]) -> str:
        if given is not None or not asks:
            return _checked(given if given is not None else suggestion, is_good)
        return _asked(question, suggestion, is_good)

    name = answer(options.name, say("What is the office called?"), say("Municipal Office"), _says_something)
    slug = answer(options.slug, say("Its short name for addresses?"), slug_of(name), _is_slug)
    address = answer(options.address, say("Its address?"), say("Example Street 1"), _says_something)
    department = answer(options.department, say("The first department?"), name, _says_something)
    hours = answer(options.hours, say("Open Monday to Friday, from–to? At full or half hours"), "08:00-16:00", _is_span)
    desks = answer(options.desks, say("How many service desks?"), "2", _is_count)
    cash = answer(options.cash, say("Is there a cash desk? yes or no"), say("yes"), _is_choice)
    return Answers(
        name=name,
        slug=slug,
        address=address,
        department=department,
        hours=Span.from_text(hours),
        desks=int(desks),
        has_cash=cash.strip().lower() in YES,
    )


YES = ("yes", "y", "tak", "t")
NO = ("no", "n", "nie")


def _asked(question: str, suggestion: str, is_good: Callable[[str], bool]) -> str:
    while True:
        typed = input(f"{question} [{suggestion}] ").strip() or suggestion
        if is_good(typed):
            return typed
        print(
            say(
                "“{typed}” cannot be used here; please write it like “{suggestion}”.",
                typed=typed,
                suggestion=suggestion,
            )
        )
        if is_good is _is_span:
            print(_half_hours())


def _checked(value: str, is_good: Callable[[str], bool]) -> str:
    if not is_good(value):
        raise Unreadable(f"{value}: {_half_hours()}" if is_good is _is_span else value)
    return value


def _says_something(text: str) -> bool:
    return bool(text.strip()) and text.isprintable() and len(text) <= LONGEST_NAME


def _is_slug(text: str) -> bool:
    return SLUG.fullmatch(text) is not None and not text.endswith("-") and text not in RESERVED


def _is_span(text: str) -> bool:
    try:
        span = Span.from_text(text)
    except Unreadable:
        return False
    return span.minutes >= 60 and span.opens % 30 == 0 and span.closes % 30 == 0 and span.closes <= 22 * 60


def _half_hours() -> str:
    """Why hours cannot be used."""
    return say("Hours begin and end at a full or half hour, last at least one hour and end by 22:00.")


def _is_count(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 20


def _is_choice(text: str) -> bool:
    return text.strip().lower() in (*YES, *NO)
