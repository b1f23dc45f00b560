"""The interface itself: each address with its answer. Read-only; commands go to `/live` (docs/api/live.md)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from okienko.actions.office import revision
from okienko.actions.standards import kept_standards
from okienko.core.catalogue.search import find
from okienko.core.standards.openness import Contact
from okienko.faces.api import shapes, telling
from okienko.faces.api.problems import Missing, Problem, Trouble, misread_parameter, problem
from okienko.faces.api.reading import hall_of, moment, office_named, offices, period, regime_of

#: Of the interface, not of the program: it grows when an answer changes its shape.
VERSION = "1.0"
PROBLEM_TYPE = "application/problem+json"
#: Hours are told so far ahead, and standards so far back, when no period is asked for.
AHEAD, BACK = 13, 29


class Letters(JSONRenderer):
    """JSON with Polish and Cyrillic letters as they are."""

    json_dumps_params: ClassVar = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=Letters(),
    title="Okienko",
    version=VERSION,
    description="Public, read-only facts of the offices of this installation. No key, no personal data.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api-v1",
)
Slug = Annotated[str, Path(description="The id of an office", max_length=60, examples=["legnica"])]
Id = Annotated[str, Path(max_length=120)]
First = Annotated[date | None, Query(alias="from", description="The first day")]
Last = Annotated[date | None, Query(alias="to", description="The last day")]
LOST = {404: Problem, 422: Problem}
STILL = {**LOST, 503: Problem}


@api.exception_handler(Trouble)
def troubled(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """A trouble as problem details."""
    response = _said(request, trouble.as_problem())
    if trouble.status == 503:
        response["Retry-After"] = "3"
    return response


@api.exception_handler(ValidationError)
def misread(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter that cannot be read."""
    errors = [misread_parameter(each) for each in error.errors]
    return _said(request, problem(422, "bad_parameter", gettext("A parameter cannot be read."), errors=errors))


def _said(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    response: HttpResponse = api.create_response(request, body, status=body["status"])
    response["Content-Type"] = PROBLEM_TYPE
    return response


@api.get("offices", response=list[shapes.OfficeShort], url_name="api-offices", summary="All offices")
def list_offices(request: HttpRequest) -> Any:
    at = moment()
    return [telling.office_short(office, at) for office in offices()]


@api.get("offices/{slug}", response={200: shapes.OfficeFull, **LOST}, url_name="api-office", summary="One office")
def one_office(request: HttpRequest, slug: Slug) -> Any:
    office = office_named(slug)
    return telling.office_full(office, moment(), revision=revision(office.slug).number)


@api.get("offices/{slug}/services", response={200: list[shapes.ServiceShort], **LOST}, url_name="api-services",
         summary="Services, all or those that match words")
def list_services(request: HttpRequest, slug: Slug,
                  q: Annotated[str, Query(max_length=100, description="Everyday words, best match first")] = "",
                  department: Annotated[str, Query(max_length=60)] = "") -> Any:
    office = office_named(slug)
    hits = [hit.id for hit in find(office, q, most=50) if not hit.is_referral] if q.strip() else list(office.services)
    found = [office.services[service] for service in hits]
    return [telling.service_short(service) for service in found if department in ("", service.department)]


@api.get("offices/{slug}/services/{service}", response={200: shapes.ServiceFull, **LOST}, url_name="api-service",
         summary="The card of a service")
def one_service(request: HttpRequest, slug: Slug, service: Id) -> Any:
    office = office_named(slug)
    if service not in office.services:
        raise Missing
    return telling.service_full(office, office.services[service])


@api.get("offices/{slug}/referrals", response={200: list[shapes.Referral], **LOST}, url_name="api-referrals",
         summary="What other authorities settle")
def list_referrals(request: HttpRequest, slug: Slug) -> Any:
    return [telling.referral(each) for each in office_named(slug).referrals.values()]


@api.get("offices/{slug}/departments", response={200: list[shapes.Department], **LOST}, url_name="api-departments",
         summary="Departments and the ways to them now")
def list_departments(request: HttpRequest, slug: Slug) -> Any:
    office = office_named(slug)
    regime = regime_of(office)
    return [telling.department(office, each, regime=regime) for each in office.departments.values()]


@api.get("offices/{slug}/hours", response={200: shapes.Hours, **LOST}, url_name="api-hours",
         summary="Hours by date, two weeks unless a period is asked for")
def hours(request: HttpRequest, slug: Slug, first: First = None, last: Last = None) -> Any:
    office = office_named(slug)
    begins, ends = period(office, first, last, back=0, ahead=AHEAD)
    days = (begins + timedelta(days=each) for each in range((ends - begins).days + 1))
    return {"office": office.slug, "days": [telling.day(office, on) for on in days]}


@api.get("offices/{slug}/queues", response={200: shapes.Hall, **STILL}, url_name="api-queues",
         summary="The hall and its queues now")
def queues(request: HttpRequest, slug: Slug) -> Any:
    office = office_named(slug)
    seen = hall_of(office)
    now = seen.picture["hall"]["now"]
    rules = office.regimes.get(now["regime"] or "")
    facts = {key: now[key] for key in ("phase", "inside", "outside", "capacity", "seats", "seats_free")}
    return {
        "office": office.slug, "at": moment().astimezone(office.zone), **facts,
        "regime": telling.regime(rules) if rules else None,
        "queues": [_queue(office.queues[queue], row, seen.figures[queue]) for queue, row
                   in seen.picture["queues"].items() if queue in office.queues and queue in seen.figures],
    }


def _queue(queue: Any, row: dict[str, Any], figures: Any) -> dict[str, Any]:
    wait = None if row["high"] is None else {"low": row["low"], "high": row["high"]}
    return {"id": queue.id, "name": telling.name(telling.public_name(queue)), "target_minutes": queue.target_minutes,
            "waiting": row["waiting"], "desks": row["desks"], "wait": wait, "last_called": figures.last_called,
            "last_called_at": figures.last_called_at, "taken_today": figures.taken, "served_today": figures.served}


@api.get("offices/{slug}/standards", response={200: shapes.Standards, **LOST}, url_name="api-standards",
         summary="Standards and what became of them, thirty days unless a period is asked for")
def standards(request: HttpRequest, slug: Slug, first: First = None, last: Last = None) -> Any:
    office = office_named(slug)
    kept = kept_standards(office, *period(office, first, last, back=BACK, ahead=0), at=moment())
    return {
        "office": office.slug, "first": kept.first, "last": kept.last, "visits": kept.facts.visits,
        "standards": [{
            "id": standard.id, "name": telling.name(standard.name), "measure": standard.measure,
            "quantile": standard.quantile, "target": standard.target, "queues": list(standard.queues),
            "cases": reading.cases, "value": reading.value, "within": reading.within, "kept": reading.kept,
        } for standard, reading in kept.readings],
        "contact": _contact(kept.contact),
        "departments": {department: _contact(contact) for department, contact in kept.departments.items()},
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {"asked": contact.asked, "met": contact.met, "direct": contact.direct, "withdrawn": contact.withdrawn,
            "open": contact.open, "median_minutes": contact.median}
