"""A description that was sent and not applied yet: examined, planned, and sealed into the form that applies it.

Nothing of it is kept here. The page that shows the plan carries the files, sealed for whoever sent them and for this
office, so that what is applied is what was shown; the seal holds for an hour. Applying examines them again, and is
refused when another revision has come between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from okienko.actions.description import examine
from okienko.actions.office import Applied, NoSuchOffice, apply, current_office
from okienko.core.description.fault import Fault, FaultyDescription, fault
from okienko.core.office.plan import Plan, plan
from okienko.links.files import Directory
from okienko.records.office import OfficeRevision

#: How long a plan may be looked at before it is applied.
HOLDS = timedelta(hours=1)
#: So many characters at most go into a form; what is more is applied at the terminal.
LARGEST_SEAL = 200_000


class SealBroken(Exception):
    """This plan is too old, or was made for somebody else or another office; send the files again."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Files without a fault, what they would change, and the revision that was in force then (0 = none)."""

    slug: str
    files: Mapping[str, str]
    plan: Plan
    after: int


def draft_of(sent: Directory, *, slug: str, at: datetime) -> Draft:
    """What the files that were sent would change in this office; raises FaultyDescription."""
    examined = examine(sent.files, on=at.date(), unreadable=sent.unreadable, slug=slug) if sent.files else None
    faults: tuple[Fault, ...] = (*sent.faults, *(examined.faults if examined is not None else ()))
    if faults or examined is None or examined.office is None:
        raise FaultyDescription(faults)
    try:
        before = current_office(slug)
    except NoSuchOffice:
        before = None
    return Draft(slug, sent.files, plan(before, examined.office), _in_force(slug))


def _in_force(slug: str) -> int:
    last = OfficeRevision.objects.filter(office__slug=slug).order_by("-number").first()
    return last.number if last is not None else 0


def seal(draft: Draft, *, by: str) -> str:
    """The draft as one text that only this person can hand back, unchanged; raises FaultyDescription if too large."""
    sealed = signing.dumps([draft.after, dict(draft.files)], salt=_salt(draft.slug, by), compress=True)
    if len(sealed) > LARGEST_SEAL:
        raise FaultyDescription([fault("too-much-packed", ())])
    return sealed


def apply_sealed(sealed: str, *, slug: str, by: str, note: str, at: datetime) -> Applied:
    """Apply what was sealed; raises SealBroken, MovedOn, FaultyDescription."""
    try:
        after, files = signing.loads(sealed, salt=_salt(slug, by), max_age=HOLDS)
    except signing.BadSignature:
        raise SealBroken(SealBroken.__doc__) from None
    return apply(files, by=by, note=note, at=at, after=after)


def _salt(slug: str, by: str) -> str:
    return f"okienko.description:{slug}:{by}"
