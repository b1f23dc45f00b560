"""The files of a new office, from a few answers: small, complete, with comments that say what to fill in."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from okienko.core.calendar.hours import Span
from okienko.core.office.checks.itself import RESERVED

LONGEST: Final = 50
#: Letters that do not come apart into a plain one and a mark. Cyrillic ones as Ukraine writes them in passports (decree
#: 55 of 27.1.2010), and those of its neighbours.
LETTERS: Final = str.maketrans({
    "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia",
    "ь": "", "ъ": "", "ы": "y", "э": "e", "ё": "io", "ў": "u", "’": "", "'": "",
})
AT_THE_BEGINNING: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_BEGINS: Final = re.compile(r"\b[єїйюя]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What `okienko init` asks."""

    name: str
    slug: str
    address: str
    department: str
    hours: Span
    desks: int
    has_cash: bool


def slug_of(name: str) -> str:
    """A short name made of a long one: "Urząd Gminy Łąck" → "urzad-gminy-lack"; "Київ" → "kyiv"."""
    plain = unicodedata.normalize("NFKD", _first_letters(name.lower()).translate(LETTERS))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in bare)
    slug = "-".join(letters.split())[:LONGEST].strip("-") or "urzad"
    return f"urzad-{slug}" if slug in RESERVED else slug


def _first_letters(name: str) -> str:
    """Four letters of Ukrainian are written otherwise where a word begins."""
    return _BEGINS.sub(lambda found: AT_THE_BEGINNING[found[0]], name)


def beginning(answers: Answers) -> Mapping[str, str]:
    """Path → text of every file."""
    return {
        "office.toml": _office(answers),
        "calendar.toml": _calendar(answers),
        "site.toml": _site(answers),
        "staff.toml": _staff(answers),
        "services.toml": _services(answers),
        "standards.toml": _STANDARDS,
    }


def _quoted(text: str) -> str:
    """A TOML string; JSON writes strings in the same way."""
    return json.dumps(text, ensure_ascii=False)


def _office(answers: Answers) -> str:
    return f"""# Kim jest urząd

[office]
slug = {_quoted(answers.slug)}
name = {_quoted(answers.name)}
timezone = "Europe/Warsaw"
languages = ["pl"]   # dopisz "en", "uk", gdy nazwy kolejek i usług będą przetłumaczone
"""


def _calendar(answers: Answers) -> str:
    late = Span(answers.hours.closes, answers.hours.closes + 60)
    return f"""# Kiedy urząd jest otwarty

[calendar]
public_holidays = "PL"     # dni ustawowo wolne od pracy
last_ticket_minutes = 15   # ostatni bilet tyle minut przed zamknięciem

[calendar.periods.zwykle.hours]
mon-fri = "{answers.hours}"

# Dni, w których jest inaczej, na przykład:
# [calendar.exceptions]
# 2026-12-31 = {{ hours = "08:00-13:00", reason = "Sylwester" }}

# KPA art. 253: przyjęcia w sprawach skarg i wniosków, raz w tygodniu także po godzinach pracy
[calendar.complaints]
received_by = "Kierownik urzędu"
where = "Sala obsługi"
working_hours = "{answers.hours}"
hours = {{ mon = "{late}" }}
"""


def _site(answers: Answers) -> str:
    return f"""# Gdzie jest urząd

[sites.siedziba]
name = {_quoted(answers.name)}
address = {_quoted(answers.address)}

[buildings.budynek]
name = "Budynek główny"
site = "siedziba"

[floors.parter]
name = {{ pl = "Parter", en = "Ground floor" }}
building = "budynek"
level = 0

[entrances.glowne]
name = {{ pl = "Wejście główne", en = "Main entrance" }}
building = "budynek"
step_free = true   # sprawdź: czy da się wejść bez schodów?

[areas.sala]
name = {{ pl = "Sala obsługi", en = "Service hall" }}
floor = "parter"
kind = "hall"
capacity = {10 + 4 * answers.desks}
seats = {4 + 2 * answers.desks}
writing_places = 2
step_free = "wejściem głównym, bez progu"
"""


def _staff(answers: Answers) -> str:
    """Departments, people, desks and the roster: as many clerks as desks, an officer, perhaps a cashier."""
    numbers = range(1, answers.desks + 1)
    people = [_PERSON.format(number=number) for number in numbers]
    desks = [_DESK.format(id=number, label=number, kind="service") for number in numbers]
    roster = [f'{number} = {{ mon-fri = ["u-{number} {answers.hours}"] }}' for number in numbers]
    if answers.has_cash:
        people.append(_CASHIER)
        desks.append(_DESK.format(id="K", label="Kasa", kind="cash"))
        roster.append(f'K = {{ mon-fri = ["kasa-1 {answers.hours}"] }}')
    return _STAFF.format(
        department=_quoted(answers.department),
        people="\n".join(people),
        desks="\n".join(desks),
        roster="\n".join(roster),
    )


_PERSON = 'u-{number} = {{ name = "Pracownik {number}", department = "U", role = "clerk", skills = ["pismo"] }}'
_CASHIER = 'kasa-1 = { name = "Kasjer 1", department = "U", role = "cashier", skills = ["oplata"] }'
_DESK = """[desks.{id}]
label = "{label}"
kind = "{kind}"
area = "sala"
departments = ["U"]
"""
_STAFF = """# Kto pracuje: wydziały, osoby, stanowiska, grafik
#
# Wpisz nazwiska; identyfikatory niech zostaną obojętne, bo tylko one trafiają do dziennika.

[departments.U]
name = {{ pl = {department} }}
floor = "parter"
contact_modes = ["comes-down", "phone"]   # pierwszy jest zwykły: pracownik schodzi do klienta

[people]
{people}
u-p = {{ name = "Prowadzący sprawy", department = "U", role = "officer" }}

{desks}
# Tu schodzi pracownik, z którym klient chce porozmawiać.
[desks.S]
label = "Rozmowa"
kind = "meeting"
area = "sala"

[roster]
{roster}
"""


_MATTERS = """# Co urząd załatwia: serie biletów, kolejki, usługi

[series]
A = { prefix = "A" }
K = { prefix = "K" }

[queues.A]
name = { pl = "Sprawy", en = "Matters" }
series = "A"
target_minutes = 15

[services.pismo]
name = { pl = "Złożenie pisma", en = "Handing in a letter" }
synonyms = ["podanie", "wniosek"]
department = "U"
queue = "A"
minutes = 10
documents = ["Pismo i kopia do potwierdzenia"]
fee = "Bez opłaty"
deadline = "Potwierdzenie od ręki, odpowiedź do miesiąca"
where = "Sala obsługi"
legal_basis = "KPA art. 63 i 35"
decided_in = "department"
"""
_CASH = """
[queues.K]
name = { pl = "Kasa", en = "Cash desk" }
series = "K"
target_minutes = 8

[services.oplata]
name = { pl = "Wpłata w kasie", en = "Payment at the cash desk" }
department = "U"
queue = "K"
minutes = 4
fee = "Według decyzji albo karty usługi"
deadline = "Od ręki"
where = "Kasa"
legal_basis = "Instrukcja kasowa"
"""


_STANDARDS = """# Standardy obsługi: co urząd obiecuje i co się mierzy; wartości do decyzji urzędu
#
# measure: wait (czekanie), service-time (czas przy stanowisku), wish-time (od życzenia do rozmowy) w minutach,
# w kwantylu; estimate-kept (zapowiedź dotrzymana), wish-met-directly (rozmowa osobiście), missed, rating jako udział
# od 0 do 1.

[standards.czekanie]
name = { pl = "Czas oczekiwania", en = "Waiting time" }
measure = "wait"
quantile = 0.9
target = 20
text = "Dziewięć osób na dziesięć czeka najwyżej 20 minut."

[standards.rozmowa-osobista]
name = { pl = "Rozmowa z pracownikiem osobiście", en = "The officer met in person" }
measure = "wish-met-directly"
quantile = 0.9
target = 0.95
text = "Kto chce rozmawiać z pracownikiem, rozmawia z nim osobiście, co najmniej 95 razy na 100."
"""


def _services(answers: Answers) -> str:
    """Ticket series, queues and services: a letter handed in, and a payment where there is a cash desk."""
    if answers.has_cash:
        return _MATTERS + _CASH
    return _MATTERS.replace('K = { prefix = "K" }\n', "")
