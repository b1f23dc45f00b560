"""What descriptions are broken with: small tables, and the edits that put them in place."""

from datetime import date

GONE = object()
FAR = date(2027, 1, 1)


def text(name: str) -> dict:
    """A name in the languages of the demo office."""
    return {"pl": name, "en": name}


OTHER_PERIOD = {"from": FAR, "hours": {"mon": "08:00-12:00"}}
REGIME = {
    "name": text("Ograniczenia"),
    "legal_act": "Zarządzenie",
    "contact_modes": ["phone"],
    "outside": text("Proszę poczekać"),
}
STANDARD = {"name": text("Czekanie"), "measure": "wait", "quantile": 0.9, "target": 20, "text": "Krótko."}
DEPARTMENT = {"name": text("Drugi"), "contact_modes": ["room"], "head": "ug-3"}
PRIORITY = {"name": text("Ciąża"), "ground": "ciąża", "statute": "ustawa", "in_a_row": 2}
EARLY = {"tue": "10:00-12:00"}
SHORT = {"what": "pismo", "to": date(2026, 1, 1)}
SWAP = {"instead_of": date(2026, 12, 28), "hours": "08:00-12:00", "reason": "x"}
HOURS = "calendar/periods/zwykle/hours"
UPSTAIRS = [
    ("floors/pietro", {"name": text("I piętro"), "building": "urzad", "level": 1}),
    ("departments/UG/floor", "pietro"),
]

# A second site, as a department upstairs may have it.
BRANCH = [
    ("sites/filia", {"name": "Filia", "address": "ul. Przykładowa 9"}),
    ("buildings/filia", {"name": "Filia", "site": "filia"}),
    ("floors/filia", {"name": text("Parter filii"), "building": "filia", "level": 0}),
    ("areas/filia", {"name": text("Pokoje filii"), "floor": "filia", "kind": "offices", "capacity": 9}),
]
DATED = {"from": date(2027, 1, 1), "to": date(2027, 2, 1)}
PAYS = {"name": text("Skarbnik"), "contact_modes": ["room"], "head": "ug-3"}


def edited(tables: dict, edits: list) -> dict:
    """The tables after the edits, in place."""
    for path, value in edits:
        *way, key = path.split("/")
        table = tables
        for step in way:
            table = table.setdefault(step, {})
        if value is GONE:
            del table[key]
        else:
            table[key] = value
    return tables
