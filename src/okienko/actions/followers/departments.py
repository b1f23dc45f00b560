"""To which department a service belonged on a day, from the revisions of the office's description."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache

from okienko.actions.description import office_of
from okienko.records.office import OfficeRevision


def described_department(slug: str, day: date, service: str) -> str | None:
    """The department of a service, as the description had it that was in force when the day began.

    On a day before any revision it is the first one's; a service that came in the
    course of the day is the department's to which it was given first. So what is
    derived of a day is the same whenever it is made again. None when no description
    knows it.
    """
    revision = _revision_of(slug, day)
    if revision is None:
        return None
    known = _departments(revision).get(service)
    return known if known is not None else _department_given_later(slug, revision, service)


def _department_given_later(slug: str, revision: int, service: str) -> str | None:
    """What the first of the revisions after this one says that knows the service; nobody takes a ticket before it."""
    revisions = OfficeRevision.objects.filter(office__slug=slug)
    number = revisions.get(pk=revision).number
    later = revisions.filter(number__gt=number).order_by("number").values_list("pk", flat=True)
    return next((known[service] for known in map(_departments, later) if service in known), None)


@lru_cache(maxsize=512)
def _revision_of(slug: str, day: date) -> int | None:
    revisions = OfficeRevision.objects.filter(office__slug=slug)
    begins = datetime.combine(day, time.min, UTC)
    found = revisions.filter(applied_at__lt=begins).order_by("-number").first() or revisions.order_by("number").first()
    return None if found is None else found.pk


@lru_cache(maxsize=64)
def _departments(revision: int) -> dict[str, str]:
    office = office_of(OfficeRevision.objects.get(pk=revision).files)
    return {service.id: service.department for service in office.services.values()}
