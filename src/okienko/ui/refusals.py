"""A refusal of the hall in the person's language; `tools.translations` collects its sentences from core."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from okienko.core.hall.refusals import Refusal, WishUnderWay
from okienko.core.office import Office
from okienko.ui.wishes import under_way


def said(refusal: Refusal) -> str:
    """The sentence that says why not."""
    return gettext(refusal.message)


def tell(request: HttpRequest, refusal: Refusal, *, office: Office) -> None:
    """Say on the next page why not; what is under way already is no fault and is shown as it is."""
    if isinstance(refusal, WishUnderWay):
        messages.info(request, under_way(refusal, office=office, language=get_language() or "pl"))
    else:
        messages.warning(request, said(refusal))
