"""What went wrong, as problem details (RFC 9457): the same shape for every error of the interface."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_noop
from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """An error: `code` names its kind for programs, `title` says it, `detail` what to do, `errors` what is wrong."""

    type: str = Field("about:blank", description="An address that names the kind of problem")
    code: str = Field(description="The kind of problem; it stays the same in every language")
    title: str = Field(description="The problem in the language of the request")
    status: int
    detail: str = ""
    errors: list[dict[str, Any]] = Field(default_factory=list)


class Trouble(Exception):
    """Something that the interface answers as a problem."""

    status = 400
    code = "bad_request"
    title = gettext_noop("The request cannot be answered.")

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def as_problem(self) -> dict[str, Any]:
        """The body of the answer."""
        return problem(self.status, self.code, gettext(self.title), self.detail)


class Missing(Trouble):
    """There is no such thing."""

    status = 404
    code = "not_found"
    title = gettext_noop("There is no such thing in this office.")


class BadPeriod(Trouble):
    """The days asked for are no period."""

    status = 422
    code = "bad_period"
    title = gettext_noop("The first day must not be after the last, and they may be at most a year apart.")


class NoHall(Trouble):
    """The hall does not answer at the moment."""

    status = 503
    code = "unavailable"
    title = gettext_noop("The hall does not answer at the moment; please try again in a few seconds.")


def problem(status: int, code: str, title: str, detail: str = "",
            errors: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The body of an error."""
    return {"type": "about:blank", "code": code, "title": title, "status": status, "detail": detail,
            "errors": errors or []}


def misread_parameter(told: dict[str, Any]) -> dict[str, str]:
    """One parameter that cannot be read, as the validator tells it: where, a code for programs, a sentence."""
    kind, more = told["type"], told.get("ctx", {})
    if kind.startswith("date"):
        what = gettext("A day is written as year, month and day: 2026-03-02.")
    elif kind == "string_too_long":
        what = gettext("At most {count} characters.").format(count=more["max_length"])
    elif kind == "missing":
        what = gettext("It is missing.")
    else:
        what = gettext("It cannot be read.")
    return {"where": ".".join(str(part) for part in told["loc"]), "code": kind, "what": what}
