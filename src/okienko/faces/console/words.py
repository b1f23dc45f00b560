"""The words of the terminal, in Polish or English.

Polish is the language of the house: it is spoken unless the environment names another one. `OKIENKO_LANG`
goes before the language of the system. The sentences stand in `locale/*/LC_MESSAGES/console.po`, English is
the key.
"""

import argparse
import gettext
import os
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

DOMAIN: Final = "console"
LOCALES: Final = (Path(__file__).parents[4] / "locale", Path(__file__).parents[2] / "locale")
_UNSPOKEN: Final = ("", "C", "POSIX")


def language(environment: Mapping[str, str]) -> str:
    """ "pl" or "en", from OKIENKO_LANG or the language of the system."""
    for name in ("OKIENKO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        named = environment.get(name, "").partition(".")[0]
        if named not in _UNSPOKEN:
            return "pl" if named.lower().startswith("pl") else "en"
    return "pl"


def say(sentence: str, **params: object) -> str:
    """The sentence in the language of the terminal, with its {parameters} filled in."""
    spoken = catalogue(language(os.environ)).gettext(sentence)
    return spoken.format(**params) if params else spoken


def decimal(number: str) -> str:
    """A number as the language of the terminal writes it: with a comma in Polish."""
    return number.replace(".", ",") if language(os.environ) == "pl" else number


def speak_in_argparse() -> None:
    """Let the parser of arguments speak as the terminal does; it asks two functions of its module for its words."""
    spoken = catalogue(language(os.environ))
    vars(argparse).update(_=spoken.gettext, ngettext=spoken.ngettext)


@lru_cache(maxsize=2)
def catalogue(spoken: str) -> gettext.NullTranslations:
    """The sentences of a language; English where there is no catalogue."""
    if spoken == "en":
        return gettext.NullTranslations()
    for folder in LOCALES:
        source = folder / spoken / "LC_MESSAGES" / f"{DOMAIN}.po"
        compiled = source.with_suffix(".mo")
        if compiled.exists() and not (source.exists() and source.stat().st_mtime > compiled.stat().st_mtime):
            with compiled.open("rb") as stream:
                return gettext.GNUTranslations(stream)
        if source.exists():
            return _compiled(source, spoken)
    return gettext.NullTranslations()


def _compiled(source: Path, spoken: str) -> gettext.NullTranslations:
    """A catalogue that was not compiled yet, as in a fresh checkout."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    binary = BytesIO()
    with source.open("rb") as text:
        write_mo(binary, read_po(text, locale=spoken))
    binary.seek(0)
    return gettext.GNUTranslations(binary)
