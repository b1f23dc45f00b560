"""Whom a client may ask for by name: those whom the department asks when a client wishes to talk."""

from okienko.core.office.office import Office
from okienko.core.office.staff import Person


def officers_of(office: Office, department_id: str) -> list[Person]:
    """The officers of a department, its deputy head and its head, in the order of the files."""
    department = office.departments[department_id]
    heads = (department.head, department.deputy_head)
    return [person for person in office.people.values()
            if person.id in heads or (person.department == department_id and person.role == "officer")]
