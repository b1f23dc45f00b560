"""What went wrong, as problem details (RFC 9457): the same shape for every error of the interface."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """An error: `type` names its kind, `title` says it, `detail` what to do, `errors` which parameter is wrong."""

    type: str = Field("about:blank", description="An address that names the kind of problem")
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, Any]] = Field(default_factory=list)


class Trouble(Exception):
    """Something that the interface answers as a problem."""

    status = 400
    title = "The request cannot be answered."

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def as_problem(self) -> dict[str, Any]:
        """The body of the answer."""
        return problem(self.status, self.title, self.detail)


class Missing(Trouble):
    """There is no such thing."""

    status = 404
    title = "There is no such thing in this office."


class BadPeriod(Trouble):
    """The days asked for are no period."""

    status = 422
    title = "The first day must not be after the last, and they may be at most a year apart."


class NoHall(Trouble):
    """The hall does not answer at the moment."""

    status = 503
    title = "The hall does not answer at the moment; please try again in a few seconds."


def problem(status: int, title: str, detail: str = "", errors: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The body of an error."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": errors or []}
