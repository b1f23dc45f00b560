"""Django's addresses, built from the one table; an address without a row does not exist."""

from __future__ import annotations

import re
from typing import Any

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter
from django.utils.module_loading import import_string

from okienko.config.doors import guard
from okienko.config.routes import DJANGO_ROUTES
from okienko.core.people.route import Route


class WordConverter(StringConverter):
    """Letters and digits only."""

    regex = "[0-9A-Za-z]+"


register_converter(WordConverter, "word")
_KINDS = {"pk": "int", "office": "slug", "uidb36": "word"}


def _pattern(route: Route) -> URLPattern | URLResolver:
    address = re.sub(r"\{(\w+)\}", lambda part: f"<{_KINDS.get(part[1], 'str')}:{part[1]}>", route.path)
    view: Any = import_string(route.view.replace(":", "."))
    return path(address, guard(route, view), name=route.name)


urlpatterns = [_pattern(route) for route in DJANGO_ROUTES]

handler400 = "okienko.config.errors.bad_request"
handler403 = "okienko.config.errors.permission_denied"
handler404 = "okienko.config.errors.page_not_found"
handler429 = "okienko.config.errors.too_many_requests"
handler500 = "okienko.config.errors.server_error"
