"""People of an office and their roles, for its administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from okienko.actions.people.accounts import (
    LastAdministrator,
    NameTaken,
    UnknownPerson,
    change_account,
    create_account,
    give_password,
    new_password,
)
from okienko.core.people.roles import PERSON_ROLES
from okienko.faces.setup.forms import ChangeAccount, NewAccount
from okienko.faces.setup.wording import roles_described
from okienko.records.office import Office
from okienko.records.people import Account
from okienko.ui.fetch import fetch


def people(request: HttpRequest, office: Office) -> HttpResponse:
    """Everybody with an account here, what the roles mean, and a form for a new account."""
    form = NewAccount(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _create(request, form, office)
        if answer is not None:
            return answer
    accounts = Account.objects.filter(office=office.slug).order_by("name", "username")
    rows = [(account, roles_described(account.roles)) for account in accounts]
    return render(request, "setup/people.html", {
        "office": office, "rows": rows, "form": form, "roles": roles_described(PERSON_ROLES)})


def _create(request: HttpRequest, form: NewAccount, office: Office) -> HttpResponse | None:
    password = new_password()
    try:
        account = create_account(**form.cleaned_data, office=office.slug, password=password,
                                 by=request.who.by)
    except NameTaken:
        form.add_error(None, _("Somebody has this user name, e-mail address or staff id already."))
        return None
    except UnknownPerson:
        form.add_error("person", _("There is no person with this staff id in the office's files."))
        return None
    return _shown_once(request, account, password, office)


def _shown_once(request: HttpRequest, account: Account, password: str, office: Office) -> HttpResponse:
    response = render(request, "setup/password.html", {
        "office": office, "account": account, "password": password})
    response["Cache-Control"] = "no-store"
    return response


def person(request: HttpRequest, office: Office, pk: int) -> HttpResponse:
    """One account: name, mail, roles, open or closed; or a new password."""
    account = fetch(Account, office=office, pk=pk)
    if request.method == "POST" and "password" in request.POST:
        return _shown_once(request, account, give_password(account, by=request.who.by), office)
    form = ChangeAccount(request.POST or None, initial={
        "name": account.name, "email": account.email, "roles": account.roles, "is_active": account.is_active})
    if request.method == "POST" and form.is_valid():
        try:
            change_account(account, **form.cleaned_data, by=request.who.by)
        except LastAdministrator:
            form.add_error("roles", _("The office would be left without an administrator; "
                                      "give the role to somebody else first."))
        except NameTaken:
            form.add_error("email", _("Somebody has this e-mail address already."))
        else:
            messages.success(request, _("The account has been changed."))
            return redirect("people", office=office.slug)
    return render(request, "setup/person.html", {"office": office, "account": account, "form": form})
