"""`okienko create-admin OFFICE`: the first account of an office, with a password that is shown once."""

import argparse

from okienko.faces.console.database import ready
from okienko.faces.console.trouble import no_office, refuse
from okienko.faces.console.words import say


def arguments(parser: argparse.ArgumentParser) -> None:
    """The office and who it is."""
    parser.add_argument("office", metavar="OFFICE", help=say("the short name of the office"))
    parser.add_argument("--username", default="admin", help=say("the user name (admin)"))
    parser.add_argument("--email", default="", help=say("where a forgotten password is set anew by mail"))
    parser.add_argument("--person", default="", help=say("the staff id as in the office's files"))
    parser.add_argument("--manager", action="store_true", help=say("this person also runs the hall"))


def run(options: argparse.Namespace) -> int:
    """Make the account and show the password, or say why not."""
    ready()
    from okienko.actions.people.accounts import NameTaken, UnknownPerson, create_account, new_password
    from okienko.records.office import Office

    if not Office.objects.filter(slug=options.office).exists():
        return no_office(options.office)
    roles = ["administrator", "manager"] if options.manager else ["administrator"]
    password = new_password()
    try:
        account = create_account(options.username, office=options.office, roles=roles, email=options.email,
                                 person=options.person, password=password)
    except UnknownPerson:
        return refuse(say("There is no person with this staff id in the office's files."))
    except NameTaken:
        return refuse(say("“{username}” is somebody's user name already, or somebody has this e-mail address or "
                          "staff id. Give another one: --username NAME.", username=options.username))
    print(say("User name: {username}", username=account.username))
    print(say("Password, shown only now: {password}", password=password))
    return 0
