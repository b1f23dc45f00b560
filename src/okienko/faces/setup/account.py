"""The own account: which roles, which office, password and second factor."""

from __future__ import annotations

from allauth.account.views import password_reset
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from okienko.core.people.places import first_place
from okienko.faces.setup.wording import roles_described
from okienko.records.office import Office


def account(request: HttpRequest) -> HttpResponse:
    """What the person signed in may do, and where to change the password."""
    office = Office.objects.filter(slug=request.user.office).first()
    return render(request, "setup/account.html",
                  {"office": office, "roles": roles_described(request.user.roles)})


def reset_password(request: HttpRequest) -> HttpResponse:
    """A forgotten password: by mail; an office without a mail server says so, and whom to ask."""
    if settings.MAIL_HOST:
        answer: HttpResponse = password_reset(request)
        return answer
    return render(request, "account/password_reset_without_mail.html")


def home(request: HttpRequest) -> HttpResponse:
    """After signing in: the screen at which this person works."""
    place = first_place(request.who, roles=request.user.roles)
    if place is None:
        return HttpResponseRedirect(reverse("account"))
    return HttpResponseRedirect(reverse(place.route, kwargs={"office": request.user.office}))
