"""The description of the office for its administrator: every revision, what each changed, and its files to take away.

A new one is sent as a ZIP or as its files. Its faults are told with file, line and mend; without any its plan is
shown, and whoever has read it applies it. The same can be done at the terminal.
"""

from __future__ import annotations

import gettext
from functools import lru_cache

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from okienko.actions.office import MovedOn, NoSuchOffice, NoSuchRevision, current_office, revision
from okienko.actions.revisions import SealBroken, apply_sealed, archive, draft_of, history, seal
from okienko.core.description.fault import FaultyDescription
from okienko.links.files import read_upload
from okienko.records.office import Office
from okienko.ui.revisions.changes import change_rows
from okienko.ui.revisions.faults import told

LONGEST_NOTE = 300
#: So many faults are shown; who mends them sends the files again.
SHOWN_FAULTS = 100


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


def description_new(request: HttpRequest, office: Office) -> HttpResponse:
    """POST files: what is wrong with them, or what they would change. POST the sealed draft: it is applied."""
    by = request.user.get_username()
    try:
        if "draft" in request.POST:
            return _apply(request, office, by=by)
        sent = read_upload((each.name, each.read()) for each in request.FILES.getlist("files"))
        draft = draft_of(sent, slug=office.slug, at=timezone.now())
        sealed = seal(draft, by=by)
    except FaultyDescription as faulty:
        return _faulty(request, office, faulty)
    return _page(request, office, {"changes": change_rows(draft.plan), "draft": sealed, "files": list(draft.files),
                                   "changes_nothing": not draft.plan.changes})


def _apply(request: HttpRequest, office: Office, *, by: str) -> HttpResponse:
    note = " ".join(request.POST.get("note", "").split())[:LONGEST_NOTE]
    try:
        applied = apply_sealed(request.POST["draft"], slug=office.slug, by=by, note=note, at=timezone.now())
    except SealBroken:
        return _page(request, office, {"refused": _(
            "This plan is too old, or was made for somebody else. Nothing was changed; please send the files again.")},
            status=409)
    except MovedOn:
        return _page(request, office, {"refused": _(
            "Somebody has applied another description meanwhile. Nothing was changed; please send the files again and "
            "look at what they would change now.")}, status=409)
    if applied.is_new:
        messages.success(request, _("Revision %(number)s is in force.") % {"number": applied.number})
    else:
        messages.success(request, _("Nothing has changed since revision %(number)s.") % {"number": applied.number})
    return redirect("setup-description", office=office.slug)


def _faulty(request: HttpRequest, office: Office, faulty: FaultyDescription) -> HttpResponse:
    faults = told(faulty.faults, say=_catalogue(get_language() or "pl").gettext)
    return _page(request, office, {"faults": faults[:SHOWN_FAULTS], "count": len(faults),
                                   "more": max(0, len(faults) - SHOWN_FAULTS)})


def _page(request: HttpRequest, office: Office, more: dict[str, object], *, status: int = 200) -> HttpResponse:
    nothing = {"faults": [], "count": 0, "more": 0, "changes": None, "draft": "", "files": [], "changes_nothing": False,
               "refused": ""}
    response = render(request, "setup/description_new.html", {"office": office, **nothing, **more}, status=status)
    response["Cache-Control"] = "no-store"
    return response


@lru_cache(maxsize=4)
def _catalogue(language: str) -> gettext.NullTranslations:
    """The sentences about descriptions, which the terminal says as well."""
    return gettext.translation("console", localedir=settings.LOCALE_PATHS[0], languages=[language], fallback=True)
