"""Signing in by one click: a made-up person for each role, in a demonstration only."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from okienko.actions.hall import look
from okienko.actions.stage.accounts import PREFIX, account_at_desk, demonstrators
from okienko.core.office import Office
from okienko.core.people.roles import ROLES
from okienko.faces.stage.pages import only_in_demonstration
from okienko.records.people import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose who to be; POST signs in as the account of a role, or as whoever sits at a desk now."""
    office = only_in_demonstration()
    if request.method == "POST":
        desk = request.POST.get("desk")
        account = _at_desk(office, desk) if desk else _of_role(office, request.POST.get("role", ""))
        login(request, account, backend=BACKEND)
        return HttpResponseRedirect(_on(request) or _after(office, desk))
    wanted = request.GET.get("role", "")
    people = [(one, ROLES[one.role]) for one in demonstrators(office) if wanted in ("", one.role)]
    if not people:
        raise Http404
    return render(request, "stage/sign_in.html", {"office": office, "people": people, "next": _on(request)})


def _on(request: HttpRequest) -> str:
    """The screen of this very program to which the sign-in leads; empty for that of the role."""
    address = str(request.POST.get("next") or request.GET.get("next") or "")
    return address if url_has_allowed_host_and_scheme(address, allowed_hosts=None) else ""


def _of_role(office: Office, role: str) -> Account:
    return get_object_or_404(Account, username=PREFIX + role, office=office.slug, is_active=True)


def _at_desk(office: Office, desk: str) -> Account:
    """Whoever sits at the desk now; nobody sits at a closed one."""
    person = look(office.slug, lambda hall, _: hall.desks[desk].person if desk in hall.desks else None)
    if person is None:
        raise Http404
    return account_at_desk(office.slug, person=person)


def _after(office: Office, desk: str | None) -> str:
    if desk is None:
        return reverse("home")
    screen = "till" if office.desks[desk].kind == "cash" else "desk"
    return reverse(screen, kwargs={"office": office.slug})
