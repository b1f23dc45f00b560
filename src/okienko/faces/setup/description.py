"""The description of the office for its administrator: every revision, what each changed, and its files to take away.

A description is changed by its files and three commands at the terminal: whoever applies it has read the plan.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from okienko.actions.office import NoSuchOffice, NoSuchRevision, current_office, revision
from okienko.actions.revisions import archive, history
from okienko.records.office import Office
from okienko.ui.revisions.changes import change_rows


def description(request: HttpRequest, office: Office) -> HttpResponse:
    """All revisions, the newest first."""
    revisions = [(each, change_rows(each.plan)) for each in history(office.slug)]
    try:
        zone = current_office(office.slug).timezone
    except NoSuchOffice:
        zone = settings.TIME_ZONE
    return render(request, "setup/description.html", {
        "office": office, "current": revisions[0][0] if revisions else None, "revisions": revisions, "zone": zone})


def description_file(request: HttpRequest, office: Office) -> HttpResponse:
    """The files of a revision as they were applied (`?revision=3`, else those in force)."""
    asked = request.GET.get("revision", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 10 else None
    try:
        found = revision(office.slug, number=number)
    except (NoSuchOffice, NoSuchRevision):
        return redirect("setup-description", office=office.slug)
    response = HttpResponse(archive(found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{office.slug}-{found.number}.zip"'
    return response
