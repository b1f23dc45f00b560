"""A client leaves a number to be called; the officers who are asked see it. It is erased by a follower of the journal.

The number is written first and the choice told to the hall afterwards, so that
whoever is promised a call can be called; when the hall refuses, all is as before.
"""

from __future__ import annotations

from collections.abc import Iterable

from okienko.actions.hall import give, now
from okienko.actions.keeper import Answer
from okienko.core.contact.number import phone_number
from okienko.core.hall.commands import LeaveNumber
from okienko.core.hall.refusals import Refusal
from okienko.core.people.duties import check
from okienko.core.people.who import Who
from okienko.records.contact.number import CallbackNumber
from okienko.records.office import Office


def leave_number(slug: str, *, wish: int, phone: str, who: Who, key: str | None = None) -> Answer:
    """Keep the number for this wish and ask for a call; raises a Refusal. Whose wish it is, the caller has seen."""
    dialled = phone_number(phone)
    command = LeaveNumber(wish=wish)
    check(who, command)
    office = Office.objects.get(slug=slug)
    before = CallbackNumber.objects.filter(office=office, wish=wish).first()
    CallbackNumber.objects.update_or_create(office=office, wish=wish, defaults={"phone": dialled, "given_at": now()})
    try:
        return give(slug, command, who=who, key=key)
    except Refusal:
        if before is None:
            CallbackNumber.objects.filter(office=office, wish=wish).delete()
        else:
            before.save()
        raise


def numbers_of(slug: str, wishes: Iterable[int]) -> dict[int, str]:
    """The numbers that clients have left for these wishes."""
    rows = CallbackNumber.objects.filter(office__slug=slug, wish__in=list(wishes)).order_by("wish")
    return dict(rows.values_list("wish", "phone"))
