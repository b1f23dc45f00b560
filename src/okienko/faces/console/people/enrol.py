"""`okienko enrol OFFICE KIND NAME`: add a device and show the code that lets it in."""

import argparse

from okienko.core.people.roles import DEVICE_KINDS
from okienko.faces.console.database import ready
from okienko.faces.console.trouble import no_office, refuse
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The office, what kind of device, and how it is called."""
    parser.add_argument("office", metavar="OFFICE", help=say("the short name of the office"))
    parser.add_argument("kind", choices=DEVICE_KINDS, help=say("kiosk, board or printer"))
    parser.add_argument("name", metavar="NAME", help=say("how people call the device"))
    parser.add_argument("--place", default="", help=say("the area of the office's files in which it stands"))


def run(options: argparse.Namespace) -> int:
    """Add the device and show its code, or say why not."""
    ready()
    from okienko.actions.people.devices import CODE_MINUTES, UnknownArea, add_device
    from okienko.records.office import Office

    if not Office.objects.filter(slug=options.office).exists():
        return no_office(options.office)
    try:
        _, code = add_device(options.name, office=options.office, kind=options.kind, place=options.place)
    except UnknownArea:
        return refuse(say("There is no such area in the office's files."))
    print(say("Open /enrol/ on the device and type: {code}", code=code))
    print(say("The code holds for {minutes} minutes and for one device.", minutes=CODE_MINUTES))
    return 0
