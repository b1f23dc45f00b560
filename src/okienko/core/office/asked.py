"""Whom a department asks when a client wishes to talk, step by step; whoever is asked may also be asked for by name.

First its officers (where it has none, its managers), then the deputy head, then the head. The hall, the screens and the
check go by this one rule: a department of which nobody is asked would have only a date to offer.
"""

from okienko.core.office.office import Office
from okienko.core.office.staff import Person

Steps = tuple[tuple[str, tuple[str, ...]], ...]


def steps_of(office: Office, department_id: str) -> Steps:
    """Names of the steps with the ids of who is asked in each; a step without people is left out."""
    department = office.departments[department_id]
    heads = (department.deputy_head, department.head)
    others = [person for person in office.people.values() if person.department == department_id
              and person.id not in heads]
    officers = [person.id for person in others if person.role == "officer"]
    managers = [person.id for person in others if person.role == "manager"]
    steps = [("officers", tuple(officers or managers))]
    for name, person in (("deputy", department.deputy_head), ("head", department.head)):
        if person is not None and all(person not in people for _, people in steps):
            steps.append((name, (person,)))
    return tuple((name, people) for name, people in steps if people)


def officers_of(office: Office, department_id: str) -> list[Person]:
    """Everybody whom a department asks, in the order of the files."""
    asked = {person for _, people in steps_of(office, department_id) for person in people}
    return [person for person in office.people.values() if person.id in asked]
