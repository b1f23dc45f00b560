"""What a page or the interface says when it cannot answer: what happened, and what to do next; no database needed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Told:
    """An error in words; `code` is for programs and never changes."""

    status: int
    code: str
    title: str | Promise
    happened: str | Promise
    mend: str | Promise


_ALL = (
    Told(400, "bad_request", _("This request could not be read"),
         _("Something in the address or in the form was damaged on the way. Nothing was changed."),
         _("Load the page again and try once more.")),
    Told(403, "forbidden", _("This page is not open to you"),
         _("Your account or this device may not use it. Nothing was changed."),
         _("If you need it for your work, ask the administrator of the office for the role, or sign in with another "
           "account.")),
    Told(403, "device_revoked", _("This device was revoked"),
         _("It was sent away by the administrator, or it was given a new code. It shows and gives nothing any more."),
         _("To let it in again, ask the administrator for a new code and type it at the address /enrol/.")),
    Told(403, "form_expired", _("The form could not be accepted"),
         _("It was open for too long, or it came from another page; for safety nothing was changed."),
         _("Load the page again and send the form once more. The browser has to accept cookies of this page.")),
    Told(404, "not_found", _("There is no such page"),
         _("The address may be old, or it was not copied whole."),
         _("Begin at the first page, or ask at the information desk.")),
    Told(405, "method_not_allowed", _("This address cannot be used in this way"),
         _("It only takes what its own page sends. Nothing was changed."),
         _("Open the page again and use its buttons.")),
    Told(408, "too_slow", _("The form did not arrive in time"),
         _("The connection was too slow or was interrupted. Nothing was stored."),
         _("Load the page again and send the form once more.")),
    Told(413, "too_large", _("This was too much at once"),
         _("What was sent is larger than this page accepts. Nothing was stored."),
         _("Make the text or the file smaller and send it again.")),
    Told(429, "too_many_requests", _("Too many attempts"),
         _("To protect accounts and tickets this page now waits a while. Nothing was changed."),
         _("Please wait a minute, then try again.")),
    Told(500, "broken", _("Something broke here"),
         _("It is our fault, not yours, and it has been written down."),
         _("Please try again in a moment. If it happens again, tell the staff what you wanted to do and at what "
           "time.")),
    Told(503, "unavailable", _("The office’s program does not answer at the moment"),
         _("It cannot read or store anything now. What was confirmed before is safe."),
         _("Please wait a few seconds and load the page again. If you are in the office, ask the staff.")),
)
BY_CODE = {told.code: told for told in _ALL}
BY_STATUS = {told.status: told for told in reversed(_ALL)}
