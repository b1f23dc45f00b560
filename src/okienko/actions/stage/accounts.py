"""Accounts of the demonstration: one for each role, marked as such, without a password anybody could use.

The stage signs a visitor in by one click; nobody can sign in with them by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from okienko.actions.description import office_of
from okienko.actions.office import revision
from okienko.actions.people.accounts import create_account
from okienko.core.office.office import Office
from okienko.core.office.staff import Department, Person
from okienko.records.people import Account

#: Role of the program → the roles that a person of the office may have for it.
_OF_THE_OFFICE = {
    "clerk": ("clerk",), "reception": ("reception",), "officer": ("officer",), "cashier": ("cashier",),
    "manager": ("manager",), "administrator": (), "auditor": (),
}
PREFIX = "demo-"
#: The service of the first story: who is signed in by one click works with its tickets, or is asked by its wishes.
STORY = "dowod-utrata"


@dataclass(frozen=True, slots=True)
class Demonstrator:
    """An account of the demonstration."""

    username: str
    role: str
    person: str
    name: str


def demonstrators(office: Office) -> tuple[Demonstrator, ...]:
    """Who may be signed in by one click, a made-up person for each role that has one."""
    return tuple(_of(office, role, wanted) for role, wanted in _OF_THE_OFFICE.items())


def _of(office: Office, role: str, wanted: tuple[str, ...]) -> Demonstrator:
    people = [person for person in office.people.values() if person.role in wanted and person.fictional]
    person = min(people, key=lambda person: _rank(office, person), default=None)
    return Demonstrator(username=PREFIX + role, role=role, person=person.id if person else "",
                        name=person.name if person else "")


def _rank(office: Office, person: Person) -> tuple[bool, bool, int]:
    """First who belongs to the story's department, is asked there before its heads, sits longest at a desk."""
    department = _of_the_story(office)
    heads = (department.head, department.deputy_head) if department is not None else ()
    minutes = sum(duty.hours.closes - duty.hours.opens
                  for weekday in range(7) for _, duty in office.duties(weekday) if duty.person == person.id)
    return department is None or person.department != department.id, person.id in heads, -minutes


def _of_the_story(office: Office) -> Department | None:
    """The department of the first story; of the service that most people come for where there is no such service."""
    asked = [service for service in office.services.values() if service.department in office.departments]
    first = office.services.get(STORY) or max(asked, key=lambda service: service.share, default=None)
    return office.departments[first.department] if first is not None else None


def account_at_desk(slug: str, *, person: str) -> Account:
    """The account of somebody who sits at a desk, made when it is first needed."""
    known = Account.objects.filter(office=slug, person=person).first()
    if known is not None:
        return known
    someone = office_of(revision(slug).files).people[person]
    roles = _roles(someone.role)
    return create_account(PREFIX + person, office=slug, roles=roles, person=person, name=someone.name)


def _roles(role: str) -> list[str]:
    """Reception also sits at the information desk, as a clerk does."""
    return ["reception", "clerk"] if role == "reception" else [role]


def make_accounts(slug: str) -> None:
    """Create the accounts in a fresh demonstration."""
    for one in demonstrators(office_of(revision(slug).files)):
        create_account(one.username, office=slug, roles=_roles(one.role), person=one.person, name=one.name)
