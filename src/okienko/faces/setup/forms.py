"""Forms of the administrator's pages."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from okienko.core.people.roles import DEVICE_KINDS, PERSON_ROLES
from okienko.faces.setup.wording import role_title


class SignIn(LoginForm):
    """Signing in, in the words of the house."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["password"].help_text = format_html(
            '<a href="{}">{}</a>', reverse_lazy("account_reset_password"), _("I do not remember the password"))
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, role_title(name)) for name in names]


class RolesField(forms.MultipleChoiceField):
    """Roles as boxes to tick, named in the language of the page."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=lambda: _choices(PERSON_ROLES), label=_("Roles"), **options)


class ChangeAccount(forms.Form):
    """What an administrator may change of an account."""

    name = forms.CharField(label=_("First name and surname"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False,
                             help_text=_("A forgotten password can be set anew by mail."))
    roles = RolesField()
    is_active = forms.BooleanField(label=_("The account is open"), required=False, initial=True)


class NewAccount(forms.Form):
    """A new account; the password is made here and shown once."""

    username = forms.CharField(label=_("User name"), max_length=60)
    name = forms.CharField(label=_("First name and surname"), max_length=120)
    person = forms.CharField(
        label=_("Staff id"), max_length=60, required=False,
        help_text=_("As in the office's files; whoever serves or meets clients needs one."))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    roles = RolesField()


class NewDevice(forms.Form):
    """A new kiosk, board or printer."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("For example: kiosk by the main entrance."))
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: _choices(DEVICE_KINDS))
    place = forms.CharField(label=_("Area"), max_length=60, required=False, help_text=_("As in the office's files."))


class Code(forms.Form):
    """The code that a device types to be let in."""

    code = forms.CharField(label=_("Code"), max_length=12,
                           help_text=_("Six letters and digits, shown to the administrator."))
