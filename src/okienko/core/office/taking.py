"""Which desks take the matters of a department, as people are told: its own first, then those that take everybody's.

Cash desks belong to it too: what is paid there is taken nowhere else (row L19). Whether somebody may walk in without
having been taken in elsewhere is another question, and the check's (`checks.ways`).
"""

from okienko.core.office.office import Office
from okienko.core.office.place import Desk


def desks_of(office: Office, department_id: str) -> list[Desk]:
    """The desks to which somebody with a matter of the department is called."""
    calling = [desk for desk in office.desks.values() if desk.calls_clients]
    own = [desk for desk in calling if department_id in desk.departments]
    return own + [desk for desk in calling if "*" in desk.departments and desk not in own]
