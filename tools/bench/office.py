"""The offices under load: generated descriptions with desks and services, open round the clock."""

from dataclasses import dataclass

DAYS = "mon-sun"
HOURS = "00:00-24:00"
ROLES = ("clerk", "manager", "administrator")

HEAD = """
[office]
slug = "{slug}"
name = "Bench office {slug}"
organ = "Bench"
payee = "Bench"
timezone = "Africa/Abidjan"
languages = ["pl", "en"]
demonstration = true

[calendar]
last_ticket_minutes = 0

[calendar.periods.always.hours]
{days} = "{hours}"

[calendar.complaints]
received_by = "Bench"
where = "1"
working_hours = "07:30-15:30"
hours = {{ tue = "15:00-17:00" }}

[sites.site]
name = "Site"
address = "Street 1"

[buildings.house]
name = "House"
site = "site"

[floors.ground]
name = {{ pl = "Ground floor", en = "Ground floor" }}
building = "house"
level = 0

[areas.hall]
name = {{ pl = "Hall", en = "Hall" }}
floor = "ground"
kind = "hall"
capacity = 200
seats = 100
writing_places = 2
step_free = "level"

[entrances.main]
name = {{ pl = "Main entrance", en = "Main entrance" }}
building = "house"
step_free = true

[departments.D]
name = {{ pl = "Department", en = "Department" }}
floor = "ground"
contact_modes = ["comes-down", "phone"]

[series]
A = {{ prefix = "A", last = 999_999 }}

[queues.A]
name = {{ pl = "Matters", en = "Matters" }}
series = "A"
target_minutes = 15

[desks.M]
label = "M"
kind = "meeting"
area = "hall"
"""
PERSON = '{id} = {{ name = "{id}", department = "D", role = "{role}", skills = ["D"], fictional = true }}'
DESK = '[desks.{id}]\nlabel = "{id}"\nkind = "service"\narea = "hall"\ndepartments = ["D"]\n'
SERVICE = (
    '[services.s{number}]\nname = {{ pl = "Service {number}", en = "Service {number}" }}\n'
    'department = "D"\nqueue = "A"\nminutes = {minutes}\n'
    'documents = ["Form"]\nfee = "none"\ndeadline = "30 days"\nwhere = "1"\nlegal_basis = "KPA art. 35"\n'
    'decided_in = "department"\n'
)


@dataclass(frozen=True)
class BenchOffice:
    """One generated office: its slug, how many desks (each with a clerk of its own) and how many services."""

    slug: str
    desks: int
    services: int

    def clerk(self, desk: int) -> str:
        """The staff id of the clerk who sits at a desk."""
        return f"clerk-{desk}"

    def desk(self, number: int) -> str:
        """The id of a desk."""
        return f"d{number}"

    def service(self, number: int) -> str:
        """The id of a service."""
        return f"s{number % self.services}"

    def text(self) -> str:
        """The description as TOML; one file is enough."""
        numbers = range(self.desks)
        people = [PERSON.format(id=self.clerk(number), role="clerk") for number in numbers]
        people += [PERSON.format(id="head", role="manager"), PERSON.format(id="officer", role="officer")]
        roster = [f'{self.desk(n)} = {{ {DAYS} = ["{self.clerk(n)} {HOURS}"] }}' for n in numbers]
        parts = [
            HEAD.format(slug=self.slug, days=DAYS, hours=HOURS),
            "[people]\n" + "\n".join(people) + "\n",
            *(DESK.format(id=self.desk(number)) for number in numbers),
            "[roster]\n" + "\n".join(roster) + "\n",
            *(SERVICE.format(number=number, minutes=5 + number) for number in range(self.services)),
        ]
        return "\n".join(parts)


def offices(count: int, *, desks: int, services: tuple[int, int] = (4, 10)) -> list[BenchOffice]:
    """So many offices, with four to ten services each."""
    low, high = services
    return [BenchOffice(f"bench-{n:03d}", desks, low + n % (high - low + 1)) for n in range(count)]
