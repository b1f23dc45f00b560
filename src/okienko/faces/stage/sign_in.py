"""Signing in by one click: a made-up person for each role, in a demonstration only."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from okienko.actions.stage.accounts import PREFIX, demonstrators
from okienko.core.people.roles import ROLES
from okienko.faces.stage.pages import only_in_demonstration
from okienko.records.people import Account

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose who to be; POST signs in as the account of a role."""
    office = only_in_demonstration()
    if request.method == "POST":
        username = PREFIX + request.POST.get("role", "")
        account = get_object_or_404(Account, username=username, office=office.slug, is_active=True)
        login(request, account, backend=BACKEND)
        return HttpResponseRedirect(reverse("home"))
    people = [(one, ROLES[one.role]) for one in demonstrators(office)]
    return render(request, "stage/sign_in.html", {"office": office, "people": people})
