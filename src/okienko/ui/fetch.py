"""Fetching one thing of the office that a page is about; another office's thing does not exist there."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404

from okienko.records.office import Office

M = TypeVar("M", bound=Model)


def fetch(kind: type[M], *, office: Office, **which: Any) -> M:
    """The one that is meant, if it belongs to this office; else a 404, the same as when there is none.

    Whether whoever asks may be on this page at all, the route's door has seen.
    """
    field: Any = kind._meta.get_field("office")
    own = office if field.is_relation else office.slug
    found = kind._default_manager.filter(office=own, **which).first()
    if found is None:
        raise Http404
    return found
