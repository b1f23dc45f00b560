"""The cards that words of a question find: services of the office, and matters of other authorities."""

from __future__ import annotations

from typing import Any

from okienko.core.catalogue.search import find
from okienko.core.office import Office


def found(office: Office, query: str, *, language: str) -> list[dict[str, Any]]:
    """What matches best, best first; nothing for an empty question."""
    return [_referral(office, hit.id, language) if hit.is_referral else _service(office, hit.id, language)
            for hit in find(office, query)]


def _service(office: Office, service: str, language: str) -> dict[str, Any]:
    known = office.services[service]
    department = office.departments.get(known.department)
    return {"name": known.name.spoken(language), "service": known, "referral": None,
            "department": department.name.spoken(language) if department else ""}


def _referral(office: Office, referral: str, language: str) -> dict[str, Any]:
    known = office.referrals[referral]
    return {"name": known.name.spoken(language), "service": None, "referral": known, "department": ""}
