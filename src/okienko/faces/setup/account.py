"""The own account: which roles, which office, password and second factor."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from okienko.faces.setup.wording import roles_described
from okienko.records.office import Office


def account(request: HttpRequest) -> HttpResponse:
    """What the person signed in may do, and where to change the password."""
    office = Office.objects.filter(slug=request.user.office).first()
    return render(request, "setup/account.html",
                  {"office": office, "roles": roles_described(request.user.roles)})
