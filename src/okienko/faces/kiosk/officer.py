"""I want to talk to the officer: whose, or whom by name; at most two touches more (row L08, L22)."""

from __future__ import annotations

from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse

from okienko.core.office.asked import officers_of
from okienko.faces.kiosk.place import Place, kiosk, show


@kiosk
def officer(request: HttpRequest, place: Place) -> HttpResponse:
    """Which department? Or: I do not know."""
    language = place.choice.language
    rows = [(department, department.name.spoken(language), _where(place, department.id))
            for department in place.office.departments.values()]
    first = next(iter(place.office.departments))
    return show(request, place, "officer", {"departments": rows, "first": first, "key": uuid4().hex})


@kiosk
def department(request: HttpRequest, place: Place, department: str) -> HttpResponse:
    """Whoever handles it, or a person by name."""
    found = place.office.departments.get(department)
    if found is None:
        raise Http404
    people = officers_of(place.office, department)
    return show(request, place, "department", {
        "department": found, "name": found.name.spoken(place.choice.language),
        "people": sorted(people, key=lambda person: person.name.split()[-1]), "key": uuid4().hex,
        "where": _where(place, department)})


def _where(place: Place, department_id: str) -> str:
    department = place.office.departments[department_id]
    floor = place.office.floors.get(department.floor or "")
    return floor.name.spoken(place.choice.language) if floor else ""
