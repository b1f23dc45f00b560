"""Applying the description of an office: a revision is loaded whole, and never changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db import transaction

from okienko.actions.description import examine, hash_of_applied, office_of
from okienko.core.description.fault import FaultyDescription
from okienko.core.office import Office
from okienko.core.office.plan import Plan, plan
from okienko.links.files import content_hash
from okienko.records.office import Office as OfficeRow
from okienko.records.office import OfficeRevision


class NoSuchOffice(LookupError):
    """No office with this name has been applied here."""


class NoSuchRevision(LookupError):
    """The office has no revision with this number."""


class MovedOn(Exception):
    """Another description was applied meanwhile; look at the plan again."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What `apply` did: the revision in force, and whether it is new."""

    slug: str
    number: int
    content_hash: str
    is_new: bool


def apply(files: Mapping[str, str], *, by: str, note: str = "", at: datetime, after: int | None = None) -> Applied:
    """Load the files as the next revision of the office that they describe; if given, only `after` this one.

    Files that are the same as those in force make no new revision, unless somebody has changed those
    since. Raises FaultyDescription, MovedOn and changes nothing when there is a fault.
    """
    examined = examine(files, on=at.date())
    if examined.office is None:
        raise FaultyDescription(examined.faults)
    office, digest = examined.office, content_hash(files)
    with transaction.atomic():
        row, _ = OfficeRow.objects.get_or_create(slug=office.slug, defaults={"name": office.name})
        row = OfficeRow.objects.select_for_update().get(pk=row.pk)
        last = OfficeRevision.objects.filter(office=row).order_by("-number").first()
        if after is not None and after != (0 if last is None else last.number):
            raise MovedOn
        if last is not None and last.content_hash == digest == content_hash(last.files):
            return Applied(office.slug, last.number, digest, is_new=False)
        number = 1 if last is None else last.number + 1
        OfficeRevision.objects.create(
            office=row,
            number=number,
            content_hash=digest,
            files=dict(files),
            applied_at=at,
            applied_by=by,
            note=note,
        )
        if row.name != office.name:
            row.name = office.name
            row.save(update_fields=["name"])
    return Applied(office.slug, number, digest, is_new=True)


def plan_against_applied(files: Mapping[str, str], *, at: datetime) -> Plan:
    """What applying the files would change; raises FaultyDescription when they have a fault."""
    examined = examine(files, on=at.date())
    if examined.office is None:
        raise FaultyDescription(examined.faults)
    try:
        before = current_office(examined.office.slug)
    except NoSuchOffice:
        before = None
    return plan(before, examined.office)


def current_office(slug: str) -> Office:
    """The office as its last revision describes it; raises NoSuchOffice.

    A description is read once and again when another one was applied: each page asks for it.
    """
    last = (OfficeRevision.objects.filter(office__slug=slug).order_by("-number")
            .values_list("pk", "content_hash").first())
    if last is None:
        raise NoSuchOffice(slug)
    return _read(*last)


@lru_cache(maxsize=64)
def _read(pk: int, applied: str) -> Office:
    """A revision never changes; its hash, too, tells it from one of the same number in another database."""
    found = OfficeRevision.objects.select_related("office").get(pk=pk, content_hash=applied)
    hash_of_applied(found.files, applied=applied, slug=found.office.slug)
    return office_of(found.files)


def office_at(found: OfficeRevision) -> Office:
    """The office as a revision describes it."""
    return _read(found.pk, found.content_hash)


def revision(slug: str, *, number: int | None = None) -> OfficeRevision:
    """A revision of an office, the last one unless a number is given; raises NoSuchOffice, NoSuchRevision."""
    revisions = OfficeRevision.objects.filter(office__slug=slug).order_by("-number")
    last = revisions.first()
    if last is None:
        raise NoSuchOffice(slug)
    if number is None:
        return last
    found = revisions.filter(number=number).first()
    if found is None:
        raise NoSuchRevision(number)
    return found
