"""The ways from one page of the kiosk to the next, each with what was chosen so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.conf import settings

from okienko.faces.kiosk.choice import Choice


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses for the templates; `path` is this page, `rest` what its address says beyond the choices."""

    slug: str
    choice: Choice
    known: tuple[str, ...]
    path: str = ""
    rest: str = ""

    @property
    def start(self) -> str:
        """The first screen, nothing forgotten."""
        return f"/{self.slug}/kiosk/{self.choice.query}"

    @property
    def anew(self) -> str:
        """The first screen for whoever comes next."""
        return f"/{self.slug}/kiosk/"

    @property
    def search(self) -> str:
        return f"/{self.slug}/kiosk/search{self.choice.query}"

    @property
    def officer(self) -> str:
        return f"/{self.slug}/kiosk/officer{self.choice.query}"

    @property
    def options(self) -> str:
        return f"/{self.slug}/kiosk/options{self.choice.query}"

    @property
    def options_of_service(self) -> str:
        """The options, and back to the card of the service."""
        return f"{self.options}&back={self.path.rsplit('/', 1)[-1]}"

    @property
    def ticket(self) -> str:
        """From the sheet of paper back to the ticket on the screen."""
        return f"{self.path.removesuffix('/paper')}{self.choice.query}"

    @property
    def read(self) -> str:
        """This page, read aloud from now on."""
        return f"{self.choice.but(is_read=True)}{self.rest}"

    @property
    def silent(self) -> str:
        return f"{self.choice.but(is_read=False)}{self.rest}"

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The choices as hidden fields of a form."""
        return parse_qsl(self.choice.query[1:])

    @property
    def languages(self) -> Iterator[tuple[str, str, str]]:
        """Code, own name and address of each language of the office."""
        names = dict(settings.LANGUAGES)
        return ((code, names.get(code, code), f"{self.choice.but(language=code)}{self.rest}") for code in self.known)
